"""A network as GraphML and GEXF, for Gephi, yEd, Cytoscape and networkx. Evidence goes along as JSON.

The attributes that nodes and edges may have are a fixed list, so that a file is written as its nodes and edges come
and none of them is held: ``graphml`` and ``gexf`` write a picture, ``write_graphml`` and ``write_gexf`` what streams.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import Any, BinaryIO, Final, NamedTuple
from xml.sax.saxutils import XMLGenerator

from govkg.views.layout import Point, positions
from govkg.views.model import KnowledgeNetwork, Network, Node, Quote, Tie, Times
from govkg.views.words import Language, style

GRAPHML: Final = "http://graphml.graphdrawing.org/xmlns"
GEXF: Final = "http://www.gexf.net/1.2draft"
SCALE: Final = 100.0
"""Pixels of one unit of the layout in GEXF."""

_TIMES: Final = ("begin", "end", "observed_first", "observed_last")
_NODE: Final = ("label", "kind", "aliases", "facts", *_TIMES)
_EDGE: Final = ("relation", "label", "evidence", *_TIMES)
_GEXF_NAMES: Final = {"begin": "stated_begin", "end": "stated_end"}
"""An "end" would be a day on which Gephi takes it away, and may be but a year."""


class Spot(NamedTuple):
    """A node to write: with the number of its edges and, if it was laid out, its place."""

    node: Node
    degree: int
    place: Point | None = None


class Line(NamedTuple):
    """An edge to write: the IRIs of its ends, and what it says."""

    source: str
    target: str
    tie: Tie


def graphml(graph: KnowledgeNetwork, *, lang: Language = "vi") -> bytes:
    """GraphML (http://graphml.graphdrawing.org), UTF-8.

    Raises:
        Violation: the graph is not as the contract says.

    """
    out, network = BytesIO(), Network.read(graph)
    write_graphml(out, _spots(network), _lines(network), lang=lang)
    return out.getvalue()


def gexf(graph: KnowledgeNetwork, *, lang: Language = "vi") -> bytes:
    """GEXF 1.2 draft (https://gexf.net), UTF-8, with places, sizes and colours as its viz module has them.

    Raises:
        Violation: the graph is not as the contract says.

    """
    out, network = BytesIO(), Network.read(graph)
    write_gexf(out, _spots(network, positions(network)), _lines(network), lang=lang)
    return out.getvalue()


def _spots(network: Network, places: list[Point] | None = None) -> Iterator[Spot]:
    for number, (node, degree) in enumerate(zip(network.nodes, network.degrees(), strict=True)):
        yield Spot(node, degree, places[number] if places else None)


def _lines(network: Network) -> Iterator[Line]:
    for edge in network.edges:
        yield Line(network.nodes[edge.source].iri, network.nodes[edge.target].iri, edge)


def write_graphml(file: BinaryIO, spots: Iterable[Spot], lines: Iterable[Line], *, lang: Language = "vi") -> None:
    """Write GraphML as nodes and edges come."""
    xml = _Xml(file)
    with xml.element("graphml", xmlns=GRAPHML):
        for what, names in (("node", _NODE), ("edge", _EDGE)):
            for name in names:
                xml.empty("key", {"id": f"{what}-{name}", "for": what, "attr.name": name, "attr.type": "string"})
        with xml.element("graph", edgedefault="directed"):
            for spot in spots:
                with xml.element("node", id=spot.node.iri):
                    _data(xml, "node", _of_node(spot.node, lang))
            for number, line in enumerate(lines):
                with xml.element("edge", id=f"e{number}", source=line.source, target=line.target):
                    _data(xml, "edge", _of_edge(line.tie, lang))


def _data(xml: _Xml, what: str, values: Mapping[str, str]) -> None:
    for name, value in values.items():
        with xml.element("data", key=f"{what}-{name}"):
            xml.text(value)


def write_gexf(file: BinaryIO, spots: Iterable[Spot], lines: Iterable[Line], *, lang: Language = "vi") -> None:
    """Write GEXF as nodes and edges come; a node without a place is left to Gephi's layouts."""
    xml = _Xml(file)
    with (
        xml.element("gexf", {"xmlns": GEXF, "xmlns:viz": f"{GEXF}/viz", "version": "1.2"}),
        xml.element("graph", defaultedgetype="directed", mode="static"),
    ):
        for what, names in (("node", _NODE), ("edge", _EDGE)):
            with xml.element("attributes", {"class": what, "mode": "static"}):
                for number, name in enumerate(names):
                    title = _GEXF_NAMES.get(name, name)
                    xml.empty("attribute", {"id": str(number), "title": title, "type": "string"})
        with xml.element("nodes"):
            for spot in spots:
                values = _of_node(spot.node, lang)
                with xml.element("node", id=spot.node.iri, label=values.pop("label")):
                    _attvalues(xml, _NODE, values)
                    _looks(xml, spot)
        with xml.element("edges"):
            for number, line in enumerate(lines):
                values = _of_edge(line.tie, lang)
                ends = {"source": line.source, "target": line.target}
                with xml.element("edge", {"id": f"e{number}", **ends, "label": values.pop("label")}):
                    _attvalues(xml, _EDGE, values)


def _attvalues(xml: _Xml, names: tuple[str, ...], values: Mapping[str, str]) -> None:
    with xml.element("attvalues"):
        for name, value in values.items():
            xml.empty("attvalue", {"for": str(names.index(name)), "value": value})


def _looks(xml: _Xml, spot: Spot) -> None:
    colour = style().kind(spot.node.kind).group.light
    red, green, blue = (str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    xml.empty("viz:color", {"r": red, "g": green, "b": blue, "a": "1.0"})
    if spot.place:
        x, y = spot.place
        xml.empty("viz:position", {"x": str(x * SCALE), "y": str(-y * SCALE), "z": "0.0"})
    xml.empty("viz:size", {"value": str(4.0 + spot.degree)})


class _Xml:
    """XML of UTF-8, element by element, each on a line of its own."""

    def __init__(self, file: BinaryIO) -> None:
        self._out = XMLGenerator(file, encoding="utf-8", short_empty_elements=True)
        self._out.startDocument()

    @contextmanager
    def element(self, name: str, given: Mapping[str, str] | None = None, **more: str) -> Iterator[None]:
        self._out.startElement(name, {**(given or {}), **more})  # type: ignore[arg-type]
        yield
        self._out.endElement(name)
        self._out.ignorableWhitespace("\n")

    def empty(self, name: str, given: Mapping[str, str]) -> None:
        with self.element(name, given):
            pass

    def text(self, text: str) -> None:
        self._out.characters(text)


def _of_node(node: Node, lang: Language) -> dict[str, str]:
    """The attributes of a node as text, which is all that the formats can hold."""
    facts = [{"text": fact.vi if lang == "vi" else fact.en, "evidence": _quotes(fact.evidence)} for fact in node.facts]
    known = _known(aliases=" · ".join(node.aliases), facts=facts, **_parts(node.times))
    return {"label": node.label, "kind": node.kind, **known}


def _of_edge(tie: Tie, lang: Language) -> dict[str, str]:
    """The attributes of an edge as text."""
    label = tie.vi if lang == "vi" else tie.en
    return {"relation": tie.relation, "label": label, **_known(evidence=_quotes(tie.evidence), **_parts(tie.times))}


def _quotes(quotes: tuple[Quote, ...]) -> list[dict[str, Any]]:
    return [{name: value for name, value in _parts(quote).items() if value} for quote in quotes]


def _parts(of: Quote | Times) -> dict[str, Any]:
    """Its fields by name; ``asdict`` would copy each value, and there are millions."""
    return {name: getattr(of, name) for name in of.__slots__}


def _known(**values: Any) -> dict[str, str]:
    return {
        key: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for key, value in values.items()
        if value
    }
