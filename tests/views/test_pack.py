"""What a page carries says what the graph says."""

from __future__ import annotations

import base64
import bz2
import json
import zlib
from array import array
from datetime import date
from typing import Any

import networkx as nx
import pytest

from govkg.errors import Violation
from govkg.views.model import Network, clean
from govkg.views.pack import UNKNOWN_TIME, Packed, pack
from govkg.views.words import style

ID = "https://w3id.org/govkg/id/"


def packed(graph: nx.MultiDiGraph[str]) -> tuple[Network, Packed]:
    network = Network.read(graph)
    places = [(float(number), float(number % 3)) for number in range(len(network.nodes))]
    return network, pack(network, places, [0] * len(places), style())


def column(page: Packed, name: str) -> list[int] | list[str]:
    """A column as the page's own decoder reads it."""
    code, offset, size, count = page.head["columns"][name]
    content = zlib.decompress(base64.b64decode(page.blocks["graph"]))[offset : offset + size]
    if code == "text":
        return content.decode().split("\n") if count else []
    width = array(code).itemsize
    signed = code == "i"
    return [
        int.from_bytes(bytes(content[byte * count + at] for byte in range(width)), "little", signed=signed)
        for at in range(count)
    ]


def listed(page: Packed, name: str) -> Any:
    """The list of a block."""
    return json.loads(bz2.decompress(base64.b64decode(page.blocks[name])))


def test_columns_hold_the_graph(small: nx.MultiDiGraph[str]) -> None:
    network, page = packed(small)
    assert column(page, "name") == [node.label for node in network.nodes]
    assert column(page, "iri") == [node.iri for node in network.nodes]
    steps = column(page, "sourceStep")
    assert [sum(map(int, steps[: at + 1])) for at in range(len(steps))] == [edge.source for edge in network.edges]
    assert column(page, "target") == [edge.target for edge in network.edges]
    relations = [page.head["relations"][int(number)][0] for number in column(page, "relation")]
    assert relations == [edge.relation for edge in network.edges]
    labels = [page.head["labels"][int(number)] for number in column(page, "label")]
    assert labels == [[edge.vi, edge.en] for edge in network.edges]


def test_partial_dates_are_the_first_day_at_a_beginning_and_the_last_at_an_end() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("urn:a", label="a", kind="Official", begin="2011-02", end="2012", observed_first="2011-06-07")
    _, page = packed(graph)
    epoch = date(1970, 1, 1).toordinal()
    assert column(page, "nodeBegin") == [(date(2011, 2, 1).toordinal() - epoch) * 4 + 1]
    assert column(page, "nodeEnd") == [(date(2012, 12, 31).toordinal() - epoch) * 4 + 2]
    assert column(page, "nodeFirst") == [(date(2011, 6, 7).toordinal() - epoch) * 4]
    assert column(page, "nodeLast") == [UNKNOWN_TIME]


def test_a_quote_that_many_share_is_carried_once(small: nx.MultiDiGraph[str]) -> None:
    for *_, data in small.edges(data=True):
        data["evidence"] = [{"quote": "Cùng một câu.", "article": "Một bài"}] * 2
    _, page = packed(small)
    quotes = listed(page, "quotes.0")
    assert [quote[0] for quote in quotes].count("Cùng một câu.") == 1
    assert column(page, "citesCount") == [2] * small.number_of_edges()


def test_words_that_a_fact_repeats_of_its_quote_are_carried_once() -> None:
    said = "bến cảng 𝟛 phải nạo vét trước mùa bão"
    quote = {"quote": f"Ông 𝟛 nói: {said}.", "part": "text", "start": 7, "end": 7 + len(f"Ông 𝟛 nói: {said}.")}
    facts = [
        {"text_vi": f"Phát biểu: {said}", "text_en": f"Statements: {said}", "evidence": [quote]},
        {"text_vi": "Tình trạng: Đã ban hành", "text_en": "Status: Adopted", "evidence": [quote]},
        {"text_vi": f"Phát biểu: {said}!", "text_en": f"Statements: {said}!", "evidence": [quote]},
    ]
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("urn:a", label="a", kind="Official", facts=facts)
    _, page = packed(graph)
    cut, *others = listed(page, "facts.0")[0]
    vi, en, cites, begin, length = cut
    assert (vi, en, cites) == ("Phát biểu: ", "Statements: ", [0])
    units = quote["quote"].encode("utf-16-le")[2 * begin : 2 * (begin + length)]
    assert units.decode("utf-16-le") == said
    assert [other[0] for other in others] == ["Tình trạng: Đã ban hành", f"Phát biểu: {said}!"]
    assert listed(page, "quotes.0") == [[quote["quote"], 0, "text", 7]]


def test_a_quote_that_cleaning_has_shortened_keeps_its_end() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    quote = {"quote": "Bến  cảng", "part": "text", "start": 3, "end": 12}
    graph.add_node("urn:a", label="a", kind="Official", facts=[{"text": "Có", "evidence": [quote]}])
    _, page = packed(graph)
    assert listed(page, "quotes.0") == [["Bến cảng", 0, "text", 3, 1]]


def test_the_same_graph_is_packed_the_same(small: nx.MultiDiGraph[str]) -> None:
    assert packed(small)[1] == packed(small.copy())[1]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"label": None}, "label"),
        ({"kind": None}, "kind"),
        ({"begin": "06/01/2012"}, "not an ISO date"),
        ({"observed_last": "2012-02-30"}, "a time of a network"),
    ],
)
def test_a_graph_against_the_contract_is_refused(change: dict[str, str | None], told: str) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    node = {"label": "a", "kind": "Official"} | change
    graph.add_node("urn:a", **{key: value for key, value in node.items() if value is not None})
    with pytest.raises(Violation, match=told):
        Network.read(graph)


def test_an_edge_without_relation_is_refused() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("urn:a", label="a", kind="Official")
    graph.add_edge("urn:a", "urn:a")
    with pytest.raises(Violation, match="relation"):
        Network.read(graph)


def test_names_are_one_line_of_nfc() -> None:
    assert clean("Ủy\u00a0ban\n nhân\u2028dân") == "Ủy ban nhân dân"
    assert clean("U\u0309y ban") == "Ủy ban"
    assert clean("a\x00b\ud800c") == "a\ufffdb\ufffdc"
