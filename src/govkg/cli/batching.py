"""Commands that read on a cluster: batch, load."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from govkg.cli.options import STORE, StoreOption


def batch(
    source: Annotated[str, typer.Argument(metavar="INPUT", help="JSON lines, Parquet or WARC, at a path Spark reads.")],
    target: Annotated[str, typer.Argument(metavar="OUTPUT", help="A new folder for sorted N-Quads and a manifest.")],
    master: Annotated[
        str | None, typer.Option("--master", help="spark://HOST:PORT or local[N]; else what the environment names.")
    ] = None,
    partitions: Annotated[int | None, typer.Option("--partitions", min=1, help="Pieces of the work.")] = None,
) -> None:
    """Read articles on Apache Spark: the same quads as ingest makes (extra `spark`, needs Java).

    Example: `govkg batch news.jsonl.gz graph --master "local[2]"`
    """
    from govkg.extras import extra

    with extra("spark", "reading on a cluster"):
        from govkg.batch.job import run, session

    spark = session(master)
    try:
        manifest = run(spark, source, target, partitions=partitions)
    finally:
        spark.stop()
    typer.echo(f"{manifest.articles} articles, {manifest.quads} quads in {len(manifest.parts)} parts")


def load(
    output: Annotated[Path, typer.Argument(metavar="OUTPUT", help="What a batch has written.")],
    store: StoreOption = STORE,
) -> None:
    """Fill an empty store with what a batch has written, after every part has proved sound.

    Where a load broke off, the same command again completes it.

    Example: `govkg load graph --store fresh-store`
    """
    from govkg.batch.parts import load as run
    from govkg.search import make_beside
    from govkg.store.opening import open_store

    with open_store(store) as opened:
        manifest = run(output, opened)
        make_beside(opened)
    typer.echo(f"loaded {manifest.articles} articles, {manifest.quads} quads")


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the command line."""
    for command in (batch, load):
        app.command()(command)
