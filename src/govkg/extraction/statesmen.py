"""Which state a known official of another state served, by name: "Ngoại trưởng | Lavrov"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from govkg import datafile
from govkg.extraction.lexicon import places
from govkg.folding import fold
from govkg.text.names import is_syllable

_SHORTEST = 3  # letters of a name by which alone somebody is known


def state_of(name: str) -> str | None:
    """The usual name of the state that the official of a name served; None for any other name, or one of several."""
    words = _words(name)
    if len(words) == 1 and (len(words[0]) < _SHORTEST or is_syllable(words[0])):
        return None
    ours = all(map(is_syllable, words))
    rows = _by_last().get(words[-1], ())
    found = {state for whole, state in rows if whole.issuperset(words) and not (ours and len(whole) > len(words))}
    return found.pop() if len(found) == 1 else None


def _words(name: str) -> list[str]:
    return fold(name.replace("-", " ")).split()


@cache
def _by_last() -> Mapping[str, list[tuple[frozenset[str], str]]]:
    """The words of each name with the state, by the last word; names of our syllables count whole."""
    found: dict[str, list[tuple[frozenset[str], str]]] = {}
    for state, names in datafile.read("data/rules/statesmen.yaml").items():
        usual = places().countries.get(fold(state))
        if usual is None:
            raise names.error(f"{state!r} is no state of places.yaml")
        for name in names.texts():
            words = _words(name)
            found.setdefault(words[-1], []).append((frozenset(words), usual))
    return found
