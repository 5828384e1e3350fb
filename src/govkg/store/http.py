"""HTTP as a store needs it: who is asking, how long to wait, and when to try again."""

from __future__ import annotations

import html
import http.client
import re
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO, cast
from urllib.parse import urlencode

from govkg.errors import StoreError
from govkg.store.failures import one_line

_BUSY = {429, 502, 503, 504}
"""Answers of a server that may well do the same thing a moment later."""
_TAG = re.compile(r"<style.*?</style>|</?[a-zA-Z!][^>:]*>", re.DOTALL)
_CHUNK = 1 << 16
_IN_MEMORY = 16 << 20


class Refused(StoreError):
    """The server understood and said no; ``status`` is the HTTP status, ``message`` its words."""

    def __init__(self, message: str, *, location: str, status: int) -> None:
        super().__init__(message, location=location)
        self.status = status


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who is asking: a user with a password (Basic or Digest, as the server wants), or a bearer token."""

    user: str | None = None
    password: str = ""
    token: str | None = None


ANONYMOUS = Credentials()


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer: its media type without parameters, and its bytes from the start, to be closed by the reader."""

    media_type: str
    body: IO[bytes]


@dataclass(frozen=True, slots=True)
class Client:
    """Sends requests to the addresses of one server, and shows its credentials to no other.

    ``timeout`` is in seconds and holds for connecting and for each wait on the wire. A request that may be
    repeated is tried ``tries`` times, with pauses that double from ``pause`` seconds.
    """

    urls: tuple[str, ...]
    credentials: Credentials = ANONYMOUS
    timeout: float = 120.0
    tries: int = 6
    pause: float = 0.2
    _opener: urllib.request.OpenerDirector = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        handlers: list[urllib.request.BaseHandler] = []
        if self.credentials.user is not None:
            passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
            passwords.add_password(None, self.urls, self.credentials.user, self.credentials.password)
            handlers = [
                urllib.request.HTTPDigestAuthHandler(passwords),
                urllib.request.HTTPBasicAuthHandler(passwords),
            ]
        object.__setattr__(self, "_opener", urllib.request.build_opener(*handlers))

    def post(self, url: str, body: bytes, content_type: str, accept: str = "*/*", *, repeat: bool) -> Reply:
        """POST a body; ``repeat`` says that doing it twice is the same as once.

        Raises:
            Refused: the server answered with an error.
            StoreError: it could not be reached, or fell silent.

        """
        headers = {"Content-Type": content_type, "Accept": accept, "User-Agent": "govkg"}
        if self.credentials.token is not None:
            headers["Authorization"] = f"Bearer {self.credentials.token}"
        request = urllib.request.Request(url, data=body, headers=headers, method="POST")
        tries = self.tries if repeat else 1
        for attempt in range(1, tries + 1):
            try:
                return self._send(request)
            except urllib.error.HTTPError as error:
                with error:
                    words = error.read(4096).decode("utf-8", "replace")
                if error.code not in _BUSY or attempt == tries:
                    raise _refused(url, error.code, words) from error
            except (OSError, http.client.HTTPException) as error:
                if attempt == tries:
                    raise StoreError(f"cannot be reached: {one_line(str(error))}", location=url) from error
            time.sleep(self.pause * 2 ** (attempt - 1))
        raise AssertionError("the last try returns or raises")

    def form(self, url: str, fields: Mapping[str, str], accept: str) -> Reply:
        """POST a form that changes nothing, such as a query."""
        body = urlencode(fields).encode()
        return self.post(url, body, "application/x-www-form-urlencoded", accept, repeat=True)

    def _send(self, request: urllib.request.Request) -> Reply:
        """Read the answer to its end, so that one that breaks off is noticed here and can be asked for again."""
        with ExitStack() as stack:
            body = stack.enter_context(SpooledTemporaryFile(_IN_MEMORY))
            response = stack.enter_context(self._opener.open(request, timeout=self.timeout))
            received = 0
            while chunk := response.read(_CHUNK):
                received += body.write(chunk)
            expected = response.headers.get("Content-Length")
            if expected is not None and received != int(expected):
                raise http.client.IncompleteRead(b"", int(expected) - received)
            media_type: str = response.headers.get_content_type()
            response.close()
            body.seek(0)
            stack.pop_all()  # nothing failed: the body is now the caller's to close
        return Reply(media_type, cast(IO[bytes], body))


def _refused(url: str, status: int, words: str) -> Refused:
    text = html.unescape(_TAG.sub(" ", words)) if words.lstrip().startswith(("<!", "<html")) else words
    said = next((line for line in text.split("\n\n") if line.strip()), "no reason given")
    if status in (401, 403):
        said = f"does not let this user in: {said}"
    return Refused(one_line(said), location=url, status=status)
