"""Who is meant where a sentence begins with a pronoun: "Bộ trưởng A đến Huế. Ông cũng thăm Bệnh viện B."."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from govkg.extraction.actors import actors
from govkg.extraction.reading import Actor, Passage
from govkg.model.span import Span

_PRONOUNS: Final = ("Ông ", "Bà ")
_BEYOND: Final = ("ta ", "chủ ", "này ", "cụ ", "nội ", "ngoại ")
"""Behind a pronoun: it means another, or is none ("Ông chủ Nhà Trắng")."""
_BACK: Final = 3
"""Sentences in front of a pronoun that are looked at: the one before may begin with it too."""


def with_pronoun(passage: Passage, sentence: Span, near: Sequence[Actor]) -> Sequence[Actor]:
    """The actors of a sentence, and in front of them whom a pronoun means with which it begins."""
    pronoun = _pronoun(passage.text, sentence.start)
    who = _meant(passage, sentence.start) if pronoun is not None else None
    if pronoun is None or who is None:
        return near  # as in most sentences
    return [Actor(pronoun, who.person, who.body), *near]


def _pronoun(text: str, start: int) -> Span | None:
    """The pronoun that stands at a place; none where a name follows or words that make it another."""
    word = next((each for each in _PRONOUNS if text.startswith(each, start)), None)
    end = start + len(word) if word is not None else start
    if word is None or not text[end : end + 1].islower() or text.startswith(_BEYOND, end):
        return None
    return Span(start, end - 1)


def _meant(passage: Passage, start: int) -> Actor | None:
    """The only person whom the sentence before tells of, or the one with whom it begins."""
    for _ in range(_BACK):
        if start < _SHORTEST:
            return None
        before = passage.sentence(Span(start - _SHORTEST, start - 1))
        if _pronoun(passage.text, before.start) is not None:
            start = before.start
            continue  # "Ông được Thủ tướng A bổ nhiệm." names another
        people = [actor for actor in actors(passage, before) if actor.person is not None]
        if people:
            alone = len({actor.person for actor in people}) == 1
            alone = alone and not passage.text.startswith(_PRONOUNS, before.start)  # "Ông A" of whom nothing is known
            return people[0] if alone or people[0].span.start - before.start < _SUBJECT else None
        start = before.start
    return None


_SHORTEST: Final = 3
_SUBJECT: Final = 24
"""Characters in front of the person of whom a sentence is: a day may stand there."""
