"""What a store does. Terms, quads and results are pyoxigraph's, whatever engine stands behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Protocol, Self

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, Triple

from govkg.errors import QueryError

Term = NamedNode | BlankNode | Literal | Triple
Answer = QuerySolutions | QueryBoolean | QueryTriples
FORMAT_VERSION = "1"
"""Version of the layout of quads in a store (docs/graph.md); raised by every change that old readers misread."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one transaction does, in this order: empty ``drop`` graphs, remove quads, add quads."""

    drop: Sequence[NamedNode] = ()
    remove: Sequence[Quad] = ()
    add: Sequence[Quad] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.drop or self.remove or self.add)


class Store(Protocol):
    """A set of quads in a default graph and named graphs. The default graph is never a union."""

    @property
    def location(self) -> str:
        """The folder or address, or ``memory``."""
        ...

    @property
    def read_only(self) -> bool:
        """Whether ``apply`` and ``load`` raise StoreError."""
        ...

    def query(self, text: str, *, substitutions: Mapping[str, Term] | None = None) -> Answer:
        """Run SPARQL 1.1; ``substitutions`` are values for variables, by name without the question mark.

        Raises:
            QueryError: the text is not SPARQL, with line and column where the engine tells.
            StoreError: the engine failed or cannot be reached.

        """
        ...

    def apply(self, change: Change) -> None:
        """Make one change: all of it or, on any error, nothing."""
        ...

    def load(self, quads: Iterable[Quad]) -> None:
        """Add many quads fast; all or nothing where the engine can, else safe to run again."""
        ...

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of one named graph; of the default graph for None."""
        ...

    def graphs(self) -> Iterator[NamedNode]:
        """The names of the named graphs that hold a quad."""
        ...

    def dump(self) -> Iterator[Quad]:
        """Every quad of every graph, in no particular order."""
        ...

    def __len__(self) -> int:
        """Quads in all graphs."""
        ...

    def close(self) -> None:
        """Flush and let go; a closed store cannot be used again."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def select(
    store: Store, text: str, *, substitutions: Mapping[str, Term] | None = None
) -> Iterator[tuple[Term | None, ...]]:
    """The rows of a SELECT query, values in the order of its variables; None where a variable is unbound.

    Raises:
        QueryError: the query is not a SELECT, or not SPARQL.
        StoreError: the engine failed or cannot be reached.
    """
    answer = store.query(text, substitutions=substitutions)
    if not isinstance(answer, QuerySolutions):
        raise QueryError("not a SELECT query")
    for row in answer:
        yield tuple(row)
