"""The ontology as quads of the default graph, and its closed lists as Python values.

``ontology/govkg.ttl`` defines the terms, ``alignments.ttl`` ties them to those of others, ``schemes.ttl`` lists
the concepts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from govkg import resources
from govkg.errors import DataError
from govkg.vocabulary import SCHEME, Gov, Rdf, Skos

FILES: Final = ("govkg.ttl", "alignments.ttl", "schemes.ttl")
_IN_SCHEME: Final = NamedNode(Skos.inScheme)
_PREFERRED: Final = NamedNode(Skos.prefLabel)
_LABEL: Final = NamedNode(Rdf.label)


@dataclass(frozen=True, slots=True)
class Concept:
    """One entry of a closed list.

    A post role has a rank (1 is highest), and says whether one person at a time holds it and whether it heads the body.
    A document type has the marks that numbers bear: of the type alone ("NĐ"), and with those who issue it ("NĐ-CP").
    """

    iri: str
    name: str
    labels: Mapping[str, str]
    aliases: tuple[str, ...] = ()
    rank: int | None = None
    one_seat: bool = False
    head: bool = False
    notations: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()


def parse(path: Path) -> Iterator[Triple]:
    """The triples of a Turtle file.

    Raises:
        DataError: it is not Turtle, with the line.

    """
    try:
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            yield quad.triple
    except SyntaxError as error:
        raise DataError(error.msg or str(error), path=path, line=error.lineno, column=error.offset) from error


def triples() -> Iterator[Triple]:
    """The terms, their alignments and the concepts; every prefLabel is also the label to show, as SKOS entails."""
    for name in FILES:
        for triple in parse(resources.path(f"ontology/{name}")):
            yield triple
            if triple.predicate == _PREFERRED:
                yield Triple(triple.subject, _LABEL, triple.object)


@cache
def quads() -> tuple[Quad, ...]:
    """What a store holds of them, as quads of the default graph, each once and in the same order everywhere.

    Axioms over blank nodes (disjointness, chains, lists) are for reasoners, which read the files: a store that held
    them would differ from run to run.
    """
    named = (triple for triple in triples() if not any(isinstance(term, BlankNode) for term in triple))
    return tuple(dict.fromkeys(Quad(*triple) for triple in named))


@cache
def schemes() -> Mapping[str, Mapping[str, Concept]]:
    """The closed lists: scheme name -> concept name -> concept ("post-role" -> "thu-truong")."""
    described: dict[str, dict[str, list[Literal]]] = {}
    members: list[tuple[str, str]] = []
    for triple in parse(resources.path("ontology/schemes.ttl")):
        subject, value = triple.subject, triple.object
        if not isinstance(subject, NamedNode):
            continue
        if triple.predicate == _IN_SCHEME and isinstance(value, NamedNode):
            members.append((value.value.removeprefix(SCHEME), subject.value))
        elif isinstance(value, Literal):
            described.setdefault(subject.value, {}).setdefault(triple.predicate.value, []).append(value)
    found: dict[str, dict[str, Concept]] = {}
    for scheme, iri in members:
        concept = _concept(iri, described[iri])
        found.setdefault(scheme, {})[concept.name] = concept
    return found


def _concept(iri: str, values: Mapping[str, list[Literal]]) -> Concept:
    one = {predicate: literals[0].value for predicate, literals in values.items()}
    return Concept(
        iri=iri,
        name=iri.rpartition("/")[2],
        labels={label.language or "": label.value for label in values[Skos.prefLabel]},
        aliases=tuple(label.value for label in values.get(Skos.altLabel, ())),
        rank=int(one[Gov.rank]) if Gov.rank in one else None,
        one_seat=one.get(Gov.oneSeat) == "true",
        head=one.get(Gov.headRole) == "true",
        notations=tuple(mark.value for mark in values.get(Skos.notation, ())),
        suffixes=tuple(mark.value for mark in values.get(Gov.numberSuffix, ())),
    )
