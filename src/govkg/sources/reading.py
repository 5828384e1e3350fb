"""Whatever a person names becomes a stream of articles, in a stable order, with each refusal in its place."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final, cast

from govkg.errors import GovkgError, SourceError
from govkg.model.article import Article, Origin
from govkg.sources import html, plain, records
from govkg.sources.decoding import LARGEST, decode

SUFFIXES: Final = (".txt", ".json", ".jsonl", ".jsonl.gz", ".html", ".htm")
STDIN: Final = "-"

Read = Article | GovkgError
"""An article, or why one could not be read. A refusal does not stop the stream."""


def read(sources: Iterable[str | Path]) -> Iterator[Read]:
    """The articles of files, folders (recursively, by name) and ``-`` (standard input)."""
    for source in sources:
        if str(source) == STDIN:
            yield from _stdin()
        elif "://" in str(source):
            yield SourceError("addresses are not read; save the page and name the file", path=str(source))
        else:
            yield from _path(Path(source))


def _path(path: Path) -> Iterator[Read]:
    try:
        is_folder = path.is_dir()
        names = sorted(_inside(path)) if is_folder else [path]
    except OSError as error:
        yield _refusal(error, str(path))
        return
    if is_folder and not names:
        yield SourceError(f"a folder without articles ({' '.join(SUFFIXES)})", path=path)
    for name in names:
        base = name.relative_to(path) if is_folder else Path(name.name)
        yield from _file(name, _without_suffix(base.as_posix()))


def _inside(folder: Path) -> Iterator[Path]:
    for found in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in found.relative_to(folder).parts)
        if not hidden and found.name.lower().endswith(SUFFIXES) and found.is_file():
            yield found


def _without_suffix(name: str) -> str:
    suffix = max((s for s in SUFFIXES if name.lower().endswith(s)), key=len, default="")
    return name[: len(name) - len(suffix)] or name


def _file(path: Path, article_id: str) -> Iterator[Read]:
    name = path.name.lower()
    try:
        if name.endswith(".jsonl.gz"):
            with gzip.open(path) as lines:
                yield from _lines(cast(BinaryIO, lines), str(path))
        elif name.endswith(".jsonl"):
            with path.open("rb") as lines:
                yield from _lines(lines, str(path))
        else:
            with path.open("rb") as file:
                data = file.read(LARGEST + 1) if path.stat().st_size <= LARGEST else None
            yield _one(data, path, article_id)
    except (OSError, EOFError, zlib.error) as error:
        yield _refusal(error, str(path))


def _one(data: bytes | None, path: Path, article_id: str) -> Read:
    """One file, one article; ``data`` is None for a file that is too large to be one."""
    try:
        if data is None:
            size, limit = path.stat().st_size / 2**20, LARGEST // 2**20
            raise SourceError(f"too large for one article: {size:.0f} MB, the limit is {limit} MB", path=path)
        text, origin = decode(data, path=str(path)), Origin(str(path))
        match path.suffix.lower():
            case ".json":
                return records.article(text, origin, default_id=article_id)
            case ".html" | ".htm":
                return html.article(text, origin, article_id)
            case _:
                return plain.article(text, origin, article_id)
    except GovkgError as error:
        return error


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


def _stdin() -> Iterator[Read]:
    """Standard input: JSON lines, one JSON object over many lines, or one plain text."""
    stream = sys.stdin.buffer
    data = stream.read(LARGEST + 1)
    try:
        text = decode(data, path="stdin")
    except GovkgError as error:
        yield error
        return
    if not text.lstrip().startswith("{"):
        yield plain.article(text, Origin("stdin"), "stdin")
        return
    try:
        yield records.article(text, Origin("stdin"), default_id="stdin")
    except SourceError:
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                try:
                    yield records.article(line, Origin("stdin", number))
                except SourceError as error:
                    yield error


def _refusal(error: Exception, path: str) -> SourceError:
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
