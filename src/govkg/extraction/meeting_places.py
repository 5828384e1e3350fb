"""Where a meeting is: the place that its sentence tells of it, and not of somebody or something else that it names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import Final

import regex

from govkg.extraction.meeting_mentions import MeetingMention, phrases
from govkg.extraction.reading import Passage
from govkg.model.span import Span

_PLACE = regex.compile(
    r"\b(?:[Tt]ại|[Ởở]) (?P<place>"
    r"(?i:trụ sở|hội trường|nhà|trung tâm|phủ|khách sạn|cung|đại lễ đường|điểm cầu|bảo tàng|sân vận động|học viện"
    r"|quảng trường)"
    r" [^,.;:()]{2,50}?(?=[,.;:()]|\s(?:đã|sẽ|diễn|do|và|với|để|nhằm|được"
    r"|vào|ngày|hôm|hồi|lúc|sáng|trưa|chiều|tối|đêm|tuần|tháng)\b)"
    r"|(?i:(?:thành phố|tp\.?|tỉnh|thủ đô|huyện|quận|thị xã|xã|phường) )?"
    r"(?:\p{Lu}[\w-]*\s?){1,5})"
)
_PLACE_LIKE = regex.compile(r"(?:Hội|Lễ|Phiên|Kỳ|Đại hội|Diễn đàn|Buổi|Cuộc|Điều|Nghị|Quyết|Kết|Luật|Tuyên|Hiến)\b")
_SMALL = regex.compile(r"\b\p{Ll}\w*")
_SIGNS = regex.compile(r"[;:“”\"'?!]|\.\s|,[^,]*,")
_BRACKETS = regex.compile(r"\([^()]*\)|[“\"][^“”\"]{1,120}[”\"]")
_TURNS = regex.compile(r"\b(?:về|nhằm|để|cho|vì|bị|xảy ra|liên quan|trong|sau|trước|theo|đang|sống|làm việc)\b")
"""In the name of a meeting: what it is about, and with it where that is."""
_LISTED_PLACES = regex.compile(r"(?:\s*(?:,|của)\s*[\p{Ll} ]{0,10}(?:\p{Lu}[\w-]*\s?){1,4})*\s*(?:\([^()]*\)\s*)?,")
"""Behind a place that opens a sentence: the larger ones that it lies in, to the comma."""
_FARTHEST: Final = 160
"""Characters between a meeting and its place."""


@cache
def _placing() -> frozenset[str]:
    """The words that may stand between a meeting and its place."""
    return frozenset(chain.from_iterable(phrase.split() for phrase in phrases("placing")))


_IS: Final = " là "


def place_of(mention: MeetingMention, sentence: Span) -> Span | None:
    """The place at which a sentence says a meeting to be."""
    passage = mention.passage
    for found in _PLACE.finditer(passage.text, sentence.start, min(sentence.end, mention.span.end + _FARTHEST)):
        start, named = found.start("place"), found["place"].partition(_IS)[0]  # "tại trụ sở Cục | là ông A"
        at = Span(start, start + len(named))
        if not _PLACE_LIKE.match(found["place"]) and _is_its(mention, sentence, found.start(), at):
            near = passage.mentions_in(Span(at.start, min(sentence.end, at.end + 60)))
            body = next((each.span for each in near if each.span.start == at.start), at)  # "tại Sở Y | tế"
            return max(at, body, key=lambda span: span.end)
    return None


def _is_its(mention: MeetingMention, sentence: Span, begins: int, place: Span) -> bool:
    """Whether a place is that of a meeting: it opens the sentence, or stands behind the meeting and who is there."""
    text, span = mention.passage.text, mention.span
    if begins < span.start:
        opens = not any(_others(mention.passage, Span(sentence.start, begins)))
        return opens and _LISTED_PLACES.match(text, place.end) is not None
    if begins < span.end:  # "cuộc họp ở Nhà Trắng về …"
        return _TURNS.search(text, span.start, begins) is None
    between = Span(span.end, begins)
    signs = _SIGNS.search(_BRACKETS.sub("", between.of(text)))
    return signs is None and not any(_others(mention.passage, between))


def _others(passage: Passage, between: Span) -> Iterator[str]:
    """The words that tell something else than a day, who is there, and that the meeting takes place."""
    told = [time.span for time in passage.times_in(between)]
    told += [mention.span for mention in passage.mentions_in(between)]
    told += [post.span for post in passage.posts_in(between)]
    at = between.start
    for span in (*sorted(told), Span(between.end, between.end)):
        if span.start > at:
            rest = _BRACKETS.sub(" ", passage.text[at : span.start])
            yield from (word for word in _SMALL.findall(rest) if word not in _placing())
        at = max(at, span.end)
