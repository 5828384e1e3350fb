"""The SPARQL 1.1 Protocol: queries by GET, form and body."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from govkg.server import negotiation, sparql_page
from govkg.server.bodies import FORM, Parameters, media_type, of_url, only, parse, read_text
from govkg.server.description import service_description
from govkg.server.gateway import Gateway
from govkg.server.linked import not_there
from govkg.server.outbound import Host, check_outbound
from govkg.server.query import Query
from govkg.server.replies import Problem

QUERY: Final = "application/sparql-query"


async def read(request: Request, gateway: Gateway) -> Parameters:
    """The parameters of a query operation, however it was sent.

    Raises:
        Problem: it is no such operation.

    """
    parameters = of_url(request)
    if request.method != "POST":
        return parameters
    sent = media_type(request)
    body = await read_text(request, gateway.settings.limits)
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
    """``/sparql``: an answer to a query; the page or the service description where there is none.

    ``/sparql.csv`` and the like are the same in one form, whatever the header Accept says.
    """
    parameters = await read(request, gateway)
    if (extension := request.path_params.get("extension")) is not None:
        if negotiation.format_named(extension) is None:
            raise not_there(request.url.path)
        parameters.setdefault("format", []).append(extension)
    accept = request.headers.get("Accept")
    query = query_of(parameters, accept, gateway.settings.services)
    if extension is None and sparql_page.is_wanted(request, query):
        return await sparql_page.respond(request, gateway, query, parameters)
    if query is None:
        if request.method == "POST":
            raise Problem(400, "No query", "the parameter query is missing")
        return service_description(request, gateway, extension)
    return await gateway.query(request, query)
