"""Who is decorated: orders, titles and badges, with whom they are conferred on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from govkg.extraction.actors import actors
from govkg.extraction.decision_clauses import Decision, listed_persons, names
from govkg.extraction.decision_rules import decision_rules
from govkg.extraction.reading import Actor, Passage
from govkg.model.actors import Agent, Organization, Person
from govkg.model.span import Span

_GRADE = re.compile(r"\s[Hh]ạng\s(?:nhất|nhì|ba|Nhất|Nhì|Ba|I{1,3})\b")
_NEXT = re.compile(r"\s?(?:,|;|và|cùng)\s(?:\d{1,2}\s|một\s|hai\s|ba\s|danh hiệu\s)*")
"""What stands between the awards of one person."""
_GIVEN = re.compile(
    r"\bđược\s(?!tặng|trao|phong|truy|Nhà nước|nhận)[^,;.]{1,60}?"
    r"\s(?:trao|trao tặng|tặng|tặng thưởng|phong tặng|truy tặng)\s(?:danh hiệu\s)?\Z"
)
"""In "ông A được Chủ tịch nước trao Huân chương …", who gets it stands before."""
_APPOSITION = 90
"""Characters between who gets an award and its verb."""
_TO = re.compile(r"\b(?:cho|tặng)\b")


def awards(passage: Passage, sentence: Span, near: Sequence[Actor], last: Person | None) -> Iterator[Decision]:
    """Orders, titles and badges, to those who get them in the same sentence."""
    found = list(decision_rules().award.finditer(passage.words, sentence.start, sentence.end))
    if not found:
        return
    bearer = _bearer(passage, sentence, near, last, found)
    if bearer is not None:
        for award in found:
            span, title = _graded(passage.text, award)
            yield Decision("award", bearer, title, None, None, span, "decision.awards-listed", 0.8)
        return
    end, receivers = 0, list[Actor]()
    for award in found:
        span, title = _graded(passage.text, award)
        if not receivers or _NEXT.fullmatch(passage.text, end, span.start) is None:
            receivers = list(_receivers(passage, sentence, near, span))
        end = span.end
        for actor in receivers:
            if actor.person is not None:
                around = Span(min(span.start, actor.span.start), max(span.end, actor.span.end))
                by = _giver(passage, sentence, near, min(span.start, actor.span.start))
                yield Decision("award", actor.person, title, None, by, around, "decision.award", 0.85)


def decorated(passage: Passage, sentence: Span) -> Iterator[tuple[Person, Span]]:
    """The persons who get an award in a sentence that tells of its conferring."""
    if decision_rules().award.search(passage.words, sentence.start, sentence.end):
        for decision in awards(passage, sentence, actors(passage, sentence), None):
            yield decision.person, decision.span


def _bearer(
    passage: Passage, sentence: Span, near: Sequence[Actor], last: Person | None, found: Sequence[re.Match[str]]
) -> Person | None:
    """Whose awards a mere list of them is: the person at the head of the sentence, or the one spoken of before.

    So an obituary lists them: "Đồng chí A, sinh năm …; nguyên Giám đốc …; Huân chương …; Huân chương …".
    """
    rules = decision_rules()
    if len(found) < 2 or rules.conferring.search(passage.text, sentence.start, found[0].start()):
        return None
    if found[0].start() - sentence.start <= 2 and not near:
        return last
    lead = passage.text[found[0].start() - 2 : found[0].start()]
    head = near[0] if near else None
    if (
        lead not in ("; ", ", ")
        or head is None
        or not names(passage, head)
        or rules.receiving.search(passage.text, sentence.start, found[0].start())
    ):
        return None
    return head.person if rules.honour.fullmatch(passage.text, sentence.start, head.span.start) else None


def _graded(text: str, award: re.Match[str]) -> tuple[Span, str]:
    grade = _GRADE.match(text, award.end())
    span = Span(award.start(), grade.end() if grade else award.end())
    return span, " ".join(span.of(text).split())


def _receivers(passage: Passage, sentence: Span, near: Sequence[Actor], award: Span) -> Sequence[Actor]:
    """Those who receive an award: before "nhận", after "cho", or between "trao tặng" and the award."""
    text, rules = passage.text, decision_rules()
    ahead = [actor for actor in near if actor.span.end <= award.start]
    if ahead and ahead[-1].person is not None:
        gap = text[ahead[-1].span.end : award.start]
        if len(gap) <= 50 and rules.receiving.search(gap):
            return ahead[-1:]
    given = _GIVEN.search(text, max(sentence.start, award.start - _APPOSITION), award.start)
    if given is not None and (named := [actor for actor in ahead if actor.span.end <= given.start() and actor.person]):
        return named[-1:] if given.start() - named[-1].span.end <= _APPOSITION else ()
    to = _TO.search(text, award.end, min(sentence.end, award.end + 60))
    if to is not None and rules.conferring.search(text, sentence.start, to.start()) is not None:
        after = [actor for actor in near if actor.span.start >= to.end() and names(passage, actor)]
        if after and _to_a_body(passage, to.end(), after[0].span.start):
            return ()
        return listed_persons(text, after[0], after, sentence.end) if after else ()
    for actor in ahead:
        verb = text[max(sentence.start, actor.span.start - 40) : actor.span.start]
        told = list(rules.conferring.finditer(verb))
        if told and names(passage, actor) and rules.honour.fullmatch(verb[told[-1].end() :]):
            return listed_persons(text, actor, ahead, award.start)
    return ()


def _to_a_body(passage: Passage, start: int, person: int) -> bool:
    """Whether an award goes to a body, and the person who is named further on gets none: "tặng Bệnh viện A"."""
    named = [each for each in passage.mentions_in(Span(start, person)) if isinstance(each.entity, Organization)]
    first = named[0].span if named else None
    if first is None or first.start > start + 1:
        return False
    joined = decision_rules().honoured.search(passage.text, first.end, person)
    return joined is None or joined.start() > first.end + 1


def _giver(passage: Passage, sentence: Span, near: Sequence[Actor], decorated: int) -> Agent | None:
    """Who confers an award: the subject of the verb before it."""
    verb = decision_rules().conferring.search(passage.text, sentence.start, decorated)
    if verb is None:
        return None
    ahead = [actor for actor in near if actor.span.end <= verb.start()]
    return (ahead[-1].body or ahead[-1].person) if ahead else None
