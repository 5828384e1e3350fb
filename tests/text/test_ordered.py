"""What lies within a stretch of text is what a look at each item says."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from govkg.model.span import Span
from govkg.text.ordered import Ordered


@dataclass(frozen=True)
class Thing:
    span: Span


def spans() -> st.SearchStrategy[Span]:
    return st.tuples(st.integers(0, 20), st.integers(0, 9)).map(lambda pair: Span(pair[0], sum(pair)))


@given(st.lists(spans()), spans(), st.lists(spans()))
def test_within(first: list[Span], where: Span, more: list[Span]) -> None:
    things: Ordered[Thing] = Ordered(map(Thing, sorted(first)))
    assert things.within(where) == [
        thing for thing in things if thing.span.start < where.end and where.covers(thing.span)
    ]
    things.extend(map(Thing, more))
    things.sort(key=lambda thing: thing.span)
    begun = [thing for thing in things if where.start <= thing.span.start < where.end]
    first_at, after = things.begun(where)
    assert things[first_at:after] == begun
