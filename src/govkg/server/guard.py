"""Around every request: limits, an id, headers that keep a browser safe, the log, the count."""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
import time
from collections.abc import MutableMapping
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from govkg.server.gateway import CutOff, Gateway
from govkg.server.problems import respond
from govkg.server.replies import Problem

_log = logging.getLogger("govkg.access")

CSP: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SAFE: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_RAW: Final = [(name.lower().encode(), value.encode()) for name, value in SAFE.items()]
_POLICY: Final = CSP.encode()
_SHARED: Final = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Link, Location, X-Request-Id"),
]
_READS: Final = "GET, HEAD, POST, OPTIONS"
ROUTE: Final = "govkg.route"
"""Where in the scope a route says its pattern."""
_OWN: Final = frozenset({"/update", "/metrics"})
"""Paths that the pages of other sites may not read or call."""
_STOPPING: Final = Problem(
    503, "The server is stopping", "the server is stopping; ask again in a moment", headers={"Retry-After": "5"}
)
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")


def fixed_headers() -> list[tuple[bytes, bytes]]:
    """The headers of every answer with data that other sites may read."""
    return [*_RAW, (b"content-security-policy", _POLICY), (b"x-frame-options", b"DENY"), *_SHARED]


class Guard:
    """ASGI middleware. Queries, bodies and tokens are never logged: only method, path, status, size and time."""

    def __init__(self, app: ASGIApp, gateway: Gateway) -> None:
        self._app, self.gateway = app, gateway

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        shared = scope["path"] not in _OWN
        patience = self.gateway.settings.limits.sending_seconds
        exchange = _Exchange(send, secrets.token_hex(8), patience, shared)
        try:
            if shared and request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
                await _preflight(scope, receive, exchange.send)
            else:
                self._check(request)
                await self._app(scope, receive, exchange.send)
        except Problem as problem:
            await respond(request, problem)(scope, receive, exchange.send)
        except (CutOff, TimeoutError) as error:
            exchange.cut = str(error) or "the client stood still"
            raise CutOff(exchange.cut) from error
        except asyncio.CancelledError:  # the server stops, and has waited long enough for this answer
            if exchange.status:
                exchange.cut = _STOPPING.detail
                raise CutOff(exchange.cut) from None
            await respond(request, _STOPPING)(scope, receive, exchange.send)
        finally:
            self._note(request, exchange)

    def _check(self, request: Request) -> None:
        limits = self.gateway.settings.limits
        if len(request.scope["raw_path"]) + len(request.scope["query_string"]) > limits.url:
            raise Problem(414, "The address is too long", f"an address has at most {limits.url >> 10} KiB; use POST")
        if sum(len(name) + len(value) for name, value in request.scope["headers"]) > limits.header:
            raise Problem(431, "The head is too large", f"a head has at most {limits.header >> 10} KiB")
        if _CONTROL.search(request.scope["path"]):
            raise Problem(400, "Not an address", "an address holds no control characters")
        length = request.headers.get("Content-Length", "0")
        if length.isdigit() and int(length) > limits.body:
            raise Problem(413, "The body is too large", f"a body has at most {limits.body >> 10} KiB")

    def _note(self, request: Request, exchange: _Exchange) -> None:
        seconds = time.perf_counter() - exchange.started
        route = request.scope.get(ROUTE, "other")  # its pattern, never the path: a label of metrics has few values
        self.gateway.metrics.count(route, _method(request.method), exchange.status, seconds, exchange.sent)
        if not _log.isEnabledFor(logging.INFO):
            return
        more: MutableMapping[str, Any] = {
            "id": exchange.id,
            "method": request.method,
            "path": request.url.path,
            "status": exchange.status,
            "bytes": exchange.sent,
            "ms": round(seconds * 1000, 1),
        }
        if exchange.cut:
            more["cut"] = exchange.cut
        _log.info("request", extra=dict(more))


class _Exchange:
    """What goes out for one request."""

    def __init__(self, send: Send, id: str, patience: float, shared: bool) -> None:
        self._send, self.id, self._patience, self._shared = send, id, patience, shared
        self.started = time.perf_counter()
        self.status, self.sent = 0, 0
        self.cut: str | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = [*message["headers"], (b"x-request-id", self.id.encode()), *_RAW]
            policy = next((value for name, value in headers if name == b"content-security-policy"), None)
            if policy is None:
                headers.append((b"content-security-policy", _POLICY))
            if policy is None or b"frame-ancestors *" not in policy:
                headers.append((b"x-frame-options", b"DENY"))
            message["headers"] = headers + _SHARED if self._shared else headers
        else:
            self.sent += len(message.get("body", b""))
        async with asyncio.timeout(self._patience):
            await self._send(message)


async def _preflight(scope: Scope, receive: Receive, send: Send) -> None:
    """Any page may read, and only that: it learns no more than everybody, and no credentials go with it."""
    headers = {
        "Access-Control-Allow-Methods": _READS,
        "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match",
        "Access-Control-Max-Age": "86400",
    }
    await Response(status_code=204, headers=headers)(scope, receive, send)


def _method(method: str) -> str:
    return method if method in ("GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH") else "other"
