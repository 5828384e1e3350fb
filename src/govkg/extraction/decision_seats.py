"""What a decision gives without a title: a seat in a body, or the charge of one.

Such as "bầu bổ sung vào | Bộ Chính trị | bà A và ông B", "giao Thứ trưởng C phụ trách | Cục D".
"""

from __future__ import annotations

from typing import Final

from govkg.extraction.decision_rules import decision_rules
from govkg.extraction.decision_verbs import REACH, DecisionVerb
from govkg.extraction.reading import Passage, PostMention
from govkg.model.actors import Organization
from govkg.model.span import Span

CHARGE: Final = "Phụ trách"
"""What somebody is called who leads a body without its title."""


def seat(passage: Passage, verb: DecisionVerb) -> PostMention | None:
    """The seat in a body that somebody is elected into."""
    rules = decision_rules()
    if verb.action not in ("appoint", "elect"):
        return None
    for into in rules.into.finditer(passage.text, verb.span.end, min(verb.stop, verb.span.end + REACH)):
        for mention in passage.mentions_in(Span(into.end(), verb.stop)):
            body = mention.entity
            if mention.span.start != into.end() or not isinstance(body, Organization):
                break
            title = next((title for heads, title in rules.seats if body.name.startswith(heads)), None)
            if title is not None:
                return PostMention(mention.span, title, body, "current", None)
    return None


def charge(passage: Passage, verb: DecisionVerb) -> PostMention | None:
    """The body that somebody is given to lead, by a verb of giving tasks."""
    if verb.action != "appoint" or not verb.task_too:
        return None
    end = min(verb.stop, verb.span.end + REACH)
    given = decision_rules().charge.search(passage.text, verb.span.end, end)
    if given is None:
        return None
    for mention in passage.mentions_in(Span(given.end(), end)):
        if mention.span.start == given.end() and isinstance(mention.entity, Organization):
            return PostMention(mention.span, CHARGE, mention.entity, "current", None)
    return None
