"""Personal names: where a run of capitalised words is one, and where it ends."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from govkg import datafile
from govkg.folding import bare
from govkg.text.words import Words

LONGEST_NAME = 5
"""Words of the longest Vietnamese name; foreign names are cut there too."""

_LONGEST_PART = 5  # letters of a part in small letters after a hyphen
_HYPHENS = ("-", " - ")
_WITHIN = frozenset((" ", "-", "’", "'"))
_SHORTEST_HYPHENATED = 2  # words before such a part
_NEIGHBOURS = 2  # words of such a name
_LONGEST_RUN = 12  # words; no name of a person, body or place has more capitals in a row
_ONSET = "b|ch?|dd?|gh?|gi|h|kh?|l|m|n|ngh?|nh|ph?|qu|r|s|th?|tr|v|x"
_RIME = "[aeiouy]{1,3}(?:ch|c|m|ng|nh|n|p|t)?"
_APART = re.compile(r" - (?=[A-Za-z])")
_SYLLABLE = re.compile(f"(?:{_ONSET})?{_RIME}")


@cache
def _names(part: str) -> frozenset[str]:
    """One list of ``names.yaml``, as written."""
    return frozenset(datafile.read("data/rules/names.yaml")[part].texts())


def is_neighbour(word: str) -> bool:
    """Whether a word is a family name of another people that looks like a Vietnamese syllable ("Hun")."""
    return word in _names("neighbours")


@lru_cache(maxsize=16384)
def is_syllable(word: str) -> bool:
    """Whether a word can be a Vietnamese syllable ("Khánh"; not "Medvedev")."""
    return _SYLLABLE.fullmatch(bare(word)) is not None


def capitals(words: Words, first: int, last: int) -> int:
    """The number after the last word of the run of capitalised words that begins at ``first``.

    The words stand apart by one space, or by a hyphen as in foreign names; the run ends before ``last``.
    """
    after, last, forms, gaps = first, min(last, first + _LONGEST_RUN), words.forms, words.gaps
    while after < last and forms[after][0].isupper():
        if after > first and gaps[after] not in _WITHIN and not _goes_on(words, first, after):
            break
        after += 1
    hyphen = after - first >= _SHORTEST_HYPHENATED and after < last and gaps[after] in _HYPHENS
    return after + _parts_behind(words, first, after, last) if hyphen else after


def _goes_on(words: Words, first: int, after: int) -> bool:
    """Whether a foreign name goes on behind a dot or a hyphen between spaces: "Jean | - Marc", "Al | - Assad"."""
    if words.gap(after) != " - ":
        return _is_initial(words, first, after)
    at = after - 1
    return words[first] in _names("doubles") if at == first else words[at] in _names("articles")


def _parts_behind(words: Words, first: int, after: int, last: int) -> int:
    """How many words behind a hyphen end a foreign name: "Park Geun | -hye", "Prayut Chan | - o - cha"."""
    gap, part = words.gap(after), words[after]
    if len(part) > _LONGEST_PART:
        return 0
    if len(part) == 1 and part.isalpha() and after + 1 < last and words.gap(after + 1) == gap:
        foreign = part.islower() or not is_syllable(words[first])
        return 2 if foreign and words[after + 1].isalpha() and len(words[after + 1]) <= _LONGEST_PART else 0
    korean = after - first == _SHORTEST_HYPHENATED and part.islower() and words[first] in _names("koreans")
    return int(gap == "-" or korean)


def _is_initial(words: Words, first: int, after: int) -> bool:
    """Whether a foreign name goes on after an initial: "Eliot L. | Engel", "A. | K. | Antony"."""
    if len(words[after - 1]) != 1 or words.gap(after) not in (". ", "."):
        return False
    opens = all(len(words[at]) == 1 for at in range(first, after))
    return (opens and (len(words[after]) == 1 or not is_syllable(words[after]))) or any(
        not is_syllable(words[at]) for at in range(first, after - 1)
    )


def shown(words: Words, first: int, after: int) -> str:
    """A name as it is shown: one space between words, capitals only where words begin."""
    name = _APART.sub("-", " ".join(words.written(first, after).split()))
    return name.title() if name.isupper() and len(name) > 3 and "." not in name else name


_HIGHLANDS: Final = ("Y ", "H’", "H'", "K’", "K'")


def is_foreign(name: str) -> bool:
    """Whether a name holds a word that is no Vietnamese syllable, or is one of a neighbour ("Hun Sen").

    Names of the Central Highlands begin as no others do: "Y Thịnh", "H’Ngăm Bkrông", "K’Brah Thắng".
    """
    if name.startswith(_HIGHLANDS):
        return False
    parts = name.replace("-", " ").split()
    return not all(is_syllable(part) for part in parts) or (len(parts) == _NEIGHBOURS and is_neighbour(parts[0]))
