"""What one request may cost, and that nobody else pays for it."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import httpx
import pytest
from served import Server, limited

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SORTED = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?a ?d"
WIDE = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
SMALL = "ASK {}"


@pytest.fixture(scope="module")
def strict(example_folder: Path) -> Iterator[Server]:
    limits = {"query_seconds": 4, "memory": 200 << 20, "result": 100_000, "waiting_seconds": 1}
    with limited(example_folder, **limits, header_seconds=1, body_seconds=1) as server:
        yield server


@pytest.fixture(scope="module")
def roomy(example_folder: Path) -> Iterator[Server]:
    """Answers past 2 MiB are under way before they are whole; past 24 MiB they are too large."""
    with limited(example_folder, query_seconds=60, whole=2 << 20, result=24 << 20, sending_seconds=2) as server:
        yield server


def test_a_query_past_its_time_is_ended_and_says_so(strict: Server) -> None:
    answer = strict.sparql(CROSS)
    assert answer.status_code == 503
    assert "4 seconds" in answer.json()["detail"]
    assert strict.sparql(SMALL).status_code == 200


def test_others_are_answered_meanwhile(strict: Server) -> None:
    all_there(strict)
    with ThreadPoolExecutor(1) as threads:
        heavy = threads.submit(strict.sparql, CROSS)
        time.sleep(0.2)
        for _ in range(3):
            assert strict.sparql(SMALL).json()["boolean"] is True
            assert strict.get("/entity/person/tran-minh-duc", "text/html").status_code == 200
            assert not heavy.done()
        assert heavy.result().status_code == 503


def all_there(server: Server) -> None:
    """Wait until those that were ended have been replaced."""
    until = time.monotonic() + 60
    while server.get("/ready").json()["queries"] < 2 and time.monotonic() < until:
        time.sleep(0.1)


def test_a_query_past_its_memory(strict: Server) -> None:
    all_there(strict)
    answer = strict.sparql(SORTED)
    assert (answer.status_code, answer.json()["title"]) in (
        (503, "Too much memory"),
        (503, "The query took too long"),
    )
    assert strict.sparql(SMALL).status_code == 200


def test_an_answer_past_its_size(example_folder: Path) -> None:
    with limited(example_folder, query_seconds=120, result=100_000, waiting_seconds=120) as server:
        answer = server.sparql(WIDE, "application/sparql-results+json")
        assert (answer.status_code, answer.headers["Content-Type"]) == (413, "application/problem+json")


def test_an_answer_under_way_past_its_size_cannot_look_whole(roomy: Server) -> None:
    with roomy.client.stream("GET", "/sparql", params={"query": WIDE}, headers={"Accept": "text/csv"}) as answer:
        assert answer.status_code == 200
        assert "Content-Length" not in answer.headers
        with pytest.raises(httpx.RemoteProtocolError):
            answer.read()


def test_a_large_answer_within_its_size_arrives_whole(roomy: Server) -> None:
    rows = roomy.sparql(f"{WIDE} LIMIT 16000", "text/csv")
    assert 2 << 20 < len(rows.content) < 24 << 20
    assert len(rows.content.splitlines()) == 16001


def test_an_old_client_that_cannot_see_a_break_gets_an_error(roomy: Server) -> None:
    """HTTP/1.0 has no chunks: an answer ends where the connection ends."""
    answer = _raw(roomy, f"GET /sparql?{urlencode({'query': WIDE, 'format': 'csv'})} HTTP/1.0\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 413")


def test_nobody_free(example_folder: Path) -> None:
    with limited(example_folder, query_seconds=10, waiting_seconds=0.3) as server, ThreadPoolExecutor(2) as threads:
        all_there(server)
        heavy = [threads.submit(server.sparql, CROSS + " " * n) for n in range(2)]
        until, asked = time.monotonic() + 8, 0
        while (answer := server.sparql(SMALL + " " * asked)).status_code == 200 and time.monotonic() < until:
            asked += 1  # another text each time, for an answer once given is kept
            time.sleep(0.1)  # the heavy ones are not there yet
        assert answer.status_code == 503, answer.text
        assert answer.headers["Retry-After"] == "5"
        assert server.get("/search?q=duc", "application/json").status_code == 200
        assert {one.result().status_code for one in heavy} == {503}


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ("GET /search?q=" + "a" * 20_000 + " HTTP/1.1\r\nHost: x\r\n\r\n", b"414"),
        ("GET / HTTP/1.1\r\nHost: x\r\nX-Large: " + "a" * 40_000 + "\r\n\r\n", b"431"),
        ("GET / HTTP/1.1\r\nHost: x\r\nX-Large: " + "a" * 4_000_000, b"431"),
        ("POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n", b"413"),
        ("POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx", b"415"),
        ("POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nx", b"408"),
        ("nonsense\r\n\r\n", b"400"),
    ],
    ids=["address", "header", "endless header", "announced body", "packed body", "slow body", "nonsense"],
)
def test_what_is_too_much_is_refused(strict: Server, request_: str, status: bytes) -> None:
    assert _raw(strict, request_.encode()).partition(b" ")[2].startswith(status)


def test_a_body_that_never_ends(strict: Server) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(40):
            yield b"x" * 65536

    with contextlib.suppress(httpx.WriteError, httpx.ReadError):
        answer = strict.client.post("/sparql", content=pieces(), headers={"Content-Type": "application/sparql-query"})
        assert answer.status_code == 413


def test_a_head_that_comes_drop_by_drop(strict: Server) -> None:
    with _connected(strict) as line:
        line.sendall(b"GET / HTTP/1.1\r\n")
        started = time.monotonic()
        assert line.recv(10) == b""
        assert 0.5 < time.monotonic() - started < 5


def test_a_reader_who_stands_still_is_let_go(roomy: Server) -> None:
    with _connected(roomy) as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        query = urlencode({"query": f"{WIDE} LIMIT 80000", "format": "csv"})
        line.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        until = time.monotonic() + 30
        while time.monotonic() < until and not any("stood still" in entry for entry in roomy.log):
            time.sleep(0.1)
        assert any("stood still" in entry for entry in roomy.log)


def _connected(server: Server) -> socket.socket:
    parts = urlsplit(server.address)
    return socket.create_connection((parts.hostname or "", parts.port or 0), timeout=20)


def _raw(server: Server, data: bytes) -> bytes:
    with _connected(server) as line:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            line.sendall(data)
        received = b""
        with contextlib.suppress(ConnectionResetError):
            while part := line.recv(65536):
                received += part
                if b"\r\n\r\n" in received and received.startswith(b"HTTP/1.1 4"):
                    break
        return received
