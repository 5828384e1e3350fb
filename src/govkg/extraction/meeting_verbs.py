"""Gatherings and official acts told by what people do: "Thủ tướng tiếp Đại sứ …", "Quốc hội nghe …".

A sentence tells at most one meeting by a verb, the first of the kinds below that fits. Wishes, conditions
and what others ask for ("đề nghị Bộ A tiếp …") tell none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from govkg.extraction.actors import actors
from govkg.extraction.meeting_clauses import Clause
from govkg.extraction.meeting_mentions import (
    MeetingMention,
    anchored,
    before,
    is_house,
    listed,
    noun_pattern,
    nouns,
)
from govkg.extraction.meeting_teams import (
    forms_team,
    inspection_decided,
    inspects_something,
    is_some_team,
    is_team,
    led_team,
    team_work,
)
from govkg.extraction.participation_chains import PASSIVE, undergoing
from govkg.extraction.reading import Actor, Passage, at_beginning
from govkg.extraction.titles import capitalized, plain, read_title
from govkg.model.actors import MeetingType, Organization
from govkg.model.span import Span

_KINDS: Final[Sequence[tuple[str, MeetingType]]] = (
    ("inspecting", "inspection"),
    ("forming", "inspection"),
    ("calling_on", "meeting"),
    ("receiving", "meeting"),
    ("meeting_each_other", "meeting"),
    ("answering", "press"),
    ("conferring", "ceremony"),
    ("signing", "ceremony"),
    ("presenting_credentials", "ceremony"),
    ("honoured", "ceremony"),
    ("swearing", "ceremony"),
    ("proclaiming", "ceremony"),
    ("visiting", "visit"),
    ("debating", "session"),
    ("sitting", "session"),
    ("reporting", "session"),
    ("convening", "meeting"),
    ("finding", "inspection"),
)
_ALL: Final = tuple(key for key, _ in _KINDS)
_BY_TEAMS: Final = frozenset({"inspecting", "finding"})
"""What teams of inspection do."""
_WITHOUT_ACTORS: Final[Sequence[tuple[str, MeetingType]]] = (("signing", "ceremony"), ("forming", "inspection"))
"""What two countries do, which are no actors of the graph, and what a headline need not say who does."""
_ADVERBS = re.compile(
    r"[\s,)(–-]*(?:(?:đã|vừa|sẽ|có|cũng|đang|trực tiếp|thân mật|long trọng|trân trọng|và các đại biểu|cùng|cùng đoàn"
    r"|chủ trì|hiện|lên đường|rời (?:[A-ZĐ]\w+\s?){1,3}|\d\d tuổi|kh(?:óa|oá) [IVXLC\d]+"
    r"|đón|đón tiếp|đồng chí|bên lề|chiều|sáng|nay|qua|tối|về|ở|tiếp tục|lần lượt|đều"
    r"|dẫn đầu(?: [Đđ]oàn(?: công tác| đại biểu)?)?|làm [Tt]rưởng đoàn"
    r"|thay mặt lãnh đạo Đảng, Nhà nước)[\s,]*)*"
)
_PLACE = re.compile(r"(?:tại|ở) (?!buổi|lễ|cuộc|hội|phiên|kỳ)[^,;.]{3,60}")
_DONE = re.compile(r"\b(?:đã|vừa|cùng|sẽ)\s(?:cùng |chính thức )?\Z")
_LEADING = re.compile(r"dẫn đầu|làm [Tt]rưởng đoàn")
"""Between a subject and its verb: "đoàn do ông A dẫn đầu đã …" tells what the team and A do."""
_ON_BEHALF = re.compile(r",\s(?:được |thừa )?(?:sự )?(?:ủy|uỷ) quyền của\s\Z")
_ONCE = re.compile(r"\b(?:từng|đã từng)\s\Z")
_OPENING = re.compile(r"[\s,“\"]*(?:(?:[Tt]rong|[Kk]hi|[Qq]ua|[Cc]ũng|[Mm]ới đây|[Gg]ần đây|vào|tiếp tục)[\s,]+)*")
_ALSO = re.compile(r"\bcũng (?:đã )?\Z")
_ABROAD = re.compile(r"(?: chính thức| hữu nghị| cấp [Nn]hà nước| và làm việc)*(?: tại)? [A-ZĐ]")
_ON_A_VISIT = re.compile(
    r"(?:[^.;]{0,120}?\b(?:nhân dịp|nhân|trong dịp)\s(?:(?:ông|bà|đoàn|sang|tới|đến|có chuyến)\s)*"
    r"|,?\s(?:hiện\s|đang\s|sang\s|dẫn đầu [Đđ]oàn [^,.;]{0,80}\s)+(?:sang\s)?)"
)
_WHO_ARE = re.compile(r"\s(?:có|gồm)\b")
_OPENED_BY: Final = frozenset({"answering", "debating", "receiving"})
"""Verbs with which a sentence may begin: "Làm việc với Sở A, Bộ trưởng B cho biết …"."""
_MEMBERS: Final = ("Thành viên", "Ủy viên", "Uỷ viên", "thành viên")
"""Titles whose holders meet as the body that they are of; those of any other meet for something else."""
_SITTING: Final = frozenset({"legislature", "government", "local_government", "party"})
"""Bodies whose meetings are sessions."""
_HOUSE = re.compile(r"trước\s(?:phiên họp |kỳ họp )?\Z")


MOST_VERBS: Final = 4
"""Verbs of a list that are looked at in one sentence."""
MOST_MENTIONS: Final = 500
"""Meetings that are read in one passage: a longer list is a calendar, and what it names is not told."""


def meeting_mentions(passage: Passage) -> list[MeetingMention]:
    """The meetings that a passage tells, by nouns and by verbs, in order."""
    told = list(islice(nouns(passage), MOST_MENTIONS))
    acted = list(islice(_by_verbs(passage, told), MOST_MENTIONS))
    inspected = {
        start for each in acted if each.type == "inspection" for start in range(each.span.start, each.span.end)
    }
    nominal = (each for each in told if each.told == "title" or each.span.start not in inspected)
    return sorted([*nominal, *acted], key=lambda mention: mention.span)


def _by_verbs(passage: Passage, told: Sequence[MeetingMention]) -> Iterator[MeetingMention]:
    taken = [mention.span for mention in told if mention.told == "title"]
    for span in passage.sentences:
        if anchored(*_ALL).search(passage.words, span.start, span.end) is None:
            continue  # as in most sentences
        near = actors(passage, span)
        inspects = visits = False
        for key, kind in _KINDS if near else _WITHOUT_ACTORS:
            if inspects and key != "conferring":  # a team that arrives may also make its decision known
                continue
            told_by = next(_telling(passage, span, key, near, taken), None)
            if told_by is None:
                continue
            sentence, subject = told_by
            if key == "convening" and subject is not None and subject.body is not None:
                kind = "session" if subject.body.kind in _SITTING else kind
            yield _told(sentence, "inspecting" if key in _BY_TEAMS else key, kind, subject)
            if key == "conferring" and (decided := inspection_decided(sentence.act)) is not None:
                yield _inspection(sentence, subject, decided)
            visits = visits or key == "visiting"
            inspects = key == "inspecting"
            if not inspects:
                break
        if not visits and (visit := _visit_told_aside(passage, span, near)) is not None:
            yield visit


def _told(sentence: Clause, key: str, kind: MeetingType, subject: Actor | None) -> MeetingMention:
    passage, verb = sentence.passage, sentence.verb
    title = read_title(passage, verb.end(), noun_pattern(), lists=key == "sitting")
    end = max(title.end if title else 0, verb.end())
    who = subject.span.of(passage.text) if subject is not None else ""
    name = capitalized(plain(f"{who} {verb['verb'][:1].lower()}{verb['verb'][1:]} {title.words if title else ''}"))
    if key == "forming" and title is not None and (work := team_work(title.words)) is not None:
        name = capitalized(work)
    body = subject.body if subject is not None else None
    house = _house(sentence) if key in ("reporting", "debating") else None
    if house is not None:
        body = house.body
        if subject is None:
            name = capitalized(plain(passage.text[verb.start() : max(verb.end(), house.span.end)]))
    return MeetingMention(passage, Span(verb.start(), end), kind, name, "verb", body, subject, key)


def _inspection(sentence: Clause, subject: Actor | None, decided: re.Match[str]) -> MeetingMention:
    """The inspection that a decision begins when it is made known."""
    passage = sentence.passage
    start = sentence.verb.start() + decided.start("what")
    title = read_title(passage, start, noun_pattern(), lists=False)
    end = title.end if title else sentence.verb.start() + decided.end()
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
        subject = (key in _BY_TEAMS and led_team(sentence)) or _subject(sentence, key)
        if key in PASSIVE and (team := led_team(sentence, "working_teams")) is not None:
            subject = team
        if not _is_history(sentence) and _fits(key, subject, sentence):
            yield sentence, subject


def _outside_names(passage: Passage, span: Span, key: str, near: Sequence[Actor]) -> Iterator[re.Match[str]]:
    for verb in anchored(key).finditer(passage.words, span.start, span.end):
        if key == "inspecting" and before("teams").search(passage.text, max(span.start, verb.start() - 24), verb.end()):
            continue  # "đoàn kiểm tra" is who inspects
        if verb["verb"] and not any(actor.span.start <= verb.start() < actor.span.end for actor in near):
            yield verb


def _subject(sentence: Clause, key: str) -> Actor | None:
    """The actor whose verb it is: right before it, with only adverbs, places and times between."""
    passage, verb = sentence.passage, sentence.verb
    ahead = [actor for actor in sentence.ahead() if actor.agent is not None or not _is_role(passage, actor)]
    if not ahead:
        opening = key in _OPENED_BY and _opens(sentence)
        if key == "receiving" and _WHO_ARE.search(sentence.follow):
            return None  # "Tiếp đoàn có ông A, …" lists those who are there
        return _after_comma(sentence) if opening else None
    if verb["verb"].endswith("cử tri") and (deputy := _deputy(sentence, ahead)) is not None:
        return deputy
    subject = ahead[-1]
    if len(ahead) > 1 and passage.text[subject.span.start - 1] == "(":  # "Chi cục A (Sở B) đã kiểm tra …"
        subject, closed = ahead[-2], passage.text.find(")", subject.span.end)
        if _ADVERBS.fullmatch(passage.text, closed + 1, verb.start()):
            return subject
        return None
    if len(ahead) > 1 and _ON_BEHALF.search(passage.text, sentence.span.start, subject.span.start):
        return ahead[-2]
    if key == "visiting" and _comes_with(passage, ahead):
        return ahead[-2] if _ADVERBS.fullmatch(passage.text, subject.span.end, verb.start()) else None
    gap = _IS_ON_A_VISIT.sub(",", passage.text[subject.span.end : verb.start()])
    wished = before("not_told").search(
        passage.text, max(sentence.span.start, subject.span.start - 20), subject.span.start
    )
    if wished is not None and not _LEADING.search(gap) and not _is_passive(sentence, key, subject):
        return None
    if key in _BY_TEAMS and gap.rstrip().endswith("về"):  # "kết luận của Thanh tra A về kiểm tra …"
        return None
    if gap.strip() == "," and ahead[0].agent is not None:  # a second verb of the sentence's subject
        return ahead[0]
    for time in passage.times_in(Span(subject.span.end, verb.start())):
        gap = gap.replace(time.span.of(passage.text), "")
    return subject if _ADVERBS.fullmatch(_PLACE.sub("", gap)) else None


def _comes_with(passage: Passage, ahead: Sequence[Actor]) -> bool:
    """Whether a person stands before the body whose team comes along: "Thứ trưởng A cùng Đoàn công tác của B"."""
    if len(ahead) < 2 or ahead[-1].person is not None or ahead[-2].person is None:
        return False
    return _WITH_TEAM.fullmatch(passage.text, ahead[-2].span.end, ahead[-1].span.start) is not None


_WITH_TEAM = re.compile(r",?\scùng\s(?:với\s)?(?:[Đđ]oàn (?:công tác )?(?:của )?|lãnh đạo |đại diện (?:lãnh đạo )?)")
_IS_ON_A_VISIT = re.compile(r",\s(?:hiện\s)?đang\s(?:ở\s|sang\s|có chuyến\s)?(?:thăm|công tác)[^,;.]{0,60},")


def _is_passive(sentence: Clause, key: str, subject: Actor) -> bool:
    """Whether somebody before the subject undergoes the verb: "ông A được Phó Bí thư B trao quyết định"."""
    return key in PASSIVE and undergoing(sentence.passage, sentence.span, sentence.near, subject) is not None


def _is_role(passage: Passage, actor: Actor) -> bool:
    """Whether a title is what somebody before it is there: "…, Bộ trưởng A làm trưởng đoàn"."""
    return re.search(r"(?:làm|là)\s\Z", passage.text[actor.span.start - 4 : actor.span.start]) is not None


def _deputy(sentence: Clause, ahead: Sequence[Actor]) -> Actor | None:
    """Who meets voters before the other deputies of a constituency: "ông A cùng các đại biểu đơn vị 5 tiếp xúc …"."""
    first = next((actor for actor in ahead if actor.person is not None), None)
    if first is None or not _WITH_DEPUTIES.match(sentence.passage.text, first.span.end, sentence.verb.start()):
        return None
    return first


_WITH_DEPUTIES = re.compile(r"[^.;]{0,60}?\b(?:và|cùng|cùng với) (?:các |những )?(?:vị )?(?:đại biểu|ĐBQH|Đại biểu)")


def _opens(sentence: Clause) -> bool:
    """Whether a sentence begins with the verb, or with a time before it: "Hôm qua, trao đổi với báo chí, ông A …"."""
    lead = sentence.lead
    for time in sentence.passage.times_in(Span(sentence.span.start, sentence.verb.start())):
        lead = lead.replace(time.span.of(sentence.passage.text), "")
    return _OPENING.fullmatch(lead) is not None


def _after_comma(sentence: Clause) -> Actor | None:
    """The subject that follows an opening clause: "Trả lời các phóng viên sau cuộc họp, ông A nói"."""
    text = sentence.passage.text
    return next(
        (
            actor
            for actor in sentence.near
            if actor.person is not None and re.search(r",[\w ]{0,12}\Z", text[: actor.span.start][-14:])
        ),
        None,
    )


def _is_history(sentence: Clause) -> bool:
    """Whether the sentence looks back: "từng ký …", "Năm 1990, … thăm"."""
    if _ONCE.search(sentence.lead):
        return True
    times = [time.when for time in sentence.passage.times_in(Span(sentence.span.start, sentence.verb.start()))]
    return bool(times) and not any(when.has_day or not when for when in times)


def _fits(key: str, subject: Actor | None, sentence: Clause) -> bool:
    """Whether what stands around a verb makes it tell a meeting."""
    after = sentence.after()
    if key == "signing":
        signed = listed("signed").search(sentence.follow[:32]) is not None
        done = _DONE.search(sentence.lead) is not None or sentence.has_day
        return signed and done and (subject is not None or " và " in sentence.lead[-60:])
    if key == "forming":
        headline = sentence.passage.part == "title" and not sentence.lead.strip()
        return forms_team(sentence) and (headline if subject is None else subject.person is None)
    if key == "inspecting" and subject is None:
        return sentence.tells_of_a_day and is_some_team(sentence)
    if key == "reporting":
        return _house(sentence) is not None
    if subject is None:
        return False
    if key == "debating":
        return subject.person is not None and _house(sentence) is not None
    if key in _BY_TEAMS:
        somewhere = sentence.has_day and sentence.verb["verb"].endswith(" tại")
        if is_team(subject, sentence) and (after or somewhere):
            return True
        return inspects_something(sentence)
    if key == "sitting":
        return subject.person is None and subject.body is not None and subject.body.kind == "legislature"
    if key == "meeting_each_other":
        return sum(actor.person is not None for actor in sentence.ahead()) >= 2
    if key == "convening":
        return (
            subject.person is None
            and all(post.title in _MEMBERS for post in sentence.passage.posts_in(subject.span))
            and sentence.tells_of_a_day
            and (" " in sentence.verb["verb"] or listed("convened_to").match(sentence.follow.lstrip(" ,")) is not None)
        )
    if key == "honoured":
        honour = listed("conferred").match(sentence.follow.lstrip(' “"'))
        return subject.person is None and honour is not None and sentence.has_day
    if key == "swearing":
        return subject.person is not None and sentence.tells_of_a_day
    if key == "proclaiming":
        return listed("proclaimed").search(sentence.follow) is not None and sentence.tells_of_a_day
    if key in ("presenting_credentials", "calling_on"):
        return subject.person is not None and any(actor.person is not None for actor in after)
    if key == "receiving":
        if listed("working_with").fullmatch(sentence.verb["verb"]) and (
            not sentence.tells_of_a_day or _ALSO.search(sentence.lead)
        ):
            return False
        return subject.person is not None or bool(after) or sentence.verb["verb"].endswith("cử tri")
    if key == "answering" and listed("newspapers").search(sentence.verb["verb"]):
        return subject.person is not None and at_beginning(sentence.passage, sentence.span)
    if key == "conferring":
        named = sentence.verb["verb"].casefold()
        about = listed("conferred").match(sentence.follow.lstrip(' “"')) or "quyết định" in named
        return about is not None and about is not False
    return subject.person is not None


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
                return None if _is_history(sentence) else _told(sentence, "visiting", "visit", actor)
    return None


def _house(sentence: Clause) -> Actor | None:
    """The legislature before which somebody reports: "trước Quốc hội", or the one that the passage is about."""
    passage = sentence.passage
    for actor in sentence.near:
        lead = passage.text[max(sentence.span.start, actor.span.start - 24) : actor.span.start]
        if _is_house(actor) and actor.span.start > sentence.verb.end() and _HOUSE.search(lead):
            return actor
    formal = sentence.verb["verb"].casefold() in ("trình bày báo cáo", "trình bày tờ trình", "đọc tờ trình")
    debated = listed("debating").match(sentence.verb["verb"]) is not None
    if not (formal or debated) or not (sentence.has_day or sentence.tells_of_a_day):
        return None
    for mention in passage.mentions:
        actor = Actor(mention.span, None, mention.entity if isinstance(mention.entity, Organization) else None)
        if actor.body is not None and is_house(actor.body):
            return actor
    return None


def _is_house(actor: Actor) -> bool:
    return actor.person is None and actor.body is not None and actor.body.kind == "legislature"
