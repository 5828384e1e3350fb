"""Planted contradictions, each found and named.

A file of tests/ontology/contradictions holds facts that contradict each other, then some that are innocent.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from govkg.graph.contradictions import Contradiction, contradictions

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


def test_a_contradiction_reads_as_its_facts() -> None:
    one = Contradiction(tuple(turtle("e:a gov:partOf e:b . e:b gov:partOf e:a .")))
    assert str(one) == "a partOf b ∧ b partOf a"
