"""The network page of the article that ships with govkg, in a real Chromium that can reach no host."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from selenium import webdriver

import govkg
from govkg import pictures, resources

pytestmark = pytest.mark.browser


def test_it_opens_offline_with_every_node_of_the_article(
    open_page: Callable[[str], webdriver.Chrome], asked: Callable[[webdriver.Chrome], list[str]]
) -> None:
    with govkg.open() as kg:
        kg.ingest(resources.path("data/articles"))
        expected = sorted(data["label"] for _, data in pictures.spoken_of(kg, kg.network()).nodes(data=True))
        html = pictures.draw(kg, "network", "html").decode()
    page = open_page(html)
    script = "return Array.from(govkg.scene.ref).filter((r) => r >= 0).map((r) => govkg.graph.name.at(r))"
    assert sorted(page.execute_script(script)) == expected
    assert {"Ngô Quý Việt", "Trần Việt Thanh", "Đặng Quang Huấn", "Luật Đo lường", "ISO 9001:2008"} <= set(expected)
    assert asked(page) == []
    assert [entry for entry in page.get_log("browser") if entry["level"] == "SEVERE"] == []
