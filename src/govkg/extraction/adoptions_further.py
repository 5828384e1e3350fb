"""Who works by a standard, where the body stands behind it or opens the sentence.

"ISO A được | Sở B | áp dụng", "ISO A được áp dụng tại | Sở B", "Nhờ áp dụng ISO A, | Sở B …", "Tại | Sở B |, hồ sơ
được xử lý theo ISO A", "20 đơn vị áp dụng ISO A, trong đó có | Sở B".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govkg.extraction.reading import Passage
from govkg.folding import fold
from govkg.model.actors import Organization
from govkg.model.span import Span

Adopter = tuple[Organization | str, Span, str]
"""Who, the words that say it, and the rule."""

_RULE: Final = "standard.adopted"
_SIGHT: Final = 200
"""Characters around a standard within which the body stands."""
_USING: Final = r"(?:áp dụng|sử dụng|triển khai|thực hiện|vận hành|duy trì|đưa vào)"
_BY = re.compile(r"\s(?:(?:đã|vừa|đang|cũng)\s)*được\s")
_USED = re.compile(rf"\s(?:(?:cùng|đã|đều|đưa vào|xây dựng và)\s)*{_USING}\b")
_USED_AT = re.compile(rf"\s(?:(?:đã|vừa|đang|cũng)\s)*được\s{_USING}(?:\s[^\W\dA-ZĐ]+){{0,6}}?\s(?:tại|ở)\s")
_AMONG = re.compile(r"[^.;]{0,60}?,\s(?:trong đó có|trong đó gồm|gồm có|gồm|bao gồm|như|đó là)\s")
_OPENS = re.compile(
    r"(?:Nhờ|Sau|Từ khi|Với việc|Khi|Qua|Từ ngày|Đi đầu trong việc|Bằng việc)\s"
    rf"(?:[^,.;:“”]{{0,40}}?\s)?{_USING}\b[^,.;]{{0,60}}\Z"
)
"""In front of a standard by which the subject of the sentence works: "Sau ba năm thực hiện | ISO A, Sở B …"."""
_SUBJECT = re.compile(r"[^,.;()]{0,60},\s\Z")
_AT = re.compile(r"(?:Tại|Ở|Mọi [\w ]{3,20} (?:tại|ở)|Các [\w ]{3,20} (?:tại|ở)|Toàn bộ [\w ]{3,20} (?:tại|ở))\s\Z")
_DONE_THERE = re.compile(rf"(?:,\s|\s)[^.;]{{0,80}}?(?:\btheo\b|\bđược\s{_USING})[^.;]{{0,30}}\Z|,\s\Z")
_NOT = re.compile(r"\b(?:chưa|không|sẽ phải|đề nghị|yêu cầu|kiến nghị|khuyến khích|dự kiến|tập huấn|hội thảo)\b")
_AND: Final = frozenset((", ", " và ", ", và ", " cùng "))
_SIDE = re.compile(
    r"\bphía\s(?P<whose>[^\W\dA-ZĐ]+\s[^\W\dA-ZĐ]+)\s(?:(?:đã|đang|cũng|lại)\s)*(?:áp dụng|sử dụng|dùng|thực hiện)\s\Z"
)


def further(passage: Passage, sentence: Span, standard: Span) -> Iterator[Adopter]:
    """The bodies that work by a standard, told in one of these ways."""
    text = passage.text
    if _NOT.search(text, sentence.start, sentence.end):
        return
    for bodies in (_behind, _opening, _there, _of_side):
        for body, around in bodies(passage, sentence, standard):
            yield body, Span(min(standard.start, around.start), max(standard.end, around.end)), _RULE


def _bodies(passage: Passage, start: int, end: int) -> list[tuple[Span, Organization]]:
    found = passage.mentions_in(Span(start, end)) if start < end else ()
    return [(each.span, each.entity) for each in found if isinstance(each.entity, Organization)]


def _listed(passage: Passage, start: int, end: int) -> list[tuple[Span, Organization]]:
    """The bodies of a list that begins at a character."""
    listed: list[tuple[Span, Organization]] = []
    for span, body in _bodies(passage, start, end):
        if span.start == start or (listed and passage.text[listed[-1][0].end : span.start] in _AND):
            listed.append((span, body))
        elif span.start > start:
            break
    return listed


def _behind(passage: Passage, sentence: Span, standard: Span) -> Iterator[tuple[Organization, Span]]:
    """Behind the standard: "được | A và B | áp dụng", "được áp dụng tại | A", "…, trong đó có | A"."""
    text, end = passage.text, min(sentence.end, standard.end + _SIGHT)
    if (by := _BY.match(text, standard.end, end)) is not None:
        listed = _listed(passage, by.end(), end)
        if listed and _USED.match(text, listed[-1][0].end, sentence.end):
            yield from ((body, span) for span, body in listed)
    for pattern in (_USED_AT, _AMONG):
        if (found := pattern.match(text, standard.end, end)) is not None:
            yield from ((body, span) for span, body in _listed(passage, found.end(), end))


def _opening(passage: Passage, sentence: Span, standard: Span) -> Iterator[tuple[Organization, Span]]:
    """The subject behind a clause that opens the sentence: "Nhờ áp dụng ISO A, | Sở B | …"."""
    text = passage.text
    if _OPENS.match(text, sentence.start, standard.start) is None:
        return
    for span, body in _bodies(passage, standard.end, min(sentence.end, standard.end + _SIGHT))[:1]:
        if _SUBJECT.match(text[standard.end : span.start]):
            yield body, span


def _there(passage: Passage, sentence: Span, standard: Span) -> Iterator[tuple[Organization, Span]]:
    """The body where everything is done by a standard: "Tại | Sở A |, hồ sơ được xử lý theo ISO B"."""
    text = passage.text
    for span, body in _bodies(passage, sentence.start, standard.start)[:1]:
        opens = _AT.fullmatch(text, sentence.start, span.start)
        done = _DONE_THERE.fullmatch(text, span.end, standard.start) if opens is not None else None
        if done is not None and (text[standard.start - 2] != "," or _BY.match(text, standard.end)):
            yield body, span


def _of_side(passage: Passage, sentence: Span, standard: Span) -> Iterator[tuple[Organization, Span]]:
    """The body that is called by its field: "… thì | phía hải quan | áp dụng ISO A"."""
    side = _SIDE.search(passage.text, max(sentence.start, standard.start - _SIGHT), standard.start)
    if side is None:
        return
    whose = fold(side["whose"])
    named = [body for _, body in _bodies(passage, 0, standard.start) if f" {whose}" in f" {fold(body.name)}"]
    if named and len(set(named)) == 1:
        yield named[0], Span(side.start(), standard.start)
