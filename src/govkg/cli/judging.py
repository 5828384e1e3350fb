"""Commands that record what a person decided: judge same, different, wrong, undo, list."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from govkg.cli.console import data
from govkg.cli.options import STORE, StoreOption

if TYPE_CHECKING:
    from govkg.graph.judgements import Verdict

judge = typer.Typer(
    help="Record what a person decided; it survives every rebuild and can be undone.", no_args_is_help=True
)

Who = Annotated[
    str | None, typer.Option("--who", envvar="GOVKG_WHO", help="Who decides; the name you are logged in by.")
]
One = Annotated[str, typer.Argument(metavar="ENTITY", help="A person or meeting, by name or IRI.")]
Other = Annotated[
    str, typer.Argument(metavar="ENTITY|ADDRESS", help="Another, or the address by which others know it.")
]


def _judge(verdict: Verdict, about: list[str], who: str | None, store: str) -> None:
    import govkg

    with govkg.open(store) as kg:
        made = kg.judge(verdict, *about, who=who or getpass.getuser())
    typer.echo(f"{verdict}: {made.iri}")


@judge.command()
def same(one: One, other: Other, who: Who = None, store: StoreOption = STORE) -> None:
    """Two are one: two persons, two meetings, or any entity and what Wikidata or others call it.

    Example: `govkg judge same "Tỉnh Bắc Ninh" http://www.wikidata.org/entity/Q33408 --who "Lê Thị Biên tập"`
    """
    _judge("same", [one, other], who, store)


@judge.command()
def identical(one: One, other: Other, who: Who = None, store: StoreOption = STORE) -> None:
    """An entity and what others call it are one to the letter: owl:sameAs besides skos:exactMatch.

    Example: `govkg judge identical "Tỉnh Bắc Ninh" http://www.wikidata.org/entity/Q33408`
    """
    _judge("identical", [one, other], who, store)


@judge.command()
def different(one: One, other: Other, who: Who = None, store: StoreOption = STORE) -> None:
    """Two are two: they may share a name, but nothing else; an entity is never linked to such an address.

    Example: `govkg judge different IRI IRI`
    """
    _judge("different", [one, other], who, store)


@judge.command()
def wrong(
    facts: Annotated[list[str], typer.Argument(metavar="FACT...", help="IRIs of statements or facts.")],
    who: Who = None,
    store: StoreOption = STORE,
) -> None:
    """Facts or statements are wrong: they stay in their articles and leave knowledge.

    Example: `govkg judge wrong IRI`
    """
    _judge("wrong", facts, who, store)


@judge.command()
def undo(
    judgement: Annotated[str | None, typer.Argument(metavar="[JUDGEMENT]", help="Its IRI; the latest if none.")] = None,
    store: StoreOption = STORE,
) -> None:
    """Take a judgement back.

    Example: `govkg judge undo`
    """
    import govkg

    with govkg.open(store) as kg:
        undone = kg.undo(judgement)
    typer.echo(f"undone: {undone.verdict} {' '.join(undone.about)}")


@judge.command("list")
def list_(store: StoreOption = STORE) -> None:
    """List the judgements, the earliest first.

    Example: `govkg judge list`
    """
    from govkg.cli.printing import print_rows
    from govkg.graph.judgements import read_judgements
    from govkg.store.opening import open_store

    with open_store(store, read_only=True) as opened:
        lines = [
            (one.verdict, " ".join(one.about), one.who, one.when.isoformat(), one.iri)
            for one in read_judgements(opened).all
        ]
    print_rows(("verdict", "about", "who", "when", "judgement"), lines, data())


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the command line."""
    app.add_typer(judge, name="judge")
