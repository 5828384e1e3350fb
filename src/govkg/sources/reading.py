"""Whatever a person names becomes a stream of articles, in a stable order, with each refusal in its place."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from govkg.errors import GovkgError, SourceError
from govkg.extras import extra
from govkg.model.article import Origin
from govkg.sources import files, listing, paths, plain, records
from govkg.sources.decoding import LARGEST, decode
from govkg.sources.files import Read
from govkg.sources.web.manners import Manners

if TYPE_CHECKING:
    from govkg.sources.web.client import Client

STDIN: Final = "-"
LISTINGS: Final = (".xml", ".rss", ".atom", ".xml.gz")
"""Endings of feeds and sitemaps. They are read where they are named, not where they lie in a folder: what they list
is asked for over the network."""


@dataclass(frozen=True, slots=True)
class InFolder:
    """A file that is called by its place in a folder, as it is when the folder is read."""

    folder: Path
    path: Path


Source = str | Path | InFolder


def read(sources: Iterable[Source], manners: Manners | None = None) -> Iterator[Read]:
    """The articles of files, folders (recursively, by name), addresses and ``-`` (standard input).

    ``manners`` say how addresses are asked for, those of feeds and sitemaps too.
    """
    with ExitStack() as stack:
        web = _Web(manners, stack)
        for source in sources:
            if isinstance(source, InFolder):
                yield from _in_folder(source.path, source.folder)
            elif str(source) == STDIN:
                yield from _stdin()
            elif "://" in str(source):
                yield from web.at(str(source))
            else:
                yield from _path(Path(source), web)


@dataclass(slots=True)
class _Web:
    """The client for addresses, made when first needed."""

    manners: Manners | None
    stack: ExitStack
    _client: Client | None = field(default=None, init=False)

    def at(self, address: str) -> Iterator[Read]:
        client = self._ready(address)
        from govkg.sources.web import crawl

        yield from crawl.at(address, client)

    def listed(self, path: Path) -> Iterator[Read]:
        """The articles that a feed or sitemap in a file lists."""
        try:
            with path.open("rb") as file:
                data = listing.unpacked(file.read(listing.LARGEST + 1), str(path))
            if len(data) > listing.LARGEST:
                limit = listing.LARGEST // 2**20
                raise SourceError(f"too large for a feed or sitemap: the limit is {limit} MB", path=path)
            found = listing.listing(data, str(path))
        except OSError as error:
            yield files.refusal(error, path)
        except SourceError as error:
            yield error
        else:
            client = self._ready(str(path))
            from govkg.sources.web import crawl

            yield from crawl.listed(found, str(path), client)

    def _ready(self, what: str) -> Client:
        if self._client is None:
            with extra("web", f"reading by address ({what})"):
                from govkg.sources.web.client import Client
            self._client = self.stack.enter_context(Client(self.manners or Manners()))
        return self._client


def _path(path: Path, web: _Web) -> Iterator[Read]:
    try:
        is_folder = path.is_dir()
        names = sorted(files.inside(path)) if is_folder else [path]
    except OSError as error:
        yield files.refusal(error, path)
        return
    if is_folder and not names:
        yield SourceError(f"a folder without articles ({' '.join(files.SUFFIXES)})", path=path)
    for name in names:
        if is_folder:
            yield from _in_folder(name, path)
        elif name.name.lower().endswith(LISTINGS):
            yield from web.listed(name)
        elif name.name.lower().endswith(paths.SUFFIXES):
            yield from paths.articles(name)
        else:
            yield from _in_folder(name, name.parent)


def _in_folder(path: Path, folder: Path) -> Iterator[Read]:
    yield from files.articles(path, files.id_of(path.relative_to(folder).as_posix()))


def _stdin() -> Iterator[Read]:
    """Standard input: JSON lines, one JSON object over many lines, or one plain text."""
    stream = sys.stdin.buffer
    data = stream.read(LARGEST + 1)
    try:
        text = decode(data, path="stdin")
    except GovkgError as error:
        yield error
        return
    if not text.lstrip().startswith("{"):
        yield plain.article(text, Origin("stdin"), "stdin")
        return
    try:
        yield records.article(text, Origin("stdin"), default_id="stdin")
    except SourceError:
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                try:
                    yield records.article(line, Origin("stdin", number))
                except SourceError as error:
                    yield error
