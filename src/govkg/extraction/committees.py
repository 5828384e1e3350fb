"""People's committees and what is part of them: the departments of a territory, and the committees of places inside it.

A place lies in another where the article itself says so in one breath: "xã An Hải, huyện Lý Sơn", "huyện Lý Sơn
(Quảng Ngãi)".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from govkg.extraction.coreference import Cast
from govkg.extraction.items import Item
from govkg.extraction.lexicon import level_wholes, places
from govkg.extraction.reading import Passage
from govkg.extraction.scenes import Scene, body_of
from govkg.folding import fold
from govkg.model.actors import Organization
from govkg.model.facts import PartOf
from govkg.text.words import Words

_DEPARTMENT: Final = "Sở"
"""The head of the departments of a people's committee."""
_COMMITTEE: Final = "Ủy ban nhân dân "
_CITY: Final = "thành phố"
"""The level of the cities of which some lie in no province."""
_MOST: Final = 60
"""Committees of one article beyond which it is a directory, in which no place is looked for."""
_INSIDE: Final = frozenset((", ", " (", " - ", " – ", " "))
"""What stands between a place and the one that it lies in."""
_OF: Final = frozenset(map(fold, ("của", "thuộc")))

Nested = tuple[PartOf, Scene, int, int]
"""A part with the words that show it."""


def committees(cast: Cast) -> dict[str, Organization]:
    """The people's committees that the article names, by the names of their territories."""
    local = (organization for organization in cast.outer if organization.kind == "local_government")
    return {organization.name.partition(" nhân dân ")[2]: organization for organization in local}


def departments(scene: Scene, cast: Cast, named: dict[str, Organization]) -> Iterator[tuple[PartOf, Item]]:
    """A department of a territory and the people's committee of the same territory.

    One whose place the article does not tell is that of the only province whose committee stands in its sentence.
    """
    provinces = {name: committee for name, committee in named.items() if _is_province(name)}
    only = next(iter(provinces.values())) if len(provinces) == 1 else None
    beside = only is not None and any(cast.body(item.body) == only for item in scene.items)
    for item in scene.items:
        body = body_of(item)
        organization = cast.body(body)
        if body is None or organization is None or body.head is None or body.head.name != _DEPARTMENT:
            continue
        words = organization.name.split()
        for first in range(1, len(words)):
            committee = named.get(" ".join(words[first:]))
            if committee is not None:
                yield PartOf(organization, committee), item
                break
        else:
            if only is not None and beside and body.place is None and organization.name == body.name:
                yield PartOf(organization, only), item


def _is_province(territory: str) -> bool:
    """Whether a territory is a province or a city of its rank."""
    return territory.startswith("tỉnh ") or fold(territory.removeprefix(f"{_CITY} ")) in places().cities


def nested(passages: Sequence[Passage], named: dict[str, Organization]) -> Iterator[Nested]:
    """The committee of a place and that of the place that it lies in, where the article says in which it lies."""
    territories = {
        name: tuple(fold(name.removeprefix(f"{level} ")).split())
        for name, body in list(named.items())[:_MOST]
        if (level := _level(name)) is not None and body.name.startswith(_COMMITTEE)
    }
    wholes = {
        inner: [outer for outer in territories if _level(outer) in level_wholes().get(_level(inner) or "", ())]
        for inner, name in territories.items()
        if not (_level(inner) == _CITY and " ".join(name) in places().cities)
    }
    begins: dict[str, list[str]] = {}
    for inner, outers in wholes.items():
        if outers:
            begins.setdefault(territories[inner][0], []).append(inner)
    if not begins:
        return
    for passage in passages:
        words = passage.words
        for at, key in enumerate(words.keys):
            for inner in begins.get(key, ()):
                end = at + len(territories[inner])
                if tuple(words.keys[at:end]) != territories[inner] or not _called(words, at, _level(inner) or ""):
                    continue
                for outer in wholes[inner]:
                    after = _whole(words, end, _level(outer) or "", territories[outer])
                    if after is not None:
                        yield PartOf(named[inner], named[outer]), Scene(passage, []), at, after


def _level(name: str) -> str | None:
    """The level that the name of a territory begins with: "thị xã" of "thị xã Sơn Tây"."""
    return next((level for level in level_wholes() if name.startswith(f"{level} ")), None)


def _called(words: Words, at: int, level: str) -> bool:
    """Whether the noun of a level stands before a name."""
    return any(places().levels.get(words.key(at - length, at)) == level for length in (1, 2) if at >= length)


def _whole(words: Words, at: int, level: str, name: tuple[str, ...]) -> int | None:
    """The number after the name of the place that the one before word ``at`` lies in."""
    if at >= len(words) or words.gap(at) not in _INSIDE:
        return None
    alone = words.gap(at) != " "
    if words.keys[at] in _OF:
        at, alone = at + 1, True
    for length in (2, 1):
        if places().levels.get(words.key(at, at + length)) == level and words.gap(at + length) in (" ", ". "):
            at, alone = at + length, True
            break
    end = at + len(name)
    return end if alone and tuple(words.keys[at:end]) == name else None
