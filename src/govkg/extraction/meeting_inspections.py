"""Inspections told by whose team or findings a sentence names: "đoàn thanh tra của Bộ A", "kết luận của Sở B"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govkg.extraction.actors import actors
from govkg.extraction.meeting_mentions import MeetingMention
from govkg.extraction.meeting_teams import is_of_state
from govkg.extraction.reading import Actor, Passage
from govkg.extraction.titles import capitalized, plain
from govkg.model.span import Span

_INSPECTION = "thanh tra"
_WHOSE = re.compile(r"\b(?:[Đđ]oàn|[Kk]ết luận|[Kk]ết quả|[Cc]uộc|[Đđ]ợt) thanh tra(?: [^\W\dA-ZĐ]\w*){0,3}? của ")
_ANY = re.compile(r"\b(?:các|những|nhiều|mọi|mỗi|theo kế hoạch) \Z")


def inspections_by_noun(passage: Passage) -> Iterator[MeetingMention]:
    """The inspections of a passage that are told so, each by the body of the state whose it is."""
    text = passage.text
    if _INSPECTION not in text:
        return
    for found in _WHOSE.finditer(text):
        if _ANY.search(text, max(0, found.start() - 20), found.start()):
            continue
        near = actors(passage, Span(found.end(), min(len(text), found.end() + 80)))
        body = next((each for each in near if each.span.start == found.end()), None)
        if body is None or not is_of_state(body):
            continue
        span = Span(found.start(), body.span.end)
        name = capitalized(plain(span.of(text)))
        subject = Actor(body.span, None, body.body)
        yield MeetingMention(passage, span, "inspection", name, "verb", body.body, subject, "inspecting")
