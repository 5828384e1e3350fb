"""Named queries on the article that ships with govkg, each with the rows that a reader of it expects."""

from collections.abc import Iterator

import pytest

import govkg
from govkg import resources
from govkg.lookup import KnowledgeGraph

CONFERENCE = "Hội nghị tổng kết công tác năm 2011 và phương hướng nhiệm vụ năm 2012"
STAMEQ = "Tổng cục Tiêu chuẩn Đo lường Chất lượng"
MINISTRY = "Bộ Khoa học và Công nghệ"
UNION = "Công đoàn Bộ Khoa học và Công nghệ"
DECREE = "Nghị định quy định chi tiết một số điều của Luật Đo lường"

Rows = set[tuple[object, ...]]


@pytest.fixture(scope="module")
def kg() -> Iterator[KnowledgeGraph]:
    with govkg.open() as graph:
        graph.ingest(resources.path("data/articles"))
        yield graph


@pytest.mark.parametrize(
    ("query", "parameters", "columns", "expected"),
    [
        ("career", {"person": "ngo quy viet"}, ("title", "body"), {("Tổng cục trưởng", STAMEQ)}),
        ("career", {"person": "Đặng Quang Huấn"}, ("title", "body"), {("Chủ tịch", UNION)}),
        ("posts-of-body", {"body": "Bộ KH&CN"}, ("title", "name"), {("Thứ trưởng", "Trần Việt Thanh")}),
        (
            "who-held",
            {"post": "Thứ trưởng", "body": MINISTRY, "on": "2012-01-06"},
            ("name", "certainty"),
            {("Trần Việt Thanh", "certain")},
        ),
        ("heads-of-body", {"body": STAMEQ}, ("name",), {("Ngô Quý Việt",)}),
        ("meetings-on", {"on": "2012-01-06"}, ("name", "kind"), {(CONFERENCE, "conference")}),
        (
            "participants",
            {"meeting": CONFERENCE},
            ("name", "role"),
            {
                (STAMEQ, "organizer"),
                ("Ngô Quý Việt", "speaker"),
                ("Trần Việt Thanh", "speaker"),
                ("Trần Việt Thanh", "attendee"),
                ("Đặng Quang Huấn", "attendee"),
                ("Văn phòng Chính phủ", "attendee"),
            },
        ),
        ("meetings-of-body", {"body": STAMEQ}, ("name", "role"), {(CONFERENCE, "organizer")}),
        (
            "meetings-of-person",
            {"person": "Trần Việt Thanh"},
            ("name", "role"),
            {(CONFERENCE, "attendee"), (CONFERENCE, "speaker")},
        ),
        (
            "who-met-whom",
            {"person": "Ngô Quý Việt"},
            ("name",),
            {("Trần Việt Thanh",), ("Đặng Quang Huấn",), (STAMEQ,), ("Văn phòng Chính phủ",)},
        ),
        ("documents-of-body", {"body": "Quốc hội"}, ("name", "issuedOn"), {("Luật Đo lường", "2011-11-11")}),
        ("history-of-document", {"document": "Luật Đo lường"}, ("relation", "name"), {("details", DECREE)}),
        (
            "adopters-of-standard",
            {"standard": "ISO 9001:2008"},
            ("adopter", "edition"),
            {("các Bộ, ngành và địa phương", "ISO 9001:2008")},
        ),
        ("requests-by-person", {"person": "Trần Việt Thanh"}, ("how", "addressee"), {("directed", STAMEQ)}),
        ("parents-of-body", {"body": STAMEQ, "on": "2012-01-06"}, ("name",), {(MINISTRY,), ("Chính phủ",)}),
        ("disagreements", {}, ("property",), set()),
        ("namesakes", {}, ("name",), set()),
    ],
)
def test_query(
    kg: KnowledgeGraph, query: str, parameters: dict[str, str], columns: tuple[str, ...], expected: Rows
) -> None:
    found = {tuple(str(row[column]) for column in columns) for row in kg.query(query, **parameters)}
    if query == "requests-by-person":
        found = {row for row in found if row[0] == "directed"}
    assert found == expected


def test_every_answer_with_a_quote_quotes_the_article(kg: KnowledgeGraph) -> None:
    text = resources.path("data/articles/hoi-nghi-tong-ket-2011.txt").read_text("utf-8")
    rows = [*kg.query("participants", meeting=CONFERENCE), *kg.query("career", person="Trần Việt Thanh")]
    assert len(rows) >= 6
    assert all(str(row["quote"]) in text for row in rows)


def test_a_sentence_that_the_article_says_twice_is_answered_once(kg: KnowledgeGraph) -> None:
    """Its lead and its body are the same words; the store keeps both places, a reader sees one row."""
    quotes = [row["quote"] for row in kg.query("career", person="Ngô Quý Việt")]
    assert len(quotes) == len(set(quotes)) == 2
    assert len(kg.person("Ngô Quý Việt").tenures[0].evidence) == 3
    shown = kg.show("Ngô Quý Việt").to_pandas()
    assert not shown.duplicated().any()
