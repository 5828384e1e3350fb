"""The readable vocabulary: nothing left out, no link into nowhere, and the documentation current."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from govkg import ontology
from govkg.glossary import terms
from govkg.graph.inference import inferred
from govkg.views import vocabulary
from govkg.views.words import LANGUAGES, Language

DOCUMENT = Path(__file__).parents[2] / "docs" / "ontology.md"
VOID = {"meta", "link", "br", "img", "input", "hr"}


class Reader(HTMLParser):
    """Collects ids and links, and insists that every element is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.language = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "html":
            self.language = found["lang"] or ""
        if tag not in VOID:
            self.open.append(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name == "href" and value]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module", params=LANGUAGES)
def page(request: pytest.FixtureRequest) -> tuple[Language, str, Reader]:
    text = vocabulary.page(request.param, {"Turtle": "/ontology.ttl"})
    reader = Reader()
    reader.feed(text)
    assert reader.open == []
    return request.param, text, reader


def test_every_term_can_be_linked_to(page: tuple[Language, str, Reader]) -> None:
    language, text, reader = page
    assert reader.language == language
    assert len(reader.ids) == len(set(reader.ids))
    assert set(terms()) <= set(reader.ids)
    for term in terms().values():
        assert term.labels[language].replace("&", "&amp;") in text


def test_every_link_inside_the_page_leads_somewhere(page: tuple[Language, str, Reader]) -> None:
    _, _, reader = page
    inside = {link.removeprefix("#") for link in reader.links if link.startswith("#")}
    assert inside <= set(reader.ids)
    assert "/ontology.ttl" in reader.links
    assert {"?lang=vi", "?lang=en"} <= set(reader.links)


def test_the_page_asks_nobody_for_anything(page: tuple[Language, str, Reader]) -> None:
    assert not re.search(r"<script|src=|@import|url\(http", page[1])


def test_the_diagram_draws_every_stated_relation_between_its_classes() -> None:
    drawn = vocabulary.diagram()
    names = {name for line in drawn.lines for name in line.names} | {name for box in drawn.boxes for name in box.loops}
    shown = {f"gov:{box.term.name}" for box in drawn.boxes}
    made = {iri.rpartition("#")[2] for iri in inferred()} | {"relatesTo"}
    expected = {
        term.name
        for term in terms().values()
        if term.kind == "relation" and {term.domain, term.range} <= shown and term.name not in made
    }
    assert names == expected
    assert all(0 < box.x < drawn.width and 0 < box.y < drawn.height for box in drawn.boxes)


def test_no_line_of_the_diagram_crosses_a_box() -> None:
    drawn = vocabulary.diagram()
    wide, high = (side / 2 for side in vocabulary._BOX)
    for line in drawn.lines:
        for step in range(1, 100):
            x = line.x1 + (line.x2 - line.x1) * step / 100
            y = line.y1 + (line.y2 - line.y1) * step / 100
            assert not any(abs(x - box.x) < wide and abs(y - box.y) < high for box in drawn.boxes), line


def test_every_concept_rule_and_constraint_stands_on_the_page(page: tuple[Language, str, Reader]) -> None:
    _, text, _ = page
    for concepts in ontology.schemes().values():
        assert all(f"<code>{name}</code>" in text for name in concepts)
    for one in (*vocabulary.shapes(), *vocabulary.invariants()):
        assert f"<code>{one.name}</code>" in text


def test_the_documentation_is_current() -> None:
    assert DOCUMENT.read_text("utf-8") == vocabulary.markdown(), (
        "run: python -m govkg.views.vocabulary > docs/ontology.md"
    )


def test_the_documentation_has_a_row_for_every_term() -> None:
    rows = re.findall(r"^\| `gov:(\w+)` \|(.*)\|$", vocabulary.markdown(), re.MULTILINE)
    assert [name for name, _ in rows if terms()[name].kind == "class"] == [
        term.name for term in terms().values() if term.kind == "class"
    ]
    assert {name for name, _ in rows} == set(terms())
    assert all(len(re.split(r"(?<!\\)\|", row)) == 5 and row.split("|")[-1].strip() for _, row in rows)
