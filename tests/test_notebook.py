"""What notebooks show: escaped, compact, without colours of its own."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest

from govkg import notebook
from govkg.lookup import KnowledgeGraph
from govkg.results import rows
from hostile import CORPUS


class Page(HTMLParser):
    """The tags, the attributes and the text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


SHOWN: dict[str, Callable[[KnowledgeGraph], Any]] = {
    "person": lambda kg: kg.person("Trần Minh Đức"),
    "body": lambda kg: kg.organization("Bộ Y tế"),
    "tenure": lambda kg: kg.person("Trần Minh Đức").tenures[0],
    "record": lambda kg: kg.show("Bộ Y tế"),
    "line": lambda kg: kg.show("Bộ Y tế")[0],
    "evidence": lambda kg: kg.person("Trần Minh Đức").evidence[0],
    "holding": lambda kg: kg.who_held("Bộ trưởng", "Bộ Y tế", on="2014-02-14"),
    "rows": lambda kg: kg.sparql("SELECT * { ?s ?p ?o } LIMIT 500"),
    "graph": lambda kg: kg.sparql("CONSTRUCT WHERE { ?s ?p ?o }"),
}
ALLOWED = {
    "a", "b", "blockquote", "br", "details", "div", "p", "small", "span", "summary", "table", "tbody", "td", "th",
    "thead", "tr",
}  # fmt: skip


@pytest.mark.parametrize("name", SHOWN)
def test_everything_has_a_form_for_notebooks(example: KnowledgeGraph, name: str) -> None:
    html = SHOWN[name](example)._repr_html_()
    page = Page(html)
    assert set(page.tags) <= ALLOWED
    assert page.text.strip()
    assert page.tags.count("tr") <= notebook.ROWS + 1
    styles = " ".join(value or "" for key, value in page.attributes if key == "style")
    assert not any(word in styles for word in ("color", "background", "font", "rgb", "#"))  # those are the page's


@pytest.mark.parametrize("text", CORPUS)
def test_names_that_try_to_be_more_stay_text(text: str) -> None:
    pages = (
        notebook.table((text,), [[text]]),
        notebook.card(text, text, text, [(text, text)], [notebook.quote(text, text, text, text)]),
        notebook.card(text, text, f"https://example.org/{text}", [], [notebook.quote(text, text, f"https://{text}")]),
    )
    for html in pages:
        page = Page(html)
        assert set(page.tags) <= ALLOWED
        assert {key for key, _ in page.attributes} <= {"style", "href", "target", "rel"}
        assert all((value or "").startswith("https://") for key, value in page.attributes if key == "href")


def test_long_answers_are_counted(example: KnowledgeGraph) -> None:
    answer = rows(example.store.query("SELECT ?n { VALUES ?n { " + "1 " * 1500 + "} }"))
    assert "1,440 more rows" in answer._repr_html_()
    assert notebook.several(range(8)) == "0; 1; 2; 3; 4 … and 3 more"
    assert "more rows follow" in notebook.table("a", ([n] for n in range(61)))
    assert "more" not in notebook.table("a", ([n] for n in range(60)))
    assert "… and 2 more" in notebook.sentences(["<p>a</p>"] * 7)
    assert notebook.sentences([]) == ""
