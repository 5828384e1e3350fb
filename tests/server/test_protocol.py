"""The SPARQL 1.1 Protocol against a running server, by real clients."""

from __future__ import annotations

import json
import shutil
import subprocess

import httpx
import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from served import Server
from server_rows import bag
from SPARQLWrapper import JSON, POST, SPARQLWrapper

from govkg import queries
from govkg.lookup import KnowledgeGraph

NAMES = "SELECT ?name { ?person a <https://w3id.org/govkg/ontology#Official> ; rdfs:label ?name } ORDER BY ?name"
NAMES = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n" + NAMES
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s a <https://w3id.org/govkg/ontology#Official> ; ?p ?o }"


def test_get_form_and_body_give_the_same_rows(server: Server) -> None:
    rows = [
        server.client.get("/sparql", params={"query": NAMES}),
        server.client.post("/sparql", data={"query": NAMES}),
        server.client.post("/sparql", content=NAMES, headers={"Content-Type": "application/sparql-query"}),
    ]
    names = [[row["name"]["value"] for row in answer.json()["results"]["bindings"]] for answer in rows]
    assert names[0] == names[1] == names[2]
    assert "Trần Minh Đức" in names[0]


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv;q=0.9, application/sparql-results+xml;q=0.2", "text/csv"),
        ("text/csv;q=0, text/*", "text/tab-separated-values"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/turtle, */*;q=0.1", "application/sparql-results+json"),
    ],
)
def test_rows_in_the_form_that_the_client_likes_most(server: Server, accept: str, media: str) -> None:
    answer = server.sparql(NAMES, accept)
    expected = "application/sparql-results+json" if media == "application/json" else media
    assert answer.headers["Content-Type"].partition(";")[0] == expected
    formats = {"csv": ox.QueryResultsFormat.CSV, "json": ox.QueryResultsFormat.JSON}
    formats |= {"xml": ox.QueryResultsFormat.XML, "values": ox.QueryResultsFormat.TSV}
    format = next(value for key, value in formats.items() if expected.endswith(key))
    if format is not ox.QueryResultsFormat.CSV:
        rows = list(ox.parse_query_results(answer.content, format=format))
        assert len(rows) == len(server.sparql(NAMES).json()["results"]["bindings"])
    else:
        assert "Trần Minh Đức" in answer.text.splitlines()


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/n-quads", ox.RdfFormat.N_QUADS),
        ("application/trig", ox.RdfFormat.TRIG),
    ],
)
def test_graphs_in_every_form(server: Server, accept: str, format: ox.RdfFormat) -> None:
    answer = server.sparql(CONSTRUCT, accept)
    assert answer.headers["Content-Type"].partition(";")[0] == accept
    found = {str(quad.triple) for quad in ox.parse(answer.content, format=format)}
    turtle = server.sparql(CONSTRUCT, "text/turtle").content
    assert found == {str(quad.triple) for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}
    assert len(found) > 20


def test_a_form_that_nobody_has(server: Server) -> None:
    assert server.sparql(NAMES, "image/png").status_code == 406
    assert server.sparql(NAMES, "text/turtle").status_code == 406
    assert server.sparql(NAMES, format="ttl").status_code == 406
    assert server.sparql(NAMES, format="nonsense").status_code == 400


def test_yes_and_no(server: Server) -> None:
    assert server.sparql("ASK { ?s ?p ?o }").json()["boolean"] is True
    assert "false" in server.sparql("ASK { ?s <urn:none> ?o }", "application/sparql-results+xml").text


def test_the_dataset_of_the_request(server: Server) -> None:
    graph = server.sparql("SELECT DISTINCT ?g { GRAPH ?g { ?g ?p ?o } } ORDER BY ?g LIMIT 1").json()
    name = graph["results"]["bindings"][0]["g"]["value"]
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    inside = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"

    def counted(query: str, **more: str) -> int:
        return int(server.sparql(query, **more).json()["results"]["bindings"][0]["n"]["value"])

    of_one = counted(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{name}> {{ ?s ?p ?o }} }}")
    assert 0 < of_one < counted(inside)
    assert counted(count, **{"default-graph-uri": name}) == of_one
    assert counted(inside, **{"default-graph-uri": name}) == 0
    assert counted(inside, **{"named-graph-uri": name}) == of_one
    assert counted(count, **{"named-graph-uri": name}) == 0
    assert server.sparql(count, **{"default-graph-uri": "no iri"}).status_code == 400


def test_errors_tell_the_place(server: Server) -> None:
    answer = server.sparql("SELECT ?s\nWHERE { ?s ?p }", "application/json")
    assert answer.status_code == 400
    assert (answer.json()["line"], answer.json()["column"]) == (2, 16)
    plain = server.sparql("SELECT ?s\nWHERE { ?s ?p }", "text/plain")
    assert plain.text.rstrip().endswith("line 2, column 16")


def test_requests_that_are_no_query(server: Server) -> None:
    client: httpx.Client = server.client
    assert client.post("/sparql", content="SELECT", headers={"Content-Type": "text/plain"}).status_code == 415
    assert client.post("/sparql", data={"other": "x"}).status_code == 400
    assert client.post("/sparql", data={"update": "CLEAR ALL"}).status_code == 400
    assert client.get("/sparql?query=ASK%7B%7D&query=ASK%7B%7D").status_code == 400
    assert client.get("/sparql?query=%FF").status_code == 400
    assert client.put("/sparql", content="x").status_code == 405
    body = b"\xff\xfe"
    assert client.post("/sparql", content=body, headers={"Content-Type": "application/sparql-query"}).status_code == 400


@pytest.mark.parametrize("charset", ["UTF-8", '"utf-8"', "us-ascii"])
def test_a_body_says_how_its_letters_are_written(server: Server, charset: str) -> None:
    query = "ASK { ?person rdfs:label 'Trần Minh Đức'@vi }" if "8" in charset else "ASK { ?person rdfs:label ?name }"
    content = f"PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> {query}".encode()
    headers = {"Content-Type": f"Application/SPARQL-query; charset={charset}"}
    assert server.client.post("/sparql", content=content, headers=headers).json()["boolean"] is True


def test_letters_written_otherwise_are_not_misread(server: Server) -> None:
    headers = {"Content-Type": "application/sparql-query; charset=iso-8859-1"}
    answer = server.client.post("/sparql", content="ASK { ?s ?p 'à' }".encode("latin-1"), headers=headers)
    assert (answer.status_code, answer.json()["detail"]) == (415, "send the body in UTF-8")


def test_one_form_at_an_address_of_its_own(server: Server) -> None:
    """``/sparql.csv`` is CSV whatever the client likes; what is no form of an answer is not there."""
    for extension in ("csv", "tsv", "json", "xml"):
        of_its_own = server.client.get(f"/sparql.{extension}", params={"query": NAMES}, headers={"Accept": "text/html"})
        named = server.sparql(NAMES, format=extension)
        assert (of_its_own.content, of_its_own.headers["Content-Type"]) == (
            named.content,
            named.headers["Content-Type"],
        )
    triples = ox.parse(
        server.client.get("/sparql.ttl", params={"query": CONSTRUCT}).content, format=ox.RdfFormat.TURTLE
    )
    graph = {str(quad.triple) for quad in triples}
    for extension, format in (("json", ox.RdfFormat.JSON_LD), ("xml", ox.RdfFormat.RDF_XML)):
        answer = server.client.post(f"/sparql.{extension}", data={"query": CONSTRUCT})
        assert {str(quad.triple) for quad in ox.parse(answer.content, format=format)} == graph
    assert server.client.get("/sparql.ttl", params={"query": NAMES}).status_code == 406
    assert server.client.get("/sparql.pdf", params={"query": NAMES}).status_code == 404
    assert server.client.get("/sparql.csv", params={"query": NAMES, "format": "json"}).status_code == 400


def test_the_head_alone(server: Server) -> None:
    for path, parameters in (("/sparql", {"query": NAMES}), ("/", {}), ("/entity/person/tran-minh-duc.ttl", {})):
        head = server.client.head(path, params=parameters)
        whole = server.client.get(path, params=parameters)
        assert (head.status_code, head.content) == (200, b"")
        differing = {"date", "x-request-id"}
        assert {name: value for name, value in head.headers.items() if name not in differing} == {
            name: value for name, value in whole.headers.items() if name not in differing
        }


def test_which_methods_an_address_has(server: Server) -> None:
    for path, methods in (("/sparql", "GET, HEAD, POST"), ("/entity/person/x", "GET, HEAD"), ("/update", "POST")):
        answer = server.client.options(path)
        assert answer.status_code == 204
        assert ", ".join(sorted(answer.headers["Allow"].split(", "))) == methods


SD = "http://www.w3.org/ns/sparql-service-description#"


@pytest.mark.parametrize(
    ("accept", "extension", "format"),
    [
        ("text/turtle", "ttl", ox.RdfFormat.TURTLE),
        ("application/n-triples", "nt", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", "jsonld", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", "rdf", ox.RdfFormat.RDF_XML),
        ("application/n-quads", "nq", ox.RdfFormat.N_QUADS),
        ("application/trig", "trig", ox.RdfFormat.TRIG),
    ],
)
def test_the_service_describes_itself_in_every_form(
    server: Server, accept: str, extension: str, format: ox.RdfFormat
) -> None:
    answer = server.get("/sparql", f"{accept}, */*;q=0.1")
    assert answer.headers["Content-Type"].partition(";")[0] == accept
    assert server.get(f"/sparql.{extension}", "text/html").content == answer.content
    store = ox.Store()
    store.load(answer.content, format=format)
    for one in ("JSON", "XML", "CSV", "TSV"):
        assert store.query(f"ASK {{ ?s <{SD}resultFormat> <http://www.w3.org/ns/formats/SPARQL_Results_{one}> }}")
    assert not store.query(f"ASK {{ ?s <{SD}feature> <{SD}BasicFederatedQuery> }}")


def test_the_service_describes_itself(server: Server) -> None:
    found = Graph().parse(data=server.get("/sparql", "text/turtle").text)
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert found.query(f"ASK {{ ?service a <{sd}Service> ; <{sd}endpoint> <{server.address}/sparql> }}").askAnswer
    void = Graph().parse(data=server.get("/void", "text/turtle").text)
    triples = list(void.objects(None, next(p for p in void.predicates() if str(p).endswith("#triples"))))
    assert triples


def test_an_answer_that_is_known_is_not_sent_again(server: Server) -> None:
    first = server.sparql(NAMES)
    again = server.client.get("/sparql", params={"query": NAMES}, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "Accept" in first.headers["Vary"]


@pytest.mark.parametrize("name", sorted(name for name, query in queries.library().items() if not query.federated))
def test_named_queries_give_real_clients_the_same_rows(server: Server, example: KnowledgeGraph, name: str) -> None:
    query = queries.library()[name]
    text = query.bind(query.terms(example.store, example.index, query.example()))
    if "CONSTRUCT" in text:
        pytest.skip("rows only")
    expected = bag(example.store.query(text).serialize(format=ox.QueryResultsFormat.JSON))
    wrapper = SPARQLWrapper(f"{server.address}/sparql")
    wrapper.setQuery(text)
    wrapper.setReturnFormat(JSON)
    wrapper.setMethod(POST)
    assert bag(json.dumps(wrapper.queryAndConvert())) == expected
    remote = Graph(SPARQLStore(f"{server.address}/sparql", returnFormat="json")).query(text)
    assert bag(remote.serialize(format="json") or b"") == expected


def test_curl(server: Server, example: KnowledgeGraph) -> None:
    """All named queries in one call, each a form that is posted."""
    if not shutil.which("curl"):
        pytest.skip("curl is not installed")
    asked = {
        name: query.bind(query.terms(example.store, example.index, query.example()))
        for name, query in queries.library().items()
        if not query.federated and "CONSTRUCT" not in query.text
    }
    command = ["curl", "-sSf"]
    for text in asked.values():
        accept = "Accept: application/sparql-results+json"
        command += [
            "-H",
            accept,
            "-w",
            "\\n",
            "--data-urlencode",
            f"query={text}",
            f"{server.address}/sparql",
            "--next",
        ]
    done = subprocess.run(command[:-1], capture_output=True, text=True, check=True)
    answers = dict(zip(asked, done.stdout.splitlines(), strict=True))
    for name, text in asked.items():
        expected = example.store.query(text).serialize(format=ox.QueryResultsFormat.JSON)
        assert bag(answers[name]) == bag(expected or b""), name


def test_a_second_engine_asks_this_one(server: Server) -> None:
    """A federated query, with rdflib as the other engine."""
    local = Graph()
    found = local.query(
        f"SELECT ?name {{ SERVICE <{server.address}/sparql> {{ {NAMES[NAMES.index('SELECT') :]} }} }}".replace(
            "rdfs:label", "<http://www.w3.org/2000/01/rdf-schema#label>"
        )
    )
    assert "Trần Minh Đức" in {str(row[0]) for row in found}
