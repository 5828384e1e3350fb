"""States that sign with each other: "Nga và Thổ Nhĩ Kỳ đã ký thỏa thuận" tells of their governments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govkg import iris
from govkg.extraction.lexicon import places
from govkg.extraction.meeting_mentions import MeetingMention
from govkg.extraction.participation_chains import Part, without_times
from govkg.folding import fold
from govkg.model.actors import Organization
from govkg.model.span import Span

STATES: Final = "participation.states"
"""The rule that has states sign, of whose persons better is told."""
_WITHIN: Final = 90
_STATE: Final = r"[A-ZĐÁÀẢÂẤĂÔỐỒƠƯÚÝ]\w+(?:\s[A-ZĐÁÀẢÂẤĂÔỐỒƠƯÚÝ]\w+){0,2}"
_TWO = re.compile(
    rf"(?<!\w)(?P<one>{_STATE})\s(?:và|với)\s(?P<other>{_STATE})[\s,]*(?:(?:đã|vừa|cùng|chính thức|hôm)[\s,]*)*\Z"
)


def signing_states(mention: MeetingMention, sentence: Span) -> Iterator[Part]:
    """The governments of two states that stand right before a verb of signing."""
    lead = Span(max(sentence.start, mention.span.start - _WITHIN), mention.span.start)
    found = _TWO.search(without_times(mention.passage, lead))
    if found is None:
        return
    states = [_country(found["one"]), _country(found["other"])]
    if None in states or _OURS in states:
        return
    for state in states:
        name = f"Chính phủ {state}"
        government = Organization(name, iris.organization(name), "foreign")
        yield Part(government, "attendee", Span(lead.start, mention.span.end), STATES, 0.75)


_OURS: Final = "Việt Nam"


def _country(words: str) -> str | None:
    return places().countries.get(fold(words))
