"""What an article says of who holds which title, before it is known at which body."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from govkg.extraction.coreference import Cast
from govkg.extraction.items import Item, TitlePhrase
from govkg.extraction.matters import speaks_of
from govkg.extraction.posts import PostRule, pairings
from govkg.extraction.scenes import Scene
from govkg.model.actors import Person
from govkg.model.facts import TenureStatus
from govkg.text.names import is_syllable

SURE = frozenset(("posts.before", "posts.group"))
"""Rules by which a title stands right before its holder."""
_GIVEN = frozenset(("posts.given", "posts.decided"))
_TAKEN = re.compile(
    r"\b(?:[Mm]iễn nhiệm|[Bb]ãi nhiệm|[Cc]ách chức|[Tt]hôi|[Bb]ãi miễn|[Xx]óa tư cách|[Xx]oá tư cách)\b"
)
"""Words before a title by which the post is taken from the one who follows."""
_WHILE = re.compile(
    r"\b(?:(?:[Kk]hi|[Ll]úc|[Tt]hời)\s(?:ông\s|bà\s)?(?:còn|đang)\s(?:đương chức\s)?|[Tt]hời gian\s(?:còn\s|đang\s)?)"
    r"(?:là|làm|giữ chức|giữ chức vụ|giữ cương vị|đảm nhiệm chức vụ)\s\Z"
    r"|\b[Tt]ừng\s(?:là|làm|giữ chức|giữ chức vụ|giữ cương vị|đảm nhiệm chức vụ|ngồi ghế)\s\Z"
)
"""What right before a title says that the post was held at the time that is told of."""
_DECIDED = re.compile(
    r"\b(?:nhiệm|bầu|(?:nhiệm|bầu|cử|chọn)\slàm|[Cc]hức|[Cc]hức vụ|[Cc]hức danh|tư cách|phê chuẩn|chuẩn y"
    r"|[Gg]hế|[Vv]ị trí|[Cc]ương vị|[Tt]rọng trách|[Vv]ai trò)\s(?:\d\s|hai\s|các\s)?\Z"
)
"""What right before a title says that the post is given to, or taken from, the one after "với" or "cho"."""
_TO_ANOTHER = re.compile(r"\s(?:với|cho|trước|cùng)\s\Z")
"""Before a title whose holder something is done to: "Người báo cáo với | Bộ trưởng | là ông A"."""
_NEAR = 40  # characters


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """A title, its holder and the rule that paired them."""

    scene: Scene
    item: Item
    phrase: TitlePhrase
    other: Item
    person: Person
    rule: PostRule

    @property
    def status(self) -> TenureStatus:
        """How the post is held."""
        if self.rule.name in _GIVEN:
            return "former" if _TAKEN.search(_lead(self.scene, self.item)) else "current"
        status = self.rule.status or self.phrase.status
        return "former" if status == "current" and _WHILE.search(_lead(self.scene, self.item)) else status

    @property
    def single(self) -> bool:
        """Whether one person at a time holds the post, in this country."""
        phrase = self.phrase
        return phrase.country is None and phrase.body is None and not (phrase.title.weak or phrase.plural)


def _lead(scene: Scene, item: Item) -> str:
    words = scene.passage.words
    start = words.starts[item.first]
    return words.text[max(0, start - _NEAR) : start]


def _names_another(scene: Scene, title: Item) -> bool:
    """Whether a title behind a name has a foreign name of its own and a verb: "bà A, Tổng thống | Nowak đi"."""
    words = scene.passage.words
    named = _NAMED.match(words.text, words.ends[title.after - 1])
    return named is not None and words[title.after - 1] != "bang" and not is_syllable(named["name"])


_NAMED = re.compile(r" (?P<name>[^\W\d_a-z][^\W\d_A-Z]+)(?: [^\W\d_a-z][^\W\d_A-Z]+)* (?=[^\W\d_A-ZĐ])")


def _of_who_speaks(scene: Scene, person: Item, title: Item) -> bool:
    """Whether a title behind a name is that of another, who speaks: "Về đơn của ông A, | Giám đốc Sở B | cho biết"."""
    span = scene.passage.words.span
    return speaks_of(scene.passage, span(person.first, person.after), span(title.first, title.after))


def claims(scenes: Iterable[Scene], cast: Cast) -> list[Claim]:
    """All titles with their holders, in reading order."""
    found = []
    for scene in scenes:
        for pairing in pairings(scene):
            phrase, person = pairing.title.title, cast.person(pairing.person)
            if pairing.rule.name == "posts.decided" and not _DECIDED.search(_lead(scene, pairing.title)):
                continue
            if pairing.rule.name == "posts.named" and _TO_ANOTHER.search(_lead(scene, pairing.title)):
                continue
            if pairing.title.first >= pairing.person.after and (
                _names_another(scene, pairing.title) or _of_who_speaks(scene, pairing.person, pairing.title)
            ):
                continue
            if phrase is not None and person is not None:
                found.append(Claim(scene, pairing.title, phrase, pairing.person, person, pairing.rule))
    return found
