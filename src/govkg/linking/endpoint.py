"""A polite client of one SPARQL endpoint that believes nothing: bounded in time and size, one clear line on failure.

SPARQLWrapper makes the request; it is sent from here, because it would follow a redirect to any host and read an
answer of any size.
"""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import Any, Final
from urllib.parse import quote, urlsplit

from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, parse_query_results

from govkg.errors import EndpointError
from govkg.extras import extra
from govkg.store.failures import one_line

Row = dict[str, NamedNode | Literal]
"""The bound variables of one solution; blank nodes (Wikidata's "unknown value") are left out."""
AGAIN: Final = frozenset({408, 429, 500, 502, 503, 504})
"""HTTP statuses after which the same question may well be answered."""
_CHUNK: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Manners:
    """How an endpoint is asked. Times are in seconds, sizes in bytes."""

    pause: float = 1.0
    """Between the end of one answer and the next question."""
    tries: int = 5
    wait: float = 1.0
    """Before the second try; doubled before each next one, unless the endpoint says how long (Retry-After)."""
    longest_wait: float = 120.0
    """An endpoint that wants to be left alone for longer is not waited for."""
    silence: float = 30.0
    """How long it may say nothing."""
    deadline: float = 90.0
    """How long a whole answer may take."""
    largest: int = 32 << 20
    contact: str | None = None
    """How the people behind the endpoint can reach whoever asks: an address of a page or mailbox."""

    @property
    def agent(self) -> str:
        """The User-Agent: what asks, in which version, and whom to write to."""
        contact = quote(self.contact or "", safe=":/@+?=&#~!$'*,;%() ")  # what a header cannot hold is escaped
        about = "; ".join(filter(None, ("https://w3id.org/govkg", contact)))
        return f"govkg/{version('govkg')} ({about}) SPARQLWrapper"


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: who is asked is whom the caller named."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Say no."""


@dataclass(slots=True)
class Endpoint:
    """Asks one address, one question at a time; ``asked`` counts the requests sent."""

    url: str
    manners: Manners = Manners()
    sleep: Callable[[float], None] = time.sleep
    asked: int = 0
    _opener: urllib.request.OpenerDirector = field(init=False, repr=False)
    _free_at: float = field(default=0.0, init=False, repr=False)

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise EndpointError("not an http(s) address", url=self.url)
        self._opener = urllib.request.build_opener(_Stay())

    def select(self, query: str, variables: frozenset[str]) -> list[Row]:
        """The rows of a SELECT query.

        Raises:
            EndpointError: no usable answer, after all tries.

        """
        wait = self.manners.wait
        for left in reversed(range(self.manners.tries)):
            try:
                return _rows(self._ask(query), variables, self.url)
            except _Later as later:
                if not left:
                    raise later.error from later
                pause = wait if later.wait is None else later.wait
                if pause > self.manners.longest_wait:
                    raise self._error(f"asks to be left alone for {pause:.0f} seconds; run again then") from later
                self.sleep(pause)
                wait *= 2
        raise AssertionError("the last try returns or raises")

    def _ask(self, query: str) -> bytes:
        self.sleep(max(0.0, self._free_at - time.monotonic()))
        self.asked += 1
        try:
            with self._opener.open(
                _request(self.url, query, self.manners.agent), timeout=self.manners.silence
            ) as reply:
                return self._read(reply)
        except urllib.error.HTTPError as error:
            with error:
                raise self._refused(error) from error
        except TimeoutError as error:
            raise _Later(self._error(f"said nothing for {self.manners.silence:g} seconds")) from error
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise _Later(self._error(f"said nothing for {self.manners.silence:g} seconds")) from error
            raise self._error(f"cannot be reached: {one_line(str(error.reason))}") from error
        except (OSError, http.client.HTTPException) as error:
            raise _Later(self._error(f"broke off: {one_line(str(error) or type(error).__name__)}")) from error
        finally:
            self._free_at = time.monotonic() + self.manners.pause

    def _read(self, reply: http.client.HTTPResponse) -> bytes:
        until = time.monotonic() + self.manners.deadline
        kind = reply.headers.get_content_type()
        if kind not in ("application/sparql-results+json", "application/json"):
            raise self._error(f"answered with {one_line(kind)} where results of a query were asked for")
        parts: list[bytes] = []
        size = 0
        while chunk := reply.read1(_CHUNK):
            parts.append(chunk)
            size += len(chunk)
            if size > self.manners.largest:
                raise self._error(f"answered with more than {self.manners.largest >> 20} MiB")
            if time.monotonic() > until:
                raise _Later(self._error(f"took more than {self.manners.deadline:g} seconds"))
        return b"".join(parts)

    def _refused(self, error: urllib.error.HTTPError) -> EndpointError | _Later:
        if 300 <= error.code < 400:
            host = urlsplit(error.headers.get("Location", "")).hostname or "another address"
            return self._error(f"sends on to {one_line(host)}, which was not asked for", error.code)
        try:
            words = error.read(2000).decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            words = ""
        plain = "" if "<" in words[:200] else one_line(words)
        said = self._error(plain or one_line(str(error.reason)) or "refused", error.code)
        return _Later(said, _retry_after(error.headers.get("Retry-After"))) if error.code in AGAIN else said

    def _error(self, message: str, status: int | None = None) -> EndpointError:
        return EndpointError(message, url=self.url, status=status)


class _Later(Exception):
    """A failure that may pass; ``wait`` is how long the endpoint wants to be left alone, where it says so."""

    def __init__(self, error: EndpointError, wait: float | None = None) -> None:
        super().__init__(str(error))
        self.error, self.wait = error, wait


def _request(url: str, query: str, agent: str) -> urllib.request.Request:
    with extra("link", "linking"):
        from SPARQLWrapper import JSON, POST, SPARQLWrapper
    wrapper = SPARQLWrapper(url, agent=agent)
    wrapper.setMethod(POST)
    wrapper.setReturnFormat(JSON)
    wrapper.setOnlyConneg(True)
    wrapper.setQuery(query)
    request: urllib.request.Request = wrapper._createRequest()
    return request


def _rows(body: bytes, variables: frozenset[str], url: str) -> list[Row]:
    """The rows of an answer, read strictly."""
    names, found, problem = _parsed(body)
    if problem is not None:
        raise EndpointError(f"answered with {problem}", url=url)
    if missing := sorted(variables.difference(names)):
        raise EndpointError(f"answered without the column {missing[0]}", url=url)
    return [
        {
            name: term
            for name, term in zip(names, row, strict=True)
            if name in variables and isinstance(term, NamedNode | Literal)
        }
        for row in found
    ]


def _parsed(body: bytes) -> tuple[list[str], list[list[object]], str | None]:
    """Columns and rows, and what is wrong with the answer.

    Nothing is raised while the engine's solutions are alive: they may die only in the thread that made them, and the
    traceback of an exception would keep them for the garbage collector of any.
    """
    names: list[str] = []
    rows: list[list[object]] = []
    try:
        found = parse_query_results(body, format=QueryResultsFormat.JSON)
        if not isinstance(found, QuerySolutions):
            return names, rows, "yes or no where rows were asked for"
        names = [variable.value for variable in found.variables]
        for row in found:  # an address is made anew, and so checked
            rows.append([NamedNode(term.value) if isinstance(term, NamedNode) else term for term in row])
    except (SyntaxError, ValueError, UnicodeDecodeError) as error:
        return names, rows, f"what is no result of a query: {one_line(str(error))}"
    return names, rows, None


def _retry_after(value: str | None) -> float | None:
    """Seconds, from a number of them or an HTTP date; None for neither."""
    if not value:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
