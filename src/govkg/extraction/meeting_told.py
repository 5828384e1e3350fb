"""A meeting as an article tells it, mention by mention: what each adds, and whether it is told at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import regex

from govkg.extraction.actors import actors
from govkg.extraction.meeting_clauses import is_open_day
from govkg.extraction.meeting_mentions import MeetingMention, anchored, before, is_house, listed, verbs
from govkg.extraction.participation_chains import Part
from govkg.extraction.participation_named import HELD_BY, OF_HOUSE, OF_NAME, between, partner_of
from govkg.extraction.participation_present import having
from govkg.extraction.participation_scenes import met_by, shown_there
from govkg.extraction.reading import Actor, Passage
from govkg.folding import fold
from govkg.model.actors import MeetingStatus, MeetingType, Organization
from govkg.model.interval import UNKNOWN, Interval
from govkg.model.span import Span
from govkg.text.dates import TimeExpression

SPEECHES: Final = frozenset({"conference", "session", "meeting", "ceremony", "press", "other", "inspection"})
"""Types of meetings in which people take parts that later sentences tell."""
WITHOUT_SPEECHES: Final = frozenset({"inspection", "visit"})
"""What goes with a meeting in one sentence, but is not where people speak."""
GENERAL: Final = frozenset(
    {"buổi lễ", "buổi làm việc", "cuộc họp", "buổi họp", "buổi gặp mặt", "buổi gặp", "cuộc gặp", "lễ", "phiên làm việc"}
)
"""Nouns by which a later sentence may call a meeting of any type."""
_OF_ANY_BODY: Final = frozenset({"cuộc họp", "buổi họp"})
"""Nouns for what any body may call."""
OF_A_DAY: Final = frozenset({"conference", "meeting", "ceremony"})
"""What is done at one of these is done on its day; a session or a visit lasts."""
_DOCUMENT_DATE = re.compile(
    r"(?:[/-][A-ZĐ][\w-]+|\bsinh|\bký|\bban hành|\bsố \w+|\bthành lập|\bkể từ|\bcó hiệu lực"
    r"|\bphê duyệt|\bxảy ra|\bqua đời),? ?\Z"
)
_PLACE = regex.compile(
    r"\b(?:tại|ở) (?P<place>"
    r"(?i:trụ sở|hội trường|nhà|trung tâm|phủ|khách sạn|cung|đại lễ đường|điểm cầu|bảo tàng|sân vận động|học viện"
    r"|quảng trường)"
    r" [^,.;:()]{2,50}?(?=[,.;:()]|\s(?:đã|sẽ|diễn|do|và|với|để|nhằm|được"
    r"|vào|ngày|hôm|hồi|lúc|sáng|trưa|chiều|tối|đêm|tuần|tháng)\b)"
    r"|(?i:(?:thành phố|tp\.?|tỉnh|thủ đô|huyện|quận|thị xã|xã|phường) )?"
    r"(?:\p{Lu}[\w-]*\s?){1,5})"
)
_PLACE_LIKE = re.compile(r"(?:Hội|Lễ|Phiên|Kỳ|Đại hội|Diễn đàn|Buổi|Cuộc|Điều|Nghị|Quyết|Luật)\b")
_LEAD: Final = 30
"""Characters that may stand before the meeting at which a sentence plays."""
_NEAR_VISIT: Final = 40
"""Characters between a visit and its days."""
_CLAUSES: Final = 400
"""Characters in front of a mention within which its own clauses begin."""
_OF_A_GUEST = re.compile(r"\bnhân dịp (?:ông|bà|đoàn|sang|tới|đến|dự|tham dự|thăm)\b[^.;]*\Z")
"""What somebody who is received also does in the country, on days of its own."""
_OCCASION = re.compile(r"\b(?:nhân dịp|trong dịp|dẫn đầu)\b|\bđang (?:sang |ở )?\Z")
"""Before a verb of visiting: the sentence tells something else, on a day of its own."""
_FUNERALS: Final = frozenset({"lễ viếng", "lễ truy điệu", "lễ an táng"})
"""Ceremonies that need no more than their noun and a day."""
_SPOKEN: Final = frozenset({"conference", "session", "meeting", "press"})
_OPENED = re.compile(r"\s(?:đã )?(?:chính thức )?khai mạc")
_WILL = re.compile(r"\bsẽ\b")


@dataclass(slots=True)
class Told:
    """A meeting with all that tells of it."""

    mentions: list[MeetingMention]
    named: MeetingMention
    when: Interval = UNKNOWN
    when_at: tuple[Passage, Span] | None = None
    sure: int = 0
    """How surely ``when`` is its own day: 0 not known, 1 by what surrounds it, 2 by its sentence."""
    place: str | None = None
    place_at: tuple[Passage, Span] | None = None
    parts: list[tuple[Passage, Part]] = field(default_factory=list)
    evident: bool = False
    main: bool = False
    """The article is about it: it is told at the beginning, so what officials say later they say there."""
    opened: bool = False
    """Its first day is told by "khai mạc": an opening ceremony that is named later is of that day."""
    status: MeetingStatus = "held"
    day: str = ""
    """Its day and month, where their year is not known."""

    def on_another(self, day: str) -> bool:
        """Whether a day whose year is not known is another than its own."""
        return bool(self.day) and bool(day) and day != self.day

    @property
    def type(self) -> MeetingType:
        """The type that its best name tells; a gathering that a legislature calls is a session."""
        if self.named.type == "meeting" and self.named.noun in _OF_ANY_BODY and any(self._called_by_house()):
            return "session"
        return self.named.type

    def _called_by_house(self) -> Iterator[bool]:
        return (
            isinstance(part.agent, Organization) and is_house(part.agent)
            for _, part in self.parts
            if part.role == "organizer"
        )

    def add(self, passage: Passage, part: Part) -> None:
        """Add one who takes part; who holds or chairs a meeting shows that it is told, not only named."""
        self.parts.append((passage, part))
        self.evident = self.evident or (part.role in ("organizer", "chair") and part.rule not in (OF_NAME, OF_HOUSE))


def is_setting(mention: MeetingMention, sentence: Span, others: bool) -> bool:
    """Whether a mention is only the occasion of what its sentence tells."""
    if mention.told == "verb":
        return False
    if mention.inside:
        return True
    text = mention.passage.text
    if _OF_A_GUEST.search(text, max(sentence.start, mention.span.start - _CLAUSES), mention.span.start):
        return True
    lead = Span(max(sentence.start, mention.span.start - 30), mention.span.start).of(text)
    return before("setting").search(lead) is not None or (
        others and before("setting_of_another").search(lead) is not None
    )


def is_ahead(mention: MeetingMention, sentence: Span) -> bool:
    """Whether a sentence tells what is done for a meeting that is still to come: "chuẩn bị cho kỳ họp thứ 6"."""
    lead = Span(max(sentence.start, mention.span.start - 30), mention.span.start).of(mention.passage.text)
    return before("ahead").search(lead) is not None


def hosts(mention: MeetingMention, sentence: Span) -> bool:
    """Whether a sentence tells what is done at a meeting that it names: "… trao quà tại Hội nghị tổng kết".

    Where it opens with the meeting, that is only sure of one that makes a decision known.
    """
    lead = Span(max(sentence.start, mention.span.start - 10), mention.span.start).of(mention.passage.text)
    if mention.told != "title" or mention.type not in OF_A_DAY:
        return False
    return lead.endswith("tại ") or (lead.endswith("Tại ") and "quyết định" in mention.name.casefold())


def own_time(mention: MeetingMention, sentence: Span) -> TimeExpression | None:
    """The day that a sentence tells for a mention: the nearest one before it, else the first after."""
    passage = mention.passage
    times = [
        time
        for time in passage.times_in(sentence)
        if (time.when.has_day or is_open_day(passage, time))
        and not _DOCUMENT_DATE.search(passage.text[max(0, time.span.start - 24) : time.span.start])
        and not is_remembered(passage, time)
    ]
    if mention.verb == "forming":
        return None  # a team goes out on days of its own
    if mention.type != "visit":
        times = [time for time in times if not _of_a_visit(passage, mention.span.end, time.span.start)]
    aside = mention.told != "verb" or _OCCASION.search(
        passage.text, max(sentence.start, mention.span.start - _CLAUSES), mention.span.start
    )
    if mention.type == "visit" and aside and not _BEGUN.search(passage.text, sentence.start, mention.span.start):
        whose = mention.subject.span.end if mention.subject is not None else 0  # "chuyến thăm Lào của ông A bắt đầu …"
        end = max(mention.span.end, whose if mention.told != "verb" else 0)
        times = [time for time in times if abs(time.span.start - end) < _NEAR_VISIT]
    ahead = [time for time in times if time.span.start <= mention.span.start]
    after = [time for time in times if time.span.start > mention.span.start and not _is_told_there(mention, time)]
    nearest = ahead[-1] if ahead else after[0] if after else None
    return nearest if nearest is not None and nearest.when.has_day else None


def _is_told_there(mention: MeetingMention, time: TimeExpression) -> bool:
    """Whether a time belongs to what somebody says at a meeting: "Tại hội nghị, ông A cho biết từ 16/11 …"."""
    if mention.told == "verb":
        return False
    return listed("saying").search(mention.passage.text, mention.span.end, time.span.start) is not None


def plays_on_another_day(told: Told, passage: Passage, sentence: Span) -> bool:
    """Whether a sentence opens with a day that is not the meeting's: "Trước đó, ngày 20/3, ông A đã yêu cầu …"."""
    within = Span(sentence.start, min(sentence.end, sentence.start + _OPENING_WITHIN))
    time = next(iter(passage.times_in(within)), None)
    if time is None or not _OPENS_WITH.fullmatch(passage.text, sentence.start, time.span.start):
        return False
    if time.when.begin is not None and time.when.end is not None:
        if told.when.begin is not None:
            first = told.when.begin.first
            return not time.when.begin.first <= first <= time.when.end.last
        return bool(told.day) and time.when.has_day
    day = day_and_month(time.span.of(passage.text))
    if told.when.begin is not None and told.when.has_day and day:
        first = told.when.begin.first
        return day != f"{first.day}/{first.month}"
    return told.on_another(day)


_OPENING_WITHIN: Final = 60
_OPENS_WITH = re.compile(
    r"[\s,“\"]*(?:(?:Trước đó|Sau đó|Cũng|Tuy nhiên|Đến|Hồi|Vào|[Tt]rong|[Tt]rước|vào|đến|khoảng|lúc \S+|hồi)[\s,]+)*"
)


def is_remembered(passage: Passage, time: TimeExpression) -> bool:
    """Whether a date is that of a day kept every year: "Ngày Thầy thuốc Việt Nam 27/2", "50 năm … (5/6/1969)"."""
    text, start = passage.text, time.span.start
    return text[start].isdigit() and _REMEMBERED.search(text, max(0, start - 120), start) is not None


_REMEMBERED = regex.compile(
    r"(?:\b[Nn]gày \p{Lu}[^.,;:()\d]{3,80}?[\s(]+|\b\d+ năm [^.,;:()\d]{3,80}?(?<!nay) ?\()"
    r"(?:\d[\d./-]*\s?[-–]\s?)?\Z"
)


_BEGUN = re.compile(r"\b(?:bắt đầu|mở đầu)\s\Z")
"""In front of a visit: the sentence's day is its first."""


def _of_a_visit(passage: Passage, start: int, end: int) -> bool:
    """Whether a day behind a meeting begins a visit named in between: "… trong chuyến thăm Việt Nam từ ngày 5/6"."""
    return start < end <= start + _CLAUSES and _VISIT_FROM.search(passage.text, start, end) is not None


_VISIT_FROM = re.compile(r"\bchuyến (?:thăm|công tác|công du)\b[^.;]*\b(?:từ|trong các)\s\Z")


def from_day(mention: MeetingMention, sentence: Span) -> TimeExpression | None:
    """The days right behind a visit that is only the occasion of its sentence: "… chuyến thăm Lào từ ngày 3/4"."""
    within = Span(mention.span.end, min(sentence.end, mention.span.end + 60))
    time = next(iter(mention.passage.times_in(within)), None)
    if mention.type != "visit" or time is None or not time.when.has_day:
        return None
    return time if _FROM_DAY.fullmatch(mention.passage.text, mention.span.end, time.span.start) else None


_FROM_DAY = re.compile(r"[\s,(]*(?:(?:diễn ra|kéo dài|từ|trong các)\s)*")


def opens_after(mention: MeetingMention, sentence: Span) -> bool:
    """Whether a sentence tells what is done on the day of a meeting: "Sau lễ đón, …", "Trong khuôn khổ Hội thảo, …"."""
    text = mention.passage.text
    return (
        _AFTER.search(text, max(sentence.start, mention.span.start - 20), mention.span.start) is not None
        or _OVER.search(text, mention.span.start, min(sentence.end, mention.span.end + 16)) is not None
    )


_AFTER = re.compile(r"\b(?:Sau|Ngay sau|Trong khuôn khổ|Bên lề|Nhân dịp)\s\Z")


_OVER = re.compile(r" (?:vừa )?(?:xong|kết thúc)(?:,| là| sẽ)")


def lasts(told: Told, passage: Passage, sentence: Span) -> None:
    """Take the days of a visit from words that name its visitor again: "… A thăm chính thức Lào từ ngày 8-10/1"."""
    visitors = {each.subject.person for each in told.mentions if each.subject is not None} - {None}
    for verb in anchored("visiting").finditer(passage.words, sentence.start, sentence.end):
        ahead = actors(passage, Span(sentence.start, verb.start()))
        if not verb["verb"] or not any(actor.person in visitors for actor in ahead):
            continue
        within = Span(verb.end(), min(sentence.end, verb.end() + 60))
        time = next((each for each in passage.times_in(within) if each.when.has_day), None)
        if time is not None and _FROM.fullmatch(passage.text, verb.end(), time.span.start):
            told.when, told.sure, told.when_at = time.when, 2, (passage, time.span)
            return


_FROM = re.compile(r"[^.;,]{0,40}(?:,| trong)?\s(?:từ )?")


def sets_scene(mention: MeetingMention, sentence: Span) -> bool:
    """Whether a sentence opens with where it plays: "Tại buổi lễ, …", "Phát biểu tại Hội nghị, …"."""
    lead = mention.passage.text[sentence.start : mention.span.start]
    return mention.told == "noun" and len(lead) < 30 and before("at").search(lead) is not None


def is_held(mention: MeetingMention, sentence: Span) -> bool:
    """Whether a sentence says of a meeting that somebody holds it: then the sentence is about this one."""
    return _ends_with_verb(mention.passage.text[sentence.start : mention.span.start], "organising")


def is_evident(mention: MeetingMention, time: TimeExpression | None, sentence: Span) -> bool:
    """Whether a sentence tells of a meeting, rather than names it in passing."""
    text = mention.passage.text
    if mention.told == "verb":
        return True
    if mention.inside or mention.passage.part == "title":  # a headline may play with words; the text tells
        return False
    lead = text[sentence.start : mention.span.start]
    if lead.endswith("được "):  # "công việc được phiên họp thứ nhất thông qua" is told of the work
        return False
    follow = text[mention.span.end : min(sentence.end, mention.span.end + 90)]
    if (
        (_ends_with_verb(lead, "organising") and not _is_wished(lead))
        or _ends_with_verb(lead, "chairing")
        or _ends_with_verb(lead, "occurring")
    ):
        return True
    if before("picturing").search(lead) or HELD_BY.match(text, mention.span.end, sentence.end):
        return True
    occurs = verbs("occurring").search(follow)
    if occurs is not None and occurs["verb"] and not _UNSURE.search(follow, 0, occurs.start()):
        return True
    if mention.span.start == sentence.start and _is_attended(mention, sentence):
        return True
    if (
        _plays_there(mention, sentence)
        or decides_there(mention, sentence) is not None
        or (mention.told == "title" and _concludes(mention, follow))
    ):
        return True
    if _is_spoken_there(mention, sentence) or _has_sides(mention, sentence):
        return True
    dated = time is not None or any(is_open_day(mention.passage, each) for each in mention.passage.times_in(sentence))
    if mention.told == "noun":
        if mention.noun.count(" ") >= 2 and mention.noun not in GENERAL and _ends_with_verb(lead, "attending"):
            return True
        own_noun = mention.noun.count(" ") >= 2 or mention.noun in _FUNERALS
        return dated and (mention.subject is not None or own_noun or lead.endswith(" có "))
    numbered = is_numbered(mention)
    named = mention.type == "session" and (mention.body is not None or (numbered and _after_house(mention, sentence)))
    occasion = before("setting").search(lead) is not None or lead.rstrip().endswith("khai mạc") or numbered
    if (named and occasion) or mention.type == "visit":
        return True
    return dated or _ends_with_verb(lead, "attending")


def _has_sides(mention: MeetingMention, sentence: Span) -> bool:
    """Whether a sentence names those who are at a meeting: who is shown there, or both who meet."""
    if met_by(mention, sentence) is not None or len(list(between(mention, sentence))) > 1:
        return not _is_long_ago(mention, sentence)
    return mention.type in _SPOKEN and mention.noun != "" and bool(shown_there(mention, sentence))


def decides_there(mention: MeetingMention, sentence: Span) -> Actor | None:
    """The body that decides something at its own meeting: "Tại phiên họp tập thể, Ban Thường vụ A đã thống nhất"."""
    text = mention.passage.text
    lead = text[sentence.start : mention.span.start]
    if mention.type not in ("session", "meeting") or len(lead) >= _LEAD:
        return None
    if mention.told != "title" or not lead.endswith("ại ") or not before("at").search(lead):
        return None
    for actor in actors(mention.passage, Span(mention.span.end, sentence.end)):
        if actor.person is not None or actor.body is None or text[actor.span.start - 2 : actor.span.start] != ", ":
            return None
        decided = listed("concluding").search(text, actor.span.end, min(sentence.end, actor.span.end + 30))
        return actor if decided is not None and _ALREADY.fullmatch(text, actor.span.end, decided.start()) else None
    return None


_ALREADY = re.compile(r"\s(?:(?:cũng|đã|vừa)\s)*")


def _is_spoken_there(mention: MeetingMention, sentence: Span) -> bool:
    """Whether somebody is said to speak at a meeting: "… ông A nhấn mạnh như vậy tại hội nghị sơ kết B"."""
    if mention.type not in _SPOKEN or (mention.told != "title" and mention.type != "press"):
        return False
    return _is_said_at(mention, sentence) and not _is_long_ago(mention, sentence)


def _is_said_at(mention: MeetingMention, sentence: Span) -> bool:
    """Whether the clause in front of a meeting has a person speak there."""
    start = max(sentence.start, mention.span.start - _SPOKEN_WITHIN)
    lead = mention.passage.text[start : mention.span.start]
    said = next((each for each in verbs("speaking").finditer(lead) if each["verb"]), None)
    if said is None or not _AT.match(lead[said.end() :]):
        return False
    ahead = actors(mention.passage, Span(sentence.start, start + said.start()))
    return any(actor.person is not None for actor in ahead)


_SPOKEN_WITHIN: Final = 60
"""Characters between a verb of speaking and the meeting at which it is done."""
_AT = re.compile(r"\A[^,.;:“]{0,40}\s(?:tại|trong)\s(?:một\s)?\Z")
_UNSURE = re.compile(r"\b(?:có thể|không|chưa|khó)\s(?:\w+\s)?\Z")


def _is_attended(mention: MeetingMention, sentence: Span) -> bool:
    """Whether a sentence begins with a meeting and who is there: "Buổi gặp mặt của Sở A có ông B, …"."""
    begin = having(mention.passage, sentence, actors(mention.passage, sentence))
    return begin is not None and begin <= mention.span.end + _LEAD


def takes_up_headline(told: Told, mention: MeetingMention) -> bool:
    """Whether the text calls by its noun what the headline says to be held or attended: "A dự Hội nghị về B"."""
    named = told.named
    if mention.told != "noun" or mention.passage.part == "title" or named.passage.part != "title":
        return False
    lead = named.passage.text[max(0, named.span.start - _CLAUSES) : named.span.start]
    return named.told == "title" and any(_ends_with_verb(lead, key) for key in _DONE_BY_HEADLINE)


_DONE_BY_HEADLINE: Final = ("attending", "organising", "chairing", "occurring", "speaking")


def _after_house(mention: MeetingMention, sentence: Span) -> bool:
    """Whether a legislature is named in the sentence before its session, and not as the one to which something goes."""
    if _LAID_BEFORE.search(mention.passage.text, max(sentence.start, mention.span.start - 80), mention.span.start):
        return False
    ahead = mention.passage.mentions_in(Span(sentence.start, mention.span.start))
    return any(isinstance(each.entity, Organization) and is_house(each.entity) for each in ahead)


_LAID_BEFORE = re.compile(r"\b(?:trình|báo cáo|thông qua)\s[^,.;]{0,60}?\s(?:tại|ở)\s\Z")


def is_numbered(mention: MeetingMention) -> bool:
    """Whether its own words say which session of a house it is: "Kỳ họp bất thường lần thứ sáu"."""
    return _NUMBERED.match(mention.name) is not None


_NUMBERED = re.compile(r"K[ỳì] họp (?:bất thường )?(?:lần )?thứ \w+")


def _is_wished(lead: str) -> bool:
    """Whether a verb of organising at the end of a text is no more than wished, possible or in general."""
    verb = next((each for each in verbs("organising").finditer(lead, max(0, len(lead) - 40)) if each["verb"]), None)
    return verb is not None and before("not_held").search(lead[: verb.start()]) is not None


def _plays_there(mention: MeetingMention, sentence: Span) -> bool:
    """Whether a sentence opens at a meeting where somebody then speaks or is elected: "Tại cuộc họp mới đây, ông A …".

    A noun alone means a meeting told before, unless it is a recent one or a debate of the house.
    """
    text, end = mention.passage.text, mention.span.end
    lead = text[sentence.start : mention.span.start]
    spoken_at = mention.type in _SPOKEN or (mention.type == "ceremony" and mention.told == "title")
    if len(lead) >= _LEAD or not spoken_at or not before("at").search(lead):
        return False
    if before("setting").search(lead):
        return False
    if mention.told == "noun" and not (
        mention.type == "press"
        or partner_of(mention) is not None
        or listed("recent").match(text, end + 1)
        or listed("of_the_house").match(mention.noun)
    ):
        return False
    spoken = verbs("speaking").search(text, end, sentence.end)
    if not (spoken is not None and spoken["verb"]) and not listed("elected").search(text, end, sentence.end):
        return False
    after = actors(mention.passage, Span(end, sentence.end))
    named = any(actor.person is not None for actor in after) or (mention.type == "press" and bool(after))
    return named and not _is_long_ago(mention, sentence)


def is_spoken_at(mention: MeetingMention, sentence: Span) -> bool:
    """Whether somebody speaks, presides or is present where a noun alone says what the first meeting of an article is.

    "Kết luận buổi làm việc, Phó Thủ tướng A yêu cầu …", "Cuộc họp do Bộ trưởng B chủ trì …", "Dự buổi lễ có ông C …".
    """
    text = mention.passage.text
    if mention.told != "noun" or mention.type not in (*_SPOKEN, "ceremony") or mention.passage.part == "title":
        return False
    if mention.type in _SPOKEN and _is_said_at(mention, sentence):
        return True
    after = actors(mention.passage, Span(mention.span.end, sentence.end))
    if not any(actor.person is not None for actor in after):
        return False
    if _LED.match(text, mention.span.end, sentence.end):
        return True
    if _ends_with_verb(text[sentence.start : mention.span.start], "attending"):
        return True
    spoken = verbs("speaking").search(text, mention.span.end, sentence.end)
    return sets_scene(mention, sentence) and spoken is not None and bool(spoken["verb"])


_LED = re.compile(r"\s(?:này\s)?do\s[^.;]{4,220}?\schủ trì\b")


def _concludes(mention: MeetingMention, follow: str) -> bool:
    """Whether a meeting is said to have decided something."""
    return mention.type in _SPOKEN and listed("concluding").match(follow.lstrip(" ,")) is not None


def _is_long_ago(mention: MeetingMention, sentence: Span) -> bool:
    """Whether the year of a meeting lies well before the latest that is told: it is history."""
    passage = mention.passage
    own = _years(passage.times_in(Span(sentence.start, mention.span.end)))
    return bool(own) and min(own) < max(_years(passage.times)) - 1


def _years(times: Sequence[TimeExpression]) -> list[int]:
    return [time.when.begin.first.year for time in times if time.when.begin is not None]


def open_day(mention: MeetingMention, sentence: Span) -> str:
    """The first day that a sentence names without its year, as "26/3"; "" where it names none."""
    near = Span(max(sentence.start, mention.span.start - _CLAUSES), min(sentence.end, mention.span.end + _CLAUSES))
    for time in mention.passage.times_in(near):
        if time.when or is_remembered(mention.passage, time):
            continue
        if day := day_and_month(time.span.of(mention.passage.text)):
            return day
    return ""


def day_and_month(words_of: str) -> str:
    """The day that words tell without a year, as "26/3"; "" where they tell none."""
    found = _DAY_AND_MONTH.search(words_of)
    return f"{int(found[1])}/{int(found[2])}" if found is not None else ""


_DAY_AND_MONTH = re.compile(r"(\d{1,2})\D{1,9}(\d{1,2})\Z")


def _ends_with_verb(lead: str, key: str) -> bool:
    """Whether the words before a noun end with a verb of a list."""
    last = None
    for verb in verbs(key).finditer(lead, max(0, len(lead) - 40)):
        last = verb if verb["verb"] else None
    return last is not None and len(lead) - last.end() <= 12


def enrich(told: Told, mention: MeetingMention, time: TimeExpression | None, sentence: Span) -> None:
    """Take from a mention what it adds: evidence, a better name, day, place, status."""
    passage = mention.passage
    lead = passage.text[max(sentence.start, mention.span.start - 40) : mention.span.start]
    follow = passage.text[mention.span.end : min(sentence.end, mention.span.end + 60)]
    told.evident = told.evident or is_evident(mention, time, sentence) or takes_up_headline(told, mention)
    if _names_better(mention, told.named):
        told.named = mention
    if mention.type in ("other", "conference") and _OPENED.match(follow):
        told.opened = True
    if time is not None and told.sure < 2:
        told.when, told.sure, told.when_at = time.when, 2, (passage, time.span)
    told.day = told.day or open_day(mention, sentence)
    if told.place is None:
        place = _PLACE.search(passage.text, sentence.start, sentence.end)
        if place is not None and not _PLACE_LIKE.match(place["place"]):
            at = Span(*place.span("place"))
            near = passage.mentions_in(Span(at.start, min(sentence.end, at.end + 60)))
            body = next((each.span for each in near if each.span.start == at.start), at)  # "tại Sở Y | tế"
            at = max(at, body, key=lambda span: span.end)
            told.place, told.place_at = at.of(passage.text).strip(), (passage, at)
    if before("cancelling").search(lead) or listed("cancelling").search(follow):
        told.status = "cancelled"
    elif len(told.mentions) == 1 and (_WILL.search(lead) or _WILL.match(follow, 1)):
        told.status = "planned"


def _names_better(mention: MeetingMention, named: MeetingMention) -> bool:
    """Whether a mention gives the fuller name: a title rather than a verb, the text rather than the headline."""
    if mention.told != "title":
        in_headline = named.passage.part == "title" and mention.passage.part != "title"
        return mention.told == "verb" and (named.told == "noun" or (named.told == "verb" and in_headline))
    if named.told != "title" or (named.passage.part == "title" and mention.type == "session" != named.type):
        return True
    more = set(fold(named.name).split()) < set(fold(mention.name).split())
    return more and len(mention.name) > len(named.name) + 8


def inherit(told: Told, setting: Told | None) -> None:
    """Take the day of the meeting at which something is done."""
    if not told.sure and setting is not None and setting.sure and setting is not told:
        told.when, told.when_at, told.sure, told.evident = setting.when, setting.when_at, 1, True
