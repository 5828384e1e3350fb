"""The day, and where given the time, on which an article was published, as sources write it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))

_DAY_FIRST = re.compile(
    r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T,|-]+(\d{1,2})[:hg](\d{2})(?::(\d{2}))?)?(?:\s*(?:GMT|UTC)?\s*\+7)?",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_CLOCK = re.compile(r"(?<!\d)\d{1,2}(?::\d{2}){1,2}(?!\d)")
_DAY_WITHIN = re.compile(
    r"(?<![\d/.])(?<!\d-)(?P<day>\d{1,2})(?P<mark>[/.-])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4})(?![/-]?\w)"
    r"|(?<![\d/-])(?P<iso>\d{4}-\d{2}-\d{2})(?![/-]?\w)"
    r"|ngày\s+(?P<told>\d{1,2})\s+tháng\s+(?P<of>\d{1,2})\s+năm\s+(?P<at>\d{4})(?!\d)",
    re.IGNORECASE,
)
_STAMP = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?:[01]\d|2[0-3])[0-5]\d[0-5]\d\d{0,3}(?!\d)")
"""When a page was made, to the second or finer: "…-20190423101512345.htm"."""
_FOLDERS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=/)")


def parse(text: str) -> date:
    """A date, or a datetime (naive, Vietnamese time) where the text gives the time of day.

    Reads ISO 8601 and the day-first forms of Vietnamese pages: ``20/10/2013 20:11``, ``6.1.2012``,
    ``Hà Nội, ngày 6 tháng 1 năm 2012``.

    Raises:
        ValueError: the text is no date.
    """
    text = text.strip()
    found = _DAY_FIRST.fullmatch(text)
    if found:
        day, month, year, hour, minute, second = (int(part) if part else None for part in found.groups())
        assert day is not None
        assert month is not None
        assert year is not None
        if hour is None:
            return date(year, month, day)
        return datetime(year, month, day, hour, minute or 0, second or 0)
    if words := _IN_WORDS.search(unicodedata.normalize("NFC", text)):
        day, month, year = (int(part) for part in words.groups())
        return date(year, month, day)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return date.fromisoformat(text)
    if not re.match(r"\d{4}-\d{2}-\d{2}[T ]", text):
        raise ValueError(f"not a date: {text!r}")
    moment = datetime.fromisoformat(text)
    return moment.astimezone(VIETNAM).replace(tzinfo=None) if moment.tzinfo else moment


def within(text: str) -> date:
    """The one day in the words that a page sets around it: "Thứ ba, 08/07/2014 - 08:15", "Ngày đăng: 16/09/2011".

    A text that is a date as a whole is read by ``parse``, with its time of day.

    Raises:
        ValueError: no day stands in the text, or more than one, or digits that are no day.
    """
    try:
        return parse(text)
    except ValueError:
        # A clock that a dash joins to the day would look like the first half of a range of days.
        plain = _CLOCK.sub(" ", unicodedata.normalize("NFC", text))
        days = {_day(found) for found in _DAY_WITHIN.finditer(plain)}
        if len(days) != 1:
            raise
        return days.pop()


def _day(found: re.Match[str]) -> date:
    if found["iso"]:
        return date.fromisoformat(found["iso"])
    names = ("day", "month", "year") if found["day"] else ("told", "of", "at")
    day, month, year = found.group(*names)
    return date(int(year), int(month), int(day))


def of_address(url: str) -> date | None:
    """The day that an address tells, as those of many papers do: ``…/2019/04/23/…``, ``…-20190423101512345.htm``."""
    for found in (*_FOLDERS.finditer(url), *_STAMP.finditer(url)):
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            continue  # digits that are no day
    return None
