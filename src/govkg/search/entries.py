"""What the index holds of each entity, read from the default graph of a store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, cast

from pyoxigraph import Literal, NamedNode

from govkg.kinds import classes, local_name, most_special
from govkg.store.base import Store, Term, select
from govkg.vocabulary import Gov, Rdf, Skos

TITLE: Final = "title"
"""The family of post titles: words, not entities, so only a search for this family finds them."""

STRONG: Final = (Rdf.label, Skos.altLabel, Gov.shortName, Gov.number)
"""The properties of names that mean an entity wherever they stand."""
_NAMES: Final = (*STRONG, Gov.weakName)
_BATCH: Final = 500

_Row = tuple[NamedNode | Literal, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity: the first of ``names`` is its label; ``weak`` names mean it in context only.

    ``mentions`` counts the statements that it rests on.
    """

    iri: str
    kind: str
    family: str
    names: tuple[str, ...]
    weak: tuple[str, ...] = ()
    mentions: int = 0


def all_entries(store: Store) -> Iterator[Entry]:
    """Every entity of the store that has a name, and every title of a post."""
    yield from _entries(store, "")
    yield from _titles(store, "")


def entries(store: Store, iris: Iterable[str]) -> Iterator[Entry]:
    """Those of the given entities that the store knows by a name, with the titles of the posts among them."""
    wanted = iter(sorted(set(iris)))
    while batch := list(islice(wanted, _BATCH)):
        among = f"VALUES ?entity {{ {' '.join(str(NamedNode(iri)) for iri in batch)} }}"
        yield from _entries(store, among)
        titles = {
            str(title) for (title,) in _rows(store, f"SELECT ?title {{ {among} ?entity <{Gov.postTitle}> ?title }}")
        }
        if titles:
            yield from _titles(store, f"VALUES ?title {{ {' '.join(sorted(titles))} }}")


def count_labels(store: Store) -> int:
    """How many labels the default graph has; an index of another number is stale."""
    ((count,),) = _rows(store, f"SELECT (COUNT(*) AS ?n) {{ ?entity <{Rdf.label}> ?name }}")
    return int(count.value)


def _entries(store: Store, among: str) -> Iterator[Entry]:
    kinds = _kinds(store, among)
    names: dict[str, dict[str, list[Term]]] = {}
    for property_ in _NAMES:
        for entity, name in _rows(store, f"SELECT ?entity ?name {{ {among} ?entity <{property_}> ?name }}"):
            if entity.value in kinds:
                names.setdefault(entity.value, {}).setdefault(property_, []).append(name)
    mentions = _mentions(store, among)
    for iri, found in names.items():
        if strong := names_of(found):
            kind = kinds[iri]
            weak = names_of(found, (Gov.weakName,))
            yield Entry(iri, local_name(kind), classes()[kind], strong, weak, mentions.get(iri, 0))


def names_of(values: Mapping[str, Iterable[Term]], properties: Sequence[str] = STRONG) -> tuple[str, ...]:
    """The names among the values of a node's properties, the label first and English after the others."""
    found: list[tuple[int, bool, str]] = []
    for order, property_ in enumerate(properties):
        for name in values.get(property_, ()):
            if isinstance(name, Literal | NamedNode):
                found.append((order, isinstance(name, Literal) and name.language == "en", name.value))
    return tuple(dict.fromkeys(name for *_, name in sorted(found)))


def _kinds(store: Store, among: str) -> dict[str, str]:
    """The most special class of each entity."""
    listed = " ".join(f"<{name}>" for name in sorted(classes()))
    # all entities by their class, or the classes of a few: each in the order that reads least
    pattern = f"{among} ?entity a ?type" if among else f"VALUES ?type {{ {listed} }} ?entity a ?type"
    found: dict[str, str] = {}
    for entity, type_ in _rows(store, f"SELECT ?entity ?type {{ {pattern} }}"):
        if type_.value in classes():
            known = found.get(entity.value)
            found[entity.value] = (most_special((known, type_.value)) if known else None) or type_.value
    return found


def _mentions(store: Store, among: str) -> dict[str, int]:
    pattern = f"{among} ?entity <{Gov.restsOn}> ?statement"
    counted = _rows(store, f"SELECT ?entity (COUNT(?statement) AS ?n) {{ {pattern} }} GROUP BY ?entity")
    return {entity.value: int(count.value) for entity, count in counted}


def _titles(store: Store, among: str) -> Iterator[Entry]:
    pattern = f"{among} ?post <{Gov.postTitle}> ?title"
    for title, count in _rows(store, f"SELECT ?title (COUNT(?post) AS ?n) {{ {pattern} }} GROUP BY ?title"):
        yield Entry(title.value, "PostTitle", TITLE, (title.value,), (), int(count.value))


def _rows(store: Store, query: str) -> Iterator[_Row]:
    """Rows in which every variable is bound to an IRI or a literal, as the queries here are made."""
    return cast(Iterator[_Row], select(store, query))
