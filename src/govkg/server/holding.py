"""What a worker holds: the store as it was at its last opening, and the lookups over it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

import pyoxigraph as ox

from govkg.errors import StoreError
from govkg.lookup import KnowledgeGraph
from govkg.search import SearchIndex, index_beside, open_index
from govkg.server.replies import Reply
from govkg.server.settings import Settings
from govkg.store.base import Store
from govkg.store.embedded import EmbeddedStore
from govkg.store.opening import open_store


@dataclass(slots=True)
class Held:
    """A store that is opened anew when the server says that it has changed, with its label index."""

    settings: Settings
    generation: int = -1
    _store: Store | None = None
    _index: SearchIndex | None = field(default=None, repr=False)

    def refresh(self, generation: int) -> None:
        """Open the store anew if this is another generation of it.

        An index that its writer is just changing is left as it was; a later generation brings the new one.
        """
        if generation == self.generation and self._store is not None:
            return
        fresh = open_store(self.settings.store, read_only=True)
        if self._store is not None:
            self._store.close()
        self._store, self.generation = fresh, generation
        if (index := index_beside(fresh)) is not None:
            self._index = index

    @property
    def store(self) -> Store:
        """The store."""
        if self._store is None:
            raise StoreError("is not open", location=self.settings.store)
        return self._store

    @property
    def engine(self) -> ox.Store:
        """The engine of an embedded store.

        Raises:
            StoreError: the server stands before another SPARQL server.

        """
        if not isinstance(self.store, EmbeddedStore):
            raise StoreError("needs an embedded store", location=self.settings.store)
        return self.store.engine

    @property
    def index(self) -> SearchIndex:
        """The label index; made in memory when there is none beside the store."""
        if self._index is None:
            self._index = open_index(self.store)
        return self._index

    @property
    def graph(self) -> KnowledgeGraph:
        """Lookups over the store."""
        return KnowledgeGraph(self.store, self.index)


class Job(Protocol):
    """A question that a worker answers: a small picklable value. Equal jobs have equal answers in one generation."""

    def __hash__(self) -> int: ...

    def answer(self, held: Held) -> Reply:
        """Find the answer.

        Raises:
            Problem: there is none, and why.
            GovkgError: it could not be done.

        """
        ...
