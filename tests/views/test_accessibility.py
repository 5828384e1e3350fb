"""Every page by axe-core (https://github.com/dequelabs/axe-core): WCAG 2.2 A and AA, and its best practices."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest
from selenium import webdriver

from axe_core import fetch, violations
from govkg.views.model import Quote, Times
from govkg.views.network import Renderer, network_html
from govkg.views.orgchart import Change, Head, OrgChart, OrgNode, orgchart_html
from govkg.views.timeline import Bar, Mark, Timeline, timeline_html

pytestmark = pytest.mark.browser
Open = Callable[..., webdriver.Chrome]
SAID = (Quote("Bà Lý Thị Ánh chủ trì hội nghị.", "Bản tin số 7", "https://example.org/7", "2031-03-03"),)
CHART = OrgChart(
    OrgNode(
        "Bộ Sông nước",
        heads=(Head("Lý Thị Ánh", "Bộ trưởng", "likely", SAID),),
        units=(OrgNode("Cục Bến cảng", units=(OrgNode("Phòng Đèn biển"),)),),
    ),
    (OrgNode("Chính phủ"),),
    (Change(("Bộ Sông", "Bộ Nước"), ("Bộ Sông nước",), "2029-08", "hợp nhất", SAID),),
    "2031-03-02",
)
TIMELINE = Timeline(
    (Bar("Lý Thị Ánh", Times("", "", "2031-03-02", "2033-05-01"), "Bộ trưởng", evidence=SAID),),
    (Mark("Hội nghị giao ban", "2031-03-02", "Meeting", SAID),),
)


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script of axe-core, fetched by npm."""
    return fetch(tmp_path_factory.mktemp("axe"))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("renderer", ["canvas", "pyvis"])
def test_network_page(small: nx.MultiDiGraph[str], open_page: Open, axe: str, renderer: Renderer, theme: str) -> None:
    page = open_page(network_html(small, title="Đèn biển", renderer=renderer), f"#m={theme}")
    assert violations(page, axe) == []
    page.execute_script("govkg.select(govkg.graph.byDegree[0])")
    page.execute_script("document.querySelectorAll('.panel details').forEach((d) => { d.open = true })")
    assert violations(page, axe) == []
    page.execute_script("govkg.select(-1); document.querySelector('[data-table]').click()")
    assert violations(page, axe) == []


@pytest.mark.parametrize(
    "html",
    [orgchart_html(CHART, title="Bộ Sông nước"), timeline_html(TIMELINE, title="Lý Thị Ánh")],
    ids=["orgchart", "timeline"],
)
def test_still_pages(chromium: webdriver.Chrome, tmp_path: Path, axe: str, html: str) -> None:
    (tmp_path / "page.html").write_text(html, encoding="utf-8")
    chromium.get((tmp_path / "page.html").as_uri())
    chromium.execute_script("document.querySelectorAll('details').forEach((d) => { d.open = true })")
    assert violations(chromium, axe) == []
