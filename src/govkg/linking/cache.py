"""What endpoints have answered, on disk, each answer with its age: asked once, at hand when there is no network."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from govkg.errors import GovkgError

_TABLE: Final = """CREATE TABLE IF NOT EXISTS answers (
    endpoint TEXT, question TEXT, key TEXT, retrieved TEXT, answer TEXT, PRIMARY KEY (endpoint, question, key)
)"""
_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Answer:
    """What an endpoint said about one key, and when."""

    value: Any
    retrieved: datetime


def cache_folder() -> Path:
    """Where caches lie: GOVKG_CACHE, else govkg in XDG_CACHE_HOME or ~/.cache."""
    if own := os.environ.get("GOVKG_CACHE"):
        return Path(own)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "govkg"


class Cache:
    """Answers by endpoint, question (of which there is one for many keys) and key, in one SQLite file.

    Raises:
        GovkgError: the file cannot be read or written.

    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or cache_folder() / "links.sqlite"
        with self._errors():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = sqlite3.connect(self.path, timeout=30)
        try:
            with self._errors(), self._file:
                self._file.execute(_TABLE)
        except GovkgError:
            self._file.close()
            raise

    def answers(self, endpoint: str, question: str, keys: Iterable[str]) -> dict[str, Answer]:
        """The answers that are there, by key."""
        found: dict[str, Answer] = {}
        with self._errors():
            for some in _chunks(list(keys)):
                of = f"endpoint = ? AND question = ? AND key IN ({', '.join('?' * len(some))})"
                asked = f"SELECT key, answer, retrieved FROM answers WHERE {of}"
                rows = self._file.execute(asked, (endpoint, question, *some))
                with closing(rows):
                    for key, answer, retrieved in rows:
                        found[key] = Answer(json.loads(answer), datetime.fromisoformat(retrieved))
        return found

    def keep(self, endpoint: str, question: str, answers: Mapping[str, Any], now: datetime) -> None:
        """Keep answers, in the place of older ones: all of them or none."""
        rows = (
            (endpoint, question, key, now.isoformat(), json.dumps(answer, ensure_ascii=False))
            for key, answer in answers.items()
        )
        with self._errors(), self._file:
            self._file.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?)", rows)

    def close(self) -> None:
        """Let the file go."""
        self._file.close()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError, ValueError) as error:
            raise GovkgError(f"{self.path}: the cache cannot be used: {error}; remove it to begin anew") from error


def _chunks(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE))
