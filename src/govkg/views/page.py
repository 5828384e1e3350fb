"""One HTML file with all in it: data, modules, styles. It opens from disk and asks nobody for anything.

Modules stay modules (no build step): ``assets/begin.js`` unpacks them and gives each as a ``data:`` address by an
import map. A content security policy
lets run only what carries the page's nonce and lets nothing be fetched, so that even a name that slipped
through as markup could do nothing. The nonce is a digest of the page, so the same graph gives the same page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache, partial
from hashlib import blake2b
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from govkg.views.model import Quote
from govkg.views.pack import squeeze
from govkg.views.words import Language, say
from govkg.wording import day

MODULES = (
    "address", "app", "bunzip", "canvas", "controls", "decode", "dom", "embedded", "export", "filters", "fold", "force",
    "frame", "gestures", "graph", "journey", "keyboard", "labels", "main", "paint", "panel", "path", "scene",
    "search", "shapes", "state", "table", "theme", "vis", "words",
)  # fmt: skip


@cache
def asset(name: str) -> str:
    """The text of a file of ``views/assets``."""
    return (files("govkg.views") / "assets" / name).read_text("utf-8")


@cache
def template(name: str) -> Any:
    """A template of ``views/assets``; whatever it prints is escaped."""
    return Environment(autoescape=True, undefined=StrictUndefined, loader=FunctionLoader(asset)).get_template(name)


def script_json(value: Any) -> Markup:
    """JSON that can stand inside a script element whatever its strings hold."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup(text.translate({ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}))


def script_code(text: str) -> Markup:
    """Code of a library inside a script element: what would end the element is written another way."""
    return Markup(re.sub(r"<(?=/script|!--)", r"\\x3c", text, flags=re.IGNORECASE))


def static_page(name: str, *, title: str, lang: Language, **values: Any) -> str:
    """A page without scripts from a template that extends ``static.html``."""

    def words(key: str, **filled: object) -> str:
        return say(key, lang, **filled)

    if "picture" in values:  # made by us, element by element, and escaped there
        values["picture"] = Markup(values["picture"])
    tools = {"say": words, "web": web_address, "once": once, "day": partial(day, language=lang)}
    page: str = template(name).render(title=title, lang=lang, css=Markup(asset("static.css")), **tools, **values)
    return page


def once(evidence: Sequence[Quote]) -> list[Quote]:
    """Each sentence of an article once, however many statements rest on it."""
    return list({(quote.text, quote.iri or quote.article): quote for quote in reversed(evidence)}.values())[::-1]


def web_address(text: str) -> str | None:
    """The address itself if it is of the web; None for scripts and whatever else an address may be."""
    return text if text.lower().startswith(("https://", "http://")) else None


def render(
    head: Mapping[str, Any],
    blocks: Mapping[str, str],
    *,
    title: str,
    language: Language,
    main: str,
    scripts: Sequence[str] = (),
) -> str:
    """The page around packed data: ``main`` is the module that it begins with, ``scripts`` run before it."""
    body = script_json(head)
    digest = blake2b(digest_size=16)
    for part in (body, *blocks.values()):
        digest.update(part.encode())
    page: str = template("page.html").render(
        title=title,
        language=language,
        nonce=digest.hexdigest(),
        style=Markup(asset("viewer.css")),
        loading=say("loading", language),
        old_browser=say("old_browser", language),
        head=body,
        blocks={name: Markup(block) for name, block in blocks.items()},
        modules=Markup(_modules()),
        begin=Markup(asset("begin.js")),
        scripts=[script_code(script) for script in scripts],
        main=f"{main}.js",
    )
    return page


@cache
def _modules() -> str:
    """The code of each module by its name, as a block."""
    return squeeze(json.dumps({f"govkg/{name}.js": asset(f"{name}.js") for name in MODULES}).encode())
