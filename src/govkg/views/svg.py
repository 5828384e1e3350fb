"""Drawing in SVG: elements that escape what they hold, text that is measured and broken, PNG of the result.

Colours are classes, so that a page can recolour a drawing for the dark; a drawing by itself is light, unless it is made
to follow what its reader likes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final
from xml.etree import ElementTree as ET

import resvg_py

from govkg.errors import MissingExtra
from govkg.views.words import style

NAMESPACE: Final = "http://www.w3.org/2000/svg"
FAMILIES: Final = (
    "Noto Sans", "Inter", "Segoe UI", "Helvetica Neue", "Arial", "Roboto", "DejaVu Sans", "Liberation Sans", "Verdana",
)  # fmt: skip
"""Sans-serif faces with all Vietnamese letters, the best first."""
COLOURS: Final = {
    "paper": "#fbfaf8", "box": "#ffffff", "ink": "#1d2026", "muted": "#5b616b", "line": "#b9bdc4", "accent": "#b3261e",
}  # fmt: skip
DARK: Final = {
    "paper": "#14161a", "box": "#1c1f25", "ink": "#eceef1", "muted": "#a3a9b3", "line": "#5a606b", "accent": "#ff8a7e",
}  # fmt: skip
"""The same as in assets/static.css."""
_WIDE, _NARROW = frozenset("mwMWÔƠỘỢĐ@%—…"), frozenset("iljtfrI.,:;|!'() /-")


def width(text: str, size: float) -> float:
    """About how wide a text is in a sans-serif face of a size, in pixels; rather too much than too little."""
    ems = 0.0
    for letter in unicodedata.normalize("NFC", text):
        base = unicodedata.normalize("NFD", letter)[0]
        if base in _WIDE:
            ems += 0.9
        elif base in _NARROW:
            ems += 0.33
        elif unicodedata.east_asian_width(letter) in "WF":
            ems += 1.05
        else:
            ems += 0.7 if base.isupper() else 0.58
    return ems * size


def wrap(text: str, size: float, limit: float, lines: int = 4) -> list[str]:
    """A text as lines of at most ``limit`` pixels, broken between words; what goes beyond ``lines`` ends in "…"."""
    broken: list[str] = []
    for word in text.split():
        longer = f"{broken[-1]} {word}" if broken else word
        if broken and width(longer, size) <= limit:
            broken[-1] = longer
        else:
            broken.append(word)
    if len(broken) > lines:
        broken = [*broken[: lines - 1], f"{broken[lines - 1]} …"]
    return broken or [""]


@dataclass(slots=True)
class Drawing:
    """A picture of a size in pixels that grows by elements."""

    width: float
    height: float
    title: str
    adaptive: bool = False
    root: ET.Element = field(init=False)

    def __post_init__(self) -> None:
        size = {"width": f"{self.width:.0f}", "height": f"{self.height:.0f}"}
        view = {"viewBox": f"0 0 {self.width:.0f} {self.height:.0f}", "role": "img", "font-family": _families()}
        self.root = ET.Element("svg", {"xmlns": NAMESPACE, **size, **view})
        ET.SubElement(self.root, "title").text = self.title
        ET.SubElement(self.root, "style").text = _sheet(self.adaptive)
        self.add("rect", "paper", width=self.width, height=self.height)

    def add(self, name: str, kind: str, **attributes: float | str) -> ET.Element:
        """An element of a class; underscores of attribute names become hyphens."""
        plain = {key.rstrip("_").replace("_", "-"): _number(value) for key, value in attributes.items()}
        return ET.SubElement(self.root, name, {"class": kind, **plain})

    def text(
        self, x: float, y: float, lines: Sequence[str] | str, *, size: float = 12, kind: str = "ink",
        anchor: str = "start", weight: int = 400, step: float = 1.28,
    ) -> None:  # fmt: skip
        """Lines of text, the first upon the base line ``y``."""
        for row, line in enumerate([lines] if isinstance(lines, str) else lines):
            made = self.add(
                "text",
                kind,
                x=x,
                y=y + row * size * step,
                font_size=size,
                text_anchor=anchor,
                font_weight=weight,
            )
            made.text = line

    def shape(self, group: str, x: float, y: float, radius: float) -> None:
        """The mark of a group of classes around a point."""
        corners = _CORNERS.get(style().groups[group].shape)
        if corners is None:
            self.add("circle", f"g-{group}", cx=x, cy=y, r=radius)
        else:
            points = " ".join(f"{x + cx * radius:.1f},{y + cy * radius:.1f}" for cx, cy in corners)
            self.add("polygon", f"g-{group}", points=points)

    def svg(self) -> str:
        """The file's text."""
        return ET.tostring(self.root, encoding="unicode")


def png(svg: str, *, scale: float = 2.0) -> bytes:
    """A drawing as PNG, ``scale`` pixels for each of its own.

    Raises:
        MissingExtra: this machine has no font with Vietnamese letters.

    """
    if not draws_letters():
        raise MissingExtra("PNG with text", "install a font with Vietnamese letters, such as Noto Sans or DejaVu Sans")
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=scale))


_CORNERS: Final = {
    "square": ((-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)),
    "diamond": ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
    "page": ((-0.78, -1.08), (0.35, -1.08), (0.78, -0.62), (0.78, 1.08), (-0.78, 1.08)),
    "hexagon": ((-1.08, 0), (-0.54, -0.94), (0.54, -0.94), (1.08, 0), (0.54, 0.94), (-0.54, 0.94)),
    "triangle": ((0, -1.25), (1.16, 0.85), (-1.16, 0.85)),
    "pentagon": ((0, -1.12), (1.07, -0.35), (0.66, 0.91), (-0.66, 0.91), (-1.07, -0.35)),
}  # the same as in assets/shapes.js, which a test holds together


def _families() -> str:
    return ", ".join((*FAMILIES, "sans-serif"))


@cache
def draws_letters(*, with_fonts: bool = True) -> bool:
    """Whether this machine's fonts, if any, draw a Vietnamese letter: resvg leaves out text that it has no font for."""
    picture = f'<svg xmlns="{NAMESPACE}" width="40" height="40" font-family="{_families()}">%s</svg>'
    letter, nothing = (
        resvg_py.svg_to_bytes(svg_string=picture % text, skip_system_fonts=not with_fonts)
        for text in ('<text x="2" y="30" font-size="30">Ậ</text>', "")
    )
    return bytes(letter) != bytes(nothing)


@cache
def _sheet(adaptive: bool) -> str:
    light = _rules(COLOURS, {group.name: group.light for group in style().groups.values()})
    if not adaptive:
        return light
    dark = _rules(DARK, {group.name: group.dark for group in style().groups.values()})
    return f"{light}@media(prefers-color-scheme:dark){{{dark}}}"


def _rules(colours: Mapping[str, str], groups: Mapping[str, str]) -> str:
    rules = [f".{name}{{fill:{colour}}}" for name, colour in colours.items() if name != "line"]
    rules.append(f".line{{stroke:{colours['line']};fill:none}}.halo{{stroke:{colours['paper']};stroke-width:3}}")
    rules.append(f".box{{stroke:{colours['line']}}}.halo{{stroke-linejoin:round}}")
    rules += [f".g-{name}{{fill:{colour}}}.s-{name}{{stroke:{colour};fill:none}}" for name, colour in groups.items()]
    return "".join(rules)


def _number(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
