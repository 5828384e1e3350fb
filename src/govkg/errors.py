"""The exceptions of govkg: one small tree, each carrying its fields, not only a text.

The command line prints ``str(error)`` as its one line and ends with exit code 1; the server maps the
same classes to HTTP answers. Nothing else in the package raises across its own floor.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class GovkgError(Exception):
    """Anything that govkg could not do; ``str()`` is one clear line for a person."""


class Located(GovkgError):
    """An error at a place: ``path`` (or a name such as ``stdin``), ``line`` and ``column`` count from 1."""

    def __init__(
        self, message: str, *, path: Path | str | None = None, line: int | None = None, column: int | None = None
    ) -> None:
        super().__init__(message)
        self.message, self.path, self.line, self.column = message, path, line, column

    def __str__(self) -> str:
        place = [str(part) for part in (self.path, self.line, self.column) if part is not None]
        return f"{':'.join(place)}: {self.message}" if place else self.message


class SourceError(Located):
    """An input that cannot be read as articles (empty, binary, wrong encoding, not there, no permission)."""


class DataError(Located):
    """A reviewed data file (rules, reference, ontology, query header) that is wrong, with the line."""


class QueryError(Located):
    """A query that cannot be parsed or run; ``line`` and ``column`` point into the query text."""


class StoreError(GovkgError):
    """A store that cannot do what was asked; ``location`` is its folder or address."""

    def __init__(self, message: str, *, location: Path | str | None = None) -> None:
        super().__init__(message)
        self.message, self.location = message, location

    def __str__(self) -> str:
        return f"{self.location}: {self.message}" if self.location is not None else self.message


class StoreLocked(StoreError):
    """Another process writes to the store; ``holder`` is its process id where known."""

    def __init__(self, message: str, *, location: Path | str | None = None, holder: int | None = None) -> None:
        super().__init__(message, location=location)
        self.holder = holder


class StoreVersion(StoreError):
    """The store was written in a format (``found``) that this govkg (``expected``) does not read."""

    def __init__(self, message: str, *, location: Path | str | None = None, found: str, expected: str) -> None:
        super().__init__(message, location=location)
        self.found, self.expected = found, expected


class EndpointError(GovkgError):
    """An endpoint (``url``), of a language model or of SPARQL, gave no usable answer; ``status`` is HTTP's, if any."""

    def __init__(self, message: str, *, url: str, status: int | None = None) -> None:
        super().__init__(message)
        self.message, self.url, self.status = message, url, status

    def __str__(self) -> str:
        code = f" (HTTP {self.status})" if self.status is not None else ""
        return f"{self.url}: {self.message}{code}"


class AddressRefused(GovkgError):
    """A ``host`` that may not be asked, since its ``address`` is not public."""

    def __init__(self, host: str, address: str) -> None:
        self.host, self.address = host, address
        at = f" (it is {address})" if address != host.strip("[]") else ""
        super().__init__(f"{host}{at} is not a public address; private ones are refused unless allowed")


class Violation(GovkgError):
    """An invariant of the graph does not hold; ``node`` is what breaks it, ``article`` where it was said."""

    def __init__(self, message: str, *, node: str | None = None, article: str | None = None) -> None:
        super().__init__(message)
        self.node, self.article = node, article


class NotFound(GovkgError):
    """No entity of that name; ``candidates`` are the nearest names, best first."""

    def __init__(self, name: str, candidates: Sequence[str] = ()) -> None:
        self.name, self.candidates = name, tuple(candidates)
        near = f"; nearest: {', '.join(self.candidates)}" if self.candidates else ""
        super().__init__(f"nothing is known under the name {name!r}{near}")


class Ambiguous(GovkgError):
    """Several entities of that name; ``choices`` are (IRI, what tells it apart)."""

    def __init__(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        self.name, self.choices = name, tuple(choices)
        listed = "; ".join(f"{description} <{iri}>" for iri, description in self.choices)
        super().__init__(f"{name!r} may be any of {len(self.choices)}: {listed}")


class MissingExtra(GovkgError):
    """A feature needs an optional dependency (``extra``) or program that is not installed."""

    def __init__(self, feature: str, remedy: str) -> None:
        self.feature, self.remedy = feature, remedy
        super().__init__(f"{feature} is not available here: {remedy}")
