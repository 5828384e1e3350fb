"""What strangers may try, and what a browser is told to allow."""

from __future__ import annotations

import json
import time
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from served import Server
from starlette.routing import Mount, Route

from govkg.server.app import routes
from govkg.server.gateway import Gateway
from govkg.server.outbound import check_outbound
from govkg.server.settings import Settings

PATHS = (
    "/", "/sparql", "/update", "/id/x", "/entity/x", "/article/x", "/search", "/ontology", "/void", "/health", "/ready",
    "/metrics", "/reconcile", "/reconcile/suggest/entity", "/reconcile/preview", "/explore", "/explore/graph",
    "/explore.csv", "/search.ttl", "/ontology.csv", "/void.nt", "/search.x", "/ontology/context.jsonld",
    "/.well-known/void", "/static/x", "/sparql.csv", "/sparql.ttl", "/reconcile/suggest/type",
    "/reconcile/suggest/property", "/reconcile/extend/propose", "/reconcile/flyout/entity", "/reconcile/flyout/type",
    "/explore.json", "/explore/path",
    "/entity/person/tran-minh-duc", "/entity/person/tran-minh-duc.svg", "/article/a2", "/article/a2.trig",
    "/explore.ttl",
)  # fmt: skip
NAMES = (
    "q", "query", "format", "lang", "type", "limit", "named", "section", "page", "iri", "queries", "extend", "prefix",
    "cursor", "id", "default-graph-uri", "named-graph-uri", "using-graph-uri", "update", "from", "to", "more",
)  # fmt: skip
TEXT = st.text(max_size=40) | st.sampled_from(
    [
        "",
        "0",
        "-1",
        "1e9",
        "\x00",
        "'\"><",
        "../../etc/passwd",
        "{}",
        "[]",
        '{"q":{}}',
        "ASK{}",
        "https://w3id.org/govkg/id/x y",
        "https://w3id.org/govkg/id/person/tran-minh-duc",
    ]
)


@pytest.mark.parametrize("path", ["/", "/entity/person/tran-minh-duc", "/search?q=x", "/sparql", "/explore?iri=x"])
def test_a_browser_is_told_to_run_nothing_foreign(server: Server, path: str) -> None:
    answer = server.get(path, "text/html")
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert "unsafe" not in policy["script-src"]
    assert "http" not in answer.headers["Content-Security-Policy"]
    assert policy["frame-ancestors"] == "'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "server" not in answer.headers


def test_other_sites_may_read_and_only_read(server: Server) -> None:
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    answer = server.client.options("/sparql", headers=asked)
    assert answer.status_code == 204
    assert "Authorization" not in answer.headers["Access-Control-Allow-Headers"]
    assert (
        server.get("/sparql?query=ASK%7B%7D", Origin="https://example.org").headers["Access-Control-Allow-Origin"]
        == "*"
    )
    assert "Access-Control-Allow-Origin" not in server.client.options("/update", headers=asked).headers
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_the_host_of_a_request_changes_nothing(server: Server) -> None:
    """Else one request with a false host could poison what a cache keeps for all."""
    for path in ("/void", "/sparql", "/reconcile", "/", "/id/person/tran-minh-duc"):
        plain = server.get(path)
        forged = server.get(
            path, Host="evil.example", **{"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
        )
        assert forged.content == plain.content
        assert "evil" not in str(forged.headers)


def test_headers_cannot_be_injected(server: Server) -> None:
    for path in ("/id/x%0d%0aSet-Cookie:%20a=b", "/entity/x%0aSet-Cookie:a", "/search?q=%0d%0aSet-Cookie:a"):
        answer = server.get(path, "text/html")
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <http://localhost/> { ?s ?p ?o } }",
        "SELECT * { SERVICE ?where { ?s ?p ?o } }",
        "PREFIX x: <http://127.0.0.1/> SELECT * { SERVICE x:sparql { ?s ?p ?o } }",
        "PREFIX x: <http://127.0.0.1/> SELECT * { ?s ?p 1SERVICE x:sparql { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1/> SELECT * { ?s ?p 1.SERVICE:sparql { ?s ?p ?o } }",
        'SELECT * { ?s ?p "x"@en.SERVICE <http://127.0.0.1/> { ?s ?p ?o } }',
        "SELECT * { \\u0053ERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { # <\nSeRvIcE<http://[::1]/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p '''x'''SERVICE<http://169.254.169.254/>{ ?s ?p ?o } }",
    ],
)
def test_no_query_reaches_out(server: Server, query: str) -> None:
    assert server.sparql(query).status_code == 403


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p 'SERVICE <http://127.0.0.1/>' }",
        "SELECT * { ?service ?p <http://example.org/SERVICE> } # SERVICE",
        "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> SELECT * { ?s a sd:Service }",
    ],
)
def test_words_that_only_look_so(query: str) -> None:
    assert not check_outbound(query)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    method=st.sampled_from(["GET", "POST", "HEAD", "PUT", "OPTIONS"]),
    path=st.sampled_from(PATHS) | st.text(max_size=20).map(lambda text: "/entity/" + quote(text)),
    parameters=st.dictionaries(st.sampled_from(NAMES), TEXT, max_size=4),
    accept=st.sampled_from(["*/*", "text/html", "application/json", "text/turtle", "nonsense", "a/b;q=x", ""]),
    form=st.none() | st.dictionaries(st.sampled_from(NAMES), TEXT, max_size=3),
)
def test_no_request_is_too_much_for_it(
    server: Server, method: str, path: str, parameters: dict[str, str], accept: str, form: dict[str, str] | None
) -> None:
    answer = server.client.request(method, path, params=parameters, data=form, headers={"Accept": accept})
    assert answer.status_code < 500, answer.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    if answer.headers.get("Content-Type") == "application/problem+json" and method != "HEAD":
        assert json.loads(answer.content)["status"] == answer.status_code


def test_every_route_is_tried() -> None:
    gateway = Gateway(Settings("nowhere"))
    untried = [
        route.path
        for route in routes(gateway)
        if isinstance(route, Route | Mount) and not any(route.path_regex.match(path) for path in PATHS)
    ]
    assert untried == []


WORD = st.text(max_size=8) | st.sampled_from(["", "\x00", "\ud800", "../../etc/passwd", "1e9", "'\"><"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORD,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORD, inner, max_size=2),
    max_leaves=4,
)
IDS = st.sampled_from(["person/tran-minh-duc", "organization/bo-y-te", "person/nobody", "../x", ""]) | WORD
PROPERTIES = st.sampled_from(["parent", "name", "tenures", "valid_from", "name_en", "__class__", "evidence"]) | WORD
NAMED = st.fixed_dictionaries(
    {},
    optional={
        "query": WORD | st.sampled_from(["Bộ Y tế", "tran minh duc", "%", '"']) | VALUES,
        "type": st.sampled_from(["Organization", "Official", "Ministry", "https://w3id.org/govkg/ontology#Post"])
        | VALUES,
        "limit": st.integers() | VALUES,
        "type_strict": VALUES,
        "properties": st.lists(st.fixed_dictionaries({"pid": PROPERTIES, "v": VALUES | IDS}), max_size=3) | VALUES,
    },
)
WANTED = st.fixed_dictionaries(
    {},
    optional={
        "ids": st.lists(IDS, max_size=4) | VALUES,
        "properties": st.lists(st.fixed_dictionaries({"id": PROPERTIES}), max_size=3) | VALUES,
    },
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(["queries", "extend"]),
    asked=st.dictionaries(WORD, NAMED, max_size=3) | WANTED | VALUES,
    language=st.sampled_from(["", "vi", "en;q=0.3, vi;q=nan", "*", ""]),
)
def test_no_table_is_too_much_for_it(server: Server, name: str, asked: object, language: str) -> None:
    """What a client of the reconciliation service may send, near to the right form and far from it."""
    form = {name: json.dumps(asked)}
    answer = server.client.post("/reconcile", data=form, headers={"Accept-Language": language})
    assert answer.status_code in (200, 400), answer.text
    assert isinstance(answer.json(), dict)


def test_metrics_and_logs(server: Server) -> None:
    server.sparql("ASK {}")
    text = server.get("/metrics").text
    assert 'govkg_requests_total{method="GET",route="/sparql",status="200"}' in text
    assert 'govkg_workers{pool="queries",state="ready"} 2.0' in text
    answer = server.sparql("ASK { ?s ?p 'a secret question' }")
    entries = []
    until = time.monotonic() + 10
    while not entries and time.monotonic() < until:
        time.sleep(0.05)  # the log comes through a pipe
        entries = [json.loads(line) for line in tuple(server.log) if answer.headers["X-Request-Id"] in line]
    assert [(entry["path"], entry["status"]) for entry in entries] == [("/sparql", 200)]
    assert not any("secret" in line for line in server.log)
