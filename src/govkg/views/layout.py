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
from govkg.views.svg import width, wrap

Point: TypeAlias = tuple[float, float]

EXACT_UP_TO = 250
"""Nodes of a component up to which distances are drawn as they are in the graph (Kamada and Kawai, 1989)."""
NEAR_UP_TO = 8000
"""Nodes of a component up to which neighbours attract and others repel (UMAP; McInnes and others, 2018).
Beyond, a node simply lies amid its neighbours: no layout makes so many readable, and the picture opens on less."""
NAMED_UP_TO = 120
"""Nodes of a component up to which every name is given room."""
NATURAL = 92.0
"""Pixels of a unit at which names have their own size (as in assets/paint.js)."""
WINDOW = (920.0, 540.0)
"""Pixels that such a component should fit into with its names legible."""
WIDER = 1.25
"""Names are wider than tall, and so are screens."""
MARGIN, LONE = 0.85, 0.45
"""Room around a component, and around a node that has no relation: there are thousands, and nobody looks for shape."""
ROOMY = 1.7
"""How much farther apart the nodes of a component lie that is too large for names: it is what people came to see."""
PULLS, HOLD = 12, 0.03
"""How often the starting places are drawn towards the neighbours' places, and how much of its own each keeps."""


def positions(network: Network) -> list[Point]:
    """A place for each node: components laid out each on its own and packed, the largest first."""
    graph = _simple(network)
    names = [node.iri for node in network.nodes]
    with _fixed_chance():
        parts = sorted(graph.connected_components(), key=lambda part: (-len(part), part[0]))
        laid = [(part, _component(graph, part, names)) for part in parts]
    laid = [(part, _named(places, [network.nodes[node].label for node in part])) for part, places in laid]
    return _pack(laid, len(names))


def communities(network: Network) -> list[int]:
    """The community of each node, numbered by falling size from 0 (Leiden; Traag and others, 2019)."""
    graph = _simple(network)
    with _fixed_chance():
        found: Sequence[int] = graph.community_leiden("modularity", n_iterations=2).membership
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
        start = _turned(sub.layout_kamada_kawai(seed=start, maxiter=50 * len(part)).coords, start)
    elif len(part) <= NEAR_UP_TO:
        start = sub.layout_umap(seed=start, epochs=60, min_dist=0.2).coords
    return _to_unit([(WIDER * float(x), float(y)) for x, y in start], neighbours)


def _start(anchors: Sequence[Point], neighbours: Sequence[Sequence[int]]) -> list[Point]:
    """Anchors drawn towards their neighbours, then spread evenly over a disc; the directions stay as they are."""
    own = [complex(x, y) for x, y in anchors]
    places = own
    for _ in range(PULLS):
        place = places.__getitem__  # a million look-ups and additions a round: by C, not by a loop of ours
        places = [
            HOLD * anchor + (1 - HOLD) * sum(map(place, near)) / len(near)
            for anchor, near in zip(own, neighbours, strict=True)
        ]
    count = len(anchors)
    middle = sum(places) / count
    around = [place - middle for place in places]
    distance = [abs(place) for place in around]
    spread: list[Point] = [(0.0, 0.0)] * count
    for rank, node in enumerate(sorted(range(count), key=distance.__getitem__)):
        stretched = around[node] * math.sqrt(rank + 0.5) / (distance[node] or 1.0)
        spread[node] = (stretched.real, stretched.imag)
    return spread


def _turned(places: Sequence[Sequence[float]], model: Sequence[Point]) -> list[Point]:
    """Turned or mirrored, whichever way lies nearest to the model (Procrustes): distances say nothing of direction."""
    count = len(model)
    middle = complex(sum(x for x, _ in places), sum(y for _, y in places)) / count
    here = [complex(x, y) - middle for x, y in places]
    there = [complex(x, y) for x, y in model]
    turn = sum(b * a.conjugate() for a, b in zip(here, there, strict=True))
    mirror = sum(b * a for a, b in zip(here, there, strict=True))
    if abs(mirror) > abs(turn):
        here, turn = [a.conjugate() for a in here], mirror
    turn = turn / abs(turn) if turn else 1
    here = [a * turn for a in here]
    # What is long lies along the screen: the long axis is half the angle of the sum of squares.
    long = sum(a * a for a in here)
    if abs(long) > 0.3 * sum(abs(a) ** 2 for a in here):
        level = (abs(long) / long) ** 0.5
        here = [a * level for a in here]
    return [(a.real, a.imag) for a in here]


def _to_unit(places: list[Point], neighbours: Sequence[Sequence[int]]) -> list[Point]:
    """Scaled so that an edge has length 1.0, or more where nodes would otherwise have less than a square of that.

    A component that is all but a line has no area; crowding is not what is wrong with it.
    """
    lengths = sorted(
        math.dist(places[node], places[other]) for node, near in enumerate(neighbours) for other in near if node < other
    )
    width, height = (max(side) - min(side) for side in zip(*places, strict=True))
    unit = lengths[len(lengths) // 2]
    if 1 / 8 < (height and width / height) < 8:
        unit = min(unit, math.sqrt(width * height / len(places)))
    unit = unit or 1.0
    return [(x / unit, y / unit) for x, y in places]


def _named(places: list[Point], names: Sequence[str]) -> list[Point]:
    """Large components spread; small ones stretched, then pushed, until no node and its name lie upon another.

    A larger picture is shown smaller while names keep their size, so that boxes grow and it is pushed again.
    """
    if len(places) == 1:
        return places
    if len(places) > NAMED_UP_TO:
        return [(ROOMY * x, ROOMY * y) for x, y in places]
    lines = [wrap(name, 12, 150) for name in names]
    half = [max(width(line, 12) for line in own) / 2 + 6 for own in lines]
    tall = [(28 + 15 * len(own)) / 2 for own in lines]
    sides = [max(side) - min(side) for side in zip(*places, strict=True)]
    needed = 1.6 * sum(4 * w * h for w, h in zip(half, tall, strict=True)) / NATURAL**2
    scale = max(1.0, math.sqrt(needed / max(sides[0] * sides[1], needed / 9)))
    x, y = [place[0] * scale for place in places], [place[1] * scale for place in places]
    pixels = NATURAL
    for _ in range(4):
        _push(x, y, [w / pixels for w in half], [h / pixels for h in tall])
        fits = min(NATURAL, WINDOW[0] / ((max(x) - min(x)) or 1.0), WINDOW[1] / ((max(y) - min(y)) or 1.0))
        if fits > 0.97 * pixels:
            break
        pixels = fits
    return list(zip(x, y, strict=True))


def _push(x: list[float], y: list[float], half: Sequence[float], tall: Sequence[float]) -> None:
    """Boxes around points moved apart in place, each pair the way that is shorter."""
    for _ in range(60):
        moved = False
        for i in range(len(x)):
            for j in range(i):
                across = half[i] + half[j] - abs(x[i] - x[j])
                down = tall[i] + tall[j] - abs(y[i] - y[j])
                if across <= 0 or down <= 0:
                    continue
                moved = True
                side, by = (x, across) if across < down else (y, down)
                step = by / 2 if side[i] >= side[j] else -by / 2
                side[i], side[j] = side[i] + step, side[j] - step
        if not moved:
            return


def _pack(laid: Sequence[tuple[Sequence[int], list[Point]]], count: int) -> list[Point]:
    """Boxes on shelves, the largest in the first; a wide page suits a screen."""
    boxes = []
    for part, places in laid:
        margin = LONE if len(part) == 1 else MARGIN
        left, top = min(x for x, _ in places) - margin, min(y for _, y in places) - margin
        wide, tall = max(x for x, _ in places) + margin - left, max(y for _, y in places) + margin - top
        boxes.append((part, places, left, top, wide, tall))
    area = sum(wide * tall for *_, wide, tall in boxes)
    limit = max([math.sqrt(area * 1.7), *(wide for *_, wide, _ in boxes)])
    result: list[Point] = [(0.0, 0.0)] * count
    x = y = shelf = 0.0
    for part, places, left, top, wide, tall in boxes:
        if x and x + wide > limit:
            x, y, shelf = 0.0, y + shelf, 0.0
        for node, (px, py) in zip(part, places, strict=True):
            result[node] = (px - left + x, py - top + y)
        x, shelf = x + wide, max(shelf, tall)
    return result
