"""What people decided: kept in a graph of its own, never recomputed, always stronger than any score.

A judgement names the mentions (article-scoped IRIs) that it is about, so it outlives every rebuild.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Final, Literal, cast

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode, Quad

from govkg import iris
from govkg.graph import terms
from govkg.graph.terms import node, text
from govkg.store.base import Store
from govkg.vocabulary import Gov, concept

Verdict = Literal["same", "different", "identical", "wrong"]
"""``identical`` is said of an external IRI only: each statement about the one holds of the other (owl:sameAs)."""
_GRAPH: Final = node(iris.JUDGEMENTS_GRAPH)
_NAMES: Final = iris.ID + "judgement/"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision by ``who`` at ``when``: the mentions on both sides are the same or different, or ``one`` is wrong.

    ``about`` are the IRIs as the person gave them. For ``wrong``, ``one`` holds statements or facts. About a link,
    ``other`` is the external IRI, and ``one`` the mentions of our entity, or itself where it has a natural key.
    """

    verdict: Verdict
    about: tuple[str, ...]
    one: frozenset[str]
    other: frozenset[str]
    who: str
    when: datetime

    @property
    def iri(self) -> str:
        """One judgement by one person at one moment has one IRI."""
        return _NAMES + iris.digest(self.verdict, *self.about, self.who, self.when.isoformat())

    @property
    def target(self) -> str | None:
        """The external IRI of a judgement about a link; None for any other."""
        (found,) = self.other if len(self.other) == 1 else (None,)
        return found if found is not None and iris.external(found) else None

    @property
    def mentions(self) -> frozenset[str]:
        """All that it is about."""
        return self.one | self.other


@dataclass(frozen=True)
class Judgements:
    """All judgements, the earliest first; where two contradict each other the later one wins."""

    all: tuple[Judgement, ...] = ()

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> Judgements:
        """In the order of their time."""
        return cls(tuple(sorted(judgements, key=lambda one: (one.when, one.iri))))

    @cached_property
    def wrong(self) -> frozenset[str]:
        """Statements and facts that are wrong."""
        return frozenset().union(*(one.one for one in self.all if one.verdict == "wrong"))

    @cached_property
    def links(self) -> tuple[Judgement, ...]:
        """Those about links, the earliest first."""
        return tuple(one for one in self.all if one.target is not None)

    def pairs(self, present: frozenset[str]) -> tuple[list[frozenset[str]], set[frozenset[str]]]:
        """Pairs of mentions that are the same and that are different, among those in ``present``.

        "Same" ties the first mentions of both sides; the others stay with them by their own evidence.
        "Different" parts every mention of one side from every mention of the other.
        """
        same: dict[frozenset[str], None] = {}
        different: dict[frozenset[str], None] = {}
        for judgement in self.all:
            left, right = sorted(judgement.one & present), sorted(judgement.other & present)
            if not left or not right:
                continue
            if judgement.verdict == "same":
                same[frozenset((left[0], right[0]))] = None
                for pair in _crossing(left, right):
                    different.pop(pair, None)
            elif judgement.verdict == "different":
                for pair in _crossing(left, right):
                    different[pair] = None
                    same.pop(pair, None)
        return list(same), set(different)

    def partners(self, mentions: Iterable[str]) -> set[str]:
        """All mentions that stand in one judgement with one of these."""
        wanted = set(mentions)
        found: set[str] = set()
        for judgement in self.all:
            if judgement.verdict != "wrong" and judgement.target is None and not wanted.isdisjoint(judgement.mentions):
                found |= judgement.mentions
        return found - wanted


def read_judgements(store: Store) -> Judgements:
    """The judgements of a store."""
    found: dict[str, dict[str, list[str]]] = {}
    for quad in store.quads(_GRAPH):
        values = found.setdefault(cast(NamedNode, quad.subject).value, {})
        values.setdefault(quad.predicate.value, []).append(cast(NamedNode | RdfLiteral, quad.object).value)
    return Judgements.of(_judgement(values) for values in found.values())


def judgement_quads(judgement: Judgement) -> list[Quad]:
    """A judgement as quads of its graph."""
    name = node(judgement.iri)
    quads = [
        Quad(name, terms.TYPE, node(Gov.Judgement), _GRAPH),
        Quad(name, node(Gov.verdict), node(concept("verdict", judgement.verdict)), _GRAPH),
        Quad(name, node(Gov.judgedBy), text(judgement.who), _GRAPH),
        Quad(name, node(Gov.judgedAtTime), terms.moment(judgement.when), _GRAPH),
    ]
    quads += (Quad(name, node(Gov.judges), node(iri), _GRAPH) for iri in judgement.about)
    quads += (Quad(name, node(Gov.oneSide), node(iri), _GRAPH) for iri in sorted(judgement.one))
    quads += (Quad(name, node(Gov.otherSide), node(iri), _GRAPH) for iri in sorted(judgement.other))
    return quads


def now() -> datetime:
    """The moment of a judgement made now, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def _judgement(values: dict[str, list[str]]) -> Judgement:
    return Judgement(
        verdict=cast(Verdict, values[Gov.verdict][0].rpartition("/")[2]),
        about=tuple(sorted(values[Gov.judges])),
        one=frozenset(values.get(Gov.oneSide, ())),
        other=frozenset(values.get(Gov.otherSide, ())),
        who=values[Gov.judgedBy][0],
        when=datetime.fromisoformat(values[Gov.judgedAtTime][0]),
    )


def _crossing(left: list[str], right: list[str]) -> list[frozenset[str]]:
    return [frozenset((a, b)) for a in left for b in right if a != b]
