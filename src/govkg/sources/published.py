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


def of_address(url: str) -> date | None:
    """The day that an address tells, as those of many papers do: ``…/2019/04/23/…``, ``…-20190423101512345.htm``."""
    for found in (*_FOLDERS.finditer(url), *_STAMP.finditer(url)):
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            continue  # digits that are no day
    return None
