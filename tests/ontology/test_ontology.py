"""The ontology says of each term what it must, means terms of others that exist, and equals what the code uses."""

from __future__ import annotations

import re
import typing
import unicodedata
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib.namespace
import yaml
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, ORG, PROV, SDO, TIME, DefinedNamespace

from govkg import ontology, resources
from govkg.errors import DataError
from govkg.folding import fold, slug
from govkg.graph import entities
from govkg.model import actors, facts
from govkg.vocabulary import GOV, SCHEME, Gov, concept

TERMS = Graph().parse(resources.path("ontology/govkg.ttl"))
ALIGNMENTS = Graph().parse(resources.path("ontology/alignments.ttl"))
SCHEMES = Graph().parse(resources.path("ontology/schemes.ttl"))
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
OURS = sorted({term for kind in KINDS for term in TERMS.subjects(RDF.type, kind) if str(term).startswith(GOV)})
CLOSED: dict[str, type[DefinedNamespace]] = {
    str(namespace): namespace for namespace in (DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, TIME)
}
FOREIGN = yaml.safe_load(resources.path("ontology/foreign.yaml").read_text("utf-8"))


def languages(term: URIRef, property_: URIRef) -> list[str | None]:
    return sorted(str(value.language) for value in TERMS.objects(term, property_) if isinstance(value, Literal))


def local(term: object) -> str:
    return str(term).removeprefix(GOV)


@pytest.mark.parametrize("term", OURS, ids=local)
class TestEveryTerm:
    def test_has_one_label_and_one_definition_in_each_language(self, term: URIRef) -> None:
        assert languages(term, RDFS.label) == ["en", "vi"]
        assert languages(term, SKOS.definition) == ["en", "vi"]

    def test_has_an_example_and_a_source(self, term: URIRef) -> None:
        assert list(TERMS.objects(term, SKOS.example))
        assert list(TERMS.objects(term, DCTERMS.source)) or list(TERMS.objects(term, DCTERMS.bibliographicCitation))

    def test_has_one_kind_and_a_name_of_the_usual_form(self, term: URIRef) -> None:
        (kind,) = (kind for kind in TERMS.objects(term, RDF.type) if kind in KINDS)
        assert local(term)[0].isupper() == (kind == OWL.Class)


def test_the_vocabulary_in_code_equals_the_ontology() -> None:
    assert {str(term) for term in OURS} == {term.value for term in Gov}
    assert all(term.name == local(term.value) for term in Gov)


def test_domains_ranges_and_superiors_are_terms_that_exist() -> None:
    for property_ in (RDFS.domain, RDFS.range, RDFS.subClassOf, RDFS.subPropertyOf, OWL.inverseOf):
        for value in TERMS.objects(None, property_):
            if isinstance(value, URIRef) and str(value).startswith(GOV):
                assert value in OURS


def test_all_text_is_nfc() -> None:
    for path in resources.files("ontology", "**/*"):
        if path.is_file():
            assert unicodedata.is_normalized("NFC", path.read_text("utf-8")), path.name


def foreign_terms() -> Iterator[URIRef]:
    for triple in [*ALIGNMENTS, *TERMS]:
        for term in triple:
            if isinstance(term, URIRef) and not str(term).startswith((GOV, SCHEME, "https://w3id.org/govkg/")):
                yield term


def sources() -> set[URIRef]:
    """Addresses of specifications, which are no terms."""
    pages = (DCTERMS.source, DCTERMS.license)
    return {value for page in pages for value in TERMS.objects(None, page) if isinstance(value, URIRef)}


def test_every_foreign_term_exists_in_its_closed_namespace() -> None:
    listed = {entry["namespace"] + name for entry in FOREIGN.values() for name in entry["terms"]}
    vann = {"http://purl.org/vocab/vann/" + name for name in ("preferredNamespacePrefix", "preferredNamespaceUri")}
    xsd = str(rdflib.namespace.XSD)
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # rdflib warns of a term that its namespace does not have
        for term in set(foreign_terms()) - sources():
            text = str(term)
            if text in listed | vann or text.startswith(xsd):
                continue
            base = next((base for base in CLOSED if text.startswith(base)), None)
            assert base is not None, f"{text} is of no closed namespace"
            assert term in CLOSED[base], f"{text} does not exist"


def test_every_listed_foreign_term_is_used_and_has_a_source() -> None:
    used = {str(term) for term in foreign_terms()}
    for name, entry in FOREIGN.items():
        assert re.match(r"https?://", entry["source"]), name
        assert {entry["namespace"] + term for term in entry["terms"]} <= used


def test_alignments_are_readings_and_never_equivalences() -> None:
    allowed = {RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch}
    for subject, property_, value in ALIGNMENTS:
        if str(subject).startswith(GOV):
            assert property_ in allowed
            assert subject in OURS
            assert not str(value).startswith(GOV)
            kind = TERMS.value(subject, RDF.type)
            assert property_ != RDFS.subClassOf or kind == OWL.Class
            assert property_ != RDFS.subPropertyOf or kind != OWL.Class
    assert not list(ALIGNMENTS.subject_objects(OWL.equivalentClass))
    assert not list(ALIGNMENTS.subject_objects(OWL.equivalentProperty))


def test_a_foreign_term_is_declared_as_what_ours_below_it_is() -> None:
    for property_ in (RDFS.subClassOf, RDFS.subPropertyOf):
        for ours, foreign in ALIGNMENTS.subject_objects(property_):
            (kind,) = ALIGNMENTS.objects(foreign, RDF.type)
            assert (ours, RDF.type, kind) in TERMS, f"{ours} below {foreign}"


def test_every_class_of_people_bodies_events_and_documents_is_aligned() -> None:
    aligned = {
        term
        for term in OURS
        if any(
            (above, RDFS.subClassOf, None) in ALIGNMENTS for above in TERMS.transitive_objects(term, RDFS.subClassOf)
        )
    }
    classes = {term for term in OURS if (term, RDF.type, OWL.Class) in TERMS}
    own = {"Topic", "Task", "Shortcoming", "StandardAdoption", "KeptApart", "Conflict", "Candidate"}
    concepts = set(TERMS.subjects(RDFS.subClassOf, SKOS.Concept))
    assert {local(term) for term in classes - aligned - concepts} == own


SCHEMES_OF_THE_MODEL = {
    "organization-kind": actors.OrganizationKind,
    "meeting-type": actors.MeetingType,
    "meeting-status": actors.MeetingStatus,
    "document-type": actors.DocumentType,
    "tenure-status": facts.TenureStatus,
    "participation-role": facts.ParticipationRole,
    "document-status": facts.DocumentStatus,
    "decision-action": facts.DecisionAction,
    "speech-kind": facts.SpeechKind,
}


@pytest.mark.parametrize("scheme", SCHEMES_OF_THE_MODEL)
def test_a_scheme_has_the_values_of_the_model(scheme: str) -> None:
    values = typing.get_args(SCHEMES_OF_THE_MODEL[scheme])
    assert set(ontology.schemes()[scheme]) == {value.replace("_", "-") for value in values}
    assert {entry.iri for entry in ontology.schemes()[scheme].values()} == {concept(scheme, value) for value in values}


def test_every_concept_has_its_scheme_its_class_and_labels() -> None:
    for scheme, concepts in ontology.schemes().items():
        (cls,) = {SCHEMES.value(URIRef(one.iri), RDF.type) for one in concepts.values()}
        assert (cls, RDFS.subClassOf, SKOS.Concept) in TERMS
        assert (URIRef(SCHEME + scheme), RDF.type, SKOS.ConceptScheme) in SCHEMES
        for one in concepts.values():
            assert set(one.labels) == {"en", "vi"}
            assert one.iri == concept(scheme, one.name)


def test_concepts_of_a_scheme_are_declared_different() -> None:
    members = {
        frozenset(SCHEMES.items(listed))  # type: ignore[no-untyped-call]
        for listed in SCHEMES.objects(None, OWL.distinctMembers)
    }
    for concepts in ontology.schemes().values():
        assert frozenset(URIRef(one.iri) for one in concepts.values()) in members


def test_kinds_and_types_name_the_class_that_the_graph_uses() -> None:
    for scheme, classes in (
        ("organization-kind", entities.ORGANIZATION_CLASS),
        ("document-type", entities.DOCUMENT_CLASS),
    ):
        named = {
            one.name: str(SCHEMES.value(URIRef(one.iri), URIRef(Gov.classOfKind)))
            for one in ontology.schemes()[scheme].values()
        }
        assert named == {kind.replace("_", "-"): cls.value for kind, cls in classes.items()}


def test_post_roles_have_a_rank_and_the_name_of_their_label() -> None:
    roles = ontology.schemes()["post-role"]
    for name, role in roles.items():
        assert name == slug(role.labels["vi"])
        assert role.rank is not None
    ranks = {name: role.rank or 0 for name, role in roles.items()}
    order = ["tong-bi-thu", "thu-tuong", "pho-thu-tuong", "bo-truong", "thu-truong", "vu-truong", "pho-vu-truong"]
    assert [ranks[name] for name in order] == sorted(ranks[name] for name in order)
    assert len({ranks[name] for name in order}) == len(order)
    assert all(role.one_seat for name, role in roles.items() if name in {"bo-truong", "thu-tuong", "chanh-an"})
    assert not any(role.one_seat for name, role in roles.items() if name.startswith("pho-"))


def test_no_two_roles_share_a_name() -> None:
    names = [
        fold(name) for role in ontology.schemes()["post-role"].values() for name in (role.labels["vi"], *role.aliases)
    ]
    assert len(names) == len(set(names))


def test_number_suffixes_are_of_one_type_each() -> None:
    owners: dict[str, set[str]] = {}
    for subject, value in SCHEMES.subject_objects(URIRef(Gov.numberSuffix)):
        owners.setdefault(str(value), set()).add(str(subject))
    assert {suffix for suffix, types in owners.items() if len(types) > 1} == set()
    assert {"NĐ-CP", "TT-BKHCN", "QĐ-TTg", "QH13"} <= set(owners)


def test_the_store_gets_named_triples_only_and_a_label_for_every_concept() -> None:
    quads = ontology.quads()
    assert len(set(quads)) == len(quads)
    assert not any("_:" in f"{quad.subject} {quad.object}"[:2] for quad in quads)
    labelled = {quad.subject.value for quad in quads if quad.predicate.value == str(RDFS.label)}
    assert {one.iri for concepts in ontology.schemes().values() for one in concepts.values()} <= labelled
    assert not any(isinstance(term, BNode) for term in labelled)


def test_a_file_that_is_no_turtle_says_where(tmp_path: Path) -> None:
    path = tmp_path / "wrong.ttl"
    path.write_text("@prefix e: <https://example.org/> .\ne:a e:b\ne:c e:d .\n", "utf-8")
    with pytest.raises(DataError) as caught:
        list(ontology.parse(path))
    assert (caught.value.path, caught.value.line) == (path, 3)
