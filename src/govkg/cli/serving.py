"""Commands that serve: serve, mcp."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from govkg.cli.console import say
from govkg.cli.options import STORE, StoreOption


def serve(
    host: Annotated[str, typer.Option("--host", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes any free one.")] = 8000,
    public: Annotated[
        str | None, typer.Option("--public-url", metavar="URL", help="The address under which others reach it.")
    ] = None,
    update_token_file: Annotated[
        Path | None,
        typer.Option("--update-token-file", metavar="FILE", help="Who sends the token in it may update."),
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Processes that answer queries; one each core if not said.")
    ] = None,
    seconds: Annotated[float, typer.Option("--query-seconds", min=0.1, help="What a query may take.")] = 10.0,
    memory: Annotated[int, typer.Option("--query-memory", min=64, metavar="MIB", help="What a query may take.")] = 1024,
    result: Annotated[
        int, typer.Option("--result-size", min=1, metavar="MIB", help="How much a query may answer.")
    ] = 256,
    services: Annotated[
        list[str] | None,
        typer.Option(
            "--allow-service",
            metavar="HOST[:PORT]",
            help="A host that queries may ask by SERVICE, updates by LOAD; a private one by its number and port.",
        ),
    ] = None,
    store: StoreOption = STORE,
) -> None:
    """Serve the web application and the SPARQL endpoint; read-only without a token file.

    Example: `govkg serve --port 8000`
    """
    from govkg.extras import extra

    with extra("server", "the server"):
        from govkg.server import running
        from govkg.server.outbound import Host
        from govkg.server.settings import CORES, Limits, Settings, read_token

    limits = Limits(query_seconds=seconds, memory=memory << 20, result=result << 20)
    settings = Settings(
        store,
        host,
        port,
        public=public,
        token=read_token(update_token_file) if update_token_file else None,
        services=tuple(map(Host.read, services or ())),
        limits=limits,
        workers=workers or CORES,
    )
    running.serve(settings, lambda address: say(f"{store} is served at {address}"))


def mcp(
    seconds: Annotated[float, typer.Option("--query-seconds", min=0.1, help="What a question may take.")] = 10.0,
    memory: Annotated[
        int, typer.Option("--query-memory", min=64, metavar="MIB", help="What a question may take.")
    ] = 1024,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes that answer.")] = 2,
    store: StoreOption = STORE,
) -> None:
    """Serve the graph to an assistant as tools (Model Context Protocol), over standard input and output.

    Example: `govkg mcp --store govkg-store`
    """
    from govkg.extras import extra

    with extra("mcp", "the server for assistants"):
        from govkg.assistant import tools
        from govkg.server.settings import Limits, Settings

    limits = Limits(query_seconds=seconds, memory=memory << 20, result=4 << 20)
    tools.serve(Settings(store, limits=limits, workers=workers))


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the command line."""
    app.command()(serve)
    app.command()(mcp)
