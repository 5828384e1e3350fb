"""Who answers the press: an official or a body behind the words that tell it, and whom reporters turn to."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from govkg.extraction.meeting_clauses import Clause
from govkg.extraction.meeting_mentions import before, listed, verb_in, words
from govkg.extraction.meeting_subjects import opens, opens_clause
from govkg.extraction.participation_chains import ADVERBS
from govkg.extraction.reading import Actor, at_beginning
from govkg.model.actors import OrganizationKind
from govkg.model.span import Span

_PUBLIC: Final[frozenset[OrganizationKind]] = frozenset(
    (
        "government", "ministry", "agency", "department", "legislature", "court", "procuracy", "party", "mass_org",
        "local_government", "public_unit", "armed_forces",
    )
)  # fmt: skip
"""Kinds of body whose answers to the press are acts of the state or of what it runs."""
_SPEAKS_FOR = re.compile(r"\s(?:một\s)?(?:vị\s)?(?:đại diện|lãnh đạo|phía|cán bộ)(?:\s(?:của|phía|ở|thuộc))?\s\Z")
_ASIDE = re.compile(r"(?:\s?\([^()]{1,60}\)|\s[-–]\s[^-–.;:]{3,80}\s[-–]|,\s[^,.;:]{3,60},)")
"""Behind who answers: what is said by the way."""
_SAID_WITHIN: Final = 200


def is_of_paper(sentence: Clause) -> bool:
    """Whether a verb of answering tells one newspaper, and not the press at large, to whom something is said."""
    said_to = sentence.verb["verb"]
    named = before("newspapers").search(said_to) is not None or tells_us(sentence)
    return named and before("press").search(said_to) is None


def tells_us(sentence: Clause) -> bool:
    """Whether those who are told call themselves "chúng tôi", as newspapers do, and many whom they quote."""
    return before("us").search(sentence.verb["verb"].removesuffix(" biết")) is not None


def is_quoted_us(sentence: Clause) -> bool:
    """Whether "chúng tôi" are those of whom somebody speaks who is quoted, not a newspaper."""
    if not tells_us(sentence):
        return False
    text, at = sentence.passage.text, sentence.verb.start()
    first = max(0, at - _QUOTED_WITHIN)
    opened = text.rfind("“", first, at) > text.rfind("”", first, at)
    return opened or text.count('"', sentence.span.start, at) % 2 == 1


_QUOTED_WITHIN: Final = 600
"""Characters in front of a place within which a quotation that is still open has begun."""


def is_printed(sentence: Clause) -> bool:
    """Whether "thông tin" in front of a newspaper is what it prints of somebody: "Thông tin trên báo A, …"."""
    return sentence.verb["verb"].casefold().startswith("thông tin trên ")


def answers_behind(sentence: Clause) -> Actor | None:
    """Who answers, behind a clause that the sentence need not open with: "Về việc này, trao đổi với PV, ông A …"."""
    if not (opens(sentence) or sentence.lead.endswith(", ")):
        return None
    for who in sentence.after():
        if who.span.start - sentence.verb.end() > _BEHIND_WITHIN:
            return None
        if is_printed(sentence) and _AT_MEETING.search(sentence.passage.text, sentence.verb.end(), who.span.start):
            return None  # he said it to others, and the newspaper reports it
        if _is_main(sentence, who) and (_person_says(sentence, who) or _body_says(sentence, who)):
            return who
    return None


_BEHIND_WITHIN: Final = 300
"""Characters behind a verb of answering within which the clause begins that tells who answers."""


def _is_main(sentence: Clause, who: Actor) -> bool:
    """Whether somebody opens the clause behind the one that tells of the press: "trao đổi với PV, Đại tá | A …"."""
    gap = sentence.passage.text[sentence.verb.end() : who.span.start]
    if who.person is None:
        gap = _SPEAKS_FOR.sub(" ", gap)
    return opens_clause(gap, len(gap)) and _ENDS_CLAUSE.search(gap) is None


_ENDS_CLAUSE = re.compile(r"[;:“”\"]")


def _person_says(sentence: Clause, who: Actor) -> bool:
    """Whether a person, and nobody else that is named in between, says something."""
    if who.person is None:
        return False
    text, end = sentence.passage.text, min(sentence.span.end, who.span.end + _SAID_WITHIN)
    said = verb_in("speaking", text, who.span.end, end)
    if said is None:
        return False
    return all(
        each.person in (None, who.person) or each.span.start > said.start()
        for each in sentence.after()
        if each.span.start > who.span.end
    )


def _body_says(sentence: Clause, who: Actor) -> bool:
    """Whether somebody speaks for a body of the state, of which only the body is named."""
    passage, text = sentence.passage, sentence.passage.text
    if who.person is not None or who.body is None or who.body.kind not in _PUBLIC or passage.posts_in(who.span):
        return False
    if is_of_somebody(sentence, who):
        return False
    end = who.span.end
    for wider in sentence.after():  # "Phòng A (PC 02) Công an tỉnh B cho biết"
        if wider.span.start > end and wider.person is None and _OF.fullmatch(text, end, wider.span.start):
            end = wider.span.end
    aside = _ASIDE.match(text, end, sentence.span.end)
    end = aside.end() if aside is not None else end
    said = verb_in("speaking", text, end, min(sentence.span.end, end + _SAID_NEXT))
    return said is not None and ADVERBS.fullmatch(text, end, said.start()) is not None


def is_of_somebody(sentence: Clause, body: Actor) -> bool:
    """Whether a body only tells where somebody works of whom nothing else is known: "ông A, chuyên gia tại | B"."""
    text, start = sentence.passage.text, body.span.start
    return _WORKS_AT.search(text, max(sentence.span.start, start - _WORKS_WITHIN), start) is not None


_WORKS_WITHIN: Final = 160
_WORKS_AT = re.compile(
    r"(?<!\w)(?:ông|bà|[Ll]uật sư|[Bb]ác sĩ|[Tt]iến sĩ|[Gg]iáo sư|ThS|BS|TS|GS)\.?\s"
    r"[A-ZĐ][\w.-]*\s[A-ZĐ][^,.;:“”\"]{0,40}?(?:,|\s[–-])\s[^.;:“”\"]{0,100}\Z"
)
_OF = re.compile(r"(?:\s?\([^()]{1,24}\))?(?:\s[-–])?\s(?:thuộc |của )?")
"""Between a division and the body that it is of."""
_SAID_NEXT: Final = 30


def titled(sentence: Clause, subject: Actor) -> Actor:
    """Who answers, where the body in front of the verb only ends the title: "ông A, Giám đốc B - C (D) trao đổi …"."""
    passage = sentence.passage
    last = next((each for each in reversed(sentence.ahead()) if each.person is not None), None)
    if subject.person is not None or last is None or last.span.start > subject.span.start:
        return subject
    named = next(each for each in sentence.ahead() if each.person == last.person)
    title = Span(named.span.end, subject.span.start)
    apposed = _TITLE_ON.fullmatch(passage.text, title.start, title.end) is not None
    return last if apposed and passage.posts_in(title) else subject


_TITLE_ON = re.compile(r"(?:,| [–-]) [A-ZĐ](?:(?! (?:đã|vừa|sẽ|được|bị|và|cùng|của ông|của bà) )[^;:“”\"]){3,160}")
"""Between a person and the last body that a title of the person names."""


def answers(sentence: Clause, subject: Actor) -> bool:
    """Whether a verb of answering tells that somebody speaks to the press, and not to deputies or of a source."""
    if is_quoted_us(sentence) or not may_answer(sentence, subject):
        return False
    if _AT_CONFERENCE.match(sentence.passage.text, sentence.verb.end(), sentence.span.end):
        return False  # the press conference is told, and who speaks there
    if sentence.verb["verb"].casefold().startswith(_ASKED_BY_SOME) and not sentence.names_a_day:
        return False  # by whom and where is not told
    if sentence.verb["verb"].endswith("câu hỏi") and (
        listed("deputies").match(sentence.follow.lstrip()) or _AT_MEETING.search(sentence.lead)
    ):
        return False  # who answers deputies does so before their house
    if not is_of_paper(sentence) or subject.span.end <= sentence.verb.start():
        return True
    return at_beginning(sentence.passage, sentence.span) or opens(sentence) or sentence.lead.endswith(", ")


_ASKED_BY_SOME: Final = "được hỏi"
_AT_CONFERENCE = re.compile(r"[^,.;:“”\"]{0,80}?\s(?:tại|trong|vào|ở)\s(?:một\s)?(?:(?:cuộc|buổi|phiên)\s)?họp báo\b")
_AT_MEETING = re.compile(
    r"\b(?:[Tt]ại|[Tt]rong)\s(?:một\s)?(?:phiên|cuộc|buổi|hội nghị|hội thảo|t[oọ][aạ] đàm|diễn đàn|kỳ họp)\s(?!họp báo)"
)


def may_answer(sentence: Clause, subject: Actor) -> bool:
    """Whether somebody answers the press in public: a person, or a body of the state, not several of its people."""
    if subject.person is not None:
        return True
    if subject.body is None or subject.body.kind not in _PUBLIC:
        return False
    if is_of_somebody(sentence, subject):
        return False
    text, start = sentence.passage.text, subject.span.start
    return before("plural").search(text, max(0, start - _PLURAL_WITHIN), start) is None


_PLURAL_WITHIN: Final = 24


def asked(sentence: Clause) -> Actor | None:
    """The official, or who speaks for a body, whom reporters ask: "PV báo A đã liên hệ với | ông B"."""
    who = next(iter(sentence.after()), None)
    if who is None or _asks().search(sentence.lead) is None:
        return None
    text, start = sentence.passage.text, sentence.verb.end()
    if _IN_VAIN.search(text, who.span.end, sentence.span.end):
        return None
    if who.person is not None:
        return who if _TO.fullmatch(text, start, who.span.start) else None
    if _CALLS.search(sentence.verb["verb"]) or sentence.passage.posts_in(who.span):
        return None  # whether anybody answers is not told
    return who if _SPEAKS_FOR.fullmatch(text, start, who.span.start) else None


_TO = re.compile(
    r"\s(?:(?:(?:với|nhanh|ngắn|riêng)\s)*)(?:(?:ông|bà|đồng chí|(?:PGS|GS|TSKH|TS|ThS|BS|LS|KS)[.,]*)\s?)*"
)
_CALLS = re.compile(r"\b(?:liên hệ|liên lạc)\b")
_IN_VAIN = re.compile(r"\b(?:nhưng|song|tuy nhiên)\b[^.;]{0,60}?\b(?:không|chưa|từ chối|bị từ chối|bất thành)\b")
"""Behind whom reporters turn to: they get no answer."""


@cache
def _asks() -> re.Pattern[str]:
    """The press in front of a verb, at the beginning of its clause."""
    who = rf"(?:nhóm |các |Nhóm |Các )?(?:{words('press')}|{words('newspapers')}|[Cc]húng tôi)"
    paper = r"(?:\s(?:báo|tờ|đài|điện tử|online|[A-ZĐ][\w.]*))*"
    return re.compile(rf"(?:\A|,\s){who}{paper}\s(?:(?:đã|vừa|cũng|mới|tiếp tục|trực tiếp|nhanh chóng|có)\s)*\Z")
