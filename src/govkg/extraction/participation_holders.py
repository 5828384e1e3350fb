"""Who holds a meeting, in clauses that say no more than that: "Chương trình do A tổ chức", "B là đơn vị đăng cai"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from govkg.extraction.actors import actors, inside
from govkg.extraction.meeting_mentions import MeetingMention, anchored
from govkg.extraction.participation_chains import Part, chain_after, chain_before, without_times
from govkg.extraction.participation_named import HELD, JOINED
from govkg.extraction.reading import Actor, Passage
from govkg.model.span import Span


def organising(passage: Passage, sentence: Span, near: Sequence[Actor]) -> Iterator[Part]:
    """The bodies of a sentence that only says who holds the meeting told of."""
    found = _HELD.match(passage.text, sentence.start, sentence.end)
    if found is not None:
        who = Span(*found.span("who" if found["who"] else "cleft"))
        named = actors(passage, who)
        if not any(actor.person is not None for actor in named):
            for actor in named:
                first = actor.span.start == who.start and found["cleft"] is not None
                if first or JOINED.search(passage.text, sentence.start, actor.span.start):
                    yield from _hosts([actor], Span(sentence.start, found.end()))
        return
    yield from _without_object(passage, sentence, near)
    yield from _nominal(passage, sentence, near)


_HELD = re.compile(
    r"(?:Đây là|Sự kiện|Chương trình|Hoạt động|Hội (?:thi|nghị|thảo)|Cuộc thi|Buổi|Diễn đàn|Ngày hội|Giải thưởng)\b"
    r"[^.;:,]{0,80}?,? do (?P<who>[^.;:]{4,300}?) (?:phối hợp )?tổ chức\b"
    r"|(?:Đứng ra tổ chức|Chủ trì tổ chức|Đăng cai(?: tổ chức)?|(?:Phối hợp|Đồng|Cùng) tổ chức|Đồng chủ trì tổ chức"
    r"|(?:Đơn vị|Cơ quan|Các đơn vị|Hai đơn vị)(?: [^\W\dA-Z]+){0,3} (?:tổ chức|đăng cai|phối hợp|chủ trì)|Nhà tổ chức"
    r"|Ban tổ chức|Chủ nhà|Tổ chức(?= chuyến))"
    r"(?: (?:hội|buổi|cuộc|lễ|lớp|sự kiện|chương trình|diễn đàn|tọa đàm|đại hội|chuyến)[^,.;:]{0,40}?)?"
    r" (?:là|gồm(?: có)?|có) (?P<cleft>[^.;:]{4,300})"
)
"""Who holds a meeting, in a sentence of its own: "Chương trình do A tổ chức", "Đứng ra tổ chức là B và C"."""


def _without_object(passage: Passage, sentence: Span, near: Sequence[Actor]) -> Iterator[Part]:
    """The bodies before a verb of organising with which their clause ends: "Sở A và Hội B cùng đứng ra tổ chức."."""
    text = passage.text
    for verb in anchored("organising").finditer(passage.words, sentence.start, sentence.end):
        if verb["verb"] is None or not verb["verb"].endswith(_ORGANISES) or inside(near, verb.start()):
            continue
        if _CLAUSE_END.match(text, verb.end(), sentence.end) is None:
            continue
        chain = chain_before(passage, near, verb.start())
        if not chain or any(actor.person is not None for actor in chain):
            continue
        start = chain[0].span.start
        if _BY.search(text, max(sentence.start, start - _LEAD), start) is None:
            yield from _hosts(chain, Span(start, verb.end()))


_ORGANISES: Final = ("tổ chức", "đăng cai")
_LEAD: Final = 10
_CLAUSE_END = re.compile(
    r"\s?(?:(?:(?:hội thảo|hội nghị|buổi lễ|sự kiện|hoạt động|chương trình|đại hội) này\s?)?[.;]|\Z)"
)
_BY = re.compile(r"\b(?:do|mà|bởi|để|yêu cầu|đề nghị|giao)\s\Z")
"""In front of who holds what the clause names: it need not be the meeting told of."""


def _nominal(passage: Passage, sentence: Span, near: Sequence[Actor]) -> Iterator[Part]:
    """The bodies that are said to be the hosts, or whose work or invitation a meeting is."""
    text = passage.text
    own = sentence.of(text)
    for found in _IS_HOST.finditer(own) if any(word in own for word in _HOST_WORDS) else ():
        start = sentence.start + found.start()
        whole = Span(sentence.start, sentence.start + found.end())
        if found.start() > 0:
            yield from _hosts(chain_before(passage, near, start), whole)
            continue
        ahead = _FIRST_COMMA.match(text, whole.end, sentence.end)
        first = next((actor for actor in near if ahead is not None and actor.span.start == ahead.end()), None)
        yield from _hosts([first] if first is not None else [], whole)
    for words in anchored("hosted_by").finditer(passage.words, sentence.start, sentence.end):
        if words["verb"] is not None:
            yield from _hosts(chain_after(passage, near, words.end() + 1), Span(words.start(), words.end()))


_HOST_WORDS: Final = ("đơn vị ", "cơ quan ", "chủ nhà", "nhà tổ chức", "ban tổ chức")
_IS_HOST = re.compile(
    r"(?:\ALà|\s(?:(?:cũng|chính|đồng thời)\s)*là|,|\s\(|\s[-–])\s?"
    r"(?:(?:một trong\s)?(?:các|hai|những)\s)?(?:đơn vị|cơ quan|nhà|bên|chủ nhà|thành viên ban)"
    r"(?:\s[^\W\dA-Z]+){0,2}?\s?(?:tổ chức|đăng cai|chủ nhà|chủ trì)"
    r"(?=\s?[.,;)]|\s[–-]|\s(?:hội|buổi|lễ|cuộc|diễn đàn|tọa đàm|sự kiện|chương trình|đại hội|lớp|khóa)\b|\Z)"
)
"""What is said of who holds a meeting: "A là đơn vị đăng cai", "A (đơn vị tổ chức)", "Là đơn vị tổ chức, A …"."""
_FIRST_COMMA = re.compile(r"[^,.;:“”]{0,90},\s")


def _hosts(found: Sequence[Actor], span: Span) -> Iterator[Part]:
    for actor in found:
        if actor.person is None and actor.body is not None:
            whole = Span(min(span.start, actor.span.start), max(span.end, actor.span.end))
            yield Part(actor.body, "organizer", whole, HELD, 0.85)


def meeting_as_verb(mention: MeetingMention, near: Sequence[Actor]) -> list[Actor]:
    """Those whose verb the noun of a meeting is: "Ngoại trưởng A | họp báo", "Sở B và Hội C ngày 3/4 | tọa đàm"."""
    passage, start = mention.passage, mention.span.start
    if mention.noun not in _ALSO_VERBS:
        return []
    chain = [each for each in chain_before(passage, near, start) if each.person or not passage.posts_in(each.span)]
    if mention.noun in _PLAIN_VERBS or not chain:
        return chain
    chain = [actor for actor in chain if actor.person is None and actor.body is not None]
    gap = without_times(passage, Span(chain[-1].span.end, start)) if chain else ""
    return chain if _DIRECTLY.fullmatch(gap) and passage.text[start].islower() else []


_PLAIN_VERBS: Final = frozenset({"họp báo", "họp giao ban"})
_ALSO_VERBS: Final = _PLAIN_VERBS | {"hội thảo", "tọa đàm", "toạ đàm", "mít tinh", "đối thoại", "đại hội", "triển lãm"}
_DIRECTLY = re.compile(r"\s+(?:(?:đã|vừa|sẽ|cùng|cũng|vào|hôm|tại [A-ZĐ][^,.;]{2,30})\s+)*")
