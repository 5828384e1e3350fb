"""Articles from whatever Spark reads: JSON lines, Parquet tables and WARC archives, by file, folder or pattern."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from pyspark import RDD
from pyspark.sql import Row, SparkSession
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from govkg.errors import GovkgError, SourceError
from govkg.model.article import Article, Origin
from govkg.sources import html, records
from govkg.sources.decoding import decode

Found = Article | SourceError


def articles(spark: SparkSession, path: str, partitions: int) -> RDD[Found]:
    """The articles at ``path``, or why one cannot be read; the ending of the path tells the format.

    ``partitions`` is the least number of pieces that JSON lines are cut into.
    """
    context = spark.sparkContext
    if path.rstrip("/").endswith(".parquet"):
        return spark.read.parquet(path).rdd.map(lambda row: _from_row(row, path))
    if path.endswith((".warc", ".warc.gz")):
        return context.binaryFiles(path).flatMap(lambda file: _from_archive(file[0], file[1]))
    return (
        context.textFile(path, partitions)
        .filter(lambda line: bool(line.strip()))
        .map(lambda line: _from_line(line, path))
    )


def _from_line(line: str, path: str) -> Found:
    try:
        return records.article(line.lstrip("\ufeff"), Origin(path))
    except SourceError as error:
        return error


def _from_row(row: Row, path: str) -> Found:
    """A row with columns named like the keys of a JSON article."""
    record = {key: _plain(value) for key, value in row.asDict(recursive=True).items()}
    return _from_line(json.dumps(record, ensure_ascii=False), path)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _from_archive(path: str, data: bytes) -> Iterator[Found]:
    """The pages of a web archive that came with status 200; what is not a page is passed over."""
    try:
        for record in ArchiveIterator(io.BytesIO(data)):
            if record.rec_type == "response" and _is_page(record.http_headers):
                yield _from_page(record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read(), path)
    except ArchiveLoadFailed as error:
        yield SourceError(f"not a whole WARC file: {error}", path=path)


def _is_page(headers: Any) -> bool:
    return (
        headers is not None
        and headers.get_statuscode() == "200"
        and "html" in (headers.get_header("Content-Type") or "").lower()
    )


def _from_page(address: str, data: bytes, path: str) -> Found:
    try:
        return html.article(decode(data, path=path), Origin(path), address)
    except GovkgError as error:
        return error if isinstance(error, SourceError) else SourceError(str(error), path=path)
