"""The SPARQL page with its editor (web/) in a real browser: open to everybody, in two languages, asking nobody else."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait
from served import Server

import axe_core
from govkg.server.files import has_editor

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not has_editor(), reason="the editor of the SPARQL page is not built: make web"),
]
COUNTED = """PREFIX gov: <https://w3id.org/govkg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?name (COUNT(*) AS ?facts) { ?entity gov:restsOn ?statement ; rdfs:label ?name } GROUP BY ?name LIMIT 12"""
PEOPLE = """PREFIX gov: <https://w3id.org/govkg/ontology#>
SELECT ?person { ?person a gov:Official } ORDER BY ?person"""


def address(server: Server, query: str, language: str = "vi") -> str:
    return f"{server.address}/sparql?query={quote(query)}&lang={language}"


def until(browser: webdriver.Chrome, condition: Callable[[webdriver.Chrome], object]) -> None:
    WebDriverWait(browser, 60).until(condition)


def shown(browser: webdriver.Chrome) -> None:
    until(browser, lambda page: page.find_elements(By.CSS_SELECTOR, "#yasgui table.dataTable tbody tr"))


def complaints(browser: webdriver.Chrome) -> list[str]:
    return [entry["message"] for entry in browser.get_log("browser") if "status of 400" not in entry["message"]]


@pytest.mark.parametrize(("scheme", "language"), [("light", "en"), ("dark", "vi")])
def test_every_part_of_it_is_open_to_everybody(
    server: Server, browser: webdriver.Chrome, axe_script: str, scheme: str, language: str
) -> None:
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    browser.get(address(server, COUNTED, language))
    shown(browser)
    assert axe_core.violations(browser, axe_script) == []
    typed = browser.find_element(By.CSS_SELECTOR, ".tableControls input[type=checkbox]")
    browser.execute_script("arguments[0].click()", typed)
    shown(browser)
    assert axe_core.violations(browser, axe_script) == []
    browser.find_element(By.CSS_SELECTOR, ".select_chart").click()
    until(browser, lambda page: page.find_elements(By.CSS_SELECTOR, ".chart rect.bar"))
    assert axe_core.violations(browser, axe_script) == []
    browser.find_element(By.CSS_SELECTOR, ".tabContextButton").click()
    until(browser, lambda page: page.find_element(By.CSS_SELECTOR, ".tabMenu input").is_displayed())
    assert axe_core.violations(browser, axe_script) == []
    browser.get(address(server, "SELECT ?s { ?s ", language))
    until(browser, lambda page: page.find_elements(By.CSS_SELECTOR, "#yasgui .failure"))
    assert axe_core.violations(browser, axe_script) == []
    assert complaints(browser) == []


def test_a_named_query_is_chosen_and_run_and_leads_to_pages(server: Server, browser: webdriver.Chrome) -> None:
    browser.get(f"{server.address}/sparql?lang=vi")
    Select(browser.find_element(By.ID, "named")).select_by_value("bodies-by-kind")
    browser.find_element(By.CSS_SELECTOR, "form.named button").click()
    until(browser, lambda page: "named=bodies-by-kind" in page.current_url)
    until(browser, lambda page: page.find_elements(By.CSS_SELECTOR, "#yasgui[data-ready]"))
    text = browser.find_element(By.CSS_SELECTOR, ".CodeMirror-code").text
    assert "PREFIX gov:" in text
    run = browser.find_element(By.CSS_SELECTOR, ".yasqe_queryButton")
    assert run.get_attribute("aria-label") == "Chạy truy vấn"
    run.click()
    shown(browser)
    assert "kết quả trong" in browser.find_element(By.CSS_SELECTOR, ".yasr_response_chip").text
    browser.get(address(server, PEOPLE))
    shown(browser)
    link = browser.find_element(By.CSS_SELECTOR, "#yasgui a.iri")
    assert (link.get_attribute("href") or "").startswith(f"{server.address}/id/person/")
    link.click()
    until(browser, lambda page: "/entity/person/" in page.current_url)


def test_it_asks_nobody_else(server: Server, browser: webdriver.Chrome) -> None:
    browser.get(address(server, COUNTED))
    shown(browser)
    script = "return performance.getEntriesByType('resource').map((each) => each.name)"
    assert all(name.startswith((server.address, "data:")) for name in browser.execute_script(script))
    assert browser.find_elements(By.CSS_SELECTOR, "#yasgui a[href*='triply']") == []


def test_all_of_the_result_can_be_downloaded(server: Server, browser: webdriver.Chrome) -> None:
    browser.get(address(server, COUNTED))
    shown(browser)
    links = {link.text: link.get_attribute("href") for link in browser.find_elements(By.CSS_SELECTOR, ".downloads a")}
    assert links.keys() == {"csv", "tsv", "json", "xml"}
    rows = server.client.get(str(links["csv"])).text.splitlines()
    assert rows[0] == "name,facts"
    assert len(rows) - 1 == len(browser.find_elements(By.CSS_SELECTOR, "#yasgui table.dataTable tbody tr"))
    browser.get(address(server, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 3"))
    until(browser, lambda page: page.find_elements(By.CSS_SELECTOR, ".downloads a"))
    until(browser, lambda page: page.find_element(By.CSS_SELECTOR, ".downloads a").text == "ttl")


def test_bars_only_where_there_is_something_to_measure(server: Server, browser: webdriver.Chrome) -> None:
    browser.get(address(server, COUNTED))
    shown(browser)
    browser.find_element(By.CSS_SELECTOR, ".select_chart").click()
    until(browser, lambda page: page.find_elements(By.CSS_SELECTOR, ".chart rect.bar"))
    assert len(browser.find_elements(By.CSS_SELECTOR, ".chart rect.bar")) == 12
    browser.get(address(server, PEOPLE))
    shown(browser)
    assert "disabled" in (browser.find_element(By.CSS_SELECTOR, ".select_chart").get_attribute("class") or "")


def test_an_error_is_told_in_words_with_its_place(server: Server, browser: webdriver.Chrome) -> None:
    browser.get(address(server, "SELECT ?s\nWHERE { ?s ?p }"))
    until(browser, lambda page: page.find_elements(By.CSS_SELECTOR, "#yasgui .failure"))
    assert "Truy vấn không chạy được (dòng 2, cột 16)" in browser.find_element(By.CSS_SELECTOR, "#yasgui .failure").text
    until(browser, lambda page: not page.find_element(By.CSS_SELECTOR, ".downloads").is_displayed())


def test_terms_are_completed_from_the_store(server: Server, browser: webdriver.Chrome) -> None:
    browser.get(address(server, "PREFIX gov: <https://w3id.org/govkg/ontology#>\nSELECT * { ?s gov:hold"))
    until(browser, lambda page: page.find_elements(By.CSS_SELECTOR, "#yasgui[data-ready]"))
    editor = browser.find_element(By.CSS_SELECTOR, ".CodeMirror")
    browser.execute_script("const e = arguments[0].CodeMirror; e.focus(); e.setCursor(1, 99)", editor)
    browser.switch_to.active_element.send_keys(Keys.CONTROL, Keys.SPACE)
    until(browser, lambda page: "gov:holder" in page.execute_script("return document.body.innerText"))


def test_it_is_no_wider_than_a_small_screen(server: Server, browser: webdriver.Chrome) -> None:
    size = browser.get_window_size()
    browser.set_window_size(500, 900)
    try:
        browser.get(address(server, COUNTED))
        shown(browser)
        assert browser.execute_script("return document.documentElement.scrollWidth - innerWidth") <= 0
    finally:
        browser.set_window_size(size["width"], size["height"])
