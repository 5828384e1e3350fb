"""HermiT over the ontology: coherent, the inferences that people expect, and planted contradictions each named.

A file of tests/ontology/contradictions holds facts that contradict each other, then some that are innocent.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDFS, SKOS

from govkg import ontology, resources
from govkg.errors import GovkgError
from govkg.graph import reasoning
from govkg.graph.reasoning import Contradiction, contradictions, entailed, facts
from govkg.vocabulary import Gov, Rdf

pytestmark = [pytest.mark.java, pytest.mark.skipif(not shutil.which("java"), reason="Java is not installed")]
PLANTED = sorted((Path(__file__).parent.parent / "ontology" / "contradictions").glob("*.ttl"))
PREFIXES = """
@prefix gov: <https://w3id.org/govkg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix e: <https://example.org/> .
"""
E = "https://example.org/"


def turtle(text: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(PREFIXES + text, format=ox.RdfFormat.TURTLE)]


def planted(path: Path) -> tuple[list[ox.Triple], set[ox.Triple]]:
    """All facts of a file, and those that contradict each other."""
    wrong, _, innocent = path.read_text("utf-8").partition("# nothing wrong")
    prefixes = "".join(line + "\n" for line in wrong.splitlines() if line.startswith("@prefix"))
    bad = [quad.triple for quad in ox.parse(wrong, format=ox.RdfFormat.TURTLE)]
    return bad + [quad.triple for quad in ox.parse(prefixes + innocent, format=ox.RdfFormat.TURTLE)], set(bad)


def test_the_ontology_is_consistent_and_every_class_can_have_members() -> None:
    assert entailed().unsatisfiable == frozenset()


def test_it_stays_consistent_with_its_readings_in_other_vocabularies() -> None:
    said = ontology.parse(resources.path("ontology/alignments.ttl"))
    readings = [triple for triple in said if triple.predicate.value not in {str(SKOS.closeMatch), str(RDFS.label)}]
    sample = turtle("e:m a gov:Ministry . e:d gov:partOf e:m . e:p gov:headOf e:m . e:q gov:chairs e:x .")
    assert reasoning._consistent([[*readings, *sample]]) == 1


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


def test_at_least_twelve_contradictions_are_planted() -> None:
    assert len(PLANTED) >= 12


@pytest.mark.slow
@pytest.mark.parametrize("path", PLANTED, ids=lambda path: path.stem)
def test_a_planted_contradiction_is_found_and_named(path: Path) -> None:
    given, bad = planted(path)
    (found,) = contradictions(given, most=1)
    assert set(found.facts) == bad
    assert found.node.startswith(E)
    assert all(str(fact.predicate.value).rpartition("#")[2].rpartition("/")[2] in str(found) for fact in bad)


@pytest.mark.slow
def test_several_contradictions_are_told_one_by_one() -> None:
    given = turtle("""
        e:a a gov:Ministry, gov:Court . e:x gov:partOf e:x . e:good a gov:Official .
        e:one gov:partOf e:a . e:two gov:partOf e:one . e:three gov:partOf e:two . e:four gov:partOf e:three .
        e:p gov:worksFor e:a . e:q gov:worksFor e:one . e:r gov:headOf e:two . e:s gov:headOf e:three .
    """)
    assert {found.node for found in contradictions(given)} == {E + "a", E + "x"}


def test_consistent_facts_have_no_contradiction() -> None:
    assert contradictions(turtle("e:a gov:partOf e:b . e:p gov:headOf e:b .")) == []


def test_dates_and_labels_are_left_to_others() -> None:
    given = turtle("""
        e:t gov:statedBegin "2010-05"^^xsd:gYearMonth ; gov:observedFirst "2012-01-06"^^xsd:date ; gov:holder e:an .
        e:an rdfs:label "Trần Văn An"@vi ; a <https://example.org/Other> .
    """)
    assert [fact.predicate.value for fact in facts(given)] == [Gov.holder]


def test_what_contradicts_the_ontology_entails_nothing() -> None:
    with pytest.raises(GovkgError, match="contradict"):
        entailed(turtle("e:a gov:partOf e:a ."))


def test_a_contradiction_reads_as_its_facts() -> None:
    one = Contradiction(tuple(turtle("e:a gov:partOf e:b . e:b gov:partOf e:a .")))
    assert str(one) == "a partOf b ∧ b partOf a"


def test_a_reasoner_that_breaks_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reasoning, "_command", lambda: [reasoning.java(), "-version-that-is-none"])
    with pytest.raises(GovkgError, match="the OWL reasoner failed"):
        contradictions(turtle("e:a gov:partOf e:b ."))
