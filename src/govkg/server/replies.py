"""What a worker hands back: a reply, or a problem that says why there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import IO, Any, Final

from govkg import errors

Writer = Callable[[IO[bytes]], None]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: ``body`` is all of it, or what writes it piece by piece."""

    media_type: str
    body: bytes | Writer
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


class Problem(Exception):
    """Why a request got no answer (RFC 9457): ``detail`` is one line for a person, ``more`` has fields for programs.

    ``cause`` is for the log alone.
    """

    def __init__(
        self,
        status: int,
        title: str,
        detail: str,
        more: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        cause: str = "",
    ) -> None:
        super().__init__(f"{status} {title}: {detail}")
        self.status, self.title, self.detail, self.cause = status, title, detail, cause
        self.more, self.headers = dict(more or {}), dict(headers or {})

    def to_dict(self) -> dict[str, Any]:
        """As JSON values."""
        return {"title": self.title, "status": self.status, "detail": self.detail, **self.more}


STATUS: Final[Mapping[type[errors.GovkgError], tuple[int, str]]] = {
    errors.QueryError: (400, "The query cannot be run"),
    errors.NotFound: (404, "Not found"),
    errors.Ambiguous: (300, "Several bear this name"),
    errors.StoreLocked: (503, "The store is being written to"),
    errors.StoreVersion: (503, "The store is in another format"),
    errors.StoreError: (503, "The store cannot be read"),
    errors.MissingExtra: (501, "Not available here"),
    errors.GovkgError: (500, "It could not be done"),
}
"""The HTTP status of each of govkg's exceptions; of several that fit, the first."""


def problem(error: errors.GovkgError) -> Problem:
    """An exception of govkg as a problem. Where the store lies is nobody's business outside."""
    status, title = next(known for kind, known in STATUS.items() if isinstance(error, kind))
    more: dict[str, Any] = {}
    detail = str(error)
    if isinstance(error, errors.QueryError):
        detail = error.message
        more = {name: at for name, at in (("line", error.line), ("column", error.column)) if at is not None}
    elif isinstance(error, errors.NotFound):
        more = {"candidates": list(error.candidates)}
    elif isinstance(error, errors.Ambiguous):
        more = {"choices": [{"iri": iri, "description": words} for iri, words in error.choices]}
    elif isinstance(error, errors.StoreError):
        detail = "the store does not answer now" if status == 503 else error.message
    headers = {"Retry-After": "2"} if status == 503 else {}
    return Problem(status, title, detail, more, headers, str(error) if status >= 500 else "")
