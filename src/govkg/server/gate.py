"""The one way out: asks another server for the engine, and only where the owner of this one allows it.

It listens on loopback for the workers, which know its secret. For each request it looks at the allowed hosts, connects
through ``hosts.connect`` (no private address by a name server that changes its mind), follows no redirect, keeps
to a time and a size, and hands the engine the answer, or the reason why there is none.
"""

from __future__ import annotations

import hmac
import http.client
import logging
import secrets
import ssl
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox

from govkg import hosts
from govkg.errors import AddressRefused
from govkg.server.outbound import Gate, Host, Target, target
from govkg.server.replies import Problem
from govkg.server.settings import Limits

_log = logging.getLogger("govkg.server")

_AGENT: Final = "govkg (a SPARQL server that asks for its readers)"
_PIECE: Final = 64 * 1024
_RDF: Final = "application/n-triples"


class GateError(Exception):
    """Why another server gave no answer: one line for the person who asks."""


@contextmanager
def open_gate(allowed: tuple[Host, ...], limits: Limits) -> Iterator[Gate | None]:
    """A gate to the allowed hosts, open meanwhile; None where there are none."""
    if not allowed:
        yield None
        return
    server = _Server(allowed, limits)
    thread = Thread(target=server.serve_forever, name="gate", daemon=True)
    thread.start()
    try:
        yield Gate(server.server_port, server.secret)
    finally:
        server.shutdown()
        server.server_close()


def ask(asked: Target, method: str, headers: dict[str, str], body: bytes, limits: Limits) -> tuple[str, bytes]:
    """The media type and the bytes of another server's answer.

    Raises:
        GateError: there is none, or too much, or too late, or it leads elsewhere.

    """
    until = time.monotonic() + limits.query_seconds
    where = f"{asked.host}:{asked.port}"
    connection = http.client.HTTPConnection(asked.host, asked.port)
    try:
        connection.sock = hosts.connect(asked.host, asked.port, timeout=limits.query_seconds, private=asked.private)
        if asked.scheme == "https":
            connection.sock = ssl.create_default_context().wrap_socket(connection.sock, server_hostname=asked.host)
        parts = urlsplit(asked.url)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request(method, path, body or None, {**headers, "User-Agent": _AGENT, "Connection": "close"})
        answer = connection.getresponse()
        if 300 <= answer.status < 400:
            raise GateError(f"{where} sends the question elsewhere, which is not followed")
        if answer.status != 200:
            raise GateError(f"{where} answered {answer.status}")
        found = b"".join(_read(answer, until, limits.result, where))
        return answer.headers.get_content_type(), found
    except AddressRefused as error:
        raise GateError(f"{error}") from error
    except (OSError, http.client.HTTPException) as error:
        raise GateError(f"{where} cannot be reached: {type(error).__name__}") from error
    finally:
        connection.close()


def _read(answer: http.client.HTTPResponse, until: float, most: int, where: str) -> Iterator[bytes]:
    while piece := answer.read1(_PIECE):
        most -= len(piece)
        if most < 0 or time.monotonic() > until:
            raise GateError(f"the answer of {where} is {'too large' if most < 0 else 'too slow'}")
        yield piece


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, allowed: tuple[Host, ...], limits: Limits) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.allowed, self.limits, self.secret = allowed, limits, secrets.token_urlsafe(32)

    def handle_error(self, *_: Any) -> None:
        """A worker that was ended before its answer came is no fault; anything else is noted as one record."""
        error = sys.exc_info()[1]
        if not isinstance(error, ConnectionError):
            _log.error("gate failed", extra={"reason": f"{type(error).__name__}: {error}"})


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 60

    def do_POST(self) -> None:
        """A query for another server's endpoint."""
        size = int(self.headers.get("Content-Length", "0"))
        kept = {name: self.headers[name] for name in ("Accept", "Content-Type") if name in self.headers}
        self._pass_on("POST", kept, self.rfile.read(min(size, self.server.limits.body)))

    def do_GET(self) -> None:
        """A document to load: handed on as N-Triples, since relative addresses in it are relative to where it is."""
        self._pass_on("GET", {"Accept": self.headers.get("Accept", "*/*")}, b"")

    def _pass_on(self, method: str, headers: dict[str, str], body: bytes) -> None:
        secret, _, url = self.path[1:].partition("/")
        if not hmac.compare_digest(secret.encode(), self.server.secret.encode()):
            self._answer(404, "text/plain", b"")
            return
        try:
            asked = target(unquote(url), self.server.allowed)
            media, found = ask(asked, method, headers, body, self.server.limits)
            if method == "GET":
                media, found = _RDF, _triples(found, media, asked.url)
        except (GateError, Problem) as error:
            reason = error.detail if isinstance(error, Problem) else str(error)
            self._answer(502, "text/plain; charset=utf-8", f"[[{reason}]]".encode())
            return
        self._answer(200, media, found)

    def _answer(self, status: int, media: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: queries are not logged."""


def _triples(document: bytes, media: str, url: str) -> bytes:
    format = ox.RdfFormat.from_media_type(media)
    if format is None:
        raise GateError(f"{media} is no form of RDF that can be loaded")
    try:
        triples = {quad.triple for quad in ox.parse(document, format=format, base_iri=url)}
    except (SyntaxError, ValueError, OSError) as error:
        raise GateError(f"the document cannot be read: {' '.join(str(error).split())[:200]}") from error
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
