"""Pages that were had before, in one SQLite file: a stopped run goes on, and what did not change is not sent again."""

from __future__ import annotations

import logging
import sqlite3
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from govkg.errors import SourceError

log = logging.getLogger(__name__)

_LONGEST: Final = timedelta(days=90)
"""What was not asked for in so long is dropped."""
_TABLE: Final = """CREATE TABLE IF NOT EXISTS page (
    address TEXT PRIMARY KEY, final TEXT NOT NULL, kind TEXT NOT NULL, etag TEXT, modified TEXT,
    taken REAL NOT NULL, body BLOB NOT NULL)"""


@dataclass(frozen=True, slots=True)
class Page:
    """An answer: where it was asked for, where it ``final``ly was, its Content-Type, and its bytes unpacked."""

    address: str
    final: str
    kind: str
    body: bytes
    etag: str | None = None
    modified: str | None = None
    taken: float = 0.0
    """Seconds since 1970."""


class Kept:
    """The pages in ``folder`` (made where missing); in memory for None. Each is on disk once ``put`` returns."""

    def __init__(self, folder: Path | None, *, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        try:
            if folder is not None:
                folder.mkdir(parents=True, exist_ok=True)
            self._file = sqlite3.connect(":memory:" if folder is None else folder / "pages.sqlite", timeout=30)
            with self._file:
                self._file.execute(_TABLE)
                self._file.execute("DELETE FROM page WHERE taken < ?", (clock() - _LONGEST.total_seconds(),))
        except (OSError, sqlite3.Error) as error:
            raise SourceError(f"pages cannot be kept here: {error}", path=folder) from error

    def get(self, address: str) -> Page | None:
        """The page as it was last had."""
        row = self._file.execute(
            "SELECT address, final, kind, body, etag, modified, taken FROM page WHERE address = ?", (address,)
        ).fetchone()
        if row is None:
            return None
        _, final, kind, body, etag, modified, taken = row
        return Page(address, final, kind, zlib.decompress(body), etag, modified, taken)

    def put(self, page: Page) -> Page:
        """Keep a page, or keep it on: its time is now."""
        row = (page.address, page.final, page.kind, page.etag, page.modified, self._clock(), zlib.compress(page.body))
        try:
            with self._file:
                self._file.execute("INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        except sqlite3.Error as error:  # a full disk; the page itself is there
            log.warning("%s: could not be kept: %s", page.address, error)
        return page

    def is_fresh(self, page: Page, within: timedelta) -> bool:
        """Whether a page was had within that time."""
        return 0 <= self._clock() - page.taken < within.total_seconds()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
