"""Clustering by the strongest pair, stopped by contradictions."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

import pytest

from govkg.graph.clustering import JUDGED_DIFFERENT, Comparison, Pair, Reason, cluster


@dataclass(frozen=True)
class Points:
    """Numbers that are one when they lie close together."""

    values: tuple[int, ...]
    ties: tuple[str, ...] = ()

    @property
    def anchor(self) -> tuple[str, str]:
        return "", self.mentions[0]

    @property
    def mentions(self) -> tuple[str, ...]:
        return tuple(f"{value:03}" for value in sorted(self.values))

    def merge(self, other: Points) -> Points:
        return Points((*self.values, *other.values), (*self.ties, *other.ties))


TOO_WIDE = Reason("quá rộng", "too wide", -9.0)


def near(one: Points, other: Points) -> Comparison:
    gap = min(abs(a - b) for a in one.values for b in other.values)
    wide = max(*one.values, *other.values) - min(*one.values, *other.values) > 10
    return Comparison(5.0 - gap, (Reason("gần", "near", 5.0 - gap),), TOO_WIDE if wide else None)


def groups(*values: int, same: tuple[Pair, ...] = (), different: tuple[Pair, ...] = ()) -> set[tuple[str, ...]]:
    found, _ = cluster([Points((value,)) for value in values], near, threshold=1.0, same=same, different=different)
    return {one.side.mentions for one in found}


def test_what_is_near_is_one() -> None:
    assert groups(1, 3, 20, 22, 50) == {("001", "003"), ("020", "022"), ("050",)}


def test_order_does_not_matter() -> None:
    values = (1, 4, 8, 11, 15, 16)
    assert len({frozenset(groups(*order)) for order in permutations(values)}) == 1


def test_a_chain_stops_where_it_contradicts_itself() -> None:
    found, refused = cluster([Points((value,)) for value in (0, 3, 6, 9, 12)], near, threshold=1.0)
    assert max(len(one.side.mentions) for one in found) < 5
    assert all(max(one.side.values) - min(one.side.values) <= 10 for one in found)
    assert refused
    assert all(refusal.comparison.contradiction == TOO_WIDE for refusal in refused)


def test_every_member_but_the_first_says_why_it_is_there() -> None:
    (only,), _ = cluster([Points((value,)) for value in (1, 2, 4)], near, threshold=1.0)
    assert set(only.joined) == {"002", "004"}
    assert only.joined["002"].reasons[0].en == "near"


def test_what_a_person_judged_beats_the_odds() -> None:
    assert groups(1, 90, same=(Pair(("001", "090")),)) == {("001", "090")}
    assert groups(1, 2, different=(Pair(("001", "002")),)) == {("001",), ("002",)}


def test_judged_different_is_not_got_round_through_a_third() -> None:
    parted = Pair(("001", "003"))
    found, refused = cluster([Points((value,)) for value in (1, 2, 3)], near, threshold=1.0, different=[parted])
    assert not any({"001", "003"} <= set(one.side.mentions) for one in found)
    assert any(refusal.comparison.contradiction == JUDGED_DIFFERENT for refusal in refused)


def test_a_shared_tie_joins_at_once_unless_it_contradicts() -> None:
    sides = [Points((1,), ("t",)), Points((9,), ("t",)), Points((30,), ("t",))]
    found, _ = cluster(sides, near, threshold=1.0)
    assert {one.side.mentions for one in found} == {("001", "009"), ("030",)}


@pytest.mark.parametrize(("odds", "score"), [(0.0, 0.5), (1.4, 0.8022), (-99.0, 0.0), (99.0, 1.0)])
def test_a_score_is_a_probability(odds: float, score: float) -> None:
    assert Comparison(odds).score == score
