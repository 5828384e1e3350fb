"""Who is at a meeting where a sentence plays in it: "Tại buổi lễ, ông A trao …", "Bộ trưởng B tại cuộc họp"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from govkg.extraction.actors import actors
from govkg.extraction.meeting_mentions import MeetingMention, before, verb_in
from govkg.extraction.participation_chains import ADVERBS, CHAIN, Part, past_brackets
from govkg.extraction.participation_hosts import ALIKE
from govkg.extraction.participation_named import partner_of
from govkg.extraction.participation_owners import whose
from govkg.extraction.reading import Actor, Passage
from govkg.model.actors import Person
from govkg.model.facts import ParticipationRole
from govkg.model.span import Span

_LEAD: Final = 30
"""Characters that may stand before the meeting at which a sentence plays."""
_SHOWN_WITHIN: Final = 70
"""Characters behind a meeting within which a caption ends."""
_AFTER_SCENE = re.compile(r"[^;:“\"]{0,120}?,\s(?:(?:đồng chí|ông|bà|đ/c|ngài|Ngài)\s)?\Z")
_UNTRUE = re.compile(r"\b(?:bị|được|sẽ|từng|không|chưa|nếu|theo|muốn|định)\b", re.IGNORECASE)
_STANDS = re.compile(
    r"(?:\s?\([^()]{1,24}\))?(?:\s(?:đã |vừa |cùng |đồng )?(?:phát biểu|chủ trì|trả lời(?: báo chí| phóng viên)?"
    r"|bắt tay nhau|nói chuyện|điều hành|báo cáo|chia sẻ|trao đổi))?\s(?:tại|trong)\s(?:một\s)?"
)
"""Between somebody and the meeting at which a picture or a clause shows them."""
_SHOWN = re.compile(r"[^,.;:“\"]{0,60}\s(?:tại|trong)\s(?:một\s)?")
_PAIRED = re.compile(r"(?:^|\s)(?:tại|trong|sau|ngay sau|có|ở)\s(?:một\s|các\s)?\Z", re.IGNORECASE)
"""Before a meeting with somebody: it took place."""


def shown_there(mention: MeetingMention, sentence: Span) -> list[Actor]:
    """The persons whom a sentence begins with and shows at a meeting: "Bộ trưởng A (giữa) tại cuộc họp báo"."""
    text = mention.passage.text
    if mention.told == "verb" or mention.span.start - sentence.start < 2:
        return []
    chain: list[Actor] = []
    for actor in actors(mention.passage, Span(sentence.start, mention.span.start)):
        joined = CHAIN.fullmatch(text, chain[-1].span.end, actor.span.start) if chain else None
        if actor.person is None or not (joined or (not chain and actor.span.start <= sentence.start + 6)):
            break
        chain.append(actor)
    if not chain:
        return []
    end = chain[-1].span.end
    if _STANDS.fullmatch(text, end, mention.span.start):
        return chain
    ends = sentence.end - mention.span.end <= _SHOWN_WITHIN
    shown = ends and _SHOWN.fullmatch(text, end, mention.span.start) is not None
    return chain if shown and not _UNTRUE.search(text, end, mention.span.start) else []


def met_by(mention: MeetingMention, sentence: Span) -> Actor | None:
    """Who has a meeting with somebody: "ông A nói sau cuộc gặp với ông B", "Trong cuộc gặp với ông B, ông A …"."""
    if mention.type != "meeting" or mention.told == "verb":
        return None
    partner = partner_of(mention)
    lead = mention.passage.text[max(sentence.start, mention.span.start - 16) : mention.span.start]
    if partner is None or not _PAIRED.search(lead):
        return None
    ahead = actors(mention.passage, Span(sentence.start, mention.span.start))
    if ahead:
        return ahead[-1] if ahead[-1].person is not None and ahead[-1].person != partner[0] else None
    return _subject_behind(mention, max(mention.span.end, partner[1].end), sentence)


def _subject_behind(mention: MeetingMention, end: int, sentence: Span) -> Actor | None:
    """The person with whom the main clause begins behind where a sentence plays."""
    for actor in actors(mention.passage, Span(end, sentence.end)):
        if actor.person is None and _WHERE.fullmatch(mention.passage.text, end, actor.span.start):
            continue
        if actor.person is None or not _AFTER_SCENE.fullmatch(mention.passage.text, end, actor.span.start):
            return None
        return actor
    return None


def in_scene(mention: MeetingMention, sentence: Span) -> Iterator[Part]:
    """Those whom a sentence shows at the meeting that it names."""
    if mention.passage.part == "title" or mention.told == "verb":
        return
    for actor in shown_there(mention, sentence):
        if actor.person is not None:
            role: ParticipationRole = "speaker" if mention.type == "press" else "attendee"
            yield Part(actor.person, role, Span(actor.span.start, mention.span.end), SHOWN, 0.8)
    if (other := met_by(mention, sentence)) is not None and other.person is not None:
        span = Span(min(other.span.start, mention.span.start), max(other.span.end, mention.span.end))
        yield Part(other.person, "attendee", span, SHOWN, 0.8)
    text = mention.passage.text
    lead = text[sentence.start : mention.span.start]
    if len(lead) >= _LEAD or before("setting").search(lead):
        return
    if _PLAYS.search(lead):
        yield from _body_speaks(mention, sentence)
    elif not _AFTERWARDS.search(lead) or mention.type == "session" or "giữa" in mention.span.of(text):
        return  # whoever acts when a session or the meeting of others is over need not have been there
    for acting in _acting(mention, sentence):
        if acting.person is not None and not _UNDERGOES.match(text, acting.span.end):
            span = Span(mention.span.start, acting.span.end)
            yield Part(acting.person, "attendee", span, SHOWN, 0.8)


def meet_there(mention: MeetingMention, sentence: Span) -> list[Actor]:
    """The two who do something where a sentence opens at their meeting: "Trong cuộc gặp ngày 2/5, ông A và ông B …"."""
    if mention.type != "meeting" or mention.told == "verb" or not ALIKE.search(mention.noun):
        return []
    lead = mention.passage.text[sentence.start : mention.span.start]
    if len(lead) >= _LEAD or not (_PLAYS.search(lead) or _AFTERWARDS.search(lead)):
        return []
    acting = _acting(mention, sentence)
    return acting if len(acting) > 1 else []


def _acting(mention: MeetingMention, sentence: Span) -> list[Actor]:
    """The person with whom the main clause begins behind where a sentence plays, and another joined by "và"."""
    first = _subject_behind(mention, mention.span.end, sentence)
    if first is None:
        return []
    text = mention.passage.text
    for other in actors(mention.passage, Span(first.span.end, sentence.end)):
        joined = CHAIN.fullmatch(text, first.span.end, other.span.start) if other.person is not None else None
        both = joined is not None and _AND.match(joined[0]) is not None
        return [first, other] if both else [first]
    return [first]


_WHERE = re.compile(r"[^,;:“\"]{0,40}\s(?:tại|ở)\s(?:trụ sở\s)?")
"""In front of a body in whose house a meeting is."""
_AND = re.compile(r"\s(?:và|cùng|với)\s")


def beside(mention: MeetingMention, meetings: Iterable[Sequence[tuple[Passage, Part]]]) -> Iterator[Part]:
    """Those who meet beside a conference are at it: "ông A gặp ông B bên lề Hội nghị C"."""
    for _, part in chain.from_iterable(meetings):
        if isinstance(part.agent, Person) and part.role != "invited":
            yield Part(part.agent, "attendee", mention.span, BESIDE, 0.75)


def is_scene(mention: MeetingMention, sentence: Span) -> bool:
    """Whether a sentence opens at a meeting where a person or a body then speaks: "Tại phiên họp ngày 19/3, Sở A …"."""
    lead = mention.passage.text[sentence.start : mention.span.start]
    if len(lead) >= _LEAD or not _PLAYS.search(lead) or before("setting").search(lead):
        return False
    acting = _subject_behind(mention, mention.span.end, sentence)
    return acting is not None or any(_body_speaks(mention, sentence))


def _body_speaks(mention: MeetingMention, sentence: Span) -> Iterator[Part]:
    """The body that speaks where a sentence plays: "Phát biểu tại hội nghị, đại diện Sở A cho biết …"."""
    passage, owner = mention.passage, whose(mention)
    start = max(mention.span.end, owner.span.end) if owner is not None else mention.span.end
    for actor in actors(passage, Span(start, max(start, sentence.end))):
        if actor.body is None or actor.person is not None or passage.posts_in(actor.span):
            return
        lead = _SPOKESMAN.sub("", passage.text[mention.span.end : actor.span.start])
        if not _AFTER_SCENE.fullmatch(lead):
            continue
        end = past_brackets(passage.text, actor.span.end)
        said = verb_in("speaking", passage.text, end, min(sentence.end, end + 30))
        if said is not None and ADVERBS.fullmatch(passage.text, end, said.start()):
            yield Part(actor.body, "speaker", Span(mention.span.start, said.end()), BODY_SPEAKS, 0.75)
            return


_SPOKESMAN = re.compile(r"(?:(?:đại diện|lãnh đạo|thay mặt|phía)\s)+\Z")


BODY_SPEAKS: Final = "participation.body-speaking"
"""The rule that has a body speak, which is more in a meeting that it holds itself."""
BESIDE: Final = "participation.beside"
"""The rule that has those who meet beside a conference be at it."""
SHOWN: Final = "participation.shown"
"""The rule that only shows somebody to be there, which any other role says better."""
_PLAYS = re.compile(r"(?:^|\s)(?:[Tt]ại|Ở|Rời|Đến với|Đến|Tới|Về với|[Tt]rong|Kết luận|Mở đầu|Bế mạc|Chủ trì)\s\Z")
_AFTERWARDS = re.compile(r"(?:^|\s)(?:Sau|Ngay sau|Kết thúc)\s\Z")
_UNDERGOES = re.compile(r"[^.;]{0,40}?\s(?:bị|được)\b")
