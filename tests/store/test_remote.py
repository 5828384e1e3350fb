"""What only a store behind HTTP can go wrong at: busy, broken, shut, slow and dying servers."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad
from servers import Server, open_at

from govkg import iris
from govkg.errors import StoreError, StoreVersion
from govkg.store import canonical
from govkg.store.base import Change
from govkg.store.http import Client, Credentials, Refused
from govkg.store.probing import STAMP_GRAPH
from govkg.store.remote import Addresses, RemoteStore
from govkg.vocabulary import Rdf

LABEL = NamedNode(Rdf.label)
Answer = Callable[[BaseHTTPRequestHandler], None]


class Stub:
    """A server that gives prepared answers, one a request, and keeps what it was asked."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.requests: list[tuple[dict[str, str], bytes]] = []
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                stub.requests.append((dict(self.headers), body))
                stub.answers.pop(0)(self)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/query"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def stub() -> Iterator[Stub]:
    made = Stub()
    yield made
    made.close()


def says(status: int, body: str = "", **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body.encode())

    return answer


def breaks_off(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"half")


def hangs_up(handler: BaseHTTPRequestHandler) -> None:
    handler.close_connection = True


STAMPED = json.dumps({
    "head": {"vars": ["p", "o"]},
    "results": {
        "bindings": [
            {"p": {"type": "uri", "value": f"{iris.BASE}store#{name}"}, "o": {"type": "literal", "value": value}}
            for name, value in (("format", "1"), ("trait", "atomic"))
        ]
    },
})  # fmt: skip


def client(stub: Stub, credentials: Credentials = Credentials(), timeout: float = 10.0) -> Client:  # noqa: B008
    return Client((stub.url,), credentials, timeout, tries=3, pause=0.01)


def ask(asking: Client, stub: Stub, *, repeat: bool = True) -> bytes:
    with asking.post(stub.url, b"question", "text/plain", repeat=repeat).body as body:
        return body.read()


@pytest.mark.parametrize("trouble", [says(503), says(429), breaks_off, hangs_up])
def test_trouble_that_passes_is_waited_for(stub: Stub, trouble: Answer) -> None:
    stub.answers = [trouble, trouble, says(200, "answer")]
    assert ask(client(stub), stub) == b"answer"
    assert [body for _, body in stub.requests] == [b"question"] * 3


@pytest.mark.parametrize("trouble", [says(503), breaks_off, hangs_up])
def test_what_must_not_be_done_twice_is_not_asked_twice(stub: Stub, trouble: Answer) -> None:
    stub.answers = [trouble, says(200, "answer")]
    with pytest.raises(StoreError):
        ask(client(stub), stub, repeat=False)
    assert len(stub.requests) == 1


def test_trouble_that_stays_is_an_error_with_the_address(stub: Stub) -> None:
    stub.answers = [says(503, "overloaded")] * 3
    with pytest.raises(Refused, match="overloaded") as caught:
        ask(client(stub), stub)
    assert (caught.value.status, caught.value.location) == (503, stub.url)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 500])
def test_a_refusal_is_not_asked_again(stub: Stub, status: int) -> None:
    stub.answers = [says(status, "<!DOCTYPE HTML><html><title>No</title><p>not <b>here</b> &amp; now</p></html>")]
    with pytest.raises(Refused, match="No not here & now"):
        ask(client(stub), stub)
    assert len(stub.requests) == 1


def test_a_silent_server_is_given_up(stub: Stub) -> None:
    released = threading.Event()
    stub.answers = [lambda _: [None, None][released.wait(10)]] * 3
    with pytest.raises(StoreError, match="timed out"):
        ask(client(stub, timeout=0.05), stub)
    released.set()


def test_nobody_there() -> None:
    with pytest.raises(StoreError, match="refused"):
        Client((), tries=2, pause=0.01).post("http://127.0.0.1:1/query", b"", "text/plain", repeat=True)


def test_a_password_is_shown_where_it_is_asked_for(stub: Stub) -> None:
    stub.answers = [says(401, WWW_Authenticate='Basic realm="store"'), says(200, "in")]
    assert ask(client(stub, Credentials("lan", "mật khẩu")), stub) == b"in"
    first, second = (headers.get("Authorization") for headers, _ in stub.requests)
    assert first is None
    assert second == "Basic " + base64.b64encode("lan:mật khẩu".encode()).decode()


def test_a_token_is_shown_at_once(stub: Stub) -> None:
    stub.answers = [says(200, "in")]
    assert ask(client(stub, Credentials(token="abc")), stub) == b"in"
    assert stub.requests[0][0]["Authorization"] == "Bearer abc"


def test_addresses_are_completed() -> None:
    assert Addresses.of("http://h/query") == Addresses("http://h/query", "http://h/update")
    assert Addresses.of("http://h/sparql") == Addresses("http://h/sparql", "http://h/sparql")
    assert Addresses.of("http://h/query", "http://h/u", "http://h/g") == Addresses(
        "http://h/query", "http://h/u", "http://h/g"
    )


# from here on, real servers


def article(number: int, size: int = 40) -> list[Quad]:
    graph = NamedNode(iris.article(str(number)))
    return [Quad(NamedNode(f"{graph.value}#{i}"), LABEL, Literal(f"{number}.{i}"), graph) for i in range(size)]


def test_an_empty_server_has_no_store_to_read(server: Server) -> None:
    with pytest.raises(StoreError, match="no store here"):
        open_at(server, read_only=True)
    open_at(server).close()
    with open_at(server, read_only=True) as reader, pytest.raises(StoreError, match="reading only"):
        reader.apply(Change(add=article(1)))


def test_a_newer_format_is_refused(server: Server) -> None:
    store = open_at(server)
    stamp = f"GRAPH {STAMP_GRAPH} {{ {STAMP_GRAPH} <{iris.BASE}store#format>"
    store.update(f'DELETE DATA {{ {stamp} "1" }} }} ; INSERT DATA {{ {stamp} "7" }} }}', repeat=True)
    with pytest.raises(StoreVersion, match="newer govkg") as caught:
        open_at(server)
    assert caught.value.found == "7"


def test_other_peoples_graphs_are_not_ours(server: Server) -> None:
    store = open_at(server)
    store.update("INSERT DATA { GRAPH <https://example.org/theirs> { <urn:a> <urn:b> <urn:c> } }", repeat=True)
    store.apply(Change(add=article(1)))
    assert len(store) == len(list(store.dump())) == 40
    assert [graph.value for graph in store.graphs()] == [iris.article("1")]


def test_a_server_that_dies_loses_nothing_it_acknowledged_and_is_repaired_by_the_same_change(server: Server) -> None:
    """Killed at a different step each time; what was acknowledged is there, and running again completes the rest."""
    expected: list[Quad] = []
    for round_ in range(3):
        store = open_at(server, tries=1)
        kept = [article(100 * round_ + i) for i in range(3)]
        for quads in kept:
            store.apply(Change(add=quads))
            expected += quads
        half = [quad for i in range(3, 60) for quad in article(100 * round_ + i)]
        change = Change(drop=[NamedNode(iris.article(str(100 * round_ + i))) for i in range(3, 60)], add=half)
        timer = threading.Timer(0.02 * (round_ + 1), server.kill)
        timer.start()
        with pytest.raises(StoreError):
            apply_without_end(store, change)
        timer.join()
        server.start()
        store = open_at(server)
        held = set(store.dump())
        assert set(expected) <= held
        assert held <= set(expected) | set(half)
        store.apply(change)
        expected += half
        assert canonical.digest(store.dump()).hexdigest() == canonical.digest(expected).hexdigest()


def apply_without_end(store: RemoteStore, change: Change) -> None:
    while True:
        store.apply(change)


def test_a_server_that_comes_back_soon_is_waited_for(server: Server) -> None:
    store = open_at(server, tries=8)
    server.kill()
    timer = threading.Timer(0.3, server.start)
    timer.start()
    store.load(iter(article(1)))
    timer.join()
    assert set(store.dump()) == set(article(1))


def test_a_change_with_blank_nodes_is_sent_once(stub: Stub) -> None:
    stub.answers = [says(200, STAMPED), says(503)]
    store = RemoteStore(Addresses.of(stub.url))
    with pytest.raises(Refused):
        store.apply(Change(add=[Quad(BlankNode("b"), LABEL, Literal("x"))]))
    assert len(stub.requests) == 2


def test_a_request_that_is_too_large_is_halved_until_it_fits(stub: Stub) -> None:
    stub.answers = [says(200, STAMPED)]
    no_rows = '{"head": {"vars": ["s", "d"]}, "results": {"bindings": []}}'
    stub.answers += [says(413), says(200, no_rows), says(413), says(200), says(200)]
    store = RemoteStore(Addresses.of(stub.url), batch=40)
    store.apply(Change(add=article(1)))
    sizes = [body.count(b"rdf-schema#label") for _, body in stub.requests[1:]]
    assert sizes == [40, 0, 40, 20, 20]
