"""Words around titles: who is elected and not yet in office, offices of lawyers, and bodies named by their chiefs."""

from __future__ import annotations

from functools import cache
from typing import Final

from govkg import datafile
from govkg.folding import fold
from govkg.text.runs import Runs
from govkg.text.words import Words

_CHIEF, _LEADING = 3, fold("trưởng")
"""Of "Vụ trưởng Vụ": its words, and the one in the middle."""
_LAWYERS: Final = fold("luật sư")


@cache
def _chosen() -> Runs:
    return Runs(map(fold, datafile.read("data/rules/titles.yaml")["chosen"].texts()))


def past_elected(words: Words, at: int, last: int) -> int:
    """The number after words that say that the bearer of a title, who is named next, is to take office."""
    if at >= last or words.gap(at) != " ":
        return at
    end = next(iter(_chosen().ends(words, at, last)), at)
    return end if at < end < last and words.gap(end) == " " and words[end][0].isupper() else at


def is_law_office(words: Words, after: int) -> bool:
    """Whether the office that somebody heads is one of lawyers: "Trưởng văn phòng | luật sư"."""
    return after > 0 and words.key(after, after + 2) == _LAWYERS


def of_its_chief(words: Words, at: int) -> bool:
    """Whether the title of its chief stands right before the head noun that ends at a word: "Vụ trưởng Vụ | Bản đồ"."""
    keys = words.keys
    return at >= _CHIEF and keys[at - _CHIEF] == keys[at - 1] and keys[at - 2] == _LEADING
