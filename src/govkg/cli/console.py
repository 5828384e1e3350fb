"""What goes where: data to standard output, talk and progress to standard error."""

from __future__ import annotations

import io
import logging
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from govkg.errors import GovkgError

if TYPE_CHECKING:
    from typing_extensions import Buffer

_WIDE = 10_000
"""Columns of a table that nobody looks at on a terminal: cells are never cut for a pipe."""

_AT_ONCE = 1 << 20
"""Bytes that are written, and told of, at once."""

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
    for reader_of_pages in ("trafilatura", "htmldate"):  # what they give up on is refused by us, with its place
        logging.getLogger(reader_of_pages).setLevel(logging.CRITICAL)


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
def counting(what: str, unit: str) -> Iterator[Callable[[int], None]]:
    """Tell on standard error, while work goes on, how much of ``unit`` is done; to be called with how much more."""
    with progress(what) as bar:
        task = bar.add_task(what, total=None, note=unit)
        yield lambda more: bar.advance(task, more)


@contextmanager
def counted(file: BinaryIO, told: Callable[[int], None]) -> Iterator[BinaryIO]:
    """A face of a file that tells how many more bytes went into it, now and then."""
    with io.BufferedWriter(_Told(file, told), _AT_ONCE) as face:
        yield face


class _Told(io.RawIOBase):
    def __init__(self, file: BinaryIO, told: Callable[[int], None]) -> None:
        self._file, self._told = file, told

    def writable(self) -> bool:
        return True

    def write(self, data: Buffer, /) -> int:
        size = len(memoryview(data))
        self._file.write(data)
        self._told(size)
        return size


@contextmanager
def output(path: str) -> Iterator[BinaryIO]:
    """A file to write, whole or not at all; ``-`` is standard output.

    Raises:
        GovkgError: the file cannot be written.
    """
    if path == "-":
        with _writing("standard output"):
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        return
    target = Path(path)
    if target.is_dir():
        raise GovkgError(f"{path or 'no name'}: is a folder, not a file")
    if target.exists() and not target.is_file():  # a device or a pipe is written to, never replaced
        with _writing(path), target.open("wb") as file:
            yield file
        return
    partial = _aside(target)
    try:
        with _writing(path):
            with partial.open("wb") as file:
                yield file
            partial.replace(target)
    finally:
        with suppress(OSError):  # what could not be made is not there
            partial.unlink()


@contextmanager
def output_folder(path: str, may_replace: Callable[[Path], bool]) -> Iterator[Path]:
    """A new folder to fill, whole or not at all; of a path that ends in ``.zip``, what is then packed.

    A folder that exists is replaced if it is empty or ``may_replace``.

    Raises:
        GovkgError: it cannot be written, or holds something else.
    """
    target = Path(path)
    packed = target.suffix.lower() == ".zip"
    if not packed and target.exists():
        if target.name in ("", ".."):
            raise GovkgError(f"{path or 'no name'}: name a new folder")
        if not target.is_dir():
            raise GovkgError(f"{path}: is a file, not a folder")
        if not may_replace(target):
            raise GovkgError(f"{path}: holds other files; name a new folder")
    partial, archive = _aside(target), _aside(target.with_name(f"{target.name}.packed"))
    try:
        with _writing(path):
            partial.mkdir()
            yield partial
            if packed:
                _pack(partial, archive)
                archive.replace(target)
            else:
                _replace_folder(partial, target)
    finally:
        archive.unlink(missing_ok=True)
        shutil.rmtree(partial, ignore_errors=True)


def _aside(target: Path) -> Path:
    """Where something is written until it is whole: beside its place, so that a rename puts it there."""
    return target.with_name(f".{target.name}.{os.getpid()}.part")


@contextmanager
def _writing(what: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else error
        raise GovkgError(f"{what}: cannot be written: {why}") from error


def _replace_folder(partial: Path, target: Path) -> None:
    old = _aside(target.with_name(f"{target.name}.old"))
    if target.exists():
        target.rename(old)
    partial.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _pack(folder: Path, archive: Path) -> None:
    """A zip of the files of a folder; the same files give the same bytes."""
    with ZipFile(archive, "w", ZIP_DEFLATED) as packed:
        for path in sorted(folder.iterdir()):
            about = ZipInfo(path.name)  # which dates it 1980, whenever it was written
            about.compress_type, about.external_attr = ZIP_DEFLATED, 0o644 << 16
            with path.open("rb") as source, packed.open(about, "w", force_zip64=True) as entry:
                shutil.copyfileobj(source, entry)
