"""A change as SPARQL 1.1 Update text: the one form that every store understands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Triple

from govkg import iris
from govkg.errors import StoreError
from govkg.store.base import Change

GraphName = NamedNode | BlankNode | DefaultGraph
_ARTICLES = iris.article("")


def update_text(change: Change, default_graph: NamedNode | None = None) -> str:
    """One request for the whole change, in its order: drop, remove, add.

    ``default_graph`` names the graph that stands for the default graph where a server has none.

    Raises:
        StoreError: a quad to remove holds a blank node, which SPARQL cannot name.

    """
    parts = [f"DROP SILENT GRAPH {graph}" for graph in change.drop]
    if change.remove:
        blank = next((quad for quad in change.remove if has_blank(quad)), None)
        if blank is not None:
            raise StoreError(f"a quad with a blank node cannot be removed by itself: {blank}")
        parts.append(f"DELETE DATA {{\n{quad_data(change.remove, default_graph)}\n}}")
    if change.add:
        parts.append(f"INSERT DATA {{\n{quad_data(change.add, default_graph)}\n}}")
    return " ;\n".join(parts)


def repairable(change: Change) -> Iterator[Change]:
    """The change graph by graph, in an order that lets a reader of the graph repair what a break leaves.

    Knowledge and identity come before the articles that they rest on, and of each article its own
    description, by which it is known to have been read, comes last: an article that is there whole has
    all that follows from it.
    """
    removed, added = _by_graph(change.remove), _by_graph(change.add)
    for name in sorted({*change.drop, *removed, *added}, key=_rank):
        add = sorted(added.get(name, ()), key=lambda quad: quad.subject == name)
        drop = [name] if isinstance(name, NamedNode) and name in change.drop else []
        yield Change(drop, removed.get(name, ()), add)


def _by_graph(quads: Iterable[Quad]) -> dict[GraphName, list[Quad]]:
    graphs: dict[GraphName, list[Quad]] = {}
    for quad in quads:
        graphs.setdefault(quad.graph_name, []).append(quad)
    return graphs


def _rank(graph: GraphName) -> tuple[int, str]:
    if isinstance(graph, DefaultGraph):
        return 0, ""
    return (2 if graph.value.startswith(_ARTICLES) else 1), graph.value


def quad_data(quads: Sequence[Quad], default_graph: NamedNode | None = None) -> str:
    """Quads as SPARQL QuadData; neighbours of one graph share a GRAPH block."""
    blocks = []
    for name, group in groupby(quads, key=lambda quad: quad.graph_name):
        triples = "\n".join(f"{quad.subject} {quad.predicate} {quad.object} ." for quad in group)
        graph = default_graph if isinstance(name, DefaultGraph) else name
        blocks.append(triples if graph is None else f"GRAPH {graph} {{\n{triples}\n}}")
    return "\n".join(blocks)


def has_blank(quad: Quad) -> bool:
    """Whether a quad holds a blank node anywhere."""
    return any(isinstance(part, BlankNode) for part in _parts(quad))


def _parts(quad: Quad | Triple) -> Iterable[object]:
    for part in quad:
        if isinstance(part, Triple):
            yield from _parts(part)
        else:
            yield part
