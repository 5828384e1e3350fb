"""The facts that are nodes of their own: tenures, participations, adoptions, decisions, speech, changes of bodies."""

from __future__ import annotations

from abc import abstractmethod
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from govkg.lookup.certainty import ORDER, Certainty, certainty
from govkg.lookup.entity import Entity, register
from govkg.lookup.fields import Concept, Many, One, Text, When
from govkg.model.interval import Interval, PartialDate
from govkg.vocabulary import Gov

if TYPE_CHECKING:
    from collections.abc import Iterable

    from govkg.lookup.entities import Meeting, Organization, Person, Post, Standard


class Fact(Entity):
    """A node that says something of others, and has no name but their names."""

    __slots__ = ()

    @property
    def name(self) -> str:
        """What it is about."""
        return self._words(*self._about())

    def beside(self, entity: Entity) -> str:
        """What it is about, without the entity on whose page it stands."""
        return self._words(*(part for part in self._about() if part != entity))

    @abstractmethod
    def _about(self) -> tuple[object, ...]:
        """What its name is made of."""

    @staticmethod
    def _words(*parts: object) -> str:
        return ", ".join(str(part) for part in parts if part is not None)


@register
class Tenure(Fact):
    """A person in a post, with what was stated of its time apart from what was observed."""

    __slots__ = ()
    CLASSES: ClassVar[tuple[str, ...]] = (Gov.Tenure,)

    person: One[Person] = One(Gov.holder)
    post: One[Post] = One(Gov.inPost)
    status = Concept(Gov.tenureStatus)
    observed_first = When(Gov.observedFirst)
    observed_last = When(Gov.observedLast)
    stated_begin = When(Gov.statedBegin)
    stated_end = When(Gov.statedEnd)

    def _about(self) -> tuple[object, ...]:
        return self.person, self.post

    @property
    def organization(self) -> Organization | None:
        """The body of the post."""
        return self.post.organization if self.post else None

    @property
    def observed(self) -> Interval:
        """The first and last day on which articles show it."""
        return Interval(self.observed_first, self.observed_last)

    @property
    def stated(self) -> Interval:
        """What articles say of its begin and end."""
        return Interval(self.stated_begin, self.stated_end)

    @property
    def order(self) -> tuple[str, ...]:
        """By what is known of its begin."""
        return (*(str(day or "") for day in (_first(self), self.observed_last)), self.iri)

    def certainty(self, on: PartialDate | date | str) -> Certainty | None:
        """How sure it is that it held on a day; None where it is known that it did not."""
        told = [(one, one.article.day) for one in self.evidence if one.status and one.article.day]
        shown = {day for one, day in told if not one.timed and self.observed and self.observed.may_hold(day)}
        past = {day for one, day in told if one.status == "former"}
        over = min(past - shown, default=None) if self.status == "former" else None
        return certainty(as_day(on), self.stated, self.observed, shown, over)


@register
class Participation(Fact):
    """A person or body in a meeting, in one role."""

    __slots__ = ()
    CLASSES: ClassVar[tuple[str, ...]] = (Gov.Participation,)

    participant: One[Person | Organization] = One(Gov.participant)
    meeting: One[Meeting] = One(Gov.event)
    role = Concept(Gov.participationRole)

    def _about(self) -> tuple[object, ...]:
        return self.participant, self.role, self.meeting

    @property
    def order(self) -> tuple[str, ...]:
        """By the day of the meeting."""
        return (*(self.meeting.order if self.meeting else ()), self.iri)


@register
class Adoption(Fact):
    """A body, or a group in the words of the article, that works by a standard."""

    __slots__ = ()
    CLASSES: ClassVar[tuple[str, ...]] = (Gov.StandardAdoption,)

    standard: One[Standard] = One(Gov.standardAdopted)
    adopter: One[Organization] = One(Gov.adopter)
    group = Text(Gov.adopterGroup)

    def _about(self) -> tuple[object, ...]:
        return self.adopter or self.group, self.standard


@register
class Decision(Fact):
    """A personnel decision."""

    __slots__ = ()
    CLASSES: ClassVar[tuple[str, ...]] = (Gov.PersonnelDecision,)

    action = Concept(Gov.action)
    person: One[Person] = One(Gov.concerns)
    title = Text(Gov.decidedTitle)
    post: One[Post] = One(Gov.decidedPost)
    by: Many[Person | Organization] = Many(Gov.decidedBy)
    on = When(Gov.decidedOn)

    def _about(self) -> tuple[object, ...]:
        return self.action, self.person, self.title or self.post

    @property
    def order(self) -> tuple[str, ...]:
        """By day."""
        return (str(self.on or ""), self.iri)


@register
class SpeechAct(Fact):
    """What somebody said, or asked or directed somebody else to do."""

    __slots__ = ()
    CLASSES: ClassVar[tuple[str, ...]] = (Gov.SpeechAct,)

    how = Concept(Gov.speechKind)
    speaker: One[Person | Organization] = One(Gov.speaker)
    addressee: One[Person | Organization] = One(Gov.addressee)
    content = Text(Gov.content)

    def _about(self) -> tuple[object, ...]:
        return self.speaker, self.how, self.addressee, self.content


@register
class Reorganization(Entity):
    """A merger, split, renaming or abolition of bodies."""

    __slots__ = ()
    CLASSES: ClassVar[tuple[str, ...]] = (Gov.Reorganization,)

    before: Many[Organization] = Many(Gov.before)
    after: Many[Organization] = Many(Gov.after)
    change = Concept(Gov.changeKind)
    on = When(Gov.changedOn)

    @property
    def name(self) -> str:
        """What became of what."""
        before, after = (", ".join(map(str, bodies)) for bodies in (self.before, self.after))
        return f"{before} → {after}" if after else before

    @property
    def order(self) -> tuple[str, ...]:
        """By day."""
        return (str(self.on or ""), self.iri)


def held(tenures: Iterable[Tenure], on: PartialDate | date | str) -> tuple[tuple[Tenure, Certainty], ...]:
    """The tenures that may have held on a day, with how sure that is: the surest first, then the latest."""
    day = as_day(on)
    found = [(tenure, sure) for tenure in reversed(tuple(tenures)) if (sure := tenure.certainty(day)) is not None]
    return tuple(sorted(found, key=lambda each: ORDER.index(each[1])))


def as_day(on: PartialDate | date | str) -> date:
    """The one day that is meant; a month or year means its last day.

    Raises:
        ValueError: the text is no ISO date.

    """
    if isinstance(on, date):
        return date(on.year, on.month, on.day)
    return (PartialDate.parse(on) if isinstance(on, str) else on).last


def _first(tenure: Tenure) -> PartialDate | None:
    return tenure.stated_begin or tenure.observed_first or tenure.stated_end
