"""What the server says of itself: SPARQL service description, VoID and DCAT."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from starlette.requests import Request
from starlette.responses import Response

from govkg import iris
from govkg.server import negotiation
from govkg.server.gateway import VARY, Gateway
from govkg.server.holding import Held
from govkg.server.linked import not_there
from govkg.server.negotiation import GRAPHS
from govkg.server.query import GRAPH_FORMATS
from govkg.server.replies import Problem, Reply
from govkg.server.settings import Settings
from govkg.stats import stats
from govkg.store.base import select
from govkg.vocabulary import GOV, Rdf

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_VOID: Final = "http://rdfs.org/ns/void#"
_DCAT: Final = "http://www.w3.org/ns/dcat#"
_DCTERMS: Final = "http://purl.org/dc/terms/"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_INTEGER: Final = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
_PREFIXES: Final = {"sd": _SD, "void": _VOID, "dcat": _DCAT, "dcterms": _DCTERMS, "formats": _FORMATS, "gov": GOV}
_RESULT_FORMATS: Final = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "JSON-LD", "RDF_XML", "N-Quads", "TriG",
)  # fmt: skip
_COUNT: Final = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
_PROPERTIES: Final = "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY ?p"


def service_description(request: Request, gateway: Gateway, extension: str | None) -> Response:
    """The description of the endpoint, in the RDF form of the extension, else in that which the client likes most.

    Raises:
        Problem: it likes none, or the extension is of none.

    """
    if extension is None:
        chosen = negotiation.choose(request.headers.get("Accept"), tuple(GRAPHS))
        if chosen is None:
            raise Problem(406, "Not in this form", f"it can be had as {', '.join(GRAPHS)}")
        format = GRAPHS[chosen]
    else:
        format = _of_extension(request, extension)
    body = serialize(list(_service(gateway.settings)), format)
    return Response(body, headers={"Vary": VARY}, media_type=negotiation.media_type(format))


def _of_extension(request: Request, extension: str) -> str:
    format = negotiation.graph_format(negotiation.format_named(extension))
    if format is None:
        raise not_there(request.url.path)
    return format


def serialize(triples: list[Triple], format: str, prefixes: dict[str, str] | None = None) -> bytes:
    """Triples as the bytes of a format."""
    plain = format in ("ntriples", "nquads")
    return ox.serialize(triples, format=GRAPH_FORMATS[format], prefixes=None if plain else prefixes or _PREFIXES) or b""


def _service(settings: Settings) -> Iterator[Triple]:
    base = settings.base
    service, dataset, graph = NamedNode(f"{base}/sparql"), BlankNode("dataset"), BlankNode("graph")
    yield Triple(service, NamedNode(Rdf.type), NamedNode(f"{_SD}Service"))
    yield Triple(service, NamedNode(f"{_SD}endpoint"), service)
    yield Triple(service, NamedNode(f"{_SD}supportedLanguage"), NamedNode(f"{_SD}SPARQL11Query"))
    for name in _RESULT_FORMATS:
        yield Triple(service, NamedNode(f"{_SD}resultFormat"), NamedNode(_FORMATS + name))
    yield Triple(service, NamedNode(f"{_SD}defaultDataset"), dataset)
    yield Triple(dataset, NamedNode(Rdf.type), NamedNode(f"{_SD}Dataset"))
    yield Triple(dataset, NamedNode(f"{_SD}defaultGraph"), graph)
    yield Triple(graph, NamedNode(Rdf.type), NamedNode(f"{_SD}Graph"))
    yield Triple(dataset, NamedNode(f"{_DCTERMS}description"), NamedNode(f"{base}/void"))
    if settings.services:
        yield Triple(service, NamedNode(f"{_SD}feature"), NamedNode(f"{_SD}BasicFederatedQuery"))
    if settings.token is not None:
        update = NamedNode(f"{base}/update")
        yield Triple(update, NamedNode(Rdf.type), NamedNode(f"{_SD}Service"))
        yield Triple(update, NamedNode(f"{_SD}endpoint"), update)
        yield Triple(update, NamedNode(f"{_SD}supportedLanguage"), NamedNode(f"{_SD}SPARQL11Update"))


@dataclass(frozen=True, slots=True)
class DatasetDescription:
    """What ``/void`` answers: how much of what there is, and where it can be had."""

    base: str
    format: str

    def answer(self, held: Held) -> Reply:
        """Count."""
        body = serialize(list(_dataset(held, self.base)), self.format)
        return Reply(negotiation.media_type(self.format), body)


async def void(request: Request, gateway: Gateway) -> Response:
    """``/void``: the dataset as VoID and DCAT."""
    if (extension := request.path_params.get("extension")) is not None:
        return await gateway.page(request, DatasetDescription(gateway.settings.base, _of_extension(request, extension)))
    chosen = negotiation.choose(request.headers.get("Accept"), (*GRAPHS, "text/html"))
    if chosen is None:
        raise Problem(406, "Not in this form", f"it can be had as {', '.join(GRAPHS)}")
    return await gateway.page(request, DatasetDescription(gateway.settings.base, GRAPHS.get(chosen, "turtle")))


def _dataset(held: Held, base: str) -> Iterator[Triple]:
    dataset, access = NamedNode(f"{base}/void"), NamedNode(f"{base}/void#sparql")
    for kind in (f"{_VOID}Dataset", f"{_DCAT}Dataset"):
        yield Triple(dataset, NamedNode(Rdf.type), NamedNode(kind))
    yield Triple(dataset, NamedNode(f"{_DCTERMS}title"), Literal("Ai làm gì trong bộ máy nhà nước", language="vi"))
    yield Triple(dataset, NamedNode(f"{_DCTERMS}title"), Literal("Who does what in government", language="en"))
    yield Triple(dataset, NamedNode(f"{_VOID}sparqlEndpoint"), NamedNode(f"{base}/sparql"))
    yield Triple(dataset, NamedNode(f"{_VOID}uriSpace"), Literal(iris.ID))
    yield Triple(dataset, NamedNode(f"{_VOID}vocabulary"), NamedNode(GOV))
    yield Triple(dataset, NamedNode(f"{_DCAT}distribution"), access)
    yield Triple(access, NamedNode(Rdf.type), NamedNode(f"{_DCAT}Distribution"))
    yield Triple(access, NamedNode(f"{_DCAT}accessURL"), NamedNode(f"{base}/sparql"))
    ((count,),) = select(held.store, _COUNT)
    yield Triple(dataset, NamedNode(f"{_VOID}triples"), Literal(str(getattr(count, "value", 0)), datatype=_INTEGER))
    counted = dict(stats(held.store))
    yield Triple(dataset, NamedNode(f"{_VOID}documents"), _number(counted["articles"]))
    for name, total in counted.items():
        if name.isalnum() and name[0].isupper():
            part = BlankNode(f"class{name}")
            yield Triple(dataset, NamedNode(f"{_VOID}classPartition"), part)
            yield Triple(part, NamedNode(f"{_VOID}class"), NamedNode(GOV + name))
            yield Triple(part, NamedNode(f"{_VOID}entities"), _number(total))
    for position, (property_, number) in enumerate(select(held.store, _PROPERTIES)):
        if isinstance(property_, NamedNode) and isinstance(number, Literal):
            part = BlankNode(f"property{position}")
            yield Triple(dataset, NamedNode(f"{_VOID}propertyPartition"), part)
            yield Triple(part, NamedNode(f"{_VOID}property"), property_)
            yield Triple(part, NamedNode(f"{_VOID}triples"), _number(int(number.value)))


def _number(value: float) -> Literal:
    return Literal(str(int(value)), datatype=_INTEGER)
