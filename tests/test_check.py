"""A sound store passes; a store with planted faults has each of them named, with its node and its article."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from govkg import check as checking
from govkg import iris, ontology
from govkg.check import check
from govkg.errors import MissingExtra
from govkg.graph import inference, reasoning
from govkg.graph.invariants import invariants
from govkg.graph.knowledge import new_store_quads
from govkg.graph.shapes import shapes
from govkg.judging import judge
from govkg.model.actors import LegalDocument, Meeting, Organization, Person, Standard, Topic
from govkg.model.article import Article
from govkg.model.facts import (
    Adopts,
    Concerns,
    Decides,
    DocumentDated,
    Fact,
    HoldsPost,
    IssuedBy,
    Occurs,
    Participates,
    PartOf,
    Speaks,
)
from govkg.model.interval import Interval, PartialDate
from govkg.model.span import Span
from govkg.model.statement import Evidence, Statement
from govkg.store.base import Change
from govkg.store.embedded import EmbeddedStore
from govkg.vocabulary import Gov, Owl, Rdf

TEXT = "Thứ trưởng Trần Văn An chủ trì hội nghị của Bộ Ví dụ. 😀 Vụ Thử nghiệm dự họp."
ARTICLE = Article("sound", TEXT, title="Tin ngắn", published=date(2012, 1, 6))
AN = Person("Trần Văn An")
MINISTRY = Organization("Bộ Ví dụ", iris.organization("Bộ Ví dụ"), "ministry")
UNIT = Organization("Vụ Thử nghiệm", iris.organization("Vụ Thử nghiệm"), "department")
MEETING = Meeting("m", "Hội nghị ví dụ", "conference")
DECREE = LegalDocument("decree", "1/2012/NĐ-CP")
DAY = PartialDate(2012, 1, 6)
FACTS: tuple[Fact, ...] = (
    HoldsPost(AN, "Thứ trưởng", MINISTRY),
    PartOf(UNIT, MINISTRY),
    Participates(MEETING, AN, "chair"),
    Participates(MEETING, UNIT, "invited"),
    Occurs(MEETING, Interval.on(DAY), "Hà Nội"),
    IssuedBy(DECREE, MINISTRY),
    DocumentDated(DECREE, DAY),
    Adopts(Standard("VD 1:2008"), MINISTRY),
    Decides("appoint", AN, "Thứ trưởng", MINISTRY, date=PartialDate(2010)),
    Speaks("directed", AN, "hoàn thành sớm", UNIT),
    Concerns(Topic("task", "Rà soát quy chuẩn"), UNIT, AN),
)
GRAPH = NamedNode(iris.article(ARTICLE.id))
OTHER = NamedNode(iris.article("other"))
ROLE = "https://w3id.org/govkg/scheme/participation-role/"


@pytest.fixture
def store() -> EmbeddedStore:
    quote = Evidence.quote(ARTICLE, "text", Span(0, 52))
    statements = [Statement(fact, quote, "test.rule", 0.9) for fact in FACTS]
    sound = EmbeddedStore()
    sound.load(new_store_quads([(ARTICLE, statements)]))
    sound.apply(Change(add=inference.infer_store(sound)))
    return sound


def node(name: str) -> NamedNode:
    return NamedNode(iris.ID + name)


def add(
    store: EmbeddedStore, *triples: tuple[NamedNode, str, NamedNode | Literal], graph: NamedNode | None = None
) -> None:
    store.apply(
        Change(add=[Quad(s, NamedNode(p), o, graph) if graph else Quad(s, NamedNode(p), o) for s, p, o in triples])
    )


def found(store: EmbeddedStore) -> set[tuple[str, str]]:
    return {(one.check, one.node) for one in check(store, reasoner=False)}


def test_a_sound_store_passes_with_no_finding(store: EmbeddedStore) -> None:
    assert check(store, reasoner=False) == []


def test_every_invariant_has_a_broken_store_here() -> None:
    here = {name.removeprefix("test_").replace("_", "-") for name in globals() if name.startswith("test_")}
    assert {constraint.name for constraint in invariants()} <= here


def test_rests_on_statements(store: EmbeddedStore) -> None:
    lonely = node("person/lonely")
    add(store, (lonely, Rdf.type, NamedNode(Gov.Official)), (lonely, Rdf.label, Literal("Lê Thị Lẻ", language="vi")))
    assert found(store) == {("rests-on-statements", lonely.value)}


def test_statements_exist(store: EmbeddedStore) -> None:
    post = node("post/unsaid")
    said = NamedNode(GRAPH.value + "#statement.none")
    add(
        store,
        (post, Rdf.type, NamedNode(Gov.Post)),
        (post, Rdf.label, Literal("Giám đốc", language="vi")),
        (post, Gov.postTitle, Literal("Giám đốc")),
        (post, Gov.restsOn, said),
    )
    (one,) = check(store, reasoner=False)
    assert (one.check, one.node, one.article) == ("statements-exist", post.value, GRAPH.value)
    assert said.value in one.messages["en"]
    assert said.value in one.messages["vi"]


def test_graph_is_its_article(store: EmbeddedStore) -> None:
    stray = NamedNode(OTHER.value + "#evidence.text.0-10")
    quote = Literal(TEXT[:10])
    integer = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    add(
        store,
        (stray, Gov.startOffset, Literal("0", datatype=integer)),
        (stray, Gov.exact, quote),
        graph=GRAPH,
    )
    assert found(store) == {("graph-is-its-article", stray.value)}


def test_nothing_dangles(store: EmbeddedStore) -> None:
    ministry = NamedNode(MINISTRY.iri)
    add(store, (ministry, "http://purl.org/dc/terms/source", node("document/none")))
    (one,) = check(store, reasoner=False)
    assert (one.check, one.node, one.article) == ("nothing-dangles", ministry.value, GRAPH.value)


def test_identities_exist(store: EmbeddedStore) -> None:
    mention = NamedNode(GRAPH.value + "#person.nobody")
    add(store, (mention, Gov.identifiedAs, node("person/nobody")), graph=NamedNode(iris.IDENTITY_GRAPH))
    assert found(store) == {("identities-exist", mention.value)}


def test_same_as_by_a_person(store: EmbeddedStore) -> None:
    ministry, target = NamedNode(MINISTRY.iri), NamedNode("https://example.org/ministry")
    add(store, (ministry, Owl.sameAs, target))
    assert found(store) == {("same-as-by-a-person", ministry.value)}
    judge(store, "identical", [MINISTRY.iri, target.value], "biên tập viên")
    assert found(store) == set()


def test_a_quote_that_the_article_does_not_have(store: EmbeddedStore) -> None:
    (exact,) = (quad for quad in store.quads(GRAPH) if quad.predicate.value == Gov.exact)
    store.apply(Change(remove=[exact], add=[Quad(exact.subject, exact.predicate, Literal("Khác hẳn"), GRAPH)]))
    (one,) = check(store, reasoner=False)
    assert (one.check, one.node, one.article) == ("EvidenceExact", exact.subject.value, GRAPH.value)
    assert str(one).endswith(f"[{GRAPH.value}]")


def test_offsets_count_code_points() -> None:
    start = TEXT.index("Vụ")
    quote = Evidence.quote(ARTICLE, "text", Span(start, start + 13))
    statement = Statement(PartOf(UNIT, MINISTRY), quote, "test.rule", 0.9)
    again = EmbeddedStore()
    again.load(new_store_quads([(ARTICLE, [statement])]))
    again.apply(Change(add=inference.infer_store(again)))
    assert check(again, reasoner=False) == []


def test_a_short_cut_that_is_missing_and_one_without_reason(store: EmbeddedStore) -> None:
    (works,) = (quad for quad in store.quads() if quad.predicate.value == Gov.worksFor)
    false = Quad(NamedNode(UNIT.iri), NamedNode(Gov.participatesIn), node("meeting/none"))
    store.apply(Change(remove=[works], add=[false]))
    told = {(one.check, one.node, one.messages["en"].rpartition(" and ")[2]) for one in check(store, reasoner=False)}
    assert told == {
        ("inference", works.subject.value, "is missing."),
        ("inference", UNIT.iri, "does not follow."),
        ("nothing-dangles", UNIT.iri, told_of_dangling(false)),
        ("Object", UNIT.iri, told_of_object(false)),
    }


def told_of_dangling(quad: Quad) -> str:
    return f"{quad.subject.value} has {quad.predicate.value} {quad.object.value}, of which nothing is known."


def told_of_object(quad: Quad) -> str:
    return f"{quad.subject.value} has {quad.predicate.value} {quad.object.value}, which is no {Gov.Meeting.value}."


def test_messages_are_in_both_languages_and_name_the_node(store: EmbeddedStore) -> None:
    add(store, (NamedNode(MINISTRY.iri), Gov.partOf, NamedNode(UNIT.iri)))
    findings = check(store, reasoner=False)
    assert {one.node for one in findings if one.check == "NotItsOwnAncestor"} == {MINISTRY.iri, UNIT.iri}
    assert all(one.node in one.messages["en"] and one.node in one.messages["vi"] for one in findings)
    assert all(one.messages["en"] in str(one) and one.messages["vi"] in str(one) for one in findings)
    assert {one.label for one in findings} == {"Bộ Ví dụ", "Vụ Thử nghiệm"}


def test_without_java_the_rest_runs_and_a_note_says_what_is_missing(
    store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingExtra, match="Java"):
        reasoning.java()
    (note,) = check(store)
    assert (note.level, note.check) == ("note", "reasoner")
    assert "install a Java runtime" in note.messages["en"]
    assert "Java" in note.messages["vi"]


@pytest.mark.java
@pytest.mark.skipif(not shutil.which("java"), reason="Java is not installed")
def test_the_reasoner_finds_no_fault_in_a_sound_store_and_names_one_that_is_planted(store: EmbeddedStore) -> None:
    assert check(store) == []
    person = next(quad.subject for quad in store.quads() if quad.object == NamedNode(Gov.Official))
    add(store, (person, Rdf.type, NamedNode(Gov.SpeechAct)))
    named = [one for one in check(store) if one.check == "reasoner"]
    assert [one.node for one in named] == [person.value]
    assert "SpeechAct" in named[0].messages["vi"]
    assert named[0].article == GRAPH.value


def test_a_store_of_all_broken_examples_has_every_fault_named() -> None:
    broken = EmbeddedStore()
    broken.load(ontology.quads())
    expected: set[tuple[str, str]] = set()
    for path in sorted((Path(__file__).parent / "ontology" / "shapes").glob("*.trig")):
        for quad in ox.parse(path=path, format=ox.RdfFormat.TRIG):
            if quad.graph_name.value.endswith("/invalid"):
                graph = NamedNode(quad.subject.value.partition("#")[0])
                broken.apply(Change(add=[Quad(*quad.triple), Quad(*quad.triple, graph)]))
                name = str(quad.subject.value).rpartition("/")[2].removeprefix("art#")
                if name.startswith("bad"):
                    expected.add((path.stem, quad.subject.value))
    assert len(expected) > len(shapes())
    assert expected <= found(broken)


def test_findings_come_violations_first(store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "contradictions", _no_java)
    add(store, (NamedNode(MINISTRY.iri), Gov.partOf, NamedNode(MINISTRY.iri)))
    levels = [one.level for one in check(store)]
    assert levels[0] == "violation"
    assert levels[-1] == "note"


def _no_java(*_: object) -> None:
    raise MissingExtra("the OWL reasoner", "install a Java runtime")
