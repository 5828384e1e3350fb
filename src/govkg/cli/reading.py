"""Commands that read articles: demo, extract, ingest, watch, retract, resolve.

Like every command module this one imports what a command needs when it runs, so that --help answers at once.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from govkg.cli.console import data, output, progress, say
from govkg.cli.options import (
    DELAY,
    PAGES,
    STORE,
    DelayOption,
    ModelOption,
    ModelUrlOption,
    OutputOption,
    PagesOption,
    PrivateOption,
    Reader,
    ReaderOption,
    StoreOption,
)


class ExtractFormat(StrEnum):
    """What ``extract`` prints."""

    facts = "facts"
    turtle = "turtle"
    trig = "trig"
    nquads = "nquads"


Sources = Annotated[
    list[str], typer.Argument(metavar="SOURCE...", help="Files, folders, addresses, or - for standard input.")
]


def demo(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the graph pages go.")] = Path("govkg-demo"),
) -> None:
    """Do the whole job on the article that ships with govkg: read, store, check, ask, draw.

    Example: `govkg demo --out demo`
    """
    from govkg.demo import run

    run(out, data())


def extract(
    sources: Sources,
    format_: Annotated[ExtractFormat, typer.Option("--format", help="The form of the output.")] = ExtractFormat.facts,
    explain: Annotated[bool, typer.Option("--explain", help="Show sentence, spans, rule and statement.")] = False,
    reader: ReaderOption = Reader.rules,
    model_url: ModelUrlOption = None,
    model: ModelOption = None,
    delay: DelayOption = DELAY,
    pages: PagesOption = PAGES,
    allow_private: PrivateOption = False,
    output_: OutputOption = "-",
) -> None:
    """Print what articles say, without a store: one JSON object an article, or RDF.

    Example: `govkg extract article.txt --format turtle`
    """
    from govkg.cli.readers import choose, tell_usage
    from govkg.errors import GovkgError
    from govkg.export.extracts import explanations, facts_lines, rdf
    from govkg.model.article import Article
    from govkg.sources.reading import read
    from govkg.sources.web.manners import Manners

    extractor = choose(reader, model_url, model)
    manners = Manners(delay=delay, pages=pages, private=allow_private)
    refused: list[GovkgError] = []

    def articles() -> Iterator[Article]:
        for found in read(sources, manners):
            if isinstance(found, GovkgError):
                refused.append(found)
                say(f"refused: {found}")
            else:
                yield found

    with output(output_) as file:
        extracts = ((article, extractor(article)) for article in articles())
        if explain:
            explanations(articles(), file)
        elif format_ is ExtractFormat.facts:
            facts_lines(extracts, file)
        else:
            rdf(extracts, file, format_.value)
    tell_usage(extractor)
    if refused:
        raise typer.Exit(1)


def ingest(
    sources: Sources,
    store: StoreOption = STORE,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, help="Processes that read; one more writes.", show_default="1")
    ] = 1,
    reader: ReaderOption = Reader.rules,
    model_url: ModelUrlOption = None,
    model: ModelOption = None,
    delay: DelayOption = DELAY,
    pages: PagesOption = PAGES,
    allow_private: PrivateOption = False,
) -> None:
    """Read articles into the store. It can be stopped at any moment and run again.

    Example: `govkg ingest articles/ --jobs 2`, `govkg ingest https://example.org/rss.xml`
    """
    import govkg
    from govkg.cli.readers import choose, tell_usage
    from govkg.ingest import Report
    from govkg.sources.web.manners import Manners

    extractor = choose(reader, model_url, model)
    manners = Manners(delay=delay, pages=pages, private=allow_private)
    with govkg.open(store) as kg, progress("reading") as bar:
        task = bar.add_task("reading", total=None, note="articles")

        def note(report: Report) -> None:
            bar.update(task, completed=report.read, note=f"articles: {report}")

        processes = min(jobs, 4 * (os.cpu_count() or 1))
        report = kg.ingest(*sources, extractor=extractor, jobs=processes, manners=manners, progress=note)
    if jobs == 1:  # each process counts its own
        tell_usage(extractor)
    for refusal in report.refused:
        say(f"refused: {refusal}")
    typer.echo(f"{report}; {report.statements} statements read")
    if report.refused:
        raise typer.Exit(1)


def watch(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="What is watched, with the folders in it.")],
    store: StoreOption = STORE,
    settle: Annotated[
        float, typer.Option("--settle", min=0, help="Seconds that a file lies unchanged before it is read.")
    ] = 1.0,
    emptied: Annotated[
        bool, typer.Option("--emptied", help="Go on when all files are gone at once, and take all articles out.")
    ] = False,
) -> None:
    """Keep a store in step with a folder: files that come, change or go are read, read again, or taken out.

    What changed while nobody watched is made up for at the start. Ctrl-C or SIGTERM ends it once what has begun is
    done.

    Example: `govkg watch articles/ --store govkg-store`
    """
    import signal
    import threading

    from govkg.watching import Step, Watch

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())

    def told(step: Step) -> None:
        for refusal in step.report.refused:
            say(f"refused: {refusal}")
        typer.echo(step)

    say(f"watching {folder}; Ctrl-C ends it")
    Watch(folder, store, told, settle=settle, emptied=emptied, waiting=lambda error: say(f"waiting: {error}")).run(stop)
    say("stopped; all that was read is stored")


def retract(
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE...", help="Ids, addresses or IRIs.")],
    store: StoreOption = STORE,
) -> None:
    """Take articles, and all that rests on them alone, out of the store again.

    Example: `govkg retract hoi-nghi-tong-ket-2011`
    """
    import govkg

    with govkg.open(store) as kg:
        for iri in kg.retract(*articles):
            typer.echo(f"retracted {iri}")


def resolve(store: StoreOption = STORE) -> None:
    """Decide identity anew, from all articles and judgements in the store.

    Example: `govkg resolve`
    """
    import govkg

    with govkg.open(store) as kg:
        change = kg.resolve()
    typer.echo(f"resolved: {len(change.remove)} quads taken out, {len(change.add)} put in")


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the command line."""
    for command in (demo, extract, ingest, watch, retract, resolve):
        app.command()(command)
