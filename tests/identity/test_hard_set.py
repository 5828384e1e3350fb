"""Identity on the hard set: wrong merges are rarer than one in fifty, missed ones than one in ten."""

from __future__ import annotations

from itertools import chain

import pytest
from identity_gold import Clusters, bcubed, hard_set, pairwise

from govkg.graph.identity import Decisions, decide
from govkg.graph.judgements import Judgements
from govkg.graph.profiles import profiles
from govkg.graph.records import Record
from govkg.graph.reference import reference
from govkg.vocabulary import Gov


@pytest.fixture(scope="module")
def decisions() -> Decisions:
    found = chain.from_iterable(profiles(Record.of(one.article, one.statements)) for one in hard_set())
    return decide(found, Judgements(), reference())


def gold(kind: str) -> Clusters:
    clusters = {mention: name for one in hard_set() for mention, name in one.clusters.items()}
    return {mention: name for mention, name in clusters.items() if f"#{kind}." in mention}


def test_the_set_is_large_enough() -> None:
    assert len(hard_set()) >= 60
    assert len({one.article.id for one in hard_set()}) == len(hard_set())
    for one in hard_set():
        assert set(one.clusters) == set(Record.of(one.article, one.statements).mentions), one.article.id


@pytest.mark.parametrize("kind", ["person", "meeting"])
def test_precision_and_recall(decisions: Decisions, kind: str) -> None:
    pairs, cubed = pairwise(gold(kind), decisions.canonical), bcubed(gold(kind), decisions.canonical)
    assert pairs.precision >= 0.98
    assert pairs.recall >= 0.90
    assert cubed.precision >= 0.98
    assert cubed.recall >= 0.90


def test_every_merge_has_a_score_and_reasons_in_both_languages(decisions: Decisions) -> None:
    said = {quad.subject.value: {} for quad in decisions.quads if quad.predicate.value == Gov.identityScore}
    for quad in decisions.quads:
        if quad.predicate.value == Gov.identityReason:
            said[quad.subject.value][quad.object.language] = quad.object.value
    merged = len(decisions.canonical) - len(set(decisions.canonical.values()))
    joined = [subject for subject in said if subject in decisions.canonical]
    assert len(joined) == merged > 20
    assert all(set(reasons) == {"vi", "en"} for reasons in said.values())


def test_a_merge_that_contradicts_is_listed(decisions: Decisions) -> None:
    refused = [quad.subject for quad in decisions.quads if quad.object.value == Gov.KeptApart]
    reasons = [
        quad.object.value for quad in decisions.quads if quad.subject in refused and quad.object.value.startswith("two")
    ]
    assert any("Vụ trưởng" in reason for reason in reasons)


def test_measures() -> None:
    right = {"a": "x", "b": "x", "c": "y"}
    assert pairwise(right, right).f1 == bcubed(right, right).f1 == 1.0
    together = dict.fromkeys(right, "z")
    assert (pairwise(right, together).precision, pairwise(right, together).recall) == (1 / 3, 1.0)
    assert bcubed(right, together).precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3)
    apart = {name: name for name in right}
    assert (pairwise(right, apart).precision, pairwise(right, apart).recall) == (1.0, 0.0)
