"""What a sentence opens with before somebody speaks of it: "Liên quan đến đơn của ông A, | Giám đốc Sở B cho biết"."""

from __future__ import annotations

import re

from govkg.extraction.reading import Passage
from govkg.model.span import Span

_MATTER = re.compile(
    r"(?:Liên quan (?:đến|tới)|Xung quanh|Trước|Đối với|(?:Nói |Bàn |Đánh giá |Nhận xét )?[Vv]ề(?! phía))\s[^,;:]*"
)
_SPEAKS = re.compile(
    r"\s(?:đã\s|cũng\s|vừa\s)*(?:cho biết|cho hay|cho rằng|khẳng định|nói|nhấn mạnh|thông tin|nhận định|đánh giá"
    r"|đề nghị|yêu cầu|chỉ đạo|trả lời|giải thích|chia sẻ|xác nhận)\b"
)


def in_matter(passage: Passage, span: Span) -> bool:
    """Whether a name stands in what its sentence opens with as the matter that is spoken of."""
    sentence = passage.sentence(span)
    return _MATTER.fullmatch(passage.text, sentence.start, span.start) is not None


def speaks_of(passage: Passage, span: Span, title: Span) -> bool:
    """Whether a title behind a name in the matter is of another, who speaks of it: no comma stands between."""
    behind = passage.text[span.end : title.start].strip() == ","
    return behind and _SPEAKS.match(passage.text, title.end) is not None and in_matter(passage, span)
