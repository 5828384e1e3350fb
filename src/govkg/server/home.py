"""``/``: the way in."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode
from starlette.requests import Request
from starlette.responses import Response

from govkg import queries
from govkg.lookup.evidence import Article
from govkg.results import value
from govkg.server import negotiation
from govkg.server.gateway import Gateway
from govkg.server.holding import Held
from govkg.server.replies import Reply
from govkg.server.structured import structured_dataset
from govkg.server.templates import render
from govkg.stats import stats
from govkg.store.base import Store, select
from govkg.views.words import Language
from govkg.vocabulary import Gov

_LATEST = f"""SELECT ?article ?title ?published WHERE {{
  GRAPH ?article {{ ?article <{Gov.articleTitle}> ?title . OPTIONAL {{ ?article <{Gov.published}> ?published }} }}
}} ORDER BY DESC(?published) ?article LIMIT 10"""
_OFTEN = f"""SELECT ?node ?label (COUNT(?statement) AS ?n) WHERE {{
  ?node <{Gov.restsOn}> ?statement ; a ?class ; <http://www.w3.org/2000/01/rdf-schema#label> ?label .
  FILTER(?class IN (<{Gov.Official}>, <{Gov.Meeting}>)) FILTER(LANG(?label) != "en")
}} GROUP BY ?node ?label ORDER BY DESC(?n) ?label LIMIT 12"""
_QUESTIONS = ("who-held", "heads-of-body", "career", "participants", "who-met-whom", "adopters-of-standard")


@dataclass(frozen=True, slots=True)
class Home:
    """The first page."""

    language: Language

    def answer(self, held: Held) -> Reply:
        """Count, and list what is new."""
        library = queries.library()
        page = render(
            "home.html",
            self.language,
            counts=dict(stats(held.store)),
            latest=[_article(row) for row in select(held.store, _LATEST)],
            often=often(held.store),
            structured=structured_dataset(held.settings.base, self.language),
            questions=[library[name] for name in _QUESTIONS if name in library],
        )
        return Reply("text/html; charset=utf-8", page.encode())


def often(store: Store) -> list[tuple[str, str]]:
    """Officials and meetings that many statements speak of: their names and IRIs."""
    return [
        (label.value, node.value)
        for node, label, _ in select(store, _OFTEN)
        if isinstance(node, NamedNode) and isinstance(label, Literal)
    ]


def _article(row: tuple[object, ...]) -> Article:
    article, title, published = row
    assert isinstance(article, NamedNode)
    found = {Gov.articleTitle: title, Gov.published: published}
    return Article.read(article.value, {key: value(term) for key, term in found.items()})  # type: ignore[arg-type]


async def page(request: Request, gateway: Gateway) -> Response:
    """The first page."""
    language = negotiation.language(request.query_params.get("lang"), request.headers.get("Accept-Language"))
    return await gateway.page(request, Home(language))
