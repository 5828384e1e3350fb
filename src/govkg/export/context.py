"""The JSON-LD context: short names for the terms of the graph. It is published as ``ontology/context.jsonld``.

``python -m govkg.export.context > ontology/context.jsonld`` makes it of the ontology; a test keeps it current.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from govkg import resources
from govkg.glossary import Term, terms
from govkg.vocabulary import GOV, Dct, Gov, Rdf, Skos

FILE: Final = "ontology/context.jsonld"
ADDRESS: Final = "https://w3id.org/govkg/ontology/context.jsonld"
"""Where it is published; the server answers its path."""

_NAMES: Final[tuple[str, ...]] = (
    Rdf.label,
    Skos.prefLabel,
    Skos.altLabel,
    Skos.definition,
    Gov.weakName,
    Gov.shortName,
)
"""Texts that stand by language."""
_MARKED: Final = "rdf:langString"
_LINKS: Final[tuple[str, ...]] = (Dct.source, Skos.inScheme, Skos.exactMatch, Rdf.subClassOf)
_OPEN: Final = frozenset({Gov.candidateValue})
"""A value of any type."""


def context() -> dict[str, Any]:
    """The context as the ontology gives it, without the object around it."""
    known: dict[str, Any] = {"@version": 1.1, "@vocab": GOV, "xsd": "http://www.w3.org/2001/XMLSchema#"}
    for name in _NAMES:
        known[_local(name)] = {"@id": str(name), "@container": "@language"}
    for name in _LINKS:
        known[_local(name)] = {"@id": str(name), "@type": "@id"}
    for term in terms().values():
        if (defined := _definition(term)) and term.name not in known:
            known[term.name] = {"@id": term.iri, **defined}
    return known


def _definition(term: Term) -> dict[str, str] | None:
    """What a value of a property is when nothing else is said; classes need only the vocabulary."""
    if term.kind == "relation":
        return {"@type": "@id"}
    if term.range == _MARKED:
        return {"@container": "@language"}
    datatype = (term.range or "").partition(" ")[0]
    if datatype in ("xsd:decimal", "xsd:dateTime"):
        return {"@type": datatype}
    if datatype == "rdfs:Literal" and term.iri not in (*_OPEN, Gov.fact):
        return {"@type": "xsd:date"}  # partial dates say what they are
    return None


def _local(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]


@cache
def published() -> Mapping[str, Any]:
    """The context that ships with govkg."""
    found: dict[str, Any] = json.loads(resources.path(FILE).read_text(encoding="utf-8"))["@context"]
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps({"@context": context()}, ensure_ascii=False, indent=2) + "\n")
