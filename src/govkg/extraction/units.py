"""The units that a sentence lists as those of a body: "Bộ Y tế có các đơn vị trực thuộc: Cục A, Cục B và Viện C"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govkg.extraction.coreference import Cast
from govkg.extraction.items import Item
from govkg.extraction.line import between
from govkg.extraction.scenes import Scene
from govkg.model.actors import OrganizationKind
from govkg.model.facts import PartOf

_OPENS: Final = re.compile(
    r",?\s(?:hiện\s)?(?:(?:có|gồm|gồm có|bao gồm|được tổ chức thành)\s[^.,;:()]{0,40}?"
    r"(?:đơn vị|phòng|ban|cơ quan|tổ chức|vụ|cục|viện|trung tâm|trực thuộc)[^.,;:()]{0,30}?"
    r"(?:\s(?:gồm|gồm có|bao gồm|là))?|gồm|gồm có|bao gồm):?\s|:\s"
)
"""Between a body and the first of its units; a colon alone where words before the body tell of units."""
_UNITS_OF: Final = re.compile(
    r"(?:đơn vị|phòng|ban|cơ quan|tổ chức|cục|vụ|viện|trung tâm)[^.,;:()]{0,30}\s(?:trực thuộc|thuộc|của|trong)\s\Z"
)
"""In front of a body whose units follow: "các đơn vị trực thuộc | Bộ Y tế gồm …"."""
_HAVE_UNITS: Final[frozenset[OrganizationKind]] = frozenset(
    ("ministry", "agency", "department", "local_government", "public_unit", "armed_forces", "enterprise", "procuracy")
)
_TEAMS: Final = ("Ban Chỉ đạo", "Đoàn", "Hội đồng", "Tổ ", "Ban Tổ chức", "Ban Soạn thảo", "Ủy ban Quốc gia")
"""Names of bodies that are made of others, which are no parts of them."""
_NEXT: Final = frozenset((",", ";", "&", "_;"))
_LEAD: Final = 60


def listed_units(scene: Scene, cast: Cast) -> Iterator[tuple[PartOf, Item]]:
    """Each of the units that follow a body as its own, of a lower rank than it is."""
    words, text, items = scene.passage.words, scene.passage.text, scene.items
    for at, item in enumerate(items[:-1]):
        whole = item.body
        parent = cast.body(whole)
        if whole is None or parent is None or parent.kind not in _HAVE_UNITS or parent.name.startswith(_TEAMS):
            continue
        start, first = words.ends[item.after - 1], words.starts[items[at + 1].first]
        opening = _OPENS.fullmatch(text, start, first)
        of_units = _UNITS_OF.search(text, max(0, words.starts[item.first] - _LEAD), words.starts[item.first])
        if opening is None or (not of_units and not re.search(r"đơn vị|phòng|ban|trực thuộc|cơ cấu", opening[0])):
            continue
        found = list(_run(scene, at + 1))
        if len(found) > 1:
            yield from (
                (PartOf(child, parent), unit)
                for unit in found
                if (child := cast.body(unit.body)) is not None and child != parent and _is_below(unit, item)
            )


def _run(scene: Scene, at: int) -> Iterator[Item]:
    """The bodies of one list."""
    for place in range(at, len(scene.items)):
        item = scene.items[place]
        if item.body is None or (
            place > at and between(scene.passage.words, scene.items[place - 1], item) not in _NEXT
        ):
            return
        yield item


def _is_below(unit: Item, whole: Item) -> bool:
    lower, upper = (item.body.head if item.body is not None else None for item in (unit, whole))
    return lower is not None and upper is not None and lower.rank > upper.rank
