"""Every page opens where a distant host would keep it waiting for ever: none is asked for anything."""

from __future__ import annotations

import socket
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


def asked(host: socket.socket) -> bool:
    """Whether anybody has come to the host that never answers."""
    host.settimeout(0.2)
    try:
        connection, _ = host.accept()
    except TimeoutError:
        return False
    connection.close()
    return True


def test_such_a_host_would_be_noticed(silent: tuple[webdriver.Chrome, socket.socket], tmp_path: Path) -> None:
    browser, host = silent
    page = tmp_path / "page.html"
    page.write_text("<script>fetch('https://cdn.example.org/a.js', { mode: 'no-cors' })</script>", "utf-8")
    browser.get(page.as_uri())
    host.settimeout(20)
    connection, _ = host.accept()
    connection.close()
    browser.get("about:blank")
    while asked(host):
        pass


@pytest.mark.parametrize("renderer", ["canvas", "pyvis"])
def test_a_network_is_usable_beside_a_host_that_never_answers(
    small: nx.MultiDiGraph[str], silent: tuple[webdriver.Chrome, socket.socket], tmp_path: Path, renderer: Renderer
) -> None:
    browser, host = silent
    page = tmp_path / "page.html"
    page.write_text(network_html(small, title="Đèn biển", renderer=renderer), "utf-8")
    browser.get(page.as_uri())
    ready = "return document.documentElement.dataset.ready ?? null"
    WebDriverWait(browser, 30).until(lambda page: page.execute_script(ready) == "yes")
    browser.execute_script("govkg.select(govkg.graph.byDegree[0])")
    WebDriverWait(browser, 30).until(
        lambda page: page.execute_script("return document.querySelector('.panel h2')?.textContent")
    )
    assert not asked(host)


def test_still_pages_are_usable_beside_a_host_that_never_answers(
    silent: tuple[webdriver.Chrome, socket.socket], tmp_path: Path
) -> None:
    browser, host = silent
    chart = orgchart_html(OrgChart(OrgNode("Bộ Sông nước")), title="Bộ Sông nước")
    timeline = timeline_html(Timeline((Bar("Lý Thị Ánh", Times("2031")),)), title="Bộ Sông nước")
    for html in (chart, timeline):
        page = tmp_path / "page.html"
        page.write_text(html, "utf-8")
        browser.get(page.as_uri())
        assert browser.title == "Bộ Sông nước"
        assert browser.execute_script("return document.readyState") == "complete"
    assert not asked(host)
