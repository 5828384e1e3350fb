"""What knowledge says of made-up news: nodes, time, names, conflicts, judgements."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

import pytest
from graph_examples import ORGANIZATION, small_reference, told
from pyoxigraph import Quad

from govkg import iris
from govkg.errors import NotFound
from govkg.graph.judgements import Judgement, Verdict
from govkg.graph.knowledge import Read, ingest_change, judge_change, new_store_quads, retract_change, undo_change
from govkg.graph.records import mention_iri
from govkg.model.actors import LegalDocument, Meeting, Organization, Person, Standard
from govkg.model.facts import (
    Adopts,
    Decides,
    DocumentDated,
    DocumentState,
    HoldsPost,
    Named,
    Occurs,
    Participates,
    PartOf,
    Speaks,
)
from govkg.model.interval import Interval, PartialDate
from govkg.store.embedded import EmbeddedStore
from govkg.vocabulary import Gov, Rdf, Skos, concept

AN = Person("Lò Thị Pản")
MINISTRY = Organization("Bộ Mới", ORGANIZATION + "bo-moi", "ministry")
UNIT = Organization("Viện Mẫu Mực", iris.organization("Viện Mẫu Mực", MINISTRY.iri), "public_unit", MINISTRY.iri)
MEETING = Meeting("m", "Hội nghị triển khai Luật Mẫu toàn ngành", "conference")
LAW = LegalDocument("law", "1/2011/QH13", "Luật Mẫu")


class Knowledge:
    """The default graph of a store with some articles, to look things up in."""

    def __init__(self, *articles: Read, quads: Iterable[Quad] | None = None) -> None:
        found = new_store_quads(articles, small_reference()) if quads is None else quads
        self.quads = [quad for quad in found if str(quad.graph_name) == "DEFAULT"]

    def every(self, subject: str, predicate: str) -> set[str]:
        return {q.object.value for q in self.quads if q.subject.value == subject and q.predicate.value == predicate}

    def one(self, subject: str, predicate: str) -> str:
        (value,) = self.every(subject, predicate)
        return value

    def of(self, class_: str) -> list[str]:
        return sorted(q.subject.value for q in self.quads if (q.predicate.value, q.object.value) == (Rdf.type, class_))


def on(year: int, month: int | None = None, day: int | None = None) -> Interval:
    return Interval.on(PartialDate(year, month, day))


def test_a_tenure_is_observed_on_the_days_of_its_articles_and_stated_apart() -> None:
    held = HoldsPost(AN, "Thứ trưởng", MINISTRY)
    begun = HoldsPost(AN, "Thứ trưởng", MINISTRY, "current", Interval(PartialDate(2010, 5)))
    known = Knowledge(
        told("a", held, published=date(2012, 1, 9)),
        told("b", held, published=date(2013, 10, 20)),
        told("c", begun, published=datetime(2012, 6, 1, 8, 30)),
        told("d", held),
    )
    (tenure,) = known.of(Gov.Tenure)
    assert known.one(tenure, Gov.observedFirst) == "2012-01-09"
    assert known.one(tenure, Gov.observedLast) == "2013-10-20"
    assert known.one(tenure, Gov.statedBegin) == "2010-05"
    assert not known.every(tenure, Gov.statedEnd)
    assert len(known.every(tenure, Gov.restsOn)) == 4


def test_a_meeting_dates_an_article_without_a_day_and_who_was_in_it() -> None:
    held, day = HoldsPost(AN, "Thứ trưởng", MINISTRY), Occurs(MEETING, on(2012, 1, 6))
    there = Participates(MEETING, AN, "speaker")
    undated = Knowledge(told("a", held, day, there))
    assert undated.one(undated.of(Gov.Tenure)[0], Gov.observedLast) == "2012-01-06"
    soon = Knowledge(told("a", held, day, there, published=date(2012, 1, 9)))
    assert soon.one(soon.of(Gov.Tenure)[0], Gov.observedFirst) == "2012-01-06"
    looking_back = Knowledge(told("a", held, day, there, published=date(2015, 1, 9)))
    assert looking_back.one(looking_back.of(Gov.Tenure)[0], Gov.observedFirst) == "2015-01-09"
    absent = Knowledge(told("a", held, day, Participates(MEETING, AN, "absent"), published=date(2012, 1, 9)))
    assert absent.one(absent.of(Gov.Tenure)[0], Gov.observedFirst) == "2012-01-09"


def test_a_former_holder_is_not_observed_in_the_post() -> None:
    past = HoldsPost(AN, "Thứ trưởng", MINISTRY, "former")
    known = Knowledge(told("a", past, published=date(2016, 1, 1)))
    (tenure,) = known.of(Gov.Tenure)
    assert not known.every(tenure, Gov.observedFirst)
    assert known.one(tenure, Gov.tenureStatus) == concept("tenure-status", "former")


def test_a_stated_begin_or_end_is_no_observation_on_the_day_of_the_article() -> None:
    for stated in (Interval(PartialDate(2001), PartialDate(2005)), Interval(PartialDate(2001)), on(2005, 3, 1)):
        known = Knowledge(
            told("a", HoldsPost(AN, "Thứ trưởng", MINISTRY, "current", stated), published=date(2016, 1, 1))
        )
        assert not known.every(known.of(Gov.Tenure)[0], Gov.observedFirst)


def test_the_latest_article_tells_the_status() -> None:
    now, past = HoldsPost(AN, "Thứ trưởng", MINISTRY), HoldsPost(AN, "Thứ trưởng", MINISTRY, "former")
    known = Knowledge(told("a", past, published=date(2016, 1, 1)), told("b", now, published=date(2012, 1, 1)))
    (tenure,) = known.of(Gov.Tenure)
    assert known.one(tenure, Gov.tenureStatus) == concept("tenure-status", "former")
    assert known.one(tenure, Gov.observedLast) == "2012-01-01"


def test_a_post_knows_its_role_and_its_body() -> None:
    known = Knowledge(told("a", HoldsPost(AN, "Thứ trưởng", MINISTRY)))
    (post,) = known.of(Gov.Post)
    assert known.one(post, Rdf.label) == "Thứ trưởng Bộ Mới"
    assert known.one(post, Gov.postIn) == MINISTRY.iri
    assert known.one(post, Gov.postRole) == concept("post-role", "thu-truong")


def test_an_unknown_body_has_its_names_and_its_parent() -> None:
    names = (Named(UNIT, "Viện Mẫu Mực"), Named(UNIT, "VMM"), Named(UNIT, "Viện"))
    known = Knowledge(told("a", *names, PartOf(UNIT, MINISTRY)))
    assert known.one(UNIT.iri, Rdf.label) == "Viện Mẫu Mực"
    assert known.every(UNIT.iri, Skos.altLabel) == {"VMM"}
    assert known.every(UNIT.iri, Gov.weakName) == {"Viện"}
    assert known.one(UNIT.iri, Gov.partOf) == MINISTRY.iri
    assert known.one(MINISTRY.iri, Gov.hasPart) == UNIT.iri


def test_a_curated_body_takes_nothing_from_articles_but_their_statements() -> None:
    other = Organization("Bộ Mới mẻ", MINISTRY.iri, "other")
    known = Knowledge(told("a", Named(other, "Bộ MM"), PartOf(other, UNIT)))
    assert known.every(MINISTRY.iri, Rdf.label) == {"Bộ Mới"}
    assert known.every(MINISTRY.iri, Rdf.type) == {Gov.Ministry}
    assert known.every(MINISTRY.iri, Gov.partOf) == {ORGANIZATION + "chinh-phu"}
    assert len(known.every(MINISTRY.iri, Gov.restsOn)) == 2


def test_an_entity_that_no_statement_names_is_introduced_by_the_first_that_speaks_of_it() -> None:
    known = Knowledge(told("a", Speaks("said", AN, "điều này")))
    (person,) = known.of(Gov.Official)
    assert known.one(person, Rdf.label) == AN.name
    assert len(known.every(person, Gov.restsOn)) == 1


def test_an_edition_belongs_to_its_standard() -> None:
    known = Knowledge(told("a", Adopts(Standard("TCVN 7000:2009"), "các địa phương")))
    edition, series = iris.standard("TCVN 7000:2009"), iris.standard("TCVN 7000")
    assert known.one(edition, Gov.editionOf) == series
    assert known.one(series, Rdf.label) == "TCVN 7000"
    assert known.one(known.of(Gov.StandardAdoption)[0], Gov.adopterGroup) == "các địa phương"


def test_only_a_decision_about_a_post_makes_one() -> None:
    known = Knowledge(
        told("a", Decides("promote", AN, "Thượng tướng"), Decides("appoint", AN, "Thứ trưởng", MINISTRY, by=MINISTRY))
    )
    assert [known.one(post, Gov.postTitle) for post in known.of(Gov.Post)] == ["Thứ trưởng"]
    assert len(known.of(Gov.PersonnelDecision)) == 2


def test_an_adopted_law_is_no_draft_again() -> None:
    known = Knowledge(
        told("a", DocumentState(LAW, "adopted"), published=date(2011, 1, 1)),
        told("b", DocumentState(LAW, "draft"), published=date(2012, 1, 1)),
    )
    (law,) = known.of(Gov.Law)
    assert known.one(law, Gov.documentStatus) == concept("document-status", "adopted")


def test_sources_that_disagree_on_a_date_are_both_kept() -> None:
    first, second = PartialDate(2011, 11, 11), PartialDate(2011, 11, 12)
    known = Knowledge(
        told("a", DocumentDated(LAW, first)),
        told("b", DocumentDated(LAW, second)),
        told("c", DocumentDated(LAW, second)),
        told("d", DocumentDated(LAW, PartialDate(2011))),
    )
    (law,), (conflict,) = known.of(Gov.Law), known.of(Gov.Conflict)
    assert known.one(law, Gov.issuedOn) == "2011-11-12"
    assert known.one(conflict, Gov.conflictOf) == law
    assert known.one(conflict, Gov.conflictProperty) == Gov.issuedOn
    values = {known.one(one, Gov.candidateValue): one for one in known.every(conflict, Gov.candidate)}
    assert set(values) == {"2011-11-11", "2011-11-12"}
    assert known.one(conflict, Gov.preferred) == values["2011-11-12"]
    assert len(known.every(values["2011-11-12"], Gov.restsOn)) == 2
    assert any("(3 : 2)" in reason for reason in known.every(conflict, Gov.preferenceReason))


def test_a_more_exact_date_is_no_conflict() -> None:
    known = Knowledge(
        told("a", DocumentDated(LAW, PartialDate(2011))), told("b", DocumentDated(LAW, PartialDate(2011, 11, 11)))
    )
    assert known.one(known.of(Gov.Law)[0], Gov.issuedOn) == "2011-11-11"
    assert not known.of(Gov.Conflict)


def test_the_surer_reading_wins_between_equals_then_the_earlier_article() -> None:
    dates = [DocumentDated(LAW, PartialDate(2011, 11, day)) for day in (11, 12)]
    surer = Knowledge(told("a", dates[0], confidence=0.6), told("b", dates[1], confidence=0.9))
    assert surer.one(surer.of(Gov.Law)[0], Gov.issuedOn) == "2011-11-12"
    earlier = Knowledge(
        told("a", dates[0], published=date(2012, 2, 2)), told("b", dates[1], published=date(2012, 1, 1))
    )
    assert earlier.one(earlier.of(Gov.Law)[0], Gov.issuedOn) == "2011-11-12"


def test_another_spelling_of_a_name_is_kept_as_a_conflict() -> None:
    held = [HoldsPost(Person(name), "Bộ trưởng", MINISTRY) for name in ("Hà Văn Mạnh", "Hà Văn Mạnh", "Hà Văn Manh")]
    known = Knowledge(*(told(f"a{number}", one) for number, one in enumerate(held)))
    (person,) = known.of(Gov.Official)
    assert known.one(person, Rdf.label) == "Hà Văn Mạnh"
    assert known.every(person, Skos.altLabel) == {"Hà Văn Manh"}
    assert known.one(known.of(Gov.Conflict)[0], Gov.conflictProperty) == Rdf.label


def judgement(verdict: Verdict, one: str, other: str | None = None) -> Judgement:
    about = tuple(sorted(filter(None, (one, other))))
    sides = frozenset({one}), frozenset({other} if other else ())
    return Judgement(verdict, about, *sides, "biên tập viên", datetime(2026, 1, 31, 8, tzinfo=UTC))


def test_people_judged_different_stay_apart_and_the_refusal_is_listed() -> None:
    held = HoldsPost(AN, "Thứ trưởng", MINISTRY)
    with EmbeddedStore() as store:
        store.apply(ingest_change(store, [told("a", held), told("b", held)], small_reference()))
        apart = judgement("different", *(mention_iri(iris.article(name), AN) for name in "ab"))
        assert len(Knowledge(quads=store.dump()).of(Gov.Official)) == 1
        store.apply(judge_change(store, apart, small_reference()))
        assert len(Knowledge(quads=store.dump()).of(Gov.Official)) == 2
        assert any(quad.object.value == Gov.KeptApart for quad in store.dump())
        store.apply(ingest_change(store, [told("c", held)], small_reference()))
        assert len(Knowledge(quads=store.dump()).of(Gov.Official)) == 2
        store.apply(undo_change(store, apart.iri, small_reference()))
        assert len(Knowledge(quads=store.dump()).of(Gov.Official)) == 1


def test_people_judged_the_same_are_one_under_any_name() -> None:
    with EmbeddedStore() as store:
        for name, person in (("a", AN), ("b", Person("Hà Văn Mẫu"))):
            store.apply(ingest_change(store, [told(name, Named(person, person.name))], small_reference()))
        sides = mention_iri(iris.article("a"), AN), mention_iri(iris.article("b"), Person("Hà Văn Mẫu"))
        store.apply(judge_change(store, judgement("same", *sides), small_reference()))
        (person,) = (known := Knowledge(quads=store.dump())).of(Gov.Official)
        assert known.every(person, Rdf.label) | known.every(person, Skos.altLabel) == {"Lò Thị Pản", "Hà Văn Mẫu"}


def test_a_wrong_fact_leaves_knowledge_and_comes_back_when_undone() -> None:
    held = HoldsPost(AN, "Thứ trưởng", MINISTRY)
    with EmbeddedStore() as store:
        store.apply(ingest_change(store, [told("a", Named(AN, AN.name), held)], small_reference()))
        (tenure,) = Knowledge(quads=store.dump()).of(Gov.Tenure)
        wrong = judgement("wrong", tenure)
        store.apply(judge_change(store, wrong, small_reference()))
        store.apply(ingest_change(store, [told("b", held)], small_reference()))
        known = Knowledge(quads=store.dump())
        assert not known.of(Gov.Tenure)
        assert len(known.of(Gov.Official)) == 1
        store.apply(undo_change(store, wrong.iri, small_reference()))
        (again,) = (known := Knowledge(quads=store.dump())).of(Gov.Tenure)
        assert len(known.every(again, Gov.restsOn)) == 2


def test_unknown_articles_and_judgements_are_not_found() -> None:
    with EmbeddedStore() as store:
        with pytest.raises(NotFound):
            retract_change(store, iris.article("none"), small_reference())
        with pytest.raises(NotFound):
            undo_change(store, iris.ID + "judgement/none", small_reference())


def test_other_reference_data_rebuilds_the_store_at_the_next_change() -> None:
    held = HoldsPost(AN, "Thứ trưởng", MINISTRY)
    with EmbeddedStore() as store:
        store.apply(ingest_change(store, [told("a", held)], type(small_reference()).of([])))
        assert not Knowledge(quads=store.dump()).every(MINISTRY.iri, Gov.partOf)
        store.apply(ingest_change(store, [told("b", held)], small_reference()))
        assert set(store.dump()) == set(new_store_quads([told("a", held), told("b", held)], small_reference()))
