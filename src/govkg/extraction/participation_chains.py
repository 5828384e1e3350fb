"""Those who take part in a meeting: one of them, and several that stand together before a verb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import regex

from govkg.extraction.meeting_mentions import before, words
from govkg.extraction.reading import Actor, Passage
from govkg.folding import fold
from govkg.model.actors import Agent, Organization, Person
from govkg.model.facts import ParticipationRole
from govkg.model.span import Span

CHAIN = re.compile(
    rf"[\s,;–-]*(?:\([^()]{{1,60}}\)[\s,;]*)?(?:(?:{words('joining')})[\s,:]*)*"
    r"(?:(?:đại diện |[Ll]ãnh đạo |đại diện lãnh đạo )(?:các )?(?:cơ quan )?)?"
)
"""Between two who are named together."""
ADVERBS = re.compile(
    rf"[\s,]*(?:(?:{words('adverbs')}|kh(?:óa|oá) [IVXLC\d]+|nhiệm kỳ \d+ ?[-–] ?\d+"
    r"|(?:lên đường )?rời (?:[A-ZĐ]\w+\s?){1,3}(?=\s)|thay mặt (?:\w+ ){1,8}"
    r"|dẫn đầu (?:[Đđ]oàn [\w ]{2,40}?)?(?=\s))[\s,]*)*"
)
"""Between a subject and its verb."""
PLACE = re.compile(r"(?:tại|ở) [^,;.]{3,60}")
_TEAM_OF = re.compile(r"\b[Đđ]oàn (?:công tác |kiểm tra |giám sát |khảo sát )?của\s\Z")
_BRACKETS = re.compile(r"\([^()]{1,90}\)")


SPEAKING: Final = "participation.speaking"
"""The rule that has somebody speak who says something where a meeting is told."""


@dataclass(frozen=True, slots=True)
class Part:
    """``agent`` takes part in one role, as the words at ``span`` say; ``rule`` read it."""

    agent: Agent
    role: ParticipationRole
    span: Span
    rule: str
    confidence: float


def is_quoted(text: str, at: int, sentence: Span) -> bool:
    """Whether a place stands between quotation marks of its sentence."""
    if text.rfind("“", sentence.start, at) > text.rfind("”", sentence.start, at):
        return True
    return text.count('"', sentence.start, at) % 2 == 1 and text.find('"', at, sentence.end) >= 0


_LEAD: Final = 24
"""Characters in front of somebody that are looked at."""
_PRESENCE = re.compile(r"(?:có mặt|tham dự|hiện diện|chứng kiến|tham gia) của\s\Z")
"""In front of those who are only there: "với sự có mặt của ông A, | Sở B khánh thành …"."""


def chain_before(passage: Passage, near: Sequence[Actor], verb: int) -> list[Actor]:
    """The actors joined by commas and "và" right before a verb, in order; those in brackets are asides."""
    chain: list[Actor] = []
    end = verb
    for actor in reversed([actor for actor in near if actor.span.end <= verb]):
        lead = passage.text[max(0, actor.span.start - _LEAD) : actor.span.start]
        if _in_brackets(passage.text, actor.span):
            continue
        team = _TEAM_OF.search(passage.text, max(0, actor.span.start - 30), actor.span.start)
        if actor.person is None and team is None and before("belonging").search(lead):
            break
        between = Span(min(whole(passage, actor), end), end)
        gap = _BRACKETS.sub("", between.of(passage.text) if chain else without_times(passage, between))
        if not chain and gap.strip() == "và":  # the verb goes on after something else
            break
        if not chain:
            joined = ADVERBS.fullmatch(PLACE.sub("", gap)) is not None or CHAIN.fullmatch(gap) is not None
        else:
            joined = CHAIN.fullmatch(gap) is not None and bool(gap.strip())
        if not joined or (chain and _PRESENCE.search(lead)):
            break
        chain.append(actor)
        end = actor.span.start
    return chain[::-1]


def together_with(passage: Passage, sentence: Span, near: Sequence[Actor], last: Actor) -> list[Person]:
    """The persons in front of somebody with whom "và" or "cùng" joins them: "Bộ trưởng A và | Bí thư B | đã …".

    Commas alone join those with whom a sentence opens: "Sáng 3/4, Thủ tướng A, | Chủ tịch Quốc hội B | đã …".
    """
    chain = chain_before(passage, near, last.span.end + 1)
    if len(chain) < 2 or chain[-1] != last:
        return []
    if _AND.search(passage.text, chain[-2].span.end, last.span.start) is None:
        lead = without_times(passage, Span(sentence.start, chain[0].span.start)) if chain[0].span.start else ""
        if _OPENS.fullmatch(PLACE.sub("", lead)) is None:
            return []
    return [actor.person for actor in chain[:-1] if actor.person not in (None, last.person)]


_OPENS = re.compile(r"[\s,]*(?:(?:[Cc]ác|[Ôô]ng|[Bb]à|[Đđ]ồng chí|hôm|vào)[\s:,]*)*")


def bodies_in(passage: Passage, near: Sequence[Actor], verb: int) -> list[Organization]:
    """The bodies, not the titles of their people, that stand together right before a verb."""
    chain = [actor for actor in chain_before(passage, near, verb) if actor.person is None]
    return [actor.body for actor in chain if actor.body is not None and not passage.posts_in(actor.span)]


_AND = re.compile(r"\s(?:và|cùng)\s")


def _in_brackets(text: str, span: Span) -> bool:
    """Whether a name is an aside, which brackets enclose: "Công ty A (thuộc | Tập đoàn B |) đã tổ chức"."""
    opens = text.rfind("(", max(0, span.start - _ASIDE), span.start)
    if opens < 0 or text.find(")", opens, span.start) >= 0:
        return False
    closes = text.find(")", span.end, span.end + _ASIDE)
    return closes >= 0 and text.find("(", span.end, closes) < 0


_ASIDE: Final = 40
"""Characters of an aside on either side of a name in it."""


def past_brackets(text: str, end: int) -> int:
    """Where the words about a name end, which brackets behind it enclose: "Công ty A | (vốn của nước ngoài) |"."""
    aside = _LONG_ASIDE.match(text, end)
    return aside.end() if aside is not None else end


_LONG_ASIDE = re.compile(r"\s?\([^()]{1,200}\)")


def whole(passage: Passage, actor: Actor) -> int:
    """Where the words of an actor end, with letters in brackets and its place: "Sở Y tế (SYT) tỉnh A |"."""
    end = actor.span.end
    place = _PLACE_OF.match(passage.text, end) if actor.body is not None else None
    if place is None or actor.body is None:
        return end
    return place.end("place") if fold(actor.body.name).endswith(fold(place["place"])) else end


_PLACE_OF = regex.compile(
    r"\s?\([^()]{1,24}\)\s(?P<place>(?:tỉnh|thành phố|huyện|quận|thị xã)\s\p{Lu}\w*(?:\s\p{Lu}\w*){0,3})"
)


def without_times(passage: Passage, within: Span) -> str:
    """The words between two places without those that tell when, and without the brackets around these."""
    text, start, kept = passage.text, within.start, []
    for time in passage.times_in(within):
        kept.append(text[start : time.span.start])
        start = time.span.end
    left = text[start : within.end]
    if kept and "(" not in left:
        left = left.replace(")", "", 1)
    return "".join([*kept, left]).replace("(", "") if kept else left


def undergoing(passage: Passage, sentence: Span, near: Sequence[Actor], subject: Actor) -> Actor | None:
    """Who undergoes what a subject does: "ông A, Giám đốc B, được | Phó Bí thư C | trao", "A được | B | tiếp"."""
    start = max(sentence.start, subject.span.start - _PASSIVE_WITHIN)
    passive = _PASSIVE.search(passage.text, start, subject.span.start)
    ahead = chain_before(passage, near, passive.start() + 1) if passive is not None else []
    if not ahead or (ahead[-1].person is None and passage.posts_in(ahead[-1].span)):
        return None
    return ahead[-1]


_PASSIVE = re.compile(
    r"(?:\s\([^()]{2,40}\))?(?:\s(?:hiện |đang )+(?:ở|thăm|công tác|làm việc)[^,.;:]{0,40})?"
    r"\s(?P<passive>(?:(?:đã|vừa|sẽ|cũng)\s)*(?:được|bị)\s)(?:đồng chí |ông |bà )?\Z"
)
_PASSIVE_WITHIN: Final = 80
"""Characters before a subject within which its verb is made passive."""
PASSIVE: Final = frozenset({"receiving", "conferring"})
"""Verbs that may be told from the side of those who undergo them."""


def chain_after(passage: Passage, near: Sequence[Actor], start: int) -> list[Actor]:
    """The actors joined by commas and "và" from a place on, in order; titles after a name belong to it."""
    chain: list[Actor] = []
    end = start
    for actor in near:
        if actor.span.start < start:
            continue
        if not CHAIN.fullmatch(passage.text, end, actor.span.start):
            break
        chain.append(actor)
        end = actor.span.end
    return chain
