"""A real Chromium for the pages, and a small network of people, bodies, a meeting, a law and a standard."""

from __future__ import annotations

import json
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import networkx as nx
import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

ID = "https://w3id.org/govkg/id/"
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--window-size=1360,860", "--lang=vi",
    "--enable-precise-memory-info",
)  # fmt: skip


def start(folder: Path, *flags: str) -> webdriver.Chrome:
    """A Chromium that keeps its profile and what it saves in a folder."""
    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if program is None or driver is None:
        pytest.skip("no Chromium with its driver is installed")
    options = Options()
    options.binary_location = program
    for flag in (*FLAGS, *flags, f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(flag)
    saved = {"download.default_directory": str(folder), "download.prompt_for_download": False}
    options.add_experimental_option("prefs", saved)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options=options, service=Service(driver))


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """A Chromium that finds no host at all: what a page needs, it must have."""
    browser = start(tmp_path_factory.mktemp("chromium"), "--host-resolver-rules=MAP * ~NOTFOUND")
    try:
        yield browser
    finally:
        browser.quit()


@pytest.fixture(scope="session")
def silent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """A Chromium for which every host is one that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as host:
        rules = f"--host-resolver-rules=MAP * 127.0.0.1:{host.getsockname()[1]}"
        browser = start(tmp_path_factory.mktemp("silent"), rules)
        try:
            yield browser
        finally:
            browser.quit()


Open = Callable[[str], webdriver.Chrome]


@pytest.fixture
def open_page(chromium: webdriver.Chrome, tmp_path: Path) -> Open:
    """Write a page to disk, open it from there and wait until it says that it is drawn."""

    def open_it(html: str, fragment: str = "") -> webdriver.Chrome:
        path = tmp_path / "trang đồ thị.html"
        path.write_text(html, encoding="utf-8")
        chromium.get_log("browser")
        chromium.get("about:blank")
        chromium.get(path.as_uri() + fragment)
        WebDriverWait(chromium, 30).until(
            lambda page: page.execute_script("return document.documentElement.dataset.ready ?? null") == "yes"
        )
        return chromium

    return open_it


Asked = Callable[[webdriver.Chrome], list[str]]


@pytest.fixture
def asked() -> Asked:
    """The addresses that a browser's pages asked for since the last call, but the page and what it carries within."""

    def found(browser: webdriver.Chrome) -> list[str]:
        messages = (json.loads(entry["message"])["message"] for entry in browser.get_log("performance"))
        urls = [
            message["params"]["request"]["url"]
            for message in messages
            if message["method"] == "Network.requestWillBeSent"
        ]
        return [url for url in urls if not url.startswith(("data:", "blob:", "file:", "about:", "chrome:"))]

    return found


@pytest.fixture
def small() -> nx.MultiDiGraph[str]:
    """Eleven entities that no article speaks of, related in every way that a network knows."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    nodes = {
        "organization/bo-song-nuoc": ("Bộ Sông nước", "Ministry"),
        "organization/cuc-ben-cang": ("Cục Bến cảng", "Department"),
        "organization/phong-den-bien": ("Phòng Đèn biển", "Department"),
        "person/ly-thi-anh": ("Lý Thị Ánh", "Official"),
        "person/do-van-uy": ("Đỗ Văn Uý", "Official"),
        "person/ho-quoc-y": ("Hồ Quốc Ý", "Official"),
        "meeting/giao-ban": ("Hội nghị giao ban về đèn biển và luồng lạch", "Meeting"),
        "document/luat-den-bien": ("Luật Đèn biển", "Law"),
        "document/nghi-dinh-1": ("Nghị định số 01/2031/NĐ-CP", "Decree"),
        "standard/tcvn-00001": ("TCVN 00001:2031", "Standard"),
        "organization/hoi-nguoi-giu-den": ("Hội Người giữ đèn", "MassOrganization"),
    }
    for name, (label, kind) in nodes.items():
        graph.add_node(ID + name, label=label, kind=kind)
    graph.nodes[ID + "person/ly-thi-anh"]["aliases"] = ["Bà Ánh Đèn Biển"]
    graph.nodes[ID + "person/ly-thi-anh"]["facts"] = [
        {
            "text_vi": "Được tặng Huy hiệu Hải đăng",
            "text_en": "Awarded the Lighthouse Badge",
            "evidence": [evidence("Bà Lý Thị Ánh được tặng Huy hiệu Hải đăng.")],
        }
    ]
    graph.nodes[ID + "meeting/giao-ban"].update(begin="2031-03-02", end="2031-03-02")
    seen = {"observed_first": "2031-03-02", "observed_last": "2031-03-02"}
    ministry, department, meeting = "organization/bo-song-nuoc", "organization/cuc-ben-cang", "meeting/giao-ban"
    minister, head, law = "person/ly-thi-anh", "person/do-van-uy", "document/luat-den-bien"
    edges: list[tuple[str, str, str, str, str, dict[str, str]]] = [
        (department, ministry, "partOf", "trực thuộc", "part of", {}),
        ("organization/phong-den-bien", department, "partOf", "trực thuộc", "part of", {}),
        (minister, ministry, "holds: Bộ trưởng", "Bộ trưởng", "minister of", seen | {"observed_last": "2033-05-01"}),
        (head, department, "holds: Cục trưởng", "Cục trưởng", "head of", seen | {"begin": "2029-05"}),
        (minister, meeting, "participates: chair", "chủ trì", "chairs", seen),
        (head, meeting, "participates: attendee", "tham dự", "attends", seen),
        ("document/nghi-dinh-1", law, "details", "quy định chi tiết", "details", {"begin": "2031"}),
        (law, ministry, "issuer", "do … trình", "submitted by", {"begin": "2030"}),
        (department, "standard/tcvn-00001", "adopts", "áp dụng", "adopts", {}),
        ("organization/hoi-nguoi-giu-den", meeting, "participates: invited", "được mời dự", "is invited to", seen),
    ]
    for source, target, relation, vi, en, times in edges:
        quote = evidence(f"{nodes[source][0]} {vi} {nodes[target][0]}.")
        graph.add_edge(ID + source, ID + target, relation=relation, label_vi=vi, label_en=en, evidence=[quote], **times)
    return graph


def evidence(quote: str) -> dict[str, object]:
    """An evidence of the contract."""
    return {
        "quote": quote,
        "article": "Bản tin Đèn biển số 7",
        "url": "https://example.org/den-bien/7",
        "published": "2031-03-03",
    }


@pytest.fixture(scope="session")
def large() -> nx.MultiDiGraph[str]:
    """Seven hundred bodies and people: a few know very many."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number in range(700):
        kind = "Department" if number % 50 == 0 else "Official"
        graph.add_node(f"{ID}entity/{number:03d}", label=f"{kind} thứ {number}", kind=kind)
    for number in range(1, 700):
        for other in {number // 50 * 50, number // 2}:
            if other != number:
                ends = (f"{ID}entity/{number:03d}", f"{ID}entity/{other:03d}")
                graph.add_edge(*ends, relation="holds: chức vụ", label_vi="giữ chức vụ tại", label_en="holds a post at")
    return graph
