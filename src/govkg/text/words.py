"""The words (in Vietnamese: syllables) of a normal text, folded for comparison."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, compress, count
from typing import Final

from govkg.folding import fold
from govkg.model.span import Span

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

Beginnings = frozenset[tuple[str, str]]
"""How what is looked for may begin: its first word and its second. No second word stands for any, or none; no first
word for any that begins with a digit."""
_Row = tuple[tuple[Beginnings, frozenset[str]], ...]
_beginnings: Final[set[Beginnings]] = set()
"""What somebody looks for."""
_firsts: Final[dict[str, dict[Beginnings, set[str]]]] = {}
"""By each first word: what may begin with it, and with which second words then."""


class _Sought(dict[str, _Row]):
    """What may begin with each word that was seen so far, and the second words of it; none of those stand for any."""

    def __missing__(self, form: str) -> _Row:
        if len(self) >= _MOST_KEYS:
            self.clear()
        rows: dict[Beginnings, set[str]] = {}
        for first in (form, "") if form[0].isdigit() else (form,):
            for beginnings, seconds in _firsts.get(first, {}).items():
                rows[beginnings] = rows.get(beginnings, set()) | seconds
        row = self[form] = tuple(
            (beginnings, frozenset() if "" in seconds else frozenset(seconds)) for beginnings, seconds in rows.items()
        )
        return row


_sought = _Sought()


def seek(beginnings: Beginnings) -> None:
    """Have each text index the places of these beginnings together with those of all others that are looked for."""
    if beginnings not in _beginnings:
        _beginnings.add(beginnings)
        for first, second in beginnings:
            _firsts.setdefault(first, {}).setdefault(beginnings, set()).add(second)
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
    _places: dict[Beginnings, Sequence[int]] = field(default_factory=dict, init=False, repr=False, compare=False)

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

    def places(self, beginnings: Beginnings) -> Sequence[int]:
        """Where words stand with which one of ``beginnings`` may begin: their first characters, in order."""
        found = (self._places or self._index()).get(beginnings)
        if found is None:  # looked for since the text was indexed
            found = self._places[beginnings] = list(self._begun(beginnings))
        return found

    def _begun(self, beginnings: Beginnings) -> Iterator[int]:
        for start, form, second in zip(self.starts, self.forms, chain(self.forms[1:], ("",)), strict=False):
            firsts = (form, "") if form[0].isdigit() else (form,)
            if any((first, each) in beginnings for first in firsts for each in ("", second)):
                yield start

    def _index(self) -> dict[Beginnings, Sequence[int]]:
        places, found = self._places, dict[Beginnings, list[int]]()
        rows = list(map(_sought.__getitem__, self.forms))
        starts, following = self.starts, [*self.forms[1:], ""]
        for at in compress(count(), rows):
            for beginnings, seconds in rows[at]:
                if not seconds or following[at] in seconds:
                    found.setdefault(beginnings, []).append(starts[at])
        places.update(dict.fromkeys(_beginnings, ()))  # most of what is looked for is not there
        places.update(found)
        return places

    def written(self, first: int, after: int) -> str:
        """The text of the words ``first`` to ``after`` (exclusive) with what stands between them."""
        return self.text[self.starts[first] : self.ends[after - 1]]

    def span(self, first: int, after: int) -> Span:
        """Where the words ``first`` to ``after`` (exclusive) stand."""
        return Span(self.starts[first], self.ends[after - 1])

    def gap(self, at: int) -> str:
        """What stands before word ``at`` and after the word before it."""
        return self.gaps[at]

    def key(self, first: int, after: int) -> str:
        """The key of a run of words."""
        return " ".join(self.keys[first:after])
