"""Where nodes lie and which belong together, the same for the same graph.

A graph with a few nodes more gives nearly the same picture: every node starts from a place that its IRI decides,
drawn towards its neighbours, and the forces begin cool. Units: 1.0 is about the length of an edge.
"""

from __future__ import annotations

import math
import random
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from typing import Any, TypeAlias

import igraph

from govkg.views.model import Network

Point: TypeAlias = tuple[float, float]

EXACT_UP_TO = 250
"""Nodes of a component up to which distances are drawn as they are in the graph (Kamada and Kawai, 1989);
beyond, forces on a grid (Fruchterman and Reingold, 1991), which is near linear."""
WIDER = 1.25
"""Names are wider than tall, and so are screens."""
PULLS = 6
"""How often the starting places are drawn towards the neighbours' places."""


def positions(network: Network) -> list[Point]:
    """A place for each node: components laid out each on its own and packed, the largest first."""
    graph = _simple(network)
    names = [node.iri for node in network.nodes]
    with _fixed_chance():
        parts = sorted(graph.connected_components(), key=lambda part: (-len(part), part[0]))
        laid = [(part, _component(graph, part, names)) for part in parts]
    return _pack(laid, len(names))


def communities(network: Network) -> list[int]:
    """The community of each node, numbered by falling size from 0 (Louvain's method on the whole graph)."""
    graph = _simple(network)
    with _fixed_chance():
        found: Sequence[int] = graph.community_multilevel().membership
    size: dict[int, int] = {}
    for community in found:
        size[community] = size.get(community, 0) + 1
    number = {community: rank for rank, community in enumerate(sorted(size, key=lambda c: (-size[c], c)))}
    return [number[community] for community in found]


def _simple(network: Network) -> Any:
    pairs = {(min(e.source, e.target), max(e.source, e.target)) for e in network.edges if e.source != e.target}
    return igraph.Graph(len(network.nodes), sorted(pairs))


@contextmanager
def _fixed_chance() -> Iterator[None]:
    """Lend igraph, which has one generator for the whole process, one that always begins the same."""
    igraph.set_random_number_generator(random.Random(20120106))
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)


def _anchor(iri: str) -> Point:
    """A place in the unit disc that only the IRI decides."""
    first, second = (part / 2**32 for part in struct.unpack("<II", blake2b(iri.encode(), digest_size=8).digest()))
    return math.sqrt(first) * math.cos(math.tau * second), math.sqrt(first) * math.sin(math.tau * second)


def _component(graph: Any, part: Sequence[int], names: Sequence[str]) -> list[Point]:
    if len(part) == 1:
        return [(0.0, 0.0)]
    sub = graph.induced_subgraph(part)
    neighbours: list[list[int]] = sub.get_adjlist()
    start = _start([_anchor(names[node]) for node in part], neighbours)
    if len(part) <= EXACT_UP_TO:
        laid = sub.layout_kamada_kawai(seed=start, maxiter=50 * len(part)).coords
    else:
        laid = sub.layout_fruchterman_reingold(
            seed=start, niter=300 if len(part) < 30_000 else 120, grid=True, start_temp=math.sqrt(len(part)) / 10
        ).coords
    return _to_unit([(WIDER * float(x), float(y)) for x, y in laid], neighbours)


def _start(anchors: Sequence[Point], neighbours: Sequence[Sequence[int]]) -> list[Point]:
    """Anchors drawn towards their neighbours, spread to the area that the component will need."""
    places = list(anchors)
    for _ in range(PULLS):
        pulled = []
        for node, near in enumerate(neighbours):
            share = 0.9 / len(near)
            x, y = anchors[node]
            pulled.append(
                (
                    0.1 * x + share * sum(places[other][0] for other in near),
                    0.1 * y + share * sum(places[other][1] for other in near),
                )
            )
        places = pulled
    reach = math.sqrt(sum(x * x + y * y for x, y in places) / len(places)) or 1.0
    scale = math.sqrt(len(places)) / reach
    return [(x * scale, y * scale) for x, y in places]


def _to_unit(places: list[Point], neighbours: Sequence[Sequence[int]]) -> list[Point]:
    """Scaled so that an edge has length 1.0, or more where nodes would otherwise have less than a square of that.

    A component that is a line has no area; crowding is not what is wrong with it.
    """
    lengths = sorted(
        math.dist(places[node], places[other]) for node, near in enumerate(neighbours) for other in near if node < other
    )
    width, height = (max(side) - min(side) for side in zip(*places, strict=True))
    edge = lengths[len(lengths) // 2]
    room = math.sqrt(width * height / len(places))
    unit = (room if edge / 4 < room < edge else edge) or 1.0
    return [(x / unit, y / unit) for x, y in places]


def _pack(laid: Sequence[tuple[Sequence[int], list[Point]]], count: int) -> list[Point]:
    """Boxes on shelves, the largest in the first; a wide page suits a screen."""
    boxes = []
    for part, places in laid:
        left, top = min(x for x, _ in places) - 0.6, min(y for _, y in places) - 0.6
        width, height = max(x for x, _ in places) + 0.6 - left, max(y for _, y in places) + 0.6 - top
        boxes.append((part, places, left, top, width, height))
    area = sum(width * height for *_, width, height in boxes)
    limit = max([math.sqrt(area * 1.7), *(width for *_, width, _ in boxes)])
    result: list[Point] = [(0.0, 0.0)] * count
    x = y = shelf = 0.0
    for part, places, left, top, width, height in boxes:
        if x and x + width > limit:
            x, y, shelf = 0.0, y + shelf, 0.0
        for node, (px, py) in zip(part, places, strict=True):
            result[node] = (px - left + x, py - top + y)
        x, shelf = x + width, max(shelf, height)
    return result
