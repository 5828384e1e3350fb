"""Whether the store has changed since it was last looked at."""

from __future__ import annotations

import asyncio
import os
import time
from dataclasses import dataclass, field
from pathlib import Path

from govkg.search.index import FOLDER, STAMP
from govkg.server.board import Board
from govkg.server.settings import Settings
from govkg.store.folder import QUADS

_REMOTE_SECONDS = 3.0
"""A store behind an address cannot be looked at: what was read of it counts for so long."""

Signature = frozenset[tuple[str, int, int]]


@dataclass(slots=True)
class Freshness:
    """Counts the generations of a store: each time its files have changed, the next one."""

    settings: Settings
    board: Board = field(default_factory=Board)
    _signature: Signature | None = None

    @property
    def generation(self) -> int:
        """Which state of the store is to be shown."""
        return self.board.generation

    async def watch(self) -> None:
        """Look from time to time, until cancelled."""
        while True:
            self.look()
            await asyncio.sleep(self.settings.freshness_seconds)

    def look(self) -> None:
        """Look now."""
        found = self._look()
        if found != self._signature:
            if self._signature is not None:
                self.board.generation += 1
            self._signature = found

    def _look(self) -> Signature:
        if self.settings.store.startswith(("http://", "https://")):
            return frozenset({("", 0, int(time.monotonic() / _REMOTE_SECONDS))})
        folder = Path(self.settings.store)
        try:
            return signature(folder / QUADS) | stamp(folder / FOLDER / STAMP)
        except OSError:
            return frozenset()  # not there now: who is asked says so, and looks again when it has come back


def signature(folder: Path) -> Signature:
    """The engine's files with their sizes and times; a write that was acknowledged has changed one of them."""
    found = set()
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(("LOG", "LOCK")):
                continue  # what the engine says about itself, also when it only reads
            try:
                state = entry.stat()
            except FileNotFoundError:
                continue  # merged away this moment; the next look sees what it became
            found.add((entry.name, state.st_size, state.st_mtime_ns))
    return frozenset(found)


def stamp(file: Path) -> Signature:
    """The stamp of the label index, which is written after the store."""
    try:
        state = file.stat()
    except FileNotFoundError:
        return frozenset()
    return frozenset({(file.name, state.st_size, state.st_mtime_ns)})
