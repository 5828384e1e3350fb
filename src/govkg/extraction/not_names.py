"""Runs of capitals that look like the name of a person and are none, or hold more than the name."""

from __future__ import annotations

from functools import cache
from typing import Final

from govkg import datafile
from govkg.extraction.gazetteer import Find
from govkg.extraction.lexicon import Honorific, Title, districts, places
from govkg.extraction.statesmen import state_of
from govkg.extraction.word_sets import surnames
from govkg.folding import fold
from govkg.text.names import is_neighbour, is_syllable
from govkg.text.runs import Runs
from govkg.text.words import Words

_DISTRICT: Final = 2  # words
_BEHIND_DISTRICT: Final = frozenset((", ", " ("))


@cache
def _things() -> Runs:
    return Runs(map(fold, datafile.read("data/rules/names.yaml")["things"].texts()))


@cache
def _firm_ends() -> tuple[frozenset[str], tuple[str, ...]]:
    """Last words of firms and papers, and how such a word may end."""
    whole = frozenset(map(fold, datafile.read("data/rules/names.yaml")["firm_ends"].texts()))
    return whole, ("bank", "group")


@cache
def _openers() -> frozenset[str]:
    return frozenset(datafile.read("data/rules/names.yaml")["openers"].texts())


def is_no_person(words: Words, first: int, after: int, last: int) -> bool:
    """Whether a run of capitals names a group, a firm, a paper or a district: "Taliban", "Mỹ Lan Group"."""
    if after in _things().ends(words, first, after):
        return True
    whole, parts = _firm_ends()
    end = words.keys[after - 1]
    if end in whole or (end.endswith(parts) and end not in parts):
        return True
    return after - first == _DISTRICT and after < last and _is_district(words, first, after, last)


def _is_district(words: Words, first: int, after: int, last: int) -> bool:
    """Whether the province of a district of such a name is told behind it: "Chi cục Thuế | Châu Thành, An Giang"."""
    if words.gap(after) not in _BEHIND_DISTRICT:
        return False
    ends = places().local.ends(words, after, last)
    if not ends:
        return False
    key = words.key(after, ends[0])
    province = places().cities.get(key) or places().provinces.get(key, "")
    return words.key(first, after) in districts().get(province, ())


def without_next_sentence(words: Words, finds: dict[int, list[Find]], first: int, after: int) -> int:
    """Where a foreign name ends to which the first word of the next sentence is joined: "Donald Trump | Kỷ lục"."""
    end = words[after - 1]
    if after - first < _DISTRICT or not end[0].isupper():
        return after
    if any(find.after > after and isinstance(find.what, Title | Honorific) for find in finds.get(after - 1, ())):
        return after - 1  # "Turki bin Bandar | Hoàng tử"
    if not _is_foreign_run(words, first, after - 1):
        return after
    ours = not end.isascii() and is_syllable(end) and words.keys[after - 1] not in surnames()
    return after - 1 if ours or end in _openers() else after


def _is_foreign_run(words: Words, first: int, after: int) -> bool:
    """Whether words are a whole foreign name, or the one by which a statesman is known; not of one of our peoples."""
    forms = words.forms[first:after]
    if words.keys[first] in surnames() or not all(form.isascii() for form in forms) or any(map(is_syllable, forms)):
        return False
    return after - first >= _WHOLE or state_of(words.written(first, after)) is not None


def behind_place(words: Words, first: int, after: int) -> int:
    """Where a name begins behind a group or a place abroad: "thủ lĩnh Taliban | A", "Tổng thống Hàn | Moon Jae-in"."""
    if after - first < _DISTRICT:
        return first
    if things := [end for end in _things().ends(words, first, after) if end < after]:
        return things[0]
    follows = words[first + 1]
    if words[first] in _SHORT_STATES and (not is_syllable(follows) or is_neighbour(follows)):
        return first + 1
    ends = [end for end in places().abroad.ends(words, first, after) if after - end >= _WHOLE]
    return ends[0] if ends and not is_syllable(words[after - 1]) else first


_WHOLE: Final = 2  # words of a whole foreign name
_SHORT_STATES: Final = frozenset(("Hàn", "Thái"))
