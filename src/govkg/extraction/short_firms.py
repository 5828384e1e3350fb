"""What an article calls a firm for short, in brackets behind its full name."""

from __future__ import annotations

from govkg.extraction.phrases import Body
from govkg.folding import fold


def is_short(short: Body, full: Body) -> bool:
    """Whether one firm's name is another's for short: it ends like it, or has the letters of an abbreviation."""
    if short.head is None or full.head is None or short.known or short.back or full.back:
        return False
    if not short.kind == full.kind == "enterprise" or len(short.name) >= len(full.name):
        return False
    rest = short.name.removeprefix(f"{short.head.name} ")
    return fold(full.name).endswith(f" {fold(rest)}") or (rest.isupper() and " " not in rest)
