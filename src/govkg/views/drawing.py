"""The network as a still picture: as many nodes as can be read, their labels apart, a legend."""

from __future__ import annotations

import math
from dataclasses import dataclass

from govkg.views.layout import Point, positions
from govkg.views.model import KnowledgeNetwork, Network, clean
from govkg.views.network import most_telling
from govkg.views.svg import Drawing, png, width, wrap
from govkg.views.words import Language, say, style

READABLE = 120
"""Nodes of a still picture, which nobody can zoom or ask."""
WIDTH, HEIGHT, MARGIN, HEAD = 1280, 860, 90, 64


def network_svg(
    graph: KnowledgeNetwork, *, title: str, focus: str | None = None, lang: Language = "vi", limit: int = READABLE
) -> str:
    """A graph as SVG; of more than ``limit`` nodes those around the focus, then those with the most relations.

    Raises:
        Violation: the graph is not as the contract says.

    """
    whole = Network.read(graph)
    network = whole if len(whole.nodes) <= limit else whole.among(most_telling(whole, limit, focus))
    drawing = Drawing(WIDTH, HEIGHT, clean(title))
    drawing.text(32, 42, clean(title), size=20, weight=600)
    if not network.nodes:
        drawing.text(WIDTH / 2, HEIGHT / 2, say("empty", lang), size=16, kind="muted", anchor="middle")
        return drawing.svg()
    shown = say("shown", lang, n=len(network.nodes), m=len(whole.nodes))
    drawing.text(WIDTH - 32, 42, shown, size=12, kind="muted", anchor="end")
    places = _fit(positions(network))
    degree = network.degrees()
    radius = [_radius(count, len(network.nodes)) for count in degree]
    _edges(drawing, network, places, radius)
    for node, (x, y), r in zip(network.nodes, places, radius, strict=True):
        drawing.shape(style().kind(node.kind).group.name, x, y, r)
    _labels(drawing, network, places, radius, degree)
    _legend(drawing, network, lang)
    return drawing.svg()


def network_png(
    graph: KnowledgeNetwork, *, title: str, focus: str | None = None, lang: Language = "vi", limit: int = READABLE
) -> bytes:
    """The same picture as PNG, two pixels for each of the SVG's.

    Raises:
        MissingExtra: this machine has no font with Vietnamese letters.

    """
    return png(network_svg(graph, title=title, focus=focus, lang=lang, limit=limit))


def _radius(degree: int, nodes: int) -> float:
    return (5 + 2.1 * math.log2(1 + degree)) * min(1.0, math.pow(40 / nodes, 0.3))


def _fit(places: list[Point]) -> list[Point]:
    xs, ys = [x for x, _ in places], [y for _, y in places]
    wide, tall = max(xs) - min(xs), max(ys) - min(ys)
    room = (WIDTH - 2 * MARGIN, HEIGHT - HEAD - 1.6 * MARGIN)
    scale = min(room[0] / wide if wide else math.inf, room[1] / tall if tall else math.inf, 150)
    left = (WIDTH - wide * scale) / 2
    top = HEAD + (HEIGHT - HEAD - 0.6 * MARGIN - tall * scale) / 2
    return [(left + (x - min(xs)) * scale, top + (y - min(ys)) * scale) for x, y in places]


def _edges(drawing: Drawing, network: Network, places: list[Point], radius: list[float]) -> None:
    for edge in network.edges:
        (ax, ay), (bx, by) = places[edge.source], places[edge.target]
        length = math.hypot(bx - ax, by - ay)
        gap = radius[edge.target] * 1.2 + 3
        if length <= gap:
            continue
        ux, uy = (bx - ax) / length, (by - ay) / length
        tx, ty = bx - ux * gap, by - uy * gap
        head = f"M{tx - ux * 7 - uy * 3.5:.1f} {ty - uy * 7 + ux * 3.5:.1f}L{tx:.1f} {ty:.1f}"
        tail = f"L{tx - ux * 7 + uy * 3.5:.1f} {ty - uy * 7 - ux * 3.5:.1f}"
        drawing.add("path", "line", d=f"M{ax:.1f} {ay:.1f}L{tx:.1f} {ty:.1f}{head}{tail}", stroke_width=1.2)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the picture."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box) -> bool:
        """Whether two rectangles share a point."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def _labels(drawing: Drawing, network: Network, places: list[Point], radius: list[float], degree: list[int]) -> None:
    """The labels of the most related nodes first, each where it touches nothing; what finds no room is left out."""
    taken = [Box(x - r, y - r, x + r, y + r) for (x, y), r in zip(places, radius, strict=True)]
    for node in sorted(range(len(degree)), key=lambda node: (-degree[node], node)):
        size = 12.5
        lines = wrap(network.nodes[node].label, size, 150)
        wide, tall = max(width(line, size) for line in lines), len(lines) * size * 1.28
        (x, y), r = places[node], radius[node]
        for top in (y + r * 1.2 + 3, y - r * 1.2 - 5 - tall):
            box = Box(x - wide / 2, top, x + wide / 2, top + tall)
            if not any(box.touches(other) for other in taken):
                taken.append(box)
                drawing.text(x, top + size, lines, size=size, kind="halo", anchor="middle")
                drawing.text(x, top + size, lines, size=size, anchor="middle")
                break


def _legend(drawing: Drawing, network: Network, lang: Language) -> None:
    x = 36.0
    for group in style().groups.values():
        if any(style().kind(node.kind).group == group for node in network.nodes):
            drawing.shape(group.name, x, HEIGHT - 26, 6)
            drawing.text(x + 13, HEIGHT - 22, group.words[lang], size=12, kind="muted")
            x += 40 + width(group.words[lang], 12)
