"""The SHACL shapes of ``ontology/shapes.ttl``, run in the store.

Every shape is one SPARQL constraint. A SHACL processor asks it of one focus node at a time; a store answers it for all
nodes at once, which is what makes a graph of a million quads checkable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal, get_args

import pyoxigraph as ox
from pyoxigraph import BlankNode, NamedNode

from govkg import ontology, resources
from govkg.errors import DataError
from govkg.store.base import Store, Term
from govkg.store.failures import query_error

SHAPES: Final = "https://w3id.org/govkg/shapes#"
Over = Literal["knowledge", "article"]
_SH: Final = "http://www.w3.org/ns/shacl#"
_BODY = re.compile(
    r"\s*SELECT\s+(?P<distinct>DISTINCT\s+)?(?P<variables>[^{]+?)\s*WHERE\s*(?P<body>\{.*\})\s*", re.DOTALL
)
_PLACE = re.compile(r"\{[$?](\w+)\}")


@dataclass(frozen=True, slots=True)
class Breach:
    """A node that a shape rejects, the graph of the article it was found in, and why, by language."""

    shape: str
    node: str
    article: str | None
    messages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape: its name, the graphs that it is about, its messages by language, and its query over all nodes."""

    name: str
    over: Over
    messages: Mapping[str, str]
    query: str

    def breaches(self, store: Store) -> Iterator[Breach]:
        """What the shape rejects in a store."""
        answer = store.query(self.query)
        assert isinstance(answer, ox.QuerySolutions)  # read_shapes has seen to it
        names = [variable.value for variable in answer.variables]
        for row in answer:
            values = {name: shown(value) for name, value in zip(names, row, strict=True)}
            yield Breach(
                shape=self.name,
                node=values["this"],
                article=values.get("graph"),
                messages={language: filled(text, values) for language, text in self.messages.items()},
            )


def shown(term: Term | None) -> str:
    """A term as a message shows it: the value alone."""
    return "" if term is None else str(getattr(term, "value", term))


def filled(message: str, values: Mapping[str, str]) -> str:
    """A message with ``{$this}`` and ``{?other}`` replaced by their values."""
    return _PLACE.sub(lambda place: values.get(place[1], place[0]), message)


@cache
def shapes() -> tuple[Shape, ...]:
    """The shapes of the project, by name."""
    return tuple(read_shapes(resources.path("ontology/shapes.ttl")))


def read_shapes(path: Path) -> list[Shape]:
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
            try:
                found.append(_shape(subject.value.removeprefix(SHAPES), properties, graph))
            except (KeyError, ValueError) as error:
                raise DataError(f"shape {subject.value.removeprefix(SHAPES)}: {error}", path=path) from error
    return sorted(found, key=lambda shape: shape.name)


def _shape(name: str, properties: Mapping[str, list[Term]], graph: Mapping[Term, Mapping[str, list[Term]]]) -> Shape:
    (over,) = (shown(value) for value in properties[SHAPES + "over"])
    if over not in get_args(Over):
        raise ValueError(f"over {over!r}")
    (constraint,) = (graph[node] for node in properties[_SH + "sparql"] if isinstance(node, BlankNode))
    messages = {getattr(text, "language", ""): shown(text) for text in constraint[_SH + "message"]}
    if set(messages) != {"vi", "en"}:
        raise ValueError("needs a message in vi and one in en")
    (select,) = (shown(text) for text in constraint[_SH + "select"])
    query = _prefixes(graph) + _everywhere(select, over)
    try:
        ox.Store().query(query)
    except SyntaxError as error:
        raise ValueError(str(query_error(error))) from error
    return Shape(name, "knowledge" if over == "knowledge" else "article", messages, query)


def _prefixes(graph: Mapping[Term, Mapping[str, list[Term]]]) -> str:
    declared = [properties for properties in graph.values() if _SH + "prefix" in properties]
    lines = (f"PREFIX {shown(p[_SH + 'prefix'][0])}: <{shown(p[_SH + 'namespace'][0])}>\n" for p in declared)
    return "".join(sorted(lines))


def _everywhere(select: str, over: str) -> str:
    """The query with ``$this`` free: over the default graph, or over the graph of each article."""
    parts = _BODY.fullmatch(select)
    if parts is None or "$this" not in parts["variables"]:
        raise ValueError("not of the form SELECT $this … WHERE { … }")
    if over == "knowledge":
        return select
    return f"SELECT {parts['distinct'] or ''}?graph {parts['variables']} WHERE {{ GRAPH ?graph {parts['body']} }}"
