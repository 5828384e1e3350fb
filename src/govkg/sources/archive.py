"""A web archive (WARC), as crawlers and Common Crawl's CC-NEWS write it, becomes the articles of its pages."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from govkg.errors import SourceError
from govkg.extras import extra
from govkg.model.article import Article, Origin
from govkg.sources import html
from govkg.sources.decoding import LARGEST


def articles(stream: BinaryIO, path: str) -> Iterator[Article | SourceError]:
    """The pages that came with status 200; what is no page is passed over. ``path`` names the archive.

    The line of an article's origin is the number of its record. The archive is read as a stream, page by page.
    """
    with extra("web", f"reading WARC ({path})"):
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    number = 0
    try:
        for number, record in enumerate(ArchiveIterator(stream), 1):
            if record.rec_type == "response" and _is_page(record):
                yield _page(record, Origin(path, number))
    except (ArchiveLoadFailed, EOFError, zlib.error, ValueError, AttributeError) as error:
        # The last two are what warcio lets slip on heads that end too early.
        yield SourceError(f"not a whole WARC file: {' '.join(str(error).split())}", path=path, line=number + 1)
        return
    if number == 0:
        yield SourceError("empty", path=path)


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    if headers is None or headers.get_statuscode() != "200":
        return False
    kind = headers.get_header("Content-Type") or record.rec_headers.get_header("WARC-Identified-Payload-Type") or ""
    return "html" in kind.lower()


def _page(record: Any, origin: Origin) -> Article | SourceError:
    address = record.rec_headers.get_header("WARC-Target-URI")
    try:
        if record.rec_headers.get_header("WARC-Truncated"):
            raise SourceError(f"{address}: the crawler cut the page off", path=origin.path, line=origin.line)
        data = record.content_stream().read(LARGEST + 1)
        record.raw_stream.read()
        if record.raw_stream.limit:
            raise SourceError(f"{address}: the archive ends within the page", path=origin.path, line=origin.line)
        kind = record.http_headers.get_header("Content-Type")
        return html.at_address(html.text(data, origin, content_type=kind), origin, address)
    except SourceError as error:
        return error
