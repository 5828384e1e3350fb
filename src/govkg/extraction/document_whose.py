"""Papers that are told only by whose they are, or by who sent them to whom, and not by a subject.

Such as "Theo báo cáo nhanh của Sở A, …", "văn bản của Bộ A gửi Bộ B" and "thông báo kết luận của Thủ tướng".
"""

from __future__ import annotations

import re
from typing import Final

from govkg.extraction.actors import actors, offices
from govkg.extraction.document_rules import DocumentMention, document_rules
from govkg.extraction.reading import Actor, Passage
from govkg.extraction.titles import capitalized, plain
from govkg.model.actors import DocumentType
from govkg.model.span import Span

_REPORT: Final = "báo cáo"
_KIND: Final = "report"
_QUOTED = re.compile(r"\b(?:[Tt]heo|[Dd]ẫn|[Tt]rong|[Tt]ại)\s(?:một\s|bản\s)?\Z")
_TELLS = re.compile(
    r"(?:\s\([^()]{2,12}\))?(?:\snăm\s(?:19|20)\d\d)?(?:\s(?:cũng|đã))?"
    r"\s(?:cho thấy|cho biết|cho hay|chỉ ra|nêu|khẳng định|nhận định|ghi nhận|xác định)\b"
)
"""Behind whose report it is: it tells something."""
_SEVERAL = re.compile(r"\b(?:[Cc]ác|[Nn]hững|[Nn]hiều|quá trình|việc)\s\Z")
_WHOSE = re.compile(
    r"(?P<kind>\s(?:nhanh|sơ bộ|tổng hợp))?(?:\s(?:ban đầu|mới nhất|mới đây|chính thức|cập nhật))?\s(?:của|từ)\s"
)
_GOES_ON = re.compile(r"\s(?:về|gửi|trình|trước|các)\b|\s?[(–-]\s?[A-ZĐ]\w*\)?\s(?:về|gửi|trình)\b")
"""Behind whose report it is: what it is about, to whom it went, or that it is of many ("của Công an các tỉnh")."""
_MAKERS: Final = frozenset(
    ("government", "ministry", "agency", "department", "legislature", "court", "procuracy", "party", "mass_org",
     "local_government", "armed_forces", "foreign", "international")
)  # fmt: skip
"""Bodies whose reports are official ones; those of a school or a company are told by the way."""
_SENT = re.compile(
    r"(?:\sdo\s[^,.;:]{3,60}?\ský)?(?:\s(?:hôm\s|ngày\s)?\d[\d/-]{0,9})?(?:\s(?:vừa|đã|mới|được))?"
    r"\s(?:gửi|trình)(?:\s(?:lên|tới|đến|cho))?\s"
)
"""Between the body that sent a paper and the one that it was sent to: "do chủ tịch ký ngày 3-4 gửi lên"."""
_NOTICE: Final = "thông báo kết luận"
_OF: Final = " của "
_LEAD: Final = 30
_JUST_BEFORE: Final = 16
_SIGHT: Final = 120
_LONGEST: Final = 160


def of_body(passage: Passage, head: re.Match[str], kind: DocumentType) -> DocumentMention | None:
    """The paper that only the body tells whose it is, where somebody quotes it or where it went to another body."""
    text = passage.text
    if kind == "dispatch" or head["noun"].casefold() == _REPORT:
        whose = _WHOSE.match(text, head.end())
        maker = _starting(passage, whose.end()) if whose is not None else None
        if whose is None or maker is None or maker.person or maker.body is None or maker.body.kind not in _MAKERS:
            return None
        sent = _sent_to(passage, maker)
        if sent is not None:
            name = plain(text[head.start("noun") : sent])
            return DocumentMention(Span(head.start(), sent), kind, None, capitalized(name), False, maker.body)
        if (
            kind == _KIND
            and _is_quoted(text, head.start(), maker.span.end)
            and not _tells_subject(text, maker.span.end)
        ):
            body = text[maker.span.start : maker.span.end]
            name = f"{capitalized(head['noun'])}{whose['kind'] or ''} của {plain(body)}"
            return DocumentMention(Span(head.start(), maker.span.end), kind, None, name, False, maker.body, whose=True)
    return _notice(passage, head) if head["noun"].casefold() == _NOTICE else None


def _notice(passage: Passage, head: re.Match[str]) -> DocumentMention | None:
    """The notice in which an office passes on what its head concluded; who made it, the verb in front tells."""
    text = passage.text
    if not text.startswith(_OF, head.end()) or not document_rules().issuing.search(
        text, max(0, head.start() - _LEAD), head.start()
    ):
        return None
    head_of = _starting(passage, head.end() + len(_OF))
    if head_of is None or (head_of.person is None and head_of.body not in offices().values()):
        return None
    name = plain(text[head.start("noun") : head_of.span.end])
    return DocumentMention(Span(head.start(), head_of.span.end), "other", None, capitalized(name), False)


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Whether a report between two characters is quoted: "Theo báo cáo …", "Báo cáo của Sở A | cho thấy"."""
    before = max(0, start - _JUST_BEFORE)
    if _QUOTED.search(text, before, start) is not None:
        return True
    return _TELLS.match(text, end) is not None and _SEVERAL.search(text, before, start) is None


def _tells_subject(text: str, start: int) -> bool:
    """Whether the words behind whose report it is tell its subject: "của Ủy ban A | giải trình dự án Luật B"."""
    return _GOES_ON.match(text, start) is not None or document_rules().opens[_KIND].match(text, start) is not None


def _sent_to(passage: Passage, maker: Actor) -> int | None:
    """Where the words end that tell to which body a paper went."""
    sent = _SENT.match(passage.text, maker.span.end, min(len(passage.text), maker.span.end + _LONGEST))
    to = _starting(passage, sent.end()) if sent is not None else None
    return to.span.end if to is not None and to.body is not None else None


def _starting(passage: Passage, start: int) -> Actor | None:
    """The actor whose words begin at ``start``."""
    near = actors(passage, Span(start, min(len(passage.text), start + _SIGHT))) if start < len(passage.text) else ()
    return next((each for each in near if each.span.start == start), None)
