from __future__ import annotations

from datetime import date

import pytest

from govkg.errors import Ambiguous, NotFound
from govkg.lookup import Certainty, KnowledgeGraph


def test_a_body_answers_to_any_spelling_abbreviation_and_iri(example: KnowledgeGraph) -> None:
    wanted = example.organization("Bộ Khoa học và Công nghệ")
    for name in ("bo khoa hoc va cong nghe", "BỘ KHOA HỌC VÀ CÔNG NGHỆ", "Bộ KH & CN", "bo khcn", wanted.iri):
        assert example.organization(name) == wanted
    assert wanted.name_en == "Ministry of Science and Technology"
    assert wanted.kind == "Ministry"
    assert wanted.parent is not None
    assert wanted.parent.name == "Chính phủ"


def test_one_name_of_two_bodies_is_told_apart_by_the_body_above(example: KnowledgeGraph) -> None:
    with pytest.raises(Ambiguous) as caught:
        example.organization("Vụ Pháp chế")
    assert [description for _, description in caught.value.choices] == [
        "Vụ Pháp chế (Bộ Khoa học và Công nghệ)",
        "Vụ Pháp chế (Bộ Y tế)",
    ]
    legal = example.organization("Vụ Pháp chế", within="Bộ Y tế")
    assert legal == example.organization("vu phap che, bo y te")
    assert [body.name for body in legal.parents] == ["Bộ Y tế", "Chính phủ"]


def test_an_unknown_name_comes_with_the_nearest(example: KnowledgeGraph) -> None:
    with pytest.raises(NotFound) as caught:
        example.person("Trần Minh Đứcc")
    assert caught.value.candidates == ("Trần Minh Đức",)


def test_names_that_differ_in_a_diacritic_are_two_people(example: KnowledgeGraph) -> None:
    assert example.person("Nguyễn Văn Ánh") != example.person("Nguyễn Văn Ính")
    assert example.person("nguyen van anh").name == "Nguyễn Văn Ánh"


def test_a_career_with_its_sentences(example: KnowledgeGraph) -> None:
    first, second = example.person("Trần Minh Đức").tenures
    assert (str(first.post), str(first.organization)) == (
        "Thứ trưởng Bộ Khoa học và Công nghệ",
        "Bộ Khoa học và Công nghệ",
    )
    assert (str(first.observed), bool(first.stated)) == ("2011-03-10/2012-05-21", False)
    assert str(second.stated) == "2013-08-01/.."
    evidence = first.evidence[0]
    assert evidence.quote == "Thứ trưởng Bộ Khoa học và Công nghệ Trần Minh Đức chủ trì hội nghị."
    assert evidence.article.url == "https://news.example.org/a1"
    assert evidence.article.published == date(2011, 3, 10)
    assert (evidence.rule, evidence.confidence) == ("fixture", 0.95)


@pytest.mark.parametrize(
    ("post", "on", "holder", "sure"),
    [
        ("Thứ trưởng", "2010-01-01", "Trần Minh Đức", Certainty.NOT_YET_KNOWN),
        ("thu truong", "2011-03-10", "Trần Minh Đức", Certainty.CERTAIN),
        ("Deputy Minister", "2011-08-01", "Trần Minh Đức", Certainty.LIKELY),
        ("Thứ trưởng", "2012-05-20", "Trần Minh Đức", Certainty.CERTAIN),
        ("Thứ trưởng", "2020-01-01", "Trần Minh Đức", Certainty.LAST_KNOWN),
        ("Bộ trưởng", "2009-06-01", "Phạm Quang Huy", Certainty.LIKELY),
        ("Bộ trưởng", "2013-01-01", "Phạm Quang Huy", Certainty.CERTAIN),
        ("Minister", "2013-09-01", "Trần Minh Đức", Certainty.LIKELY),
        ("Bộ trưởng", "2020-01-01", "Trần Minh Đức", Certainty.LAST_KNOWN),
    ],
)
def test_who_held_a_post(example: KnowledgeGraph, post: str, on: str, holder: str, sure: Certainty) -> None:
    answer = example.who_held(post, "Bộ KH&CN", on=on)
    assert (answer.certainty, [found.person.name for found in answer]) == (sure, [holder])
    assert answer[0].evidence


@pytest.mark.parametrize("post", ["Vụ trưởng Vụ Pháp chế", "vu truong vu phap che"])
def test_a_title_may_hold_the_name_of_a_part(example: KnowledgeGraph, post: str) -> None:
    (holder,) = example.who_held(post, "Bộ Y tế", on="2014-01-01")
    assert holder.tenure.organization == example.organization("Vụ Pháp chế", within="Bộ Y tế")


def test_a_post_that_the_body_lacks(example: KnowledgeGraph) -> None:
    with pytest.raises(NotFound) as caught:
        example.who_held("Thống đốc", "Bộ Y tế", on="2014-01-01")
    assert caught.value.candidates == ("Bộ trưởng",)


def test_meetings_of_a_day_and_of_a_period(example: KnowledgeGraph) -> None:
    (meeting,) = example.meetings(on="2012-05-19")
    assert [agent.name for agent in meeting.participants] == [
        "Trần Minh Đức",
        "Lê Thị Hồng Ánh",
        "Ủy ban nhân dân tỉnh Hà Giang",
    ]
    assert [str(found.begin) for found in example.meetings(begin="2011", end="2012")] == ["2011-03-10", "2012-05-19"]
    (last,) = example.meetings(begin="2014-02")
    assert "Đỗ Hải Nam" not in [agent.name for agent in last.participants]


def test_documents_and_standards(example: KnowledgeGraph) -> None:
    law = example.document("luat kiem dinh")
    assert law == example.document("51/2013/QH13")
    assert law.passed_by is not None
    assert law.passed_by.name == "Quốc hội"
    assert [document.number for document in law.basis_of] == ["9/2014/TT-BYT"]
    edition = example.standard("ISO 9001:2008")
    assert str(edition.replaced_by) == "ISO 9001:2015"
    (adoption,) = example.standard("TCVN ISO 9001:2008").adoptions
    assert str(adoption.adopter) == "Ủy ban nhân dân tỉnh Hà Giang"


def test_a_body_before_and_after_its_merger(example: KnowledgeGraph) -> None:
    old = example.organization("Bộ GTVT")
    assert [body.name for body in old.successors] == ["Bộ Xây dựng mới"]
    assert old in old.successors[0].predecessors
