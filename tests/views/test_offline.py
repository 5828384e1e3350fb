"""Every page opens where a distant host would keep it waiting for ever: none is asked for anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest
from selenium import webdriver
from selenium.webdriver.support.ui import WebDriverWait

from govkg.views.model import Times
from govkg.views.network import Renderer, network_html
from govkg.views.orgchart import OrgChart, OrgNode, orgchart_html
from govkg.views.timeline import Bar, Timeline, timeline_html

pytestmark = pytest.mark.browser
Asked = Callable[[webdriver.Chrome], list[str]]


def test_a_page_that_asks_such_a_host_would_be_noticed(silent: webdriver.Chrome, asked: Asked, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<script>fetch('https://cdn.example.org/a.js', { mode: 'no-cors' })</script>", "utf-8")
    silent.get(page.as_uri())
    found: list[str] = []
    WebDriverWait(silent, 30).until(lambda browser: found.extend(asked(browser)) or found)
    assert found == ["https://cdn.example.org/a.js"]
    silent.get("about:blank")
    asked(silent)


@pytest.mark.parametrize("renderer", ["canvas", "pyvis"])
def test_a_network_is_usable_beside_a_host_that_never_answers(
    small: nx.MultiDiGraph[str], silent: webdriver.Chrome, asked: Asked, tmp_path: Path, renderer: Renderer
) -> None:
    page = tmp_path / "page.html"
    page.write_text(network_html(small, title="Đèn biển", renderer=renderer), "utf-8")
    silent.get(page.as_uri())
    ready = "return document.documentElement.dataset.ready ?? null"
    WebDriverWait(silent, 30).until(lambda browser: browser.execute_script(ready) == "yes")
    silent.execute_script("govkg.select(govkg.graph.byDegree[0])")
    chosen = "return document.querySelector('.panel h2')?.textContent"
    WebDriverWait(silent, 30).until(lambda browser: browser.execute_script(chosen))
    assert asked(silent) == []


def test_still_pages_are_usable_beside_a_host_that_never_answers(
    silent: webdriver.Chrome, asked: Asked, tmp_path: Path
) -> None:
    chart = orgchart_html(OrgChart(OrgNode("Bộ Sông nước")), title="Bộ Sông nước")
    timeline = timeline_html(Timeline((Bar("Lý Thị Ánh", Times("2031")),)), title="Bộ Sông nước")
    for html in (chart, timeline):
        page = tmp_path / "page.html"
        page.write_text(html, "utf-8")
        silent.get(page.as_uri())
        assert silent.title == "Bộ Sông nước"
        assert silent.execute_script("return document.readyState") == "complete"
    assert asked(silent) == []
