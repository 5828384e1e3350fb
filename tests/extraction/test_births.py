"""Births are read right after the name of an official, and nowhere else."""

from __future__ import annotations

import pytest

from govkg.extraction.pipeline import read
from govkg.model.actors import Person
from govkg.model.article import Article
from govkg.model.facts import Born
from govkg.model.interval import PartialDate


def births(text: str) -> list[Born]:
    return [one.fact for one in read(Article(id="a", text=text)) if isinstance(one.fact, Born)]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Thứ trưởng Bộ Y tế Hà Văn Mẫu (sinh năm 1965) nhận nhiệm vụ mới.", PartialDate(1965)),
        ("Thứ trưởng Bộ Y tế Hà Văn Mẫu, SN 1965, nhận nhiệm vụ mới.", PartialDate(1965)),
        ("Thứ trưởng Bộ Y tế Hà Văn Mẫu sinh ngày 2/9/1965 tại Nghệ An.", PartialDate(1965, 9, 2)),
    ],
)
def test_after_the_name(text: str, date: PartialDate) -> None:
    assert births(text) == [Born(Person("Hà Văn Mẫu"), date)]


@pytest.mark.parametrize(
    "text",
    [
        "Thứ trưởng Bộ Y tế Hà Văn Mẫu họp. Một em bé sinh năm 2011 được tặng quà.",
        "Thứ trưởng Bộ Y tế Hà Văn Mẫu (sinh ngày 31/2/1965) nhận nhiệm vụ mới.",
        "Thứ trưởng Bộ Y tế Hà Văn Mẫu (SN 0065) nhận nhiệm vụ mới.",
    ],
)
def test_nowhere_else(text: str) -> None:
    assert births(text) == []
