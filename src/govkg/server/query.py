"""A SPARQL query as a job of a worker: its dataset, the form of its answer, its rows as the engine finds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, Final

import pyoxigraph as ox
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
)

from govkg import results
from govkg.errors import QueryError, StoreError
from govkg.export.dumps import PREFIXES
from govkg.results import ROW_FORMATS
from govkg.server import negotiation
from govkg.server.holding import Held
from govkg.server.negotiation import GRAPHS, ROWS
from govkg.server.outbound import check_outbound, outbound_errors, reroute
from govkg.server.replies import Problem, Reply, Writer
from govkg.store.failures import engine_errors, one_line, query_error

GRAPH_FORMATS: Final = {**results.GRAPH_FORMATS, "nquads": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG}
"""The engine's forms of a graph by their names in `format=`; in the last two the graph has no name."""


@dataclass(frozen=True, slots=True)
class Query:
    """One operation of the protocol: the query, its dataset where the request names one, the form of the answer."""

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    accept: str | None = None
    format: str | None = None

    def answer(self, held: Held) -> Reply:
        """Run it; rows are written while the engine finds them."""
        answer = run(held, self)
        format = self._format(answer)
        out = check_outbound(self.text, held.settings.services)
        headers = {"Cache-Control": "no-store"} if out else {}  # what others know may change any moment
        return Reply(negotiation.media_type(format), _writer(answer, format, out), headers=headers)

    def _format(self, answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> str:
        offered = GRAPHS if isinstance(answer, QueryTriples) else ROWS
        if self.format is not None:
            named = negotiation.graph_format(self.format) if offered is GRAPHS else self.format
            if named in offered.values():
                return str(named)
            raise Problem(406, "Not in this form", f"{self.format} is no form of this kind of result")
        chosen = negotiation.choose(self.accept, tuple(offered))
        if chosen is None:
            raise Problem(406, "Not in this form", f"the result can be had as {', '.join(offered)}")
        return offered[chosen]


def run(held: Held, query: Query) -> QuerySolutions | QueryBoolean | QueryTriples:
    """The engine's answer to a query over the dataset that it names.

    Raises:
        QueryError: it is no query, with line and column.
        StoreError: the engine failed.
        Problem: another server that it asks may not be asked, or did not answer.

    """
    text = reroute(query.text, held.settings.services, held.settings.gate)
    with outbound_errors(text != query.text):
        return _ask(held, text, query)


def _ask(held: Held, text: str, query: Query) -> QuerySolutions | QueryBoolean | QueryTriples:
    if not (query.default_graphs or query.named_graphs):
        return held.store.query(text)
    defaults: list[NamedNode | BlankNode | DefaultGraph] = [_graph(name) for name in query.default_graphs]
    named: list[NamedNode | BlankNode] = [_graph(name) for name in query.named_graphs]
    try:
        return held.engine.query(text, default_graph=defaults, named_graphs=named)
    except SyntaxError as error:
        raise query_error(error) from error
    except (OSError, RuntimeError) as error:
        raise StoreError(one_line(str(error)), location=held.store.location) from error


def _graph(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"{iri} is no IRI") from error


def _writer(answer: QuerySolutions | QueryBoolean | QueryTriples, format: str, out: bool) -> Writer:
    def write(sink: IO[bytes]) -> None:
        with outbound_errors(out), engine_errors(None):
            if isinstance(answer, QueryTriples):
                prefixes = PREFIXES if format in ("turtle", "trig", "rdfxml", "jsonld") else None
                ox.serialize(answer, sink, format=GRAPH_FORMATS[format], prefixes=prefixes)
            else:
                answer.serialize(sink, format=ROW_FORMATS[format])

    return write
