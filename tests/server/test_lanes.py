"""Lookups are answered by the processes that accept connections; nobody can tell but by the clock."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QueryResultsFormat
from served import Server, running

from govkg.server.lookups import is_lookup, look_up

PERSON = "https://w3id.org/govkg/id/person/tran-minh-duc"
LOOKUP = f"SELECT ?p ?o WHERE {{ <{PERSON}> ?p ?o }}"
XSD = "http://www.w3.org/2001/XMLSchema#"
FORMATS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="lanes need connections shared out by the system")


@pytest.fixture(scope="module")
def own(example_folder: Path) -> Iterator[Server]:
    """A server of this module's own, whose counts are its own."""
    with running(example_folder, "--workers", "2") as server:
        yield server


def asked(server: Server, *queries: str, accept: str = "application/sparql-results+json") -> list[httpx.Response]:
    """The answers to queries on a connection on which nothing else was asked."""
    with httpx.Client(base_url=server.address, headers={"Accept": accept}, timeout=30) as client:
        return [client.get("/sparql", params={"query": query}) for query in queries]


def lookups(server: Server) -> float:
    found = [line for line in server.get("/metrics").text.splitlines() if line.startswith("govkg_lookups_total")]
    return float(found[0].rpartition(" ")[2])


names = st.sampled_from("abcde").map(lambda name: NamedNode(f"http://example.org/{name}"))
literals = st.one_of(
    st.text(max_size=12).filter(lambda text: not any(0xD800 <= ord(c) < 0xE000 for c in text)).map(Literal),
    st.sampled_from(["vi", "en-GB"]).map(lambda language: Literal('Đọc "và" viết\\', language=language)),
    st.integers().map(Literal),
    st.just(Literal("2012", datatype=NamedNode(XSD + "gYear"))),
    st.just(Literal("ḥurūf", language="ar", direction=ox.BaseDirection.RTL)),
)
quads = st.builds(Quad, names | st.just(BlankNode("b")), names, names | literals | st.just(BlankNode("c")))
terms = names.map(str) | st.sampled_from(["?x", "?y", "?z", "e:a", "e:b"])
queries = st.builds(
    lambda selected, s, p, o, limit: f"PREFIX e: <http://example.org/> SELECT {selected} {{ {s} {p} {o} }}{limit}",
    st.sampled_from(["*", "?x", "?y ?x", "?z ?none ?y", "?x ?x"]),
    terms,
    terms | st.just("a"),
    terms | st.sampled_from(['"x"', '"x"@vi', f'"1"^^<{XSD}integer>']),
    st.sampled_from(["", " LIMIT 0", " LIMIT 2", " # why"]),
)


@given(st.lists(quads, max_size=20), queries, st.sampled_from(sorted(FORMATS)))
def test_a_lookup_has_the_bytes_of_the_engine(content: list[Quad], query: str, accept: str) -> None:
    store = ox.Store()
    store.extend(content)
    found = look_up(store, query, accept)
    if found is not None:
        answer = store.query(query)
        assert isinstance(answer, ox.QuerySolutions)
        assert found[1] == answer.serialize(format=FORMATS[accept])
        assert found[0].partition(";")[0] == accept


@pytest.mark.parametrize(
    "query",
    [
        LOOKUP,
        "SELECT * { ?s ?p ?o } LIMIT 10",
        "prefix gov: <https://w3id.org/govkg/ontology#>\nselect ?s where { ?s a gov:Official . } # all of them",
        'ASK { ?s <http://www.w3.org/2000/01/rdf-schema#label> "Trần Minh Đức"@vi }',
    ],
)
def test_what_a_lookup_is(query: str) -> None:
    assert is_lookup(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?s }",
        "SELECT * { ?s ?s ?o }",
        "SELECT * { ?s ?p ?o . ?o ?q ?r }",
        "SELECT DISTINCT ?p { ?s ?p ?o }",
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "SELECT * { ?s ?p ?o } OFFSET 100000",
        "SELECT * { ?s ?p ?o } ORDER BY ?o",
        "SELECT * { ?s ?p ?o FILTER(?o = 1) }",
        "SELECT * { ?s <http://example.org/p>+ ?o }",
        "SELECT * { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * FROM <http://example.org/g> { ?s ?p ?o }",
        "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o , ?q }",
        "SELECT * { ?s ?p ?o } VALUES ?s { 1 }",
        "SELECT * { ?s ?p ?o } # a comment\n ORDER BY ?o",
        "BASE <http://example.org/> SELECT * { <a> ?p ?o } GROUP BY ?p",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "",
    ],
)
def test_what_is_none(query: str) -> None:
    assert not is_lookup(query)


def test_an_answer_that_is_not_small_goes_the_usual_way() -> None:
    store = ox.Store()
    store.extend(Quad(NamedNode(f"urn:{n}"), NamedNode("urn:p"), Literal("x" * 100)) for n in range(2000))
    assert look_up(store, "SELECT * { ?s ?p ?o }", None) is None
    assert look_up(store, "SELECT * { ?s ?p ?o } LIMIT 150", None) is not None
    assert look_up(store, "SELECT * { ?s <urn:p> ?o } LIMIT 2", "text/html") is None


def test_the_headers_are_those_of_the_server(own: Server) -> None:
    before = lookups(own)
    accept = {"Accept": "application/sparql-results+json"}
    (quick,) = asked(own, LOOKUP)
    assert lookups(own) == before + 1
    usual = own.client.get("/sparql", params={"query": LOOKUP}, headers={**accept, "If-None-Match": '"x"'})
    assert lookups(own) == before + 1
    assert quick.content == usual.content
    differing = {"date", "x-request-id"}
    assert {name: value for name, value in quick.headers.items() if name not in differing} == {
        name: value for name, value in usual.headers.items() if name not in differing
    }
    assert {"date", "x-request-id"} <= quick.headers.keys()


def test_the_next_lookup_may_be_anything_else(own: Server) -> None:
    """One connection, many kinds of requests, in the order in which they were asked."""
    with httpx.Client(base_url=own.address) as client:
        for _ in range(2):
            rows = client.get("/sparql", params={"query": LOOKUP}).json()["results"]["bindings"]
            assert rows
            assert client.get("/entity/person/tran-minh-duc", headers={"Accept": "text/html"}).status_code == 200
            assert client.post("/sparql", data={"query": LOOKUP}).json()["results"]["bindings"] == rows
            assert client.get("/sparql", params={"query": "SELECT {"}).status_code == 400
            assert client.get("/sparql", params={"query": LOOKUP, "format": "csv"}).text.startswith("p,o")


def request(query: str, *headers: str) -> bytes:
    return "\r\n".join([f"GET /sparql?query={quote(query)} HTTP/1.1", "Host: x", *headers, "", ""]).encode()


def exchange(server: Server, *parts: bytes) -> bytes:
    """What comes back until the server closes, when these are sent with a pause between them."""
    place = urlsplit(server.address)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=20) as line:
        for part in parts:
            line.sendall(part)
            time.sleep(0.1)
        received = b""
        with contextlib.suppress(ConnectionResetError):
            while piece := line.recv(65536):
                received += piece
        return received


def test_requests_in_pieces_and_several_at_once(own: Server) -> None:
    one, last = request("ASK { ?s ?p ?o }"), request("ASK { ?s ?p ?o }", "Connection: close")
    assert exchange(own, one[:30], one[30:], last).count(b"HTTP/1.1 200 OK") == 2
    assert exchange(own, one + one + last).count(b"HTTP/1.1 200 OK") == 3
    assert exchange(own, one, one, last).count(b'"boolean":true') == 3
    posted = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nConnection: close\r\n"
    body = b"ASK { ?s ?p ?o }" + b" " * 200_000
    posted += b"Content-Length: %d\r\n\r\n" % len(body) + body
    assert b'"boolean":true' in exchange(own, one, posted)


@pytest.mark.parametrize(
    "header",
    [
        "Content-Length: 5",
        "Transfer-Encoding: chunked",
        "Expect: 100-continue",
        "Accept: text/html",
        "Accept: text/csv\r\nAccept: text/html",
        "Range: bytes=0-1",
        "Broken",
        "Accept: \x01",
    ],
)
def test_a_header_that_means_more_is_the_servers(own: Server, header: str) -> None:
    before = lookups(own)
    answer = exchange(own, request(LOOKUP, header, "Connection: close") + b"0\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 ")
    assert lookups(own) == before


def test_lookups_are_logged_and_counted(own: Server) -> None:
    before = lookups(own)
    answers = asked(own, LOOKUP, LOOKUP + " ", LOOKUP + "  ", LOOKUP)
    assert lookups(own) == before + 4
    assert len({answer.headers["X-Request-Id"] for answer in answers}) == 4
    until = time.monotonic() + 10
    ids = [answer.headers["X-Request-Id"] for answer in answers]
    while not all(any(id_ in line for line in own.log) for id_ in ids) and time.monotonic() < until:
        time.sleep(0.05)
    assert all(any(id_ in line for line in own.log) for id_ in ids)
    assert not any(PERSON in line for line in own.log)


def children(server: Server) -> list[int]:
    found = subprocess.run(
        ["pgrep", "-P", str(server.process.pid), "-f", "govkg.server.lane"], capture_output=True, text=True, check=False
    )
    return [int(pid) for pid in found.stdout.split()]


def test_a_lane_that_dies_is_replaced(own: Server) -> None:
    before = children(own)
    assert len(before) == 2
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    assert asked(own, LOOKUP)[0].status_code == 200  # its connection waits for the next lane
    until = time.monotonic() + 30
    while len(children(own)) < 2 and time.monotonic() < until:
        time.sleep(0.05)
    assert set(children(own)).isdisjoint(before)


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_lanes_end_with_their_server(example_folder: Path, end: signal.Signals) -> None:
    with running(example_folder) as server:
        lanes = children(server)
        assert lanes
        server.process.send_signal(end)
        server.process.wait(20)
        until = time.monotonic() + 20
        while any(Path(f"/proc/{pid}").exists() for pid in lanes) and time.monotonic() < until:
            time.sleep(0.05)
        assert not any(Path(f"/proc/{pid}").exists() for pid in lanes)


def test_a_port_is_not_shared_with_another_server(own: Server, example_folder: Path) -> None:
    port = own.address.rpartition(":")[2]
    command = [sys.executable, "-m", "govkg.cli.main", "serve", "--store", str(example_folder), "--port", port]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, "cannot listen there" in done.stderr) == (1, True)
