"""Bills by what they are about: "dự luật dẫn độ", "dự luật Giáo dục sửa đổi", "dự luật về ngân sách năm tới"."""

from __future__ import annotations

import re
from typing import Final

from govkg.extraction.document_rules import DocumentMention, document_rules
from govkg.extraction.reading import Passage
from govkg.extraction.titles import capitalized, plain, read_title
from govkg.model.span import Span

_ONE_OF_MANY = re.compile(r"\b(?:[Mm]ột|[Cc]ác|[Nn]hững|[Nn]hiều|[Mm]ột số|[Hh]ai|[Bb]a)\s(?:trong những\s)?\Z")
_NO_NAME = re.compile(
    r"(?:này|đó|ấy|mới|nói|phải|nên|nhưng|và|về việc|về vấn đề|giúp|vẫn|lần|liên quan|tương tự|sau|đầu tiên|quy định"
    r"|dự kiến|đề xuất|quan trọng|gây|khác|như|cũng|thì|lại|chung|riêng|cho phép|trùng lặp|trùng"
    r"|chồng chéo|mâu thuẫn|còn|đã|đang|sẽ|chưa|không|vừa|được|bị|có|cần|ra|trên|trước|do"
    r"|để|khi|thay thế|bổ sung|sửa|gồm|là|vào|bởi|thiếu|quá|khá|rất)(?!\w)"
)
_GOES_ON = re.compile(
    r"\s(?:gây|quy định|được|vốn|hồi|trong|bùng|tiếp|mới|của|trở thành|sáng|chiều|tối|ngày|đầu tiên)(?!\w)"
)
"""In a title: what is said of the bill begins."""
_FEWEST: Final = 2
_MOST: Final = 9


def bill(passage: Passage, head: re.Match[str]) -> DocumentMention | None:
    """The bill that "dự luật" opens; None where it is one of several, or means one named before."""
    text = passage.text
    if _ONE_OF_MANY.search(text, max(0, head.start() - 16), head.start()) or not text.startswith(" ", head.end()):
        return None
    if _NO_NAME.match(text, head.end() + 1):
        return None
    title = read_title(passage, head.end(), document_rules().head.pattern, lists=False)
    if title is None:
        return None
    said = _GOES_ON.search(title.words)
    words = title.words[: said.start()] if said is not None else title.words
    if not _FEWEST <= words.count(" ") + 1 <= _MOST:
        return None
    end = head.end() + 1 + len(words)
    if plain(text[head.end() + 1 : end]) != words:
        return None
    name = capitalized(f"{head['noun']} {words}")
    return DocumentMention(Span(head.start(), end), "law", None, name, True)
