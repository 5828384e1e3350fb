"""The two usual spellings of a tone mark on "oa", "oe" and "uy" at the end of a syllable: "thỏa" and "thoả"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_OLD: Final = dict(
    zip(
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy", "Ủy", "Úy"],
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ", "Uỷ", "Uý"],
        strict=True,
    )
)
_MARKED = re.compile(rf"(?<![qQ])(?:{'|'.join(_OLD)})(?!\w)")


def both_spellings(words: Iterable[str]) -> list[str]:
    """The words, spelt as ``data/`` spells them ("hòa", "ủy"), each also with the mark on the second vowel."""
    spelt = []
    for word in words:
        spelt.append(word)
        other = _MARKED.sub(lambda found: _OLD[found[0]], word)
        if other != word:
            spelt.append(other)
    return spelt
