"""Firms that a title names by their mark alone: "Tổng Giám đốc Vietravel", "Chủ tịch HĐQT của ACB"."""

from __future__ import annotations

from typing import Final

from govkg.extraction.gazetteer import Find
from govkg.extraction.lexicon import Title, fields
from govkg.extraction.organizations import BodyParser
from govkg.extraction.phrases import Body, Phrase
from govkg.extraction.word_sets import spoken
from govkg.folding import fold
from govkg.text.names import capitals, is_syllable
from govkg.text.words import Words

_TITLES: Final = ("Giám đốc", "Giám đốc điều hành", "Chủ tịch", "Hội đồng quản trị", "Hội đồng thành viên")
"""How the titles end that the heads of firms bear."""
_OPENING: Final = frozenset((",", "-", "–", "("))
"""Between a person's name and a title that is told of it: no other person can follow that title."""
_LONGEST: Final = 3  # words of a mark
_LETTERS: Final = range(3, 9)
"""Letters of a mark in capitals that may stand anywhere behind a title."""
_OF: Final = fold("của")


class Marks:
    """Reads the marks of firms behind the titles of one passage."""

    def __init__(self, words: Words, finds: dict[int, list[Find]], bodies: BodyParser) -> None:
        self.words, self.finds, self.bodies = words, finds, bodies

    def firm(self, titled: int, at: int, last: int, title: Title) -> Phrase | None:
        """The firm whose mark stands at word ``at`` behind a title that begins at word ``titled``."""
        words = self.words
        if at >= last or not title.name.endswith(_TITLES) or words.gap(at) != " ":
            return None
        if words.keys[at] == _OF and at + 1 < last and words.gap(at + 1) == " ":
            at += 1
        if not words[at][0].isupper() or self.finds.get(at) or self.bodies.places.nation(at, last) is not None:
            return None
        after = capitals(words, at, last)
        if not self._is_mark(titled, at, after) or self._goes_on(at, after):
            return None
        body = Body(words.written(at, after), "enterprise", None, first=at, after=after)
        return Phrase(at, after, body)

    def _is_mark(self, titled: int, at: int, after: int) -> bool:
        words = self.words
        if after - at == 1 and words[at].isupper() and len(words[at]) in _LETTERS and words[at].isalpha():
            return True
        told = titled > 0 and words.gap(titled).strip() in _OPENING and words[titled - 1][0].isupper()
        foreign = any(not is_syllable(words[each]) for each in range(at, after))
        return told and foreign and after - at <= _LONGEST

    def _goes_on(self, at: int, after: int) -> bool:
        """Whether a longer name goes on behind: "HTX | nghêu A", "LĐ | - TB", "CLB Quản | lý"."""
        words = self.words
        if after >= len(words):
            return False
        gap, behind = words.gap(after), words[after]
        if behind[0].isupper():
            return gap.strip() in ("-", "–", "&", ".")
        plain = after - at == 1 and words[at].isupper()
        if gap != " " or not (plain or is_syllable(words[after - 1])):
            return gap.strip() == "."
        verb = not spoken().isdisjoint(words.key(after, after + size) for size in (1, 2))
        return not (verb or words.keys[after] in fields().breaks)
