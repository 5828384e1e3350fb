"""The SPARQL 1.1 Protocol: queries by GET, form and body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, Final

import pyoxigraph as ox
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
)
from starlette.requests import Request
from starlette.responses import Response

from govkg.errors import QueryError, StoreError
from govkg.export.dumps import PREFIXES
from govkg.server import negotiation
from govkg.server.bodies import FORM, Parameters, decoded, media_type, of_url, only, parse, read_body
from govkg.server.gateway import Gateway
from govkg.server.holding import Held
from govkg.server.negotiation import GRAPHS, ROWS
from govkg.server.outbound import Host, check_outbound, outbound_errors, reroute
from govkg.server.replies import Problem, Reply, Writer
from govkg.store.failures import engine_errors, one_line, query_error

QUERY: Final = "application/sparql-query"
ROW_FORMATS: Final = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
_GRAPH_FORMATS: Final = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
}


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
            if self.format in offered.values():
                return self.format
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
                ox.serialize(answer, sink, format=_GRAPH_FORMATS[format], prefixes=prefixes)
            else:
                answer.serialize(sink, format=ROW_FORMATS[format])

    return write


async def read(request: Request, gateway: Gateway) -> Parameters:
    """The parameters of a query operation, however it was sent.

    Raises:
        Problem: it is no such operation.

    """
    parameters = of_url(request)
    if request.method != "POST":
        return parameters
    sent = media_type(request)
    body = decoded(await read_body(request, gateway.settings.limits))
    if sent == QUERY:
        if "query" in parameters:
            raise Problem(400, "Two queries", "one in the address, one in the body")
        return {**parameters, "query": [body]}
    if sent == FORM:
        for name, values in parse(body).items():
            parameters.setdefault(name, []).extend(values)
        return parameters
    raise Problem(415, "Not a query", f"POST a query as {QUERY} or {FORM}")


def query_of(parameters: Parameters, accept: str | None, services: tuple[Host, ...]) -> Query | None:
    """The query that parameters describe; None where there is none. ``services`` are whom it may ask in turn.

    Raises:
        Problem: a parameter is wrong, or the query reaches out to another server.

    """
    text = only(parameters, "query")
    if "update" in parameters:
        raise Problem(400, "Not a query", "updates go to /update")
    if text is None:
        return None
    format = only(parameters, "format")
    named = negotiation.format_named(format) if format else None
    if format and named is None:
        raise Problem(400, "Unknown format", f"there is no format {format[:40]!r}")
    check_outbound(text, services)
    defaults, graphs = (tuple(parameters.get(name, ())) for name in ("default-graph-uri", "named-graph-uri"))
    return Query(text, defaults, graphs, None if named else accept, named)


async def endpoint(request: Request, gateway: Gateway) -> Response:
    """``/sparql``: an answer to a query; the page or the service description where there is none."""
    from govkg.server import sparql_page

    parameters = await read(request, gateway)
    accept = request.headers.get("Accept")
    query = query_of(parameters, accept, gateway.settings.services)
    if sparql_page.is_wanted(request, query):
        return await sparql_page.respond(request, gateway, query, parameters)
    if query is None:
        if request.method == "POST":
            raise Problem(400, "No query", "the parameter query is missing")
        from govkg.server.description import service_description

        return service_description(request, gateway)
    return await gateway.query(request, query)
