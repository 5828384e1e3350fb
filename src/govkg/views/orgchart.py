"""The organisation chart of a body on a day: what it stands under, what stands under it, who headed each.

The caller looks up what is known and fills ``OrgChart``; here it is only drawn, as a page whose branches fold
(``<details>``, no script) and as a picture for paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from govkg.views.model import Quote, clean
from govkg.views.page import static_page
from govkg.views.svg import Drawing, png, wrap
from govkg.views.words import Language, say

Certainty = Literal["certain", "likely", "last_known", "not_yet_known"]
BOX, GAP, COLUMNS, MARGIN = 250.0, 26.0, 4, 40.0


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
    changes = [_change(change, wide) for change in chart.changes]
    tall = 70 + sum(card.height + GAP for card in chain) + sum(max(c.height for c in row) + 2 * GAP for row in cards)
    tall += (60 + sum(24 + 17 * len(lines) for lines in changes) if changes else 0) + MARGIN
    drawing = Drawing(wide, tall, clean(title))
    drawing.text(MARGIN, 40, clean(title), size=18, weight=600)
    if chart.at:
        drawing.text(wide - MARGIN, 40, say("on_day", lang, name=chart.at), size=12, kind="muted", anchor="end")
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
        name = wrap(clean(node.name), 13.5, room)
        heads = [(wrap(clean(f"{h.title}: {h.name}"), 12, room, 3), _sure(h, lang)) for h in node.heads]
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


def _change(change: Change, wide: float) -> list[str]:
    before, after = (" + ".join(map(clean, names)) or "…" for names in (change.before, change.after))
    told = ", ".join(filter(None, (change.on, clean(change.kind))))
    return wrap(f"{before} → {after}{f' ({told})' if told else ''}", 12.5, wide - 2 * MARGIN - 130, 5)


def _changes(drawing: Drawing, changes: list[list[str]], tall: float, lang: Language) -> None:
    if not changes:
        return
    y = tall - MARGIN - sum(24 + 17 * len(lines) for lines in changes)
    drawing.text(MARGIN, y, say("reorganizations", lang), size=14, weight=600)
    for lines in changes:
        y += 24
        drawing.text(MARGIN, y, lines, size=12.5, step=1.36)
        y += 17 * (len(lines) - 1)
