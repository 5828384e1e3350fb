"""Divisions that an article puts under nothing, and the only body of the kind that has such divisions.

"Phòng Cảnh sát hình sự" is of the police of the one province that is told of, "Phòng Giáo dục và Đào tạo" of the
one district's people's committee, and the divisions of a hospital or university may be called anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from govkg import datafile
from govkg.extraction.committees import Told
from govkg.extraction.coreference import Cast
from govkg.extraction.scenes import Scene, body_of
from govkg.folding import fold
from govkg.model.actors import Organization
from govkg.model.facts import PartOf

_ROOMS: Final = frozenset(("Phòng", "Khoa"))
_BOARD: Final = "Ban"
"""The head of the boards of a people's council: "Ban Pháp chế"."""
Kind = tuple[tuple[str, ...], tuple[str, ...]]
"""What the fields of divisions begin with, and how the names of the bodies begin that have them."""


def rooms(scenes: Sequence[Scene], cast: Cast) -> Iterator[Told]:
    """Every division once."""
    found: dict[Organization, Told] = {}
    owners: dict[Kind, Organization | None] = {}
    for scene in scenes:
        for item in scene.items:
            body = body_of(item)
            room = cast.body(body)
            if body is None or room is None or room in found or body.head is None or body.place:
                continue
            if body.parent is not None or body.known or body.back:
                continue
            kind = _kind(body.head.name, f"{fold(room.name).removeprefix(f'{fold(body.head.name)} ')} ")
            if kind is None:
                continue
            if kind not in owners:
                owners[kind] = _only(kind, cast)
            if (owner := owners[kind]) is not None:
                found[room] = PartOf(room, owner), scene, item
    yield from found.values()


def _kind(head: str, field: str) -> Kind | None:
    """The kind of a division by its head noun and folded field; None where it is none."""
    if head == _BOARD:
        return _boards() if field.startswith(_boards()[0]) else None
    return next(kind for kind in _kinds() if field.startswith(kind[0])) if head in _ROOMS else None


def _only(kind: Kind, cast: Cast) -> Organization | None:
    """The one body of a kind that the article names."""
    bodies = [body for body in cast.named if f"{body.name} ".startswith(kind[1])]
    return bodies[0] if len(bodies) == 1 else None


@cache
def _kinds() -> tuple[Kind, ...]:
    """The kinds of divisions (``rooms`` of ``heads.yaml``); any field fits the last one."""
    rows = (entry.fields("fields", "owners") for entry in datafile.read("data/rules/heads.yaml")["rooms"])
    return tuple((_fields(row["fields"].texts()) or ("",), _begins(row["owners"].texts())) for row in rows)


@cache
def _boards() -> Kind:
    """The boards of a people's council."""
    row = datafile.read("data/rules/heads.yaml")["boards"].fields("fields", "owners")
    return _fields(row["fields"].texts()), _begins(row["owners"].texts())


def _fields(names: Sequence[str]) -> tuple[str, ...]:
    return _begins([fold(name) for name in names])


def _begins(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{name} " for name in names)
