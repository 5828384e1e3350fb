"""What lies along a text, by where it lies."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any, Protocol, TypeVar

from govkg.model.span import Span


class Placed(Protocol):
    """What lies somewhere in a text."""

    @property
    def span(self) -> Span:
        """Where."""


T = TypeVar("T", bound=Placed)


class Ordered(list[T]):
    """A list in the order of where its items begin; that is noted once, so that a search calls no function."""

    __slots__ = ("_starts",)

    def __init__(self, *items: Any) -> None:
        super().__init__(*items)
        self._starts: list[int] = []

    def sort(self, **how: Any) -> None:
        """Put the items in order, as ``list.sort``."""
        super().sort(**how)
        self._starts = []

    def begun(self, span: Span) -> tuple[int, int]:
        """The numbers of the first item that begins within a span, and of the first that begins after it."""
        if len(self._starts) != len(self):
            self._starts = [item.span.start for item in self]
        first = bisect_left(self._starts, span.start)
        return first, bisect_left(self._starts, span.end, first)

    def within(self, span: Span) -> list[T]:
        """The items that lie within a span, in order."""
        first, after = self.begun(span)
        return [item for item in self[first:after] if item.span.end <= span.end]
