"""Those between whom a meeting is, by the words "giữa A và B" behind its noun, in its name or in front of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govkg.extraction.actors import actors
from govkg.extraction.meeting_mentions import MeetingMention
from govkg.extraction.participation_chains import CHAIN, Part
from govkg.model.span import Span

_BETWEEN = re.compile(r"(?:\s(?:[\w/.-]+\s){0,6}?|\s)giữa(?=\s)")


def between(mention: MeetingMention, sentence: Span) -> Iterator[Part]:
    """Those between whom a meeting is, such as "cuộc gặp giữa ông A và ông B"."""
    text = mention.passage.text
    noun = mention.span.start + len(mention.noun)
    between = _BETWEEN.match(text, noun, sentence.end)
    end, until = between.end() if between is not None else _later_between(mention), sentence.end
    if end is None and (ahead := _BETWEEN_AHEAD.search(text, sentence.start, mention.span.start)) is not None:
        end, until = ahead.start("who") - 1, mention.span.start
    if end is None or _AT_ODDS.search(text, noun, end) is not None:
        return
    for actor in actors(mention.passage, Span(end, until)):
        gap = _GROUPS.sub("", _PLACES.sub("", text[end : actor.span.start]))
        if actor.agent is None and _BOTH.fullmatch(gap):  # "giữa hai Thủ tướng | A và B"
            end = actor.span.end
            continue
        if actor.agent is None or not (CHAIN.fullmatch(gap) or _HEAD_OF.fullmatch(gap)):
            return
        end = actor.span.end
        if actor.person is not None or (actor.body is not None and actor.body.kind != "foreign"):
            # behind a foreign title alone stands a person who is not named
            span = Span(min(mention.span.start, actor.span.start), max(mention.span.end, end))
            yield Part(actor.agent, "attendee", span, "participation.between", 0.85)


def _later_between(mention: MeetingMention) -> int | None:
    """Where "giữa" ends in a name that says more before: "Hội nghị trực tuyến tổng kết … | giữa A và B"."""
    text = mention.passage.text
    at = text.rfind(_BETWEEN_WORD, mention.span.start, mention.span.end + len(_BETWEEN_WORD))
    if at < 0 or mention.told != "title":
        return None
    if mention.type != "ceremony" and _MATTER.search(text, mention.span.start, at) is not None:
        return None
    return at + len(_BETWEEN_WORD) - 1


_BETWEEN_AHEAD = re.compile(
    r"\b[Gg]iữa\s(?P<who>[^.;:“”]{4,200}?)\s(?:(?:đã|vừa|sẽ)\s)?(?:diễn ra|có)\s(?:một\s|các\s)?\Z"
)
"""In front of a meeting: those between whom it is: "giữa Bộ A và Sở B đã diễn ra | buổi làm việc"."""
_BOTH = re.compile(r"\s(?:hai|ba|các)\s")
_BETWEEN_WORD: Final = " giữa "
_MATTER = re.compile(r"\b(?:về|bàn)\b")
_AT_ODDS = re.compile(r"\b(?:mâu thuẫn|tranh chấp|xung đột|quan hệ|chiến tranh|khác biệt|khoảng cách)\b")
"""In front of "giữa": those behind it are what the meeting is about."""
_PLACES = re.compile(r",\s(?:huyện|tỉnh|quận|thị xã|thành phố|TP|xã|phường)\s(?:[A-ZĐ]\w*\s?){1,4}(?=,|và)")
"""A territory in a list of bodies, which is no actor."""
_GROUPS = re.compile(r",\s(?:các|một số|nhiều)\s(?:[^\W\d_A-ZĐ]+,?\s){1,5}?(?=(?:và|với)\s)")
"""Those of no name in such a list: "giữa UBND tỉnh A|, các sở, ngành | và Công ty B"."""
_HEAD_OF = re.compile(r"\s(?:và|với)\s(?:nhà )?lãnh đạo\s(?:[A-ZĐ]\w*\s){1,3}")
