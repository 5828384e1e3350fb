"""The embedded store: Oxigraph on disk or in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, NamedNode, Quad, Variable

from govkg.errors import QueryError, StoreError
from govkg.store.base import Answer, Change, Term


class EmbeddedStore:
    """Quads in an Oxigraph store: in a folder, made on first use, or in memory for None."""

    def __init__(self, folder: Path | None = None, *, read_only: bool = False) -> None:
        self._folder, self._read_only = folder, read_only
        try:
            if folder is None:
                self._store = ox.Store()
            elif read_only:
                self._store = ox.Store.read_only(str(folder))
            else:
                folder.mkdir(parents=True, exist_ok=True)
                self._store = ox.Store(str(folder))
        except OSError as error:
            raise StoreError(f"cannot be opened: {error}", location=folder) from error

    @property
    def location(self) -> str:
        """The folder, or ``memory``."""
        return str(self._folder) if self._folder else "memory"

    @property
    def read_only(self) -> bool:
        """Whether this opening may not write."""
        return self._read_only

    def query(self, text: str, *, substitutions: Mapping[str, Term] | None = None) -> Answer:
        """Run SPARQL 1.1 on the default graph and the named graphs, never their union."""
        values = {Variable(name): value for name, value in (substitutions or {}).items()}
        try:
            return self._store.query(text, substitutions=values or None)
        except SyntaxError as error:
            raise QueryError(error.msg or str(error), line=error.lineno, column=error.offset) from error

    def apply(self, change: Change) -> None:
        """One transaction: a pure addition through ``extend``, else one SPARQL update."""
        if not change.drop and not change.remove:
            self._store.extend(change.add)
            return
        parts = [f"DROP SILENT GRAPH {graph}" for graph in change.drop]
        if change.remove:
            parts.append(f"DELETE DATA {{ {_data(change.remove)} }}")
        if change.add:
            parts.append(f"INSERT DATA {{ {_data(change.add)} }}")
        self._store.update(" ;\n".join(parts))

    def load(self, quads: Iterable[Quad]) -> None:
        """Bulk load."""
        self._store.bulk_extend(quads)

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of one graph."""
        return self._store.quads_for_pattern(None, None, None, graph or DefaultGraph())

    def graphs(self) -> Iterator[NamedNode]:
        """The named graphs."""
        return (name for name in self._store.named_graphs() if isinstance(name, NamedNode))

    def dump(self) -> Iterator[Quad]:
        """All quads."""
        return iter(self._store)

    def __len__(self) -> int:
        return len(self._store)

    def close(self) -> None:
        """Flush and drop the handle, which frees the folder's lock."""
        if self._folder is not None and not self._read_only:
            self._store.flush()
        del self._store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _data(quads: Iterable[Quad]) -> str:
    lines = []
    for quad in quads:
        triple = f"{quad.subject} {quad.predicate} {quad.object} ."
        lines.append(triple if isinstance(quad.graph_name, DefaultGraph) else f"GRAPH {quad.graph_name} {{ {triple} }}")
    return "\n".join(lines)
