"""The pages in a real browser: open to everybody, by keyboard, without a complaint of its policy."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait
from served import Server

import axe_core
from govkg import iris

pytestmark = pytest.mark.browser
PAGES = (
    "/", "/entity/organization/bo-khoa-hoc-va-cong-nghe", "/entity/person/tran-minh-duc", "/entity/meeting/m2",
    "/article/a2", "/search?q=bo", "/sparql?named=who-held", "/explore", "/entity/person/nobody",
)  # fmt: skip
QUERY = "/sparql?query=SELECT%20*%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20LIMIT%205"
PERSON = iris.ID + "person/tran-minh-duc"
MINISTRY = iris.ID + "organization/bo-khoa-hoc-va-cong-nghe"


def until(browser: webdriver.Chrome, condition: Callable[[webdriver.Chrome], object]) -> None:
    WebDriverWait(browser, 60).until(condition)


def complaints(browser: webdriver.Chrome) -> list[str]:
    """What the console says of this page; a page that is not there is said to be so."""
    return [entry["message"] for entry in browser.get_log("browser") if "404" not in entry["message"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [*PAGES, QUERY])
def test_axe(server: Server, browser: webdriver.Chrome, axe_script: str, path: str, scheme: str) -> None:
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    browser.get(server.address + path)
    browser.execute_script("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    assert axe_core.violations(browser, axe_script) == []
    assert complaints(browser) == []


def test_nothing_is_wider_than_a_small_screen(server: Server, browser: webdriver.Chrome) -> None:
    size = browser.get_window_size()
    browser.set_window_size(500, 900)
    try:
        for path in (*PAGES, QUERY):
            browser.get(server.address + path)
            wide = browser.execute_script("return document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, path
    finally:
        browser.set_window_size(size["width"], size["height"])


def test_quotes_are_printed_though_they_are_folded(server: Server, browser: webdriver.Chrome) -> None:
    browser.get(server.address + "/entity/person/tran-minh-duc")
    tall = "return document.querySelector('#tenures .said blockquote').getBoundingClientRect().height"
    seen = "return document.querySelector('#tenures .said blockquote').checkVisibility({contentVisibilityAuto: true})"
    assert not browser.find_element(By.CSS_SELECTOR, "#tenures .said blockquote").is_displayed()
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        until(browser, lambda page: page.execute_script(seen))
        assert browser.execute_script(tall) > 0
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_a_quote_opens_by_keyboard(server: Server, browser: webdriver.Chrome) -> None:
    browser.get(server.address + "/entity/person/tran-minh-duc")
    summary = browser.find_element(By.CSS_SELECTOR, "#tenures .said summary")
    quote = browser.find_element(By.CSS_SELECTOR, "#tenures .said blockquote")
    assert not quote.is_displayed()
    summary.send_keys(Keys.ENTER)
    assert quote.is_displayed()
    quote.find_element(By.XPATH, "../figcaption/a").send_keys(Keys.ENTER)
    until(browser, lambda page: "/article/" in page.current_url)
    fragment = browser.current_url.partition("#")[2]
    assert browser.find_element(By.ID, fragment)


def test_search_as_you_type_by_keyboard(server: Server, browser: webdriver.Chrome) -> None:
    browser.get(server.address + "/?lang=vi")
    browser.find_element(By.ID, "q").send_keys("tran minh")
    until(browser, lambda page: page.find_elements(By.CSS_SELECTOR, "#suggestions li"))
    box = browser.find_element(By.ID, "q")
    assert box.get_attribute("aria-expanded") == "true"
    box.send_keys(Keys.ARROW_DOWN)
    chosen = browser.find_element(By.CSS_SELECTOR, '#suggestions [aria-selected="true"]')
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    assert chosen.text.startswith("Trần Minh Đức")
    box.send_keys(Keys.ENTER)
    until(browser, lambda page: "/entity/person/tran-minh-duc" in page.current_url)
    assert complaints(browser) == []


def test_the_first_tab_skips_to_the_content(server: Server, browser: webdriver.Chrome) -> None:
    browser.get(server.address + "/")
    browser.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    focused = browser.switch_to.active_element
    assert focused.get_attribute("class") == "skip"
    focused.send_keys(Keys.ENTER)
    until(browser, lambda page: page.current_url.endswith("#content"))


def test_the_explorer_grows_and_its_address_opens_the_same(server: Server, browser: webdriver.Chrome) -> None:
    browser.get(f"{server.address}/explore?iri={PERSON}&lang=vi")
    until(browser, lambda page: page.execute_script("return document.documentElement.dataset.ready"))
    small = browser.execute_script("return govkg.graph.n")
    browser.execute_script("govkg.expand(govkg.graph.find(arguments[0]))", MINISTRY)
    until(browser, lambda page: page.execute_script("return govkg.graph.n") > small)
    time.sleep(0.5)
    grown = browser.execute_script("return [govkg.graph.n, govkg.scene.n, govkg.selected]")
    shared = browser.current_url
    assert complaints(browser) == []
    browser.get("about:blank")
    browser.get(shared)
    until(browser, lambda page: page.execute_script("return document.documentElement.dataset.ready"))
    assert browser.execute_script("return [govkg.graph.n, govkg.scene.n, govkg.selected]") == grown
    quotes = "const g = govkg; return g.source.evidence(g.graph, g.graph.edgesOf(g.selected)[0])"
    assert all(quote["quote"] and quote["article"] for quote in browser.execute_script(quotes))
    browser.back()


def test_the_explorer_about_nothing(server: Server, browser: webdriver.Chrome) -> None:
    browser.get(f"{server.address}/explore?iri={iris.ID}person/nobody")
    until(browser, lambda page: page.execute_script("return document.documentElement.dataset.ready"))
    assert "nothing is known" in browser.find_element(By.ID, "govkg").text
