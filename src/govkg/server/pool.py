"""A few worker processes, each with one job at a time; one that outlives its time is ended and replaced."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import pickle
import signal
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from govkg.server import wire
from govkg.server.holding import Job
from govkg.server.replies import Problem
from govkg.server.settings import Settings
from govkg.server.spool import Spool
from govkg.server.wire import Kind
from govkg.server.worker import out_of_memory

_STARTING: Final = 60.0
"""Seconds that a worker has to open its store."""
_BETWEEN_STARTS: Final = 1.0
_DYING: Final = 5.0
"""Seconds that a worker has to end after it has closed its line."""
_log = logging.getLogger("govkg.server")


@dataclass(slots=True)
class Answer:
    """The head of a reply, and its body as it comes."""

    status: int
    media_type: str
    headers: dict[str, str]
    body: Spool


@dataclass(slots=True, eq=False)
class _Worker:
    """A process at the other end of a line."""

    process: asyncio.subprocess.Process
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def frame(self) -> tuple[Kind, bytes]:
        header = await self.reader.readexactly(wire.HEADER.size)
        kind, size = wire.HEADER.unpack(header)
        if size > wire.LARGEST:
            raise asyncio.IncompleteReadError(header, size)
        return Kind(kind), await self.reader.readexactly(size)

    def send(self, kind: Kind, data: bytes) -> None:
        self.writer.write(wire.HEADER.pack(kind, len(data)) + data)

    async def end(self) -> int:
        """Kill it; gives how it ended (negative: the signal)."""
        if self.process.returncode is None:
            self.process.kill()
        self.writer.close()
        return await self.process.wait()


@dataclass(slots=True, eq=False)
class Pool:
    """``size`` workers under one name; ``generation`` tells which state of the store they are to show."""

    name: str
    size: int
    settings: Settings
    generation: Callable[[], int]
    restarts: int = 0
    busy: int = 0
    ready: int = 0
    _idle: asyncio.Queue[_Worker] = field(default_factory=asyncio.Queue, init=False)
    _all: set[_Worker] = field(default_factory=set, init=False)
    _tasks: set[asyncio.Task[Any]] = field(default_factory=set, init=False)
    _stopping: bool = field(default=False, init=False)

    @property
    def free(self) -> bool:
        """Whether somebody waits for a job."""
        return not self._idle.empty()

    async def start(self) -> None:
        """Start the workers and wait until all have opened the store.

        Raises:
            Problem: the store cannot be opened.

        """
        for worker in await asyncio.gather(*(self._open() for _ in range(self.size))):
            self._put(worker)

    async def stop(self) -> None:
        """End the workers."""
        self._stopping = True
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(worker.end() for worker in tuple(self._all)))
        self._all.clear()
        self.ready = 0

    async def ask(self, job: Job) -> Answer:
        """Give a job to the next free worker; answers as soon as the reply is whole or long.

        The worker is free again when it has written its last byte, however slowly the answer is read.

        Raises:
            Problem: why there is no answer: nobody was free, it took too long, or too much, or the job says so.

        """
        try:
            worker = self._idle.get_nowait()
        except asyncio.QueueEmpty:
            worker = await self._wait_for_one()
        self.busy += 1
        answer = Answer(200, "", {}, Spool())
        headed = asyncio.Event()
        task = asyncio.create_task(self._run(worker, job, answer, headed))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            await headed.wait()
            await answer.body.settle(self.settings.limits.whole)
        except BaseException:
            answer.body.close()
            raise
        return answer

    async def _wait_for_one(self) -> _Worker:
        try:
            return await asyncio.wait_for(self._idle.get(), self.settings.limits.waiting_seconds)
        except TimeoutError:
            detail = "every worker is busy with the questions of others"
            raise Problem(503, "The server is busy", detail, headers={"Retry-After": "5"}) from None

    async def _run(self, worker: _Worker, job: Job, answer: Answer, headed: asyncio.Event) -> None:
        """Pump one reply into its spool; whatever happens, the pool has its number of workers afterwards."""
        limits = self.settings.limits
        alive = False
        failure: Problem | None = None
        try:
            async with asyncio.timeout(limits.query_seconds):
                failure = await self._pump(worker, job, answer, headed)
            alive = True
        except TimeoutError:
            detail = f"it took more than {limits.query_seconds:g} seconds and was ended; make it more selective"
            failure = Problem(503, "The query took too long", detail)
        except (asyncio.IncompleteReadError, ConnectionError):
            failure = await self._how_it_died(worker)
        finally:
            self.busy -= 1
            if not alive:
                failure = failure or Problem(503, "The server is stopping", "ask again in a moment")
            answer.body.finish(failure)
            headed.set()
            if alive:
                self._put(worker, again=True)
            elif not self._stopping:
                self._replace(worker)

    async def _pump(self, worker: _Worker, job: Job, answer: Answer, headed: asyncio.Event) -> Problem | None:
        worker.send(Kind.JOB, pickle.dumps((self.generation(), job)))
        while True:
            kind, data = await worker.frame()
            if kind is Kind.WHOLE:
                head, body = wire.unpack_whole(data)
                _read_head(answer, head)
                if not answer.body.closed:
                    answer.body.write(body)
                return None
            if kind is Kind.DATA:
                if not answer.body.closed:
                    answer.body.write(data)
            elif kind is Kind.HEAD:
                _read_head(answer, data)
                headed.set()
            elif kind is Kind.PROBLEM:
                problem = _read_problem(data)
                if problem.cause:
                    _log.error("job failed", extra={"pool": self.name, "reason": problem.cause})
                return problem
            else:
                return None

    async def _how_it_died(self, worker: _Worker) -> Problem:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(worker.process.wait(), _DYING)  # by itself: what is killed does not tell why
        code = await worker.end()
        if code in (-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGKILL):
            return out_of_memory(self.settings)
        _log.error("worker died", extra={"pool": self.name, "code": code})
        return Problem(500, "Something went wrong", "the fault is the server's, and it has been noted")

    def _put(self, worker: _Worker, again: bool = False) -> None:
        if not again:
            self._all.add(worker)
            self.ready += 1
        self._idle.put_nowait(worker)

    def _replace(self, worker: _Worker) -> None:
        self._all.discard(worker)
        self.ready -= 1
        self.restarts += 1
        task = asyncio.create_task(self._renew(worker))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _renew(self, worker: _Worker) -> None:
        """End a worker and open another; a store that cannot be opened now may be there a moment later."""
        await worker.end()
        while True:
            try:
                self._put(await self._open())
                return
            except Problem as error:
                _log.error("worker does not start", extra={"pool": self.name, "reason": error.cause or error.detail})
                await asyncio.sleep(_BETWEEN_STARTS)

    async def _open(self) -> _Worker:
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                process = await asyncio.create_subprocess_exec(  # its standard input ends with this process
                    sys.executable, "-m", "govkg.server.worker", str(theirs.fileno()),
                    pass_fds=[theirs.fileno()], stdin=asyncio.subprocess.PIPE, env=_environment(),
                )  # fmt: skip
            reader, writer = await asyncio.open_connection(sock=ours)
        except OSError:
            ours.close()
            raise
        worker = _Worker(process, reader, writer)
        worker.send(Kind.JOB, pickle.dumps((self.settings, self.generation())))
        started = time.monotonic()
        try:
            async with asyncio.timeout(_STARTING):
                kind, data = await worker.frame()
        except (TimeoutError, asyncio.IncompleteReadError) as error:
            await worker.end()
            waited = f"{time.monotonic() - started:.0f} s"
            raise Problem(503, "The store cannot be opened", f"a worker did not start in {waited}") from error
        except asyncio.CancelledError:
            await worker.end()
            raise
        if kind is Kind.PROBLEM:
            await worker.end()
            raise _read_problem(data)
        return worker


def _read_head(answer: Answer, data: bytes) -> None:
    head = json.loads(data)
    answer.status, answer.media_type, answer.headers = head["status"], head["type"], head["headers"]


def _read_problem(data: bytes) -> Problem:
    found = json.loads(data)
    status, title, detail = found.pop("status"), found.pop("title"), found.pop("detail")
    headers, cause = found.pop("headers"), found.pop("cause")
    return Problem(status, title, detail, found, headers, cause)


def _environment() -> dict[str, str]:
    """What a worker may know: nothing that a proxy, a password or a token stands in, but for the store's own."""
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "VIRTUAL_ENV", "PYTHONPATH")
    return {name: value for name, value in os.environ.items() if name in kept or name.startswith("GOVKG_")}
