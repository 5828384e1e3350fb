"""The engine's exceptions turned into govkg's, in one place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from govkg.errors import QueryError, StoreError

_POSITION = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): (?P<rest>.*)", re.DOTALL)
_LINE = re.compile(r"\bline (?P<line>\d+): (?P<rest>.*)", re.DOTALL)
_LONGEST = 160
LONGEST_OF_ENGINE = 500
"""The engine names a file or two before it says what is the matter with them."""
_LOCKED = re.compile(r"lock (?:file|hold)|While lock", re.IGNORECASE)


@contextmanager
def engine_errors(location: Path | str | None) -> Iterator[None]:
    """Around a call into the engine: a full disk, a damaged file or a refusal becomes StoreError."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise StoreError(one_line(str(error), LONGEST_OF_ENGINE), location=location) from error


def query_error(error: SyntaxError | RuntimeError) -> QueryError:
    """The QueryError for a text that the engine refuses, with line and column where its message tells."""
    message = str(getattr(error, "msg", None) or error)
    if found := _POSITION.search(message):
        return QueryError(one_line(found["rest"]), line=int(found["line"]), column=int(found["column"]))
    if found := _LINE.search(message):
        return QueryError(one_line(found["rest"]), line=int(found["line"]))
    return QueryError(one_line(message))


def is_locked(error: OSError) -> bool:
    """Whether the engine could not open a folder because another opening writes to it."""
    return _LOCKED.search(str(error)) is not None


def one_line(message: str, longest: int = _LONGEST) -> str:
    """A message as one line of bounded length; the engine's list of expected tokens can fill a page."""
    text = " ".join(message.split())
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
