"""Who takes part in a meeting by the very words that tell it: its name, or the verb that stands for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from govkg.extraction.actors import actors, offices
from govkg.extraction.gazetteer import gazetteer
from govkg.extraction.meeting_mentions import TRIALS, MeetingMention, is_house, listed, noun_pattern, verbs, words
from govkg.extraction.meeting_passives import with_titles
from govkg.extraction.meeting_teams import inspection_decided, is_inspector
from govkg.extraction.participation_between import between
from govkg.extraction.participation_chains import (
    PASSIVE,
    Part,
    bodies_in,
    chain_after,
    chain_before,
    together_with,
    undergoing,
)
from govkg.extraction.participation_hosts import host_of_press, meets_each_other, owner_of, role_of, role_of_owner
from govkg.extraction.participation_inspected import inspecting_with
from govkg.extraction.participation_objects import both_sign, called, objects, received, sign_there, signs_with
from govkg.extraction.participation_owners import body_of, implied, sharing, whose
from govkg.extraction.participation_states import signing_states
from govkg.extraction.participation_visits import led_by, on_a_visit
from govkg.extraction.reading import Actor, Passage
from govkg.extraction.titles import owner_after
from govkg.folding import fold
from govkg.model.actors import Agent, Organization
from govkg.model.span import Span

OF_NAME: Final = "participation.of-name"
"""The rule that reads whose a meeting is from its name alone, which does not show that it is told."""
OF_HOUSE: Final = "participation.of-house"
"""The rule that reads whose a session is where no words say it: the house of which the passage tells."""
HELD: Final = "participation.held-by"
"""The rule by which a body holds a meeting that the words beside it say who holds."""
HELD_BY: Final = re.compile(
    r"(?: (?:(?:đã |sẽ )?(?:được )?(?:diễn ra|khai mạc) )?(?:từ |vào |trong )?(?:sáng|trưa|chiều|tối|ngày|hôm|hai|ba)"
    r"[^,.;:]{0,30}?)?,? \(?(?:do|mà) (?P<who>[^.;:]{4,300}?) "
    r"(?:(?:chủ trì,? )?phối hợp |đồng |cùng |đứng ra |chủ trì |trực tiếp )?"
    r"(?:tổ chức|mở|đăng cai|tiến hành|thực hiện|chủ trì)\b(?! (?:lại|phối hợp))"
)
"""Who holds a meeting, behind it and its day."""
_ANNIVERSARY: Final = "lễ kỷ niệm"
"""A noun with a word of what is conferred."""
_VOTERS = re.compile(r"\btiếp xúc cử tri\b")
"""What the deputies of a constituency do together."""
_WITH = re.compile(
    r"\s(?:(?:(?:song phương|ngắn|xã giao|thân mật|riêng|trực tuyến|bên lề|chung)\s)*(?:(?:với|cùng)\s)?"
    r"|(?:[^\W\d_A-ZĐ]+\s){1,3}với\s)(?:ông |bà |đồng chí |Ngài |ngài )?"
)
_WORKS = re.compile(r"(?:làm việc|họp)\Z")
"""A meeting that is named with whom it is held only behind "với"."""
_WITH_BODY = re.compile(r"\svới\s(?:(?:đại diện|lãnh đạo|tập thể|đoàn công tác|đoàn|của|Ban|các)\s){0,4}")
_OF_BODIES: Final = frozenset({"convening", "sitting", "deciding"})
"""What only bodies do: a person in front leads them in it."""


_DONE_TOGETHER: Final = frozenset({"inspecting", "receiving", "conferring", "visiting", "commemorating"})
"""What a person may do with another who stands in front: "Bộ trưởng A và Bí thư B | kiểm tra …"."""


def parts_by_verb(mention: MeetingMention) -> Iterator[Part]:
    """Those whom the verb itself ties to a meeting that it tells, or the words "của …" to a visit."""
    subject, verb = mention.subject, mention.verb
    if mention.told != "verb":
        if mention.type == "visit" and subject is not None and subject.person is not None:
            yield Part(subject.person, "attendee", mention.span, "participation.visit-of", 0.85)
        return
    if verb in ("reporting", "debating") and mention.body is not None:
        yield Part(mention.body, "organizer", mention.span, OF_HOUSE, 0.8)
    if verb == "addressing" and mention.body is not None:
        yield Part(mention.body, "organizer", mention.span, "participation.addressed", 0.8)
    if verb == "signing" and subject is None:
        yield from signing_states(mention, mention.passage.sentence(mention.span))
    passage = mention.passage
    sentence = passage.sentence(mention.span)
    near = actors(passage, sentence)
    if verb == "signing" and subject is None:
        yield from both_sign(mention, near)
        yield from sign_there(mention, near)
    if verb in ("inspecting", "conferring", "receiving") and subject is None:
        yield from objects(mention, near, sentence)
    if subject is None or subject.agent is None:
        return
    span = Span(min(subject.span.start, mention.span.start), max(mention.span.end, subject.span.end))
    rule = f"participation.{verb.replace('_', '-')}"
    role = role_of(mention, subject, sentence)
    ahead = verb == "reporting" and _AHEAD.search(passage.text, sentence.start, mention.span.start) is not None
    if not ahead and not (verb == "inspecting" and _is_titled_only(passage, subject)):
        yield Part(subject.agent, role, span, rule, 0.85)
    if subject.person is None or _VOTERS.search(mention.name):
        for actor in chain_before(passage, near, subject.span.end + 1)[:-1]:
            if actor.agent is not None and (actor.person is None or verb not in _OF_BODIES):
                yield Part(actor.agent, role, span, rule, 0.8)
    if verb == "visiting" and (sent := led_by(passage, sentence, subject)) is not None:
        yield Part(sent, "attendee", span, rule, 0.8)
    if verb in _DONE_TOGETHER and subject.person is not None:
        for other in together_with(passage, sentence, near, subject):
            yield Part(other, role, span, rule, 0.8)
    if verb in ("visiting", "commemorating") and subject.person is not None:
        for actor in chain_before(passage, near, mention.span.start):
            if actor.person not in (None, subject.person) and actor.span.start > subject.span.start:
                yield Part(actor.person, role, span, rule, 0.85)
    if verb == "convening":
        yield from called(mention, near, subject)
    if verb in ("presenting_credentials", "calling_on"):
        yield from received(mention, near, subject)
    if verb in (*PASSIVE, "inspecting") and (guest := _undergoes(passage, sentence, near, subject)) is not None:
        yield Part(guest, "attendee", span, rule, 0.85)
    if verb == "conferring":
        yield from _of_inspection(mention, near, sentence)
    if verb == "receiving" and (guest_told := told_before(mention, subject)) is not None:
        yield Part(guest_told, "attendee", span, rule, 0.8)
    if verb == "receiving" and (sender := _sender(mention)) is not None:
        yield Part(sender, "attendee", span, rule, 0.8)
    if verb in ("receiving", "conferring", "giving", "inspecting", "summoning"):
        yield from objects(mention, [actor for actor in near if actor.span.start >= mention.span.start], sentence)
    if verb == "receiving":
        yield from _partners(mention, sentence)
    if verb == "inspecting":
        yield from inspecting_with(mention, near)
    if verb == "signing":
        yield from signs_with(mention, near)
    if verb == "meeting_each_other" and subject.person is None:
        for body in bodies_in(passage, near, mention.span.start):
            yield Part(body, "attendee", span, rule, 0.85)
    if verb in ("meeting_each_other", "signing") or meets_each_other(mention):
        for actor in near:
            if actor.span.end <= mention.span.start and actor.person not in (None, subject.person):
                yield Part(actor.person, "attendee", span, rule, 0.85)


def told_before(mention: MeetingMention, host: Actor) -> Agent | None:
    """Whom a pronoun means that is received: the person named last before, who is not the host: "… đã tiếp | ông"."""
    passage = mention.passage
    verb = _PRONOUN.match(passage.text, mention.span.start)
    if verb is None:
        return None
    for actor in reversed(actors(passage, Span(max(0, mention.span.start - _BACK), mention.span.start))):
        if actor.person is not None and actor.person != host.person:
            return actor.person
    return None


def _sender(mention: MeetingMention) -> Organization | None:
    """Whose delegation it is that is received as "đoàn" alone: of the body whose people the text told to have come."""
    passage, end = mention.passage, mention.span.start
    if _TEAM.match(passage.text, end) is None:
        return None
    for told in reversed(list(_TEAM_OF.finditer(passage.text, max(0, end - _BACK), end))):
        near = passage.mentions_in(Span(told.end(), min(end, told.end() + _SENDER)))
        first = next((each for each in near if each.span.start == told.end()), None)
        if first is not None and isinstance(first.entity, Organization):
            return first.entity
    return None


_TEAM = re.compile(
    r"(?:[^\W\d_]+\s){1,5}?đoàn(?=[.,;]|\s(?:là|có|gồm|tại|ở|sáng|chiều|trong|ngày|và|cùng|vào|công tác)\b)"
)
_TEAM_OF = re.compile(r"\b[Đđ]oàn\s(?:(?:công tác|cán bộ|đại biểu|chuyên gia|cấp cao|lãnh đạo)\s)*(?:của\s)?(?=[A-ZĐ])")
_SENDER: Final = 120
"""Characters of the longest name of a body."""


_PRONOUN = re.compile(r"(?:[^\W\d_]+\s){1,4}?(?:ông|bà)(?=[.,;]|\s(?:tại|ở|sáng|chiều|trong|ngày|và|cùng|vào)\b)")
_BACK: Final = 800
"""Characters within which somebody is told of whom a pronoun means."""


def _undergoes(passage: Passage, sentence: Span, near: Sequence[Actor], subject: Actor) -> Agent | None:
    """Who is received, or gets something, by a subject behind "được"."""
    ahead = [actor for actor in near if actor.span.end <= subject.span.end]
    guest = undergoing(passage, sentence, near, with_titles(passage, ahead)) if ahead else None
    return guest.agent if guest is not None else None


def _is_titled_only(passage: Passage, subject: Actor) -> bool:
    """Whether one goes to see whose name is not told: it is not the body of the title that inspects."""
    body = subject.body
    if subject.person is not None or body is None or body in offices().values() or is_inspector(body):
        return False
    titles = passage.posts_in(subject.span)
    return bool(titles) and all(title.person is None for title in titles)


_AHEAD = re.compile(r"\bsẽ\s\Z")
"""In front of what somebody is yet to report: "Bộ A sẽ | báo cáo Quốc hội"."""


def _of_inspection(mention: MeetingMention, near: Sequence[Actor], sentence: Span) -> Iterator[Part]:
    """Where a decision to inspect is made known: the body that inspects, and the one to which it is made known."""
    text, subject = mention.passage.text, mention.subject
    decided = inspection_decided(text[mention.span.start : sentence.end])
    if decided is None or subject is None:
        return
    if subject.person is not None and subject.body is not None and is_inspector(subject.body):
        span = Span(min(subject.span.start, mention.span.start), mention.span.end)
        yield Part(subject.body, "organizer", span, "participation.conferring", 0.85)
    onto = _ONTO_BODY.search(text, mention.span.start + decided.end(), sentence.end)
    for actor in near if onto is not None else ():
        if onto is not None and actor.span.start == onto.end() and actor.person is None and actor.body is not None:
            span = Span(mention.span.start, actor.span.end)
            yield Part(actor.body, "attendee", span, "participation.conferring", 0.8)


_ONTO_BODY = re.compile(r"\bđối với\s")


def parts_by_name(mention: MeetingMention, sentence: Span) -> Iterator[Part]:
    """The body whose meeting it is: by its name, or for a session the legislature that the passage tells of."""
    if mention.type == "visit":
        yield from on_a_visit(mention, sentence)
    if mention.told == "verb" or mention.type == "visit":
        return
    yield from between(mention, sentence)
    yield from _held_by(mention, sentence)
    if mention.type == "ceremony" and listed("for_a_guest").match(mention.noun):
        for actor in actors(mention.passage, mention.span):
            if actor.person is not None:
                yield Part(actor.person, "attendee", mention.span, "participation.guest", 0.85)
    if mention.type == "meeting" and (partner := partner_of(mention)) is not None:
        agent, span = partner
        yield Part(agent, "attendee", span, "participation.partner", 0.85)
        yield from _more_partners(mention, span.end, sentence)
        host, _ = owner_after(mention.passage, span.end)
        if host is not None and host.person is not None:
            yield Part(host.person, "organizer", Span(span.start, host.span.end), OF_NAME, 0.85)
    if mention.noun.endswith("họp báo") and (partner := partner_of(mention)) is not None:
        yield Part(partner[0], "speaker", partner[1], "participation.partner", 0.85)
    if mention.type == "meeting":
        yield from _partners(mention, sentence)
    owner = mention.subject if mention.told == "noun" else None
    if owner is None and mention.type == "meeting":
        owner = owner_of(mention, sentence)
    if owner is not None and owner.person is not None:
        span = Span(mention.span.start, max(mention.span.end, owner.span.end))
        yield Part(owner.person, role_of_owner(mention, owner, sentence), span, OF_NAME, 0.85)
        return
    body = _own_body(mention)
    debates = listed("of_the_house").match(mention.noun) is not None
    if debates and body is not None and body.kind != "legislature":
        body = None  # "Phiên thảo luận về báo cáo của Chính phủ"
    if body is None and mention.type == "session":
        of_bill = _ON_BILL.search(mention.name) is not None
        within = Span(
            0, sentence.end if debates and not of_bill else len(mention.passage.text)
        )  # conferences debate too
        near = [*mention.passage.mentions_in(sentence), *mention.passage.mentions_in(within)]
        bodies = (each.entity for each in near if isinstance(each.entity, Organization))
        if of_bill:
            bodies = (each for each in bodies if each.name.startswith("Quốc hội"))
        numbered = _NUMBERED.match(mention.noun) and _SERIAL.search(mention.name)  # plenary sittings have no number
        if mention.noun.startswith(TRIALS):
            house = _court(mention, sentence)
        else:
            house = _inspecting(mention, sentence) or next(
                (each for each in bodies if (_STANDING in each.name if numbered else is_house(each))), None
            )
        if house is not None:
            yield Part(house, "organizer", mention.span, OF_HOUSE, 0.85)
    body = body or _in_name(mention) or _of_party(mention) or body_of(mention)
    implicit = host_of_press(mention, sentence) if mention.type == "press" else implied(mention)
    if body is None and implicit is not None:
        yield Part(implicit, "organizer", mention.span, OF_HOUSE, 0.8)
    confers = listed("conferred").search(mention.name, len(mention.noun) if mention.noun == _ANNIVERSARY else 0)
    if body is not None and (not confers or _PRIZE.search(mention.name)):
        for each in (body, *sharing(mention, sentence)):
            yield Part(each, "organizer", mention.span, OF_NAME, 0.85)  # who decided what is conferred need not hold it


_PRIZE = re.compile(r"\bgiải\b")


def _court(mention: MeetingMention, sentence: Span) -> Organization | None:
    """The court that tries: the one that the sentence of a trial names, else the only one of the passage."""
    for within in (sentence, Span(0, len(mention.passage.text))):
        near = [each.entity for each in mention.passage.mentions_in(within) if isinstance(each.entity, Organization)]
        courts = list(dict.fromkeys(each for each in near if each.kind == "court"))
        if len(courts) == 1:
            return courts[0]
    return None


def _own_body(mention: MeetingMention) -> Organization | None:
    """The body in the name of a meeting, if it holds it: not the office of one who goes there or meets others there.

    Nor whose meeting the press hears of: "họp báo về kết quả phiên họp của | Quốc hội".
    """
    if mention.told != "title" or mention.type not in ("conference", "press"):
        return mention.body
    if mention.subject is not None and mention.subject.person is not None:
        return None
    start, end = mention.span.start + len(mention.noun), mention.span.end
    of_another = mention.type == "press" and noun_pattern().search(mention.passage.text, start, end) is not None
    return None if of_another else mention.body


def _inspecting(mention: MeetingMention, sentence: Span) -> Organization | None:
    """The inspection committee of a party committee, whose sessions are numbered as those of houses are."""
    if not _SESSION.match(mention.noun):
        return None
    near = [each.entity for each in mention.passage.mentions_in(sentence) if isinstance(each.entity, Organization)]
    if any(is_house(each) for each in near):
        return None
    return next((each for each in near if each.name.startswith(_INSPECTION_COMMITTEE)), None)


_SESSION = re.compile(r"k[ỳì] họp")
_INSPECTION_COMMITTEE: Final = "Ủy ban Kiểm tra"


def _of_party(mention: MeetingMention) -> Organization | None:
    """The committee that meets, if it is named, where its conference is by its level: "Hội nghị Trung ương 7"."""
    if mention.type != "conference" or _CENTRAL.match(mention.name) is None:
        return None
    if "Trung Quốc" in mention.passage.sentence(mention.span).of(mention.passage.text):
        return None  # the party of another state meets so too
    known = gazetteer().known.get(fold(_COMMITTEE))
    named = known is not None and any(each.entity == known.bodies[0] for each in mention.passage.mentions)
    return known.bodies[0] if known is not None and named else None


_COMMITTEE: Final = "Ban Chấp hành Trung ương Đảng"
_CENTRAL = re.compile(
    r"Hội nghị (?:(?:lần )?thứ \w+,? )?(?:của )?(?:(?:BCH|Ban [Cc]hấp hành) )?(?:[Tt]rung ương|TW|T\.Ư)(?! Đoàn| Hội)\b"
)
_ON_BILL = re.compile(r"\bdự (?:án|thảo) (?:Bộ )?[Ll]uật\b")
"""In the name of a debate: the house debates, wherever it is named."""
_STANDING: Final = "Ủy ban Thường vụ"
_NUMBERED = re.compile(r"phiên họp")
_SERIAL = re.compile(r"\b(?:thứ|lần) (?:thứ )?\w+")


def _in_name(mention: MeetingMention) -> Organization | None:
    """The body right behind the noun, whose meeting it is: "Cuộc họp Hội đồng quản trị Ngân hàng A"."""
    if mention.told != "title" or mention.type not in ("session", "meeting", "conference", "press"):
        return None
    text, start = mention.passage.text, mention.span.start + len(mention.noun)
    for each in mention.passage.mentions_in(mention.span):
        if isinstance(each.entity, Organization) and _ordinal().fullmatch(text, start, each.span.start):
            return each.entity
    return None


_WHEN: Final = r"(?:quý (?:[IV]+|[1-4])|tháng \d{1,2}|năm \d{4})(?:/\d{4})?"


@cache
def _ordinal() -> re.Pattern[str]:
    """What may stand between the noun of a meeting and the body whose it is."""
    organs = "HĐQT|Hội đồng quản trị|Ban [Cc]hấp hành|BCH|Ban [Tt]hường vụ"
    return re.compile(rf"\s(?:(?:(?:lần )?thứ \w+|{_WHEN}|\d+|{words('ordinal')})\s)*(?:của\s)?(?:(?:{organs})\s)?")


def partner_of(mention: MeetingMention) -> tuple[Agent, Span] | None:
    """Whom one meets: "tại cuộc gặp với Thủ tướng A", "buổi làm việc với Sở B"."""
    if mention.told == "verb":
        return None
    text, owner = mention.passage.text, whose(mention)
    start = owner.span.end if owner is not None else mention.span.start + len(mention.noun)
    for actor in actors(mention.passage, Span(start, min(len(text), start + 120))):
        between = text[start : actor.span.start]
        for time in mention.passage.times_in(Span(start, actor.span.start)):
            between = between.replace(f" {time.span.of(text)}", "")  # "buổi họp báo ngày 3/5 | với Bộ trưởng A"
        gap = _WITH.fullmatch(between)
        if actor.person is not None and gap is not None and ("với" in gap[0] or not _WORKS.search(mention.noun)):
            return actor.person, Span(mention.span.start, actor.span.end)
        named = actor.person is None and not mention.passage.posts_in(actor.span)  # a title alone is somebody not named
        if actor.body is not None and named and _WITH_BODY.fullmatch(between):
            return actor.body, Span(mention.span.start, actor.span.end)
        break
    return None


def _more_partners(mention: MeetingMention, end: int, sentence: Span) -> Iterator[Part]:
    """The others of a list of partners, which "và" or "cùng" closes: "buổi làm việc với Sở A, | Sở B và Công an C"."""
    passage = mention.passage
    near = actors(passage, Span(end, sentence.end))
    chain = chain_after(passage, near, end)
    starts = [end, *(actor.span.end for actor in chain)]
    joined = [_AND.search(passage.text, start, actor.span.start) for start, actor in zip(starts, chain, strict=False)]
    last = max((number for number, each in enumerate(joined) if each is not None), default=-1)
    for actor in chain[: last + 1]:
        if actor.agent is not None and (actor.person is not None or not passage.posts_in(actor.span)):
            span = Span(mention.span.start, actor.span.end)
            yield Part(actor.agent, "attendee", span, "participation.partner", 0.8)


_AND = re.compile(r"\s(?:và|cùng)\s")


def _partners(mention: MeetingMention, sentence: Span) -> Iterator[Part]:
    """The bodies that are listed behind some of no name: "cuộc họp với lãnh đạo các Bộ: A, B và C"."""
    passage = mention.passage
    start = mention.span.start + len(mention.noun)
    if mention.told == "verb":
        verb = verbs(mention.verb).match(passage.text, mention.span.start)
        start = verb.end() - len(_WITH_WORD) if verb is not None and verb[0].endswith(_WITH_WORD) else mention.span.end
    listed_from = _WITH_ALL.match(passage.text, start, sentence.end)
    if listed_from is None:
        return
    near = actors(passage, Span(listed_from.end(), sentence.end))
    chain = chain_after(passage, near, listed_from.end())
    if listed_from[0][-2] != ":" and chain and not _LIST_ENDS.match(passage.text, chain[-1].span.end, sentence.end):
        chain = chain[:-1]  # the subject of the main clause
    for actor in chain:
        if actor.agent is not None:
            span = Span(mention.span.start, actor.span.end)
            yield Part(actor.agent, "attendee", span, "participation.partner", 0.85)


_WITH_WORD: Final = " với"
_WITH_ALL = re.compile(
    r"\svới\s(?:[^:;.()]{3,60}:\s|(?:lãnh đạo |đại diện )?(?:các|nhiều|một số)\s(?:[^\W\d_A-ZĐ]+,?\s){1,6}?"
    r"(?:(?<=, )|và )(?:lãnh đạo |đại diện )?(?=[A-ZĐ]))"
)
_LIST_ENDS = re.compile(r"\s?(?:[.;,]|\Z|(?:để|nhằm|về|do|vào|ngày|sáng|chiều|tại|diễn ra)\s)")


def _held_by(mention: MeetingMention, sentence: Span) -> Iterator[Part]:
    """The bodies in "Buổi triển khai ngày 8/8 do Sở A, Công ty B phối hợp với UBND huyện C tổ chức".

    So those in front of it: "Do Sở A và Công ty B đồng tổ chức, | hội thảo …".
    """
    text = mention.passage.text
    ahead = HELD_AHEAD.match(text, sentence.start, mention.span.start)
    held = ahead or HELD_BY.match(text, mention.span.end, sentence.end)
    if held is None:
        return
    near = actors(mention.passage, Span(*held.span("who")))
    if any(actor.person is not None for actor in near):
        return
    for actor in near:
        if actor.body is not None and JOINED.search(text, held.start(), actor.span.start):
            span = Span(min(held.start(), mention.span.start), max(held.end(), mention.span.end))
            yield Part(actor.body, "organizer", span, HELD, 0.88)


HELD_AHEAD: Final = re.compile(
    r"Do (?P<who>[^.;:]{4,300}?) (?:(?:chủ trì,? )?phối hợp |đồng |cùng |đứng ra |chủ trì )?(?:tổ chức|mở|đăng cai)\b"
    r"[^.;:,]{0,60}, (?:cuộc |buổi )?\Z"
)
JOINED: Final = re.compile(r"(?:\b[dD]o|\bmà|,|\bvà|\bvới|\bcùng|\bphối hợp)\s\Z")
