"""The words (in Vietnamese: syllables) of a normal text, folded for comparison."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from govkg.folding import fold

_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=65536)
def _folded(word: str) -> str:
    return fold(word)


@dataclass(frozen=True, slots=True)
class Words:
    """Word ``i`` covers ``text[starts[i]:ends[i]]`` and is compared as ``keys[i]`` (``folding.fold``).

    ``line`` is all keys joined by single spaces, and ``at`` maps an offset in it where a word begins to
    the number of that word; ``until`` maps an offset where one ends to the number after it.
    """

    starts: list[int]
    ends: list[int]
    keys: list[str]

    @classmethod
    def of(cls, text: str) -> Words:
        """Split a normal text."""
        spans = [word.span() for word in _WORD.finditer(text)]
        keys = [_folded(text[start:end]) for start, end in spans]
        return cls([start for start, _ in spans], [end for _, end in spans], keys)

    def __len__(self) -> int:
        return len(self.starts)
