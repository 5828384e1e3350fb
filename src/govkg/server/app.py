"""The application: its routes, and what runs beside them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from govkg.server import (
    description,
    entities,
    exploring,
    health,
    home,
    linked,
    reconcile,
    searching,
    sparql,
    update,
    vocabulary_page,
)
from govkg.server.assets import static_files
from govkg.server.gateway import Gateway
from govkg.server.guard import ROUTE, Guard
from govkg.server.problems import respond
from govkg.server.replies import Problem
from govkg.server.settings import Settings
from govkg.server.templates import prepare

Endpoint = Callable[[Request, Gateway], Awaitable[Response]]


def build(settings: Settings) -> Guard:
    """The application of one server; its workers live as long as its lifespan."""
    gateway = Gateway(settings)
    app = Starlette(
        routes=routes(gateway),
        lifespan=lambda _: _lifespan(gateway),
        exception_handlers={404: _no_route, 405: _no_method, Problem: _problem},
    )
    return Guard(app, gateway)


def routes(gateway: Gateway) -> list[BaseRoute]:
    """Every address there is; docs/reference/http.md says what each is."""

    def route(path: str, endpoint: Endpoint, *methods: str) -> Route:
        async def handle(request: Request) -> Response:
            request.scope[ROUTE] = path
            return await endpoint(request, gateway)

        return Route(path, handle, methods=methods or ("GET",))

    return [
        route("/", home.page),
        route("/sparql", sparql.endpoint, "GET", "POST"),
        route("/sparql.{extension}", sparql.endpoint, "GET", "POST"),
        route("/update", update.endpoint, "POST"),
        route("/id/{rest:path}", linked.see_other),
        route("/entity/{rest:path}", entities.page),
        route("/article/{rest:path}", entities.page),
        route("/search", searching.page),
        route("/search.{extension}", searching.page),
        route("/explore", exploring.page),
        route("/explore/graph", exploring.graph),
        route("/explore/path", exploring.path),
        route("/explore.{extension}", exploring.data),
        route("/reconcile", reconcile.endpoint, "GET", "POST"),
        route("/reconcile/{rest:path}", reconcile.service),
        route("/ontology", vocabulary_page.page),
        route("/ontology/context.jsonld", vocabulary_page.context),
        route("/ontology.{extension}", vocabulary_page.page),
        route("/void", description.void),
        route("/void.{extension}", description.void),
        route("/.well-known/void", description.void),
        route("/health", health.health),
        route("/ready", health.ready),
        route("/metrics", health.metrics),
        Mount("/static", static_files()),
    ]


@asynccontextmanager
async def _lifespan(gateway: Gateway) -> AsyncIterator[None]:
    prepare()
    gateway.freshness.look()
    await asyncio.gather(*(pool.start() for pool in gateway.pools))
    watching = asyncio.create_task(gateway.freshness.watch())
    try:
        yield
    finally:
        watching.cancel()
        await asyncio.gather(*(pool.stop() for pool in gateway.pools))


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return respond(request, error)


async def _no_route(request: Request, _: Exception) -> Response:
    return respond(request, linked.not_there(request.url.path))


async def _no_method(request: Request, error: Exception) -> Response:
    allowed = getattr(error, "headers", None) or {}
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=allowed)
    return respond(request, Problem(405, "Not that way", f"{request.method} is not for this address", headers=allowed))
