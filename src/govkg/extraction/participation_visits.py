"""Who is on a visit and whose guest, by the words around it: "theo lời mời của ông A, ông B thăm …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govkg.extraction.actors import actor_at, actors
from govkg.extraction.meeting_mentions import MeetingMention
from govkg.extraction.participation_chains import Part, chain_before
from govkg.extraction.reading import Actor, Passage
from govkg.model.actors import Organization
from govkg.model.span import Span
from govkg.text.names import is_foreign

_INVITED = re.compile(
    r"(?:[Tt]heo|[Nn]hận|[Đđ]áp lại) lời mời (?:chính thức )?của\s(?:ông |bà |đồng chí |Ngài |ngài )?"
)
_CLAUSE = re.compile(
    r",\s(?:[^,;.]{0,60},\s)?(?:(?:sáng|chiều|tối|ngày|từ|hôm)[^,;.]{0,40},\s)?(?:ông |bà |đồng chí |Ngài |ngài )?"
)
_LASTING = re.compile(r"[^,;.]{0,50},(?:\s*,)?(?:\s(?:tại|ở)\s[^,;.]{2,40},)?\s(?:ông |bà |đồng chí |Ngài |ngài )?")
_ON_A_VISIT = re.compile(r"(?:(?:Cũng )?[Tt]rong(?: khuôn khổ)?|Nhân|Tiếp tục|Cũng nhân) (?:chương trình )?chuyến\b")


def on_a_visit(mention: MeetingMention, sentence: Span) -> Iterator[Part]:
    """Those who are on a visit, the host who invites and the body that is visited."""
    yield from _invited(mention, sentence)
    yield from _host(mention, sentence)
    if mention.told != "verb" and mention.subject is None:
        yield from _whose(mention, sentence)
        yield from _visitor(mention, sentence)
        yield from _goes(mention, sentence)
        yield from _comes(mention, sentence)
        yield from _meanwhile(mention, sentence)


def led_by(passage: Passage, sentence: Span, head: Actor) -> Organization | None:
    """The body whose people somebody heads: "Đoàn công tác của | Cục A | do ông B dẫn đầu thăm …"."""
    for actor in actors(passage, Span(sentence.start, head.span.start)):
        led = actor.person is None and _HEADED.fullmatch(passage.text, actor.span.end, head.span.start)
        if led and _TEAM.search(passage.text, max(sentence.start, actor.span.start - 40), actor.span.start):
            return actor.body
    return None


_TEAM = re.compile(r"\b[Đđ]oàn\s(?:[^\W\dA-Z]+\s){0,4}\Z")
_HEADED = re.compile(r",?\sdo\s(?:ông\s|bà\s|đồng chí\s)?")


def _whose(mention: MeetingMention, sentence: Span) -> Iterator[Part]:
    """Such as "chuyến thăm Lào | của ông A": whose visit it is, named behind where it goes."""
    of = _OF.match(mention.passage.text, mention.span.end, sentence.end)
    if of is None:
        return
    actor = actor_at(mention.passage, of.end())
    if actor is not None and actor.person is not None:
        span = Span(mention.span.start, actor.span.end)
        yield Part(actor.person, "attendee", span, "participation.visit-of", 0.85)


_OF = re.compile(
    r"(?:\s(?:vừa qua|mới đây|gần đây|vừa rồi|sắp tới|lần này|này|đầu tiên|kéo dài [^,.;:]{2,16}))?\scủa\s"
    r"(?:ông |bà |đồng chí |Ngài |ngài |đương kim )?"
)


def _invited(mention: MeetingMention, sentence: Span) -> Iterator[Part]:
    """Such as "Theo lời mời của ông A, ông B thăm …": who invites is the host, the subject is on the visit."""
    text = mention.passage.text
    words_of = _INVITED.search(text, sentence.start, sentence.end)
    if words_of is None:
        return
    host = actor_at(mention.passage, words_of.end())
    if host is None or host.agent is None:
        return
    span = Span(min(mention.span.start, words_of.start()), max(mention.span.end, host.span.end))
    yield Part(host.agent, "organizer", span, "participation.invited-by", 0.85)
    guest = next(iter(actors(mention.passage, Span(host.span.end, sentence.end))), None)
    if (
        guest is not None
        and guest.person is not None
        and text[words_of.start() - 2 : words_of.start()].strip() in ("", ".")
        and _CLAUSE.fullmatch(text, host.span.end, guest.span.start)
    ):
        yield Part(
            guest.person, "attendee", Span(mention.span.start, mention.span.end), "participation.invited-by", 0.85
        )


def _visitor(mention: MeetingMention, sentence: Span) -> Iterator[Part]:
    """Such as "Trong chuyến thăm nước A, ông B …": the subject is on the visit."""
    text = mention.passage.text
    if not _ON_A_VISIT.match(text, sentence.start):
        return
    for actor in actors(mention.passage, Span(mention.span.end, sentence.end)):
        gap = text[mention.span.end : actor.span.start]
        for time in mention.passage.times_in(Span(mention.span.end, actor.span.start)):
            gap = gap.replace(time.span.of(text), "")
        if actor.person is not None and _LASTING.fullmatch(gap):
            yield Part(
                actor.person, "attendee", Span(mention.span.start, actor.span.end), "participation.on-a-visit", 0.85
            )
        return


def _goes(mention: MeetingMention, sentence: Span) -> Iterator[Part]:
    """Such as "Chủ tịch nước A bắt đầu chuyến thăm Lào", "ông B đã kết thúc tốt đẹp chuyến công tác"."""
    passage = mention.passage
    verb = _GOES.search(passage.text, max(sentence.start, mention.span.start - 40), mention.span.start)
    if verb is None:
        return
    near = actors(passage, sentence)
    arrives = _ARRIVES.search(passage.text, sentence.start, verb.start("verb"))
    chain = chain_before(passage, near, arrives.start() if arrives is not None else verb.start("verb"))
    if arrives is not None and _INVITED.search(passage.text, sentence.start, arrives.start()):
        chain = chain[-1:]  # who invites stands before
    for actor in chain:
        if actor.person is not None:
            span = Span(actor.span.start, mention.span.end)
            yield Part(actor.person, "attendee", span, "participation.on-a-visit", 0.85)


_GOES = re.compile(
    r"\b(?P<verb>(?:hồi\s[^,.;:]{2,24}?\s)?(?:(?:đã|sẽ|vừa|đang|chính thức)\s)*"
    r"(?:có|bắt đầu|kết thúc|thực hiện|tiến hành|mở đầu|bước vào|lên đường|hoàn tất|khép lại|tới))\s"
    r"(?:(?:tốt đẹp|thành công|một|ngày làm việc cuối cùng của)\s)?\Z"
)


_ARRIVES = re.compile(
    r"\s(?:(?:và|cùng)\s(?:đoàn|phu nhân)(?:\s[^,;.]{2,30})?\s)?(?:(?:đã|vừa)\s)?"
    r"(?:tới|đến|rời|về tới|về đến|trở về|về|đặt chân tới|đặt chân đến)\s[^;.]{2,60},\s\Z"
)
"""In "Thủ tướng A tới thủ đô B, bắt đầu chuyến thăm …"."""


def _host(mention: MeetingMention, sentence: Span) -> Iterator[Part]:
    """Such as "ông A thăm và làm việc với Sở B": the body with which a visitor works."""
    passage = mention.passage
    visited = _WORKS_WITH.match(passage.text, mention.span.start, sentence.end)
    if visited is None:
        return
    actor = actor_at(passage, visited.end())
    if actor is not None and actor.person is None and actor.body is not None:
        span = Span(mention.span.start, actor.span.end)
        yield Part(actor.body, "organizer", span, "participation.visited", 0.8)


_WORKS_WITH = re.compile(r"(?:[Cc]huyến )?(?:đến |tới |sang )?thăm[^.;,]{0,20}? và làm việc (?:với|tại) (?:lãnh đạo )?")


def _comes(mention: MeetingMention, sentence: Span) -> Iterator[Part]:
    """Such as "Tổng thống A hội đàm với Chủ tịch nước B trong chuyến thăm Việt Nam": the one of another state comes."""
    passage = mention.passage
    if "Việt Nam" not in mention.span.of(passage.text):
        return
    foreign = {
        actor.person
        for actor in actors(passage, sentence)
        if actor.person is not None
        and (is_foreign(actor.person.name) or (actor.body is not None and actor.body.kind == "foreign"))
    }
    if len(foreign) == 1:
        yield Part(foreign.pop(), "attendee", mention.span, "participation.on-a-visit", 0.8)


def _meanwhile(mention: MeetingMention, sentence: Span) -> Iterator[Part]:
    """Such as "Chủ tịch nước A, trong chuyến công tác tại B, đã …": who does something on a visit is on it."""
    passage = mention.passage
    aside = _DURING.search(passage.text, max(sentence.start, mention.span.start - 24), mention.span.start)
    ahead = actors(passage, Span(sentence.start, aside.start())) if aside is not None else ()
    if aside is not None and ahead and ahead[-1].person is not None and ahead[-1].span.end == aside.start():
        span = Span(ahead[-1].span.start, mention.span.end)
        yield Part(ahead[-1].person, "attendee", span, "participation.on-a-visit", 0.85)


_DURING = re.compile(r",\s(?:trong|nhân|nhân dịp|trong khuôn khổ)\s\Z")
