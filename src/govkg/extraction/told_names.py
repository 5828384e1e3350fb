"""Names of bodies that hold words which no list knows, where what stands beside them tells that they are names.

A title before the head noun says that a name follows, and the sign or verb behind where it ends: "Giám đốc | Trung tâm
hỗ trợ nông dân | , cho biết". So does an abbreviation behind it: "Quỹ hỗ trợ ngư dân | (QHTND)".
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from typing import Final

from govkg import datafile
from govkg.extraction.body_fields import FieldParser
from govkg.extraction.gazetteer import Find, Known, gazetteer
from govkg.extraction.head_nouns import HeadNouns
from govkg.extraction.lexicon import Head, Title
from govkg.extraction.localities import Localities
from govkg.extraction.persons import looks_vietnamese
from govkg.extraction.phrases import Body, Phrase
from govkg.extraction.word_sets import generic_bodies, spoken
from govkg.folding import fold
from govkg.model.actors import OrganizationKind
from govkg.text.names import capitals, is_syllable
from govkg.text.words import Words

_LONGEST: Final = 11
"""Words of such a name behind its head noun."""
_LONGEST_STATE: Final = 5  # words
_SHORTEST: Final = 2
"""Small words that a name has at least where no proper name ends it."""
_KINDS: Final[frozenset[OrganizationKind]] = frozenset(
    ("department", "agency", "public_unit", "mass_org", "enterprise", "other")
)
_ABROAD: Final[frozenset[OrganizationKind]] = frozenset(("foreign", "international"))
_ALL_KINDS: Final = _KINDS | _ABROAD
_SIGNS: Final = frozenset((",", "-", "–", "(", ")", "),"))
_LONGEST_TITLE: Final = 4  # words
_HOLDER: Final = 2  # words of the name of a foreign holder
_AND, _NUMBER = fold("và"), fold("số")
_JOINS: Final = frozenset((_AND, fold("về")))
_FREE: Final[frozenset[OrganizationKind]] = frozenset(("mass_org", "enterprise"))
"""Kinds of bodies whose names hold any words."""
_ABBREVIATION: Final = re.compile(r" \((?=(?:[A-ZĐ]{3,10}|[A-ZĐ]{1,2} ?\d{2}(?: ?[A-ZĐ])?)\))")
_NUMBERED: Final = re.compile(r" \((?=(\w+(?: \w+)?) ([IVX]{1,4}|\d{1,2})\))")
"""A head noun and a number in parentheses, which tell that a name ends with it: "Cục …, tố cáo khu vực I | (Cục I)"."""
_ENUMERATED: Final = frozenset((" ", ", ", " - "))
"""What stands between the words of a name before its number."""
_WITHIN: Final = frozenset((" ", "-", " - "))
"""What stands between the words of a name before its abbreviation."""


@dataclass(frozen=True, slots=True)
class _Lists:
    ends: frozenset[str]
    never: frozenset[str]
    common: frozenset[str]
    abroad: frozenset[str]


@cache
def _lists() -> _Lists:
    data = datafile.read("data/rules/told_names.yaml").fields("ends", "never", "common", "abroad")
    ends, never, common = (frozenset(map(fold, data[part].texts())) for part in ("ends", "never", "common"))
    return _Lists(ends, never, common, frozenset(data["abroad"].texts()))


def _next(places: list[int], first: int, last: int) -> int:
    """The first of some places, in order, behind a word; ``last`` where there is none."""
    at = bisect_right(places, first)
    return places[at] if at < len(places) else last


class ToldNames:
    """Finds where such names end in one passage."""

    def __init__(self, words: Words, finds: dict[int, list[Find]], places: Localities, fields: FieldParser) -> None:
        self.words, self.finds, self.places, self.fields = words, finds, places, fields
        self.nouns = HeadNouns(words)
        text, starts = words.text, words.starts
        brackets = "(" in text
        self._short = [bisect_left(starts, each.end()) for each in _ABBREVIATION.finditer(text)] if brackets else []
        """The words in parentheses that are abbreviations."""
        self._numbers = (
            {bisect_left(starts, each.end()): (each[1], each[2]) for each in _NUMBERED.finditer(text)}
            if brackets
            else {}
        )
        """The head nouns in parentheses, by their words, and the numbers behind them."""
        self._numbered = list(self._numbers)

    def before_short(self, first: int, last: int, read: Phrase | None) -> Phrase | None:
        """The body of a name at word ``first`` before an abbreviation that goes beyond what lists ``read`` of it."""
        if self._numbers and (numbered := self._before_number(first, last, read)) is not None:
            return numbered
        end = _next(self._short, first, last)
        found = self._noun(first, last) if end < last else None
        if found is None or not self._reaches(first, found[1], end, read):
            return None
        return self._known(first, end, found[0]) or self._named(first, found[1], end, found[0])

    def _known(self, first: int, end: int, head: Head) -> Phrase | None:
        """The known body that the abbreviation at word ``end`` is a name of, if it is of the kind of the head noun."""
        for find in self.finds.get(end, ()):
            if isinstance(find.what, Known) and find.after == end + 1:
                body = find.what.bodies[0]
                if body.kind == head.kind or body.kind in _ABROAD:
                    return Phrase(first, end, Body(body.name, body.kind, head, find.what.bodies))
        return None

    def before_state(self, first: int, last: int, read: Phrase | None) -> Phrase | None:
        """The body of a name at word ``first`` that another state ends: "Cơ quan ứng cứu thiên tai | Indonesia"."""
        if not self.words[first][0].isupper() or (read is not None and not self._is_cut(read, last)):
            return None
        found = self._noun(first, last)
        if found is None or found[0].name not in _lists().abroad:
            return None
        at = found[1]
        for start in range(at + 1, min(last, at + _LONGEST)):
            if self._breaks(start - 1, start) or self.words[start - 1][0].isupper():
                return None
            if self.words[start][0].isupper() and (state := self.places.nation(start, last)) is not None:
                after, key = state.after, self.words.key(at, start)
                runs_on = after < last and self.words.gap(after) == " " and self.words[after][0].isupper()
                return None if runs_on or key in _lists().common else self._named(first, at, after, found[0])
        return None

    def _before_number(self, first: int, last: int, read: Phrase | None) -> Phrase | None:
        """The body of a name at word ``first`` that ends with the number which a bracket repeats."""
        words = self.words
        end = _next(self._numbered, first, last)
        found = self._noun(first, last) if end < last and words[first][0].isupper() else None
        if found is None or not found[1] < end <= found[1] + _LONGEST or (read is not None and read.after >= end):
            return None
        whole = self._numbers[end] == (found[0].name, words[end - 1])
        if not whole or any(words.gap(at) not in _ENUMERATED for at in range(found[1], end)):
            return None
        return self._named(first, found[1], end, found[0])

    def behind_title(self, first: int, last: int, read: Phrase | None) -> Phrase | None:
        """The body of a name behind a title that goes beyond what lists ``read`` of it."""
        found = self._noun(first, last) if read is None or self._is_cut(read, last) else None
        if found is None or found[0].kind not in _KINDS or found[0].known_only:
            return None
        end = self._told(first, found[1], last, found[0], read)
        return self._named(first, found[1], end, found[0]) if end is not None else None

    def _noun(self, first: int, last: int) -> tuple[Head, int] | None:
        """The head noun at a word and the number after it, if a name of words that no list holds may follow."""
        words = self.words
        found: tuple[Head, int] | None = None
        for find in self.finds.get(first, ()):
            if isinstance(find.what, Head) and (found is None or find.after > found[1]):
                found = find.what, find.after
        if found is None or found[1] >= last or words.gap(found[1]) != " ":
            return None
        head, at = found
        named = head.kind in _ALL_KINDS and not head.takes.isdisjoint(("field", "name"))
        return None if not named or self.nouns.is_other_word(first, at) else found

    def _named(self, first: int, at: int, end: int, head: Head) -> Phrase | None:
        """The body of a name whose own words are those from ``at`` to ``end``."""
        name = f"{head.name} {self.words.written(at, end)}"
        begins = (name, *(f"{head.name} {self.words.written(at, at + size)}" for size in (1, 2)))
        if not generic_bodies().isdisjoint(map(fold, begins)):
            return None
        for start in range(max(at + 1, end - _LONGEST_STATE), end):
            state = self.places.nation(start, end)
            if state is not None and state.after == end:
                noun = f"{head.name} {self.words.written(at, start)}"
                return Phrase(first, end, Body(name, "foreign", head, country=state.usual, noun=noun))
        known = gazetteer().known.get(fold(name))
        return Phrase(first, end, Body(name, head.kind, head, known.bodies if known is not None else ()))

    def _reaches(self, first: int, at: int, end: int, read: Phrase | None) -> bool:
        """Whether a name reaches up to word ``end`` and nothing else stands between."""
        words = self.words
        if not words[first][0].isupper() or not at < end <= at + _LONGEST:
            return False
        if read is not None and (read.body.known or read.after >= end):
            return False
        return not any(self._breaks(each, end) for each in range(at, end))

    def _breaks(self, at: int, end: int) -> bool:
        """Whether a word stands in no name before an abbreviation."""
        words = self.words
        if words.gap(at) not in _WITHIN or self._ends(at) or self._is_never(at) or words[at].isdigit():
            return True
        if self._begins_other(at) or (words[at][0].isupper() and self._is_person(at, end)):
            return True
        return words.gap(at) == " - " and self.fields.starts_body(at)

    def _told(self, first: int, at: int, last: int, head: Head, read: Phrase | None) -> int | None:
        """The end of a name whose own words begin at ``at``, if enough of them tell that it is one."""
        known = self.fields.longest(at, last) is not None
        if head.strict and not known:
            return None
        end, proper = self._walk(at, last)
        if end is None or end - at < (1 if proper else _SHORTEST) or (read is not None and end <= read.after):
            return None
        if end < len(self.words) and self.words.gap(end) == "-":
            return None  # "Ban Ki | -moon"
        large = self.words[first][0].isupper() and (known or head.kind == "mass_org" or self._apart(first, end))
        return end if proper or large else None  # "lãnh đạo phòng tổ chức", "Giám đốc Bệnh viện bật khóc"

    def _apart(self, first: int, end: int) -> bool:
        """Whether signs enclose a name with its title, as they do what is told of somebody."""
        gaps = self.words.gaps
        closed = end < len(gaps) and gaps[end].strip() in _SIGNS
        return closed and any(gaps[at].strip() in _SIGNS for at in range(max(0, first - _LONGEST_TITLE), first))

    def _is_cut(self, read: Phrase, last: int) -> bool:
        """Whether what lists know of a name ends before another small word that may go on with it."""
        words, body, after = self.words, read.body, read.after
        if after >= last or words.gap(after) != " " or not words[after][0].islower() or self._ends(after):
            return False
        if body.known or body.place is not None or body.country is not None or body.parent is not None:
            return False
        return (words[after - 1].islower() or body.back) and self._may_go_on(read, last)

    def _may_go_on(self, read: Phrase, last: int) -> bool:
        """Whether a name may go on behind what lists know of it: not "Sở Y tế | kịch liệt phản đối"."""
        at = read.after + (self.words.keys[read.after] in _JOINS)
        return read.body.back or read.body.kind in _FREE or self.fields.longest(at, last) is not None

    def _walk(self, at: int, last: int) -> tuple[int | None, bool]:
        """The number after the name whose words begin at ``at``, and whether a proper name ends it."""
        words, start = self.words, at
        while at < min(last, start + _LONGEST):
            if words.gap(at) != " " or self._ends(at):
                return self._close(start, at), False
            if self._is_never(at):
                return None, False
            if (place := self.places.at(at, last, titled=True)) is not None:
                return (place[0], True) if place[1].name and at > start else (None, False)
            if at > start and self._begins_other(at):
                return self._close(start, at), False
            if not words[at][0].isupper():
                if not (words[at].isalpha() or (words[at].isdigit() and words.keys[at - 1] == _NUMBER)):
                    return None, False
                at = self.fields.longest(at, last) or at + 1
                continue
            if at > start and self._is_person(at, last):
                return self._close(start, at), False
            at = self._behind_capitals(at, last)
            if at >= last or words.gap(at) != " " or self._ends(at):
                return at, True
        return (self._close(start, at) if at >= last else None), False

    def _close(self, start: int, at: int) -> int | None:
        """The end of a name at a word, if it has words of its own and does not break off."""
        return None if at == start or self.words.keys[at - 1] == _AND else at

    def _ends(self, at: int) -> bool:
        """Whether a word or two of those that end names stand at a word."""
        key, two, ends = self.words.keys[at], self.words.key(at, at + 2), _lists().ends
        return key in ends or two in ends or key in spoken() or two in spoken()

    def _is_never(self, at: int) -> bool:
        never = _lists().never
        return self.words.keys[at] in never or self.words.key(at, at + 2) in never

    def _behind_capitals(self, at: int, last: int) -> int:
        """The number after a proper name, without a foreign holder who runs on: "Quỹ Alma | Rosa Klein"."""
        words, after = self.words, capitals(self.words, at, last)
        runs_on = after - at > _HOLDER and after < last and words.gap(after) == " "
        foreign = runs_on and not any(is_syllable(words[each]) for each in range(after - _HOLDER, after))
        return after - _HOLDER if foreign else after

    def _begins_other(self, at: int) -> bool:
        """Whether a title or another body begins at a word."""
        if self.words[at][0].isupper() and self.fields.starts_body(at):
            return True
        return any(isinstance(find.what, Title) and find.after > at + 1 for find in self.finds.get(at, ()))

    def _is_person(self, at: int, last: int) -> bool:
        return looks_vietnamese(self.words, at, capitals(self.words, at, last))
