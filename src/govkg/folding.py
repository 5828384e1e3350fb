"""Names made comparable: letter case, Unicode form, tone placement and, where asked, diacritics.

Two strengths. ``fold`` keeps every letter that tells two Vietnamese words apart ("Ánh" and "Ính" never
meet) and drops only how a word happens to be written (uỷ = ủy, NFD = NFC, "KH&CN" = "KH & CN").
``bare`` goes further and drops the diacritics too, đ included: what people type in a hurry.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

TONES = "\u0300\u0301\u0303\u0309\u0323"  # grave, acute, tilde, hook above, dot below
_TONE = re.compile(f"[{TONES}]")
_NOT_WORD = re.compile(r"(?:[^\w\u0300-\u036f]|_)+")  # a tone mark at a word's end belongs to the word
_PLAIN = str.maketrans("đĐ", "dD")


@lru_cache(maxsize=65536)
def _fold_word(word: str) -> str:
    """The tone mark moved to the end of the word, so that both spellings of oa, oe, uy are one."""
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFD", word)
    tone = "".join(sorted(_TONE.findall(parts), key=unicodedata.combining))
    return unicodedata.normalize("NFC", _TONE.sub("", parts)) + tone if tone else word


@lru_cache(maxsize=65536)  # the same few names come again and again
def fold(text: str) -> str:
    """A key for a name: lower case, NFC, one tone placement, words by single spaces, no punctuation."""
    words = _NOT_WORD.sub(" ", unicodedata.normalize("NFC", text).casefold()).split()
    return " ".join(map(_fold_word, words))


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """A key for search: ``fold`` without any diacritics, đ as d; ASCII for Vietnamese text."""
    parts = unicodedata.normalize("NFD", text.casefold().translate(_PLAIN))
    plain = "".join(c for c in parts if not unicodedata.combining(c))
    return " ".join(_NOT_WORD.sub(" ", plain).split())


def slug(text: str) -> str:
    """An ASCII path segment that a person can read: "Bộ Y tế" -> "bo-y-te"; "" where nothing is left."""
    plain = bare(text).encode("ascii", "ignore").decode("ascii")
    return "-".join(plain.split())
