"""Decisions on several whom the next sentence lists: "Ba cá nhân được tặng Bằng khen. Đó là ông A, bà B và ông C"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from govkg.extraction.actors import actors
from govkg.extraction.awards import graded
from govkg.extraction.decision_clauses import Decision
from govkg.extraction.decision_holders import names
from govkg.extraction.decision_posts import persons_from
from govkg.extraction.decision_rules import decision_rules, is_done
from govkg.extraction.reading import Actor, Passage
from govkg.extraction.taken_up import TAKES_UP, gets_it, is_counted, is_given, is_new
from govkg.model.facts import DecisionAction
from govkg.model.span import Span
from govkg.text.anchored import Anchored

_NEW = re.compile(r"\b(?:mới|tân|vừa được công bố|ra mắt|có thêm)\b")
"""By which the holders of a post are told to be new in it."""
TAKING_UP: Final = Anchored.of(
    TAKES_UP, ("Họ", "Đó", "Đây", "Cả hai", "Cả ba", "Cả bốn", "Hai", "Ba", "Bốn", "Năm", "Cụ thể", "Danh sách", "Gồm")
)
"""What opens the sentences that may tell of those on whom the one before told a decision."""
_GIVING: Final = ("appoint", "elect", "dismiss")


def listed_next(passage: Passage, before: Span, sentence: Span, near: Sequence[Actor]) -> Iterator[Decision]:
    """The decisions that the sentence ``before`` tells, on those whom a sentence lists."""
    opens = TAKES_UP.match(passage.text, sentence.start)
    gets = gets_it(passage.text, sentence.start) if opens is None else None
    persons = persons_from(passage, near, opens.end(), sentence.end) if opens is not None else []
    if gets is not None:
        named = (each.person for each in near if names(passage, each) and each.span.end <= gets.start("verb"))
        persons = [person for person in named if person is not None][:1]
    if not persons:
        return
    rules = decision_rules()
    if (award := rules.award.search(passage.words, before.start, before.end)) is not None:
        given = rules.receiving.search(passage.text, before.start, award.start())
        if given is not None or rules.conferring.search(passage.text, before.start, award.start()) is not None:
            span, title = graded(passage, award)
            for person in persons:
                around = Span(span.start, sentence.end)
                yield Decision("award", person, title, None, None, around, "decision.award-listed", 0.8)
        return
    text, posts = passage.text, passage.posts_in(before)
    counted = (post for post in posts if post.person is None and is_counted(text, post.span.start))
    post = next(counted, None) or next((post for post in posts if is_new(text, post.span)), None)
    post = post or next(
        (post for post in posts if post.person in (None, *persons) and is_given(text, post.span.start)), None
    )
    action = _action(passage, before) if post is not None else None
    if post is None or action is None:
        return
    bodies = [actor.body for actor in actors(passage, before) if actor.person is None and actor.body is not None]
    at = post.organization or (bodies[0] if bodies else None)
    for person in persons:
        around = Span(post.span.start, sentence.end)
        yield Decision(action, person, post.title, at, None, around, "decision.listed", 0.8)


def _action(passage: Passage, before: Span) -> DecisionAction | None:
    """What a sentence tells to be done with the posts of several."""
    rules = decision_rules()
    for verb in rules.verb.finditer(passage.words, before.start, before.end):
        action = rules.actions[verb[0].casefold()]
        if action in _GIVING:
            return action if is_done(passage.text, before, verb.start()) else None
    return "appoint" if _NEW.search(passage.text, before.start, before.end) else None
