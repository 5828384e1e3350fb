"""When a meeting is: the days that its sentence tells of it, and those that it tells of something else."""

from __future__ import annotations

import re
from typing import Final

import regex

from govkg.extraction.meeting_clauses import is_open_day
from govkg.extraction.meeting_mentions import MeetingMention, listed
from govkg.extraction.participation_named import HELD_BY
from govkg.extraction.reading import Passage
from govkg.model.span import Span
from govkg.text.times import TimeExpression

_DOCUMENT_DATE = re.compile(
    r"(?:[/-][A-ZĐ][\w-]+|[A-ZĐ]{2,}/20\d\d|/[A-ZĐ]{2,4} - [A-ZĐ]+|\bsinh|\bký|\bban hành|\bsố \w+|\bthành lập|\bkể từ"
    r"|\bcó hiệu lực|\bphê duyệt|\bxảy ra|\bqua đời),? ?\Z"
)
_REPORTED = re.compile(r"[\s,]*(?:đã )?(?:dẫn (?:lời|nguồn|tin)|đưa tin|trích (?:lời|dẫn)|loan tin|đăng tải)\b")
"""Behind the day on which a newspaper writes of it: "Reuters ngày 23/7 dẫn lời …"."""
_CLOSED = re.compile(r"\bchốt (?:danh sách|quyền)\b")
"""Behind the day on which it is settled who may take part: "Ngày 5/3, công ty chốt danh sách cổ đông dự đại hội"."""
_NEAR_VISIT: Final = 40
"""Characters between a visit and its days."""
CLAUSES: Final = 400
"""Characters in front of a mention within which its own clauses begin."""
_OCCASION = re.compile(
    r"\b(?:nhân dịp|trong dịp|dẫn đầu(?!,?\s(?:(?:đã|vừa|sẽ|sang|đến|tới|đi)\s)*\Z))\b|\bđang (?:sang |ở )?\Z"
)
"""Before a verb of visiting: the sentence tells something else, on a day of its own."""


def own_time(mention: MeetingMention, sentence: Span) -> TimeExpression | None:
    """The day that a sentence tells for a mention: the nearest one before it, else the first after."""
    passage = mention.passage
    times = [
        time
        for time in passage.times_in(sentence)
        if (time.when.has_day or is_open_day(passage, time))
        and not (mention.verb != "signing" and _dates_a_document(passage, time))
        and not is_remembered(passage, time)
        and not passage.text.endswith(("trước ", "Trước "), 0, time.span.start)
        and not _REPORTED.match(passage.text, time.span.end)
        and not (time.span.end < mention.span.start and _CLOSED.search(passage.text, time.span.end, mention.span.start))
    ]
    if mention.verb == "forming":
        return None  # a team goes out on days of its own
    if mention.type != "visit":
        times = [time for time in times if not _of_a_visit(passage, mention.span.end, time.span.start)]
    aside = mention.told != "verb" or _OCCASION.search(
        passage.text, max(sentence.start, mention.span.start - CLAUSES), mention.span.start
    )
    if mention.type == "visit" and aside and not _BEGUN.search(passage.text, sentence.start, mention.span.start):
        whose = mention.subject.span.end if mention.subject is not None else 0  # "chuyến thăm Lào của ông A bắt đầu …"
        end = max(mention.span.end, whose if mention.told != "verb" else 0)
        held = HELD_BY.match(passage.text, end, sentence.end) if mention.told != "verb" else None
        end = held.end() if held is not None else end
        times = [time for time in times if abs(time.span.start - end) < _NEAR_VISIT]
        if passage.text.endswith(_GOES_ON, 0, mention.span.start):
            times = []
        times = [time for time in times if not _ENDED.search(passage.text, sentence.start, time.span.start)]
    if mention.type == "inspection" and mention.subject is not None:
        times = [time for time in times if _may_be_inspected(mention, mention.subject.span.start, time)]
    told_on = told_later(mention, sentence)
    ahead = [time for time in times if told_on <= time.span.start <= mention.span.start and not mention.inside]
    after = [time for time in times if time.span.start > mention.span.start and not _is_of_others(mention, time)]
    nearest = ahead[-1] if ahead else after[0] if after else None
    if (
        after
        and mention.told == "noun"
        and _RIGHT_BEHIND.fullmatch(passage.text, mention.span.end, after[0].span.start)
    ):
        nearest = after[0]  # "Sáng nay, ông A nói về cuộc họp | ngày 8/6"
    if nearest is None and mention.verb == "receiving":
        nearest = _arrival(passage, sentence)
    return nearest if nearest is not None and nearest.when.has_day else None


def _arrival(passage: Passage, sentence: Span) -> TimeExpression | None:
    """The day on which the sentence before tells that a delegation came, which is received then."""
    if sentence.start <= passage.sentences[0].start:
        return None
    before = passage.sentence(Span(sentence.start - 1, sentence.start))
    if _CAME.search(passage.text, before.start, before.end) is None:
        return None
    days = [time for time in passage.times_in(before) if time.when.has_day]
    return days[0] if len(days) == 1 else None


_CAME = re.compile(
    r"\b(?:[Đđ]oàn|[Pp]hái đoàn|[Kk]hách)\s[^.;:“”]{3,200}?\s(?:đã |vừa )?(?:tới|đến|sang)\s"
    r"(?:thăm|làm việc|chào|trụ sở|[A-ZĐ])"
)


def _dates_a_document(passage: Passage, time: TimeExpression) -> bool:
    """Whether a day is that of a paper or of what is remembered: "Quyết định số 5 ký ngày …", "sinh ngày …"."""
    if time.basis != "stated" and passage.text.endswith(", ", 0, time.span.start):
        return False  # "Nhân 40 năm thành lập, | ngày 4/6, Viện A tổ chức …"
    return _DOCUMENT_DATE.search(passage.text[max(0, time.span.start - 24) : time.span.start]) is not None


def told_later(mention: MeetingMention, sentence: Span) -> int:
    """Where what somebody later tells of an act begins: "Ngày 3/5, ông A cho biết | Sở B đã làm việc với C".

    The day in front is that of the telling, and who tells it says it elsewhere. The sentence's start where nobody does.
    """
    if mention.verb not in _DONE_BEFORE or mention.subject is None:
        return sentence.start
    start = max(sentence.start, mention.span.start - CLAUSES)
    lead = mention.passage.text[start : mention.span.start]
    if not _HAS.search(lead):
        return sentence.start
    return start + max((said.end() for said in listed("saying").finditer(lead)), default=sentence.start - start)


_DONE_BEFORE: Final = frozenset({"receiving", "inspecting"})
"""Acts that are told by whoever did them, later."""
_HAS = re.compile(r"\s(?:(?:đã|vừa)\s(?:\w+\s){0,2}|qua\s(?:\w+\s){0,2})\Z")

_RIGHT_BEHIND = re.compile(r"\s(?:vào |hôm |diễn ra )?")


def _may_be_inspected(mention: MeetingMention, subject: int, time: TimeExpression) -> bool:
    """Whether a day is that of an inspection: where only what it found is told, the one right before who found it."""
    text = mention.passage.text
    if not _FINDS.match(text, mention.span.start):
        return True
    period = " đến " in time.span.of(text) or text.endswith(("từ ", "giai đoạn ", "đến "), 0, time.span.start)
    return not period and time.span.end < subject and _THEN.fullmatch(text, time.span.end, subject) is not None


_FINDS = re.compile(r"(?:phát hiện|chỉ ra|xác định|kết luận|[Đđ]oàn|[Kk]ết (?:luận|quả)|[Cc]uộc|[Đđ]ợt)\b")
"""Verbs of what an inspection finds, and nouns that only name it: any other day is that of something else."""
_THEN = re.compile(r"[\s,]{1,3}(?:(?:đoàn|Đoàn|tổ|Tổ)\s[^,.;]{3,40}\scủa\s)?")


def _is_of_others(mention: MeetingMention, time: TimeExpression) -> bool:
    """Whether a time behind a meeting is that of what is said there, or of another meeting that is named there."""
    text = mention.passage.text
    another = _ANOTHER.search(text, mention.span.end, time.span.start) is not None
    return another or _is_told_there(mention, time)


_ANOTHER = re.compile(
    r"\b(?:[Hh]ội nghị|[Hh]ội thảo|[Đđ]ại hội|[Kk]ỳ họp|[Dd]iễn đàn|[Ll]ễ|[Tt]ọa đàm|[Tt]oạ đàm)\s[^.;]{0,90}?\s"
    r"(?:được tổ chức|diễn ra|khai mạc|tổ chức)(?:\s(?:vào|trong|từ|ngày|hôm|sáng|chiều))*\s\Z"
)


def _is_told_there(mention: MeetingMention, time: TimeExpression) -> bool:
    """Whether a time belongs to what is said or decided at a meeting: "Tại hội nghị, ông A cho biết từ 16/11 …"."""
    if mention.told == "verb" and mention.type != "press":
        return False
    text, start = mention.passage.text, time.span.start
    if listed("saying").search(text, mention.span.end, start) is not None:
        return True
    since = text.startswith(("từ ", "Từ "), start) or text.endswith("từ ", mention.span.end, start)
    return since and listed("deciding").search(text, mention.span.end, start) is not None


def is_remembered(passage: Passage, time: TimeExpression) -> bool:
    """Whether a date is that of a day kept every year: "Ngày Thầy thuốc Việt Nam 27/2", "50 năm … (5/6/1969)"."""
    text, start = passage.text, time.span.start
    return text[start].isdigit() and _REMEMBERED.search(text, max(0, start - 120), start) is not None


_REMEMBERED = regex.compile(
    r"(?:\b[Nn]gày \p{Lu}[^.,;:()\d]{3,80}?[\s(]+|\b\d+ năm [^.,;:()\d]{3,80}?(?<!nay) ?\()"
    r"(?:\d[\d./-]*\s?[-–]\s?)?\Z"
)
_GOES_ON: Final = ("Tiếp tục ", "tiếp tục ", "Tiếp tục chương trình ")
_ENDED = re.compile(r"\b(?:kết thúc|khép lại|hoàn tất|trở về|về nước)\s[^.;:,]{0,24}\Z")
"""In front of the day on which a visit is over: when it began is not told."""
_BEGUN = re.compile(r"\b(?:bắt đầu|mở đầu|tổ chức|thực hiện|tiến hành|có)\s(?:một\s)?\Z")
"""In front of a visit: the sentence's day is its first."""


def _of_a_visit(passage: Passage, start: int, end: int) -> bool:
    """Whether a day behind a meeting begins a visit named in between: "… trong chuyến thăm Việt Nam từ ngày 5/6"."""
    return start < end <= start + CLAUSES and _VISIT_FROM.search(passage.text, start, end) is not None


_VISIT_FROM = re.compile(r"\bchuyến (?:thăm|công tác|công du)\b[^.;]*\b(?:từ|trong các)\s\Z")


def from_day(mention: MeetingMention, sentence: Span) -> TimeExpression | None:
    """The days right behind a visit that is only the occasion of its sentence: "… chuyến thăm Lào từ ngày 3/4".

    So too where it is said that another meeting is held then: "chuẩn bị cho hội nghị diễn ra ngày 5/6".
    """
    within = Span(mention.span.end, min(sentence.end, mention.span.end + 60))
    time = next(iter(mention.passage.times_in(within)), None)
    if time is None or not time.when.has_day or mention.inside:
        return None
    behind = _FROM_DAY if mention.type == "visit" else _HELD_ON
    return time if behind.fullmatch(mention.passage.text, mention.span.end, time.span.start) else None


_HELD_ON = re.compile(r"[\s,(]*(?:sẽ |dự kiến )?(?:được tổ chức|diễn ra|khai mạc)(?:\s(?:vào|ngày))*\s")
_FROM_DAY = re.compile(r"[\s,(]*(?:(?:diễn ra|kéo dài|từ|trong các|vào|ngày)\s)*")


def open_day(mention: MeetingMention, sentence: Span) -> str:
    """The first day that a sentence names without its year, as "26/3"; "mai" for the next; "" where it names none."""
    near = Span(max(sentence.start, mention.span.start - CLAUSES), min(sentence.end, mention.span.end + CLAUSES))
    for time in mention.passage.times_in(near):
        if time.when or is_remembered(mention.passage, time):
            continue
        if day := day_and_month(time.span.of(mention.passage.text)):
            return day
    return ""


def day_and_month(words_of: str) -> str:
    """The day that words tell without a year, as "26/3", or "mai" for the next; "" where they tell none."""
    found = _DAY_AND_MONTH.search(words_of)
    if found is None and words_of.endswith(" mai"):
        return "mai"
    return f"{int(found[1])}/{int(found[2])}" if found is not None else ""


_DAY_AND_MONTH = re.compile(r"(\d{1,2})\D{1,9}(\d{1,2})\Z")
