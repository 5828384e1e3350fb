"""Agglomerative clustering that a contradiction stops: the strongest pair first, and no merge by mere transitivity.

Each merge compares whole clusters, so what a cluster knows by then counts; a pair that would contradict itself is
refused and kept on a list. The result depends on the set of items alone.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import exp
from typing import Generic, Protocol, Self, TypeVar


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence in words, Vietnamese and English, with its weight in log odds."""

    vi: str
    en: str
    weight: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far two sides are the same: log odds with reasons, and what forbids it whatever the odds."""

    odds: float
    reasons: tuple[Reason, ...] = ()
    contradiction: Reason | None = None

    @property
    def score(self) -> float:
        """Probability from 0 to 1, in four decimals."""
        return round(1 / (1 + exp(-max(-30.0, min(30.0, self.odds)))), 4)

    def words(self, language: str) -> str:
        """Why, in one line: what contradicts first, then each reason that weighs anything."""
        shown = [reason for reason in self.reasons if reason.weight]
        if self.contradiction:
            shown.insert(0, self.contradiction)
        return "; ".join(f"{getattr(reason, language)} ({reason.weight:+.1f})" for reason in shown)


class Side(Protocol):
    """What is clustered: something that can be merged with its like, named by its first mention."""

    @property
    def anchor(self) -> tuple[str, str]:
        """A key that orders sides and is kept by the earlier one in a merge: day, then mention."""
        ...

    @property
    def mentions(self) -> tuple[str, ...]:
        """The article-scoped IRIs in it."""
        ...

    @property
    def ties(self) -> Collection[Hashable]:
        """What makes two sides that share it one without further weighing, so that what is common costs little."""
        ...

    def merge(self, other: Self) -> Self:
        """Both together."""
        ...


S = TypeVar("S", bound=Side)
Compare = Callable[[S, S], Comparison]
Pair = frozenset[str]
"""Two mentions."""


@dataclass(frozen=True, slots=True)
class Cluster(Generic[S]):
    """Mentions that are one; ``joined`` says for each mention but the first by which comparison it came in."""

    side: S
    joined: dict[str, Comparison] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refusal(Generic[S]):
    """Two sides that stay apart whatever speaks for a merge, because together they would contradict themselves."""

    one: S
    other: S
    comparison: Comparison


JUDGED_SAME = Comparison(30.0, (Reason("người dùng đã quyết định là một", "judged the same by a person", 30.0),))
JUDGED_DIFFERENT = Reason("người dùng đã quyết định là khác nhau", "judged different by a person", -30.0)


def cluster(
    sides: Collection[S],
    compare: Compare[S],
    *,
    threshold: float,
    same: Sequence[Pair] = (),
    different: Collection[Pair] = (),
) -> tuple[list[Cluster[S]], list[Refusal[S]]]:
    """Merge sides whose log odds reach ``threshold``; ``same`` pairs always merge, ``different`` ones never do."""
    return _Clustering(compare, threshold, frozenset(different)).run(sides, same)


class _Clustering(Generic[S]):
    def __init__(self, compare: Compare[S], threshold: float, different: frozenset[Pair]) -> None:
        self._compare, self._threshold, self._different = compare, threshold, different
        self._judged = frozenset().union(*different) if different else frozenset()
        self._clusters: dict[int, Cluster[S]] = {}
        self._tied: dict[Hashable, int] = {}
        self._next = 0
        self._heap: list[tuple[float, tuple[str, str], tuple[str, str], int, int, Comparison]] = []
        self._refused: list[Refusal[S]] = []

    def run(self, sides: Collection[S], same: Sequence[Pair]) -> tuple[list[Cluster[S]], list[Refusal[S]]]:
        for side in sorted(sides, key=lambda one: one.anchor):
            self._tie(side)
        for pair in same:
            self._join_judged(pair)
        for one, other in combinations(list(self._clusters), 2):
            self._weigh(one, other)
        while self._heap:
            *_, one, other, comparison = heapq.heappop(self._heap)
            if one in self._clusters and other in self._clusters:
                merged = self._merge(one, other, comparison)
                for rest in list(self._clusters):
                    if rest != merged:
                        self._weigh(rest, merged)
        return sorted(self._clusters.values(), key=lambda one: one.side.anchor), self._refused

    def _tie(self, side: S) -> None:
        """Add a side to the clusters that share a tie with it, which are one by that unless they contradict."""
        here = self._add(Cluster(side))
        if not self._judged.isdisjoint(side.mentions):
            return
        tied = {self._tied[tie] for tie in side.ties if tie in self._tied}
        for there in sorted(tied, key=lambda name: self._clusters[name].side.anchor):
            first, second = sorted((self._clusters[here].side, self._clusters[there].side), key=lambda one: one.anchor)
            comparison = self._compare(first, second)
            if comparison.contradiction is None:
                here = self._merge(here, there, comparison)
        self._tied.update(dict.fromkeys(self._clusters[here].side.ties, here))

    def _add(self, cluster: Cluster[S]) -> int:
        self._next += 1
        self._clusters[self._next] = cluster
        return self._next

    def _join_judged(self, pair: Pair) -> None:
        found = [name for name, one in self._clusters.items() if pair & set(one.side.mentions)]
        if len(found) == 2:
            self._merge(found[0], found[1], JUDGED_SAME)

    def _weigh(self, one: int, other: int) -> None:
        """Queue a pair that is likely enough; one that contradicts itself goes on the list of refusals."""
        first, second = sorted((self._clusters[one].side, self._clusters[other].side), key=lambda side: side.anchor)
        comparison = self._compare(first, second)
        if self._forbidden(first, second):
            comparison = Comparison(comparison.odds, comparison.reasons, JUDGED_DIFFERENT)
        if comparison.contradiction:
            self._refused.append(Refusal(first, second, comparison))
        elif comparison.odds >= self._threshold:
            heapq.heappush(self._heap, (-comparison.odds, first.anchor, second.anchor, one, other, comparison))

    def _forbidden(self, one: S, other: S) -> bool:
        if not self._judged:
            return False
        left, right = self._judged.intersection(one.mentions), self._judged.intersection(other.mentions)
        return any(Pair((a, b)) in self._different for a in left for b in right)

    def _merge(self, one: int, other: int, comparison: Comparison) -> int:
        first, second = sorted((self._clusters.pop(one), self._clusters.pop(other)), key=lambda its: its.side.anchor)
        joined = {**first.joined, **second.joined, second.side.anchor[1]: comparison}
        return self._add(Cluster(first.side.merge(second.side), joined))
