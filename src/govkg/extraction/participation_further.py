"""Who speaks at a meeting by the second verb of a sentence: "ông A chủ trì cuộc họp với Sở B và yêu cầu …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from govkg.extraction.meeting_mentions import words
from govkg.extraction.reading import Actor, Passage

_JOINT = re.compile(r"(?:,| và|,? đồng thời)\s(?:(?:đã|cũng)\s)?\Z")
_JOINT_WITHIN: Final = 20
"""Characters in front of a second verb that are looked at."""
_REACH: Final = 220
"""Characters between somebody and the second verb."""
_ANOTHER = re.compile(
    r"[;:“”\"]|\b(?:rằng|nói|cho biết|cho hay|khẳng định|yêu cầu|đề nghị|chỉ đạo|mà|nếu|khi|để|nhằm)\b"
)
"""In between: another clause, whose verb it may be."""


@cache
def _gathers() -> re.Pattern[str]:
    return re.compile(rf"[\s,]{{1,2}}(?:(?:đã|vừa|cũng|trực tiếp)\s)*(?:{words('gathering')})\s")


@cache
def _says() -> re.Pattern[str]:
    return re.compile(rf"(?:{words('saying_there')})(?!\w)")


def speaks_too(passage: Passage, near: Sequence[Actor], verb: re.Match[str], start: int) -> Actor | None:
    """The person who does something at a meeting and then, by a second verb, speaks there."""
    text, at = passage.text, verb.start()
    joint = _JOINT.search(text, max(start, at - _JOINT_WITHIN), at)
    if joint is None or _says().match(text, at) is None:
        return None
    for actor in reversed(near):
        if actor.person is None or actor.span.end >= joint.start() or actor.span.end < at - _REACH:
            continue
        does = _gathers().match(text, actor.span.end, joint.start())
        if does is not None:
            return None if _ANOTHER.search(text, does.end(), joint.start()) else actor
    return None
