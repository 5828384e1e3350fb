"""Pages from templates: whatever a template prints is escaped, and every word comes in two languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from govkg import datafile
from govkg.server.addresses import page_of
from govkg.server.files import address
from govkg.views.words import LANGUAGES, Language, Words, style
from govkg.wording import day

_WORDS: Final = "data/server/words.yaml"


@cache
def words() -> Mapping[str, Words]:
    """The words of the pages by their key.

    Raises:
        DataError: the file is wrong, with the line.

    """
    found = {}
    for key, entry in datafile.read(_WORDS).items():
        languages = entry.fields(*LANGUAGES)
        found[key] = Words(*(languages[language].text() for language in LANGUAGES))
    return found


def say(key: str, language: Language, **values: object) -> str:
    """A text of the pages, its ``{name}`` filled in."""
    return words()[key][language].format(**values)


def render(name: str, language: Language, **values: Any) -> str:
    """A page in a language."""
    page: str = (
        _environment()
        .get_template(name)
        .render(lang=language, other="en" if language == "vi" else "vi", say=partial(_say, language), **values)
    )
    return page


def prepare() -> None:
    """Read the templates and words, so that no request waits for that."""
    _environment()
    words()


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        loader=PackageLoader("govkg.server", "pages"),
    )
    environment.globals.update(page_of=page_of, kind_of=lambda name: style().kind(name), asset=address)
    environment.filters.update(web=web_address, encoded=lambda values: urlencode(values), day=day, number=number)
    for name in environment.list_templates():
        environment.get_template(name)  # all now: files that change later belong to another version of the code
    return environment


def _say(language: Language, key: str, **values: object) -> str:
    return say(key, language, **values)


def number(value: float, language: Language) -> str:
    """A whole number with its thousands apart: 12.345 in Vietnamese, 12,345 in English."""
    text = f"{int(value):,}"
    return text.replace(",", ".") if language == "vi" else text


def web_address(text: str | None) -> str | None:
    """An address that a link may lead to; None for any other (``javascript:`` and the like)."""
    if not text:
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and parts.netloc else None
