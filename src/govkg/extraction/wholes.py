"""Which body the reference data puts a unit under, where the article speaks of both."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Final

from govkg.extraction.coreference import Cast
from govkg.extraction.gazetteer import gazetteer
from govkg.extraction.items import Item
from govkg.extraction.phrases import Body
from govkg.extraction.scenes import Scene, bodies_of, body_of
from govkg.folding import fold
from govkg.model.actors import Organization, OrganizationKind
from govkg.model.facts import PartOf
from govkg.text.names import is_syllable
from govkg.text.words import Words

IMPLICIT: Final[frozenset[OrganizationKind]] = frozenset(("government", "legislature", "presidency", "party"))
"""Kinds of body that the name of a part does not name by itself: "Văn phòng Chính phủ" speaks of the office only."""
_FOUNDED: Final = ("Hội đồng Bầu cử", "Kiểm toán Nhà nước", "Ủy ban Dự thảo")
"""Bodies that the assembly sets up and that are no parts of it."""
_UNITS: Final[frozenset[OrganizationKind]] = frozenset(("agency", "department", "public_unit", "legislature"))
_DIVISION: Final = "Vụ"
"""The head of the divisions that ministries and bodies of their rank have, and nothing else."""
_OWNERS: Final[frozenset[OrganizationKind]] = frozenset(("ministry", "agency"))
_OWNER_NAMES: Final = (
    "Bộ ",
    "Tổng cục ",
    "Bảo hiểm xã hội Việt Nam",
    "Ngân hàng Nhà nước",
    "Thanh tra Chính phủ",
    "Kiểm toán Nhà nước",
    "Ủy ban Dân tộc",
)
_TOO_HIGH: Final[frozenset[OrganizationKind]] = frozenset(("government", "party", "presidency"))


def known_units(scene: Scene, cast: Cast, placed: Collection[Organization]) -> Iterator[tuple[PartOf, Item]]:
    """A unit and the ministry or assembly that the reference data puts it under, where one sentence names both.

    A ministry has to direct the unit there. Of the units in ``placed`` the article itself says where they belong.
    """
    named: list[tuple[Organization, Item]] = []
    for item in scene.items:
        for body in bodies_of(item):
            organization = cast.body(body)
            if organization is not None and (organization.kind not in IMPLICIT or organization in cast.outer):
                named.append((organization, item))
    by_iri = {organization.iri: organization for organization, _ in named}
    found: dict[Organization, Item] = {}
    for at, (child, item) in enumerate(named):
        parent = by_iri.get(child.parent or "")
        if parent is None or child in placed or child.name.startswith(_FOUNDED):
            continue
        if child.kind not in _UNITS or parent.kind in _TOO_HIGH:
            continue
        wholes = (whole for organization, whole in named[:at] if organization == parent)
        if child.kind == "legislature" or any(_directs(scene, whole, item) for whole in wholes):
            found[child] = item
    for child, item in found.items():
        yield PartOf(child, by_iri[child.parent or ""]), item


def _directs(scene: Scene, whole: Item, unit: Item) -> bool:
    """Whether a whole is told to direct a unit behind it: "Bộ A giao | Cục B", or to have it: "tại Bộ A: Cục B"."""
    words = scene.passage.words
    return _DIRECTS.search(words.text, words.ends[whole.after - 1], words.starts[unit.first]) is not None


_DIRECTS: Final = re.compile(r":|\b(?:giao|yêu cầu|chỉ đạo|phân công|uỷ quyền|ủy quyền|điều động)\b")


def called_after(scene: Scene, cast: Cast) -> Iterator[tuple[PartOf, Item]]:
    """A body whose full name ends with that of its whole, which the article names by itself somewhere.

    It holds however short the article calls the part: "Thường vụ Quốc hội", "UBTVQH", "Đoàn ĐBQH tỉnh X".
    """
    for item in scene.items:
        body = body_of(item)
        child = cast.body(body)
        if body is None or child is None:
            continue
        if body.head is not None and body.head.of is not None:
            parent = cast.names(body.head.of)
        else:
            parent = _wholes().get(child.iri)
        if parent is not None and (
            parent in cast.outer or _is_posted(child, parent) or _names(scene.passage.words, body, parent)
        ):
            yield PartOf(child, parent), item


def _is_posted(child: Organization, whole: Organization) -> bool:
    """Whether a name tells of whom the body is and where: "Cơ quan đại diện Bộ Y tế | tại Thành phố Hồ Chí Minh"."""
    return f" {whole.name} tại " in child.name


def _names(words: Words, body: Body, whole: Organization) -> bool:
    """Whether the words of an international body name its whole: "Cao ủy | Liên Hợp Quốc | về người tị nạn"."""
    return body.kind == "international" and _holds(words.key(body.first, body.after), fold(whole.name))


def _holds(name: str, inner: str) -> bool:
    """Whether a folded name has another inside, which neither opens nor ends it."""
    return f" {inner} " in name


def owner(cast: Cast) -> Organization | None:
    """The one ministry or body of its rank that an article names, whose divisions it may name without it."""
    found = {body for body in cast.named if body.kind in _OWNERS and body.name.startswith(_OWNER_NAMES)}
    return found.pop() if len(found) == 1 else None


def divisions(
    scene: Scene, cast: Cast, placed: Collection[Organization], whole: Organization | None
) -> Iterator[tuple[PartOf, Item]]:
    """A division that the article puts under nothing, and the only ministry that it names."""
    for item in scene.items:
        body = body_of(item)
        division = cast.body(body)
        if whole is None or division is None or body is None or body.head is None or body.head.name != _DIVISION:
            continue
        field = division.name.removeprefix(f"{_DIVISION} ")
        if division.parent not in (None, whole.iri) or division in placed:
            continue
        if all(map(is_syllable, re.findall(r"\w+", field))):
            yield PartOf(division, whole), item


@cache
def _wholes() -> dict[str, Organization]:
    """For the known bodies whose names hold that of their whole at the end or tell where it has them, it; by IRI."""
    bodies = {body.iri: body for known in gazetteer().known.values() for body in known.bodies}
    found = {}
    for body in bodies.values():
        whole = bodies.get(body.parent or "")
        if whole is None or whole.kind in _TOO_HIGH:
            continue
        name, inner = fold(body.name), fold(whole.name)
        inside = body.kind == "international" and _holds(name, inner)
        if inside or f" {name}".endswith(f" {inner}") or _is_posted(body, whole):
            found[body.iri] = whole
    return found
