"""What knowledge is built from: the statements of an article as they lie in its graph, without its texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final, get_args

from pyoxigraph import Quad

from govkg import iris
from govkg.graph.quads import kept, kept_quads
from govkg.model.actors import Entity, Meeting, Organization, Person
from govkg.model.article import Article
from govkg.model.facts import Fact, Occurs, Participates, PartOf
from govkg.model.statement import Statement

_AWAY: Final = frozenset({"invited", "absent"})
_ENTITIES: Final = get_args(Entity)
_RECENT: Final = timedelta(days=366)
"""A meeting up to this much older than the article is news put online late or looked back on, and no history: what
people are called at it, they were at it."""


@dataclass(frozen=True, slots=True)
class Told:
    """One statement: its IRI, the fact, and how often that reading is right."""

    iri: str
    fact: Fact
    confidence: float


@dataclass(frozen=True)
class Record:
    """An article (IRI), the day it was published, and what it states, in the order of statement IRIs."""

    article: str
    published: date | None
    told: tuple[Told, ...]

    @classmethod
    def of(cls, article: Article, statements: Sequence[Statement]) -> Record:
        """The record of an article that was just read."""
        return cls._kept(article, kept(statements))

    @classmethod
    def with_quads(cls, article: Article, statements: Sequence[Statement]) -> tuple[Record, list[Quad]]:
        """The record of an article that was just read, and its ``article_quads``.

        Raises:
            ValueError: a statement quotes another article.

        """
        told = kept(statements)
        return cls._kept(article, told), kept_quads(article, told)

    @classmethod
    def _kept(cls, article: Article, told: Mapping[str, tuple[Statement, str]]) -> Record:
        found = (Told(iri, statement.fact, statement.confidence) for iri, (statement, _) in told.items())
        return cls.sorted(iris.article(article.id), article.published, found)

    @classmethod
    def sorted(cls, article: str, published: date | None, told: Iterable[Told]) -> Record:
        """A record with its statements in order and its publication as a day (a datetime does not compare to one)."""
        day = published and date(published.year, published.month, published.day)
        return cls(article, day, tuple(sorted(told, key=lambda one: one.iri)))

    @cached_property
    def mentions(self) -> Mapping[str, Person | Meeting]:
        """The persons and meetings that identity decides about, by their IRI within the article."""
        found = dict.fromkeys(
            entity for told in self.told for entity in entities(told.fact) if isinstance(entity, Person | Meeting)
        )
        return {mention_iri(self.article, entity): entity for entity in found}

    @cached_property
    def bodies(self) -> frozenset[str]:
        """The organizations that the article speaks of, by IRI."""
        found = (entity for told in self.told for entity in entities(told.fact))
        return frozenset(entity.iri for entity in found if isinstance(entity, Organization))

    @cached_property
    def above(self) -> Mapping[str, str]:
        """The body above each body of which the article tells it, by IRI."""
        return {told.fact.child.iri: told.fact.parent.iri for told in self.told if isinstance(told.fact, PartOf)}

    @cached_property
    def day(self) -> date | None:
        """The day on which the article speaks: its publication, else the last held meeting that it reports."""
        return self.published or max(self._held.values(), default=None)

    def days_of(self, person: Person) -> tuple[date, ...]:
        """The days on which the article sees a person: its own, and those of recent meetings the person was in."""
        met = {
            self._held[fact.meeting] for fact in self._attended if fact.agent == person and fact.meeting in self._held
        }
        seen = {day for day in met if self.day is None or timedelta() <= self.day - day <= _RECENT}
        return tuple(sorted(seen | ({self.day} if self.day else set())))

    @cached_property
    def _held(self) -> dict[Meeting, date]:
        """The day of each held meeting that has one."""
        found: dict[Meeting, date] = {}
        for told in self.told:
            fact = told.fact
            if (
                isinstance(fact, Occurs)
                and fact.meeting.status == "held"
                and fact.when.begin
                and fact.when.begin.is_day
            ):
                day = fact.when.begin.first
                found[fact.meeting] = min(day, found.get(fact.meeting, day))
        return found

    @cached_property
    def _attended(self) -> list[Participates]:
        return [told.fact for told in self.told if isinstance(told.fact, Participates) and told.fact.role not in _AWAY]


def mention_iri(article: str, entity: Person | Meeting) -> str:
    """The article-scoped IRI of a person or meeting, about which identity decides."""
    if isinstance(entity, Person):
        return iris.within(article, "person", entity.name)
    return iris.within(article, "meeting", entity.key)


def article_of(iri: str) -> str:
    """The article of an IRI that lies within one."""
    return iri.partition("#")[0]


def entities(fact: Fact) -> Iterator[Entity]:
    """Every entity that a fact speaks of, in the order of its fields."""
    for name in fact.__slots__:
        value = getattr(fact, name)
        if isinstance(value, _ENTITIES):
            yield value
