"""Who takes part in a meeting by the headline alone: "Viện A và Trường B ký kết hợp tác", then "Lễ ký diễn ra …".

A headline tells an act without a day, which makes no meeting of its own. Where the text then tells the meeting of
such an act by its noun, who does it in the headline takes part there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from govkg.extraction.actors import actors, inside
from govkg.extraction.meeting_clauses import Clause
from govkg.extraction.meeting_mentions import MeetingMention, anchored, listed
from govkg.extraction.meeting_subjects import subject_of
from govkg.extraction.meeting_told import Told
from govkg.extraction.participation_chains import Part, chain_after, chain_before
from govkg.extraction.participation_named import parts_by_verb
from govkg.extraction.reading import Actor, Passage
from govkg.model.actors import MeetingType
from govkg.model.facts import ParticipationRole
from govkg.model.span import Span

_ACTS: Final[Mapping[MeetingType, Sequence[str]]] = {
    "conference": ("headline_conference",),
    "ceremony": ("signing", "conferring", "headline_ceremony"),
    "meeting": ("receiving", "meeting_each_other", "headline_meeting"),
}
"""By type of the meeting, the lists of verbs by which a headline tells what it is held for."""
RULE: Final = "participation.headline"
_BETWEEN = re.compile(r"\sgiữa(?=\s)")


def told_by_headline(title: Passage, told: Told) -> Iterator[Part]:
    """Who takes part in a meeting of the text by what the headline says is done."""
    if not told.main or any(each.passage is title for each in told.mentions) or _held(told):
        return
    span = Span(0, len(title.text))
    near = actors(title, span)
    if len(pair := _pair(title, near)) > 1:
        role: ParticipationRole = "organizer" if told.type == "ceremony" else "attendee"
        for actor in pair:
            if actor.agent is not None:
                yield Part(actor.agent, role, span, RULE, 0.8)
        return
    yield from acts_of(title, span, told)


def acts_of(passage: Passage, sentence: Span, told: Told) -> Iterator[Part]:
    """Who does in a sentence what a meeting is held for: "Sở A đã tổng kết công tác", then "Dự hội nghị có …"."""
    near = actors(passage, sentence)
    for key in _ACTS.get(told.type, ()) if near else ():
        clauses = _clauses(passage, sentence, near, key)
        parts = [part for clause in clauses for part in _acting(clause, key, told)]
        if parts:
            yield from parts
            return


def _pair(title: Passage, near: Sequence[Actor]) -> Sequence[Actor]:
    """Both between whom something is done: "Ký kết hợp tác giữa A và B"."""
    found = _BETWEEN.search(title.text)
    return chain_after(title, near, found.end()) if found is not None else ()


def _clauses(passage: Passage, sentence: Span, near: Sequence[Actor], key: str) -> Iterator[Clause]:
    for verb in anchored(key).finditer(passage.words, sentence.start, sentence.end):
        if verb["verb"] and not inside(near, verb.start()):
            yield Clause(passage, sentence, near, verb)


def _acting(clause: Clause, key: str, told: Told) -> Iterator[Part]:
    """Whom a verb of the headline ties to a meeting."""
    title, start = clause.passage, clause.verb.start()
    if key == "signing" and listed("signed_alone").match(clause.follow.lstrip()):
        return
    subject = subject_of(clause, key)
    if subject is None or subject.agent is None:
        return
    if not key.startswith("headline"):
        act = Span(start, clause.verb.end())
        name = told.named.name
        yield from parts_by_verb(MeetingMention(title, act, told.type, name, "verb", subject.body, subject, key))
        return
    for actor in chain_before(title, clause.near, start) or [subject]:
        if actor.agent is not None and (actor.person is not None or not title.posts_in(actor.span)):
            yield Part(actor.agent, "organizer", Span(actor.span.start, clause.verb.end()), RULE, 0.8)


def _held(told: Told) -> bool:
    """Whether the text says who holds a meeting."""
    return any(part.role == "organizer" for _, part in told.parts)
