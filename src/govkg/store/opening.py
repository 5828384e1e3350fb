"""One way in: a folder, an address, or memory."""

from __future__ import annotations

from pathlib import Path

from govkg.store.base import Store
from govkg.store.embedded import EmbeddedStore


def open_store(location: Path | str | None = None, *, read_only: bool = False, wait: float = 0.0) -> Store:
    """Open the store at a folder (made on first use), at an ``http(s)://`` address, or in memory for None.

    ``wait`` is for how many seconds a writer waits for another one to let go of a folder.

    Raises:
        StoreLocked: another process writes to the folder.
        StoreVersion: the store is in a format that this govkg does not read.
        StoreError: it cannot be opened or reached.

    """
    if location is None:
        return EmbeddedStore(None, read_only=read_only)
    return EmbeddedStore(Path(location), read_only=read_only, wait=wait)
