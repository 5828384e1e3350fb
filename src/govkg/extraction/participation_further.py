"""Who else speaks at a meeting: by the second verb of a sentence, or a body by people who are not named.

"Ông A chủ trì cuộc họp với Sở B và yêu cầu …", "Đại diện Sở B cho biết …".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from govkg.extraction.meeting_mentions import anchored, words
from govkg.extraction.participation_chains import ADVERBS, SPEAKING, Part, chain_after, past_brackets
from govkg.extraction.participation_scenes import BODY_SPEAKS
from govkg.extraction.reading import Actor, Passage
from govkg.model.span import Span

_JOINT = re.compile(r"(?:,| và|,? đồng thời)\s(?:(?:đã|cũng)\s)?\Z")
_JOINT_WITHIN: Final = 20
"""Characters in front of a second verb that are looked at."""
_REACH: Final = 220
"""Characters between somebody and the second verb."""
_ANOTHER = re.compile(
    r"[;:“”\"]|\b(?:rằng|nói|cho biết|cho hay|khẳng định|yêu cầu|đề nghị|chỉ đạo|mà|nếu|khi|để|nhằm)\b"
)
"""In between: another clause, whose verb it may be."""


@cache
def _gathers() -> re.Pattern[str]:
    return re.compile(
        rf"(?:\s[A-ZĐ]\w+){{0,2}}[\s,]{{1,2}}(?:(?:đã|vừa|cũng|sẽ|dự kiến|trực tiếp)\s)*(?:{words('gathering')})\s"
    )


@cache
def _says() -> re.Pattern[str]:
    return re.compile(rf"(?:{words('saying_there')})(?!\w)")


def speaks_too(passage: Passage, near: Sequence[Actor], verb: re.Match[str], start: int) -> Actor | None:
    """The person who does something at a meeting and then, by a second verb, speaks there."""
    return acts_too(passage, near, verb.start(), start) if _says().match(passage.text, verb.start()) else None


def acts_too(passage: Passage, near: Sequence[Actor], at: int, start: int, *, first: bool = False) -> Actor | None:
    """The person who does something at a meeting and then something else by a second verb, which begins ``at``.

    ``first`` asks for the one told of first, not last: who does one thing after another, to others.
    """
    text = passage.text
    joint = _JOINT.search(text, max(start, at - _JOINT_WITHIN), at)
    if joint is None:
        return None
    for actor in near if first else reversed(near):
        if actor.person is None or not at - _REACH <= actor.span.end < joint.start():
            continue
        does = _gathers().match(text, actor.span.end, joint.start())
        if does is not None:
            return None if _ANOTHER.search(text, does.end(), joint.start()) else actor
    return None


def bodies_speak(passage: Passage, sentence: Span, near: Sequence[Actor]) -> Iterator[Part]:
    """The bodies whose people speak where a sentence begins with them: "Đại diện Sở A và Hội B cho biết …"."""
    if (spoken := _body_speaks(passage, sentence, near)) is not None:
        yield spoken
        return
    people = _PEOPLE.match(passage.text, sentence.start, sentence.end)
    chain = chain_after(passage, near, people.end()) if people is not None else []
    if len(chain) < _SEVERAL or any(actor.person is not None or passage.posts_in(actor.span) for actor in chain):
        return
    end = chain[-1].span.end
    said = anchored("speaking").search(passage.words, end, min(sentence.end, end + _SAYS_WITHIN))
    if said is not None and said["verb"] and ADVERBS.fullmatch(passage.text, end, said.start()):
        for actor in chain:
            if actor.body is not None:
                yield Part(actor.body, "speaker", Span(sentence.start, said.end()), BODY_SPEAKS, 0.75)


_SEVERAL: Final = 2


def _body_speaks(passage: Passage, sentence: Span, near: Sequence[Actor]) -> Part | None:
    """The body whose people speak where a sentence begins with them: "Đại diện Cục A, Bộ B cho biết …"."""
    text = passage.text
    according = _ACCORDING.match(text, sentence.start, sentence.end)
    if according is not None and near[0].span.start == according.end() and near[0].person is None and near[0].body:
        return Part(near[0].body, "speaker", Span(sentence.start, near[0].span.end), BODY_SPEAKS, 0.75)
    if (quoted := _quoted(passage, sentence, near)) is not None:
        return quoted
    if near[0].body is not None and near[0].body.name in _LED_BY_ONE:
        return None
    people = _PEOPLE.match(text, sentence.start, sentence.end)
    if people is None or near[0].span.start != people.end() or near[0].person is not None or near[0].body is None:
        return None
    end = near[0].span.end
    if len(near) > 1 and near[1].person is None and text[end : near[1].span.start] in (", ", " - ", " – "):
        end = near[1].span.end  # the body that it is part of
    said = anchored("speaking").search(passage.words, end, min(sentence.end, end + _SAYS_WITHIN))
    if said is None or not said["verb"] or ADVERBS.fullmatch(text, end, said.start()) is None:
        return None
    return Part(near[0].body, "speaker", Span(sentence.start, said.end()), BODY_SPEAKS, 0.75)


def _quoted(passage: Passage, sentence: Span, near: Sequence[Actor]) -> Part | None:
    """The body whose people are quoted in front of its name: "… không đạt", đại diện Sở A cho biết"."""
    if not any(passage.text.find(sign, sentence.start, sentence.end) >= 0 for sign in _QUOTES):
        return None
    for actor in near:
        if actor.person is not None or actor.body is None or passage.posts_in(actor.span):
            continue
        start, end = actor.span.start, past_brackets(passage.text, actor.span.end)
        if _AFTER_QUOTE.search(passage.text, max(sentence.start, start - _LEAD), start) is None:
            continue
        said = anchored("speaking").search(passage.words, end, min(sentence.end, end + _SAYS_WITHIN))
        if said is not None and said["verb"] and ADVERBS.fullmatch(passage.text, end, said.start()):
            return Part(actor.body, "speaker", Span(start, said.end()), BODY_SPEAKS, 0.75)
    return None


_QUOTES: Final = ("”", '"')
_AFTER_QUOTE = re.compile(
    r"[”\"][\s,–-]{1,4}(?:[Mm]ột |[Vv]ị )?(?:đại diện|lãnh đạo|Đại diện|Lãnh đạo)(?: lãnh đạo| phía| của)?\s\Z"
)


def heard(passage: Passage, sentence: Span, near: Sequence[Actor]) -> Iterator[Part]:
    """The bodies whose people report to those who meet: "Hội nghị đã nghe đại diện Sở A báo cáo …"."""
    if passage.text.find(_HEARS_WORD, sentence.start, sentence.end) < 0:
        return
    for actor in near:
        if actor.agent is not None and _reports(passage, sentence, actor):
            yield Part(actor.agent, "speaker", actor.span, SPEAKING, 0.8)
            continue
        if actor.person is not None or actor.body is None or passage.posts_in(actor.span):
            continue
        lead = _HEARS.search(passage.text, max(sentence.start, actor.span.start - _LEAD), actor.span.start)
        end = min(sentence.end, actor.span.end + _SAYS_WITHIN)
        said = anchored("speaking").search(passage.words, actor.span.end, end) if lead is not None else None
        if said is not None and said["verb"] and ADVERBS.fullmatch(passage.text, actor.span.end, said.start()):
            yield Part(actor.body, "speaker", Span(actor.span.start, said.end()), SPEAKING, 0.8)


def _reports(passage: Passage, sentence: Span, actor: Actor) -> bool:
    """Whether those who meet hear what somebody reports: "nghe báo cáo của | Sở A, tham luận của | ông B"."""
    if actor.person is None and passage.posts_in(actor.span):
        return False
    start = max(sentence.start, actor.span.start - _REPORT_WITHIN)
    return _REPORT_OF.search(passage.text, start, actor.span.start) is not None


_REPORT_WITHIN: Final = 120
_REPORT_OF = re.compile(
    r"(?<!từng )\bnghe\s[^.;:“”]*?(?:báo cáo|tham luận|ý kiến|phần trình bày|phát biểu|giải trình)"
    r"(?:\s[^.,;:“”]{0,60}?)?\scủa\s(?:đại diện |lãnh đạo |đồng chí |ông |bà ){0,2}\Z"
)


_LED_BY_ONE: Final = frozenset({"Chính phủ", "Quốc hội", "Nhà nước"})
"""Bodies whose leader is one of whom is told: "Lãnh đạo Chính phủ đề nghị …"."""
_HEARS_WORD: Final = "nghe "
_HEARS = re.compile(r"\bnghe\s(?:đại diện\s|lãnh đạo\s){0,2}\Z")
_LEAD: Final = 32
_PEOPLE = re.compile(
    r"(?:(?:Nhưng|Còn|Song|Trong khi đó,|Tuy nhiên,)\s)?"
    r"(?:[Đđ]ại diện(?: lãnh đạo| phía)?|[Ll]ãnh đạo|[Pp]hía)\s"
)
_ACCORDING = re.compile(
    r"(?:(?:Nhưng|Còn|Song|Cũng|Tuy nhiên|Trong khi đó),?\s)?[Tt]heo (?:đại diện|lãnh đạo)(?: lãnh đạo| phía)?\s"
)
_SAYS_WITHIN: Final = 30
