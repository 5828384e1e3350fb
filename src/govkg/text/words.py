"""The words (in Vietnamese: syllables) of a normal text, folded for comparison."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate, compress
from typing import Final

from govkg.folding import fold

_WORD = re.compile(r"([^\W_]+)")
_MOST_KEYS = 65536


class _Keys(dict[str, str]):
    """The keys of words seen so far; never empty, so that words and keys stay side by side."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_KEYS:
            self.clear()
        key = self[word] = fold(word).replace(" ", "") or word
        return key


_keys = _Keys()
_SETS: Final[set[frozenset[str]]] = set()
"""The sets of forms that somebody looks for."""


class _Sought(dict[str, tuple[frozenset[str], ...]]):
    """In which of these sets each form is that was seen so far."""

    def __missing__(self, form: str) -> tuple[frozenset[str], ...]:
        if len(self) >= _MOST_KEYS:
            self.clear()
        number = form[0].isdigit()
        sets = self[form] = tuple(forms for forms in _SETS if form in forms or (number and "" in forms))
        return sets


_sought = _Sought()


def seek(forms: frozenset[str]) -> None:
    """Have each text index the places of these forms together with those of all others that are looked for."""
    if forms not in _SETS:
        _SETS.add(forms)
        _sought.clear()


@dataclass(frozen=True, slots=True)
class Words:
    """Word ``i`` covers ``text[starts[i]:ends[i]]``, is written ``forms[i]`` and compared as ``keys[i]``.

    Keys are made by ``folding.fold``. ``gaps[i]`` stands before word ``i``; the last gap ends the text.
    """

    text: str
    starts: list[int]
    ends: list[int]
    forms: list[str]
    keys: list[str]
    gaps: list[str]
    _places: dict[frozenset[str], list[int]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, text: str) -> Words:
        """Split a normal text."""
        parts = _WORD.split(text)  # what stands between words, and words, in turn
        bounds = list(accumulate(map(len, parts)))
        forms = parts[1::2]
        return cls(text, bounds[0:-1:2], bounds[1::2], forms, list(map(_keys.__getitem__, forms)), parts[0::2])

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, at: int) -> str:
        """Word ``at`` as it is written."""
        return self.forms[at]

    def places(self, forms: frozenset[str]) -> list[int]:
        """Where words stand that are written as one of ``forms``: their first characters, in order.

        The empty form stands for every word that begins with a digit.
        """
        found = (self._places or self._index()).get(forms)
        if found is None:  # looked for since the text was indexed
            pairs = zip(self.forms, self.starts, strict=True)
            found = [start for form, start in pairs if form in forms or ("" in forms and form[0].isdigit())]
            self._places[forms] = found
        return found

    def _index(self) -> dict[frozenset[str], list[int]]:
        places = self._places
        places.update((forms, []) for forms in _SETS)
        sought = list(map(_sought.__getitem__, self.forms))
        for start, sets in compress(zip(self.starts, sought, strict=True), sought):
            for forms in sets:
                places[forms].append(start)
        return places

    def written(self, first: int, after: int) -> str:
        """The text of the words ``first`` to ``after`` (exclusive) with what stands between them."""
        return self.text[self.starts[first] : self.ends[after - 1]]

    def gap(self, at: int) -> str:
        """What stands before word ``at`` and after the word before it."""
        return self.gaps[at]

    def key(self, first: int, after: int) -> str:
        """The key of a run of words."""
        return " ".join(self.keys[first:after])
