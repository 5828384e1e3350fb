"""Who holds in another state the post of the one told of before: "Thủ tướng Đức A gặp người đồng cấp Pháp B"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from govkg.extraction.gazetteer import gazetteer
from govkg.extraction.items import Item, Name, TitlePhrase, is_abroad
from govkg.extraction.phrases import Body
from govkg.folding import fold

_OF_STATES = frozenset(("ministry", "government"))
"""Kinds of our bodies that every state has under the same name."""


Told = dict[str, TitlePhrase]
"""The titles that a text has told, by the last words of the names of their bearers."""


def with_counterparts(items: Iterable[Item], told: Told) -> list[Item]:
    """The items of a sentence, with each counterpart's title in place of the word for one.

    ``told`` are the titles of the sentences before, to which those of this one are added.
    """
    found = list(items)
    for at, item in enumerate(found):
        if item.title is not None and item.title.title.counterpart:
            item.title = _title(found[:at], item.title, found[at + 1 :], told)
            if item.title is None:
                item.sign = "_"
    for item, holder in pairwise(found):
        if item.title is not None and holder.name is not None and holder.first == item.after:
            told[_last_word(holder.name)] = item.title
    return found


def _last_word(name: Name) -> str:
    return fold(name.text.rsplit(" ", 1)[-1])


def _title(before: Sequence[Item], word: TitlePhrase, behind: Sequence[Item], told: Told) -> TitlePhrase | None:
    """The title of the one told of last, as one of the counterpart's state; None where no title is told.

    A sentence may tell of the counterpart first: "Điện đàm với người đồng cấp Nga A, Tổng thống Thổ Nhĩ Kỳ B nói".
    """
    if not behind or behind[0].name is None or word.status != "current":
        return None
    titled = _last_titled(before)
    if titled is None:
        named = next((item.name for item in reversed(before) if item.name is not None), None)
        titled = told.get(_last_word(named)) if named is not None else _first_titled(behind[1:])
    if titled is None or titled.title.weak or titled.title.counterpart:
        return None
    return TitlePhrase(titled.title, "current", plural=False, body=_body(titled, word.country), country=word.country)


def _last_titled(before: Sequence[Item]) -> TitlePhrase | None:
    """The title that stands last, if whoever is named behind it bears it."""
    holder: Item | None = None
    for item in reversed(before):
        if item.title is not None:
            return item.title if holder is None or holder.first == item.after else None
        if item.name is not None and holder is not None:
            return None
        holder = item if item.name is not None else holder
    return None


def _first_titled(behind: Sequence[Item]) -> TitlePhrase | None:
    """The first title behind the counterpart, if nobody else is named before its holder."""
    for item, holder in pairwise(behind):
        if item.title is not None and not item.title.title.counterpart:
            return item.title if holder.name is not None and holder.first == item.after else None
        if item.name is not None:
            return None
    return None


def _body(titled: TitlePhrase, country: str | None) -> Body | None:
    """The body of the title in the counterpart's state: its own ministry, or its government."""
    body = titled.body
    noun = body.noun or body.name if body is not None and body.kind in (*_OF_STATES, "foreign") else titled.title.body
    if noun is None:
        return None
    if country is not None:
        return Body(f"{noun} {country}", "foreign", body.head if body is not None else None, country=country, noun=noun)
    known = gazetteer().known.get(fold(noun)) if is_abroad(titled) else None
    if known is None:
        return None
    return Body(known.bodies[0].name, known.bodies[0].kind, None, known.bodies, implied=True)
