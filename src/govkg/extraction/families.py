"""The head of a body and the deputies of that head: where one is told with the body, it goes for the other.

"Chủ tịch Hội A là ông B. Ba Phó Chủ tịch gồm ông C, …": those three are at that body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from govkg.extraction.claims import Claim
from govkg.extraction.coreference import Cast
from govkg.extraction.items import is_abroad
from govkg.extraction.lexicon import Title
from govkg.extraction.scenes import Scene
from govkg.model.actors import Organization

_RANK: Final = re.compile(r"\APhó\s|\s(?:Thường trực|thứ nhất)\Z")
"""What a title has beyond that of the head."""
_DEPUTY: Final = "Phó "
_ELECTED: Final = frozenset(("posts.made", "posts.are"))
"""Rules by which a post is given in the sentence."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A title that sentence ``scene`` tells at word ``first`` with its body."""

    scene: int
    first: int
    title: str
    body: Organization


def family(title: Title) -> str | None:
    """The title of the head, for titles that only a body beside them makes clear; None for others."""
    if title.head is not None or title.body is not None or title.alone or not title.beside:
        return None
    return _RANK.sub("", title.name)


class Families:
    """The bodies that an article tells with a head's or deputy's title."""

    def __init__(self, scenes: Sequence[Scene], cast: Cast) -> None:
        self._at: dict[str, list[_Told]] = {}
        self._cast, self._headline = cast, [scene for scene in scenes if scene.passage.part == "title"]
        self._number = {id(scene): number for number, scene in enumerate(scenes)}
        for number, scene in enumerate(scenes):
            for item in scene.items:
                name = family(item.title.title) if item.title is not None else None
                if item.title is None or name is None or item.title.body is None or is_abroad(item.title):
                    continue
                if (body := cast.body(item.title.body)) is not None:
                    self._at.setdefault(name, []).append(_Told(number, item.first, item.title.title.name, body))

    def body(self, claim: Claim) -> Organization | None:
        """The only body that the article tells with the family."""
        title = claim.phrase.title
        name = family(title)
        if name is None or (_may_be_abroad(title) and claim.rule.name not in _ELECTED):
            return None
        bodies = {told.body for told in self._at.get(name, ())}
        return bodies.pop() if len(bodies) == 1 else None

    def just_told(self, claim: Claim) -> Organization | None:
        """The body that the family was told with before the title, in its sentence or the one before it."""
        title, here = claim.phrase.title, self._number[id(claim.scene)]
        name = family(title)
        if name is None or _may_be_abroad(title):
            return None
        of_many = title.name.startswith(_DEPUTY)
        near = {
            told.body
            for told in self._at.get(name, ())
            if here - 1 <= told.scene
            and (told.scene, told.first) < (here, claim.item.first)
            and (of_many or told.title != title.name)  # a body has one head
        }
        return near.pop() if len(near) == 1 else None

    def of_headline(self, claim: Claim) -> Organization | None:
        """The one body of a kind with such a post that the headline names: "Đại hội Công đoàn A" elects its chair."""
        beside = claim.phrase.title.beside
        named = [body for scene in self._headline for item in scene.items if (body := item.body) is not None]
        found = {self._cast.body(body) for body in named if body.head is not None and body.head.name in beside} - {None}
        return found.pop() if len(found) == 1 and claim.rule.name in _ELECTED else None

    def told_behind(self, claim: Claim) -> Organization | None:
        """The body that the sentence goes on to tell: "ông A - Phó Chủ tịch, bà B - Phó Chủ tịch Hội C"."""
        title, here = claim.phrase.title, self._number[id(claim.scene)]
        name = family(title)
        if name is None or not title.name.startswith(_DEPUTY):
            return None
        told = (each for each in self._at.get(name, ()) if each.scene == here and each.title.startswith(_DEPUTY))
        behind = {each.body for each in told}
        return behind.pop() if len(behind) == 1 else None


def _may_be_abroad(title: Title) -> bool:
    """Whether a title alone may be that of a head of state: "Chủ tịch Tập Cận Bình"."""
    return title.abroad and not title.name.startswith(_DEPUTY)
