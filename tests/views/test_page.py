"""The file around the data: whole, the same each time, and closed to whatever is not its own."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import networkx as nx
import pytest
from selenium import webdriver

from govkg.views.model import Network, Times
from govkg.views.network import most_telling, network_html
from govkg.views.orgchart import Head, OrgChart, OrgNode, orgchart_html
from govkg.views.page import MODULES, asset, script_code, script_json, web_address
from govkg.views.pyvis_page import TooMany
from govkg.views.timeline import Bar, Timeline, timeline_html

ASSETS = sorted(entry.name for entry in (files("govkg.views") / "assets").iterdir())


def test_the_page_brings_every_module_and_no_other() -> None:
    scripts = {name.removesuffix(".js") for name in ASSETS if name.endswith(".js")}
    assert scripts == {*MODULES, "begin"}, "begin.js is what unpacks them"


def test_modules_import_only_what_the_page_brings() -> None:
    for module in MODULES:
        for name in re.findall(r'^(?:import|export).*from "(.+?)"', asset(f"{module}.js"), flags=re.MULTILINE):
            assert name.removeprefix("govkg/").removesuffix(".js") in MODULES


def test_no_module_makes_markup_or_code_of_text() -> None:
    for module in MODULES:
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", asset(f"{module}.js")
        )


def test_nothing_in_a_page_points_elsewhere(small: nx.MultiDiGraph[str]) -> None:
    page = network_html(small, title="Đèn biển")
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?:https?:)?//""", page)
    assert "default-src 'none'" in page


def test_the_same_graph_gives_the_same_page(small: nx.MultiDiGraph[str]) -> None:
    assert network_html(small, title="x") == network_html(small.copy(), title="x")


def test_json_in_a_script_cannot_end_it() -> None:
    value = {"a": "</script><!--", "b": "\u2028 & đ"}
    text = script_json(value)
    assert "<" not in text
    assert "&" not in text
    assert json.loads(text) == value


def test_a_library_in_a_script_cannot_end_it() -> None:
    assert "</script" not in script_code('var a = "</script>" + "</SCRIPT>"').lower()


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", " https://example.org", "", "file:///x"]
)
def test_only_the_web_is_linked(address: str) -> None:
    assert web_address(address) is None
    assert web_address("https://example.org/7") == "https://example.org/7"


def test_pyvis_names_the_other_renderer_when_asked_for_too_much(small: nx.MultiDiGraph[str]) -> None:
    with pytest.raises(TooMany, match="canvas draws any number") as error:
        network_html(small, title="x", renderer="pyvis", limit=2001)
    assert (error.value.asked, error.value.most) == (2001, 2000)


def test_the_most_telling_are_those_around_the_focus_then_those_with_most_relations(
    small: nx.MultiDiGraph[str],
) -> None:
    network = Network.read(small)

    def names(focus: str | None, limit: int) -> set[str]:
        return {network.nodes[node].label for node in most_telling(network, limit, focus)}

    law = "https://w3id.org/govkg/id/document/luat-den-bien"
    assert names(law, 3) == {"Luật Đèn biển", "Bộ Sông nước", "Nghị định số 01/2031/NĐ-CP"}
    assert "Cục Bến cảng" in names(None, 2)
    assert len(names(law, 11)) == 11


def printed(chromium: webdriver.Chrome, page: Path, html: str) -> tuple[int, tuple[int, int]]:
    """How many sheets a page prints on, and their width and height in points."""
    page.write_text(html, "utf-8")
    chromium.get(page.as_uri())
    pdf = base64.b64decode(chromium.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"])
    box = re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert box is not None
    return len(re.findall(rb"/Type\s*/Page\b", pdf)), (round(float(box[1])), round(float(box[2])))


A4 = (842, 595)
"""A4 across, in points."""


@pytest.mark.browser
def test_an_organisation_chart_prints_on_one_sheet(chromium: webdriver.Chrome, tmp_path: Path) -> None:
    units = tuple(OrgNode(f"Vụ số {number}", heads=(Head("Lý Thị Ánh", "Vụ trưởng"),)) for number in range(8))
    html = orgchart_html(OrgChart(OrgNode("Bộ Sông nước", units=units)), title="Bộ Sông nước")
    assert printed(chromium, tmp_path / "chart.html", html) == (1, A4)


@pytest.fixture
def on_paper(chromium: webdriver.Chrome) -> Iterator[webdriver.Chrome]:
    """A window as wide as A4 across without its margins, that shows what would be printed."""
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    chromium.set_window_size(1032, 860)
    yield chromium
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    chromium.set_window_size(1360, 860)


OUTSIDE = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
CROSSED = """const cards = [...document.querySelectorAll(".card")].map((card) => card.getBoundingClientRect());
    return [...document.querySelectorAll(".tree > li")].filter((item) => {
      const y = item.getBoundingClientRect().top + parseFloat(getComputedStyle(item, "::after").top);
      return cards.some(({ top, bottom }) => top < y && y < bottom);
    }).length"""


@pytest.mark.browser
def test_a_timeline_prints_on_one_sheet_and_nothing_is_cut_off(on_paper: webdriver.Chrome, tmp_path: Path) -> None:
    bars = tuple(Bar(f"Người thứ {n}", Times("", "", f"20{10 + n}", f"20{11 + n}"), "Bộ trưởng") for n in range(3))
    html = timeline_html(Timeline(bars), title="Bộ Sông nước")
    assert printed(on_paper, tmp_path / "timeline.html", html) == (1, A4)
    assert on_paper.execute_script(OUTSIDE) <= 0


def _ministry() -> str:
    units = tuple(OrgNode(f"Cục Quản lý luồng lạch và đèn biển của vùng nước thứ {number}") for number in range(11))
    return orgchart_html(OrgChart(OrgNode("Bộ Sông nước", units=units)), title="Bộ Sông nước")


@pytest.mark.browser
def test_no_line_of_a_printed_chart_crosses_a_body(on_paper: webdriver.Chrome, tmp_path: Path) -> None:
    assert printed(on_paper, tmp_path / "chart.html", _ministry()) == (1, A4)
    assert on_paper.execute_script(CROSSED) == 0
    assert on_paper.execute_script(OUTSIDE) <= 0


@pytest.mark.browser
def test_no_line_of_a_chart_on_screen_crosses_a_body(chromium: webdriver.Chrome, tmp_path: Path) -> None:
    (tmp_path / "chart.html").write_text(_ministry(), "utf-8")
    chromium.get((tmp_path / "chart.html").as_uri())
    assert chromium.execute_script(CROSSED) == 0
