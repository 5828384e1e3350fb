"""What an article calls a body for short, in brackets behind its full name."""

from __future__ import annotations

import re
from typing import Final

from govkg.extraction.phrases import Body
from govkg.folding import fold

_NUMBER: Final = re.compile(r"[IVX]{1,4}|\d{1,2}")


def is_short(short: Body, full: Body) -> bool:
    """Whether a name is another for short: of a firm its end or letters, of an office the number that it ends with."""
    if short.head is None or full.head is None or short.known or short.back or full.back:
        return False
    if short.kind != full.kind or len(short.name) >= len(full.name):
        return False
    rest = short.name.removeprefix(f"{short.head.name} ")
    ends = fold(full.name).endswith(f" {fold(rest)}")
    if short.kind != "enterprise":
        return ends and short.head is full.head and _NUMBER.fullmatch(rest) is not None
    return ends or (rest.isupper() and " " not in rest)
