"""Rows of a table and pages of a web archive as articles; the cluster's test reads JSON lines."""

from __future__ import annotations

from datetime import date, datetime

import pytest

pytest.importorskip("pyspark", reason="the extra spark is not installed")
from pyspark.sql import Row

from govkg.batch.inputs import _from_line, _from_row
from govkg.errors import SourceError
from govkg.model.article import Article

SENTENCE = "Sở Y tế tỉnh đã tổ chức hội nghị tổng kết công tác năm và bàn phương hướng cho năm tới. "


def test_a_row_of_a_table() -> None:
    row = Row(id=7, url=None, title="Hội nghị", text=SENTENCE, published=date(2012, 3, 1))
    found = _from_row(row, "news.parquet")
    assert isinstance(found, Article)
    assert (found.id, found.title, found.text, found.published) == ("7", "Hội nghị", SENTENCE, date(2012, 3, 1))


def test_a_time_of_day_in_a_table() -> None:
    found = _from_row(Row(id="x", text=SENTENCE, published=datetime(2012, 3, 1, 9, 30)), "news.parquet")
    assert isinstance(found, Article)
    assert str(found.published).startswith("2012-03-01")


@pytest.mark.parametrize("line", ["no JSON", "[]", '{"id": "1", "text": ""}', '{"id": "1", "text": 5}'])
def test_a_line_that_is_no_article(line: str) -> None:
    found = _from_line(line, "hdfs:///news.jsonl")
    assert isinstance(found, SourceError)
    assert str(found).startswith("hdfs:///news.jsonl")
