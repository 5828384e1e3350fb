r"""Text that rules can read, with an exact way back to the source.

Sources come with byte-order marks, Windows line ends, decomposed letters, no-break and zero-width
spaces, Icelandic eths for đ. Rules see none of that: they read NFC text with plain spaces and ``\n``.
Every span that they find is mapped back to the characters of the source, so that evidence is exact.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from govkg.model.span import Span

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff\x00"
_CHANGES = re.compile(
    rf"[{_INVISIBLE}\r\u0085Ðð\u0189\u00a0\u1680\u2000-\u200b\u2010\u2011\u2028\u2029\u202f\u205f\u3000\t\v\f\x1c-\x1f]"
)
_ODD = regex.compile(rf"\r\n?\p{{M}}*|\P{{M}}\p{{M}}+|[{_INVISIBLE}]|[^\S\n ]|[\u0085ÐðƉ\u2010\u2011\u2028\u2029]")
_PLAIN = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "\u2010": "-", "\u2011": "-", "\u2028": "\n", "\u2029": "\n", "\u0085": "\n"}


@dataclass(frozen=True, slots=True)
class NormalText:
    """``text`` for rules, made from ``source``; offsets of both count Unicode code points.

    ``starts[i]`` and ``stops[i]`` bound the characters of the source that ``text[i]`` stands for; both
    are empty where the source needed no change, and offsets are then the same.
    """

    source: str
    text: str
    starts: array[int] = field(repr=False)
    stops: array[int] = field(repr=False)

    @classmethod
    def of(cls, source: str) -> NormalText:
        """Normalise a source text; cost is linear in its length."""
        if unicodedata.is_normalized("NFC", source) and _CHANGES.search(source) is None:
            return cls(source, source, array("L"), array("L"))
        pieces: list[str] = []
        starts, stops = array("L"), array("L")
        position = 0
        for odd in _ODD.finditer(source):
            _copy(source, position, odd.start(), pieces, starts, stops)
            piece = _plain(odd[0])
            pieces.append(piece)
            start, position = odd.span()
            starts.extend([start] * len(piece))
            stops.extend([position] * len(piece))
        _copy(source, position, len(source), pieces, starts, stops)
        return cls(source, "".join(pieces), starts, stops)

    def to_source(self, span: Span) -> Span:
        """The span of the source that a non-empty span of ``text`` stands for."""
        if not self.starts:
            return span
        return Span(self.starts[span.start], self.stops[span.end - 1])


def normalize(text: str) -> str:
    """Only the readable text, for short strings such as names."""
    return NormalText.of(text).text


@lru_cache(1024)  # as many as a language has letters with marks
def _plain(odd: str) -> str:
    if odd in _PLAIN:
        return _PLAIN[odd]
    if odd[0] == "\r":
        return unicodedata.normalize("NFC", "\n" + odd.lstrip("\r\n"))
    if odd in _INVISIBLE:
        return ""
    return " " if odd.isspace() else unicodedata.normalize("NFC", odd)


def _copy(source: str, start: int, end: int, pieces: list[str], starts: array[int], stops: array[int]) -> None:
    """A stretch without marks: one character stands for one, save rare ones that NFC itself replaces."""
    stretch = source[start:end]
    if unicodedata.is_normalized("NFC", stretch):
        pieces.append(stretch)
        starts.extend(range(start, end))
        stops.extend(range(start + 1, end + 1))
        return
    for offset, character in enumerate(stretch, start):
        piece = unicodedata.normalize("NFC", character)
        pieces.append(piece)
        starts.extend([offset] * len(piece))
        stops.extend([offset + 1] * len(piece))
