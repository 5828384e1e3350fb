"""A meeting as an article tells it, mention by mention, and what each adds."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Final

from govkg.extraction.actors import actors
from govkg.extraction.meeting_days import CLAUSES, day_and_month, open_day
from govkg.extraction.meeting_evidence import ends_with_verb, is_evident
from govkg.extraction.meeting_mentions import MeetingMention, anchored, before, is_house, listed
from govkg.extraction.meeting_places import place_of
from govkg.extraction.meeting_spoken import is_gathering
from govkg.extraction.participation_chains import SPEAKING, Part
from govkg.extraction.participation_hosts import ALIKE
from govkg.extraction.participation_named import OF_HOUSE, OF_NAME
from govkg.extraction.reading import Passage
from govkg.folding import fold
from govkg.model.actors import Agent, MeetingStatus, MeetingType, Organization, Person
from govkg.model.interval import UNKNOWN, Interval
from govkg.model.span import Span
from govkg.text.names import is_foreign
from govkg.text.times import TimeExpression

SPEECHES: Final = frozenset({"conference", "session", "meeting", "ceremony", "press", "other", "inspection"})
"""Types of meetings in which people take parts that later sentences tell."""
WITHOUT_SPEECHES: Final = frozenset({"inspection", "visit"})
"""What goes with a meeting in one sentence, but is not where people speak."""
_OF_ANY_BODY: Final = frozenset({"cuộc họp", "buổi họp"})
"""Nouns for what any body may call."""
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
    known: bool = False
    """It has a name by which it enters even where the text names it only in passing."""
    main: bool = False
    """The article is about it: it is told at the beginning, so what officials say later they say there."""
    answered: bool = False
    """The article opens with it, be it no more than an answer to the press: others may answer there too."""
    opened: bool = False
    """Its first day is told by "khai mạc": an opening ceremony that is named later is of that day."""
    status: MeetingStatus = "held"
    day: str = ""
    """Its day and month, where their year is not known."""
    by_house: bool = False
    """A legislature calls it."""

    def on_another(self, day: str) -> bool:
        """Whether a day whose year is not known is another than its own."""
        return bool(self.day) and bool(day) and day != self.day

    @property
    def type(self) -> MeetingType:
        """The type that its best name tells; a gathering that a legislature calls is a session."""
        if self.by_house and self.named.type == "meeting" and self.named.noun in _OF_ANY_BODY:
            return "session"
        return self.named.type

    @property
    def two_alone(self) -> frozenset[Agent]:
        """Those who meet, where it is a meeting of persons on a par, at which nobody else speaks."""
        if self.named.type != "meeting" or not any(_is_on_a_par(each) for each in self.mentions):
            return frozenset()
        met = frozenset(part.agent for _, part in self.parts if part.rule != SPEAKING)
        return met if sum(isinstance(each, Person) for each in met) > 1 else frozenset()

    def add(self, passage: Passage, part: Part) -> None:
        """Add one who takes part; who holds or chairs a meeting shows that it is told, not only named."""
        self.parts.append((passage, part))
        if part.role == "organizer" and isinstance(part.agent, Organization) and is_house(part.agent):
            self.by_house = True
        self.evident = self.evident or (part.role in ("organizer", "chair") and part.rule not in (OF_NAME, OF_HOUSE))

    def absorb(self, other: Told) -> None:
        """Take over what was told at first as if it were a meeting of its own, and was done at this one."""
        inherit(self, other)
        self.parts.extend(other.parts)
        self.main, other.main = other.main, False
        other.evident = other.known = False


def _is_on_a_par(mention: MeetingMention) -> bool:
    words = mention.span.of(mention.passage.text) if mention.told == "verb" else mention.noun
    return ALIKE.search(words) is not None


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


def comes_next(before: Told, told: Told, passage: Passage, sentence: Span) -> bool:
    """Whether a story goes on with the next meeting: "Chiều 25/4, Đoàn có buổi làm việc với …", on the day or later.

    What is said in the sentences behind is then said there, as at the meeting that the story began with.
    """
    if told is before or told.type not in _NEXT or told.status != "held" or told.when_at is None:
        return False
    if told.when.begin is None or before.when.begin is None or not (told.when.has_day and before.when.has_day):
        return False
    if told.when.begin.first < before.when.begin.first or told.when_at[0] is not passage:
        return False
    at = told.when_at[1].start
    opens = sentence.start <= at and _NEXT_OPENS.fullmatch(passage.text, sentence.start, at) is not None
    opens = opens or any(each.passage is passage and each.span.start == sentence.start for each in told.mentions)
    return opens and not _PLANNED.search(passage.text, at, sentence.end)


_NEXT: Final = frozenset({"meeting", "conference", "session"})
_NEXT_OPENS = re.compile(r"(?:(?:Tiếp đó|Sau đó|Cũng|Ngay sau đó|Tiếp theo chương trình),?\s)?(?:[Vv]ào\s)?")
_PLANNED = re.compile(r"\s(?:sẽ|dự kiến|từng)\s")
_OPENING_WITHIN: Final = 60
_OPENS_WITH = re.compile(
    r"[\s,“\"]*(?:(?:Trước đó|Sau đó|Cũng|Tuy nhiên|Đến|Hồi|Vào|[Tt]rong|[Tt]rước|vào|đến|khoảng|lúc \S+|hồi)[\s,]+)*"
)


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


def takes_up_headline(told: Told, mention: MeetingMention, *, dated: bool) -> bool:
    """Whether the text calls by its noun what the headline says to be held or attended: "A dự Hội nghị về B".

    So too where the sentence of the text says when it is.
    """
    named = told.named
    if mention.told != "noun" or mention.passage.part == "title" or named.passage.part != "title":
        return False
    lead = named.passage.text[max(0, named.span.start - CLAUSES) : named.span.start]
    if named.told != "title":
        return False
    return (dated and told.type in _MET_BY_FEW) or any(ends_with_verb(lead, key) for key in _DONE_BY_HEADLINE)


_DONE_BY_HEADLINE: Final = ("attending", "organising", "chairing", "occurring", "speaking")


def speaks_elsewhere(about: Told, passage: Passage, part: Part, only: Collection[Agent]) -> bool:
    """Whether who speaks in a sentence that names no meeting speaks elsewhere than at the one told last.

    What an inspection finds is told by others, later, and nobody has spoken where people only will meet. Articles on
    other states go on with what their leaders say anywhere: those who were not told to be there are not.
    """
    agent = part.agent
    if about.type == "inspection":
        return not _on_the_spot(about, passage, part)
    if about.status == "planned" and about.type in _MET_BY_FEW:
        return True
    if only:
        return agent not in only
    if about.type not in _WITH_GUESTS or not _is_abroad(agent):
        return False
    there = {part.agent for _, part in about.parts}
    return agent not in there and not any(isinstance(each, Person) and not _is_abroad(each) for each in there)


def _on_the_spot(about: Told, passage: Passage, part: Part) -> bool:
    """Whether somebody of those who inspect or are inspected says what is said there: "Chánh Thanh tra A yêu cầu …"."""
    if _HEARD.search(passage.text, max(0, part.span.start - _HEARD_WITHIN), part.span.start):
        return True
    if before("on_the_spot").search(part.span.of(passage.text)) is None or not isinstance(part.agent, Person):
        return False
    bodies = {each.agent for _, each in about.parts}
    return any(post.organization in bodies for post in passage.posts_of(part.agent))


_HEARD_WITHIN: Final = 80
_HEARD = re.compile(r"\bnghe\s(?:[^,.;:“”]{1,70}\s)?\Z|\bBáo cáo\s[^,.;:“”]{2,60},\s(?:ông |bà )?\Z")
"""In front of who reports to those who inspect."""


def _is_abroad(agent: Agent) -> bool:
    return isinstance(agent, Person) and is_foreign(agent.name)


_MET_BY_FEW: Final = frozenset({"conference", "meeting", "ceremony"})
_WITH_GUESTS: Final = frozenset({"conference", "press"})


def enrich(told: Told, mention: MeetingMention, time: TimeExpression | None, sentence: Span) -> None:
    """Take from a mention what it adds: evidence, a better name, day, place, status."""
    passage = mention.passage
    lead = passage.text[max(sentence.start, mention.span.start - 40) : mention.span.start]
    follow = passage.text[mention.span.end : min(sentence.end, mention.span.end + 60)]
    told.evident = (
        told.evident or is_evident(mention, time, sentence) or takes_up_headline(told, mention, dated=time is not None)
    )
    if _names_better(mention, told.named):
        told.named = mention
    elif mention.noun == "hội nghị" and told.named.verb == "convening" and told.type == "meeting":
        told.named = replace(told.named, type="conference")
    if mention.type in ("other", "conference") and _OPENED.match(follow):
        told.opened = True
    if time is not None and told.sure < 2:
        told.when, told.sure, told.when_at = time.when, 2, (passage, time.span)
    told.day = told.day or open_day(mention, sentence)
    if told.place is None:
        place = place_of(mention, sentence)
        if place is not None:
            told.place, told.place_at = place.of(passage.text).strip(), (passage, place)
    if (
        before("calling_off").search(lead)
        or before("cancelling").search(lead)
        or listed("cancelling").search(follow)
        or (mention.told != "verb" and _IS_OFF.match(passage.text, mention.span.end, sentence.end))
    ):
        told.status = "cancelled"
    elif len(told.mentions) == 1 and (_WILL.search(lead) or _WILL.match(follow, 1)):
        told.status = "planned"


_IS_OFF = re.compile(r"[^.;:“”]{0,90}?,\s[^.;:“”]{0,60}?,\s(?:đã |vừa )?(?:bị|phải)\s(?:hủy|huỷ|hoãn|dời|lùi)\b")
"""Behind a meeting that is said to be put off, with when it was to be between commas."""


def date_by(told: Told, passage: Passage, sentence: Span) -> None:
    """Take the one day of a sentence that says who holds a meeting: "Sự kiện do Sở A tổ chức | ngày 12/5/2014"."""
    days = [time for time in passage.times_in(sentence) if time.when.has_day]
    if len(days) == 1 and not told.sure:
        told.when, told.sure, told.when_at = days[0].when, 1, (passage, days[0].span)


def _names_better(mention: MeetingMention, named: MeetingMention) -> bool:
    """Whether a mention gives the fuller name: a title rather than a verb, the text rather than the headline."""
    if mention.told != "title":
        if named.type == "press" and is_gathering((named,)):
            return False  # who answers whom there says less
        in_headline = named.passage.part == "title" and mention.passage.part != "title"
        return mention.told == "verb" and (named.told == "noun" or (named.told == "verb" and in_headline))
    if mention.noun in _OF_ANY_BODY and named.type == "session":
        return False  # "cuộc họp thường kỳ" says less than "phiên họp thường kỳ"
    if named.verb == "conferring" and set(fold(mention.name).removeprefix(fold(mention.noun)).split()) <= set(
        fold(named.name).split()
    ):
        return False  # "Lễ công bố quyết định" says less
    if named.told != "title" or (named.passage.part == "title" and mention.type == "session" != named.type):
        return True
    more = set(fold(named.name).split()) < set(fold(mention.name).split())
    return more and len(mention.name) > len(named.name) + 8


def inherit(told: Told, setting: Told | None) -> None:
    """Take the day of the meeting at which something is done."""
    if not told.sure and setting is not None and setting.sure and setting is not told:
        told.when, told.when_at, told.sure, told.evident = setting.when, setting.when_at, 1, True
