"""The file around the data: whole, the same each time, and closed to whatever is not its own."""

from __future__ import annotations

import base64
import json
import re
from importlib.resources import files
from pathlib import Path

import networkx as nx
import pytest
from selenium import webdriver

from govkg.views.model import Network
from govkg.views.network import most_telling, network_html
from govkg.views.orgchart import Head, OrgChart, OrgNode, orgchart_html
from govkg.views.page import MODULES, asset, script_code, script_json, web_address
from govkg.views.pyvis_page import TooMany

ASSETS = sorted(entry.name for entry in (files("govkg.views") / "assets").iterdir())


def test_the_page_brings_every_module_and_no_other() -> None:
    assert [name.removesuffix(".js") for name in ASSETS if name.endswith(".js")] == sorted(MODULES)


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


@pytest.mark.browser
def test_an_organisation_chart_prints_on_one_sheet(chromium: webdriver.Chrome, tmp_path: Path) -> None:
    units = tuple(OrgNode(f"Vụ số {number}", heads=(Head("Lý Thị Ánh", "Vụ trưởng"),)) for number in range(8))
    page = tmp_path / "chart.html"
    page.write_text(orgchart_html(OrgChart(OrgNode("Bộ Sông nước", units=units)), title="Bộ Sông nước"), "utf-8")
    chromium.get(page.as_uri())
    printed = chromium.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    pdf = base64.b64decode(printed["data"])
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    (width, height) = (float(side) for side in re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf).groups())  # type: ignore[union-attr]
    assert (round(width), round(height)) == (842, 595), "A4 across, in points"
