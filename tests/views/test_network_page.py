"""The network page in a real Chromium that can reach no host."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx
import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from govkg.views.network import Renderer, network_html

pytestmark = pytest.mark.browser
Open = Callable[..., webdriver.Chrome]
ID = "https://w3id.org/govkg/id/"
RENDERERS: list[Renderer] = ["canvas", "pyvis"]


def until(page: webdriver.Chrome, script: str) -> object:
    """What a script returns, once that is something."""
    return WebDriverWait(page, 15, poll_frequency=0.05).until(lambda p: p.execute_script(f"return {script}"))


def panel(page: webdriver.Chrome) -> str:
    return str(page.execute_script("return document.querySelector('.panel').innerText"))


def errors(page: webdriver.Chrome) -> list[str]:
    return [entry["message"] for entry in page.get_log("browser") if entry["level"] == "SEVERE"]


@pytest.mark.parametrize("renderer", RENDERERS)
def test_opens_from_disk_with_every_node_and_asks_nobody(
    small: nx.MultiDiGraph[str], open_page: Open, requests: Callable[[], list[str]], renderer: Renderer
) -> None:
    requests()
    page = open_page(network_html(small, title="Đèn biển", renderer=renderer))
    names = page.execute_script("return govkg.surface.report.labels.map(({ text }) => text)")
    assert sorted(names) == sorted(small.nodes[node]["label"] for node in small)
    assert page.title == "Đèn biển"
    assert requests() == []
    assert errors(page) == []


@pytest.mark.parametrize("renderer", RENDERERS)
def test_search_without_diacritics_flies_to_the_node_and_shows_its_quote(
    small: nx.MultiDiGraph[str], open_page: Open, renderer: Renderer
) -> None:
    page = open_page(network_html(small, title="Đèn biển", renderer=renderer))
    box = page.find_element(By.ID, "search")
    box.send_keys("ly thi anh")
    assert "Lý Thị Ánh" in page.find_element(By.ID, "search-list").text
    box.send_keys(Keys.ENTER)
    until(page, "document.querySelector('.panel blockquote')")
    assert "Được tặng Huy hiệu Hải đăng" in panel(page)
    assert "Bà Lý Thị Ánh được tặng Huy hiệu Hải đăng." in panel(page)
    assert (
        page.find_element(By.CSS_SELECTOR, ".panel figcaption a").get_attribute("href")
        == "https://example.org/den-bien/7"
    )
    item = page.execute_script("return govkg.scene.itemOf(govkg.selected)")
    until(page, f"Math.abs(govkg.surface.view.x - govkg.scene.x[{item}]) < 0.01")
