"""What officials and bodies of the state are told to have done, on no day: "Sở A đã làm việc với Công ty B"."""

from __future__ import annotations

import re
from typing import Final

from govkg.extraction.meeting_clauses import Clause
from govkg.extraction.meeting_mentions import listed
from govkg.extraction.meeting_teams import is_of_state, is_official
from govkg.extraction.reading import Actor
from govkg.model.span import Span

_DONE = re.compile(r"\b(?:đã|vừa|vừa mới)\s(?:(?:có|trực tiếp|tổ chức|tiến hành|nhiều lần)\s)*\Z")
"""Right in front of a verb: it is done, and not wished or planned."""
_NOBODY = re.compile(r"\s(?:nhau|mình|họ|nhiều|một số|báo|phóng viên|PV)\b")
"""Behind a verb of working together: those of whom no more is told."""
_OF_ITSELF = re.compile(
    r"(?P<and>\svà)?[\s,](?:cho biết|cho hay|khẳng định|thông tin|xác nhận|thông báo)(?:\s(?:rằng|thêm))?,?\s"
    r"(?P<own>(?:(?:chính quyền )?địa phương|đơn vị|cơ quan|sở|bộ|cục|chi cục|tỉnh|huyện|xã|phường|quận|thành phố)\s"
    r"(?:này\s)?)?(?:cũng\s)?(?=(?:đã|vừa)\s)"
)
"""What somebody tells of the own body: "ông A cho biết, đơn vị | đã …", "Bộ B cho biết | đã …"."""
_HAS = re.compile(_DONE.pattern.removesuffix(r"\Z") + r"(?:(?:chủ trì, )?phối hợp (?:với|cùng)\s[^.;:]{3,60}\s)?")
_TELLS = re.compile(r"[\s,)–-]*(?:(?:đã|vừa|cũng)\s?)*")
_WITHIN: Final = 120
"""Characters in front of a verb within which somebody is said to tell of the own body."""


def has_worked_with(sentence: Clause, subject: Actor) -> bool:
    """Whether an official or a body of the state is said to have worked with somebody, be no day told."""
    if _DONE.search(sentence.lead) is None or _NOBODY.match(sentence.follow):
        return False
    if listed("worked_with").fullmatch(sentence.verb["verb"]) is None:
        return False
    if subject.body is not None and subject.body.name.startswith(_INVESTIGATES):
        return False
    return is_of_state(subject) or is_official(sentence, subject)


_INVESTIGATES: Final = ("Cơ quan Cảnh sát điều tra", "Cơ quan An ninh điều tra", "Cơ quan điều tra")
"""Bodies that work with suspects."""


def has_met(sentence: Clause, subject: Actor) -> bool:
    """Whether a body of the state or a court is said to have met, be no day told: "Bộ A đã họp và đề xuất …"."""
    court = subject.person is None and subject.body is not None and subject.body.kind == "court"
    return (court or is_of_state(subject)) and _DONE.search(sentence.lead) is not None


def telling_of_itself(sentence: Clause) -> Actor | None:
    """Who tells what the own body has done: the body where it is called so, else whoever tells it."""
    text, at = sentence.passage.text, sentence.verb.start()
    said = _OF_ITSELF.search(text, max(sentence.span.start, at - _WITHIN), at)
    if said is None or _HAS.fullmatch(text, said.end(), at) is None:
        return None
    ahead = [actor for actor in sentence.ahead() if actor.span.end <= said.start()]
    if not ahead:
        return None
    who = ahead[0] if said["and"] else ahead[-1]
    if not said["and"] and _TELLS.fullmatch(text, who.span.end, said.start()) is None:
        return None
    return Actor(who.span, None, who.body) if said["own"] and who.body is not None else who


def in_a_month(sentence: Clause) -> bool:
    """Whether a month is told in front of a verb, as of an inspection of which no day is told."""
    ahead = sentence.passage.times_in(Span(sentence.span.start, sentence.verb.start()))
    return any(_MONTH.match(time.span.of(sentence.passage.text)) for time in ahead)


_MONTH = re.compile(r"[Tt]háng \d")
