"""The source line of an article becomes its publisher, and nothing else does."""

import unicodedata

import pytest

from govkg import resources
from govkg.model.article import Article
from govkg.sources.publisher import publisher
from govkg.sources.reading import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bộ Y tế họp.\nNguồn: moh.example.vn", "moh.example.vn"),
        ("Bộ Y tế họp.\r\n  Nguồn : Báo Sức khỏe  \r\n", "Báo Sức khỏe"),
        ("Bộ Y tế họp.\n(Nguồn: TTXVN)", "TTXVN"),
        (unicodedata.normalize("NFD", "Bộ Y tế họp.\nNguồn tin: TTXVN."), "TTXVN"),
        ("Theo số liệu (nguồn: Tổng cục Thống kê), giá tăng.", None),
        ("Nguồn: " + "dài " * 50, None),
        ("Bộ Y tế họp.", None),
    ],
)
def test_publisher(text: str, expected: str | None) -> None:
    assert publisher(text) == expected


def test_the_article_that_ships_with_govkg() -> None:
    (article,) = read([resources.path("data/articles")])
    assert isinstance(article, Article)
    assert article.publisher == "portal.tcvn.vn"
