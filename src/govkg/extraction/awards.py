"""Who is decorated: orders, titles and badges, with whom they are conferred on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from govkg.extraction.actors import actor_at, actors
from govkg.extraction.decision_clauses import Decision
from govkg.extraction.decision_holders import listed_persons, names
from govkg.extraction.decision_rules import decision_rules
from govkg.extraction.reading import Actor, Passage
from govkg.extraction.titles import capitalized
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
_TO = re.compile(
    r"\b(?:cho|tặng|thuộc về|lên ngực(?: áo)?(?: của| cho)?|tới tay|đến tay|tới)\b"
    r"(?:\s(?:\d{1,2}|hai|ba|bốn|năm|sáu|các|những)\s[^.;:“”]{3,60}?(?:\slà|\sgồm|:)(?=\s))?"
)
"""In front of those who get an award: "cho | ông A", "cho hai lãnh đạo Sở B là | các ông C và D"."""
_TO_REACH, _PASSIVE_REACH = 60, 140
"""Characters behind an award within which "cho" stands; more where who gives it stands between."""
_PASSIVE = re.compile(r"\s(?:(?:đã|vừa|cũng|sẽ)\s)*được\s")
_GETS = re.compile(r"[^.;:“”]{0,90}?(?:\s(?:là|có|gồm)(?: có)?(?: các| hai| ba)?:?|:)\s")
"""Between an award and those who get it, where a sentence opens with what they do: "Nhận Huân chương A là | ông B"."""
_NEXT_GRADE = re.compile(
    r"(?:[,;.]\s|\b(?:và|còn)\s)(?P<grade>[Hh]ạng (?:[Nn]hất|[Nn]hì|[Bb]a|I{1,3}))(?: được)?"
    r"(?: trao tặng| trao| dành| tặng)?\s(?:cho|thuộc về)\s(?:đương kim )?"
)
"""A further grade of an award that was told: "…; hạng Nhì dành cho | bà B"."""
_BASE = 600
"""Characters within which the award is told whose further grades are."""


def awards(passage: Passage, sentence: Span, near: Sequence[Actor], last: Person | None) -> Iterator[Decision]:
    """Orders, titles and badges, to those who get them in the same sentence."""
    found = list(decision_rules().award.finditer(passage.words, sentence.start, sentence.end))
    yield from _further_grades(passage, sentence, near)
    if not found:
        return
    bearer = _bearer(passage, sentence, near, last, found)
    if bearer is not None:
        for award in found:
            span, title = graded(passage, award)
            yield Decision("award", bearer, title, None, None, span, "decision.awards-listed", 0.8)
        return
    end, receivers = 0, list[Actor]()
    for award in found:
        span, title = graded(passage, award)
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
    award = decision_rules().award.search(passage.words, sentence.start, sentence.end)
    if award is not None and award[0][0].isupper():
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


def graded(passage: Passage, award: re.Match[str]) -> tuple[Span, str]:
    """An award with its grade, or with whose letter of praise it is: "Bằng khen | của Bộ trưởng Bộ A"."""
    text = passage.text
    grade = _GRADE.match(text, award.end())
    end = grade.end() if grade else award.end()
    if award[0].endswith(_LETTERS) and text.startswith(_OF, end):
        whose = actor_at(passage, end + len(_OF))
        end = whose.span.end if whose is not None and whose.body is not None else end
    span = Span(award.start(), end)
    return span, capitalized(" ".join(span.of(text).split()))


_LETTERS: Final = ("khen", "Khen")
_OF: Final = " của "


def _receivers(passage: Passage, sentence: Span, near: Sequence[Actor], award: Span) -> Sequence[Actor]:
    """Those who receive an award: before "nhận", after "cho", or between "trao tặng" and the award."""
    text, rules = passage.text, decision_rules()
    ahead = [actor for actor in near if actor.span.end <= award.start]
    if ahead and ahead[-1].person is not None:
        gap = text[ahead[-1].span.end : award.start]
        if len(gap) <= 50 and rules.receiving.search(gap):
            return ahead[-1:]
    if _WISHED.search(text, max(sentence.start, award.start - _WISHED_WITHIN), award.start):
        return ()
    given = _GIVEN.search(text, max(sentence.start, award.start - _APPOSITION), award.start)
    if given is not None and (named := [actor for actor in ahead if actor.span.end <= given.start() and actor.person]):
        return named[-1:] if given.start() - named[-1].span.end <= _APPOSITION else ()
    gets = _GETS.match(text, award.end, sentence.end) if _opens(passage, sentence, ahead, award) else None
    if gets is not None:
        after = [actor for actor in near if actor.span.start >= gets.end() and names(passage, actor)]
        if after and rules.honour.fullmatch(text, gets.end(), after[0].span.start):
            behind = [actor for actor in near if actor.span.start >= after[0].span.start]
            return listed_persons(text, after[0], behind, sentence.end)
    reach = _PASSIVE_REACH if _PASSIVE.match(text, award.end) else _TO_REACH
    to = _TO.search(text, award.end, min(sentence.end, award.end + reach))
    if to is not None and to[0].startswith("thuộc về"):
        after = [actor for actor in near if actor.span.start >= to.end()]
        first = after[0] if after and names(passage, after[0]) else None
        return listed_persons(text, first, after, sentence.end) if first is not None else ()
    if to is not None and rules.conferring.search(text, sentence.start, to.start()) is not None:
        after = [actor for actor in near if actor.span.start >= to.end() and names(passage, actor)]
        if after and _to_a_body(passage, to.end(), after[0].span.start):
            return ()
        behind = [actor for actor in near if after and actor.span.start >= after[0].span.start]
        return listed_persons(text, after[0], behind, sentence.end) if after else ()
    for actor in ahead:
        verb = text[max(sentence.start, actor.span.start - 40) : actor.span.start]
        told = list(rules.conferring.finditer(verb))
        if told and names(passage, actor) and rules.honour.fullmatch(verb[told[-1].end() :]):
            return listed_persons(text, actor, ahead, award.start)
    return ()


def _opens(passage: Passage, sentence: Span, ahead: Sequence[Actor], award: Span) -> bool:
    """Whether those who get an award follow it: "Nhận Huân chương A là …", "Hai người được tặng Bằng khen là: …"."""
    text = passage.text
    verb = decision_rules().receiving.search(text, sentence.start, award.start)
    if verb is None or any(names(passage, actor) for actor in ahead):
        return False
    lead = text[sentence.start : verb.start()]
    return not lead.strip(" ,") or _WHO.search(lead) is not None


_WHO = re.compile(
    r"\b(?:[Nn]gười|cá nhân|cán bộ|chiến s[ĩỹ]|nhà khoa học|nhà giáo|thầy giáo|giáo viên|bác s[ĩỹ]|đồng chí|công dân|vị"
    r"|tướng|sĩ quan|nghệ s[ĩỹ]|công nhân|nông dân|chuyên gia)(?: [^.;:“”]{1,40})?\s\Z"
)
"""Of whom it is told that they get an award, before they are named."""
_WISHED = re.compile(
    r"\b(?:[Đđ]ề nghị|[Đđ]ề xuất|[Kk]iến nghị|[Hh]ồ sơ|[Dd]ự kiến|[Xx]em xét|sẽ được|không được|chưa được)"
    r"(?:\s(?:Nhà nước|Chủ tịch nước|Thủ tướng(?: Chính phủ)?|xét|được|danh hiệu))*\s(?:trao|tặng|truy tặng|phong)"
)
_WISHED_WITHIN = 70


def _further_grades(passage: Passage, sentence: Span, near: Sequence[Actor]) -> Iterator[Decision]:
    """Further grades of an award, with those who get them: "Hạng Nhì dành cho ông A, hạng Ba cho bà B"."""
    text = passage.text
    if text.find("ạng ", sentence.start, sentence.end) < 0:
        return
    for grade in _NEXT_GRADE.finditer(text[: sentence.end], max(0, sentence.start - 2)):
        first = next((actor for actor in near if actor.span.start >= grade.end()), None)
        told = list(decision_rules().award.finditer(passage.words, max(0, grade.start() - _BASE), grade.start()))
        if first is None or not told or not names(passage, first):
            continue
        if decision_rules().honour.fullmatch(text, grade.end(), first.span.start) is None:
            continue
        title = f"{' '.join(told[-1][0].split())} {grade['grade'][:1].lower()}{grade['grade'][1:]}"
        stop = text.find(";", grade.end(), sentence.end)
        stop = stop if stop > 0 else sentence.end
        behind = [actor for actor in near if first.span.start <= actor.span.start < stop]
        for actor in listed_persons(text, first, behind, stop):
            if actor.person is not None:
                span = Span(grade.start("grade"), actor.span.end)
                yield Decision("award", actor.person, title, None, None, span, "decision.award-grade", 0.8)


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
