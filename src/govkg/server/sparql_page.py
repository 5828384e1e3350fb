"""The page of ``/sparql``: a form for a query, the named queries to choose from, and the answer as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions
from starlette.requests import Request
from starlette.responses import Response

from govkg import queries
from govkg.errors import GovkgError
from govkg.export.dumps import PREFIXES
from govkg.server import negotiation
from govkg.server.addresses import page_of
from govkg.server.bodies import Parameters, only
from govkg.server.files import has_editor
from govkg.server.gateway import Gateway
from govkg.server.holding import Held
from govkg.server.query import Query, run
from govkg.server.replies import Problem, Reply, problem
from govkg.server.templates import render, web_address
from govkg.store.base import Term
from govkg.views.words import Language

_ROWS: Final = 500
"""Rows that the page shows; all of them can be downloaded."""
_OFFERED: Final = ("application/sparql-results+json", "text/turtle", "text/html")
_ROW_DOWNLOADS: Final = ("csv", "tsv", "json", "xml")
_GRAPH_DOWNLOADS: Final = ("ttl", "nt", "jsonld", "rdf")
EXAMPLE: Final = """SELECT ?person ?name ?post WHERE {
  ?tenure gov:holder ?person ; gov:inPost ?held .
  ?held rdfs:label ?post .
  ?person rdfs:label ?name .
}
LIMIT 20
"""


@dataclass(frozen=True, slots=True)
class Cell:
    """A term to show: ``page`` is where a click leads."""

    text: str
    page: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """What a query answered, as far as it is shown."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    more: bool = False
    verdict: bool | None = None
    graph: bool = False


@dataclass(frozen=True, slots=True)
class QueryPage:
    """The page with the answer to a query; ``chosen`` is the named query that the form shows."""

    language: Language
    query: Query | None = None
    chosen: str | None = None

    def answer(self, held: Held) -> Reply:
        """Run the query and write the page; what is wrong with the query stands beside it."""
        results: Results | None = None
        failure: Problem | None = None
        if self.query is not None:
            try:
                results = _results(held, self.query)
            except GovkgError as error:
                failure = problem(error)
        library = queries.library()
        chosen = library.get(self.chosen or "")
        if self.query is not None:
            text = self.query.text
        else:
            text = chosen.bind(_terms(held, chosen)) if chosen else prologue() + EXAMPLE
        page = render(
            "sparql.html",
            self.language,
            text=text,
            named=list(library.values()),
            chosen=chosen,
            results=results,
            failure=failure,
            downloads=_GRAPH_DOWNLOADS if results and results.graph else _ROW_DOWNLOADS,
            shown=_ROWS,
            editor={"prefixes": dict(PREFIXES)} if has_editor() else None,
        )
        status = failure.status if failure else 200
        return Reply("text/html; charset=utf-8", page.encode(), status)


def prologue() -> str:
    """The prefixes that people need most."""
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("gov", "rdfs", "skos", "xsd")) + "\n"


def is_wanted(request: Request, query: Query | None) -> bool:
    """Whether a browser asks: it likes HTML better than data."""
    if query is not None and query.format is not None:
        return False
    accept = request.headers.get("Accept")
    return negotiation.choose(accept, _OFFERED) == "text/html"


async def respond(request: Request, gateway: Gateway, query: Query | None, parameters: Parameters) -> Response:
    """The page."""
    language = negotiation.language(only(parameters, "lang"), request.headers.get("Accept-Language"))
    job = QueryPage(language, query, only(parameters, "named"))
    return await gateway.query(request, job)


def _terms(held: Held, chosen: queries.NamedQuery) -> dict[str, str]:
    return chosen.terms(held.store, held.index, chosen.example())


def _results(held: Held, query: Query) -> Results:
    answer = run(held, query)
    if isinstance(answer, QueryBoolean):
        return Results(verdict=bool(answer))
    if isinstance(answer, QuerySolutions):
        columns = tuple(variable.value for variable in answer.variables)
        rows = [tuple(map(_cell, solution)) for solution in islice(answer, _ROWS + 1)]
        return Results(columns, tuple(rows[:_ROWS]), len(rows) > _ROWS)
    triples: Sequence[tuple[Cell, ...]] = [
        (_cell(triple.subject), _cell(triple.predicate), _cell(triple.object)) for triple in islice(answer, _ROWS + 1)
    ]
    return Results(("subject", "predicate", "object"), tuple(triples[:_ROWS]), len(triples) > _ROWS, graph=True)


def _cell(term: Term | None) -> Cell:
    if term is None:
        return Cell("")
    if isinstance(term, NamedNode):
        return Cell(_short(term.value), page_of(term.value) or web_address(term.value))
    if isinstance(term, Literal):
        return Cell(term.value, note=term.language or "")
    return Cell(str(term))


def _short(iri: str) -> str:
    for name, start in PREFIXES.items():
        local = iri.removeprefix(start)
        if local != iri and local.replace("-", "").replace("_", "").isalnum():
            return f"{name}:{local}"
    return iri
