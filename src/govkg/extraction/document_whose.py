"""Papers that are told only by whose they are, or by who sent them to whom, and not by a subject.

Such as "Theo báo cáo nhanh của Sở A, …", "văn bản của Bộ A gửi Bộ B" and "thông báo kết luận của Thủ tướng".
"""

from __future__ import annotations

import re
from typing import Final

from govkg.extraction.actors import actor_at, offices
from govkg.extraction.document_rules import DocumentMention, document_rules
from govkg.extraction.reading import Actor, Passage
from govkg.extraction.titles import capitalized, plain, read_title
from govkg.model.actors import DocumentType
from govkg.model.span import Span

_COMMUNIQUE: Final = "thông cáo"
_QUOTABLE: Final = frozenset(("báo cáo", _COMMUNIQUE))
"""Nouns of papers that are quoted by whose they are alone."""
_KIND: Final = "report"
_QUOTED = re.compile(r"\b(?:[Tt]heo|[Dd]ẫn|[Tt]rong|[Tt]ại)\s(?:một\s|bản\s)?\Z")
_TELLS = re.compile(
    r"(?:\s\([^()]{2,12}\))?(?:\snăm\s(?:19|20)\d\d)?(?:\s(?:cũng|đã))?"
    r"\s(?:cho thấy|cho biết|cho hay|chỉ ra|nêu|khẳng định|nhận định|ghi nhận|xác định|nhấn mạnh|viết)\b"
)
"""Behind whose report it is: it tells something."""
_SAYS = re.compile(rf"{_TELLS.pattern}|,\s")
_SEVERAL = re.compile(r"\b(?:[Cc]ác|[Nn]hững|[Nn]hiều|quá trình|việc)\s\Z")
_WHOSE = re.compile(
    r"(?P<kind>\s(?:nhanh|sơ bộ|tổng hợp|báo chí)|(?P<act>\s(?:trả lời|phúc đáp|đồng ý|chấp thuận|góp ý|đề nghị|yêu cầu"
    r"|chỉ đạo|kiến nghị|đề xuất|giải trình)))?"
    r"(?:\s(?:ban đầu|mới nhất|mới đây|gần đây|chính thức|cập nhật|(?:cuối\s)?ngày\s\d[\d/-]{0,9}))?"
    r"(?:\s(?:vừa\s)?được\scông bố(?:\s\w+){0,2})?"
    r"\s(?P<of>của|từ)\s"
)
_RECEIVED = re.compile(r"(?<!chưa )\b(?:nhận được|tiếp nhận|[Tt]heo|[Tt]ại)\s(?:một\s)?\Z")
"""Before a paper that is told by what it does and whose it is: "nhận được | văn bản trả lời của Bộ A"."""
_GOES_ON = re.compile(r"\s(?:về|gửi|trình|trước|các)\b|\s?[(–-]\s?[A-ZĐ]\w*\)?\s(?:về|gửi|trình)\b")
"""Behind whose report it is: what it is about, to whom it went, or that it is of many ("của Công an các tỉnh")."""
_MAKERS: Final = frozenset(
    ("government", "ministry", "agency", "department", "legislature", "court", "procuracy", "party", "mass_org",
     "local_government", "armed_forces", "foreign", "international")
)  # fmt: skip
"""Bodies whose reports are official ones; those of a school or a company are told by the way."""
_CONVENED: Final = ("Ban Chấp hành", "Bộ Chính trị", "Ban Bí thư", "Ủy ban Kiểm tra", "Quốc hội", "Ủy ban Thường vụ")
"""Bodies whose communiqués tell what they decided; what a ministry gives to the press is news."""
_STANDING: Final = ("Thường trực", "Ban Thường vụ", "Bộ Chính trị", "Ban Bí thư")
"""Bodies whose conclusions an office passes on as it does those of its head."""
_SENT = re.compile(
    r"(?:\sdo\s[^,.;:]{3,60}?\ský)?(?:\s(?:hôm\s|ngày\s)?\d[\d/-]{0,9})?(?:\s(?:vừa|đã|mới|được))?"
    r"\s(?:gửi|trình)(?:\s(?:lên|tới|đến|cho))?\s"
)
"""Between the body that sent a paper and the one that it was sent to: "do chủ tịch ký ngày 3-4 gửi lên"."""
_NOTICE: Final = "thông báo kết luận"
_OF: Final = " của "
_LEAD: Final = 30
_JUST_BEFORE: Final = 16
_LONGEST: Final = 160


def of_body(passage: Passage, head: re.Match[str], kind: DocumentType) -> DocumentMention | None:
    """The paper that only the body tells whose it is, where somebody quotes it or where it went to another body."""
    noun = head["noun"].casefold()
    if noun == _NOTICE:
        return _notice(passage, head)
    if kind != "dispatch" and noun not in _QUOTABLE:
        return None
    text = passage.text
    whose = _WHOSE.match(text, head.end())
    maker = actor_at(passage, whose.end()) if whose is not None else None
    if whose is None or maker is None or maker.person or maker.body is None or maker.body.kind not in _MAKERS:
        return None
    words = f"{capitalized(head['noun'])}{whose['kind'] or ''} {whose['of']} {plain(maker.span.of(text))}"
    if noun == _COMMUNIQUE and not maker.body.name.startswith(_CONVENED):
        return None
    to = _sent_to(passage, maker)
    if to is not None and noun != _COMMUNIQUE:
        span = Span(head.start(), to.span.end)
        return DocumentMention(span, kind, None, f"{words} gửi {plain(to.span.of(text))}", False, maker.body)
    start, end = head.start(), maker.span.end
    if kind == "dispatch" and (asking := _asking(passage, head, maker, words)) is not None:
        return asking
    if whose["act"]:
        quoted = kind == "dispatch" and _RECEIVED.search(text, max(0, start - _LEAD), start) is not None
    else:
        quotable = noun in _QUOTABLE or (kind == "dispatch" and _SAYS.match(text, end) is not None)
        quoted = quotable and _is_quoted(text, start, end) and not _tells_subject(text, end)
    return DocumentMention(Span(start, end), kind, None, words, False, maker.body, whose=True) if quoted else None


def _asking(passage: Passage, head: re.Match[str], maker: Actor, words: str) -> DocumentMention | None:
    """The paper that somebody got, with what it asks: "nhận được văn bản của Bộ A | yêu cầu báo cáo việc B"."""
    text, rules, start = passage.text, document_rules(), head.start()
    got = _RECEIVED.search(text, max(0, start - _LEAD), start) is not None
    if not got or text.startswith(" về ", maker.span.end) or not rules.sent.match(text, maker.span.end):
        return None
    title = read_title(passage, maker.span.end, rules.head.pattern)
    if title is None or title.count < _FEWEST:
        return None
    span = Span(start, title.end)
    return DocumentMention(span, _DISPATCH, None, f"{words} {title.words}", False, maker.body)


_DISPATCH: Final = "dispatch"
_FEWEST: Final = 4


def _notice(passage: Passage, head: re.Match[str]) -> DocumentMention | None:
    """The notice in which an office passes on what its head concluded; who made it, the verb in front tells."""
    text = passage.text
    if not text.startswith(_OF, head.end()) or not document_rules().issuing.search(
        text, max(0, head.start() - _LEAD), head.start()
    ):
        return None
    head_of = actor_at(passage, head.end() + len(_OF))
    standing = head_of is not None and head_of.body is not None and head_of.body.name.startswith(_STANDING)
    if head_of is None or (head_of.person is None and head_of.body not in offices().values() and not standing):
        return None
    name = plain(text[head.start("noun") : head_of.span.end])
    span, issuer = Span(head.start(), head_of.span.end), head_of.body if standing else None
    return DocumentMention(span, "other", None, capitalized(name), False, issuer)


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Whether a report between two characters is quoted: "Theo báo cáo …", "Báo cáo của Sở A | cho thấy"."""
    before = max(0, start - _JUST_BEFORE)
    if _QUOTED.search(text, before, start) is not None:
        return True
    return _TELLS.match(text, end) is not None and _SEVERAL.search(text, before, start) is None


def _tells_subject(text: str, start: int) -> bool:
    """Whether the words behind whose report it is tell its subject: "của Ủy ban A | giải trình dự án Luật B"."""
    return _GOES_ON.match(text, start) is not None or document_rules().opens[_KIND].match(text, start) is not None


def _sent_to(passage: Passage, maker: Actor) -> Actor | None:
    """The body to which a paper went."""
    sent = _SENT.match(passage.text, maker.span.end, min(len(passage.text), maker.span.end + _LONGEST))
    to = actor_at(passage, sent.end()) if sent is not None else None
    return to if to is not None and to.body is not None else None
