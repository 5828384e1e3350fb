"""Linking to the made-up world: what is asserted is right, kept, explained, and asked for once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from linking_served import QUICK, Served
from linking_servers import Reply, rows, stub
from linking_world import ITEMS
from pyoxigraph import NamedNode

from govkg import iris
from govkg.errors import EndpointError, GovkgError, NotFound
from govkg.graph.links import GRAPH, read_links
from govkg.linking.cache import Cache
from govkg.linking.candidates import Asking
from govkg.linking.endpoint import Endpoint
from govkg.linking.linker import link
from govkg.linking.method import method
from govkg.linking.profile import profile
from govkg.linking.session import Asked, asking
from govkg.linking.subjects import Name, mentioned, subjects
from govkg.lookup import KnowledgeGraph
from govkg.store.embedded import EmbeddedStore
from govkg.vocabulary import Owl, Skos

HEALTH = iris.ID + "organization/bo-y-te"


def matches(store: EmbeddedStore) -> dict[str, str]:
    """The links to the made-up world."""
    return {
        quad.subject.value: quad.object.value
        for quad in store.quads()
        if quad.predicate.value == Skos.exactMatch and quad.object.value.startswith(ITEMS)
    }


def test_what_is_asserted_is_right_and_most_of_what_is_there_is_found(served: Served, tmp_path: Path) -> None:
    """The bar is what benchmarks/linking.py measured; this holds the method to it."""
    with served.copy() as store, asking(served.asked(tmp_path / "c")) as asks:
        report = link(store, asks, sorted(served.world.gold))
        found = matches(store)
        assert report.count("linked") == len(found)
        assert not [quad for quad in store.quads() if quad.predicate.value == Owl.sameAs]
        wrong = {iri: target for iri, target in found.items() if served.world.gold[iri] != target}
        assert len(wrong) <= 0.01 * len(found)
        there = [target for target in served.world.gold.values() if target]
        assert len(found) > 0.8 * len(there)
        for one in read_links(store.quads(GRAPH)):
            assert one.comparison.score >= method().bar
            assert one.method == method().name
            assert one.source == served.url


def test_each_candidate_says_why_in_both_languages(served: Served, tmp_path: Path) -> None:
    with asking(served.asked(tmp_path / "c")) as asks:
        report = link(served.store, asks, sorted(served.world.gold)[:80], keep=False)
    candidates = [one for outcome in report.outcomes for one in outcome.candidates]
    assert candidates
    for one in candidates:
        assert one.supports
        assert all(each.reason.vi and each.reason.en for each in one.supports)
        assert "(+" in one.comparison.words("vi")


def test_the_ministry_of_another_country_is_no_rival(served: Served, tmp_path: Path) -> None:
    with asking(served.asked(tmp_path / "c")) as asks:
        (outcome,) = link(served.store, asks, [HEALTH], keep=False).outcomes
    abroad = [one for one in outcome.candidates if one.candidate.iri.endswith("-a")]
    assert abroad
    assert all("another country (-" in one.comparison.words("en") for one in abroad)
    assert all(one.comparison.score < 0.1 for one in abroad)


def test_nothing_is_written_without_being_told_so(served: Served, tmp_path: Path) -> None:
    with served.copy() as store, asking(served.asked(tmp_path / "c")) as asks:
        before = set(store.dump())
        assert link(store, asks, mentioned(store), keep=False).count("linked")
        assert set(store.dump()) == before


def test_a_second_run_asks_nothing_and_changes_nothing(served: Served, tmp_path: Path) -> None:
    people = mentioned(served.store, ["person"])
    with served.copy() as store:
        with asking(served.asked(tmp_path / "c")) as asks:
            first = link(store, asks, people)
        before = set(store.dump())
        with asking(served.asked(tmp_path / "c")) as asks:
            second = link(store, asks, people)
            third = link(store, asks, people, again=True)
            assert asks.endpoint is not None
            assert asks.endpoint.asked == 0
        assert second.count("known") == third.count("linked") == first.count("linked") > 10
        assert set(store.dump()) == before


def test_offline_knows_what_was_asked_and_says_what_was_not(served: Served, tmp_path: Path) -> None:
    people = mentioned(served.store, ["person"])
    with asking(served.asked(tmp_path / "c")) as asks:
        online = link(served.store, asks, people, keep=False)
    with asking(served.asked(tmp_path / "c", offline=True)) as asks:
        offline = link(served.store, asks, people, keep=False)
        assert offline.missing == 0
        assert [one.to_dict() for one in offline.outcomes] == [one.to_dict() for one in online.outcomes]
        assert link(served.store, asks, [HEALTH], keep=False).missing > 0
    with asking(served.asked(tmp_path / "other", offline=True)) as asks:
        nothing = link(served.store, asks, people, keep=False)
        assert nothing.count("none") == len(people)
        assert nothing.missing > len(people)


def test_old_answers_are_asked_for_anew(served: Served, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c")
    first = served.asking(cache)
    link(served.store, first, [HEALTH], keep=False)
    later = Asking(
        first.profile, served.url, cache, Endpoint(served.url, QUICK), timedelta(days=30),
        now=lambda: datetime.now(UTC) + timedelta(days=31),
    )  # fmt: skip
    link(served.store, later, [HEALTH], keep=False)
    assert later.endpoint is not None
    assert later.endpoint.asked
    assert first.oldest is not None
    assert later.oldest is not None
    assert later.oldest > first.oldest + timedelta(days=30)
    cache.close()


def test_a_failure_half_way_loses_nothing(served: Served, tmp_path: Path) -> None:
    """The endpoint dies after some batches: their links are kept, and the next run goes on from there."""
    entities = sorted(served.world.gold)
    with served.copy() as store, asking(served.asked(tmp_path / "c")) as asks:
        link(store, asks, entities[:160])
        before = matches(store)
        assert len(before) > 20
        with stub(Reply(b"overloaded", 500)) as dying:
            cache = Cache(tmp_path / "d")
            with pytest.raises(EndpointError, match="overloaded"):
                link(store, Asking(asks.profile, dying.url, cache, Endpoint(dying.url, QUICK)), entities[160:])
            cache.close()
        assert matches(store) == before
        link(store, asks, entities)
        assert len(matches(store)) > len(before)


@pytest.mark.parametrize(
    "body",
    [
        rows(["label", "item"], {"label": {"type": "literal", "value": "Khác"},
                                 "item": {"type": "uri", "value": ITEMS}}),
        rows(["label", "item"], {"item": {"type": "uri", "value": ITEMS + "x"}}),
        rows(["label", "item"], {"label": {"type": "literal", "xml:lang": "vi", "value": "Bộ Y tế"},
                                 "item": {"type": "literal", "value": "x"}}),
    ],
)  # fmt: skip
def test_names_that_were_not_asked_for_are_not_believed(served: Served, tmp_path: Path, body: bytes) -> None:
    with (
        stub(Reply(body)) as lying,
        served.copy() as store,
        asking(served.asked(tmp_path / "c", url=lying.url)) as asks,
    ):
        before = set(store.dump())
        with pytest.raises(EndpointError, match="names that were not asked for"):
            link(store, asks, [HEALTH])
        assert set(store.dump()) == before


def test_items_of_another_namespace_and_of_wrong_types_are_no_candidates(served: Served, tmp_path: Path) -> None:
    named = [
        {"label": {"type": "literal", "xml:lang": "vi", "value": "Bộ Y tế"}, "item": {"type": "uri", "value": iri}}
        for iri in ("https://elsewhere.example/1", HEALTH, ITEMS + "liar")
    ]

    def told(role: str, value: dict[str, str]) -> dict[str, dict[str, str]]:
        return {
            "item": {"type": "uri", "value": ITEMS + "liar"},
            "role": {"type": "literal", "value": role},
            "value": value,
        }

    columns = ["item", "role", "value", "name", "from", "until"]
    about = rows(
        columns,
        told("label", {"type": "literal", "xml:lang": "vi", "value": "Bộ Y tế"}),
        told("label", {"type": "literal", "xml:lang": "vi", "value": "x" * 5000}),
        told("type", {"type": "literal", "value": "human"}),
        told("begin", {"type": "literal", "value": "the day before yesterday"}),
        told("country", {"type": "uri", "value": "javascript:alert(1)"}),
        told("parent", {"type": "literal", "value": "nobody"}),
    )
    replies = Reply(rows(["label", "item"], *named)), Reply(about)
    with stub(*replies) as lying, asking(served.asked(tmp_path / "c", url=lying.url)) as asks:
        (outcome,) = link(served.store, asks, [HEALTH], keep=False).outcomes
    (one,) = outcome.candidates
    assert one.candidate.iri == ITEMS + "liar"
    assert {name.text for name in one.candidate.names} == {"Bộ Y tế"}
    assert (one.candidate.families, one.candidate.begin, one.candidate.countries) == (frozenset(), None, frozenset())
    assert outcome.verdict == "undecided"


def test_people_that_a_person_told_apart_are_no_candidates(served: Served, tmp_path: Path) -> None:
    with served.copy() as store:
        kg = KnowledgeGraph(store)
        with asking(served.asked(tmp_path / "c")) as asks:
            report = link(store, asks, mentioned(store, ["person"]))
            sure = next(one for one in report.outcomes if one.verdict == "linked")
            target = sure.candidates[0].candidate.iri
            kg.judge("different", sure.subject.iri, target, who="biên tập viên")
            assert sure.subject.iri not in matches(store)
            (outcome,) = link(store, asks, [sure.subject.iri], again=True).outcomes
        assert target not in {one.candidate.iri for one in outcome.candidates}
        assert matches(store).get(sure.subject.iri) != target
        kg.undo()
        with asking(served.asked(tmp_path / "c", offline=True)) as asks:
            link(store, asks, [sure.subject.iri], again=True)
        assert matches(store)[sure.subject.iri] == target


def test_the_graph_shows_its_links(served: Served, tmp_path: Path) -> None:
    with served.copy() as store:
        kg = KnowledgeGraph(store)
        report = kg.link(*mentioned(store, ["person"])[:40], asked=served.asked(tmp_path / "c"))
        sure = next(one for one in report.outcomes if one.verdict == "linked")
        person = kg.entity(sure.subject.iri)
        assert person.links == (sure.candidates[0].candidate.iri,)
        assert person.wikidata is None
        assert person.to_dict()["links"] == list(person.links)
        sandbox = "http://www.wikidata.org/entity/Q4115189"  # Wikidata's own item for trying things out
        kg.judge("same", person, sandbox, who="biên tập viên")
        assert kg.person(person.name).wikidata == sandbox
        assert kg.organization("Tỉnh Bắc Ninh").wikidata == "http://www.wikidata.org/entity/Q33408"
        assert kg.organization("Bộ Y tế").wikidata is None


def test_who_is_asked_for_names_in_both_spellings_and_languages(served: Served, tmp_path: Path) -> None:
    with stub(Reply(rows(["label", "item"]))) as held, asking(served.asked(tmp_path / "c", url=held.url)) as asks:
        link(served.store, asks, [iris.ID + "organization/tinh-hoa-binh"], keep=False)
    query = parse_qs(held.asked[0]["body"])["query"][0]
    for label in ('"Tỉnh Hòa Bình"@vi', '"Tỉnh Hoà Bình"@vi', '"Hòa Bình"@mul', '"Hoa Binh Province"@en'):
        assert label in query


def test_a_name_cannot_break_out_of_the_question(served: Served, tmp_path: Path) -> None:
    (subject,) = subjects(served.store, [HEALTH])
    evil = replace(subject, names=(Name('"}} DROP ALL #\n\\', "vi", main=True),))
    cache = Cache(tmp_path / "c")
    assert served.asking(cache).candidates([evil]) == {HEALTH: []}
    cache.close()


def test_profiles_and_addresses_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="nearest: labels, wikidata"):
        profile("wikipedia")
    with pytest.raises(GovkgError, match="--endpoint"), asking(Asked("labels", cache=tmp_path / "c")):
        pass


def test_the_plain_profile_finds_by_label_anywhere(served: Served, tmp_path: Path) -> None:
    asked = Asked("labels", served.url, cache=tmp_path / "c", manners=QUICK)
    with served.copy() as store, asking(asked) as asks:
        (outcome,) = link(store, asks, [HEALTH], keep=False).outcomes
    assert {one.candidate.iri for one in outcome.candidates} >= {ITEMS + "ministry-bo-y-te-a"}
    assert outcome.verdict != "linked"


def test_entities_of_no_family_to_be_linked_are_left_out(served: Served) -> None:
    assert subjects(served.store, ["https://w3id.org/govkg/ontology#Ministry"]) == []
    assert NamedNode(HEALTH).value in mentioned(served.store, ["organization"], curated=True)
