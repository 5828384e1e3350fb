"""What of ours is to be linked: entities with all by which others may know them, read from a store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

from pyoxigraph import Literal, NamedNode, Quad

from govkg.folding import bare
from govkg.graph import stored, terms
from govkg.graph.links import PREDICATES
from govkg.graph.reference import reference
from govkg.kinds import Family, classes, lineage, local_name, most_special
from govkg.linking.profile import LINKED
from govkg.model.interval import PartialDate
from govkg.store.base import Store, select
from govkg.vocabulary import Gov, Rdf, Skos

_ABROAD: Final = (Gov.InternationalOrganization, Gov.ForeignOrganization)
_PROPERTIES: Final = (
    Rdf.type, Rdf.label, Skos.altLabel, Gov.weakName, Gov.shortName, Gov.partOf, Gov.validFrom, Gov.validUntil,
    Gov.bornOn, Gov.number, Gov.issuedOn, Gov.editionOf, *sorted(PREDICATES),
)  # fmt: skip
_TERMS: Final = " ".join(f"<{name}>" for name in (Gov.statedBegin, Gov.observedFirst, Gov.observedLast, Gov.statedEnd))


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a language (vi, en) and the property that gives it.

    ``main`` is one to show, ``short`` an abbreviation.
    """

    text: str
    language: str
    main: bool = False
    short: bool = False
    property: str = Rdf.label


@dataclass(frozen=True, slots=True)
class Held:
    """A post that a person held: its name and IRI, its body, the title in English, first and last day known."""

    post: str
    label: str
    body: str | None
    body_names: tuple[Name, ...]
    title_en: str | None
    begin: PartialDate | None
    end: PartialDate | None


@dataclass(frozen=True, slots=True)
class Subject:
    """An entity of ours as others may know it; ``links`` are those that it has."""

    iri: str
    family: Family
    kind: str
    names: tuple[Name, ...]
    links: frozenset[str] = frozenset()
    begin: PartialDate | None = None
    end: PartialDate | None = None
    born: PartialDate | None = None
    issued: PartialDate | None = None
    number: str | None = None
    parent: str | None = None
    parent_names: tuple[Name, ...] = ()
    parent_links: frozenset[str] = frozenset()
    held: tuple[Held, ...] = ()
    abroad: bool = False
    curated: bool = False

    @property
    def name(self) -> str:
        """The name to show."""
        main = sorted((name.language != "vi", name.text) for name in self.names if name.main)
        return main[0][1] if main else self.iri


def mentioned(store: Store, families: Iterable[Family] = LINKED, *, curated: bool = False) -> list[str]:
    """The IRIs of the entities that articles speak of, or with ``curated`` of those of the reference data too."""
    wanted = set(families)
    values = " ".join(f"<{name}>" for name, family in classes().items() if family in wanted)
    found = {
        cast(NamedNode, row[0]).value
        for row in select(
            store, f"SELECT DISTINCT ?e {{ VALUES ?class {{ {values} }} ?e a ?class ; <{Gov.restsOn}> ?s }}"
        )
    }
    if curated:
        known = {name for name, family in classes().items() if family in wanted}
        found |= {iri for iri, quads in reference().about.items() if any(_value(quad) in known for quad in quads)}
    return sorted(found)


def subjects(store: Store, entities: Sequence[str]) -> list[Subject]:
    """The entities as others may know them, in their order; what is of no family to be linked is left out."""
    about = _about(store, entities)
    tenures = _tenures(store, [iri for iri in entities if _is(about[iri], Gov.Official)])
    around = {held.organization for found in tenures.values() for held in found if held.organization}
    around |= {_value(quad) for iri in entities for quad in about[iri] if quad.predicate.value == Gov.partOf}
    beside = _about(store, sorted(around))
    made = (_subject(iri, about[iri], beside, tenures.get(iri, [])) for iri in entities)
    return [one for one in made if one is not None]


@dataclass(frozen=True, slots=True)
class _Tenure:
    post: str
    label: str
    organization: str | None
    role: str | None
    times: tuple[str, ...]


def _about(store: Store, entities: Sequence[str]) -> dict[str, list[Quad]]:
    found: dict[str, list[Quad]] = {iri: [] for iri in entities}
    for quad in stored.about(store, entities, _PROPERTIES):
        found[cast(NamedNode, quad.subject).value].append(quad)
    return found


def _tenures(store: Store, people: Sequence[str]) -> dict[str, list[_Tenure]]:
    """The posts of people, with every day known of each."""
    found: dict[str, list[_Tenure]] = defaultdict(list)
    seen: dict[tuple[str, str], tuple[str | None, str, str | None, set[str]]] = {}
    for start in range(0, len(people), 200):
        values = " ".join(str(terms.node(iri)) for iri in people[start : start + 200])
        rows = select(
            store,
            f"SELECT ?person ?post ?label ?org ?role ?time {{ VALUES ?person {{ {values} }} "
            f"?tenure <{Gov.holder}> ?person ; <{Gov.inPost}> ?post . ?post <{Rdf.label}> ?label "
            f"OPTIONAL {{ ?post <{Gov.postIn}> ?org }} "
            f"OPTIONAL {{ ?post <{Gov.postRole}>/<{Skos.prefLabel}> ?role FILTER(LANG(?role) = 'en') }} "
            f"OPTIONAL {{ VALUES ?when {{ {_TERMS} }} ?tenure ?when ?time }} }}",
        )
        for person, post, label, org, role, time in rows:
            key = (_text(person), _text(post))
            known = seen.setdefault(key, (_text(org) or None, _text(label), _text(role) or None, set()))
            if time is not None:
                known[3].add(_text(time))
    for (person_, post_), (org_, label_, role_, times) in sorted(seen.items()):
        found[person_].append(_Tenure(post_, label_, org_, role_, tuple(sorted(times))))
    return found


def _subject(
    iri: str, quads: list[Quad], beside: Mapping[str, list[Quad]], tenures: Sequence[_Tenure]
) -> Subject | None:
    types = [_value(quad) for quad in quads if quad.predicate.value == Rdf.type]
    special = most_special(types)
    family = classes().get(special or "")
    if special is None or family not in LINKED:
        return None
    one = _Properties(quads)
    parent = one.first(Gov.partOf)
    return Subject(
        iri=iri,
        family=family,
        kind=local_name(special),
        names=_names(quads, family, special),
        links=frozenset(_value(quad) for quad in quads if quad.predicate.value in PREDICATES),
        begin=one.day(Gov.validFrom),
        end=one.day(Gov.validUntil),
        born=one.day(Gov.bornOn),
        issued=one.day(Gov.issuedOn),
        number=one.first(Gov.number),
        parent=parent,
        parent_names=_names(beside.get(parent, []), "organization") if parent else (),
        parent_links=frozenset(
            _value(quad) for quad in beside.get(parent or "", []) if quad.predicate.value in PREDICATES
        ),
        held=tuple(_held(tenure, beside) for tenure in tenures),
        curated=iri in reference().about,
        abroad=any(abroad in lineage(special) for abroad in _ABROAD),
    )


def _held(tenure: _Tenure, beside: Mapping[str, list[Quad]]) -> Held:
    days = sorted(filter(None, map(_day, tenure.times)), key=lambda day: day.first)
    return Held(
        post=tenure.post,
        label=tenure.label,
        body=tenure.organization,
        body_names=_names(beside.get(tenure.organization or "", []), "organization"),
        title_en=tenure.role,
        begin=days[0] if days else None,
        end=days[-1] if days else None,
    )


def _names(quads: Iterable[Quad], family: Family, special: str | None = None) -> tuple[Name, ...]:
    """All names, the ones to show first."""
    found: dict[Name, None] = {}
    for quad in sorted(quads, key=lambda quad: (quad.predicate.value != Rdf.label, str(quad.object))):
        if isinstance(quad.object, Literal):
            found.update(dict.fromkeys(_name(quad.predicate.value, quad.object, special)))
    if family == "person":  # many an English page writes Vietnamese names without diacritics
        plain = [Name(bare(name.text).title(), "en", property=name.property) for name in found if name.main]
        found.update(dict.fromkeys(plain))
    return tuple(found)


def _name(property_: str, literal: Literal, special: str | None) -> Iterator[Name]:
    text, language = literal.value, literal.language
    match property_:
        case Rdf.label:
            for each in [language] if language else ["vi", "en"]:  # a designation is the same in every language
                yield Name(text, each, main=True)
        case Skos.altLabel:
            short = " " not in text and text.upper() == text
            yield Name(text, language or "vi", short=short, property=property_)
        case Gov.weakName if special == Gov.Province:  # "Nghệ An" is the name of the province that others give
            yield Name(text, "vi", property=property_)
            yield Name(text, "en", property=property_)
        case Gov.number:
            yield Name(text, "vi", property=property_)


class _Properties:
    """The values of an entity, by property."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._values: dict[str, list[str]] = defaultdict(list)
        for quad in quads:
            self._values[quad.predicate.value].append(_value(quad))

    def first(self, property_: str) -> str | None:
        return min(self._values.get(property_, ()), default=None)

    def day(self, property_: str) -> PartialDate | None:
        found = self.first(property_)
        return _day(found) if found else None


def _day(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None


def _is(quads: Iterable[Quad], class_: str) -> bool:
    return any(quad.predicate.value == Rdf.type and class_ in lineage(_value(quad)) for quad in quads)


def _value(quad: Quad) -> str:
    return cast(NamedNode | Literal, quad.object).value


def _text(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""
