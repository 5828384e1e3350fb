"""Sentences with what they name: what coreference, posts and structure work on."""

from __future__ import annotations

from dataclasses import dataclass

from govkg.extraction.items import Item
from govkg.extraction.phrases import Body
from govkg.extraction.reading import Passage


@dataclass(slots=True)
class Scene:
    """One sentence with the items that it names, in order."""

    passage: Passage
    items: list[Item]


def body_of(item: Item) -> Body | None:
    """The body that an item names: itself, or the one of its title."""
    return item.body or (item.title.body if item.title is not None else None)


def bodies_of(item: Item) -> list[Body]:
    """The bodies that an item names, one inside the name of another before it."""
    body = body_of(item)
    if body is None:  # as most persons and titles
        return []
    found = []
    while body is not None:
        found.append(body)
        body = body.parent
    return found[::-1]
