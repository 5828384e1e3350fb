"""What a network picture is made of: the graph of ``docs/views.md`` read into typed, frozen values.

Read once at the border, in one order for the same graph; everything after works on positions in ``nodes``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Self, TypeAlias

import networkx as nx

from govkg.errors import Violation
from govkg.model.interval import PartialDate

KnowledgeNetwork: TypeAlias = "nx.MultiDiGraph[str]"
"""The contract of ``docs/views.md``; nodes are IRIs."""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that neither XML 1.0 nor HTML can carry: control characters, lone surrogates, noncharacters."""


def clean(text: str) -> str:
    """One line of NFC text without characters that HTML or XML cannot hold (they become U+FFFD)."""
    plain = text.isprintable() and "  " not in text and unicodedata.is_normalized("NFC", text)
    if plain and text[:1] != " " and text[-1:] != " ":
        return text  # nearly all are, and there are millions
    return " ".join(_NOT_XML.sub("\ufffd", unicodedata.normalize("NFC", text)).split())


_word = lru_cache(maxsize=65536)(clean)
"""``clean`` for what comes again and again: relations, titles of articles, their addresses."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Who says so: the exact words and where they stand. ``start`` and ``end`` count code points of ``part``."""

    text: str
    article: str = ""
    url: str = ""
    published: str = ""
    iri: str = ""
    part: str = ""
    start: int = 0
    end: int = 0

    @classmethod
    def read(cls, value: Mapping[str, Any]) -> Quote:
        """From an evidence of the contract."""
        article, url, published, iri, part = (
            _word(str(value.get(name, ""))) for name in ("article", "url", "published", "iri", "part")
        )
        start, end = int(value.get("start", 0)), int(value.get("end", 0))
        return cls(clean(str(value["quote"])), article, url, published, iri, part, start, end)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known of a node and is no edge, in both languages."""

    vi: str
    en: str
    evidence: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Times:
    """Stated and observed time, as partial ISO dates; empty where unknown."""

    begin: str = ""
    end: str = ""
    observed_first: str = ""
    observed_last: str = ""

    @classmethod
    def read(cls, value: Mapping[str, Any]) -> Times:
        """From the attributes of a node or an edge.

        Raises:
            Violation: one of them is no partial ISO date.

        """
        try:
            return _times(*(str(value.get(name) or "") for name in ("begin", "end", "observed_first", "observed_last")))
        except ValueError as error:
            raise Violation(f"a time of a network: {error}") from None

    def __bool__(self) -> bool:
        return bool(self.begin or self.end or self.observed_first or self.observed_last)


@lru_cache(maxsize=65536)  # what an article observes is observed on its day
def _times(*texts: str) -> Times:
    return Times(*(text and str(PartialDate.parse(text)) for text in texts))


@dataclass(frozen=True, slots=True)
class Node:
    """An entity."""

    iri: str
    label: str
    kind: str
    times: Times = Times()
    aliases: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()

    @classmethod
    def read(cls, iri: str, data: Mapping[str, Any]) -> Self:
        """From the attributes of a node.

        Raises:
            Violation: it has no label or no kind, or a time that is none.

        """
        try:
            label, kind = clean(str(data["label"])), clean(str(data["kind"]))
        except KeyError as missing:
            raise Violation(f"a node of a network needs {missing}", node=str(iri)) from None
        facts = tuple(_fact(fact) for fact in data.get("facts", ()))
        aliases = tuple(clean(str(name)) for name in data.get("aliases", ()))
        return cls(clean(str(iri)), label or clean(str(iri)), kind, Times.read(data), aliases, facts)


@dataclass(frozen=True, slots=True)
class Tie:
    """What an edge says, wherever it begins and ends."""

    relation: str
    vi: str
    en: str
    times: Times = Times()
    evidence: tuple[Quote, ...] = ()

    @property
    def family(self) -> str:
        """The relation without its detail: "holds: Thứ trưởng" -> "holds"."""
        return family(self.relation)

    @classmethod
    def read(cls, data: Mapping[str, Any], **ends: int) -> Self:
        """From the attributes of an edge.

        Raises:
            Violation: it has no relation, or a time that is none.

        """
        relation = _word(str(data.get("relation", "")))
        if not relation:
            raise Violation("an edge of a network needs a relation")
        vi, en = _word(str(data.get("label_vi", relation))), _word(str(data.get("label_en", relation)))
        quotes = tuple(Quote.read(quote) for quote in data.get("evidence", ()))
        return cls(relation=relation, vi=vi, en=en, times=Times.read(data), evidence=quotes, **ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge(Tie):
    """A relation from ``source`` to ``target``, which are positions in the network's ``nodes``."""

    source: int
    target: int


def family(relation: str) -> str:
    """The relation without its detail, by which people filter."""
    return relation.partition(":")[0].strip()


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes in the order of their IRIs, edges in the order of their ends and relation."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    position: Mapping[str, int] = field(repr=False, compare=False)
    """IRI to position in ``nodes``."""

    @classmethod
    def read(cls, graph: KnowledgeNetwork) -> Network:
        """Read a graph of the contract.

        Raises:
            Violation: a node without label or kind, an edge without relation.

        """
        nodes = tuple(Node.read(iri, graph.nodes[iri]) for iri in sorted(graph.nodes, key=str))
        position = {node.iri: index for index, node in enumerate(nodes)}
        at = {iri: position[clean(str(iri))] for iri in graph.nodes}
        edges = [
            Edge.read(data, source=at[source], target=at[target]) for source, target, data in graph.edges(data=True)
        ]
        edges.sort(key=_order)
        return cls(nodes, tuple(edges), position)

    def degrees(self) -> list[int]:
        """Edges that begin or end at each node, by position."""
        count = [0] * len(self.nodes)
        for edge in self.edges:
            count[edge.source] += 1
            count[edge.target] += 1
        return count

    def among(self, keep: Sequence[int]) -> Network:
        """The network between the nodes at the positions ``keep``."""
        kept = sorted(set(keep))
        place = {old: new for new, old in enumerate(kept)}
        nodes = tuple(self.nodes[old] for old in kept)
        edges = tuple(
            replace(e, source=place[e.source], target=place[e.target])
            for e in self.edges
            if e.source in place and e.target in place
        )
        return Network(nodes, edges, {node.iri: index for index, node in enumerate(nodes)})


def _order(edge: Edge) -> tuple[object, ...]:
    """By ends and relation, then by all else that may tell two edges apart, so that no store's order shows."""
    said = tuple((quote.iri, quote.part, quote.start) for quote in edge.evidence)
    when = edge.times.begin, edge.times.end, edge.times.observed_first, edge.times.observed_last
    return edge.source, edge.target, edge.relation, edge.vi, when, said


def _fact(value: Mapping[str, Any]) -> Fact:
    text = str(value.get("text", ""))
    quotes = tuple(Quote.read(quote) for quote in value.get("evidence", ()))
    return Fact(clean(str(value.get("text_vi", text))), clean(str(value.get("text_en", text))), quotes)
