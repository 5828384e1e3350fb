"""``/ontology``: the vocabulary to read, and as RDF."""

from __future__ import annotations

from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode
from starlette.requests import Request
from starlette.responses import Response

from govkg import ontology, resources
from govkg.export.context import FILE
from govkg.export.dumps import PREFIXES
from govkg.server import description, negotiation
from govkg.server.bodies import of_url, only
from govkg.server.entities import table
from govkg.server.gateway import VARY, Gateway
from govkg.server.linked import not_there
from govkg.server.negotiation import GRAPHS
from govkg.server.replies import Problem
from govkg.views.vocabulary import page as vocabulary_html
from govkg.views.words import LANGUAGES, Language
from govkg.vocabulary import Rdf

_CSP: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_DEFINITION: Final = "http://www.w3.org/2004/02/skos/core#definition"
_COLUMNS: Final = ("term", "type", "name_vi", "name_en", "definition_vi", "definition_en")
_CONTEXT_HEADERS: Final = {"Cache-Control": "public, max-age=3600"}
_HEADERS: Final = {"Vary": VARY, "Cache-Control": "public, max-age=3600"}


async def page(request: Request, _: Gateway) -> Response:
    """The page, or the form of RDF that ``format`` or Accept asks for."""
    parameters = of_url(request)
    named = only(parameters, "format")
    if (extension := request.path_params.get("extension")) is not None:
        if extension == "csv":
            return Response(_csv(), headers=_HEADERS, media_type="text/csv; charset=utf-8")
        if (format := negotiation.graph_format(negotiation.format_named(extension))) is None:
            raise not_there(request.url.path)
    elif named is not None:
        if (format := negotiation.graph_format(negotiation.format_named(named))) is None:
            raise Problem(400, "Unknown format", f"there is no format {named[:40]!r}")
    else:
        chosen = negotiation.choose(request.headers.get("Accept"), ("text/html", *GRAPHS))
        if chosen is None:
            raise Problem(406, "Not in this form", f"it can be had as text/html, {', '.join(GRAPHS)}")
        format = GRAPHS.get(chosen)
    if format is None:
        language = negotiation.language(only(parameters, "lang"), request.headers.get("Accept-Language"))
        headers = {**_HEADERS, "Content-Security-Policy": _CSP}
        return Response(_page(language), headers=headers, media_type="text/html; charset=utf-8")
    return Response(_rdf(format), headers=_HEADERS, media_type=negotiation.media_type(format))


async def context(_: Request, __: Gateway) -> Response:
    """``/ontology/context.jsonld``: the short names of the terms, as exports and pages in JSON-LD use them."""
    return Response(_context(), headers=_CONTEXT_HEADERS, media_type="application/ld+json")


@cache
def _context() -> bytes:
    return resources.path(FILE).read_bytes()


@cache
def _page(language: Language) -> str:
    links = {"govkg": f"/?lang={language}", "Turtle": "/ontology?format=ttl", "JSON-LD": "/ontology?format=jsonld"}
    return vocabulary_html(language, links)


@cache
def _csv() -> bytes:
    """A row each term that has a name: what it is, its names and definitions."""
    said: dict[str, dict[tuple[str, str | None], str]] = {}
    for triple in ontology.triples():
        if isinstance(triple.subject, NamedNode):
            value = triple.object
            key = (triple.predicate.value, value.language if isinstance(value, Literal) else None)
            said.setdefault(triple.subject.value, {})[key] = getattr(value, "value", "")
    told = [(property_, language) for property_ in (Rdf.label, _DEFINITION) for language in LANGUAGES]
    wanted: list[tuple[str, str | None]] = [(Rdf.type, None), *told]
    rows = [
        [term, *(found.get(key, "") for key in wanted)]
        for term, found in sorted(said.items())
        if any(property_ == Rdf.label for property_, _ in found)
    ]
    return table(_COLUMNS, rows)


@cache
def _rdf(format: str) -> bytes:
    return description.serialize(sorted(set(ontology.triples()), key=str), format, PREFIXES)
