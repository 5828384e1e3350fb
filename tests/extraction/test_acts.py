"""Documents, meetings and decisions beyond single sentences: bounds, keys, orders, and rules that are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkg import datafile
from govkg.errors import DataError
from govkg.extraction import document_mentions, meeting_mentions, meeting_verbs, titles
from govkg.extraction.actors import actors
from govkg.extraction.pipeline import RECOGNISERS, read
from govkg.extraction.reading import Passage, Reading
from govkg.model.article import Article
from govkg.model.facts import DocumentState, Fact, Participates
from govkg.model.span import Span


def passage(text: str) -> Passage:
    """A passage with its mentions filled in."""
    reading = Reading.of(Article("a", text))
    list(RECOGNISERS[0](reading))
    return reading.passages[0]


def facts(text: str) -> list[Fact]:
    return [statement.fact for statement in read(Article("a", text))]


def test_a_title_and_its_name_are_one_actor() -> None:
    text = "Thứ trưởng Bộ Y tế Lê Thị Mai và Bộ Tài chính trình Thủ tướng Chính phủ."
    here = passage(text)
    found = [
        (actor.span.of(text), actor.person and actor.person.name, actor.body and actor.body.name)
        for actor in actors(here, Span(0, len(text)))
    ]
    assert found == [
        ("Thứ trưởng Bộ Y tế Lê Thị Mai", "Lê Thị Mai", "Bộ Y tế"),
        ("Bộ Tài chính", None, "Bộ Tài chính"),
        ("Thủ tướng Chính phủ", None, "Thủ tướng Chính phủ"),
    ]
    assert actors(here, Span(0, 20)) == []


def test_local_numbers_are_told_apart_by_their_issuer() -> None:
    text = (
        "Quyết định số 12/QĐ-UBND của Ủy ban nhân dân tỉnh Hà Nam có hiệu lực. "
        "Quyết định số 12/QĐ-TTg của Thủ tướng Chính phủ cũng vậy."
    )
    documents = {fact.document for fact in facts(text) if isinstance(fact, DocumentState)}
    assert {(each.number, each.issuer is None) for each in documents} == {("12/QĐ-UBND", False), ("12/QĐ-TTg", True)}


def test_one_person_has_one_role_of_a_kind_in_a_meeting() -> None:
    text = (
        "Ngày 3/4/2012, Cục Thú y tổ chức Hội nghị phòng dịch. Cục trưởng Đào Duy Hải phát biểu khai mạc. "
        "Cục trưởng Đào Duy Hải nhấn mạnh vai trò cơ sở. Phát biểu tại hội nghị, ông Hải cho biết dịch giảm."
    )
    found = [fact for fact in facts(text) if isinstance(fact, Participates)]
    assert len(found) == len(set(found)) == 2


HOSTILE = {
    "nested laws": "Luật sửa đổi, bổ sung một số điều của ",
    "reports": "Báo cáo kết quả, ",
    "meetings": "tổ chức Hội nghị tổng kết, ",
    "brackets": "Hội nghị (",
    "bodies": "Bộ Y tế và Bộ Tài chính, ",
    "decisions": "được bổ nhiệm giữ chức ",
    "awards": "Huân chương Lao động hạng Nhất, ",
    "quotes": "yêu cầu “",
    "numbers": "12/QĐ-",
    "spaces": " \n ",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_lists_without_end_are_bounded(piece: str) -> None:
    here = passage(piece * (60_000 // len(piece)))
    assert len(list(document_mentions.document_mentions(here))) <= document_mentions.MOST_MENTIONS
    assert len(meeting_verbs.meeting_mentions(here)) <= 2 * meeting_verbs.MOST_MENTIONS
    article = Article("a", here.text)
    assert all(statement.evidence.holds(article) for statement in read(article))


WORDS = [
    "Luật", "dự thảo", "Nghị định số 12/2010/NĐ-CP", "của", "Bộ Y tế", "Hội nghị", "tổng kết", "tổ chức", "ngày 3/4",
    "Thứ trưởng Bộ Y tế Lê Thị Mai", "phát biểu", "bổ nhiệm", "giữ chức", "Giám đốc", "được", ",", ".", "(", ")", "“",
    ":", "và", "Huân chương Lao động", "cho", "ISO 9001:2008", "áp dụng", "yêu cầu", "Quốc hội", "thông qua", "sửa đổi",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=25))
@settings(max_examples=150, deadline=None)
def test_any_order_of_words_gives_statements_that_hold(words: list[str]) -> None:
    article = Article("a", " ".join(words))
    statements = read(article)
    assert all(statement.evidence.holds(article) for statement in statements)
    assert statements == read(article)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("tổng kết công tác năm 2011 đã diễn ra", "tổng kết công tác năm 2011"),
        ("về an toàn (ATTP) và dinh dưỡng, do Bộ A", "về an toàn (ATTP) và dinh dưỡng"),
        ("“Vì môi trường xanh” sáng qua", "Vì môi trường xanh"),
        ("kinh tế - xã hội vùng đồng bằng sông Hồng tại Hà Nội", "kinh tế - xã hội vùng đồng bằng sông Hồng"),
        (
            "triển khai nhiệm vụ, giải pháp và kế hoạch năm 2013 được",
            "triển khai nhiệm vụ, giải pháp và kế hoạch năm 2013",
        ),
    ],
)
def test_where_a_title_ends(text: str, title: str) -> None:
    found = titles.read_title(passage(text), 0, meeting_mentions.noun_pattern(), lists=False)
    assert found is not None
    assert found.words == title


def test_a_rule_of_an_unknown_type_says_where_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = tmp_path / "data" / "rules"
    rules.mkdir(parents=True)
    (rules / "meetings.yaml").write_text("types:\n  party:\n    nouns: [tiệc]\n", "utf-8")
    monkeypatch.setattr("govkg.resources.path", lambda name: tmp_path / name)
    datafile.read.cache_clear()
    meeting_mentions._rules.cache_clear()
    try:
        with pytest.raises(DataError) as error:
            meeting_mentions.noun_pattern()
        assert (error.value.line, "party" in str(error.value)) == (3, True)
    finally:
        monkeypatch.undo()
        datafile.read.cache_clear()
        meeting_mentions._rules.cache_clear()
