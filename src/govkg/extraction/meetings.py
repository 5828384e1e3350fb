"""Meetings of an article: which mentions tell one and the same, when and where it is, who takes part.

A headline and its sentences tell one meeting. Few right meetings are preferred: one that is only named in
passing ("từ sau Đại hội XI") is not told by the article and does not enter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from govkg.extraction.meeting_mentions import MeetingMention, before, verbs
from govkg.extraction.meeting_verbs import meeting_mentions
from govkg.extraction.participations import Part, before_sentence, parts_by_verb, parts_in_sentence
from govkg.extraction.reading import Passage, Reading
from govkg.folding import fold
from govkg.model.actors import Meeting, MeetingStatus
from govkg.model.facts import Named, Occurs, Participates
from govkg.model.interval import UNKNOWN, Interval
from govkg.model.span import Span
from govkg.model.statement import Statement
from govkg.text.dates import TimeExpression

_DOCUMENT_DATE = re.compile(r"(?:[A-ZĐ]{2}[\w-]*|\bsinh|\bký|\bban hành|\bsố \w+),? ?\Z")
_PLACE = re.compile(
    r"\b(?:tại|ở) (?P<place>(?i:(?:thành phố|tp\.?|tỉnh|thủ đô|huyện|quận|thị xã|trụ sở|hội trường|nhà|trung tâm|phủ"
    r"|khách sạn|cung|đại lễ đường|điểm cầu|xã|phường) )?"
    r"(?:[A-ZĐÁÀẢÃẠÂĂÊÔƠƯÍÌÚÙÝ][\w-]*\s?){1,7})"
)
_PLACE_LIKE = re.compile(r"(?:Hội|Lễ|Phiên|Kỳ|Đại hội|Diễn đàn|Buổi|Cuộc|Điều|Nghị|Quyết|Luật)\b")
_SPEECHES: Final = ("conference", "session", "meeting", "ceremony", "press", "other", "inspection")
_GENERAL: Final = frozenset(
    {"buổi lễ", "buổi làm việc", "cuộc họp", "buổi họp", "buổi gặp mặt", "buổi gặp", "cuộc gặp", "lễ", "phiên làm việc"}
)
"""Nouns by which a later sentence may call a meeting of any type."""


@dataclass(slots=True)
class _Told:
    """A meeting with all that tells of it."""

    mentions: list[MeetingMention]
    named: MeetingMention
    when: Interval = UNKNOWN
    when_at: tuple[Passage, Span] | None = None
    sure: int = 0
    """How surely ``when`` is its own day: 0 not known, 1 by its sentence, 2 by its own words."""
    place: str | None = None
    parts: list[tuple[Passage, Part]] = field(default_factory=list)
    evident: bool = False
    status: MeetingStatus = "held"


def read_meetings(reading: Reading) -> Iterator[Statement]:
    """The meetings that an article tells, with day, place and those who take part."""
    story = _Story()
    for passage in reading.passages:
        story.read(passage)
    for number, told in enumerate(told for told in story.told if told.evident):
        yield from _state(reading, told, f"{number}")


@dataclass(slots=True)
class _Story:
    told: list[_Told] = field(default_factory=list)
    focus: _Told | None = None

    def read(self, passage: Passage) -> None:
        """Read a passage sentence by sentence; a meeting stays in focus until the next one is told."""
        found = list(meeting_mentions(passage))
        going_on = False
        for sentence in passage.sentences:
            here = [each for each in found if sentence.start <= each.span.start < sentence.end]
            found = found[len(here) :]
            own = self._place_mentions(passage, sentence, here)
            about = own or self.focus
            if about is None:
                continue
            mention = next((each for each in here if any(each is known for known in about.mentions)), None)
            anchored = own is not None
            before_count = len(about.parts)
            if about.named.type in _SPEECHES and (anchored or self._alone(about)):
                for part in parts_in_sentence(passage, sentence, mention, anchored, going_on):
                    self._add(about, passage, part)
            listed = [part for _, part in about.parts[before_count:] if part.rule == "participation.listed"]
            going_on = bool(listed) or (going_on and before_sentence("also_present", passage.text, sentence))

    def _alone(self, told: _Told) -> bool:
        return told.evident

    def _add(self, told: _Told, passage: Passage, part: Part) -> None:
        told.parts.append((passage, part))
        if part.role in ("organizer", "chair"):
            told.evident = True

    def _place_mentions(self, passage: Passage, sentence: Span, here: list[MeetingMention]) -> _Told | None:
        """Give each mention of a sentence to its meeting; the meeting that the sentence is about."""
        about: _Told | None = None
        for mention in here:
            setting = _is_setting(mention, sentence) and len(here) > 1
            time = None if setting else _own_time(mention, sentence)
            told = self._known(mention, time, about) or self._new(mention, time, sentence)
            if told is None:
                continue
            if mention not in told.mentions:
                told.mentions.append(mention)
            _enrich(told, mention, time, sentence)
            for part in parts_by_verb(mention):
                self._add(told, passage, part)
            if about is None or not setting:
                about = told
        if about is not None and about.named.type in _SPEECHES:
            self.focus = about
        return about

    def _known(self, mention: MeetingMention, time: TimeExpression | None, about: _Told | None) -> _Told | None:
        """The meeting told before that a mention means; the last one first."""
        candidates = self.told[::-1]
        if about is not None:
            candidates = [about, *(each for each in candidates if each is not about)]
        if mention.told == "noun":
            for fits in (_same_noun, _same_act, _general):
                for told in candidates:
                    if fits(told, mention):
                        return told
            return None
        return next((told for told in candidates if _same(told, mention, time)), None)

    def _new(self, mention: MeetingMention, time: TimeExpression | None, sentence: Span) -> _Told | None:
        evident = _is_evident(mention, time, sentence)
        if mention.told == "noun" and not evident:
            return None
        told = _Told([mention], mention, evident=evident)
        self.told.append(told)
        return told


def _same_noun(told: _Told, mention: MeetingMention) -> bool:
    return any(fold(each.noun) == fold(mention.noun) for each in told.mentions if each.noun)


def _same_act(told: _Told, mention: MeetingMention) -> bool:
    """Whether a noun takes up the verb or the title of a meeting: "gặp mặt" … "buổi gặp mặt"."""
    act = mention.noun.split(" ", 1)[-1] if " " in mention.noun else mention.noun
    return told.named.type == mention.type and f" {fold(act)} " in f" {fold(told.named.name)} "


def _general(told: _Told, mention: MeetingMention) -> bool:
    return mention.noun in _GENERAL and told.named.type in _SPEECHES


def _same(told: _Told, mention: MeetingMention, time: TimeExpression | None) -> bool:
    """Whether a mention with words of its own tells a meeting that was told before."""
    if _same_words(told.named, mention):
        return True
    if told.named.type != mention.type or (time is not None and told.sure and time.when.begin != told.when.begin):
        return False
    if mention.told != "verb":
        return any(_shares_words(each, mention) for each in told.mentions)
    subject = mention.subject
    agents = {part.agent for _, part in told.parts}
    if subject is not None and (subject.agent in agents or subject.body in agents):
        return mention.verb != "sitting" or time is None or _half(told) == _half_of(mention, time)
    return any(_shares_words(each, mention) for each in told.mentions if each.told == "title")


def _same_words(one: MeetingMention, other: MeetingMention) -> bool:
    """Whether two titles are the same but for the noun: "Cuộc họp lần thứ 2 của A", "Kỳ họp lần thứ 2 của A"."""
    if one.told != "title" or other.told != "title":
        return False
    a = fold(one.name).removeprefix(fold(one.noun)).split()
    b = fold(other.name).removeprefix(fold(other.noun)).split()
    return a == b and len(a) > 2


def _half(told: _Told) -> str:
    if told.when_at is None:
        return ""
    return _part_of_day(told.when_at[1].of(told.when_at[0].text))


def _half_of(mention: MeetingMention, time: TimeExpression) -> str:
    return _part_of_day(time.span.of(mention.passage.text))


def _part_of_day(words: str) -> str:
    found = re.search(r"sáng|chiều|tối", words.casefold())
    return found[0] if found else ""


def _shares_words(one: MeetingMention, other: MeetingMention) -> bool:
    """Whether most words of the shorter name are in the longer."""
    a, b = set(fold(one.name).split()), set(fold(other.name).split())
    return len(a & b) >= 0.7 * min(len(a), len(b)) and (one.noun == other.noun or "verb" in (one.told, other.told))


def _is_setting(mention: MeetingMention, sentence: Span) -> bool:
    """Whether a mention is only the occasion of what its sentence tells."""
    lead = Span(max(sentence.start, mention.span.start - 30), mention.span.start).of(mention.passage.text)
    return mention.told != "verb" and before("setting").search(lead) is not None


def _own_time(mention: MeetingMention, sentence: Span) -> TimeExpression | None:
    """The day that a sentence tells for a mention: the nearest one before it, else the first after."""
    passage = mention.passage
    times = [
        time
        for time in passage.times_in(sentence)
        if time.when.has_day and not _DOCUMENT_DATE.search(passage.text[max(0, time.span.start - 24) : time.span.start])
    ]
    if mention.type == "visit" and mention.told != "verb":
        times = [time for time in times if abs(time.span.start - mention.span.end) < 40]
    ahead = [time for time in times if time.span.start <= mention.span.start]
    after = [time for time in times if time.span.start > mention.span.start]
    return ahead[-1] if ahead else after[0] if after else None


def _is_evident(mention: MeetingMention, time: TimeExpression | None, sentence: Span) -> bool:
    """Whether a sentence tells of a meeting, rather than names it in passing."""
    text = mention.passage.text
    if mention.told == "verb" or mention.passage.part == "title":
        return True
    lead = text[sentence.start : mention.span.start]
    follow = text[mention.span.end : min(sentence.end, mention.span.end + 90)]
    if _ends_with_verb(lead, "organising") or _ends_with_verb(lead, "chairing") or _ends_with_verb(lead, "occurring"):
        return True
    occurs = verbs("occurring").search(follow)
    if occurs is not None and occurs["verb"]:
        return True
    if mention.told == "noun":
        return False
    opening = before("setting").search(lead) is not None and mention.type == "session" and mention.body is not None
    return (
        opening
        or (time is not None and mention.type != "visit")
        or _ends_with_verb(lead, "attending")
        or mention.type == "visit"
    )


def _ends_with_verb(lead: str, key: str) -> bool:
    """Whether the words before a noun end with a verb of a list."""
    last = None
    for verb in verbs(key).finditer(lead, max(0, len(lead) - 40)):
        last = verb if verb["verb"] else None
    return last is not None and len(lead) - last.end() <= 12


def _enrich(told: _Told, mention: MeetingMention, time: TimeExpression | None, sentence: Span) -> None:
    passage = mention.passage
    told.evident = told.evident or _is_evident(mention, time, sentence)
    if (told.named.told != "title" and mention.told == "title") or (
        told.named.told == mention.told
        and len(mention.name) > len(told.named.name) + 8
        and _has_more(mention, told.named)
    ):
        told.named = mention
    if time is not None:
        sure = 2 if time.when.begin != time.when.end or mention.told != "noun" else 1
        if sure > told.sure:
            told.when, told.sure, told.when_at = time.when, sure, (passage, time.span)
    if told.place is None:
        place = _PLACE.search(passage.text, sentence.start, sentence.end)
        if place is not None and not _PLACE_LIKE.match(place["place"]):
            told.place = place["place"].strip()
    lead = passage.text[max(sentence.start, mention.span.start - 40) : mention.span.start]
    follow = passage.text[mention.span.end : min(sentence.end, mention.span.end + 30)]
    if before("cancelling").search(lead) or verbs("cancelling").match(follow, 1):
        told.status = "cancelled"
    elif re.search(r"\bsẽ\b", lead) or follow.startswith(" sẽ"):
        told.status = "planned" if len(told.mentions) == 1 else told.status


def _has_more(mention: MeetingMention, named: MeetingMention) -> bool:
    return set(fold(named.name).split()) <= set(fold(mention.name).split())


def _state(reading: Reading, told: _Told, key: str) -> Iterator[Statement]:
    named = told.named
    published = reading.article.published
    status: MeetingStatus = told.status
    if status == "planned" and published is not None and told.when.begin is not None:
        status = "planned" if (told.when.begin.first >= _day(published)) else "held"
    meeting = Meeting(key, named.name, named.type, status)
    yield reading.state(Named(meeting, named.name), named.passage, named.span, f"meeting.{named.told}", 0.85)
    if told.when and told.when_at is not None:
        passage, span = told.when_at
        yield reading.state(Occurs(meeting, told.when, None), passage, span, "meeting.when", 0.9)
    if told.place:
        yield reading.state(Occurs(meeting, UNKNOWN, told.place), named.passage, named.span, "meeting.place", 0.7)
    seen: set[tuple[object, str]] = set()
    for passage, part in told.parts:
        if (part.agent, part.role) not in seen:
            seen.add((part.agent, part.role))
            fact = Participates(meeting, part.agent, part.role)
            yield reading.state(fact, passage, part.span, part.rule, part.confidence)


def _day(published: date) -> date:
    return date(published.year, published.month, published.day)
