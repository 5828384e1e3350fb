"""Meetings that a clause ends with, told by when, where or with whom they were: "… nêu trong một cuộc họp ở B"."""

from __future__ import annotations

import re
from typing import Final

from govkg.extraction.actors import actors
from govkg.extraction.meeting_mentions import MeetingMention, before
from govkg.model.span import Span

_TYPES: Final = frozenset({"meeting", "session", "press"})
"""Types of meetings of which one clause may tell enough; nouns of the others go back to one told before."""
_THERE = re.compile(r"\b(?:tại|[Tt]rong|[Ss]au|kết thúc)\s(?:một\s)?\Z")
_WHEN = re.compile(
    r"\s(?:diễn ra\s)?(?:vào\s)?(?:hôm|ngày|sáng|trưa|chiều|tối|đêm|hồi|tuần trước|tháng trước|cuối tuần trước"
    r"|đầu năm nay|(?:đầu|giữa|cuối) tháng (?:này|trước|\d)|tháng \d|mới đây|gần đây|vừa qua|vài (?:ngày|tuần) trước)\b"
)
_WHERE = re.compile(
    r"\s(?:kín\s|riêng\s|ngắn\s)?(?:tại|ở)\s(?:thủ đô\s|thành phố\s|tỉnh\s|bang\s|trụ sở\s|dinh\s|phủ\s)?"
    r"(?=[A-ZĐÁÀẢÂẤĂÔỐỒƠƯÚÝ])"
)
_WITH = re.compile(r"\s(?:kín\s|riêng\s|ngắn\s|song phương\s)?(?:với|giữa)\s")
_NOT_TOLD = re.compile(
    r"\b(?:sẽ|muốn|mong|liệu|nếu|có thể|dự kiến|định|kế hoạch|chuẩn bị|trước khi|từng|mỗi|khi nào|h[yi] vọng|cần)\b"
)
_NOT_OF_LATE = re.compile(
    r"[^,.;]{0,40}?\b(?:tới|sắp tới|tới đây|tuần này|cuối tháng này|cuối năm nay|dự kiến|ngày mai|năm ngoái"
    r"|năm (?:19|20)\d\d)\b"
)
_NEAR: Final = 90
"""Characters in front of a meeting that are looked at for what it is not."""


def is_specified(mention: MeetingMention, sentence: Span) -> bool:
    """Whether a clause plays at a meeting that was held, of which it is told when, where or with whom."""
    if mention.type not in _TYPES or " " not in mention.noun or mention.inside:
        return False
    text, start, end = mention.passage.text, mention.span.start, min(sentence.end, mention.span.end + _NEAR)
    lead = text[max(sentence.start, start - _NEAR) : start]
    if _THERE.search(lead) is None or before("ahead").search(lead) is not None:
        return False
    behind = mention.span.start + len(mention.noun)
    if not (_WHEN.match(text, behind, end) or _WHERE.match(text, behind, end) or _WITH.match(text, behind, end)):
        return False
    if _NOT_TOLD.search(lead) or _NOT_OF_LATE.match(text, behind, end):
        return False
    return any(each.agent is not None for each in actors(mention.passage, sentence))
