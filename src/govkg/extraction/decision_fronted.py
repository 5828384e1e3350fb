"""Decisions whose clause opens with the verb and names behind "là" whom it is about: "Bị cách chức là ông A"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from govkg.extraction.decision_holders import listed_persons, names
from govkg.extraction.decision_rules import decision_rules
from govkg.extraction.decision_verbs import DecisionVerb
from govkg.extraction.reading import Actor, Passage
from govkg.model.actors import Person
from govkg.model.span import Span

_REACH: Final = 160
"""Characters behind the verb, with its post and its day, within which "là" stands."""
_OPENS = re.compile(
    r"(?:[^.;:“”]{0,80},\s|(?:[Ss]áng|[Cc]hiều|[Tt]ối)?(?:[Nn]gày )?[\d/ ]{2,12})?"
    r"(?:(?:[Cc]ùng|[Cc]ũng|[Tt]rong đó|[Cc]òn|[Vv]à)\s)*(?P<passive>(?:[Bb]ị|[Đđ]ược)\s)?"
)
"""What a clause may begin with in front of its verb."""
_IS = re.compile(r"\s(?:là|có|gồm|gồm có|bao gồm|còn có|có cả)(?::\s?|\s)(?=[^\W\d])")


def fronted(
    passage: Passage, sentence: Span, near: Sequence[Actor], verb: DecisionVerb, agent: Actor | None
) -> Sequence[Person]:
    """Whom a verb that opens its sentence is about; ``agent`` stands between "được" and the verb."""
    text, start = passage.text, verb.span.start if agent is None else agent.span.start
    if start - sentence.start > _REACH:
        return ()
    opens = _OPENS.fullmatch(text, sentence.start, start)
    if opens is None or not (verb.intransitive or opens["passive"]):
        return ()
    if any(names(passage, actor) and actor.span.end <= start for actor in near):
        return ()
    for copula in _IS.finditer(text, verb.span.end, min(verb.stop, verb.span.end + _REACH)):
        after = [actor for actor in near if actor.span.start >= copula.end()]
        first = after[0] if after else None
        if first is None or decision_rules().honour.fullmatch(text, copula.end(), first.span.start) is None:
            continue
        if names(passage, first):
            listed = listed_persons(text, first, after, verb.stop)
            return list(dict.fromkeys(each.person for each in listed if each.person is not None))
    return ()
