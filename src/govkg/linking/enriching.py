"""Chosen properties of linked entities, brought into a graph of their own with the endpoint as their source.

They hang on the external entity, not on ours: what the endpoint says stays apart from what articles say, follows
the link wherever it goes, and leaves with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final, cast
from urllib.parse import urlsplit

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from govkg import iris, resources
from govkg.errors import NotFound
from govkg.graph import stored, terms
from govkg.graph.update import difference
from govkg.linking.candidates import Asking
from govkg.linking.profile import Brought, profile
from govkg.model.interval import PartialDate
from govkg.store.base import Store, select
from govkg.vocabulary import Dct, Gov, Skos, Xsd
from govkg.wording import Bilingual

_STAMPS: Final = (Dct.source, Gov.retrievedAtTime)


@dataclass(frozen=True, slots=True)
class Said:
    """What an endpoint says of its entity ``target``: a property in words, a value, and since when we know."""

    target: str
    property: str
    words: Bilingual
    value: str
    source: str
    retrieved: datetime

    def to_dict(self) -> dict[str, str]:
        """As JSON values."""
        return {
            "property": self.property,
            "name": self.words.en,
            "value": self.value,
            "entity": self.target,
            "source": self.source,
            "retrieved": self.retrieved.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class Enriched:
    """What a run brought: of how many external entities how many values; ``missing`` answers for lack of a network."""

    entities: int
    values: int
    missing: int

    def __str__(self) -> str:
        return f"{self.values} values of {self.entities} linked entities"


def enrich(store: Store, asking: Asking, properties: Sequence[str] = (), entities: Sequence[str] = ()) -> Enriched:
    """Bring properties (all of the profile for none) of what is linked, or of what these entities are linked to.

    Raises:
        NotFound: the profile has no property of that name.
        EndpointError: the endpoint gives no usable answer; nothing changes.
        StoreError: the store cannot be written.

    """
    known = asking.profile.brings
    for name in properties:
        if name not in known:
            raise NotFound(name, list(known))
    chosen = [known[name] for name in properties or known]
    targets = [target for target in _targets(store, entities) if asking.profile.has(target)]
    graph = terms.node(iris.enrichment(asking.url))
    wanted: dict[Quad, None] = {}
    seen: dict[str, datetime] = {}
    for brought in chosen:
        for target, answer in asking.values(targets, brought.path, brought.name).items():
            seen[target] = min(answer.retrieved, seen.get(target, answer.retrieved))
            for value in _values(brought, answer.value):
                wanted[Quad(terms.node(target), terms.node(brought.property), value, graph)] = None
    told = {cast(NamedNode, quad.subject).value for quad in wanted}
    values = len(wanted)
    for target in sorted(told):
        wanted[Quad(terms.node(target), terms.node(Dct.source), terms.node(asking.url), graph)] = None
        moment = terms.moment(seen[target].replace(microsecond=0))
        wanted[Quad(terms.node(target), terms.node(Gov.retrievedAtTime), moment, graph)] = None
    held = dict.fromkeys(
        stored.about(store, seen, [*(one.property for one in chosen), *_STAMPS], graph=graph) if seen else ()
    )
    change = difference(held, wanted)
    if change:
        store.apply(change)
    return Enriched(len(told), values, asking.missing)


def said(store: Store, targets: Iterable[str]) -> list[Said]:
    """All that endpoints have said of these external entities, endpoint by endpoint."""
    found: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in stored.enrichments(store, targets):
        key = (cast(NamedNode, quad.graph_name).value, cast(NamedNode, quad.subject).value)
        found[key][quad.predicate.value].append(cast(NamedNode | Literal, quad.object).value)
    return [
        Said(target, property_, words, value, told[Dct.source][0], datetime.fromisoformat(told[Gov.retrievedAtTime][0]))
        for (_, target), told in sorted(found.items())
        if told.keys() >= set(_STAMPS)
        for property_, words in _words().items()
        for value in sorted(told.get(property_, ()))
    ]


@cache
def _words() -> dict[str, Bilingual]:
    """What each property that any profile brings is called, in the order of the profiles."""
    names = sorted(path.stem for path in resources.files("data/linking/endpoints", "*.yaml"))
    return {one.property: one.words for name in names for one in profile(name).brings.values()}


def _targets(store: Store, entities: Sequence[str]) -> list[str]:
    """What entities are linked to, all of them for none."""
    rows = (
        stored.about(store, entities, [Skos.exactMatch])
        if entities
        else (Quad(terms.node(iris.ID), terms.node(Skos.exactMatch), cast(NamedNode, row[0])) for row in _linked(store))
    )
    found = {cast(NamedNode, quad.object).value for quad in rows}
    return sorted(found)


def _linked(store: Store) -> Iterator[tuple[object, ...]]:
    return select(store, f'SELECT DISTINCT ?t {{ ?e <{Skos.exactMatch}> ?t FILTER(STRSTARTS(STR(?e), "{iris.ID}")) }}')


def _values(brought: Brought, lexical: Iterable[str]) -> Iterator[NamedNode | Literal]:
    """The values of the kind that is wanted, in one form; others are no such thing and are left out."""
    for text in lexical:
        term = _term(text)
        match brought.value:
            case "date" if isinstance(term, Literal) and (day := _day(term)) is not None:
                yield day
            case "vi" | "en" if isinstance(term, Literal) and term.language == brought.value:
                yield term
            case "link" if urlsplit(term.value).scheme in ("http", "https") and urlsplit(term.value).hostname:
                yield terms.node(term.value)


def _day(literal: Literal) -> Literal | None:
    """A date; a time of day says nothing where a day is asked for."""
    text = literal.value[:10] if literal.datatype.value in (Xsd.dateTime, Xsd.date) else literal.value
    try:
        return terms.partial(PartialDate.parse(text))
    except ValueError:
        return None


def _term(text: str) -> NamedNode | Literal:
    (quad,) = ox.parse(f"<x:s> <x:p> {text} .", format=ox.RdfFormat.N_TRIPLES)
    return cast(NamedNode | Literal, quad.object)
