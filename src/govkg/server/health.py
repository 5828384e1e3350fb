"""What those ask who watch a server: does it live, can it answer, what has it counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from govkg.server.gateway import Gateway
from govkg.server.holding import Held
from govkg.server.replies import Problem, Reply

_UNKEPT: Final = {"Cache-Control": "no-store"}
_ANYTHING: Final = "ASK { ?s ?p ?o }"


@dataclass(frozen=True, slots=True)
class Probe:
    """Whether the store can be read."""

    def answer(self, held: Held) -> Reply:
        """Read of it; whatever stands there."""
        held.store.query(_ANYTHING)
        return Reply("text/plain", b"")


async def health(_: Request, gateway: Gateway) -> Response:
    """``/health``: the process lives."""
    return JSONResponse({"status": "ok", "generation": gateway.freshness.generation}, headers=_UNKEPT)


async def ready(_: Request, gateway: Gateway) -> Response:
    """``/ready``: somebody is there to answer, and can read the store as it is now."""
    state: dict[str, int | str] = {"queries": gateway.queries.ready, "pages": gateway.pages.ready}
    able = all(state.values())
    for pool in (gateway.queries, gateway.pages):
        if pool.free:  # where all are at work they can read; who asks shall not wait behind them
            try:
                (await pool.ask(Probe())).body.close()
            except Problem as problem:
                able, state["reason"] = False, problem.detail
    return JSONResponse(state, 200 if able else 503, headers=_UNKEPT)


async def metrics(_: Request, gateway: Gateway) -> Response:
    """``/metrics``: for Prometheus."""
    return Response(gateway.measure(), media_type="text/plain; version=0.0.4; charset=utf-8")
