"""Dates as news gives them: a day, a month or a year, and stretches between two of those.

A partial date stays partial. It is never filled up with a first of January.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Final

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day (``2012-01-06``), a month (``2012-01``) or a year (``2012``) of the Gregorian calendar.

    Raises:
        ValueError: a day without its month, or no day of the calendar.

    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise ValueError("a day needs its month")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """From ISO 8601: ``2012``, ``2012-01`` or ``2012-01-06``.

        Raises:
            ValueError: the text is none of these.

        """
        found = _ISO.fullmatch(text.strip())
        if found is None:
            raise ValueError(f"not an ISO date: {text!r}")
        year, month, day = found.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """The whole day of a date or datetime."""
        return cls(day.year, day.month, day.day)

    @property
    def first(self) -> date:
        """The first day that it may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that it may mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def is_day(self) -> bool:
        """Whether it names one day."""
        return self.day is not None

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Interval:
    """From ``begin`` to ``end``, both included; None where the text gives no bound."""

    begin: PartialDate | None = None
    end: PartialDate | None = None

    @classmethod
    def on(cls, when: PartialDate) -> Interval:
        """The interval of one partial date."""
        return cls(when, when)

    @property
    def has_day(self) -> bool:
        """Whether it begins on a day that is known."""
        return self.begin is not None and self.begin.is_day

    def __bool__(self) -> bool:
        return self.begin is not None or self.end is not None

    def may_hold(self, day: date) -> bool:
        """Whether ``day`` lies inside, taking each bound at its widest and a missing bound as open."""
        return (self.begin is None or self.begin.first <= day) and (self.end is None or day <= self.end.last)

    def __str__(self) -> str:
        return str(self.begin) if self.begin == self.end else f"{self.begin or '..'}/{self.end or '..'}"


UNKNOWN: Final = Interval()
"""No bound known."""
