"""Declarations between states by the place where they were made, and their codes of conduct at sea.

"Tuyên bố" is first of all what anybody says, and "bộ quy tắc ứng xử" one of many: only a place or a sea makes an
instrument of them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from govkg.extraction.document_rules import DocumentMention, document_rules
from govkg.extraction.lexicon import places
from govkg.extraction.reading import Passage
from govkg.extraction.titles import Title, capitalized, plain
from govkg.folding import fold
from govkg.model.span import Span

_AT_SEA = re.compile(
    r"(?:\s(?:(?:của|giữa)\s)?(?:các|tất cả các)\sbên)?"
    r"(?:\s(?:liên quan\s)?(?:ở|trên|tại)\s(?:khu vực\s)?[Bb]iển Đông)?"
)
_SHORT = re.compile(r"\s\(?(?:COC|DOC)\b\)?")
_SEA: Final = ("Biển Đông", "biển Đông")
_OF_PACT = re.compile(r"(?:\s(?:với\s)?[A-ZĐ]\w+)?(?:\snăm)?(?:\s(?:19|20)\d\d)?")
"""Behind a pact: the state with which it was made, and the year."""
_PACT_MADE = re.compile(r"\s(?:(?:được|đã)\s)?(?:ký|đạt được|giữa)\b")
_ONE = re.compile(r"\b[Mm]ột\s\Z")
_AGREED = re.compile(r"(?:(?<!\w)(?:đã|để|cùng|sẽ|tự|được|không|chưa|việc|phải|hai bên|các bên)|(?<=\w )[A-ZĐ]\w*)\s\Z")
_ANY_AGREEMENT = re.compile(
    r"\s(?:giữa\s[^\W\dA-ZĐ]|giữa\s(?!EU|ASEAN)[A-ZĐ]{2,}\b|triển khai|tránh|về (?:giá|việc|vấn đề))"
)
_PLACE = re.compile(r"(?:\s[A-ZĐ]\w+){1,3}(?=\s[^\W\dA-ZĐ]|[.,;:)])")


def known_as(name: str) -> str | None:
    """What most call the treaty that a name in one of its forms means: "Hiệp ước INF", "Công ước Luật Biển 1982"."""
    folded = f" {fold(name)} "
    for letters, names in document_rules().known_treaties.items():
        if f" {letters} " in folded or any(f" {words} " in folded for words in names):
            return names[0]
    return None


def is_proper(text: str, noun: re.Match[str]) -> bool:
    """Whether an agreement in small letters is called by the place where it was made: "thỏa thuận | Minsk"."""
    named = _BY_PLACE.match(text, noun.end())
    return named is not None and fold(named["place"]) not in places().countries


_BY_PLACE = re.compile(r" (?P<place>(?!Hiệp |Công )[A-ZĐ][\w’']+(?: [A-ZĐ][\w’']+)?)\b(?! ?[-–])")


def cut(text: str, title: Title) -> Title:
    """The title of a treaty without what is said of it: "Hiệp ước Elysée | ký năm 1963"."""
    said = _SAID.search(title.words)
    words = title.words[: said.start()] if said is not None else title.words
    end = title.end - (len(title.words) - len(words))
    if words == title.words or not text.endswith(words, 0, end):
        return title
    return replace(title, words=words, end=end, count=words.count(" ") + 1)


_SAID = re.compile(
    r" (?:ký|đòi|dẫn đến|chính thức|dựa|trở|vốn(?= (?:quy|được|là|do|đã))|công bố|nhân chuyến|vài"
    r"|của (?:Tổng thống|ông|chính quyền)|và (?:luật|th[oỏ][ảa]|các|giải quyết|mời|những))(?!\w)"
)


def may_be_instrument(noun: str) -> bool:
    """Whether a noun names an instrument only with a place, a sea, a state or a year."""
    rules, name = document_rules(), noun.casefold()
    of_kind = (rules.conduct, rules.conduct_letters, rules.declared, rules.pacts, rules.complete)
    return any(name in names for names in of_kind)


def agrees(text: str, head: re.Match[str]) -> bool:
    """Whether it is one to come, "thỏa thuận" a verb, or what anybody agrees on: "hai bên đã | thỏa thuận | về giá"."""
    if _ONE.search(text, max(0, head.start() - 8), head.start()) is not None:
        return True
    if not head["noun"].casefold().endswith(" thuận"):
        return False
    return (
        _AGREED.search(text, max(0, head.start() - 16), head.start()) is not None
        or _ANY_AGREEMENT.match(text, head.end()) is not None
    )


def instrument(passage: Passage, head: re.Match[str], *, draft: bool) -> DocumentMention | None:
    """The declaration or code of conduct that a noun of either opens."""
    text, noun, start = passage.text, head["noun"], head.start("noun")
    if noun.casefold() in document_rules().complete:
        return DocumentMention(Span(head.start(), head.end()), "treaty", None, capitalized(noun), draft)
    if noun.casefold() in document_rules().conduct_letters:
        alone = noun.isupper() and any(sea in text for sea in _SEA)
        return DocumentMention(Span(*head.span("noun")), "treaty", None, noun, draft) if alone else None
    if noun.casefold() in document_rules().pacts:
        told = _OF_PACT.match(text, head.end())
        end = told.end() if told is not None else head.end()
        made = end > head.end() or _PACT_MADE.match(text, end) is not None
        if not made or _ONE.search(text, max(0, start - 8), start) is not None:
            return None
    elif noun.casefold() in document_rules().conduct:
        at_sea = _of_sea(text, head.end())
        if at_sea is None:
            return None
        end = at_sea[0]
    elif (at_sea := _of_sea(text, head.end())) is not None and at_sea[1]:
        end = at_sea[0]
    else:
        place = _PLACE.match(text, head.end())
        inside = start > passage.sentence(Span(*head.span("noun"))).start and text.endswith((" ", "\n"), 0, start)
        if place is None or not noun[0].isupper() or not inside:
            return None
        end = place.end()
    return DocumentMention(Span(head.start(), end), "treaty", None, capitalized(plain(text[start:end])), draft)


def _of_sea(text: str, start: int) -> tuple[int, bool] | None:
    """Where the sea or the letters end of which a declaration or code is, and whether letters tell it.

    Such as "… của các bên ở Biển Đông", "… ở Biển Đông (DOC)", "… (COC)"; None for others.
    """
    sea = _AT_SEA.match(text, start)
    end = sea.end() if sea is not None else start
    letters = _SHORT.match(text, end)
    if text.endswith("Đông", start, end):
        return end, letters is not None
    return (letters.end(), True) if letters is not None else None
