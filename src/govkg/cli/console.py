"""What goes where: data to standard output, talk and progress to standard error."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from govkg.errors import GovkgError

_WIDE = 10_000
"""Columns of a table that nobody looks at on a terminal: cells are never cut for a pipe."""

talk = Console(stderr=True, highlight=False)


def data() -> Console:
    """Standard output for tables and trees: as wide as the terminal, unbounded into a pipe."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else _WIDE, soft_wrap=not sys.stdout.isatty())


def say(message: str) -> None:
    """One line of talk, as it is: names from articles are never taken for markup."""
    talk.print(message, markup=False, soft_wrap=True)


def show_warnings() -> None:
    """Warnings of the package go to standard error as single lines."""
    logging.basicConfig(level=logging.WARNING, format="warning: %(message)s", stream=sys.stderr, force=True)


@contextmanager
def progress(what: str) -> Iterator[Progress]:
    """A bar on standard error while work goes on; nothing where that is no terminal."""
    columns = (
        SpinnerColumn(),
        TextColumn(what),
        BarColumn(),
        TextColumn("{task.completed} {task.fields[note]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=talk, transient=True, disable=not talk.is_terminal) as bar:
        yield bar


@contextmanager
def output(path: str) -> Iterator[BinaryIO]:
    """A file to write, whole or not at all; ``-`` is standard output.

    Raises:
        GovkgError: the file cannot be written.
    """
    if path == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(path)
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with partial.open("wb") as file:
            yield file
        partial.replace(target)
    except OSError as error:
        raise GovkgError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        if partial.exists():
            partial.unlink()
