from __future__ import annotations

import json

import pytest

from govkg.errors import DataError
from govkg.lookup import KnowledgeGraph, entities, facts
from govkg.lookup.entity import Entity
from govkg.lookup.fields import fields
from govkg.lookup.record import words


def kinds() -> list[type[Entity]]:
    found = [kind for module in (entities, facts) for kind in vars(module).values() if isinstance(kind, type)]
    return [kind for kind in found if issubclass(kind, Entity)]


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_every_attribute_has_a_name_in_both_languages(kind: type[Entity]) -> None:
    for name in fields(kind):
        assert words(name).vi != words(name).en


def test_an_attribute_without_a_name_is_an_error_of_the_data() -> None:
    with pytest.raises(DataError, match="nothing needs a name"):
        words("nothing")


def test_all_that_is_known_of_a_person(example: KnowledgeGraph) -> None:
    record = example.show("Trần Minh Đức")
    assert [(line.attribute, line.value, line.time) for line in record][:3] == [
        ("tenures", "Thứ trưởng Bộ Khoa học và Công nghệ", "(2011-03-10/2012-05-21)"),
        ("tenures", "Bộ trưởng Bộ Khoa học và Công nghệ", "2013-08-01/.. (2013-08-02/2014-02-14)"),
        ("participations", "chair, Hội nghị triển khai công tác đo lường năm 2011", "2011-03-10"),
    ]
    assert [line.attribute for line in record][3:] == [
        "participations",
        "participations",
        "decisions",
        "speeches",
        "topics",
    ]
    assert all(line.evidence for line in record)
    assert len(record.mentions) == 5


def test_as_of_a_day_with_how_sure(example: KnowledgeGraph) -> None:
    record = example.show("Trần Minh Đức", at="2012-01-06")
    assert [(line.value, line.certainty) for line in record if line.attribute == "tenures"] == [
        ("Thứ trưởng Bộ Khoa học và Công nghệ", "likely")
    ]
    assert [line.time for line in record if line.attribute == "participations"] == ["2011-03-10"]


def test_a_link_brings_the_sentence_that_states_it(example: KnowledgeGraph) -> None:
    lines = {(line.attribute, line.value): line for line in example.show("Luật Kiểm định")}
    issued = lines["passed_by", "Quốc hội"]
    assert [one.fact for one in issued.evidence] == ["IssuedBy"]
    assert lines["repeals", "Pháp lệnh Kiểm định"].evidence[0].quote.startswith("Luật có hiệu lực")
    assert lines["type", "Luật, bộ luật"].words.en == "Type"


def test_a_body_lists_who_held_its_posts(example: KnowledgeGraph) -> None:
    held = [line.value for line in example.show("Bộ Y tế") if line.attribute == "tenures"]
    assert held == ["Vũ Thanh Lâm, Bộ trưởng Bộ Y tế"]


def test_every_form_of_a_record(example: KnowledgeGraph) -> None:
    record = example.show("Bộ KHCN")
    written = json.loads(json.dumps(record.to_dict(), ensure_ascii=False))
    assert written["name"] == "Bộ Khoa học và Công nghệ"
    assert len(written["facts"]) == len(record)
    frame = record.to_pandas()
    assert list(frame.columns) == ["attribute", "value", "time", "certainty", "quote", "article"]
    assert len(frame) >= len(record)
    assert ">Chính phủ</td>" in record._repr_html_()
