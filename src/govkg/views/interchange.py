"""A network as GraphML and GEXF, for Gephi, yEd, Cytoscape and networkx. Evidence goes along as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import networkx as nx

from govkg.views.layout import positions
from govkg.views.model import KnowledgeNetwork, Network, Quote, Times
from govkg.views.words import Language, style

GEXF = "http://www.gexf.net/1.2draft"
SCALE = 100.0
"""Pixels of one unit of the layout in GEXF."""


def graphml(graph: KnowledgeNetwork, *, lang: Language = "vi") -> bytes:
    """GraphML (http://graphml.graphdrawing.org), UTF-8.

    Raises:
        Violation: the graph is not as the contract says.

    """
    out = BytesIO()
    nx.write_graphml(_flat(Network.read(graph), lang), out, encoding="utf-8", named_key_ids=True)
    return out.getvalue()


def gexf(graph: KnowledgeNetwork, *, lang: Language = "vi") -> bytes:
    """GEXF 1.2 draft (https://gexf.net), UTF-8, with places, sizes and colours as its viz module has them.

    Raises:
        Violation: the graph is not as the contract says.

    """
    network = Network.read(graph)
    flat = _flat(network, lang)
    for node, (x, y), degree in zip(network.nodes, positions(network), network.degrees(), strict=True):
        colour = style().kind(node.kind).group.light
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        flat.nodes[node.iri]["viz"] = {
            "position": {"x": x * SCALE, "y": -y * SCALE, "z": 0.0},
            "size": 4.0 + degree,
            "color": {"r": red, "g": green, "b": blue, "a": 1.0},
        }
    flat.graph["mode"] = "static"
    known: list[dict[str, Any]] = [data for *_, data in (*flat.nodes(data=True), *flat.edges(data=True))]
    for data in known:
        for name in ("begin", "end"):  # "end" would be a day on which Gephi takes it away, and may be but a year
            if name in data:
                data[f"stated_{name}"] = data.pop(name)
    out = BytesIO()
    nx.write_gexf(flat, out, encoding="utf-8", version="1.2draft")
    root = ElementTree.fromstring(out.getvalue())
    # networkx dates the file by today, gives the graph a name, which GEXF does not know, and each edge its own key.
    root.remove(next(root.iter(f"{{{GEXF}}}meta")))
    next(root.iter(f"{{{GEXF}}}graph")).attrib.pop("name", None)
    ElementTree.register_namespace("", GEXF)
    ElementTree.register_namespace("viz", f"{GEXF}/viz")
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _flat(network: Network, lang: Language) -> nx.MultiDiGraph[str]:
    """The network with nothing but strings in its attributes, which is all that the formats can hold."""
    flat: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in network.nodes:
        facts = [
            {"text": fact.vi if lang == "vi" else fact.en, "evidence": _quotes(fact.evidence)} for fact in node.facts
        ]
        known = _known(aliases=" · ".join(node.aliases), facts=facts, **_times(node.times))
        flat.add_node(node.iri, label=node.label, kind=node.kind, **known)
    for number, edge in enumerate(network.edges):
        source, target = network.nodes[edge.source].iri, network.nodes[edge.target].iri
        known = _known(evidence=_quotes(edge.evidence), **_times(edge.times))
        label = edge.vi if lang == "vi" else edge.en
        flat.add_edge(source, target, key=number, id=f"e{number}", relation=edge.relation, label=label, **known)
    return flat


def _times(times: Times) -> dict[str, str]:
    return asdict(times)


def _quotes(quotes: tuple[Quote, ...]) -> list[dict[str, Any]]:
    return [{key: value for key, value in asdict(quote).items() if value} for quote in quotes]


def _known(**values: Any) -> dict[str, str]:
    return {
        key: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for key, value in values.items()
        if value
    }
