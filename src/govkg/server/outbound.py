"""Queries and updates that would reach out to other servers: none does, but to hosts that were allowed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from govkg.server.replies import Problem
from govkg.store.rewriting import tokens

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def refuse_outbound(text: str, allowed: frozenset[str] = frozenset()) -> None:
    """Look for SERVICE and LOAD, also behind code point escapes.

    Raises:
        Problem: there is one, and its host is not allowed or not written out.

    """
    plain = text.casefold()
    if "service" not in plain and "load" not in plain and "\\u" not in plain:
        return
    for reading in {text, _ESCAPE.sub(_character, text)}:
        for keyword, host in _reaching(reading):
            if host is None or host not in allowed or keyword == "LOAD":
                raise Problem(403, f"{keyword} is not allowed", f"this server does not ask {host or 'other servers'}")


def _reaching(text: str) -> Iterator[tuple[str, str | None]]:
    """Each SERVICE and LOAD with the host that it names; None where that is a variable or a prefixed name."""
    found = [(kind, word) for kind, word in tokens(text) if kind not in ("space", "comment")]
    for position, (kind, word) in enumerate(found):
        if kind != "word" or not (keyword := _keyword(word)):
            continue
        after = [pair for pair in found[position + 1 : position + 3] if pair[1].upper() != "SILENT"]
        kind, target = after[0] if after else ("", "")
        parts = urlsplit(target[1:-1]) if kind == "iri" else None
        yield keyword, parts.netloc if parts and parts.scheme == "https" else None


def _keyword(word: str) -> str | None:
    """The keyword in a word. Grammars need no space around one ("1SERVICE:x" is three tokens), so it is searched for.

    What stands after the colon of a prefixed name is no keyword; a prefix or a name with a point may be refused
    though it means no harm.
    """
    for piece in word.upper().split("."):
        before = piece.partition(":")[0]
        for keyword in ("SERVICE", "LOAD"):
            if keyword in before:
                return keyword
    return None


def _character(found: re.Match[str]) -> str:
    code = int(found[1] or found[2], 16)
    return chr(code) if code < 0x110000 else " "
