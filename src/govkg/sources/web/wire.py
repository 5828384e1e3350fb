"""One HTTP exchange: only with hosts that may be asked, never longer and never larger than allowed."""

from __future__ import annotations

import socket
import threading
from dataclasses import dataclass
from typing import Any, Final

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, NewConnectionError

from govkg import hosts
from govkg.errors import AddressRefused, SourceError
from govkg.sources.web.manners import Manners

_CHUNK: Final = 1 << 16


class Broken(SourceError):
    """The host could not be reached, or its answer broke off; a later try may do."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers, and the body unpacked; the bodies of answers that are not 200 are left unread."""

    status: int
    headers: urllib3.HTTPHeaderDict
    body: bytes = b""


class Wire:
    """Exchanges by GET, one at a time. Proxies of the environment are not used: they would look names up themselves."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._socket: socket.socket | None = None
        self._pools = urllib3.PoolManager(
            num_pools=8,
            headers={"User-Agent": manners.agent, "Accept-Encoding": "gzip, deflate"},
            timeout=urllib3.Timeout(connect=manners.patience, read=manners.patience),
            retries=False,
        )
        self._pools.pool_classes_by_scheme = self._guarded()

    def get(self, address: str, headers: dict[str, str], largest: int) -> Answer:
        """Ask for ``address``; redirects are not followed.

        Raises:
            AddressRefused: its host is not public.
            Broken: it cannot be reached, or the answer broke off or took too long.
            SourceError: the body is larger than ``largest`` bytes.
        """
        late = threading.Event()
        watch = threading.Timer(self._manners.longest, self._cut, [late])
        watch.daemon = True
        watch.start()
        try:
            response = self._pools.urlopen(
                "GET", address, headers={**self._pools.headers, **headers}, redirect=False, preload_content=False
            )
            try:
                body = self._body(response, address, largest) if response.status == 200 else b""
            except BaseException:
                response.close()
                raise
            if response.status == 200:
                response.release_conn()
            else:
                response.close()
            return Answer(response.status, response.headers, body)
        except (HTTPError, OSError, ValueError) as error:
            if isinstance(cause := error.__cause__ or error.__context__, AddressRefused):
                raise cause from None
            why = f"took longer than {self._manners.longest:g} s" if late.is_set() else _words(error)
            raise Broken(why, path=address) from error
        finally:
            watch.cancel()

    def close(self) -> None:
        """Hang up."""
        self._pools.clear()

    def _body(self, response: Any, address: str, largest: int) -> bytes:
        body = bytearray()
        while chunk := response.read1(_CHUNK, decode_content=True):
            body += chunk
            if len(body) > largest:
                raise SourceError(f"too large: the limit is {largest / 2**20:g} MB", path=address)
        return bytes(body)

    def _cut(self, late: threading.Event) -> None:
        """End the exchange, whatever it waits for."""
        late.set()
        if self._socket is not None:
            try:
                self._socket.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # already closed

    def _connect(self, connection: Any) -> socket.socket:
        host = connection.host.strip("[]")
        try:
            self._socket = hosts.connect(
                host, connection.port, timeout=self._manners.patience, private=self._manners.private
            )
        except AddressRefused as error:
            raise NewConnectionError(connection, str(error)) from error
        except OSError as error:
            raise NewConnectionError(connection, error.strerror or str(error)) from error
        return self._socket

    def _guarded(self) -> dict[str, Any]:
        """The pools of urllib3, connecting by ``hosts.connect`` alone."""
        wire = self

        class Plain(HTTPConnection):
            def _new_conn(self) -> socket.socket:
                return wire._connect(self)

        class Secure(HTTPSConnection):
            def _new_conn(self) -> socket.socket:
                return wire._connect(self)

        class PlainPool(urllib3.HTTPConnectionPool):
            ConnectionCls = Plain

        class SecurePool(urllib3.HTTPSConnectionPool):
            ConnectionCls = Secure

        return {"http": PlainPool, "https": SecurePool}


def _words(error: Exception) -> str:
    """The reason in one line: the system's where it has one, else urllib3's without the objects before it."""
    if isinstance(error.__cause__, OSError) and error.__cause__.strerror:
        return error.__cause__.strerror
    text = " ".join(str(error).split())
    return text.rpartition("): ")[2] or type(error).__name__
