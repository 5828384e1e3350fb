"""Quads as text that can be compared: N-Quads lines, sorted, and a digest that no order changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from hashlib import blake2b
from heapq import merge
from itertools import islice
from tempfile import TemporaryFile

from pyoxigraph import Quad, RdfFormat, parse, serialize

_CHUNK = 10_000
_SORTED_AT_ONCE = 64 << 20
"""Bytes of lines that are sorted in memory; more are merged from temporary files."""
_OVERHEAD = 48
_PARSED_AT_ONCE = 1_000
_MODULUS = 1 << 256


def lines(quads: Iterable[Quad]) -> Iterator[bytes]:
    """Each quad as one line of N-Quads, line feed included, in the order given."""
    rest = iter(quads)
    while chunk := list(islice(rest, _CHUNK)):
        text = serialize(chunk, format=RdfFormat.N_QUADS)
        assert text is not None  # it is None only where an output is given
        yield from text.splitlines(keepends=True)  # bytes split at line ends alone


def sorted_lines(quads: Iterable[Quad], *, at_once: int = _SORTED_AT_ONCE) -> Iterator[bytes]:
    """The lines in the order of their bytes, however many; ``at_once`` bounds the bytes held in memory."""
    return in_order(lines(quads), at_once=at_once)


def sorted_quads(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads in the order of their lines, in as little memory: by graph only within one graph."""
    return quads_of(sorted_lines(quads))


def quads_of(lines: Iterable[bytes]) -> Iterator[Quad]:
    """The quads of lines of N-Quads."""
    rest = iter(lines)
    while chunk := b"".join(islice(rest, _PARSED_AT_ONCE)):
        yield from parse(chunk, format=RdfFormat.N_QUADS, lenient=True)  # it was a quad before it was a line


def in_order(source: Iterable[bytes], *, at_once: int = _SORTED_AT_ONCE) -> Iterator[bytes]:
    """Lines (each with its line feed) sorted by their bytes; more than ``at_once`` bytes go through files."""
    rest = iter(source)
    chunk = _take(rest, at_once)
    with ExitStack() as stack:
        runs: list[Iterable[bytes]] = []
        while chunk:
            chunk.sort()
            following = next(rest, None)
            if following is None and not runs:
                break
            run = stack.enter_context(TemporaryFile())
            run.writelines(chunk)
            run.seek(0)
            runs.append(run)
            chunk.clear()  # before the next is read, or two would be held at once
            if following is not None:
                chunk = [following, *_take(rest, at_once)]
        yield from merge(*runs) if runs else chunk


def _take(source: Iterator[bytes], size: int) -> list[bytes]:
    """As many lines as make up so many bytes, with what Python needs for each."""
    found: list[bytes] = []
    for line in source:
        found.append(line)
        size -= len(line) + _OVERHEAD
        if size <= 0:
            break
    return found


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
