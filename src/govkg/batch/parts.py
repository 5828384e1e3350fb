"""What a batch leaves behind: sorted N-Quads in parts, a manifest that counts and digests them, and loading them.

OUTPUT/quads/part-00000.gz …    each sorted, and all of them in order one after another
OUTPUT/refused/part-00000 …     what could not be read, and why, one line each
OUTPUT/manifest/part-00000      the manifest, one JSON object, written last: without it the output is not whole
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from govkg.errors import StoreError, StoreVersion
from govkg.store.base import FORMAT_VERSION, Store
from govkg.store.canonical import Digest
from govkg.store.failures import one_line
from govkg.store.filling import fill

QUADS, REFUSED, MANIFEST = "quads", "refused", "manifest"


@dataclass(frozen=True, slots=True)
class Part:
    """One file of quads: its name, how many lines it has, and their digest."""

    name: str
    quads: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a batch made: of ``articles`` read and ``refused``, the ``quads`` in ``parts`` and the digest of all."""

    format: str
    articles: int
    refused: int
    statements: int
    quads: int
    digest: str
    parts: tuple[Part, ...]

    def to_json(self) -> str:
        """One line."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, output: Path) -> Manifest:
        """The manifest of an output folder.

        Raises:
            StoreError: it is not there, so the batch did not end well, or it is damaged.
            StoreVersion: the quads are in another format.

        """
        try:
            found = json.loads((output / MANIFEST / "part-00000").read_text(encoding="utf-8"))
            manifest = cls(**{**found, "parts": tuple(Part(**part) for part in found["parts"])})
        except FileNotFoundError as error:
            raise StoreError("has no manifest: the batch did not come to its end", location=output) from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreError(f"its manifest is damaged: {one_line(str(error))}", location=output) from error
        if manifest.format != FORMAT_VERSION:
            message = f"is in format {manifest.format}; this govkg reads format {FORMAT_VERSION}"
            raise StoreVersion(message, location=output, found=manifest.format, expected=FORMAT_VERSION)
        return manifest


def lines(output: Path, part: Part) -> Iterator[bytes]:
    """The lines of one part, each with its line feed.

    Raises:
        StoreError: the file cannot be read, or is not what the manifest says.

    """
    path = output / QUADS / part.name
    total = Digest()
    try:
        with gzip.open(path, "rb") as stream:
            for line in stream:
                total.add(line)
                yield line
    except (OSError, EOFError, zlib.error) as error:
        raise StoreError(f"cannot be read: {one_line(str(error))}", location=path) from error
    if (total.count, total.hexdigest()) != (part.quads, part.digest):
        raise StoreError("is not what the manifest says: its digest differs", location=path)


def load(output: Path, store: Store) -> Manifest:
    """Fill an empty store, of whatever kind, with the output of a batch, after every part has proved sound.

    The same call again completes a load that broke off (``store.filling``).

    Raises:
        StoreError: the output is not whole or was changed, or the store holds other quads, and nothing was written;
            or what is stored differs from the output.

    """
    manifest = Manifest.read(output)

    def all_lines() -> Iterator[bytes]:
        return (line for part in manifest.parts for line in lines(output, part))

    for _ in all_lines():
        pass
    fill(store, all_lines, "a batch")
    if (held := len(store)) != manifest.quads:
        raise StoreError(f"holds {held} quads unlike the batch's {manifest.quads}", location=store.location)
    return manifest
