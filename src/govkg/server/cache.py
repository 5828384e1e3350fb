"""Small whole answers, kept until the store changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final

_ENTRY: Final = 1024
"""Bytes that an entry costs beside its question and its answer: objects, headers, its place in the order."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A whole answer; ``etag`` names its bytes."""

    status: int
    media_type: str
    headers: Mapping[str, str]
    body: bytes
    etag: str

    @classmethod
    def of(cls, status: int, media_type: str, headers: Mapping[str, str], body: bytes) -> Kept:
        """An answer with its entity tag."""
        return cls(status, media_type, headers, body, etag_of(body))


def etag_of(body: bytes) -> str:
    """The entity tag of an answer: equal bytes have equal tags."""
    return f'"{blake2b(body, digest_size=12).hexdigest()}"'


@dataclass(slots=True)
class Cache:
    """At most ``limit`` bytes of questions and answers, the longest unused thrown out first."""

    limit: int
    _generation: int = -1
    _size: int = 0
    _kept: OrderedDict[Hashable, tuple[Kept, int]] = field(default_factory=OrderedDict)

    def get(self, key: Hashable, generation: int) -> Kept | None:
        """The answer to a question in this generation of the store."""
        self._turn(generation)
        if key not in self._kept:
            return None
        self._kept.move_to_end(key)
        return self._kept[key][0]

    def put(self, key: Hashable, generation: int, answer: Kept) -> None:
        """Keep an answer that was found in a generation; one of an older generation is not kept."""
        if generation < self._generation:
            return
        self._turn(generation)
        if (old := self._kept.pop(key, None)) is not None:
            self._size -= old[1]
        size = _ENTRY + len(repr(key).encode()) + len(answer.body)  # a short answer may have a long question
        self._kept[key] = answer, size
        self._size += size
        while self._size > self.limit:
            _, (_, gone) = self._kept.popitem(last=False)
            self._size -= gone

    def _turn(self, generation: int) -> None:
        if generation != self._generation:
            self._kept.clear()
            self._generation, self._size = generation, 0
