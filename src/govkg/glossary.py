"""The ontology as people read it: every term with what the files of ``ontology/`` say of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

import pyoxigraph as ox
from pyoxigraph import BlankNode, NamedNode
from pyoxigraph import Literal as RdfLiteral

from govkg import resources
from govkg.errors import DataError
from govkg.vocabulary import GOV, Dct, Rdf, Skos

Kind = Literal["class", "relation", "attribute", "annotation"]
_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
_OWL: Final = "http://www.w3.org/2002/07/owl#"
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_KINDS: Final[Mapping[str, Kind]] = {
    _OWL + "Class": "class",
    _OWL + "ObjectProperty": "relation",
    _OWL + "DatatypeProperty": "attribute",
    _OWL + "AnnotationProperty": "annotation",
}
_ABOVE: Final = {_RDFS + "subClassOf": "⊑", _RDFS + "subPropertyOf": "⊑", _SKOS + "closeMatch": "≈"}
_FILES: Final = ("govkg.ttl", "alignments.ttl")


@dataclass(frozen=True, slots=True)
class Link:
    """A term above or near this one: ``⊑`` is narrower than, ``≈`` is near."""

    relation: str
    curie: str
    iri: str

    @property
    def ours(self) -> bool:
        """Whether it is a term of this ontology."""
        return self.iri.startswith(GOV)


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property; texts by language, ranges and traits as they are shown."""

    iri: str
    name: str
    kind: Kind
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    examples: tuple[str, ...]
    sources: tuple[str, ...]
    links: tuple[Link, ...]
    domain: str | None
    range: str | None
    traits: tuple[str, ...]

    @property
    def parents(self) -> tuple[Link, ...]:
        """The terms of ours directly above it."""
        return tuple(link for link in self.links if link.ours)

    @property
    def alignments(self) -> tuple[Link, ...]:
        """The terms of others above or near it."""
        return tuple(link for link in self.links if not link.ours)


class _Statements:
    """What some Turtle files say, by subject and property, with their prefixes."""

    def __init__(self, names: Iterable[str]) -> None:
        self._values: dict[object, dict[str, list[NamedNode | BlankNode | RdfLiteral]]] = {}
        self.prefixes: dict[str, str] = {}
        for name in names:
            path = resources.path(f"ontology/{name}")
            parser = ox.parse(path=path, format=ox.RdfFormat.TURTLE)
            try:
                for quad in parser:
                    values = self._values.setdefault(quad.subject, {}).setdefault(quad.predicate.value, [])
                    if not isinstance(quad.object, ox.Triple):
                        values.append(quad.object)
            except SyntaxError as error:
                raise DataError(error.msg or str(error), path=path, line=error.lineno) from error
            self.prefixes.update(parser.prefixes)

    def subjects(self) -> list[NamedNode]:
        return [subject for subject in self._values if isinstance(subject, NamedNode)]

    def all(self, subject: object, property_: str) -> list[NamedNode | BlankNode | RdfLiteral]:
        return self._values.get(subject, {}).get(property_, [])

    def one(self, subject: object, property_: str) -> NamedNode | BlankNode | RdfLiteral | None:
        return next(iter(self.all(subject, property_)), None)

    def by_language(self, subject: object, property_: str) -> dict[str, str]:
        texts = (value for value in self.all(subject, property_) if isinstance(value, RdfLiteral))
        return {text.language or "": text.value for text in texts}

    def items(self, listed: object) -> list[str]:
        """The values of an RDF list, as shown."""
        found = []
        while isinstance(listed, BlankNode):
            found.append(self.shown(self.one(listed, _RDF + "first")))
            listed = self.one(listed, _RDF + "rest")
        return found

    def curie(self, iri: str) -> str:
        """``gov:Post`` for its IRI; the IRI itself where no prefix fits."""
        fitting = ((space, prefix) for prefix, space in self.prefixes.items() if space and iri.startswith(space))
        space, prefix = max(fitting, default=("", ""))
        return f"{prefix}:{iri.removeprefix(space)}" if space else iri

    def shown(self, value: object) -> str:
        """A class, datatype or value as people read it, such as ``xsd:decimal 0.0 … 1.0``."""
        if isinstance(value, NamedNode):
            return self.curie(value.value)
        if isinstance(value, RdfLiteral):
            return value.value
        if listed := self.one(value, _OWL + "oneOf"):
            return " | ".join(self.items(listed))
        base = self.shown(self.one(value, _OWL + "onDatatype"))
        bounds = self._bounds(self.one(value, _OWL + "withRestrictions"))
        return f"{base} {' … '.join(bounds)}"

    def _bounds(self, listed: object) -> list[str]:
        found = []
        while isinstance(listed, BlankNode):
            (bound,) = self._values[self.one(listed, _RDF + "first")].values()
            found += [self.shown(value) for value in bound]
            listed = self.one(listed, _RDF + "rest")
        return found


@cache
def terms() -> Mapping[str, Term]:
    """Every term of the ontology by its name, in the order of the file.

    Raises:
        DataError: a file is not Turtle, with the line.

    """
    said = _Statements(_FILES)
    found = {}
    for subject in said.subjects():
        types = [value.value for value in said.all(subject, Rdf.type) if isinstance(value, NamedNode)]
        kind = next((_KINDS[type_] for type_ in types if type_ in _KINDS), None)
        if kind and subject.value.startswith(GOV):
            term = _term(said, subject, kind, types)
            found[term.name] = term
    return found


def _term(said: _Statements, subject: NamedNode, kind: Kind, types: Iterable[str]) -> Term:
    domain, range_ = said.one(subject, _RDFS + "domain"), said.one(subject, _RDFS + "range")
    examples = (value for value in said.all(subject, _SKOS + "example") if isinstance(value, RdfLiteral))
    sources = [*said.all(subject, Dct.source), *said.all(subject, Dct.bibliographicCitation)]
    return Term(
        iri=subject.value,
        name=subject.value.removeprefix(GOV),
        kind=kind,
        labels=said.by_language(subject, Rdf.label),
        definitions=said.by_language(subject, Skos.definition),
        examples=tuple(value.value for value in examples),
        sources=tuple(value.value for value in sources if not isinstance(value, BlankNode)),
        links=tuple(_links(said, subject)),
        domain=None if domain is None else said.shown(domain),
        range=None if range_ is None else said.shown(range_),
        traits=tuple(_trait(type_) for type_ in types if type_ not in _KINDS),
    )


def _links(said: _Statements, subject: NamedNode) -> Iterable[Link]:
    for property_, relation in _ABOVE.items():
        for value in said.all(subject, property_):
            if isinstance(value, NamedNode):
                yield Link(relation, said.curie(value.value), value.value)


def _trait(type_: str) -> str:
    """``functional`` for owl:FunctionalProperty."""
    return type_.rpartition("#")[2].removesuffix("Property").lower()
