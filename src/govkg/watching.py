"""A folder and a store kept in step: files that come, change or go are read, read again, or taken out.

watchfiles says when to look; what is done follows from what lies there, so nothing is missed that happened while
nobody watched. Which articles came from which file is kept in the folder itself (``.govkg-watch.json``).
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, Final

from govkg.errors import NotFound, SourceError, StoreLocked
from govkg.extraction.base import Extractor
from govkg.extraction.pipeline import read as read_article
from govkg.extras import extra
from govkg.ingest import Report
from govkg.lookup.graph import KnowledgeGraph
from govkg.sources import files
from govkg.sources.reading import InFolder
from govkg.store.opening import open_store

STATE: Final = ".govkg-watch.json"
_TOGETHER: Final = 128
"""Files that are read between two looks at whether to stop."""
_LOOK: Final = 500
"""Milliseconds after which files that were still being written are looked at again."""

Signature = tuple[int, int]
"""Size in bytes and time of change in nanoseconds; a file whose signature stays is taken for written."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was when it was read, and the ids of its articles."""

    signature: Signature
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What one look at the folder led to."""

    report: Report
    retracted: tuple[str, ...] = ()
    """Ids of articles whose file is gone, or no longer has them."""

    def __str__(self) -> str:
        return f"{self.report}, {len(self.retracted)} retracted"


@dataclass(slots=True)
class Watch:
    """``folder`` kept in step with the store at ``location``, which is only opened while there is something to do.

    A file is read once it has lain unchanged for ``settle`` seconds; one that cannot be read keeps the articles that
    it had, and is tried again when it changes. If every file is gone at once the folder is more likely not mounted
    than emptied, so that is an error unless ``emptied``.
    """

    folder: Path
    location: str | Path
    told: Callable[[Step], None]
    extractor: Extractor = read_article
    settle: float = 1.0
    emptied: bool = False
    waiting: Callable[[StoreLocked], None] = lambda _: None
    """Hears once of a store that another process writes to; the work is done when that has ended."""
    _seen: dict[str, Seen] = field(default_factory=dict, init=False)
    _moving: dict[str, tuple[Signature | None, float]] = field(default_factory=dict, init=False)
    """What has changed and may still be changing: its signature (None for gone) and since when that holds."""
    _locked: bool = field(default=False, init=False)

    def run(self, stop: threading.Event) -> None:
        """Watch until ``stop`` is set; what has begun is then finished.

        Raises:
            MissingExtra: the extra ``watch`` is not installed.
            SourceError: the folder is none, or gone, or all its files are.
            StoreError: the store cannot be written.
        """
        with extra("watch", "watching a folder"):
            from watchfiles import watch
        self._look_in()
        self._seen = dict(_load(self.folder / STATE, str(self.location)))
        self._look(stop)
        for changes in watch(
            self.folder,
            stop_event=stop,
            debounce=_LOOK,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            raise_interrupt=False,
            watch_filter=lambda _, path: not Path(path).name.startswith(STATE),
        ):
            if changes or self._moving:
                self._look(stop)
            elif not self.folder.is_dir():
                self._look_in()

    def _look(self, stop: threading.Event) -> None:
        """Do what is to do, for the files that have come to rest."""
        found = self._look_in()
        if not found and len(self._seen) > 1 and not self.emptied:
            message = f"all {len(self._seen)} files that were read from it are gone; --emptied if that is meant"
            raise SourceError(message, path=self.folder)
        resting = self._resting(found)
        gone = [name for name in resting if name not in found]
        try:
            there = [name for name in resting if name in found]
            for start in range(0, len(there), _TOGETHER):
                self._take(there[start : start + _TOGETHER], found, [])
                if stop.is_set():
                    return
            if gone:
                self._take([], found, gone)
        except StoreLocked as error:
            if not self._locked:
                self.waiting(error)
            self._locked = True
        else:
            self._locked = False

    def _look_in(self) -> dict[str, Signature]:
        """The signature of every file of articles, by its place in the folder."""
        if not self.folder.is_dir():
            raise SourceError("no such folder", path=self.folder)
        found = {}
        for path in files.inside(self.folder):
            try:
                status = path.stat()
            except OSError:
                continue  # gone since it was listed
            found[path.relative_to(self.folder).as_posix()] = (status.st_size, status.st_mtime_ns)
        return found

    def _resting(self, found: Mapping[str, Signature]) -> list[str]:
        """The files, sorted, that are not as they were read and have stayed as they are for a while."""
        now = time.monotonic()
        resting = []
        moving: dict[str, tuple[Signature | None, float]] = {}
        for name in sorted(found.keys() | self._seen.keys()):
            signature = found.get(name)
            if name in self._seen and self._seen[name].signature == signature:
                continue
            before = self._moving.get(name)
            since = before[1] if before and before[0] == signature else now
            moving[name] = (signature, since)
            if now - since >= self.settle:
                resting.append(name)
        self._moving = moving
        return resting

    def _take(self, names: list[str], found: Mapping[str, Signature], gone: list[str]) -> None:
        """Read files and take out the articles that no file has any more; then it is kept what came from where."""
        with open_store(self.location) as store:
            kg = KnowledgeGraph(store)
            sources = [InFolder(self.folder, self.folder / name) for name in names]
            report = kg.ingest(*sources, extractor=self.extractor) if sources else Report()
            seen = dict(self._seen)
            for name in names:
                seen[name] = Seen(found[name], tuple(self._articles(name, report)))
            for name in gone:
                del seen[name]
            left = set(chain.from_iterable(each.articles for each in seen.values()))
            before = chain.from_iterable(self._seen[name].articles for name in (*names, *gone) if name in self._seen)
            retracted = tuple(_retracted(kg, [article for article in before if article not in left]))
        self._seen = seen
        for name in (*names, *gone):
            self._moving.pop(name, None)
        _save(self.folder / STATE, str(self.location), seen)
        self.told(Step(report, retracted))

    def _articles(self, name: str, report: Report) -> Iterator[str]:
        """The ids of a file's articles; if some of it was refused, those that it had before stay."""
        path = str(self.folder / name)
        yield from (id for id, origin in report.origins.items() if origin and origin.path == path)
        if name in self._seen and any(str(getattr(error, "path", "")) == path for error in report.refused):
            yield from self._seen[name].articles


def _retracted(kg: KnowledgeGraph, articles: list[str]) -> Iterator[str]:
    for article in articles:
        try:
            kg.retract(article)
        except NotFound:
            continue  # a person has taken it out
        yield article


def _load(path: Path, location: str) -> Iterator[tuple[str, Seen]]:
    """What an earlier watch has kept for this store; nothing where there was none."""
    try:
        stores: Any = json.loads(path.read_text("utf-8"))
        for name, (size, changed, articles) in stores.get(location, {}).items():
            yield name, Seen((int(size), int(changed)), tuple(map(str, articles)))
    except FileNotFoundError:
        return
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise SourceError(f"not what a watch has kept: {error}; delete it to begin anew", path=path) from error


def _save(path: Path, location: str, seen: Mapping[str, Seen]) -> None:
    """Keep what came from where, whole or not at all, beside what is kept for other stores."""
    try:
        stores = json.loads(path.read_text("utf-8")) if path.exists() else {}
        stores[location] = {name: [*each.signature, each.articles] for name, each in seen.items()}
        partial = path.with_name(f"{STATE}.part")
        partial.write_text(json.dumps(stores, ensure_ascii=False), "utf-8")
        partial.replace(path)
    except OSError as error:
        raise SourceError(f"what came from which file cannot be kept: {error.strerror or error}", path=path) from error
