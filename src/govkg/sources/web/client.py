"""Pages by address, asked for as a guest asks: robots.txt, pauses, conditional requests, one redirect at a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from types import TracebackType
from typing import Final, Self
from urllib.parse import urljoin, urlsplit

from protego import Protego
from urllib3.exceptions import InvalidHeader
from urllib3.util import Retry

from govkg.errors import AddressRefused, SourceError
from govkg.sources.web.kept import Kept, Page
from govkg.sources.web.manners import Manners
from govkg.sources.web.wire import Answer, Broken, Wire

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_AGAIN: Final = frozenset({429, 500, 502, 503, 504})
"""Statuses after which the same request may well be answered."""
_ROBOTS: Final = 512 * 1024
"""Bytes of a robots.txt that are read; RFC 9309 wants at least 500 KiB."""
_GIVEN_UP: Final = 3
"""Requests in a row that a host has failed, after which it is left alone in this run."""
_ALL: Final = Protego.parse("")
_NONE: Final = Protego.parse("User-agent: *\nDisallow: /")


class Client:
    """Asks for pages, one after another; ``sleep`` waits that many seconds."""

    def __init__(self, manners: Manners, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self.manners = manners
        self._sleep = sleep
        with ExitStack() as stack:
            self._kept = stack.enter_context(Kept(manners.folder))
            self._wire = Wire(manners)
            stack.callback(self._wire.close)
            self._closing = stack.pop_all()
        self._robots: dict[str, Protego] = {}
        self._free_at: dict[str, float] = {}
        self._failed: dict[str, int] = {}

    def get(self, address: str, *, anew: bool = False, largest: int | None = None) -> Page:
        """The page at ``address``: from what is kept if it is fresh enough, unless ``anew``, else from its host.

        Raises:
            SourceError: it may not be asked for, or cannot be had; one line says why.
        """
        kept = self._kept.get(address)
        if kept and not anew and self._kept.is_fresh(kept, self.manners.fresh):
            return kept
        where, conditions = address, _conditions(kept)
        for _ in range(self.manners.hops + 1):
            self._may_ask(where)
            answer = self._answer(where, conditions if not kept or where == kept.final else {}, largest)
            if answer.status in _REDIRECTS and (target := answer.headers.get("Location")):
                where = urljoin(where, target)
                continue
            if answer.status == 304 and kept:
                return self._kept.put(kept)
            if answer.status != 200:
                raise SourceError(f"HTTP {answer.status}", path=address)
            headers = answer.headers
            kind = headers.get("Content-Type", "")
            page = Page(address, where, kind, answer.body, headers.get("ETag"), headers.get("Last-Modified"))
            return self._kept.put(page)
        raise SourceError(f"more than {self.manners.hops} redirects", path=address)

    def close(self) -> None:
        """Hang up."""
        self._closing.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _may_ask(self, address: str) -> None:
        """That an address is one of the web, and that the robots.txt of its host lets us in.

        Raises:
            SourceError: it is not, or does not.
        """
        origin = _origin(address)
        if origin not in self._robots:
            try:
                self._robots[origin] = self._rules(origin)
            except SourceError as error:
                raise SourceError(error.message, path=address) from error
        if not self._robots[origin].can_fetch(address, self.manners.robot):
            raise SourceError("robots.txt does not allow it", path=address)

    def _rules(self, origin: str) -> Protego:
        """The rules of a host (RFC 9309): all is allowed where it has none, nothing where it cannot say."""
        where = f"{origin}/robots.txt"
        for _ in range(self.manners.hops + 1):
            answer = self._answer(where, {}, _ROBOTS)
            if answer.status in _REDIRECTS and (target := answer.headers.get("Location")):
                where = urljoin(where, target)
                _origin(where)
                continue
            if answer.status == 200:
                return Protego.parse(answer.body.decode("utf-8", "replace"))
            return _ALL if 400 <= answer.status < 500 else _NONE
        return _ALL

    def _answer(self, address: str, headers: dict[str, str], largest: int | None) -> Answer:
        """One answer, waited for where the host is busy; each host is asked in its own time.

        Raises:
            SourceError: it may not be asked, or there was none after all tries.
        """
        origin = _origin(address)
        if self._failed.get(origin, 0) >= _GIVEN_UP:
            raise SourceError(f"the host is left alone after {_GIVEN_UP} failures", path=address)
        for attempt in range(1, self.manners.tries + 1):
            self._wait(origin)
            pause = self.manners.pause * 2 ** (attempt - 1)
            try:
                answer = self._wire.get(address, headers, largest or self.manners.largest)
            except AddressRefused as error:
                raise SourceError(str(error), path=address) from error
            except Broken:
                if attempt == self.manners.tries:
                    self._failed[origin] = self._failed.get(origin, 0) + 1
                    raise
            else:
                if answer.status not in _AGAIN or attempt == self.manners.tries:
                    self._failed.pop(origin, None)
                    return answer
                pause = _retry_after(answer) or pause
                if pause > self.manners.longest_pause:
                    self._failed[origin] = _GIVEN_UP
                    raise SourceError(f"HTTP {answer.status}: the host asks to wait {pause:.0f} s", path=address)
            finally:
                self._free_at[origin] = time.monotonic() + self._delay(origin)
            self._sleep(pause)
        raise AssertionError("the last try returns or raises")

    def _delay(self, origin: str) -> float:
        asked = self._robots[origin].crawl_delay(self.manners.robot) if origin in self._robots else None
        return max(self.manners.delay, min(asked or 0.0, self.manners.longest_pause))

    def _wait(self, origin: str) -> None:
        seconds = self._free_at.get(origin, 0.0) - time.monotonic()
        if seconds > 0:
            self._sleep(seconds)


def _origin(address: str) -> str:
    """Scheme, host and port, as the key of a host.

    Raises:
        SourceError: no http(s) address, or one with a password in it.
    """
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
    except ValueError as error:
        raise SourceError(f"not an address: {error}", path=address) from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SourceError("not an http(s) address", path=address)
    if parts.username is not None or parts.password is not None:
        raise SourceError("an address with a password in it is not asked for", path=parts.hostname)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}{port}"


def _conditions(kept: Page | None) -> dict[str, str]:
    """The headers that have a host send a page only if it is not the one that is kept."""
    said = {"If-None-Match": kept.etag, "If-Modified-Since": kept.modified} if kept else {}
    return {name: value for name, value in said.items() if value}


def _retry_after(answer: Answer) -> float | None:
    """The seconds to wait that a host asks for."""
    said = answer.headers.get("Retry-After")
    try:
        return Retry(retry_after_max=10**9).parse_retry_after(said) if said else None
    except InvalidHeader:
        return None
