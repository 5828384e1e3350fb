"""The explorer in a real browser: a hub page by page, names and paths that only the server knows, back and forward."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from selenium import webdriver
from selenium.common.exceptions import TimeoutException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait
from served import Server, running

from govkg import iris
from govkg.lookup import KnowledgeGraph
from govkg.store.embedded import EmbeddedStore
from hub import HUB, MANY, quads

PERSON = iris.ID + "person/tran-minh-duc"
MINISTRY = iris.ID + "organization/bo-khoa-hoc-va-cong-nghe"
HEALTH = iris.ID + "organization/bo-y-te"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory, fill: Callable[[EmbeddedStore], None]) -> Iterator[Server]:
    """A server over the example graph and a body that very many have to do with."""
    folder = tmp_path_factory.mktemp("hub") / "store"
    with EmbeddedStore(folder) as store:
        fill(store)
        store.load(quads())
        KnowledgeGraph(store).index.close()
    with running(folder, "--workers", "1") as started:
        yield started


@pytest.fixture
def explore(hub: Server, browser: webdriver.Chrome) -> Callable[[str], webdriver.Chrome]:
    """Open the explorer around an entity, or at an address."""

    def open_it(what: str) -> webdriver.Chrome:
        browser.get_log("browser")
        browser.get("about:blank")
        browser.get(what if what.startswith("http://127") else f"{hub.address}/explore?lang=vi&iri={what}")
        until(browser, "document.documentElement.dataset.ready")
        return browser

    return open_it


def until(page: webdriver.Chrome, script: str) -> Any:
    """What a script returns, once that is something; after a minute, what the page shows instead."""
    try:
        return WebDriverWait(page, 60, poll_frequency=0.05).until(lambda p: p.execute_script(f"return {script}"))
    except TimeoutException as late:
        raise AssertionError(f"not within a minute: {script}; {page.execute_script(_STATE)}") from late


_STATE = """return [location.href, document.getElementById('explore-note')?.textContent,
    globalThis.govkg?.returning, globalThis.govkg?.selected, globalThis.govkg?.source?.opened]"""


def shown(page: webdriver.Chrome) -> list[str]:
    """The IRIs of the nodes in the picture, sorted."""
    script = "return Array.from(govkg.scene.ref).filter((r) => r >= 0).map((r) => govkg.graph.iri.at(r)).sort()"
    return list(page.execute_script(script))


def counts(page: webdriver.Chrome) -> list[int]:
    """How many more each count in the picture stands for."""
    return list(page.execute_script("return govkg.scene.groups.map(({ count }) => count)"))


def more(page: webdriver.Chrome) -> None:
    """A click on the count of further stations."""
    page.execute_script(
        """const at = govkg.scene.groups.findIndex(({ family }) => govkg.graph.head.families[family][0] === "partOf");
        govkg.surface.on.pick(Array.from(govkg.scene.ref).indexOf(-1 - at), -1)"""
    )


def complaints(page: webdriver.Chrome) -> list[str]:
    return [entry["message"] for entry in page.get_log("browser")]


def test_the_server_hands_out_pages_and_refuses_what_is_no_page(hub: Server) -> None:
    head = hub.get(f"/explore/graph?iri={HUB}").json()["head"]
    assert head["nodes"] == 101
    assert sorted(count for _, _, count in head["rest"]) == [80, 80]
    grown = hub.get(f"/explore/graph?iri={HUB}&more={HUB}|partOf|100").json()["head"]
    assert grown["nodes"] == 151
    for wrong in ("x|partOf|100", f"{HUB}|nothing|9", f"{HUB}|partOf|5001", f"{HUB}|partOf|-1", f"{HUB}|partOf", "|||"):
        answer = hub.get(f"/explore/graph?iri={HUB}&more={wrong}")
        assert (answer.status_code, answer.json()["title"]) == (400, "No such page"), wrong


def test_the_server_finds_paths(hub: Server) -> None:
    found = hub.get(f"/explore/path?from={PERSON}&to={HEALTH}").json()["path"]
    assert (found[0], found[-1]) == (PERSON, HEALTH)
    assert hub.get(f"/explore/path?from={PERSON}&to={HUB}").json() == {"path": []}
    assert hub.get(f"/explore/path?from={PERSON}&to=x").status_code == 400
    assert hub.get(f"/explore/path?from={PERSON}").status_code == 400


@pytest.mark.browser
def test_a_hub_opens_with_few_and_goes_on_page_by_page(explore: Callable[[str], webdriver.Chrome]) -> None:
    page = explore(HUB)
    few = shown(page)
    assert len(few) == 21, "the body, ten stations, ten meetings"
    assert counts(page) == [MANY - 10, MANY - 10]
    assert f"{MANY}" in page.find_element(By.CSS_SELECTOR, ".panel h3 .count").text
    for step in range(1, 4):
        more(page)
        until(page, f"govkg.scene.n === {len(few) + 2 + 20 * step}")
    assert sorted(counts(page)) == [MANY - 70, MANY - 10]
    assert page.execute_script("return govkg.graph.n") == 151, "a page more was fetched when the first was shown"
    many = shown(page)
    again = explore(page.current_url)
    assert shown(again) == many
    assert sorted(counts(again)) == [MANY - 70, MANY - 10]
    assert complaints(again) == []


@pytest.mark.browser
def test_the_panel_lists_page_by_page(explore: Callable[[str], webdriver.Chrome]) -> None:
    page = explore(HUB)
    stations = "document.querySelectorAll('.panel section:has(h3) ul.relations')[0]"

    def press() -> None:
        page.execute_script(f"{stations}.querySelector('li:last-child > button').click()")

    press()
    until(page, f"{stations}.querySelectorAll('details').length === 50")
    press()
    until(page, "govkg.graph.n === 151")
    until(page, f"{stations}.querySelector('li:last-child > button').textContent.includes('100')")


@pytest.mark.browser
def test_search_finds_what_only_the_server_knows_and_goes_there(explore: Callable[[str], webdriver.Chrome]) -> None:
    page = explore(HUB)
    page.find_element(By.ID, "search").send_keys("tran minh duc")
    until(page, "document.querySelector('#search-list').textContent.includes('Trần Minh Đức')")
    page.find_element(By.ID, "search").send_keys(Keys.ENTER)
    until(page, "document.querySelector('.panel h2')?.textContent === 'Trần Minh Đức'")
    assert PERSON in shown(page)
    page.back()
    until(page, "document.querySelector('.panel h2')?.textContent === 'Tập đoàn Đèn biển'")
    assert len(shown(page)) == 21
    page.forward()
    until(page, "document.querySelector('.panel h2')?.textContent === 'Trần Minh Đức'")
    assert complaints(page) == []


@pytest.mark.browser
def test_a_path_leads_through_what_was_not_here(explore: Callable[[str], webdriver.Chrome]) -> None:
    page = explore(HEALTH)
    unknown = iris.ID + "person/do-hai-nam"
    assert page.execute_script("return govkg.graph.find(arguments[0])", unknown) < 0
    page.find_element(By.XPATH, "//button[.='Từ đây']").click()
    box = page.find_element(By.ID, "search")
    box.send_keys("do hai nam")
    until(page, "document.querySelector('#search-list').textContent.includes('Đỗ Hải Nam')")
    box.send_keys(Keys.ENTER)
    steps = until(page, "document.querySelectorAll('.panel .chain > li').length")
    assert steps == len(page.execute_script("return govkg.surface.chosen.path"))
    assert {HEALTH, unknown} <= set(shown(page))
    assert page.find_elements(By.CSS_SELECTOR, ".panel .chain blockquote")
    found = shown(page)
    again = explore(page.current_url)
    until(again, "document.querySelectorAll('.panel .chain > li').length")
    assert shown(again) == found
    assert complaints(again) == []


@pytest.mark.browser
def test_more_are_opened_one_after_another_than_are_held_at_once(explore: Callable[[str], webdriver.Chrome]) -> None:
    page = explore(HUB)
    page.execute_script("govkg.source.most = 3")
    stations = [f"{iris.ID}organization/tram-{number:03d}" for number in range(100, 105)]
    for station in stations:
        page.execute_async_script("govkg.found(arguments[0]).then(arguments[1])", station)
        until(page, f"govkg.selected >= 0 && govkg.graph.iri.at(govkg.selected) === '{station}'")
        assert shown(page) == sorted([HUB, station])
    assert page.execute_script("return govkg.source.opened") == stations[2:]
    page.execute_script("history.go(-4)")
    until(page, f"govkg.selected >= 0 && govkg.graph.iri.at(govkg.selected) === '{stations[0]}'")
    assert shown(page) == sorted([HUB, stations[0]])
    assert page.find_element(By.ID, "explore-note").text == ""
    assert complaints(page) == []


@pytest.mark.browser
def test_a_picture_that_still_moves_does_not_keep_the_reader_from_going_back(
    explore: Callable[[str], webdriver.Chrome],
) -> None:
    page = explore(HUB)
    stations = [f"{iris.ID}organization/tram-{number:03d}" for number in (101, 102)]
    for station in stations:
        page.execute_async_script("govkg.found(arguments[0]).then(arguments[1])", station)
        until(page, f"govkg.selected >= 0 && govkg.graph.iri.at(govkg.selected) === '{station}'")
    page.execute_script(
        "const { source } = govkg, { restore } = source;"
        "source.restore = (hash) => new Promise((go) => (window.answer = go)).then(() => restore.call(source, hash));"
        "history.back();"
    )
    until(page, "!!window.answer")
    page.execute_script("govkg.surface.view.x += 5; govkg.tell(); window.answer()")
    until(page, f"govkg.selected >= 0 && govkg.graph.iri.at(govkg.selected) === '{stations[0]}'")
    page.execute_script("window.answer = null; history.back()")
    until(page, "!!window.answer")
    page.execute_async_script("govkg.found(arguments[0]).then(arguments[1])", stations[1])
    page.execute_script("window.answer()")
    page.execute_async_script("setTimeout(arguments[0], 50)")
    assert page.execute_script("return govkg.graph.iri.at(govkg.selected)") == stations[1]
    assert complaints(page) == []


@pytest.mark.browser
def test_a_server_that_does_not_answer_is_told_of(explore: Callable[[str], webdriver.Chrome]) -> None:
    page = explore(PERSON)
    before = shown(page)
    page.execute_cdp_cmd("Network.enable", {})
    offline = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
    page.execute_cdp_cmd("Network.emulateNetworkConditions", offline)
    try:
        page.execute_script("govkg.expand(govkg.graph.find(arguments[0]))", MINISTRY)
        note = page.find_element(By.ID, "explore-note")
        until(page, "document.getElementById('explore-note').textContent")
        assert note.is_displayed()
        assert "Máy chủ không trả lời" in note.text
        assert set(before) <= set(shown(page))
    finally:
        online = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        page.execute_cdp_cmd("Network.emulateNetworkConditions", online)
        page.execute_cdp_cmd("Network.disable", {})


@pytest.mark.browser
def test_a_busy_server_is_asked_again(explore: Callable[[str], webdriver.Chrome]) -> None:
    page = explore(PERSON)
    page.execute_script(
        """const { fetch } = window, busy = { status: 503, headers: { "Retry-After": "0.2" } };
        window.asked = 0;
        window.fetch = (...what) => ++window.asked < 3 ? Promise.resolve(new Response("{}", busy)) : fetch(...what);
        govkg.expand(govkg.graph.find(arguments[0]))""",
        MINISTRY,
    )
    until(page, f"govkg.selected >= 0 && govkg.graph.iri.at(govkg.selected) === '{MINISTRY}'")
    assert page.execute_script("return window.asked") >= 3
    assert page.find_element(By.ID, "explore-note").text == ""
    page.execute_script('window.fetch = () => Promise.resolve(new Response(\'{"detail": "busy"}\', { status: 503 }))')
    page.execute_script("govkg.found(arguments[0])", iris.ID + "person/do-hai-nam")
    until(page, "document.getElementById('explore-note').textContent === 'busy'")


@pytest.mark.browser
def test_the_way_to_the_page_of_an_entity(explore: Callable[[str], webdriver.Chrome]) -> None:
    page = explore(PERSON)
    page.find_element(By.LINK_TEXT, "Mở trang").click()
    WebDriverWait(page, 60).until(lambda p: "/entity/person/tran-minh-duc" in p.current_url)
    assert "Trần Minh Đức" in page.title
