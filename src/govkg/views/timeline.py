"""A timeline: bars for what lasts (a career, the heads of a body), marks for what happens on a day.

Time is drawn as it is known: observed solid, stated outlined, an unknown side open and fading out. The caller
looks up what is known and fills ``Timeline``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from govkg.model.interval import PartialDate
from govkg.views.model import Quote, Times, clean
from govkg.views.page import static_page
from govkg.views.svg import Drawing, png, width, wrap
from govkg.views.words import Language, say, style

WIDE, LEFT, RIGHT, TOP, BAR = 1120.0, 320.0, 48.0, 92.0, 15.0
DOTS: dict[str, str] = {"stroke_width": "2.2", "stroke_dasharray": "2 4", "stroke_linecap": "round"}
FADE = 34.0
"""Pixels over which an open side fades."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Something that lasts: ``label`` names it, ``note`` says more ("Thứ trưởng, Bộ …"), ``kind`` is its class."""

    label: str
    times: Times
    note: str = ""
    kind: str = "Official"
    evidence: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on a partial ISO date: a meeting, a document, a decision."""

    label: str
    on: str
    kind: str
    evidence: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars in the order to draw them, and marks."""

    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()


def timeline_html(timeline: Timeline, *, title: str, lang: Language = "vi") -> str:
    """The timeline as one offline page without scripts: the picture, then every fact with its quotes.

    Raises:
        ValueError: a time is no partial ISO date.

    """
    picture = timeline_svg(timeline, title=title, lang=lang)
    return static_page("timeline.html", title=clean(title), lang=lang, timeline=timeline, picture=picture)


def timeline_png(timeline: Timeline, *, title: str, lang: Language = "vi") -> bytes:
    """The picture as PNG, two pixels for each of the SVG's.

    Raises:
        MissingExtra: this machine has no font with Vietnamese letters.
        ValueError: a time is no partial ISO date.

    """
    return png(timeline_svg(timeline, title=title, lang=lang))


def timeline_svg(timeline: Timeline, *, title: str, lang: Language = "vi", adaptive: bool = False) -> str:
    """The timeline as a picture; ``adaptive``: dark where the reader likes it so.

    Raises:
        ValueError: a time is no partial ISO date.

    """
    names = [wrap(clean(bar.label), 12.5, LEFT - 70, 3) for bar in timeline.bars]
    notes = [wrap(clean(bar.note), 11, LEFT - 70, 2) for bar in timeline.bars]
    heights = [max(34.0, 14 + 16 * len(name) + 14 * len(note)) for name, note in zip(names, notes, strict=True)]
    scale = _Scale.over(timeline)
    lanes = _lanes(timeline.marks, scale)
    marks_top = TOP + sum(heights) + 26
    tall = marks_top + (len(lanes) * 24 + 30 if lanes else 0) + 56
    drawing = Drawing(WIDE, tall, clean(title), adaptive)
    drawing.text(32, 42, clean(title), size=18, weight=600)
    if scale is None:
        drawing.text(WIDE / 2, tall / 2 + 20, say("no_time", lang), size=14, kind="muted", anchor="middle")
        return drawing.svg()
    _grid(drawing, scale, tall - 52)
    y = TOP
    for bar, name, note, height in zip(timeline.bars, names, notes, heights, strict=True):
        drawing.text(32, y + 22, name, size=12.5)
        drawing.text(32, y + 22 + 16 * len(name), note, size=11, kind="muted")
        _bar(drawing, bar, scale, y + 12, lang)
        y += height
    for lane, marks in enumerate(lanes):
        for mark in marks:
            x, level = scale.middle(mark.on), marks_top + 20 + lane * 24
            drawing.shape(style().kind(mark.kind).group.name, x, level, 5.5)
            label, before = _beside(mark.label, x)
            drawing.text(x - 11 if before else x + 11, level + 4, label, size=11.5, anchor="end" if before else "start")
    _legend(drawing, tall - 20, lang)
    return drawing.svg()


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days to pixels."""

    first: date
    last: date

    @classmethod
    def over(cls, timeline: Timeline) -> _Scale | None:
        days: list[date] = []
        for bar in timeline.bars:
            times = bar.times
            for text in (times.begin, times.end, times.observed_first, times.observed_last):
                if text:
                    days += (PartialDate.parse(text).first, PartialDate.parse(text).last)
        for mark in timeline.marks:
            days += (PartialDate.parse(mark.on).first, PartialDate.parse(mark.on).last)
        if not days:
            return None
        return cls(date(min(days).year, 1, 1), date(min(max(days).year + 1, 9999), 1, 1))

    def middle(self, on: str) -> float:
        """The middle of a day, month or year."""
        when = PartialDate.parse(on)
        return (self.x(when.first) + self.x(when.last)) / 2

    def x(self, day: date) -> float:
        """Where a day lies."""
        span = max((self.last - self.first).days, 1)
        return LEFT + (WIDE - LEFT - RIGHT) * (day - self.first).days / span


def _grid(drawing: Drawing, scale: _Scale, bottom: float) -> None:
    """A line and a name for each year or step of years; for each quarter where the years are few."""
    years = range(scale.first.year, scale.last.year + 1)
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if len(years) / step <= 16)
    months = (1, 4, 7, 10) if len(years) <= 4 else (1,)
    for day in (date(year, month, 1) for year in years if year % step == 0 for month in months):
        if day <= scale.last:
            x = scale.x(day)
            name = str(day.year) if len(months) == 1 else f"{day.month}/{day.year}"
            drawing.add("path", "line", d=f"M{x:.1f} {TOP - 8:.1f}V{bottom:.1f}", stroke_width=0.6)
            drawing.text(x, TOP - 16, name, size=11, kind="muted", anchor="middle")


def _bar(drawing: Drawing, bar: Bar, scale: _Scale, y: float, lang: Language) -> None:
    """Stated outlined, observed solid; where nothing says when it began or ended, a dotted line runs out."""
    times = bar.times
    group = style().kind(bar.kind).group.name
    known = [scale.x(PartialDate.parse(text).first) for text in (times.begin, times.observed_first) if text]
    known += [scale.x(PartialDate.parse(text).last) for text in (times.end, times.observed_last) if text]
    if not known:
        drawing.text(LEFT, y + BAR, say("unknown", lang), size=11, kind="muted")
        return
    left, right = min(known), max(known)
    if times.begin or times.end:
        drawing.add("rect", f"s-{group}", x=left, y=y, width=max(right - left, 4), height=BAR, rx=4, stroke_width=1.5)
    if times.observed_first or times.observed_last:
        first = scale.x(PartialDate.parse(times.observed_first or times.observed_last).first)
        last = scale.x(PartialDate.parse(times.observed_last or times.observed_first).last)
        drawing.add("rect", f"g-{group}", x=first, y=y + 2.5, width=max(last - first, 4), height=BAR - 5, rx=3)
    middle = y + BAR / 2
    if not times.begin:
        drawing.add("path", f"s-{group}", d=f"M{left - 5:.1f} {middle:.1f}H{max(left - FADE, LEFT - 22):.1f}", **DOTS)
    if not times.end:
        end = max(right, left + 4)
        drawing.add("path", f"s-{group}", d=f"M{end + 5:.1f} {middle:.1f}H{min(end + FADE, WIDE - 12):.1f}", **DOTS)


def _beside(label: str, x: float) -> tuple[str, bool]:
    """A label in one line, and whether it stands before its mark because there is no room behind."""
    room = WIDE - 12 - (x + 11)
    whole = clean(label)
    before = width(whole, 11.5) > room and x - 11 - 12 > room
    return _cut(whole, x - 23 if before else room), before


def _cut(text: str, limit: float) -> str:
    """A text in one line, cut between words to at most ``limit`` pixels."""
    words = text.split()
    if width(text, 11.5) <= limit:
        return text
    while len(words) > 1 and width(f"{' '.join(words)} …", 11.5) > limit:
        words.pop()
    return f"{' '.join(words)} …"


def _lanes(marks: tuple[Mark, ...], scale: _Scale | None) -> list[list[Mark]]:
    """Marks in as few lanes as keep their labels apart, the earliest first."""
    lanes: list[list[Mark]] = []
    free: list[float] = []
    if scale is None:
        return lanes
    for mark in sorted(marks, key=lambda mark: (PartialDate.parse(mark.on).first, mark.label)):
        x = scale.middle(mark.on)
        label, before = _beside(mark.label, x)
        wide = 20 + width(label, 11.5)
        left, reach = (x - wide, x + 14) if before else (x - 8, x + wide + 6)
        lane = next((number for number, edge in enumerate(free) if edge < left), len(lanes))
        if lane == len(lanes):
            lanes.append([])
            free.append(0.0)
        lanes[lane].append(mark)
        free[lane] = reach
    return lanes


def _legend(drawing: Drawing, y: float, lang: Language) -> None:
    x = LEFT
    drawing.add("rect", "g-person", x=x, y=y - 9, width=26, height=10, rx=3)
    drawing.text(x + 34, y, say("observed", lang), size=11, kind="muted")
    x += 54 + width(say("observed", lang), 11)
    drawing.add("rect", "s-person", x=x, y=y - 10, width=26, height=12, rx=4, stroke_width=1.5)
    drawing.text(x + 34, y, say("stated", lang), size=11, kind="muted")
    x += 54 + width(say("stated", lang), 11)
    drawing.add("path", "s-person", d=f"M{x:.1f} {y - 4:.1f}h26", **DOTS)
    drawing.text(x + 34, y, say("unknown", lang).capitalize(), size=11, kind="muted")
