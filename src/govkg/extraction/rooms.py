"""Divisions that an article puts under nothing, and the only body of the kind that has such divisions.

"Phòng Cảnh sát hình sự" is of the police of the one province that is told of, "Phòng Giáo dục và Đào tạo" of the
one district's people's committee, and the divisions of a hospital or university may be called anything.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from govkg.extraction.coreference import Cast
from govkg.extraction.items import Item
from govkg.extraction.scenes import Scene, body_of
from govkg.model.actors import Organization
from govkg.model.facts import PartOf

_ROOMS: Final = frozenset(("Phòng", "Khoa"))
_OWNERS: Final = (
    (
        re.compile(r"(?:cảnh sát|an ninh|tham mưu|kỹ thuật hình sự|hậu cần|quản lý xuất nhập cảnh|hồ sơ|pc|pa)\b"),
        re.compile(r"Công an (?:tỉnh|thành phố) "),
    ),
    (
        re.compile(
            r"(?:giáo dục|tài chính|nội vụ|tài nguyên|lao động|văn hóa|văn hoá|kinh tế|tư pháp|y tế|nông nghiệp"
            r"|quản lý đô thị|dân tộc|kế hoạch)\b"
        ),
        re.compile(r"Ủy ban nhân dân (?:quận|huyện|thị xã|huyện đảo) "),
    ),
    (re.compile(r"\w"), re.compile(r"(?:Trường Đại học|Trường Cao đẳng|Học viện|Bệnh viện)\b")),
)
"""What the fields of divisions begin with, and how the names of the bodies begin that have them; the first that fits."""

Told = tuple[PartOf, Scene, Item]
"""A part with the item that shows it."""


def rooms(scenes: Sequence[Scene], cast: Cast, placed: Collection[Organization]) -> Iterator[Told]:
    """Every division once, of those that are not in ``placed``."""
    found: dict[Organization, Told] = {}
    owners: dict[re.Pattern[str], Organization | None] = {}
    for scene in scenes:
        for item in scene.items:
            body = body_of(item)
            room = cast.body(body)
            if body is None or room is None or room in placed or room in found or body.head is None or body.place:
                continue
            if body.head.name not in _ROOMS or body.parent is not None or body.known or body.back:
                continue
            field = room.name.removeprefix(f"{body.head.name} ").lower()
            kind = next(kind for begins, kind in _OWNERS if begins.match(field) is not None)
            if kind not in owners:
                owners[kind] = _only(kind, cast)
            if (owner := owners[kind]) is not None:
                found[room] = PartOf(room, owner), scene, item
    yield from found.values()


def _only(kind: re.Pattern[str], cast: Cast) -> Organization | None:
    """The one body of a kind that the article names."""
    bodies = [body for body in cast.named if kind.match(body.name) is not None]
    return bodies[0] if len(bodies) == 1 else None
