"""Which mentions tell one and the same meeting: a headline and its sentences, a title and the noun that takes it up."""

from __future__ import annotations

import re
from typing import Final

from govkg.extraction.meeting_mentions import MeetingMention
from govkg.extraction.meeting_told import GENERAL, SPEECHES, WITHOUT_SPEECHES, Told
from govkg.folding import fold
from govkg.text.dates import TimeExpression

_FUNERALS: Final = frozenset({"tang lễ", "lễ tang"})
_ALIKE: Final = frozenset({"meeting", "session", "conference"})
"""Types whose nouns are used for one another."""


def headline(told: Told, mention: MeetingMention) -> bool:
    """A headline and the first sentence that tells of it are one meeting."""
    return told.type == mention.type and told.named.passage.part == "title" and not told.sure and not told.parts


def same_noun(told: Told, mention: MeetingMention) -> bool:
    """Whether a meeting was called by the same noun."""
    return any(fold(each.noun) == fold(mention.noun) for each in told.mentions if each.noun)


def same_act(told: Told, mention: MeetingMention) -> bool:
    """Whether a noun takes up the verb or the title of a meeting: "gặp mặt" … "buổi gặp mặt"."""
    act = mention.noun.split(" ", 1)[-1] if " " in mention.noun else mention.noun
    return told.type == mention.type and any(f" {fold(act)} " in f" {fold(each.name)} " for each in told.mentions)


def general(told: Told, mention: MeetingMention) -> bool:
    """Whether a noun that fits any meeting ("buổi làm việc") can mean this one."""
    return mention.noun in GENERAL and told.type in SPEECHES and told.type not in WITHOUT_SPEECHES


def same(told: Told, mention: MeetingMention, time: TimeExpression | None) -> bool:
    """Whether a mention with words of its own tells a meeting that was told before."""
    if _same_words(told.named, mention):
        return True
    if told.type != mention.type or (time is not None and told.sure and time.when.begin != told.when.begin):
        return False
    if told.named.noun in _FUNERALS and mention.noun in _FUNERALS:
        return True
    if (_signs(told.named) and _signs(mention)) or (mention.verb == "reporting" and told.type == "session"):
        return True
    if mention.told != "verb":
        return any(_shares_words(each, mention) for each in told.mentions)
    subject = mention.subject
    agents = {part.agent for _, part in told.parts}
    if subject is not None and (subject.agent in agents or subject.body in agents):
        return mention.verb != "sitting" or time is None or _half(told) == _half_of(mention, time)
    return any(_shares_words(each, mention) for each in told.mentions if each.told == "title")


def _same_words(one: MeetingMention, other: MeetingMention) -> bool:
    """Whether two long titles are the same but for the noun: "Cuộc họp lần thứ 2 của A", "Kỳ họp lần thứ 2 của A"."""
    if one.told != "title" or other.told != "title":
        return False
    if one.type != other.type and not {one.type, other.type} <= _ALIKE:
        return False
    a = set(fold(one.name).removeprefix(fold(one.noun)).split())
    b = set(fold(other.name).removeprefix(fold(other.noun)).split())
    return len(a & b) > 3 and len(a & b) >= 0.85 * min(len(a), len(b))


def _shares_words(one: MeetingMention, other: MeetingMention) -> bool:
    """Whether most words of the shorter name are in the longer."""
    a, b = set(fold(one.name).split()), set(fold(other.name).split())
    return len(a & b) >= 0.7 * min(len(a), len(b)) and (one.noun == other.noun or "verb" in (one.told, other.told))


def _signs(mention: MeetingMention) -> bool:
    return mention.verb == "signing" or mention.noun.startswith("lễ ký")


def _half(told: Told) -> str:
    if told.when_at is None:
        return ""
    return _part_of_day(told.when_at[1].of(told.when_at[0].text))


def _half_of(mention: MeetingMention, time: TimeExpression) -> str:
    return _part_of_day(time.span.of(mention.passage.text))


def _part_of_day(words: str) -> str:
    found = re.search(r"sáng|chiều|tối", words.casefold())
    return found[0] if found else ""
