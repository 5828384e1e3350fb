"""Quads as text that can be compared: N-Quads lines, sorted, and a digest that no order changes."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from hashlib import blake2b
from itertools import islice
from tempfile import TemporaryFile

from pyoxigraph import Quad, RdfFormat, serialize

_CHUNK = 10_000
_SORTED_AT_ONCE = 1_000_000
"""Lines that are sorted in memory (about 250 MB); more are merged from temporary files."""
_MODULUS = 1 << 256


def lines(quads: Iterable[Quad]) -> Iterator[bytes]:
    """Each quad as one line of N-Quads, line feed included, in the order given."""
    rest = iter(quads)
    while chunk := list(islice(rest, _CHUNK)):
        text = serialize(chunk, format=RdfFormat.N_QUADS)
        assert text is not None  # it is None only where an output is given
        yield from text.splitlines(keepends=True)  # bytes split at line ends alone


def sorted_lines(quads: Iterable[Quad], *, at_once: int = _SORTED_AT_ONCE) -> Iterator[bytes]:
    """The lines in the order of their bytes, however many; ``at_once`` bounds those held in memory."""
    source = lines(quads)
    chunk = sorted(islice(source, at_once))
    if len(chunk) < at_once:
        yield from chunk
        return
    with ExitStack() as stack:
        runs = []
        while chunk:
            run = stack.enter_context(TemporaryFile())
            run.writelines(chunk)
            run.seek(0)
            runs.append(run)
            chunk = sorted(islice(source, at_once))
        yield from heapq.merge(*runs)


class Digest:
    """A digest over a set of lines: the sum of their BLAKE2b digests, so that order does not matter."""

    __slots__ = ("_sum", "count")

    def __init__(self) -> None:
        self._sum, self.count = 0, 0

    def add(self, line: bytes) -> None:
        """Count one line in."""
        self._sum += int.from_bytes(blake2b(line, digest_size=32).digest())
        self.count += 1

    def hexdigest(self) -> str:
        """64 hexadecimal digits."""
        return f"{self._sum % _MODULUS:064x}"


def combined(digests: Iterable[str]) -> str:
    """The digest of several sets of lines together, from those of each."""
    return f"{sum(int(one, 16) for one in digests) % _MODULUS:064x}"


def digest(quads: Iterable[Quad]) -> Digest:
    """The digest and number of quads; two stores of equal quads give equal digests."""
    total = Digest()
    for line in lines(quads):
        total.add(line)
    return total
