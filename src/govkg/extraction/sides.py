"""The units whose heads come for a side: "Về phía Bộ A có ông B, Vụ trưởng Vụ C"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from govkg.extraction.coreference import Cast
from govkg.extraction.items import Item
from govkg.extraction.scenes import Scene
from govkg.folding import fold
from govkg.model.actors import Organization
from govkg.model.facts import PartOf
from govkg.model.span import Span

_SIDE: Final = re.compile(r"(?:(?:[Vv]ề )?[Pp]hía|[Đđ]ại diện(?: cho)?(?: lãnh đạo)?)\s")
_HAS: Final = re.compile(r",?\s(?:có|gồm)[\s:]")


def of_sides(scene: Scene, cast: Cast, placed: Collection[Organization]) -> Iterator[tuple[PartOf, Item]]:
    """The units of the titles that a side's list tells, and the body whose side it is.

    Of the units in ``placed`` the article itself says where they belong.
    """
    side = scene.items[0] if scene.items else None
    whole = side.body if side is not None else None
    parent = cast.body(whole)
    if side is None or whole is None or whole.head is None or parent is None:
        return
    words = scene.passage.words
    start = words.starts[side.first]
    opens = scene.passage.sentence(Span(start, start)).start
    if not _SIDE.fullmatch(words.text, opens, start) or not _HAS.match(words.text, words.ends[side.after - 1]):
        return
    for item in scene.items[1:]:
        if item.body is not None:
            return  # another side, or those who are there besides
        unit = item.title.body if item.title is not None else None
        child = cast.body(unit)
        if unit is None or child is None or unit.head is None or unit.parent is not None or child in placed:
            continue
        if fold(whole.head.name) in unit.head.under and child.parent in (None, parent.iri):
            yield PartOf(child, parent), item
