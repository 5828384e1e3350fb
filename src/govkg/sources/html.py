"""A saved web page becomes one article: the page's own metadata, and its main text without menus."""

from __future__ import annotations

from datetime import date

from govkg.errors import MissingExtra, SourceError
from govkg.model.article import Article, Origin
from govkg.sources import published as dates


def article(page: str, origin: Origin, article_id: str) -> Article:
    """Read a page with trafilatura, which is made for this.

    Raises:
        MissingExtra: the extra ``web`` is not installed.
        SourceError: the page has no main text.
    """
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        raise MissingExtra(f"reading HTML ({origin})", "pip install 'govkg[web]'") from error
    found = bare_extraction(page, with_metadata=True, include_comments=False, include_tables=True)
    if found is None or isinstance(found, dict) or not found.text:
        raise SourceError("a page without a main text", path=origin.path, line=origin.line)
    return Article(
        article_id,
        found.text,
        title=found.title or "",
        url=found.url,
        published=_day(found.date),
        publisher=found.sitename,
        origin=origin,
    )


def _day(text: str | None) -> date | None:
    try:
        return dates.parse(text) if text else None
    except ValueError:
        return None
