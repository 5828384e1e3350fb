"""Commands that look after a store: check, stats, export, backup, restore."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from govkg.cli.console import counted, counting, data, output, output_folder, say
from govkg.cli.options import STORE, StoreOption


class DumpFormat(StrEnum):
    """What ``export`` writes."""

    nquads = "nquads"
    trig = "trig"
    turtle = "turtle"
    jsonld = "jsonld"
    graphml = "graphml"
    gexf = "gexf"
    csv = "csv"
    parquet = "parquet"
    ftm = "ftm"
    ftm_statements = "ftm-statements"


def check(
    store: StoreOption = STORE,
    reasoner: Annotated[bool, typer.Option(help="Run the OWL reasoner too (needs Java).")] = True,
) -> None:
    """Prove the invariants: shapes, evidence offsets, dataset, ontology, and that knowledge and search are up to date.

    Each violation is listed with its article.

    Example: `govkg check`
    """
    from govkg.check import check as run
    from govkg.staleness import stale
    from govkg.store.opening import open_store

    with open_store(store, read_only=True) as opened:
        found = [*run(opened, reasoner=reasoner), *stale(opened)]
    violations = [finding for finding in found if finding.level == "violation"]
    for finding in found:
        if finding.level == "note":
            say(f"note: {finding}")
        else:
            typer.echo(str(finding))
    typer.echo(f"{len(violations)} violations")
    if violations:
        raise typer.Exit(1)


def stats(store: StoreOption = STORE) -> None:
    """Count: entities by class, quads by graph, articles, quads for each fact.

    Example: `govkg stats`
    """
    from govkg.cli.printing import print_rows
    from govkg.stats import stats as run
    from govkg.store.opening import open_store

    with open_store(store, read_only=True) as opened:
        print_rows(("what", "count"), run(opened), data())


def export(
    format_: Annotated[DumpFormat, typer.Option("--format", help="The form of the export.")],
    output_: Annotated[
        str,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Where to; - is standard output. Tables: a folder, or a .zip."
        ),
    ],
    store: StoreOption = STORE,
) -> None:
    """Write the whole store out; the same store gives the same bytes.

    Example: `govkg export --format nquads -o store.nq`
    """
    from govkg.exports import FOLDERS, is_ours, write, write_tables
    from govkg.store.opening import open_store

    tables = format_.value in FOLDERS
    if tables and output_ == "-":
        raise typer.BadParameter(f"{format_.value} is many files: name a folder or a .zip", param_hint="-o")
    with open_store(store, read_only=True) as opened:
        if tables:
            with output_folder(output_, is_ours) as folder, counting("writing", "rows") as told:
                write_tables(opened, folder, format_.value, told)
        else:
            with output(output_) as file, counting("writing", "bytes") as told, counted(file, told) as face:
                write(opened, face, format_.value)
    if output_ != "-":
        say(f"wrote {output_}")


def backup(
    target: Annotated[Path, typer.Argument(metavar="FILE", help="A new file for the backup.")],
    store: StoreOption = STORE,
) -> None:
    """Copy a store with digests of all that it holds.

    Example: `govkg backup monday.nq.gz`
    """
    from govkg.store.backup import backup as run
    from govkg.store.opening import open_store

    with open_store(store, read_only=True) as opened:
        typer.echo(f"wrote {target}: {run(opened, target)}")


def restore(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")],
    store: StoreOption = STORE,
) -> None:
    """Fill an empty store from a backup, checked by its digests.

    Where a restore broke off, the same command again completes it.

    Example: `govkg restore monday.nq.gz --store fresh-store`
    """
    from govkg.search import make_beside
    from govkg.store.backup import restore as run
    from govkg.store.opening import open_store

    with open_store(store) as opened:
        contents = run(source, opened)
        make_beside(opened)
    typer.echo(f"restored {contents}")


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the command line."""
    for command in (check, stats, export, backup, restore):
        app.command()(command)
