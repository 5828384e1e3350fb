"""Who speaks where a pronoun or "cơ quan này" stands: the one who has just spoken, or of whom the last sentence is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from govkg.extraction.actors import actors
from govkg.extraction.reading import Actor, Passage
from govkg.model.actors import Agent, Organization, Person
from govkg.model.span import Span

_ADVERBS = r"(?:(?:đã|cũng|vừa|còn|tiếp tục|sau đó|thì|nay)\s)*\Z"
_PERSON = re.compile(
    rf"(?:^|[”\"][\s,–-]*)(?P<who>(?:Tuy nhiên, |Theo đó, )?(?:[Ôô]ng|[Bb]à|[Vv]ị)(?:\s(?:này|ấy))?)\s{_ADVERBS}"
)
_BODY = re.compile(
    r"^(?P<noun>Cơ quan|Đơn vị|Bộ|Sở|Cục|Tổng cục|Uỷ ban|Ủy ban|Trường|Bệnh viện|Công ty|Ngân hàng|Tập đoàn|Hiệp hội"
    rf"|Viện|Ban|Phòng|Hãng|Doanh nghiệp)\sn[àa]y\s{_ADVERBS}"
)
_REPORTED = re.compile(r"\b(?:cho biết|cho hay|nói|rằng|khẳng định|tuyên bố)\s[^,;:“”\"]*\Z")
"""In front of one whose words somebody else tells."""
_ANY: Final = ("Cơ quan", "Đơn vị")
_WITHIN: Final = 60
"""Characters in front of a verb within which its pronoun begins."""
_FARTHEST: Final = 700
"""Characters of what is said between two places at which somebody speaks."""
_SUBJECT: Final = 24
"""Characters in front of the one of whom a sentence is."""
_SHORTEST: Final = 3  # characters of a sentence


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who spoke last, and in which sentence."""

    passage: Passage
    sentence: Span
    agent: Agent
    verb: int
    """Where the act of speech begins."""


def meant(passage: Passage, sentence: Span, verb: int, last: Spoken | None) -> Actor | None:
    """Whom the words in front of a verb mean that name nobody."""
    start = max(sentence.start, verb - _WITHIN)
    lead = passage.text[start:verb]
    person = _PERSON.search(lead)
    if person is not None and (start == sentence.start or person.start() > 0):
        who = _person(passage, sentence, last, opens=person.start() == 0)
        fits = who is not None and _is_called(passage.text, who, person["who"])
        span = Span(start + person.start("who"), start + person.end("who"))
        return Actor(span, who, None) if fits else None
    body = _BODY.match(lead) if start == sentence.start else None
    if (
        body is None
        or last is None
        or not _is_next(last, passage, sentence)
        or not isinstance(last.agent, Organization)
    ):
        return None
    if body["noun"] not in _ANY and not last.agent.name.startswith(body["noun"].replace("Uỷ", "Ủy")):
        return None
    return Actor(Span(start, start + body.end("noun")), None, last.agent)


def _person(passage: Passage, sentence: Span, last: Spoken | None, *, opens: bool) -> Person | None:
    """Who has just spoken, where nobody else is told of since; else the one with whom the sentence before begins."""
    if last is not None and last.passage is passage and sentence.start - last.sentence.end < _FARTHEST:
        between = actors(passage, Span(last.sentence.end, sentence.start))
        told = {actor.person for actor in between} - {None}
        lead = passage.text[last.sentence.start : max(last.sentence.start, last.verb)]
        if isinstance(last.agent, Person) and told <= {last.agent} and not _REPORTED.search(lead):
            return last.agent
    if not opens or sentence.start < _SHORTEST:
        return None
    before = passage.sentence(Span(sentence.start - _SHORTEST, sentence.start - 1))
    near = actors(passage, before)
    if not near or near[0].span.start - before.start > _SUBJECT or before.end - near[-1].span.end < _SHORTEST:
        return None  # what ends with a name or title may stand below a picture
    return near[0].person


def _is_next(last: Spoken, passage: Passage, sentence: Span) -> bool:
    """Whether a sentence follows the one in which somebody spoke last."""
    return last.passage is passage and 0 <= sentence.start - last.sentence.end < _SHORTEST


def _is_called(text: str, person: Person, pronoun: str) -> bool:
    """Whether the article calls a person by a pronoun: a woman by hers, nobody by that of the other sex."""
    if pronoun.casefold().startswith("vị"):
        return True
    names = "|".join(map(re.escape, {person.name.split()[-1], person.name.split()[0]}))
    as_woman = re.search(rf"(?<!\w)[Bb]à (?:{names})(?!\w)", text) is not None
    return as_woman == (pronoun.casefold().split()[-1] in _HER or pronoun.casefold().startswith("bà"))


_HER: Final = ("bà",)
