"""Places inside and after the names of bodies: provinces, places of a level ("huyện Châu Thành"), other states."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from govkg.extraction.lexicon import districts, heads, places
from govkg.extraction.word_sets import common_surnames, middles, not_persons, not_things, surnames
from govkg.folding import fold
from govkg.model.actors import OrganizationKind
from govkg.text.names import capitals
from govkg.text.words import Words

_LONGEST_PLACE = 4  # words
_LONGEST_NAME = 3  # words of a place below a province
_PLACE_AND_PERSON = 5  # words of most places and most persons
_LONGEST_STATE = 8  # words: "Cộng hòa Dân chủ Nhân dân Lào"
_STATE, _OF = fold("nước"), fold("của")
_UNCLE_HO = fold("Hồ Chí Minh")  # a person, unless a level stands before it
_SIDES_OF = frozenset(map(fold, ("Việt", "ASEAN", "EU")))
_ONE_SYLLABLE = frozenset(map(fold, ("Vinh", "Huế")))
"""The cities whose names are that short."""
_PROVINCE = "tỉnh"
_LISTED = (_PROVINCE, "thành phố")
"""Levels whose places the lists hold."""
_SIDES = frozenset(map(fold, ("Bắc", "Nam", "Đông", "Tây")))
_HE = frozenset(map(fold, ("ông", "bà")))
_NOT_TERRITORIAL: frozenset[OrganizationKind] = frozenset(("public_unit", "enterprise", "mass_org", "other"))


@dataclass(frozen=True, slots=True)
class Place:
    """A place by its level ("tỉnh") and name; ``bare`` where the text names no level, "" where it names no place."""

    level: str
    name: str
    bare: bool = False

    def of(self, kind: OrganizationKind) -> str:
        """The place as it stands in the name of a body of a kind: those of a territory name its level."""
        return self.name if self.bare and kind in _NOT_TERRITORIAL else f"{self.level} {self.name}".strip()


class State(NamedTuple):
    """Another state as it is written up to the word before ``after``, and by its usual name."""

    after: int
    written: str
    usual: str


@cache
def district_names() -> frozenset[str]:
    """The names of all districts, folded, without the noun of their level."""
    return frozenset().union(*districts().values())


class Localities:
    """Finds places among the words of one passage."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def begins(self, at: int, last: int) -> bool:
        """Whether the name of a place begins at a word."""
        return self.at(at, last, titled=False) is not None

    def at(self, at: int, last: int, *, titled: bool) -> tuple[int, Place] | None:
        """A place at word ``at``, and the number after it."""
        if at >= last or (at and self.words.gap(at) not in (" ", "\n", " - ")):
            return None
        return self._at(at, last, titled=titled)

    def _at(self, at: int, last: int, *, titled: bool) -> tuple[int, Place] | None:
        words, lists = self.words, places()
        if words.key(at, at + 2) in heads() and not self._runs_into_name(at, last):  # "tỉnh ủy" is a body
            return None
        level = lists.levels.get(words.keys[at])
        start = at
        if at + 1 < last and (of_two := lists.levels.get(words.key(at, at + 2))) is not None:
            level, start = of_two, at + 2
        elif level is not None:
            start = at + 1
            if len(words[at]) == 1 and not (start < last and words.gap(start).startswith(".")):
                return None
        if words.keys[at] in ("tphcm",) or (level and start < last and words.keys[start] == "hcm"):
            return (at + 1 if words.keys[at] == "tphcm" else start + 1), Place("thành phố", "Hồ Chí Minh")
        if start < last and (start == at or words.gap(start) in (" ", ". ", ".")):
            listed = words[start][0].isupper() and (level is None or level in _LISTED)  # "xã Hưng Yên Nam"
            for end in lists.local.ends(words, start, last) if listed else ():
                key = words.key(start, end)
                if (start == at and key == _UNCLE_HO) or words.key(start, end + 1) in lists.not_states:
                    continue  # "Thái Bình | Dương"
                full = lists.cities.get(key) or lists.provinces[key]
                bare_level = "thành phố" if key in lists.cities else "tỉnh"
                return end, Place(level or bare_level, full, bare=level is None)
        if level is None:
            return None
        after = self.name(start, last, titled=titled, level=level)
        if after is None or self._begins_sentence(start, after, last):
            return start, Place(level, "")
        return after, Place(level, words.written(start, after))

    def _begins_sentence(self, at: int, after: int, last: int) -> bool:
        """Whether the full stop of a level ends a sentence as well: "UBND TP. | Dự án này đã …"."""
        words = self.words
        if after - at > 1 or words.gap(at) != ". " or words.keys[at] in _ONE_SYLLABLE or words[at].isdigit():
            return False
        return after < last and words.gap(after) == " " and words[after].islower()

    def _runs_into_name(self, at: int, last: int) -> bool:
        """Whether a person is named behind a level: "UBND tỉnh | Đoàn Văn A"."""
        words = self.words
        if at + 2 >= last or not (words[at].islower() and words[at + 1][0].isupper() and words[at + 2][0].isupper()):
            return False
        return words.keys[at + 1] in surnames()

    def district(self, at: int, last: int) -> int | None:
        """The number after the name of a district, of as many words as stand there with a capital."""
        after = capitals(self.words, at, last)
        return after if 1 < after - at <= _LONGEST_NAME and self.words.key(at, after) in district_names() else None

    def after_bracket(self, at: int, last: int, *, titled: bool) -> tuple[int, Place] | None:
        """A place after an abbreviation in brackets: "Ủy ban nhân dân (UBND) | tỉnh Hậu Giang"."""
        return self._at(at, last, titled=titled) if at < last and self.words.gap(at) == ") " else None

    def wider(self, at: int, last: int) -> int:
        """The number after the wider places that follow one: "xã Tân Hưng | , huyện Sóc Sơn"."""
        words = self.words
        while at < last and words.gap(at) == ", " and words.keys[at] in places().levels:
            end = self.name(at + 1, last, titled=True)
            if end is None:
                break
            at = end
        return at

    def name(self, start: int, last: int, *, titled: bool, level: str = "") -> int | None:
        """Where the name of a place after its level ends; a person's name may run on from it."""
        words = self.words
        if start >= last or words.gap(start) not in (" ", ". ", "."):
            return None
        if words[start].isdigit() and len(words[start]) <= 2:
            return start + 1
        after = min(capitals(words, start, last), start + 7)
        if after == start:
            return None
        if words.gap(after - 1) == " - " and words[after - 1].islower():
            after -= 1  # "huyện Kim Bôi - cho biết": no name of a Korean
        if not titled and after - start <= _LONGEST_NAME:
            return after
        abroad = next((end for end in places().abroad.ends(words, start, after)), None)
        if abroad is not None:
            return abroad
        for length in range(min(3, after - start), 0, -1):
            key = words.key(start, start + length)
            if key in places().namesakes or (level == "thành phố" and key in places().towns):
                return start + length
        if self._is_person(start, after, level):
            return None
        for length in (2, 3, 1):  # a name of one word is rarer than one of two
            rest = after - start - length
            if (2 if length > 1 else 3) <= rest <= 4 and words.keys[start + length] in surnames():
                return start + length
        known = after - start > _LONGEST_NAME and words.key(start, start + 2) in district_names()
        if known or after - start == _PLACE_AND_PERSON:
            return start + 2  # "quận Tây Hồ | Cứ A Dê"
        return min(after, start + 3)

    def listed(self, start: int, last: int) -> int | None:
        """Where one of several places of a level ends, which stands between commas: "các tỉnh A | , B và C"."""
        after = capitals(self.words, start, last)
        return after if 0 < after - start <= _LONGEST_PLACE else None

    def _is_person(self, start: int, after: int, level: str) -> bool:
        """Whether the words after a level that names no place are a person: "UBND TP | Trần Thị Mai"."""
        keys, count = self.words.keys, after - start
        if keys[start] not in surnames() or not 2 <= count <= 4 or self._introduces(after):
            return False
        if level in _LISTED:
            return level == _PROVINCE or count > 2 or keys[start + 1] not in _SIDES
        if count == 2:
            return False
        if keys[start + 1] in middles():
            return True
        return keys[start] in common_surnames() and not (count == 4 and keys[start + 2] in common_surnames())

    def _introduces(self, at: int) -> bool:
        """Whether a person is named after a comma or hyphen: "xã Lương Phong, ông …"."""
        words = self.words
        return at < len(words) and words.gap(at) in (", ", " - ", " – ", " (") and words.keys[at] in _HE

    def country(self, at: int, last: int) -> State | None:
        """Another state named right after a body or title ("Bộ Ngoại giao | của nước Cộng hòa Séc"): see ``nation``."""
        if at >= last or self.words.gap(at) != " ":
            return None
        for word in (_OF, _STATE):
            at += self.words.keys[at] == word and at + 1 < last
        found = self.nation(at, last)
        return None if found is not None and self._is_side(found.after, last) else found

    def _is_side(self, at: int, last: int) -> bool:
        """Whether a state is one of two that are joined: "Hoa Kỳ | - ASEAN", "Nhật - Việt"."""
        words = self.words
        if at >= last or words.gap(at).strip() not in ("-", "–") or words.gap(at) == "":
            return False
        return words.keys[at] in _SIDES_OF or self.nation(at, last) is not None

    def nation(self, at: int, last: int) -> State | None:
        """Another state at word ``at``, whatever stands before it."""
        ends = places().states.ends(self.words, at, last) if self.words[at][0].isupper() else []
        pair = self.words.key(at, at + 2) if ends else ""
        if not ends or pair in places().provinces or pair in places().not_states:  # "Lào Cai"
            return None
        return State(ends[0], self.words.written(at, ends[0]), places().countries[self.words.key(at, ends[0])])


def names_a_thing(words: Words, at: int) -> bool:
    """Whether the word before ``at`` says that a place or thing is named there, not a person or body."""
    if at == 0 or words.gap(at) != " ":
        return False
    if at > 1 and words.gap(at - 1) == " " and words.key(at - 2, at) in not_persons():
        return True  # "sân bay | Long Thành"
    if words.keys[at - 1] not in not_persons():
        return False
    return at == 1 or words.gap(at - 1) != " " or words.key(at - 2, at) not in not_things()
