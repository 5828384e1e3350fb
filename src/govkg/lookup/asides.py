"""What is known of an entity and leads to no other: the status of a document, words said to nobody by name.

A network shows these beside its edges, each with the sentences that say it (docs/views.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from pyoxigraph import NamedNode

from govkg.lookup.entity import Entity, make
from govkg.lookup.evidence import Evidence
from govkg.lookup.facts import Adoption, Decision, SpeechAct
from govkg.lookup.fields import Back, Concept, Many, One, fields
from govkg.lookup.reader import Reader
from govkg.lookup.record import words
from govkg.vocabulary import Gov
from govkg.wording import Bilingual, wording

_BATCH: Final = 1000
_UNKNOWN: Final = "unknown"
"""The concept of the closed lists that says nothing."""
_ALONE: Final[Mapping[type[Entity], tuple[Callable[[Any], object], str | None, Callable[[Any], object]]]] = {
    SpeechAct: (lambda fact: fact.addressee, Gov.speechKind, lambda fact: fact.content),
    Adoption: (lambda fact: fact.adopter, None, lambda fact: fact.group),
    Decision: (lambda fact: fact.by, Gov.action, lambda fact: fact.title or fact.post),
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
            yield from _alone(name, getattr(entity, name))
        elif field.said_by and not isinstance(field, One | Many) and (value := getattr(entity, name)) is not None:
            told = (_concept(entity, field.property) if isinstance(field, Concept) else None) or _same(value)
            said = tuple(one for one in entity.evidence if one.fact in field.said_by)
            if said and value != _UNKNOWN:
                yield _called(name, None, told), said


def _alone(name: str, facts: Iterable[Entity]) -> Iterator[Aside]:
    for fact in facts:
        other, concept, content = _ALONE.get(type(fact), (bool, None, str))
        if other(fact) or not (text := content(fact)):
            continue
        yield _called(name, _concept(fact, concept) if concept else None, _same(text)), fact.evidence


def _concept(entity: Entity, property_: str) -> Bilingual | None:
    return next((wording(term.value) for term in entity.terms(property_) if isinstance(term, NamedNode)), None)


def _same(text: object) -> Bilingual:
    return Bilingual(str(text), str(text))


def _called(name: str, how: Bilingual | None, told: Bilingual) -> Bilingual:
    """What the attribute is called, how it is, what it says: "Phát biểu (biểu dương): …"."""
    called, vi, en = words(name), how and f" ({how.vi.lower()})", how and f" ({how.en.lower()})"
    return Bilingual(f"{called.vi}{vi or ''}: {told.vi}", f"{called.en}{en or ''}: {told.en}")
