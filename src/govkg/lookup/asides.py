"""What is known of an entity and leads to no other: the status of a document, words said to nobody by name.

A network shows these beside its edges, each with the sentences that say it (docs/views.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from govkg.lookup.entity import Entity, make
from govkg.lookup.evidence import Evidence
from govkg.lookup.facts import Adoption, Decision, SpeechAct
from govkg.lookup.fields import Back, Concept, Field, Many, One, fields
from govkg.lookup.reader import Reader
from govkg.lookup.record import words
from govkg.model.interval import PartialDate
from govkg.vocabulary import Gov
from govkg.wording import Bilingual, day, wording

_BATCH: Final = 1000
_UNKNOWN: Final = "unknown"
"""The concept of the closed lists that says nothing."""
_ALONE: Final[Mapping[type[Entity], tuple[str, str | None, str]]] = {
    SpeechAct: (Gov.addressee, Gov.speechKind, Gov.content),
    Adoption: (Gov.adopter, None, Gov.adopterGroup),
    Decision: (Gov.decidedBy, Gov.action, Gov.decidedTitle),
}
"""Facts that are an edge where they have another end, and else an aside: that end, their concept, their words."""

Aside = tuple[Bilingual, tuple[Evidence, ...]]


def asides(reader: Reader, families: Mapping[str, Sequence[str]]) -> dict[str, list[Aside]]:
    """Text and sentences of the asides of some entities; ``families`` are their IRIs, those of one family together."""
    found: dict[str, list[Aside]] = {}
    for iris in families.values():
        for start in range(0, len(iris), _BATCH):
            cohort = tuple(iris[start : start + _BATCH])
            for iri in cohort:
                if told := list(dict.fromkeys(_of(make(reader, iri, cohort)))):
                    found[iri] = told
    return found


def _of(entity: Entity) -> Iterator[Aside]:
    for name, field in fields(type(entity)).items():
        if isinstance(field, Back):
            for fact in getattr(entity, name):
                if alone := of_fact(fact):
                    yield called(name, *alone), fact.evidence
        elif (told := of_field(entity, name, field)) and (said := _said(entity, field)):
            yield told, said


def _said(entity: Entity, field: Field[Any]) -> tuple[Evidence, ...]:
    return tuple(one for one in entity.evidence if one.fact in field.said_by)


def of_field(entity: Entity, name: str, field: Field[Any]) -> Bilingual | None:
    """The aside of an attribute, which statements of the kinds ``field.said_by`` say; None if it is none."""
    if not field.said_by or isinstance(field, One | Many | Back):
        return None
    value = getattr(entity, name)
    if value is None or value == _UNKNOWN:
        return None
    return called(
        name, None, (_concept(entity, field.property) if isinstance(field, Concept) else None) or _same(value)
    )


def of_fact(fact: Entity) -> tuple[Bilingual | None, Bilingual] | None:
    """How and in which words a fact that has no other end is an aside of those that it names; None if it has one."""
    if (known := _ALONE.get(type(fact))) is None:
        return None
    other, concept, content = known
    said = next((term.value for term in fact.terms(content) if isinstance(term, Literal)), None)
    if said is None or fact.terms(other):
        return None
    return _concept(fact, concept) if concept else None, _same(said)


def _concept(entity: Entity, property_: str) -> Bilingual | None:
    return next((wording(term.value) for term in entity.terms(property_) if isinstance(term, NamedNode)), None)


def _same(told: object) -> Bilingual:
    return Bilingual(
        *(day(told, language) if isinstance(told, PartialDate) else str(told) for language in ("vi", "en"))
    )


def called(name: str, how: Bilingual | None, told: Bilingual) -> Bilingual:
    """What the attribute is called, how it is, what it says: "Phát biểu (biểu dương): …"."""
    called, vi, en = words(name), how and f" ({how.vi.lower()})", how and f" ({how.en.lower()})"
    return Bilingual(f"{called.vi}{vi or ''}: {told.vi}", f"{called.en}{en or ''}: {told.en}")
