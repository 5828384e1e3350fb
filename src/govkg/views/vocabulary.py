"""The vocabulary to read: a page in each language with a class diagram, and the tables of docs/ontology.md.

``python -m govkg.views.vocabulary`` prints those tables.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from govkg import ontology
from govkg.glossary import Term, terms
from govkg.graph.inference import inferred, rules
from govkg.graph.invariants import invariants
from govkg.graph.shapes import shapes
from govkg.views.page import template
from govkg.views.words import LANGUAGES, Language

_PLACES: Final[Mapping[str, tuple[int, int]]] = {
    "Post": (1, 0), "Reorganization": (2, 0), "StandardAdoption": (3, 0), "Standard": (4, 1),
    "Tenure": (0, 1), "PersonnelDecision": (1, 1), "Organization": (2, 1), "LegalDocument": (3, 1),
    "Official": (0, 2), "Agent": (2, 2), "Topic": (3, 2), "Statement": (4, 3),
    "Meeting": (0, 3), "Participation": (1, 3), "SpeechAct": (2, 3), "Evidence": (3, 3),
}  # fmt: skip
"""Column and row of each class in the diagram, placed by hand so that no line crosses a box."""
_STEP: Final = (252, 134)
_BOX: Final = (168, 50)
_MARGIN: Final = 100


@dataclass(frozen=True, slots=True)
class Box:
    """A class in the diagram: the centre of its box, and the relations that it has to itself."""

    term: Term
    x: int
    y: int
    loops: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Relations from one box to another, or (with none) that a class is a subclass; from border to border."""

    names: tuple[str, ...]
    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def label(self) -> tuple[float, float]:
        """Where its names stand: near the middle, on a long line nearer to its end, where fewer others pass."""
        share = 0.8 if abs(self.x2 - self.x1) > 1.5 * _STEP[0] else 0.45
        return self.x1 + share * (self.x2 - self.x1), self.y1 + share * (self.y2 - self.y1)


@dataclass(frozen=True, slots=True)
class Diagram:
    """Boxes and lines, in a drawing so wide and high."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    width: int
    height: int


def diagram() -> Diagram:
    """The main classes and the relations that are stated between them; short cuts made by rules are left out."""
    known = terms()
    made = {iri.rpartition("#")[2] for iri in inferred()} | {"relatesTo"}
    between: dict[tuple[str, str], list[str]] = {}
    for term in known.values():
        ends = (_local(term.domain), _local(term.range))
        if term.kind == "relation" and term.name not in made and set(ends) <= set(_PLACES):
            between.setdefault(ends, []).append(term.name)
    for name in _PLACES:
        for parent in known[name].parents:
            if _local(parent.curie) in _PLACES:
                between.setdefault((name, _local(parent.curie)), [])
    return Diagram(
        boxes=tuple(Box(known[name], *_centre(name), tuple(between.get((name, name), ()))) for name in _PLACES),
        lines=tuple(_line(start, end, names) for (start, end), names in between.items() if start != end),
        width=2 * _MARGIN + _STEP[0] * max(column for column, _ in _PLACES.values()),
        height=_MARGIN + _STEP[1] * max(row for _, row in _PLACES.values()),
    )


def _local(curie: str | None) -> str:
    return (curie or "").removeprefix("gov:")


def _centre(name: str) -> tuple[int, int]:
    column, row = _PLACES[name]
    return _MARGIN + column * _STEP[0], _MARGIN // 2 + row * _STEP[1]


def _line(start: str, end: str, names: Sequence[str]) -> Line:
    (x1, y1), (x2, y2) = _centre(start), _centre(end)
    out_x, out_y = _border(x2 - x1, y2 - y1)
    return Line(tuple(names), x1 + out_x, y1 + out_y, x2 - out_x, y2 - out_y)


def _border(across: float, down: float) -> tuple[float, float]:
    """From the centre of a box to its border in a direction."""
    width, height = _BOX[0] / 2 + 3, _BOX[1] / 2 + 3
    share = min(width / abs(across) if across else float("inf"), height / abs(down) if down else float("inf"))
    return across * share, down * share


def page(language: Language, links: Mapping[str, str] | None = None) -> str:
    """The vocabulary as one HTML page. ``links`` are further addresses to offer, by what they are called."""
    known = terms()
    html: str = template("vocabulary.html").render(
        language=language,
        languages=LANGUAGES,
        links=dict(links or {}),
        diagram=diagram(),
        box=_BOX,
        classes=[term for term in known.values() if term.kind == "class"],
        properties=_by_class(),
        schemes=ontology.schemes(),
        rules=rules(),
        shapes=shapes(),
        invariants=invariants(),
    )
    return html


def _by_class() -> dict[str, list[Term]]:
    """Properties under the class that they describe; under "" those of any node."""
    found: dict[str, list[Term]] = {}
    for term in terms().values():
        if term.kind != "class":
            found.setdefault(_local(term.domain), []).append(term)
    return found


def markdown() -> str:
    """The tables of docs/ontology.md: every term with its reading in other vocabularies and its source."""
    lines = [*_heading(), *_term_tables(), *_scheme_tables(), *_constraint_tables()]
    return "\n".join(lines).rstrip("\n") + "\n"


def _heading() -> Iterator[str]:
    yield "# The ontology"
    yield ""
    yield "Made from `ontology/` by `python -m govkg.views.vocabulary > docs/ontology.md`; a test keeps it current."
    yield ""
    yield "⊑ reads “is narrower than” (subclass or subproperty), ≈ “comes near”. Terms of others are readings, never"
    yield "equivalences; `ontology/foreign.yaml` says where each was found. Dates are as partial as the text gave them"
    yield "(`xsd:date`, `xsd:gYearMonth`, `xsd:gYear`), which the OWL 2 datatype map lacks: shapes hold them."
    yield ""


def _term_tables() -> Iterator[str]:
    for heading, kinds in (("Classes", ("class",)), ("Properties", ("relation", "attribute", "annotation"))):
        yield f"## {heading}"
        yield ""
        if heading == "Classes":
            yield "| class | tiếng Việt | is | above | alignment | source |"
            yield "| --- | --- | --- | --- | --- | --- |"
        else:
            yield "| property | tiếng Việt | says | from → to | alignment | source |"
            yield "| --- | --- | --- | --- | --- | --- |"
        for term in terms().values():
            if term.kind in kinds:
                yield _row(term)
        yield ""


def _row(term: Term) -> str:
    above = ", ".join(f"`{link.curie}`" for link in term.parents)
    ends = f"{_code(term.domain, 'any')} → {_code(term.range, 'any')}" + (
        f" ({', '.join(term.traits)})" if term.traits else ""
    )
    aligned = "<br>".join(f"{link.relation} `{link.curie}`" for link in term.alignments)
    middle = above if term.kind == "class" else ends + (f"; ⊑ {above}" if above else "")
    cells = (f"`gov:{term.name}`", term.labels["vi"], term.definitions["en"], middle, aligned or "own", _sources(term))
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _code(text: str | None, missing: str) -> str:
    return f"`{text}`" if text else missing


def _sources(term: Term) -> str:
    return "; ".join(f"<{source}>" if source.startswith("http") else source for source in term.sources)


def _scheme_tables() -> Iterator[str]:
    yield "## Closed lists"
    yield ""
    for name, concepts in ontology.schemes().items():
        yield f"### {name}"
        yield ""
        yield "| concept | tiếng Việt | English | |"
        yield "| --- | --- | --- | --- |"
        for one in concepts.values():
            notes = [
                f"rank {one.rank}" if one.rank else "",
                "one seat" if one.one_seat else "",
                "head" if one.head else "",
            ]
            notes += [f"`{mark}`" for mark in (*one.notations, *one.suffixes)]
            yield f"| `{one.name}` | {one.labels['vi']} | {one.labels['en']} | {', '.join(filter(None, notes))} |"
        yield ""


def _constraint_tables() -> Iterator[str]:
    yield "## Rules"
    yield ""
    yield "| rule | says | luật |"
    yield "| --- | --- | --- |"
    yield from (f"| `{rule.name}` | {rule.titles['en']} | {rule.titles['vi']} |" for rule in rules())
    yield ""
    for heading, constraints in (("Shapes", shapes()), ("Invariants across graphs", invariants())):
        yield f"## {heading}"
        yield ""
        yield "| name | rejects, saying | báo lỗi |"
        yield "| --- | --- | --- |"
        yield from (f"| `{one.name}` | {one.messages['en']} | {one.messages['vi']} |" for one in constraints)
        yield ""


if __name__ == "__main__":
    sys.stdout.write(markdown())
