"""Who is there by a clause that names them last: "Người trao quyết định là ông A", "ngồi ghế chủ trì là ông B"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from govkg.extraction.meeting_mentions import phrases, words
from govkg.extraction.participation_chains import Part
from govkg.extraction.participation_present import listed_behind
from govkg.extraction.reading import Actor, Passage
from govkg.model.facts import ParticipationRole
from govkg.model.span import Span
from govkg.text.anchored import Anchored

_KEYS: Final[Sequence[tuple[str, ParticipationRole]]] = (
    ("cleft_chairs", "chair"),
    ("cleft_speakers", "speaker"),
    ("cleft_hosts", "organizer"),
    ("cleft_attendees", "attendee"),
)
_RULE: Final = "participation.cleft"


@cache
def _openings() -> Anchored:
    """The words with which such a clause begins; the group that matches is the list they stand in."""
    own = [phrase for key, _ in _KEYS for phrase in phrases(key)]
    return Anchored.of("|".join(rf"(?P<{key}>(?:{words(key)})(?!\w))" for key, _ in _KEYS), own, capital=True)


def clefted(passage: Passage, sentence: Span, near: Sequence[Actor]) -> Iterator[Part]:
    """Those who are named behind "là", "có" or "gồm" at the end of a clause that begins with what they do there."""
    text = passage.text
    for opening in _openings().finditer(passage.words, sentence.start, sentence.end):
        start = opening.start()
        if start > sentence.start and not (
            text.endswith(_MAY_OPEN, 0, start) and _NEW_CLAUSE.search(text[max(sentence.start, start - _WORDS) : start])
        ):
            continue
        first = next((actor for actor in near if actor.span.start > opening.end()), None)
        while first is not None and first.agent is not None:
            if (_LINK if first.person is not None else _OF_BODIES).fullmatch(text, opening.end(), first.span.start):
                break
            if first.person is None and _names(text, opening, first):
                break
            if first.person is not None and _APPOSED.fullmatch(text, start, first.span.start):
                break
            later = (actor for actor in near if actor.span.start > first.span.start)
            first = next(later, None)
        if first is None or (first.person is None and passage.posts_in(first.span)):
            continue
        other = _OTHER_CLAUSE.search(text, first.span.end, sentence.end)
        end = other.start() if other is not None else sentence.end
        begin = first.span.start if first.person is not None else opening.end()
        role = next(role for key, role in _KEYS if opening[key])
        if role == "organizer" and _IS.search(text, opening.end(), first.span.start) is None:
            role = "attendee"  # "Tiếp đoàn có ông A" lists who is there
        if first.person is None and _names(text, opening, first) and first.body is not None:
            yield Part(first.body, role, Span(start, first.span.end), _RULE, 0.8)
        for part in listed_behind(passage, Span(begin, end), near, role):
            own: ParticipationRole = "attendee" if part.agent != first.agent and role == "organizer" else role
            yield Part(part.agent, own, Span(start, part.span.end), _RULE, 0.85)


def _names(text: str, opening: re.Match[str], body: Actor) -> bool:
    """Whether a clause says of a body itself that it does something, or is among the hosts."""
    link = _HAS_BODY if opening["cleft_hosts"] else _IS_BODY
    return link.fullmatch(text, opening.end(), body.span.start) is not None


_MAY_OPEN: Final = (
    ", ",
    "; ",
    ": ",
    "và ",
    "còn ",
    "khi ",
    "gười ",
    "ị ",
    "iện ",
    "ược ",
    "iếp ",
    "ặt ",
    "ùng ",
    "ã ",
    "ẽ ",
    "ác ",
    "ai ",
    "ững ",
)
"""With what words end that may stand in front of such a clause: a cheap test."""
_WORDS: Final = 48
"""Characters of these words."""
_IS_BODY = re.compile(r"\s(?:là|thuộc về)\s")
_HAS_BODY = re.compile(r"\s(?:là|còn có|cũng có|có|gồm)\s")
"""Between the words of a clause and a body that does it as such: "bên nhận là | UBND huyện A"."""
_OTHER_CLAUSE = re.compile(r";(?!\s(?:ông|bà|anh|chị|đồng chí|đ/c|[A-ZĐÔÁ]))")
"""Where a clause ends that may name several, each between semicolons."""
_IS = re.compile(r"\slà\s")
_NEW_CLAUSE = re.compile(
    r"(?:\A|[;,:]\s(?:và |còn |trong khi )?)"
    r"(?:(?:[Hh]ai|[Bb]a|[Bb]ốn|[Nn]hững|[Cc]ác)\s)?(?:(?:[Nn]gười|[Vv]ị|[Đđ]ại diện)\s"
    r"(?:(?:được|trực tiếp|thay mặt|cùng|đã|sẽ)\s)*)?\Z"
)
"""In front of such a clause: the words before, or who they are that do it."""
_LINK = re.compile(
    r"[^.;:“”]{0,140}?\s(?:là|còn có|cũng có|có|gồm|thuộc về|do|thấy)(?: cả)?:?\s"
    r"(?:(?:hai|ba|bốn|các|những|vị|ông|bà|đồng chí|đ/c|ngài|(?:Thiếu|Trung|Thượng|Đại) (?:úy|uý|tá|tướng)"
    r"|(?:PGS|GS|TS|TSKH|ThS|BS|LS|KS)[.,]*)\s?)*"
    r"(?:(?:[A-ZĐÁÂĂÔƠƯÝÚÍÊ]\w*\s){2,4}(?:và|cùng)\s(?:ông |bà |đồng chí ))?"
)
"""Between the words of a clause and whom it names, be it behind one of whom nothing shows that he acts in public."""
_APPOSED = re.compile(
    r"(?:[Nn]gười|[Vv]ị|[Gg]iảng viên|[Bb]áo cáo viên|[Dd]iễn giả)\b[^,.;:“”]{0,60},\s(?:ông |bà |đồng chí )?"
)
"""Up to the name of one who is told by what he does there: "Người chủ trì hội thảo, | ông A, cám ơn …"."""
_OF_BODIES = re.compile(r"[^.;:“”]{0,140}?\s(?:là|còn có|cũng có|có|gồm)\s(?:các\s)?(?:đại diện|lãnh đạo|cán bộ)\s")
"""The same, in front of a body whose people are there."""
