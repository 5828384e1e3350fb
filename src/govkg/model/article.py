"""An article as its source gave it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Final, Literal

Part = Literal["title", "summary", "text"]
PARTS: Final[tuple[Part, ...]] = ("title", "summary", "text")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article was read: a path or address, and the line (from 1) in a file of many."""

    path: str
    line: int | None = None

    def __str__(self) -> str:
        return self.path if self.line is None else f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Article:
    """One piece of news, its three parts exactly as the source has them (no normalisation).

    ``id`` is unique among the articles of a store. ``published`` is a date, or a datetime where the
    source gives the time of day. For a plain text file ``text`` is the whole file and ``title`` its first
    line, so offsets into ``text`` are offsets into the file.
    """

    id: str
    text: str
    title: str = ""
    summary: str = ""
    url: str | None = None
    published: date | None = None
    publisher: str | None = None
    origin: Origin | None = field(default=None, compare=False)

    def part(self, name: Part) -> str:
        """The text of one part."""
        if name not in PARTS:
            raise KeyError(name)
        value: str = getattr(self, name)
        return value

    def parts(self) -> Iterator[tuple[Part, str]]:
        """The parts to read, in reading order; a title that the text opens with is read there only."""
        for name in PARTS:
            value = self.part(name)
            if value and not (name == "title" and self.text.lstrip("\ufeff \t\r\n").startswith(value)):
                yield name, value

    @property
    def digest(self) -> str:
        """A digest of all that was read; the same content gives the same digest everywhere."""
        content = (self.id, self.title, self.summary, self.text, self.url, self.published, self.publisher)
        return blake2b(repr(content).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
