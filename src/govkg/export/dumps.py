"""The whole store in one file: the same store gives the same bytes, however it came to be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final

from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from govkg import iris
from govkg.store import canonical
from govkg.store.base import Store
from govkg.vocabulary import GOV, SCHEME

_KINDS: Final = ("person", "organization", "post", "tenure", "meeting", "participation", "document", "standard")
_SCHEMES: Final = (
    "post-role",
    "tenure-status",
    "meeting-type",
    "meeting-status",
    "participation-role",
    "document-type",
)

PREFIXES: Final = {
    "gov": GOV,
    **{kind: f"{iris.ID}{kind}/" for kind in _KINDS},
    **{f"{scheme}-": f"{SCHEME}{scheme}/" for scheme in _SCHEMES},
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
}

FORMATS: Final = {
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "turtle": RdfFormat.TURTLE,
}


def dump(store: Store, file: BinaryIO, format: str) -> None:
    """Write every quad; Turtle has no graphs, so it holds the default graph: ontology, reference and knowledge.

    Quads are sorted outside of memory where they are many, so a large store needs no large machine.
    """
    if format == "turtle":
        quads = canonical.sorted_quads(store.quads())
        serialize((quad.triple for quad in quads), file, format=FORMATS[format], prefixes=PREFIXES)
    elif format == "nquads":
        file.writelines(canonical.sorted_lines(store.dump()))
    else:
        serialize(_by_graph(store), file, format=FORMATS[format], prefixes=PREFIXES)


def _by_graph(store: Store) -> Iterator[Quad]:
    """The default graph, then each named graph by name, so that each is written as one block."""
    yield from canonical.sorted_quads(store.quads())
    for graph in graphs(store):
        yield from canonical.sorted_quads(store.quads(graph))


def graphs(store: Store) -> Iterator[NamedNode]:
    """The named graphs by name, however many."""
    for line in canonical.in_order(f"{graph.value}\n".encode() for graph in store.graphs()):
        yield NamedNode(line.decode().rstrip("\n"))
