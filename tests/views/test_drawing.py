"""Still pictures: SVG that says what it shows, PNG with ink in it."""

from __future__ import annotations

import struct
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from govkg.errors import MissingExtra
from govkg.views import svg
from govkg.views.drawing import network_png, network_svg
from govkg.views.model import Quote, Times
from govkg.views.orgchart import Change, Head, OrgChart, OrgNode, orgchart_html, orgchart_png, orgchart_svg
from govkg.views.page import asset
from govkg.views.timeline import Bar, Mark, Timeline, timeline_html, timeline_svg

SAID = (Quote("Bà Lý Thị Ánh chủ trì.", "Bản tin số 7", "https://example.org/7", "2031-03-03"),)


def texts(picture: str) -> str:
    """All words of a picture, by single spaces."""
    found = (element.text or "" for element in ET.fromstring(picture).iter() if element.tag.endswith("text"))
    return " ".join(" ".join(found).split())


def elements(picture: str, name: str, kind: str) -> list[dict[str, str]]:
    root = ET.fromstring(picture)
    return [e.attrib for e in root.iter() if e.tag.endswith("}" + name) and e.get("class") == kind]


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_every_node_of_a_small_network_is_named(small: nx.MultiDiGraph[str]) -> None:
    words = texts(network_svg(small, title="Đèn biển"))
    for node in small:
        assert small.nodes[node]["label"] in words
    assert "11 trên 11 thực thể" in words
    assert "Cơ quan, tổ chức" in words


def test_a_large_network_shows_the_most_telling_and_says_so(large: nx.MultiDiGraph[str]) -> None:
    focus = "https://w3id.org/govkg/id/entity/123"
    picture = network_svg(large, title="Lớn", focus=focus, limit=40, lang="en")
    assert "40 of 700 entities" in texts(picture)
    assert "Official thứ 123" in texts(picture)


def test_an_empty_network_says_so() -> None:
    assert "Không có gì để vẽ" in texts(network_svg(nx.MultiDiGraph(), title="Trống"))


def test_png_has_the_size_of_the_drawing_and_its_letters(small: nx.MultiDiGraph[str]) -> None:
    picture = network_png(small, title="Đèn biển")
    assert size(picture) == (2560, 1720)
    without = svg.png(network_svg(small, title="Đèn biển").replace(">Lý Thị Ánh<", "><"))
    assert picture != without


def test_no_font_is_an_error_that_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not svg.draws_letters(with_fonts=False)
    monkeypatch.setattr(svg, "draws_letters", lambda: False)
    with pytest.raises(MissingExtra, match="install a font"):
        svg.png(svg.Drawing(10, 10, "x").svg())


def test_text_is_broken_between_words_and_cut_with_a_mark() -> None:
    assert svg.wrap("Bộ Khoa học và Công nghệ", 12, 90) == ["Bộ Khoa học", "và Công nghệ"]
    assert svg.wrap("một hai ba bốn", 12, 1, 2) == ["một", "hai …"]
    assert svg.wrap("", 12, 90) == [""]
    assert svg.width("W" * 10, 12) > svg.width("i" * 10, 12)


def test_shapes_are_the_same_on_paper_and_on_screen() -> None:
    script = asset("shapes.js")
    for name, corners in svg._CORNERS.items():
        listed = ", ".join(f"[{x:g}, {y:g}]" for x, y in corners)
        assert f"{name}: [{listed}]" in script


CHART = OrgChart(
    OrgNode(
        "Bộ Sông nước",
        heads=(Head("Lý Thị Ánh", "Bộ trưởng", "certain", SAID), Head("Đỗ Văn Uý", "Thứ trưởng", "last_known")),
        units=tuple(OrgNode(f"Vụ số {number}", units=(OrgNode(f"Phòng của vụ {number}"),)) for number in range(6)),
    ),
    (OrgNode("Chính phủ"),),
    (Change(("Bộ Sông", "Bộ Nước"), ("Bộ Sông nước",), "2029-08", "hợp nhất", SAID),),
    "2031-03-02",
)


def test_an_organisation_chart_shows_parents_heads_units_and_changes() -> None:
    picture = orgchart_svg(CHART, title="Bộ Sông nước")
    words = texts(picture)
    for told in ("Chính phủ", "Bộ trưởng: Lý Thị Ánh", "và 1 người khác", "Vụ số 5", "– Phòng của vụ 0"):
        assert told in words
    for told in ("Bộ Sông", "Bộ Nước", "08/2029", "hợp nhất", "chưa rõ người đứng đầu"):
        assert told in words
    *bodies, rivers, waters, both = elements(picture, "rect", "box")
    assert len(bodies) == 2 + 6
    assert rivers["x"] == waters["x"]
    assert float(rivers["x"]) + float(rivers["width"]) < float(both["x"]), "what was stands before what became of it"
    rows = {float(box["y"]) for box in bodies}
    assert len(rows) == 4, "the government, the ministry, four units, two units"
    assert size(orgchart_png(CHART, title="x"))[0] > 1000


def test_the_surest_heads_are_told_and_the_others_counted() -> None:
    told = [
        Head(f"Người {n}", "Bộ trưởng", sure)
        for n, sure in enumerate(("not_yet_known", "last_known", "likely", "certain"))
    ]
    node = OrgNode("Bộ", heads=(*told, *(Head(f"Khác {n}", "Bộ trưởng", "certain") for n in range(3))))
    assert [head.name for head in node.told] == ["Người 2", "Người 3", "Khác 0"]
    assert len(node.told) + len(node.others) == len(node.heads)
    assert [head.name for head in OrgNode("Bộ", heads=tuple(told[:2])).told] == ["Người 1"]
    assert OrgNode("Bộ").told == ()


def test_names_in_bold_keep_inside_their_boxes() -> None:
    name = "Cục Phát triển thị trường và Doanh nghiệp khoa học và công nghệ"
    picture = orgchart_svg(OrgChart(OrgNode(name)), title="x")
    assert "Cục Phát triển thị trường và" in texts(picture)


def test_an_organisation_chart_folds_without_a_script() -> None:
    page = orgchart_html(CHART, title="Bộ Sông nước", lang="en")
    assert "<script" not in page
    assert page.count('<details class="fold" open>') == 6
    assert "and 1 others" in page
    assert "(last known)" in page
    assert (
        page.index("Bộ Sông<")
        < page.index('<time datetime="2029-08">August 2029</time>')
        < page.rindex("Bộ Sông nước<")
    )
    assert 'href="https://example.org/7"' in page
    assert "No unit below is known" in orgchart_html(OrgChart(OrgNode("Bộ")), title="Bộ", lang="en")


def test_a_timeline_draws_observed_solid_stated_outlined_unknown_open() -> None:
    stated, observed = Times("2029-05", "2030"), Times("", "", "2031-03-02", "2033-05-01")
    both = Times("2029", "", "2031-03-02", "2031-03-02")
    timeline = Timeline((Bar("A", stated), Bar("B", observed), Bar("C", both), Bar("D", Times())))
    picture = timeline_svg(timeline, title="T")
    outlined = [e for e in elements(picture, "rect", "s-person") if float(e["height"]) > 12]
    solid = elements(picture, "rect", "g-person")
    dotted = elements(picture, "path", "s-person")
    legend = 1
    assert len(outlined) == 2
    assert len(solid) == 2 + legend
    assert len(dotted) == 3 + legend, "both sides of B, the end of C"
    assert "không rõ" in texts(picture)


def test_marks_keep_apart() -> None:
    marks = tuple(Mark(f"Hội nghị thứ {n}", "2031-03-02", "Meeting") for n in range(3))
    picture = timeline_svg(Timeline((), (*marks, Mark("Luật", "2034", "Law"))), title="T")
    diamonds = elements(picture, "polygon", "g-meeting")
    assert len({e["points"].split()[0].split(",")[1] for e in diamonds}) == 3, "one lane each"
    assert len(elements(picture, "polygon", "g-document")) == 1


def test_the_label_of_a_late_mark_stands_before_it() -> None:
    early, late = (
        Mark("Phiên họp đầu", "2031-01-02", "Meeting"),
        Mark("Phiên họp cuối năm của Chính phủ", "2031-12-28", "Meeting"),
    )
    picture = timeline_svg(Timeline((), (early, late)), title="T")
    anchors = {e.text: e.get("text-anchor") for e in ET.fromstring(picture).iter() if e.text and "Phiên" in e.text}
    assert anchors == {"Phiên họp đầu": "start", "Phiên họp cuối năm của Chính phủ": "end"}


def test_many_quotes_fold() -> None:
    said = tuple(Quote(f"Câu {n}.", "Tin") for n in range(9))
    page = timeline_html(Timeline((Bar("A", Times("2031"), evidence=said),)), title="A")
    assert page.count("<blockquote") == 9
    assert "và 6 câu nữa" in page


def test_a_sentence_that_two_statements_rest_on_is_quoted_once() -> None:
    said = tuple(Quote("Bà Lý Thị Ánh chủ trì.", "Bản tin số 7", iri="urn:7", start=start) for start in (0, 40))
    page = timeline_html(Timeline((Bar("A", Times("2031"), evidence=said),)), title="A")
    assert page.count("<blockquote") == 1


def test_a_timeline_page_quotes_every_fact() -> None:
    timeline = Timeline(
        (Bar("Lý Thị Ánh", Times("", "", "2031-03-02", "2033-05-01"), "Bộ trưởng", evidence=SAID),),
        (Mark("Hội nghị giao ban", "2031-03-02", "Meeting", SAID),),
    )
    page = timeline_html(timeline, title="Lý Thị Ánh")
    assert page.count("<blockquote") == 2
    assert "<svg" in page
    assert "<script" not in page


def test_a_timeline_without_time_says_so() -> None:
    assert "Chưa có mốc thời gian nào" in texts(timeline_svg(Timeline((Bar("A", Times()),)), title="T"))
