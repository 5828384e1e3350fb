"""Who takes part in a meeting, and as what: read from the sentences that tell of it.

Invited and absent are roles of their own: neither attends. Those who stand behind a body's name only
because they belong to it ("các đơn vị thuộc Bộ A") bring in nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from govkg.extraction.actors import actors
from govkg.extraction.meeting_mentions import MeetingMention, before, is_house, listed, noun_pattern, verbs, words
from govkg.extraction.reading import Actor, Passage
from govkg.model.actors import Agent, Organization
from govkg.model.facts import ParticipationRole
from govkg.model.span import Span

_CHAIN = re.compile(
    r"[\s,;–-]*(?:\([^()]{1,60}\)[\s,;]*)?(?:(?:và|cùng|cùng với|phối hợp với|phối hợp cùng|với|cùng các đồng chí"
    r"|các đồng chí|đồng chí|ông|bà|các ông|các bà|người đồng cấp)[\s,:]*)*(?:đại diện |lãnh đạo |đại diện lãnh đạo )?"
)
_ADVERBS = re.compile(
    r"[\s,]*(?:(?:đã|vừa|sẽ|cũng|đang|cùng|đồng|phối hợp|long trọng|trọng thể|trực tiếp|chính thức|tới|đến|về|có"
    r"|và|bài|ý kiến|tham luận|còn|thì|lại|tiếp tục|nhiệt liệt|trân trọng|nhấn|quyết định"
    r"|dẫn đầu (?:[Đđ]oàn [\w ]{2,40}?)?(?=\s)|xin|dự|tham dự|chủ trì)[\s,]*)*"
)
_PLACE = re.compile(r"(?:tại|ở) [^,;.]{3,60}")
_SPEECH_GAP = 90
"""Characters between a speaker and the verb, a quote or an aside included."""
_BY = re.compile(r"(?:^|[\s,])(?:do|bởi|dưới sự chủ trì của)\s(?:đồng chí |ông |bà |các đồng chí )?\Z")
_CLAUSE_END = re.compile(r"\s?(?:[.,;)]|\Z)")
_ARE = re.compile(r"\s(?:là|có|gồm)\s")
_UNDER = re.compile(r"\scủa\s(?:đồng chí |ông |bà )?")
_AND_SPEAKS = re.compile(r"\s(?:và|,)\s")
_ASIDE = re.compile(r"\s?(?:\([^()]*\)|[,–-][^,–-]{3,80}[,–-])\s?(?:\w+\s){0,3}")
_WITH_OTHERS = re.compile(r"[\w\s,()]*\bvà (?:một số|nhiều|các) [\w\s]+")
_TITLED = re.compile(r"(?:Chủ tịch|Bác|Đại tướng|đồng chí|ông|bà)\s\Z")
_BRACKETS = re.compile(r"\([^()]{1,60}\)")
_ONTO = re.compile(r"\b(?:đối với|tại)\s")
_TO = re.compile(r"\bcho\s(?:đồng chí |ông |bà |các đồng chí |cho )*")


@dataclass(frozen=True, slots=True)
class Part:
    """``agent`` takes part in one role, as the words at ``span`` say; ``rule`` read it."""

    agent: Agent
    role: ParticipationRole
    span: Span
    rule: str
    confidence: float


_ROLES: Final[Mapping[str, ParticipationRole]] = {
    "answering": "speaker",
    "reporting": "speaker",
    "debating": "speaker",
    "visiting": "attendee",
    "signing": "attendee",
    "meeting_each_other": "attendee",
}
"""What the subject of a verb is in the meeting that the verb tells; of all other verbs it is the organizer."""


def parts_by_verb(mention: MeetingMention) -> Iterator[Part]:
    """Those whom the verb itself ties to a meeting that it tells, or the words "của …" to a visit."""
    subject, verb = mention.subject, mention.verb
    if mention.told != "verb":
        if mention.type == "visit" and subject is not None and subject.person is not None:
            yield Part(subject.person, "attendee", mention.span, "participation.visit-of", 0.85)
        return
    if verb in ("reporting", "debating") and mention.body is not None:
        yield Part(mention.body, "organizer", mention.span, "participation.reporting", 0.8)
    if subject is None or subject.agent is None:
        return
    passage = mention.passage
    sentence = passage.sentence(mention.span)
    near = actors(passage, sentence)
    span = Span(min(subject.span.start, mention.span.start), max(mention.span.end, subject.span.end))
    rule = f"participation.{verb.replace('_', '-')}"
    yield Part(subject.agent, _ROLES.get(verb, "organizer"), span, rule, 0.85)
    if subject.person is None:
        for actor in _chain_before(passage, near, subject.span.end + 1)[:-1]:
            if actor.agent is not None:
                yield Part(actor.agent, _ROLES.get(verb, "organizer"), span, rule, 0.8)
    if verb in ("receiving", "conferring", "inspecting"):
        yield from _objects(mention, [actor for actor in near if actor.span.start >= mention.span.start], sentence)
    if verb in ("meeting_each_other", "signing"):
        for actor in near:
            if actor.span.end <= mention.span.start and actor.person not in (None, subject.person):
                yield Part(actor.person, "attendee", span, rule, 0.85)


def parts_by_name(mention: MeetingMention, sentence: Span) -> Iterator[Part]:
    """The body whose meeting it is: by its name, or for a session the legislature that the passage tells of."""
    if mention.type == "visit":
        yield from _invited(mention, sentence)
        if mention.told != "verb" and mention.subject is None:
            yield from _visitor(mention, sentence)
    if mention.told == "verb" or mention.type == "visit":
        return
    yield from _between(mention, sentence)
    if mention.type == "meeting" and (partner := partner_of(mention)) is not None:
        agent, span = partner
        yield Part(agent, "attendee", span, "participation.partner", 0.85)
    if mention.told == "noun" and mention.subject is not None and mention.subject.person is not None:
        yield Part(mention.subject.person, "organizer", mention.span, OF_NAME, 0.85)
        return
    body = mention.body
    if body is None and mention.type == "session":
        near = [*mention.passage.mentions_in(sentence), *mention.passage.mentions]
        bodies = (each.entity for each in near if isinstance(each.entity, Organization))
        body = next((each for each in bodies if is_house(each)), None)
    body = body or _in_name(mention)
    if mention.type == "ceremony" and listed("conferred").search(mention.name):
        return  # who decided or approved what is conferred need not hold the ceremony
    if body is not None:
        yield Part(body, "organizer", mention.span, OF_NAME, 0.85)


def _in_name(mention: MeetingMention) -> Organization | None:
    """The body right behind the noun, whose meeting it is: "Cuộc họp Hội đồng quản trị Ngân hàng A"."""
    if mention.told != "title" or mention.type not in ("session", "meeting", "conference"):
        return None
    text, start = mention.passage.text, mention.span.start + len(mention.noun)
    for each in mention.passage.mentions_in(mention.span):
        if isinstance(each.entity, Organization) and _ordinal().fullmatch(text, start, each.span.start):
            return each.entity
    return None


@cache
def _ordinal() -> re.Pattern[str]:
    """What may stand between the noun of a meeting and the body whose it is."""
    organs = "HĐQT|Hội đồng quản trị|Ban [Cc]hấp hành|BCH|Ban [Tt]hường vụ"
    return re.compile(rf"\s(?:(?:(?:lần )?thứ \w+|{words('ordinal')})\s)*(?:của\s)?(?:(?:{organs})\s)?")


def partner_of(mention: MeetingMention) -> tuple[Agent, Span] | None:
    """The person whom one meets: "tại cuộc gặp với Thủ tướng A"."""
    if mention.told == "verb":
        return None
    text, start = mention.passage.text, mention.span.start + len(mention.noun)
    for actor in actors(mention.passage, Span(start, min(len(text), start + 120))):
        if actor.person is not None and _WITH.fullmatch(text, start, actor.span.start):
            return actor.person, Span(mention.span.start, actor.span.end)
        break
    return None


_WITH = re.compile(r"\s(?:với\s)?(?:ông |bà |đồng chí |Ngài |ngài )?")


def _invited(mention: MeetingMention, sentence: Span) -> Iterator[Part]:
    """Such as "Theo lời mời của ông A, ông B thăm …": who invites is the host, the subject is on the visit."""
    text = mention.passage.text
    words_of = _INVITED.search(text, sentence.start, sentence.end)
    if words_of is None:
        return
    near = actors(mention.passage, Span(words_of.end(), sentence.end))
    host = next((actor for actor in near if actor.span.start == words_of.end()), None)
    if host is None or host.agent is None:
        return
    span = Span(min(mention.span.start, words_of.start()), max(mention.span.end, host.span.end))
    yield Part(host.agent, "organizer", span, "participation.invited-by", 0.85)
    guest = next((actor for actor in near if actor.span.start > host.span.end), None)
    if (
        guest is not None
        and guest.person is not None
        and text[words_of.start() - 2 : words_of.start()].strip() in ("", ".")
        and _CLAUSE.fullmatch(text, host.span.end, guest.span.start)
    ):
        yield Part(
            guest.person, "attendee", Span(mention.span.start, mention.span.end), "participation.invited-by", 0.85
        )


_INVITED = re.compile(
    r"(?:[Tt]heo|[Nn]hận|[Đđ]áp lại) lời mời (?:chính thức )?của\s(?:ông |bà |đồng chí |Ngài |ngài )?"
)
_CLAUSE = re.compile(
    r",\s(?:[^,;.]{0,60},\s)?(?:(?:sáng|chiều|tối|ngày|từ|hôm)[^,;.]{0,40},\s)?(?:ông |bà |đồng chí |Ngài |ngài )?"
)


def _between(mention: MeetingMention, sentence: Span) -> Iterator[Part]:
    """Such as "cuộc gặp giữa ông A và ông B"."""
    text = mention.passage.text
    noun = mention.span.start + len(mention.noun)
    between = _BETWEEN.match(text, noun, sentence.end)
    if between is None:
        return
    end = between.end()
    for actor in actors(mention.passage, Span(end, sentence.end)):
        if actor.agent is None or not _CHAIN.fullmatch(text, end, actor.span.start):
            return
        end = actor.span.end
        if actor.person is not None or (actor.body is not None and actor.body.kind != "foreign"):
            span = Span(mention.span.start, end)  # behind a foreign title alone stands a person who is not named
            yield Part(actor.agent, "attendee", span, "participation.between", 0.85)


_BETWEEN = re.compile(r"(?:\s(?:\w+\s){0,4}?|\s)giữa(?=\s)")


def _visitor(mention: MeetingMention, sentence: Span) -> Iterator[Part]:
    """Such as "Trong chuyến thăm nước A, ông B …": the subject is on the visit."""
    text = mention.passage.text
    if not _ON_A_VISIT.match(text, sentence.start):
        return
    for actor in actors(mention.passage, Span(mention.span.end, sentence.end)):
        if actor.person is not None and text[mention.span.end : actor.span.start].strip() == ",":
            yield Part(
                actor.person, "attendee", Span(mention.span.start, actor.span.end), "participation.on-a-visit", 0.85
            )
        return


_ON_A_VISIT = re.compile(r"(?:Trong khuôn khổ|Trong|Nhân|Tiếp tục) (?:chương trình )?chuyến\b")
OF_NAME: Final = "participation.of-name"
"""The rule that reads whose a meeting is from its name alone, which does not show that it is told."""


def _objects(mention: MeetingMention, after: Sequence[Actor], sentence: Span) -> Iterator[Part]:
    """Whom the subject receives, inspects, or to whom it confers something."""
    text = mention.passage.text
    found = verbs(mention.verb).match(text, mention.span.start)
    start = found.end() if found else mention.span.start
    if mention.verb == "inspecting":
        onto = _ONTO.search(text, start, sentence.end)
        start = onto.end() if onto else start
    if mention.verb == "conferring":
        to = _TO.search(text, start, sentence.end)
        if to is None:
            return
        start = to.end()
    for actor in after:
        if actor.span.start < start or actor.agent is None:
            continue
        if not _CHAIN.fullmatch(text, start, actor.span.start):
            break
        span = Span(mention.span.start, actor.span.end)
        yield Part(actor.agent, "attendee", span, f"participation.{mention.verb}", 0.8)
        start = actor.span.end


def parts_in_sentence(
    passage: Passage, sentence: Span, mention: MeetingMention | None, anchored: bool, going_on: bool
) -> Iterator[Part]:
    """Those whom a sentence of a meeting names: who holds, chairs, attends, speaks, is invited or absent.

    ``mention`` is the meeting where the sentence names it; ``anchored`` that the sentence is surely about
    the meeting; ``going_on`` that the sentence before listed who was present.
    """
    near = actors(passage, sentence)
    if not near:
        return
    if mention is not None and mention.told != "verb":
        yield from _holding(passage, sentence, near, mention)
    yield from _chairing(passage, sentence, near)
    yield from _present(passage, sentence, near, going_on)
    yield from _speaking(passage, sentence, near, anchored)


def _holding(passage: Passage, sentence: Span, near: Sequence[Actor], mention: MeetingMention) -> Iterator[Part]:
    for verb in verbs("organising").finditer(passage.text, sentence.start, sentence.end):
        if verb["verb"] is None:
            continue
        chain = _chain_before(passage, near, verb.start())
        bodies = [actor for actor in chain if actor.person is None]
        chain = bodies or chain  # who stands before a list of bodies is another's apposition
        if not chain:
            continue
        follows = 0 <= mention.span.start - verb.end() <= 12
        by = mention.span.end <= chain[0].span.start and _BY.search(passage.text, sentence.start, chain[0].span.start)
        if follows or by:
            span = Span(min(chain[0].span.start, mention.span.start), max(verb.end(), mention.span.end))
            for actor in chain:
                agent = actor.agent if actor.body is None else actor.body
                if agent is not None:
                    yield Part(agent, "organizer", span, "participation.organising", 0.95)
            return


def _chairing(passage: Passage, sentence: Span, near: Sequence[Actor]) -> Iterator[Part]:
    for verb in verbs("chairing").finditer(passage.text, sentence.start, sentence.end):
        if verb["verb"] is None or _inside(near, verb):
            continue
        held = noun_pattern().search(passage.text, verb.end(), min(sentence.end, verb.end() + 40))
        if (
            held is None
            and not _CLAUSE_END.match(passage.text, verb.end())
            and not _UNDER.match(passage.text, verb.end())
        ):
            continue
        chain = _chain_before(passage, near, verb.start())
        under = _UNDER.match(passage.text, verb.end())
        if not chain and under:
            chain = [actor for actor in near if actor.span.start == under.end()]
        if (
            not chain
            and passage.text[max(sentence.start, verb.start() - 2) : verb.start()] in ("", ", ", "; ")
            and (are := _are(passage, verb.end(), held, sentence))
        ):
            chain = [actor for actor in near if actor.person is not None and actor.span.start >= are]
            chain = chain[: None if _ARE.search(passage.text, verb.end(), are) else 1]
        for actor in chain:
            if actor.agent is not None:
                span = Span(min(actor.span.start, verb.start()), max(actor.span.end, verb.end()))
                yield Part(actor.agent, "chair", span, "participation.chairing", 0.9)


def _are(passage: Passage, start: int, held: re.Match[str] | None, sentence: Span) -> int | None:
    """Where those who chair are named after the verb: "Chủ trì hội nghị có …", "Chủ tọa kỳ họp, ông A …"."""
    are = _ARE.search(passage.text, start, sentence.end)
    aside = _NAMED_NEXT.match(passage.text, held.end(), sentence.end) if held is not None else None
    return aside.end() if aside is not None else are.end() if are is not None else None


_NAMED_NEXT = re.compile(r"(?:\s(?:thứ \w+|này))?\s?[,–-]\s?(?=(?:ông|bà|đồng chí)\b|[A-ZĐ])")
_PRESENCE: Final[Sequence[tuple[str, ParticipationRole]]] = (
    ("absent", "absent"),
    ("inviting", "invited"),
    ("attending", "attendee"),
)


def _present(passage: Passage, sentence: Span, near: Sequence[Actor], going_on: bool) -> Iterator[Part]:
    text = passage.text
    if going_on and before_sentence("also_present", text, sentence):
        yield from _listed(passage, sentence, near, "attendee")
        return
    for key, role in _PRESENCE:
        for verb in verbs(key).finditer(text, sentence.start, sentence.end):
            if verb["verb"] is None or _inside(near, verb):
                continue
            chain = [] if key == "inviting" else _chain_before(passage, near, verb.start())
            for actor in chain:
                if actor.agent is not None:
                    yield Part(actor.agent, role, Span(actor.span.start, verb.end()), f"participation.{key}", 0.88)
            if not chain and (
                sentence.end - verb.end() <= 2 or _AND_SPEAKS.match(text, verb.end())
            ):  # "…, lãnh đạo các đơn vị cũng tới dự."
                yield from _listed(passage, Span(sentence.start, verb.start()), near, role)
            elif not chain:
                yield from _listed(passage, Span(verb.end(), sentence.end), near, role)
            return


def before_sentence(key: str, text: str, sentence: Span) -> bool:
    """Whether a sentence begins with a word of a list."""
    opening = verbs(key).match(text, sentence.start, sentence.end)
    return opening is not None and opening["verb"] is not None


def _listed(passage: Passage, within: Span, near: Sequence[Actor], role: ParticipationRole) -> Iterator[Part]:
    """The list after "Tham dự có": all persons, and the bodies of which somebody is there."""
    text, done, in_list = passage.text, within.start, False
    for actor in near:
        if actor.span.start < within.start or actor.span.end > within.end or actor.agent is None:
            continue
        gap = text[done : actor.span.start]
        speech = verbs("speaking").search(gap)
        if speech is not None and speech["verb"]:
            return
        if actor.person is None:
            in_list = before("representing").search(gap) is not None or (in_list and _goes_on(gap))
            if not in_list:
                continue
        done = actor.span.end
        span = Span(within.start, actor.span.end)
        yield Part(actor.agent, role, span, "participation.listed", 0.92 if actor.person else 0.9)


def _goes_on(gap: str) -> bool:
    """Whether a list of bodies goes on: a comma or "và" before the next one, and no word that it only belongs to."""
    return _NEXT.search(gap) is not None and before("belonging").search(gap) is None


_NEXT = re.compile(r"(?:,|;|\bvà|\bcùng)\s(?:đại diện |lãnh đạo |các )*\Z")


def _speaking(passage: Passage, sentence: Span, near: Sequence[Actor], anchored: bool) -> Iterator[Part]:
    text = passage.text
    said: set[Agent] = set()
    opening = before_sentence("opening", text, sentence)
    for verb in verbs("speaking").finditer(text, sentence.start, sentence.end):
        if verb["verb"] is None or _inside(near, verb):
            continue
        speaker = next((actor for actor in reversed(near) if actor.person and actor.span.end <= verb.start()), None)
        if speaker is None or speaker.person is None or speaker.person in said:
            continue
        gap = text[speaker.span.end : verb.start()]
        if len(gap) > _SPEECH_GAP or not (_ADVERBS.fullmatch(gap) or opening or _aside(gap)):
            continue
        lead = text[max(sentence.start, speaker.span.start - 24) : speaker.span.start]
        if before("not_there").search(_TITLED.sub("", lead)) or before("not_subject").search(lead):
            continue
        chain = _chain_before(passage, near, speaker.span.end)
        if chain and " và " not in text[chain[0].span.start : speaker.span.start]:
            chain = [speaker]  # a comma alone ends the clause of another
        for actor in chain:
            if actor.person is not None and actor.person not in said:
                said.add(actor.person)
                span = Span(actor.span.start, verb.end())
                yield Part(actor.person, "speaker", span, "participation.speaking", 0.85 if anchored else 0.8)
    according = verbs("according_to").match(text, sentence.start, sentence.end)
    if according is not None and according["verb"]:
        first = near[0]
        if first.person is not None and first.person not in said and first.span.start - according.end() <= 12:
            span = Span(sentence.start, first.span.end)
            yield Part(first.person, "speaker", span, "participation.according-to", 0.75)


def _aside(gap: str) -> bool:
    """Only an apposition between commas, brackets or dashes, such as a constituency."""
    return _ASIDE.fullmatch(gap) is not None or (_WITH_OTHERS.fullmatch(gap) is not None and len(gap) < 60)


def _inside(near: Sequence[Actor], verb: re.Match[str]) -> bool:
    return any(actor.span.start <= verb.start() < actor.span.end for actor in near)


def _chain_before(passage: Passage, near: Sequence[Actor], verb: int) -> list[Actor]:
    """The actors joined by commas and "và" right before a verb, in order; those in brackets are asides."""
    chain: list[Actor] = []
    end = verb
    for actor in reversed([actor for actor in near if actor.span.end <= verb]):
        lead = passage.text[max(0, actor.span.start - 12) : actor.span.start]
        if lead.rstrip().endswith("(") and passage.text[actor.span.end : actor.span.end + 2].lstrip()[:1] == ")":
            continue
        if actor.person is None and before("belonging").search(lead):
            break
        gap = _BRACKETS.sub("", passage.text[actor.span.end : end])
        if not chain and gap.strip() == "và":  # the verb goes on after something else
            break
        if not chain:
            for time in passage.times_in(Span(actor.span.end, end)):
                gap = gap.replace(time.span.of(passage.text), "")
            joined = _ADVERBS.fullmatch(_PLACE.sub("", gap)) is not None or _CHAIN.fullmatch(gap) is not None
        else:
            joined = _CHAIN.fullmatch(gap) is not None and bool(gap.strip())
        if not joined:
            break
        chain.append(actor)
        end = actor.span.start
    return chain[::-1]
