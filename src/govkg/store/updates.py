"""A change as SPARQL 1.1 Update text: the one form that every store understands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Triple

from govkg import iris
from govkg.errors import StoreError
from govkg.store.base import Change
from govkg.vocabulary import Gov

GraphName = NamedNode | BlankNode | DefaultGraph
_ARTICLES = iris.article("")
_DIGEST = NamedNode(Gov.digest)


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


def is_stamp(quad: Quad) -> bool:
    """Whether a quad vouches for others: an article's digest, or that of the reference data."""
    return quad.predicate == _DIGEST


def steps(change: Change, stamps: Sequence[Quad]) -> Iterator[Change]:
    """The change in parts for a server that makes no transaction of it; run again, it repairs what a break left.

    ``stamps`` are the stamps of the default graph before the change. They go first and come back when knowledge
    and identity are whole, so that a break is seen by who reads them, and knowledge made anew. Each article
    gets its own stamp after that, and one that goes is dropped at the very end.
    """
    removed, added = _by_graph(change.remove), _by_graph(change.add)
    articles = {name for name in (*change.drop, *removed, *added) if _is_article(name)}
    others = sorted({*change.drop, *removed, *added} - articles, key=str)
    yield Change(remove=stamps)
    for name in others:
        yield _part(change, name, removed.get(name, ()), [quad for quad in added.get(name, ()) if not is_stamp(quad)])
    for name in sorted(articles & {*removed, *added}, key=str):
        yield _part(change, name, removed.get(name, ()), [quad for quad in added.get(name, ()) if not is_stamp(quad)])
    kept = set(stamps).difference(change.remove)
    yield Change(add=[*kept, *(quad for name in others for quad in added.get(name, ()) if is_stamp(quad))])
    yield Change(
        drop=[name for name in change.drop if name in articles.difference(removed, added)],
        add=[quad for name in articles for quad in added.get(name, ()) if is_stamp(quad)],
    )


def _part(change: Change, name: GraphName, remove: Sequence[Quad], add: Sequence[Quad]) -> Change:
    return Change([name] if isinstance(name, NamedNode) and name in change.drop else [], remove, add)


def _by_graph(quads: Iterable[Quad]) -> dict[GraphName, list[Quad]]:
    graphs: dict[GraphName, list[Quad]] = {}
    for quad in quads:
        graphs.setdefault(quad.graph_name, []).append(quad)
    return graphs


def _is_article(graph: GraphName) -> bool:
    return isinstance(graph, NamedNode) and graph.value.startswith(_ARTICLES)


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
