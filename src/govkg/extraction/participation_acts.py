"""Who is there by what one does there, whatever the verb of the sentence is.

"Trong lời khai mạc, ông A nhắc tới …", "Cắt băng khánh thành, bà B …", "Bài phát biểu của ông C kéo dài …".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from govkg.extraction.actors import inside
from govkg.extraction.meeting_mentions import anchored, listed, verbs, words
from govkg.extraction.participation_chains import Part, chain_before, is_quoted
from govkg.extraction.reading import Actor, Passage
from govkg.model.actors import Agent
from govkg.model.facts import ParticipationRole
from govkg.model.span import Span
from govkg.text.names import is_foreign

ACTING: Final = "participation.acting"


def acting(passage: Passage, sentence: Span, near: Sequence[Actor]) -> Iterator[Part]:
    """Those of whom a sentence tells a speech or something done at a ceremony."""
    yield from _speeches(passage, sentence, near)
    yield from _done_there(passage, sentence, near)
    yield from _said(passage, sentence, near)


def _speeches(passage: Passage, sentence: Span, near: Sequence[Actor]) -> Iterator[Part]:
    """Whose a speech is, and who does something in the part of a meeting that is named for speeches."""
    text = passage.text
    for speech in anchored("speeches", "speaking_parts").finditer(passage.words, sentence.start, sentence.end):
        if is_quoted(text, speech.start(), sentence):
            continue
        whose = _whose(passage, sentence, near, speech)
        if whose is not None:
            yield Part(whose[0], "speaker", Span(speech.start(), whose[1]), ACTING, 0.8)
        elif (opens := _PART_OPENS.fullmatch(text, sentence.start, speech.start())) is not None:
            if not opens[0] and not listed("speeches").fullmatch(speech[0]):
                continue  # "Trao đổi với báo chí, …" tells no part of a meeting
            yield from _parts(_one(main_subject(passage, near, speech.end(), _FIRST_COMMA)), "speaker", sentence.start)


def _whose(passage: Passage, sentence: Span, near: Sequence[Actor], speech: re.Match[str]) -> tuple[Agent, int] | None:
    """The person whose a speech is, or the body where the sentence begins with the speech; and where the name ends."""
    text = passage.text
    of = _OF.match(text, speech.end(), sentence.end) if listed("speeches").fullmatch(speech[0]) else None
    whose = next((actor for actor in near if of is not None and actor.span.start == of.end()), None)
    if whose is None or _SPOKEN_OF.search(text, max(sentence.start, speech.start() - _LEAD), speech.start()):
        return None
    opens = _PART_OPENS.fullmatch(text, sentence.start, speech.start()) is not None
    if whose.person is not None:
        return (whose.person, whose.span.end) if opens or not is_foreign(whose.person.name) else None
    if whose.body is None or not opens or passage.posts_in(whose.span):
        return None
    return whose.body, whose.span.end


_LEAD: Final = 24
_OF = re.compile(r"(?:\s[^,.;:“”\"()]{1,70}?)??\scủa\s(?:(?:ông|bà|anh|chị|đồng chí|đ/c|ngài|đại diện)\s)*")
_SPOKEN_OF = re.compile(
    r"\b(?:theo dõi|đăng|nhắc lại|đọc lại|xem lại|trích|in|chuẩn bị|viết|các|những|nhiều|tinh thần|thông qua|hai|ba)"
    r"\s\Z"
)
"""In front of a speech that is only spoken of."""
_PART_OPENS = re.compile(
    r"(?:(?:Ngay\s)?(?:[Tt]rong|Ở|[Tt]ại|[Vv]ới|Sang|Đến|[Bb]ằng|[Vv]ào|Tiếp|Sau|Mở đầu|Kết thúc|Khép lại)\s)?"
    r"(?:(?:phần|phiên|lời|bài|lượt|mục|khâu|một|Phần|Lượt|Mục)\s){0,2}"
)
"""In front of a speech with which a sentence opens: "Ở phần | thảo luận, bà A …", "Với | tham luận về B, ông C …"."""


_HONORIFICS: Final = r"(?:(?:ông|bà|anh|chị|đồng chí|đ/c|ngài|Ngài|GS|PGS|TS|ThS|BS|TSKH)[.,]*\s?)*"
_FIRST_COMMA = re.compile(rf"[^,.;:“”\"]{{0,90}},\s{_HONORIFICS}")
_SOME_COMMA = re.compile(rf"[^.;:“”\"]{{0,200}},\s{_HONORIFICS}")


def main_subject(
    passage: Passage, near: Sequence[Actor], start: int, circumstance: re.Pattern[str] = _SOME_COMMA
) -> Actor | None:
    """The person with whom the main clause begins, where words about a speech or an act end behind ``start``.

    Whoever is named in those words, with titles behind, is none: "Chủ trì cuộc họp với ông A, Giám đốc B, | ông C".
    """
    named = set()
    for actor in near:
        if actor.span.start < start:
            continue
        if circumstance.fullmatch(passage.text, start, actor.span.start) is None:
            if actor.span.start > start + _REACH:
                return None
            named.add(actor.person)
        elif actor.person is not None and actor.person not in named:
            return actor
    return None


_REACH: Final = 200


def _said(passage: Passage, sentence: Span, near: Sequence[Actor]) -> Iterator[Part]:
    """Whose words the sentence before told, and whose a sentence reports: "Đó là lời ông A", "…, theo ông B, …"."""
    text = passage.text
    whose = _is_said().match(text, sentence.start, sentence.end) if text.startswith(_THAT, sentence.start) else None
    whose = whose or _AFTER.match(text, sentence.start, sentence.end)
    for actor in near:
        start = actor.span.start
        if actor.person is None and (whose is None or passage.posts_in(actor.span)):
            continue
        told = (whose is not None and start == whose.end()) or _speaks_by_signs(passage, sentence, near, actor)
        if told or (actor.person is not None and text.endswith(_ACCORDING, sentence.start, start)):
            yield from _parts([actor], "speaker", start)


def _speaks_by_signs(passage: Passage, sentence: Span, near: Sequence[Actor], actor: Actor) -> bool:
    """Whether only signs show whose words are quoted: "“…”, ông A, Giám đốc B, …", "Ông A, Giám đốc B: “…”"."""
    text = passage.text
    if actor.person is None:
        return False
    quoted = _QUOTED.search(text, max(sentence.start, actor.span.start - _LEAD), actor.span.start)
    if quoted is not None and text.find("“", sentence.start, quoted.start()) >= 0:
        return True
    end = max(each.span.end for each in near if each.person == actor.person)
    lead = _HONORED.fullmatch(text, sentence.start, actor.span.start)
    return lead is not None and text.startswith((": “", ': "'), end) and "." not in text[actor.span.end : end]


_QUOTED = re.compile(r"”(?:,| [–-])\s(?:ông|bà|anh|chị|đồng chí)\s\Z")
_HONORED = re.compile(r"(?:Ông |Bà |Đồng chí |Anh |Chị )?")
_THAT: Final = ("Đó ", "Đây ", "Trên đây ")
_AFTER = re.compile(
    r"(?:Tiếp lời|Đáp lời|Đồng tình với|Đồng ý với|Nhất trí với|Tán thành|Không đồng tình với|Phản biện|Bổ sung cho"
    r"|(?:Cùng|Đồng|Chung|Cùng chung) (?:quan điểm|ý kiến|suy nghĩ|nhận định) với)\s"
    r"(?:(?:lời|ý kiến|quan điểm|phát biểu|nhận định|đề xuất|kiến nghị) của\s)?(?:ông |bà |đồng chí )?(?=[A-ZĐ])"
)
"""In front of one who has spoken before the one of whom the sentence tells."""
_ACCORDING: Final = (", theo ông ", ", theo bà ", ", theo đồng chí ", ", theo ", ", theo lời ông ", ", theo lời bà ")


@cache
def _is_said() -> re.Pattern[str]:
    return re.compile(
        rf"(?:Đó|Đây|Trên đây)\s(?:cũng\s)?(?:chính\s)?là\s(?:một\s|những\s)?(?:{words('sayings')})(?!\w)"
        r"(?:\s[^,.;:“”]{0,50}?)??\s(?:của |mà |được |do )?(?:đại diện |lãnh đạo )?(?:ông |bà |đồng chí )?(?=[A-ZĐ])"
    )


def _done_there(passage: Passage, sentence: Span, near: Sequence[Actor]) -> Iterator[Part]:
    """Who does what only those do who are at a ceremony: before the act, or behind it as a sentence opens with it."""
    text = passage.text
    for act in anchored("doing_there").finditer(passage.words, sentence.start, sentence.end):
        if act["verb"] is None or inside(near, act.start()) or is_quoted(text, act.start(), sentence):
            continue
        if verbs("celebrating").match(text, act.start()):
            continue  # "cắt băng khánh thành" tells a ceremony of its own
        if listed("getting").fullmatch(act[0]) and not _gets(passage, act, sentence):
            continue
        chain = [
            each for each in chain_before(passage, near, act.start()) if each.person or not passage.posts_in(each.span)
        ]
        if not chain and _ACT_OPENS.fullmatch(text, sentence.start, act.start()):
            chain = _one(main_subject(passage, near, act.end(), _FIRST_COMMA))
        yield from _parts(chain, "attendee", act.start())


def _gets(passage: Passage, act: re.Match[str], sentence: Span) -> bool:
    """Whether something is conferred here and now: "nhận | bằng khen của Bộ A", not "từng nhận giải B".

    On a day of its own it is a ceremony of its own.
    """
    text = passage.text
    honoured = verbs("honoured").match(text, act.start())
    if honoured is not None and honoured["verb"] and any(time.when.has_day for time in passage.times_in(sentence)):
        return False
    what = _SOME.match(text, act.end())
    confers = listed("conferred").match(text, what.end() if what is not None else act.end())
    return confers is not None and _ONCE.search(text, sentence.start, act.start()) is None


_SOME = re.compile(r"\s(?:(?:một|hai|ba|bốn|năm|các|những|nhiều|thêm|\d+)\s)?(?:tấm\s|tập thể\s)?")
_ONCE = re.compile(r"\btừng\s|\b[Nn]ăm \d{4}\b|\b(?:trước đó,?|trước đây,?|chưa|không|sẽ)\s(?:\w+\s)?\Z")
_ACT_OPENS = re.compile(r"(?:(?:Sau khi|Trước khi|Khi|Vừa|Sau|Trực tiếp|Cùng|Tự tay)\s)?", re.IGNORECASE)


def _one(actor: Actor | None) -> list[Actor]:
    return [actor] if actor is not None else []


def _parts(found: Sequence[Actor], role: ParticipationRole, start: int) -> Iterator[Part]:
    for actor in found:
        if actor.agent is not None:
            span = Span(min(start, actor.span.start), actor.span.end)
            yield Part(actor.agent, role, span, ACTING, 0.8)
