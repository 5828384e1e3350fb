"""Whatever the history of a store, it holds what its articles, judgements and reference data make of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone

from graph_examples import ORGANIZATION, quote, small_reference
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad

from govkg import iris
from govkg.graph.judgements import Judgement, Judgements, judgement_quads, read_judgements
from govkg.graph.knowledge import (
    Read,
    build,
    ingest_change,
    judge_change,
    resolve_change,
    retract_change,
    undo_change,
)
from govkg.graph.quads import article_quads, read_article
from govkg.graph.records import Record
from govkg.model import facts
from govkg.model.actors import LegalDocument, Meeting, Organization, Person, Standard, Topic
from govkg.model.article import Article
from govkg.model.interval import UNKNOWN, Interval, PartialDate
from govkg.store.embedded import EmbeddedStore

quick = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])

people = st.sampled_from(
    [Person(name) for name in ("Nguyễn Văn Ánh", "Nguyễn Văn Ính", "Nguyễn Văn Anh", "NGUYỄN VĂN ÁNH", "Lò Thị Pản")]
)
unknown_parent = Organization("Viện Mẫu", iris.organization("Viện Mẫu"), "public_unit")
bodies = st.sampled_from(
    [
        Organization("Bộ Cũ", ORGANIZATION + "bo-cu", "ministry"),
        Organization("Bộ Mới", ORGANIZATION + "bo-moi", "ministry"),
        Organization("Bộ Khác", ORGANIZATION + "bo-khac", "ministry"),
        Organization("Ủy ban nhân dân tỉnh Nghệ An", ORGANIZATION + "ubnd-nghe-an", "local_government"),
        unknown_parent,
        Organization("Phòng Mẫu", iris.organization("Phòng Mẫu", unknown_parent.iri), "department", unknown_parent.iri),
        Organization("Phòng mẫu", iris.organization("Phòng Mẫu", unknown_parent.iri), "other"),
    ]
)
dates = st.sampled_from([PartialDate(2011), PartialDate(2012, 1), PartialDate(2012, 1, 6), PartialDate(2013, 10, 22)])
intervals = st.one_of(st.just(UNKNOWN), dates.map(Interval.on), st.builds(Interval, begin=dates))
meetings = st.builds(
    Meeting,
    key=st.sampled_from(["m1", "m2"]),
    name=st.sampled_from(["Hội nghị", "Hội nghị tổng kết công tác thi đua năm 2011", "Lễ công bố"]),
    type=st.sampled_from(["conference", "ceremony"]),
    status=st.sampled_from(["held", "planned"]),
)
documents = st.builds(
    LegalDocument,
    type=st.sampled_from(["law", "decision"]),
    number=st.sampled_from([None, "12/2011/QH13"]),
    name=st.sampled_from(["Luật Mẫu", "Luật mẫu"]),
)
standards = st.sampled_from([Standard("TCVN 7000:2009"), Standard("TCVN 7000")])
topics = st.builds(Topic, kind=st.sampled_from(["task", "shortcoming"]), name=st.sampled_from(["việc này", "việc kia"]))
agents = st.one_of(people, bodies)
titles = st.sampled_from(["Bộ trưởng", "Thứ trưởng", "Chủ tịch", "Chuyên viên"])
entities = st.one_of(people, bodies, meetings, documents, standards, topics)
one_fact = st.one_of(
    st.builds(facts.Named, entity=entities, form=st.sampled_from(["Bộ", "Nguyễn Văn Ánh", "VM", "Viện Mẫu VM"])),
    st.builds(
        facts.HoldsPost,
        person=people,
        title=titles,
        organization=st.one_of(st.none(), bodies),
        status=st.sampled_from(["current", "former", "acting"]),
        stated=intervals,
    ),
    st.builds(facts.PartOf, child=bodies, parent=bodies),
    st.builds(facts.Born, person=people, date=dates),
    st.builds(facts.Occurs, meeting=meetings, when=intervals, place=st.sampled_from([None, "Hà Nội", "Vinh"])),
    st.builds(
        facts.Participates, meeting=meetings, agent=agents, role=st.sampled_from(["chair", "attendee", "absent"])
    ),
    st.builds(facts.DocumentState, document=documents, status=st.sampled_from(["adopted", "draft"])),
    st.builds(facts.IssuedBy, document=documents, issuer=bodies),
    st.builds(facts.SignedBy, document=documents, signer=people),
    st.builds(facts.DocumentDated, document=documents, date=dates),
    st.builds(facts.DocumentRelates, document=documents, relation=st.just("amends"), other=documents),
    st.builds(facts.Adopts, standard=standards, adopter=st.one_of(bodies, st.just("các địa phương"))),
    st.builds(
        facts.Decides,
        action=st.sampled_from(["appoint", "dismiss", "award"]),
        person=people,
        title=titles,
        organization=st.one_of(st.none(), bodies),
        by=st.one_of(st.none(), agents),
        date=st.one_of(st.none(), dates),
    ),
    st.builds(facts.Speaks, kind=st.just("said"), speaker=agents, content=st.just("điều này"), addressee=st.none()),
    st.builds(facts.Concerns, topic=topics, organization=st.one_of(st.none(), bodies)),
)
days = st.one_of(st.none(), st.dates(date(2012, 1, 5), date(2012, 1, 9)))
moments = st.datetimes(
    datetime(2012, 1, 5), datetime(2012, 1, 9), timezones=st.sampled_from([None, UTC, timezone(timedelta(hours=7))])
)


@st.composite
def articles(draw: st.DrawFn) -> Read:
    article = Article(
        id=draw(st.sampled_from(["a", "b", "c", "d"])),
        text=draw(st.sampled_from(["Một câu.", "Một câu khác.\r\n"])),
        published=draw(st.one_of(days, moments)),
    )
    statements = quote(
        article,
        draw(st.lists(one_fact, max_size=6)),
        rule=draw(st.sampled_from(["r1", "r2"])),
        confidence=draw(st.sampled_from([0.5, 0.97])),
    )
    return article, statements


def expected(articles: Iterable[Read], judgements: Iterable[Judgement] = ()) -> set[Quad]:
    """All quads of a store that has these articles and judgements and never had any other."""
    latest = {article.id: (article, statements) for article, statements in articles}
    told = Judgements.of(judgements)
    quads = {quad for one in told.all for quad in judgement_quads(one)}
    quads.update(quad for article, statements in latest.values() for quad in article_quads(article, statements))
    quads.update(build([Record.of(*one) for one in latest.values()], told, small_reference()))
    return quads


@quick
@given(st.lists(articles(), min_size=1, max_size=6), st.data())
def test_order_repetition_and_batches_do_not_matter(history: list[Read], choose: st.DataObject) -> None:
    latest = {article.id: (article, statements) for article, statements in history}
    shuffled = choose.draw(st.permutations([*latest.values(), *latest.values()]))
    with EmbeddedStore() as store:
        for one in history:  # each version in its time
            store.apply(ingest_change(store, [one], small_reference()))
        assert set(store.dump()) == expected(latest.values())
        assert not ingest_change(store, shuffled, small_reference())
    with EmbeddedStore() as store:
        half = len(shuffled) // 2
        store.apply(ingest_change(store, shuffled[:half], small_reference()))
        store.apply(ingest_change(store, shuffled[half:], small_reference()))
        assert set(store.dump()) == expected(latest.values())


@quick
@given(st.lists(articles(), min_size=1, max_size=6), st.data())
def test_retraction_leaves_no_trace(history: list[Read], choose: st.DataObject) -> None:
    latest = {article.id: (article, statements) for article, statements in history}
    gone = choose.draw(st.sets(st.sampled_from(sorted(latest)), min_size=1))
    with EmbeddedStore() as store:
        store.apply(ingest_change(store, latest.values(), small_reference()))
        for name in sorted(gone):
            store.apply(retract_change(store, iris.article(name), small_reference()))
        assert set(store.dump()) == expected(one for name, one in latest.items() if name not in gone) | _reference()


@quick
@given(st.lists(articles(), min_size=2, max_size=6), st.data())
def test_judgements_survive_every_history_and_can_be_undone(history: list[Read], choose: st.DataObject) -> None:
    latest = {article.id: (article, statements) for article, statements in history}
    mentions = sorted({mention for one in latest.values() for mention in Record.of(*one).mentions})
    judged = choose.draw(st.lists(judgements(mentions), max_size=3, unique_by=lambda one: one.iri)) if mentions else []
    first, *rest = latest.values()
    with EmbeddedStore() as store:
        store.apply(ingest_change(store, [first], small_reference()))
        for one in judged:
            store.apply(judge_change(store, one, small_reference()))
        store.apply(ingest_change(store, rest, small_reference()))
        assert set(store.dump()) == expected(latest.values(), judged)
        assert not resolve_change(store, small_reference())
        assert read_judgements(store) == Judgements.of(judged)
        for one in judged:
            store.apply(undo_change(store, one.iri, small_reference()))
        assert set(store.dump()) == expected(latest.values())


@quick
@given(articles())
def test_an_article_can_be_read_back_from_its_graph(one: Read) -> None:
    article, statements = one
    read, back = read_article(article_quads(article, statements))
    assert read == article
    assert set(back) == set(statements)


def judgements(mentions: list[str]) -> st.SearchStrategy[Judgement]:
    some = st.frozensets(st.sampled_from(mentions), min_size=1, max_size=2)
    return st.builds(
        lambda verdict, one, other, minute: Judgement(
            verdict=verdict,
            about=tuple(sorted(one | other)),
            one=one,
            other=other,
            who="biên tập viên",
            when=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute),
        ),
        st.sampled_from(["same", "different"]),
        some,
        some,
        st.integers(0, 5),
    )


def _reference() -> set[Quad]:
    return set(build([], Judgements(), small_reference()))
