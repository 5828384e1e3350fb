"""Who made a document, where more words stand between the two than the plain shapes of ``documents`` allow.

The letters of a number vouch for the body whose they are ("… công bố tại Hà Nội Quyết định kiểm tra số
77/QĐ-TCTS" is that of the Tổng cục Thủy sản), a colon for the body whose reports it lists, and a clause with "mà"
for what stands before its comma.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import replace
from functools import cache
from typing import Final

from govkg.extraction.actors import offices
from govkg.extraction.document_numbers import NUMBER
from govkg.extraction.document_rules import DocumentMention, document_rules, phrases
from govkg.extraction.reading import Actor, Passage
from govkg.folding import fold
from govkg.model.actors import Organization, Person
from govkg.model.span import Span
from govkg.text.alternation import one_of

_REACH: Final = 120
"""Characters between a body and its document."""
_NOT_LETTERS = re.compile(r"[\d./]+")
_OFFICES: Final = {"TTg": "Thủ tướng", "CTN": "Chủ tịch nước"}
"""The letters of those who issue in the name of their office."""
_TERRITORIAL: Final = {"UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân"}
_WHOLE_BEHIND: Final = frozenset(("(", "-", "–", "thuộc", "của"))
_WHOSE = re.compile(r"\bcủa\s\Z")


@cache
def _made() -> re.Pattern[str]:
    verbs = one_of({*phrases("issuing"), *phrases("passed")})
    return re.compile(rf"(?<!\w)(?:{verbs})(?!\w)")


@cache
def _clause() -> re.Pattern[str]:
    """Between a document and the one who made it: ", văn bản về … mà", " do"."""
    nouns = one_of({noun.casefold() for noun in document_rules().nouns})
    return re.compile(rf"[”\"]?(?:,\s(?:{nouns})(?:\s[^,.;]{{0,80}}?)?)?\s(?:mà|do|được)\s")


def by_code(text: str, sentence: Span, mention: DocumentMention, near: Sequence[Actor]) -> Organization | None:
    """The body of the sentence whose letters the number ends with, if a verb of making stands between."""
    span, number = mention.span, mention.number
    if number is None:
        return None
    own = [actor for actor in near if actor.body is not None and is_code(number, actor.body)]
    for actor in own:
        between = text[actor.span.end : span.start]
        alone = actor.span.end <= span.start and len(between) <= _REACH and not _breaks(between)
        if alone and _made().search(between) and not NUMBER.search(between):
            return actor.body
    if (
        len({actor.body for actor in own}) == 1
        and number.endswith(tuple(_TERRITORIAL))
        and own[0].span.end < span.start
    ):
        opened = _made().search(text, own[0].span.end, min(span.start, own[0].span.end + 40))
        if opened is not None and not _breaks(text[own[0].span.end : opened.start()]):
            return own[
                0
            ].body  # "HĐND tỉnh A thông qua ba nghị quyết: Nghị quyết số 1/NQ-HĐND …; Nghị quyết số 2/NQ-HĐND"
    return next((actor.body for actor in own if _follows(text, sentence, span, actor)), None)


def by_parentheses(text: str, sentence: Span, mention: DocumentMention, near: Sequence[Actor]) -> Organization | None:
    """The body for a number in parentheses: the one before them, or one whose letters the number has.

    Such as "tờ trình của | Sở A | (số 1/TTr-SA)", "nghe Ban B báo cáo về C (tờ trình số 2-TTr/BB)".
    """
    start = mention.span.start
    opened = _PARENTHESIS.search(text, max(sentence.start, start - 40), start)
    if mention.number is None or opened is None:
        return None
    for actor in near:
        if actor.span.end == opened.start() and (noun := _OF_NOUN.search(text, sentence.start, actor.span.start)):
            return actor.body if document_rules().nouns.get(noun[1].casefold()) == mention.type else None
    own = {actor.body for actor in near if actor.body is not None and actor.span.end <= start}
    own = {body for body in own if is_code(mention.number, body)}
    return own.pop() if len(own) == 1 else None


_PARENTHESIS = re.compile(r"\s\((?:[^\W\dA-Z]\w*\s){0,3}\Z")
_OF_NOUN = re.compile(r"(\w+\s\w+)\scủa\s\Z")


def by_clause(text: str, sentence: Span, span: Span, near: Sequence[Actor]) -> Organization | None:
    """The body of a clause behind a document: "Chương trình A, chương trình mà | Thủ tướng | đã phê duyệt"."""
    return next((actor.body for actor in near if _follows(text, sentence, span, actor)), None)


def of_list(text: str, sentence: Span, span: Span, near: Sequence[Actor]) -> Organization | None:
    """The body whose reports a colon opens: "hai báo cáo của Sở A: | Báo cáo …"."""
    for actor in near:
        if actor.span.end + 2 == span.start and text.startswith(": ", actor.span.end):
            return actor.body if _WHOSE.search(text, sentence.start, actor.span.start) else None
    return None


def on_behalf(text: str, sentence: Span, span: Span, near: Sequence[Actor]) -> Organization | None:
    """The body whose paper somebody presents: "ông A thay mặt | Chính phủ | trình bày Tờ trình …"."""
    first = bisect_left(near, span.start - 2 * _REACH, key=_start)
    for actor in near[first : bisect_left(near, span.start, key=_start)]:
        ahead = actor.span.end < span.start <= actor.span.end + _REACH and actor.person is None
        if ahead and _BEHALF.search(text, sentence.start, actor.span.start):
            given = document_rules().presenting.search(text, actor.span.end, span.start)
            return actor.body if given and not _CLOSED.search(text, actor.span.end, span.start) else None
    return None


_BEHALF = re.compile(r"\b[Tt]hay mặt(?: cho)?\s\Z")


def quoted(text: str, sentence: Span, span: Span, near: Sequence[Actor]) -> Organization | None:
    """The body that says what it wrote: "Trong văn bản gửi Thủ tướng, | Bộ A | cho rằng …"."""
    if document_rules().within.search(text, max(sentence.start, span.start - 12), span.start) is None:
        return None
    first = bisect_left(near, span.end, key=_start)
    for actor in near[first : bisect_left(near, span.end + _REACH, key=_start)]:
        if span.end < actor.span.start and _SPEAKS.search(text, span.end, actor.span.start):
            words = text[span.start : actor.span.start]
            sent = " gửi " in words or words.casefold().startswith(_PAPER)
            return actor.body if sent and not _CLOSED.search(text, span.end, actor.span.start) else None
    return None


def told(text: str, span: Span, near: Sequence[Actor]) -> Organization | None:
    """The body that told something in what it wrote: "| Bộ A | nêu điều đó trong văn bản mới gửi Bộ B"."""
    ahead = [actor for actor in near if actor.span.end <= span.start]
    if not ahead or ahead[-1].body is None:
        return None
    return ahead[-1].body if _TOLD.fullmatch(text, ahead[-1].span.end, span.start) else None


_TOLD = re.compile(
    r"\s(?:đã\s|cũng\s|vừa\s)*(?:cho biết|cho hay|nêu|nêu rõ|khẳng định|cho rằng|nhấn mạnh|đề nghị|kiến nghị|đề xuất)"
    r"\s[^.;:,]{0,80}?\b[Tt]rong\s"
)
_SPEAKS = re.compile(r",\s(?:(?:ông|bà|đồng chí)\s)?\Z")


def with_offices(passage: Passage, near: Sequence[Actor]) -> Sequence[Actor]:
    """The actors, those who are named alone with the body of the post that the passage tells of them."""
    return [
        replace(each, body=_body_of(passage, each.person)) if each.person is not None and each.body is None else each
        for each in near
    ]


def _body_of(passage: Passage, person: Person) -> Organization | None:
    bodies = (post.organization for post in reversed(passage.posts_of(person)))
    return next((body for body in bodies if body is not None), None)


_PAPER: Final = "văn bản "
"""A paper of no special kind, which is only read where it is said to ask or answer."""
_CLOSED = re.compile(r"[.;:“\"]")


def _start(actor: Actor) -> int:
    return actor.span.start


def part_before(ahead: Sequence[Actor], text: str) -> Sequence[Actor]:
    """The actors without a last one that only tells whose part the one before is: "Cục A (Bộ B)", "Cục A - Bộ B"."""
    if len(ahead) <= 1:
        return ahead
    part, whole = ahead[-2], ahead[-1]
    gap = text[part.span.end : whole.span.start].strip()
    if (
        part.body is None
        or whole.body is None
        or whole.person is not None
        or gap not in ("(", "-", "–", "thuộc", "của")
    ):
        return ahead
    return ahead[:-1]


def _follows(text: str, sentence: Span, span: Span, actor: Actor) -> bool:
    """Whether a clause behind a document says that an actor made it."""
    if not span.end <= actor.span.start <= span.end + _REACH:
        return False
    if _clause().fullmatch(text, span.end, actor.span.start) is None:
        return False
    verb = _made().search(text, actor.span.end, min(sentence.end, actor.span.end + 40))
    return verb is not None and not _breaks(text[actor.span.end : verb.start()])


def _breaks(between: str) -> bool:
    return any(mark in between for mark in ".;:,")


def is_code(number: str, body: Organization) -> bool:
    """Whether the letters of a number are those of a body: "TCTS" of "Tổng cục Thủy sản"."""
    *others, letters = re.split(r"[-/]", number)
    if letters in _OFFICES:
        return offices().get(_OFFICES[letters]) == body
    if any(other[:1].isalpha() and len(other) > _SHORTEST_CODE and _spells(other, body) for other in others):
        return True  # "6794/BYT-VPB1"
    letters = _NOT_LETTERS.sub("", letters)
    if letters in _TERRITORIAL:
        return body.name.startswith(_TERRITORIAL[letters])
    return _spells(letters, body)


def by_letters(number: str, bodies: Set[Organization]) -> Organization | None:
    """The only one of the bodies that an article names whose letters a number ends with: "TT-BKHCN", "NĐ-CP"."""
    letters = re.split(r"[-/]", number)[-1]
    if (house := _HOUSES.get(_NOT_LETTERS.sub("", letters))) is not None:
        return next((body for body in bodies if body.name == house), None)
    own = {body for body in bodies if is_code(number, body)}
    return own.pop() if len(own) == 1 else None


_HOUSES: Final = {"CP": "Chính phủ", "QH": "Quốc hội", "UBTVQH": "Ủy ban Thường vụ Quốc hội"}
"""The letters of those who issue under names that their letters do not spell."""
_SHORTEST_CODE: Final = 2


def _spells(letters: str, body: Organization) -> bool:
    """Whether letters are the first ones of the words of a body's name."""
    words = (word for word in re.split(r"[\s,-]+", body.name) if word and word != "và")
    return len(letters) > 1 and fold("".join(word[0] for word in words)) == fold(letters)


def by_place(text: str, start: int, verb: int, bodies: Set[Organization]) -> Organization | None:
    """The people's committee that acts as its place: "tỉnh A đã ra công văn"; only one that the article names."""
    place = _AS_PLACE.search(text, start, verb)
    if place is None:
        return None
    name = f"{_COMMITTEE} {_LEVELS.get(place['level'].casefold(), place['level'].casefold())}{place['name']}"
    fitting = [body for body in bodies if f"{fold(body.name)} ".startswith(f"{fold(name)} ")]
    return fitting[0] if len(fitting) == 1 else None


_AS_PLACE = re.compile(
    r"(?:\A|\n|[.,;“\"]\s|\A\s|(?<=[.]\s))(?P<level>[Tt]ỉnh|[Tt]hành phố|TP\.?|[Hh]uyện|[Qq]uận|[Tt]hị xã)"
    r"(?P<name>(?:\s[A-ZĐÂÁÀẢÚÔƠƯÊÝĂ]\w*){0,4})\s(?:(?:đã|vừa|mới|cũng|lại|sẽ|tiếp tục)\s)*\Z"
)
_COMMITTEE: Final = "Ủy ban nhân dân"
_LEVELS: Final = {"tp": "thành phố", "tp.": "thành phố"}
