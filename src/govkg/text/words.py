"""The words (in Vietnamese: syllables) of a normal text, folded for comparison."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import add

from govkg.folding import fold

_WORD = re.compile(r"[^\W_]+")
_MOST_KEYS = 65536


class _Keys(dict[str, str]):
    """The keys of words seen so far; never empty, so that words and keys stay side by side."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_KEYS:
            self.clear()
        key = self[word] = fold(word).replace(" ", "") or word
        return key


_keys = _Keys()


@dataclass(frozen=True, slots=True)
class Words:
    """Word ``i`` covers ``text[starts[i]:ends[i]]``, is written ``forms[i]`` and compared as ``keys[i]`` (``folding.fold``)."""

    text: str
    starts: list[int]
    ends: list[int]
    forms: list[str]
    keys: list[str]

    @classmethod
    def of(cls, text: str) -> Words:
        """Split a normal text."""
        starts = [word.start() for word in _WORD.finditer(text)]
        found = _WORD.findall(text)
        ends = list(map(add, starts, map(len, found)))
        return cls(text, starts, ends, found, list(map(_keys.__getitem__, found)))

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, at: int) -> str:
        """Word ``at`` as it is written."""
        return self.forms[at]

    def written(self, first: int, after: int) -> str:
        """The text of the words ``first`` to ``after`` (exclusive) with what stands between them."""
        return self.text[self.starts[first] : self.ends[after - 1]]

    def gap(self, at: int) -> str:
        """What stands between word ``at - 1`` and word ``at``; all before the first word."""
        return self.text[self.ends[at - 1] if at else 0 : self.starts[at]]

    def key(self, first: int, after: int) -> str:
        """The key of a run of words."""
        return " ".join(self.keys[first:after])
