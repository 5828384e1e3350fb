"""Declarations between states by the place where they were made, and their codes of conduct at sea.

"Tuyên bố" is first of all what anybody says, and "bộ quy tắc ứng xử" one of many: only a place or a sea makes an
instrument of them.
"""

from __future__ import annotations

import re

from govkg.extraction.document_rules import DocumentMention, document_rules
from govkg.extraction.reading import Passage
from govkg.extraction.titles import capitalized, plain
from govkg.model.span import Span

_AT_SEA = re.compile(
    r"(?:\s(?:(?:của|giữa)\s)?(?:các|tất cả các)\sbên)?"
    r"(?:\s(?:liên quan\s)?(?:ở|trên|tại)\s(?:khu vực\s)?[Bb]iển Đông)?"
)
_SHORT = re.compile(r"\s\(?(?:COC|DOC)\b")
_PLACE = re.compile(r"(?:\s[A-ZĐ]\w+){1,3}(?=\s[^\W\dA-ZĐ]|[.,;:)])")


def instrument(passage: Passage, head: re.Match[str], *, draft: bool) -> DocumentMention | None:
    """The declaration or code of conduct that a noun of either opens."""
    text, noun, start = passage.text, head["noun"], head.start("noun")
    if noun.casefold() in document_rules().conduct:
        sea = _AT_SEA.match(text, head.end())
        end = sea.end() if sea is not None else head.end()
        if not text.endswith("Đông", head.end(), end) and _SHORT.match(text, end) is None:
            return None
    else:
        place = _PLACE.match(text, head.end())
        inside = start > passage.sentence(Span(*head.span("noun"))).start and text.endswith((" ", "\n"), 0, start)
        if place is None or not noun[0].isupper() or not inside:
            return None
        end = place.end()
    return DocumentMention(Span(head.start(), end), "treaty", None, capitalized(plain(text[start:end])), draft)
