"""The words (in Vietnamese: syllables) of a normal text, folded for comparison."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from govkg.folding import fold

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=65536)
def _folded(word: str) -> str:
    """The key of one word; never empty, so that words and keys stay side by side."""
    return fold(word).replace(" ", "") or word


@dataclass(frozen=True, slots=True)
class Words:
    """Word ``i`` covers ``text[starts[i]:ends[i]]`` and is compared as ``keys[i]`` (``folding.fold``)."""

    text: str
    starts: list[int]
    ends: list[int]
    keys: list[str]

    @classmethod
    def of(cls, text: str) -> Words:
        """Split a normal text."""
        spans = [word.span() for word in _WORD.finditer(text)]
        keys = [_folded(text[start:end]) for start, end in spans]
        return cls(text, [start for start, _ in spans], [end for _, end in spans], keys)

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, at: int) -> str:
        """Word ``at`` as it is written."""
        return self.text[self.starts[at] : self.ends[at]]

    def written(self, first: int, after: int) -> str:
        """The text of the words ``first`` to ``after`` (exclusive) with what stands between them."""
        return self.text[self.starts[first] : self.ends[after - 1]]

    def gap(self, at: int) -> str:
        """What stands between word ``at - 1`` and word ``at``; all before the first word."""
        return self.text[self.ends[at - 1] if at else 0 : self.starts[at]]

    def key(self, first: int, after: int) -> str:
        """The key of a run of words."""
        return " ".join(self.keys[first:after])
