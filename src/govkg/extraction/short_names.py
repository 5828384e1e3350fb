"""Names that leave out what an article tells elsewhere: what a firm does, and of what level a place is.

"Công ty Sao La" is the "Công ty Cổ phần vận tải biển Sao La", "Chi cục Thuế Ba Bể" the "Chi cục Thuế huyện Ba Bể".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from govkg.extraction.lexicon import level_wholes, places
from govkg.extraction.localities import district_names
from govkg.extraction.phrases import Body
from govkg.folding import fold
from govkg.text.names import is_syllable

_FIRM: Final = "Công ty"
_FIRMS: Final = (_FIRM, "Công ty Cổ phần", "Công ty TNHH")
_SHORTEST: Final = 2  # syllables of a proper name that no other firm is likely to have


def without_trades(full: Mapping[str, Body]) -> dict[str, Body]:
    """For a firm by its proper name, the one whose full name that ends, behind words of what it does."""
    by_last: dict[str, list[Body]] = {}
    for key, body in full.items():
        if body.kind == "enterprise" and body.head is not None:
            by_last.setdefault(key.rpartition(" ")[2], []).append(body)
    found: dict[str, Body] = {}
    for firms in by_last.values():
        for body in firms if len(firms) > 1 else ():
            longer = [other for other in firms if other is not body and _is_whole(other, body)]
            whole = max(longer, key=lambda other: len(other.name), default=body)
            if longer and all(other is whole or _is_whole(whole, other) for other in longer):
                found[body.key] = whole
    return found


def without_levels(full: Mapping[str, Body]) -> dict[str, Body]:
    """For a body whose place is told without its level, the one that tells the level."""
    found: dict[str, Body] = {}
    several: set[str] = set()
    for body in full.values():
        place = body.place
        if not place or body.bare or body.known or not body.name.endswith(place):
            continue
        level = next((level for level in level_wholes() if place.startswith(f"{level} ")), None)
        key = fold(body.name.removesuffix(place) + place.removeprefix(f"{level} ")) if level is not None else ""
        if key in full and found.setdefault(key, body) is not body:
            several.add(key)
    return {key: body for key, body in found.items() if key not in several}


def _own(body: Body) -> str:
    """The name of a body without its head noun."""
    return body.name.removeprefix(f"{body.head.name} ") if body.head is not None else ""


def _is_proper(name: str) -> bool:
    """Whether a name is one of capitalised words that is no place and no short code."""
    words = name.split()
    if not words or not all(word[0].isupper() for word in words):
        return False
    if len(words) < _SHORTEST and (is_syllable(name) or len(name) <= _SHORTEST):
        return False
    return not _is_place(fold(name))


def _is_place(key: str) -> bool:
    lists = places()
    return key in lists.provinces or key in lists.cities or key in lists.countries or key in district_names()


def _is_whole(other: Body, body: Body) -> bool:
    """Whether a firm's name is another's proper name behind words that are no more of it."""
    name, own = _own(body), _own(other)
    if body.head is None or other.head is None:
        return False
    if other.head is not body.head and not (body.head.name == _FIRM and other.head.name in _FIRMS):
        return False
    if fold(own) == fold(name):
        return other.head is not body.head and name.count(" ") + 1 >= _SHORTEST and not _is_place(fold(name))
    if not _is_proper(name) or not fold(own).endswith(f" {fold(name)}") or own.count(" ") <= name.count(" "):
        return False
    before = own.split()[-name.count(" ") - 2]
    return before[0].islower() or before.isdigit() or (before.isupper() and len(before) > 1)
