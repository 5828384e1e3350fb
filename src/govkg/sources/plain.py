"""A plain text file becomes one article: its first line is the title, a date alone on the next its day."""

from __future__ import annotations

from datetime import date

from govkg.model.article import Article, Origin
from govkg.sources import published as dates
from govkg.sources.publisher import publisher

_LONGEST_TITLE = 300


def article(text: str, origin: Origin, article_id: str) -> Article:
    """The whole file is the article's text, so that offsets into the text are offsets into the file."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    title = lines[0] if len(lines) > 1 and len(lines[0]) <= _LONGEST_TITLE else ""
    day = _day(lines[1]) if title else None
    return Article(article_id, text, title=title, published=day, publisher=publisher(text), origin=origin)


def _day(line: str) -> date | None:
    try:
        return dates.parse(line)
    except ValueError:
        return None
