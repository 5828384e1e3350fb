"""Those to whom something is done by the verb that tells a meeting: guests, the other side, who is given something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from govkg.extraction.actors import actors
from govkg.extraction.meeting_mentions import MeetingMention, verbs, words
from govkg.extraction.participation_chains import CHAIN, Part, chain_after, chain_before
from govkg.extraction.reading import Actor, Passage
from govkg.model.facts import ParticipationRole
from govkg.model.span import Span

_CONCLUDES = re.compile(r".{0,80}?\bkết luận (?:thanh tra|kiểm tra|kiểm toán|giám sát)")
_ONTO = re.compile(r"\b(?:đối với|tại)\s")
_DECIDED_ON = re.compile(
    r"\b(?:bổ nhiệm|điều động|luân chuyển|phân công|chỉ định|phê chuẩn|chuẩn y|thăng cấp|thăng quân hàm|nghỉ hưu)"
    r"(?:[^.;:“”,]{0,60}?\s(?:đối với))?\s(?=(?:đồng chí|ông|bà|đ/c|các đồng chí)\s)"
)
"""Whom a decision that is handed over is about: "trao Quyết định bổ nhiệm | ông A giữ chức …"."""
_TO = re.compile(r"\bcho\s(?:đồng chí |ông |bà |các đồng chí |cho )*")


def signs_with(mention: MeetingMention, near: Sequence[Actor]) -> Iterator[Part]:
    """The other side of an agreement: "Bệnh viện A ký kết hợp tác | với Đại học B"."""
    text = mention.passage.text
    for actor in near:
        if actor.span.start > mention.span.start and _WITH_SIDE.fullmatch(text, mention.span.start, actor.span.start):
            if actor.agent is not None and not (actor.person is None and mention.passage.posts_in(actor.span)):
                role: ParticipationRole = "organizer" if actor.person is None else "attendee"
                yield Part(actor.agent, role, Span(mention.span.start, actor.span.end), "participation.signing", 0.8)
            return


_WITH_SIDE = re.compile(r"[^.;:“”]{3,140}?\s(?:với|cùng)\s(?:đại diện |lãnh đạo )?")


def sign_there(mention: MeetingMention, near: Sequence[Actor]) -> Iterator[Part]:
    """Those by whom an agreement is signed, with whose they are behind: "ông A của Lào và bà B của Cuba, ký"."""
    text, end = mention.passage.text, mention.span.start
    for actor in reversed(near):
        if actor.span.end > end:
            continue
        if actor.agent is None or _OF_SIDE.fullmatch(text, actor.span.end, end) is None:
            return
        role: ParticipationRole = "organizer" if actor.person is None else "attendee"
        yield Part(actor.agent, role, Span(actor.span.start, mention.span.end), "participation.signing", 0.8)
        end = actor.span.start


_OF_SIDE = re.compile(
    r"(?:\s(?:của|phía|đại diện cho|đại diện)\s[^,.;:“”]{2,40}?)?,?(?:\s(?:và|cùng))?\s"
    r"(?:(?:đã|vừa|cùng|cùng nhau|chính thức|ông|bà|đồng chí|ngài)\s)*"
)


def both_sign(mention: MeetingMention, near: Sequence[Actor]) -> Iterator[Part]:
    """The two bodies of which a sentence told before it says that "hai bên" sign: "Làm việc với Sở A, Viện B …"."""
    text = mention.passage.text
    own = [actor for actor in near if actor.span.end <= mention.span.start and actor.body is not None]
    bodies = [each for each in own if each.person is None and not text.endswith(_WHOLES, 0, each.span.start)]
    if BOTH.search(text, max(0, mention.span.start - 60), mention.span.start) and len(bodies) == _BOTH:
        for actor in bodies:
            if actor.body is not None:
                span = Span(actor.span.start, mention.span.end)
                yield Part(actor.body, "attendee", span, "participation.signing", 0.8)


_WHOLES: Final = ("thuộc ", "trực thuộc ")
_BOTH: Final = 2
BOTH: Final = re.compile(
    r"\b(?:[Hh]ai|[Đđ]ôi)\s(?:bên|cơ quan|đơn vị|bộ|ngành|phía|trường|viện|sở|tổ chức)\s"
    r"(?:(?:đã|vừa|cũng|cùng|sẽ)\s)*\Z"
)
"""In front of what two do together whom the text told before."""


def given_there(passage: Passage, sentence: Span, *, anything: bool) -> Iterator[Part]:
    """Those to whom something goes at a ceremony: "Phần thưởng thuộc về Viện A", "hạng ba cho ông B".

    ``anything`` says that it is one of handing over; at others only what honours is conferred there.
    """
    near: Sequence[Actor] | None = None
    for given in (_GIVEN if anything else _awarded()).finditer(passage.text, sentence.start, sentence.end):
        near = actors(passage, sentence) if near is None else near
        for actor in chain_after(passage, near, given.end()):
            named = actor.person is not None or not passage.posts_in(actor.span)
            if actor.agent is not None and named:
                yield Part(actor.agent, "attendee", Span(given.start(), actor.span.end), "participation.given", 0.8)


_GIVEN = re.compile(
    r"\b(?:thuộc về|dành cho|trao cho|trao tặng cho|tặng cho|(?:tặng|trao)\s[^.;:“”]{3,90}?\scho|hạng\s\w{1,4}\scho)\s"
    r"(?:đương kim |các ông |các bà |các đồng chí |[^.;:“”,]{3,40}? là các ông )?"
)


@cache
def _awarded() -> re.Pattern[str]:
    what = words("conferred")
    return re.compile(rf"\b(?:tặng|trao)(?:\s[^\W\d_]+){{0,2}}\s(?:{what})(?!\w)(?:\s[^.;:“”]{{1,70}}?)?\scho\s")


def called(mention: MeetingMention, near: Sequence[Actor], subject: Actor) -> Iterator[Part]:
    """The body that is called to meet: "Bộ A họp | Ban Chỉ đạo B", and its own meeting where a person calls it."""
    verb = verbs("convening").match(mention.passage.text, mention.span.start)
    for actor in near if verb is not None else ():
        if verb is not None and actor.span.start == verb.end() + 1 and actor.person is None and actor.body is not None:
            role: ParticipationRole = "attendee" if subject.person is None else "organizer"
            span = Span(mention.span.start, actor.span.end)
            yield Part(actor.body, role, span, "participation.convening", 0.85)


def received(mention: MeetingMention, near: Sequence[Actor], subject: Actor) -> Iterator[Part]:
    """Who presents credentials or calls with the subject, and on whom."""
    rule = f"participation.{mention.verb.replace('_', '-')}"
    for actor in chain_before(mention.passage, near, mention.span.start):
        if actor.person not in (None, subject.person):
            yield Part(actor.person, "attendee", actor.span, rule, 0.85)
    host = next((actor for actor in near if actor.person is not None and actor.span.start >= mention.span.start), None)
    if host is not None and host.person is not None:
        yield Part(host.person, "organizer", host.span, rule, 0.85)


def _is_foreign_office(mention: MeetingMention, actor: Actor) -> bool:
    """Whether an actor is the title of a foreigner who is not named there."""
    titles = mention.passage.posts_in(actor.span)
    return bool(titles) and actor.body is not None and actor.body.kind == "foreign"


def leads_a_state(passage: Passage, actor: Actor) -> bool:
    """Whether a person is named with the highest office of a state, its government, house or party."""
    return actor.person is not None and _HEAD.match(passage.text, actor.span.start) is not None


_HEAD = re.compile(
    r"(?:Tổng thống|Thủ tướng|Chủ tịch nước|Tổng [Bb]í thư|Quốc vương|Nhật hoàng|Toàn quyền"
    r"|Chủ tịch (?:[Qq]uốc hội|[Hh]ạ viện|[Tt]hượng viện|[Nn]ghị viện))\s"
)


def objects(mention: MeetingMention, after: Sequence[Actor], sentence: Span) -> Iterator[Part]:
    """Whom the subject receives, inspects, or to whom it confers something."""
    text = mention.passage.text
    found = verbs(mention.verb).match(text, mention.span.start)
    found = found or _CONCLUDES.match(text, mention.span.start)
    start = found.end() if found else mention.span.start
    if mention.verb == "inspecting":
        onto = _ONTO.search(text, start, sentence.end)
        start = onto.end() if onto else start
    if mention.verb in ("conferring", "giving"):
        to = _TO.search(text, start, sentence.end)
        whom = _DECIDED_ON.search(text, start, min(sentence.end, to.start() if to else sentence.end))
        if to is None and whom is None:
            return
        start = whom.end() if whom is not None else to.end() if to is not None else start
    led: Actor | None = None
    begins = start
    for actor in after:
        if actor.span.start < start or actor.agent is None:
            continue
        if mention.subject is not None and actor.agent == mention.subject.agent:
            continue
        if actor.person is None and _is_foreign_office(mention, actor):
            continue  # whoever holds it is named elsewhere
        first = led is None and start == begins
        if not (CHAIN.fullmatch(text, start, actor.span.start) or (first and _are_of(mention, start, actor))):
            break
        if leads_a_state(mention.passage, actor):
            if led is not None and mention.verb == "receiving":
                break  # whom one meets next
            led = actor
        span = Span(mention.span.start, actor.span.end)
        yield Part(actor.agent, "attendee", span, f"participation.{mention.verb}", 0.8)
        start = actor.span.end


def _are_of(mention: MeetingMention, start: int, actor: Actor) -> bool:
    """Whether those whom one meets are of a body: "làm việc với cán bộ của | Sở A", "gặp công nhân | Công ty B"."""
    if mention.verb != "receiving" or actor.person is not None or mention.passage.posts_in(actor.span):
        return False
    return _PEOPLE_OF.fullmatch(mention.passage.text, start, actor.span.start) is not None


_PEOPLE_OF = re.compile(
    r"\s(?:với\s)?(?:(?:các|tập thể|toàn thể|đông đảo|hơn|gần|trên|khoảng|đại diện|\d[\d.]*)\s)*"
    r"(?:cán bộ|lãnh đạo|ban lãnh đạo|Ban lãnh đạo|[Bb]an [Gg]iám (?:đốc|hiệu)|chiến sĩ|công nhân|người lao động"
    r"|nhân viên|giảng viên|giáo viên|sinh viên|học sinh|y,? bác sĩ|bác sĩ|hội viên|đoàn viên|đội ngũ|chuyên gia)"
    r"(?:(?:[^.;:“”\"]|\.(?=\d)){0,70}\s)(?:(?:của|tại|trường|thuộc)\s)?"
)
