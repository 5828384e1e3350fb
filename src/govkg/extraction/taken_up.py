"""Those whom a sentence lists for a group that the one before told of: "… hai Phó Giám đốc. Họ là ông A, bà B"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Final

from govkg.extraction.coreference import Cast, default_body
from govkg.extraction.holdings import Holding
from govkg.extraction.items import Item
from govkg.extraction.scenes import Scene
from govkg.model.actors import Organization
from govkg.model.facts import HoldsPost
from govkg.model.span import Span

_RULE: Final = "posts.taken-up"
_CONFIDENCE: Final = 0.82
TAKES_UP = re.compile(
    r"(?:Họ|Đó|Đây|(?:Cả )?(?:[Hh]ai|[Bb]a|[Bb]ốn|[Nn]ăm) (?:người|vị|cán bộ|cá nhân)(?: này| đó| trên)?)\s"
    r"(?:đều\s)?(?:là|gồm)"
    r"(?: có)?:?\s|Người (?:vừa |mới )?được (?:bổ nhiệm|bầu|chọn|lựa chọn|giao|chỉ định|tín nhiệm)"
    r"(?: vào (?:vị trí|chức vụ|cương vị) này)? là\s|(?:Cụ thể|Danh sách)(?: gồm)?:\s|Gồm(?: có)?:?\s"
)
"""How such a sentence opens."""
_GROUP = re.compile(r"\b(?:các|hai|ba|bốn|năm|sáu|bảy|tám|\d{1,2}|thêm)(?: tân)?\s\Z", re.IGNORECASE)
"""Before the title of a group."""
_NEXT = re.compile(r"(?:\b(?:là|gồm|có|và|cùng)|[:,;])\s(?:các\s|hai\s)?\Z")
"""Before one of those who are listed."""
_NEAR: Final = 14


def taken_up(scenes: Sequence[Scene], cast: Cast, held: Collection[Item]) -> Iterator[Holding]:
    """The posts of those who are listed so; ``held`` are the titles whose holders are known."""
    for before, scene in pairwise(scenes):
        untold = [item for item in before.items if item.title is not None and item not in held]
        if not untold or before.passage is not scene.passage or not _follows(before, scene):
            continue
        title = next((item for item in untold if _of_group(before, item)), None)
        title = title or next((item for item in untold if _is_given(before, item)), None)
        phrase = title.title if title is not None else None
        if title is None or phrase is None:
            continue
        organization = cast.body(phrase.body) if phrase.body is not None else default_body(phrase.title)
        heads = (*phrase.title.beside, *([phrase.title.head] if phrase.title.head else ()))
        organization = organization or _beside(before, heads, cast)
        if organization is None:
            continue
        alone = gets_it(scene.passage.text, _start(scene)) is not None
        for item in scene.items:
            person = cast.person(item) if item.name is not None and (alone or _is_listed(scene, item)) else None
            if person is not None:
                fact = HoldsPost(person, phrase.title.name, organization)
                yield Holding(fact, scene, item, item.first, item.after, _RULE, _CONFIDENCE)
                if alone:
                    break


def _follows(before: Scene, scene: Scene) -> bool:
    """Whether a sentence takes up the one right before it."""
    words = scene.passage.words
    start = _start(scene)
    if TAKES_UP.match(words.text, start) is None and gets_it(words.text, start) is None:
        return False
    last = before.items[-1]
    return scene.passage.sentence(Span(words.starts[last.first], words.ends[last.after - 1])).end + 2 >= start


def _start(scene: Scene) -> int:
    words = scene.passage.words
    return scene.passage.sentence(words.span(scene.items[0].first, scene.items[0].after)).start


def gets_it(text: str, start: int) -> re.Match[str] | None:
    """Where a sentence says that somebody gets the post told of before: "… ông A | trúng cử với 48 phiếu"."""
    return _GETS_IT.match(text, start)


_THIS: Final = r"(?:nhiệm vụ|chức vụ|chức danh|vị trí|cương vị|trọng trách|chiếc ghế|ghế) này"
_GETS_IT = re.compile(
    r"[^.;:“”]{3,160}?\s(?P<verb>(?:đã |vừa )?(?:trúng cử|đắc cử)(?=[,.]|\svới\b)"
    rf"|(?:đã |vừa )?được (?:giao|bổ nhiệm|bầu|chọn|chỉ định)(?: vào| giữ| đảm nhiệm)? {_THIS})"
)


def _of_group(scene: Scene, item: Item) -> bool:
    """Whether a title is told of several."""
    words = scene.passage.words
    span = Span(words.starts[item.first], words.ends[item.after - 1])
    return item.sign == "L" or is_counted(words.text, span.start) or is_new(words.text, span)


def _is_given(scene: Scene, item: Item) -> bool:
    """Whether a title that names nobody is told to be given."""
    return is_given(scene.passage.text, scene.passage.words.starts[item.first])


def is_given(text: str, title: int) -> bool:
    """Whether a verb of giving stands right before a title: "HĐND tỉnh A họp | bầu | Chủ tịch UBND tỉnh"."""
    return _GIVES.search(text, max(0, title - 2 * _NEAR), title) is not None


_GIVES = re.compile(r"\b(?:bổ nhiệm|bầu|thay|chọn|bầu bổ sung)(?: chức danh| chức vụ| chức)?\s\Z")


def is_new(text: str, title: Span) -> bool:
    """Whether a body gets somebody new in a post: "Viện A có | viện trưởng | mới"."""
    had = text.endswith((" có ", " có một ", " đón "), 0, title.start)
    return had and (text.startswith(" mới", title.end) or text.endswith(" mới", title.start, title.end))


def is_counted(text: str, title: int) -> bool:
    """Whether a number or the like stands before a title."""
    return _GROUP.search(text, max(0, title - _NEAR), title) is not None


def _beside(scene: Scene, heads: Collection[str], cast: Cast) -> Organization | None:
    """The last body of a sentence that has such a post: "Sở A có thêm hai phó giám đốc"."""
    bodies = [body for item in scene.items if (body := item.body) is not None and body.head is not None]
    return next((cast.body(body) for body in reversed(bodies) if body.head and body.head.name in heads), None)


def _is_listed(scene: Scene, item: Item) -> bool:
    """Whether a person is one of those who are listed, and not one who is told of beside them."""
    words, start = scene.passage.words, scene.passage.words.starts[item.first]
    return _NEXT.search(words.text, max(0, start - _NEAR), start) is not None
