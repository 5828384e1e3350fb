"""Queries that join this store with another server, where its owner allows it; and whom it never asks."""

from __future__ import annotations

import contextlib
import json
import logging
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

import httpx
import pyoxigraph as ox
import pytest
from served import Server, running

from govkg import hosts, queries
from govkg.errors import GovkgError
from govkg.lookup import KnowledgeGraph
from govkg.server.gate import GateError, ask, open_gate
from govkg.server.outbound import Gate, Host, check_outbound, reroute, target
from govkg.server.replies import Problem
from govkg.server.settings import Limits
from govkg.store.embedded import EmbeddedStore

ELSEWHERE = "https://other.example/id/health-ministry"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
MATCH = "http://www.w3.org/2004/02/skos/core#exactMatch"
MINISTRY = "https://w3id.org/govkg/id/organization/bo-y-te"
TOKEN = "a-token-of-enough-letters"


class Stranger(BaseHTTPRequestHandler):
    """A server that does not do as it should."""

    asked: list[str]

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        type(self).asked.append(self.path)
        if self.path == "/redirects":
            self.send_response(307)
            self.send_header("Location", "/sparql")
            self.end_headers()
        elif self.path == "/broken":
            self.send_response(500)
            self.end_headers()
        elif self.path == "/slow":
            time.sleep(6)
        elif self.path == "/large":
            self.send_response(200)
            self.send_header("Content-Type", "text/csv")
            self.end_headers()
            with contextlib.suppress(OSError):  # the other end has had enough
                for _ in range(64):
                    self.wfile.write(b"x" * (1 << 20))

    def do_GET(self) -> None:
        body = f'<#me> <{LABEL}> "Đọc về"@vi .'.encode() if self.path == "/doc.ttl" else b"<html>"
        self.send_response(200)
        self.send_header("Content-Type", "text/turtle" if self.path == "/doc.ttl" else "text/html")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def stranger() -> Iterator[tuple[int, list[str]]]:
    asked: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("One", (Stranger,), {"asked": asked}))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port, asked
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def odd() -> Iterator[tuple[int, list[str]]]:
    with stranger() as found:
        yield found


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The `oxigraph` package's server, which knows the ministry by another address."""
    folder = tmp_path_factory.mktemp("other")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    program = Path(sys.executable).parent / "oxigraph"
    process = subprocess.Popen(
        [program, "serve", "--location", folder, "--bind", f"127.0.0.1:{port}"], stderr=subprocess.DEVNULL
    )
    data = f'<{ELSEWHERE}> <{LABEL}> "Ministry of Health"@en, "Gesundheitsministerium"@de .'
    try:
        for _ in range(600):
            try:
                sent = httpx.post(
                    f"http://127.0.0.1:{port}/store?default", content=data, headers={"Content-Type": "text/turtle"}
                )
                assert sent.status_code == 204
                break
            except httpx.ConnectError:
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
def open_server(
    tmp_path_factory: pytest.TempPathFactory,
    fill: Callable[[EmbeddedStore], None],
    other: int,
    odd: tuple[int, list[str]],
) -> Iterator[Server]:
    """A server that may ask the two others, and whatever is called ``localhost`` on the ports of the web."""
    folder = tmp_path_factory.mktemp("open")
    with EmbeddedStore(folder / "store") as store:
        fill(store)
        store.load([ox.Quad(ox.NamedNode(MINISTRY), ox.NamedNode(MATCH), ox.NamedNode(ELSEWHERE))])
        KnowledgeGraph(store).index.close()
    token = folder / "token"
    token.write_text(TOKEN, encoding="ascii")
    token.chmod(0o600)
    allowed = (f"127.0.0.1:{other}", f"127.0.0.1:{odd[0]}", "localhost")
    options = [word for host in allowed for word in ("--allow-service", host)]
    with running(
        folder / "store", "--update-token-file", str(token), "--query-seconds", "4", "--result-size", "8", *options
    ) as server:
        yield server


def service(port: int, path: str = "query", silent: str = "") -> str:
    pattern = f"<{ELSEWHERE}> <{LABEL}> ?there"
    return f"SELECT ?there {{ SERVICE {silent} <http://127.0.0.1:{port}/{path}> {{ {pattern} }} }} ORDER BY ?there"


def test_a_named_query_joins_the_store_with_another_server(open_server: Server, other: int) -> None:
    query = queries.library()["names-elsewhere"]
    assert query.federated
    with EmbeddedStore() as store:
        given = {"elsewhere": ELSEWHERE, "endpoint": f"http://127.0.0.1:{other}/query"}
        text = query.bind(query.terms(store, None, given))
    answer = open_server.sparql(text)
    assert answer.status_code == 200, answer.text
    rows = [{key: term["value"] for key, term in row.items()} for row in answer.json()["results"]["bindings"]]
    assert {"entity": MINISTRY, "name": "Bộ Y tế", "there": "Ministry of Health", "language": "en"} in rows
    assert not any(row["there"] == "Gesundheitsministerium" for row in rows)
    assert answer.headers["Cache-Control"] == "no-store"
    page = open_server.client.get("/sparql", params={"query": text}, headers={"Accept": "text/html"})
    assert "Ministry of Health" in page.text


def test_a_second_engine_asks_this_one_by_service(open_server: Server, other: int) -> None:
    inner = f"<{MINISTRY}> <{MATCH}> ?there"
    query = f"SELECT ?label {{ SERVICE <{open_server.address}/sparql> {{ {inner} }} ?there <{LABEL}> ?label }}"
    answer = httpx.post(
        f"http://127.0.0.1:{other}/query",
        content=query,
        headers={"Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json"},
    )
    labels = {row["label"]["value"] for row in answer.json()["results"]["bindings"]}
    assert labels == {"Ministry of Health", "Gesundheitsministerium"}


@pytest.mark.parametrize(
    ("path", "reason"),
    [("redirects", "is not followed"), ("broken", "answered 500"), ("large", "too large")],
)
def test_a_server_that_does_not_answer_as_it_should(
    open_server: Server, odd: tuple[int, list[str]], path: str, reason: str
) -> None:
    answer = open_server.sparql(service(odd[0], path))
    assert answer.status_code == 502
    assert reason in answer.json()["detail"]
    assert f"/{path}" in odd[1]
    assert "/sparql" not in odd[1], "the redirect was followed"
    silent = open_server.sparql(service(odd[0], path, "SILENT"))
    assert (silent.status_code, silent.json()["results"]["bindings"]) == (200, [{}])


def test_a_server_that_takes_too_long(open_server: Server, odd: tuple[int, list[str]]) -> None:
    answer = open_server.sparql(service(odd[0], "slow"))
    assert answer.status_code in (502, 503)
    assert open_server.sparql("ASK {}").status_code == 200


def test_a_private_address_behind_a_name_is_not_asked(open_server: Server) -> None:
    answer = open_server.sparql(service(80).replace("127.0.0.1", "localhost"))
    assert answer.status_code == 502
    assert "not a public address" in answer.json()["detail"]


@pytest.mark.parametrize(
    "where",
    ["http://127.0.0.1:1/", "http://169.254.169.254/", "https://example.org/", "http://a@127.0.0.1:80/", "file:///etc"],
)
def test_nobody_else_is_asked(open_server: Server, where: str) -> None:
    assert open_server.sparql(f"SELECT * {{ SERVICE <{where}> {{ ?s ?p ?o }} }}").status_code == 403
    headers = {"Content-Type": "application/sparql-update", "Authorization": f"Bearer {TOKEN}"}
    assert open_server.client.post("/update", content=f"LOAD <{where}>", headers=headers).status_code == 403


def test_nothing_said_of_the_way_out(open_server: Server, odd: tuple[int, list[str]]) -> None:
    """Its port and secret are the workers' alone."""
    shown = open_server.sparql(service(odd[0], "broken")).text
    shown += open_server.sparql(service(odd[0], "broken") + "}").text
    shown += json.dumps(open_server.log)
    assert "%3A%2F%2F" not in shown
    assert "[[" not in shown


def test_a_document_is_loaded_with_its_own_address(open_server: Server, odd: tuple[int, list[str]]) -> None:
    headers = {"Content-Type": "application/sparql-update", "Authorization": f"Bearer {TOKEN}"}
    address = f"http://127.0.0.1:{odd[0]}/doc.ttl"
    load = f"LOAD <{address}> INTO GRAPH <https://other.example/graph>"
    assert open_server.client.post("/update", content=load, headers=headers).status_code == 204
    found = open_server.sparql("SELECT ?s { GRAPH <https://other.example/graph> { ?s ?p ?o } }").json()
    assert [row["s"]["value"] for row in found["results"]["bindings"]] == [f"{address}#me"]
    page = load.replace("doc.ttl", "page")
    answer = open_server.client.post("/update", content=page, headers={**headers, "Accept": "application/json"})
    assert (answer.status_code, "no form of RDF" in answer.json()["detail"]) == (502, True)


def test_the_gate_opens_to_who_knows_its_secret() -> None:
    with open_gate((), Limits()) as closed:
        assert closed is None
    with stranger() as (port, asked), open_gate((Host("127.0.0.1", port),), Limits()) as gate:
        assert gate is not None
        forged = Gate(gate.port, "x" * len(gate.secret)).address(f"http://127.0.0.1:{port}/sparql")
        assert httpx.post(forged, content=b"ASK {}").status_code == 404
        elsewhere = gate.address("http://127.0.0.1:1/sparql")
        assert httpx.post(elsewhere, content=b"ASK {}").status_code == 502
        assert asked == []


def test_a_worker_that_is_gone_before_its_answer(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(logging.getLogger("govkg.server"), "propagate", False)
    monkeypatch.setattr(logging.getLogger("govkg.server"), "handlers", [caplog.handler])
    asked, gone, before = Event(), Event(), set(threading.enumerate())
    faults: list[Exception] = [GateError("late"), GateError("late"), ZeroDivisionError("ours")]

    def late(*_: object) -> tuple[str, bytes]:
        asked.set()
        assert gone.wait(30)
        raise faults.pop(0)

    monkeypatch.setattr("govkg.server.gate.ask", late)
    with open_gate((Host("127.0.0.1", 7),), Limits()) as gate:
        assert gate is not None
        path = gate.address("http://127.0.0.1:7/sparql").split("/", 3)[3]
        with socket.create_connection(("127.0.0.1", gate.port)) as worker:
            worker.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # ended, not closed
            worker.sendall(f"POST /{path} HTTP/1.1\r\nContent-Length: 0\r\n\r\n".encode())
            assert asked.wait(30)
        gone.set()
        for thread in set(threading.enumerate()) - before:
            if thread.name != "gate":
                thread.join(30)
        assert (capfd.readouterr().err, caplog.records) == ("", [])
        assert httpx.post(gate.address("http://127.0.0.1:7/sparql")).text == "[[late]]"
        with pytest.raises(httpx.RemoteProtocolError):
            httpx.post(gate.address("http://127.0.0.1:7/sparql"))
    noted = [(fault.getMessage(), vars(fault)["reason"]) for fault in caplog.records if fault.name == "govkg.server"]
    assert noted == [("gate failed", "ZeroDivisionError: ours")]
    assert capfd.readouterr().err == ""


def test_a_name_that_moves_inside_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: what was allowed by name now stands for this machine."""
    here = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 80))]
    monkeypatch.setattr(hosts.socket, "getaddrinfo", lambda *_, **__: here)
    with pytest.raises(GateError, match="not a public address"):
        ask(target("http://moves.example/sparql", (Host("moves.example"),)), "POST", {}, b"", Limits())


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE ?where { ?s ?p ?o } }",
        "PREFIX x: <http://127.0.0.1:7/> SELECT * { SERVICE x:sparql { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE <http://127.0.0.1:7/> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:7/> { ?s ?p ?o } }",
        "BASE <http://127.0.0.1:7/> SELECT * { SERVICE <sparql> { ?s ?p ?o } }",
    ],
)
def test_what_cannot_be_followed_is_refused(query: str) -> None:
    with pytest.raises(Problem) as caught:
        check_outbound(query, (Host("127.0.0.1", 7),))
    assert caught.value.status == 403


def test_only_addresses_of_servers_are_replaced() -> None:
    allowed, gate = (Host("127.0.0.1", 7),), Gate(9, "secret")
    query = "SELECT * { <http://127.0.0.1:7/> ?p 'SERVICE <http://127.0.0.1:7/>' . "
    sent = reroute(query + "SERVICE # <no>\n SILENT <http://127.0.0.1:7/> {} }", allowed, gate)
    assert sent == query + "SERVICE # <no>\n SILENT <http://127.0.0.1:9/secret/http%3A%2F%2F127.0.0.1%3A7%2F> {} }"
    assert reroute(query + "}", allowed, gate) == query + "}"


def test_how_a_host_is_named() -> None:
    assert Host.read("Query.Example.org") == Host("query.example.org")
    assert Host.read("[::1]:80") == Host("::1", 80)
    assert [Host.read(text).private for text in ("127.0.0.1", "127.0.0.1:80", "localhost:80", "inside.example:80")] == [
        False,
        True,
        True,
        False,
    ]
    for wrong in ("", "https://example.org", "a b", "example.org:0", "example.org:x"):
        with pytest.raises(GovkgError, match="names no host"):
            Host.read(wrong)
