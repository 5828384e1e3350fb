"""Sources that disagree: both sides are kept with their statements, and why one is preferred is said in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from pyoxigraph import Quad

from govkg import iris
from govkg.graph import terms
from govkg.graph.entities import Value
from govkg.graph.mapping import Claim
from govkg.graph.records import article_of
from govkg.graph.terms import node, text
from govkg.model.interval import PartialDate
from govkg.vocabulary import Gov

Supports = Callable[[Value, Value], bool]
"""Whether the first value speaks for the second."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value with what speaks for it: articles, confidence of the surest reading, day of the earliest article."""

    value: Value
    articles: int
    confidence: float
    day: date
    statements: tuple[str, ...]

    @property
    def rank(self) -> tuple[int, float, date, str]:
        """Smaller is better; the value itself is the last resort, so that no order of reading decides."""
        return -self.articles, -self.confidence, self.day, str(self.value)


def candidates(claims: Iterable[Claim], supports: Supports | None = None) -> list[Candidate]:
    """The values of claims, the one with the best support first."""
    by_value: dict[Value, list[Claim]] = {}
    for claim in claims:
        by_value.setdefault(claim.value, []).append(claim)
    found = []
    for value, own in by_value.items():
        allies = (its for other, its in by_value.items() if supports and other != value and supports(other, value))
        for_it = [*own, *chain.from_iterable(allies)]
        found.append(
            Candidate(
                value=value,
                articles=len({article_of(claim.told.iri) for claim in for_it}),
                confidence=max(claim.told.confidence for claim in own),
                day=min(claim.day or date.max for claim in own),
                statements=tuple(sorted({claim.told.iri for claim in own})),
            )
        )
    return sorted(found, key=lambda one: one.rank)


def same_day(general: Value, exact: Value) -> bool:
    """Whether a date ("2011") speaks for a more exact one ("2011-11-11")."""
    wide, narrow = _date(general), _date(exact)
    return wide.first <= narrow.first and narrow.last <= wide.last


def contradict(one: Value, other: Value) -> bool:
    """Whether two partial dates cannot mean one day."""
    first, second = _date(one), _date(other)
    return first.last < second.first or second.last < first.first


def _date(value: Value) -> PartialDate:
    return PartialDate.parse(value.value)


def conflict_quads(subject: str, property_: str, found: Sequence[Candidate]) -> Iterator[Quad]:
    """The conflict over one property of a node: every candidate, the preferred one first, and why it is preferred."""
    conflict = f"{iris.ID}conflict/{iris.digest(subject, property_)}"
    yield Quad(node(conflict), terms.TYPE, node(Gov.Conflict))
    yield Quad(node(conflict), node(Gov.conflictOf), node(subject))
    yield Quad(node(conflict), node(Gov.conflictProperty), node(property_))
    for reason in _reasons(found[0], found[1]):
        yield Quad(node(conflict), node(Gov.preferenceReason), reason)
    for candidate in found:
        name = node(f"{conflict}/{iris.digest(str(candidate.value))}")
        yield Quad(node(conflict), node(Gov.candidate), name)
        yield Quad(name, terms.TYPE, node(Gov.Candidate))
        yield Quad(name, node(Gov.candidateValue), candidate.value)
        for statement in candidate.statements:
            yield Quad(name, node(Gov.restsOn), node(statement))
        if candidate is found[0]:
            yield Quad(node(conflict), node(Gov.preferred), name)


def _reasons(best: Candidate, next_: Candidate) -> tuple[Value, Value]:
    """Why the first is preferred to the second: the first criterion in which they differ."""
    if best.articles != next_.articles:
        counts = f"{best.articles} : {next_.articles}"
        return text(f"more articles say so ({counts})", "en"), text(f"nhiều bài nêu hơn ({counts})", "vi")
    if best.confidence != next_.confidence:
        rates = f"{best.confidence:g} : {next_.confidence:g}"
        return text(f"read with more confidence ({rates})", "en"), text(f"độ tin cậy cao hơn ({rates})", "vi")
    if best.day != next_.day:
        return text("said by the earlier article", "en"), text("bài đăng sớm hơn", "vi")
    return text("equal support: the first in order of value", "en"), text("ngang nhau: chọn theo thứ tự giá trị", "vi")
