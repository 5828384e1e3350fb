"""Runs the application: uvicorn with limits on heads and slow clients, logs as lines of JSON, an orderly stop."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from socket import socket
from typing import Any, Final

import uvicorn

from govkg.errors import GovkgError, StoreError
from govkg.server.app import build
from govkg.server.board import Board
from govkg.server.connection import connection
from govkg.server.gate import open_gate
from govkg.server.gateway import CutOff
from govkg.server.lanes import Lanes, open_doors
from govkg.server.settings import Settings
from govkg.store.opening import open_store

_STANDARD: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "color_message", "taskName"}
_STOPPING_SECONDS: Final = 10


def serve(settings: Settings, started: Callable[[str], None]) -> None:
    """Serve until SIGINT or SIGTERM; ``started`` hears the address once the server answers.

    Raises:
        StoreError: the store cannot be opened.
        GovkgError: the address is taken.

    """
    open_store(settings.store, read_only=True).close()  # what is wrong with it is said here, not by every worker
    log_as_json()
    doors = _open_doors(settings)
    settings = replace(settings, port=doors[0].getsockname()[1])
    with open_gate(settings.services, settings.limits) as gate:
        _run(replace(settings, gate=gate), doors, started)


def _run(settings: Settings, doors: list[socket], started: Callable[[str], None]) -> None:
    app = build(settings)
    config = uvicorn.Config(
        app,
        http=connection(settings.limits),
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=_STOPPING_SECONDS,
        limit_concurrency=settings.limits.connections,
    )
    board = app.gateway.freshness.board
    server = _Server(config, settings, board, doors, lambda: started(f"http://{settings.host}:{settings.port}/"))
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(server.serve(sockets=[] if settings.lanes else doors))


class _Server(uvicorn.Server):
    """Takes the connections that its lanes hand over, where it has lanes; says when it answers."""

    def __init__(
        self,
        config: uvicorn.Config,
        settings: Settings,
        board: Board,
        doors: list[socket],
        ready: Callable[[], None],
    ) -> None:
        super().__init__(config)
        self._store = settings.store
        self._ready = ready
        self._protocol = connection(settings.limits)
        self._lanes = Lanes(settings, board, doors, self._take) if settings.lanes else None
        self._taking: set[asyncio.Task[None]] = set()

    async def startup(self, sockets: list[socket] | None = None) -> None:
        try:
            await super().startup(sockets)
        except SystemExit as error:
            raise StoreError("cannot be served: no worker could open it", location=self._store) from error
        if self._lanes is not None:
            await self._lanes.start()
        self._ready()

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        if self._lanes is not None:
            await self._lanes.stop()
        await super().shutdown(sockets)

    def _take(self, connection: socket, first: bytes) -> None:
        task = asyncio.create_task(self._go_on(connection, first))
        self._taking.add(task)
        task.add_done_callback(self._taking.discard)

    async def _go_on(self, connection: socket, first: bytes) -> None:
        """A connection of which a lane has read the first bytes."""

        def protocol() -> asyncio.Protocol:
            made = self._protocol(config=self.config, server_state=self.server_state, app_state=self.lifespan.state)
            made.first = first
            return made

        connection.setblocking(False)
        await asyncio.get_running_loop().connect_accepted_socket(protocol, connection)


def _open_doors(settings: Settings) -> list[socket]:
    try:
        return open_doors(settings.host, settings.port, settings.lanes)
    except OSError as error:
        raise GovkgError(f"{settings.host}:{settings.port}: cannot listen there: {error.strerror or error}") from error


def log_as_json() -> None:
    """Every record of the server as one line of JSON on standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json())
    handler.addFilter(_expected)
    for name in ("govkg.access", "govkg.server", "uvicorn.error"):
        logger = logging.getLogger(name)
        logger.handlers[:] = [handler]
        logger.propagate = False
        logger.setLevel(logging.WARNING if name == "uvicorn.error" else logging.INFO)


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {key: value for key, value in vars(record).items() if key not in _STANDARD}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def _expected(record: logging.LogRecord) -> bool:
    """All but the traceback of an answer that was broken off on purpose: the access log has it."""
    return not (record.exc_info and isinstance(record.exc_info[1], CutOff))
