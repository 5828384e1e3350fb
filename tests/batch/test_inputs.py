"""Rows of a table and pages of a web archive as articles; the cluster's test reads JSON lines."""

from __future__ import annotations

import gzip
from datetime import date, datetime

import pytest

pytest.importorskip("pyspark", reason="the extra spark is not installed")
from pyspark.sql import Row

from govkg.batch.inputs import _from_archive, _from_line, _from_row
from govkg.errors import SourceError
from govkg.model.article import Article

SENTENCE = "Sở Y tế tỉnh đã tổ chức hội nghị tổng kết công tác năm và bàn phương hướng cho năm tới. "
PAGE = (
    f"<html><head><title>Hội nghị tổng kết</title></head><body><article><p>{SENTENCE * 8}</p></article></body></html>"
)


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


def archive(*pages: tuple[str, str, str, str]) -> bytes:
    """A compressed WARC file of responses: address, status, type, body."""
    records = []
    for address, status, kind, body in pages:
        response = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n{body}".encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2012-03-01T00:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(response)}\r\n\r\n"
        )
        records.append(gzip.compress(head.encode() + response + b"\r\n\r\n"))
    return b"".join(records)


def test_pages_of_an_archive() -> None:
    data = archive(
        ("https://example.org/1", "200 OK", "text/html; charset=utf-8", PAGE),
        ("https://example.org/2", "404 Not Found", "text/html", PAGE),
        ("https://example.org/3", "200 OK", "image/png", "no page"),
        ("https://example.org/4", "200 OK", "text/html", "<html></html>"),
    )
    article, empty = _from_archive("crawl.warc.gz", data)
    assert isinstance(article, Article)
    assert (article.id, article.title) == ("https://example.org/1", "Hội nghị tổng kết")
    assert "Sở Y tế tỉnh" in article.text
    assert isinstance(empty, SourceError)


def test_a_file_that_is_no_archive() -> None:
    (found,) = _from_archive("crawl.warc.gz", b"no archive at all")
    assert isinstance(found, SourceError)
    assert "WARC" in str(found)
