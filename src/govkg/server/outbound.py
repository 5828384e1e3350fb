"""Queries and updates that have this server ask others: refused, but for hosts that its owner has named.

The engine connects by itself and knows no such list. So what it reads in the place of an allowed address is the
address of the server's own ``gate``, which asks the other server and no other (see there).
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

from govkg.errors import GovkgError, QueryError, StoreError
from govkg.server.replies import Problem
from govkg.store.rewriting import tokens

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_KEYWORDS: Final = ("SERVICE", "LOAD")
_PORTS: Final = {"http": 80, "https": 443}
_ENTRY: Final = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::(?P<port>\d{1,5}))?")
REASON: Final = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
"""How the gate says why it has no answer, within what the engine makes of it."""


@dataclass(frozen=True, slots=True)
class Host:
    """A host that may be asked: on ``port``, or on the ports of http and https where that is None."""

    name: str
    port: int | None = None

    @classmethod
    def read(cls, text: str) -> Host:
        """What ``HOST`` or ``HOST:PORT`` names.

        Raises:
            GovkgError: it names no host.

        """
        found = _ENTRY.fullmatch(text.strip())
        port = int(found["port"]) if found and found["port"] else None
        if found is None or (port is not None and not 0 < port < 65536):
            raise GovkgError(f"{text!r} names no host: write HOST or HOST:PORT")
        return cls(found["host"].strip("[]").casefold(), port)

    @property
    def private(self) -> bool:
        """Whether it may lie inside: only where a numeric address or localhost is named with its port."""
        if self.port is None:
            return False
        try:
            ipaddress.ip_address(self.name)
        except ValueError:
            return self.name == "localhost"
        return True


@dataclass(frozen=True, slots=True)
class Target:
    """Another server's address, and where to connect for it."""

    url: str
    scheme: str
    host: str
    port: int
    private: bool


@dataclass(frozen=True, slots=True)
class Gate:
    """Where the gate listens, and the word without which it does nothing."""

    port: int
    secret: str

    def address(self, url: str) -> str:
        """What stands for the address of another server."""
        return f"http://127.0.0.1:{self.port}/{self.secret}/{quote(url, safe='')}"


def target(url: str, allowed: tuple[Host, ...]) -> Target:
    """The server behind an address.

    Raises:
        Problem: it may not be asked.

    """
    try:
        parts = urlsplit(url)
        scheme, name, port = parts.scheme.casefold(), (parts.hostname or "").casefold(), parts.port
        inside = "@" in parts.netloc
    except ValueError:
        scheme, name, port, inside = "", "", None, True
    if scheme not in _PORTS or not name or inside:
        raise Problem(403, "That address is not allowed", "another server is named by its whole http(s) address")
    port = port or _PORTS[scheme]
    for host in allowed:
        if host.name == name and port in ((host.port,) if host.port else _PORTS.values()):
            return Target(url, scheme, name, port, host.private)
    raise Problem(403, "That server is not allowed", f"this server does not ask {name}:{port}")


def check_outbound(text: str, allowed: tuple[Host, ...] = ()) -> bool:
    """Whether a query or update reaches out, also behind code point escapes.

    Raises:
        Problem: it does, and may not, or not in a way that can be followed.

    """
    plain = text.casefold()
    if "service" not in plain and "load" not in plain and "\\u" not in plain:
        return False
    unescaped = _ESCAPE.sub(_character, text)
    if unescaped != text:
        _places(unescaped, ())  # hidden behind escapes nothing is allowed
    return bool(_places(text, allowed))


def reroute(text: str, allowed: tuple[Host, ...], gate: Gate | None) -> str:
    """The text with the gate's address in the place of each other server's.

    Raises:
        Problem: as ``check_outbound`` does.

    """
    if not check_outbound(text, allowed):
        return text
    assert gate is not None, "a server that allows others has a gate"
    places = _places(text, allowed)
    pieces = (token for _, token in tokens(text))
    return "".join(f"<{gate.address(places[n].url)}>" if n in places else token for n, token in enumerate(pieces))


@contextmanager
def outbound_errors(reaches_out: bool) -> Iterator[None]:
    """Around the engine's work on a text that reaches out: what it says of the gate is nobody's business outside.

    Raises:
        Problem: the other server did not answer, and why.

    """
    try:
        yield
    except (StoreError, QueryError) as error:
        if not reaches_out or (isinstance(error, QueryError) and error.line is not None):
            raise
        reason = REASON.search(str(error.__cause__))
        detail = reason[1] if reason else "a server that the query asks did not answer it with results"
        raise Problem(502, "Another server did not answer", detail) from error


def _places(text: str, allowed: tuple[Host, ...]) -> dict[int, Target]:
    """The server named at each token that names one after SERVICE or LOAD."""
    found: dict[int, Target] = {}
    asking: str | None = None  # the keyword that waits for its address
    for n, (kind, token) in enumerate(tokens(text)):
        if kind in ("space", "comment"):
            continue
        if asking is not None:
            if kind == "word" and token.upper() == "SILENT":
                continue
            if kind != "iri":
                raise Problem(403, f"{asking} is not allowed so", "name the other server by its address in < >")
            found[n] = target(token[1:-1], allowed)
            asking = None
        elif kind == "word" and (keyword := _keyword(token)):
            if not allowed:
                raise Problem(403, f"{keyword} is not allowed", "this server does not ask other servers")
            if token.upper() != keyword:
                raise Problem(403, f"{keyword} is not allowed so", f"write {keyword} apart from what is beside it")
            asking = keyword
    return found


def _keyword(word: str) -> str | None:
    """The keyword in a word. Grammars need no space around one ("1SERVICE:x" is three tokens), so it is searched for.

    What stands after the colon of a prefixed name is no keyword; a prefix or a name with a point may be refused
    though it means no harm.
    """
    for piece in word.upper().split("."):
        before = piece.partition(":")[0]
        for keyword in _KEYWORDS:
            if keyword in before:
                return keyword
    return None


def _character(found: re.Match[str]) -> str:
    code = int(found[1] or found[2], 16)
    return chr(code) if code < 0x110000 else " "
