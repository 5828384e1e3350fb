"""``/explore``: the graph, grown by clicking. The page asks for neighbourhoods, page by page, as it opens them."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from govkg.errors import NotFound
from govkg.lookup.neighbourhoods import Bundle, neighbourhoods
from govkg.lookup.network import network
from govkg.lookup.paths import TooFar, shortest_path
from govkg.lookup.relations import RELATIONS
from govkg.pictures import TITLE
from govkg.server import negotiation
from govkg.server.addresses import is_thing, page_of
from govkg.server.bodies import of_url, only
from govkg.server.entities import about, table
from govkg.server.files import address
from govkg.server.gateway import Gateway
from govkg.server.guard import CSP
from govkg.server.holding import Held
from govkg.server.home import often
from govkg.server.linked import not_there
from govkg.server.replies import Problem, Reply
from govkg.server.templates import render
from govkg.views.model import Network
from govkg.views.network import packed_data
from govkg.views.page import MODULES, script_json
from govkg.views.words import Language

_COLUMNS: Final = (
    "source", "source_name", "relation", "target", "target_name", "begin", "end", "observed_first", "observed_last",
)  # fmt: skip
_TIMES: Final = _COLUMNS[5:]
_MOST: Final = 60
"""Entities whose neighbourhoods one request may ask for, and bundles of neighbours of which it may ask for more."""
_DEEPEST: Final = 5000
"""Neighbours by one relation that a page may go on to."""


@dataclass(frozen=True, slots=True)
class Start:
    """The page from which to choose where to begin."""

    language: Language

    def answer(self, held: Held) -> Reply:
        """Offer who is often spoken of."""
        page = render("explore-start.html", self.language, often=often(held.store))
        return Reply("text/html; charset=utf-8", page.encode())


@dataclass(frozen=True, slots=True)
class Neighbourhoods:
    """The entities of these IRIs with what is next to them, as the viewer reads it.

    Of each relation there is a page of neighbours, more of those that ``shown`` names; the head counts the rest.
    """

    entities: tuple[str, ...]
    language: Language
    shown: tuple[tuple[Bundle, int], ...] = ()

    def answer(self, held: Held) -> Reply:
        """Find and pack them; those that the graph does not know are left out."""
        found = neighbourhoods(held.store, self.entities, dict(self.shown))
        if not found.graph:
            raise NotFound(self.entities[0])
        focus = self.entities[0]
        title = str(found.graph.nodes[focus]["label"]) if focus in found.graph else TITLE[self.language]
        read = Network.read(found.graph)
        head, blocks = packed_data(read, title=title, focus=focus, lang=self.language)
        rest = [[read.position[iri], name, count] for (iri, name), count in found.rest.items() if iri in read.position]
        head |= {"rest": rest, "home": f"/?lang={self.language}"}
        return Reply("application/json", json.dumps({"head": head, "blocks": dict(blocks)}).encode())


@dataclass(frozen=True, slots=True)
class Path:
    """The entities on a shortest way between two."""

    start: str
    goal: str

    def answer(self, held: Held) -> Reply:
        """Find it: none of it where nothing connects them, null where the search was given up."""
        way: tuple[str, ...] | None
        try:
            way = shortest_path(held.store, self.start, self.goal)
        except TooFar:
            way = None
        return Reply("application/json", json.dumps({"path": way}).encode())


@dataclass(frozen=True, slots=True)
class Edges:
    """The same as data: nodes and edges in JSON, the edges alone in CSV, or what is known of the entities in Turtle."""

    entities: tuple[str, ...]
    extension: str
    language: Language

    def answer(self, held: Held) -> Reply:
        """Find and write them."""
        if self.extension == "ttl":
            return Reply(negotiation.media_type("turtle"), about(held.store, self.entities, "turtle"))
        found = network(held.store, around=self.entities)
        if not found:
            raise NotFound(self.entities[0])
        if self.extension == "json":
            nodes = [{"id": iri, **attributes} for iri, attributes in found.nodes(data=True)]
            edges = [{"source": a, "target": b, **attributes} for a, b, attributes in found.edges(data=True)]
            content = json.dumps({"nodes": nodes, "edges": edges}, ensure_ascii=False, default=str)
            return Reply("application/json", content.encode())
        label = {iri: attributes["label"] for iri, attributes in found.nodes(data=True)}
        rows = [
            [a, label[a], edge[f"label_{self.language}"], b, label[b], *(edge.get(time) for time in _TIMES)]
            for a, b, edge in found.edges(data=True)
        ]
        return Reply("text/csv; charset=utf-8", table(_COLUMNS, rows))


async def data(request: Request, gateway: Gateway) -> Response:
    """``/explore.json``, ``.csv``, ``.ttl``: the neighbourhoods of each ``iri`` as data."""
    extension = request.path_params["extension"]
    if extension not in ("json", "csv", "ttl"):
        raise not_there(request.url.path)
    wanted, language = _asked(request)
    return await gateway.page(request, Edges(wanted, extension, language))


async def page(request: Request, gateway: Gateway) -> Response:
    """The explorer around ``iri``; without it, where to begin."""
    parameters = of_url(request)
    language = negotiation.language(only(parameters, "lang"), request.headers.get("Accept-Language"))
    first = next(iter(parameters.get("iri", ())), "")
    if not first:
        return await gateway.page(request, Start(language))
    modules = _modules()
    mark = base64.b64encode(sha256(modules.encode()).digest()).decode("ascii")
    policy = CSP.replace("script-src 'self'", f"script-src 'self' 'sha256-{mark}'")
    policy = policy.replace("img-src 'self' data:", "img-src 'self' data: blob:")
    html = render("explore.html", language, modules=modules, page=page_of(first))
    return Response(html, headers={"Content-Security-Policy": policy}, media_type="text/html; charset=utf-8")


async def graph(request: Request, gateway: Gateway) -> Response:
    """The neighbourhoods of each ``iri``; each ``more`` names an iri, a relation and how many of its neighbours."""
    wanted, language = _asked(request)
    return await gateway.page(request, Neighbourhoods(wanted, language, _shown(of_url(request).get("more", []))))


async def path(request: Request, gateway: Gateway) -> Response:
    """A shortest way ``from`` an entity ``to`` another."""
    parameters = of_url(request)
    ends = [only(parameters, name) or "" for name in ("from", "to")]
    if not all(map(is_thing, ends)):
        raise Problem(400, "No entities", "from and to are the addresses of two entities")
    return await gateway.page(request, Path(*ends))


def _shown(told: list[str]) -> tuple[tuple[Bundle, int], ...]:
    """How many neighbours by a relation are asked for.

    Raises:
        Problem: one of them says something else.

    """
    names = {relation.name for relation in RELATIONS}
    found = []
    for text in told:
        iri, name, count, *more = [*text.split("|"), "", ""]
        well = not any(more) and is_thing(iri) and name in names and count.isascii() and count.isdigit()
        if not well or len(count) > 4 or int(count) > _DEEPEST or len(told) > _MOST:
            raise Problem(400, "No such page", f"more is iri|relation|count, up to {_DEEPEST}, at most {_MOST} times")
        found.append(((iri, name), int(count)))
    return tuple(found)


def _asked(request: Request) -> tuple[tuple[str, ...], Language]:
    """The entities around which to look, and the language.

    Raises:
        Problem: none are named, or too many.

    """
    parameters = of_url(request)
    language = negotiation.language(only(parameters, "lang"), request.headers.get("Accept-Language"))
    wanted = tuple(dict.fromkeys(parameters.get("iri", ())))
    if not 0 < len(wanted) <= _MOST or not all(map(is_thing, wanted)):
        raise Problem(400, "No entities", f"iri is the address of an entity, given from once to {_MOST} times")
    return wanted, language


@cache
def _modules() -> str:
    """The import map of the viewer's modules."""
    own = {"govkg/explore.js": address("explore.js")}
    return str(
        script_json({"imports": {**{f"govkg/{name}.js": address(f"viewer/{name}.js") for name in MODULES}, **own}})
    )
