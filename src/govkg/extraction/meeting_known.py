"""A meeting that readers are taken to know of from what was said there: "Phát biểu tại hội nghị, ông A …".

An article that tells first what officials say names their meeting later, by its noun alone. It is then what the
article is about: those who speak before and behind speak there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from govkg.extraction.actors import actors
from govkg.extraction.meeting_evidence import is_spoken_at
from govkg.extraction.meeting_mentions import MeetingMention
from govkg.extraction.meeting_spoken import is_gathering
from govkg.extraction.meeting_told import Told
from govkg.extraction.participation_chains import SPEAKING, Part
from govkg.extraction.participation_told import parts_in_sentence
from govkg.extraction.reading import Passage
from govkg.model.span import Span
from govkg.text.names import is_foreign

_ONCE = re.compile(
    r"\s(?:mới đây|gần đây|vừa qua|trước đó|trước đây|tuần trước|tháng trước|năm ngoái|năm \d|khác"
    r"|(?:[^\s,.;:]+\s){0,6}(?:đầu|giữa|cuối) tháng)\b"
)
"""Behind a meeting that is one of others."""
_OPENING: Final = 40
"""Characters within which a sentence tells of its own day."""


def is_known(own: Told, here: Sequence[MeetingMention], sentence: Span) -> bool:
    """Whether a sentence is the first to name the meeting of which it tells, as one that is known."""
    if not is_gathering(own.mentions) or not any(
        each is own.named and is_spoken_at(each, sentence) and _ONCE.match(each.passage.text, each.span.end) is None
        for each in here
    ):
        return False
    near = actors(own.named.passage, sentence)
    return not any(is_foreign(each.person.name) for each in near if each.person is not None)


def said_before(passage: Passage, sentence: Span) -> Iterator[Part]:
    """Who speaks at such a meeting by the sentences in front, but for those that tell of a day of their own."""
    for earlier in passage.sentences:
        if earlier.start >= sentence.start:
            return
        if passage.times_in(Span(earlier.start, min(earlier.end, earlier.start + _OPENING))):
            continue
        for part in parts_in_sentence(passage, earlier, sure=False, going_on=False):
            if part.rule == SPEAKING:
                yield part
