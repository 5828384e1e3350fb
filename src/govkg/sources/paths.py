"""A list of the archives of a crawl, as Common Crawl publishes them (``warc.paths.gz``): those on disk are read.

Its lines are such as ``crawl-data/CC-NEWS/2024/01/CC-NEWS-20240101000000-00001.warc.gz``, and are looked for from the
folder of the list upwards, so that a mirror of the bucket is read wherever it lies.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from govkg.errors import SourceError
from govkg.sources import files, listing
from govkg.sources.decoding import LARGEST
from govkg.sources.files import Read

SUFFIXES: Final = (".paths", ".paths.gz")


def articles(path: Path) -> Iterator[Read]:
    """The articles of the archives that a list names; one that is not on disk is refused with its line."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST)
        text = listing.unpacked(data, str(path)).decode()
    except OSError as error:
        yield files.refusal(error, path)
        return
    except SourceError as error:
        yield error
        return
    except UnicodeDecodeError:
        yield SourceError("not a list of archives: no UTF-8", path=path)
        return
    names = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not names:
        yield SourceError("empty", path=path)
    for number, name in names:
        found = _on_disk(path, name)
        if found is None:
            yield SourceError(f"{name}: not on disk, from this folder upwards", path=path, line=number)
        else:
            yield from files.articles(found, files.id_of(name))


def _on_disk(path: Path, name: str) -> Path | None:
    """An archive of a list, never one outside of the folders above it by a path that climbs."""
    relative = PurePosixPath(name)
    if relative.is_absolute() or ".." in relative.parts or not name.lower().endswith((".warc", ".warc.gz")):
        return None
    candidates = (folder / relative for folder in path.resolve().parents)
    return next((found for found in candidates if found.is_file()), None)
