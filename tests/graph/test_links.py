"""Links follow their entity through every history, and go with what they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from graph_examples import ORGANIZATION, small_reference, told
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad
from test_knowledge_properties import articles, quick

from govkg import iris
from govkg.graph.clustering import Reason
from govkg.graph.judgements import Judgement, Verdict
from govkg.graph.knowledge import (
    Read,
    ingest_change,
    judge_change,
    link_change,
    resolve_change,
    retract_change,
    undo_change,
)
from govkg.graph.links import GRAPH, Link, Support, read_links
from govkg.graph.records import Record, mention_iri
from govkg.model.actors import Organization, Person
from govkg.model.facts import Born, HoldsPost
from govkg.model.interval import Interval, PartialDate
from govkg.store.base import Change
from govkg.store.embedded import EmbeddedStore
from govkg.vocabulary import Gov, Owl, Rdf, Skos

HERE = "https://example.org/here/"
THERE = "https://example.org/there/"
AN = Person("Lò Thị Pản")
MINISTRY = Organization("Bộ Mới", ORGANIZATION + "bo-moi", "ministry")
PERSON = iris.keyed("person", AN.name)
POST = iris.post("Thứ trưởng", MINISTRY.iri)
HELD = HoldsPost(AN, "Thứ trưởng", MINISTRY, "current", Interval())
BORN = Born(AN, PartialDate(1960))
WHEN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def article(name: str, *facts: HoldsPost | Born, day: int = 5) -> Read:
    return told(name, *facts, published=date(2012, 1, day))


def scored(target: str, *supports: tuple[float, str, str], of: str = PERSON, bar: float = 0.9) -> Link:
    found = tuple(Support(Reason("lý do", "reason", weight), ((name, value),)) for weight, name, value in supports)
    return Link(of, target, found, bar, "links/test", HERE + "sparql", WHEN)


BY_NAME = (1.0, Rdf.label, AN.name)
BY_POST = (3.0, Gov.inPost, POST)
BY_BIRTH = (3.0, Gov.bornOn, "1960")


@pytest.fixture
def store() -> Iterator[EmbeddedStore]:
    with EmbeddedStore() as opened:
        opened.apply(ingest_change(opened, [article("a", HELD), article("b", BORN, day=6)], small_reference()))
        yield opened


def apply(store: EmbeddedStore, change: Change) -> Change:
    store.apply(change)
    return change


def matches(store: EmbeddedStore, entity: str | None = None) -> set[tuple[str, str]]:
    """(entity, target) of the default graph."""
    return {
        (quad.subject.value, quad.object.value)
        for quad in store.quads()
        if quad.predicate.value == Skos.exactMatch and entity in (None, quad.subject.value)
    }


def judged(verdict: Verdict, target: str, *one: str, minute: int = 0) -> Judgement:
    when = WHEN.replace(minute=minute)
    return Judgement(
        verdict, tuple(sorted((PERSON, target))), frozenset(one), frozenset((target,)), "biên tập viên", when
    )


MENTIONS = tuple(mention_iri(iris.article(name), AN) for name in "ab")


def link(store: EmbeddedStore, *links: Link) -> None:
    apply(store, link_change(store, links, data=small_reference()))


def retract(store: EmbeddedStore, name: str) -> None:
    apply(store, retract_change(store, iris.article(name), small_reference()))


def test_a_link_is_a_match_of_the_default_graph_with_its_reasons_in_a_graph_of_its_own(store: EmbeddedStore) -> None:
    given = scored(HERE + "1", BY_NAME, BY_POST)
    link(store, given)
    assert matches(store) == {(PERSON, HERE + "1")}
    assert read_links(store.quads(GRAPH)) == [given]
    words = {quad.object.value for quad in store.quads(GRAPH) if quad.predicate.value == Gov.identityReason}
    assert words == {"lý do (+1.0); lý do (+3.0)", "reason (+1.0); reason (+3.0)"}
    assert not link_change(store, [given], data=small_reference())


def test_a_link_outlives_ingest_resolve_and_a_new_name_of_its_entity(store: EmbeddedStore) -> None:
    link(store, scored(HERE + "1", BY_NAME, BY_POST))
    apply(store, ingest_change(store, [article("c", HELD, day=9)], small_reference()))
    assert not resolve_change(store, small_reference())
    assert matches(store) == {(PERSON, HERE + "1")}
    # two more of that name, of whom one was spoken of first and so takes the plain address
    other = HoldsPost(
        AN, "Chủ tịch", Organization("Bộ Khác", ORGANIZATION + "bo-khac", "ministry"), "current", Interval()
    )
    earlier = told("0", other, published=date(2011, 12, 1))
    apply(store, ingest_change(store, [earlier], small_reference()))
    ((entity, target),) = matches(store)
    assert target == HERE + "1"
    assert POST in {
        quad.object.value
        for tenure in store.quads()
        if tenure.predicate.value == Gov.holder and tenure.object.value == entity
        for quad in store.quads()
        if quad.subject == tenure.subject and quad.predicate.value == Gov.inPost
    }
    assert [one.of for one in read_links(store.quads(GRAPH))] == [entity]
    assert not resolve_change(store, small_reference())


def test_a_link_goes_when_the_fact_that_carried_it_goes(store: EmbeddedStore) -> None:
    link(store, scored(HERE + "1", BY_NAME, BY_POST))
    retract(store, "b")
    assert matches(store) == {(PERSON, HERE + "1")}
    apply(store, ingest_change(store, [article("b", BORN, day=6)], small_reference()))
    retract(store, "a")
    assert matches(store) == set()
    assert not list(store.quads(GRAPH))


def test_a_link_stays_by_the_reasons_that_are_left(store: EmbeddedStore) -> None:
    link(store, scored(HERE + "1", BY_NAME, BY_POST, BY_BIRTH))
    retract(store, "a")
    assert matches(store) == {(PERSON, HERE + "1")}
    assert [one.supports for one in read_links(store.quads(GRAPH))] == [scored("", BY_NAME, BY_BIRTH).supports]


def test_retraction_of_all_leaves_the_store_that_never_had_it(store: EmbeddedStore) -> None:
    with EmbeddedStore() as never:
        never.apply(ingest_change(never, [article("b", BORN, day=6)], small_reference()))
        before = set(never.dump())
    link(store, scored(HERE + "1", BY_NAME, BY_POST))
    _enrich(store, HERE + "1")
    retract(store, "a")
    assert set(store.dump()) == before


def test_an_article_that_changes_and_still_says_it_keeps_the_link(store: EmbeddedStore) -> None:
    link(store, scored(HERE + "1", BY_NAME, BY_POST))
    apply(store, ingest_change(store, [article("a", HELD, BORN, day=7)], small_reference()))
    assert matches(store) == {(PERSON, HERE + "1")}
    apply(store, ingest_change(store, [article("a", BORN, day=7)], small_reference()))
    assert matches(store) == set()


def test_of_one_collection_the_surest_stands_and_the_next_comes_up_when_it_goes(store: EmbeddedStore) -> None:
    link(store, scored(HERE + "1", BY_NAME, BY_POST), scored(HERE + "2", BY_BIRTH), scored(THERE + "1", BY_BIRTH))
    assert matches(store) == {(PERSON, HERE + "1"), (PERSON, THERE + "1")}
    retract(store, "a")
    assert matches(store) == {(PERSON, HERE + "2"), (PERSON, THERE + "1")}


def test_void_links_go(store: EmbeddedStore) -> None:
    first = scored(HERE + "1", BY_NAME, BY_POST)
    link(store, first)
    second = scored(HERE + "2", BY_NAME, BY_POST)
    apply(store, link_change(store, [second], [first], small_reference()))
    assert matches(store) == {(PERSON, HERE + "2")}
    assert read_links(store.quads(GRAPH)) == [second]


def test_a_person_stands_above_every_score_and_can_take_it_back(store: EmbeddedStore) -> None:
    link(store, scored(HERE + "1", BY_NAME, BY_POST))
    same = judged("same", HERE + "2", *MENTIONS)
    apply(store, judge_change(store, same, small_reference()))
    assert matches(store) == {(PERSON, HERE + "2")}
    never = judged("different", HERE + "2", *MENTIONS, minute=1)
    apply(store, judge_change(store, never, small_reference()))
    assert matches(store) == {(PERSON, HERE + "1")}
    for one in (never, same):
        apply(store, undo_change(store, one.iri, small_reference()))
    assert matches(store) == {(PERSON, HERE + "1")}
    assert not resolve_change(store, small_reference())


def test_only_identical_is_same_as(store: EmbeddedStore) -> None:
    said = judged("identical", HERE + "1", *MENTIONS)
    apply(store, judge_change(store, said, small_reference()))
    assert matches(store) == {(PERSON, HERE + "1")}
    same_as = {quad for quad in store.quads() if quad.predicate.value == Owl.sameAs}
    assert same_as == {Quad(NamedNode(PERSON), NamedNode(Owl.sameAs), NamedNode(HERE + "1"))}
    apply(store, undo_change(store, said.iri, small_reference()))
    assert not [quad for quad in store.quads() if quad.predicate.value in (Owl.sameAs, Skos.exactMatch)]


def test_a_judged_link_outlives_its_articles_and_comes_back_with_them(store: EmbeddedStore) -> None:
    apply(store, judge_change(store, judged("same", HERE + "1", *MENTIONS), small_reference()))
    retract(store, "a")
    assert matches(store) == {(PERSON, HERE + "1")}
    retract(store, "b")
    assert matches(store) == set()
    apply(store, ingest_change(store, [article("a", HELD)], small_reference()))
    assert matches(store) == {(PERSON, HERE + "1")}


def test_a_judgement_about_a_link_ties_no_mentions(store: EmbeddedStore) -> None:
    """Who is who is another question than what others call somebody."""
    before = set(store.quads(NamedNode(iris.IDENTITY_GRAPH)))
    apply(store, judge_change(store, judged("same", HERE + "1", *MENTIONS), small_reference()))
    assert set(store.quads(NamedNode(iris.IDENTITY_GRAPH))) == before


def test_curated_bodies_are_judged_by_their_own_address(store: EmbeddedStore) -> None:
    said = judged("same", HERE + "ministry", MINISTRY.iri)
    apply(store, judge_change(store, said, small_reference()))
    assert matches(store, MINISTRY.iri) == {(MINISTRY.iri, HERE + "ministry")}
    apply(store, ingest_change(store, [article("c", HELD, day=9)], small_reference()))
    assert not resolve_change(store, small_reference())
    assert matches(store, MINISTRY.iri) == {(MINISTRY.iri, HERE + "ministry")}


def test_what_is_curated_and_judged_different_stays_away_and_comes_back(store: EmbeddedStore) -> None:
    curated = Quad(NamedNode(MINISTRY.iri), NamedNode(Skos.exactMatch), NamedNode(HERE + "curated"))
    data = small_reference()
    about = {**data.about, MINISTRY.iri: (*data.about[MINISTRY.iri], curated)}
    other = replace(data, quads=(*data.quads, curated), about=about)
    apply(store, resolve_change(store, other))
    assert matches(store) == {(MINISTRY.iri, HERE + "curated")}
    never = judged("different", HERE + "curated", MINISTRY.iri)
    apply(store, judge_change(store, never, other))
    assert matches(store) == set()
    assert not resolve_change(store, other)
    apply(store, ingest_change(store, [article("c", HELD, day=9)], other))
    assert matches(store) == set()
    apply(store, undo_change(store, never.iri, other))
    assert matches(store) == {(MINISTRY.iri, HERE + "curated")}


def test_what_others_said_leaves_with_the_last_link(store: EmbeddedStore) -> None:
    same = judged("same", HERE + "1", *MENTIONS)
    apply(store, judge_change(store, same, small_reference()))
    _enrich(store, HERE + "1")
    assert list(store.quads(NamedNode(iris.enrichment(HERE + "sparql"))))
    apply(store, undo_change(store, same.iri, small_reference()))
    assert not list(store.quads(NamedNode(iris.enrichment(HERE + "sparql"))))


def _enrich(store: EmbeddedStore, target: str) -> None:
    graph = NamedNode(iris.enrichment(HERE + "sparql"))
    store.apply(
        Change(add=[Quad(NamedNode(target), NamedNode(Rdf.label), Literal("Lo Thi Pan", language="en"), graph)])
    )


@quick
@given(st.lists(articles(), min_size=1, max_size=5), st.data())
def test_step_by_step_is_the_same_as_all_at_once(history: list[Read], choose: st.DataObject) -> None:
    """Whatever comes and goes, looking through all links anew changes nothing."""
    latest = {article.id: (article, statements) for article, statements in history}
    mentions = sorted({mention for one in latest.values() for mention in Record.of(*one).mentions})
    with EmbeddedStore() as store:
        first, *rest = latest.values()
        store.apply(ingest_change(store, [first], small_reference()))
        people = sorted(
            (quad.subject.value, quad.object.value)
            for quad in store.quads()
            if quad.predicate.value == Rdf.label and "/id/person/" in quad.subject.value
        )
        for entity, name in people:
            by_name = scored(f"{HERE}{choose.draw(st.integers(1, 2))}", (3.0, Rdf.label, name), of=entity)
            store.apply(link_change(store, [by_name], data=small_reference()))
        for minute in range(choose.draw(st.integers(0, 2)) if mentions else 0):
            verdict = choose.draw(st.sampled_from(["same", "different", "identical"]))
            about = choose.draw(st.sets(st.sampled_from([*mentions, MINISTRY.iri]), min_size=1, max_size=2))
            said = judged(verdict, f"{HERE}{choose.draw(st.integers(1, 2))}", *about, minute=minute)
            store.apply(judge_change(store, said, small_reference()))
        for one in rest:
            store.apply(ingest_change(store, [one], small_reference()))
            assert not resolve_change(store, small_reference())
        for name in choose.draw(st.permutations(sorted(latest))):
            store.apply(retract_change(store, iris.article(name), small_reference()))
            assert not resolve_change(store, small_reference())
        assert not list(store.quads(GRAPH))
