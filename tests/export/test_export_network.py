"""The network that is sorted together is the network that is looked up."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import networkx as nx
import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from govkg import iris
from govkg.export.network import network
from govkg.lookup import KnowledgeGraph
from govkg.store.canonical import in_order
from govkg.store.embedded import EmbeddedStore
from govkg.vocabulary import Gov, Rdf


def plain(graph: nx.MultiDiGraph[str]) -> tuple[dict[str, Any], list[str]]:
    """Nodes and edges to compare: what is known beside them is in no order."""
    nodes = json.loads(json.dumps(dict(graph.nodes(data=True))))
    for data in nodes.values():
        data.get("facts", []).sort(key=lambda fact: json.dumps(fact, sort_keys=True))
    return nodes, sorted(json.dumps(edge, sort_keys=True) for edge in graph.edges(data=True))


def test_it_is_what_the_lookup_gives(example: KnowledgeGraph) -> None:
    with network(example.store) as found:
        graph = found.graph()
        assert found.size == len(graph)
        assert {iri: degree for iri, degree, _ in found.nodes()} == dict(graph.degree())
    nodes, edges = plain(graph)
    known = plain(example.network())
    assert nodes == known[0]
    assert edges == known[1]
    assert any(data.get("facts") for data in nodes.values())


def test_hostile_names_are_data(hostile_store: EmbeddedStore) -> None:
    with network(hostile_store) as found:
        assert plain(found.graph()) == plain(KnowledgeGraph(hostile_store).network())


def test_an_edge_to_what_has_no_name_is_left_out(fill: Any) -> None:
    nameless, person = NamedNode(f"{iris.ID}organization/khong-ten"), NamedNode(f"{iris.ID}person/x")
    with EmbeddedStore(None) as store:
        fill(store)
        for subject, property_, value in (
            (nameless, Rdf.type, NamedNode(Gov.Ministry)),
            (person, Rdf.type, NamedNode(Gov.Official)),
            (person, Rdf.label, Literal("Đoàn Thị Mận", language="vi")),
            (NamedNode(f"{iris.ID}speech/x"), Gov.speaker, person),
            (NamedNode(f"{iris.ID}speech/x"), Gov.addressee, nameless),
        ):
            store.load([Quad(subject, NamedNode(property_), value, DefaultGraph())])
        with network(store) as found:
            assert not any(nameless.value in edge for edge in found.edges())
            assert nameless.value not in {iri for iri, *_ in found.nodes()}


@pytest.mark.parametrize("at_once", [2_000, 20_000])
def test_it_does_not_matter_how_much_is_sorted_at_once(
    example: KnowledgeGraph, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with network(example.store) as found:
        expected = list(found.nodes()), list(found.edges())
    monkeypatch.setattr("govkg.export.network._sorted", partial(in_order, at_once=at_once))
    with network(example.store) as found:
        assert (list(found.nodes()), list(found.edges())) == expected
        assert list(found.nodes()) == expected[0], "it can be read again"
