"""The sentence around a verb that may tell a meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from govkg.extraction.reading import Actor, Passage, at_beginning
from govkg.model.span import Span
from govkg.text.times import TimeExpression


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb, the sentence around it and the actors that the sentence names."""

    passage: Passage
    span: Span
    near: Sequence[Actor]
    verb: re.Match[str]

    @property
    def follow(self) -> str:
        """The first words behind the verb."""
        return self.passage.text[self.verb.end() : min(self.span.end, self.verb.end() + 60)]

    @property
    def follow_far(self) -> str:
        """More of the words behind the verb, with the titles of whom it names."""
        return self.passage.text[self.verb.end() : min(self.span.end, self.verb.end() + 240)]

    @property
    def has_day(self) -> bool:
        """Whether the sentence names a day whose year is known."""
        return any(time.when.has_day for time in self._times)

    @property
    def tells_of_a_day(self) -> bool:
        """Whether a day is named, be its year known or not, or the article opens with the sentence."""
        return at_beginning(self.passage, self.span) or self.names_a_day

    @property
    def names_a_day(self) -> bool:
        """Whether a day is named, be its year known or not."""
        return any(time.when.has_day or is_open_day(self.passage, time) for time in self._times)

    @property
    def names_half_a_day(self) -> bool:
        """Whether a morning, an afternoon or this very day is named, as only what happens then has, not a document."""
        return any(_HALF.search(time.span.of(self.passage.text)) is not None for time in self._times)

    @property
    def begins_with_day(self) -> bool:
        """Whether a day is named in front of the verb, be its year known or not."""
        ahead = self.passage.times_in(Span(self.span.start, self.verb.start()))
        return any(time.when.has_day or is_open_day(self.passage, time) for time in ahead)

    @property
    def _times(self) -> Sequence[TimeExpression]:
        return self.passage.times_in(self.span)

    @property
    def act(self) -> str:
        """The verb and what follows it, up to the end of the sentence."""
        return self.passage.text[self.verb.start() : self.span.end]

    @property
    def lead(self) -> str:
        """The words in front of the verb."""
        return self.passage.text[self.span.start : self.verb.start()]

    def ahead(self) -> list[Actor]:
        """The actors in front of the verb."""
        return [actor for actor in self.near if actor.span.end <= self.verb.start()]

    def after(self) -> list[Actor]:
        """The actors behind the verb."""
        return [actor for actor in self.near if actor.span.start >= self.verb.end()]


def is_open_day(passage: Passage, time: TimeExpression) -> bool:
    """Whether an expression names a day that only the year or the day of publication, which is missing, would tell."""
    return not time.when and time.basis != "stated" and _DAY.search(time.span.of(passage.text)) is not None


_HALF = re.compile(r"(?:[Ss]áng|[Tt]rưa|[Cc]hiều|[Tt]ối)\b|[Hh]ôm nay\Z")
_DAY = re.compile(r"\d\D{1,9}\d|[Nn]gày|\b(?:nay|qua|mai)\Z")
