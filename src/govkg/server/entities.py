"""``/entity/…`` and ``/article/…``: the page about a thing, and under the same address with an extension its data."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import NamedNode, Quad, QueryTriples, RdfFormat, Triple, serialize
from starlette.requests import Request
from starlette.responses import Response

from govkg import iris, pictures
from govkg.errors import NotFound
from govkg.export.dumps import PREFIXES
from govkg.lookup import Entity, Organization, Person, Record
from govkg.lookup.evidence import Evidence
from govkg.server import description, negotiation
from govkg.server.addresses import ARTICLE, is_thing, thing_iri
from govkg.server.articles import read_article
from govkg.server.bodies import of_url, only
from govkg.server.gateway import Gateway
from govkg.server.holding import Held
from govkg.server.linked import not_there, rest_of_path
from govkg.server.profile import BY_NAME, profile
from govkg.server.replies import Problem, Reply
from govkg.server.structured import structured, structured_article
from govkg.server.templates import render
from govkg.store.base import Store
from govkg.views.timeline import timeline_svg
from govkg.views.words import Language

_HTML: Final = "text/html; charset=utf-8"
_DATA: Final = {"json": "json", "csv": "csv", "svg": "svg"}
_RDF: Final = {"ttl": "turtle", "nt": "ntriples", "jsonld": "jsonld", "rdf": "rdfxml", "nq": "nquads", "trig": "trig"}
_COLUMNS: Final = ("attribute", "value", "iri", "stated", "observed", "quote", "article", "published", "url")

_ABOUT: Final = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
CONSTRUCT {{ {node} ?p ?o . ?fact ?q {node} . ?fact ?r ?v . ?o rdfs:label ?label }}
WHERE {{
  {{ {node} ?p ?o OPTIONAL {{ ?o rdfs:label ?label }} }}
  UNION
  {{ ?fact ?q {node} . FILTER NOT EXISTS {{ ?fact rdfs:label ?named }} ?fact ?r ?v }}
  UNION
  {{ ?fact ?q {node} ; rdfs:label ?v . BIND(rdfs:label AS ?r) }}
}}"""
"""An entity, the facts that lead to it in full, and the names of what is linked with it."""


@dataclass(frozen=True, slots=True)
class EntityPage:
    """The page of an entity; of the section ``section`` it shows the ``number``th page, of others the first facts."""

    iri: str
    language: Language
    section: str | None = None
    number: int = 1

    def answer(self, held: Held) -> Reply:
        """Look it up and write it."""
        entity = find(held, self.iri)
        shown = profile(entity, self.language, section=self.section, page=self.number)
        page = render(
            "entity.html",
            self.language,
            shown=shown,
            entity=entity,
            section=self.section,
            number=self.number,
            timeline=isinstance(entity, Person | Organization)
            and any(one.stated or one.observed for one in entity.tenures),
            structured=structured(entity),
            by_name=BY_NAME,
        )
        return Reply(_HTML, page.encode(), headers=links(self.iri))


@dataclass(frozen=True, slots=True)
class EntityData:
    """The data of an entity in a format, by its extension; ``language`` is that of pictures."""

    iri: str
    extension: str
    language: Language = "vi"

    def answer(self, held: Held) -> Reply:
        """Look it up and write it."""
        entity = find(held, self.iri)
        if self.extension == "json":
            return Reply("application/json", _json(held.graph.show(entity).to_dict()))
        if self.extension == "csv":
            return Reply("text/csv; charset=utf-8", _csv(held.graph.show(entity)))
        if self.extension == "svg":
            drawn = timeline_svg(pictures.timeline(entity), title=entity.name, lang=self.language, adaptive=True)
            return Reply("image/svg+xml", drawn.encode(), headers={"Content-Security-Policy": _IMAGE})
        format = _RDF[self.extension]
        body = about(held.store, (self.iri,), format)
        return Reply(negotiation.media_type(format), body, headers=links(self.iri))


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """The page of an article: its sentences that carry facts marked, and beside each the facts."""

    iri: str
    language: Language

    def answer(self, held: Held) -> Reply:
        """Read it and write the page."""
        article = read_article(held.store, self.iri, self.language)
        page = render("article.html", self.language, article=article, structured=structured_article(article.article))
        return Reply(_HTML, page.encode(), headers=links(self.iri))


@dataclass(frozen=True, slots=True)
class ArticleData:
    """The data of an article in a format, by its extension: all that its graph holds."""

    iri: str
    extension: str

    def answer(self, held: Held) -> Reply:
        """Read it and write it."""
        if self.extension in ("json", "csv"):
            article = read_article(held.store, self.iri, "vi")
            if self.extension == "json":
                return Reply("application/json", _json(article.to_dict()))
            return Reply("text/csv; charset=utf-8", table(article.COLUMNS, article.rows()))
        if self.extension not in _RDF:
            raise not_there(f"….{self.extension}")
        name = NamedNode(self.iri)
        quads = sorted(held.store.quads(name), key=str)
        if not quads:
            raise NotFound(self.iri)
        format = _RDF[self.extension]
        if self.extension in ("nq", "trig"):
            formats = {"nq": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG}
            named = [Quad(quad.subject, quad.predicate, quad.object, name) for quad in quads]
            prefixes = PREFIXES if self.extension == "trig" else None
            body = serialize(named, format=formats[self.extension], prefixes=prefixes) or b""
        else:
            body = description.serialize([quad.triple for quad in quads], format, PREFIXES)
        return Reply(negotiation.media_type(format), body, headers=links(self.iri))


_IMAGE: Final = "default-src 'none'; style-src 'unsafe-inline'"


async def page(request: Request, gateway: Gateway) -> Response:
    """The page of an entity or article, or with an extension its data."""
    start = "/entity/" if request.url.path.startswith("/entity/") else "/article/"
    rest = rest_of_path(request, start)
    stem, dot, extension = rest.rpartition(".")
    if not dot or extension not in {**_DATA, **_RDF}:
        stem, extension = rest, ""
    iri = thing_iri(stem if start == "/entity/" else ARTICLE + stem)
    if iri is None:
        raise not_there(request.url.path)
    parameters = of_url(request)
    language = negotiation.language(only(parameters, "lang"), request.headers.get("Accept-Language"))
    if start == "/article/":
        return await gateway.page(request, ArticleData(iri, extension) if extension else ArticlePage(iri, language))
    if extension:
        return await gateway.page(request, EntityData(iri, extension, language))
    number = only(parameters, "page", "1") or "1"
    if not (number.isascii() and number.isdigit() and 0 < int(number) < 100_000):
        raise Problem(400, "No such page", "page is a number from 1 on")
    return await gateway.page(request, EntityPage(iri, language, only(parameters, "section"), int(number)))


def find(held: Held, iri: str) -> Entity:
    """The entity of an IRI.

    Raises:
        NotFound: there is none.

    """
    if not is_thing(iri) or iri.startswith(iris.ID + ARTICLE):
        raise NotFound(iri)
    return held.graph.entity(iri)


def about(store: Store, iris_: Sequence[str], format: str) -> bytes:
    """What is known of entities, each triple once, in an RDF format."""
    found: set[Triple] = set()
    for iri in iris_:
        answer = store.query(_ABOUT.format(node=NamedNode(iri)))
        assert isinstance(answer, QueryTriples)
        found |= set(answer)
    return description.serialize(_sorted(found), format, PREFIXES)


def links(iri: str) -> dict[str, str]:
    """The header that says which thing a page is about."""
    return {"Link": f'<{iri}>; rel="about"'}


def table(columns: tuple[str, ...], rows: list[list[Any]]) -> bytes:
    """Rows as CSV (RFC 4180); a cell that a spreadsheet would run as a formula gets an apostrophe before it."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(columns)
    for row in rows:
        writer.writerow(["'" + cell if str(cell or "").startswith(("=", "+", "-", "@")) else cell for cell in row])
    return file.getvalue().encode()


def _csv(record: Record) -> bytes:
    rows = []
    for line in record:
        start = [
            line.attribute,
            line.value,
            line.iri,
            *(str(time) if time else "" for time in (line.stated, line.observed)),
        ]
        rows += [[*start, *_said(one)] for one in line.evidence] or [[*start, "", "", "", ""]]
    return table(_COLUMNS, rows)


def _said(evidence: Evidence) -> list[Any]:
    article = evidence.article
    return [evidence.quote, article.iri, article.day.isoformat() if article.day else "", article.url or ""]


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _sorted(triples: set[Triple]) -> list[Triple]:
    return sorted(triples, key=str)
