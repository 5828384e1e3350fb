"""Who follows whom in a post that is told with one of the two alone: "Thay ông A là bà B", "Ông B thay bà A".

A sentence is read as a skeleton: one sign for each person, pronoun and title, the words between them as written.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from govkg import datafile
from govkg.extraction.coreference import Cast
from govkg.extraction.holdings import Holding
from govkg.extraction.items import Item
from govkg.extraction.scenes import Scene
from govkg.model.actors import Person
from govkg.model.facts import HoldsPost, TenureStatus
from govkg.text.alternation import one_of

_RULE: Final = "posts.successor"
_CONFIDENCE: Final = 0.82
_PERSON, _PRONOUN, _TITLE, _BODY = "§", "¶", "†", "‡"
_SIGNS: Final = {"P": _PERSON, "Q": _PERSON, "A": _PRONOUN, "T": _TITLE, "L": _TITLE, "t": _TITLE, "O": _BODY}
_LATELY: Final = 3
"""Sentences back within which the post was told that somebody is followed in."""
_BY_THE_WAY: Final = frozenset(("posts.after", "posts.before", "posts.both", "posts.shared"))
"""Rules of posts that are told with a name, and not as what somebody gets."""


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    """Each finds the one who follows (group ``new``) and the one before (group ``old``)."""
    data = datafile.read("data/rules/posts.yaml")["successions"].fields("following", "chosen", "chairs", "before")
    words = {key: one_of(data[key].texts(), capital=True) for key in ("following", "chosen", "chairs", "before")}
    chosen = rf"(?:(?:{words['chosen']})\s)*"
    follows = rf"(?:{words['following']})(?:\s(?:vị trí|cương vị|chỗ|ghế|chức vụ)(?:\scủa)?)?"
    old, new, gap = r"(?P<old>[§¶])", r"(?P<new>§)", r"[^§¶.;:“”]"
    return tuple(
        map(
            re.compile,
            (
                rf"(?:\A|[,;]\s|\b(?:và|còn|Còn)\s){chosen}(?:{follows}|(?:{words['chairs']}))\s(?:†\s?)?{old}"
                rf"{gap}{{0,80}}?\s(?:là|sẽ là|có)\s(?:nữ\s)?{new}",
                rf"{new}(?:,\s†)?,?\s(?:là\s)?{chosen}{follows}\s(?:†\s?)?{old}",
                rf"{new}{gap}{{0,60}}?(?P<post>†),?\s(?:để\s)?{follows}\s(?:†\s?)?{old}",
                rf"\A[^§¶]*{old}[^“”]*?[;,]\s(?:và\s|còn\s)?{new}\s{chosen}{follows}\s?(?=[.,;])",
                rf"(?:{words['before']})\scủa\s(?:†\s?)?(?P<new>[§¶]){gap}{{0,60}}?\slà\s(?P<old>§)",
                rf"(?:{words['before']})\scủa\s(?P<new>[§¶]),\s(?P<old>§)",
                rf"(?P<old>§),\s(?:†,\s)?(?:là\s)?(?:{words['before']})\scủa\s(?:†\s?)?(?P<new>§)",
            ),
        )
    )


_MAY_TELL = re.compile(r"\b(?:[Tt]hay|[Kk]ế nhiệm|[Kk]ế vị|[Kk]ế tục|tiền nhiệm|Tiền nhiệm|ghế)\b")
"""In the sentences that tell of such a thing."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """The one who follows, and the one before."""

    scene: Scene
    number: int
    new: Item
    old: Item
    post: Item | None
    """The title right before "thay", where one stands there."""


def successions(scenes: Sequence[Scene], cast: Cast, posts: Sequence[Holding]) -> Iterator[Holding]:
    """The posts of those who follow others in them, and of the ones before; ``posts`` are those told otherwise."""
    pairs = list(_pairs(scenes))
    if not pairs:
        return
    held = _Held(posts, {id(scene): at for at, scene in enumerate(scenes)})
    for pair in pairs:
        new, old = cast.person(pair.new), cast.person(pair.old)
        if new is None or old is None or new == old:
            continue
        if (found := _post_of(pair, new, old, held)) is not None:
            post, whose, status = found
            if (whose, post.fact.title) not in held.titles:
                fact = HoldsPost(whose, post.fact.title, post.organization, status)
                item = pair.new if whose == new else pair.old
                first, after = min(pair.new.first, pair.old.first), max(pair.new.after, pair.old.after)
                yield Holding(fact, pair.scene, item, first, after, _RULE, _CONFIDENCE)


class _Held:
    """Posts by their holders, in the order in which sentences tell them: each is found without a look at all others."""

    def __init__(self, posts: Sequence[Holding], number: Mapping[int, int]) -> None:
        self.titles = {(post.person, post.fact.title) for post in posts}
        self._posts: dict[Person, list[Holding]] = {}
        self._told: dict[Person, list[int]] = {}
        for post in sorted(posts, key=lambda post: (number[id(post.scene)], post.item.first)):
            self._posts.setdefault(post.person, []).append(post)
            self._told.setdefault(post.person, []).append(number[id(post.scene)])

    def by(self, person: Person, first: int, last: int) -> Sequence[Holding]:
        """The posts of somebody that the sentences of these numbers tell, the last one included."""
        told = self._told.get(person, [])
        return self._posts.get(person, [])[bisect_left(told, first) : bisect_right(told, last)]

    def last(self, person: Person, until: int) -> Holding | None:
        """The post of somebody that was told last up to a sentence."""
        at = bisect_right(self._told.get(person, []), until)
        return self._posts[person][at - 1] if at else None


def _post_of(pair: _Pair, new: Person, old: Person, held: _Held) -> tuple[Holding, Person, TenureStatus] | None:
    """The post in which one follows the other as it is told of one of them, and of whom it is not told."""
    start, end = sorted((pair.new.first, pair.old.first))
    here = [post for post in held.by(new, pair.number, pair.number) if post.rule not in _BY_THE_WAY]
    if pair.post is not None:
        named = next((post for post in here if post.item is pair.post), None)
        return (named, old, "former") if named is not None else None
    if here:
        between = [post for post in here if start <= post.item.first < end]
        return (between or here)[-1], old, "former"
    if (theirs := held.last(old, pair.number)) is not None:
        return theirs, new, "current"
    lately = held.by(new, pair.number - _LATELY, pair.number)
    if lately:
        told = [post for post in lately if post.rule not in _BY_THE_WAY]
        return (told or lately)[-1], old, "former"
    return None


def _pairs(scenes: Sequence[Scene]) -> Iterator[_Pair]:
    for number, scene in enumerate(scenes):
        if len(scene.items) > 1 and _MAY_TELL.search(scene.passage.text, *_bounds(scene)):
            line, at = _skeleton(scene)
            for shape in _shapes():
                if (found := shape.search(line)) is not None:
                    post = at[found.start("post")] if "post" in shape.groupindex else None
                    yield _Pair(scene, number, at[found.start("new")], at[found.start("old")], post)
                    break


def _bounds(scene: Scene) -> tuple[int, int]:
    words = scene.passage.words
    sentence = scene.passage.sentence(words.span(scene.items[0].first, scene.items[-1].after))
    return sentence.start, sentence.end


def _skeleton(scene: Scene) -> tuple[str, dict[int, Item]]:
    """The words of a sentence with one sign for each thing that it names, and the item behind each sign."""
    words, (end, last) = scene.passage.words, _bounds(scene)
    line, at = "", dict[int, Item]()
    for item in scene.items:
        line += words.text[end : words.starts[item.first]]
        at[len(line)] = item
        line += _SIGNS.get(item.sign, _BODY)
        end = words.ends[item.after - 1]
    return line + words.text[end:last], at
