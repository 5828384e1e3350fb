"""The content of one file becomes articles, by the ending of its name."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final, cast

from govkg.errors import GovkgError, SourceError
from govkg.model.article import Article, Origin
from govkg.sources import archive, html, plain, records
from govkg.sources.decoding import LARGEST, decode

SUFFIXES: Final = (".txt", ".json", ".jsonl", ".jsonl.gz", ".html", ".htm", ".warc", ".warc.gz")
"""Endings of the files that hold articles."""
_MANY: Final = (".jsonl", ".jsonl.gz", ".warc", ".warc.gz")

Read = Article | GovkgError
"""An article, or why one could not be read. A refusal does not stop the stream."""


def inside(folder: Path) -> Iterator[Path]:
    """The files of articles in a folder and its folders, without hidden ones."""
    for found in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in found.relative_to(folder).parts)
        if not hidden and found.name.lower().endswith(SUFFIXES) and found.is_file():
            yield found


def id_of(name: str) -> str:
    """What an article is called that only has the name of its file: the name without its ending."""
    suffix = max((s for s in SUFFIXES if name.lower().endswith(s)), key=len, default="")
    return name[: len(name) - len(suffix)] or name


def articles(path: Path, article_id: str) -> Iterator[Read]:
    """The articles of a file; ``article_id`` is for the one that has no id of its own."""
    name = path.name.lower()
    try:
        if name.endswith(_MANY):
            with path.open("rb") as stream:
                yield from _many(stream, name, str(path))
        else:
            yield one(_whole(path), str(path), article_id)
    except GovkgError as error:
        yield error
    except (OSError, EOFError, zlib.error) as error:
        yield refusal(error, path)


def of_bytes(data: bytes, name: str, origin: str, article_id: str) -> Iterator[Read]:
    """The articles of content that was had elsewhere, as of a file ``name``; ``origin`` says where."""
    try:
        if name.lower().endswith(_MANY):
            yield from _many(BytesIO(data), name.lower(), origin)
        else:
            yield one(data, origin, article_id, suffix=Path(name).suffix)
    except (OSError, EOFError, zlib.error) as error:
        yield refusal(error, origin)


def one(data: bytes, path: str, article_id: str, *, suffix: str | None = None) -> Read:
    """One content, one article; its form is told by ``suffix``, which is that of ``path`` if not given."""
    try:
        origin = Origin(path)
        match (Path(path).suffix if suffix is None else suffix).lower():
            case ".json":
                return records.article(decode(data, path=path), origin, default_id=article_id)
            case ".html" | ".htm":
                return html.article(html.text(data, origin), origin, article_id)
            case _:
                return plain.article(decode(data, path=path), origin, article_id)
    except GovkgError as error:
        return error


def refusal(error: Exception, path: Path | str) -> SourceError:
    """What the operating system said, in one line."""
    match error:
        case FileNotFoundError():
            message = "no such file or folder"
        case PermissionError():
            message = "no permission to read it"
        case gzip.BadGzipFile() | EOFError() | zlib.error():
            message = f"not a whole gzip file: {error}"
        case OSError():
            message = error.strerror or str(error)
        case _:
            message = str(error)
    return SourceError(message, path=path)


def _whole(path: Path) -> bytes:
    size = path.stat().st_size
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if max(size, len(data)) > LARGEST:
        limit = LARGEST // 2**20
        raise SourceError(f"too large for one article: {size / 2**20:.0f} MB, the limit is {limit} MB", path=path)
    return data


def _many(stream: BinaryIO, name: str, path: str) -> Iterator[Read]:
    if name.endswith((".warc", ".warc.gz")):
        yield from archive.articles(stream, path)
    elif name.endswith(".gz"):
        with gzip.open(stream) as lines:
            yield from _lines(cast(BinaryIO, lines), path)
    else:
        yield from _lines(stream, path)


def _lines(stream: BinaryIO, path: str) -> Iterator[Read]:
    """JSON lines; a line that is too long is refused without being held in memory."""
    number = 0
    while data := stream.readline(LARGEST + 1):
        number += 1
        if len(data) > LARGEST:
            while data and not data.endswith(b"\n"):
                data = stream.readline(LARGEST)
            yield SourceError(f"too large for one article: the limit is {LARGEST // 2**20} MB", path=path, line=number)
        elif data.strip():
            try:
                yield records.article(decode(data, path=path, line=number), Origin(path, number))
            except GovkgError as error:
                yield error
    if number == 0:
        yield SourceError("empty", path=path)
