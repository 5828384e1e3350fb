"""One JSON object becomes one article: keys id, url, title, summary, published, text."""

from __future__ import annotations

import json
import logging
import re
from datetime import date
from typing import Any

from govkg.errors import SourceError
from govkg.iris import digest
from govkg.model.article import Article, Origin
from govkg.sources import published as dates
from govkg.sources.publisher import publisher

log = logging.getLogger(__name__)

_SURROGATE = re.compile("[\ud800-\udfff]")
_STRINGS = ("title", "summary", "text", "url", "publisher")


def article(text: str, origin: Origin, *, default_id: str | None = None) -> Article:
    """Read one object; an article without an id takes it from its address, else ``default_id``.

    Raises:
        SourceError: not a JSON object, a key of the wrong type, no text, or nothing to call the article by.
    """
    path, line = origin.path, origin.line
    try:
        record: Any = json.loads(text)
    except json.JSONDecodeError as error:
        at = error.lineno if line is None else line
        raise SourceError(f"not JSON: {error.msg}", path=path, line=at, column=error.colno) from error
    except RecursionError as error:
        raise SourceError("not JSON that can be read: nested too deep", path=path, line=line) from error
    if not isinstance(record, dict):
        raise SourceError(f"not a JSON object but {type(record).__name__}", path=path, line=line)
    strings = {key: _string(record, key, origin) for key in _STRINGS}
    if not (strings["text"].strip() or strings["title"].strip() or strings["summary"].strip()):
        raise SourceError("an article without text (keys title, summary, text)", path=path, line=line)
    return Article(
        id=_id(record, strings["url"], default_id, origin),
        text=strings["text"],
        title=strings["title"],
        summary=strings["summary"],
        url=strings["url"] or None,
        published=_published(record, origin) or dates.of_address(strings["url"]),
        publisher=strings["publisher"] or publisher(strings["text"]),
        origin=origin,
    )


def _string(record: dict[str, Any], key: str, origin: Origin) -> str:
    value = record.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        message = f"key {key!r} is {type(value).__name__}, not a string"
        raise SourceError(message, path=origin.path, line=origin.line)
    if _SURROGATE.search(value):
        raise SourceError(f"key {key!r} holds half a character (a lone surrogate)", path=origin.path, line=origin.line)
    return value


def _id(record: dict[str, Any], url: str, default: str | None, origin: Origin) -> str:
    value = record.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, str) and value.strip():
        return value.strip()
    if value is not None and not isinstance(value, str):
        message = f"key 'id' is {type(value).__name__}, not a string"
        raise SourceError(message, path=origin.path, line=origin.line)
    if url:
        return digest("url", url)
    if default:
        return default
    raise SourceError("an article without id and url", path=origin.path, line=origin.line)


def _published(record: dict[str, Any], origin: Origin) -> date | None:
    value = _string(record, "published", origin)
    if not value.strip():
        return None
    try:
        return dates.within(value)
    except ValueError:
        log.warning("%s: published is no date, the article is read without one: %r", origin, value)
        return None
