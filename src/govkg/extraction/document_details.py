"""What the sentence of a mention says about its document: who made and signed it, when, from when on it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from govkg.extraction.actors import actors, offices
from govkg.extraction.document_issuers import (
    by_clause,
    by_code,
    by_parentheses,
    by_place,
    of_list,
    on_behalf,
    part_before,
    quoted,
    told,
    with_offices,
)
from govkg.extraction.document_making import by_this_body, day_in_front, goes_along, later_clause, within_number
from govkg.extraction.document_rules import DocumentMention, document_rules, phrases
from govkg.extraction.document_sameness import Mentioned
from govkg.extraction.reading import Actor, Passage
from govkg.folding import fold
from govkg.model.actors import Organization
from govkg.model.span import Span
from govkg.text.alternation import one_of

_AFTER_NAME = re.compile(
    r"\s?(?:\((?!ban hành|được|ký)[^()]{1,60}\)\s?)?[,(]?\s?(?:(?:được )?(?:ký|ban hành|cấp)\s|ngày cấp (?:là )?)?"
)
_TO_DATE = re.compile(r"[ ,(]*(?:vào |ngày )*")
_OF = re.compile(r"\s?,?\s?của\s")
_BY = re.compile(
    r"(?:\s(?:năm|khóa|khoá|lần thứ)\s\w{1,8})?(?:\s\([A-ZĐ-]{2,12}\))?\s?[,(]?\s?"
    r"(?:(?:đã|vừa|mới|sẽ|cũng|này|do|thì|từng|hiện hành|hiện nay|chính thức|lần lượt|đều|cùng|nói trên|trên|lại)\s)*"
    r"(?:được|do|mà)\s"
)
_ON_BEHALF = re.compile(r"\s?,?\s(?:thay mặt|thừa lệnh|đại diện)(?:\scho)?\s")
_SUBMITTED = re.compile(r"\btrình\s")
_WITH_THIS = re.compile(r"\b(?:bằng|theo|với|tại|qua|trong)\s(?P<noun>[\w ]{6,12})\snày,?\s", re.IGNORECASE)
_JOINED = re.compile(r"\s?(?:[,;]|và|cùng|hoặc|,\s?và)\s?(?:các\s)?", re.IGNORECASE)
_ANNOUNCING: Final = frozenset({"công bố", "xây dựng", "soạn thảo", "thông báo"})
"""Verbs whose day is not the day on which the document was made."""
_QUOTED: Final = frozenset({"report", "dispatch", "other"})
"""Types whose authors speak through them: "Trong báo cáo gửi Quốc hội, Bộ A …"."""
_PRESENTED: Final = frozenset({"report", "other"})
"""Types that somebody presents in the name of those who made them."""
_BY_ITSELF: Final = frozenset({"ban hành", "ra", "đã ra", "có", "gửi", "phát hành"})
"""Verbs of issuing whose subject does so in its own name."""
_ANNOUNCED: Final = frozenset({"constitution", "law", "ordinance"})
_SPOKEN_OF: Final = ("việc ", "sự cần thiết ", "chủ trương ")
"""Right before a verb of making: the making is spoken of, and not told."""
_INTENDED = re.compile(
    r"\b(?:sẽ sớm|kiến nghị|đề nghị|đề xuất|dự kiến|cần|chưa"
    r"|(?:lùi|hoãn|chậm)(?:\s(?:việc|thời hạn|thời gian|thời điểm))?)\s\Z"
)
"""Right before a verb of making: the making is wished for."""
_TO_PASS = re.compile(r"\b(?:sẽ|xem xét|trình|để|dự kiến|trước khi|sau khi|nếu|khi|chưa|sớm|và)\b[^.;]{0,40}\Z")
_ANOTHER = re.compile(r"\A,\s[A-ZĐ]|\b(?:được|bị)\s\Z|\bsau\s[^,;]{0,30}\Z")
"""Between an actor and a verb of making: another subject (a place), it is made for the actor, or the time is told."""
_ASIDE = 70
"""Characters (a date, adverbs) that may stand between the body, its verb and the document."""


@dataclass(frozen=True, slots=True)
class _Verbs:
    issuing: re.Pattern[str]
    passed: re.Pattern[str]
    at_once: re.Pattern[str]
    effect: re.Pattern[str]
    effective: re.Pattern[str]


@cache
def _verbs() -> _Verbs:
    def any_of(key: str) -> str:
        return one_of(phrases(key), capital=True)

    helpers = "(?:(?:một|các|những|dự thảo|dự án|bộ|kèm theo|loạt|hàng loạt|nhiều|thêm)\\s)*"
    acts = "(?:dự án\\s)?(?:luật|nghị quyết|pháp lệnh|nghị định)"
    listing = f"(?:(?:hai|ba|bốn|năm|sáu|bảy|các|\\d{{1,2}})\\s{acts}(?:\\sgồm)?:\\s)?"
    return _Verbs(
        issuing=re.compile(
            rf"(?<!\w)(?P<verb>{any_of('issuing')})(?=\s(?!khỏi\s)(?:\w+\s)?{helpers}{listing}[“\"]?\Z)"
        ),
        passed=re.compile(rf"\s?(?:(?:khóa|khoá|Khóa)\s\w+\s)?(?:[\w ,]{{0,30}}?\s)?(?:{any_of('passed')})(?!\w)"),
        at_once=re.compile(rf"(?:{any_of('passed')})(?!\w)"),
        effect=re.compile(rf"\b(?:{any_of('effective')})\b|,\stính\b"),  # or what is counted
        effective=re.compile(rf"\b(?<!hết )(?<!dứt )(?<!còn )(?:{any_of('effective')})\b[\w ]{{0,30}}?\Z"),
    )


def read_sentence(one: Mentioned, before: Mentioned | None, made: Mentioned | None, bodies: Set[Organization]) -> None:
    """Fill in issuer, signer and dates from the sentence of a mention; ``made`` is the last one that was made."""
    passage, span = one.passage, one.mention.span
    sentence = passage.sentence(span)
    near = actors(passage, sentence)
    _from_words_after(one, sentence, near)
    _from_passive(one, sentence, near)
    _from_active(one, sentence, near, bodies)
    _from_submission(one, sentence, near)
    _from_making(one, made, sentence, near)
    _from_afar(one, sentence, near)
    joined = before is not None and before.passage is passage and before.mention.span.end <= span.start
    if before is not None and joined and _JOINED.fullmatch(passage.text, before.mention.span.end, span.start):
        if before.issuer is None and one.rules.get("issuer") == "document.of-body" and before.mention.number:
            _set_issuer(before, one.issuer, "document.joined")
        if one.rules.get("issuer") == "document.passive" and _BOTH.match(passage.text, span.end, sentence.end):
            _set_issuer(before, one.issuer, "document.joined")
            before.passed = True
            take_day(before, one)
        if one.issuer is None and "issuer" in before.rules and before.rules["issuer"] != "document.of-body":
            _set_issuer(one, before.issuer, "document.joined")
        one.passed = one.passed or (
            before.passed and (not one.mention.draft or before.mention.draft or one.mention.amended)
        )
        if before.rules.get("issued") in _OF_LIST:
            take_day(one, before)


_OF_LIST: Final = frozenset({"document.active", "document.joined"})
"""Rules by which the day of a document goes for the next of its list."""
_BOTH = re.compile(r"[^,.;]{0,30}?\b(?:lần lượt|đều|cùng|cũng)\b")
"""Behind two documents: what follows is told of both."""


def take_day(one: Mentioned, other: Mentioned) -> None:
    """Take the day on which another document was made, by the words that tell it of both."""
    if one.issued is None and other.issued is not None and one.passed:
        one.issued = other.issued
        one.rules["issued"] = "document.joined"


def _from_making(one: Mentioned, made_before: Mentioned | None, sentence: Span, near: Sequence[Actor]) -> None:
    """What a further clause, a noun that goes back to a body, the day in front or the document before tells."""
    if one.proposed or (one.mention.draft and not one.passed):
        return
    passage, mention = one.passage, one.mention
    made = later_clause(passage, sentence, mention, near) or by_this_body(passage, sentence, mention, near)
    if made is not None:
        one.passed = True
        _set_issuer(one, made.issuer, "document.passive")
        _set_issued(one, passage, made.words, "document.passive")
    if one.passed and one.issued is None and _BY.match(passage.text, mention.span.end):
        day = day_in_front(passage, sentence, mention)
        if day is not None:
            _set_issued(one, passage, day, "document.passive")
    if made_before is not None and one.issuer is None and goes_along(passage, sentence, mention, made_before):
        one.passed = True
        _set_issuer(one, made_before.issuer, "document.joined")
        take_day(one, made_before)


def _from_afar(one: Mentioned, sentence: Span, near: Sequence[Actor]) -> None:
    """Such as "Bộ A công bố tại Hà Nội Quyết định số 1/QĐ-BA", "ba báo cáo của Sở A: Báo cáo …"."""
    if one.issuer is not None or one.proposed:
        return
    text, span = one.passage.text, one.mention.span
    _set_issuer(one, by_code(text, sentence, one.mention, near), "document.by-code")
    _set_issuer(one, by_parentheses(text, sentence, one.mention, near), "document.by-code")
    _set_issuer(one, by_clause(text, sentence, span, near), "document.by-clause")
    _set_issuer(one, within_number(text, sentence, one.mention, near), "document.quoted")
    if one.mention.type in _PRESENTED:
        _set_issuer(one, on_behalf(text, sentence, span, near), "document.on-behalf")
    if one.mention.type in _QUOTED and one.mention.number is None:
        near = with_offices(one.passage, near)
        _set_issuer(one, quoted(text, sentence, span, near) or told(text, span, near), "document.quoted")
    if one.mention.type == "report":
        _set_issuer(one, of_list(text, sentence, span, near), "document.of-list")


def _set_issuer(one: Mentioned, issuer: Organization | None, rule: str) -> None:
    if one.mention.type == "treaty":  # parties sign a treaty, nobody issues it
        return
    if one.issuer is None and issuer is not None:
        one.issuer = issuer
        one.rules["issuer"] = rule


def _set_issued(one: Mentioned, passage: Passage, within: Span, rule: str) -> int | None:
    """Take the day that is told within a span; where its words end."""
    for time in passage.times_in(within):
        if time.when.begin is not None and time.when.has_day and one.issued is None:
            one.issued = time.when.begin
            one.rules["issued"] = rule
            return time.span.end
    return None


def _actor_at(near: Sequence[Actor], start: int) -> Actor | None:
    return next((actor for actor in near if actor.span.start == start), None)


def _from_words_after(one: Mentioned, sentence: Span, near: Sequence[Actor]) -> None:
    """Such as "… số 12/QĐ-UBND ngày 3/4/2019 của Ủy ban nhân dân tỉnh B"."""
    passage, end = one.passage, one.mention.span.end
    lead = _AFTER_NAME.match(passage.text, end)
    start = min(lead.end() if lead else end, sentence.end)
    time = next((time for time in passage.times_in(Span(start, sentence.end)) if time.span.start <= start + 6), None)
    if time is not None and _TO_DATE.fullmatch(passage.text, start, time.span.start):
        end = _set_issued(one, passage, time.span, "document.dated") or end
    elif (after := _title_end(one)) > end:
        end = after
        dated = (
            next((time for time in passage.times_in(Span(end, sentence.end))[:1]), None) if end < sentence.end else None
        )
        if dated is not None and _TO_DATE.fullmatch(passage.text, end, dated.span.start):
            end = _set_issued(one, passage, dated.span, "document.dated") or end
    of = None if _conveys(one.mention) else _OF.match(passage.text, end)
    actor = _actor_at(near, of.end()) if of else None
    if actor is not None:
        _set_issuer(one, actor.body, "document.of-body")
        _set_day_of_issuer(one, sentence, actor)
    for time in passage.times_in(Span(min(end, sentence.end), sentence.end)):
        if _verbs().effective.search(passage.text, end, time.span.start) and time.when.begin is not None:
            one.effective = one.effective or time.when.begin


def _set_day_of_issuer(one: Mentioned, sentence: Span, issuer: Actor) -> None:
    """Take the day that is told behind the issuer: "Quyết định 5/QĐ-TTg của Thủ tướng | ngày 3/4/2019"."""
    if one.mention.number is None:
        return
    passage, end = one.passage, issuer.span.end
    near = passage.times_in(Span(end, min(sentence.end, end + _TO_DAY))) if end < sentence.end else ()
    if near and _DAY_AFTER.fullmatch(passage.text, end, near[0].span.start):
        _set_issued(one, passage, near[0].span, "document.dated")


_TO_DAY: Final = 40
_DAY_AFTER = re.compile(r"\s?[(,]?\s?(?:(?:được )?(?:ký|ban hành)\s)?(?:ngày\s)?")


def _conveys(mention: DocumentMention) -> bool:
    """Whether "của" behind a title tells whose words, duties or rules it is about."""
    name = mention.name or ""
    conveyed = name.endswith(tuple(phrases("conveyed")))
    return conveyed or (mention.type == "dispatch" and document_rules().conveying.search(name) is not None)


def _title_end(one: Mentioned) -> int:
    """Where the title ends that stands behind a number: "Nghị định 8/1999/NĐ-CP về đo lường | ngày 3/4/1999"."""
    name, end = one.mention.name, one.mention.span.end
    if one.mention.number is None or name is None:
        return end
    text = one.passage.text
    words = next(
        (name[at + 1 :] for at, each in enumerate(name) if each == " " and text.startswith(name[at:], end)), ""
    )
    return end + 1 + len(words) if words else end


def _from_passive(one: Mentioned, sentence: Span, near: Sequence[Actor]) -> None:
    """Such as "… đã được Quốc hội thông qua ngày 4/5/2006", "… do Thủ tướng phê duyệt"."""
    passage, end = one.passage, one.mention.span.end
    by = _BY.match(passage.text, end)
    if by is None:
        return
    actor = _actor_at(near, by.end())
    if actor is not None and (behalf := _ON_BEHALF.match(passage.text, actor.span.end)) is not None:
        actor = _actor_at(near, behalf.end()) or actor  # "do ông A thay mặt Ủy ban B ký"
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


def _from_active(one: Mentioned, sentence: Span, near: Sequence[Actor], bodies: Set[Organization]) -> None:
    """Such as "Ngày 3/4, Bộ A đã ban hành Thông tư …", "Bộ A ngày 3/4 ra Quyết định …"."""
    passage, start = one.passage, one.mention.span.start
    found = list(_verbs().issuing.finditer(passage.text, max(sentence.start, start - 60), start))
    if not found:
        return
    verb = found[-1]
    intended = _INTENDED.search(passage.text, sentence.start, verb.start()) is not None
    if intended or passage.text.endswith(_SPOKEN_OF, sentence.start, verb.start()):
        one.proposed = True
        return
    one.passed = not one.mention.draft or (
        verb["verb"].casefold().endswith("thông qua")
        and not _TO_PASS.search(passage.text, max(sentence.start, verb.start() - 60), verb.start())
    )
    if one.mention.type in _ANNOUNCED and verb["verb"].casefold() == "công bố":
        return  # the president announces a law, and does not make it
    ahead = [actor for actor in near if actor.span.end <= verb.start()]
    subject = _with_office(_subject(passage, part_before(ahead, passage.text), verb.start()), ahead)
    begin = subject.span.start if subject else sentence.start
    gap = passage.text[subject.span.end : verb.start()] if subject else ""
    if subject is not None and len(gap) <= _ASIDE and _ANOTHER.search(gap) is None:
        if one.mention.matter and verb["verb"].casefold() in _BY_ITSELF and "issuer" not in one.rules:
            one.issuer = None  # "Bộ A có văn bản về sai phạm của sở B": of what, not by whom
        _set_issuer(one, _issues_as(subject, one.mention), "document.active")
        if subject.person is not None and verb["verb"].casefold().endswith("ký"):
            one.signer = subject.person
    if one.issuer is None and (subject is None or subject.span.end < verb.start() - _ASIDE):
        _set_issuer(one, by_place(passage.text, sentence.start, verb.start(), bodies), "document.by-place")
    if verb["verb"].casefold() in _ANNOUNCING:
        return
    if _set_issued(one, passage, Span(begin, verb.start()), "document.active") is None and begin > sentence.start:
        _set_issued(one, passage, Span(sentence.start, min(begin, sentence.start + 40)), "document.active")


def _issues_as(subject: Actor, mention: DocumentMention) -> Organization | None:
    """The office or body for which somebody issues: a deputy signs the prime minister's decisions for the office."""
    prime_minister = offices().get("Thủ tướng")
    if prime_minister is not None and (mention.number or "").endswith("-TTg"):
        return prime_minister
    return subject.body


def _subject(passage: Passage, before: Sequence[Actor], verb: int) -> Actor | None:
    """The subject of a verb: the actor right before it, or past a comma the first of the sentence."""
    if not before:
        return None
    times = passage.times_in(Span(before[-1].span.end, verb))
    gap = passage.text[before[-1].span.end : times[0].span.start if times else verb]
    return before[0] if "," in gap.rstrip(" ,") or (gap.rstrip().endswith(",") and not times) else before[-1]


def _with_office(subject: Actor | None, ahead: Sequence[Actor]) -> Actor | None:
    """A person with the office that is told behind the name: "ông A, Chủ tịch UBND tỉnh B, ký …"."""
    if subject is None or subject.person is None or subject.body is not None:
        return subject
    told = next((each.body for each in ahead if each.person == subject.person and each.body is not None), None)
    return replace(subject, span=Span(subject.span.start, ahead[-1].span.end), body=told) if told else subject


def _from_submission(one: Mentioned, sentence: Span, near: Sequence[Actor]) -> None:
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
