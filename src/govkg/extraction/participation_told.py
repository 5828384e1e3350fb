"""Who takes part in a meeting, and as what, in the sentences that tell of it.

Invited and absent are roles of their own: neither attends. Those who stand behind a body's name only
because they belong to it ("các đơn vị thuộc Bộ A") bring in nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from govkg.extraction.actors import actors, inside
from govkg.extraction.meeting_mentions import MeetingMention, anchored, noun_pattern
from govkg.extraction.participation_acts import acting, main_subject
from govkg.extraction.participation_chains import Part, chain_after, chain_before, past_brackets
from govkg.extraction.participation_clefts import clefted
from govkg.extraction.participation_holders import meeting_as_verb, organising
from govkg.extraction.participation_hosts import ALIKE, is_no_host
from govkg.extraction.participation_present import leading, present
from govkg.extraction.participation_speakers import on_the_stand, speaking
from govkg.extraction.reading import Actor, Passage
from govkg.model.facts import ParticipationRole
from govkg.model.span import Span

_NEAR = 400
"""Characters around a meeting within which its own sentence tells who holds it."""
_BY = re.compile(r"(?:^|[\s,])(?:do|bởi|được|dưới sự chủ trì của)\s(?:đồng chí |ông |bà |các đồng chí )?\Z")
_TO_NOUN = re.compile(r".{0,12}|\s(?:(?:một|trang trọng|long trọng|trọng thể|thành công|buổi|tiếp)\s)+")
_CLAUSE_END = re.compile(r"\s?(?:[.,;)]|\Z)")
_TOGETHER = re.compile(r"\s(?:phối hợp )?(?:với|cùng)\s")
_HAS = re.compile(r"\b(?P<verb>có|làm)\s\Z")
_PRESIDES = re.compile(r"[^.;:“”]{0,90}?\s(?:chủ trì|chủ tọa|chủ toạ|điều hành)\s(?:(?:đã|vừa|sẽ)\s)*\Z")
"""Behind who is in the chair of a meeting that opens: "do ông A chủ trì | khai mạc sáng 3/4"."""
_ASKS = re.compile(r"\b(?P<verb>mời)\s[^.;]{3,60}?\s(?:dự|tham dự|tới dự|đến dự|về dự)\s\Z")
"""Who asks others to a meeting holds it: "Cục A mời các Bộ dự Hội nghị B"."""
_ARE = re.compile(r"\s(?:là|có|gồm):?\s")
_COLON = re.compile(r":\s")
_WHO_CHAIRS = re.compile(r":\s|(?:\s(?:về )?phía [^,;.:]{2,60}?)?\s(?:là|gồm|có):?\s")
_UNDER = re.compile(r"\s(?:của|bởi)\s(?:các đồng chí:? |đồng chí |các ông:? |ông |bà )?")
_NAMED_NEXT = re.compile(r"(?:\s(?:thứ \w+|này))?\s?[,–-]\s?(?=(?:ông|bà|đồng chí)\b|[A-ZĐ])")


def parts_in_sentence(passage: Passage, sentence: Span, sure: bool, going_on: bool) -> Iterator[Part]:
    """Those whom a sentence of a meeting names: who chairs, attends, speaks, is invited or absent.

    ``sure`` says that the sentence is surely about the meeting; ``going_on`` that the one before it listed who
    was present.
    """
    near = actors(passage, sentence)
    if not near:
        return
    yield from organising(passage, sentence, near)
    yield from _chairing(passage, sentence, near)
    yield from present(passage, sentence, near, going_on)
    yield from speaking(passage, sentence, near, sure)
    yield from on_the_stand(passage, sentence, near)
    yield from clefted(passage, sentence, near)
    yield from acting(passage, sentence, near)


def on_the_trip(passage: Passage, sentence: Span) -> Iterator[Part]:
    """Who is on a visit where a sentence says so, and who holds it: "Tham gia chuyến đi có …", "Sở A cũng đi cùng"."""
    near = actors(passage, sentence)
    if near and _TRIP.search(passage.text, sentence.start, sentence.end) is not None:
        yield from organising(passage, sentence, near)
        yield from present(passage, sentence, near, False)


_TRIP = re.compile(r"\b(?:[Đđ]i cùng|[Cc]ùng đi|[Tt]háp tùng|[Tt]ham gia (?:chuyến|đoàn)|trên tàu|[Tt]ổ chức chuyến)\b")


def holding(mention: MeetingMention, sentence: Span) -> Iterator[Part]:
    """Who holds a meeting that a sentence names: "Sở A tổ chức Hội nghị …", "Hội nghị do Sở A tổ chức"."""
    passage = mention.passage
    near = actors(passage, sentence)
    if mention.told == "verb" or mention.inside or not near:
        return
    for actor in meeting_as_verb(mention, near):
        span = Span(actor.span.start, mention.span.end)
        if actor.person is not None:
            yield Part(actor.person, "speaker", span, "participation.organising", 0.9)
        elif actor.body is not None:
            yield Part(actor.body, "organizer", span, "participation.organising", 0.95)
    if mention.noun == "hội đàm" and passage.text[mention.span.start] == "h":  # "ông A cùng ông B hội đàm kín"
        both = [actor for actor in chain_before(passage, near, mention.span.start) if actor.person is not None]
        for actor in both if len(both) > 1 else ():
            if actor.person is not None:
                span = Span(actor.span.start, mention.span.end)
                yield Part(actor.person, "attendee", span, "participation.between", 0.85)
    first, last = max(sentence.start, mention.span.start - _NEAR), min(sentence.end, mention.span.end + _NEAR)
    has = _HAS.search(passage.text, first, mention.span.start) or _ASKS.search(passage.text, first, mention.span.start)
    for verb in (*anchored("organising").finditer(passage.words, first, last), *([has] if has else [])):
        if verb["verb"] is None:
            continue
        chain = [actor for actor in chain_before(passage, near, verb.start()) if actor.agent is not None]
        bodies = [actor for actor in chain if actor.person is None]
        company = bodies if bodies and _comes_along(passage, chain[0], bodies[0]) else []
        chain = chain[:1] if company else bodies or chain  # who stands before a list of bodies is its apposition
        heads = {person for person, _ in leading(passage, Span(first, last))}
        chain = [
            actor
            for actor in chain
            if (actor.person is None or actor.person not in heads)
            and not (mention.type == "press" and actor.person is None and passage.posts_in(actor.span))
            and not (actor.person is not None and _PRESIDES.match(passage.text, actor.span.end, verb.start()))
        ]
        if not chain:
            chain = _together(passage, near, verb.start())
        if not chain and heads and (body := _headed(passage, near, verb.start())) is not None:
            chain = [body]
        if not chain and (body := _apposed(passage, near, verb.start())) is not None:
            chain = [body]
        if not chain:
            continue
        if _TOGETHER.match(passage.text, verb.end()):
            chain = [*chain, *chain_after(passage, near, verb.end())]
        ahead = verb.end() <= mention.span.start
        follows = verb.re is _ASKS or (
            ahead and _TO_NOUN.fullmatch(passage.text, verb.end(), mention.span.start) is not None
        )
        by = mention.span.end <= chain[0].span.start and _BY.search(passage.text, sentence.start, chain[0].span.start)
        if follows or by:
            span = Span(min(chain[0].span.start, mention.span.start), max(verb.end(), mention.span.end))
            for actor in chain:
                if mention.type == "visit" and (actor.person is not None or passage.posts_in(actor.span)):
                    continue  # whoever goes
                if mention.type == "press" and actor.person is not None:
                    yield Part(actor.person, "speaker", span, "participation.organising", 0.9)
                    continue
                agent = actor.agent if actor.body is None or mention.type == "meeting" else actor.body
                alike = mention.type == "meeting" and ALIKE.search(mention.noun) is not None
                role: ParticipationRole = "attendee" if alike and is_no_host(mention, actor, sentence) else "organizer"
                if agent is not None:
                    yield Part(agent, role, span, "participation.organising", 0.95)
            for actor in company:
                if actor.body is not None:
                    yield Part(actor.body, "attendee", span, "participation.organising", 0.85)
            return


def _comes_along(passage: Passage, first: Actor, body: Actor) -> bool:
    """Whether people of bodies only come along with the one who meets others: "ông A cùng lãnh đạo các Bộ B, C"."""
    return first.person is not None and _COMPANY.fullmatch(passage.text, first.span.end, body.span.start) is not None


_COMPANY = re.compile(r",?\s(?:cùng|và)\s(?:với\s)?(?:các\s)?(?:đại diện|[Ll]ãnh đạo)\s(?:lãnh đạo\s)?(?:các\s)?")


def _together(passage: Passage, near: Sequence[Actor], verb: int) -> list[Actor]:
    """The body that acts with others, not all of whom are named: "Bộ A phối hợp với Sở B và doanh nghiệp | tổ chức"."""
    for actor in near:
        if actor.person is None and actor.body is not None and actor.span.end < verb:
            joint = _JOINTLY.match(passage.text, actor.span.end, verb) or _AND_OTHERS.match(
                passage.text, actor.span.end, verb
            )
            if joint is not None and _CLAUSES.search(passage.text, joint.end(), verb) is None:
                return [actor, *chain_after(passage, near, joint.end())]
    return []


_JOINTLY = re.compile(r"\s(?:(?:đã|vừa|sẽ|cũng)\s)?(?:chủ trì,?\s)?phối hợp\s(?:với|cùng(?:\svới)?)\s")
_AND_OTHERS = re.compile(
    r"(?:\s\([^()]{1,40}\))?\s(?:và|cùng(?:\svới)?)\s"
    r"(?=(?:các|một số|nhiều|chính quyền|lãnh đạo|đại diện|những|đơn vị|cơ quan|doanh nghiệp|nhà tài trợ|đối tác)\s)"
)
"""In front of others of no name who do the same."""
_CLAUSES = re.compile(r"[;:.“”]|,\s(?:đã|sẽ|để|nhằm|khi)\s")


def _apposed(passage: Passage, near: Sequence[Actor], verb: int) -> Actor | None:
    """The body that more is said of before the verb, or that a noun goes back to.

    Such as "Bệnh viện A - nơi đầu tiên của tỉnh - tổ chức", "Tin từ Bộ A cho hay, sáng 5/6, cơ quan này đã tổ chức".
    """
    for actor in near:
        if actor.person is None and actor.body is not None and actor.span.end < verb:
            end = past_brackets(passage.text, actor.span.end)
            if passage.posts_in(actor.span):
                continue
            if _ASIDE.fullmatch(passage.text, end, verb) or _ITSELF.fullmatch(passage.text, end, verb):
                return actor
    return None


_ASIDE = re.compile(r"\s[–-]\s(?![^\W\d_a-zđ]{2})[^–;:.“”]{4,90}?(?:\s[–-]|,)\s(?:(?:đã|vừa|sẽ|cũng)\s)?")
_ITSELF = re.compile(
    r",?\s(?:cho biết|cho hay|thông tin)[^.;:“”]{0,60}?,\s"
    r"(?:cơ quan|đơn vị|bộ|sở|cục|viện|trường|bệnh viện|công ty|tập đoàn|ngân hàng|hội|hiệp hội) này\s"
    r"(?:(?:đã|vừa|sẽ|cũng)\s)?"
)


def _headed(passage: Passage, near: Sequence[Actor], verb: int) -> Actor | None:
    """The body whose team acts: "Đoàn công tác của A do ông B làm trưởng đoàn | đã có buổi làm việc"."""
    bodies = [actor for actor in near if actor.person is None and actor.span.end <= verb]
    return next((body for body in bodies if _BY_HEAD.fullmatch(passage.text, body.span.end, verb)), None)


_BY_HEAD = re.compile(r",? do [^.;]{4,160}?(?: làm [Tt]rưởng đoàn| dẫn đầu),?\s(?:(?:đã|vừa|sẽ)\s)?")


def _chairing(passage: Passage, sentence: Span, near: Sequence[Actor]) -> Iterator[Part]:
    for verb in anchored("chairing").finditer(passage.words, sentence.start, sentence.end):
        if verb["verb"] is None or inside(near, verb.start()) or _WITH_OTHERS.match(passage.text, verb.end()):
            continue
        held = noun_pattern().search(passage.text, verb.end(), min(sentence.end, verb.end() + 40))
        chain = chain_before(passage, near, verb.start())
        if (
            held is None
            and not (
                chain and chain[0].person is not None and _BY.search(passage.text, sentence.start, chain[0].span.start)
            )
            and not _WHO_CHAIRS.match(passage.text, verb.end())
            and not _CLAUSE_END.match(passage.text, verb.end())
            and not _UNDER.match(passage.text, verb.end())
        ):
            continue
        if not chain and verb["verb"].startswith("đồng"):
            chain = _with_another(passage, near, verb.start())
        under = _UNDER.match(passage.text, verb.end())
        if not chain and under:
            chain = chain_after(passage, near, under.end())
        if (
            not chain
            and passage.text[max(sentence.start, verb.start() - 2) : verb.start()] in ("", ", ", "; ", "i ")
            and (are := _are(passage, verb.end(), held, sentence, near))
        ):
            others = _OTHERS_THERE.search(passage.text, are, sentence.end)
            until = others.start() if others is not None else sentence.end
            chain = [actor for actor in near if actor.person is not None and are <= actor.span.start < until]
            chain = chain[: None if _ARE.search(passage.text, verb.end(), are) else 1]
        if under is not None:
            yield from _with_bodies(passage, chain)
        if any(actor.person is not None for actor in chain):  # a body in front of those who chair belongs elsewhere
            chain = [actor for actor in chain if actor.person is not None]
        for actor in chain:
            if actor.agent is not None and (actor.person is not None or not passage.posts_in(actor.span)):
                span = Span(min(actor.span.start, verb.start()), max(actor.span.end, verb.end()))
                yield Part(actor.agent, "chair", span, "participation.chairing", 0.9)


_OTHERS_THERE = re.compile(r";\s(?:[^\W\d_]+\s){0,3}?(?:dự|tham gia|có mặt|phát biểu|chứng kiến|còn có)\b")
"""Behind those in the chair: who else is there."""


def _with_bodies(passage: Passage, chain: Sequence[Actor]) -> Iterator[Part]:
    """The bodies whose people are beside those in the chair: "… chủ trì của ông A cùng lãnh đạo | Bộ B"."""
    for actor, before in zip(chain[1:], chain, strict=False):
        if actor.person is not None or actor.body is None or passage.posts_in(actor.span):
            continue
        if before.person is None or _COMPANY.fullmatch(passage.text, before.span.end, actor.span.start):
            span = Span(before.span.start, actor.span.end)
            yield Part(actor.body, "attendee", span, "participation.chairing", 0.8)


def _with_another(passage: Passage, near: Sequence[Actor], verb: int) -> list[Actor]:
    """Who chairs together with one whose name or title is not known: "Thứ trưởng A và … | đồng chủ trì"."""
    first = next((actor for actor in reversed(near) if actor.person is not None and actor.span.end < verb), None)
    return [first] if first is not None and _ANOTHER.fullmatch(passage.text, first.span.end, verb) else []


_ANOTHER = re.compile(r"\s(?:và|cùng)\s[^,.;:“”]{5,90}\s")
_WITH_OTHERS = re.compile(r",? phối hợp\b")
"""Behind a verb of chairing: what a body has in its care is no meeting."""


def _are(passage: Passage, start: int, held: re.Match[str] | None, sentence: Span, near: Sequence[Actor]) -> int | None:
    """Where those who chair are named after the verb.

    Such as "Chủ trì hội nghị có …", "Chủ tọa kỳ họp, ông A …", "Chủ trì buổi làm việc ngày 4/6 với B, ông C nói …".
    """
    are = _COLON.match(passage.text, start, sentence.end) or _ARE.search(passage.text, start, sentence.end)
    aside = _NAMED_NEXT.match(passage.text, held.end(), sentence.end) if held is not None else None
    if aside is not None:
        return aside.end()
    subject = main_subject(passage, near, held.end()) if held is not None else None
    if subject is not None and (are is None or subject.span.end < are.start()):
        return subject.span.start
    return are.end() if are is not None else None
