"""What is kept in memory is bounded, whoever asks whatever."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable

import pytest

from govkg.server.cache import Cache, Kept
from govkg.server.lane import Answers
from govkg.server.query import Query

SMALL = b'{"head":{},"boolean":true}'


def test_a_cache_forgets_the_longest_unused_and_older_generations() -> None:
    cache = Cache(10_000)
    kept = Kept.of(200, "text/plain", {}, b"x" * 2000)
    for name in ("a", "b", "c"):
        cache.put(name, 1, kept)
    assert cache.get("a", 1) is kept
    cache.put("d", 1, kept)
    assert [cache.get(name, 1) is not None for name in "abcd"] == [True, False, True, True]
    cache.put("e", 0, kept)
    assert cache.get("e", 1) is None
    assert cache.get("a", 2) is None


def _queries(number: int) -> None:
    cache = Cache(1 << 20)
    for n in range(number):
        cache.put(Query(f"ASK {{}} # {n}" + " " * 100_000), 0, Kept.of(200, "application/json", {}, SMALL))
        assert cache.get(Query(f"ASK {{}} # {n}" + " " * 100_000), 0)


def _lookups(number: int) -> None:
    answers = Answers(1 << 20)
    for n in range(number):
        key = (b"GET /sparql?query=ASK", b"text/csv;x=%d" % n + b" " * 10_000)
        assert answers.get(key, 0) is None
        answers.put(key, SMALL)


@pytest.mark.parametrize("ask", [_queries, _lookups])
def test_long_questions_with_short_answers_are_counted(ask: Callable[[int], None]) -> None:
    tracemalloc.start()
    try:
        ask(1000)
        assert tracemalloc.get_traced_memory()[1] < 4 << 20
    finally:
        tracemalloc.stop()
