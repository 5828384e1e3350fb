"""What is at an address becomes articles: a page one, a feed or a sitemap those that it lists."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from govkg.errors import SourceError
from govkg.iris import digest
from govkg.model.article import Article, Origin
from govkg.sources import files, html, listing
from govkg.sources.files import Read
from govkg.sources.listing import Entry, Listing
from govkg.sources.web.client import Client
from govkg.sources.web.kept import Page

log = logging.getLogger(__name__)

_KINDS: Final = {"application/json": ".json", "text/plain": ".txt", "application/x-ndjson": ".jsonl"}
_SITEMAPS: Final = 1000
"""Sitemaps of one index that are followed."""


def at(address: str, client: Client) -> Iterator[Read]:
    """The articles at an address that a person named."""
    try:
        page = client.get(address, anew=True, largest=listing.LARGEST)
        if _name(page).lower().endswith(".jsonl.gz"):
            yield from files.of_bytes(page.body, _name(page), address, digest("url", address))
            return
        content = listing.unpacked(page.body, address)
        if listing.is_listing(content):
            yield from listed(listing.listing(content, page.final), address, client)
        elif kind := _other_kind(page):
            yield from files.of_bytes(content, kind, address, digest("url", address))
        else:
            yield _page(replace(page, body=content), Entry(address))
    except SourceError as error:
        yield error


def listed(first: Listing, origin: str, client: Client) -> Iterator[Read]:
    """The articles of a feed or a sitemap, and of the sitemaps that it lists; ``origin`` says where it is.

    A page that cannot be had is refused and the rest is read. What is past the number of pages that manners allow is
    not asked for, and said so.
    """
    seen: set[str] = {origin}
    waiting = deque([first])
    sitemaps: deque[str] = deque()
    count, limit = 0, client.manners.pages
    while waiting or sitemaps:
        if not waiting:
            try:
                address = sitemaps.popleft()
                waiting.append(_listing(address, client))
            except SourceError as error:
                yield error
            continue
        found = waiting.popleft()
        for address in found.sitemaps:
            if address not in seen and len(seen) <= _SITEMAPS + limit:
                seen.add(address)
                sitemaps.append(address)
        for entry in found.pages:
            if entry.address in seen:
                continue
            if count == limit:
                log.warning("%s: lists more than %d pages; those past that are left out", origin, limit)
                return
            seen.add(entry.address)
            count += 1
            yield _article(entry, client)


def _listing(address: str, client: Client) -> Listing:
    page = client.get(address, anew=True, largest=listing.LARGEST)
    return listing.listing(listing.unpacked(page.body, address), page.final)


def _article(entry: Entry, client: Client) -> Read:
    """The article of an entry: from the feed where that brings it whole, else from its page."""
    try:
        if entry.content:
            page = f"<html><head></head><body><article>{entry.content}</article></body></html>"
            try:
                found = html.article(page, Origin(entry.address), digest("url", entry.address))
                return _completed(replace(found, title="", url=entry.address), entry)
            except SourceError:
                log.info("%s: the feed's own text has no main text; the page is asked for", entry.address)
        return _page(client.get(entry.address), entry)
    except SourceError as error:
        return error


def _page(page: Page, entry: Entry) -> Read:
    origin = Origin(entry.address)
    kind = page.kind.partition(";")[0].strip().lower()
    if kind and kind not in ("text/html", "application/xhtml+xml"):
        return SourceError(f"not a page but {kind}", path=entry.address)
    try:
        found = html.at_address(html.text(page.body, origin, content_type=page.kind), origin, page.final)
        return _completed(found, entry)
    except SourceError as error:
        return error


def _completed(article: Article, entry: Entry) -> Article:
    """What a page does not say of itself, as the feed or the sitemap says it."""
    return replace(
        article,
        title=article.title or entry.title,
        published=article.published or entry.published,
        publisher=article.publisher or entry.publisher,
    )


def _name(page: Page) -> str:
    return PurePosixPath(unquote(urlsplit(page.final).path)).name


def _other_kind(page: Page) -> str | None:
    """The name to read content by that is no page: JSON, JSON lines, plain text, by its type or its ending."""
    suffix = PurePosixPath(_name(page)).suffix.lower()
    if suffix in (".json", ".jsonl", ".txt"):
        return f"x{suffix}"
    if suffix == ".warc" or _name(page).lower().endswith(".warc.gz"):
        raise SourceError("archives are read from disk: fetch it first", path=page.address)
    kind = _KINDS.get(page.kind.partition(";")[0].strip().lower())
    return f"x{kind}" if kind else None
