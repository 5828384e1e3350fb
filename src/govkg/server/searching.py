"""``/search``: entities by name, as a page and, for the box that searches as you type, as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple
from starlette.requests import Request
from starlette.responses import Response

from govkg.export.dumps import PREFIXES
from govkg.folding import bare
from govkg.kinds import FAMILIES
from govkg.search import Hit
from govkg.server import description, negotiation
from govkg.server.addresses import page_of
from govkg.server.bodies import of_url, only
from govkg.server.entities import table
from govkg.server.gateway import Gateway
from govkg.server.holding import Held
from govkg.server.linked import not_there
from govkg.server.replies import Problem, Reply
from govkg.server.templates import render
from govkg.views.words import Language, style
from govkg.vocabulary import GOV, Rdf

_MOST: Final = 100
_LONGEST: Final = 200
_OFFERED: Final = {"text/html": "html", "application/json": "json", "text/csv": "csv", "text/turtle": "ttl"}
_DATA: Final = ("json", "csv", "ttl")
_COLUMNS: Final = ("iri", "label", "kind", "name", "match", "mentions")


@dataclass(frozen=True, slots=True)
class Search:
    """A search for names."""

    text: str
    type: str | None
    limit: int
    format: str
    language: Language

    def answer(self, held: Held) -> Reply:
        """Look the names up."""
        hits = held.index.search(self.text, type=self.type, limit=self.limit) if self.text.strip() else []
        if self.format == "json":
            found = [_shown(hit, self.language) | {"called": called(hit, self.text)} for hit in hits]
            return Reply("application/json", json.dumps(found, ensure_ascii=False).encode())
        if self.format == "csv":
            rows = [[hit.iri, hit.label, hit.kind, hit.name, hit.match, hit.mentions] for hit in hits]
            return Reply("text/csv; charset=utf-8", table(_COLUMNS, rows))
        if self.format == "ttl":
            return Reply(negotiation.media_type("turtle"), description.serialize(_triples(hits), "turtle", PREFIXES))
        page = render(
            "search.html",
            self.language,
            text=self.text,
            type=self.type,
            families=FAMILIES,
            hits=[(hit, called(hit, self.text)) for hit in hits],
        )
        return Reply("text/html; charset=utf-8", page.encode())


def called(hit: Hit, text: str) -> str | None:
    """The other name by which a search has found an entity; none where it was found by words of several names."""
    if hit.name == hit.label or hit.match == "weak":
        return None
    named = bare(hit.name).split()
    told = all(any(word.startswith(typed) for word in named) for typed in bare(text).split())
    return hit.name if told or hit.match == "typo" else None


def _triples(hits: list[Hit]) -> list[Triple]:
    """What the hits are and are called."""
    return [
        Triple(NamedNode(hit.iri), NamedNode(property_), value)
        for hit in hits
        for property_, value in ((Rdf.type, NamedNode(GOV + hit.kind)), (Rdf.label, Literal(hit.label)))
    ]


async def page(request: Request, gateway: Gateway) -> Response:
    """The hits for ``q``, of one ``type`` if that is given, at most ``limit``."""
    parameters = of_url(request)
    text, type_ = only(parameters, "q", "") or "", only(parameters, "type") or None
    limit = only(parameters, "limit", "30") or "30"
    if type_ is not None and type_ not in (*FAMILIES, *style().kinds):
        raise Problem(400, "No such type", f"type is one of {', '.join(FAMILIES)} or a class of the ontology")
    if not (limit.isascii() and limit.isdigit() and 0 < int(limit) <= _MOST):
        raise Problem(400, "No such limit", f"limit is a number from 1 to {_MOST}")
    format = only(parameters, "format")
    if (extension := request.path_params.get("extension")) is not None:
        if extension not in _DATA:
            raise not_there(request.url.path)
        format = extension
    if format not in (None, "html", *_DATA):
        raise Problem(400, "Unknown format", f"format is html, {', '.join(_DATA)}")
    if format is None:
        format = _OFFERED.get(negotiation.choose(request.headers.get("Accept"), tuple(_OFFERED)) or "text/html", "html")
    language = negotiation.language(only(parameters, "lang"), request.headers.get("Accept-Language"))
    return await gateway.page(request, Search(text[:_LONGEST], type_, int(limit), format, language))


def _shown(hit: Hit, language: Language) -> dict[str, object]:
    kind = style().kind(hit.kind).words[language]
    found = {"iri": hit.iri, "label": hit.label, "name": hit.name, "kind": kind, "match": hit.match}
    return {**found, "mentions": hit.mentions, "page": page_of(hit.iri)}
