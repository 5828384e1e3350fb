"""The closed sets of terms."""

from __future__ import annotations

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, URIRef

from govkg.vocabulary import GOV, SCHEME, Dct, Gov, Owl, Rdf, Skos, Xsd, concept


def test_a_misspelt_term_raises() -> None:
    with pytest.raises(AttributeError):
        Gov.Organisation  # type: ignore[attr-defined]  # noqa: B018


def test_terms_are_text_for_every_library() -> None:
    assert f"<{Gov.partOf}>" == f"<{GOV}partOf>"
    assert URIRef(Gov.partOf) == URIRef(GOV + "partOf")


def test_concepts_have_hyphens() -> None:
    assert concept("organization-kind", "mass_org") == SCHEME + "organization-kind/mass-org"


def test_foreign_terms_exist() -> None:
    closed = {Rdf: (RDF, RDFS), Owl: (OWL,), Skos: (SKOS,), Dct: (DCTERMS,), Xsd: (XSD,)}
    for terms, namespaces in closed.items():
        for term in terms:
            assert any(term.value == str(namespace) + term.name for namespace in namespaces)
            assert any(URIRef(term.value) in namespace for namespace in namespaces)


@pytest.mark.parametrize("terms", [Gov, Rdf, Owl, Skos, Dct, Xsd])
def test_no_term_stands_twice(terms: type[Gov]) -> None:
    assert len({term.value for term in terms}) == len(terms.__members__)
