"""Which meetings enter the graph, and the statements that say what an article tells of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from govkg.extraction.actors import offices
from govkg.extraction.meeting_mentions import MeetingMention
from govkg.extraction.meeting_names import is_election, is_nameless, is_numbered
from govkg.extraction.meeting_spoken import is_of_stage
from govkg.extraction.meeting_told import Told
from govkg.extraction.participation_named import OF_HOUSE, OF_NAME
from govkg.extraction.participation_scenes import BESIDE, BODY_SPEAKS, SHOWN
from govkg.extraction.participation_states import STATES
from govkg.extraction.reading import Reading
from govkg.model.actors import Agent, Meeting, MeetingStatus, Organization, Person
from govkg.model.facts import Named, Occurs, Participates
from govkg.model.interval import UNKNOWN
from govkg.model.statement import Statement


def enters(told: Told) -> bool:
    """Whether a meeting is told well enough: not in passing, and not only planned for some time or other."""
    if (
        told.status == "planned" and told.type != "inspection"
    ) or told.type == "other":  # shows and fairs concern the state by who holds them
        known = told.when or told.day or is_numbered(told.named) or told.known or _is_settled(told)
        told_well = known if told.type != "other" else told.parts or is_election(told.named)
        return (told.evident or told.known) and bool(told_well)
    if told.type == "press" and not told.parts and any(map(is_of_stage, told.mentions)):
        return False
    if all(map(_is_ordered, told.mentions)) and not any(p.role != "organizer" for _, p in told.parts):
        return False  # a team that nobody is said to head, and that is not said to be formed, has not gone out
    if is_nameless(told.named) and not (told.parts or told.when or told.day):
        return False  # nobody at it, no day, no words of its own
    return told.evident or told.known


def _is_ordered(mention: MeetingMention) -> bool:
    """Whether a team is formed by an order: "Ngày 5/4, UBND tỉnh thành lập đoàn", not "UBND huyện đã thành lập tổ"."""
    lead = mention.passage.text[max(0, mention.span.start - 8) : mention.span.start]
    return mention.verb == "forming" and _DONE.search(lead) is None


_DONE = re.compile(r"\b(?:đã|vừa|cũng|mới)\s\Z")


def _is_settled(told: Told) -> bool:
    """Whether those who will take part in a meeting of no day are told: both who meet, who visits, who holds it."""
    own = {part.agent for _, part in told.parts if part.rule not in (OF_NAME, OF_HOUSE)}
    if told.type in ("meeting", "visit"):
        return sum(isinstance(agent, Person) for agent in own) >= (2 if told.type == "meeting" else 1)
    held = told.named.told != "verb" and any(each.noun for each in told.mentions)
    return held and any(part.role == "organizer" and part.rule not in (OF_NAME, OF_HOUSE) for _, part in told.parts)


def _is_of_states(agent: Agent) -> bool:
    """Whether states meet by an agent's name, who does not hold what is called by it: "Hội nghị APEC"."""
    return isinstance(agent, Organization) and agent.kind == "international"


_SUMMIT = re.compile(r"thượng đỉnh|cấp cao|Cấp cao")
_BY_NAME: Final = frozenset({OF_NAME, OF_HOUSE, BESIDE, "participation.between"})
"""Rules that read who takes part in a meeting which the text only names."""
_PAPER: Final = "Báo "
"""How the names of newspapers begin."""
_WEAK: Final = frozenset({SHOWN, BODY_SPEAKS})
"""Rules that say no more of somebody for whom another rule speaks."""


def state(reading: Reading, told: Told, key: str) -> Iterator[Statement]:
    """The statements of one meeting: its name, day and place, and who takes part."""
    named = told.named
    published = reading.article.published
    status: MeetingStatus = told.status
    if status == "planned" and published is not None and told.when.begin is not None:
        status = "planned" if (told.when.begin.first >= _day(published)) else "held"
    meeting = Meeting(key, named.name, told.type, status)
    yield reading.state(Named(meeting, named.name), named.passage, named.span, f"meeting.{named.told}", 0.85)
    if told.when and told.when_at is not None:
        passage, span = told.when_at
        yield reading.state(Occurs(meeting, told.when, None), passage, span, "meeting.when", 0.9)
    if told.place and told.place_at is not None:
        passage, span = told.place_at
        yield reading.state(Occurs(meeting, UNKNOWN, told.place), passage, span, "meeting.place", 0.7)
    held_by_person = any(isinstance(part.agent, Person) and part.role == "organizer" for _, part in told.parts)
    hosts_told = any(part.role == "organizer" and part.rule != OF_HOUSE for _, part in told.parts)
    persons = any(isinstance(part.agent, Person) for _, part in told.parts)
    better = {part.agent for _, part in told.parts if part.rule not in _WEAK}
    seen: set[tuple[object, str]] = set()
    for passage, part in told.parts:
        if part.rule in _WEAK and part.agent in better:
            continue
        if part.rule == OF_NAME and _is_of_states(part.agent) and _SUMMIT.search(named.noun):
            continue
        if not told.evident and (part.rule not in _BY_NAME or _is_of_states(part.agent)):
            continue
        if told.type == "press" and part.role == "speaker" and part.agent.name.startswith(_PAPER):
            continue  # who asks
        if (hosts_told and part.rule == OF_HOUSE) or (persons and part.rule == STATES):
            continue
        if held_by_person and part.agent in offices().values():  # the office of the person who is named
            continue
        if (part.agent, part.role) not in seen:
            seen.add((part.agent, part.role))
            fact = Participates(meeting, part.agent, part.role)
            yield reading.state(fact, passage, part.span, part.rule, part.confidence)


def _day(published: date) -> date:
    return date(published.year, published.month, published.day)
