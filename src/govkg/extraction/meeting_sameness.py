"""Which mentions tell one and the same meeting: a headline and its sentences, a title and the noun that takes it up."""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from typing import Final

from govkg.extraction.meeting_days import open_day
from govkg.extraction.meeting_mentions import TRIALS, MeetingMention, is_house, listed
from govkg.extraction.meeting_settings import GENERAL
from govkg.extraction.meeting_spoken import is_gathering
from govkg.extraction.meeting_told import SPEECHES, WITHOUT_SPEECHES, Told
from govkg.extraction.participation_between import between
from govkg.extraction.participation_named import partner_of, parts_by_verb
from govkg.extraction.participation_scenes import meet_there, met_by
from govkg.folding import fold
from govkg.model.actors import Agent, Organization, Person
from govkg.text.times import TimeExpression

_FUNERALS: Final = frozenset({"tang lễ", "lễ tang"})
_RITES: Final = frozenset({"lễ viếng", "lễ truy điệu", "lễ an táng"})
"""What a funeral is made of."""
_BEGINNINGS: Final = frozenset({"lễ khai mạc", "lễ bế mạc", "phiên khai mạc", "phiên bế mạc"})
"""The first and the last part of a session or conference."""
_OF_ONE: Final = frozenset({"lễ đón", "lễ viếng", "lễ truy điệu", "lễ an táng", "lễ nhậm chức"})
"""Ceremonies for one person, of which an article tells one."""
_SITS: Final = frozenset({"sitting", "reporting", "debating", "deciding", "examining"})
"""Verbs by which a house sits."""
_ALIKE: Final = frozenset({"meeting", "session", "conference"})
"""Types whose nouns are used for one another."""


def apart(told: Told, mention: MeetingMention, met: Callable[[MeetingMention], Set[Agent]]) -> bool:
    """Whether a mention cannot mean a meeting: another number of the series, another body's, another one's visit.

    ``met`` gives those who meet by the words of a mention (`who_meet`).
    """
    if _is_another(told, mention):
        return True
    if number := _number(mention):
        numbers = set(map(_number, told.mentions)) - {""}
        if numbers and number not in numbers:
            return True
    if meet := met(mention):
        others = [pair for each in told.mentions if (pair := met(each))]
        if others and not any(meet <= pair or pair <= meet for pair in others):
            return True
        if mention.told == "verb" and not others and _meets_people(told.named, mention):
            return True
    if _is_before(told, mention) or _meets_next(told, mention):
        return True
    if told.type == mention.type == "visit":
        visitors = {who for each in told.mentions if (who := _visitor(each))}
        return bool(visitors) and _visitor(mention) is not None and _visitor(mention) not in visitors
    if told.type != mention.type or mention.told == "verb" or mention.type != "session":
        return False
    half = _own_half(mention)
    if half and (halves := {_own_half(each) for each in told.mentions} - {""} or {_half(told)} - {""}):
        return half not in halves
    other = mention.body is not None and not is_house(mention.body) and not mention.body.name.startswith(_ALSO_SITS)
    if other and told.named.noun.startswith(_OF_A_HOUSE) and all(e.body != mention.body for e in told.mentions):
        return True
    bodies = {each.body for each in told.mentions if each.body is not None and each.told != "verb"}
    return bool(bodies) and mention.body is not None and mention.body not in bodies


def _is_another(told: Told, mention: MeetingMention) -> bool:
    """Whether "một" before a noun tells a meeting that the same part of the article has not told yet."""
    if mention.told == "verb" or not mention.passage.text.endswith(" một ", 0, mention.span.start):
        return False
    return any(each.passage is mention.passage and each.noun == mention.noun for each in told.mentions)


def _meets_people(one: MeetingMention, other: MeetingMention) -> bool:
    """Whether a verb of the same part tells that somebody met people of no name."""
    people = one.verb == "receiving" and one.passage is other.passage
    return people and listed("groups").search(one.name) is not None


def _meets_next(told: Told, mention: MeetingMention) -> bool:
    """Whether somebody meets others by a second verb of one sentence: "… hội kiến ông A, gặp gỡ | cộng đồng B"."""
    if mention.verb != "receiving" or all(each.verb != "receiving" for each in told.mentions):
        return False
    sentence = mention.passage.sentence(mention.span)
    return any(
        each.passage is mention.passage
        and each.verb == "receiving"
        and sentence.start <= each.span.start < mention.span.start
        for each in told.mentions
    )


def _is_before(told: Told, mention: MeetingMention) -> bool:
    """Whether a sentence goes back to a meeting of another month: "Trước đó, tại hội nghị A tháng 1/2018, …"."""
    if mention.told != "title" or told.named.told != "title" or not (told.day or told.sure):
        return False
    passage, start = mention.passage, mention.passage.sentence(mention.span).start
    of_month = _OF_MONTH.search(passage.text, mention.span.start, min(len(passage.text), mention.span.end + 20))
    return of_month is not None and _BEFORE_THAT.fullmatch(passage.text, start, mention.span.start) is not None


_OF_MONTH = re.compile(r"\btháng \d{1,2}(?:/\d{4}|\b)(?!/)")
_BEFORE_THAT = re.compile(r"Trước đó,?\s(?:tại|trong|ở)\s")


def _number(mention: MeetingMention) -> str:
    found = _NUMBER.search(mention.name)
    return fold(found["number"]) if found else ""


def who_meet(mention: MeetingMention) -> frozenset[Agent]:
    """Those who meet by the words of a meeting: both, or the one whom they name."""
    return frozenset(_meet_by_name(mention) or _met_alone(mention))


def _meet_by_name(mention: MeetingMention) -> set[Agent]:
    """Both who meet, where the words of a meeting or of its sentence name them."""
    if mention.type != "meeting":
        return set()
    if mention.told == "verb":
        return _meet_by_verb(mention)
    sentence = mention.passage.sentence(mention.span)
    partner, other = partner_of(mention), met_by(mention, sentence)
    met = {part.agent for part in between(mention, sentence)}
    met |= {each.person for each in meet_there(mention, sentence) if each.person is not None}
    if partner is not None and other is not None and other.person is not None:
        met |= {partner[0], other.person}
    return met


def _meet_by_verb(mention: MeetingMention) -> set[Agent]:
    """Who receives or meets others, and these, where all are named."""
    host = mention.subject.person if mention.subject is not None else None
    if host is None or mention.verb not in _MEETS:
        return set()
    guests = {part.agent for part in parts_by_verb(mention) if isinstance(part.agent, Person)} - {host}
    return {host, *guests} if guests else set()


_MEETS: Final = frozenset({"receiving", "calling_on", "summoning"})


def _met_alone(mention: MeetingMention) -> set[Agent]:
    """The person with whom somebody meets of whom the words of a meeting name no other."""
    partner = partner_of(mention) if mention.type == "meeting" and mention.told != "verb" else None
    return {partner[0]} if partner is not None and isinstance(partner[0], Person) else set()


def _visitor(mention: MeetingMention) -> Agent | None:
    return mention.subject.person if mention.subject is not None else None


_ALSO_SITS: Final = "Ủy ban Kiểm tra"
"""Bodies of the Party that hold numbered sessions as legislatures do."""
_OF_A_HOUSE: Final = ("kỳ họp", "kì họp")
"""Sessions that only whole legislatures hold."""
_NUMBER = re.compile(
    r"(?<!\w)(?:(?:lần )?(?:thứ|lần|số)|k[ỳì](?: họp)?|phiên họp"
    r"|hội nghị (?:(?:bch|ban chấp hành) )?(?:trung ương|tw))\s"
    r"(?P<number>\d+|[IVXLC]+|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)\b(?![/.-]\d)",
    re.IGNORECASE,
)


def _own_half(mention: MeetingMention) -> str:
    """The half of the day right behind a session: "phiên họp buổi sáng", "phiên họp chiều 25/5"."""
    if mention.told == "verb":
        return ""
    found = _HALF.match(mention.passage.text, mention.span.start + len(mention.noun))
    return found["half"] if found is not None else ""


_HALF = re.compile(r"\s(?:vào )?(?:buổi )?(?P<half>sáng|chiều|tối)\b")


def funeral(told: Told, mention: MeetingMention, time: TimeExpression | None) -> bool:
    """Whether a rite belongs to a funeral of the same day, or of no day that is told."""
    if mention.noun not in _RITES or not any(each.noun in _FUNERALS for each in told.mentions):
        return False
    return time is None or not told.sure or time.when.begin == told.when.begin


def begins(told: Told, mention: MeetingMention) -> bool:
    """Whether a noun alone tells of the beginning or end of a session or conference: "Lễ khai mạc sáng 5/6"."""
    return mention.told == "noun" and mention.noun in _BEGINNINGS and told.type in ("session", "conference")


def is_opening(mention: MeetingMention) -> bool:
    """Whether a ceremony opens or closes the meeting that its title names."""
    return mention.noun in _BEGINNINGS


def sits(told: Told, mention: MeetingMention) -> bool:
    """Whether a noun takes up that a legislature sits: "Quốc hội thảo luận …" … "trong phiên họp buổi sáng"."""
    return mention.noun.startswith("phiên") and told.mentions[0].verb in _SITS


def on_its_own(told: Told, mention: MeetingMention) -> bool:
    """Whether something is conferred on others at another time of the day: "Cùng ngày, ông A trao quyết định cho B"."""
    if mention.verb != "conferring" or not _AT_ANOTHER_TIME.match(
        mention.passage.text, mention.passage.sentence(mention.span).start
    ):
        return False
    before = {part.agent for _, part in told.parts if part.role == "attendee"}
    now = {part.agent for part in parts_by_verb(mention) if part.role == "attendee"}
    return bool(before) and bool(now) and not before & now


_AT_ANOTHER_TIME = re.compile(r"(?:(?:Cũng )?(?:trong )?[Cc]ùng ngày|(?:Sáng|Chiều|Tối) cùng ngày|Trước đó|Sau đó)\b")


def headline(told: Told, mention: MeetingMention) -> bool:
    """A headline and the first sentence that tells of it are one meeting."""
    return told.type == mention.type and told.named.passage.part == "title" and not told.sure and not told.parts


def same_noun(told: Told, mention: MeetingMention) -> bool:
    """Whether a meeting was called by the same noun; "một cuộc họp báo" is one more than the text told."""
    passage, start = mention.passage, mention.span.start
    one_more = passage.text.endswith(" một ", 0, start) and mention.type == "press"
    if one_more and any(each.passage is passage for each in told.mentions):
        return False
    noun = _usual(mention.noun)
    return any(_usual(each.noun) == noun for each in told.mentions if each.noun)


def _usual(noun: str) -> str:
    """A noun without what only says whose the meeting is: "ĐHĐCĐ" … "đại hội"."""
    if noun.startswith(_COURSES):
        return _COURSES[0]
    return "đại hội" if noun in _OF_HOLDERS else fold(noun)


_COURSES: Final = ("lớp", "khóa", "khoá", "đợt học", "đợt tập huấn", "hội nghị tập huấn", "buổi tập huấn")
"""How nouns of courses begin, which a text calls one by another."""

_OF_HOLDERS: Final = frozenset({"đại hội", "đhcđ", "đhđcđ", "đại hội cổ đông", "đại hội đồng cổ đông"})


def same_act(told: Told, mention: MeetingMention) -> bool:
    """Whether a noun takes up the verb or the title of a meeting: "gặp mặt" … "buổi gặp mặt"."""
    act = mention.noun.split(" ", 1)[-1] if " " in mention.noun else mention.noun
    kinds = {told.type, mention.type}
    of_any = mention.noun.startswith(("buổi ", "cuộc ")) and (kinds <= _ALIKE or told.type == "inspection")
    alike = told.type == mention.type or of_any
    return alike and any(f" {fold(act)} " in f" {fold(each.name)} " for each in told.mentions)


def convened(told: Told, mention: MeetingMention) -> bool:
    """Whether a noun takes up the verb "họp" of the body that meets."""
    met = "họp" in mention.noun.split() or mention.noun == "hội nghị"
    return told.mentions[0].verb == "convening" and mention.type != "press" and met


def tries(told: Told, mention: MeetingMention) -> bool:
    """Whether two mentions tell a trial, and not of two instances: "TAND A xét xử …", "phiên tòa", "phiên sơ thẩm"."""
    if not _is_trial(mention) or not any(_is_trial(each) for each in told.mentions):
        return False
    instances = {found[0] for each in (*told.mentions, mention) if (found := _INSTANCE.search(each.name)) is not None}
    courts = {each.body for each in (*told.mentions, mention) if each.verb == "trying"}
    return len(instances) < 2 and len(courts) < 2


def _is_trial(mention: MeetingMention) -> bool:
    return mention.verb == "trying" or mention.noun.startswith(TRIALS)


_INSTANCE = re.compile(r"(?:sơ|phúc) thẩm|giám đốc thẩm")


def _is_regular(told: Told, mention: MeetingMention) -> bool:
    """Whether two mentions tell the regular session of one body: "phiên họp thường kỳ", "cuộc họp thường kỳ"."""
    if _REGULAR not in mention.name:
        return False
    months = {found[0] for each in (*told.mentions, mention) if (found := _MONTH.search(each.name)) is not None}
    bodies = {each.body for each in (*told.mentions, mention) if each.body is not None}
    return len(months) < 2 and len(bodies) < 2 and any(_REGULAR in each.name for each in told.mentions)


_REGULAR: Final = "thường kỳ"
_MONTH = re.compile(r"tháng \d{1,2}")


def general(told: Told, mention: MeetingMention) -> bool:
    """Whether a noun that fits any meeting ("buổi làm việc") can mean this one; an answer to the press is none."""
    if told.type == "press" and (not is_gathering(told.mentions) or mention.noun.endswith(" gặp")):
        return False
    if mention.noun not in GENERAL or told.type not in SPEECHES or told.type in WITHOUT_SPEECHES:
        return False
    return told.type == "meeting" or not who_meet(mention)


def same(told: Told, mention: MeetingMention, time: TimeExpression | None) -> bool:
    """Whether a mention with words of its own tells a meeting that was told before."""
    another_day = time is not None and bool(told.sure) and time.when.begin != told.when.begin
    if not another_day and _same_words(told.named, mention):
        return True
    if told.type != mention.type or another_day:
        return False
    if told.type == "inspection" and _inspects_another(told, mention):
        return False
    if told.type == "session" and (tries(told, mention) or _is_regular(told, mention)):
        return True
    if told.type == "visit" and any(_same_visit(each, mention) for each in told.mentions):
        return True
    if mention.verb == told.named.verb == "celebrating" and None in (mention.subject, told.named.subject):
        return True
    if told.type == "inspection" and mention.told == "verb" and (_by_bare_team(mention) or _by_bare_team(told.named)):
        return True
    if told.type == "press" and any(_same_press(each, mention) for each in told.mentions):
        return True
    if told.named.noun in _FUNERALS and mention.noun in _FUNERALS:
        return True
    if mention.noun in _OF_ONE and any(each.noun == mention.noun for each in told.mentions):
        return True
    if _sits_in_headline(told, mention):
        return True
    if (_signs(told.named) and _signs(mention)) or (mention.verb == "reporting" and told.type == "session"):
        return True
    if mention.told != "verb":
        if any(_by_short_name(each, mention) for each in told.mentions):
            return True
        return any(_shares_words(each, mention) or _makes_known(each, mention) for each in told.mentions)
    if on_its_own(told, mention):
        return False
    other_act = told.named.told == "verb" and mention.verb != told.named.verb
    if other_act and (mention.type == "ceremony" or (told.named.verb == "forming" and _DECIDED.match(mention.name))):
        return False
    if mention.verb == told.named.verb == "forming" and None in (mention.subject, told.named.subject):
        return True
    number = _number(mention) if mention.type == "session" else ""
    if number and any(_number(each) == number for each in told.mentions):
        return True
    subject = mention.subject
    agents = {part.agent for _, part in told.parts}
    if (
        told.type == "inspection"
        and subject is not None
        and any(_is_inspectorate(subject.body, each) for each in agents)
    ):
        return True
    if subject is not None and (subject.agent in agents or subject.body in agents):
        return (
            mention.verb != "sitting"
            or time is None
            or not (told.sure or told.day)
            or _half(told) == _half_of(mention, time)
        )
    return any(_shares_words(each, mention) for each in told.mentions if each.told == "title")


def _is_inspectorate(one: Organization | None, other: Agent) -> bool:
    """Whether one of two is the inspectorate of the other, which inspects for it: "Thanh tra Bộ A" and "Bộ A"."""
    return one is not None and other.name in (f"Thanh tra {one.name}", one.name.removeprefix("Thanh tra "))


_DECIDED = re.compile(r"(?:Thanh tra|Kiểm tra|Kiểm toán)\b")
"""The name of an inspection that a decision begins."""


def _inspects_another(told: Told, mention: MeetingMention) -> bool:
    """Whether the conclusions of another kind of inspection are told: "kết luận thanh tra A", "kết luận kiểm tra B"."""
    own = _CONCLUDED.search(mention.name)
    kinds = {found["kind"] for each in told.mentions if (found := _CONCLUDED.search(each.name)) is not None}
    return own is not None and bool(kinds) and own["kind"] not in kinds


_CONCLUDED = re.compile(r"[Kk]ết luận (?P<kind>thanh tra|kiểm tra|kiểm toán|giám sát)\b")


def _by_bare_team(mention: MeetingMention) -> bool:
    """Whether a team of which no words say whose it is inspects: the one whose inspection was told before."""
    body = mention.subject.body if mention.subject is not None and mention.subject.person is None else None
    return body is not None and listed("teams").fullmatch(body.name) is not None


def _same_press(one: MeetingMention, other: MeetingMention) -> bool:
    """Whether two press conferences have no more words than when they are, or one of them has none."""
    if "họp báo" not in one.noun or "họp báo" not in other.noun:
        return False
    if any(_ANOTHER_TIME.search(each.name) for each in (one, other)):
        return False
    days = {day for each in (one, other) if (day := open_day(each, each.passage.sentence(each.span)))}
    alone = any(_WHEN_ALONE.fullmatch(each.name.casefold().removeprefix(each.noun)) for each in (one, other))
    return alone and len(days) < 2


_ANOTHER_TIME = re.compile(r"\b(?:hồi|tháng|năm|quý|trước|lần)\b")
_WHEN_ALONE = re.compile(r"(?:\s(?:vào|ngày|sáng|trưa|chiều|tối|hôm|nay|qua|mai|cùng|\d[\d/.-]*))*")


def _same_words(one: MeetingMention, other: MeetingMention) -> bool:
    """Whether two long titles are the same but for the noun: "Cuộc họp lần thứ 2 của A", "Kỳ họp lần thứ 2 của A"."""
    if one.told != "title" or other.told != "title":
        return False
    if one.type != other.type and not {one.type, other.type} <= _ALIKE:
        return False
    a = set(fold(one.name).removeprefix(fold(one.noun)).split())
    b = set(fold(other.name).removeprefix(fold(other.noun)).split())
    if one.noun == "cuộc họp" or other.noun == "cuộc họp":  # what any gathering may be called
        return bool(a) and bool(b) and (a <= b or b <= a)
    return len(a & b) > 3 and len(a & b) >= 0.85 * min(len(a), len(b))


def _same_visit(one: MeetingMention, other: MeetingMention) -> bool:
    """Whether one person goes to the same place."""
    visitors = {visitor.name: visitor for each in (one, other) if (visitor := _visitor(each)) is not None}
    if len(visitors) > 1:
        return False
    here, there = (_CAPITALS.findall(each.name.replace(next(iter(visitors), ""), "")) for each in (one, other))
    return bool(set(here[1:]) & set(there[1:]))  # every name begins with a capital letter


_CAPITALS = re.compile(r"\b[A-ZĐ]\w+")


def _sits_in_headline(told: Told, mention: MeetingMention) -> bool:
    """Whether a session is the one of which the headline tells what the same house does: "Quốc hội thảo luận …"."""
    sitting = told.mentions[0]
    house = sitting.subject.body if sitting.verb in _SITS and sitting.subject is not None else None
    if house is None or mention.passage.part == "title" or any(each.passage.part != "title" for each in told.mentions):
        return False
    sentence = mention.passage.sentence(mention.span)
    return any(each.entity == house for each in mention.passage.mentions_in(sentence))


def _makes_known(one: MeetingMention, other: MeetingMention) -> bool:
    """Whether a ceremony is where a decision is handed over: "trao quyết định …" … "Lễ công bố quyết định"."""
    if one.verb != "conferring" or other.told != "title" or not _KNOWN.match(other.name):
        return False
    act, known = set(fold(one.name).split()), fold(other.name).removeprefix(fold(other.noun)).split()
    return "quyết định" in one.name.casefold() and len(act.intersection(known)) >= 0.6 * len(known)


_KNOWN = re.compile(r"(?:Buổi )?(?:Lễ |lễ )?(?:trao|công bố)(?: và trao)?\b[^,.;]*\bquyết định\b", re.IGNORECASE)


def _by_short_name(one: MeetingMention, other: MeetingMention) -> bool:
    """Whether a meeting is called by the letters in brackets behind its name: "Hội thảo … (ABC)" … "Hội nghị ABC"."""
    if one.told != "title" or one.passage is not other.passage:
        return False
    short = _SHORT.match(one.passage.text, one.span.end)
    return short is not None and short["short"] in other.name.split()


_SHORT = re.compile(r"\s?\((?P<short>[A-ZĐ][A-ZĐ\d]{2,9})\)")


def _shares_words(one: MeetingMention, other: MeetingMention) -> bool:
    """Whether most words of the shorter name are in the longer."""
    a, b = (
        set(fold(each.name).split()) - (_CALLED if "verb" in (one.told, other.told) else set()) for each in (one, other)
    )
    alike = (
        one.noun == other.noun
        or (one.type == "press" and "họp báo" in one.noun and "họp báo" in other.noun)
        or "verb" in (one.told, other.told)
        or "title" in (one.passage.part, other.passage.part)
    )
    return alike and len(a & b) >= 0.7 * min(len(a), len(b))


_CALLED: Final = frozenset(map(fold, ("lễ", "buổi")))
"""What a verb does not say of the ceremony that it tells: "chính thức thông xe" … "Lễ thông xe"."""


def _signs(mention: MeetingMention) -> bool:
    return mention.verb == "signing" or mention.noun.startswith("lễ ký")


def _half(told: Told) -> str:
    if told.when_at is None:
        return ""
    return _part_of_day(told.when_at[1].of(told.when_at[0].text))


def _half_of(mention: MeetingMention, time: TimeExpression) -> str:
    return _part_of_day(time.span.of(mention.passage.text))


def _part_of_day(words: str) -> str:
    found = re.search(r"sáng|chiều|tối", words.casefold())
    return found[0] if found else ""
