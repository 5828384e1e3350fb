"""Sentences of a normal text: the quotes that evidence is made of.

A full stop ends a sentence only before a new one, and never after an abbreviation, inside a number or a
date. Line breaks end it, unless a line was merely wrapped. Photo credits ("Ảnh: …") stand for themselves:
news sites glue them to the sentence that follows, and so they do with the headings inside a text.
"""

from __future__ import annotations

import re
from functools import cache

import regex

from govkg import datafile
from govkg.model.span import Span

_MARK = re.compile(r"[\n.!?…Ả]")
_STOP = re.compile(r"""(?:\.+/?\.?|[!?…]+)["”»’')\]]*(?=\s|\Z)""")
_GLUED = regex.compile(r"""(?<=\p{Ll}\p{Ll})\.["”»]?(?=["“«]?\p{Lu}\p{Ll})""")
_CREDIT = regex.compile(
    r"""Ả(?:nh|NH)(?:\ minh\ h(?:ọa|oạ)|\ tư\ liệu)?\ ?:\ ?
        (?:[^()\n]{1,60}\)
          | (?:\p{Lu}[\p{Lu}.]+(?:[/-]\ ?|\ -\ |\ )?)?
            (?:\p{Lu}[\p{L}.]*(?=\ \p{Lu}|[\n.,;/(]|\Z)\ ?){0,4})
    """,
    regex.VERBOSE,
)
_RUN_IN = regex.compile(
    r"""(?<=[\p{Ll}\d%)”"]\ )(?<!\b(?:niệm|mừng|nhân|dịp|là|ứng|vào|từ|đến|hội)\ )
        (?:Tại\ (?:cuộc|buổi|hội|phiên|lễ|kỳ|kì)\b|Trao\ đổi\ với\b|Chia\ sẻ\ với\b|Phát\ biểu\ (?:tại|với|khai|kết)\b
          |(?:Hội\ kiến|Hội\ đàm|Làm\ việc|Xác\ nhận)\ với\b
          |Trả\ lời\ (?:báo|câu|phỏng|phóng|chất)\b|Trong\ khi\ đó\b|Tuy\ nhiên\b|Trước\ đó\b|Liên\ quan\ (?:đến|tới)\b
          |Theo\ (?:ông|bà|báo|đó|Bộ|Sở|UBND|hồ|lời|kết|thông|đại|quy)\b|Ngoài\ ra\b|Được\ biết\b|Đây\ là\b|Hiện\ nay\b
          |Trong\ (?:thời\ gian|quá\ trình|đó|cuộc|buổi|phiên|công|văn|báo|năm|khuôn)\b|Cũng\ (?:tại|theo|trong)\b
          |Bên\ cạnh\ (?:đó|việc|những)\b|Nói\ (?:về|thêm|rõ)\b|Qua\ (?:kiểm|rà)\b|Sau\ (?:khi|đó)\b
          |(?:Sáng|Chiều|Tối|Trưa)\ (?:nay\b|qua\b|ngày\b|\d{1,2}[/-]\d)
          |Ngày\ \d{1,2}[/-]\d)
    """,
    regex.VERBOSE,
)
"""Where a sentence begins right behind a heading, which has no full stop."""
_OPENS = regex.compile(r"\s*[\"“«‘'(\[–•*-]*\s*[\p{Lu}\d]|\s*\Z")
_LONGEST = 2000  # characters of a sentence; what is longer is cut
_NEAR = 24  # characters before a full stop among which two words are looked for
_WRAPPED = regex.compile(r"[\p{Ll}(,;]")


def sentences(text: str) -> list[Span]:
    """The sentences of a normal text in order: not empty, apart from each other, without outer spaces."""
    found: list[Span] = []
    start = 0
    headings = {heading.start() for heading in _RUN_IN.finditer(text)}
    for mark in sorted([*(mark.start() for mark in _MARK.finditer(text)), *headings]):
        if mark >= start and (end := mark if mark in headings else _end(text, mark)) is not None:
            _add(found, text, start, end)
            start = end
    _add(found, text, start, len(text))
    return found


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    while start < end:
        stop = end if end - start <= _LONGEST else _cut(text, start)
        stretch = text[start:stop]
        left = len(stretch) - len(stretch.lstrip())
        right = len(stretch.rstrip())
        if left < right:
            found.append(Span(start + left, start + right))
        start = stop


def _cut(text: str, start: int) -> int:
    """Where to cut what is far too long for a sentence (tables, lists without stops): after a space, if any."""
    space = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
    return space + 1 if space >= 0 else start + _LONGEST


def _end(text: str, at: int) -> int | None:
    """Where the sentence ends that the mark at ``at`` closes; None where it closes none."""
    if text[at] == "\n":
        wrapped = _WRAPPED.match(text, at + 1) and at and text[at - 1] not in ".!?…:;\n"
        return None if wrapped else at + 1
    if text[at] == "Ả":
        credit = _CREDIT.match(text, at)
        return credit.end() if credit else None
    stop = _STOP.match(text, at) or _GLUED.match(text, at)
    if stop is None:
        return None
    if _OPENS.match(text, stop.end()) is None or (stop[0] == "." and _abbreviates(text, at)):
        return None
    return stop.end()


def _abbreviates(text: str, at: int) -> bool:
    """Whether the full stop at ``at`` belongs to the word before it."""
    words = text[max(0, at - _NEAR) : at].split()[-2:]
    if not words:
        return False
    word = words[-1].lstrip("(\"“‘'[")
    previous = words[0] if len(words) > 1 else ""
    last = word.rsplit(".", 1)[-1]
    abbreviations, ordinals = _lists()
    if len(last) == 1 and last.isupper() and last not in "ÁÝ":  # "Châu Á.", "nước Ý."
        return not (last in "IVX" and previous.casefold() in ordinals)
    return last in abbreviations or word in abbreviations


@cache
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    """Abbreviations, and words before a number."""
    data = datafile.read("data/rules/abbreviations.yaml")
    words = [word for part in ("titles", "places", "other") for word in data[part].texts()]
    return frozenset(words), frozenset(data["ordinals"].texts())
