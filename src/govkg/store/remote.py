"""A store behind HTTP: SPARQL 1.1 Query, Update and Graph Store, nothing of one vendor.

How a server differs is found out by asking it (``probing``), not by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import filterfalse, groupby, islice
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryResultsFormat, QuerySolutions, RdfFormat

from govkg import iris
from govkg.errors import StoreError
from govkg.store import probing
from govkg.store.base import Answer, Change, Term
from govkg.store.failures import one_line, query_error
from govkg.store.http import ANONYMOUS, Client, Credentials, Refused, Reply
from govkg.store.rewriting import form, substitute, with_graph_variables
from govkg.store.updates import has_blank, is_stamp, steps, update_text
from govkg.vocabulary import GOV, Gov

_GRAPHS = "application/n-triples, text/plain;q=0.9, text/turtle;q=0.5"
_RESULTS = "application/sparql-results+json"
_TOO_LARGE = {400, 413, 414, 500}
"""What servers answer to a request that is larger than they can take; no standard says which."""
_PREFIX = f"@prefix gov: <{GOV}> .\n".encode()
"""Not needed, but servers that look into a body to see what it is (Virtuoso 7) know Turtle by it."""
_FORMATS = {
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "text/turtle": RdfFormat.TURTLE,
    "application/rdf+xml": RdfFormat.RDF_XML,
}


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a server answers: queries, updates, and where it has it the Graph Store protocol."""

    query: str
    update: str
    graph_store: str | None = None

    @classmethod
    def of(cls, query: str, update: str | None = None, graph_store: str | None = None) -> Addresses:
        """Complete what is not given: ``…/query`` has ``…/update`` beside it, any other address does both."""
        if update is None:
            update = query.removesuffix("/query") + "/update" if query.endswith("/query") else query
        return cls(query, update, graph_store)


class RemoteStore:
    """The quads of govkg at a SPARQL server, which may hold graphs of other people beside them.

    Named graphs are seen where their names begin with ``https://w3id.org/govkg/``. A server that answers
    the default graph with the union of all graphs gets the default graph's quads in a graph of their own,
    which each query names as its default graph; ``GRAPH ?g`` finds them there as well.

    ``timeout`` is in seconds for each wait on the wire, ``tries`` is how often what may be repeated is sent,
    ``batch`` how many quads a request holds at most; a server that refuses so many gets fewer.

    Raises:
        StoreVersion: the quads there are in another format.
        StoreError: the server cannot be reached, or cannot keep quads as they are.

    """

    def __init__(
        self,
        addresses: Addresses,
        *,
        credentials: Credentials = ANONYMOUS,
        read_only: bool = False,
        timeout: float = 120.0,
        tries: int = 6,
        batch: int = 10_000,
    ) -> None:
        self._addresses, self._read_only, self._batch = addresses, read_only, batch
        urls = tuple(url for url in (addresses.query, addresses.update, addresses.graph_store) if url is not None)
        self._client = Client(urls, credentials, timeout, tries)
        self._closed = False
        self._default_graph: NamedNode | None = None
        self._atomic, self._by_variable = True, False
        traits = probing.traits(self, can_post=addresses.graph_store is not None)
        self._atomic = traits.atomic
        if traits.union_default:
            self._default_graph = probing.DEFAULT_GRAPH
            self._by_variable = probing.finds_graphs_by_variable_alone(self)

    @property
    def location(self) -> str:
        """The address of queries."""
        return self._addresses.query

    @property
    def read_only(self) -> bool:
        """Whether this opening may not write."""
        return self._read_only

    @property
    def addresses(self) -> Addresses:
        """Where the server answers."""
        return self._addresses

    def query(self, text: str, *, substitutions: Mapping[str, Term] | None = None) -> Answer:
        """Run SPARQL 1.1 at the server; values for variables are written into the text."""
        text = substitute(text, substitutions or {})
        graphs = form(text) in ("CONSTRUCT", "DESCRIBE")
        fields = {"query": text}
        if self._default_graph is not None:
            fields["default-graph-uri"] = self._default_graph.value
        if self._by_variable:
            fields["query"] = with_graph_variables(text)
        try:
            reply = self._open().form(self.location, fields, _GRAPHS if graphs else _RESULTS)
        except Refused as error:
            if error.status == 400:
                raise query_error(RuntimeError(error.message)) from error
            raise
        if graphs:
            held = ox.Store()
            held.bulk_extend(Quad(*triple) for triple in self._triples(reply))
            return held.query("CONSTRUCT WHERE { ?s ?p ?o }")
        try:
            with reply.body:
                return ox.parse_query_results(reply.body.read(), format=QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"its answer cannot be read: {one_line(str(error))}", location=self.location) from error

    def apply(self, change: Change) -> None:
        """One request where the server makes a request whole or not at all, and takes one of that size.

        Else many, in an order that lets the same change repair what a break left (``updates.steps``).
        """
        self._writable()
        size = len(change.remove) + len(change.add)
        if self._atomic and size <= self._batch:
            try:
                self.update(update_text(change, self._default_graph), repeat=not any(map(has_blank, change.add)))
                return
            except Refused as error:
                if error.status not in _TOO_LARGE or size < 2:
                    raise
        for step in steps(change, self._stamps()):
            if step.drop:
                self.update(update_text(Change(drop=step.drop)), repeat=True)
            self._in_batches(self._remove, step.remove)
            self._in_batches(self._add, step.add)

    def load(self, quads: Iterable[Quad]) -> None:
        """Add in batches, which is not one transaction: run again after a break, it completes the rest.

        Stamps come last, so that no article counts as read, and no knowledge as whole, before all is there.
        """
        self._writable()
        rest = iter(quads)
        stamps: list[Quad] = []
        while some := list(islice(rest, self._batch)):
            stamps += filter(is_stamp, some)
            self._in_batches(self._add, sorted(filterfalse(is_stamp, some), key=lambda quad: str(quad.graph_name)))
        self._in_batches(self._add, stamps)

    def update(self, text: str, *, repeat: bool) -> None:
        """Send SPARQL Update; ``repeat`` says that running it twice is the same as once."""
        client = self._open()
        client.post(self._addresses.update, text.encode(), "application/sparql-update", repeat=repeat).body.close()

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of one graph."""
        name = graph or self._default_graph
        pattern = "?s ?p ?o" if name is None else f"GRAPH {name} {{ ?s ?p ?o }}"
        fields = {"query": f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}"}
        for triple in self._triples(self._open().form(self.location, fields, _GRAPHS)):
            yield Quad(triple.subject, triple.predicate, triple.object, graph or DefaultGraph())

    def graphs(self) -> Iterator[NamedNode]:
        """The named graphs of govkg."""
        ours = f'FILTER(STRSTARTS(STR(?g), "{iris.BASE}"))'
        rows = self.query(f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} {ours} }}")
        assert isinstance(rows, QuerySolutions)
        for (name,) in rows:
            if isinstance(name, NamedNode) and name not in (probing.STAMP_GRAPH, self._default_graph):
                yield name

    def dump(self) -> Iterator[Quad]:
        """All quads, graph by graph."""
        yield from self.quads()
        for graph in self.graphs():
            yield from self.quads(graph)

    def __len__(self) -> int:
        hidden = [str(name) for name in (probing.STAMP_GRAPH, self._default_graph) if name is not None]
        ours = f'STRSTARTS(STR(?g), "{iris.BASE}") && ?g NOT IN ({", ".join(hidden)})'
        named = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER({ours}) }}"
        return self._count(named) + self._count("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")

    def close(self) -> None:
        """Let go of the server; nothing is held back that would need writing."""
        self._closed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _open(self) -> Client:
        if self._closed:
            raise StoreError("the store is closed", location=self.location)
        return self._client

    def _writable(self) -> None:
        if self._read_only:
            raise StoreError("is open for reading only", location=self.location)

    def _in_batches(self, send: Callable[[Sequence[Quad]], None], quads: Sequence[Quad]) -> None:
        """Send as many at once as the server takes; where it refuses, half as many from then on."""
        at = 0
        while at < len(quads):
            some = quads[at : at + self._batch]
            try:
                send(some)
            except Refused as error:
                if error.status not in _TOO_LARGE or len(some) == 1:
                    raise
                self._batch = max(1, len(some) // 2)
            else:
                at += len(some)

    def _remove(self, quads: Sequence[Quad]) -> None:
        self.update(update_text(Change(remove=quads), self._default_graph), repeat=True)

    def _add(self, quads: Sequence[Quad]) -> None:
        repeat = not any(map(has_blank, quads))
        if self._addresses.graph_store is None:
            self.update(update_text(Change(add=quads), self._default_graph), repeat=repeat)
            return
        for name, group in groupby(quads, key=lambda quad: quad.graph_name):
            graph = self._default_graph if isinstance(name, DefaultGraph) else name
            where = "default" if graph is None else urlencode({"graph": graph.value})
            body = ox.serialize((quad.triple for quad in group), format=RdfFormat.N_TRIPLES)
            assert body is not None  # it is None only where an output is given
            url = f"{self._addresses.graph_store}?{where}"
            self._open().post(url, _PREFIX + body, "text/turtle", repeat=repeat).body.close()

    def _stamps(self) -> list[Quad]:
        """The stamps of the default graph."""
        rows = self.query(f"SELECT ?s ?d WHERE {{ ?s <{Gov.digest}> ?d }}")
        assert isinstance(rows, QuerySolutions)
        return [Quad(subject, NamedNode(Gov.digest), digest) for subject, digest in rows]

    def _count(self, text: str) -> int:
        rows = self.query(text)
        assert isinstance(rows, QuerySolutions)
        return int(next(rows)["n"].value)

    def _triples(self, reply: Reply) -> Iterator[ox.Quad]:
        with reply.body:
            format_ = _FORMATS.get(reply.media_type)
            if format_ is None:
                raise StoreError(f"answers with {reply.media_type}, not with a graph", location=self.location)
            try:
                yield from ox.parse(reply.body, format=format_)
            except (SyntaxError, ValueError) as error:
                raise StoreError(f"its answer is no graph: {one_line(str(error))}", location=self.location) from error
