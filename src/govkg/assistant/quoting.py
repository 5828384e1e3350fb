"""The sentences behind an answer, few and short enough to be read: a quote, and where its article stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from govkg import iris
from govkg.lookup import Evidence
from govkg.lookup.reader import values
from govkg.store.base import Store, Term, select
from govkg.vocabulary import Gov

EACH: Final = 3
"""Sentences shown for one thing; how many more there are is said."""
Quote = dict[str, str | None]
_ARTICLE: Final = re.compile(re.escape(iris.ID) + "article/[^#]+")
_ABOUT: Final = "".join(
    f"OPTIONAL {{ ?article <{property_}> ?{name} }} "
    for name, property_ in (("title", Gov.articleTitle), ("url", Gov.url), ("day", Gov.published))
)


def quoted(evidence: Sequence[Evidence]) -> dict[str, Any]:
    """The first sentences of some evidence, each once; what rests on none is curated."""
    found = [_quote(one.quote, one.article.title, one.article.url, str(one.article.day or ""), one.article.iri)
             for one in evidence]  # fmt: skip
    told = list({(one["quote"], one["article"]): one for one in found}.values())
    if not told:
        return {"basis": "reference data of govkg, not an article"}
    more = len(told) - EACH
    return {"quotes": told[:EACH]} | ({"more_quotes": more} if more > 0 else {})


def quotes(store: Store, nodes: Iterable[str]) -> dict[str, list[Quote]]:
    """Some sentences that each of these nodes or statements rests on, by node; nothing for what rests on none."""
    found: dict[str, list[Quote]] = {}
    for iri in dict.fromkeys(nodes):
        if not iri.startswith(iris.ID) or _ARTICLE.fullmatch(iri):
            continue
        some = f"{{ SELECT ?said {{ {values('node', [iri])} ?node <{Gov.restsOn}> ?said }} LIMIT {EACH} }}"
        if "#statement." in iri:
            some = values("said", [iri])
        said = f"?said <{Gov.evidence}> ?evidence . ?evidence <{Gov.exact}> ?quote . {_ABOUT}"
        rows = select(
            store, f"SELECT DISTINCT ?quote ?title ?url ?day ?article {{ {some} GRAPH ?article {{ {said} }} }}"
        )
        if told := [_quote(*map(_text, row)) for row in rows]:
            found[iri] = told
    return found


def articles(store: Store, nodes: Iterable[str]) -> dict[str, Quote]:
    """Title, link and day of those of these nodes that are articles."""
    wanted = [iri for iri in dict.fromkeys(nodes) if _ARTICLE.fullmatch(iri)]
    if not wanted:
        return {}
    pattern = f"{values('article', wanted)} GRAPH ?article {{ ?article <{Gov.digest}> ?digest . {_ABOUT} }}"
    found = {}
    for article, title, url, day in (
        map(_text, row) for row in select(store, f"SELECT ?article ?title ?url ?day {{ {pattern} }}")
    ):
        found[article] = {"title": title or None, "url": url or None, "published": day[:10] or None}
    return found


def _quote(quote: str, title: str, url: str | None, day: str, article: str) -> Quote:
    return {
        "quote": quote,
        "title": title or None,
        "url": url or None,
        "published": day[:10] or None,
        "article": article,
    }


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""
