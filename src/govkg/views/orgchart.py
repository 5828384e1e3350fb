"""The organisation chart of a body on a day: what it stands under, what stands under it, who headed each.

The caller looks up what is known and fills ``OrgChart``; here it is only drawn, as a page whose branches fold
(``<details>``, no script) and as a picture for paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from govkg.views.model import Quote, clean
from govkg.views.page import static_page
from govkg.views.svg import Drawing, png, wrap
from govkg.views.words import Language, say
from govkg.wording import day

Certainty = Literal["certain", "likely", "last_known", "not_yet_known"]
BOX, GAP, COLUMNS, MARGIN = 250.0, 26.0, 4, 40.0
ARROW = 190.0
"""Pixels between what was and what became of it."""
BOLD = 1.07
"""How much wider bold letters are than plain ones."""
HEADS = 3
"""Heads of a body that are told at once; the others are counted, and fold open on a page."""
_SURE: Final[dict[Certainty, int]] = {"certain": 0, "likely": 0, "last_known": 1, "not_yet_known": 2}
"""Those as sure as the surest are told; who may have been likely to hold it is told beside who did."""


@dataclass(frozen=True, slots=True)
class Head:
    """Who leads a body, by which title, and how sure that is on the day."""

    name: str
    title: str
    certainty: Certainty = "certain"
    evidence: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class OrgNode:
    """A body with its heads and the units below it, in the order to draw them."""

    name: str
    iri: str = ""
    heads: tuple[Head, ...] = ()
    units: tuple[OrgNode, ...] = ()

    @property
    def told(self) -> tuple[Head, ...]:
        """The heads of which it is surest that they led it on the day, at most ``HEADS``."""
        surest = min((_SURE[head.certainty] for head in self.heads), default=0)
        return tuple(head for head in self.heads if _SURE[head.certainty] == surest)[:HEADS]

    @property
    def others(self) -> tuple[Head, ...]:
        """The rest: they led it at some other time, or nobody says when."""
        return tuple(head for head in self.heads if head not in self.told)


@dataclass(frozen=True, slots=True)
class Change:
    """A reorganisation: ``before`` became ``after`` on a partial ISO date, "" where unknown."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    on: str = ""
    kind: str = ""
    evidence: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class OrgChart:
    """A body with all below it; ``parents`` from the highest down; ``at`` is the day as ISO, "" for no one day."""

    body: OrgNode
    parents: tuple[OrgNode, ...] = ()
    changes: tuple[Change, ...] = ()
    at: str = ""


def orgchart_html(chart: OrgChart, *, title: str, lang: Language = "vi") -> str:
    """The chart as one offline page without scripts; it prints on A4."""
    return static_page("orgchart.html", title=clean(title), lang=lang, chart=chart)


def orgchart_png(chart: OrgChart, *, title: str, lang: Language = "vi") -> bytes:
    """The picture as PNG, two pixels for each of the SVG's.

    Raises:
        MissingExtra: this machine has no font with Vietnamese letters.

    """
    return png(orgchart_svg(chart, title=title, lang=lang))


def orgchart_svg(chart: OrgChart, *, title: str, lang: Language = "vi") -> str:
    """The chart as a picture: parents in a column, the body, its units in rows, their units listed within."""
    columns = max(1, min(COLUMNS, len(chart.body.units)))
    wide = max(2 * MARGIN + columns * BOX + (columns - 1) * GAP, 3 * BOX)
    rows = [chart.body.units[at : at + columns] for at in range(0, len(chart.body.units), columns)]
    chain = [_Card.of(node, lang, listed=False) for node in (*chart.parents, chart.body)]
    cards = [[_Card.of(unit, lang) for unit in row] for row in rows]
    changes = [_Turn.of(change, wide, lang) for change in chart.changes]
    tall = 70 + sum(card.height + GAP for card in chain) + sum(max(c.height for c in row) + 2 * GAP for row in cards)
    tall += (60 + sum(turn.height + GAP for turn in changes) if changes else 0) + MARGIN
    drawing = Drawing(wide, tall, clean(title))
    drawing.text(MARGIN, 40, clean(title), size=18, weight=600)
    if chart.at:
        drawing.text(
            wide - MARGIN, 40, say("on_day", lang, name=day(chart.at, lang)), size=12, kind="muted", anchor="end"
        )
    y, middle = 70.0, wide / 2
    for number, card in enumerate(chain):
        card.draw(drawing, middle - BOX / 2, y, strong=number == len(chain) - 1)
        if number < len(chain) - 1:
            drawing.add("path", "line", d=f"M{middle:.1f} {y + card.height:.1f}v{GAP:.1f}", stroke_width=1.4)
        y += card.height + GAP
    _rows(drawing, cards, middle, y - GAP)
    _changes(drawing, changes, tall, lang)
    return drawing.svg()


@dataclass(frozen=True, slots=True)
class _Card:
    """A body's box, its lines broken to the box."""

    name: list[str]
    heads: list[tuple[list[str], str]]
    vacant: str
    units: list[str]
    height: float

    @classmethod
    def of(cls, node: OrgNode, lang: Language, *, listed: bool = True) -> _Card:
        """``listed``: with the units below it, which nothing else draws."""
        room = BOX - 24
        name = wrap(clean(node.name), 13.5 * BOLD, room)
        heads = [(wrap(clean(f"{h.title}: {h.name}"), 12, room, 3), _sure(h, lang)) for h in node.told]
        if node.others:
            heads.append(([], say("heads_more", lang, n=len(node.others))))
        below = node.units if listed else ()
        units = [line for unit in below[:12] for line in wrap(f"– {clean(unit.name)}", 11.5, room - 8, 2)]
        if len(below) > 12:
            units.append(say("units_more", lang, n=len(below) - 12))
        vacant = "" if heads else say("vacant", lang)
        lines = (
            len(name) * 17.5
            + (15.5 if vacant else 0)
            + sum(len(lines) * 15.5 + (14 if sure else 0) for lines, sure in heads)
        )
        return cls(name, heads, vacant, units, 24 + lines + (8 + len(units) * 15 if units else 0))

    def draw(self, drawing: Drawing, x: float, y: float, *, strong: bool = False) -> None:
        drawing.add("rect", "box", x=x, y=y, width=BOX, height=self.height, rx=8, stroke_width=1.2)
        if strong:
            drawing.add("rect", "g-body", x=x, y=y, width=5, height=self.height, rx=2)
        at = y + 24
        drawing.text(x + 14, at, self.name, size=13.5, weight=600)
        at += len(self.name) * 17.5
        for lines, sure in self.heads:
            drawing.text(x + 14, at, lines, size=12)
            at += len(lines) * 15.5
            if sure:
                drawing.text(x + 14, at - 1, sure, size=11, kind="muted")
                at += 14
        if self.vacant:
            drawing.text(x + 14, at, self.vacant, size=12, kind="muted")
            at += 15.5
        drawing.text(x + 22, at + 6, self.units, size=11.5, kind="muted", step=1.3)


def _sure(head: Head, lang: Language) -> str:
    return "" if head.certainty == "certain" else f"({say(head.certainty, lang)})"


def _rows(drawing: Drawing, cards: list[list[_Card]], middle: float, y: float) -> None:
    """Units in rows, hung on a line across each row; a trunk beside the boxes leads to the next row."""
    for number, row in enumerate(cards):
        wide = len(row) * BOX + (len(row) - 1) * GAP
        left = middle - wide / 2
        centres = [left + BOX / 2 + column * (BOX + GAP) for column in range(len(row))]
        bus = y + GAP
        trunk = middle if number == 0 else drawing.width - MARGIN / 2
        if number == 0:
            drawing.add("path", "line", d=f"M{middle:.1f} {y:.1f}V{bus:.1f}", stroke_width=1.4)
        ends = (min(*centres, trunk), max(*centres, trunk))
        drawing.add("path", "line", d=f"M{ends[0]:.1f} {bus:.1f}H{ends[1]:.1f}", stroke_width=1.4)
        if number < len(cards) - 1:
            edge, below = drawing.width - MARGIN / 2, bus + max(card.height for card in row) + 2 * GAP
            drawing.add("path", "line", d=f"M{ends[1]:.1f} {bus:.1f}H{edge:.1f}V{below:.1f}", stroke_width=1.4)
        for card, centre in zip(row, centres, strict=True):
            drawing.add("path", "line", d=f"M{centre:.1f} {bus:.1f}v{GAP:.1f}", stroke_width=1.4)
            card.draw(drawing, centre - BOX / 2, bus + GAP)
        y = bus + max(card.height for card in row) + GAP


@dataclass(frozen=True, slots=True)
class _Turn:
    """A reorganisation: the boxes of what was, an arrow that says how and when, the boxes of what became of it."""

    before: list[list[str]]
    after: list[list[str]]
    told: list[str]
    box: float
    height: float

    @classmethod
    def of(cls, change: Change, wide: float, lang: Language) -> _Turn:
        box = (wide - 2 * MARGIN - ARROW) / 2
        before, after = (
            [wrap(clean(name), 12.5, box - 24) for name in names or ("…",)] for names in (change.before, change.after)
        )
        said = day(change.on, lang) if change.on else "", clean(change.kind)
        told = [line for part in said if part for line in wrap(part, 11.5, ARROW - 30, 2)]
        return cls(before, after, told, box, max(_stack(before), _stack(after), 40.0))

    def draw(self, drawing: Drawing, y: float) -> None:
        middle = y + self.height / 2
        left, right = MARGIN + self.box, MARGIN + self.box + ARROW
        for names, x in ((self.before, MARGIN), (self.after, right)):
            at = middle - _stack(names) / 2
            for lines in names:
                tall = 14 + 17 * len(lines)
                drawing.add("rect", "box", x=x, y=at, width=self.box, height=tall, rx=6, stroke_width=1.2)
                drawing.text(x + 12, at + 20, lines, size=12.5, step=1.36)
                at += tall + 8
        head = f"M{right - 16:.1f} {middle - 5:.1f}L{right - 8:.1f} {middle:.1f}L{right - 16:.1f} {middle + 5:.1f}"
        drawing.add("path", "line", d=f"M{left + 8:.1f} {middle:.1f}H{right - 8:.1f}{head}", stroke_width=1.6)
        above = middle - 8 - (len(self.told) - 1) * 15
        drawing.text((left + right) / 2, above, self.told, size=11.5, kind="muted", anchor="middle")


def _stack(names: list[list[str]]) -> float:
    return sum(14 + 17 * len(lines) + 8 for lines in names) - 8


def _changes(drawing: Drawing, changes: list[_Turn], tall: float, lang: Language) -> None:
    if not changes:
        return
    y = tall - MARGIN - sum(turn.height + GAP for turn in changes)
    drawing.text(MARGIN, y, say("reorganizations", lang), size=14, weight=600)
    y += GAP
    for turn in changes:
        turn.draw(drawing, y)
        y += turn.height + GAP
