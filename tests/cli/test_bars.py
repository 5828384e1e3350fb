"""Small timelines in letters."""

from __future__ import annotations

from datetime import date
from io import StringIO

from rich.console import Console

from govkg.cli.bars import Row, timeline
from govkg.model.interval import UNKNOWN, Interval, PartialDate


def drawn(rows: list[Row], day: date | None = None) -> list[str]:
    table = timeline(rows, day)
    assert table is not None
    console = Console(width=120, record=True, force_terminal=False, file=StringIO())
    console.print(table)
    return [line.rstrip() for line in console.export_text().splitlines()]


def interval(begin: str = "", end: str = "") -> Interval:
    return Interval(*(PartialDate.parse(text) if text else None for text in (begin, end)))


def test_observed_stated_and_open_sides_on_one_scale() -> None:
    axis, stated, both, last, _ = drawn(
        [
            ("Bộ trưởng", interval("2010", "2011"), UNKNOWN),
            ("Thứ trưởng", interval("2012-01-01"), interval("2012-07-01", "2013-12-31")),
            ("Vụ trưởng", UNKNOWN, interval("2013-12-31", "2013-12-31")),
        ]
    )
    assert axis.split() == ["2010-01-01", "2013-12-31"]
    assert stated == "Bộ trưởng     " + "─" * 16
    assert both == "Thứ trưởng  " + " " * 18 + "─" * 3 + "━" * 13 + "┄┄"
    assert last == "Vụ trưởng   " + " " * 31 + "┄┄━┄┄"


def test_the_day_that_was_asked_about_is_marked_and_may_lie_outside() -> None:
    axis, bar, legend = drawn([("Bộ trưởng", UNKNOWN, interval("2012-01-01", "2012-12-31"))], date(2014, 12, 31))
    assert axis.split() == ["2012-01-01", "2014-12-31"]
    assert bar.endswith("▼")
    assert "┄┄━" in bar
    assert "▼ the day" in legend


def test_nothing_dated_is_no_timeline() -> None:
    assert timeline([("Bộ trưởng", UNKNOWN, UNKNOWN)]) is None
    assert timeline([]) is None
    one = drawn([("Bộ trưởng", interval("2012-01-01", "2012-01-01"), UNKNOWN)])
    assert one[0].split() == ["2012-01-01"]
    assert one[1].split() == ["Bộ", "trưởng", "─"]
