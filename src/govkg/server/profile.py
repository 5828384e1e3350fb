"""What the page of an entity shows: its properties and its facts in sections, each with the sentences behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from govkg.folding import bare
from govkg.kinds import local_name
from govkg.lookup import (
    Adoption,
    Decision,
    Document,
    Entity,
    Evidence,
    Meeting,
    Organization,
    Participation,
    Reorganization,
    SpeechAct,
    Tenure,
)
from govkg.lookup.fields import Back, Concept, Field, fields
from govkg.lookup.record import words
from govkg.model.interval import Interval, PartialDate
from govkg.results import value as as_python
from govkg.server.addresses import page_of
from govkg.server.templates import say
from govkg.views.words import Language
from govkg.vocabulary import Gov
from govkg.wording import day, wording

FIRST: Final = ("tenures", "formed_by", "changed_by", "parts")
LAST: Final = ("posts", "speeches", "requests", "topics")
BY_NAME: Final = ("parts", "posts", "editions")
"""Sections that are lists of names, in the order of the alphabet of people, where Đ comes before E."""
_ROLES: Final = ("organizer", "chair", "speaker", "attendee", "invited", "absent")
SHOWN: Final = 25
"""Facts of a section that the page opens with; the rest is one click away."""
PAGE: Final = 200


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a line: text, or a link to the page of an entity; ``note`` is in smaller print."""

    text: str
    page: str | None = None
    note: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One fact in words."""

    parts: tuple[Part, ...]
    stated: str
    observed: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Facts of one kind: ``items`` are those shown, from the one at ``first`` on, of ``total``."""

    name: str
    title: str
    items: tuple[Item, ...]
    total: int
    first: int = 0

    @property
    def pages(self) -> int:
        """Over how many pages the whole section goes."""
        return -(-self.total // PAGE)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A property of which sources say different things: all of it, the one that the page shows first, and why that."""

    title: str
    candidates: tuple[Item, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A page: ``above`` are the bodies above a body, the highest first."""

    entity: Entity
    above: tuple[Entity, ...]
    properties: tuple[tuple[str, Item], ...]
    sections: tuple[Section, ...]
    disagreements: tuple[Disagreement, ...]


def profile(entity: Entity, language: Language, *, section: str | None = None, page: int = 1) -> Profile:
    """What is known of an entity, in a language; of ``section`` its ``page`` of facts, of the others the first few."""
    properties: list[tuple[str, Item]] = []
    sections: list[Section] = []
    for name, field in fields(type(entity)).items():
        found = getattr(entity, name)
        if found is None or found == ():
            continue
        if isinstance(entity, Meeting) and entity.begin == entity.end:  # a day is told once
            if name == "end":
                continue
            if name == "begin":
                properties.append((words("on")[language], _property(found, entity, field, language)))
                continue
        if isinstance(entity, Meeting) and name == "participations":
            found = _by_role(entity)
        elif name in BY_NAME:
            found = tuple(sorted(found, key=lambda one: (bare(one.name), one.name)))
        if isinstance(found, tuple) and isinstance(field, Back):
            sections.append(_section(name, found, entity, field, language, section, page))
            continue
        for value in found if isinstance(found, tuple) else [found]:
            properties.append((words(name, type(entity))[language], _property(value, entity, field, language)))
    if isinstance(entity, Organization) and (tenures := entity.tenures):
        latest = tuple(reversed(tenures))
        held = _section("tenures", latest, entity, None, language, section, page)
        sections.append(replace(held, title=say("officeholders", language)))
    above = tuple(reversed(entity.parents)) if isinstance(entity, Organization) else ()
    told = tuple(_disagreement(conflict, language) for conflict in entity.linking(Gov.conflictOf))
    return Profile(entity, above, tuple(properties), tuple(sorted(sections, key=_place)), told)


def _by_role(meeting: Meeting) -> tuple[Participation, ...]:
    """Who took part: organizers and chairs before others, all roles of one together."""
    rank = {role: place for place, role in enumerate(_ROLES)}
    first: dict[object, int] = {}
    for one in meeting.participations:
        place = rank.get(one.role or "", len(_ROLES))
        first[one.participant] = min(place, first.get(one.participant, place))

    def order(one: Participation) -> tuple[int, str, int]:
        return first[one.participant], str(one.participant or ""), rank.get(one.role or "", len(_ROLES))

    return tuple(sorted(meeting.participations, key=order))


def _disagreement(conflict: Entity, language: Language) -> Disagreement:
    about = next((term.value for term in conflict.terms(Gov.conflictProperty) if isinstance(term, NamedNode)), "")
    shown = {term.value for term in conflict.terms(Gov.preferred) if isinstance(term, NamedNode)}
    reasons = [term for term in conflict.terms(Gov.preferenceReason) if isinstance(term, Literal)]
    reason = next((term.value for term in reasons if term.language == language), "")
    ordered = sorted(conflict.linked(Gov.candidate), key=lambda one: (one.iri not in shown, one.iri))
    return Disagreement(wording(about)[language], tuple(_candidate(one, language) for one in ordered), reason)


def _candidate(candidate: Entity, language: Language) -> Item:
    parts = [_link(entity) for entity in candidate.linked(Gov.candidateValue)]
    for term in candidate.terms(Gov.candidateValue):
        if isinstance(term, Literal):
            found = as_python(term)
            parts.append(Part(day(found, language) if isinstance(found, date | PartialDate) else term.value))
    return Item(tuple(parts), "", "", candidate.evidence)


def _place(section: Section) -> tuple[int, int]:
    if section.name in FIRST:
        return 0, FIRST.index(section.name)
    return (2, LAST.index(section.name)) if section.name in LAST else (1, 0)


def _section(
    name: str,
    found: tuple[Entity, ...],
    entity: Entity,
    field: Field[Any] | None,
    language: Language,
    asked: str | None,
    page: int,
) -> Section:
    first = (page - 1) * PAGE if asked == name else 0
    shown = found[first : first + (PAGE if asked == name else SHOWN)]
    items = tuple(_item(value, entity, field, language) for value in shown)
    return Section(name, words(name, type(entity))[language], items, len(found), first)


def _property(value: object, entity: Entity, field: Field[Any], language: Language) -> Item:
    said = tuple(one for one in entity.evidence if one.fact in field.said_by) if field.said_by else ()
    if isinstance(value, Entity):
        return Item((_link(value),), "", "", said)
    if isinstance(field, Concept):
        terms = [term.value for term in entity.terms(field.property) if isinstance(term, NamedNode)]
        return Item((Part(wording(terms[0])[language]),), "", "", said)
    text = day(value, language) if isinstance(value, PartialDate) else str(value)
    return Item((Part(text),), "", "", said)


def _item(value: Entity, entity: Entity, field: Field[Any] | None, language: Language) -> Item:
    """The line of a linked entity or fact, with its own sentences or those of the one whose property it is."""
    said = value.evidence
    if field is not None and field.said_by:
        said = tuple(one for one in value.evidence if one.fact in field.said_by)
    stated, observed = "", ""
    match value:
        case Tenure():
            parts = list(_links(entity, value.person, value.post))
            stated, observed = _span(value.stated, language), _span(value.observed, language)
        case Participation():
            parts = [
                *_links(entity, value.participant, value.meeting),
                *_concept(value, Gov.participationRole, language),
            ]
            if value.meeting and value.meeting != entity:
                stated = _span(Interval(value.meeting.begin, value.meeting.end), language)
        case Decision():
            parts = [*_concept(value, Gov.action, language), *_links(entity, value.person)]
            parts += [Part(value.title)] if value.title else []
            parts += [Part(by.name, page_of(by.iri), note=True) for by in value.by if by != entity]
            stated = day(value.on, language) if value.on else ""
        case SpeechAct():
            parts = [*_concept(value, Gov.speechKind, language), *_links(entity, value.speaker, value.addressee)]
            parts += [Part(value.content)] if value.content else []
        case Adoption():
            parts = [*_links(entity, value.adopter, value.standard)]
            parts += [Part(value.group)] if value.group else []
        case Reorganization():
            parts = [*_many(value.before), Part("→"), *_many(value.after), *_concept(value, Gov.changeKind, language)]
            stated = day(value.on, language) if value.on else ""
        case Meeting():
            parts, stated = [_link(value)], _span(Interval(value.begin, value.end), language)
        case Document():
            parts, stated = [_link(value)], day(value.issued_on, language) if value.issued_on else ""
        case _:
            parts = [_link(value)]
    return Item(tuple(parts), stated, observed, said)


def _link(entity: Entity) -> Part:
    return Part(entity.name, page_of(entity.iri))


def _links(beside: Entity, *entities: Entity | None) -> Iterator[Part]:
    for entity in entities:
        if entity is not None and entity != beside:
            yield _link(entity)


def _many(entities: tuple[Organization, ...]) -> Iterator[Part]:
    for number, entity in enumerate(entities):
        if number:
            yield Part("+")
        yield _link(entity)


def _concept(value: Entity, property_: str, language: Language) -> Iterator[Part]:
    for term in value.terms(property_):
        if isinstance(term, NamedNode):
            yield Part(wording(term.value)[language] or local_name(term.value), note=True)


def _span(interval: Interval, language: Language) -> str:
    """A period in words: one day, from … to …, since …, until …."""
    begin, end = interval.begin, interval.end
    if begin is not None and end is not None:
        return day(begin, language) if begin == end else f"{day(begin, language)} – {day(end, language)}"
    if begin is not None:
        return say("since", language, date=day(begin, language))
    return say("until", language, date=day(end, language)) if end is not None else ""
