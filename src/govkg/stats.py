"""What a store holds, in numbers."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from govkg import iris
from govkg.graph.reference import reference_quads
from govkg.store.base import Store, select
from govkg.vocabulary import GOV, Gov, Rdf

_CLASSES = f"""SELECT ?class (COUNT(?node) AS ?count) WHERE {{
  ?node <{Rdf.type}> ?class . FILTER(STRSTARTS(STR(?class), "{GOV}"))
}} GROUP BY ?class ORDER BY DESC(?count) ?class"""

_ARTICLES = f"SELECT (COUNT(*) AS ?count) WHERE {{ GRAPH ?article {{ ?article <{Rdf.type}> <{Gov.Article}> }} }}"
_FACTS = f"SELECT (COUNT(*) AS ?count) WHERE {{ GRAPH ?article {{ ?statement <{Gov.evidence}> ?evidence }} }}"
_KNOWLEDGE = "SELECT (COUNT(*) AS ?count) WHERE { ?s ?p ?o }"
_GRAPH = "SELECT (COUNT(*) AS ?count) WHERE {{ GRAPH <{}> {{ ?s ?p ?o }} }}"
_ENRICHMENTS = (
    f'SELECT (COUNT(*) AS ?count) WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{iris.ENRICHMENT}")) }}'
)


def stats(store: Store) -> Iterator[tuple[str, int | float]]:
    """Lines of (what, count): entities by class, articles, facts, quads by graph, quads for each fact.

    The last counts every quad that came with articles: all but ontology and reference data.
    """
    for name, count in select(store, _CLASSES):
        if isinstance(name, NamedNode) and isinstance(count, Literal):
            yield name.value.removeprefix(GOV), int(count.value)
    articles, facts = _count(store, _ARTICLES), _count(store, _FACTS)
    default, total = _count(store, _KNOWLEDGE), len(store)
    identity = _count(store, _GRAPH.format(iris.IDENTITY_GRAPH))
    judgements = _count(store, _GRAPH.format(iris.JUDGEMENTS_GRAPH))
    links = _count(store, _GRAPH.format(iris.LINKS_GRAPH))
    brought = _count(store, _ENRICHMENTS)
    yield "articles", articles
    yield "facts (statements with evidence)", facts
    yield "quads in the default graph", default
    yield "quads in the graphs of articles", total - default - identity - judgements - links - brought
    yield "quads in the graph identity", identity
    yield "quads in the graph judgements", judgements
    yield "quads in the graph links", links
    yield "quads in the graphs of other endpoints", brought
    yield "quads in all", total
    if facts:
        yield "quads for each fact", round((total - len(reference_quads())) / facts, 2)


def _count(store: Store, query: str) -> int:
    ((count,),) = select(store, query)
    return int(count.value) if isinstance(count, Literal) else 0
