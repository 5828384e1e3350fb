"""The tools as an assistant uses them: by the client of the official package, in this process and over stdio."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from govkg import iris
from govkg.assistant.tools import serving
from govkg.errors import GovkgError
from govkg.lookup import KnowledgeGraph
from govkg.queries import library
from govkg.server.settings import Limits, Settings
from govkg.store.embedded import EmbeddedStore

DUC = iris.ID + "person/tran-minh-duc"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, fill: Callable[[EmbeddedStore], None]) -> Path:
    """The example graph in a folder, with its label index."""
    folder = tmp_path_factory.mktemp("assistant") / "store"
    with EmbeddedStore(folder) as opened:
        fill(opened)
        KnowledgeGraph(opened).index.close()
    return folder


def used(settings: Settings, work: Callable[[Client], Awaitable[None]]) -> None:
    """Do some work with the tools, in this process."""

    failures: list[BaseException] = []

    async def run() -> None:
        async with serving(settings) as made, Client(made) as client:
            try:
                await work(client)
            except Exception as failure:  # noqa: BLE001 - raised again below, out of the groups of the client
                failures.append(failure)

    asyncio.run(run())
    if failures:
        raise failures[0]


async def answer(client: Client, tool: str, **arguments: object) -> Any:
    """What a tool answers; it is no error."""
    found = await client.call_tool(tool, arguments)
    assert not found.is_error, found.content
    return found.structured_content


async def refusal(client: Client, tool: str, **arguments: object) -> str:
    """The one line that says why there is no answer."""
    found = await client.call_tool(tool, arguments)
    assert found.is_error, found.structured_content
    return " ".join(getattr(part, "text", "") for part in found.content)


def quotes(found: Any) -> Iterator[dict[str, str]]:
    """Every quote anywhere in an answer."""
    if isinstance(found, dict):
        if "quote" in found and "article" in found:
            yield found
        for one in found.values():
            yield from quotes(one)
    elif isinstance(found, list):
        for one in found:
            yield from quotes(one)


def test_every_answer_has_quotes_with_links(store: Path) -> None:
    async def work(client: Client) -> None:
        tools = (await client.list_tools()).tools
        assert {tool.name for tool in tools} == {"search", "show", "who_held", "meetings", "query", "queries"}
        assert all(tool.annotations is not None and tool.annotations.read_only_hint for tool in tools)
        answers = {
            "search": await answer(client, "search", text="tran minh duc"),
            "show": await answer(client, "show", entity="tran minh duc"),
            "who_held": await answer(client, "who_held", post="Thứ trưởng", body="Bộ KH&CN", on="2012-02-01"),
            "meetings": await answer(client, "meetings", begin="2012", end="2013"),
            "query": await answer(client, "query", query="career", parameters={"person": "tran minh duc"}),
            "sparql": await answer(client, "query", query=f"SELECT ?t {{ ?t ?p <{DUC}> }}"),
        }
        with EmbeddedStore(store, read_only=True) as opened:
            kg = KnowledgeGraph(opened)
            said = {(one.quote, one.article.iri) for entity in (DUC,) for one in kg.entity(entity).evidence}
        for name, found in answers.items():
            told = list(quotes(found)) or [row for row in found["rows"] if row.get("quote")]
            assert told, name
            if name in ("search", "show"):
                assert {(one["quote"], one["article"]) for one in told} & said
        assert any(one["url"] for found in answers.values() for one in quotes(found))
        assert all(row["source"].startswith("http") for row in answers["query"]["rows"])
        found = await answer(
            client, "query", query="SELECT ?a ?s { GRAPH ?a { ?s ?p ?o FILTER(CONTAINS(STR(?s), '#')) } }"
        )
        assert all(about["title"] or about["url"] for about in found["articles"].values())
        assert {row["a"] for row in found["rows"]} == found["articles"].keys()
        assert any("#statement." in node for node in found["sources"])
        assert answers["who_held"]["holders"][0]["quotes"]
        assert answers["search"]["found"][0]["iri"] == DUC

    used(Settings(str(store), workers=1), work)


def test_curated_facts_say_where_they_are_from(store: Path) -> None:
    async def work(client: Client) -> None:
        found = await answer(client, "search", text="Bộ Giao thông vận tải")
        (one,) = [hit for hit in found["found"] if hit["name"] == "Bộ Giao thông vận tải"]
        assert one["basis"] == "reference data of govkg, not an article"

    used(Settings(str(store), workers=1), work)


def test_what_cannot_be_answered_is_one_clear_line(store: Path) -> None:
    async def work(client: Client) -> None:
        assert "nothing is known under the name" in await refusal(client, "show", entity="Bộ Không Có")
        ambiguous = await refusal(client, "show", entity="Vụ Pháp chế")
        assert "may be any of 2" in ambiguous
        assert iris.ID + "organization/vu-phap-che-bo-y-te" in ambiguous
        assert "is not a date such as" in await refusal(client, "meetings", on="hôm qua")
        assert "nearest: " in await refusal(client, "who_held", post="Không có chức này", body="Bộ Y tế")
        assert "only a named query has parameters" in await refusal(
            client, "query", query="careers", parameters={"person": "x"}
        )
        assert "expected" in await refusal(client, "query", query="SELECT nothing")
        assert "less than or equal to 25" in await refusal(client, "search", text="x", limit=1000)

    used(Settings(str(store), workers=1), work)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("DELETE WHERE { ?s ?p ?o }", "cannot be run"),
        ("INSERT DATA { <https://example.org/a> <https://example.org/b> 1 }", "cannot be run"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "not allowed"),
        ("LOAD <http://127.0.0.1:1/>", "not allowed"),
    ],
)
def test_nothing_can_be_changed_and_nobody_else_asked(store: Path, query: str, words: str) -> None:
    with EmbeddedStore(store, read_only=True) as opened:
        before = len(opened)

    async def work(client: Client) -> None:
        assert words in await refusal(client, "query", query=query)

    used(Settings(str(store), workers=1), work)
    with EmbeddedStore(store, read_only=True) as opened:
        assert len(opened) == before


def test_limits_are_those_of_the_server_and_the_next_question_is_answered(store: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    huge = "SELECT ?a ?c ?d ?f ?g ?i { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"

    async def work(client: Client) -> None:
        assert "took more than 1 seconds" in await refusal(client, "query", query=endless)
        found = await answer(client, "query", query="SELECT ?s ?p ?o { ?s ?p ?o }")
        assert len(found["rows"]) == 100
        assert "more than 100 rows" in found["left_out"]
        assert (await answer(client, "query", query="ASK { ?s ?p ?o }")) == {"answer": True}
        graph = await answer(client, "query", query=f"CONSTRUCT {{ <{DUC}> ?p ?o }} WHERE {{ <{DUC}> ?p ?o }}")
        assert {row["subject"] for row in graph["rows"]} == {DUC}

    used(Settings(str(store), workers=1, limits=Limits(query_seconds=1)), work)

    async def greedy(client: Client) -> None:
        assert "more than 64 MiB" in await refusal(client, "query", query=huge)
        assert (await answer(client, "query", query="ASK { ?s ?p ?o }")) == {"answer": True}

    used(Settings(str(store), workers=1, limits=Limits(query_seconds=60, memory=64 << 20)), greedy)


def test_every_named_query_that_is_listed_can_be_asked(store: Path) -> None:
    async def work(client: Client) -> None:
        listed = (await answer(client, "queries"))["queries"]
        assert {one["name"] for one in listed} == set(library())
        without = [one["name"] for one in listed if all(each["default"] is not None for each in one["parameters"])]
        assert len(without) > 3
        for name in without:
            assert "rows" in await answer(client, "query", query=name)

    used(Settings(str(store), workers=2), work)


def test_a_store_that_changes_is_seen(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Ngày 6/1/2012, Thứ trưởng Bộ Y tế Lò Thị Pản chủ trì hội nghị tại Hà Nội.", "utf-8")
    folder = tmp_path / "store"
    with EmbeddedStore(folder) as store:
        KnowledgeGraph(store).ingest(Path("data/articles").resolve())

    async def work(client: Client) -> None:
        assert not (await answer(client, "search", text="Lò Thị Pản"))["found"]
        with EmbeddedStore(folder) as store:
            KnowledgeGraph(store).ingest(article)
        (found,) = (await answer(client, "search", text="Lò Thị Pản"))["found"]
        assert found["quotes"][0]["quote"].startswith("Ngày 6/1/2012")

    used(Settings(str(folder), workers=1), work)


def test_no_store_is_one_line(tmp_path: Path) -> None:
    async def work(_: Client) -> None:
        raise AssertionError("it must not start")

    with pytest.raises(GovkgError, match="none"):
        used(Settings(str(tmp_path / "none"), workers=1), work)


def test_over_standard_input_and_output(store: Path) -> None:
    words = ["-m", "govkg.cli.main", "mcp", "--store", str(store), "--workers", "1"]

    async def run() -> None:
        parameters = StdioServerParameters(command=sys.executable, args=words, env=dict(os.environ))
        async with Client(stdio_client(parameters)) as client:
            found = await answer(client, "show", entity=DUC, at="2012-02-01")
            assert found["name"] == "Trần Minh Đức"
            assert list(quotes(found))

    asyncio.run(run())


def test_the_command_without_a_store_ends_with_one_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "govkg.cli.main", "mcp", "--store", str(tmp_path / "none")]
    ended = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert "Traceback" not in ended.stderr
    assert ended.stderr.splitlines()[-1].startswith("govkg: ")
