"""``/id/…``: the address of a thing leads to the page or the data about it (303, by Accept)."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from govkg.server import negotiation
from govkg.server.addresses import page_of, thing_iri
from govkg.server.gateway import VARY, Gateway
from govkg.server.replies import Problem

_OFFERED: Final = {
    "text/html": "",
    "application/xhtml+xml": "",
    "text/turtle": ".ttl",
    "application/ld+json": ".jsonld",
    "application/n-triples": ".nt",
    "application/rdf+xml": ".rdf",
    "application/json": ".json",
    "text/csv": ".csv",
}


def rest_of_path(request: Request, start: str) -> str:
    """What follows ``start`` in the path, percent-encoded as it came."""
    raw: str = request.scope["raw_path"].decode("ascii", "replace")
    return raw.partition("?")[0].removeprefix(start)


def not_there(what: str) -> Problem:
    """The problem of an address that names nothing."""
    return Problem(404, "Not found", f"nothing is known under the address {what}")


async def see_other(request: Request, _: Gateway) -> Response:
    """Where to see more about a thing; whether there is such a thing, the other end tells."""
    iri = thing_iri(rest_of_path(request, "/id/"))
    page = page_of(iri) if iri else None
    if page is None:
        raise not_there(request.url.path)
    chosen = negotiation.choose(request.headers.get("Accept"), tuple(_OFFERED))
    if chosen is None:
        raise Problem(406, "Not in this form", f"it can be had as {', '.join(_OFFERED)}")
    return Response(status_code=303, headers={"Location": page + _OFFERED[chosen], "Vary": VARY})
