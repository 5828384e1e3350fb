"""The network page drawn by vis-network, through pyvis: the same page, another surface.

pyvis makes the items and options; its own page is not used, because every mode of pyvis 0.3.2 loads Bootstrap
from elsewhere and prints titles and headings as markup. Here the library lies in the page, the layout is given
and physics is off, which is what makes it quick; labels are text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from govkg.errors import GovkgError
from govkg.views.model import Network
from govkg.views.words import style

DEFAULT = 300
"""Nodes that a pyvis page draws if nothing else is asked."""
MOST = 2000
"""Nodes beyond which vis-network no longer moves as one expects; ``benchmarks/views.py`` shows it."""

OPTIONS: Mapping[str, Any] = {
    "physics": {"enabled": False},
    "interaction": {
        "hover": True, "hideEdgesOnDrag": True, "hideEdgesOnZoom": True, "tooltipDelay": 10_000_000,
        "dragNodes": False, "keyboard": False,
    },
    "nodes": {"borderWidth": 1.5, "font": {"size": 12, "strokeWidth": 4}, "widthConstraint": {"maximum": 150}},
    "edges": {"smooth": False, "width": 1.2, "arrows": {"to": {"enabled": True, "scaleFactor": 0.45}}},
    "layout": {"improvedLayout": False},
}  # fmt: skip


class TooMany(GovkgError):
    """More nodes (``asked``) than the renderer can move (``most``)."""

    def __init__(self, asked: int, most: int) -> None:
        self.asked, self.most = asked, most
        super().__init__(
            f"the renderer pyvis draws at most {most} nodes, not {asked}; the renderer canvas draws any number"
        )


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the page needs beside the network: vis-network itself, its options, an item for each node and edge."""

    library: str
    options: Mapping[str, Any]


def check(limit: int) -> None:
    """Raises: TooMany: vis-network cannot move so many nodes."""
    if limit > MOST:
        raise TooMany(limit, MOST)


def prepare(network: Network) -> Drawn:
    """The items and options of a network, as pyvis makes them; ids are positions in ``nodes`` and ``edges``.

    Raises:
        TooMany: vis-network cannot move so many nodes.

    """
    from pyvis.network import Network as PyvisNetwork  # loads IPython: only who asks for pyvis waits for it

    check(len(network.nodes))
    page = PyvisNetwork(directed=True)
    page.set_options(json.dumps(OPTIONS))
    for number, node in enumerate(network.nodes):
        group = style().kind(node.kind).group
        page.add_node(number, label=node.label, shape="custom", color=group.light)
    for number, edge in enumerate(network.edges):
        page.add_edge(edge.source, edge.target, id=number, relation=edge.relation)
    nodes, edges, _, _, _, options = page.get_network_data()
    return Drawn(_library(), {"nodes": nodes, "edges": edges, "options": json.loads(options)})


@cache
def _library() -> str:
    """vis-network as pyvis ships it (Apache-2.0 or MIT)."""
    return (files("pyvis") / "templates/lib/vis-9.1.2/vis-network.min.js").read_text("utf-8")
