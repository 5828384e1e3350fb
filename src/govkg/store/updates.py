"""A change as SPARQL 1.1 Update text: the one form that every store understands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Triple

from govkg.errors import StoreError
from govkg.store.base import Change


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
