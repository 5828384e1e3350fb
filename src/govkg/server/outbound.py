"""Queries and updates that would have this server ask others: there are none such."""

from __future__ import annotations

import re

from govkg.server.replies import Problem
from govkg.store.rewriting import tokens

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def refuse_outbound(text: str) -> None:
    """Look for SERVICE and LOAD, also behind code point escapes.

    Raises:
        Problem: there is one.

    """
    plain = text.casefold()
    if "service" not in plain and "load" not in plain and "\\u" not in plain:
        return
    for reading in {text, _ESCAPE.sub(_character, text)}:
        for kind, word in tokens(reading):
            if kind == "word" and (keyword := _keyword(word)):
                raise Problem(403, f"{keyword} is not allowed", "this server does not ask other servers")


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
