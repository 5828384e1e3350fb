"""HermiT over the ontology: coherent, and the inferences that people expect."""

from __future__ import annotations

import shutil

import pyoxigraph as ox
import pytest
from rdflib import RDFS, SKOS

from govkg import ontology, resources
from govkg.errors import GovkgError
from govkg.graph import reasoning
from govkg.graph.reasoning import consistent, entailed, facts
from govkg.vocabulary import Gov, Rdf

pytestmark = [pytest.mark.java, pytest.mark.skipif(not shutil.which("java"), reason="Java is not installed")]
PREFIXES = """
@prefix gov: <https://w3id.org/govkg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix e: <https://example.org/> .
"""
E = "https://example.org/"


def turtle(text: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(PREFIXES + text, format=ox.RdfFormat.TURTLE)]


def test_the_ontology_is_consistent_and_every_class_can_have_members() -> None:
    assert entailed().unsatisfiable == frozenset()


def test_it_stays_consistent_with_its_readings_in_other_vocabularies() -> None:
    said = ontology.parse(resources.path("ontology/alignments.ttl"))
    readings = [triple for triple in said if triple.predicate.value not in {str(SKOS.closeMatch), str(RDFS.label)}]
    sample = turtle("e:m a gov:Ministry . e:d gov:partOf e:m . e:p gov:headOf e:m . e:q gov:chairs e:x .")
    assert consistent([[*readings, *sample]]) == 1


def test_what_people_expect_follows() -> None:
    found = entailed(
        turtle("""
        e:ministry a gov:Ministry .
        e:unit gov:partOf e:agency . e:agency gov:partOf e:ministry .
        e:head gov:headOf e:ministry .
        e:chair gov:chairs e:meeting .
        e:tenure gov:holder e:an ; gov:inPost e:post . e:post gov:postIn e:agency .
        e:merger gov:before e:old ; gov:after e:ministry .
        """)
    ).triples
    expected = {
        ("ministry", Rdf.type, Gov.PublicOrganization),
        ("head", Rdf.type, Gov.Official),
        ("head", Gov.worksFor, E + "ministry"),
        ("chair", Gov.participatesIn, E + "meeting"),
        ("meeting", Rdf.type, Gov.Meeting),
        ("unit", Gov.within, E + "ministry"),
        ("agency", Gov.hasPart, E + "unit"),
        ("an", Rdf.type, Gov.Official),
        ("an", Gov.worksFor, E + "agency"),
        ("old", Gov.succeededBy, E + "ministry"),
    }
    assert {(E + subject, str(property_), str(value)) for subject, property_, value in expected} <= found
    assert (E + "ministry", Rdf.type.value, Gov.Official.value) not in found


def test_dates_and_labels_are_left_to_others() -> None:
    given = turtle("""
        e:t gov:statedBegin "2010-05"^^xsd:gYearMonth ; gov:observedFirst "2012-01-06"^^xsd:date ; gov:holder e:an .
        e:an rdfs:label "Trần Văn An"@vi ; a <https://example.org/Other> .
    """)
    assert [fact.predicate.value for fact in facts(given)] == [Gov.holder]


def test_what_contradicts_the_ontology_entails_nothing() -> None:
    with pytest.raises(GovkgError, match="contradict"):
        entailed(turtle("e:a gov:partOf e:a ."))


def test_a_reasoner_that_breaks_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reasoning, "_command", lambda: [reasoning.java(), "-version-that-is-none"])
    with pytest.raises(GovkgError, match="the OWL reasoner failed"):
        consistent([turtle("e:a gov:partOf e:b .")])
