"""Which document each mention means: by number, by name, by a noun alone that goes back to one named before.

Numbers come in full and in short ("Quyết định 167", "167/2008/QĐ-TTg"), laws with and without theirs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from govkg.extraction.document_amendments import changed
from govkg.extraction.document_rules import DocumentMention, document_rules, phrases
from govkg.extraction.document_treaties import known_as
from govkg.extraction.reading import Passage, at_beginning
from govkg.folding import fold
from govkg.model.actors import LegalDocument, Organization, Person
from govkg.model.interval import PartialDate


@dataclass(slots=True)
class Mentioned:
    """One mention and what its sentence says about the document."""

    passage: Passage
    mention: DocumentMention
    issuer: Organization | None = None
    signer: Person | None = None
    issued: PartialDate | None = None
    effective: PartialDate | None = None
    passed: bool = False
    proposed: bool = False
    """Whether its making is only spoken of: "tán thành việc ban hành Luật A"."""
    of: Mentioned | None = None
    """The mention that this one, a noun alone, goes back to."""
    rules: dict[str, str] = field(default_factory=dict)


@cache
def _local() -> frozenset[str]:
    """Symbols of numbers that repeat from one issuer to the next."""
    return frozenset(phrases("local_symbols"))


def going_back(found: Sequence[Mentioned]) -> list[Mentioned]:
    """The mentions, each noun alone with the one that it means; without those that mean none, or one of several.

    A noun alone with the words of a title ("Nghị định quy định về …") means the one numbered document of its type
    that was named before, where there is one.
    """
    kept: list[Mentioned] = []
    for position, one in enumerate(found):
        if kept and kept[-1].mention.back and kept[-1].passage is one.passage and _opens_alike(kept[-1], one):
            continue
        if one.mention.back:
            titled = any(_opens_alike(one, other) for other in found[max(0, position - 1) : position + 2])
            one.of = _antecedent(one, kept, numbered=titled)
            if one.of is None:
                continue
            if titled and kept and _opens_alike(one, kept[-1]):
                kept.pop()
        kept.append(one)
    return kept


_LOOKED_AT: Final = 100
"""Mentions before a noun alone among which the one that it means is sought."""


_PAPER: Final = "Văn bản "
"""A noun that goes back to whichever numbered document the last sentence tells of."""


def _opens_alike(one: Mentioned, other: Mentioned) -> bool:
    return other is not one and one.passage is other.passage and one.mention.span.start == other.mention.span.start


def _antecedent(one: Mentioned, before: Sequence[Mentioned], *, numbered: bool) -> Mentioned | None:
    """The document of the type that the last sentence with one names, or the only numbered one of the article."""
    any_paper = one.passage.text.startswith(_PAPER, one.mention.span.start)
    if any_paper:
        numbered = False
    same = [
        other
        for other in before[-_LOOKED_AT:]
        if (other.mention.type == one.mention.type or (any_paper and other.mention.number))
        and not other.mention.back
        and not _opens_alike(one, other)
    ]
    if numbered:
        same = [other for other in same if other.mention.number]
    elif same:
        last = same[-1].passage, same[-1].passage.sentence(same[-1].mention.span)
        same = [other for other in same if (other.passage, other.passage.sentence(other.mention.span)) == last]
    known = {other.mention.number or fold(other.mention.name or "") for other in same}
    return same[-1] if len(known) == 1 else None


def _numbers(found: Sequence[Mentioned]) -> dict[tuple[str, str], Mentioned]:
    """Laws and ordinances by type and name, where the article gives one number with the name."""
    named: dict[tuple[str, str], dict[str, Mentioned]] = {}
    for each in found:
        mention = each.mention
        if mention.type in ("law", "ordinance") and mention.number and mention.name and not mention.amended:
            named.setdefault((mention.type, fold(mention.name)), {}).setdefault(mention.number, each)
    return {name: next(iter(of.values())) for name, of in named.items() if len(of) == 1}


def _subjects(found: Sequence[Mentioned]) -> dict[tuple[str, Organization | None], Mentioned]:
    """The first paper of each body, by type and body; one with a subject or number, where there is one."""
    first: dict[tuple[str, Organization | None], Mentioned] = {}
    for each in sorted(found, key=lambda one: (one.mention.whose, _only_sent(one.mention))):
        if each.issuer is not None:
            first.setdefault((each.mention.type, each.issuer), each)
    return first


def _only_sent(mention: DocumentMention) -> bool:
    """Whether the name of a report tells no more than to whom it went: "Báo cáo gửi Bộ A xem xét"."""
    name = mention.name or ""
    return mention.type == "report" and name.startswith(_SENT) and _SUBJECT.search(name) is None


_SENT: Final = "Báo cáo gửi "
_SUBJECT = re.compile(r"\s(?:về|đề nghị|kiến nghị|xin|đề xuất|giải trình|liên quan)\s")


def _is_finding(mention: DocumentMention) -> bool:
    """Whether inspectors found it, by a name without a number."""
    return mention.number is None and fold(mention.name or "").startswith(_FINDING)


_FINDING: Final = f"{fold('Kết luận thanh tra')} "


def _is_of_inspectors(one: Mentioned) -> bool:
    """Whether findings are told with who inspected, whatever they are called: "kết luận của Thanh tra A về B"."""
    if one.issuer is None or one.mention.number is not None:
        return False
    called = fold(one.mention.name or "")
    inspected = one.issuer.name.startswith(_INSPECTORATE) and called.startswith(_CONCLUSION)
    return inspected or called.startswith(_FINDING)


_CONCLUSION: Final = f"{fold('Kết luận về')} "
_INSPECTORATE: Final = "Thanh tra"


def _sole_dispatches(found: Sequence[Mentioned]) -> dict[Organization | None, Mentioned]:
    """The numbered dispatch of each body of which the article gives the number of no other one."""
    by: dict[Organization, dict[str, Mentioned]] = {}
    for each in found:
        if each.mention.type == "dispatch" and each.mention.number and each.issuer is not None:
            by.setdefault(each.issuer, {}).setdefault(each.mention.number, each)
    return {issuer: next(iter(of.values())) for issuer, of in by.items() if len(of) == 1}


def _is_another(one: Mentioned) -> bool:
    """Whether a sentence goes back or on in time, to another paper of the same body: "Trước đó, Sở A có văn bản …"."""
    sentence = one.passage.sentence(one.mention.span)
    return _OTHER_TIME.search(one.passage.text, sentence.start, one.mention.span.start) is not None


_OTHER_TIME = re.compile(r"\b(?:[Tt]rước đó|[Tt]iếp đó|[Ss]au đó|tiếp tục|từng)\b")


def resolve(found: Sequence[Mentioned]) -> list[LegalDocument]:
    """The document of each mention; mentions of one document get one value."""
    amending = {_base(each.mention.name): each.mention for each in found if each.mention.amended and each.mention.name}
    groups: dict[tuple[str, str], list[Mentioned]] = {}
    keys = []
    about = _news_of(found)
    numbers = _numbers(found)
    subjects = _subjects(found)
    sole = _sole_dispatches(found)
    findings = list({each.issuer: each for each in found if _is_of_inspectors(each)}.values())
    settled: dict[int, tuple[str, str]] = {}
    for position, each in enumerate(found):
        if each.of is not None:
            key = settled[id(each.of)]
            groups[key].append(each)
            keys.append(key)
            continue
        numbered = _with_number(each, found[position + 1 : position + 4])
        if not each.mention.number and not each.mention.draft and not each.mention.amended:
            numbered = numbers.get((each.mention.type, fold(each.mention.name or "")), numbered)
        if each.mention.whose or _only_sent(each.mention):
            numbered = subjects.get((each.mention.type, each.issuer), each)
        elif _is_finding(each.mention) and each.issuer is None:
            numbered = findings[0] if len(findings) == 1 else each
        elif each.mention.type == "dispatch" and not each.mention.number and not _is_another(each):
            numbered = sole.get(each.issuer, numbered)
        told = (about if about is not None and _tells_of(each, about) else numbered).mention
        key = _constitution(told, found) if told.type == "constitution" else _key(told, amending)
        key = next((known for known in groups if _same(known, key)), key)
        groups.setdefault(key, []).append(each)
        keys.append(key)
        settled[id(each)] = key
    made = {key: _document(members) for key, members in groups.items()}
    return [made[key] for key in keys]


def _news_of(found: Sequence[Mentioned]) -> Mentioned | None:
    """The numbered document that an article is about: the first of it that somebody is said to have made."""
    made = (each for each in found if each.mention.number and "/" in each.mention.number and each.passed)
    first = next(made, None)
    return (
        first if first is not None and at_beginning(first.passage, first.passage.sentence(first.mention.span)) else None
    )


def _tells_of(one: Mentioned, about: Mentioned) -> bool:
    """Whether a title without a number, at the beginning too, is that of the document that the article is about."""
    same_kind = one.mention.type == about.mention.type and not one.mention.number and not one.mention.draft
    if not same_kind or one.mention.type not in _NUMBERED or (one.issuer or about.issuer) != about.issuer:
        return False
    return one.passed and at_beginning(one.passage, one.passage.sentence(one.mention.span)) and not _is_another(one)


_NUMBERED: Final = frozenset({"decree", "decision", "circular", "directive", "dispatch", "resolution"})
"""Types of documents that bear a number, whether or not an article gives it at first."""


def _with_number(one: Mentioned, later: Sequence[Mentioned]) -> Mentioned:
    """The mention that gives a title its number in brackets: "Kế hoạch kiểm tra năm 2018 (Kế hoạch số 9/KH-UBND)"."""
    if one.mention.number:
        return one
    for other in later:
        same_kind = other.passage is one.passage and other.mention.type == one.mention.type and other.mention.number
        gap = one.passage.text[one.mention.span.end : other.mention.span.start]
        if same_kind and _IN_BRACKETS.fullmatch(gap):
            return other
    return one


_IN_BRACKETS = re.compile(r"[^.;()]{0,200}[\s”\"]{0,2}\((?:theo |tại |kèm theo )?")


def _base(name: str | None) -> str:
    """The folded name of the law that an amending law is about."""
    folded = fold(name or "")
    folded = folded.removesuffix(f" {fold('sửa đổi')}")
    for mark in (f" {fold(words)} " for words in ("của luật", "của bộ luật", "của pháp lệnh")):
        if mark in folded:
            return folded.rsplit(mark, 1)[1]
    return folded.removeprefix(fold("bộ luật") + " ").removeprefix(fold("luật") + " ")


def _key(mention: DocumentMention, amending: dict[str, DocumentMention]) -> tuple[str, str]:
    if mention.number:
        return mention.type, "#" + mention.number.casefold()
    name = mention.name
    if mention.type in _NUMBERED and (base := changed(name or "")) is not None:
        return mention.type, f"{_CHANGING} {base}"
    if mention.type == "treaty" and (treaty := known_as(name or "")) is not None:
        return mention.type, treaty
    if mention.draft and not mention.amended and (revision := amending.get(_base(name))) is not None:
        name = revision.name
    return mention.type, fold(name or "")


def _constitution(mention: DocumentMention, found: Sequence[Mentioned]) -> tuple[str, str]:
    """The draft, or the constitution of a year; without one, of the year that the article tells first."""
    if mention.draft:
        return mention.type, "draft"
    if fold(mention.name or "") != _BARE and not _year_in(mention.name or ""):
        return mention.type, fold(mention.name or "")  # "Hiến pháp Tây Ban Nha"
    others = (each.mention for each in found if each.mention.type == mention.type and not each.mention.draft)
    years = (_YEAR.search(each.name or "") for each in (mention, *others))
    year = next(filter(None, years), None)
    return mention.type, year[0] if year is not None else ""


def _same(known: tuple[str, str], key: tuple[str, str]) -> bool:
    if known[0] != key[0]:
        return False
    a, b = sorted((known[1], key[1]), key=len)
    if a.startswith("#") or b.startswith("#"):
        return a == b or (a[:1] == b[:1] and "/" not in a and re.match(rf"{re.escape(a)}[/-]", b) is not None)
    if known[0] == "law" and a.startswith(_BILL):
        return b.startswith(f"{a} ") or a == b
    if known[0] in ("law", "ordinance", "constitution"):
        return a == b or b == f"{_CODE} {a}"  # a code is called a law, too
    return b == a or b.startswith(a + " ")


def _document(members: Sequence[Mentioned]) -> LegalDocument:
    mentions = [each.mention for each in members]
    number = max((each.number for each in mentions if each.number), key=len, default=None)
    named = [each for each in mentions if each.name]
    best = max(named, key=lambda each: (each.amended, _year_in(each.name or ""), _fullness(each)), default=None)
    name = (best.told or best.name) if best is not None else None
    symbols = re.split(r"[/-]", number) if number else []
    issuer = next((each.issuer for each in members if each.issuer is not None), None)
    local = any(symbol in _local() for symbol in symbols)
    return LegalDocument(mentions[0].type, number, name, issuer.iri if issuer and local else None)


def _fullness(mention: DocumentMention) -> int:
    """Of titles the longest is the fullest; of laws, which are known by one name, the first that is read is."""
    name = mention.name or ""
    if mention.type == "treaty" and name.casefold() in document_rules().complete:
        return _FULLEST
    return 0 if mention.type == "law" or mention.whose else len(name)


_FULLEST: Final = 1000
"""A name that is said in full, before all titles."""


_CHANGING: Final = "@"
"""Opens the key of an act that is known by the one that it changes."""
_CODE: Final = fold("Bộ")
_BILL: Final = fold("Dự luật")
_BARE: Final = fold("Hiến pháp")
_YEAR = re.compile(r"(?:19|20)\d\d")


def _year_in(name: str) -> bool:
    return _YEAR.search(name) is not None
