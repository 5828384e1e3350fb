"""What an article says about one person or meeting, as identity compares it. From the article alone.

A profile never holds anything that identity decided, so no decision rests on another.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from govkg.folding import bare, fold
from govkg.graph.records import Record
from govkg.model import facts
from govkg.model.actors import Meeting, MeetingType, Organization, Person
from govkg.model.facts import DecisionAction, TenureStatus
from govkg.model.interval import Interval

_SPECIFIC = 6
"""Words from which on a meeting's name tells it apart from others: "Hội nghị tổng kết" does not."""
_DECIDED: Final[Mapping[DecisionAction, TenureStatus]] = {"appoint": "elect", "elect": "elect", "dismiss": "former"}
"""What a decision makes of a post."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A post as an article gives it: title, folded and as shown; the body's IRI and name; whether held now."""

    title: str
    body: str | None
    status: TenureStatus
    shown: str = field(compare=False)
    body_name: str = field(compare=False, default="")
    above: str | None = field(compare=False, default=None)
    """The body above, where the article tells."""

    @property
    def folded_body(self) -> str:
        """The body's name, folded."""
        return fold(self.body_name)


@dataclass(frozen=True, slots=True)
class PersonProfile:
    """One person of one article. ``companions`` are the bare names of the others, ``bodies`` the IRIs it names.

    ``births`` are the years of birth that it gives.
    """

    mention: str
    name: str
    day: date | None
    seats: frozenset[Seat]
    companions: frozenset[str]
    bodies: frozenset[str]
    births: frozenset[int] = frozenset()

    @property
    def first(self) -> str:
        """What orders mentions: the day of the article; one without comes last."""
        return str(self.day or "9999")

    @property
    def keys(self) -> frozenset[str]:
        """Blocks in which this person is compared: one, by the name without diacritics."""
        return frozenset({f"person {bare(self.name)}"})


@dataclass(frozen=True, slots=True)
class MeetingProfile:
    """One meeting of one article. ``people`` are bare names, ``hosts`` and ``guests`` IRIs of bodies."""

    mention: str
    name: str
    day: date | None
    type: MeetingType
    when: Interval
    people: frozenset[str]
    hosts: frozenset[str]
    guests: frozenset[str]

    @property
    def first(self) -> str:
        """What orders mentions: the day of the meeting, else of the article; one without comes last."""
        return str(self.when.begin or self.day or "9999")

    @property
    def keys(self) -> frozenset[str]:
        """Blocks in which this meeting is compared: its day, and its name where that is specific."""
        found = {f"meeting {fold(self.name)}"} if len(self.name.split()) >= _SPECIFIC else set()
        begin = self.when.begin
        if begin and begin.is_day:
            found.add(f"meeting {begin}")
        return frozenset(found or {f"meeting {self.mention}"})


Profile = PersonProfile | MeetingProfile


def profiles(record: Record, only: Container[str] | None = None) -> Iterator[Profile]:
    """The profile of each person and meeting of an article, or of ``only`` these mentions."""
    names = {entity: bare(entity.name) for entity in record.mentions.values() if isinstance(entity, Person)}
    for mention, entity in record.mentions.items():
        if only is not None and mention not in only:
            continue
        if isinstance(entity, Meeting):
            yield _meeting(record, mention, entity)
        else:
            yield PersonProfile(
                mention=mention,
                name=entity.name,
                day=record.day,
                seats=frozenset(_seats(record, entity)),
                companions=frozenset(names.values()) - {names[entity]},
                bodies=record.bodies,
                births=frozenset(_births(record, entity)),
            )


def _births(record: Record, person: Person) -> Iterator[int]:
    for told in record.told:
        if isinstance(told.fact, facts.Born) and told.fact.person == person:
            yield told.fact.date.year


def _seats(record: Record, person: Person) -> Iterator[Seat]:
    for told in record.told:
        match told.fact:
            case facts.HoldsPost(holder, title, body, status, stated) if holder == person:
                yield _seat(record, title, body, "former" if stated else status)  # of another day than the article's
            case facts.Decides(action=action, person=holder, title=title, organization=body) if holder == person:
                if action in _DECIDED:
                    yield _seat(record, title, body, _DECIDED[action])


def _seat(record: Record, title: str, body: Organization | None, status: TenureStatus) -> Seat:
    if body is None:
        return Seat(fold(title), None, status, title)
    return Seat(fold(title), body.iri, status, title, body.name, body.parent or record.above.get(body.iri))


def _meeting(record: Record, mention: str, meeting: Meeting) -> MeetingProfile:
    when = Interval()
    people: set[str] = set()
    hosts: set[str] = set()
    guests: set[str] = set()
    for told in record.told:
        match told.fact:
            case facts.Occurs(meeting=other, when=stated) if other == meeting and stated:
                when = _earlier(when, stated)
            case facts.Participates(meeting=other, agent=agent, role=role) if other == meeting:
                if isinstance(agent, Person):
                    people.add(bare(agent.name))
                else:
                    (hosts if role == "organizer" else guests).add(agent.iri)
    return MeetingProfile(
        mention=mention,
        name=meeting.name,
        day=record.day,
        type=meeting.type,
        when=when,
        people=frozenset(people),
        hosts=frozenset(hosts),
        guests=frozenset(guests),
    )


def _earlier(one: Interval, other: Interval) -> Interval:
    """The interval that begins first; a bound that is missing counts last."""
    return min(one, other, key=lambda when: (str(when.begin or "9999"), str(when.end or "9999")))
