"""Meetings by their names: which tell them even where a text only names them in passing, and which tell nothing."""

from __future__ import annotations

import re
from typing import Final

from govkg.extraction.meeting_mentions import MeetingMention, before, is_house, listed
from govkg.model.actors import Organization
from govkg.model.span import Span

_NUMBERED = re.compile(
    r"(?:K[ỳì]|Phiên) họp (?:bất thường |toàn thể |thường kỳ )?"
    r"(?:(?:lần )?thứ (?!trưởng)\w+|(?:lần )?\d{1,3}\b(?![/.-]\d))"
)
_TERM = re.compile(r"\b(?:khóa|khoá|nhiệm kỳ)\s[IVXLC\d]")
_OF_PARTY = re.compile(r"Đại hội (?:[Đđ]ại biểu (?:toàn quốc )?(?:[Đđ]ảng bộ )?|[Đđ]ảng bộ |[Đđ]ảng )")
"""A congress of the Party or of one of its organisations: with its number it is known wherever it is named."""
_LATER = re.compile(r"[Kk][ỳì] họp (?:bất thường |chuyên đề )?(?:(?:đầu|giữa|cuối) )?(?:tháng \d|năm \d{4})")
_DIGIT = re.compile(r"\d")
_SERIAL = re.compile(r"\blần (?:thứ )?(?:\d+|[IVXLC]+\b|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)")
_BETWEEN_STATES = re.compile(r"[A-ZĐ]\w*\s?[-–]\s?[A-ZĐ]")
_LAID_BEFORE = re.compile(r"\b(?:trình|báo cáo|thông qua)\s[^,.;]{0,60}?\s(?:tại|ở)\s\Z")
_WITHIN: Final = 120
"""Characters of a sentence in front of a meeting that are looked at."""


def is_numbered(mention: MeetingMention) -> bool:
    """Whether its own words say which session of a house it is: "Kỳ họp bất thường lần thứ sáu", "Kỳ họp 32"."""
    return _NUMBERED.match(mention.name) is not None


def is_election(mention: MeetingMention) -> bool:
    """Whether a noun tells of an election to a house: nobody holds it who need be named."""
    return mention.type == "other" and "cử" in mention.noun.split()


def is_nameless(mention: MeetingMention) -> bool:
    """Whether nothing in the words of a meeting tells it from others of its kind: "buổi lễ", "phiên họp đầu tiên"."""
    if mention.told == "verb" or not mention.name[1:].islower() or _DIGIT.search(mention.name):
        return False
    return mention.told == "noun" or listed("rites").match(mention.name) is None


def is_laid_before(mention: MeetingMention, sentence: Span) -> bool:
    """Whether something is told to have been put before a meeting: "Dự thảo đã trình Quốc hội tại kỳ họp thứ 5"."""
    start = max(sentence.start, mention.span.start - 80)
    return _LAID_BEFORE.search(mention.passage.text, start, mention.span.start) is not None


def is_named(mention: MeetingMention, sentence: Span) -> bool:
    """Whether a meeting has a name by which everybody knows which it is: "Hội nghị thượng đỉnh G20", "Kỳ họp thứ 3".

    What only explains something in brackets, or tells when a text was laid before a house, is no more than a detail.
    """
    if mention.told != "title" or mention.passage.part == "title":
        return False
    text = mention.passage.text
    lead = text[max(sentence.start, mention.span.start - _WITHIN) : mention.span.start]
    if lead.rfind("(") > lead.rfind(")"):
        return False
    if mention.type == "session":
        if before("ahead").search(lead) is not None:  # what a house prepares is not what it holds
            return False
        if _LATER.match(text, mention.span.start) is not None:
            return _after_house(mention, sentence)
        return is_numbered(mention) and not is_laid_before(mention, sentence)
    if is_election(mention):
        return _TERM.search(mention.name) is not None
    if not listed("known_by_name").fullmatch(mention.noun):
        return False
    if mention.noun.startswith("đại hội"):
        serial = _SERIAL.search(mention.name) is not None
        return serial and (before("at").search(lead) is not None or _OF_PARTY.match(mention.name) is not None)
    return (
        listed("of_states").search(mention.name) is not None
        or _SERIAL.search(mention.name) is not None
        or ("thượng đỉnh" in mention.noun and _which(mention) is not None)
    )


def _which(summit: MeetingMention) -> re.Match[str] | None:
    """What tells a summit from others: its states, month or group: "… Mỹ - Triều", "… tháng 7", "… nhóm 7 nước"."""
    return _BETWEEN_STATES.search(summit.name) or _DIGIT.search(summit.name)


def _after_house(mention: MeetingMention, sentence: Span) -> bool:
    ahead = mention.passage.mentions_in(Span(sentence.start, mention.span.start))
    return any(isinstance(each.entity, Organization) and is_house(each.entity) for each in ahead)
