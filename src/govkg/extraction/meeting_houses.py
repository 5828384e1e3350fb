"""Which legislature sits where a sentence tells what is said before it or done by it: "trước Quốc hội", "ở tổ"."""

from __future__ import annotations

import re
from typing import Final

from govkg.extraction.meeting_clauses import Clause
from govkg.extraction.meeting_mentions import is_house, listed
from govkg.extraction.meeting_subjects import opens
from govkg.extraction.reading import Actor
from govkg.model.actors import Organization


def decides(actor: Actor) -> bool:
    """Whether somebody is a whole house, be it of another state."""
    if actor.person is not None or actor.body is None:
        return False
    foreign = actor.body.kind == "foreign" and listed("foreign_houses").match(actor.body.name) is not None
    return foreign or is_house(actor.body) or actor.body.name.startswith(COUNCILS)


def before_house(sentence: Clause, speaker: Actor) -> bool:
    """Whether a deputy speaks before a house, or a minister answers one: "Trả lời chất vấn sáng 17/11, Bộ trưởng …"."""
    verb = sentence.verb["verb"].casefold()
    if listed("debating_bills").fullmatch(verb):
        return _debates(sentence, speaker)
    if listed("standing_before").fullmatch(verb):
        return sentence.names_half_a_day and house_of(sentence) is not None
    if listed("answering_house").fullmatch(verb) is None:
        return house_of(sentence) is not None
    if listed("not_of_a_house").search(sentence.follow) or " văn bản" in sentence.lead:
        return False
    return sentence.tells_of_a_day


def _debates(sentence: Clause, speaker: Actor) -> bool:
    """Whether deputies debate a bill or ask a minister: "Góp ý dự án Luật A sáng 5/6, đại biểu B cho rằng …"."""
    asked = sentence.verb["verb"].casefold() == _ASKING
    if speaker.span.start < sentence.verb.start():  # "đại biểu A chất vấn Bộ trưởng B chiều 5/6"
        return (
            asked
            and sentence.names_half_a_day
            and _ASKED.match(sentence.follow) is not None
            and (_seat(sentence, speaker) is not None)
        )
    if not (opens(sentence) and sentence.names_a_day):
        return False
    if _ASKED.match(sentence.follow) is None if asked else _BILL.search(sentence.follow) is None:
        return False
    if _seat(sentence, speaker) is not None:
        return True
    lead = sentence.passage.text[sentence.verb.end() : speaker.span.start]
    return _AT_HOUSE.search(lead) is not None and house_of(sentence) is not None


def _seat(sentence: Clause, speaker: Actor) -> Organization | None:
    """The house in which a deputy sits."""
    if speaker.person is None:
        return None
    seats = (post.organization for post in sentence.passage.posts_of(speaker.person) if post.title == "Đại biểu")
    return next((body for body in seats if body is not None and is_house(body)), None)


_ASKING: Final = "chất vấn"
_ASKED = re.compile(r"\s(?:các\s)?(?:Bộ trưởng|Phó Thủ tướng|Thủ tướng|Chánh án|Viện trưởng|Thống đốc|Giám đốc|Tổng)\b")
_BILL = re.compile(r"\b(?:[Dd]ự (?:án|thảo)|[Ll]uật|[Bb]áo cáo|[Tt]ờ trình|[Nn]ghị quyết|kinh tế - xã hội|ngân sách)\b")
"""What a house debates."""
_AT_HOUSE = re.compile(
    r"\b(?:tại|ở)\s(?:(?:phiên họp|kỳ họp)\s)?(?:Quốc hội|tổ|hội trường|nghị trường|HĐND)\b"
    r"|,\s(?:các\s|nhiều\s)?(?:ĐB|ĐBQH|đại biểu)\s\Z"
)
"""Behind a debate: where it is held, or in front of whoever speaks that it is a deputy."""


def house_of(sentence: Clause) -> Actor | None:
    """The legislature before which somebody reports: "trước Quốc hội", or the one that the passage is about."""
    passage = sentence.passage
    for actor in sentence.near:
        lead = passage.text[max(sentence.span.start, actor.span.start - 24) : actor.span.start]
        if _is_any_house(actor) and actor.span.start > sentence.verb.start() and _HOUSE.search(lead):
            return actor
        if actor.span.start == sentence.verb.end() + 1 and _is_laid_before(sentence, actor):
            return actor
    formal = listed("reporting_formally").fullmatch(sentence.verb["verb"].casefold()) is not None
    debated = listed("debating").match(sentence.verb["verb"]) is not None
    if not (formal or debated) or not (sentence.has_day or sentence.tells_of_a_day):
        return None
    for actor in sentence.near if debated else ():
        if (seat := _seat(sentence, actor)) is not None:
            return Actor(actor.span, None, seat)
    for mention in passage.mentions:
        actor = Actor(mention.span, None, mention.entity if isinstance(mention.entity, Organization) else None)
        if actor.body is not None and is_house(actor.body):
            return actor
    return None


def is_any_of_house(actor: Actor) -> bool:
    """Whether a body is a legislature or a committee of one."""
    if actor.person is not None or actor.body is None:
        return False
    return actor.body.kind == "legislature" or actor.body.name.startswith(COUNCILS)


COUNCILS: Final = ("Hội đồng Bảo an", "Đại hội đồng Liên")
"""How the houses of all states are called."""


def _is_any_house(actor: Actor) -> bool:
    """Whether somebody is a legislature or a committee of one, be it of another state."""
    if actor.person is not None or actor.body is None or actor.body.kind != "foreign":
        return is_any_of_house(actor)
    return listed("foreign_houses").search(actor.body.name) is not None


def _is_laid_before(sentence: Clause, house: Actor) -> bool:
    """Whether something is said to be laid before a house on some morning or afternoon: "sáng 5/6 trình | Quốc hội"."""
    laid = sentence.verb["verb"].casefold().endswith("trình")
    return laid and sentence.names_half_a_day and is_any_of_house(house)


_HOUSE = re.compile(r"trước\s(?:phiên họp |kỳ họp )?\Z")
