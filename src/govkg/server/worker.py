"""A worker process: opens the store for reading, answers one job after another, and dies rather than guess.

``python -m govkg.server.worker FD`` with the file descriptor of its line. It is never asked to stop: the server
ends it, and starts another, when a job outlives its time. Nobody writes to its standard input, and only the server
holds the other end: it ends when the server is gone, even when that was killed, and then so does the worker, also
in the midst of a job.
"""

from __future__ import annotations

import gc
import io
import json
import os
import pickle
import resource
import signal
import socket
import sys
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import IO, TYPE_CHECKING, Final, cast

from govkg.errors import GovkgError
from govkg.server import wire
from govkg.server.holding import Held, Job
from govkg.server.replies import Problem, Reply, problem
from govkg.server.settings import Settings
from govkg.server.templates import prepare
from govkg.server.wire import Kind

if TYPE_CHECKING:
    from typing_extensions import Buffer

_CHUNK: Final = 64 * 1024


class Outlet(io.RawIOBase):
    """Takes the bytes of a reply and sends them on in frames; counts them.

    Raises:
        Problem: the reply is larger than allowed.

    """

    def __init__(self, line: socket.socket, limit: int, head: bytes) -> None:
        super().__init__()
        self._line, self._left, self._limit = line, limit, limit
        self._head: bytes | None = head
        self._buffer = bytearray()

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: Buffer, /) -> int:
        """Take some bytes."""
        data = bytes(data)
        self._left -= len(data)
        if self._left < 0:
            raise too_large(self._limit)
        self._buffer += data
        if len(self._buffer) >= _CHUNK:
            self._pass_on()
        return len(data)

    def _pass_on(self) -> None:
        if self._head is not None:
            wire.send(self._line, Kind.HEAD, self._head)
            self._head = None
        if self._buffer:
            wire.send(self._line, Kind.DATA, bytes(self._buffer))
            self._buffer.clear()

    def end(self) -> None:
        """Say that this was all: in one frame with the rest, where nothing has gone yet."""
        if self._head is not None:
            wire.send(self._line, Kind.WHOLE, wire.pack_whole(self._head, bytes(self._buffer)))
            return
        self._pass_on()
        wire.send(self._line, Kind.END)


def too_large(limit: int) -> Problem:
    """The problem of a result past its limit, in bytes."""
    return Problem(413, "The result is too large", f"the result has more than {limit >> 20} MiB; ask for less of it")


def main() -> None:
    """Serve jobs until the line closes."""
    line = socket.socket(fileno=int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C goes to the server, which ends its workers
    Thread(target=_end_with_the_server, name="watching the server", daemon=True).start()
    first = wire.receive(line)
    if first is None:
        return
    settings, generation = pickle.loads(first[1])
    held = Held(settings)
    try:
        held.refresh(generation)
    except GovkgError as error:
        _refuse(line, problem(error))
        return
    import_module("govkg.server.app")  # the modules of all jobs, now rather than while somebody waits
    prepare()
    gc.freeze()  # what is there now stays: no collection has to look through it again
    limit_memory(settings.limits.memory)
    wire.send(line, Kind.READY)
    while frame := wire.receive(line):
        generation, job = pickle.loads(frame[1])
        _serve(line, held, settings, generation, job)


def _end_with_the_server() -> None:
    """Wait until standard input ends; the engine lets other threads run while it works."""
    while os.read(sys.stdin.fileno(), 64):
        pass
    os._exit(1)


def _serve(line: socket.socket, held: Held, settings: Settings, generation: int, job: Job) -> None:
    try:
        held.refresh(generation)
        reply = job.answer(held)
        _send(line, reply, settings)
    except Problem as error:
        found = error
    except GovkgError as error:
        found = problem(error)
    except MemoryError:
        found = out_of_memory(settings)
    else:
        return
    _refuse(line, found)


def _refuse(line: socket.socket, why: Problem) -> None:
    told = {**why.to_dict(), "headers": dict(why.headers), "cause": why.cause}
    wire.send(line, Kind.PROBLEM, json.dumps(told).encode())


def _send(line: socket.socket, reply: Reply, settings: Settings) -> None:
    head = {"status": reply.status, "type": reply.media_type, "headers": dict(reply.headers)}
    outlet = Outlet(line, settings.limits.result, json.dumps(head).encode())
    if isinstance(reply.body, bytes):
        outlet.write(reply.body)
    else:
        reply.body(cast(IO[bytes], outlet))
    outlet.end()


def out_of_memory(settings: Settings) -> Problem:
    """The problem of a job past its memory."""
    allowed = settings.limits.memory >> 20
    return Problem(503, "Too much memory", f"the query needed more than {allowed} MiB; make it more selective")


def limit_memory(more: int) -> None:
    """Let this process take ``more`` bytes of private memory than it has now; past that the engine aborts."""
    pages = Path("/proc/self/statm")
    if pages.exists():  # elsewhere than on Linux the kernel counts mapped files too, and the limit would lie
        data = int(pages.read_text(encoding="ascii").split()[5]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_DATA, (data + more, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
