"""The SHACL shapes of ``ontology/shapes.ttl``, run in the store.

Every shape is one SPARQL constraint. A SHACL processor asks it of one focus node at a time; a store answers it for all
nodes at once, which is what makes a graph of a million quads checkable.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, NamedNode

from govkg import ontology, resources
from govkg.errors import DataError
from govkg.graph.constraints import Constraint, shown
from govkg.store.base import Term

SHAPES: Final = "https://w3id.org/govkg/shapes#"
_SH: Final = "http://www.w3.org/ns/shacl#"
_SELECT = re.compile(
    r"\s*(?P<head>SELECT\s+(?:DISTINCT\s+)?)(?P<variables>[^{]+?)\s*WHERE\s*(?P<body>\{.*\})\s*", re.DOTALL
)

Described = Mapping[Term, Mapping[str, list[Term]]]


@cache
def shapes() -> tuple[Constraint, ...]:
    """The shapes of the project, by name."""
    return tuple(read_shapes(resources.path("ontology/shapes.ttl")))


def read_shapes(path: Path) -> list[Constraint]:
    """Read shapes from a Turtle file.

    Raises:
        DataError: it is not Turtle, or a shape is not as said above; the message names the shape.

    """
    graph: dict[Term, dict[str, list[Term]]] = {}
    for triple in ontology.parse(path):
        graph.setdefault(triple.subject, {}).setdefault(triple.predicate.value, []).append(triple.object)
    found = []
    for subject, properties in graph.items():
        if isinstance(subject, NamedNode) and subject.value.startswith(SHAPES):
            name = subject.value.removeprefix(SHAPES)
            try:
                found.append(_shape(name, properties, graph))
            except (KeyError, ValueError) as error:
                raise DataError(f"shape {name}: {error}", path=path) from error
    return sorted(found, key=lambda shape: shape.name)


def _shape(name: str, properties: Mapping[str, list[Term]], graph: Described) -> Constraint:
    (constraint,) = (graph[node] for node in properties[_SH + "sparql"] if isinstance(node, BlankNode))
    (over,) = map(shown, properties[SHAPES + "over"])
    (select,) = map(shown, constraint[_SH + "select"])
    messages = {getattr(text, "language", ""): shown(text) for text in constraint[_SH + "message"]}
    return Constraint(name, messages, _prefixes(graph) + _everywhere(select, over))


def _prefixes(graph: Described) -> str:
    declared = [properties for properties in graph.values() if _SH + "prefix" in properties]
    lines = (f"PREFIX {shown(p[_SH + 'prefix'][0])}: <{shown(p[_SH + 'namespace'][0])}>\n" for p in declared)
    return "".join(sorted(lines))


def _everywhere(select: str, over: str) -> str:
    """The query with ``$this`` free: over the default graph, or over the graph of each article."""
    parts = _SELECT.fullmatch(select)
    if parts is None:
        raise ValueError("not of the form SELECT … WHERE { … }")
    if over == "knowledge":
        return select
    if over == "article":
        return f"{parts['head']}?graph {parts['variables']} WHERE {{ GRAPH ?graph {parts['body']} }}"
    raise ValueError(f"over {over!r}")
