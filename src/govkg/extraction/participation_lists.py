"""Several meetings that one sentence says somebody to attend: "dự Hội nghị A, Hội nghị B và Diễn đàn C"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govkg.extraction.actors import actors
from govkg.extraction.meeting_evidence import ends_with_verb
from govkg.extraction.meeting_mentions import MeetingMention
from govkg.extraction.participation_chains import Part
from govkg.extraction.participation_present import leading, present
from govkg.model.actors import Person
from govkg.model.span import Span


def attended_together(
    here: Sequence[MeetingMention], sentence: Span
) -> tuple[Sequence[MeetingMention], Sequence[Part]]:
    """The meetings of such a list, none if there is no list, and the persons who attend them all."""
    together: list[MeetingMention] = []
    for mention in here:
        if mention.told != "title":
            continue
        text = mention.passage.text
        if together and _JOINED.fullmatch(text, together[-1].span.end, mention.span.start):
            together.append(mention)
        elif len(together) < 2:
            attended = ends_with_verb(text[sentence.start : mention.span.start], "attending")
            together = [mention] if attended else []
    if len(together) < 2:
        return (), ()
    passage = together[0].passage
    lead = Span(sentence.start, together[0].span.end)
    there = [
        part
        for part in present(passage, sentence, actors(passage, sentence), going_on=False)
        if isinstance(part.agent, Person) and part.role == "attendee" and part.span.end <= lead.end
    ]
    heads = [Part(who, "attendee", span, "participation.leading", 0.85) for who, span in leading(passage, lead)]
    return together, (*there, *heads)


_JOINED = re.compile(r"\s?(?:[,;]|,?\svà|,?\scùng)\s")
