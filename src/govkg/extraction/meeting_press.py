"""Who answers the press: an official or a body behind the words that tell it, and whom reporters turn to."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from govkg.extraction.meeting_clauses import Clause
from govkg.extraction.meeting_mentions import before, verbs, words
from govkg.extraction.meeting_subjects import opens
from govkg.extraction.participation_chains import ADVERBS
from govkg.extraction.reading import Actor
from govkg.model.actors import OrganizationKind

_PUBLIC: Final[frozenset[OrganizationKind]] = frozenset(
    (
        "government", "ministry", "agency", "department", "legislature", "court", "procuracy", "party", "mass_org",
        "local_government", "public_unit", "armed_forces",
    )
)  # fmt: skip
"""Kinds of body whose answers to the press are acts of the state or of what it runs."""
_BEHIND = re.compile(r"[^.;:“”\"]{0,90}?,\s(?:(?:ông|bà|đồng chí|vị)\s)?")
"""Between the press and who answers it."""
_SPEAKS_FOR = re.compile(r"\s(?:một\s)?(?:vị\s)?(?:đại diện|lãnh đạo|phía|cán bộ)(?:\scủa|\sphía)?\s\Z")
_ASIDE = re.compile(r"(?:\s?\([^()]{1,60}\)|\s[-–]\s[^-–.;:]{3,80}\s[-–]|,\s[^,.;:]{3,60},)")
"""Behind who answers: what is said by the way."""
_SAID_WITHIN: Final = 140


def is_of_paper(sentence: Clause) -> bool:
    """Whether a verb of answering tells one newspaper, and not the press at large, to whom something is said."""
    said_to = sentence.verb["verb"]
    return before("newspapers").search(said_to) is not None and before("press").search(said_to) is None


def answers_behind(sentence: Clause) -> Actor | None:
    """Who answers, behind a clause that the sentence need not open with: "Về việc này, trao đổi với PV, ông A …"."""
    text, start = sentence.passage.text, sentence.verb.end()
    if not (opens(sentence) or sentence.lead.endswith(", ")):
        return None
    who = next(iter(sentence.after()), None)
    if who is None:
        return None
    gap = text[start : who.span.start]
    if who.person is not None:
        said = verbs("speaking").search(text, who.span.end, min(sentence.span.end, who.span.end + _SAID_WITHIN))
        return who if _BEHIND.fullmatch(gap) and said is not None and said["verb"] else None
    body = who.body if not sentence.passage.posts_in(who.span) else None
    if body is None or body.kind not in _PUBLIC or _BEHIND.fullmatch(_SPEAKS_FOR.sub(" ", gap)) is None:
        return None
    aside = _ASIDE.match(text, who.span.end, sentence.span.end)
    end = aside.end() if aside is not None else who.span.end
    said = verbs("speaking").search(text, end, min(sentence.span.end, end + _SAID_NEXT))
    return who if said is not None and said["verb"] and ADVERBS.fullmatch(text, end, said.start()) else None


_SAID_NEXT: Final = 30


def may_answer(subject: Actor) -> bool:
    """Whether somebody answers the press in public: a person, or a body of the state."""
    if subject.person is not None:
        return True
    return subject.body is not None and subject.body.kind in _PUBLIC


def asked(sentence: Clause) -> Actor | None:
    """The official whom reporters ask: "PV báo A đã liên hệ với | ông B"."""
    who = next(iter(sentence.after()), None)
    if who is None or who.person is None or _asks().search(sentence.lead) is None:
        return None
    return who if _TO.fullmatch(sentence.passage.text, sentence.verb.end(), who.span.start) else None


_TO = re.compile(r"\s(?:(?:ông|bà|đồng chí)\s)?")


@cache
def _asks() -> re.Pattern[str]:
    """The press in front of a verb, at the beginning of its clause."""
    who = rf"(?:nhóm |các |Nhóm |Các )?(?:{words('press')}|{words('newspapers')}|[Cc]húng tôi)"
    paper = r"(?:\s(?:báo|tờ|đài|điện tử|online|[A-ZĐ][\w.]*))*"
    return re.compile(rf"(?:\A|,\s){who}{paper}\s(?:(?:đã|vừa|cũng|mới|tiếp tục|trực tiếp|nhanh chóng|có)\s)*\Z")
