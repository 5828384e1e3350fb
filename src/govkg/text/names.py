"""Personal names: where a run of capitalised words is one, and where it ends."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from govkg import datafile
from govkg.folding import bare
from govkg.text.words import Words

LONGEST_NAME = 5
"""Words of the longest Vietnamese name; foreign names are cut there too."""

_LONGEST_PART = 5  # letters of a part in small letters after a hyphen
_NEIGHBOURS = 2  # words of such a name
_LONGEST_RUN = 12  # words; no name of a person, body or place has more capitals in a row
_ONSET = "b|ch?|dd?|gh?|gi|h|kh?|l|m|n|ngh?|nh|ph?|qu|r|s|th?|tr|v|x"
_RIME = "[aeiouy]{1,3}(?:ch|c|m|ng|nh|n|p|t)?"
_APART = re.compile(r" - (?=[A-Za-z][a-z]+\Z)")
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


def is_capital(word: str) -> bool:
    """Whether a word begins with a capital letter."""
    return word[0].isupper()


def capitals(words: Words, first: int, last: int) -> int:
    """The number after the last word of the run of capitalised words that begins at ``first``.

    The words stand apart by one space, or by a hyphen as in foreign names; the run ends before ``last``.
    """
    after, last = first, min(last, first + _LONGEST_RUN)
    while after < last and is_capital(words[after]) and not words[after].isdigit():
        if after > first and words.gap(after) not in (" ", "-", "’", "'") and not _is_initial(words, first, after):
            break
        after += 1
    if after < last and after - first > 1 and len(words[after]) <= _LONGEST_PART:
        korean = after - first == 2 and words[after].islower() and words[first] in _names("koreans")
        after += words.gap(after) == "-" or (korean and words.gap(after) == " - ")  # "Park Geun-hye"
    return after


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


def is_foreign(name: str) -> bool:
    """Whether a name holds a word that is no Vietnamese syllable, or is one of a neighbour ("Hun Sen")."""
    parts = name.replace("-", " ").split()
    return not all(is_syllable(part) for part in parts) or (len(parts) == _NEIGHBOURS and is_neighbour(parts[0]))
