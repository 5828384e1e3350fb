"""Who holds which post: the rules of ``posts.yaml`` over the line of what a sentence names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, get_args

import regex

from govkg import datafile
from govkg.extraction.items import Item, is_abroad
from govkg.extraction.line import between
from govkg.extraction.scenes import Scene
from govkg.extraction.word_sets import of_many
from govkg.folding import fold
from govkg.model.facts import TenureStatus
from govkg.text.names import is_foreign

_BEFORE = "posts.before"


@dataclass(frozen=True, slots=True)
class PostRule:
    """One rule: its name, its pattern, how often it is right, and the status that it gives where not current.

    What an ``also`` rule pairs may be paired once more by a later one: the post is another's, too. Of the titles of an
    ``of_many`` rule, only those that several hold at a time are shared.
    """

    name: str
    pattern: regex.Pattern[str]
    confidence: float
    status: TenureStatus | None
    also: bool
    of_many: bool


@dataclass(frozen=True, slots=True, eq=False)
class Pairing:
    """A title and the person whose it is, by one rule."""

    title: Item
    person: Item
    rule: PostRule


@cache
def rules() -> tuple[PostRule, ...]:
    """The rules of ``posts.yaml``, the first ones first.

    Raises:
        DataError: a pattern that cannot be compiled; with its line.

    """
    found = []
    for entry in datafile.read("data/rules/posts.yaml")["rules"]:
        fields = entry.fields("name", "confidence", "pattern", "status", "also", "of_many")
        try:
            pattern = regex.compile(fields["pattern"].text())
        except regex.error as error:
            raise fields["pattern"].error(f"not a pattern: {error}") from error
        status = fields["status"].one_of(get_args(TenureStatus)) if "status" in fields else None
        marks = "also" in fields, "of_many" in fields
        found.append(PostRule(fields["name"].text(), pattern, fields["confidence"].number(), status, *marks))  # type: ignore[arg-type]
    return tuple(found)


def pairings(scene: Scene) -> Iterator[Pairing]:
    """The titles of a sentence with the persons who hold them."""
    signs = {item.sign for item in scene.items}
    if signs.isdisjoint("TLt") or signs.isdisjoint("PQA"):
        return
    line, at = _line(scene)
    taken: set[int] = set()
    for rule in rules():
        for match in rule.pattern.finditer(line):
            persons = [at[start] for start in match.starts("p")]
            titles = [start for start in match.starts("t") if start not in taken]
            if rule.name == _BEFORE:
                titles = [start for start in titles if _of_one_state(at[start], at[titles[-1]], persons)]
            for start in titles:
                if any(_is_another(scene, at[start], person) for person in persons):
                    continue
                for person in persons if not rule.of_many or _is_shared(at[start]) else persons[-1:]:
                    yield Pairing(at[start], person, rule)
            if not rule.also:
                taken.update(titles)


def _is_another(scene: Scene, title: Item, person: Item) -> bool:
    """Whether an office that one alone holds is that of somebody else whom the sentence tells of beside a person.

    "Theo ông A, | Thủ tướng đã đồng ý …" tells what another does; "Báo cáo với | Thủ tướng, ông A nói …" to whom.
    """
    words = scene.passage.words
    if title.title is None or not (title.title.title.alone or title.title.title.body):
        return False
    if title.first > person.first:
        opens = next(
            (at for at in range(person.first - 1, max(-1, person.first - _LEAD), -1) if words.gap(at) != " "), 0
        )
        follows = title.after < len(words) and words.gap(title.after) == " " and words[title.after].islower()
        according = words.keys[opens] == _ACCORDING or words.key(opens, opens + 2) == _ALSO_ACCORDING
        return follows and according
    told_to = title.first > 0 and words.gap(title.first) == " " and words.keys[title.first - 1] in _TO
    foreign = person.name is None or is_foreign(person.name.text)
    return told_to and title.title.title.name == _PREMIER and words.gap(title.after) == ", " and not foreign


_LEAD: Final = 12
"""Words in front of a person among which the sentence begins."""
_ACCORDING, _ALSO_ACCORDING = fold("theo"), fold("cũng theo")
_TO: Final = frozenset(map(fold, ("với", "của", "gửi", "tới", "lên", "trình", "cho")))
_PREMIER: Final = "Thủ tướng"


def _is_shared(title: Item) -> bool:
    """Whether several hold a title at a time."""
    return title.title is not None and title.title.title.name.startswith(of_many())


_OF_OURS: Final = frozenset(("ministry", "agency", "department", "local_government"))
"""Kinds of bodies that are called like those of other states and at which no foreigner holds a post."""


def _of_one_state(title: Item, last: Item, persons: Sequence[Item]) -> bool:
    """Whether a title goes with the one right before the name: "Tiếp Đại sứ Cuba, Chủ tịch nước X" tells of two.

    So does "theo lời mời của Bộ trưởng Bộ A, Bộ trưởng Y tế Lào B".
    """
    ours = title.title is not None and title.title.body is not None and title.title.body.kind in _OF_OURS
    if title is not last and ours and last.title is not None and is_abroad(last.title):
        return False
    if persons and all(person.name is not None and is_foreign(person.name.text) for person in persons):
        return True
    phrases = title.title, last.title
    return phrases[0] is None or phrases[1] is None or not is_abroad(phrases[0]) or is_abroad(phrases[1])


def _line(scene: Scene) -> tuple[str, dict[int, Item]]:
    """The signs of a sentence, and the item behind each sign that stands for one."""
    line = ""
    at: dict[int, Item] = {}
    before: Item | None = None
    for item in scene.items:
        if before is not None:
            line += between(scene.passage.words, before, item)
        at[len(line)] = item
        line += item.sign
        before = item
    return line, at
