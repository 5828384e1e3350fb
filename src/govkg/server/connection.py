"""One connection: a head of bounded size that arrives in bounded time, else it is closed."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from govkg.server.settings import Limits

_TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"Connection: close\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\nToo much\n"
)


class Connection(HttpToolsProtocol):
    """uvicorn's connection, which may have been another process's before."""

    first = b""
    """What came on it then."""


def connection(limits: Limits) -> type[Connection]:
    """The class of connections with these limits."""

    class Limited(Connection):
        """Counts the bytes and the seconds of a head: from the first byte of a request to its empty line."""

        _head = 0
        _waiting: asyncio.TimerHandle | None = None
        _reading_head = True

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._expect()
            if self.first:
                first, self.first = self.first, b""
                self.data_received(first)

        def connection_lost(self, exc: Exception | None) -> None:
            self._arrived()
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            if self._reading_head:
                if self._waiting is None:
                    self._expect()
                self._head += len(data)
                if self._head > limits.header + limits.url + limits.body:
                    self._refuse()
                    return
            super().data_received(data)
            if self._reading_head and self._head > limits.header + limits.url and not self.transport.is_closing():
                self._refuse()

        def on_message_begin(self) -> None:
            self._reading_head = True
            super().on_message_begin()

        def on_headers_complete(self) -> None:
            self._reading_head = False
            self._head = 0
            self._arrived()
            super().on_headers_complete()

        def on_message_complete(self) -> None:
            super().on_message_complete()
            self._reading_head = True

        def _expect(self) -> None:
            self._waiting = self.loop.call_later(limits.header_seconds, self._too_slow)

        def _arrived(self) -> None:
            if self._waiting is not None:
                self._waiting.cancel()
                self._waiting = None

        def _too_slow(self) -> None:
            self._waiting = None
            if not self.transport.is_closing():
                self.transport.close()

        def _refuse(self) -> None:
            self._arrived()
            self.transport.write(_TOO_LARGE)
            self.transport.close()

    return Limited
