"""What a head noun in a text is: the name of a body, a word for one named before, many bodies, or another word."""

from __future__ import annotations

from govkg.extraction.body_fields import LONGEST_HEAD
from govkg.extraction.lexicon import Head, fields, places
from govkg.extraction.phrases import Body, Phrase
from govkg.extraction.word_sets import compounds, many, not_things, other_words, surnames
from govkg.folding import fold
from govkg.text.words import Words

_AND = fold("và")
_LOCAL = " địa phương"
_NEXT_LEVEL = frozenset((", ", "/", " "))
"""What stands between the levels of places of any name."""
_SECTOR, _LEVEL, _ALL_LEVELS = fold("ngành"), fold("cấp"), fold("các cấp")


class HeadNouns:
    """Tells what the head nouns of one passage stand for."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def begins_large(self, first: int, after: int) -> bool:
        """Whether a head noun has a capital, be it inside ("thường trực HĐND", "đoàn Đại biểu Quốc hội")."""
        words = self.words
        if after - first < LONGEST_HEAD:
            inside = range(first + 1, after)
            return words[first][0].isupper() or any(words[at].isupper() and len(words[at]) > 1 for at in inside)
        return any(words[at][0].isupper() for at in range(first, after))

    def back(self, first: int, at: int, head: Head, depth: int, *, titled: bool, held: bool) -> Phrase | None:
        """The body named before that a head noun alone means: "Bộ yêu cầu"; ``held`` as in a title that implies it."""
        words = self.words
        if held and at > first and head.back and (head.kind == "foreign" or head.takes == {"place"}):
            return Phrase(first, at, Body(head.name, head.kind, head, back=True))
        if (
            at == first
            or not head.back
            or self._is_many(first, at, titled=titled)
            or not (depth or self.begins_large(first, at))
            or self.is_other_word(first, at)
        ):
            return None
        follows = at < len(words) and words.gap(at) == " " and words[at][0].isupper()
        if titled and head.kind == "foreign":
            follows = False  # "Chủ tịch Thượng viện | Scott Ryan"
        if follows and (words.keys[at] not in surnames() or words.key(first, at) in surnames()):  # "Đoàn Văn Khải"
            return None
        return Phrase(first, at, Body(head.name, head.kind, head, back=True))

    def _is_many(self, first: int, after: int, *, titled: bool) -> bool:
        """Whether a head noun alone means many bodies: "một số Bộ", "Bộ, ngành"."""
        words = self.words
        before = [words.key(start, first) for start in range(max(0, first - 2), first)] if first else []
        if not titled and words.gap(first) == " " and self._ends_a_name(first):
            return True
        if words.gap(first) == " " and not many().isdisjoint(before) and not self._in_word(first):
            return True
        return after < len(words) and words.gap(after) == ", " and words.keys[after] == _SECTOR

    def _in_word(self, at: int) -> bool:
        """Whether the word before is the end of another: "kiện toàn | Ban Chỉ đạo"."""
        return self.words.key(max(0, at - 2), at) in not_things()

    def in_compound(self, first: int) -> bool:
        """Whether a head noun in small letters is the end of another word: "trụ sở", "nhiệm vụ"."""
        return first > 0 and self.words.gap(first) == " " and self.words.keys[first - 1] in compounds()

    def is_other_word(self, first: int, at: int) -> bool:
        """Whether a head noun is only how a word begins: "Hội | nghị", "Vụ | việc"."""
        words = self.words
        if at >= len(words) or words.gap(at) != " " or not words[at].islower():
            return False
        return not other_words().isdisjoint((words.key(first, at + 1), words.key(first, at + 2)))

    def _ends_a_name(self, at: int) -> bool:
        """Whether the word before is a capitalised one, so that the head noun ends another name: "Nam Bộ"."""
        words = self.words
        return at > 0 and words[at - 1][0].isupper() and words.keys[at - 1] not in fields().breaks

    def _of_each_place(self, phrase: Phrase) -> bool:
        """Whether "các" stands before the name of a body that each place has, and no list follows: "các Sở Y tế"."""
        words, first, after, head = self.words, phrase.first, phrase.after, phrase.body.head
        if first == 0 or words.gap(first) != " " or words.keys[first - 1] not in many() or self._in_word(first):
            return False
        if head is None or head.kind != "department" or "name" in head.takes or phrase.body.known or phrase.body.parent:
            return False
        goes_on = after < len(words) and (words.gap(after) == ", " or words.keys[after] == _AND)
        return not (goes_on and any(each[0].isupper() for each in words.forms[after : after + 2]))

    def _of_any_place(self, phrase: Phrase) -> bool:
        """Whether a level goes on with another, or an association is one of each place: "Phòng Y tế quận |, huyện"."""
        words, at, body = self.words, phrase.after, phrase.body
        if body.kind == "mass_org" and body.name.endswith(_LOCAL):
            return True
        if not body.bare or body.back or at >= len(words) or words.gap(at) not in _NEXT_LEVEL:
            return False
        at += words.keys[at] == _AND
        ends = (at + length for length in (2, 1) if words.key(at, at + length) in places().levels)
        return any(end >= len(words) or words[end].islower() or words.gap(end) != " " for end in ends)

    def of_all_levels(self, phrase: Phrase) -> bool:
        """Whether the name stands for all bodies of its kind: "Ủy ban Kiểm tra các cấp", "… nhân dân cấp xã"."""
        words, at = self.words, phrase.after
        if words.key(at, at + 2) == _ALL_LEVELS or self._of_any_place(phrase):
            return True
        if phrase.body.place is not None:
            return False
        of_level = words.key(at, at + 1) == _LEVEL and words.key(at + 1, at + 2) in places().levels
        return of_level or self._of_each_place(phrase)
