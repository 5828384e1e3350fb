"""What a time expression is: a stretch of text that tells a day, a month or a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Literal

from govkg.model.interval import Interval
from govkg.model.span import Span

Basis = Literal["stated", "inferred", "relative"]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A stretch of text that tells a time; ``when`` is unknown where the text alone does not settle it.

    ``basis``: the text states it whole, its year is inferred, or it is told from another day ("hôm qua").
    """

    span: Span
    when: Interval
    basis: Basis


AHEAD: Final = timedelta(days=45)
"""How far after its publication an article may mean a day that it gives without a year."""
