"""A small timeline in letters: observed ━, stated ─, where a side is unknown ┄, as the timeline page draws it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from rich.table import Table
from rich.text import Text

from govkg.model.interval import Interval, PartialDate

Row = tuple[str, Interval, Interval]
"""A name, and its time as stated and as observed."""

_CELLS: Final = 32
_OPEN: Final = "┄┄"


def timeline(rows: Sequence[Row], day: date | None = None) -> Table | None:
    """The bars under one another on one scale, its ends above them; ``day`` is marked. None where nothing is dated."""
    spans = [span for _, stated, observed in rows if (span := _span(stated, observed))]
    if not spans:
        return None
    first, last = min(begin for begin, _ in spans), max(end for _, end in spans)
    if day is not None:
        first, last = min(first, day), max(last, day)
    scale = _Scale(first, last)
    begin, end = str(PartialDate.of(first)), str(PartialDate.of(last))
    room = _CELLS + 2 * len(_OPEN) - len(begin) - len(end)
    axis = begin if begin == end else f"{begin}{' ' * room}{end}"
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(max_width=44)
    table.add_column(no_wrap=True)
    table.add_row("", Text(axis, style="dim"))
    for name, stated, observed in rows:
        table.add_row(Text(name), Text(_bar(scale, stated, observed, day)))
    table.add_row("", Text("━ observed  ─ stated  ┄ unknown" + ("  ▼ the day" if day else ""), style="dim"))
    return table


class _Scale:
    """Which cell a day falls into."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.days = first, (last - first).days

    def cell(self, day: date) -> int:
        return len(_OPEN) + (round((day - self.first).days / self.days * (_CELLS - 1)) if self.days else _CELLS // 2)


def _span(stated: Interval, observed: Interval) -> tuple[date, date] | None:
    """The first and the last day that anything says of it."""
    known = [when for interval in (stated, observed) for when in (interval.begin, interval.end) if when]
    return (min(when.first for when in known), max(when.last for when in known)) if known else None


def _bar(scale: _Scale, stated: Interval, observed: Interval, day: date | None) -> str:
    cells = [" "] * (_CELLS + 2 * len(_OPEN))
    if span := _span(stated, observed):
        begin, end = map(scale.cell, span)
        cells[begin : end + 1] = "─" * (end + 1 - begin)
        if seen := _span(Interval(None, None), observed):
            one, other = map(scale.cell, seen)
            cells[one : other + 1] = "━" * (other + 1 - one)
        if stated.begin is None:
            cells[begin - len(_OPEN) : begin] = _OPEN
        if stated.end is None:
            cells[end + 1 : end + 1 + len(_OPEN)] = _OPEN
    if day is not None:
        cells[scale.cell(day)] = "▼"
    return "".join(cells)
