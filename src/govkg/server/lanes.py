"""The server's end of its lanes: starts them, takes the connections that they hand over, replaces one that ends."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import pickle
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from govkg.server.board import Board
from govkg.server.lines import PIECE, unpack_first
from govkg.server.settings import Settings

_BETWEEN_STARTS: Final = 1.0
_STOPPING_SECONDS: Final = 10.0
_log = logging.getLogger("govkg.server")

Take = Callable[[socket.socket, bytes], None]
"""Goes on with a connection on which some bytes have come."""


@dataclass(slots=True, eq=False)
class _Line:
    """The line to one lane; a connection whose bytes are not all there waits."""

    end: socket.socket
    process: asyncio.subprocess.Process
    waiting: socket.socket | None = None
    wanted: int = 0
    taken: bytearray = field(default_factory=bytearray)


@dataclass(slots=True, eq=False)
class Lanes:
    """A lane each listening socket."""

    settings: Settings
    board: Board
    doors: list[socket.socket]
    take: Take
    restarts: int = 0
    _lines: dict[int, _Line] = field(default_factory=dict, init=False)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set, init=False)
    _stopping: bool = field(default=False, init=False)

    async def start(self) -> None:
        """Start them all."""
        await asyncio.gather(*(self._open(number) for number in range(len(self.doors))))

    async def stop(self) -> None:
        """End them; connections on which nobody asks anything are closed."""
        self._stopping = True
        for task in tuple(self._tasks):
            task.cancel()
        for line in tuple(self._lines.values()):
            with contextlib.suppress(ProcessLookupError):
                line.process.terminate()
        for number, line in tuple(self._lines.items()):
            try:
                await asyncio.wait_for(line.process.wait(), _STOPPING_SECONDS)
            except TimeoutError:
                line.process.kill()
                await line.process.wait()
            self._receive(number)  # what was handed over last
            self._close(number)

    async def _open(self, number: int) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        door = self.doors[number].fileno()
        passed = (door, theirs.fileno(), self.board.descriptor)
        with theirs:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "govkg.server.lane", str(number), *map(str, passed),
                pass_fds=passed, stdin=asyncio.subprocess.DEVNULL,
            )  # fmt: skip
        ours.send(pickle.dumps(replace(self.settings, token=None, gate=None)))
        ours.setblocking(False)
        self._lines[number] = _Line(ours, process)
        asyncio.get_running_loop().add_reader(ours.fileno(), self._receive, number)

    def _receive(self, number: int) -> None:
        """Take what a lane has sent."""
        line = self._lines[number]
        while True:
            try:
                message, descriptors, _, _ = socket.recv_fds(line.end, PIECE + 64, 1)
            except BlockingIOError:
                return
            except OSError:
                message, descriptors = b"", []
            if not message:
                if not self._stopping:
                    self._replace(number)
                return
            if descriptors:
                line.wanted, first = unpack_first(message)
                line.waiting, line.taken = socket.socket(fileno=descriptors[0]), bytearray(first)
            else:
                line.taken += message
            if line.waiting is not None and len(line.taken) >= line.wanted:
                connection, line.waiting = line.waiting, None
                self.take(connection, bytes(line.taken))

    def _replace(self, number: int) -> None:
        """Its door stays open meanwhile: who knocks waits for the next lane."""
        line = self._close(number)
        self.restarts += 1
        _log.error("lane ended", extra={"lane": number})
        task = asyncio.create_task(self._renew(number, line.process))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _renew(self, number: int, ended: asyncio.subprocess.Process) -> None:
        with contextlib.suppress(ProcessLookupError):
            ended.kill()
        await ended.wait()
        await asyncio.sleep(_BETWEEN_STARTS)
        await self._open(number)

    def _close(self, number: int) -> _Line:
        line = self._lines.pop(number)
        asyncio.get_running_loop().remove_reader(line.end.fileno())
        line.end.close()
        if line.waiting is not None:
            line.waiting.close()
        return line


def open_doors(host: str, port: int, lanes: int) -> list[socket.socket]:
    """Listening sockets on one port, so many, between which the system shares out connections.

    Raises:
        OSError: nobody can listen there, or somebody does.

    """
    family, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    alone = socket.create_server(place[:2], family=family)  # fails where somebody listens, which the next would not
    if not lanes:
        alone.listen(2048)
        return [alone]
    place = alone.getsockname()
    alone.close()
    doors = []
    for _ in range(lanes):
        door = socket.socket(family, socket.SOCK_STREAM)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        door.bind(place)
        door.listen(2048)
        doors.append(door)
    return doors
