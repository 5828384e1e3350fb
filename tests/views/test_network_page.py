"""The network page in a real Chromium that can reach no host."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable
from typing import Any, Literal

import networkx as nx
import pytest
from gexf_format import complaints
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

from govkg.views.layout import communities, positions
from govkg.views.model import Network
from govkg.views.network import Renderer, network_html
from govkg.views.pack import pack
from govkg.views.words import style

pytestmark = pytest.mark.browser
Open = Callable[..., webdriver.Chrome]
ID = "https://w3id.org/govkg/id/"
RENDERERS: list[Renderer] = ["canvas", "pyvis"]


def until(page: webdriver.Chrome, script: str) -> Any:
    """What a script returns, once that is something."""
    return WebDriverWait(page, 60, poll_frequency=0.05).until(lambda p: p.execute_script(f"return {script}"))


def panel(page: webdriver.Chrome) -> str:
    return str(page.execute_script("return document.querySelector('.panel').innerText"))


def shown(page: webdriver.Chrome) -> list[str]:
    """The names of the nodes in the picture, sorted."""
    script = "return Array.from(govkg.scene.ref).filter((r) => r >= 0).map((r) => govkg.graph.name.at(r)).sort()"
    return list(page.execute_script(script))


def errors(page: webdriver.Chrome) -> list[str]:
    return [entry["message"] for entry in page.get_log("browser") if entry["level"] == "SEVERE"]


def node(page: webdriver.Chrome, name: str) -> int:
    return int(page.execute_script("return govkg.graph.find(arguments[0])", ID + name))


def click(page: webdriver.Chrome, name: str, *, double: bool = False) -> None:
    """A real click of the mouse where the node is drawn."""
    script = """const s = govkg.surface, i = govkg.scene.itemOf(govkg.graph.find(arguments[0]));
        const box = s.canvas.getBoundingClientRect();
        return [box.left + s.view.sx(govkg.scene.x[i]), box.top + s.view.sy(govkg.scene.y[i])]"""
    x, y = page.execute_script(script, ID + name)
    mouse = ActionChains(page)
    mouse.w3c_actions.pointer_action.move_to_location(round(x), round(y))
    (mouse.double_click() if double else mouse.click()).perform()


@pytest.mark.parametrize("renderer", RENDERERS)
def test_opens_from_disk_with_every_node_and_asks_nobody(
    small: nx.MultiDiGraph[str],
    chromium: webdriver.Chrome,
    open_page: Open,
    asked: Callable[[webdriver.Chrome], list[str]],
    renderer: Renderer,
) -> None:
    asked(chromium)
    page = open_page(network_html(small, title="Đèn biển", renderer=renderer))
    names = page.execute_script("return govkg.surface.report.labels.map(({ text }) => text)")
    assert sorted(names) == sorted(small.nodes[iri]["label"] for iri in small)
    assert page.title == "Đèn biển"
    assert asked(page) == []
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
    link = page.find_element(By.CSS_SELECTOR, ".panel figcaption a")
    assert link.get_attribute("href") == "https://example.org/den-bien/7"
    item = page.execute_script("return govkg.scene.itemOf(govkg.selected)")
    where = f"govkg.surface.view.sx(govkg.scene.x[{item}])"
    middle = page.execute_script("return (govkg.surface.view.width - document.querySelector('.panel').offsetWidth) / 2")
    until(page, f"Math.abs({where} - {middle}) < 1")


def test_search_finds_other_names_and_says_when_nothing_matches(small: nx.MultiDiGraph[str], open_page: Open) -> None:
    page = open_page(network_html(small, title="Đèn biển"))
    box = page.find_element(By.ID, "search")
    box.send_keys("ba anh den")
    assert "Lý Thị Ánh" in page.find_element(By.ID, "search-list").text
    box.clear()
    box.send_keys("không có ai")
    assert page.find_element(By.ID, "search-list").text == "Không có tên nào khớp"


def test_search_puts_whole_names_first_then_beginnings_then_words_then_what_lies_inside(open_page: Open) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    names = ["Đăng Bàn", "Lý An", "Lan An Hải", "An Bình", "An", "Đỗ Anh Lý", "Hải Lan", "Ánh Lý Ban", "Vụ Pháp chế"]
    for number, name in enumerate(names):
        graph.add_node(f"urn:{number}", label=name, kind="Official")
    page = open_page(network_html(graph, title="Tìm"))

    def found(text: str, limit: int = 12) -> list[str]:
        script = "return govkg.search.find(arguments[0], arguments[1]).map((node) => govkg.graph.name.at(node))"
        return list(page.execute_script(script, text, limit))

    assert found("an") == ["An", "An Bình", "Ánh Lý Ban", "Lý An", "Lan An Hải", "Đỗ Anh Lý", "Đăng Bàn", "Hải Lan"]
    assert [found("an", limit) for limit in (1, 3, 6)] == [found("an")[:limit] for limit in (1, 3, 6)]
    assert found("ly an") == ["Lý An", "Đỗ Anh Lý", "Ánh Lý Ban"]
    assert found("hai lan") == ["Hải Lan", "Lan An Hải"]
    assert found("phap che vu") == ["Vụ Pháp chế"]
    assert found("đăng bàn") == found("dang ban") == ["Đăng Bàn"]
    assert found("xyz") == found("  ") == []


def test_pixels_the_picture_is_not_blank_and_labels_are_drawn_apart(
    small: nx.MultiDiGraph[str], open_page: Open
) -> None:
    page = open_page(network_html(small, title="Đèn biển"))
    drawn = page.execute_script(
        """const { canvas, report, ratio } = govkg.surface, pixels = canvas.getContext("2d");
        return report.labels.slice(0, 30).map((box) => {
          const w = box.right - box.left, h = box.bottom - box.top;
          const { data } = pixels.getImageData(box.left * ratio, box.top * ratio, w * ratio, h * ratio);
          let dark = 0;
          for (let i = 0; i < data.length; i += 4) dark += data[i] + data[i + 1] + data[i + 2] < 300;
          return { ...box, dark: dark / (data.length / 4) };
        })"""
    )
    assert len(drawn) == 11
    assert all(box["dark"] > 0.02 for box in drawn), "a label without ink"
    for number, one in enumerate(drawn):
        for other in drawn[:number]:
            apart = one["right"] <= other["left"] or other["right"] <= one["left"]
            assert apart or one["bottom"] <= other["top"] or other["bottom"] <= one["top"], (one["text"], other["text"])


@pytest.mark.parametrize("renderer", RENDERERS)
@pytest.mark.parametrize("shows", ["groups", "all", "near"])
def test_the_first_thirty_names_lie_apart_in_a_large_picture(
    large: nx.MultiDiGraph[str], open_page: Open, renderer: Renderer, shows: str
) -> None:
    page = open_page(network_html(large, title="Lớn", renderer=renderer))
    page.execute_script("govkg.show(arguments[0])", shows)
    page.execute_async_script("govkg.surface.ready.then(arguments[0])")
    drawn = page.execute_script("return govkg.surface.report.labels.slice(0, 30)")
    assert len(drawn) >= 8
    for number, one in enumerate(drawn):
        for other in drawn[:number]:
            apart = one["right"] <= other["left"] or other["right"] <= one["left"]
            assert apart or one["bottom"] <= other["top"] or other["bottom"] <= one["top"], (one["text"], other["text"])


def test_nothing_next_to_what_is_chosen_lies_beneath_the_panel(small: nx.MultiDiGraph[str], open_page: Open) -> None:
    page = open_page(network_html(small, title="Đèn biển"))
    page.execute_script("govkg.select(arguments[0])", node(page, "meeting/giao-ban"))
    until(page, "document.querySelector('.panel h2') && !govkg.surface.flight")
    under = """const { view } = govkg.surface, at = govkg.scene.itemOf(govkg.selected);
        const edge = view.width - document.querySelector('.panel').offsetWidth;
        return [at, ...govkg.scene.nextTo(at)].filter((i) => view.sx(govkg.scene.x[i]) > edge).length"""
    assert page.execute_script(under) == 0


def test_on_a_small_screen_the_panel_leaves_room_for_the_picture(
    small: nx.MultiDiGraph[str], open_page: Open, chromium: webdriver.Chrome
) -> None:
    chromium.set_window_size(500, 900)
    try:
        page = open_page(network_html(small, title="Đèn biển"))
        page.execute_script("govkg.select(arguments[0])", node(page, "meeting/giao-ban"))
        until(page, "document.querySelector('.panel h2') && !govkg.surface.flight")
        canvas, panel = (
            page.execute_script("return document.querySelector(arguments[0]).getBoundingClientRect()", selector)
            for selector in (".stage", ".panel")
        )
        assert canvas["bottom"] <= panel["top"] + 1
        assert canvas["height"] > 150
        inside = """const { view } = govkg.surface, { x, y } = govkg.scene;
            const fits = (at, most) => at > 0 && at < most;
            return x.every((at, i) => fits(view.sx(at), view.width) && fits(view.sy(y[i]), view.height))"""
        until(page, f"(() => {{ {inside} }})()")
    finally:
        chromium.set_window_size(1360, 860)


def test_a_sentence_is_quoted_once_however_many_statements_rest_on_it(
    small: nx.MultiDiGraph[str], open_page: Open
) -> None:
    for *_, data in small.edges(data=True):
        data["evidence"] = [{**data["evidence"][0], "start": start} for start in (0, 9)] + [
            {"quote": "Một câu khác.", "article": "Bản tin Đèn biển số 7"}
        ]
    page = open_page(network_html(small, title="Đèn biển"))
    page.execute_script("govkg.panel.line(0)")
    until(page, "document.querySelectorAll('.panel blockquote').length")
    assert (
        page.execute_script("return document.querySelectorAll('.panel .chain > li:first-child blockquote').length") == 2
    )


def test_filters_by_class_relation_body_and_period(small: nx.MultiDiGraph[str], open_page: Open) -> None:
    page = open_page(network_html(small, title="Đèn biển"))

    def box(text: str) -> Any:
        return page.find_element(By.XPATH, f"//fieldset//label[span='{text}']/input")

    box("Cán bộ").click()
    assert "Lý Thị Ánh" not in shown(page)
    assert len(shown(page)) == 8
    box("Cán bộ").click()
    box("trực thuộc").click()
    family = page.execute_script("return govkg.graph.familyNumber('partOf')")
    assert page.execute_script(f"return Array.from(govkg.scene.via).every((e) => govkg.graph.family(e) !== {family})")
    box("trực thuộc").click()

    select = Select(page.find_element(By.CSS_SELECTOR, "select"))
    select.select_by_visible_text("Cục Bến cảng")
    assert shown(page) == ["Cục Bến cảng", "Phòng Đèn biển", "TCVN 00001:2031", "Đỗ Văn Uý"]
    select.select_by_visible_text("Tất cả cơ quan")

    page.execute_script("govkg.select(arguments[0])", node(page, "organization/cuc-ben-cang"))
    until(page, "document.querySelector('.panel h2')")
    page.find_element(By.XPATH, "//button[.='Chỉ trong cơ quan này']").click()
    assert shown(page) == ["Cục Bến cảng", "Phòng Đèn biển", "TCVN 00001:2031", "Đỗ Văn Uý"]
    select = Select(page.find_element(By.CSS_SELECTOR, "select"))
    assert select.first_selected_option.text == "Cục Bến cảng"
    select.select_by_visible_text("Tất cả cơ quan")

    early = page.find_element(By.CSS_SELECTOR, ".thumbs input:last-child")
    for _ in range(2):
        early.send_keys(Keys.ARROW_LEFT)
    assert "2029 – 2031" in page.find_element(By.CSS_SELECTOR, ".period legend").text
    assert len(shown(page)) == 11
    early.send_keys(Keys.ARROW_LEFT)
    assert "Hội nghị giao ban về đèn biển và luồng lạch" not in shown(page), "it took place in 2031"
    assert "Luật Đèn biển" in shown(page)
    box("Cả thông tin không rõ thời gian").click()
    assert "Hồ Quốc Ý" not in shown(page)
    page.find_element(By.XPATH, "//button[.='Bỏ mọi bộ lọc']").click()
    assert len(shown(page)) == 11


def test_what_began_before_the_period_and_was_not_seen_to_end_may_still_be(
    small: nx.MultiDiGraph[str], open_page: Open
) -> None:
    """A ministry of 1995 is there in 2033; a meeting is over with its day; what has no date can be left out."""
    small.nodes[ID + "organization/bo-song-nuoc"]["begin"] = "1995"
    small.nodes[ID + "organization/cuc-ben-cang"].update(begin="1995", end="2031")
    del small.nodes[ID + "meeting/giao-ban"]["end"]
    page = open_page(network_html(small, title="Đèn biển"))
    early = page.find_element(By.CSS_SELECTOR, ".thumbs input:first-child")
    early.send_keys(Keys.END)
    assert "2033" in page.find_element(By.CSS_SELECTOR, ".period legend").text
    assert {"Bộ Sông nước", "Lý Thị Ánh", "Luật Đèn biển"} <= set(shown(page))
    assert not {"Hội nghị giao ban về đèn biển và luồng lạch", "Cục Bến cảng"} & set(shown(page))
    undated = page.find_element(By.XPATH, "//label[span='Cả thông tin không rõ thời gian']/input")
    undated.click()
    assert shown(page) == ["Bộ Sông nước", "Lý Thị Ánh"]
    early.send_keys(Keys.HOME)
    assert "TCVN 00001:2031" not in shown(page), "no date at all"
    undated.click()
    assert len(shown(page)) == 11


def test_nothing_left_says_so(small: nx.MultiDiGraph[str], open_page: Open) -> None:
    page = open_page(network_html(small, title="Đèn biển"))
    for box in page.find_elements(By.CSS_SELECTOR, ".sidebar fieldset:first-of-type input"):
        box.click()
    assert shown(page) == []
    assert "Không có gì để vẽ" in page.find_element(By.CSS_SELECTOR, ".empty").text


def test_click_shows_facts_and_a_line_shows_who_says_so(small: nx.MultiDiGraph[str], open_page: Open) -> None:
    page = open_page(network_html(small, title="Đèn biển"))
    click(page, "organization/cuc-ben-cang")
    until(page, "document.querySelector('.panel h2') && !govkg.surface.flight")  # it has moved aside for the panel
    assert "Cục Bến cảng" in panel(page)
    page.execute_script("document.querySelectorAll('.panel details').forEach((d) => { d.open = true })")
    until(page, "document.querySelectorAll('.panel blockquote').length === 4")
    assert "Cục Bến cảng áp dụng TCVN 00001:2031." in panel(page)
    page.execute_script("govkg.select(-1)")
    until(page, "document.querySelector('.panel').hidden")
    x, y = page.execute_script(
        """const s = govkg.surface, g = govkg.scene;
        const e = g.via.indexOf([...Array(govkg.graph.m).keys()].find((e) => govkg.graph.head.relations[govkg.graph.relation[e]][0] === "adopts"));
        const box = s.canvas.getBoundingClientRect(), mid = (p) => (p[g.a[e]] + p[g.b[e]]) / 2;
        return [box.left + s.view.sx(mid(g.x)), box.top + s.view.sy(mid(g.y))]"""  # noqa: E501
    )
    mouse = ActionChains(page)
    mouse.w3c_actions.pointer_action.move_to_location(round(x), round(y))
    mouse.click().perform()
    until(page, "document.querySelector('.panel .chain blockquote')")
    assert "Cục Bến cảng áp dụng TCVN 00001:2031." in panel(page)


def test_double_click_opens_a_neighbourhood_and_folds_it_again(small: nx.MultiDiGraph[str], open_page: Open) -> None:
    page = open_page(network_html(small, title="Đèn biển"))
    click(page, "meeting/giao-ban", double=True)
    until(page, "govkg.scene.kind === 'near'")
    near = ["Hội Người giữ đèn", "Hội nghị giao ban về đèn biển và luồng lạch", "Lý Thị Ánh", "Đỗ Văn Uý"]
    assert sorted(shown(page)) == sorted(near)
    page.execute_script("govkg.expand(arguments[0])", node(page, "person/ly-thi-anh"))
    until(page, "govkg.opened.length === 2")
    assert "Bộ Sông nước" in shown(page)
    page.execute_script("govkg.expand(arguments[0])", node(page, "person/ly-thi-anh"))
    until(page, "govkg.opened.length === 1")
    assert sorted(shown(page)) == sorted(near)
    page.back()
    until(page, "govkg.opened.length === 2")
    assert "Bộ Sông nước" in shown(page)


def test_shortest_path_with_its_evidence(small: nx.MultiDiGraph[str], open_page: Open) -> None:
    page = open_page(network_html(small, title="Đèn biển"))
    page.execute_script("govkg.select(arguments[0])", node(page, "person/ly-thi-anh"))
    page.find_element(By.XPATH, "//button[.='Từ đây']").click()
    box = page.find_element(By.ID, "search")
    box.send_keys("do van uy", Keys.ENTER)
    until(page, "document.querySelectorAll('.panel .chain > li').length === 2")
    assert "2 bước" in panel(page)
    assert "Lý Thị Ánh chủ trì Hội nghị giao ban về đèn biển và luồng lạch." in panel(page)
    page.execute_script(
        "govkg.journey.between(...arguments)", *(node(page, f"person/{n}") for n in ("ly-thi-anh", "ho-quoc-y"))
    )
    assert "Không có đường nối" in panel(page)


def test_an_address_opens_the_same_picture(small: nx.MultiDiGraph[str], open_page: Open) -> None:
    html = network_html(small, title="Đèn biển")
    page = open_page(html)
    page.execute_script("govkg.focus(arguments[0])", node(page, "organization/bo-song-nuoc"))
    until(page, "govkg.scene.kind === 'near'")
    page.execute_script(
        "govkg.setLanguage('en'); govkg.filters.kinds.add(0); govkg.refilter(); govkg.surface.zoom(1.5)"
    )
    camera = page.execute_script("return govkg.surface.view.k")
    until(page, "location.hash.includes('c=') && location.hash.includes('l=en')")
    time.sleep(0.4)  # the address follows the hand a moment later
    fragment = page.execute_script("return location.hash")
    names = shown(page)
    again = open_page(html, fragment)
    assert shown(again) == names
    assert again.execute_script("return [govkg.view, govkg.words.language]") == ["near", "en"]
    assert again.execute_script("return govkg.surface.view.k") == pytest.approx(camera, rel=1e-3)


def test_a_foreign_address_opens_the_plain_picture(small: nx.MultiDiGraph[str], open_page: Open) -> None:
    page = open_page(network_html(small, title="Đèn biển"), "#v=near&o=nobody&s=%00&f=x&c=1,2&l=zz&k=Nothing&p=a&p=b")
    assert len(shown(page)) == 11
    assert errors(page) == []


def download(page: webdriver.Chrome, kind: str) -> bytes:
    """What the export of a kind would save."""
    script = """const [kind, done] = arguments;
        const create = URL.createObjectURL;
        URL.createObjectURL = (blob) => {
          blob.arrayBuffer().then((bytes) => done(Array.from(new Uint8Array(bytes))));
          return "data:,";
        };
        govkg.export(kind).finally(() => { URL.createObjectURL = create; })"""
    return bytes(page.execute_async_script(script, kind))


@pytest.mark.parametrize("renderer", RENDERERS)
def test_exports_open_elsewhere(small: nx.MultiDiGraph[str], open_page: Open, renderer: Renderer) -> None:
    page = open_page(network_html(small, title="Đèn biển", renderer=renderer))
    page.set_script_timeout(20)
    graphml = nx.read_graphml(io.BytesIO(download(page, "graphml")), force_multigraph=True)
    assert set(graphml) == set(small)
    assert graphml.number_of_edges() == small.number_of_edges()
    assert graphml.nodes[ID + "person/ly-thi-anh"]["label"] == "Lý Thị Ánh"
    gexf = download(page, "gexf")
    assert complaints(gexf, "1.3", "http://gexf.net/1.3") == []
    older = gexf.replace(b"http://gexf.net/1.3/viz", b"http://www.gexf.net/1.2draft/viz")
    older = older.replace(b'xmlns="http://gexf.net/1.3"', b'xmlns="http://www.gexf.net/1.2draft"')
    read = nx.read_gexf(io.BytesIO(older.replace(b'version="1.3"', b'version="1.2"')))
    assert set(read) == set(small)
    assert read.nodes[ID + "meeting/giao-ban"]["stated_begin"] == "2031-03-02"
    assert download(page, "png").startswith(b"\x89PNG")
    svg = download(page, "svg").decode()
    assert "Lý Thị Ánh" in svg
    assert svg.count("<line") == small.number_of_edges()
    csv = download(page, "csv").decode("utf-8-sig").splitlines()
    assert len(csv) == 1 + small.number_of_edges()
    assert any("Lý Thị Ánh chủ trì Hội nghị giao ban về đèn biển và luồng lạch." in row for row in csv)


def test_keyboard_alone(small: nx.MultiDiGraph[str], open_page: Open) -> None:
    page = open_page(network_html(small, title="Đèn biển"))
    body = page.find_element(By.TAG_NAME, "body")
    body.send_keys("n")
    first = until(page, "govkg.selected >= 0 && govkg.graph.name.at(govkg.selected)")
    until(page, f"document.querySelector('[role=status]').textContent.includes({json.dumps(first)})")
    body.send_keys("n")
    assert until(page, "govkg.graph.name.at(govkg.selected)") != first
    body.send_keys("p")
    assert until(page, "govkg.graph.name.at(govkg.selected)") == first
    stage = page.find_element(By.CSS_SELECTOR, ".stage")
    until(page, "!govkg.surface.flight")
    before = page.execute_script("return [govkg.surface.view.x, govkg.surface.view.k]")
    stage.send_keys(Keys.ARROW_RIGHT, "+")
    after = page.execute_script("return [govkg.surface.view.x, govkg.surface.view.k]")
    assert after[0] > before[0]
    assert after[1] > before[1]
    stage.send_keys("e")
    until(page, "govkg.scene.kind === 'near'")
    page.find_element(By.CSS_SELECTOR, ".stage").send_keys("/")
    assert page.execute_script("return document.activeElement.id") == "search"
    page.find_element(By.ID, "search").send_keys(Keys.ESCAPE)
    assert page.execute_script("return govkg.selected") == -1


def test_the_table_holds_the_same_content(small: nx.MultiDiGraph[str], open_page: Open) -> None:
    page = open_page(network_html(small, title="Đèn biển"))
    page.find_element(By.CSS_SELECTOR, "[data-table]").click()
    names = [cell.text for cell in page.find_elements(By.CSS_SELECTOR, ".table tbody th")]
    assert sorted(names) == sorted(shown(page))
    page.find_element(By.XPATH, "//section[@class='table']//button[starts-with(., 'Quan hệ')]").click()
    assert len(page.find_elements(By.CSS_SELECTOR, ".table tbody tr")) == small.number_of_edges()


def test_both_languages_and_both_themes(small: nx.MultiDiGraph[str], open_page: Open) -> None:
    page = open_page(network_html(small, title="Đèn biển"))
    page.find_element(By.XPATH, "//button[.='English']").click()
    assert page.execute_script("return document.documentElement.lang") == "en"
    assert "Official" in page.find_element(By.CSS_SELECTOR, ".sidebar").text
    page.execute_script("govkg.select(arguments[0])", node(page, "person/ly-thi-anh"))
    until(page, "document.querySelector('.panel').innerText.includes('Awarded the Lighthouse Badge')")
    corner = "Array.from(govkg.surface.canvas.getContext('2d').getImageData(2, 2, 1, 1).data).slice(0, 3)"
    light = page.execute_script(f"return {corner}")
    page.find_element(By.XPATH, "//button[.='Light/dark']").click()
    until(page, f"{corner}[0] < 60")
    assert light[0] > 200


def test_large_graphs_open_on_communities_and_answer(open_page: Open, large: nx.MultiDiGraph[str]) -> None:
    page = open_page(network_html(large, title="Lớn"))
    assert page.execute_script("return govkg.scene.kind") == "groups"
    counted = page.execute_script("return govkg.scene.groups.reduce((sum, g) => sum + g.count, 0)")
    assert counted == len(large)
    page.execute_script("govkg.show('all')")
    page.execute_async_script("govkg.surface.ready.then(arguments[0])")
    assert page.execute_script("return govkg.scene.n") == len(large)
    hub = page.execute_script("return govkg.graph.byDegree[0]")
    page.execute_script("govkg.focus(arguments[0])", hub)
    until(page, "govkg.scene.kind === 'near'")
    assert page.execute_script("return govkg.scene.n") < 130
    rest = page.execute_script("return govkg.scene.groups.map((g) => g.label)")
    assert rest
    assert all(label.endswith("nữa") for label in rest)
    items = page.execute_script("return govkg.scene.n")
    page.execute_script("govkg.surface.on.pick(govkg.scene.n - 1, -1)")
    until(page, f"govkg.scene.n > {items}")


def opened_again(page: webdriver.Chrome, open_page: Open, html: str) -> webdriver.Chrome:
    """The page once more, by its address."""
    page.execute_script("govkg.tell()")
    return open_page(html, page.execute_script("return location.hash"))


def test_more_neighbours_are_in_the_address(open_page: Open, large: nx.MultiDiGraph[str]) -> None:
    html = network_html(large, title="Lớn")
    page = open_page(html)
    page.execute_script("govkg.focus(govkg.graph.byDegree[0])")
    until(page, "govkg.scene.kind === 'near'")
    few = shown(page)
    page.execute_script("govkg.surface.on.pick(govkg.scene.n - 1, -1)")
    until(page, f"govkg.scene.n > {len(few) + 5}")
    more = shown(page)
    assert set(few) < set(more)
    again = opened_again(page, open_page, html)
    assert shown(again) == more
    foreign = open_page(html, "#v=near&o=nobody&n=a|b|c|9&n=x")
    assert foreign.execute_script("return govkg.scene.kind") == "groups"
    assert errors(foreign) == []


def test_a_path_through_many_opens_again_as_the_same_picture(open_page: Open, large: nx.MultiDiGraph[str]) -> None:
    html = network_html(large, title="Lớn")
    page = open_page(html)
    page.execute_script("govkg.journey.between(...arguments)", node(page, "entity/007"), node(page, "entity/613"))
    path = page.execute_script("return govkg.surface.chosen.path.length")
    names = shown(page)
    assert path > 2
    assert len(names) < 60
    again = opened_again(page, open_page, html)
    assert shown(again) == names
    assert again.execute_script("return govkg.surface.chosen.path.length") == path


def test_names_about_a_chosen_node_stay_where_they_were_drawn(open_page: Open, large: nx.MultiDiGraph[str]) -> None:
    """Its neighbours' names are written once more above the lines: at the very place, not beside it."""
    page = open_page(network_html(large, title="Lớn"))
    page.execute_script("govkg.show('all')")
    page.execute_async_script("govkg.surface.ready.then(() => requestAnimationFrame(arguments[0]))")
    spots = page.execute_script(
        """const s = govkg.surface, hub = govkg.graph.byDegree[0], pixels = s.canvas.getContext("2d");
        const written = [], own = pixels.fillText;
        pixels.fillText = (text, x, y) => written.push([text, x, y, pixels.textAlign, pixels.textBaseline]);
        govkg.select(hub, { quiet: true });
        return new Promise((done) => setTimeout(() => { pixels.fillText = own; done(written); }, 500))"""
    )
    assert spots
    assert {(align, baseline) for _, _, _, align, baseline in spots} == {("center", "top")}


def test_what_is_open_does_not_lie_beneath_the_panel(small: nx.MultiDiGraph[str], open_page: Open) -> None:
    page = open_page(network_html(small, title="Đèn biển"))
    page.execute_script("govkg.select(arguments[0])", node(page, "person/ly-thi-anh"))
    page.find_element(By.CSS_SELECTOR, ".menu summary").click()
    page.find_element(By.CSS_SELECTOR, "[data-export=csv]").click()  # selenium clicks nothing that is covered
    page.find_element(By.CSS_SELECTOR, ".menu summary").click()
    page.find_element(By.ID, "search").click()
    until(page, "!document.querySelector('.menu').open")
    page.find_element(By.CSS_SELECTOR, "[data-table]").click()
    edge = "document.querySelector('.table').getBoundingClientRect().right"
    assert page.execute_script(f"return {edge} <= document.querySelector('.panel').getBoundingClientRect().left")


def test_a_new_search_takes_the_place_of_the_last(small: nx.MultiDiGraph[str], open_page: Open) -> None:
    page = open_page(network_html(small, title="Đèn biển"))
    box = page.find_element(By.ID, "search")
    box.send_keys("ly thi anh", Keys.ENTER)
    page.find_element(By.CSS_SELECTOR, ".panel h2").click()
    box.click()
    box.send_keys("do van uy")
    assert "Đỗ Văn Uý" in page.find_element(By.ID, "search-list").text


def test_pyvis_pages_keep_to_what_vis_network_can_move(large: nx.MultiDiGraph[str], open_page: Open) -> None:
    page = open_page(network_html(large, title="Lớn", renderer="pyvis", limit=60))
    assert page.execute_script("return govkg.graph.n") == 60
    assert "60 trên" in page.find_element(By.CSS_SELECTOR, ".notice").text


@pytest.mark.parametrize(
    ("lang", "written", "month", "year"),
    [("vi", "22/10/2031", "10/2031", "2031"), ("en", "22 Oct 2031", "Oct 2031", "2031")],
)
def test_days_are_written_as_readers_write_them_and_kept_as_data(
    small: nx.MultiDiGraph[str], open_page: Open, lang: Literal["vi", "en"], written: str, month: str, year: str
) -> None:
    said = [{"quote": f"Câu thứ {n}.", "published": day} for n, day in enumerate(("2031-10-22", "hôm qua"))]
    times = {"begin": "2031-10", "end": "2031", "observed_first": ""}
    small.nodes[ID + "person/ly-thi-anh"].update(times, facts=[{"text": "Được khen", "evidence": said}])
    page = open_page(network_html(small, title="Đèn biển", focus=ID + "person/ly-thi-anh", lang=lang))
    shown_days = page.find_elements(By.CSS_SELECTOR, "figcaption time")
    assert [(one.get_attribute("datetime"), one.text.strip("· ")) for one in shown_days[:2]] == [
        ("2031-10-22", written),
        ("hôm qua", "hôm qua"),
    ]
    assert f"{month} – {year}" in panel(page)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_fact_whose_words_are_its_quote_is_read_whole(
    small: nx.MultiDiGraph[str], open_page: Open, lang: Literal["vi", "en"]
) -> None:
    said = "luồng 𝟛 phải nạo vét trước mùa bão"
    told = {
        "text_vi": f"Phát biểu: {said}",
        "text_en": f"Statements: {said}",
        "evidence": [{"quote": f"Bà 𝟛: {said}."}],
    }
    small.nodes[ID + "person/ly-thi-anh"]["facts"] = [told]
    page = open_page(network_html(small, title="Đèn biển", focus=ID + "person/ly-thi-anh", lang=lang))
    assert told[f"text_{lang}"] in panel(page)
    assert f"Bà 𝟛: {said}." in panel(page)


def test_the_page_of_a_focus_opens_there(small: nx.MultiDiGraph[str], open_page: Open) -> None:
    page = open_page(network_html(small, title="Đèn biển", focus=ID + "document/luat-den-bien", lang="en"))
    assert shown(page) == ["Bộ Sông nước", "Luật Đèn biển", "Nghị định số 01/2031/NĐ-CP"]
    assert "Law" in panel(page)


def test_a_source_may_bring_more_when_a_node_is_opened(small: nx.MultiDiGraph[str], open_page: Open) -> None:
    """As the server's source does: the page goes on with the grown graph, its state looked up again by IRI."""
    grown = small.copy()
    grown.add_node(ID + "person/a-first-in-order", label="Ông Mới", kind="Official")
    edge = {"relation": "holds: Thứ trưởng", "label_vi": "Thứ trưởng", "label_en": "deputy minister of"}
    grown.add_edge(ID + "person/a-first-in-order", ID + "organization/bo-song-nuoc", **edge)
    network = Network.read(grown)
    packed = pack(network, positions(network), communities(network), style())
    page = open_page(network_html(small, title="Đèn biển"))
    page.execute_script("govkg.filters.families.add(govkg.graph.familyNumber('issuer')); govkg.refilter()")
    page.execute_async_script(
        """const [head, block, iri, done] = arguments;
        (async () => {
          const decode = await import("govkg/decode.js");
          const columns = decode.columns(head.columns, await decode.inflate(block));
          govkg.source.neighbours = async () => ({ head, columns });
          await govkg.focus(govkg.graph.find(iri));
          done();
        })()""",
        dict(packed.head),
        packed.blocks["graph"],
        ID + "organization/bo-song-nuoc",
    )
    assert shown(page) == ["Bộ Sông nước", "Cục Bến cảng", "Lý Thị Ánh", "Ông Mới"]
    assert page.execute_script("return govkg.graph.n") == 12
    assert "Bộ Sông nước" in panel(page)
    assert errors(page) == []
