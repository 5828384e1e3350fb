"""Places: the same for the same graph, nearly the same for nearly the same graph, apart from one another."""

from __future__ import annotations

import math
import random

import networkx as nx
import pytest

from govkg.views.layout import Point, communities, positions
from govkg.views.model import Network


def tree(nodes: int, seed: int = 1) -> nx.MultiDiGraph[str]:
    """Bodies below bodies, the higher ones with more below them."""
    chance = random.Random(seed)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("urn:0", label="0", kind="Ministry")
    for number in range(1, nodes):
        graph.add_node(f"urn:{number}", label=str(number), kind="Department")
        parent = min(chance.randrange(number), chance.randrange(number))
        graph.add_edge(f"urn:{number}", f"urn:{parent}", relation="partOf")
    return graph


def diameter(places: list[tuple[float, float]]) -> float:
    return math.hypot(*(max(side) - min(side) for side in zip(*places, strict=True)))


@pytest.mark.parametrize("nodes", [1, 2, 3, 60, 400, 9000])
def test_the_same_graph_gives_the_same_places_whatever_the_order_of_its_nodes(nodes: int) -> None:
    graph = tree(nodes)
    turned: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from(reversed(list(graph.edges(data=True))))
    first = positions(Network.read(graph))
    assert first == positions(Network.read(turned))
    assert all(math.isfinite(x) and math.isfinite(y) for x, y in first)
    assert len(set(first)) == nodes


@pytest.mark.parametrize("nodes", [400, 9000])
def test_a_few_more_nodes_move_the_others_little(nodes: int) -> None:
    graph = tree(nodes)
    before = Network.read(graph)
    places = positions(before)
    for number in range(nodes // 100):
        graph.add_node(f"urn:new:{number}", label="new", kind="Official")
        graph.add_edge(f"urn:new:{number}", f"urn:{number * 7}", relation="holds")
    after = Network.read(graph)
    again = positions(after)
    moved = sorted(
        math.dist(place, again[after.position[node.iri]]) for node, place in zip(before.nodes, places, strict=True)
    )
    assert moved[len(moved) // 2] < 0.08 * diameter(places)


def test_parts_without_connection_lie_apart() -> None:
    graph = tree(30)
    for number in range(20):
        graph.add_node(f"urn:lone:{number}", label="lone", kind="Official")
    network = Network.read(graph)
    places = positions(network)
    nearest = min(math.dist(a, b) for i, a in enumerate(places) for b in places[:i])
    assert nearest > 0.1
    lone = [place for node, place in zip(network.nodes, places, strict=True) if "lone" in node.iri]
    rest = [place for node, place in zip(network.nodes, places, strict=True) if "lone" not in node.iri]
    assert min(math.dist(a, b) for a in lone for b in rest) > 0.5


def test_an_edge_is_about_one_long() -> None:
    network = Network.read(tree(60))
    places = positions(network)
    lengths = sorted(math.dist(places[edge.source], places[edge.target]) for edge in network.edges)
    assert 0.8 < lengths[len(lengths) // 2] < 2.5


def test_communities_are_what_hangs_together() -> None:
    graph = tree(40)
    other = nx.relabel_nodes(tree(30, seed=2), lambda name: f"{name}:other")
    graph.update(other.edges(data=True), other.nodes(data=True))
    network = Network.read(graph)
    found = communities(network)
    sides = [{found[i] for i, n in enumerate(network.nodes) if ("other" in n.iri) == side} for side in (True, False)]
    assert not sides[0] & sides[1]
    sizes = [found.count(number) for number in range(max(found) + 1)]
    assert sizes == sorted(sizes, reverse=True)
    assert found == communities(network)


def test_nothing_is_laid_out_as_nothing() -> None:
    assert positions(Network.read(nx.MultiDiGraph())) == []
    assert communities(Network.read(nx.MultiDiGraph())) == []


def test_the_process_keeps_its_chance() -> None:
    random.seed(5)
    positions(Network.read(tree(400)))
    after = random.random()
    random.seed(5)
    assert after == random.random()


def test_nodes_without_relations_leave_the_room_to_the_others() -> None:
    graph = tree(400)
    for number in range(1200):
        graph.add_node(f"urn:lone:{number:04d}", label="Một mình", kind="Official")
    network = Network.read(graph)
    places = positions(network)
    together = [place for node, place in zip(network.nodes, places, strict=True) if "lone" not in node.iri]
    assert area(together) > area(places) / 3


def area(places: list[Point]) -> float:
    xs, ys = zip(*places, strict=True)
    return float((max(xs) - min(xs)) * (max(ys) - min(ys)))
