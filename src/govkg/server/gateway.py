"""Between HTTP and the workers: asks them, keeps small answers, streams large ones."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from govkg.server.cache import Cache, Kept
from govkg.server.freshness import Freshness
from govkg.server.holding import Job
from govkg.server.metrics import Metrics
from govkg.server.pool import Answer, Pool
from govkg.server.replies import Problem
from govkg.server.settings import Settings

VARY = "Accept, Accept-Language"


class CutOff(ConnectionAbortedError):
    """An answer that was begun cannot be finished: the connection is broken off, so that it cannot look whole."""


@dataclass(slots=True)
class Gateway:
    """The workers of a server and what they are asked through."""

    settings: Settings
    metrics: Metrics = field(default_factory=Metrics)
    freshness: Freshness = field(init=False)
    queries: Pool = field(init=False)
    pages: Pool = field(init=False)
    updates: Pool = field(init=False)
    cache: Cache = field(init=False)

    def __post_init__(self) -> None:
        self.freshness = Freshness(self.settings)
        self.queries = Pool("queries", self.settings.workers, self.settings, self._generation)
        self.pages = Pool("pages", self.settings.page_workers, self.settings, self._generation)
        self.updates = Pool("updates", 1 if self.settings.token else 0, self.settings, self._generation)
        self.cache = Cache(self.settings.limits.cache)

    async def page(self, request: Request, job: Job) -> Response:
        """Ask a worker for pages."""
        return await self._ask(request, job, self.pages)

    async def query(self, request: Request, job: Job) -> Response:
        """Ask a worker for queries."""
        return await self._ask(request, job, self.queries)

    async def update(self, job: Job) -> Response:
        """Have the store changed; the next answer to anybody shows it."""
        answer = await self.updates.ask(job)
        with answer.body:
            self.freshness.look()
            return Response(status_code=answer.status, headers=answer.headers)

    @property
    def pools(self) -> tuple[Pool, ...]:
        """All workers."""
        return self.queries, self.pages, self.updates

    def measure(self) -> bytes:
        """The metrics as of now."""
        for pool in self.pools:
            self.metrics.workers.labels(pool.name, "ready").set(pool.ready)
            self.metrics.workers.labels(pool.name, "busy").set(pool.busy)
            self.metrics.restarts.labels(pool.name).set(pool.restarts)
        self.metrics.generation.set(self.freshness.generation)
        self.metrics.take_lookups([self.freshness.board.counts(lane) for lane in range(self.settings.lanes)])
        return self.metrics.text()

    async def _ask(self, request: Request, job: Job, pool: Pool) -> Response:
        generation = self._generation()
        kept = self.cache.get(job, generation)
        if kept is not None:
            self.metrics.kept.inc()
            return conditional(request, kept)
        answer = await pool.ask(job)
        if request.scope.get("http_version") == "1.0":  # it cannot tell an answer that broke off from a whole one
            await answer.body.settle(self.settings.limits.result)
        if not answer.body.whole:
            headers = {**answer.headers, "Vary": VARY}
            return StreamingResponse(self._stream(answer), answer.status, headers, answer.media_type)
        with answer.body as body:
            found = Kept.of(answer.status, answer.media_type, answer.headers, body.read())
        if len(found.body) <= self.settings.limits.cached_answer and found.headers.get("Cache-Control") != "no-store":
            self.cache.put(job, generation, found)
        return conditional(request, found)

    async def _stream(self, answer: Answer) -> AsyncIterator[bytes]:
        with answer.body as body:
            try:
                async for piece in body.pieces():
                    yield piece
            except Problem as error:
                self.metrics.cut.inc()
                raise CutOff(error.detail) from error

    def _generation(self) -> int:
        return self.freshness.generation


def conditional(request: Request, kept: Kept) -> Response:
    """A whole answer; only its head where the client has it already."""
    headers = {"ETag": kept.etag, "Vary": VARY, "Cache-Control": "no-cache", **kept.headers}
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("If-None-Match", "").split(",")]
    if kept.status == 200 and (kept.etag in known or "*" in known):
        return Response(status_code=304, headers=headers)
    return Response(kept.body, kept.status, headers, kept.media_type)
