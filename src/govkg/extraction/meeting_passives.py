"""What the passive tells: "Đoàn A được ông B, Cục trưởng Cục C, tiếp", "Huân chương D được trao cho ông E"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from govkg.extraction.actors import named_first
from govkg.extraction.meeting_clauses import Clause
from govkg.extraction.meeting_mentions import ANY_CEREMONY, noun_pattern
from govkg.extraction.reading import Actor, Passage
from govkg.model.span import Span


def with_titles(passage: Passage, ahead: Sequence[Actor]) -> Actor:
    """The last of some actors, from where the name stands before titles: "ông A, Cục trưởng Cục B|"."""
    last = ahead[-1]
    if last.person is None:
        return last
    start = named_first(passage.text, ahead, last)
    return last if start == last.span.start else Actor(Span(start, last.span.end), last.person, last.body)


_HANDED: Final = (
    r"(?:[Qq]uyết định|[Nn]ghị quyết|[Hh]uân chương|[Hh]uy chương|[Bb]ằng khen|[Gg]iấy khen|[Dd]anh hiệu"
    r"|[Kk]ỷ niệm chương|[Pp]hần thưởng|[Gg]iải thưởng|[Cc]ờ thi đua|[Hh]uy hiệu|[Gg]iấy chứng nhận|[Cc]hứng nhận"
    r"|[Cc]hứng chỉ|[Bb]ằng công nhận)"
)
_PASSIVE = re.compile(
    rf"(?:\A|[\s,;(“]){_HANDED}\s[^.;:“”]{{0,240}}?\s(?:(?:đã|vừa|cũng|sẽ)\s)*được\s(?P<by>[^.;:“”]{{0,140}})\Z"
)
_PAPER_OF_STAFF = re.compile(
    r"\b(?:bổ nhiệm|điều động|luân chuyển|phê chuẩn|chuẩn y|nhân sự|cán bộ|nghỉ hưu|thanh tra|kiểm tra|thành lập"
    r"|phân công)\b"
)
"""In a paper that is made known before those whom it is about."""


def is_handed_over(sentence: Clause) -> bool:
    """Whether a decision or an award is handed over, or a decision on staff or an inspection made known, on a day."""
    if " được " not in sentence.lead or not sentence.names_a_day:
        return False
    passive = _PASSIVE.search(sentence.lead)
    if passive is None or _at_a_meeting(sentence):
        return False
    made_known = (sentence.verb["verb"] or "").casefold().startswith("công bố")
    return not made_known or _PAPER_OF_STAFF.search(sentence.lead) is not None


def _at_a_meeting(sentence: Clause) -> bool:
    """Whether a thing is handed over at a gathering that is named there: "được trao trong | lễ kỷ niệm của ngành"."""
    at = _AT.search(sentence.follow)
    found = noun_pattern().match(sentence.follow, at.end()) if at is not None else None
    return found is not None and found["noun"].casefold() != ANY_CEREMONY


_AT = re.compile(r"\A[^.;:]{0,40}?\s?(?:tại|trong)\s")


def what_is_handed(sentence: Clause) -> str:
    """What is handed over, in the words of the text: "Huân chương Độc lập của Việt Nam"."""
    what = _WHAT.search(sentence.lead)
    return what["what"] if what is not None else ""


_WHAT = re.compile(
    rf"(?:\A|[\s,;(“])(?P<what>{_HANDED}[^.;:“”]{{0,240}}?)\s(?:(?:đã|vừa|cũng|sẽ)\s)*được\s[^.;:“”]{{0,140}}\Z"
)
