from __future__ import annotations

import pytest

from govkg.kinds import FAMILIES, classes, lineage, local_name, most_special
from govkg.vocabulary import SCHEME, Gov, Rdf
from govkg.wording import wording


def test_every_class_of_bodies_and_documents_is_of_its_family() -> None:
    assert classes()[Gov.Ministry] == "organization"
    assert classes()[Gov.Law] == "document"
    assert classes()[Gov.Shortcoming] == "topic"
    assert Gov.Tenure not in classes()
    assert set(classes().values()) == set(FAMILIES)


def test_the_deepest_class_tells_most() -> None:
    assert most_special([Gov.Organization, Gov.Ministry, Gov.PublicOrganization]) == Gov.Ministry
    assert most_special([Gov.Tenure]) is None
    assert Gov.Organization in lineage(Gov.Ministry)


@pytest.mark.parametrize(
    ("iri", "name"), [(Gov.Ministry, "Ministry"), (SCHEME + "participation-role/chair", "chair"), ("plain", "plain")]
)
def test_local_names(iri: str, name: str) -> None:
    assert local_name(iri) == name


def test_terms_and_concepts_are_called_as_the_ontology_calls_them() -> None:
    assert (wording(Gov.issuer).vi, wording(Gov.issuer).en) == ("cơ quan ban hành", "issuer")
    assert wording(SCHEME + "participation-role/chair").vi == "Chủ trì"
    assert wording(Rdf.type).en == "type"
