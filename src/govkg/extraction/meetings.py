"""Meetings of an article: which mentions tell one and the same, when and where it is, who takes part.

A headline and its sentences tell one meeting. Few right meetings are preferred: one that is only named in
passing ("từ sau Đại hội XI") is not told by the article and does not enter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from typing import Final

from govkg.extraction.actors import offices
from govkg.extraction.decisions import decorated
from govkg.extraction.meeting_mentions import MeetingMention, before, listed, verbs
from govkg.extraction.meeting_verbs import meeting_mentions
from govkg.extraction.participations import (
    OF_NAME,
    Part,
    before_sentence,
    parts_by_name,
    parts_by_verb,
    parts_in_sentence,
)
from govkg.extraction.reading import Passage, Reading
from govkg.folding import fold
from govkg.model.actors import Meeting, MeetingStatus, MeetingType, Person
from govkg.model.facts import Named, Occurs, Participates, ParticipationRole
from govkg.model.interval import UNKNOWN, Interval
from govkg.model.span import Span
from govkg.model.statement import Statement
from govkg.text.dates import TimeExpression

_DOCUMENT_DATE = re.compile(r"(?:[/-][A-ZĐ][\w-]+|\bsinh|\bký|\bban hành|\bsố \w+),? ?\Z")
_PLACE = re.compile(
    r"\b(?:tại|ở) (?P<place>"
    r"(?i:trụ sở|hội trường|nhà|trung tâm|phủ|khách sạn|cung|đại lễ đường|điểm cầu|bảo tàng|sân vận động|học viện"
    r"|quảng trường)"
    r" [^,.;:()]{2,50}?(?=[,.;:()]|\s(?:đã|sẽ|diễn|do|và|với|để|nhằm|vào|ngày|được)\b)"
    r"|(?i:(?:thành phố|tp\.?|tỉnh|thủ đô|huyện|quận|thị xã|xã|phường) )?"
    r"(?:[A-ZĐÁÀẢÃẠÂĂÊÔƠƯÍÌÚÙÝỦỨ][\w-]*\s?){1,5})"
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
    """How surely ``when`` is its own day: 0 not known, 1 by what surrounds it, 2 by its sentence."""
    place: str | None = None
    parts: list[tuple[Passage, Part]] = field(default_factory=list)
    evident: bool = False
    main: bool = False
    """The article is about it: it is told at the beginning, so what officials say later they say there."""
    opened: bool = False
    """Its first day is told by "khai mạc": an opening ceremony that is named later is of that day."""
    status: MeetingStatus = "held"

    @property
    def type(self) -> MeetingType:
        return self.named.type

    def add(self, passage: Passage, part: Part) -> None:
        """Add one who takes part; who holds or chairs a meeting shows that it is told, not only named."""
        self.parts.append((passage, part))
        self.evident = self.evident or (part.role in ("organizer", "chair") and part.rule != OF_NAME)


def read_meetings(reading: Reading) -> Iterator[Statement]:
    """The meetings that an article tells, with day, place and those who take part."""
    story = _Story()
    for passage in reading.passages:
        story.read(passage)
    for number, told in enumerate(told for told in story.told if _enters(told)):
        yield from _state(reading, told, f"{number}")


def _decorated(passage: Passage, sentence: Span) -> Iterator[Part]:
    """Those who are decorated at a meeting are there."""
    for person, span in decorated(passage, sentence):
        yield Part(person, "attendee", span, "participation.decorated", 0.8)


def _enters(told: _Told) -> bool:
    """Whether a meeting is told well enough: not in passing, and not only planned for some time or other."""
    if told.status == "planned" or told.type == "other":  # shows and fairs concern the state by who holds them
        return told.evident and bool(told.when if told.type != "other" else told.parts)
    return told.evident


@dataclass(slots=True)
class _Story:
    """The meetings that have been told so far, and the one that the text is about."""

    told: list[_Told] = field(default_factory=list)
    focus: _Told | None = None

    def read(self, passage: Passage) -> None:
        """Read a passage sentence by sentence; a meeting stays in focus until the next one is told."""
        found = meeting_mentions(passage)
        going_on = False
        for sentence in passage.sentences:
            here = [each for each in found if sentence.start <= each.span.start < sentence.end]
            found = found[len(here) :]
            own = self._place_mentions(passage, sentence, here)
            if own is not None and own.evident and own.type != "press" and _at_beginning(passage, sentence):
                own.main = True
            self._led(passage, sentence)
            about = own or self.focus
            if about is None or (own is None and not about.main):
                continue
            mention = next((each for each in here if any(each is known for known in about.mentions)), None)
            if about.type in _SPEECHES:
                listed = False
                for part in chain(
                    parts_in_sentence(passage, sentence, mention, own is not None, going_on),
                    _decorated(passage, sentence),
                ):
                    about.add(passage, part)
                    listed = listed or part.rule == "participation.listed"
                going_on = listed or (going_on and before_sentence("also_present", passage.text, sentence))

    def _led(self, passage: Passage, sentence: Span) -> None:
        """The head of a team that inspects, or of a delegation that takes part."""
        for post in passage.posts_in(sentence):
            if post.title != "Trưởng đoàn" or post.person is None or self.focus is None:
                continue
            inspections = [told for told in self.told if told.type == "inspection"]
            told = inspections[-1] if inspections else self.focus
            role: ParticipationRole = "chair" if inspections else "attendee"
            told.add(passage, Part(post.person, role, post.span, "participation.leading", 0.85))

    def _place_mentions(self, passage: Passage, sentence: Span, here: list[MeetingMention]) -> _Told | None:
        """Give each mention of a sentence to its meeting; the meeting that the sentence is about."""
        about: _Told | None = None
        placed: list[tuple[MeetingMention, _Told]] = []
        host = next((each for each in here if _hosts(each, sentence)), None)
        if host is not None:  # what is done "tại Hội nghị …" belongs to it
            here = [host, *(each for each in here if each is not host)]
        for mention in here:
            setting = _is_setting(mention, sentence, len(here) > 1)
            time = None if setting else _own_time(mention, sentence)
            hosted = host is not None and mention.verb in _OCCASIONS and about is not None
            told = about if hosted else self._known(mention, time, about) or self._new(mention, time, sentence)
            if told is None:
                continue
            if mention not in told.mentions:
                told.mentions.append(mention)
            _enrich(told, mention, time, sentence)
            placed.append((mention, told))
            for part in (*parts_by_name(mention, sentence), *parts_by_verb(mention)):
                told.add(passage, part)
            if about is None or not (setting or told.type in _WITHOUT_SPEECHES):
                about = told
        for mention, told in placed:
            if mention.told == "verb" or (mention.type in _OF_A_DAY and _is_setting(mention, sentence, len(here) > 1)):
                others = [other for _, other in placed if other is not told and other.sure]
                _inherit(told, others[0] if others else self.focus if mention.verb in _OCCASIONS else None)
        if about is not None and about.type in _SPEECHES:
            self.focus = about
        return about

    def _known(self, mention: MeetingMention, time: TimeExpression | None, about: _Told | None) -> _Told | None:
        """The meeting told before that a mention means; the last one first."""
        candidates = self.told[::-1]
        if about is not None:
            candidates = [about, *(each for each in candidates if each is not about)]
        if mention.verb in ("sitting", "reporting") and about is not None and about.type == "session":
            return about
        if mention.told != "noun":
            return next((told for told in candidates if _same(told, mention, time)), None)
        opened = next((told for told in candidates if told.opened), None)
        if opened is not None and mention.noun in _OPENINGS and not any(t.type == "ceremony" for t in candidates):
            return self._opening(opened, mention)
        for fits in (_same_noun, _same_act, _general, _headline):
            for told in candidates:
                if fits(told, mention):
                    return told
        return None

    def _new(self, mention: MeetingMention, time: TimeExpression | None, sentence: Span) -> _Told | None:
        evident = _is_evident(mention, time, sentence)
        if mention.told == "noun" and not evident:
            return None
        told = _Told([mention], mention, evident=evident)
        self.told.append(told)
        return told

    def _opening(self, opened: _Told, mention: MeetingMention) -> _Told:
        """The opening ceremony of a festival or congress, which has the day of the opening."""
        named = replace(mention, name=f"Lễ khai mạc {opened.named.name}", told="title", type="ceremony")
        told = _Told([mention], named, opened.when, opened.when_at, 2, opened.place, evident=True)
        opened.sure, opened.opened = 0, False
        self.told.append(told)
        return told


_WITHOUT_SPEECHES: Final = frozenset({"inspection", "visit"})
"""What goes with a meeting in one sentence, but is not where people speak."""
_OF_A_DAY: Final = frozenset({"conference", "meeting", "ceremony"})
"""What is done at one of these is done on its day; a session or a visit lasts."""
_ALIKE: Final = frozenset({"meeting", "session", "conference"})
"""Types whose nouns are used for one another."""
_OCCASIONS: Final = frozenset({"conferring", "signing"})
"""Acts that are done at a meeting and have its day."""
_OPENINGS: Final = frozenset({"lễ khai mạc", "buổi lễ"})


_BEGINNING: Final = 3
"""Sentences of the text that tell what an article is about."""


def _at_beginning(passage: Passage, sentence: Span) -> bool:
    return passage.part != "text" or sentence.start <= passage.sentences[:_BEGINNING][-1].start


def _inherit(told: _Told, setting: _Told | None) -> None:
    """Take the day of the meeting at which something is done."""
    if not told.sure and setting is not None and setting.sure and setting is not told:
        told.when, told.when_at, told.sure, told.evident = setting.when, setting.when_at, 1, True


def _headline(told: _Told, mention: MeetingMention) -> bool:
    """A headline and the first sentence that tells of it are one meeting."""
    return told.type == mention.type and told.named.passage.part == "title" and not told.sure and not told.parts


def _same_noun(told: _Told, mention: MeetingMention) -> bool:
    return any(fold(each.noun) == fold(mention.noun) for each in told.mentions if each.noun)


def _same_act(told: _Told, mention: MeetingMention) -> bool:
    """Whether a noun takes up the verb or the title of a meeting: "gặp mặt" … "buổi gặp mặt"."""
    act = mention.noun.split(" ", 1)[-1] if " " in mention.noun else mention.noun
    return told.type == mention.type and f" {fold(act)} " in f" {fold(told.named.name)} "


def _general(told: _Told, mention: MeetingMention) -> bool:
    return mention.noun in _GENERAL and told.type in _SPEECHES and told.type not in _WITHOUT_SPEECHES


def _same(told: _Told, mention: MeetingMention, time: TimeExpression | None) -> bool:
    """Whether a mention with words of its own tells a meeting that was told before."""
    if _same_words(told.named, mention):
        return True
    if told.type != mention.type or (time is not None and told.sure and time.when.begin != told.when.begin):
        return False
    if (_signs(told.named) and _signs(mention)) or (mention.verb == "reporting" and told.type == "session"):
        return True
    if mention.told != "verb":
        return any(_shares_words(each, mention) for each in told.mentions)
    subject = mention.subject
    agents = {part.agent for _, part in told.parts}
    if subject is not None and (subject.agent in agents or subject.body in agents):
        return mention.verb != "sitting" or time is None or _half(told) == _half_of(mention, time)
    return any(_shares_words(each, mention) for each in told.mentions if each.told == "title")


def _same_words(one: MeetingMention, other: MeetingMention) -> bool:
    """Whether two long titles are the same but for the noun: "Cuộc họp lần thứ 2 của A", "Kỳ họp lần thứ 2 của A"."""
    if one.told != "title" or other.told != "title":
        return False
    if one.type != other.type and not {one.type, other.type} <= _ALIKE:
        return False
    a = set(fold(one.name).removeprefix(fold(one.noun)).split())
    b = set(fold(other.name).removeprefix(fold(other.noun)).split())
    return len(a & b) > 3 and len(a & b) >= 0.85 * min(len(a), len(b))


def _signs(mention: MeetingMention) -> bool:
    return mention.verb == "signing" or mention.noun.startswith("lễ ký")


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


def _hosts(mention: MeetingMention, sentence: Span) -> bool:
    """Whether a sentence tells what is done at a meeting that it names: "… trao quà tại Hội nghị tổng kết"."""
    lead = Span(max(sentence.start, mention.span.start - 10), mention.span.start).of(mention.passage.text)
    return mention.told == "title" and mention.type in _OF_A_DAY and lead.endswith("tại ")


def _is_setting(mention: MeetingMention, sentence: Span, others: bool) -> bool:
    """Whether a mention is only the occasion of what its sentence tells."""
    if mention.told == "verb":
        return False
    lead = Span(max(sentence.start, mention.span.start - 30), mention.span.start).of(mention.passage.text)
    return before("setting").search(lead) is not None or (
        others and before("setting_of_another").search(lead) is not None
    )


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
    if mention.told == "verb":
        return True
    if mention.passage.part == "title":  # a headline may play with words; the text tells
        return False
    lead = text[sentence.start : mention.span.start]
    follow = text[mention.span.end : min(sentence.end, mention.span.end + 90)]
    if _ends_with_verb(lead, "organising") or _ends_with_verb(lead, "chairing") or _ends_with_verb(lead, "occurring"):
        return True
    occurs = verbs("occurring").search(follow)
    if occurs is not None and occurs["verb"]:
        return True
    dated = time is not None or any(_is_open_day(each) for each in mention.passage.times_in(sentence))
    if mention.told == "noun":
        if mention.noun.count(" ") >= 2 and mention.noun not in _GENERAL and _ends_with_verb(lead, "attending"):
            return True
        return dated and (mention.subject is not None or mention.noun.count(" ") >= 2)
    named = mention.type == "session" and mention.body is not None
    occasion = before("setting").search(lead) is not None or lead.rstrip().endswith("khai mạc")
    if (named and occasion) or mention.type == "visit":
        return True
    return dated or _ends_with_verb(lead, "attending")


def _is_open_day(time: TimeExpression) -> bool:
    """Whether an expression names a day of which only the year is not known."""
    return time.basis == "inferred" and not time.when


def _ends_with_verb(lead: str, key: str) -> bool:
    """Whether the words before a noun end with a verb of a list."""
    last = None
    for verb in verbs(key).finditer(lead, max(0, len(lead) - 40)):
        last = verb if verb["verb"] else None
    return last is not None and len(lead) - last.end() <= 12


def _enrich(told: _Told, mention: MeetingMention, time: TimeExpression | None, sentence: Span) -> None:
    """Take from a mention what it adds: evidence, a better name, day, place, status."""
    passage = mention.passage
    lead = passage.text[max(sentence.start, mention.span.start - 40) : mention.span.start]
    follow = passage.text[mention.span.end : min(sentence.end, mention.span.end + 60)]
    told.evident = told.evident or _is_evident(mention, time, sentence)
    if _names_better(mention, told.named):
        told.named = mention
    if mention.type in ("other", "conference") and _OPENED.match(follow):
        told.opened = True
    if time is not None and told.sure < 2:
        told.when, told.sure, told.when_at = time.when, 2, (passage, time.span)
    if told.place is None:
        place = _PLACE.search(passage.text, sentence.start, sentence.end)
        if place is not None and not _PLACE_LIKE.match(place["place"]):
            told.place = place["place"].strip()
    if before("cancelling").search(lead) or listed("cancelling").search(follow):
        told.status = "cancelled"
    elif len(told.mentions) == 1 and (_WILL.search(lead) or _WILL.match(follow, 1)):
        told.status = "planned"


_OPENED = re.compile(r"\s(?:đã )?(?:chính thức )?khai mạc")
_WILL = re.compile(r"\bsẽ\b")


def _names_better(mention: MeetingMention, named: MeetingMention) -> bool:
    """Whether a mention gives the fuller name: a title rather than a verb, the text rather than the headline."""
    if mention.told != "title":
        return named.told == "noun" and mention.told == "verb"
    if named.told != "title" or (named.passage.part == "title" and mention.type == "session" != named.type):
        return True
    more = set(fold(named.name).split()) < set(fold(mention.name).split())
    return more and len(mention.name) > len(named.name) + 8


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
    held_by_person = any(isinstance(part.agent, Person) and part.role == "organizer" for _, part in told.parts)
    seen: set[tuple[object, str]] = set()
    for passage, part in told.parts:
        if held_by_person and part.agent in offices().values():  # the office of the person who is named
            continue
        if (part.agent, part.role) not in seen:
            seen.add((part.agent, part.role))
            fact = Participates(meeting, part.agent, part.role)
            yield reading.state(fact, passage, part.span, part.rule, part.confidence)


def _day(published: date) -> date:
    return date(published.year, published.month, published.day)
