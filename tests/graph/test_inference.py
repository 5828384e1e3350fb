"""The rules: what each adds, that twice adds nothing, and that pieces add up to the whole."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from govkg.errors import DataError
from govkg.graph import inference
from govkg.store.base import Change
from govkg.store.embedded import EmbeddedStore
from govkg.vocabulary import GOV

PREFIXES = """
@prefix gov: <https://w3id.org/govkg/ontology#> .
@prefix post-role: <https://w3id.org/govkg/scheme/post-role/> .
@prefix role: <https://w3id.org/govkg/scheme/participation-role/> .
@prefix e: <https://example.org/> .
"""

WORLD = """
e:division gov:partOf e:department .
e:department gov:partOf e:ministry .
e:ministry gov:partOf e:government .
e:merger gov:before e:old ; gov:after e:ministry .
e:tenure gov:holder e:an ; gov:inPost e:post .
e:post gov:postIn e:ministry ; gov:postRole post-role:bo-truong .
e:other gov:holder e:binh ; gov:inPost e:deputy .
e:deputy gov:postIn e:ministry ; gov:postRole post-role:thu-truong .
e:p1 gov:participant e:an ; gov:event e:meeting ; gov:participationRole role:chair .
e:p2 gov:participant e:binh ; gov:event e:meeting ; gov:participationRole role:invited .
e:p3 gov:participant e:ministry ; gov:event e:meeting ; gov:participationRole role:organizer .
"""


def quads(turtle: str) -> list[ox.Quad]:
    return [ox.Quad(*triple) for triple in ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE)]


def short(found: list[ox.Quad]) -> set[str]:
    def name(term: object) -> str:
        return str(term).strip("<>").replace(GOV, "").replace("https://example.org/", "")

    return {f"{name(quad.subject)} {name(quad.predicate)} {name(quad.object)}" for quad in found}


EXPECTED = {
    "department hasPart division",
    "ministry hasPart department",
    "government hasPart ministry",
    "division within department",
    "division within ministry",
    "division within government",
    "department within ministry",
    "department within government",
    "ministry within government",
    "old succeededBy ministry",
    "an worksFor ministry",
    "binh worksFor ministry",
    "an headOf ministry",
    "an participatesIn meeting",
    "ministry participatesIn meeting",
    "an chairs meeting",
}


def test_each_rule_adds_what_follows_and_nothing_else() -> None:
    assert short(inference.infer(quads(WORLD))) == EXPECTED


def test_running_twice_adds_nothing() -> None:
    given = quads(WORLD)
    assert inference.infer(given + inference.infer(given)) == []


def test_a_store_gets_the_same_and_then_nothing() -> None:
    with EmbeddedStore() as store:
        store.apply(Change(add=quads(WORLD)))
        found = inference.infer_store(store)
        assert short(found) == EXPECTED
        store.apply(Change(add=found))
        assert inference.infer_store(store) == []


def test_a_store_is_compared_with_what_follows() -> None:
    with EmbeddedStore() as store:
        store.apply(Change(add=[*quads(WORLD), *inference.infer(quads(WORLD))]))
        assert inference.compare(store) == ([], [])
        (works,) = quads("e:an gov:worksFor e:ministry .")
        (false,) = quads("e:an gov:worksFor e:division .")
        store.apply(Change(remove=[works], add=[false]))
        assert inference.compare(store) == ([works], [false])


def test_a_new_body_needs_its_parent_only() -> None:
    known = inference.infer(quads(WORLD))
    around = [quad for quad in known if quad.subject.value.endswith("/division")]
    found = inference.infer([*around, *quads("e:team gov:partOf e:division .")])
    assert short(found) == {
        "division hasPart team",
        "team within division",
        "team within department",
        "team within ministry",
        "team within government",
    }


def test_a_cycle_ends() -> None:
    found = short(inference.infer(quads("e:a gov:partOf e:b . e:b gov:partOf e:a .")))
    assert {"a within b", "b within a"} <= found
    assert "a within a" not in found


def test_named_graphs_are_no_premises() -> None:
    said = [ox.Quad(*quad[:3], ox.NamedNode("https://example.org/article")) for quad in map(tuple, quads(WORLD))]
    assert inference.infer(said) == []


@pytest.mark.parametrize("rule", inference.rules(), ids=lambda rule: rule.name)
def test_a_rule_reads_and_writes_what_its_header_says(rule: inference.Rule) -> None:
    store = ox.Store()
    needed = [quad for quad in quads(WORLD) + list(inference._background()) if quad.predicate.value in rule.reads]
    store.extend(needed)
    made = {triple.predicate.value for triple in store.query(rule.query)}
    assert made == rule.writes
    for predicate in rule.reads - inference.inferred():
        without = ox.Store()
        without.extend(quad for quad in needed if quad.predicate.value != predicate)
        assert not list(without.query(rule.query)), f"{rule.name} does not need {predicate}"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("CONSTRUCT {?s ?p ?o} WHERE {?s ?p ?o}", 1, "# title@en"),
        ("# title@en: a\n# title@vi: b\n# reads: gov:a\n# writes: gov:b\nSELECT * {?s ?p ?o}", 1, "CONSTRUCT"),
        ("# title@en: a\n# title@vi: b\n# reads: gov:a\n# writes: gov:b\nCONSTRUCT {?s ?p} WHERE {}", 5, "expected"),
    ],
)
def test_a_wrong_rule_says_where(tmp_path: Path, text: str, line: int, message: str) -> None:
    path = tmp_path / "wrong.rq"
    path.write_text(text, "utf-8")
    with pytest.raises(DataError, match=message) as caught:
        inference.read_rule(path)
    assert (caught.value.path, caught.value.line) == (path, line)
