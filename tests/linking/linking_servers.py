"""Endpoints on loopback: a real server over the made-up world, and one that answers as a test tells it to."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PATIENCE = 60.0
"""Seconds that a server may take to answer for the first time."""


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """The address of queries of ``oxigraph serve-read-only`` over a folder."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = Path(sys.executable).with_name("oxigraph")
    command = [str(program), "serve-read-only", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        url, until = f"http://127.0.0.1:{port}/query", time.monotonic() + PATIENCE
        while True:
            try:
                with urllib.request.urlopen(f"{url}?query=ASK%7B%7D", timeout=5):
                    break
            except (urllib.error.URLError, OSError):
                if process.poll() is not None or time.monotonic() > until:
                    raise
                time.sleep(0.05)
        yield url
    finally:
        process.terminate()
        process.wait(20)


@dataclass
class Reply:
    """What a stub says: a status, headers, a body; ``slow`` sends it byte by byte and never ends."""

    body: bytes = b'{"head":{"vars":[]},"results":{"bindings":[]}}'
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    kind: str = "application/sparql-results+json"
    slow: bool = False


@dataclass
class Stub:
    """An endpoint that gives ``replies`` one after another, and the last for ever; it keeps what it was asked."""

    url: str
    replies: list[Reply]
    asked: list[dict[str, str]] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)


@contextmanager
def stub(*replies: Reply) -> Iterator[Stub]:
    """A stub with these replies."""
    held = Stub("", list(replies))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers.get("Content-Length", 0))
            query = self.rfile.read(size).decode()
            held.asked.append({**{name.lower(): value for name, value in self.headers.items()}, "body": query})
            reply = held.replies.pop(0) if len(held.replies) > 1 else held.replies[0]
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.kind)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                if reply.slow:
                    while not held.stopping.wait(0.02):
                        self.wfile.write(b" ")
                        self.wfile.flush()
                else:
                    self.wfile.write(reply.body)
            except OSError:
                pass  # whoever asked has gone

        do_GET = do_POST  # noqa: N815 - the names of the base class

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    held.url = f"http://127.0.0.1:{server.server_address[1]}/sparql"
    try:
        yield held
    finally:
        held.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join(10)


def rows(variables: list[str], *found: dict[str, dict[str, str]]) -> bytes:
    """The body of an answer."""
    return json.dumps({"head": {"vars": variables}, "results": {"bindings": list(found)}}).encode()


Sleeper = Callable[[float], None]


def counted() -> tuple[list[float], Sleeper]:
    """A list of the pauses that were asked for, and what notes them without waiting."""
    pauses: list[float] = []
    return pauses, lambda seconds: pauses.append(seconds) if seconds > 0 else None
