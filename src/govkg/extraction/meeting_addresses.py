"""Speeches and hearings before bodies, of other states above all: "ông A phát biểu trước Đại hội đồng B"."""

from __future__ import annotations

import re
from typing import Final

from govkg.extraction.meeting_clauses import Clause
from govkg.extraction.meeting_mentions import is_house, listed
from govkg.extraction.reading import Actor
from govkg.model.actors import MeetingType
from govkg.model.span import Span
from govkg.text.names import is_foreign

_TO = re.compile(r"\s(?:các (?:thành viên|nghị sĩ|nhà lập pháp)\s(?:của\s)?)?")
_HOUSE = re.compile(r"[Qq]uốc hội|[Hh]ạ viện|[Tt]hượng viện|[Nn]ghị viện|Đại hội đồng|Hội đồng Bảo an")
"""In the name of a body: a house that sits, or a committee of one."""
_SOME = re.compile(
    r"\s(?:(?:các (?:thành viên|nghị sĩ|nhà lập pháp) )?(?:[Qq]uốc hội|[Hh]ạ viện|[Tt]hượng viện|[Nn]ghị viện)"
    r"|(?:Đại học|Học viện|Viện|Trung tâm|Hội đồng|Hiệp hội|Câu lạc bộ|Quỹ|[ỦU]ỷ ban|Ủy ban|Liên đoàn)\s)"
    r"[^,.;:()“”\"\d]{0,60}?"
    r"(?=[,.;:()“”\"\d]|\s(?:hôm|ngày|vào|hồi|tuần|tháng|để|rằng|nhân|về|ở|tại|diễn ra|sáng|chiều|tối)\b)"
)
_ABROAD: Final = frozenset({"foreign", "international"})


def addressed(sentence: Clause) -> Actor | None:
    """The body right behind a verb of addressing."""
    passage, start = sentence.passage, sentence.verb.end()
    for actor in sentence.after():
        named = actor.person is None and actor.body is not None and not passage.posts_in(actor.span)
        return actor if named and _TO.fullmatch(passage.text, start, actor.span.start) else None
    return None


def said_to(sentence: Clause) -> Span | None:
    """The words for whom a verb of addressing tells: a body, or a house in small letters or one not known."""
    actor = addressed(sentence)
    if actor is not None:
        return Span(sentence.verb.end(), actor.span.end)
    some = _SOME.match(sentence.passage.text, sentence.verb.end(), sentence.span.end)
    return Span(*some.span()) if some is not None else None


def kind_addressed(sentence: Clause) -> MeetingType:
    """A session where a house is addressed, else a meeting of no kind of its own."""
    said = said_to(sentence)
    return "session" if said is not None and _HOUSE.search(said.of(sentence.passage.text)) else "other"


def is_address(sentence: Clause, subject: Actor) -> bool:
    """Whether a foreigner addresses a body, or anybody one of another state: what is said at ours has its own noun."""
    if subject.person is None:
        return False
    said, actor = said_to(sentence), addressed(sentence)
    body = actor.body if actor is not None else None
    if said is None or (body is not None and (body == subject.body or is_house(body))):
        return False
    words = said.of(sentence.passage.text).strip()
    if listed("at_home").match(words):
        return False
    if listed("heard").fullmatch(sentence.verb["verb"]) and not _HOUSE.search(words):
        return False
    abroad = is_foreign(subject.person.name) or (subject.body is not None and subject.body.kind in _ABROAD)
    return abroad or (body is not None and body.kind in _ABROAD)


def summons(sentence: Clause, subject: Actor) -> bool:
    """Whether a ministry or minister has diplomats of another state come."""
    return _DIPLOMATS.match(sentence.follow) is not None and (subject.person is not None or subject.body is not None)


_DIPLOMATS = re.compile(
    r"\s(?:các\s|\d+\s|tất cả\s|khẩn\s|gấp\s)*(?:[Đđ]ại sứ|[Đđ]ại biện|[Pp]hó [Đđ]ại sứ|[Tt]ham tán|[Tt](?:ùy|uỳ) viên"
    r"|nhà ngoại giao|nhân viên ngoại giao|quan chức ngoại giao|đại diện ngoại giao|quan chức Đại sứ quán)\b"
)
