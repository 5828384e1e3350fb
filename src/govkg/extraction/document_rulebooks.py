"""Rules of work, of examinations and of conduct, by what they are for: "Quy chế quản lý tài sản công của Sở A".

Any school and any office has its "quy chế": one document is told by enough words, or by the ministry whose it is.
"""

from __future__ import annotations

import re
from typing import Final

from govkg.extraction.document_rules import DocumentMention, document_rules
from govkg.extraction.reading import Passage
from govkg.extraction.titles import capitalized, read_title
from govkg.model.span import Span

_QUOTED = re.compile(
    r"\b(?:[Tt]heo|[Cc]ăn cứ|[Tt]rong|[Tt]ại|của|ban hành|sửa đổi|bổ sung|thông qua|phê duyệt|xây dựng|thực hiện"
    r"|chấp hành|vi phạm|áp dụng)\s(?:nghiêm\s)?(?:các\s)?\Z"
)
"""Before rules without a capital letter: they are made, quoted or kept."""
_ISSUED = re.compile(r"\b(?:ban hành|công bố|phê duyệt|thông qua)\s\Z")
_ANY = re.compile(r"\b(?:hiện hành|năm nay|mới|nội bộ|riêng)\b")
"""In a title: whichever rules are in force."""
_GOES_ON = re.compile(r" (?:áp dụng|đưa ra|đã|hiện) ")
"""In a title: what is said of the rules begins."""
_CONDUCT: Final = "bộ quy tắc ứng xử"
_LEAD: Final = 24
_FEWEST: Final = 5
_FEWEST_NAMED: Final = 4
_FEWEST_OF_MINISTRY: Final = 2
_MAKERS: Final = frozenset(("government", "ministry", "legislature", "party", "local_government"))


def rulebook(passage: Passage, head: re.Match[str]) -> DocumentMention | None:
    """The rules that a noun opens; None where they could be any."""
    text, rules, noun = passage.text, document_rules(), head["noun"]
    if noun.casefold() == _CONDUCT:
        return _of_conduct(passage, head)
    opens = rules.rulebooks.get(noun.casefold())
    if opens is None or opens.match(text, head.end()) is None:
        return None
    inside = head.start() > passage.sentence(Span(*head.span("noun"))).start
    named = inside and noun[0].isupper()
    quoted = named or _QUOTED.search(text, max(0, head.start() - _LEAD), head.start()) or head["changes"]
    title = read_title(passage, head.end(), rules.head.pattern, lists=False) if quoted else None
    if title is None or _ANY.search(title.words):
        return None
    words = _GOES_ON.split(title.words, maxsplit=1)[0]
    made = title.body is not None and title.body.kind in _MAKERS
    if words.count(" ") + 1 < (_FEWEST_OF_MINISTRY if made else _FEWEST_NAMED if named else _FEWEST):
        return None
    name = capitalized(f"{noun} {words}")
    return DocumentMention(Span(head.start("noun"), title.end), "other", None, name, False, title.body)


def _of_conduct(passage: Passage, head: re.Match[str]) -> DocumentMention | None:
    """A code of conduct that somebody issued: "thành phố ban hành | bộ quy tắc ứng xử nơi công cộng"."""
    text, rules = passage.text, document_rules()
    if _ISSUED.search(text, max(0, head.start() - _LEAD), head.start()) is None:
        return None
    title = read_title(passage, head.end(), rules.head.pattern)
    end = title.end if title is not None else head.end()
    name = capitalized(f"{head['noun']} {title.words}" if title is not None else head["noun"])
    return DocumentMention(Span(head.start(), end), "other", None, name, False, title.body if title else None)
