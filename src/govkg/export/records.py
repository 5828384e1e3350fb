"""What a store holds, node by node and article by article, in one order and in constant memory.

Nothing is looked up: what belongs together is sorted next to each other (``store.canonical``) and merged, so a
store of any size, embedded or remote, passes by once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final, NamedTuple

from pyoxigraph import NamedNode, Quad, Triple

from govkg import iris
from govkg.export.dumps import graphs
from govkg.graph.inference import inferred
from govkg.store.base import Store, Term
from govkg.store.canonical import in_order, sorted_quads
from govkg.vocabulary import Gov, Rdf

_ARTICLE: Final = f"{iris.ID}article/"


@dataclass(frozen=True, slots=True)
class Record:
    """A node and the values of its properties, by the IRI of the property."""

    iri: str
    values: Mapping[str, tuple[Term, ...]]

    def all(self, property_: str) -> tuple[Term, ...]:
        """The values of a property, sorted."""
        return self.values.get(property_, ())

    def texts(self, property_: str) -> tuple[str, ...]:
        """The values of a property as text: of a literal its words, of a node its IRI."""
        return tuple(plain(term) for term in self.all(property_))

    def text(self, property_: str) -> str | None:
        """The first of them."""
        return next(iter(self.texts(property_)), None)

    @property
    def types(self) -> tuple[str, ...]:
        """Its classes."""
        return self.texts(Rdf.type)


class Quote(NamedTuple):
    """A statement with the words that it stands on; ``kind`` is that of its fact, ``said`` the fact as JSON."""

    statement: str
    article: str
    part: str
    start: int
    exact: str
    kind: str
    rule: str
    confidence: float
    said: str
    url: str
    published: str
    title: str

    @property
    def end(self) -> int:
        """Where the words end (exclusive)."""
        return self.start + len(self.exact)


def plain(term: Term) -> str:
    """A term without its datatype or language."""
    return str(term) if isinstance(term, Triple) else term.value


def triples(store: Store) -> Iterator[tuple[str, Iterator[Quad]]]:
    """Each node of the default graph that has an IRI, with its quads; to be read in turn."""
    for subject, quads in groupby(sorted_quads(store.quads()), key=lambda quad: quad.subject):
        if isinstance(subject, NamedNode):
            yield subject.value, quads


def records(store: Store) -> Iterator[Record]:
    """The nodes of the default graph without what rules add and without the statements that they rest on."""
    for iri, quads in triples(store):
        yield record(iri, quads)


def record(iri: str, quads: Iterable[Quad]) -> Record:
    """A node of some quads, sorted."""
    left_out = inferred() | {Gov.restsOn}
    values: dict[str, list[Term]] = {}
    for quad in quads:
        if quad.predicate.value not in left_out:
            values.setdefault(quad.predicate.value, []).append(quad.object)
    return Record(iri, {name: tuple(terms) for name, terms in values.items()})


def articles(store: Store) -> Iterator[tuple[Record, list[Quote]]]:
    """Each article with its statements, both in the order of their IRIs."""
    for graph in graphs(store):
        if not graph.value.startswith(_ARTICLE):
            continue
        nodes = {
            subject.value: record(subject.value, quads)
            for subject, quads in groupby(sorted_quads(store.quads(graph)), key=lambda quad: quad.subject)
            if isinstance(subject, NamedNode)
        }
        article = nodes.pop(graph.value, Record(graph.value, {}))
        quotes = (
            _quote(node, nodes[found], article)
            for node in nodes.values()
            if (found := node.text(Gov.evidence)) is not None and found in nodes
        )
        yield article, list(quotes)


def _quote(statement: Record, evidence: Record, article: Record) -> Quote:
    said = statement.text(Gov.fact) or "{}"
    what: dict[str, Any] = json.loads(said)
    return Quote(
        statement=statement.iri,
        article=article.iri,
        part=evidence.text(Gov.part) or "text",
        start=int(evidence.text(Gov.startOffset) or 0),
        exact=evidence.text(Gov.exact) or "",
        kind=what.get("@type", ""),
        rule=what.get("@rule", ""),
        confidence=float(what.get("@confidence", 0)),
        said=said,
        url=article.text(Gov.url) or "",
        published=article.text(Gov.published) or "",
        title=article.text(Gov.articleTitle) or "",
    )


def supported(store: Store) -> Iterator[tuple[Record, Iterator[Quote]]]:
    """Each node of the default graph with the statements that it rests on; to be read in turn.

    A ministry may rest on every tenth statement of a store, so its quotes come one by one.
    """
    quotes = groupby(_said(store), key=lambda line: line.partition(b" ")[0])
    following = next(quotes, None)
    for found in records(store):
        key = _key(found.iri)
        while following is not None and following[0] < key:
            following = next(quotes, None)
        if following is not None and following[0] == key:
            yield found, (Quote(*json.loads(line.partition(b" ")[2])) for line in following[1])
            following = next(quotes, None)
        else:
            yield found, iter(())


def _said(store: Store) -> Iterator[bytes]:
    """Lines of a node and a quote that it rests on, in the order of the nodes."""
    rests = in_order(
        _key(plain(quad.object)) + b" " + _key(plain(quad.subject)) + b"\n"
        for quad in store.quads()
        if quad.predicate.value == Gov.restsOn
    )
    quotes = in_order(
        _key(quote.statement) + b" " + json.dumps(quote).encode() + b"\n"
        for _, found in articles(store)
        for quote in found
    )
    return in_order(_joined(rests, quotes))


def _joined(rests: Iterable[bytes], quotes: Iterator[bytes]) -> Iterator[bytes]:
    """For each node that rests on a statement, the node and the quote of that statement; both come sorted."""
    statement, quote = b"", b""
    for line in rests:
        wanted, _, node = line.rstrip(b"\n").partition(b" ")
        while statement < wanted and (following := next(quotes, None)) is not None:
            statement, _, quote = following.partition(b" ")
        if statement == wanted:
            yield node + b" " + quote


def _key(iri: str) -> bytes:
    """An IRI as N-Quads has it, so that it sorts as the lines do."""
    return f"<{iri}>".encode()
