"""Orders, titles and badges of the state: who gets them, and from whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from govkg.extraction.actors import actors
from govkg.extraction.decision_rules import Decision, rules
from govkg.extraction.reading import Actor, Passage
from govkg.model.actors import Agent, Person
from govkg.model.span import Span

_NEXT = re.compile(r"\s?(?:,|;|và|cùng)\s(?:\d{1,2}\s|một\s|hai\s|ba\s|danh hiệu\s)*")
"""What stands between the awards of one person."""
_NEAR = 24  # characters: "truy tặng đồng chí X danh hiệu …"
_TITLE = re.compile(r"\s(?:danh hiệu\s)?")
_GRADE = re.compile(r"\s(?:hạng|hạng:)\s(?:nhất|nhì|ba|Nhất|Nhì|Ba|I{1,3})\b")


def awards(passage: Passage, sentence: Span, near: Sequence[Actor], last: Person | None) -> Iterator[Decision]:
    """Orders, titles and badges, to those who get them in the same sentence."""
    text, words = passage.text, rules()
    awards = list(words.award.finditer(text, sentence.start, sentence.end))
    if not awards:
        return
    if awards[0].start() - sentence.start <= 2 and len(awards) > 1 and last is not None and not near:
        for award in awards:
            span, title = _graded(text, award)
            yield Decision("award", last, title, None, None, span, "decision.awards-listed", 0.8)
        return
    end, to = 0, list[Actor]()
    for award in awards:
        span, title = _graded(text, award)
        if not to or _NEXT.fullmatch(text, end, span.start) is None:
            to = list(_decorated(passage, sentence, near, span))
        end = span.end
        for actor in to:
            if actor.person is not None:
                around = Span(min(span.start, actor.span.start), max(span.end, actor.span.end))
                by = _giver(passage, sentence, near, span, actor)
                yield Decision("award", actor.person, title, None, by, around, "decision.award", 0.85)


def decorated(passage: Passage, sentence: Span) -> Iterator[tuple[Person, Span]]:
    """The persons who get an award in a sentence that tells of its conferring."""
    if rules().award.search(passage.text, sentence.start, sentence.end):
        for decision in awards(passage, sentence, actors(passage, sentence), None):
            yield decision.person, decision.span


def _graded(text: str, award: re.Match[str]) -> tuple[Span, str]:
    grade = _GRADE.match(text, award.end())
    span = Span(award.start(), grade.end() if grade else award.end())
    return span, " ".join(span.of(text).split())


def _decorated(passage: Passage, sentence: Span, near: Sequence[Actor], award: Span) -> Iterator[Actor]:
    """Those who receive an award: before "nhận", or after "cho"."""
    text, words = passage.text, rules()
    ahead = [actor for actor in near if actor.span.end <= award.start]
    if ahead:
        gap = text[ahead[-1].span.end : award.start]
        given = words.conferring.search(text, max(sentence.start, ahead[-1].span.start - _NEAR), ahead[-1].span.start)
        receives = (len(gap) <= 50 and words.receiving.search(gap)) or (given and _TITLE.fullmatch(gap))
        if receives and ahead[-1].person is not None:
            yield ahead[-1]
            return
    to = re.compile(r"\bcho\b").search(text, award.end, min(sentence.end, award.end + 60))
    confers = to is not None and words.conferring.search(text, sentence.start, to.start()) is not None
    if to is None or not confers:
        return
    stop = text.find(";", to.end(), sentence.end)
    for actor in near:
        if actor.span.start >= to.end() and actor.person is not None and (stop < 0 or actor.span.start < stop):
            yield actor


def _giver(passage: Passage, sentence: Span, near: Sequence[Actor], award: Span, decorated: Actor) -> Agent | None:
    """Who confers an award: the subject of the verb before it."""
    verb = rules().conferring.search(passage.text, sentence.start, award.start)
    if verb is None:
        return None
    ahead = [actor for actor in near if actor.span.end <= verb.start() and actor.person != decorated.person]
    return (ahead[-1].body or ahead[-1].person) if ahead else None
