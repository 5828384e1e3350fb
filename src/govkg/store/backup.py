"""Backup and restore: one compressed N-Quads file that checks itself and that any RDF tool can read.

The first line is a comment that names the format, the last one a comment with the number of quads and
their digest. A file without its last line is half a backup and is refused before anything is restored.
"""

from __future__ import annotations

import gzip
import json
import os
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from govkg.errors import StoreError, StoreVersion
from govkg.store import canonical
from govkg.store.base import FORMAT_VERSION, Store
from govkg.store.failures import one_line
from govkg.store.filling import fill

_HEAD = b"# govkg backup "
_TAIL = b"# end of backup "
_LEVEL = 3


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds: the format of its quads, how many they are, and their digest."""

    format: str
    quads: int
    digest: str

    def __str__(self) -> str:
        return f"{self.quads} quads in format {self.format}, digest {self.digest}"


def backup(store: Store, target: Path) -> Contents:
    """Write all quads of a store to ``target``, which appears only when it is whole.

    Raises:
        StoreError: the file exists already, or cannot be written.

    """
    if target.exists():
        raise StoreError("exists already; a backup never overwrites", location=target)
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with fresh.open("wb") as raw:
            with gzip.open(raw, "wb", compresslevel=_LEVEL) as stream:
                stream.write(_HEAD + json.dumps({"format": FORMAT_VERSION}).encode() + b"\n")
                total = canonical.Digest()
                for line in canonical.lines(store.dump()):
                    total.add(line)
                    stream.write(line)
                contents = Contents(FORMAT_VERSION, total.count, total.hexdigest())
                stream.write(_TAIL + json.dumps(asdict(contents)).encode() + b"\n")
            os.fsync(raw.fileno())
        fresh.replace(target)
    except OSError as error:
        raise StoreError(f"cannot be written: {one_line(str(error))}", location=target) from error
    finally:
        fresh.unlink(missing_ok=True)
    return contents


def restore(source: Path, store: Store) -> Contents:
    """Fill an empty store from a backup, after the whole file has proved sound; compare the two at the end.

    The same call again completes one that broke off (``store.filling``).

    Raises:
        StoreError: the backup is damaged or the store holds other quads, and nothing was written; or what was
            stored differs from the backup.
        StoreVersion: the backup is in another format.

    """
    contents = verify(source)
    fill(store, lambda: (line for line in _read(source) if not line.startswith(_TAIL)), "a backup")
    stored = canonical.digest(store.dump())
    if (stored.count, stored.hexdigest()) != (contents.quads, contents.digest):
        raise StoreError(f"holds {stored.count} quads unlike the backup's {contents.quads}", location=store.location)
    return contents


def verify(source: Path) -> Contents:
    """Read a backup to its end and compare its quads with its own last line.

    Raises:
        StoreError: it is not a backup, ends early, or was changed.
        StoreVersion: it is in another format.

    """
    total = canonical.Digest()
    contents: Contents | None = None
    for line in _read(source):
        if line.startswith(_TAIL):
            contents = Contents(**json.loads(line.removeprefix(_TAIL)))
        else:
            total.add(line)
    if contents is None:
        raise StoreError("is half a backup: its last line is missing", location=source)
    if (total.count, total.hexdigest()) != (contents.quads, contents.digest):
        raise StoreError("was changed after it was written: its digest differs", location=source)
    return contents


def _read(source: Path) -> Iterator[bytes]:
    """The lines after the first, which is checked."""
    try:
        with gzip.open(source, "rb") as stream:
            head = stream.readline()
            if not head.startswith(_HEAD):
                raise StoreError("is not a backup of govkg", location=source)
            found = str(json.loads(head.removeprefix(_HEAD))["format"])
            if found != FORMAT_VERSION:
                message = f"is in format {found}; this govkg reads format {FORMAT_VERSION}"
                raise StoreVersion(message, location=source, found=found, expected=FORMAT_VERSION)
            yield from stream
    except (OSError, EOFError, zlib.error, ValueError, KeyError) as error:
        raise StoreError(f"cannot be read as a backup: {one_line(str(error))}", location=source) from error
