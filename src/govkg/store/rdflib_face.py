"""A store as an rdflib Dataset: for those who want rdflib. The hot paths of govkg talk to the engine.

Over the store protocol, so that a server is reached as well as a folder. Where rdflib and the engine
differ, this is the border: a plain literal is plain on both sides, and lexical forms are left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryBoolean, QuerySolutions
from rdflib import BNode, Dataset, Graph, Literal, URIRef, Variable
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.query import Result
from rdflib.store import Store as RdflibStore
from rdflib.term import Identifier, Node

from govkg.store.base import Change, Store, Term
from govkg.store.embedded import EmbeddedStore
from govkg.vocabulary import Xsd

_Triple = tuple[Node, Node, Node]
_Pattern = tuple[Node | None, Node | None, Node | None]
GraphName = NamedNode | ox.BlankNode | DefaultGraph


def dataset(store: Store) -> Dataset:
    """The store as an rdflib Dataset, whose default graph is the store's and no union.

    Queries run in the store's engine. Writing is one change a call, and fails where the store is read only.
    """
    return Dataset(store=Face(store))


def to_rdflib(term: Term) -> Identifier:
    """A term of the engine as one of rdflib's."""
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language is not None:
            return Literal(term.value, lang=term.language)
        datatype = None if term.datatype.value == Xsd.string else URIRef(term.datatype.value)
        return Literal(term.value, datatype=datatype, normalize=False)
    raise TypeError(f"rdflib has no triple terms: {term}")


def from_rdflib(node: Node) -> NamedNode | ox.BlankNode | ox.Literal:
    """A term of rdflib as one of the engine's."""
    if isinstance(node, Literal):
        if node.language is not None:
            return ox.Literal(str(node), language=node.language)
        return ox.Literal(str(node), datatype=NamedNode(str(node.datatype or Xsd.string)))
    if isinstance(node, BNode):
        return ox.BlankNode(str(node))
    if isinstance(node, URIRef):
        return NamedNode(str(node))
    raise TypeError(f"no RDF term: {node!r}")


class Face(RdflibStore):
    """What rdflib asks of a store, over ours."""

    context_aware = True
    graph_aware = True
    formula_aware = False
    transaction_aware = False

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._held = store
        self._namespaces: dict[str, URIRef] = {}

    def triples(
        self, triple_pattern: _Pattern, context: Graph | None = None
    ) -> Iterator[tuple[_Triple, Iterator[Graph | None]]]:
        """Triples that match, in one graph or with None in all; each with the graph that it lies in."""
        for quad in self._match(triple_pattern, context):
            triple = to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)
            yield triple, iter((self._graph(quad.graph_name),))

    def contexts(self, triple: _Triple | None = None) -> Iterator[Graph]:  # type: ignore[override]
        """The graphs, or those that hold a triple."""
        names: Iterable[GraphName] = self._held.graphs()
        if triple is not None:
            names = {quad.graph_name for quad in self._match(triple, None)}
        return (self._graph(name) for name in names)

    def __len__(self, context: Graph | None = None) -> int:
        """Quads of one graph, or with None of all."""
        if context is None:
            return len(self._held)
        return sum(1 for _ in self._match((None, None, None), context))

    def add(self, triple: _Triple, context: Graph, quoted: bool = False) -> None:
        """Add one triple to a graph."""
        self.addN([(*triple, context)])
        super().add(triple, context, quoted)

    def addN(self, quads: Iterable[tuple[Node, Node, Node, Graph]]) -> None:  # noqa: N802, the name is rdflib's
        """Add many in one change."""
        self._held.apply(Change(add=[_quad((s, p, o), _name(graph)) for s, p, o, graph in quads]))

    def remove(self, triple: _Pattern, context: Graph | None = None) -> None:
        """Remove all that match in one change."""
        self._held.apply(Change(remove=list(self._match(triple, context))))
        super().remove(triple, context)

    def query(
        self,
        query: Any,
        initNs: Mapping[str, Any],  # noqa: N803, the names are rdflib's
        initBindings: Mapping[str, Node],  # noqa: N803
        queryGraph: str,  # noqa: N803
        **options: Any,
    ) -> Result:
        """Run a query on the default graph in the engine; what else rdflib offers, it does by itself.

        Raises:
            NotImplementedError: the query is prepared, or asks one graph alone, or the union; by this rdflib
                knows that it must answer from ``triples``.

        """
        if not isinstance(query, str) or str(queryGraph) != str(DATASET_DEFAULT_GRAPH_ID) or options:
            raise NotImplementedError
        known = {**self._namespaces, **{prefix: str(name) for prefix, name in initNs.items()}}
        prologue = " ".join(f"PREFIX {prefix}: <{name}>" for prefix, name in known.items())
        values = {str(name).lstrip("?$"): from_rdflib(node) for name, node in initBindings.items()}
        return _result(self._held.query(f"{prologue} {query}", substitutions=values))

    def bind(self, prefix: str, namespace: URIRef, override: bool = True) -> None:
        """Keep a prefix for this opening."""
        if override or prefix not in self._namespaces:
            self._namespaces = {name: known for name, known in self._namespaces.items() if known != namespace}
            self._namespaces[prefix] = namespace

    def namespace(self, prefix: str) -> URIRef | None:
        """The namespace of a prefix."""
        return self._namespaces.get(prefix)

    def prefix(self, namespace: URIRef) -> str | None:
        """The prefix of a namespace."""
        return next((prefix for prefix, known in self._namespaces.items() if known == namespace), None)

    def namespaces(self) -> Iterator[tuple[str, URIRef]]:
        """All prefixes."""
        return iter(self._namespaces.items())

    def add_graph(self, graph: Graph) -> None:
        """Nothing: a graph is there when it holds a triple."""

    def remove_graph(self, graph: Graph) -> None:
        """Drop a graph with all that it holds."""
        name = _name(graph)
        if isinstance(name, NamedNode):
            self._held.apply(Change(drop=[name]))
        else:
            self.remove((None, None, None), graph)

    def _match(self, pattern: _Pattern, context: Graph | None) -> Iterator[Quad]:
        if isinstance(pattern[0], Literal) or isinstance(pattern[1], Literal | BNode):
            return iter(())  # rdflib tries such patterns; nothing can match them
        s, p, o = (None if node is None else from_rdflib(node) for node in pattern)
        graph = None if context is None else _name(context)
        if isinstance(self._held, EmbeddedStore):
            return self._held.engine.quads_for_pattern(s, p, o, graph)  # type: ignore[arg-type]
        return _ask(self._held, (s, p, o), graph)

    def _graph(self, name: GraphName) -> Graph:
        identifier = DATASET_DEFAULT_GRAPH_ID if isinstance(name, DefaultGraph) else URIRef(name.value)
        return Graph(store=self, identifier=identifier)


def _ask(store: Store, pattern: tuple[Any, Any, Any], graph: GraphName | None) -> Iterator[Quad]:
    """The quads that match, by SPARQL; a blank node has no name there and matches nothing."""
    if any(isinstance(term, ox.BlankNode) for term in pattern):
        return
    values = {name: term for name, term in zip("spo", pattern, strict=True) if term is not None}
    for where, default in (("?s ?p ?o", True), ("GRAPH ?g { ?s ?p ?o }", False)):
        if graph is not None and isinstance(graph, DefaultGraph) is not default:
            continue
        if isinstance(graph, NamedNode):
            values["g"] = graph
        rows = store.query(f"SELECT ?s ?p ?o ?g WHERE {{ {where} }}", substitutions=values)
        assert isinstance(rows, QuerySolutions)
        ours = None if default or graph is not None else set(store.graphs())
        for s, p, o, g in rows:
            if default:
                yield Quad(s, p, o)
            elif ours is None or g in ours:
                yield Quad(s, p, o, g)


def _quad(triple: _Triple, graph: GraphName) -> Quad:
    s, p, o = map(from_rdflib, triple)
    return Quad(s, p, o, graph)  # type: ignore[arg-type]


def _name(graph: Graph) -> GraphName:
    if graph.identifier == DATASET_DEFAULT_GRAPH_ID:
        return DefaultGraph()
    name = from_rdflib(graph.identifier)
    if isinstance(name, ox.Literal):
        raise TypeError(f"a graph cannot be named by a literal: {name}")
    return name


def _result(answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Result:
    if isinstance(answer, QueryBoolean):
        result = Result("ASK")
        result.askAnswer = bool(answer)
    elif isinstance(answer, QuerySolutions):
        result = Result("SELECT")
        result.vars = [Variable(variable.value) for variable in answer.variables]
        result.bindings = [
            {name: to_rdflib(value) for name, value in zip(result.vars, row, strict=True) if value is not None}
            for row in answer
        ]
    else:
        result = Result("CONSTRUCT")
        result.graph = Graph()
        for triple in answer:
            result.graph.add((to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object)))
    return result
