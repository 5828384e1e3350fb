"""The index of one store: beside it where it is a folder, else in memory; made anew when it does not fit."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from govkg.errors import StoreError
from govkg.kinds import FAMILIES, classes, local_name
from govkg.search.engine import Engine, Hit, index_errors
from govkg.search.entries import TITLE, all_entries, count_labels, entries
from govkg.store.base import Store

FORMAT: Final = "1"
"""Raised by every change of the schema, the entries or ``folding``; an index of another format is made anew."""

_MANY: Final = 20_000
"""So many entities are read faster with all others than one by one."""

_CLOSING: Final = 8
"""Bytes that close each file of a segment; one that is shorter, such as a power cut leaves, ends tantivy in a panic."""

FOLDER: Final = "search"
STAMP: Final = "stamp.json"


class SearchIndex:
    """Entities by name. ``update`` keeps it up with the store; a stamp tells when that was missed."""

    def __init__(self, engine: Engine, folder: Path | None = None) -> None:
        self._engine, self._folder = engine, folder

    @property
    def folder(self) -> Path | None:
        """Where it lies; None in memory."""
        return self._folder

    def __len__(self) -> int:
        return len(self._engine)

    def search(self, text: str, *, type: str | None = None, limit: int = 10) -> list[Hit]:
        """Entities by a name, the beginning or some words of it, with up to two typing errors; best first.

        ``type`` is a family ("organization", "person", "post", "meeting", "document", "standard", "topic",
        or "title" for titles of posts) or a class ("Ministry"). Case and diacritics do not matter.

        Raises:
            ValueError: no such type.

        """
        return self._engine.search(text, _types(type), limit)

    def named(self, text: str, *, type: str | None = None, limit: int = 50) -> list[Hit]:
        """Only the entities that bear this name: with its diacritics if there are such, else without."""
        return self._engine.named(text, _types(type), limit)

    def update(self, store: Store, iris: Iterable[str]) -> None:
        """Bring some entities up to date after the store changed; one that it no longer names is taken out."""
        touched = set(iris)
        if len(touched) > _MANY:
            self.rebuild(store)
            return
        self._mark_dirty()
        fresh = list(entries(store, touched))
        self._engine.remove({*touched, *(entry.iri for entry in fresh)})
        self._engine.put(fresh)
        self._engine.commit()
        self._mark_clean(store)

    def rebuild(self, store: Store) -> None:
        """Make it anew from all that the store names."""
        self._mark_dirty()
        self._engine.clear()
        self._engine.put(all_entries(store))
        self._engine.commit()
        self._mark_clean(store)

    def close(self) -> None:
        """Let the folder go."""
        self._engine.close()

    def expect_change(self) -> None:
        """Say that the store is about to change: whoever dies before ``update`` leaves a stale index behind."""
        self._mark_dirty()

    def differs(self, store: Store) -> bool:
        """Whether it holds anything else than what the store names, entity by entity."""
        wanted = {replace(entry, names=(*entry.names, *entry.weak), weak=()) for entry in all_entries(store)}
        return set(self._engine.entries()) != wanted

    def _mark_dirty(self) -> None:
        if self._folder is not None:
            with index_errors(self._folder):
                (self._folder / STAMP).unlink(missing_ok=True)

    def _mark_clean(self, store: Store) -> None:
        if self._folder is not None:
            stamp = json.dumps(_stamp(store, len(self)))
            with index_errors(self._folder):
                (self._folder / STAMP).write_text(stamp, encoding="utf-8")


def open_index(store: Store) -> SearchIndex:
    """The index of a store, made now where it is missing or stale."""
    if (found := index_beside(store)) is not None:
        return found
    place = Path(store.location)
    if not place.is_dir():
        return _built(store, None)
    folder = place / FOLDER
    if store.read_only:
        return _built(store, None)  # its writer, or the next one, makes the one that stays
    with index_errors(folder):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(exist_ok=True)
    return _built(store, folder)


def make_beside(store: Store) -> None:
    """See to it that the index of a store in a folder lies beside it, so that no reader has to make its own."""
    if Path(store.location).is_dir():
        open_index(store).close()


def index_beside(store: Store) -> SearchIndex | None:
    """The index that lies beside a store and fits it.

    None where there is none, where it is damaged, or where its writer is changing it.
    """
    folder = Path(store.location) / FOLDER
    try:
        stamp = json.loads((folder / STAMP).read_text(encoding="utf-8"))
        if stamp != _stamp(store, stamp["entries"]) or any(
            path.stat().st_size < _CLOSING for path in folder.glob("[0-9a-f]*.*")
        ):
            return None
        index = SearchIndex(Engine(folder), folder)
        index.named("a")  # opens what a search reads
        return index if len(index) == stamp["entries"] else None
    except (OSError, ValueError, KeyError, TypeError, StoreError):
        return None


def _built(store: Store, folder: Path | None) -> SearchIndex:
    index = SearchIndex(Engine(folder), folder)
    index.rebuild(store)
    return index


def _stamp(store: Store, entries: int) -> dict[str, object]:
    return {"format": FORMAT, "labels": count_labels(store), "entries": entries}


def _types(type: str | None) -> tuple[str, ...]:
    if type is None:
        return ()
    if type in FAMILIES or type == TITLE or type in map(local_name, classes()):
        return (type,)
    raise ValueError(f"no type {type!r}: use one of {', '.join(FAMILIES)} or a class of the ontology")
