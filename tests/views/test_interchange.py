"""Files for other programs, opened by networkx."""

from __future__ import annotations

import io
import json
from collections import Counter
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from gexf_format import complaints

from govkg import exports
from govkg.store.embedded import EmbeddedStore
from govkg.views.interchange import gexf, graphml

ID = "https://w3id.org/govkg/id/"
GEXF = "{http://www.gexf.net/1.2draft}"
VIZ = "{http://www.gexf.net/1.2draft/viz}"


def test_graphml_comes_back_whole(small: nx.MultiDiGraph[str]) -> None:
    read = nx.read_graphml(io.BytesIO(graphml(small)), force_multigraph=True)
    assert set(read) == set(small)
    assert sorted(read.edges()) == sorted(small.edges())
    person = read.nodes[ID + "person/ly-thi-anh"]
    assert person["label"] == "Lý Thị Ánh"
    assert json.loads(person["facts"])[0]["text"] == "Được tặng Huy hiệu Hải đăng"
    (edge,) = (d for *_, d in read.edges(data=True) if d["relation"] == "participates: chair")
    quote = "Lý Thị Ánh chủ trì Hội nghị giao ban về đèn biển và luồng lạch."
    assert json.loads(edge["evidence"])[0]["text"] == quote
    assert edge["observed_first"] == "2031-03-02"


def test_gexf_is_what_gephi_reads(small: nx.MultiDiGraph[str]) -> None:
    content = gexf(small, lang="en")
    read = nx.read_gexf(io.BytesIO(content))
    assert set(read) == set(small)
    assert read.number_of_edges() == small.number_of_edges()
    assert complaints(content, "1.2", "http://www.gexf.net/1.2draft") == []
    root = ET.fromstring(content)
    graph = root.find(f"{GEXF}graph")
    assert root.tag == f"{GEXF}gexf"
    assert graph is not None
    assert graph.get("defaultedgetype") == "directed"
    nodes = graph.findall(f"{GEXF}nodes/{GEXF}node")
    assert len({node.get("id") for node in nodes}) == len(small)
    for node in nodes:
        colour, place, size = (node.find(VIZ + name) for name in ("color", "position", "size"))
        assert colour is not None
        assert all(0 <= int(colour.get(channel, "-1")) <= 255 for channel in "rgb")
        assert place is not None
        assert float(place.get("x", "nan")) == float(place.get("x", "nan"))
        assert size is not None
        assert float(size.get("value", "0")) > 0
    declared = {a.get("id") for a in graph.iter(f"{GEXF}attribute")}
    assert {value.get("for") for value in graph.iter(f"{GEXF}attvalue")} <= declared
    ends = {edge.get(end) for edge in graph.iter(f"{GEXF}edge") for end in ("source", "target")}
    assert ends <= set(small)


def test_a_store_is_written_as_gephi_reads_it_with_places_or_without(
    example_store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    contents = []
    for laid_out_up_to in (exports.LAID_OUT_UP_TO, 0):
        monkeypatch.setattr(exports, "LAID_OUT_UP_TO", laid_out_up_to)
        contents.append(io.BytesIO())
        exports.write(example_store, contents[-1], "gexf")
        assert complaints(contents[-1].getvalue(), "1.2", "http://www.gexf.net/1.2draft") == []
    placed, streamed = (nx.read_gexf(io.BytesIO(content.getvalue())) for content in contents)
    assert all("position" in data.pop("viz") for _, data in placed.nodes(data=True))
    assert not any("position" in data.pop("viz") for _, data in streamed.nodes(data=True))
    assert dict(streamed.nodes(data=True)) == dict(placed.nodes(data=True))
    assert Counter(told(edge) for edge in streamed.edges(data=True)) == Counter(
        told(edge) for edge in placed.edges(data=True)
    )


def told(edge: tuple[str, str, dict[str, str]]) -> str:
    """An edge without its number, to be compared."""
    source, target, data = edge
    return json.dumps([source, target, {name: value for name, value in data.items() if name != "id"}], sort_keys=True)


def test_what_xml_cannot_hold_is_no_obstacle() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("x:&<\"'>", label="\x00 ]]> & <b> \ud800 \t\n", kind="Ministry")
    graph.add_node("y", label="Ụ nổi", kind="Nothing known")
    graph.add_edge("x:&<\"'>", "y", relation="a\x0bb")
    for content, read in ((graphml(graph), nx.read_graphml), (gexf(graph), nx.read_gexf)):
        (label, other) = (data["label"] for _, data in read(io.BytesIO(content)).nodes(data=True))
        assert (label, other) == ("\ufffd ]]> & <b> \ufffd", "Ụ nổi")


def test_the_same_graph_gives_the_same_bytes(small: nx.MultiDiGraph[str]) -> None:
    assert graphml(small) == graphml(small.copy())
    assert gexf(small) == gexf(small.copy())
    assert b"lastmodifieddate" not in gexf(small), "the day on which it was written is nobody's business"


def test_the_check_of_the_format_finds_what_is_wrong(small: nx.MultiDiGraph[str]) -> None:
    content = gexf(small)
    for right, wrong in (
        (b'class="node" mode="static"', b'class="node" mode="sometimes"'), (b"<viz:size value", b"<viz:size worth"),
        (b'defaultedgetype="directed"', b'defaultedgetype="directed" name=""'), (b'for="1"', b'for="99"'),
        (b'target="https://w3id.org', b'target="https://w4id.org'), (b'r="', b'r="9'),
    ):  # fmt: skip
        assert right in content, right
        assert complaints(content.replace(right, wrong), "1.2", "http://www.gexf.net/1.2draft"), wrong
