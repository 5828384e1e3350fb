"""The years of days that a text tells without them, where nothing says when it was published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Final

from govkg.model.interval import Interval, PartialDate
from govkg.text.times import AHEAD, TimeExpression

_SENTENCE_END = re.compile(r"(?<!\b[TtX][PpXx])[.!?]\s")  # not in "TP. Huế"


def years_from_parts(parts: Sequence[Sequence[TimeExpression]], texts: Sequence[str]) -> Iterator[list[TimeExpression]]:
    """The expressions of each part of an article: days without a year in that of the same day in another part."""
    years: dict[tuple[int | None, ...], set[int]] = {}
    for one in chain.from_iterable(parts):
        if one.when.begin is not None and one.when.begin.is_day:
            years.setdefault((one.when.begin.day, one.when.begin.month), set()).add(one.when.begin.year)
    for part, text in zip(parts, texts, strict=True):
        told = [(one, years.get(tuple(_numbers(text, one)), set())) for one in part]
        yield [_in_year_of(min(found), text, one) if len(found) == 1 else one for one, found in told]


def years_from_neighbours(text: str, found: list[TimeExpression]) -> list[TimeExpression]:
    """Without a publication date, a day takes its year from what its own sentence names.

    One year, or a half or quarter of it: that year, and the next for the first months after a year that is
    summed up ("ngày 18/1 … tổng kết năm 2012"), with or without the next one that is planned. The same day of
    several years, as of a jubilee: the last. Else a day soon after the last one that the text tells with its year, or
    the last month, where no later year is told; else the year by which the gathering is called that the text tells of.
    """
    settled: list[TimeExpression] = []
    for run in _by_sentence(text, found):
        told_here = [_Told(text, one) for one in run]
        settled += [_in_year(text, told_here, at) for at in range(len(run))]
    told = [one.when.begin for one in settled if one.basis == "stated" and one.when.begin and not _is_period(one)]
    days = [begin.first for begin in told if begin.is_day]
    latest = max(days, default=None)
    if latest is not None and max(begin.year for begin in told) == latest.year:
        settled = [_after(latest, text, one) for one in settled]
    if not any(not one.when and _numbers(text, one) for one in settled):
        return settled
    month = max((one.when.end for one in settled if _is_past_month(text, one)), key=_last_day, default=None)
    if month is not None and not any(_is_later(text, one, month.year) for one in settled):
        settled = [_soon_after(month, text, one) for one in settled]
    year = _of_edition(text) or _of_now(text)
    if year is None or any(_is_later(text, one, year) for one in settled):
        return settled
    return [_in_year_of(year, text, one) for one in settled]


class _Told:
    """A time expression, and what the words in front of it make of its year; looked at once, and only if asked."""

    def __init__(self, text: str, one: TimeExpression) -> None:
        self.text, self.one, self.begin = text, one, one.when.begin if one.basis == "stated" else None

    def _behind(self, pattern: re.Pattern[str], within: int) -> bool:
        start = self.one.span.start
        return pattern.search(self.text, max(0, start - within), start) is not None

    @cached_property
    def planned(self) -> bool:
        """Whether a year is one that is planned for: "triển khai nhiệm vụ năm 2018"."""
        return self._behind(_PLANNED, 60)

    @cached_property
    def to_be_done(self) -> bool:
        """Whether a year is that of what is to be done in it: "chương trình giám sát của Quốc hội năm 2016"."""
        return self._behind(_FOR, 120)

    @cached_property
    def summed(self) -> bool:
        """Whether a year is summed up: "tổng kết công tác năm 2011"."""
        return self._behind(_SUMMED, 60)

    @cached_property
    def of_act(self) -> bool:
        """Whether a day is that of an act with a number: "Nghị định số 109/2012/NĐ-CP | ngày 26/12/2012"."""
        return self._behind(_ACT, 40)

    @cached_property
    def hoped_for(self) -> bool:
        """Whether a year is one in which something is to be ready: "dự kiến hoàn thành năm 2024"."""
        return not self.one.when.has_day and self._behind(_HOPED_FOR, 40)

    def is_quoted(self, one: TimeExpression) -> bool:
        """Whether a year stands in a quotation behind which a day is told: "… năm 2015", ông A ngày 5/7 nói."""
        start = self.one.span.end
        return start <= one.span.start and _QUOTED.search(self.text, start, one.span.start) is not None

    def is_said(self, one: TimeExpression) -> bool:
        """Whether a year stands in what somebody says on a day: "Ngày 3/4, ông A cho biết cầu xây từ năm 1964"."""
        if self.one.span.start <= one.span.end or self.planned:
            return False
        if self.one.when.has_day and not (
            self._behind(_SINCE_WHEN, 10) or self.text.startswith("từ ", self.one.span.start)
        ):
            return False
        return _SAID.search(self.text, one.span.end, self.one.span.start) is not None


def _stated(run: Sequence[_Told], at: int) -> Iterator[tuple[_Told, PartialDate]]:
    """What is told with its year near an expression, in its sentence, and not in what somebody says then."""
    for near in run[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS + 1]:
        if near.begin is None or near.is_said(run[at].one) or near.hoped_for or near.is_quoted(run[at].one):
            continue
        yield near, near.begin


_NEIGHBOURS: Final = 8
"""Expressions on either side: more in one sentence are a table, and each would be held against each."""


def _numbers(text: str, one: TimeExpression) -> list[int]:
    """The day and the month that an expression tells without a year; nothing where it tells other numbers."""
    numbers = [int(number) for number in _DIGITS.findall(text, one.span.start, one.span.end)]
    return numbers if len(numbers) == 2 and not _MONTHS.match(text, one.span.start) else []  # two months are no day


_DIGITS = re.compile(r"\d+")
_MONTHS = re.compile(r"(?:[tT]ừ )?[tT]háng ")


def _of_now(text: str) -> int | None:
    """The year in which an article is written, where it says so: "từ nay đến cuối năm 2019", "năm nay (2019)"."""
    years = {found["year"] for found in _NOW.finditer(text)}
    return int(years.pop()) if len(years) == 1 else None


_NOW = re.compile(
    r"\b(?:[Tt]ừ nay (?:cho )?(?:đến|tới) (?:cuối|hết) (?:năm )?|[Nn]ăm nay \((?:năm )?"
    r"|[Kk]ỳ họp cuối năm )(?P<year>20\d\d)(?!\s?[-–/\d])"
)


def _of_edition(text: str) -> int | None:
    """The year by which the only gathering of one is called: "Tuần lễ Cấp cao APEC 2017", "Festival Huế 2018"."""
    years = {found["year"] for found in _EDITION.finditer(text)}
    return int(years.pop()) if len(years) == 1 else None


_EDITION = re.compile(
    r"\b(?:(?:Tuần lễ|Hội nghị|[Nn]ăm|Diễn đàn|Festival|Hội chợ|Liên hoan|Lễ hội|Ngày hội|Triển lãm|Đại hội|Đại lễ)"
    r"(?:\s[\w-]{1,20}){0,6}?\s(?!Năm)[A-ZÂĐ][\w-]{0,20}|(?:ĐHCĐ|ĐHĐCĐ|cổ đông) thường niên(?: năm)?"
    r"|(?:[Nn]gày hội|[Ll]ễ hội|[Ll]iên hoan|[Hh]ội chợ)(?:\s(?!từ\b|đến\b|trước\b|sau\b|kể\b)[\w-]{1,20}){1,7}?)"
    r"\s(?P<year>20\d\d)(?!\s?[-–/\d])"
)


def _in_year_of(year: int, text: str, one: TimeExpression) -> TimeExpression:
    """A day without a year, in a year that the article tells elsewhere."""
    numbers = _numbers(text, one)
    if one.when or not numbers:
        return one
    try:
        return replace(one, when=Interval.on(PartialDate(year, numbers[1], numbers[0])))
    except ValueError:
        return one


def _is_period(one: TimeExpression) -> bool:
    """Whether several years are told that are planned for or served in: "giai đoạn 2021-2030"."""
    begin, end = one.when.begin, one.when.end
    return begin is not None and end is not None and begin.month is None and begin.year < end.year


def _last_day(end: PartialDate | None) -> date:
    return end.last if end is not None else date.min


def _is_past_month(text: str, one: TimeExpression) -> bool:
    """Whether months of a year are told that are over or under way: "tháng 5/2016", "6 tháng đầu năm 2016"."""
    begin = one.when.begin
    if one.basis != "stated" or begin is None or begin.month is None or begin.is_day:
        return False
    return not _is_ahead(text, one) or text.startswith(" đã ", one.span.end)


def _is_later(text: str, one: TimeExpression, year: int) -> bool:
    """Whether an expression tells a later year, and not one up to which something is to be done."""
    begin = one.when.begin
    if one.basis != "stated" or begin is None or begin.year <= year or _is_period(one):
        return False
    return not _is_ahead(text, one)


def _is_ahead(text: str, one: TimeExpression) -> bool:
    return _AHEAD_OF.search(text, max(0, one.span.start - 40), one.span.start) is not None


_AHEAD_OF = re.compile(
    r"(?:\b(?:đến|tới|trước|hết|cuối|sẽ|dự kiến|sau|mục tiêu|tầm nhìn|nhiệm kỳ|kế hoạch|nhiệm vụ)\b[^.;:,]*)\Z",
    re.IGNORECASE,
)


def _soon_after(month: PartialDate, text: str, one: TimeExpression) -> TimeExpression:
    """A day without a year in the last months that an article tells with theirs, or soon after them."""
    numbers = _numbers(text, one)
    if one.when or not numbers:
        return one
    since = numbers[1] - (month.month or 12)
    over = since == 1 - 12  # in January the year before is over
    if not (over or 0 <= since <= _SINCE):
        return one
    try:
        return replace(one, when=Interval.on(PartialDate(month.year + over, numbers[1], numbers[0])))
    except ValueError:
        return one


_SINCE: Final = 3
"""Months within which the last one that an article tells with its year lies before its news."""


def _after(latest: date, text: str, one: TimeExpression) -> TimeExpression:
    """A day without a year that comes soon after the last day told: an article cites the act that led to its news."""
    numbers = [] if one.when else _numbers(text, one)
    if not numbers:
        return one
    day, month = numbers
    for year in (latest.year, latest.year + 1):
        try:
            if latest <= date(year, month, day) <= latest + AHEAD:
                return replace(one, when=Interval.on(PartialDate(year, month, day)))
        except ValueError:
            return one
    return one


def _is_jubilee(begin: PartialDate, end: PartialDate, day: int, month: int) -> bool:
    """Whether the same day of two years, as "(30/4/1975-30/4/2019)", is kept close to a day."""
    if not (begin.is_day and end.is_day) or (begin.day, begin.month) != (end.day, end.month):
        return False
    try:
        return abs(date(end.year, month, day) - end.first) <= AHEAD
    except ValueError:
        return False


_SINCE_WHEN = re.compile(r"\b(?:từ|trước|đến|tới)\s(?:ngày\s)?\Z")
"""In front of a day from which or up to which something holds: what is said of, not when it is said."""
_SAID = re.compile(r"\b(?:cho biết|cho hay|cho rằng|nói|khẳng định|đề xuất|thông tin|báo cáo|kiến nghị)\b")


def _by_sentence(text: str, found: list[TimeExpression]) -> Iterator[list[TimeExpression]]:
    run: list[TimeExpression] = []
    for one in found:
        if run and _SENTENCE_END.search(text, run[-1].span.end, one.span.start):
            yield run
            run = []
        run.append(one)
    yield run


def _in_year(text: str, run: Sequence[_Told], at: int) -> TimeExpression:
    one = run[at].one
    numbers = [] if one.when else _numbers(text, one)
    if not numbers:
        return one
    (day, month), stated = numbers, list(_stated(run, at))
    told = (each for near, begin in stated for each in (begin, near.one.when.end or begin))
    same_day = [each.year for each in told if (each.day, each.month) == (day, month)]
    ends = [(begin, near.one.when.end) for near, begin in stated if near.one.when.end is not None]
    years = {end.year for begin, end in ends if end.year == begin.year or _is_jubilee(begin, end, day, month)}
    if same_day:
        year = max(same_day)
    elif len(years) == 1:
        summed, planned = any(near.summed for near, _ in stated), any(near.planned for near, _ in stated)
        if not (planned or summed) and any(near.to_be_done for near, _ in stated):
            if month < _JUST_BEFORE:
                return one
            planned = True
        year = min(years) + (summed and month <= _JUST_OVER) - (planned and not summed and month >= _JUST_BEFORE)
    elif (turned := _turn_of_year(stated, month)) is not None:
        year = turned
    else:
        return one
    try:
        found = PartialDate(year, month, day)
        if any(begin.is_day and near.of_act and found.first < begin.first for near, begin in stated):
            return one  # an act is not cited before it is made; the year after it is no more than likely
    except ValueError:
        return one
    return replace(one, when=Interval.on(found))


def _turn_of_year(stated: Sequence[tuple[_Told, PartialDate]], month: int) -> int | None:
    """The year of a month in which one year is summed up and the next planned: "tổng kết … 2018, triển khai … 2019"."""
    summed = {begin.year for near, begin in stated if near.summed}
    planned = {begin.year for near, begin in stated if near.planned} - summed
    if len(summed) != 1 or planned != {year + 1 for year in summed}:
        return None
    return max(planned) if month <= _JUST_OVER else max(summed) if month >= _JUST_BEFORE else None


_ACT = re.compile(r"\d/[\w./-]*[A-ZĐ][\w-]*(?: của [^.;,]{2,30})?,? (?:ký |ban hành )?\Z")
_SUMMED = re.compile(r"\b(?:[Tt]ổng kết|kết quả|quyết toán)\b[^.;:\d]*\Z")
_HOPED_FOR = re.compile(r"\b(?:dự kiến|hoàn thành|mục tiêu|tầm nhìn|hoàn tất)\b[^.;:,\d]*\Z")
_QUOTED = re.compile(r"[\"”]\s?[,–-]")
_PLANNED = re.compile(
    r"\b(?:nhiệm vụ|phương hướng|kế hoạch|chương trình|dự toán|công tác)(?: công tác| trọng tâm)?(?: của)?\s\Z"
)
_FOR = re.compile(
    r"\b(?:nhiệm vụ|chương trình (?:hoạt động|giám sát|công tác|xây dựng luật)|dự toán|phát triển kinh tế)"
    r"\b[^.;:()\d]*\s\Z",
    re.IGNORECASE,
)
_JUST_BEFORE: Final = 11
"""The month of a year from which on the next one is planned for."""
_JUST_OVER: Final = 3
"""Months into a year in which the one before is summed up."""
