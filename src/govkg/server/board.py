"""Numbers that all processes of a server see without asking each other: 64-bit integers in shared memory."""

from __future__ import annotations

import mmap
import os
import tempfile
from typing import Final

_CELLS: Final = 1024
_LANE: Final = 4


class Board:
    """Each number has one writer: the generation is the server's, the counts of a lane are the lane's."""

    def __init__(self, descriptor: int | None = None) -> None:
        """The board behind a file descriptor, or a new one."""
        self.descriptor = _new() if descriptor is None else descriptor
        self._cells = memoryview(mmap.mmap(self.descriptor, _CELLS * 8)).cast("q")

    @property
    def generation(self) -> int:
        """Which state of the store is to be shown."""
        return self._cells[0]

    @generation.setter
    def generation(self, value: int) -> None:
        self._cells[0] = value

    def note(self, lane: int, sent: int, nanoseconds: int, kept: bool) -> None:
        """Count one lookup that a lane has answered."""
        cells, start = self._cells, (lane + 1) * _LANE
        cells[start] += 1
        cells[start + 1] += sent
        cells[start + 2] += nanoseconds
        cells[start + 3] += kept

    def counts(self, lane: int) -> tuple[int, int, int, int]:
        """Of a lane: answers, bytes, nanoseconds, answers from memory."""
        start = (lane + 1) * _LANE
        return self._cells[start], self._cells[start + 1], self._cells[start + 2], self._cells[start + 3]


def _new() -> int:
    if hasattr(os, "memfd_create"):
        descriptor = os.memfd_create("govkg-board", 0)
    else:
        descriptor, name = tempfile.mkstemp()
        os.unlink(name)  # noqa: PTH108 - the file lives on behind its descriptor
    os.ftruncate(descriptor, _CELLS * 8)
    os.set_inheritable(descriptor, True)
    return descriptor
