"""A real server on loopback over the example graph."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from served import Server, running

import axe_core
from govkg.lookup import KnowledgeGraph
from govkg.store.embedded import EmbeddedStore

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--window-size=1280,900", "--lang=vi",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip


@pytest.fixture(scope="session")
def example_folder(tmp_path_factory: pytest.TempPathFactory, fill: Callable[[EmbeddedStore], None]) -> Path:
    """The example graph in a folder, with its label index."""
    folder = tmp_path_factory.mktemp("served") / "store"
    with EmbeddedStore(folder) as store:
        fill(store)
        KnowledgeGraph(store).index.close()
    return folder


@pytest.fixture(scope="session")
def server(example_folder: Path) -> Iterator[Server]:
    """A server over the example graph that nobody changes."""
    with running(example_folder, "--workers", "2", "--query-seconds", "120") as started:  # however busy the machine is
        yield started


@pytest.fixture(scope="session")
def axe_script(tmp_path_factory: pytest.TempPathFactory) -> str:
    """axe-core, to put into a page."""
    return axe_core.fetch(tmp_path_factory.mktemp("axe"))


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """A Chromium that reaches this machine and nothing else."""
    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if program is None or driver is None:
        pytest.skip("no Chromium with its driver is installed")
    options = Options()
    options.binary_location = program
    for flag in FLAGS:
        options.add_argument(flag)
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('profile')}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    started = webdriver.Chrome(options=options, service=Service(driver))
    try:
        yield started
    finally:
        started.quit()


@pytest.fixture
def browser(chromium: webdriver.Chrome) -> webdriver.Chrome:
    """The Chromium, on a blank page and with an empty log: what an earlier page still said is not this test's."""
    chromium.get("about:blank")
    chromium.get_log("browser")
    return chromium
