"""A lane: a process that accepts connections, answers lookups at once, and hands all others over to the server.

``python -m govkg.server.lane NUMBER LISTENING LINE BOARD`` with file descriptors. It reads whole requests only, and of
those only ``GET /sparql?query=…`` with a lookup (see ``lookups``) and plain headers; a connection on which anything
else arrives goes to the server with the bytes that came, and stays there. So whatever is not quick, not well-formed or
not whole is the server's, with all of its limits. A lane holds the store open for reading, opens it anew when the
board says so, and ends when the server does.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import pickle
import re
import secrets
import signal
import socket
import sys
import time
from collections import OrderedDict
from datetime import UTC, datetime
from email.utils import formatdate
from pathlib import Path
from typing import Final, cast
from urllib.parse import unquote_to_bytes

import pyoxigraph as ox

from govkg.errors import GovkgError
from govkg.server.board import Board
from govkg.server.cache import etag_of
from govkg.server.gateway import VARY
from govkg.server.guard import fixed_headers
from govkg.server.lines import pack_first, pieces
from govkg.server.lookups import look_up
from govkg.server.settings import Settings
from govkg.store.embedded import EmbeddedStore

_START: Final = b"GET /sparql?query="
_END: Final = b"\r\n\r\n"
_PLAIN: Final = frozenset(
    {b"host", b"user-agent", b"accept", b"accept-encoding", b"accept-language", b"cache-control", b"pragma"}
)
"""Headers that a lookup may have; any other has a meaning that the server knows."""
_HEADS: Final = 256
_KEPT_BYTES: Final = 4 << 20
_ENTRY: Final = 256
"""Bytes that a kept answer costs beside its own."""
_FLUSH_SECONDS: Final = 0.1
_LINE: Final = 4096
"""Bytes that a pipe takes as one, so that lines of several processes never mix."""
_IDLE_SECONDS: Final = 15.0
_SELDOM: Final = 100_000
"""Objects after which rubbish is looked for: an answer makes many, and leaves hardly any that is rubbish."""
_STOPPING_SECONDS: Final = 5.0
_FIXED: Final = b"".join(
    name + b": " + value + b"\r\n"
    for name, value in (*fixed_headers(), (b"vary", VARY.encode()), (b"cache-control", b"no-cache"))
)


class Answers:
    """Whole answers to requests as bytes, kept for one generation of the store; the longest unused go first."""

    def __init__(self, limit: int) -> None:
        self._limit, self._size, self._generation = limit, 0, -1
        self._kept: OrderedDict[tuple[bytes, bytes], bytes] = OrderedDict()

    def get(self, key: tuple[bytes, bytes], generation: int) -> bytes | None:
        """What was answered to the same bytes in this generation."""
        if generation != self._generation:
            self._kept.clear()
            self._generation, self._size = generation, 0
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: tuple[bytes, bytes], answer: bytes) -> None:
        """Keep an answer of the generation that was asked for last."""
        self._kept[key] = answer
        self._size += _size(key, answer)
        while self._size > self._limit:
            self._size -= _size(*self._kept.popitem(last=False))


def _size(key: tuple[bytes, bytes], answer: bytes) -> int:
    return len(key[0]) + len(key[1]) + len(answer) + _ENTRY


class Log:
    """The access log: lines of JSON as the server writes them, passed on some at a time."""

    def __init__(self) -> None:
        self._waiting = bytearray()
        self._prefix, self._counter = secrets.token_hex(4), 0
        self._second, self._shown = -1, ""

    def id(self) -> str:
        """The id of the next request."""
        self._counter += 1
        return f"{self._prefix}{self._counter & 0xFFFFFFFF:08x}"

    def note(self, id: str, sent: int, nanoseconds: int) -> None:
        """One request that was answered."""
        now = time.time()
        second = int(now)
        if second != self._second:
            self._second = second
            self._shown = datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%S")
        line = (
            f'{{"time": "{self._shown}.{int((now - second) * 1000):03}+00:00", "level": "info", '
            f'"logger": "govkg.access", "message": "request", "id": "{id}", "method": "GET", "path": "/sparql", '
            f'"status": 200, "bytes": {sent}, "ms": {nanoseconds / 1e6:.1f}}}\n'
        ).encode()
        if len(self._waiting) + len(line) > _LINE:
            self.flush()
        self._waiting += line

    def flush(self) -> None:
        """Write what waits."""
        if self._waiting:
            with contextlib.suppress(OSError):  # nobody reads the log any more
                os.write(2, self._waiting)
            self._waiting.clear()


class Lane:
    """The state of one lane."""

    def __init__(self, number: int, settings: Settings, board: Board, line: socket.socket) -> None:
        self.number, self._settings, self._board, self._line = number, settings, board, line
        self.connections: set[Connection] = set()
        self._store: ox.Store | None = None
        self._generation = -1
        self._answers = Answers(_KEPT_BYTES)
        self._heads: dict[bytes, bytes | None] = {}
        self._log = Log()
        self._date, self._date_second = b"", -1

    def answer(self, data: bytes) -> bytes | None:
        """The answer to a request that is a lookup; None where the server has to see it."""
        if not data.startswith(_START) or not data.endswith(_END) or len(data) > self._settings.limits.url:
            return None
        started = time.perf_counter_ns()
        target, _, head = data.partition(b" HTTP/1.1\r\n")
        if not head or head.find(_END) != len(head) - len(_END):
            return None
        accept = self._accept(head)
        if accept is None:
            return None
        generation = self._board.generation
        if generation != self._generation and not self._refresh(generation):
            return None
        key = (target, accept)
        whole = self._answers.get(key, generation)
        kept = whole is not None
        if whole is None:
            whole = self._find(target, accept)
            if whole is None:
                return None
            self._answers.put(key, whole)
        id = self._log.id()
        head, _, body = whole.partition(_END)
        spent = time.perf_counter_ns() - started
        self._log.note(id, len(body), spent)
        self._board.note(self.number, len(body), spent, kept)
        return b"%b\r\nx-request-id: %b\r\ndate: %b\r\n\r\n%b" % (head, id.encode(), self._now(), body)

    def hand_over(self, descriptor: int, data: bytes) -> None:
        """Give a connection to the server, with what has come on it."""
        first, *rest = pieces(data)
        socket.send_fds(self._line, [pack_first(len(data), first)], [descriptor])
        for piece in rest:
            self._line.send(piece)

    def flush(self) -> None:
        """Write the log."""
        self._log.flush()

    def _accept(self, head: bytes) -> bytes | None:
        """The header Accept, empty where there is none; None where a header means more than a lane knows."""
        try:
            return self._heads[head]
        except KeyError:
            found = _accept_of(head)
            if len(self._heads) >= _HEADS:
                self._heads.clear()
            self._heads[head] = found
            return found

    def _find(self, target: bytes, accept: bytes) -> bytes | None:
        query = target[len(_START) :]
        if self._store is None or b"&" in query or b";" in query:
            return None
        try:
            text = unquote_to_bytes(query.replace(b"+", b" ")).decode()
            found = look_up(self._store, text, accept.decode("ascii") or None)
        except UnicodeDecodeError:
            return None
        if found is None:
            return None
        media, body = found
        head = f"content-type: {media}\r\ncontent-length: {len(body)}\r\netag: {etag_of(body)}"
        return b"HTTP/1.1 200 OK\r\n" + _FIXED + head.encode() + _END + body

    def _refresh(self, generation: int) -> bool:
        """Open the store as it is now."""
        try:
            self._store = EmbeddedStore(Path(self._settings.store), read_only=True).engine
        except GovkgError:
            self._store = None
            return False
        self._generation = generation
        return True

    def _now(self) -> bytes:
        second = int(time.time())
        if second != self._date_second:
            self._date_second, self._date = second, formatdate(second, usegmt=True).encode()
        return self._date


class Connection(asyncio.Protocol):
    """One connection while it is the lane's."""

    def __init__(self, lane: Lane, loop: asyncio.AbstractEventLoop) -> None:
        self._lane, self._loop = lane, loop
        self._transport: asyncio.Transport | None = None
        self.seen = loop.time()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It is there."""
        self._transport = cast(asyncio.Transport, transport)
        self._lane.connections.add(self)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """It is gone, or handed over."""
        self._transport = None
        self._lane.connections.discard(self)

    def data_received(self, data: bytes) -> None:
        """Answer, or hand over."""
        if self._transport is None:
            return
        self.seen = self._loop.time()
        answer = self._lane.answer(data)
        if answer is not None:
            self._transport.write(answer)
        else:
            self._transport.pause_reading()
            self._leave(data)

    def pause_writing(self) -> None:
        """A client that does not read is not read from."""
        if self._transport is not None:
            self._transport.pause_reading()

    def resume_writing(self) -> None:
        """It reads again."""
        if self._transport is not None:
            self._transport.resume_reading()

    def _leave(self, data: bytes) -> None:
        if self._transport is None:
            return
        if self._transport.get_write_buffer_size():  # earlier answers first
            self._loop.call_later(0.01, self._leave, data)
            return
        descriptor = os.dup(self._transport.get_extra_info("socket").fileno())
        try:
            self._lane.hand_over(descriptor, data)
        finally:
            os.close(descriptor)
            self._transport.abort()

    def close(self) -> None:
        """Let it go, after what is still to be sent."""
        if self._transport is not None:
            self._transport.close()


def _accept_of(head: bytes) -> bytes | None:
    accept = b""
    for line in head[: -len(_END)].split(b"\r\n"):
        name, _, value = line.partition(b":")
        name, value = name.lower(), value.strip()
        if name == b"accept" and not accept and re.fullmatch(rb"[\x20-\x7e]*", value):
            accept = value
        elif name == b"connection" and value.lower() == b"keep-alive":
            continue
        elif name not in _PLAIN or name == b"accept":
            return None
    return accept


async def run(lane: Lane, listening: socket.socket, line: socket.socket) -> None:
    """Answer until the server says that it is enough, or is gone."""
    loop = asyncio.get_running_loop()
    enough = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, enough.set)
    loop.add_reader(line.fileno(), enough.set)  # the server sends nothing: what can be read there is its end
    server = await loop.create_server(lambda: Connection(lane, loop), sock=listening, backlog=2048)
    sweeping = asyncio.create_task(_sweep(lane, loop))
    await enough.wait()
    loop.remove_reader(line.fileno())
    server.close()
    sweeping.cancel()
    for connection in tuple(lane.connections):
        connection.close()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_STOPPING_SECONDS):
            while lane.connections:
                await asyncio.sleep(0.02)
    lane.flush()


async def _sweep(lane: Lane, loop: asyncio.AbstractEventLoop) -> None:
    """Write the log, and let connections go on which nothing happens."""
    while True:
        await asyncio.sleep(_FLUSH_SECONDS)
        lane.flush()
        before = loop.time() - _IDLE_SECONDS
        for connection in tuple(lane.connections):
            if connection.seen < before:
                connection.close()


def main() -> None:
    """Be a lane."""
    number, listening, line, board = map(int, sys.argv[1:])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C goes to the server, which ends its lanes
    with socket.socket(fileno=line) as to_server, socket.socket(fileno=listening) as door:
        lane = Lane(number, pickle.loads(to_server.recv(1 << 16)), Board(board), to_server)
        door.setblocking(False)
        gc.freeze()
        gc.set_threshold(_SELDOM)
        with asyncio.Runner(loop_factory=loop_factory()) as runner:
            runner.run(run(lane, door, to_server))


def loop_factory() -> type[asyncio.AbstractEventLoop] | None:
    """Uvloop's loop where it is installed, else asyncio's own."""
    try:
        import uvloop
    except ModuleNotFoundError:
        return None
    return cast(type[asyncio.AbstractEventLoop], uvloop.Loop)


if __name__ == "__main__":
    main()
