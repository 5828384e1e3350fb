"""What lies next to some entities, a page at a time: of a body that thousands have to do with, the latest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import networkx as nx

from govkg.lookup.network import Edge, assemble, edges_around
from govkg.store.base import Store

PAGE: Final = 50
"""Neighbours by one relation that a page brings; an eye takes fewer."""

Bundle = tuple[str, str]
"""An entity and the name of one of its relations."""


@dataclass(frozen=True, slots=True)
class Neighbourhoods:
    """The entities with their neighbours as a network, and of each bundle how many neighbours are not in it."""

    graph: nx.MultiDiGraph[str]
    rest: Mapping[Bundle, int]


def neighbourhoods(store: Store, centres: Sequence[str], shown: Mapping[Bundle, int] | None = None) -> Neighbourhoods:
    """The neighbourhoods of some entities; ``shown`` is how many neighbours of a bundle to bring beyond a page."""
    bundles = _bundles(edges_around(store, centres), frozenset(centres))
    kept: dict[int, Edge] = {}
    for bundle, found in bundles.items():
        for neighbour in list(found)[: max(PAGE, (shown or {}).get(bundle, 0))]:
            kept |= {id(edge): edge for edge in found[neighbour]}
    rest = {
        bundle: sum(not any(id(edge) in kept for edge in edges) for edges in found.values())
        for bundle, found in bundles.items()
    }
    network = assemble(store, list(kept.values()), centres)
    return Neighbourhoods(network, {bundle: count for bundle, count in rest.items() if count})


def _bundles(edges: Iterable[Edge], centres: frozenset[str]) -> dict[Bundle, dict[str, list[Edge]]]:
    """The edges of each centre by relation, then by neighbour: whom the latest day shows first, then by IRI."""
    found: dict[Bundle, dict[str, list[Edge]]] = {}
    for edge in edges:
        for centre, neighbour in ((edge.source, edge.target), (edge.target, edge.source)):
            if centre in centres:
                found.setdefault((centre, edge.relation.name), {}).setdefault(neighbour, []).append(edge)
    return {bundle: dict(sorted(sorted(of.items()), key=_latest, reverse=True)) for bundle, of in found.items()}


def _latest(neighbour: tuple[str, list[Edge]]) -> str:
    return max((time for edge in neighbour[1] for time in edge.times.values()), default="")
