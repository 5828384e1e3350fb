"""The embedded store: Oxigraph on disk or in memory."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, NamedNode, Quad

from govkg.errors import StoreError, StoreLocked
from govkg.store import folder as folders
from govkg.store.base import Answer, Change, Term
from govkg.store.failures import LONGEST_OF_ENGINE, engine_errors, is_locked, one_line, query_error
from govkg.store.rewriting import substitute
from govkg.store.updates import update_text

_PAUSE = 0.05
"""Seconds between two tries to open a folder that is busy."""
_READER_TRIES = 20
_BULK = 10_000
"""Quads from which on a bulk load takes half the time of a transaction."""


class EmbeddedStore:
    """Quads in an Oxigraph store: in a folder, made on first use, or in memory for None.

    A folder has one writer; openings that only read stand beside it and see the state of their opening.
    ``wait`` is how many seconds a second writer waits for the first before it fails.

    Raises:
        StoreLocked: another process writes to the folder; ``holder`` is its id.
        StoreVersion: the folder is in another format.
        StoreError: it cannot be opened at all.

    """

    def __init__(self, folder: Path | None = None, *, read_only: bool = False, wait: float = 0.0) -> None:
        self._folder, self._read_only = folder, read_only
        self._store: ox.Store | None
        if folder is None:
            self._store = ox.Store()
        elif read_only:
            self._store = _open_reader(folder)
        else:
            self._store = _open_writer(folder, wait)

    @property
    def location(self) -> str:
        """The folder, or ``memory``."""
        return str(self._folder) if self._folder else "memory"

    @property
    def read_only(self) -> bool:
        """Whether this opening may not write."""
        return self._read_only

    @property
    def engine(self) -> ox.Store:
        """The Oxigraph store itself, for what the protocol leaves out."""
        if self._store is None:
            raise StoreError("the store is closed", location=self.location)
        return self._store

    def query(self, text: str, *, substitutions: Mapping[str, Term] | None = None) -> Answer:
        """Run SPARQL 1.1 on the default graph and the named graphs, never their union."""
        text = substitute(text, substitutions or {})
        try:
            return self.engine.query(text)
        except SyntaxError as error:
            raise query_error(error) from error
        except OSError as error:
            raise StoreError(one_line(str(error)), location=self.location) from error
        except RuntimeError as error:
            if str(error).startswith("Corruption"):
                raise StoreError(one_line(str(error)), location=self.location) from error
            raise query_error(error) from error  # such as a function that the engine does not have

    def apply(self, change: Change) -> None:
        """All or nothing: one SPARQL update; a pure addition by faster ways, a large one as a bulk load."""
        if change.drop or change.remove:
            with engine_errors(self.location):
                self._writable().update(update_text(change))
        elif len(change.add) >= _BULK:
            self.load(change.add)
        else:
            with engine_errors(self.location):
                self._writable().extend(change.add)

    def load(self, quads: Iterable[Quad]) -> None:
        """Bulk load, all or nothing; a killed one leaves dead files, no quads."""
        engine = self._writable()
        with engine_errors(self.location):
            engine.bulk_extend(quads)

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of one graph."""
        return self.engine.quads_for_pattern(None, None, None, graph or DefaultGraph())

    def graphs(self) -> Iterator[NamedNode]:
        """The named graphs; the engine also keeps names of graphs that were emptied quad by quad."""
        engine = self.engine
        for name in engine.named_graphs():
            if isinstance(name, NamedNode) and any(engine.quads_for_pattern(None, None, None, name)):
                yield name

    def dump(self) -> Iterator[Quad]:
        """All quads."""
        quads: Iterator[Quad] = iter(self.engine)
        return quads

    def __len__(self) -> int:
        return len(self.engine)

    def close(self) -> None:
        """Flush to disk and drop the handle, which frees the folder's lock."""
        if self._store is None:
            return
        try:
            if self._folder is not None and not self._read_only:
                with engine_errors(self.location):
                    self._store.flush()
        finally:
            self._store = None
            if self._folder is not None and not self._read_only:
                folders.clear_holder(self._folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _writable(self) -> ox.Store:
        if self._read_only:
            raise StoreError("is open for reading only", location=self.location)
        return self.engine


def _open_writer(folder: Path, wait: float) -> ox.Store:
    until = time.monotonic() + wait
    while True:
        try:
            store = ox.Store(_engine_path(folder, read_only=False))
            folders.write_holder(folder)
            folders.clear_dead(folder)
            return store
        except (OSError, RuntimeError) as error:
            if not (isinstance(error, OSError) and is_locked(error)):
                raise _unopened(folder, error) from error
            if time.monotonic() >= until:
                holder = folders.read_holder(folder)
                who = "another process" if holder is None else f"process {holder}"
                raise StoreLocked(f"{who} is writing to it", location=folder, holder=holder) from error
            time.sleep(_PAUSE)


def _open_reader(folder: Path) -> ox.Store:
    """Open beside a writer, who may just be replacing the very files that an opening reads: try again then."""
    tries = _READER_TRIES
    while True:
        try:
            return ox.Store.read_only(_engine_path(folder, read_only=True))
        except (OSError, RuntimeError) as error:
            tries -= 1
            if not tries:
                raise _unopened(folder, error) from error
            time.sleep(_PAUSE)


def _engine_path(folder: Path, *, read_only: bool) -> str:
    """Absolute, since the engine tells its locks apart by the path as given: one relative name may be two folders."""
    return str(folders.prepare(folder, read_only=read_only).absolute())


def _unopened(folder: Path, error: OSError | RuntimeError) -> StoreError:
    return StoreError(f"cannot be opened: {one_line(str(error), LONGEST_OF_ENGINE)}", location=folder)
