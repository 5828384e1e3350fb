"""Families of entities that people look for by name, and the classes of the ontology in each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final, Literal, get_args

import pyoxigraph as ox
from pyoxigraph import NamedNode

from govkg import resources
from govkg.errors import DataError
from govkg.vocabulary import Gov

Family = Literal["organization", "person", "post", "meeting", "document", "standard", "topic"]
FAMILIES: Final[tuple[Family, ...]] = get_args(Family)

_ROOTS: Final[Mapping[str, Family]] = {
    Gov.Organization: "organization",
    Gov.Official: "person",
    Gov.Post: "post",
    Gov.Meeting: "meeting",
    Gov.LegalDocument: "document",
    Gov.Standard: "standard",
    Gov.Task: "topic",
    Gov.Shortcoming: "topic",
}
_SUBCLASS: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")


@cache
def _parents() -> Mapping[str, frozenset[str]]:
    """Named superclasses of each named class of the ontology."""
    source = resources.path("ontology/govkg.ttl")
    found: dict[str, set[str]] = {}
    try:
        for triple in ox.parse(path=source, format=ox.RdfFormat.TURTLE):
            child, parent = triple.subject, triple.object
            if triple.predicate == _SUBCLASS and isinstance(child, NamedNode) and isinstance(parent, NamedNode):
                found.setdefault(child.value, set()).add(parent.value)
    except SyntaxError as error:
        raise DataError(error.msg or str(error), path=source, line=error.lineno, column=error.offset) from error
    return {name: frozenset(parents) for name, parents in found.items()}


@cache
def lineage(name: str) -> frozenset[str]:
    """A class of the ontology and all above it."""
    return frozenset({name}).union(*map(lineage, _parents().get(name, ())))


@cache
def classes() -> Mapping[str, Family]:
    """The IRI of every class whose members have names to look up, with its family."""
    found = dict(_ROOTS)
    for name in _parents():
        for above in lineage(name):
            if above in _ROOTS:
                found[name] = _ROOTS[above]
    return found


def most_special(types: Iterable[str]) -> str | None:
    """The deepest of an entity's classes that belong to a family; None where none does."""
    known = [name for name in types if name in classes()]
    return max(known, key=lambda name: (len(lineage(name)), name), default=None)


def local_name(iri: str) -> str:
    """``Ministry`` of ``…ontology#Ministry``, ``chair`` of ``…/participation-role/chair``."""
    return iri.rpartition("#")[2].rpartition("/")[2]
