"""The command ``govkg``: its subcommands, and how every one of them ends."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from govkg import errors
from govkg.cli import asking, batching, judging, keeping, linking, reading, serving, viewing
from govkg.cli.console import say, show_warnings

app = typer.Typer(
    name="govkg",
    help="Who does what in government, every fact on the sentence that says it.",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (reading, asking, viewing, serving, keeping, batching, judging, linking):
    module.register(app)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"govkg {version('govkg')}")
        raise typer.Exit


@app.callback()
def main(
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Who does what in government, every fact on the sentence that says it."""


def run() -> None:
    """Run the command line and end the process: 0 done, 1 it could not be done, 2 the call's words are off."""
    show_warnings()
    try:
        app()
    except errors.GovkgError as error:
        say(f"govkg: {' '.join(str(error).split())}")
        sys.exit(1)
    except BrokenPipeError:
        # The reader of our output has gone; let nothing more be flushed at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except KeyboardInterrupt:
        say("govkg: stopped; what was acknowledged is stored, run the same command again to go on")
        sys.exit(130)


if __name__ == "__main__":
    run()
