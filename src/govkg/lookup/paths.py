"""How two entities hang together: the shortest way over facts, found from both ends at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from govkg.errors import GovkgError
from govkg.lookup.network import edges_among
from govkg.lookup.reader import values
from govkg.store.base import Store

MOST: Final = 20_000
"""Entities that a search may come by before it gives up."""
_BATCH: Final = 500


class TooFar(GovkgError):
    """No way was found among the ``seen`` nearest entities."""

    def __init__(self, seen: int) -> None:
        self.seen = seen
        super().__init__(f"no connection among the {seen} nearest entities")


def shortest_path(store: Store, start: str, goal: str, *, most: int = MOST) -> tuple[str, ...]:
    """The entities of a shortest way from one to the other, both among them; empty where nothing connects them.

    Raises:
        TooFar: after ``most`` entities none was found.

    """
    if start == goal:
        return (start,)
    came: tuple[dict[str, str], dict[str, str]] = ({start: ""}, {goal: ""})
    fronts = [[start], [goal]]
    while all(fronts):
        side = 0 if len(fronts[0]) <= len(fronts[1]) else 1
        here, there = came[side], came[1 - side]
        fresh: dict[str, str] = {}
        for node, other in sorted(_next_to(store, fronts[side])):
            if other not in here:
                fresh.setdefault(other, node)
        here |= fresh
        if met := sorted(fresh.keys() & there.keys()):
            return (*reversed(_back(came[0], met[0])), *_back(came[1], met[0])[1:])
        if len(here) + len(there) > most:
            raise TooFar(len(here) + len(there))
        fronts[side] = sorted(fresh)
    return ()


def _back(came: dict[str, str], node: str) -> list[str]:
    """From a node back to where the search on its side began."""
    way = [node]
    while came[way[-1]]:
        way.append(came[way[-1]])
    return way


def _next_to(store: Store, nodes: Sequence[str]) -> set[tuple[str, str]]:
    """Each of the nodes with each of its neighbours."""
    found: set[tuple[str, str]] = set()
    for start in range(0, len(nodes), _BATCH):
        batch = nodes[start : start + _BATCH]
        found |= {(edge.source, edge.target) for edge in edges_among(store, values("source", batch))}
        found |= {(edge.target, edge.source) for edge in edges_among(store, values("target", batch))}
    return found
