"""Whose a meeting is by words behind it that are no part of its name: "cuộc họp mới đây của | Sở A"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from govkg.extraction.actors import actor_at, actors
from govkg.extraction.meeting_mentions import MeetingMention, words
from govkg.extraction.participation_chains import chain_after, without_times
from govkg.extraction.reading import Actor
from govkg.model.actors import Organization
from govkg.model.span import Span

_OF: Final = " của "
_WITHIN: Final = 60
"""Characters behind a meeting within which "của" stands."""
_PEOPLE = re.compile(r"(?:(?:thường trực|tập thể|toàn thể|lãnh đạo|ban lãnh đạo|đồng chí|ông|bà|Ngài|ngài)\s)*")


def whose(mention: MeetingMention) -> Actor | None:
    """Who stands behind "của", with only the day and words for which meeting it is in between."""
    if mention.told == "verb":
        return None
    passage, text = mention.passage, mention.passage.text
    start = mention.span.start + len(mention.noun) if mention.told == "noun" else mention.span.end
    of = text.find(_OF, start, start + _WITHIN)
    if of < 0 or _between().fullmatch(without_times(passage, Span(start, of))) is None:
        return None
    start = of + len(_OF)
    people = _PEOPLE.match(text, start)
    return actor_at(passage, start) or (actor_at(passage, people.end()) if people is not None else None)


def body_of(mention: MeetingMention) -> Organization | None:
    """The body whose meeting it is by such words; a title alone is somebody who is not named."""
    owner = whose(mention)
    if owner is None or owner.person is not None or mention.passage.posts_in(owner.span):
        return None
    return owner.body


def sharing(mention: MeetingMention, sentence: Span) -> Iterator[Organization]:
    """The other bodies whose meeting it is: "Hội nghị của Thường trực Tỉnh ủy, | HĐND, UBND tỉnh A với các huyện"."""
    passage, owner = mention.passage, whose(mention)
    start = mention.span.end if owner is None else max(mention.span.end, owner.span.end)
    if not passage.text.startswith(_FURTHER, start):
        return
    near = actors(passage, Span(start, max(start, sentence.end)))
    chain = chain_after(passage, near, start)
    if not chain or not _OTHERS.match(passage.text, chain[-1].span.end):
        return  # a comma may only begin the main clause
    for actor in chain:
        if actor.person is not None or actor.body is None or passage.posts_in(actor.span):
            return
        yield actor.body


_FURTHER: Final = (", ", " và ", " - ")
_OTHERS = re.compile(r"\s(?:với|cùng)\s")


@cache
def _between() -> re.Pattern[str]:
    return re.compile(rf"(?:[\s,]+(?:{words('which_one')}|vào|hồi))*[\s,]*")


def implied(mention: MeetingMention) -> Organization | None:
    """The body that must be holding a meeting, where no words say who does."""
    if mention.type == "conference":
        return _committee(mention)
    return _feasted(mention) if mention.type == "ceremony" and mention.told == "title" else None


def _committee(mention: MeetingMention) -> Organization | None:
    """The committee behind the number of its conference: "Hội nghị lần thứ 9, | Ban Chấp hành Đảng bộ tỉnh A"."""
    if _NUMBERED.fullmatch(mention.name) is None or not mention.passage.text.startswith(", ", mention.span.end):
        return None
    actor = actor_at(mention.passage, mention.span.end + 2)
    body = actor.body if actor is not None and actor.person is None else None
    return body if body is not None and body.name.startswith("Ban Chấp hành") else None


_NUMBERED = re.compile(r"Hội nghị (?:lần )?thứ \w+")


def _feasted(mention: MeetingMention) -> Organization | None:
    """The body of ours that is set up or has its feast: "Lễ ra mắt | Hội A", "Lễ kỷ niệm 40 năm thành lập | Sở B"."""
    feast = _FEAST.match(mention.passage.text, mention.span.start, mention.span.end)
    actor = actor_at(mention.passage, feast.end()) if feast is not None else None
    if actor is None or actor.person is not None or mention.passage.posts_in(actor.span):
        return None
    return actor.body if actor.body is not None and actor.body.kind not in _OF_ALL else None


_FEAST = re.compile(
    r"Lễ (?:(?:công bố )?(?:ra mắt|thành lập)|kỷ niệm [^,;:]{0,60}?\d[^,;:]{0,40}?"
    r"(?:thành lập|phát triển|xây dựng|truyền thống|trưởng thành))\s",
    re.IGNORECASE,
)
_OF_ALL: Final = frozenset({"foreign", "international", "armed_forces", "party", "legislature", "government"})
"""Bodies whose feasts are of a whole country."""
