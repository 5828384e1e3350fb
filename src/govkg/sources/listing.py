"""What an RSS or Atom feed or a sitemap lists: pages, or further sitemaps. Pure: bytes in, entries out.

Feeds are parsed by feedparser, sitemaps by lxml; neither resolves entities from outside, and a document that declares
entities of its own (as XML bombs do) is refused, since no feed or sitemap needs any.
"""

from __future__ import annotations

import gzip
import re
import zlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO
from time import struct_time
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from govkg.errors import SourceError
from govkg.extras import extra
from govkg.sources import published as dates
from govkg.sources.published import VIETNAM

LARGEST: Final = 50 * 2**20
"""Bytes of a feed or sitemap at most, unpacked; the protocol of sitemaps has the same limit."""
_ROOT: Final = re.compile(rb"<(?:[A-Za-z]\w*:)?(rss|feed|RDF|urlset|sitemapindex)[\s>/]")
_PROLOGUE: Final = re.compile(rb"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL)
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_MARKS: Final = b"\xef\xbb\xbf\xff\xfe"
_WHOLE: Final = 600
"""Characters (of HTML) from which on a feed is taken to bring a whole piece, not its first lines."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page as a feed or a sitemap lists it; what it says beside the address is empty where it says nothing."""

    address: str
    title: str = ""
    summary: str = ""
    published: date | None = None
    publisher: str | None = None
    changed: str = ""
    """When the page last changed, as written there; comparable among those of one sitemap."""
    content: str = ""
    """The whole piece in HTML, where a feed brings it."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The ``pages`` of a feed or sitemap and the further ``sitemaps`` of an index, newest first where it says when."""

    pages: tuple[Entry, ...] = ()
    sitemaps: tuple[str, ...] = ()


def unpacked(data: bytes, origin: str) -> bytes:
    """The content of what may be gzip.

    Raises:
        SourceError: it is too large, or not whole.
    """
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        with gzip.open(BytesIO(data)) as file:
            content = file.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError(f"not a whole gzip file: {error}", path=origin) from error
    if len(content) > LARGEST:
        raise SourceError(f"too large for a feed or sitemap: the limit is {LARGEST // 2**20} MB", path=origin)
    return content


def is_listing(data: bytes) -> bool:
    """Whether a document is a feed or a sitemap, by its first element."""
    return _root(data) is not None


def listing(data: bytes, origin: str) -> Listing:
    """What a feed or sitemap lists; ``origin``, its path or address, is what relative addresses start from.

    Raises:
        MissingExtra: the extra ``web`` is not installed.
        SourceError: it is neither, cannot be parsed (with the line), declares entities, or lists nothing.
    """
    kind = _root(data)
    if kind is None:
        raise SourceError("neither a feed (RSS, Atom) nor a sitemap", path=origin)
    declared = re.search(rb"<!ENTITY", data.replace(b"\x00", b""))
    if declared:
        line = data.count(b"\n", 0, declared.start()) + 1
        raise SourceError("declares entities of its own, which feeds and sitemaps do not need", path=origin, line=line)
    found = _sitemap(data, origin) if kind in ("urlset", "sitemapindex") else _feed(data, origin)
    if not found.pages and not found.sitemaps:
        raise SourceError("lists no pages", path=origin)
    return found


def _root(data: bytes) -> str | None:
    head = data[: 1 << 16].replace(b"\x00", b"") if data.startswith(_WIDE) else data[: 1 << 16]
    head = head.lstrip(_MARKS)
    at = 0
    while prologue := _PROLOGUE.match(head, at):
        at = prologue.end()
    found = _ROOT.match(head, at)
    return found[1].decode() if found else None


def _feed(data: bytes, origin: str) -> Listing:
    with extra("web", f"reading feeds ({origin})"):
        import feedparser
    headers = {"content-location": origin, "content-type": "application/xml"}
    read = feedparser.parse(BytesIO(data), response_headers=headers)
    problem = read.get("bozo_exception")
    if not read.entries and problem is not None:
        declared = data[:200].replace(b"\x00", b"").lstrip(_MARKS).startswith(b"<?xml")
        raise _not_well_formed(problem, origin, added=0 if declared else 1)  # feedparser puts a declaration before
    publisher = (read.feed.get("title") or "").strip() or None
    entries = [_entry(each, origin, publisher) for each in read.entries]
    return Listing(tuple(entry for entry in entries if _is_page(entry.address)))


def _entry(read: Any, origin: str, publisher: str | None) -> Entry:
    source = (read.get("source") or {}).get("title")
    content = max((each.get("value") or "" for each in read.get("content", ())), key=len, default="")
    return Entry(
        address=_joined(origin, read.get("link") or ""),
        title=(read.get("title") or "").strip(),
        published=_moment(read.get("published_parsed")),
        publisher=source or publisher,
        content=content if len(content) >= _WHOLE else "",
    )


def _moment(time: struct_time | None) -> date | None:
    """Vietnamese time, of what feedparser gives in UTC."""
    if time is None:
        return None
    try:
        return datetime(*time[:6]) + (VIETNAM.utcoffset(None) or timedelta())
    except ValueError:
        return None


def _sitemap(data: bytes, origin: str) -> Listing:
    with extra("web", f"reading sitemaps ({origin})"):
        from lxml import etree
    pages: list[Entry] = []
    sitemaps: list[tuple[str, str]] = []
    try:
        steps = etree.iterparse(BytesIO(data), resolve_entities=False, no_network=True, load_dtd=False)
        for _, element in steps:
            kind = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if kind not in ("url", "sitemap"):
                continue
            said = _said(element)
            address = _joined(origin, _text(element, "loc"))
            if not _is_page(address):
                raise SourceError(f"not an http(s) address: {address!r}", path=origin, line=element.sourceline)
            if kind == "sitemap":
                sitemaps.append((said.get("lastmod", ""), address))
            else:
                published = _day(said.get("publication_date", ""))
                title, name = said.get("title", ""), said.get("name") or None
                pages.append(Entry(address, title, "", published, name, said.get("lastmod", "")))
            element.clear()
    except etree.XMLSyntaxError as error:
        raise _not_well_formed(error, origin) from error
    pages.sort(key=lambda entry: entry.changed, reverse=True)
    sitemaps.sort(key=lambda each: each[0], reverse=True)
    return Listing(tuple(pages), tuple(address for _, address in sitemaps))


def _said(element: Any) -> dict[str, str]:
    """What stands in the children and in those of the news extension, by name; pictures and videos have titles too."""
    names = (child.tag.rpartition("}") for child in element.iter("{*}*"))
    texts = ((child.text or "").strip() for child in element.iter("{*}*"))
    return {
        name: text
        for (space, _, name), text in zip(names, texts, strict=True)
        if not space.endswith(("image/1.1", "video/1.1"))
    }


def _text(element: Any, name: str) -> str:
    """The text of the child of that name, not of what lies deeper (pictures have addresses too)."""
    for child in element:
        if isinstance(child.tag, str) and child.tag.rpartition("}")[2] == name:
            return (child.text or "").strip()
    return ""


def _day(text: str) -> date | None:
    try:
        return dates.parse(text) if text else None
    except ValueError:
        return None


def _joined(origin: str, address: str) -> str:
    """An address in full; what is none stays what it is."""
    try:
        return urljoin(origin, address.strip()) if address.strip() else ""
    except ValueError:
        return address


def _is_page(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _not_well_formed(error: Any, origin: str, *, added: int = 0) -> SourceError:
    """With the line, which lxml and expat give each in a way of its own; ``added`` lines are not the document's."""
    line = error.getLineNumber() - added if hasattr(error, "getLineNumber") else getattr(error, "lineno", None)
    message = error.getMessage() if hasattr(error, "getMessage") else getattr(error, "msg", None) or str(error)
    return SourceError(f"not well-formed XML: {' '.join(str(message).split())}", path=origin, line=line)
