"""Which body a body belongs to: "Vụ Pháp chế, Bộ Tư pháp", "Cục X thuộc Bộ Y", "Thanh tra Bộ Z"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from govkg.extraction.coreference import Cast, Scene, bodies_of
from govkg.extraction.lexicon import fold
from govkg.extraction.line import between
from govkg.extraction.mentions import Item
from govkg.extraction.organizations import Body
from govkg.model.actors import OrganizationKind
from govkg.model.facts import PartOf

IMPLICIT: Final[frozenset[OrganizationKind]] = frozenset(("government", "legislature", "presidency", "party"))
"""Kinds of body that the name of a part does not name by itself: "Văn phòng Chính phủ" speaks of the office only."""
_LOCAL = frozenset(("Sở", "Thanh tra"))
"""Heads of the departments of a people's committee."""
_UNITS = frozenset(("agency", "department", "public_unit", "legislature"))
_TOO_HIGH = frozenset(("government", "party", "presidency"))


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """``child`` stands beside ``parent`` in a way that makes it a part; words ``first`` to ``after``."""

    scene: Scene
    child: Body
    parent: Body
    first: int
    after: int
    rule: str


def attach(scene: Scene) -> Iterator[Link]:
    """Find the parents that stand beside bodies in a sentence, and make one item of each such pair."""
    items = scene.items
    at = 0
    while at + 1 < len(items):
        item, other = items[at], items[at + 1]
        child = item.body or (item.title.body if item.title is not None else None)
        parent = other.body
        sign = between(scene.passage.words, item, other) if child is not None and parent is not None else ""
        if child is None or parent is None or child.parent is not None or not _belongs(child, parent, sign):
            at += 1
            continue
        rule = "structure.of" if sign == "c" else "structure.beside"
        yield Link(scene, child, parent, item.first, other.after, rule)
        child.parent = parent
        item.after = other.after
        item.closed = sign == "("
        del items[at + 1]


def _belongs(child: Body, parent: Body, sign: str) -> bool:
    if child.head is None or parent.head is None or child.back or child.head.name == parent.head.name:
        return False
    if sign == "c":
        return child.head.rank > parent.head.rank
    return sign in ("(", ",") and fold(parent.head.name) in child.head.under


def parts(scene: Scene, cast: Cast) -> Iterator[tuple[PartOf, Item]]:
    """What the names themselves show: a body whose name holds the name of the body that it is part of."""
    outer = cast.outer
    for item in scene.items:
        chain = bodies_of(item)
        for inner, whole in pairwise(chain):
            parent, child = cast.organizations.get(inner), cast.organizations.get(whole)
            if parent is None or child is None or parent == child:
                continue
            if parent.kind not in IMPLICIT or (parent in outer and not parent.name.startswith("Ban ")):
                yield PartOf(child, parent), item


def known_parts(scene: Scene, cast: Cast) -> Iterator[tuple[PartOf, Item]]:
    """A unit and the ministry or assembly that the reference data puts it under, where one sentence names both."""
    named = {
        organization: item
        for item in scene.items
        for body in bodies_of(item)
        if (organization := cast.organizations.get(body)) is not None
        and (organization.kind not in IMPLICIT or organization in cast.outer)
    }
    by_iri = {body.iri: body for body in named}
    for child, item in named.items():
        if child.parent is None or child.kind not in _UNITS:
            continue
        parent = by_iri.get(child.parent)
        if parent is not None and parent.kind not in _TOO_HIGH:
            yield PartOf(child, parent), item


def local_parts(scene: Scene, cast: Cast) -> Iterator[tuple[PartOf, Item]]:
    """A department of a territory and the people's committee of the same territory, where the article names both."""
    committees = {
        organization.name.partition(" nhân dân ")[2]: organization
        for organization in cast.outer
        if organization.kind == "local_government"
    }
    for item in scene.items:
        body = item.body or (item.title.body if item.title is not None else None)
        organization = cast.organizations.get(body) if body is not None else None
        if body is None or organization is None or body.head is None or body.head.name not in _LOCAL:
            continue
        for place, committee in committees.items():
            if place and organization.name.endswith(f" {place}"):
                yield PartOf(organization, committee), item
