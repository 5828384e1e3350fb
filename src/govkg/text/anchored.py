"""Patterns that are tried only where their first words stand.

``re`` tries a pattern at every character. Where each match begins with one of a few dozen phrases, the index of a
text's words (``Words.places``) names the few places at which it can begin at all, by the first two words of each.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from govkg.text.words import Beginnings, Words, seek

NUMBER: Final = ""
"""As a first word: any that begins with a digit."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """A pattern, and how the first words of its matches are written."""

    pattern: re.Pattern[str]
    beginnings: Beginnings

    @classmethod
    def of(cls, pattern: str | re.Pattern[str], phrases: Iterable[str], *, capital: bool = False) -> Anchored:
        """A pattern whose matches begin with ``phrases``; ``capital`` also takes them with a capital.

        A phrase of one word also stands for all that begin with it.

        Raises:
            ValueError: a phrase has no word.

        """
        beginnings = set()
        for phrase in phrases:
            words = Words.of(phrase).forms
            if not words and phrase != NUMBER:
                raise ValueError(f"no word in {phrase!r}")
            first, second = [*words, "", ""][:2]
            beginnings |= {(first, second), (first[:1].upper() + first[1:], second)} if capital else {(first, second)}
        anchored = cls(re.compile(pattern), frozenset(beginnings))
        seek(anchored.beginnings)
        return anchored

    def places(self, words: Words) -> Sequence[int]:
        """Where first words of the pattern stand, in order."""
        return words.places(self.beginnings)

    def finditer(self, words: Words, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """The matches between two bounds of words, in order and apart from each other, as ``re.Pattern.finditer``."""
        places = words.places(self.beginnings)
        if not places:  # in most texts
            return iter(())
        first = bisect_left(places, start) if start else 0
        if first == len(places) or (end is not None and places[first] >= end):  # in most sentences of most texts
            return iter(())
        return self._from(words.text, places, first, len(words.text) if end is None else end)

    def begins(self, words: Words, start: int, end: int) -> bool:
        """Whether first words stand between two bounds: where none do, nothing is found."""
        places = words.places(self.beginnings)
        at = bisect_left(places, start)
        return at < len(places) and places[at] < end

    def _from(self, text: str, places: Sequence[int], first: int, end: int) -> Iterator[re.Match[str]]:
        match, start = self.pattern.match, 0
        for at in range(first, bisect_left(places, end)):
            if places[at] >= start and (found := match(text, places[at], end)) is not None:
                yield found
                start = found.end()

    def search(self, words: Words, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first match between two bounds of words, as ``re.Pattern.search``."""
        return next(self.finditer(words, start, end), None)
