"""An answer on its way: filled as fast as a worker writes, emptied as fast as a client reads."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Final, Self

_IN_MEMORY: Final = 1 << 20
_PIECE: Final = 256 * 1024


class Spool:
    """Bytes in memory, and on disk past 1 MiB, so that a slow client holds no worker and no memory."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed by __exit__
        self._grown = asyncio.Event()
        self._failure: Exception | None = None
        self.size = 0
        self.whole = False

    def write(self, data: bytes) -> None:
        """Add bytes at the end."""
        self._file.seek(self.size)
        self._file.write(data)
        self.size += len(data)
        self._grown.set()

    def finish(self, failure: Exception | None = None) -> None:
        """Say that nothing more comes: all is there, or what went wrong."""
        self.whole, self._failure = failure is None, failure
        self._grown.set()

    async def settle(self, size: int) -> None:
        """Wait until all is there, or more than ``size`` bytes.

        Raises:
            Exception: what went wrong, where it did before that.

        """
        while not self.whole and self.size <= size:
            if self._failure is not None:
                raise self._failure
            self._grown.clear()
            await self._grown.wait()

    def read(self) -> bytes:
        """All that is there."""
        self._file.seek(0)
        return self._file.read()

    async def pieces(self) -> AsyncIterator[bytes]:
        """All bytes from the start, as they come.

        Raises:
            Exception: what went wrong, after the bytes that came before.

        """
        position = 0
        while True:
            while position < self.size:
                self._file.seek(position)
                piece = self._file.read(min(_PIECE, self.size - position))
                position += len(piece)
                yield piece
            if self._failure is not None:
                raise self._failure
            if self.whole:
                return
            self._grown.clear()
            await self._grown.wait()

    @property
    def closed(self) -> bool:
        """Whether nobody wants the bytes any more."""
        return self._file.closed

    def close(self) -> None:
        """Let the bytes go."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
