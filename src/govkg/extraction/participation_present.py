"""Who is present at a meeting, comes along on a visit or heads the delegation that comes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from govkg.extraction.actors import actors, inside
from govkg.extraction.meeting_mentions import anchored, before, noun_pattern, verbs, words
from govkg.extraction.participation_chains import Part, chain_before, is_quoted
from govkg.extraction.participation_further import acts_too
from govkg.extraction.participation_hosts import is_delegation
from govkg.extraction.reading import Actor, Passage
from govkg.model.actors import Organization, Person
from govkg.model.facts import ParticipationRole
from govkg.model.span import Span

_AND_SPEAKS = re.compile(r"\s(?:và|,)\s")
_MOURNING: Final = ("viếng", "tiễn biệt")
"""Verbs whose object is the dead."""
_FUNERAL = re.compile(r"\s(?:lễ )?(?:quốc tang|tang lễ|lễ tang|viếng|truy điệu|an táng|đám tang|tang)\b")
_ALL_OF = re.compile(r"\b(?:đại diện|lãnh đạo|gồm|có)\s[^.;:]{3,60}:\s\Z")
"""A list of bodies that somebody is there of: "lãnh đạo các bộ, ngành: Bộ A, Bộ B"."""
_AMONG = re.compile(
    r"\b(?:đại diện|lãnh đạo|thủ trưởng|chuyên gia|cán bộ)\s(?:lãnh đạo\s)?(?:các|một số|nhiều)\s[^.;:]{3,70}"
    r"(?:,|\bvà|\bcùng)\s(?:đại diện |lãnh đạo |các )*\Z"
)
"""In front of a body behind others that are not named: "đại diện các vụ, cục của Bộ, | Cục A"."""
_UNITS_OF = re.compile(r"\b(?:đại diện|lãnh đạo)\s(?:[^\W\dA-Z]+\s){0,5}các (?:đơn vị|cơ quan|bộ, ngành|sở, ngành)\s\Z")
"""The same without a colon: "đại diện công đoàn các đơn vị Bộ A, Viện B"."""
_SIDE_HAS = re.compile(r",?\s(?:có|gồm)\s(?!mặt)")
"""Behind a body that is only the side of those who are named: "về phía Viện A có ông B"."""
_NEXT = re.compile(r"(?:,|;|\bvà|\bcùng)\s(?:đại diện |lãnh đạo |các )*\Z")
_PRESENCE: Final[Sequence[tuple[str, ParticipationRole]]] = (
    ("absent", "absent"),
    ("inviting", "invited"),
    ("attending", "attendee"),
)


def present(passage: Passage, sentence: Span, near: Sequence[Actor], going_on: bool) -> Iterator[Part]:
    """Those who are there, invited or absent; ``going_on`` says that the sentence before listed some."""
    text = passage.text
    if (start := having(passage, sentence, near)) is not None:
        yield from listed_behind(passage, Span(start, sentence.end), near, "attendee")
        return
    if going_on and before_sentence("also_present", text, sentence):
        yield from listed_behind(passage, sentence, near, "attendee")
        return
    for key, role in _PRESENCE:
        said = [
            verb
            for verb in anchored(key).finditer(passage.words, sentence.start, sentence.end)
            if verb["verb"] and not inside(near, verb.start()) and not is_quoted(text, verb.start(), sentence)
        ]
        for verb in said[:1]:
            behind = key == "inviting" or _NAMED_BEHIND.match(verb["verb"]) is not None
            chain = [] if behind else _before(passage, near, verb.start())
            if not chain and key == "attending" and not behind:  # "ông A thăm Canada và | dự hội nghị"
                also = acts_too(passage, near, verb.start(), sentence.start)
                chain = [also] if also is not None else []
            for actor in chain:
                if actor.agent is not None and (actor.person is not None or not passage.posts_in(actor.span)):
                    yield Part(actor.agent, role, Span(actor.span.start, verb.end()), f"participation.{key}", 0.88)
            if not chain and (
                sentence.end - verb.end() <= 2
                or (verb.start() > sentence.start and _AND_SPEAKS.match(text, verb.end()))
            ):  # "…, lãnh đạo các đơn vị cũng tới dự."
                yield from listed_behind(passage, Span(sentence.start, verb.start()), near, role)
            elif not chain and not verb["verb"].endswith(_MOURNING) and not _FUNERAL.match(text, verb.end()):
                yield from listed_behind(passage, Span(verb.end(), sentence.end), near, role)
            elif key == "attending" and (still := _STILL.search(text, verb.end(), sentence.end)) is not None:
                yield from listed_behind(passage, Span(still.start(), sentence.end), near, role)
            elif key == "attending" and _beside().match(text, verb.end()):
                end = text.find(";", verb.end(), sentence.end)
                yield from listed_behind(passage, Span(verb.end(), end if end > 0 else sentence.end), near, role)
        if key == "attending":
            for earlier, verb in pairwise(said):
                yield from _also_there(passage, Span(earlier.end(), verb.start()), near, verb)
        if said:
            return


_NAMED_BEHIND = re.compile(r"(?:với|có|thu hút) sự |quy tụ", re.IGNORECASE)
"""Verbs of attending behind which those are named who attend."""


def _before(passage: Passage, near: Sequence[Actor], verb: int) -> list[Actor]:
    """Those of a name before a verb, others of none in between: "ông A, bà B và lãnh đạo các sở, ngành | đã dự"."""
    is_there = _IS_ONE_WHO.search(passage.text, max(0, verb - _IS_WITHIN), verb)
    chain = chain_before(passage, near, is_there.start() if is_there is not None else verb)
    if any(actor.agent is not None for actor in chain):
        return _with_whose(passage, near, chain)
    last = next((actor for actor in reversed(near) if actor.person is not None and actor.span.end < verb), None)
    if last is None or _WITH_SOME.fullmatch(passage.text, last.span.end, verb) is None:
        return []
    return [actor for actor in chain_before(passage, near, last.span.end) if actor.person is not None]


def _with_whose(passage: Passage, near: Sequence[Actor], chain: list[Actor]) -> list[Actor]:
    """Those before a verb, with the body whose delegation the first of them heads: "Đoàn Bộ A | do ông B dẫn đầu"."""
    ahead = next((actor for actor in reversed(near) if actor.span.end <= chain[0].span.start), None)
    if ahead is None or ahead.person is not None or ahead.body is None:
        return chain
    led = _LED_BY.fullmatch(passage.text, ahead.span.end, chain[0].span.start) is not None
    return [ahead, *chain] if led and is_delegation(passage, ahead) else chain


_LED_BY = re.compile(r",?\sdo\s(?:(?:ông|bà|đồng chí|(?:Thiếu|Trung|Thượng|Đại) (?:úy|uý|tá|tướng))\s)*")
_IS_WITHIN: Final = 80
_IS_ONE_WHO = re.compile(
    r"\s(?:(?:cũng|đã|còn|là|có|nằm|đứng)\s)*(?:(?:một |hai |những người )?(?:trong|giữa)\s(?:số\s)?"
    r"|cử\s(?:một\s)?(?:đại diện|người|cán bộ|đoàn|lãnh đạo)\s)(?:[^\W\d_A-ZĐ]+\s){0,6}?\Z"
)
"""Between somebody and a verb of attending: one of the guests, or who sends people: "ông A là một trong những khách mời
| có mặt", "Sở B cử đại diện | tới dự"."""
_WITH_SOME = re.compile(
    r"(?:\s?\([^()]{1,60}\))?,?\s(?:và|cùng)\s(?:với\s)?(?:các|nhiều|một số|toàn thể|hơn|gần|khoảng|đông đảo|đại diện"
    r"|[Ll]ãnh đạo|[Đđ]oàn|cán bộ|bà con|hàng|\d[\d.]*)\s[^.;:“”\"]{2,160}?\s"
    r"(?:(?:đã|cũng|cùng|vừa|đều|tới|đến|về|sẽ)\s)*"
)
"""Between the last of those named and a verb: people whom no words name."""


def _also_there(passage: Passage, clause: Span, near: Sequence[Actor], verb: re.Match[str]) -> Iterator[Part]:
    """Those whom a later clause says to be there: "ông A tới dự; đại diện Cục B và Sở C cũng có mặt"."""
    if _CLAUSE_END.match(passage.text, verb.end()) is None:
        return
    chain = [actor for actor in chain_before(passage, near, verb.start()) if actor.span.start >= clause.start]
    people = [(actor.person, actor.span) for actor in chain if actor.person is not None]
    for person, span in people:
        yield Part(person, "attendee", Span(span.start, verb.end()), "participation.attending", 0.88)
    if not people:
        yield from listed_behind(passage, clause, near, "attendee")


_STILL = re.compile(r"(?<=\w)\scòn có\s")
"""Behind those who are there with others: "Cùng ông A dự hội nghị | còn có bà B"."""
_CLAUSE_END = re.compile(r"\s?(?:[.;,]|\Z)")


@cache
def _beside() -> re.Pattern[str]:
    """Right behind a verb of attending: others are there too."""
    return re.compile(rf",?\s(?:{words('beside')})\s")


def leading(passage: Passage, sentence: Span) -> Iterator[tuple[Person, Span]]:
    """Who heads a delegation that comes: "Đoàn của A do ông B dẫn đầu, đến viếng", "Dẫn đầu Đoàn A là ông B"."""
    text = passage.text
    if text.find("oàn", sentence.start, sentence.end) < 0 and text.find("dẫn đầu", sentence.start, sentence.end) < 0:
        return
    for pattern in (_HEADED, _HEADS):
        for headed in pattern.finditer(text, sentence.start, sentence.end):
            within = Span(*headed.span("who"))
            people = (actor for actor in actors(passage, within) if actor.person is not None)
            head = next(people, None)
            if head is None or head.person is None:
                continue
            if pattern is _HEADED or _HONORIFICS.fullmatch(text, within.start, head.span.start):
                yield head.person, Span(headed.start(), head.span.end)
    for pattern in (_LEADS_THERE, _IS_HEAD):
        yield from _heads_it(passage, sentence, pattern)


def _heads_it(passage: Passage, sentence: Span, pattern: re.Pattern[str]) -> Iterator[tuple[Person, Span]]:
    """Who stands in front of words that make somebody the head of those who come."""
    text = passage.text
    for leads in pattern.finditer(text, sentence.start, sentence.end):
        ahead = [
            actor
            for actor in actors(passage, Span(max(sentence.start, leads.start() - _SUBJECT), leads.start()))
            if actor.person is not None
        ]
        if ahead and ahead[-1].person is not None and _ASIDE.fullmatch(text, ahead[-1].span.end, leads.start()):
            yield ahead[-1].person, Span(ahead[-1].span.start, leads.end())


_LEADS_THERE = re.compile(r"\s(?:(?:đã|vừa)\s)?dẫn đầu (?:phái )?[Đđ]oàn\s[^.;,]{0,60}?\s?(?:tham gia|tham dự|dự)\b")
"""Behind who heads those who take part: "ông A dẫn đầu đoàn Việt Nam tham gia"."""
_IS_HEAD = re.compile(r"\s(?:là|làm|giữ vai trò)\s[Tt]rưởng đoàn\s?[.;]")
_ASIDE = re.compile(r"(?:,\s[^,.;:“”]{3,60},?)?")
_HEADED = re.compile(r"(?:\bdo|, )\s?(?P<who>[^.;]{4,160}?)[\s,]{1,2}(?:dẫn đầu|làm [Tt]rưởng đoàn|làm [Tt]ổ trưởng)\b")
_HEADS = re.compile(r"(?:\b[Dd]ẫn đầu|\b[Tt]rưởng) [Đđ]oàn(?:[^.;,:]{0,90}?\slà|[^.;,:]{0,60},)\s(?P<who>[^.;]{4,160})")
_HONORIFICS = re.compile(r"(?:[^\s,;.:]+[.:]?\s){0,3}")
"""Words of respect and ranks: "đồng chí", "Đại tướng"."""


def before_sentence(key: str, text: str, sentence: Span) -> bool:
    """Whether a sentence begins with a word of a list."""
    opening = verbs(key).match(text, sentence.start, sentence.end)
    return opening is not None and opening["verb"] is not None


def listed_behind(passage: Passage, within: Span, near: Sequence[Actor], role: ParticipationRole) -> Iterator[Part]:
    """The list after "Tham dự có": all persons, and the bodies of which somebody is there."""
    text, done, in_list = passage.text, within.start, False
    last: Organization | None = None
    for actor in near:
        if actor.span.start < within.start or actor.span.end > within.end or actor.agent is None:
            continue
        gap = text[done : actor.span.start]
        speech = verbs("speaking").search(gap if done > within.start else gap.rpartition(" có ")[2])
        if (speech is not None and speech["verb"]) or (actor.person is not None and _ELSEWHERE.search(gap)):
            return
        if actor.person is None:
            if in_list and _OF_WHOLE.fullmatch(gap):
                done = actor.span.end  # "Vụ A thuộc | Bộ B"
                continue
            if in_list:
                in_list = _goes_on(gap) or before("representing").search(gap) is not None
            else:
                told = (
                    before("representing").search(gap)
                    or _are_there(text, within.start, actor.span.start)
                    or any(lead.search(gap) for lead in (_ALL_OF, _AMONG, _UNITS_OF))
                )
                in_list = bool(told) and _SIDE_HAS.match(text, actor.span.end) is None
            if not in_list:
                continue
            if last is not None and actor.body is not None and last.parent == actor.body.iri and gap == ", ":
                done = actor.span.end  # "Cục A, Bộ B" is one
                continue
        last = actor.body
        done = actor.span.end
        span = Span(within.start, actor.span.end)
        yield Part(actor.agent, role, span, "participation.listed", 0.92 if actor.person else 0.87)


def _are_there(text: str, start: int, at: int) -> bool:
    """Whether bodies are there themselves: "cuộc họp có mặt | Sở A", "Có mặt tại buổi họp: | Sở A, Hội B"."""
    return _THERE.search(text, max(0, start - _THERE_WITHIN, at - 3 * _THERE_WITHIN), at) is not None


_THERE_WITHIN: Final = 30
_THERE = re.compile(
    r"(?:\b[Cc]ó mặt|\b(?:[Cc]ó|[Vv]ới|cùng) sự (?:tham gia|tham dự|có mặt|hiện diện|góp mặt) của)"
    r"(?:\s(?:các|cả|hai|ba|nhiều))?\s\Z"
    r"|\b(?:[Cc]ó mặt|[Tt]ham dự|[Dd]ự|[Tt]ham gia)\s[^.;:,]{0,60}:\s\Z"
)
_OF_WHOLE = re.compile(r"\s(?:thuộc|trực thuộc|của)\s")
_ELSEWHERE = re.compile(
    r"\A\s(?:tại|trong)\s[^,;:]{3,60}\scủa\s(?:đồng chí |ông |bà )?\Z|(?:,|\svà)\s(?:hội kiến|hội đàm|chào xã giao)\s"
)
"""In front of whose meeting it is at which others are, as "Có mặt tại buổi tiếp công dân của | Chủ tịch A", or of one
whom somebody meets besides."""


def _goes_on(gap: str) -> bool:
    """Whether a list of bodies goes on: a comma or "và" before the next one, and no word that it only belongs to."""
    return _NEXT.search(gap) is not None and before("belonging").search(gap) is None


def accompanying(passage: Passage, sentence: Span) -> Iterator[Part]:
    """Those who came along, where a sentence begins with them: "Cùng đi có Bộ trưởng A, đại diện Sở B"."""
    near = actors(passage, sentence)
    if before_sentence("accompanying", passage.text, sentence):
        yield from listed_behind(passage, sentence, near, "attendee")
    elif (along := _BESIDES.search(passage.text, sentence.start, sentence.end)) is not None:
        yield from listed_behind(passage, Span(along.start(), sentence.end), near, "attendee")
    elif (start := having(passage, sentence, near)) is not None:
        yield from listed_behind(passage, Span(start, sentence.end), near, "attendee")


_BESIDES = re.compile(r"[;,]\s(?:cùng đi|đi cùng|cùng tham gia đoàn|tham gia đoàn)(?:\s(?:với|có|còn có|ông|bà))+\s")
"""In front of those who come along, told at the end of a sentence: "…; cùng đi có Thứ trưởng A"."""


def having(passage: Passage, sentence: Span, near: Sequence[Actor]) -> int | None:
    """Where those are listed whom a side or a meeting has; None where a sentence says no such thing.

    Such as "Phía tỉnh A có ông B, …", "Hội nghị có bà C, …", "Bộ D có Thứ trưởng E".
    """
    text = passage.text
    for has in _HAS.finditer(text, sentence.start, min(sentence.end, sentence.start + _SUBJECT)):
        first = next((actor for actor in near if actor.span.start >= has.end()), None)
        if first is None:
            return None
        if _PEOPLE_OF.fullmatch(text, has.end(), first.span.start) and before_sentence("sides", text, sentence):
            return has.start()
        there = _are_there(text, has.start(), first.span.start)
        if first.span.start > has.end() or not (first.person is not None or there or _heads_list(passage, first)):
            continue
        if _has_subject(passage, Span(sentence.start, has.start()), near):
            return has.start()
    return None


_PEOPLE_OF = re.compile(
    r"(?:(?:sự tham dự của|các|một số|nhiều)\s)*(?:lãnh đạo|đại diện|cán bộ|chuyên viên|chuyên gia|thủ trưởng)\s"
    r"(?:[^\W\dA-Z][^,.;:“”]{0,40}\s)?(?:[^,.;:“”]{0,40}:\s)?"
)
"""Between "có" and the body whose people a side brings: "Phía chủ nhà còn có | lãnh đạo các đơn vị thuộc | Cục A"."""


def _heads_list(passage: Passage, actor: Actor) -> bool:
    """Whether a title is said of all of a list that follows: "các Ủy viên Trung ương Đảng: ông A, ông B"."""
    return passage.text[actor.span.end : actor.span.end + 1] == ":" or bool(passage.posts_in(actor.span))


def _has_subject(passage: Passage, lead: Span, near: Sequence[Actor]) -> bool:
    """Whether what stands before "có" is a side, those who came, a meeting or a body alone."""
    text = passage.text
    if before_sentence("sides", text, lead):
        return True
    if (noun := noun_pattern().match(text, lead.start, lead.end)) is not None and noun["noun"][:1].isupper():
        return _COMMA.search(text, noun.end(), lead.end) is None
    return any(actor.person is None and actor.span == lead for actor in near)


_SUBJECT: Final = 160
"""Characters within which the subject of "có" ends."""
_HAS = re.compile(
    r",?\s(?:(?:còn|cũng|gồm)\s)?(?:có|gồm)(?:\smặt)?(?:\ssự\s(?:tham dự|tham gia|có mặt|hiện diện|góp mặt) của)?"
    r"[\s:]+(?:[-–+•]\s?)?(?:(?:các|hai|ba|bốn|những|nguyên|đồng chí|[đĐ]/[cC]|[Ôô]ng|[Bb]à|ngài|Ngài|vị|đồng chí:|ông:"
    r"|(?:Thiếu|Trung|Thượng|Đại) (?:úy|uý|tá|tướng)|(?:PGS|GS|TS|ThS|BS|LS|KS)[.,]*|Luật sư|Tiến sĩ|Bác sĩ)\s?)*"
)
_COMMA = re.compile(r"[,;:“]")
