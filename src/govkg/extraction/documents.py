"""Laws and official documents: which ones, in what state, who made them, when, and how they relate.

What the mentions of one document say is gathered first ("Quyết định 167" and "167/2008/QĐ-TTg" are one),
because the issuer may be part of the key and one sentence often settles what another leaves open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final

from govkg.extraction.actors import actors, offices
from govkg.extraction.document_mentions import DocumentMention, document_mentions, phrases
from govkg.extraction.reading import Actor, Passage, Reading, at_beginning
from govkg.folding import fold
from govkg.model.actors import LegalDocument, Organization, Person
from govkg.model.facts import (
    DocumentDate,
    DocumentDated,
    DocumentRelates,
    DocumentRelation,
    DocumentState,
    DocumentStatus,
    Fact,
    IssuedBy,
    Named,
    SignedBy,
)
from govkg.model.interval import PartialDate
from govkg.model.span import Span
from govkg.model.statement import Statement
from govkg.text.alternation import one_of

_AFTER_NAME = re.compile(r"\s?(?:\([^()]{1,60}\)\s?)?,?\s?(?:(?:được )?(?:ký|ban hành)\s)?")
_TO_DATE = re.compile(r"[ ,]*(?:vào |ngày )*")
_OF = re.compile(r"\s?,?\s?của\s")
_BY = re.compile(r"\s?,?\s?(?:(?:đã|vừa|mới|sẽ|cũng|này|do|thì|từng)\s)*(?:được|do)\s")
_SUBMITTED = re.compile(r"\btrình\s")
_WITH_THIS = re.compile(r"\b(?:bằng|theo|với|tại|qua|trong)\s(?P<noun>[\w ]{6,12})\snày,?\s", re.IGNORECASE)
_JOINED = re.compile(r"\s?(?:,|và|cùng|hoặc|,\s?và)\s?(?:các\s)?", re.IGNORECASE)
ANNOUNCING: Final = frozenset({"công bố", "xây dựng", "soạn thảo"})
"""Verbs whose day is not the day on which the document was made."""
_TO_PASS = re.compile(r"\b(?:sẽ|xem xét|trình|để|dự kiến|trước khi|sau khi|nếu|khi|chưa|sớm|và)\b[^.;]{0,40}\Z")
_ASIDE = 70
"""Characters (a date, adverbs) that may stand between the body, its verb and the document."""


@dataclass(slots=True)
class _Mentioned:
    """One mention and what its sentence says about the document."""

    passage: Passage
    mention: DocumentMention
    issuer: Organization | None = None
    signer: Person | None = None
    issued: PartialDate | None = None
    effective: PartialDate | None = None
    passed: bool = False
    rules: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Verbs:
    issuing: re.Pattern[str]
    passed: re.Pattern[str]
    at_once: re.Pattern[str]
    effect: re.Pattern[str]
    effective: re.Pattern[str]
    relations: tuple[tuple[DocumentRelation, re.Pattern[str]], ...]
    based_on: re.Pattern[str]
    local: frozenset[str]


@cache
def _verbs() -> _Verbs:
    def any_of(key: str) -> str:
        return one_of(phrases(key), capital=True)

    def before(key: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{any_of(key)})[\s“\"]*(?:một số điều của\s|một số nội dung của\s|các\s)?\Z")

    helpers = "(?:(?:một|các|những|dự thảo|dự án|bộ|kèm theo|loạt|hàng loạt|nhiều|thêm)\\s)*"
    return _Verbs(
        issuing=re.compile(rf"(?<!\w)(?P<verb>{any_of('issuing')})(?=\s(?:\w+\s)?{helpers}[“\"]?\Z)"),
        passed=re.compile(rf"\s?(?:(?:khóa|khoá|Khóa)\s\w+\s)?(?:[\w ,]{{0,30}}?\s)?(?:{any_of('passed')})(?!\w)"),
        at_once=re.compile(rf"(?:{any_of('passed')})(?!\w)"),
        effect=re.compile(rf"\b(?:{any_of('effective')})\b"),
        effective=re.compile(rf"\b(?:{any_of('effective')})\b[\w ]{{0,30}}?\Z"),
        relations=(
            ("amends", before("amending")),
            ("repeals", before("repeals")),
            ("based_on", before("based_on")),
            ("details", before("details")),
        ),
        based_on=before("based_on"),
        local=frozenset(phrases("local_symbols")),
    )


def read_documents(reading: Reading) -> Iterator[Statement]:
    """Which documents an article names, and what it says of each."""
    found: list[_Mentioned] = []
    for passage in reading.passages:
        before: _Mentioned | None = None
        for mention in document_mentions(passage):
            mentioned = _Mentioned(passage, mention, mention.issuer)
            _read_sentence(mentioned, before)
            found.append(mentioned)
            before = mentioned
    _spell_out(found)
    documents = _resolve(found)
    status = _statuses(found, documents)
    for mentioned, act in zip(found, documents, strict=True):
        yield from _state(reading, mentioned, act, status[act])
    yield from _relations(reading, found, documents)


def _spell_out(found: Sequence[_Mentioned]) -> None:
    """Put the name of a law for the abbreviation that the article declares: "Luật A và B (A&B) … Luật A&B"."""
    declared: dict[str, str] = {}
    for one in found:
        short = _DECLARED.match(one.passage.text, one.mention.span.end)
        name = one.mention.name
        if name is not None and one.mention.type == "law":
            if short is not None:
                base = name.rpartition(" của ")[2] if one.mention.amended and " của Luật " in name else name
                declared[short["short"]] = base
            for abbreviation, full in declared.items():
                name = re.sub(rf"\bLuật {re.escape(abbreviation)}(?!\w)", full, name)
            one.mention = replace(one.mention, name=name)


_DECLARED = re.compile(r"\s?\((?:(?:sau đây )?gọi (?:tắt )?là )?(?:Luật )?(?P<short>[A-ZĐ][A-ZĐ&]{1,14})\)")


def _read_sentence(one: _Mentioned, before: _Mentioned | None) -> None:
    """Fill in issuer, signer and dates from the sentence of a mention."""
    passage, span = one.passage, one.mention.span
    sentence = passage.sentence(span)
    near = actors(passage, sentence)
    _from_words_after(one, sentence, near)
    _from_passive(one, sentence, near)
    _from_active(one, sentence, near)
    _from_submission(one, sentence, near)
    joined = before is not None and before.passage is passage and before.mention.span.end <= span.start
    if before is not None and joined and _JOINED.fullmatch(passage.text, before.mention.span.end, span.start):
        if before.issuer is None and one.rules.get("issuer") == "document.of-body" and before.mention.number:
            _set_issuer(before, one.issuer, "document.joined")
        if one.issuer is None and "issuer" in before.rules and before.rules["issuer"] != "document.of-body":
            _set_issuer(one, before.issuer, "document.joined")
        one.passed = one.passed or (
            before.passed and (one.mention.draft == before.mention.draft or one.mention.amended)
        )


def _set_issuer(one: _Mentioned, issuer: Organization | None, rule: str) -> None:
    if one.mention.type == "treaty":  # parties sign a treaty, nobody issues it
        return
    if one.issuer is None and issuer is not None:
        one.issuer = issuer
        one.rules["issuer"] = rule


def _set_issued(one: _Mentioned, passage: Passage, within: Span, rule: str) -> int | None:
    """Take the day that is told within a span; where its words end."""
    for time in passage.times_in(within):
        if time.when.begin is not None and time.when.has_day and one.issued is None:
            one.issued = time.when.begin
            one.rules["issued"] = rule
            return time.span.end
    return None


def _actor_at(near: Sequence[Actor], start: int) -> Actor | None:
    return next((actor for actor in near if actor.span.start == start), None)


def _from_words_after(one: _Mentioned, sentence: Span, near: Sequence[Actor]) -> None:
    """Such as "… số 12/QĐ-UBND ngày 3/4/2019 của Ủy ban nhân dân tỉnh B"."""
    passage, end = one.passage, one.mention.span.end
    lead = _AFTER_NAME.match(passage.text, end)
    start = min(lead.end() if lead else end, sentence.end)
    time = next((time for time in passage.times_in(Span(start, sentence.end)) if time.span.start <= start + 6), None)
    if time is not None and _TO_DATE.fullmatch(passage.text, start, time.span.start):
        end = _set_issued(one, passage, time.span, "document.dated") or end
    of = _OF.match(passage.text, end)
    actor = _actor_at(near, of.end()) if of else None
    if actor is not None:
        _set_issuer(one, actor.body, "document.of-body")
    for time in passage.times_in(Span(min(end, sentence.end), sentence.end)):
        if _verbs().effective.search(passage.text, end, time.span.start) and time.when.begin is not None:
            one.effective = one.effective or time.when.begin


def _from_passive(one: _Mentioned, sentence: Span, near: Sequence[Actor]) -> None:
    """Such as "… đã được Quốc hội thông qua ngày 4/5/2006", "… do Thủ tướng phê duyệt"."""
    passage, end = one.passage, one.mention.span.end
    by = _BY.match(passage.text, end)
    if by is None:
        return
    actor = _actor_at(near, by.end())
    verbs = _verbs()
    verb = verbs.passed.match(passage.text, actor.span.end) if actor else verbs.at_once.match(passage.text, by.end())
    if verb is None or verb.end() > sentence.end:
        return
    one.passed = True
    if actor is not None:
        _set_issuer(one, actor.body, "document.passive")
    if verb.end() < sentence.end:
        ends = min(sentence.end, verb.end() + 40)
        effective = verbs.effect.search(passage.text, verb.end(), ends)
        ends = effective.start() if effective else ends
        if ends > verb.end():
            _set_issued(one, passage, Span(verb.end(), ends), "document.passive")


def _from_active(one: _Mentioned, sentence: Span, near: Sequence[Actor]) -> None:
    """Such as "Ngày 3/4, Bộ A đã ban hành Thông tư …", "Bộ A ngày 3/4 ra Quyết định …"."""
    passage, start = one.passage, one.mention.span.start
    found = list(_verbs().issuing.finditer(passage.text, max(sentence.start, start - 60), start))
    if not found:
        return
    verb = found[-1]
    one.passed = not one.mention.draft or (
        verb["verb"].casefold().endswith("thông qua")
        and not _TO_PASS.search(passage.text, max(sentence.start, verb.start() - 60), verb.start())
    )
    subject = _subject(passage, [actor for actor in near if actor.span.end <= verb.start()], verb.start())
    begin = subject.span.start if subject else sentence.start
    if subject is not None and verb.start() - subject.span.end <= _ASIDE:
        _set_issuer(one, _issues_as(subject, one.mention), "document.active")
        if subject.person is not None and verb["verb"].casefold().endswith("ký"):
            one.signer = subject.person
    if one.issuer is None and (subject is None or subject.span.end < verb.start() - _ASIDE):
        _set_issuer(one, _authority(passage, sentence.start, verb.start()), "document.by-place")
    if verb["verb"].casefold() in ANNOUNCING:
        return
    if _set_issued(one, passage, Span(begin, verb.start()), "document.active") is None and begin > sentence.start:
        _set_issued(one, passage, Span(sentence.start, min(begin, sentence.start + 40)), "document.active")


def _issues_as(subject: Actor, mention: DocumentMention) -> Organization | None:
    """The office or body for which somebody issues: a deputy signs the prime minister's decisions for the office."""
    prime_minister = offices().get("Thủ tướng")
    if prime_minister is not None and (mention.number or "").endswith("-TTg"):
        return prime_minister
    return subject.body


def _authority(passage: Passage, start: int, verb: int) -> Organization | None:
    """The people's committee that acts as its place: "tỉnh A đã ra công văn"; only one that the passage names."""
    place = _AS_PLACE.search(passage.text, start, verb)
    if place is None:
        return None
    name = f"{_COMMITTEE} {_LEVELS.get(place['level'].casefold(), place['level'].casefold())}{place['name']}"
    bodies = {each.entity for each in passage.mentions if isinstance(each.entity, Organization)}
    fitting = [body for body in bodies if f"{body.name} ".startswith(f"{name} ")]
    return fitting[0] if len(fitting) == 1 else None


_AS_PLACE = re.compile(
    r"(?:\A|\n|[.,;“\"]\s|\A\s|(?<=[.]\s))(?P<level>[Tt]ỉnh|[Tt]hành phố|TP\.?|[Hh]uyện|[Qq]uận|[Tt]hị xã)"
    r"(?P<name>(?:\s[A-ZĐÂÁÀẢÚÔƠƯÊÝĂ]\w*){0,4})\s(?:(?:đã|vừa|mới|cũng|lại|sẽ|tiếp tục)\s)*\Z"
)
_COMMITTEE: Final = "Ủy ban nhân dân"
_LEVELS: Final = {"tp": "thành phố", "tp.": "thành phố"}


def _subject(passage: Passage, before: Sequence[Actor], verb: int) -> Actor | None:
    """The subject of a verb: the actor right before it, or past a comma the first of the sentence."""
    if not before:
        return None
    times = passage.times_in(Span(before[-1].span.end, verb))
    gap = passage.text[before[-1].span.end : times[0].span.start if times else verb]
    return before[0] if "," in gap.rstrip(" ,") or (gap.rstrip().endswith(",") and not times) else before[-1]


def _from_submission(one: _Mentioned, sentence: Span, near: Sequence[Actor]) -> None:
    """Such as "dự thảo … trình Chính phủ ban hành", "Quyết định …; bằng quyết định này, Ủy ban B …"."""
    passage, end = one.passage, one.mention.span.end
    patterns = [_WITH_THIS] + ([_SUBMITTED] if one.mention.draft else [])
    for pattern in patterns:
        for words in pattern.finditer(passage.text, end, sentence.end):
            actor = _actor_at(near, words.end())
            if actor is None:
                continue
            if pattern is _SUBMITTED and not _verbs().passed.match(passage.text, actor.span.end):
                continue
            if pattern is _WITH_THIS and fold(words["noun"]) not in fold(passage.text[one.mention.span.start : end]):
                continue
            _set_issuer(one, actor.body, "document.submitted" if pattern is _SUBMITTED else "document.by-this")


def _resolve(found: Sequence[_Mentioned]) -> list[LegalDocument]:
    """The document of each mention; mentions of one document get one value."""
    amending = {_base(each.mention.name): each.mention for each in found if each.mention.amended and each.mention.name}
    groups: dict[tuple[str, str], list[_Mentioned]] = {}
    keys = []
    about = _news_of(found)
    for position, each in enumerate(found):
        numbered = _with_number(each, found[position + 1 : position + 4])
        key = _key((about if about is not None and _tells_of(each, about) else numbered).mention, amending)
        key = next((known for known in groups if _same(known, key)), key)
        groups.setdefault(key, []).append(each)
        keys.append(key)
    made = {key: _document(members) for key, members in groups.items()}
    return [made[key] for key in keys]


def _news_of(found: Sequence[_Mentioned]) -> _Mentioned | None:
    """The numbered document that an article is about: the first of it that somebody is said to have made."""
    made = (each for each in found if each.mention.number and "/" in each.mention.number and each.passed)
    first = next(made, None)
    return (
        first if first is not None and at_beginning(first.passage, first.passage.sentence(first.mention.span)) else None
    )


def _tells_of(one: _Mentioned, about: _Mentioned) -> bool:
    """Whether a title without a number, at the beginning too, is that of the document that the article is about."""
    same_kind = one.mention.type == about.mention.type and not one.mention.number and not one.mention.draft
    if not same_kind or one.mention.type not in _NUMBERED or (one.issuer or about.issuer) != about.issuer:
        return False
    return one.passed and at_beginning(one.passage, one.passage.sentence(one.mention.span))


_NUMBERED: Final = frozenset({"decree", "decision", "circular", "directive", "dispatch", "resolution"})
"""Types of documents that bear a number, whether or not an article gives it at first."""


def _with_number(one: _Mentioned, later: Sequence[_Mentioned]) -> _Mentioned:
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
    if mention.type == "constitution":
        return mention.type, "draft" if mention.draft else "constitution"
    name = mention.name
    if mention.draft and not mention.amended and (revision := amending.get(_base(name))) is not None:
        name = revision.name
    return mention.type, fold(name or "")


def _same(known: tuple[str, str], key: tuple[str, str]) -> bool:
    if known[0] != key[0]:
        return False
    a, b = sorted((known[1], key[1]), key=len)
    if a.startswith("#") or b.startswith("#"):
        return a == b or (a[:1] == b[:1] and "/" not in a and re.match(rf"{re.escape(a)}[/-]", b) is not None)
    if known[0] in ("law", "ordinance", "constitution"):
        return a == b
    return b == a or b.startswith(a + " ")


def _document(members: Sequence[_Mentioned]) -> LegalDocument:
    mentions = [each.mention for each in members]
    number = max((each.number for each in mentions if each.number), key=len, default=None)
    named = [each for each in mentions if each.name]
    best = max(named, key=lambda each: (each.amended, _year_in(each.name or ""), _fullness(each)), default=None)
    name = best.name if best is not None else None
    symbols = re.split(r"[/-]", number) if number else []
    issuer = next((each.issuer for each in members if each.issuer is not None), None)
    local = any(symbol in _verbs().local for symbol in symbols)
    return LegalDocument(mentions[0].type, number, name, issuer.iri if issuer and local else None)


def _fullness(mention: DocumentMention) -> int:
    """Of titles the longest is the fullest; of laws, which are known by one name, the first that is read is."""
    return 0 if mention.type == "law" else len(mention.name or "")


def _year_in(name: str) -> bool:
    return re.search(r"(?:19|20)\d\d", name) is not None


def _statuses(found: Sequence[_Mentioned], documents: Sequence[LegalDocument]) -> dict[LegalDocument, DocumentStatus]:
    """What all mentions of a document say together: one that tells of its passing outweighs those before it."""
    passed = {act for one, act in zip(found, documents, strict=True) if one.passed}
    drafts = {act for one, act in zip(found, documents, strict=True) if one.mention.draft}

    def status(act: LegalDocument) -> DocumentStatus:
        if act in passed:
            return "adopted"
        if act in drafts:
            return "draft"
        return "unknown" if act.type in ("report", "treaty") else "adopted"

    return {act: status(act) for act in documents}


_CONFIDENCE: Final = {
    "document.number": 0.97,
    "document.short-number": 0.9,
    "document.law": 0.95,
    "document.constitution": 0.95,
    "document.title": 0.85,
    "document.of-body": 0.95,
    "document.active": 0.9,
    "document.passive": 0.88,
    "document.by-place": 0.85,
    "document.joined": 0.85,
    "document.submitted": 0.8,
    "document.by-this": 0.85,
    "document.dated": 0.96,
    "document.effective": 0.85,
    "document.signed": 0.85,
    "document.relation": 0.85,
}


def _named_rule(mention: DocumentMention) -> str:
    if mention.number:
        return "document.number" if "/" in mention.number or "-" in mention.number else "document.short-number"
    if mention.type == "constitution":
        return "document.constitution"
    return "document.law" if mention.type in ("law", "ordinance") else "document.title"


def _state(reading: Reading, one: _Mentioned, act: LegalDocument, status: DocumentStatus) -> Iterator[Statement]:
    mention = one.mention
    facts: list[tuple[Fact, str]] = [(DocumentState(act, status), _named_rule(mention))]
    for form in (mention.number, mention.name):
        if form and form not in (act.number, act.name):
            facts.append((Named(act, form), _named_rule(mention)))
    if one.issuer is not None:
        facts.append((IssuedBy(act, one.issuer), one.rules.get("issuer", "document.of-body")))
    if one.signer is not None:
        facts.append((SignedBy(act, one.signer), "document.signed"))
    dates: tuple[tuple[PartialDate | None, DocumentDate], ...] = ((one.issued, "issued"), (one.effective, "effective"))
    for day, event in dates:
        if day is not None:
            rule = one.rules.get("issued", "document.dated") if event == "issued" else "document.effective"
            facts.append((DocumentDated(act, day, event), rule))
    for fact, rule in facts:
        yield reading.state(fact, one.passage, mention.span, rule, _CONFIDENCE[rule])


_BEFORE: Final = 120
"""Characters before a document among which the words that tie another one to it stand."""


def _relations(
    reading: Reading, found: Sequence[_Mentioned], documents: Sequence[LegalDocument]
) -> Iterator[Statement]:
    """One document about another: a title that names a law, "thay thế Thông tư …", "căn cứ Luật …"."""
    for position, (one, act) in enumerate(zip(found, documents, strict=True)):
        for after in range(position + 1, len(found)):
            other, base = found[after], documents[after]
            if other.passage is not one.passage or other.mention.span.start > one.mention.span.end + 200:
                break
            start = one.mention.span.start
            before = max(0, start - _BEFORE)
            if other.passed and act != base and _verbs().based_on.search(one.passage.text, before, start):
                fact = DocumentRelates(base, "based_on", act)
                yield reading.state(
                    fact, one.passage, other.mention.span, "document.relation", _CONFIDENCE["document.relation"]
                )
                continue
            relation = _relation(one, other)
            if relation is not None and act != base:
                fact = DocumentRelates(act, relation, base)
                span = Span(one.mention.span.start, max(one.mention.span.end, other.mention.span.end))
                if one.passage.sentence(one.mention.span) == one.passage.sentence(span):
                    yield reading.state(fact, one.passage, span, "document.relation", _CONFIDENCE["document.relation"])


def _relation(one: _Mentioned, other: _Mentioned) -> DocumentRelation | None:
    text, first, second = one.passage.text, one.mention, other.mention
    nested = second.span.start < first.span.end
    if nested and first.amended:
        return "amends"
    start = first.span.start if nested else first.span.end
    for relation, pattern in _verbs().relations:
        if pattern.search(text, start, second.span.start):
            return relation
    return None
