"""The server of the Model Context Protocol: tools over the workers, on standard input and output."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Annotated, Any, Final, Literal

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from govkg.assistant.jobs import Ask, Meetings, Search, Show, WhoHeld
from govkg.errors import GovkgError
from govkg.queries import library
from govkg.server.freshness import Freshness
from govkg.server.holding import Job
from govkg.server.pool import Pool
from govkg.server.replies import Problem
from govkg.server.settings import Settings
from govkg.store.opening import open_store

INSTRUCTIONS: Final = """\
A knowledge graph of Vietnamese government news: who held which post when, who took part in which meeting, which body \
belongs to which, which law was passed by whom, who works by which standard.
Every fact comes with the sentence that says it and the article it stands in: quote both when you answer. What has no \
quote says where it is from instead; what stands under said_elsewhere is from other endpoints, not from articles.
Time is honest: "observed" are days on which articles show somebody in a post, "stated" is what they say of its begin \
and end. Never read a missing end as "still in office". Names may be written without diacritics; if a name means \
several, the error lists them with their IRIs: ask again with the IRI."""
_READS: Final = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
_Date = Annotated[str | None, Field(description="A day, month or year: 2012-01-06, 2012-01, 2012", max_length=10)]
_Name = Annotated[str, Field(min_length=1, max_length=300)]


def server(pool: Pool, freshness: Freshness) -> MCPServer[Any]:
    """The tools over a pool of workers that has been started."""
    made: MCPServer[Any] = MCPServer(
        "govkg", title="govkg", version=version("govkg"), instructions=INSTRUCTIONS, log_level="WARNING",
        website_url="https://w3id.org/govkg",
    )  # fmt: skip

    async def ask(job: Job) -> dict[str, Any]:
        freshness.look()
        try:
            answer = await pool.ask(job)
            with answer.body as body:
                await body.settle(pool.settings.limits.result)
                found: dict[str, Any] = json.loads(body.read())
                return found
        except Problem as problem:
            raise ToolError(f"{problem.title}: {problem.detail}") from problem

    @made.tool(annotations=_READS)
    async def search(
        text: _Name,
        type: Literal["organization", "person", "post", "meeting", "document", "standard", "topic"] | None = None,
        limit: Annotated[int, Field(ge=1, le=25)] = 10,
    ) -> dict[str, Any]:
        """Find entities by name: without diacritics, by the beginning, some of the words, with a typing error."""
        return await ask(Search(text, type, limit))

    @made.tool(annotations=_READS)
    async def show(entity: _Name, at: _Date = None) -> dict[str, Any]:
        """All that is known of an entity (a name in any spelling, or an IRI), each fact with its quotes and articles.

        With `at`, as of that day.
        """
        return await ask(Show(entity, at))

    @made.tool(annotations=_READS)
    async def who_held(post: _Name, body: _Name, on: _Date = None) -> dict[str, Any]:
        """Who held a post ("Thứ trưởng") in a body ("Bộ Y tế") on a day (today if none), how sure that is, and why.

        `certain`, `likely` (between two observations), `last known` or `not yet known`.
        """
        return await ask(WhoHeld(post, body, on))

    @made.tool(annotations=_READS)
    async def meetings(
        on: _Date = None, begin: _Date = None, end: _Date = None, limit: Annotated[int, Field(ge=1, le=50)] = 20
    ) -> dict[str, Any]:
        """The meetings of a day, or from `begin` to `end` (both included), with who took part in which role."""
        return await ask(Meetings(on, begin, end, limit))

    @made.tool(annotations=_READS)
    async def query(
        query: Annotated[str, Field(min_length=1, max_length=20_000)], parameters: dict[str, str] | None = None
    ) -> dict[str, Any]:
        """Ask by a named query (see the tool queries) with its parameters, or by SPARQL 1.1; reading only.

        Prefix gov: is <https://w3id.org/govkg/ontology#>. `sources` has the quotes behind the nodes of the answer.
        """
        return await ask(Ask(query, tuple(sorted((parameters or {}).items()))))

    @made.tool(annotations=_READS)
    async def queries() -> dict[str, Any]:
        """List the named queries: what each answers, its parameters, their types and defaults."""
        return {
            "queries": [
                {
                    "name": one.name,
                    "answers": one.answers.en,
                    "parameters": [
                        {"name": each.name, "type": each.type, "default": each.default} for each in one.parameters
                    ],
                }
                for one in library().values()
            ]
        }

    return made


@asynccontextmanager
async def serving(settings: Settings) -> AsyncIterator[MCPServer[Any]]:
    """The tools with their workers, started and ended.

    Raises:
        GovkgError: the store cannot be opened.

    """
    open_store(settings.store, read_only=True).close()  # what is wrong with it is said here, not by every worker
    freshness = Freshness(settings)
    pool = Pool("assistant", settings.workers, settings, lambda: freshness.generation)
    try:
        await pool.start()
        freshness.look()
    except (Problem, OSError) as error:
        await pool.stop()
        detail = error.detail if isinstance(error, Problem) else str(error)
        raise GovkgError(f"{settings.store}: {detail}") from error
    try:
        yield server(pool, freshness)
    finally:
        await pool.stop()


def serve(settings: Settings) -> None:
    """Serve one assistant over standard input and output, until it hangs up.

    Raises:
        GovkgError: the store cannot be opened.

    """

    async def run() -> None:
        async with serving(settings) as made:
            await made.run_stdio_async()

    asyncio.run(run())
