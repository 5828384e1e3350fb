"""The graph as a network: entities as nodes, facts between two of them as edges (docs/views.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import networkx as nx
from pyoxigraph import Literal, NamedNode

from govkg.kinds import local_name
from govkg.lookup.asides import asides
from govkg.lookup.certainty import Certainty, certainty
from govkg.lookup.evidence import Evidence
from govkg.lookup.reader import Reader, values
from govkg.lookup.relations import RELATIONS, Relation
from govkg.model.interval import Interval, PartialDate
from govkg.search.entries import TITLE, Entry, all_entries, entries
from govkg.store.base import Store, select
from govkg.vocabulary import Gov
from govkg.wording import wording

_BATCH: Final = 500
NODE_TIMES: Final = {
    Gov.validFrom: "begin",
    Gov.validUntil: "end",
    Gov.begin: "begin",
    Gov.end: "end",
    Gov.issuedOn: "begin",
}
_TIMES: Final = ("begin", "end", "observed_first", "observed_last")


@dataclass(frozen=True, slots=True)
class Edge:
    """One fact between two entities; ``times`` are ISO strings by the attribute's name."""

    source: str
    target: str
    relation: Relation
    fact: str
    detail: str | None
    times: dict[str, str]

    def attributes(self, evidence: Iterable[Evidence]) -> dict[str, Any]:
        """The attributes that docs/views.md names."""
        words = wording(self.detail) if self.detail else None
        vi, en = (
            (words.vi.lower(), words.en.lower()) if words and ":" in str(self.detail) else (self.detail, self.detail)
        )
        detail = local_name(self.detail) if self.detail and ":" in self.detail else self.detail
        found: dict[str, Any] = {
            "relation": f"{self.relation.name}: {detail}" if detail else self.relation.name,
            "label_vi": self.relation.vi.format(vi),
            "label_en": self.relation.en.format(en),
            **self.times,
        }
        said = [_quoted(each) for each in evidence if each.fact in self.relation.facts]
        return found | {"evidence": said} if said else found

    def may_hold(self, day: date) -> bool:
        """Whether the fact may have held on a day: for tenures as certain or likely, for the others not outside."""
        stated = Interval(_date(self.times.get("begin")), _date(self.times.get("end")))
        if not self.relation.observed:
            return stated.may_hold(day)
        observed = Interval(_date(self.times.get("observed_first")), _date(self.times.get("observed_last")))
        return certainty(day, stated, observed) in (Certainty.CERTAIN, Certainty.LIKELY)


def network(
    store: Store, *, around: Sequence[str] = (), depth: int = 1, at: date | None = None, evidence: bool = True
) -> nx.MultiDiGraph[str]:
    """The whole graph as a network, or what lies up to ``depth`` edges ``around`` some entities (IRIs).

    With ``at``, only what may have held or been there on that day. Without ``evidence`` edges come without
    their sentences and nodes without their facts, which is faster for a large graph.
    """
    edges = edges_around(store, around, depth) if around else list(edges_among(store, ""))
    return assemble(store, edges, around, at=at, evidence=evidence)


def assemble(
    store: Store, edges: list[Edge], around: Sequence[str] = (), *, at: date | None = None, evidence: bool = True
) -> nx.MultiDiGraph[str]:
    """The network of some edges; with ``around`` only of what they touch, else of all that anything is said of."""
    nodes = {entry.iri: entry for entry in _nodes(store, edges, around)}
    times = _node_times(store, nodes if around else None)
    if at is not None:
        nodes = {iri: entry for iri, entry in nodes.items() if _exists(times.get(iri, {}), entry, at)}
        edges = [edge for edge in edges if edge.may_hold(at)]
    edges = [edge for edge in edges if edge.source in nodes and edge.target in nodes]
    if at is not None:
        kept = {end for edge in edges for end in (edge.source, edge.target)} | set(around)
        nodes = {iri: entry for iri, entry in nodes.items() if iri in kept}
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    reader, facts = Reader(store), tuple(sorted({edge.fact for edge in edges}))
    beside = _facts(reader, nodes) if evidence else {}
    for iri, entry in sorted(nodes.items()):
        graph.add_node(iri, **_attributes(entry), **times.get(iri, {}), **beside.get(iri, {}))
    for edge in edges:
        said = reader.evidence(edge.fact, facts) if evidence else ()
        graph.add_edge(edge.source, edge.target, **edge.attributes(said))
    return graph


def edges_among(store: Store, among: str) -> Iterator[Edge]:
    """The edges that a VALUES clause over ``?source`` or ``?target`` allows; all for none."""
    for relation in RELATIONS:
        for source, target, fact, detail, *times in select(store, relation.query(among)):
            if source == target:  # a body that kept its name in a merger becomes, among others, itself
                continue
            if isinstance(source, NamedNode) and isinstance(target, NamedNode) and isinstance(fact, NamedNode):
                known = {
                    name: time.value for name, time in zip(_TIMES, times, strict=True) if isinstance(time, Literal)
                }
                said = detail.value if isinstance(detail, NamedNode | Literal) else None
                yield Edge(source.value, target.value, relation, fact.value, said, known)


def edges_around(store: Store, centres: Sequence[str], depth: int = 1) -> list[Edge]:
    """The edges up to so many steps from the centres, breadth first."""
    found: dict[tuple[str, str, str, str], Edge] = {}
    seen: set[str] = set()
    frontier = set(centres)
    for _ in range(depth):
        reached: set[str] = set()
        ordered = sorted(frontier)
        for start in range(0, len(ordered), _BATCH):
            for end in ("source", "target"):
                for edge in edges_among(store, values(end, ordered[start : start + _BATCH])):
                    found[edge.relation.name, edge.fact, edge.source, edge.target] = edge
                    reached |= {edge.source, edge.target}
        seen |= frontier
        frontier = reached - seen
    return list(found.values())


def _nodes(store: Store, edges: Iterable[Edge], around: Sequence[str]) -> Iterator[Entry]:
    """The entities to show: those that an edge touches, and in the whole graph those of which anything is said."""
    touched = {end for edge in edges for end in (edge.source, edge.target)}
    known = entries(store, touched | set(around)) if around else all_entries(store)
    for entry in known:
        if entry.family not in (TITLE, "post") and (entry.iri in touched or entry.mentions or entry.iri in around):
            yield entry


def _node_times(store: Store, among: Iterable[str] | None) -> dict[str, dict[str, str]]:
    if among is None:
        pattern = f"VALUES ?property {{ {' '.join(f'<{name}>' for name in NODE_TIMES)} }} ?node ?property ?time"
    else:  # few nodes: all their properties are fewer than all times of the graph
        allowed = ", ".join(f"<{name}>" for name in NODE_TIMES)
        pattern = f"{values('node', sorted(among))} ?node ?property ?time FILTER(?property IN ({allowed}))"
    found: dict[str, dict[str, str]] = {}
    for node, property_, time in select(store, f"SELECT ?node ?property ?time {{ {pattern} }}"):
        if isinstance(node, NamedNode) and isinstance(property_, NamedNode) and isinstance(time, Literal):
            found.setdefault(node.value, {})[NODE_TIMES[Gov(property_.value)]] = time.value
    return found


def _attributes(entry: Entry) -> dict[str, Any]:
    found: dict[str, Any] = {"label": entry.names[0], "kind": entry.kind}
    return found | {"aliases": list(entry.names[1:])} if len(entry.names) > 1 else found


def _facts(reader: Reader, nodes: dict[str, Entry]) -> dict[str, dict[str, Any]]:
    """What is known of nodes and is no edge, as the attribute that docs/views.md names."""
    families: dict[str, list[str]] = {}
    for iri, entry in sorted(nodes.items()):
        families.setdefault(entry.family, []).append(iri)
    return {
        iri: {
            "facts": [
                {"text_vi": text.vi, "text_en": text.en, "evidence": list(map(_quoted, said))} for text, said in told
            ]
        }
        for iri, told in asides(reader, families).items()
    }


def _exists(times: dict[str, str], entry: Entry, day: date) -> bool:
    """Whether it was there on a day: a body within its dates, a meeting on its days, a document once issued."""
    begin, end = _date(times.get("begin")), _date(times.get("end"))
    if entry.family == "meeting":
        return begin is not None and Interval(begin, end or begin).may_hold(day)
    return Interval(begin, end).may_hold(day)


def _date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def _quoted(evidence: Evidence) -> dict[str, Any]:
    article = evidence.article
    found: dict[str, Any] = {
        "quote": evidence.quote,
        "article": article.title,
        "iri": article.iri,
        "part": evidence.part,
        "start": evidence.start,
        "end": evidence.end,
    }
    if article.url:
        found["url"] = article.url
    if article.day:
        found["published"] = article.day.isoformat()
    return found
