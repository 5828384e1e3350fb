import json

from govkg.export.facts import describe, facts
from govkg.extraction.pipeline import read
from govkg.model.actors import LegalDocument, Meeting, Organization, Person, Standard
from govkg.model.article import Article
from govkg.model.facts import (
    Adopts,
    Decides,
    DocumentDated,
    DocumentRelates,
    DocumentState,
    Fact,
    HoldsPost,
    IssuedBy,
    Named,
    Occurs,
    Participates,
    PartOf,
    SignedBy,
)
from govkg.model.interval import Interval, PartialDate
from govkg.model.span import Span
from govkg.model.statement import Evidence, Statement

ARTICLE = Article("a", "Một câu.")
MINISTRY = Organization("Bộ Y tế", "urn:bo-y-te", "ministry")
OFFICE = Organization("Cục X", "urn:cuc-x", "department", "urn:bo-y-te")
LAN = Person("Hà Thị Lan")


def said(*each: Fact) -> dict[str, object]:
    evidence = Evidence.quote(ARTICLE, "text", Span(0, 8))
    return facts(ARTICLE, [Statement(fact, evidence, "rule", 0.9) for fact in each])


def test_names_and_aliases() -> None:
    found = said(Named(LAN, "Hà Thị Lan"), Named(LAN, "Lan"), Named(MINISTRY, "Bộ"))
    assert found["persons"] == [{"name": "Hà Thị Lan", "aliases": ["Lan"]}]
    assert found["organizations"] == [{"name": "Bộ Y tế", "aliases": ["Bộ"], "kind": "ministry", "iri": "urn:bo-y-te"}]


def test_a_post_is_former_only_where_every_sentence_says_so() -> None:
    found = said(HoldsPost(LAN, "Thứ trưởng", MINISTRY, "former"), HoldsPost(LAN, "Thứ trưởng", MINISTRY, "current"))
    assert [row["former"] for row in found["posts"]] == [False]  # type: ignore[attr-defined]
    assert said(HoldsPost(LAN, "Thứ trưởng", MINISTRY, "former"))["posts"][0]["former"]  # type: ignore[index]


def test_bodies_of_posts_and_parts_are_listed() -> None:
    found = said(PartOf(OFFICE, MINISTRY))
    assert [row["name"] for row in found["organizations"]] == ["Cục X", "Bộ Y tế"]  # type: ignore[attr-defined]
    assert found["part_of"] == [{"child": "Cục X", "parent": "Bộ Y tế"}]


def test_events_gather_what_sentences_say() -> None:
    meeting = Meeting("m", "Hội nghị", "conference")
    found = said(
        Named(meeting, "Hội nghị"),
        Occurs(meeting, Interval.on(PartialDate(2012, 1)), None),
        Occurs(meeting, Interval.on(PartialDate(2012, 1, 6)), "Hà Nội"),
        Participates(meeting, LAN, "chair"),
        Participates(meeting, LAN, "chair"),
    )
    [event] = found["events"]  # type: ignore[misc]
    assert (event["date"], event["place"], event["chairs"]) == ("2012-01-06", "Hà Nội", ["Hà Thị Lan"])


def test_a_post_held_in_acting_capacity_says_so() -> None:
    [post] = said(HoldsPost(LAN, "Vụ trưởng", MINISTRY, "acting"))["posts"]  # type: ignore[misc]
    assert (post["title"], post["status"]) == ("Quyền Vụ trưởng", "acting")


def test_documents_gather_what_sentences_say() -> None:
    law, decree = LegalDocument("law", name="Luật A"), LegalDocument("decree", number="1/2012/NĐ-CP")
    found = said(
        DocumentState(law, "adopted"),
        IssuedBy(law, MINISTRY),
        SignedBy(law, LAN),
        DocumentDated(law, PartialDate(2011)),
        DocumentDated(law, PartialDate(2012, 7, 1), "effective"),
        DocumentRelates(decree, "details", law),
    )
    second, first = found["documents"]  # type: ignore[misc]
    assert (first["status"], first["issuer"], first["signer"]) == ("adopted", "Bộ Y tế", "Hà Thị Lan")
    assert (first["date"], first["effective"]) == (None, "2012-07-01")
    assert second["relations"] == [{"relation": "details", "other": "Luật A"}]


def test_standards_and_decisions() -> None:
    standard = Standard("ISO 9001:2008")
    found = said(
        Adopts(standard, MINISTRY),
        Adopts(standard, "các sở"),
        Decides("appoint", LAN, "Thứ trưởng", MINISTRY, None, PartialDate(2012, 1, 6)),
    )
    assert found["standards"] == [{"designation": "ISO 9001:2008", "adopters": ["Bộ Y tế"], "groups": ["các sở"]}]
    assert found["decisions"][0]["date"] == "2012-01-06"  # type: ignore[index]


def test_evidence_names_rule_quote_and_place() -> None:
    [row] = said(HoldsPost(LAN, "Thứ trưởng", None))["evidence"]  # type: ignore[misc]
    assert row["quote"] == ARTICLE.text[row["start"] : row["end"]]
    assert row["fact"]["is"] == "HoldsPost"
    assert describe(HoldsPost(LAN, "Thứ trưởng", None)).keys() == {"is", "person", "title", "status"}


def test_a_read_article_is_json() -> None:
    article = Article("b", "Thứ trưởng Bộ Y tế Lê Quang Minh ký Quyết định số 12/QĐ-BYT ngày 3/4/2012.")
    found = facts(article, read(article))
    assert json.loads(json.dumps(found)) == found
