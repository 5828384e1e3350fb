"""Which body a body belongs to: "Vụ Pháp chế, Bộ Tư pháp", "Cục X thuộc Bộ Y", "Thanh tra Bộ Z"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from govkg.extraction.belonging import belonging
from govkg.extraction.committees import (
    COMMUNES,
    committees,
    departments,
    nested,
    of_districts,
    of_only_district,
    of_only_province,
    only_committee,
)
from govkg.extraction.coreference import Cast
from govkg.extraction.higher_bodies import higher
from govkg.extraction.in_brackets import is_short
from govkg.extraction.items import Item
from govkg.extraction.line import between
from govkg.extraction.phrases import Body
from govkg.extraction.reading import Passage
from govkg.extraction.rooms import rooms
from govkg.extraction.rules import rules
from govkg.extraction.scenes import Scene, bodies_of, body_of
from govkg.extraction.sides import of_sides
from govkg.extraction.units import listed_units
from govkg.extraction.wholes import IMPLICIT, called_after, divisions, known_units, owner
from govkg.folding import fold
from govkg.model.actors import Organization, OrganizationKind
from govkg.model.facts import PartOf
from govkg.text.words import Words

_TERRITORIAL = frozenset(("Ủy ban nhân dân", "Hội đồng nhân dân", "Ủy ban Mặt trận Tổ quốc"))
"""Heads of the bodies that every territory has."""
_OF_PLACES = _TERRITORIAL | {"Đảng ủy", "Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy", "Thị ủy"}
_FEWEST = 2  # bodies before the last one of a list
_OF_GREATER = ("(", "-", ",")
"""What stands before a greater university than the one named last."""
_MINISTRY = 2
"""The rank of a ministry, which closes a list of its units more often than it goes on with it."""
_UNITS: Final[frozenset[OrganizationKind]] = frozenset(("department", "public_unit", "enterprise", "armed_forces"))
"""Kinds of units that ministries have, with nothing between their names."""
_SENT = "Đoàn đại biểu cấp cao"
"""A delegation speaks for the body that sends it, and is no part of it."""
_PARTY = "Đảng Cộng sản Việt Nam"
_OFFICE = "Văn phòng "
_OF_GOVERNMENT = ("Văn phòng Chính phủ", "Thường trực Chính phủ")
"""Bodies of the Government alone, which it has also where only its head is told of."""
_INVESTIGATORS = ("Cơ quan Cảnh sát điều tra", "Cơ quan An ninh điều tra")
"""Heads that name a body only with the police that it is part of: "Cơ quan CSĐT, | Công an tỉnh X"."""
_OWNERS = ("Bộ", "Tổng công ty", "Tập đoàn")
"""Heads of what owns a firm that it stands behind in parentheses."""
_OF_SCHOOLS: Final[frozenset[OrganizationKind]] = frozenset(("department", "public_unit", "other"))
"""Kinds of units that are told to be of a university or institute, whatever they are called."""
_IN_PARENTHESES = frozenset(("Bộ", "Tổng cục", "Sở", "Công an", "Quân khu", "Quân chủng"))
"""Heads of the bodies that, in parentheses behind a lower one, are its whole."""
_CHAMBERS = ("Hạ viện", "Thượng viện", "Nghị viện", "Quốc hội")
"""Heads of the assemblies that committees sit in: "Ủy ban Tình báo | Thượng viện"."""
_CALLED = re.compile(r"(?:, | \()(?:sau đây |dưới đây |sau đây được )?(?:tên )?(?:gọi tắt|viết tắt|gọi) là ")
"""Between the name of a body and what it is called for short."""
_TEAM = "Đoàn thanh tra"
_INSPECTORATE = ["Thanh", "tra"]
"""How the names of the bodies that send such teams begin."""


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """``child`` stands beside ``parent`` in a way that makes it a part; words ``first`` to ``after`` say so."""

    scene: Scene
    child: Body
    parent: Body
    first: int
    after: int
    rule: str


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A part as one sentence shows it."""

    fact: PartOf
    scene: Scene
    first: int
    after: int
    rule: str

    @property
    def confidence(self) -> float:
        """How often the rule is right."""
        return rules()[self.rule].confidence


def is_implicit(phrase: Body, body: Organization) -> bool:
    """Whether the name of a part does not name the whole by itself.

    It names the Party committee of a place ("Ủy ban Kiểm tra Tỉnh ủy Quảng Ngãi"), and the Party by its full name.
    """
    if phrase.owner:
        return False
    of_place = phrase.head is not None and phrase.head.level is not None and body.name != phrase.head.name
    return body.kind in IMPLICIT and not of_place and body.name != _PARTY


def attach(scene: Scene) -> Iterator[Link]:
    """Find the parents that stand beside bodies in a sentence, and make one item of each such pair."""
    kept: list[Item] = []
    wholes: dict[Item, Body] = {}
    """The last whole that stands beside an item, which may be a part of the next: "Cục A, Tổng cục B, | Bộ C"."""
    for other in scene.items:
        item = kept[-1] if kept else None
        child = wholes.get(item) or body_of(item) if item is not None else None
        parent = other.body
        if item is not None and child is not None and parent is not None and child.parent is None:
            sign = between(scene.passage.words, item, other)
            if _belongs(child, parent, sign) and not (sign == "," and _in_list(scene, kept, parent)):
                rule = "structure.of" if sign == "c" else "structure.beside"
                if child.back:
                    child.name, child.back = f"{child.name} {parent.name}", False
                yield Link(scene, child, parent, item.first, other.after, rule)
                closed = sign == "(" or scene.passage.words.gap(item.after) == " ("
                child.parent, item.after, item.closed = parent, other.after, closed
                wholes[item] = parent
                continue
            if sign == "(" and is_short(parent, child):
                parent.same_as = child
            if other.body is not None and _is_called(scene.passage.words, item, other):
                parent.same_as, other.closed = body_of(item), True
        kept.append(other)
    scene.items = kept
    _share_wholes(scene)
    _share_places(scene)


def _is_called(words: Words, item: Item, other: Item) -> bool:
    """Whether a body is told of as what another is called for short: "Ban A (gọi tắt là | Ban B)"."""
    gap, own = words.text[words.ends[item.after - 1] : words.starts[other.first]], body_of(item)
    if own is None or other.body is None or own.kind != other.body.kind:
        return False
    return gap.endswith("là ") and _CALLED.fullmatch(gap) is not None


def _share_wholes(scene: Scene) -> None:
    """Give the boards of a list the whole that its last one names: "Ban Tổ chức, Ban Dân vận Tỉnh ủy"."""
    for before, item in reversed(list(pairwise(scene.items))):
        board, last = before.body, body_of(item)
        if board is None or last is None or not _shares(board, last) or (whole := last.parent) is None:
            continue
        if between(scene.passage.words, before, item) in (",", "&"):
            board.name, board.parent, board.kind = f"{board.name} {whole.name}", whole, last.kind


def _share_places(scene: Scene) -> None:
    """Give the bodies of a territory in a list the place that its last one names: "HĐND, UBND xã An Hải"."""
    for before, item in reversed(list(pairwise(scene.items))):
        body, last = body_of(before), body_of(item)
        if body is None or last is None or body.head is None or last.place is None or last.bare or last.head is None:
            continue
        alone = body.back and not body.bare and body.head.name in _TERRITORIAL
        sign = between(scene.passage.words, before, item)
        beside = last.head.name in _TERRITORIAL and sign in (",", "&", "-")
        if alone and (beside or (last.head.name in _OF_PLACES and sign == "k")):
            body.name, body.place, body.back = f"{body.head.name} {last.place}", last.place, False


def _shares(first: Body, second: Body) -> bool:
    """Whether the whole of the second of two boards is that of the first: "Ban Tổ chức, Ban Dân vận Tỉnh ủy"."""
    whole = second.parent
    if first.head is None or second.head is None or whole is None or whole.head is None or first.back or first.place:
        return False
    if first.parent is not None:
        return False
    return not first.known and whole.head.name in first.head.ends and whole.head.name in second.head.ends


def _in_list(scene: Scene, kept: list[Item], parent: Body) -> bool:
    """Whether bodies of a list stand side by side, none a part of the next: "Viện A, Trung tâm B, Cục C"."""
    if len(kept) < _FEWEST or parent.head is None or parent.head.rank <= _MINISTRY:
        return False
    before, item = kept[-2:]
    return before.body is not None and item.body is not None and between(scene.passage.words, before, item) == ","


def _belongs(child: Body, parent: Body, sign: str) -> bool:
    if child.head is None or parent.head is None:
        return sign in ("c", "%c") and child.head is not None and not child.back and parent.kind == "international"
    if child.back and (child.head.name not in _INVESTIGATORS or parent.back):
        return False
    if sign == "(" and child.kind == "enterprise" and parent.head.name in _OWNERS:
        return not parent.name.endswith(child.name.removeprefix(child.head.name))  # "Công ty A (Tập đoàn A)"
    if child.place and parent.place and parent.place.startswith(COMMUNES) and not child.place.startswith(COMMUNES):
        return False  # a list: "Đội Cảnh sát giao thông quận A, Công an phường B"
    if sign == "" and parent.head.name in _CHAMBERS and child.head.name == "Ủy ban":
        return True
    if sign == "" and parent.known and parent.head.name == "Bộ" and child.kind in _UNITS and not child.place:
        return True
    if child.head.name == parent.head.name and not (sign in _OF_GREATER and parent.known and not child.known):
        return False  # a university of a national or regional one: "Trường ĐH X - ĐHQG Hà Nội"
    if child.head.name == parent.head.name and sign == ",":
        return not parent.known[0].name.startswith(parent.head.name)  # "Trường ĐH X, Đại học Huế", no list of two
    if sign == "c":
        return child.head.rank > parent.head.rank or (parent.kind == "public_unit" and child.kind in _OF_SCHOOLS)
    if sign == "(" and parent.head.name in _IN_PARENTHESES and child.head.rank > parent.head.rank:
        return True
    return sign in ("(", ",", "-", "") and fold(parent.head.name) in child.head.under


def parts(
    scenes: list[Scene], passages: Sequence[Passage], cast: Cast, links: list[Link], held: set[Organization]
) -> Iterator[Part]:
    """Every part once, by the surest way in which the article shows it.

    ``held`` are the bodies at which somebody holds a post: others that only titles imply are no parts of a place.
    """
    stated: set[PartOf] = set()
    placed: set[Organization] = set()
    """Bodies of which the article itself says what they belong to."""
    named = committees(cast)
    inspectorates = [body for body in cast.outer if body.name.split(" ")[:2] == _INSPECTORATE]
    for link in links:
        child, parent = cast.body(link.child), cast.body(link.parent)
        if child is not None and parent is not None and child != parent:
            stated.add(PartOf(child, parent))
            placed.add(child)
            yield Part(PartOf(child, parent), link.scene, link.first, link.after, link.rule)
    for fact, scene, item in belonging(scenes, cast):
        if fact not in stated:
            stated.add(fact)
            placed.add(fact.child)
            yield Part(fact, scene, item.first, item.after, "structure.told")
    whole, only = owner(cast), only_committee(named)
    for scene in scenes:
        for rule, pairs in (
            ("structure.name", _by_name(scene, cast)),
            ("structure.units", listed_units(scene, cast)),
            ("structure.side", of_sides(scene, cast, placed)),
            ("structure.known", known_units(scene, cast, placed)),
            ("structure.called", called_after(scene, cast)),
            ("structure.division", divisions(scene, cast, placed, whole)),
            ("structure.team", _teams(scene, cast, inspectorates)),
            ("structure.local", departments(scene, cast, named, only)),
        ):
            for fact, item in pairs:
                if fact not in stated:
                    stated.add(fact)
                    yield Part(fact, scene, item.first, item.after, rule)
    implied = _implied(scenes, cast) - held
    for fact, scene, first, after in nested(passages, named):
        if fact not in stated and fact.child not in implied:
            stated.add(fact)
            yield Part(fact, scene, first, after, "structure.nested")
    placed.update(fact.child for fact in stated)
    for rule, shown in (
        ("structure.province", of_only_province(scenes, cast, named)),
        ("structure.district", of_districts(scenes, cast, named)),
        ("structure.commune", of_only_district(scenes, cast, named)),
        ("structure.room", rooms(scenes, cast)),
        ("structure.higher", higher(scenes, cast)),
    ):
        for fact, scene, item in shown:
            if fact.child not in placed and fact.child not in implied:
                placed.add(fact.child)
                yield Part(fact, scene, item.first, item.after, rule)


def _implied(scenes: list[Scene], cast: Cast) -> set[Organization]:
    """The bodies that only titles imply: "chủ tịch phường A" names no people's committee."""
    implied: set[Organization | None] = set()
    named: set[Organization | None] = set()
    for scene in scenes:
        for item in scene.items:
            for body in bodies_of(item):
                (implied if body.implied else named).add(cast.body(body))
    return {body for body in implied - named if body is not None}


def _by_name(scene: Scene, cast: Cast) -> Iterator[tuple[PartOf, Item]]:
    """A body whose name holds the name of the body that it is part of."""
    for item in scene.items:
        for inner, whole in pairwise(bodies_of(item)):
            parent, child = cast.body(inner), cast.body(whole)
            if parent is None or child is None or parent == child or child.name.startswith(_SENT):
                continue
            ours = child.name in _OF_GOVERNMENT and parent in cast.led
            if ours or not is_implicit(inner, parent) or (parent in cast.outer and _is_part(child, parent)):
                yield PartOf(child, parent), item


def _is_part(child: Organization, parent: Organization) -> bool:
    """Whether a name that ends with that of an implicit body tells of a part of it: "Văn phòng Trung ương Đảng".

    The committees and boards of the Party stand beside its Central Committee.
    """
    return not parent.name.startswith("Ban ") or child.name.startswith(_OFFICE)


def _teams(scene: Scene, cast: Cast, inspectorates: Sequence[Organization]) -> Iterator[tuple[PartOf, Item]]:
    """A team of inspection and the one inspectorate that the article names."""
    for item in scene.items:
        body = body_of(item)
        team = cast.body(body)
        alone = body is not None and body.head is not None and body.head.name == _TEAM and body.parent is None
        if alone and team is not None and team.parent is None and len(inspectorates) == 1:
            yield PartOf(team, inspectorates[0]), item
