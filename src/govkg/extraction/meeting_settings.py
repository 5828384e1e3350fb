"""Where a sentence plays that names a meeting: at it, beside it, before it or on its occasion."""

from __future__ import annotations

import re
from typing import Final

from govkg.extraction.meeting_days import CLAUSES
from govkg.extraction.meeting_mentions import MeetingMention, before
from govkg.model.span import Span

GENERAL: Final = frozenset(
    {
        "buổi lễ",
        "buổi làm việc",
        "cuộc họp",
        "buổi họp",
        "buổi gặp mặt",
        "buổi gặp",
        "cuộc gặp",
        "lễ",
        "phiên làm việc",
        "cuộc họp gấp",
    }
)
"""Nouns by which a later sentence may call a meeting of any type."""
OF_A_DAY: Final = frozenset({"conference", "meeting", "ceremony"})
"""What is done at one of these is done on its day; a session or a visit lasts."""
_OF_A_GUEST = re.compile(r"\b[Nn]hân (?:dịp )?(?:ông|bà|đoàn|sang|tới|đến|dự|tham dự|thăm)\b[^.;]*\Z")
"""What somebody who is received also does in the country, on days of its own."""


def is_setting(mention: MeetingMention, sentence: Span, others: bool) -> bool:
    """Whether a mention is only the occasion of what its sentence tells."""
    if mention.told == "verb":
        return False
    if mention.inside:
        return True
    text = mention.passage.text
    if _OF_A_GUEST.search(text, max(sentence.start, mention.span.start - CLAUSES), mention.span.start):
        return True
    lead = Span(max(sentence.start, mention.span.start - 30), mention.span.start).of(text)
    if lead in _ITS_COURSE:
        return False
    if mention.type == "press" and text.startswith(_AFTERWARDS, mention.span.end):
        others = False  # "tại cuộc họp báo | sau hội đàm"
    return before("setting").search(lead) is not None or (
        others and before("setting_of_another").search(lead) is not None
    )


_ITS_COURSE: Final = ("Chương trình ", "Nội dung ", "Chương trình của ", "Nội dung của ")
"""With what a sentence opens that tells how a meeting itself goes on."""
_AFTERWARDS: Final = (" sau ", " ngay sau ", " trước ")


def is_beside(mention: MeetingMention) -> bool:
    """Whether something else is done while a meeting lasts: "bên lề Tuần lễ A"."""
    return mention.passage.text.endswith(("bên lề ", "Bên lề "), 0, mention.span.start)


def is_ahead(mention: MeetingMention, sentence: Span) -> bool:
    """Whether a sentence tells what is done for a meeting that is still to come: "chuẩn bị cho kỳ họp thứ 6"."""
    text = mention.passage.text
    if mention.type == "session" and _GOES_ON.fullmatch(text, sentence.start, mention.span.start):
        return False
    lead = Span(max(sentence.start, mention.span.start - 30), mention.span.start).of(text)
    return before("ahead").search(lead) is not None


_GOES_ON = re.compile(
    r"(?:Tiếp tục|Theo|Trong|Thực hiện)"
    r"\s(?:(?:nội dung|chương trình|chương trình làm việc|chương trình nghị sự|của|tại)\s)+"
)
"""In front of a session that goes on in its sentence: "Tiếp tục chương trình Phiên họp thứ 12, sáng nay …"."""


def hosts(mention: MeetingMention, sentence: Span) -> bool:
    """Whether a sentence tells what is done at a meeting that it names: "… trao quà tại Hội nghị tổng kết".

    Where it opens with the meeting, that is only sure of one that makes a decision known.
    """
    lead = Span(max(sentence.start, mention.span.start - 10), mention.span.start).of(mention.passage.text)
    if mention.told != "title" or mention.type not in OF_A_DAY:
        return False
    return lead.endswith("tại ") or (lead.endswith("Tại ") and "quyết định" in mention.name.casefold())


def plays_at(mention: MeetingMention, sentence: Span) -> bool:
    """Whether a sentence says that what was told before was done at this meeting: "Việc ký diễn ra tại hội nghị"."""
    return (
        mention.told != "verb"
        and _PLAYED.fullmatch(mention.passage.text, sentence.start, mention.span.start) is not None
    )


_PLAYED = re.compile(
    r"(?:Việc (?:ký|ký kết|trao|công bố|bàn giao|này|làm này)|Hoạt động (?:này|trên)|Nghi thức (?:này|trên|ký|trao)"
    r"|Lễ ký)[^.;:“”]{0,40}?\s(?:diễn ra|được thực hiện|được tiến hành)\s[^.;:“”]{0,40}?(?:tại|trong|ở)\s"
    r"(?:khuôn khổ\s|một\s)?"
)


def receives_those(mention: MeetingMention) -> bool:
    """Whether a sentence that opens with a verb of receiving means the guests told of before: "Tiếp đoàn là ông A"."""
    return _THOSE.match(mention.passage.text, mention.span.start) is not None


_THOSE = re.compile(
    r"(?:Tiếp|Đón|Đón tiếp|Tiếp đón|Tiếp và làm việc với|Làm việc với|Cùng tiếp)\s(?:đoàn|khách)"
    r"(?=\s(?:và|là|có|còn|gồm|tại|ở)\b)"
)


def opens_after(mention: MeetingMention, sentence: Span) -> bool:
    """Whether a sentence tells what is done on the day of a meeting: "Sau lễ đón, …", "Trong khuôn khổ Hội thảo, …"."""
    text = mention.passage.text
    return (
        _AFTER.search(text, max(sentence.start, mention.span.start - 20), mention.span.start) is not None
        or _OVER.search(text, mention.span.start, min(sentence.end, mention.span.end + 16)) is not None
    )


_AFTER = re.compile(r"\b(?:Sau|Ngay sau|Trong khuôn khổ|Bên lề|Nhân dịp)\s\Z")
_OVER = re.compile(r" (?:vừa )?(?:xong|kết thúc)(?:,| là| sẽ)")


def sets_scene(mention: MeetingMention, sentence: Span) -> bool:
    """Whether a sentence opens with where it plays: "Tại buổi lễ, …", "Phát biểu tại Hội nghị, …"."""
    lead = mention.passage.text[sentence.start : mention.span.start]
    return mention.told == "noun" and len(lead) < 30 and before("at").search(lead) is not None
