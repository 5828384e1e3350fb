"""Gatherings and official acts told by what people do: "Thủ tướng tiếp Đại sứ …", "Quốc hội nghe …".

A sentence tells at most one meeting by a verb, the first of the kinds below that fits. Wishes, conditions
and what others ask for ("đề nghị Bộ A tiếp …") tell none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from operator import attrgetter
from typing import Final

from govkg.extraction.actors import actors, inside
from govkg.extraction.meeting_abroad import is_of_states, is_recent
from govkg.extraction.meeting_addresses import addressed, kind_addressed, said_to
from govkg.extraction.meeting_clauses import Clause
from govkg.extraction.meeting_done import in_a_month, telling_of_itself
from govkg.extraction.meeting_further import also_meets, meets_next
from govkg.extraction.meeting_houses import COUNCILS, house_of
from govkg.extraction.meeting_inspections import inspections_by_noun
from govkg.extraction.meeting_mentions import (
    UNTIMED,
    MeetingMention,
    anchored,
    before,
    is_house,
    listed,
    noun_pattern,
    nouns,
    verbs,
)
from govkg.extraction.meeting_passives import is_handed_over, what_is_handed
from govkg.extraction.meeting_press import answers_behind, asked, is_printed, titled
from govkg.extraction.meeting_pronouns import with_pronoun
from govkg.extraction.meeting_signs import built, fits, is_history
from govkg.extraction.meeting_subjects import signing, subject_of
from govkg.extraction.meeting_teams import (
    BY_TEAMS,
    inspecting_team,
    inspection_decided,
    inspects_by,
    led_team,
    team_work,
)
from govkg.extraction.participation_chains import PASSIVE, bodies_in
from govkg.extraction.reading import Actor, Passage
from govkg.extraction.titles import capitalized, plain, read_title
from govkg.model.actors import MeetingType, Organization
from govkg.model.span import Span

_KINDS: Final[Sequence[tuple[str, MeetingType]]] = (
    ("inspecting", "inspection"),
    ("forming", "inspection"),
    ("calling_on", "meeting"),
    ("receiving", "meeting"),
    ("summoning", "meeting"),
    ("meeting_each_other", "meeting"),
    ("answering", "press"),
    ("interviewing", "press"),
    ("conferring", "ceremony"),
    ("signing", "ceremony"),
    ("presenting_credentials", "ceremony"),
    ("honoured", "ceremony"),
    ("celebrating", "ceremony"),
    ("commemorating", "ceremony"),
    ("swearing", "ceremony"),
    ("proclaiming", "ceremony"),
    ("visiting", "visit"),
    ("arriving", "visit"),
    ("addressing", "session"),
    ("giving", "ceremony"),
    ("trying", "session"),
    ("debating", "session"),
    ("sitting", "session"),
    ("reporting", "session"),
    ("convening", "meeting"),
    ("deciding", "session"),
    ("examining", "session"),
    ("finding", "inspection"),
)
_ALL: Final = tuple(key for key, _ in _KINDS)
_WITHOUT_ACTORS: Final[Sequence[tuple[str, MeetingType]]] = (
    ("inspecting", "inspection"),
    ("signing", "ceremony"),
    ("forming", "inspection"),
    ("celebrating", "ceremony"),
    ("conferring", "ceremony"),
    ("visiting", "visit"),
)
"""What two countries or a factory do, which are no actors of the graph, and what a headline need not say who does."""
_ABROAD = re.compile(r"(?: chính thức| hữu nghị| cấp [Nn]hà nước| và làm việc)*(?: tại)? [A-ZĐ]")
_ON_A_VISIT = re.compile(
    r"(?:[^.;]{0,120}?\b(?:nhân dịp|nhân|trong dịp)\s(?:(?:ông|bà|đoàn|sang|tới|đến|có chuyến)\s)*"
    r"|,?\s(?:hiện\s|đang\s|sang\s|dẫn đầu [Đđ]oàn [^,.;]{0,80}\s)+(?:sang\s)?)"
)
_SITTING: Final = frozenset({"legislature", "government", "local_government", "party"})
"""Bodies whose meetings are sessions."""


_STARTS: Final = attrgetter("start")
_AS: Final = {"arriving": "visiting"}
"""Verbs that tell what others tell, by other signs."""
_OF_A_PERSON: Final = frozenset({"visiting", "receiving", "calling_on", "conferring", "commemorating"})
"""What somebody does whom a pronoun may mean."""
_TOLD_OF_ITSELF: Final = frozenset({"receiving", "inspecting"})
"""What those who tell it have done themselves: "ông A cho biết đơn vị đã làm việc với B"."""
_BESIDE_INSPECTIONS: Final = frozenset({"conferring", "answering", "interviewing"})
"""What a sentence may tell beside an inspection or what somebody tells of the own body: it is told to the press."""
MOST_VERBS: Final = 4
"""Verbs of a list that are looked at in one sentence."""
MOST_MENTIONS: Final = 500
"""Meetings that are read in one passage: a longer list is a calendar, and what it names is not told."""


def meeting_mentions(passage: Passage) -> list[MeetingMention]:
    """The meetings that a passage tells, by nouns and by verbs, in order."""
    told = [_cut(mention) for mention in islice(nouns(passage), MOST_MENTIONS)]
    acted = list(islice(_by_verbs(passage, told), MOST_MENTIONS))
    inspected = {
        start for each in acted if each.type == "inspection" for start in range(each.span.start, each.span.end)
    }
    acted += (each for each in inspections_by_noun(passage) if each.span.start not in inspected)
    convened = {each.span.start for each in acted if each.verb == "convening"}  # "UBND A họp giao ban" is told once
    nominal = (each for each in told if each.told == "title" or each.span.start not in inspected | convened)
    return sorted([*nominal, *acted], key=lambda mention: mention.span)


def _cut(mention: MeetingMention) -> MeetingMention:
    """A mention that ends with its sentence: a text without stops is cut anywhere."""
    start = mention.span.start
    end = mention.passage.sentence(Span(start, start + 1)).end
    return mention if mention.span.end <= end else replace(mention, span=Span(start, end))


def _by_verbs(passage: Passage, told: Sequence[MeetingMention]) -> Iterator[MeetingMention]:
    titled = [mention.span for mention in told if mention.told == "title"]
    there = {key for key in _ALL if anchored(key).places(passage.words)}
    kinds = [(key, kind) for key, kind in _KINDS if key in there]
    without_actors = [(key, kind) for key, kind in _WITHOUT_ACTORS if key in there]
    for span in passage.sentences_with(*map(anchored, there)):
        near = actors(passage, span)
        acting = with_pronoun(passage, span, near)
        first = bisect_left(titled, span.start, key=_STARTS)
        named = titled[first : bisect_left(titled, span.end, first, key=_STARTS)]
        inspects = visits = False
        met = span.start
        for key, kind in kinds if acting else without_actors:
            if inspects and key not in _BESIDE_INSPECTIONS:
                continue
            if not anchored(key).begins(passage.words, span.start, span.end):
                continue
            if key == "arriving" and any(each.type == "visit" and span.covers(each.span) for each in told):
                continue  # "Thủ tướng A đến Paris, bắt đầu chuyến thăm Pháp"
            told_by = next(_telling(passage, span, key, acting if key in _OF_A_PERSON else near, named), None)
            if told_by is None:
                continue
            sentence, subject = told_by
            kind = _kind(sentence, key, subject) or kind
            yield _told(sentence, "inspecting" if key in BY_TEAMS else _AS.get(key, key), kind, subject)
            if key == "receiving" and subject is not None:
                others = (each for each in meets_next(sentence) if each.agent != subject.agent)
                yield from (_met_too(passage, subject, sentence.verb, each) for each in others)
            if key == "conferring" and (decided := inspection_decided(sentence.act)) is not None:
                yield _inspection(sentence, inspects_by(sentence, subject, decided), decided, sentence.verb.start())
            elif key == "conferring" and is_handed_over(sentence) and (ahead := inspection_decided(sentence.lead)):
                yield _inspection(sentence, subject, ahead, sentence.span.start)
            met = sentence.verb.end()
            visits = visits or kind == "visit"
            inspects = key == "inspecting" or (key == "receiving" and telling_of_itself(sentence) is not None)
            if not inspects:
                break
        for sentence, key, who, whom in also_meets(passage, span, near, met):
            if any(each.start <= sentence.verb.start() < each.end for each in named):
                continue
            if whom is None:
                yield _told(sentence, key, "meeting", who)
            else:
                act = Span(sentence.verb.start(), whom.span.end)
                name = capitalized(plain(f"{_called(passage, who)} {act.of(passage.text)}"))
                yield MeetingMention(passage, act, "meeting", name, "verb", who.body, who, key)
        if not visits and (visit := _visit_told_aside(passage, span, near)) is not None:
            yield visit


def _met_too(passage: Passage, who: Actor, verb: re.Match[str], whom: Actor) -> MeetingMention:
    """The meeting with one more leader whom somebody meets by the same verb."""
    name = capitalized(plain(f"{_called(passage, who)} {verb['verb'].casefold()} {whom.span.of(passage.text)}"))
    return MeetingMention(passage, whom.span, "meeting", name, "verb", who.body, who, "receiving")


def _kind(sentence: Clause, key: str, subject: Actor | None) -> MeetingType | None:
    """The type that what stands around a verb shows, where it is not the one that the verb alone tells."""
    if key == "convening" and subject is not None and subject.body is not None and _sits(sentence, subject.body):
        if subject.person is not None and not _OF_ITSELF.match(sentence.follow) and not _is_house(sentence, None):
            return None  # whom an official calls together is no body of its own
        if len(bodies_in(sentence.passage, sentence.near, sentence.verb.start())) > 1:
            return None  # several meet, each of which may sit alone
        steers = listed("steering").match(sentence.follow.lstrip()) or listed("steering").match(subject.body.name)
        house = subject.body.name.startswith("Hội đồng Dân tộc") or _is_house(sentence, subject.body)
        return None if steers and not house else "session"
    if key == "addressing":
        return kind_addressed(sentence)
    if sentence.verb["verb"].endswith("khảo sát") and sentence.follow.startswith(" và làm việc"):
        return "meeting"
    return "inspection" if key == "receiving" and listed("teams").match(sentence.follow.lstrip()) else None


def _sits(sentence: Clause, body: Organization) -> bool:
    """Whether the meetings of a body are sessions."""
    return body.kind in _SITTING or _is_house(sentence, body)


def _is_house(sentence: Clause, body: Organization | None) -> bool:
    """Whether a body is a house, be it of several states, or holds what only houses hold: "họp phiên thứ ba"."""
    if body is not None and (
        is_house(body) or body.name.startswith(COUNCILS) or listed("foreign_houses").match(body.name)
    ):
        return True
    return _PHASE.match(sentence.verb["verb"] + sentence.follow[:10]) is not None


_OF_ITSELF = re.compile(
    r"\s(?:UBND|Ủy ban nhân dân|Thường trực|Ban Thường vụ|Ban Chấp hành|Chính phủ|HĐND|thường kỳ|Bộ Chính trị"
    r"|Ban Bí thư|Trung ương|Đảng ủy|Tỉnh ủy|Thành ủy|Quân ủy|Ủy ban)\b"
)
"""Behind a verb by which an official has the own body meet."""
_PHASE = re.compile(r"(?:\w+ ){1,2}(?:phiên|kỳ)\b")


def _told(sentence: Clause, key: str, kind: MeetingType, subject: Actor | None) -> MeetingMention:
    passage, verb = sentence.passage, sentence.verb
    sat_for = _SAT_FOR.match(passage.text, verb.end(), sentence.span.end) if verb["verb"].startswith("dành") else None
    start, does = verb.end(), verb["verb"]
    if sat_for is not None:  # "Quốc hội dành cả ngày để | thảo luận …"
        sits = verbs("sitting").match(passage.text, sat_for.end(), sentence.span.end)
        start, does = (sits.end(), sits["verb"] or "") if sits is not None else (sat_for.end(), "")
    title = read_title(passage, start, noun_pattern(), lists=key == "sitting")
    end = max(title.end if title else 0, start)
    who = _called(passage, subject) if subject is not None else ""
    does = does[:1].lower() + does[1:]
    if does.startswith(_THERE):  # "Phát biểu về A | trên nghị trường, ông B …"
        who = sentence.lead.rstrip()
    name = capitalized(plain(UNTIMED.sub("", f"{who} {does} {title.words if title else ''}")))
    if key == "forming" and title is not None and (work := team_work(title.words)) is not None:
        name = capitalized(work)
    if key == "interviewing" and subject is not None:
        name = capitalized(plain(passage.text[start - len(does) : subject.span.end]))
    if key == "conferring" and is_handed_over(sentence):
        name = capitalized(plain(f"{does} {what_is_handed(sentence)}"))
    if key == "signing" and (by := signing(sentence)):
        name = capitalized(plain(UNTIMED.sub("", f"{by} {title.words if title else ''}")))
    body = subject.body if subject is not None else None
    if key == "addressing" and (said := said_to(sentence)) is not None:
        to = addressed(sentence)
        body, end = to.body if to is not None else None, said.end
        name = capitalized(plain(f"{who} {does}{said.of(passage.text)}"))
    if key in ("reporting", "debating"):
        house = house_of(sentence)
        body = house.body if house is not None else None
        if house is not None and subject is None:
            name = capitalized(plain(passage.text[verb.start() : max(verb.end(), house.span.end)]))
    if key == "celebrating" and subject is None and title is None and (what := built(sentence)):
        name = capitalized(plain(f"{does.removeprefix('chính thức ')} {what}"))
    return MeetingMention(passage, Span(verb.start(), end), kind, name, "verb", body, subject, key)


def _called(passage: Passage, subject: Actor) -> str:
    """A subject in the words of the text, with the name where a title alone stands there."""
    words = subject.span.of(passage.text)
    name = subject.person.name if subject.person is not None else ""
    return words if not name or set(words.split()) & set(name.replace("-", " ").split()) else f"{words} {name}"


_SAT_FOR = re.compile(r"[^.;:]{0,40}?\s(?:để\s|cho\s|(?=chất vấn\b|nghe\b|thảo luận\b))")
"""Between "dành" and what a house sits for."""
_THERE: Final = ("trên ", "tại ")


def _inspection(sentence: Clause, subject: Actor | None, decided: re.Match[str], begin: int) -> MeetingMention:
    """The inspection that a decision begins when it is made known, in words that begin at ``begin``."""
    passage = sentence.passage
    start = begin + decided.start("what")
    title = read_title(passage, start, noun_pattern(), lists=False)
    end = title.end if title else begin + decided.end()
    name = capitalized(title.words if title else decided[0])
    body = subject.body if subject is not None else None
    return MeetingMention(
        passage, Span(start, max(start + 1, end)), "inspection", name, "verb", body, subject, "inspecting"
    )


def _telling(
    passage: Passage, span: Span, key: str, near: Sequence[Actor], taken: Sequence[Span]
) -> Iterator[tuple[Clause, Actor | None]]:
    """The verbs of a list by which a sentence tells a meeting, each with its subject."""
    for verb in islice(_outside_names(passage, span, key, near), MOST_VERBS):
        if any(each.start <= verb.start() < each.end for each in taken):
            continue
        sentence = Clause(passage, span, near, verb)
        if key == "receiving" and _is_of_gathering(sentence.lead):
            continue
        if key == "celebrating" and noun_pattern().match(passage.text, verb.end() + 1, span.end):
            continue  # "khai giảng | lớp tập huấn" is told by its noun
        subject = (key in BY_TEAMS and inspecting_team(sentence)) or subject_of(sentence, _AS.get(key, key))
        if key in _TOLD_OF_ITSELF:
            subject = telling_of_itself(sentence) or subject
        if key == "interviewing":
            subject = asked(sentence)
        if key == "answering":
            ahead = subject is not None and subject.span.end <= verb.start()
            behind = None if ahead else answers_behind(sentence)
            subject = (
                titled(sentence, subject)
                if subject and ahead
                else behind or (None if is_printed(sentence) else subject)
            )
        if key in PASSIVE and (team := led_team(sentence, "working_teams")) is not None:
            subject = team
        told = not is_history(sentence) or (is_of_states(key, subject, sentence) and is_recent(sentence))
        told = told or (key in _TOLD_OF_ITSELF and in_a_month(sentence))
        if told and fits(key, subject, sentence):
            yield sentence, subject


def _is_of_gathering(lead: str) -> bool:
    """Whether a gathering itself has guests, and nobody receives them: "Buổi lễ còn | đón bà A tới dự"."""
    noun = noun_pattern().match(lead) if lead[:1].isupper() else None
    return noun is not None and _GATHERING_HAS.fullmatch(lead, noun.end()) is not None


_GATHERING_HAS = re.compile(r"(?:\s(?:này|của [^,.;]{2,60}))?\s(?:(?:cũng|còn|đã|được|vinh dự|hân hạnh)\s)*")


def _outside_names(passage: Passage, span: Span, key: str, near: Sequence[Actor]) -> Iterator[re.Match[str]]:
    for verb in anchored(key).finditer(passage.words, span.start, span.end):
        if key == "inspecting" and _is_team(passage.text, max(span.start, verb.start() - 24), verb):
            continue
        if verb["verb"] and not inside(near, verb.start()):
            yield verb


def _is_team(text: str, start: int, verb: re.Match[str]) -> bool:
    """Whether a word of inspecting belongs to who inspects: "đoàn | kiểm tra", not "cử đoàn kiểm tra"."""
    if text.endswith(("làm Trưởng đoàn ", "làm trưởng đoàn "), start, verb.start()):
        return False  # "do ông A làm Trưởng đoàn | kiểm tra công tác B"
    return before("teams").search(text, start, verb.end()) is not None and not verb[0].startswith(
        ("cử ", "dẫn ", "làm ", "trực tiếp ")
    )


def _visit_told_aside(passage: Passage, span: Span, near: Sequence[Actor]) -> MeetingMention | None:
    """The visit of a person whom the sentence names for something else.

    "… tiếp ông A nhân dịp sang thăm Việt Nam", "… đón Thủ tướng A dẫn đầu đoàn đại biểu thăm chính thức Việt Nam".
    """
    text = passage.text
    for verb in anchored("visiting").finditer(passage.words, span.start, span.end):
        if not verb["verb"] or not (verb["verb"].endswith(" Việt Nam") or _ABROAD.match(text, verb.end())):
            continue
        sentence = Clause(passage, span, near, verb)
        for actor in reversed([each for each in sentence.ahead() if each.person is not None]):
            if _ON_A_VISIT.fullmatch(text, actor.span.end, verb.start()):
                return None if is_history(sentence) else _told(sentence, "visiting", "visit", actor)
    return None
