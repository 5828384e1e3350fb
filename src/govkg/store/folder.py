"""The folder of an embedded store: its stamp, who writes to it, and the way from older formats.

govkg-store/
  govkg.json     the stamp: which format the quads are in, written before the first quad
  writer.json    the process that writes now; only a name for people, the lock is the engine's
  quads/         the files of the engine
"""

from __future__ import annotations

import json
import os
import shutil
import socket
from pathlib import Path

import pyoxigraph as ox

from govkg.errors import StoreError, StoreVersion
from govkg.store.base import FORMAT_VERSION

STAMP = "govkg.json"
HOLDER = "writer.json"
QUADS = "quads"
DEAD = "bulk-*.sst"
"""Files that the engine writes in a bulk load and renames at its end; a killed load leaves up to its size in them."""
BEFORE_STAMPS = "0"
"""Format of a folder that holds the engine's files directly, as any Oxigraph tool leaves it."""


def prepare(folder: Path, *, read_only: bool) -> Path:
    """Check a folder, make or migrate it where it may be written, and give the path of the engine's files.

    Raises:
        StoreVersion: its format is newer, or older and ``read_only`` forbids to migrate it.
        StoreError: it is something else than a store.
        OSError: the disk says no, or another process writes to a folder that must be migrated.

    """
    found = read_version(folder)
    if found is None:
        if read_only:
            raise StoreError("there is no store here", location=folder)
        _create(folder)
    elif found != FORMAT_VERSION:
        _migrate(folder, found, read_only=read_only)
    return folder / QUADS


def read_version(folder: Path) -> str | None:
    """The format of a store's folder; None where nothing has been made yet."""
    stamp = folder / STAMP
    if stamp.exists():
        try:
            return str(json.loads(stamp.read_text(encoding="utf-8"))["format"])
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError(f"{STAMP} is damaged: {error}", location=folder) from error
    if (folder / "CURRENT").exists():
        return BEFORE_STAMPS
    if folder.is_dir() and any(folder.iterdir()):
        raise StoreError("the folder is not empty and not a store of govkg", location=folder)
    return None


def clear_dead(folder: Path) -> None:
    """Take away what killed bulk loads have left; only for the one that writes, before it loads anything."""
    for path in (folder / QUADS).glob(DEAD):
        path.unlink(missing_ok=True)


def write_holder(folder: Path) -> None:
    """Name this process as the one that writes."""
    _write(folder / HOLDER, {"pid": os.getpid(), "host": socket.gethostname()})


def clear_holder(folder: Path) -> None:
    """Take the name away again; a process that was killed leaves it, and the next writer overwrites it."""
    (folder / HOLDER).unlink(missing_ok=True)


def read_holder(folder: Path) -> int | None:
    """The process id of the writer, as far as it can be told."""
    try:
        return int(json.loads((folder / HOLDER).read_text(encoding="utf-8"))["pid"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None  # between the engine's lock and the name, or killed while writing it


def _create(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / STAMP, {"format": FORMAT_VERSION})


def _migrate(folder: Path, found: str, *, read_only: bool) -> None:
    if found != BEFORE_STAMPS:
        message = f"was written in format {found}; this govkg reads format {FORMAT_VERSION}: use a newer govkg"
        raise StoreVersion(message, location=folder, found=found, expected=FORMAT_VERSION)
    if read_only:
        message = f"is in format {found}: run `govkg resolve --store {folder}`, which backs it up and migrates it"
        raise StoreVersion(message, location=folder, found=found, expected=FORMAT_VERSION)
    _adopt(folder)


def _adopt(folder: Path) -> None:
    """From format 0: copy the engine's files under quads/, then stamp, then set the old ones aside.

    The stamp is the point of no return: killed before it, the old store is untouched and the copy begins
    anew; killed after it, the new store stands and only old files are left lying about.
    """
    shutil.rmtree(folder / QUADS, ignore_errors=True)
    engine = ox.Store(str(folder))
    engine.flush()
    engine.backup(str(folder / QUADS))
    del engine
    old = [path for path in folder.iterdir() if path.name not in (QUADS, HOLDER)]
    _write(folder / STAMP, {"format": FORMAT_VERSION})
    kept = folder / f"format-{BEFORE_STAMPS}"
    kept.mkdir(exist_ok=True)
    for path in old:
        path.rename(kept / path.name)


def _write(path: Path, content: dict[str, object]) -> None:
    """Write a small file so that it is there whole or not at all."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with fresh.open("w", encoding="utf-8") as stream:
            json.dump(content, stream)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
