"""Who made a document and when, where a clause of its own, the sentence's beginning or the document before tells it.

"Pháp lệnh gồm 14 điều, được Ủy ban A thông qua ngày …", "Ngày …, Luật B được thông qua", "… mà cơ quan này ban hành
ngày …", "Cùng ngày, Nghị quyết C cũng được thông qua", "Tại Công văn số D, Bộ E yêu cầu …".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from govkg.extraction.document_issuers import is_code
from govkg.extraction.document_rules import DocumentMention, phrases
from govkg.extraction.document_sameness import Mentioned
from govkg.extraction.reading import Actor, Passage
from govkg.model.actors import Organization
from govkg.model.span import Span
from govkg.text.alternation import one_of

_REACH: Final = 160
"""Characters behind a document within which a further clause tells of its making."""
_DAY: Final = 40
"""Characters behind a verb among which its day stands."""


@dataclass(frozen=True, slots=True)
class Made:
    """Who made a document, if that is told, and the words among which the day stands."""

    issuer: Organization | None
    words: Span


@cache
def _passed() -> re.Pattern[str]:
    verbs = one_of(phrases("passed"), capital=True)
    return re.compile(rf"(?:\s(?:khóa|khoá)\s\w+)?\s?(?:(?:đã|vừa|mới|biểu quyết|chính thức)\s)*(?:{verbs})(?!\w)")


_CLAUSE = re.compile(r",\s(?:(?:đã|vừa|mới|chính thức)\s)*(?P<by>được|do)\s")
_BY_THIS = re.compile(r"\s(?:mà|do|được)\s(?:chính\s)?(?:cơ quan|đơn vị|bộ|tổ chức|địa phương|ngành)\s(?:này|ấy|đó)\s")


def later_clause(passage: Passage, sentence: Span, mention: DocumentMention, near: Sequence[Actor]) -> Made | None:
    """What a clause says of the document that its sentence opens with: "Luật A gồm 9 chương, | được B thông qua"."""
    text, end = passage.text, mention.span.end
    if mention.span.start - sentence.start > len("Theo đó, "):
        return None
    for clause in _CLAUSE.finditer(text, end, min(sentence.end, end + _REACH)):
        actor = next((each for each in near if each.span.start == clause.end()), None)
        verb = _passed().match(text, clause.end() if actor is None else actor.span.end)
        if verb is not None and verb.end() <= sentence.end and (actor is not None or clause["by"] == "được"):
            return Made(actor.body if actor is not None else None, _behind(sentence, verb.end()))
    if text.startswith(", ", end):  # "Kết luận số 5, | Thanh tra A công bố ngày …"
        actor = next((each for each in near if each.span.start == end + 2), None)
        verb = _passed().match(text, actor.span.end) if actor is not None else None
        dated = verb is not None and _ON_DAY.match(text, verb.end()) is not None
        if verb is not None and actor is not None and dated and verb.end() <= sentence.end:
            return Made(actor.body, _behind(sentence, verb.end()))
    return None


_ON_DAY = re.compile(r"\s(?:vào\s|hôm\s|ngày\s|sáng\s|chiều\s)+\d")


def by_this_body(passage: Passage, sentence: Span, mention: DocumentMention, near: Sequence[Actor]) -> Made | None:
    """What the body did that the sentence names first: "Ban A … Chỉ thị B mà | cơ quan này | ban hành ngày …"."""
    text, end = passage.text, mention.span.end
    this = _BY_THIS.search(text, end, min(sentence.end, end + _REACH)) if " này " in text[end : end + _REACH] else None
    verb = _passed().match(text, this.end() - 1) if this is not None else None
    ahead = [each.body for each in near if each.body is not None and each.span.end <= mention.span.start]
    if verb is None or not ahead or verb.end() > sentence.end:
        return None
    return Made(ahead[0], _behind(sentence, verb.end()))


def _behind(sentence: Span, verb: int) -> Span:
    return Span(verb, max(verb, min(sentence.end, verb + _DAY)))


_OPENS: Final = 16
"""Characters in front of the day that opens a sentence: "Trong phiên bế mạc sáng …" is longer."""


def day_in_front(passage: Passage, sentence: Span, mention: DocumentMention) -> Span | None:
    """The day that opens the sentence of a document that is told to be made: "Ngày 5/5, | Luật A được thông qua"."""
    start = mention.span.start
    times = passage.times_in(Span(sentence.start, start)) if start > sentence.start else ()
    if not times or times[0].span.start - sentence.start > _OPENS:
        return None
    gap = passage.text[times[0].span.end : start]
    return times[0].span if len(gap) <= _REACH and _PLAIN.fullmatch(gap) else None


_PLAIN = re.compile(r"\s?(?:,\s[^;.:“”]{0,120}?)?(?:các\s|và\s)?")
"""Between the day and the document: nothing, or what is told by the way between commas."""


def goes_along(passage: Passage, sentence: Span, mention: DocumentMention, before: Mentioned) -> bool:
    """Whether a document is made along with the one before it, by the same house: "…, cũng được thông qua"."""
    if before.passage is not passage or before.issuer is None or not before.passed:
        return False
    text = passage.text
    if _ALSO.search(text, mention.span.end, min(sentence.end, mention.span.end + _REACH)):
        return before.mention.type == mention.type
    return _DEPUTIES.search(text, max(sentence.start, mention.span.start - _REACH), mention.span.start) is not None


_ALSO = re.compile(r"\bcũng\s(?:đã\s|vừa\s)?được\s(?:thông qua|ban hành|ký ban hành|phê chuẩn|phê duyệt)\b")
_DEPUTIES = re.compile(
    r"(?:[Cc]ác|[Đđ]a số|\d%(?: số)?)\s(?:vị\s)?đại biểu\s(?:\S+\s){0,6}?(?:thông qua|bấm nút|biểu quyết)[^,.;]{0,20}\Z"
)
"""Before what deputies pass, where their house was told before."""


def within_number(text: str, sentence: Span, mention: DocumentMention, near: Sequence[Actor]) -> Organization | None:
    """The body that speaks in its own numbered paper: "Tại Công văn số 5/BA-VP gửi …, | Bộ A | yêu cầu …"."""
    if mention.number is None or _WITHIN.search(text, sentence.start, mention.span.start) is None:
        return None
    for actor in near:
        if actor.span.start < mention.span.end or actor.body is None:
            continue
        gap = text[mention.span.end : actor.span.start]
        if len(gap) > _REACH or ";" in gap or not gap.endswith(_COMMAS):
            continue
        return actor.body if is_code(mention.number, actor.body) else None
    return None


_WITHIN = re.compile(r"\b(?:[Tt]ại|[Tt]rong|[Bb]ằng|[Vv]ới)\s(?:\w+\s){0,3}\Z")
_COMMAS: Final = (", ", ", ông ", ", bà ")


def is_approval(plan: Mentioned, act: Mentioned) -> bool:
    """Whether a plan is told with the decision that approves it: "phê duyệt Chiến lược A | tại | Quyết định số 5"."""
    if plan.passage is not act.passage or plan.mention.type != "plan" or act.mention.type != "decision":
        return False
    gap = plan.passage.text[plan.mention.span.end : act.mention.span.start]
    return plan.issuer is not None and plan.issuer == act.issuer and _BY_ACT.fullmatch(gap) is not None


_BY_ACT = re.compile(r",?\s(?:tại|theo|bằng|trong)\s")
