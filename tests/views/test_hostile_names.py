"""Whatever a name holds, it is shown as text and nothing runs."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from selenium import webdriver

from govkg.views.drawing import network_svg
from govkg.views.interchange import gexf, graphml
from govkg.views.model import Quote, Times, clean
from govkg.views.network import Renderer, network_html
from govkg.views.orgchart import Change, Head, OrgChart, OrgNode, orgchart_html, orgchart_svg
from govkg.views.timeline import Bar, Mark, Timeline, timeline_html, timeline_svg
from hostile import CORPUS

Open = Callable[..., webdriver.Chrome]


def network() -> nx.MultiDiGraph[str]:
    """Every field of the contract filled with every name."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number, name in enumerate(CORPUS):
        said = [{"quote": name, "article": name, "url": name, "published": name, "iri": name, "part": name}]
        facts = [{"text_vi": name, "text_en": name, "evidence": said}]
        graph.add_node(f"urn:{number}:{name}", label=name, kind=name or "Official", aliases=[name], facts=facts)
    nodes = list(graph)
    for number, name in enumerate(CORPUS):
        said = [{"quote": name, "article": name, "url": name, "published": name}]
        ends = (nodes[number], nodes[(number + 1) % len(nodes)])
        graph.add_edge(*ends, relation=name or "cites", label_vi=name, label_en=name, evidence=said)
    return graph


@pytest.mark.browser
@pytest.mark.parametrize("renderer", ["canvas", "pyvis"])
def test_nothing_in_a_network_page_runs(open_page: Open, renderer: Renderer) -> None:
    page = open_page(network_html(network(), title=CORPUS[1], renderer=renderer))
    assert page.title == CORPUS[1]
    assert page.execute_script("return govkg.graph.n") == len(CORPUS)
    names = page.execute_script("return [...Array(govkg.graph.n).keys()].map((i) => govkg.graph.name.at(i))")
    assert sorted(names) == sorted(clean(name) or f"urn:{number}:" for number, name in enumerate(CORPUS))
    for number in range(len(CORPUS)):
        page.execute_script("return govkg.panel.node(arguments[0])", number)
        page.execute_script("document.querySelectorAll('.panel details').forEach((d) => { d.open = true })")
    page.execute_script("govkg.table.relations = true; document.querySelector('[data-table]').click()")
    page.execute_script("for (const e of [...Array(govkg.graph.m).keys()]) govkg.panel.line(e)")
    links = page.execute_script("return [...document.querySelectorAll('a')].map((a) => a.protocol)")
    assert set(links) <= {"http:", "https:"}
    assert page.execute_script("return window.bitten ?? null") is None
    assert page.execute_script("return document.querySelectorAll('#govkg script, #govkg img').length") == 0


@pytest.mark.browser
def test_exports_of_hostile_names_stay_well_formed(open_page: Open) -> None:
    page = open_page(network_html(network(), title="x"))
    svg, graphml_, gexf_ = page.execute_async_script(
        """const done = arguments[0];
        (async () => {
          const made = [], create = URL.createObjectURL;
          for (const kind of ["svg", "graphml", "gexf"]) {
            URL.createObjectURL = (blob) => { made.push(blob.text()); return "data:,"; };
            await govkg.export(kind);
          }
          URL.createObjectURL = create;
          done(await Promise.all(made));
        })()"""
    )
    for text in (svg, graphml_, gexf_):
        ET.fromstring(text)


@pytest.mark.browser
@pytest.mark.parametrize("name", CORPUS[:10])
def test_nothing_in_a_still_page_runs(
    chromium: webdriver.Chrome, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    said = (Quote(name, name, name, name, name, name),)
    chart = OrgChart(
        OrgNode(name, name, (Head(name, name, "likely", said),), (OrgNode(name, units=(OrgNode(name),)),)),
        (OrgNode(name),),
        (Change((name,), (name,), name, name, said),),
        name,
    )
    timeline = Timeline((Bar(name, Times("2011", "2012"), name, name, said),), (Mark(name, "2011-05", name, said),))
    folder = tmp_path_factory.mktemp("still")
    for file, html in {
        "o.html": orgchart_html(chart, title=name),
        "t.html": timeline_html(timeline, title=name),
    }.items():
        (folder / file).write_text(html, encoding="utf-8")
        chromium.get((folder / file).as_uri())
        assert chromium.title == " ".join(name.split())
        assert chromium.execute_script("return window.bitten ?? null") is None
        assert chromium.execute_script("return document.querySelectorAll('script, img, iframe').length") == 0
        links = chromium.execute_script("return [...document.querySelectorAll('a')].map((a) => a.protocol)")
        assert set(links) <= {"http:", "https:"}
    for svg in (orgchart_svg(chart, title=name), timeline_svg(timeline, title=name)):
        ET.fromstring(svg)


def test_drawings_and_files_of_hostile_names_are_well_formed() -> None:
    graph = network()
    root = ET.fromstring(network_svg(graph, title=CORPUS[1]))
    assert {element.tag.partition("}")[2] for element in root.iter()} <= {
        "svg", "title", "style", "rect", "path", "text", "circle", "polygon",
    }  # fmt: skip
    assert ET.fromstring(graphml(graph)) is not None
    assert ET.fromstring(gexf(graph)) is not None
