"""Articles from whatever Spark reads: JSON lines, Parquet tables and WARC archives, by file, folder or pattern."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

from pyspark import RDD
from pyspark.sql import Row, SparkSession

from govkg.errors import SourceError
from govkg.model.article import Article, Origin
from govkg.sources import archive, records

Found = Article | SourceError


def articles(spark: SparkSession, path: str, partitions: int) -> RDD[Found]:
    """The articles at ``path``, or why one cannot be read; the ending of the path tells the format.

    ``partitions`` is the least number of pieces that JSON lines are cut into.
    """
    context = spark.sparkContext
    if path.rstrip("/").endswith(".parquet"):
        return spark.read.parquet(path).rdd.map(lambda row: _from_row(row, path))
    if path.endswith((".warc", ".warc.gz")):
        return context.binaryFiles(path).flatMap(lambda file: archive.articles(io.BytesIO(file[1]), file[0]))
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
