"""Time expressions of Vietnamese news, resolved against the day of publication.

"Sáng nay, ngày 6/1/2012", "chiều 22-10", "từ ngày 20-26/10", "tháng 3/2010", "quý I", "hôm qua", "cùng ngày".
What the text leaves out stays out: a month is a month. Only a missing year is filled in, from the
publication date (the last such day, or one close ahead), and such a value is marked as inferred.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from govkg.model.interval import UNKNOWN, Interval, PartialDate
from govkg.model.span import Span
from govkg.text.anchored import NUMBER, Anchored
from govkg.text.missing_years import years_from_neighbours
from govkg.text.times import AHEAD, Basis, TimeExpression
from govkg.text.words import Words

_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_MONTH = r"(?:0?[1-9]|1[0-2])(?!\d)"
_YEAR = r"(?:1[89]|20)\d\d(?!\d)"
_SEPARATOR = r"\ ?[/.–-]\ ?"
_UNTIL = r"\ ?(?:đến\ hết|đến|tới|và|-|–)\ ?"
_PART_OF_DAY = r"(?:[rR]ạng\ sáng|[sS]áng|[tT]rưa|[cC]hiều|[tT]ối|[đĐ]êm|[kK]huya)"
_HEAD = rf"(?:{_PART_OF_DAY}\ )?(?:[nN]gày\ )?(?:[mM]ùng\ |[mM]ồng\ )?"


_START = (
    r"\d|(?:[tT](?:rước\ đó|ừ|háng|rong\ năm|rưa|ối|uần)|[nN](?:gày|ăm|hiệm\ kỳ)|[cC](?:ùng|hiều)|[hH]ôm|[mM][ùồ]ng"
    r"|[nN]ửa|[rR]ạng|[sS]áng|[sS]áu|[sS]au\ đó|(?:[cC]ác|[mM]ột|[hH]ai|[bB]a)\ (?:ngày|hôm)"
    r"|[đĐ]êm|[kK]huya|[qQ]uý|[gG]iai\ đoạn)\ "
)
"""How any of them begins: fails fast at the many words that begin none."""
_OPENS: Final = (
    NUMBER, "từ", "tháng", "trong năm", "trưa", "tối", "ngày", "năm", "nhiệm kỳ", "cùng ngày", "chiều", "hôm", "mùng",
    "mồng", "rạng sáng", "sáng", "sáu tháng", "nửa đầu", "nửa cuối", "đêm", "khuya", "quý", "giai đoạn", "các ngày",
    *(f"tuần {which}" for which in ("này", "nay", "trước", "qua", "ngoái", "tới", "sau")),
    "trước đó", "sau đó",
    *(f"{count} {what}" for count in ("một", "hai", "ba") for what in ("ngày", "hôm")),
)  # fmt: skip


def _of_year(group: str) -> str:
    return rf"(?:\ ?(?:[/.,–-]|,?\ năm)\ ?(?P<{group}>{_YEAR}))?"


_EXPRESSION = Anchored.of(
    re.compile(
        rf"""(?<![\w/])(?={_START})(?:
      (?:[tT]ừ\ )?(?:(?:[cC]ác\ |[hH]ai\ |[bB]a\ |\d\ )?[nN]gày\ )?
        (?P<d1>{_DAY})(?:{_SEPARATOR}(?P<m1>{_MONTH})(?:{_SEPARATOR}(?P<y1>{_YEAR}))?)?(?:,\ {_DAY}){{0,3}}{_UNTIL}
        (?:ngày\ )?(?P<d2>{_DAY})(?:{_SEPARATOR}|\ tháng\ )(?P<m2>{_MONTH}){_of_year("y2")}(?![/\d])
    | {_HEAD}(?P<d3>{_DAY})\ tháng\ (?P<m3>{_MONTH}){_of_year("y3")}
    | {_HEAD}(?P<d4>{_DAY}){_SEPARATOR}(?P<m4>{_MONTH}){_SEPARATOR}(?P<y4>{_YEAR})(?![/\w])
    | {_HEAD}(?P<d5>{_DAY}){_SEPARATOR}(?P<m5>{_MONTH})(?![/\w%])(?![.,]\d)
    | (?:[tT]ừ\ )?[tT]háng\ (?P<m6>{_MONTH}){_of_year("y6")}{_UNTIL}
        (?:tháng\ )?(?P<m7>{_MONTH})(?!\ tháng){_of_year("y7")}
    | [tT]háng\ (?P<m8>{_MONTH}){_of_year("y8")}(?![./]\d)
    | [qQ]uý\ (?P<q1>I{{1,3}}|IV|[1-4])(?:\ ?[-–]\ ?(?P<q2>I{{1,3}}|IV|[1-4]))?\b{_of_year("y9")}
    | (?:(?:6|[sS]áu)\ tháng|[nN]ửa)\ (?P<half>đầu|cuối)\ năm(?:\ (?P<y10>{_YEAR}))?
    | (?:[tT]ừ\ năm|[tT]ừ|[tT]rong\ năm|[nN]ăm|[gG]iai\ đoạn|[nN]hiệm\ kỳ)
        \ (?P<y11>{_YEAR}){_UNTIL}(?:năm\ )?(?P<y12>{_YEAR})
    | [nN]ăm\ (?P<y13>{_YEAR})
    | (?P<near>(?:{_PART_OF_DAY}|[hH]ôm|[nN]gày)\ (?:nay|qua|kia|mai)\b)
    | (?P<same>(?:{_PART_OF_DAY}\ )?[cC]ùng\ ngày\b)
    | (?P<away>[mM]ột|[hH]ai|[bB]a|\d{{1,2}})\ (?:ngày|hôm)\ (?P<side>trước|sau)(?:\ đó\b|(?=,))
    | (?P<next>(?:(?:{_PART_OF_DAY}|[nN]gày)\ )?[hH]ôm\ sau\b)
    | (?P<order>[tT]rước|[sS]au)\ đó\ (?:đúng\ )?(?P<count>một|hai|ba|\d{{1,2}})\ (?:ngày|hôm)\b
    | (?P<stretch>(?:[tT]uần|[tT]háng|[nN]ăm)\ (?:này|nay|trước|qua|ngoái|tới|sau)\b)
    )""",
        re.VERBOSE,
    ),
    _OPENS,
    capital=True,
)
_CUE = re.compile(
    rf"(?:ngày|{_PART_OF_DAY}|hôm|nay|qua|mai|thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|từ|mùng|mồng)[ ,(]*\Z",
    re.IGNORECASE,
)
_HEADED = re.compile(r"\s*[A-ZĐ][^\d,.;:]{1,24}:\s")
"""A place with which a text is headed, and then its day: "Hà Nam: | 3/4, khai mạc …"."""
_TOLD = re.compile(rf"ngày|tháng|từ|{_PART_OF_DAY}", re.IGNORECASE)
_TO_COME = re.compile(r"\s(?:sắp )?tới\b")
_WILL = re.compile(r"\bsẽ\b[^.;:]*\Z")
_PLANNED = re.compile(r"\b(?:dự kiến|sắp)\b[^.;:]*\Z")
_OVERDUE: Final = timedelta(days=60)
"""What was planned for a day that is over by less was planned for that day; by more, for the next year."""
_BOUND = re.compile(r"\b(?:[Tt]ừ|[Tt]rước)\s\Z")
"""In front of a day from which or before which something holds: nothing happens on it that "cùng ngày" goes on with."""
_BRIDGE = re.compile(r"[ ,(]{1,3}(?:tức |vào )?")
_DAYS_AWAY = {"nay": 0, "qua": -1, "kia": -2, "mai": 1}
_NUMBERS = {"một": 1, "hai": 2, "ba": 3}
_STEPS_AWAY = {"này": 0, "nay": 0, "trước": -1, "qua": -1, "ngoái": -1, "tới": 1, "sau": 1}
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def time_expressions(
    words: Words, published: date | None = None, previous: PartialDate | None = None
) -> list[TimeExpression]:
    """The time expressions of a normal text, in order and apart from each other.

    ``previous`` is the last day that was told before this text: what "cùng ngày" refers to at its start.
    """
    text, found, earlier = words.text, list[TimeExpression](), previous
    for match in _EXPRESSION.finditer(words):
        read = _read(match, text, published, previous)
        if read is None:
            continue
        if read.basis != "relative" and found and found[-1].basis == "relative" and _joined(text, found[-1], read):
            # "Sáng nay, ngày 6/1/2012" is one expression; the day that is written out decides
            before = found.pop()
            read = replace(read, span=Span(before.span.start, read.span.end), when=read.when or before.when)
        found.append(read)
        begin = read.when.begin
        if begin is not None and begin.is_day and not _BOUND.search(text, max(0, read.span.start - 8), read.span.start):
            previous = begin
    if published is not None:
        return found
    found = years_from_neighbours(text, found)
    today = next(filter(None, (_today(text, one) for one in found)), None)
    return time_expressions(words, today, earlier) if today is not None else found


def _today(text: str, one: TimeExpression) -> date | None:
    """The day on which a text is written, where it tells it with a day from which it counts: "sáng nay, 6/1/2012"."""
    counted = _NEAR.match(text, one.span.start, one.span.end)
    if counted is None or one.when.begin is None or not one.when.begin.is_day:
        return None
    return one.when.begin.first - timedelta(days=_DAYS_AWAY[counted["away"]])


_NEAR = re.compile(rf"(?:{_PART_OF_DAY}|[hH]ôm|[nN]gày)\ (?P<away>nay|qua|kia|mai)\b")


def _joined(text: str, before: TimeExpression, after: TimeExpression) -> bool:
    return _BRIDGE.fullmatch(text, before.span.end, after.span.start) is not None


def _read(
    match: re.Match[str], text: str, published: date | None, previous: PartialDate | None
) -> TimeExpression | None:
    span = Span(*match.span())
    if match["near"]:
        away = timedelta(days=_DAYS_AWAY[match["near"].rsplit(" ", 1)[1].casefold()])
        day = Interval.on(PartialDate.of(published + away)) if published else UNKNOWN
        return TimeExpression(span, day, "relative")
    if match["same"]:
        return TimeExpression(span, Interval.on(previous) if previous else UNKNOWN, "relative")
    if (step := _step(match)) is not None:
        if previous is None or not previous.is_day:
            return TimeExpression(span, UNKNOWN, "relative")
        return TimeExpression(span, Interval.on(PartialDate.of(previous.first + step)), "relative")
    if match["stretch"]:
        unit, way = match["stretch"].casefold().split()
        return TimeExpression(span, _stretch(unit, _STEPS_AWAY[way], published) if published else UNKNOWN, "relative")
    if _bare(match) and not _is_cued(match, text):
        return None
    make, years = _FORMS[str(match.lastgroup)]
    year = next((int(match[name]) for name in years if match[name]), None)
    basis: Basis = "stated" if year is not None else "inferred"
    try:
        when = make(match, year, published)
        if published is not None and year is None:
            lead = max(0, span.start - 60)
            ahead = _TO_COME.match(text, span.end) or _WILL.search(text, lead, span.start)
            if ahead is None and _is_over(when, published):
                ahead = _PLANNED.search(text, lead, span.start)
            when = _to_come(when, published) if ahead else when
    except ValueError:  # no day of the calendar, such as 31/2
        return None
    return TimeExpression(span, when, basis)


def _step(match: re.Match[str]) -> timedelta | None:
    """How far from the day told before: "hôm sau", "hai ngày sau đó", "trước đó một ngày"; None where no words say."""
    if match["next"]:
        return timedelta(days=1)
    count, side = (match["away"], match["side"]) if match["away"] else (match["count"], match["order"])
    if not count:
        return None
    days = timedelta(days=_NUMBERS.get(count.casefold()) or int(count))
    return days if side.casefold() == "sau" else -days


def _to_come(when: Interval, published: date) -> Interval:
    """The same days of the next year, where those of the inferred year are over: "ngày 4/4 tới"."""
    if when.begin is None or when.end is None or when.end.last >= date(published.year, published.month, published.day):
        return when
    return Interval(replace(when.begin, year=when.begin.year + 1), replace(when.end, year=when.end.year + 1))


def _is_over(when: Interval, published: date) -> bool:
    """Whether some days lie well before the day of publication."""
    day = date(published.year, published.month, published.day)
    return when.end is not None and when.end.last < day - _OVERDUE


def _bare(match: re.Match[str]) -> bool:
    """Two numbers that may be a fraction or a score as well: only a word beside them makes them a day."""
    if _TOLD.search(match[0]):
        return False
    return bool(match["d5"]) or bool(match["d2"] and not match["y2"])


def _is_cued(match: re.Match[str], text: str) -> bool:
    before = text[max(0, match.start() - 16) : match.start()]
    if _CUE.search(before) or (text.startswith(", ", match.end()) and _HEADED.fullmatch(text, 0, match.start())):
        return True
    return before.rstrip().endswith("(") and text[match.end() : match.end() + 2].lstrip().startswith(")")


Groups = re.Match[str]
"""The groups of ``_EXPRESSION`` that an expression fills."""


def _day(day: int, month: int, year: int | None, published: date | None) -> Interval:
    year = year if year is not None else _infer_year(month, day, published)
    return Interval.on(PartialDate(year, month, day)) if year is not None else UNKNOWN


def _infer_year(month: int, day: int, published: date | None) -> int | None:
    """The year of the last such day up to shortly after publication."""
    if published is None:
        return None
    latest = date(published.year, published.month, published.day) + AHEAD
    for year in range(latest.year, latest.year - 9, -1):  # 29 February comes round within eight years
        try:
            if date(year, month, day) <= latest:
                return year
        except ValueError:
            continue
    raise ValueError("no day of the calendar")


def _days(groups: Groups, year: int | None, published: date | None) -> Interval:
    month = int(groups["m2"])
    last = _day(int(groups["d2"]), month, year, published)
    if last.end is None:
        return UNKNOWN
    first_month = int(groups["m1"] or month)
    first_year = int(groups["y1"] or (last.end.year - (first_month > month)))
    first = PartialDate(first_year, first_month, int(groups["d1"]))
    if first.first > last.end.first:
        raise ValueError("an interval that ends before it begins")
    return Interval(first, last.end)


def _months(groups: Groups, year: int | None, published: date | None) -> Interval:
    first, last = int(groups["m6"]), int(groups["m7"])
    if year is None and published is not None:
        year = published.year - (first > published.month)
    if year is None:
        return UNKNOWN
    begin, end = PartialDate(int(groups["y6"] or year), first), PartialDate(year, last)
    if begin.first > end.first:
        raise ValueError("an interval that ends before it begins")
    return Interval(begin, end)


def _month(groups: Groups, year: int | None, published: date | None) -> Interval:
    month = int(groups["m8"])
    if year is None and published is not None:
        year = _infer_year(month, 1, published)
    return Interval.on(PartialDate(year, month)) if year is not None else UNKNOWN


def _quarters(groups: Groups, year: int | None, published: date | None) -> Interval:
    first = _QUARTERS[str(groups["q1"]).upper()]
    last = _QUARTERS[str(groups["q2"] or groups["q1"]).upper()]
    year = year or (published.year if published else None)
    return (
        Interval(PartialDate(year, 3 * first - 2), PartialDate(year, 3 * last)) if year and first <= last else UNKNOWN
    )


def _half(groups: Groups, year: int | None, published: date | None) -> Interval:
    year = year or (published.year if published else None)
    first = 1 if str(groups["half"]).casefold() == "đầu" else 7
    return Interval(PartialDate(year, first), PartialDate(year, first + 5)) if year else UNKNOWN


def _years(groups: Groups, _year: int | None, _published: date | None) -> Interval:
    first, last = int(groups["y11"]), int(groups["y12"])
    if first > last:
        raise ValueError("an interval that ends before it begins")
    return Interval(PartialDate(first), PartialDate(last))


def _of_day(day: str, month: str) -> Callable[[Groups, int | None, date | None], Interval]:
    return lambda groups, year, published: _day(int(groups[day]), int(groups[month]), year, published)


def _year(groups: Groups, _year: int | None, _published: date | None) -> Interval:
    return Interval.on(PartialDate(int(groups["y13"])))


_FORMS: Final[Mapping[str, tuple[Callable[[Groups, int | None, date | None], Interval], tuple[str, ...]]]] = {
    **dict.fromkeys(("m2", "y2"), (_days, ("y2",))),
    **dict.fromkeys(("m3", "y3"), (_of_day("d3", "m3"), ("y3",))),
    "y4": (_of_day("d4", "m4"), ("y4",)),
    "m5": (_of_day("d5", "m5"), ()),
    **dict.fromkeys(("m7", "y7"), (_months, ("y7", "y6"))),
    **dict.fromkeys(("m8", "y8"), (_month, ("y8",))),
    **dict.fromkeys(("q1", "q2", "y9"), (_quarters, ("y9",))),
    **dict.fromkeys(("half", "y10"), (_half, ("y10",))),
    "y12": (_years, ("y11",)),
    "y13": (_year, ("y13",)),
}
"""By the last group that an expression fills: how its interval is made, and which groups tell its year."""


def _stretch(unit: str, step: int, published: date) -> Interval:
    """The week, month or year that lies ``step`` of its kind away from the day of publication."""
    day = date(published.year, published.month, published.day)
    if unit == "tuần":
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=step)
        return Interval(PartialDate.of(monday), PartialDate.of(monday + timedelta(days=6)))
    if unit == "năm":
        return Interval.on(PartialDate(day.year + step))
    months = day.year * 12 + day.month - 1 + step
    return Interval.on(PartialDate(months // 12, months % 12 + 1))
