"""A meeting that the text calls by its noun after it has told when it was and who came.

"Ngày 4/6, 120 đại biểu đã về dự. Đại hội bầu …", "Sở A dùng hẳn một ngày (4/6) để bàn về B. Hội nghị do ông C chủ trì."
The noun goes back to the sentences in front, so their day is its day, and those who act in them are there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from govkg.extraction.meeting_days import is_remembered
from govkg.extraction.meeting_headlines import acts_of
from govkg.extraction.meeting_told import Told
from govkg.extraction.participation_chains import Part
from govkg.extraction.participation_told import parts_in_sentence
from govkg.extraction.reading import Passage
from govkg.model.span import Span
from govkg.text.times import TimeExpression

_OF_A_DAY: Final = frozenset({"conference", "ceremony", "meeting"})
_MOST: Final = 2
"""Sentences in front to which a noun goes back."""
_THIS = re.compile(r"[^.;:,]{0,60}?\s(?:này|trên|nói trên)\b")
_CAME = re.compile(
    r"\b(?:về dự|tới dự|đến dự|tham dự|dự|về dự họp|tề tựu|có mặt|hội tụ)(?:\s(?:đông đủ|đầy đủ))?\s?[.,;]"
)
"""At the end of a clause: they came to what the headline names."""


def opened_with(told: Told, all_told: Sequence[Told], passage: Passage) -> Iterator[Part]:
    """Date a meeting by the sentences in front of its noun; those who are there by these sentences."""
    if told.type not in _OF_A_DAY or told.when_at is not None or told.day:
        return
    in_headline = any(each.passage.part == "title" and each.told == "title" for each in told.mentions)
    if not (told.evident or in_headline):
        return
    sentences = list(_in_front(told, passage, in_headline))
    days = [(time, sentence) for sentence in sentences for time in passage.times_in(sentence) if _is_day(passage, time)]
    if not days or any(time.when != days[0][0].when for time, _ in days):
        return
    if any(_is_told_in(other, passage, sentences) for other in all_told if other is not told):
        return
    told.when, told.sure, told.when_at, told.evident = days[0][0].when, 1, (passage, days[0][0].span), True
    for sentence in sentences:
        yield from acts_of(passage, sentence, told)
        yield from parts_in_sentence(passage, sentence, sure=False, going_on=False)


def _is_day(passage: Passage, time: TimeExpression) -> bool:
    """Whether words tell one day on which something was held, and not one that is remembered."""
    return time.when.has_day and time.when.begin == time.when.end and not is_remembered(passage, time)


def _in_front(told: Told, passage: Passage, in_headline: bool) -> Iterator[Span]:
    """The sentences in front of the first noun by which the text calls a meeting; the first one where it never does."""
    here = [each for each in told.mentions if each.passage is passage]
    if not here:
        first = passage.sentences[0]
        if in_headline and _CAME.search(passage.text, first.start, first.end):
            yield first
        return
    first_noun = min(here, key=lambda each: each.span)
    if first_noun.told != "noun" and not _THIS.match(passage.text, first_noun.span.end - 1):
        return
    before = [sentence for sentence in passage.sentences[: _MOST + 1] if sentence.end <= first_noun.span.start]
    if len(before) <= _MOST:
        yield from before


def _is_told_in(other: Told, passage: Passage, sentences: Sequence[Span]) -> bool:
    """Whether another meeting is told in one of the sentences."""
    return other.evident and any(
        each.passage is passage and sentence.covers(each.span) for each in other.mentions for sentence in sentences
    )
