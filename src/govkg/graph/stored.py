"""What a store holds of records, identity and knowledge, asked for in few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, cast

from pyoxigraph import Literal, NamedNode, Quad

from govkg import iris
from govkg.graph import terms
from govkg.graph.encoding import decode
from govkg.graph.inference import inferred
from govkg.graph.records import Record, Told
from govkg.graph.reference import STAMP
from govkg.graph.terms import node
from govkg.model.facts import Occurs
from govkg.store.base import Store, Term, select
from govkg.vocabulary import Gov

_AT_ONCE: Final = 500
"""IRIs in one query: few round trips, and texts that every server takes."""
_IDENTITY: Final = node(iris.IDENTITY_GRAPH)


def records(store: Store, articles: Iterable[str]) -> dict[str, Record]:
    """The records of articles (IRIs) that the store holds."""
    told: dict[str, list[Told]] = defaultdict(list)
    published: dict[str, Literal | None] = {}
    for values in _values(articles):
        for article, _digest, day in select(
            store,
            f"SELECT ?a ?x ?d {{ VALUES ?a {{ {values} }} "
            f"GRAPH ?a {{ ?a <{Gov.digest}> ?x OPTIONAL {{ ?a <{Gov.published}> ?d }} }} }}",
        ):
            published[_iri(article)] = cast(Literal | None, day)
        for article, statement, fact in select(
            store, f"SELECT ?a ?s ?f {{ VALUES ?a {{ {values} }} GRAPH ?a {{ ?s <{Gov.fact}> ?f }} }}"
        ):
            told[_iri(article)].append(_told(statement, fact))
    return _records(published, told)


def records_of(store: Store, statements: Iterable[str]) -> dict[str, Record]:
    """The records of articles as far as they hold these statements, and what gives the articles their day."""
    told: dict[str, dict[str, Told]] = defaultdict(dict)
    published: dict[str, Literal | None] = {}
    for values in _values(statements):
        for article, statement, fact, day in select(
            store,
            f"SELECT ?a ?s ?f ?d {{ VALUES ?s {{ {values} }} "
            f"GRAPH ?a {{ ?s <{Gov.fact}> ?f OPTIONAL {{ ?a <{Gov.published}> ?d }} }} }}",
        ):
            published[_iri(article)] = cast(Literal | None, day)
            told[_iri(article)][_iri(statement)] = _told(statement, fact)
    for values in _values(article for article, day in published.items() if day is None):
        for article, statement, fact in select(
            store,
            f"SELECT ?a ?s ?f {{ VALUES ?a {{ {values} }} "
            f"GRAPH ?a {{ ?s <{Gov.fact}> ?f FILTER(CONTAINS(STR(?f), '{Occurs.__name__}')) }} }}",
        ):
            told[_iri(article)][_iri(statement)] = _told(statement, fact)
    return _records(published, {article: list(its.values()) for article, its in told.items()})


def all_records(store: Store) -> dict[str, Record]:
    """The records of every article in the store."""
    told: dict[str, list[Told]] = defaultdict(list)
    published: dict[str, Literal | None] = {}
    for article, _digest, day in select(
        store,
        f"SELECT ?a ?x ?d {{ GRAPH ?a {{ ?a <{Gov.digest}> ?x OPTIONAL {{ ?a <{Gov.published}> ?d }} }} }}",
    ):
        published[_iri(article)] = cast(Literal | None, day)
    for article, statement, fact in select(store, f"SELECT ?a ?s ?f {{ GRAPH ?a {{ ?s <{Gov.fact}> ?f }} }}"):
        told[_iri(article)].append(_told(statement, fact))
    return _records(published, told)


def mentions(store: Store, keys: Iterable[str]) -> set[str]:
    """The article-scoped persons and meetings whose canonical entity lies in a block of these keys."""
    found = set()
    literals = (str(terms.text(key)) for key in sorted(keys))
    for values in _chunks(literals):
        for (mention,) in select(
            store,
            f"SELECT DISTINCT ?m {{ VALUES ?k {{ {values} }} "
            f"GRAPH {_IDENTITY} {{ ?c <{Gov.blockKey}> ?k . ?m <{Gov.identifiedAs}> ?c }} }}",
        ):
            found.add(_iri(mention))
    return found


def identity(store: Store, mentions: Iterable[str]) -> dict[str, str]:
    """The canonical entity of each of these mentions that has one."""
    found = {}
    for values in _values(mentions):
        for mention, canonical in select(
            store,
            f"SELECT ?m ?c {{ VALUES ?m {{ {values} }} GRAPH {_IDENTITY} {{ ?m <{Gov.identifiedAs}> ?c }} }}",
        ):
            found[_iri(mention)] = _iri(canonical)
    return found


def identity_quads(store: Store, subjects: Iterable[str]) -> list[Quad]:
    """All that the identity graph says of these mentions, canonical entities and refusals."""
    return list(about(store, subjects, graph=_IDENTITY))


def refusals(store: Store, canonical: Iterable[str]) -> set[str]:
    """The refused merges in which one of these canonical entities had a part."""
    found = set()
    for values in _values(canonical):
        for (refusal,) in select(
            store, f"SELECT DISTINCT ?r {{ VALUES ?c {{ {values} }} GRAPH {_IDENTITY} {{ ?r <{Gov.keptApart}> ?c }} }}"
        ):
            found.add(_iri(refusal))
    return found


def resting(store: Store, statements: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each node that rests on one of these statements, with the statement; a post by its tenures and decisions.

    Conflicts are left out: they go with their node.
    """
    for values in _values(statements):
        for name, statement, post in select(
            store,
            f"SELECT ?n ?s ?post {{ VALUES ?s {{ {values} }} ?n <{Gov.restsOn}> ?s "
            f"OPTIONAL {{ ?n <{Gov.inPost}>|<{Gov.decidedPost}> ?post }} }}",
        ):
            if not _iri(name).startswith(iris.ID + "conflict/"):
                yield _iri(name), _iri(statement)
            if post is not None:
                yield _iri(post), _iri(statement)


def supports(store: Store, nodes: Iterable[str]) -> set[str]:
    """The statements on which these nodes rest."""
    found = set()
    for values in _values(nodes):
        for (statement,) in select(store, f"SELECT ?s {{ VALUES ?n {{ {values} }} ?n <{Gov.restsOn}> ?s }}"):
            found.add(_iri(statement))
    return found


def post_supports(store: Store, posts: Iterable[str]) -> set[str]:
    """The statements on which the tenures and decisions of these posts rest, and so the posts."""
    found = set()
    for values in _values(posts):
        for (statement,) in select(
            store,
            f"SELECT DISTINCT ?s {{ VALUES ?n {{ {values} }} "
            f"?held <{Gov.inPost}>|<{Gov.decidedPost}> ?n ; <{Gov.restsOn}> ?s }}",
        ):
            found.add(_iri(statement))
    return found


def node_quads(store: Store, nodes: Sequence[str]) -> list[Quad]:
    """All that the default graph says of these nodes and of conflicts over them, short cuts left out."""
    found = [quad for quad in about(store, nodes) if quad.predicate.value not in inferred()]
    conflicts: set[str] = set()
    for values in _values(nodes):
        for conflict, candidate in select(
            store,
            f"SELECT ?x ?y {{ VALUES ?n {{ {values} }} ?x <{Gov.conflictOf}> ?n ; <{Gov.candidate}> ?y }}",
        ):
            conflicts |= {_iri(conflict), _iri(candidate)}
    return [*found, *about(store, conflicts)]


def stamp(store: Store) -> str | None:
    """The digest of the reference data that the store was built with."""
    for (digest,) in select(store, f"SELECT ?d {{ {STAMP} <{Gov.digest}> ?d }}"):
        return cast(Literal, digest).value
    return None


def about(
    store: Store,
    subjects: Iterable[str],
    predicates: Iterable[str] = (),
    graph: NamedNode | None = None,
    without: Iterable[str] = (),
) -> Iterator[Quad]:
    """All that one graph says of these subjects, or what it says with, or without, these predicates."""
    one_of = f"VALUES ?p {{ {next(_values(predicates), '')} }}" if predicates else ""
    pattern = f"GRAPH {graph} {{ ?s ?p ?o }}" if graph else "?s ?p ?o"
    pattern += "".join(f" FILTER(?p != {node(name)})" for name in without)
    for values in _values(subjects):
        for subject, predicate, value in select(
            store, f"SELECT ?s ?p ?o {{ VALUES ?s {{ {values} }} {one_of} {pattern} }}"
        ):
            yield Quad(cast(NamedNode, subject), cast(NamedNode, predicate), cast(Term, value), graph)


def pointing(
    store: Store, predicates: Iterable[str], values: Iterable[str], graph: NamedNode | None = None
) -> Iterator[Quad]:
    """The triples of one graph that lead to these nodes by these predicates."""
    one_of = next(_values(predicates))
    pattern = f"GRAPH {graph} {{ ?s ?p ?o }}" if graph else "?s ?p ?o"
    for some in _values(values):
        for subject, predicate, value in select(
            store, f"SELECT ?s ?p ?o {{ VALUES ?o {{ {some} }} VALUES ?p {{ {one_of} }} {pattern} }}"
        ):
            yield Quad(cast(NamedNode, subject), cast(NamedNode, predicate), cast(Term, value), graph)


def enrichments(store: Store, subjects: Iterable[str]) -> Iterator[Quad]:
    """All that the graphs of other endpoints say of these external entities."""
    for values in _values(subjects):
        for subject, predicate, value, graph in select(
            store,
            f"SELECT ?s ?p ?o ?g {{ VALUES ?s {{ {values} }} GRAPH ?g {{ ?s ?p ?o }} "
            f'FILTER(STRSTARTS(STR(?g), "{iris.ENRICHMENT}")) }}',
        ):
            found = cast(NamedNode, subject), cast(NamedNode, predicate), cast(Term, value), cast(NamedNode, graph)
            yield Quad(*found)


def _told(statement: Term | None, fact: Term | None) -> Told:
    read, _rule, confidence = decode(cast(Literal, fact).value)
    return Told(_iri(statement), read, confidence)


def _records(published: dict[str, Literal | None], told: dict[str, list[Told]]) -> dict[str, Record]:
    return {
        article: Record.sorted(article, terms.read_moment(day) if day else None, told.get(article, ()))
        for article, day in published.items()
    }


def _values(iris_: Iterable[str]) -> Iterator[str]:
    """IRIs as the values of a VALUES block, some at a time."""
    return _chunks(str(node(iri)) for iri in sorted(set(iris_)))


def _chunks(words: Iterable[str]) -> Iterator[str]:
    some: list[str] = []
    for word in words:
        some.append(word)
        if len(some) == _AT_ONCE:
            yield " ".join(some)
            some = []
    if some:
        yield " ".join(some)


def _iri(term: Term | None) -> str:
    return cast(NamedNode, term).value
