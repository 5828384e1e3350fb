"""Who holds which post where a decision is told: lists of persons, posts of another time, and what a penalty is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from govkg.extraction.decision_rules import decision_rules
from govkg.extraction.decision_verbs import REACH
from govkg.extraction.reading import Actor, Passage, PostMention
from govkg.model.span import Span

NEXT_POST: Final = re.compile(r"(?:,?\s)?(?:,|và|kiêm|kiêm nhiệm|;|đồng thời là|đồng thời giữ chức)\s")
_SAID_OF = re.compile(r"\s?[,;:()–-]|\s(?:và|cùng)\s")
"""What follows a person of a list: the next one, or what is said of this one."""
_COMMA = 2
"""Characters of a comma and a space in front of "và"."""


def was_held(passage: Passage, post: PostMention) -> bool:
    """Whether a post is told as that of another time: "Trong thời gian giữ chức X, ông A đã vi phạm"."""
    first = post
    for before in reversed(passage.posts_in(Span(max(0, post.span.start - REACH), post.span.start))):
        if NEXT_POST.fullmatch(passage.text, before.span.end, first.span.start) is None:
            break
        first = before
    return _THEN.search(passage.text, max(0, first.span.start - 48), first.span.start) is not None


_THEN = re.compile(
    r"\b(?:[Tt]rong (?:thời gian|thời kỳ|quá trình)|[Kk]hi)\s(?:còn |đang )?"
    r"(?:giữ (?:các )?(?:chức vụ|chức|cương vị)|làm|là|đảm nhiệm)\s\Z"
)
"""Between the time and the post that somebody held then."""


def standing(passage: Passage, post: PostMention) -> tuple[bool, bool, bool]:
    """How little a post tells of who is disciplined: an office of now, and of the state, tells most, a seat least."""
    member = post.title.casefold().startswith("ủy viên") or post.title.casefold().endswith("ủy viên")
    then = was_held(passage, post)
    return then, member, post.organization is not None and post.organization.kind == "party"


def names(passage: Passage, actor: Actor) -> bool:
    """Whether an actor is a person who is named there, not only by a title."""
    return actor.person is not None and any(
        mention.entity == actor.person for mention in passage.mentions_in(actor.span)
    )


def listed_persons(text: str, first: Actor, after: Sequence[Actor], stop: int) -> Sequence[Actor]:
    """A person and those who are listed with it, whatever is said of each in between."""
    found, end = [first], first.span.end
    for actor in after:
        if actor.span.start < end or actor.person is None or actor.span.start >= stop:
            continue
        if actor.person.name.split()[-1] not in actor.span.of(text):  # a title alone
            end = actor.span.end if actor.person == found[-1].person else end
            continue
        told = decision_rules().honoured.search(text, end, actor.span.start)
        if told is None or _SAID_OF.match(text, found[-1].span.end) is None:
            continue
        titled = len(actor.span.of(text)) > len(actor.person.name) + 2
        if told["by"] or titled or told.start() - end <= _COMMA:
            found.append(actor)
            end = actor.span.end
    return found


def penalty(passage: Passage, verb: Span, end: int) -> str | None:
    """What a person is punished with: in the verb, or behind it, "kỷ luật ông A bằng hình thức | khiển trách"."""
    text = passage.text
    named = _PENALTY.search(text, verb.start, verb.end) or _BY_WAY_OF.search(text, verb.end, end)
    return named["what"][0].upper() + named["what"][1:] if named is not None else None


_PENALTIES: Final = r"(?P<what>[Kk]hiển trách|[Cc]ảnh cáo|[Kk]hai trừ(?:(?: ra)? khỏi [Đđ]ảng)?)"
_PENALTY = re.compile(rf"\b{_PENALTIES}")
_BY_WAY_OF = re.compile(rf"\b(?:(?:bằng|với|theo|ở) (?:hình thức|mức)|là)(?: kỷ luật)? {_PENALTIES}")
