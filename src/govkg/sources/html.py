"""A web page becomes one article: the page's own metadata, and its main text without menus."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from email.message import Message
from typing import Final
from urllib.parse import urlsplit

from govkg.errors import SourceError
from govkg.extras import extra
from govkg.iris import digest
from govkg.model.article import Article, Origin
from govkg.sources import published as dates
from govkg.sources.decoding import decode
from govkg.sources.publisher import publisher

_META: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_HEAD: Final = 4096
"""Bytes in which a page says its encoding; HTML wants it in the first 1,024."""


def article(page: str, origin: Origin, article_id: str, *, address: str | None = None) -> Article:
    """Read a page with trafilatura, which is made for this; ``address`` is where it was found.

    Raises:
        MissingExtra: the extra ``web`` is not installed.
        SourceError: the page has no main text.
    """
    with extra("web", f"reading HTML ({origin})"):
        from trafilatura import bare_extraction
    found = bare_extraction(page, url=address, with_metadata=True, include_comments=False, include_tables=True)
    if found is None or isinstance(found, dict) or not found.text:
        raise SourceError("a page without a main text", path=origin.path, line=origin.line)
    return Article(
        article_id,
        found.text,
        title=found.title or "",
        url=found.url,
        published=_day(found.date),
        publisher=found.sitename or publisher(found.text),
        origin=origin,
    )


def at_address(page: str, origin: Origin, address: str) -> Article:
    """Read a page that was found at ``address``; its id is made of its address.

    That is the address which the page calls its own (without what newsletters and feeds hang on), if it is one of the
    same host and not just its front page.

    Raises:
        MissingExtra: the extra ``web`` is not installed.
        SourceError: the page has no main text.
    """
    read = article(page, origin, "", address=address)
    own = read.url if read.url and _may_be_called(address, read.url) else address
    return replace(read, id=digest("url", own), url=own)


def text(data: bytes, origin: Origin, *, content_type: str | None = None) -> str:
    """The text of a page in the encoding that its header or its head says, or else that its bytes tell.

    Raises:
        SourceError: empty, too large, or in no encoding that is known.
    """
    for encoding in _said(data, content_type):
        if encoding not in ("utf-8", "utf8", "us-ascii", "ascii"):
            try:
                return decode(data.decode(encoding).encode(), path=origin.path, line=origin.line)
            except (LookupError, UnicodeError):
                continue
    return decode(data, path=origin.path, line=origin.line)


def _said(data: bytes, content_type: str | None) -> list[str]:
    header = Message()
    header["Content-Type"] = content_type or "text/html"
    in_head = _META.search(data, 0, _HEAD)
    said = (header.get_content_charset(), in_head and in_head[1].decode("ascii").lower())
    return [encoding for encoding in said if encoding]


def _may_be_called(address: str, own: str) -> bool:
    here, there = urlsplit(address), urlsplit(own)
    return here.hostname == there.hostname and there.scheme in ("http", "https") and there.path not in ("", "/")


def _day(text: str | None) -> date | None:
    try:
        return dates.parse(text) if text else None
    except ValueError:
        return None
