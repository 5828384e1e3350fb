"""HTML that notebooks show: compact, in the page's own fonts and colours (light or dark), every text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import islice

ROWS = 60
"""Rows of a table that are shown; the rest are counted."""
ITEMS = 5
"""Values of an attribute, and sentences, that are shown; the rest are counted."""
_LEFT = ' style="text-align:left;vertical-align:top"'
_QUIET = ' style="opacity:.7"'
_QUOTE = ' style="margin:.2em 0;padding-left:.6em;border-left:2px solid"'


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], total: int | None = None) -> str:
    """Rows under their columns; ``total`` is how many there are, where ``rows`` cannot tell."""
    shown = list(islice(rows, ROWS + 1 if total is None else ROWS))
    cut = len(shown) > ROWS if total is None else total > len(shown)
    head = "".join(f"<th{_LEFT}>{escape(name)}</th>" for name in columns)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in shown[:ROWS])
    found = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    if not cut:
        return found
    rest = f"{total - min(total, ROWS):,} more rows" if total is not None else "more rows follow"
    return f"{found}<p{_QUIET}>… {rest}</p>"


def card(name: str, kind: str, iri: str, lines: Iterable[tuple[str, str]], said: Iterable[str]) -> str:
    """One thing: its name, what it is, lines of what is known of it, and the sentences (HTML) behind a fold."""
    body = "".join(
        f"<tr><td{_LEFT}><span{_QUIET}>{escape(what)}</span></td>{_cell(value)}</tr>" for what, value in lines
    )
    head = f"<p><b>{escape(name)}</b> <span{_QUIET}>{escape(kind)} · {link(iri)}</span></p>"
    return f"<div>{head}<table><tbody>{body}</tbody></table>{sentences(said)}</div>"


def sentences(said: Iterable[str]) -> str:
    """Quotes behind a fold; nothing where there is none."""
    found = list(said)
    if not found:
        return ""
    rest = f"<p{_QUIET}>… and {len(found) - ITEMS:,} more</p>" if len(found) > ITEMS else ""
    count = f"{len(found):,} sentence{'s' if len(found) > 1 else ''}"
    return f"<details><summary>{count}</summary>{''.join(found[:ITEMS])}{rest}</details>"


def quote(words: str, source: str, url: str | None = None, day: object = None) -> str:
    """A sentence, with the article that it stands in."""
    where = link(url, source) if url else escape(source)
    when = f", {escape(str(day))}" if day else ""
    return f"<blockquote{_QUOTE}>{escape(words)}<br><small{_QUIET}>{where}{when}</small></blockquote>"


def link(url: str, words: str | None = None) -> str:
    """A link where the address is of the web, else the words alone."""
    text = escape(words or url)
    if not url.startswith(("http://", "https://")):
        return text
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{text}</a>'


def several(values: Sequence[object], total: int | None = None) -> str:
    """Values in one text, the first of them and how many more of ``total`` there are."""
    more = (len(values) if total is None else total) - ITEMS
    return "; ".join(map(str, values[:ITEMS])) + (f" … and {more:,} more" if more > 0 else "")


def _cell(value: object) -> str:
    return f"<td{_LEFT}>{'' if value is None else escape(str(value))}</td>"
