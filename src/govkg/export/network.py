"""The network between entities, node by node and edge by edge, in constant memory.

It is that of ``KnowledgeGraph.network()``, with the same attributes (docs/views.md). An edge is known where the node
that says it passes by; it is then sorted next to the node where it ends, and next to the one where it begins: so it
is left out if one of them has no name, gets the days of its meeting, and counts in the degree of both.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from itertools import groupby, product
from tempfile import TemporaryFile
from typing import Any, BinaryIO, Final

import networkx as nx
from pyoxigraph import NamedNode

from govkg.export.records import Quote, Record, plain, supported
from govkg.kinds import Family, classes, local_name, most_special
from govkg.lookup.asides import called, of_fact, of_field
from govkg.lookup.entity import Entity, kinds, make
from govkg.lookup.fields import Back, Many, One, fields
from govkg.lookup.network import NODE_TIMES, Edge
from govkg.lookup.reader import Reader
from govkg.lookup.relations import RELATIONS, Relation
from govkg.search.entries import names_of
from govkg.store.base import Store, Term
from govkg.store.canonical import in_order, sorted_quads
from govkg.wording import Bilingual

Data = dict[str, Any]
"""The attributes of a node or an edge."""

_NODE, _ASIDE, _END, _EDGE = b"0", b"1", b"2", b"3"
"""What a line says of the node that it begins with, in the order that it is needed."""
_UNSHOWN: Final[Family] = "post"
"""Posts are no nodes: an edge goes from who holds one to its body."""
_VIA: Final = {relation.via: relation for relation in RELATIONS if relation.via}
_DATED: Final = frozenset(relation.name for relation in RELATIONS if relation.dated)
_DAY: Final = len("2012-01-06")


def _said_by(kind: type[Entity]) -> frozenset[str]:
    """The kinds of fact that give the asides of a class's own attributes."""
    own = (field for field in fields(kind).values() if not isinstance(field, One | Many | Back))
    return frozenset(name for field in own for name in field.said_by)


def _called(kind: type[Entity]) -> Mapping[str, tuple[int, str]]:
    """What a class calls the facts that lead to it, by the property that does, and which attribute that is."""
    known = enumerate(fields(kind).items())
    return {field.property: (order, name) for order, (name, field) in known if isinstance(field, Back)}


_sorted: Final = partial(in_order, at_once=16 << 20)
"""Lines in order, few in memory at once: several such run beside each other."""
_ALL: Final[tuple[type[Entity], ...]] = (Entity, *kinds().values())
_KINDS: Final = {kind: (_said_by(kind), _called(kind)) for kind in _ALL}


class Network:
    """The nodes in the order of their IRIs, then the edges in that of where they begin; read as often as one likes."""

    def __init__(self, nodes: BinaryIO, edges: BinaryIO, size: int) -> None:
        self._nodes, self._edges, self.size = nodes, edges, size

    def nodes(self) -> Iterator[tuple[str, int, Data]]:
        """IRI, degree and attributes of each node."""
        return self._read(self._nodes)

    def edges(self) -> Iterator[tuple[str, str, Data]]:
        """The IRIs of the two ends and the attributes of each edge."""
        return self._read(self._edges)

    def graph(self) -> nx.MultiDiGraph[str]:
        """All of it at once, as ``KnowledgeGraph.network()`` gives it."""
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        graph.add_nodes_from((iri, data) for iri, _, data in self.nodes())
        graph.add_edges_from(self.edges())
        return graph

    @staticmethod
    def _read(file: BinaryIO) -> Iterator[Any]:
        file.seek(0)
        return map(json.loads, file)


@contextmanager
def network(store: Store) -> Iterator[Network]:
    """The network of a whole store, in temporary files for as long as the context is open."""
    with TemporaryFile() as nodes, TemporaryFile() as edges:
        size = 0
        for key, lines in _grouped(_sorted(_met(_sorted(_told(store))))):
            size += _settle(_iri(key), lines, nodes, edges)
        yield Network(nodes, edges, size)


def _told(store: Store) -> Iterator[bytes]:
    """What each node says: itself, the edges and asides that it makes, each beside the node where it ends."""
    following = _Following(_through(store))
    for record, quotes in supported(store):
        entity = make(Reader(store, {record.iri: record.values}), record.iri)
        relations = [one for one in RELATIONS if record.all(one.source or one.target)]
        alone = of_fact(entity)
        wanted = _KINDS[type(entity)][0].union(*(relation.facts for relation in relations))
        said = _Said(quotes, None if alone else wanted)
        if node := _node(record, entity, said):
            yield _line(record.iri, _NODE, node)
        if alone:
            yield from _asides(record, alone, said)
        reached = following.of(record.iri)
        for relation in relations:
            for edge in _edges(record, relation, reached):
                data = edge.attributes(()) | said.evidence(relation.facts)
                yield _line(edge.target, _EDGE, [edge.source, relation.name, data])


class _Said:
    """The quotes of a node, those of some kinds of fact (None: of all)."""

    def __init__(self, quotes: Iterable[Quote], wanted: frozenset[str] | None) -> None:
        self.any, self._quotes = False, list[Quote]()
        for quote in quotes:
            self.any = True
            if wanted is None or quote.kind in wanted:
                self._quotes.append(quote)
        self._quotes.sort(key=lambda quote: (quote.published, quote.article, quote.part, quote.start))

    def evidence(self, kinds: Iterable[str] | None = None) -> Data:
        """The attribute ``evidence``; nothing where nothing is said."""
        found = [_quoted(quote) for quote in self._quotes if kinds is None or quote.kind in kinds]
        return {"evidence": found} if found else {}


def _quoted(quote: Quote) -> Data:
    day = quote.published[:_DAY]
    found = {
        "quote": quote.exact,
        "article": quote.title,
        "iri": quote.article,
        "part": quote.part,
        "start": quote.start,
        "end": quote.end,
        "url": quote.url,
        "published": day if len(day) == _DAY else "",
    }
    return {name: value for name, value in found.items() if value or name not in ("url", "published")}


def _node(record: Record, entity: Entity, said: _Said) -> Data | None:
    """An entity with a name; ``spoken`` is whether anything is said of it, ``named`` what it calls facts."""
    kind = most_special(record.types)
    names = names_of(record.values)
    if kind is None or classes()[kind] == _UNSHOWN or not names:
        return None
    data: Data = {"label": names[0], "kind": local_name(kind)}
    if names[1:]:
        data["aliases"] = names[1:]
    data |= {name: record.text(property_) for property_, name in NODE_TIMES.items() if record.all(property_)}
    facts = []
    for order, (name, field) in enumerate(fields(type(entity)).items()):
        if (told := of_field(entity, name, field)) and (evidence := said.evidence(field.said_by)):
            facts.append([order, _fact(told, evidence)])
    return {"data": data, "facts": facts, "named": _KINDS[type(entity)][1], "spoken": said.any}


def _fact(told: Bilingual, evidence: Data) -> Data:
    return {"text_vi": told.vi, "text_en": told.en, **evidence}


def _asides(record: Record, alone: tuple[Bilingual | None, Bilingual], said: _Said) -> Iterator[bytes]:
    """A fact without another end, beside all that it speaks of: whose attribute it is, they know."""
    how, told = alone
    words = [how and [how.vi, how.en], [told.vi, told.en]]
    for property_, terms in record.values.items():
        for term in terms:
            if isinstance(term, NamedNode):
                yield _line(term.value, _ASIDE, [property_, *words, said.evidence()])


def _edges(record: Record, relation: Relation, reached: list[tuple[str, str]]) -> Iterator[Edge]:
    sources = [record.iri] if relation.source is None else _nodes(record.all(relation.source))
    details: tuple[str | None, ...] = record.texts(relation.detail) if relation.detail else (None,)
    ends: Iterable[tuple[str, str | None]] = product(_nodes(record.all(relation.target)), details)
    if relation.via:
        ends = reached
    own = {} if relation.dated else relation.times
    times = {name: text for name, property_ in own.items() if (text := record.text(property_))}
    for source, (target, detail) in product(sources, ends):
        if source != target:  # a body that kept its name in a merger becomes, among others, itself
            yield Edge(source, target, relation, record.iri, detail, times)


def _nodes(terms: Iterable[Term]) -> list[str]:
    return [term.value for term in terms if isinstance(term, NamedNode)]


def _through(store: Store) -> Iterator[bytes]:
    """For each node that reaches the end of an edge through another: itself, that end and the detail of the way."""
    wanted = {name for one in _VIA.values() for name in (one.via, one.target, one.detail)}
    quads = sorted_quads(quad for quad in store.quads() if quad.predicate.value in wanted)
    for _, lines in _grouped(_sorted(_ways(groupby(quads, key=lambda quad: quad.subject)))):
        ends: list[Any] = []
        for _, tag, rest in lines:
            if tag == _NODE:
                ends.append(json.loads(rest))
            else:
                yield from (_line(json.loads(rest), _END, end) for end in ends)


def _ways(nodes: Iterable[tuple[Any, Iterable[Any]]]) -> Iterator[bytes]:
    for subject, quads in nodes:
        if not isinstance(subject, NamedNode):
            continue
        values: dict[str, list[str]] = {}
        for quad in quads:
            values.setdefault(quad.predicate.value, []).append(plain(quad.object))
        for via, relation in _VIA.items():
            ends = values.get(relation.target, ()), values.get(relation.detail or "", ())
            yield from (_line(subject.value, _NODE, end) for end in product(*ends))
            yield from (_line(way, _END, subject.value) for way in values.get(via, ()))


class _Following:
    """Lines that run beside the nodes, in the same order."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._groups = _grouped(_sorted(lines))
        self._next = next(self._groups, None)

    def of(self, iri: str) -> list[Any]:
        """What the lines of a node say; nodes are to be asked for in their order."""
        key = _key(iri)
        while self._next is not None and self._next[0] < key:
            self._next = next(self._groups, None)
        if self._next is None or self._next[0] != key:
            return []
        found = [json.loads(rest) for _, _, rest in self._next[1]]
        self._next = next(self._groups, None)
        return found


def _met(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Each edge, where there is a node at which it ends, beside the node where it begins."""
    for key, its in _grouped(lines):
        node: Data | None = None
        for line, tag, rest in its:
            if tag == _NODE:
                node = json.loads(rest)
            if tag != _EDGE:
                yield line
            elif node is not None:
                source, name, data = json.loads(rest)
                if name in _DATED:
                    data |= {time: text for time in ("begin", "end") if (text := node["data"].get(time))}
                yield _line(source, _EDGE, [_iri(key), data])
                yield _line(_iri(key), _END, source)


def _settle(iri: str, lines: Iterable[tuple[bytes, bytes, bytes]], nodes: BinaryIO, edges: BinaryIO) -> int:
    """Write a node and the edges that begin there; how many nodes that were: none of which nothing is said."""
    node: Data | None = None
    facts: list[list[Any]] = []
    degree = 0
    for _, tag, rest in lines:
        if tag == _NODE:
            node = json.loads(rest)
            facts = node["facts"]
        elif node is None:
            return 0
        elif tag == _ASIDE:
            property_, how, told, evidence = json.loads(rest)
            if property_ in node["named"]:
                order, name = node["named"][property_]
                facts.append([order, _fact(called(name, how and Bilingual(*how), Bilingual(*told)), evidence)])
        else:
            degree += 1
            if tag == _EDGE:
                target, data = json.loads(rest)
                edges.write(_json([iri, target, data]) + b"\n")
    if node is None or not (degree or node["spoken"]):
        return 0
    facts.sort(key=_by_day)
    told_of = {"facts": [fact for _, fact in facts]} if facts else {}
    nodes.write(_json([iri, degree, node["data"] | told_of]) + b"\n")
    return 1


def _by_day(fact: list[Any]) -> tuple[int, str, str]:
    order, what = fact
    days = (quote.get("published", "") for quote in what.get("evidence", ()))
    return order, next(days, ""), what["text_vi"]


def _grouped(lines: Iterable[bytes]) -> Iterator[tuple[bytes, Iterator[tuple[bytes, bytes, bytes]]]]:
    """Sorted lines by the node that they begin with: each whole, with its tag and what it says."""
    for key, its in groupby(lines, key=lambda line: line.partition(b" ")[0]):
        yield key, ((line, *line[len(key) + 1 :].split(b" ", 1)) for line in its)  # type: ignore[misc]


def _line(iri: str, tag: bytes, what: object) -> bytes:
    return _key(iri) + b" " + tag + b" " + _json(what) + b"\n"


_encoded: Final = json.JSONEncoder(ensure_ascii=False).encode
"""``json.dumps`` would make an encoder for each line."""


def _json(what: object) -> bytes:
    return _encoded(what).encode()


def _key(iri: str) -> bytes:
    return f"<{iri}>".encode()


def _iri(key: bytes) -> str:
    return key.decode()[1:-1]
