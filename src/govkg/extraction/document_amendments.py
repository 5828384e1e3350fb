"""Acts that change another one by its serial number, and what drafts say rather than are called.

Such as "dự thảo sửa đổi Nghị định 171" and "nghị định thay thế nghị định 86"; but "dự thảo nghị định | quy định xe
khách phải có phù hiệu" tells what the draft says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from govkg.extraction.document_rules import DocumentMention
from govkg.extraction.titles import capitalized, plain
from govkg.folding import fold
from govkg.model.actors import DocumentType
from govkg.model.span import Span

_VERB: Final = r"(?:sửa đổi|thay thế|bổ sung)(?:,? bổ sung)?(?: một số (?:điều|nội dung|quy định))?(?: (?:của|tại))?"
_ACT: Final = r"(?:nghị định|thông tư|quyết định|nghị quyết|chỉ thị)(?: liên tịch)?"
_DRAFT = re.compile(rf"\b(?P<draft>[Dd]ự thảo) (?:lần (?:thứ )?\w+ )?(?P<changes>{_VERB}) \Z")
_REACH: Final = 80
"""Characters before the noun of an act among which it is told that a draft changes it."""
_CHANGES = re.compile(rf" {_VERB} {_ACT} (?:số )?\d", re.IGNORECASE)
_CHANGED = re.compile(
    rf"\b(?:{fold('sửa đổi')}|{fold('thay thế')})[^\d]{{0,50}}?"
    rf" ({fold('nghị định')}|{fold('thông tư')}|{fold('quyết định')}) (?:{fold('số')} )?(\d+)"
)
_RULING: Final = frozenset(("decree", "circular", "resolution", "decision"))
_SAYS = re.compile(
    r" (?:cũng |vẫn )?(?:quy định (?!về|chi tiết|việc|mức|bổ sung|một số|chế độ|chức năng|tiêu chuẩn|điều kiện"
    r"|chính sách|khung|cơ chế|danh mục|trình tự|thủ tục|xử phạt|hình thức)|cho phép|yêu cầu|đề xuất)"
)


def with_draft(text: str, head: re.Match[str], act: DocumentMention) -> Iterator[DocumentMention]:
    """The draft that changes an act, where one is told in front of it, and the act, which then is no draft itself."""
    noun = head.start("noun") if head["noun"] else head.start()
    before = _DRAFT.search(text, max(0, noun - _REACH), noun) if act.number else None
    if before is None:
        yield act
        return
    name = f"{capitalized(before['draft'])} {before['changes']} {plain(text[noun : act.span.end])}"
    yield DocumentMention(Span(before.start(), act.span.end), act.type, None, name, True, amended=True)
    yield replace(act, span=Span(noun, act.span.end), draft=False)


def is_changing(text: str, head: re.Match[str]) -> bool:
    """Whether the noun of an act is followed by the act that it changes: "nghị định | sửa đổi nghị định 171"."""
    return _CHANGES.match(text, head.end()) is not None


def is_said(text: str, head: re.Match[str], kind: DocumentType) -> bool:
    """Whether the words behind the noun of a draft tell what it says, and are no title."""
    return head["draft"] is not None and kind in _RULING and _SAYS.match(text, head.end()) is not None


def changed(name: str) -> str | None:
    """The act that an act changes by its name, as a key: all that change the same one are one in an article."""
    found = _CHANGED.search(fold(name))
    return f"{found[1]} {found[2]}" if found is not None else None
