"""The shortest way between two entities, as networkx finds it in the whole graph."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
import pytest

from govkg import iris
from govkg.lookup import KnowledgeGraph
from govkg.lookup.paths import TooFar, shortest_path

PERSON, HEALTH = iris.ID + "person/tran-minh-duc", iris.ID + "organization/bo-y-te"


def test_it_is_as_short_as_any_and_each_step_is_a_fact(example: KnowledgeGraph) -> None:
    whole = nx.Graph(example.network())
    nodes = sorted(whole)
    tried = 0
    for start, goal in zip(nodes, reversed(nodes), strict=True):
        found = shortest_path(example.store, start, goal)
        if not nx.has_path(whole, start, goal):
            assert found == ()
            continue
        tried += len(found) > 2
        assert len(found) == len(nx.bidirectional_shortest_path(whole, start, goal))
        assert (found[0], found[-1]) == (start, goal)
        assert all(whole.has_edge(*step) for step in pairwise(found))
    assert tried > 5


def test_ends(example: KnowledgeGraph) -> None:
    assert shortest_path(example.store, PERSON, PERSON) == (PERSON,)
    assert shortest_path(example.store, PERSON, iris.ID + "person/nobody") == ()
    assert shortest_path(example.store, PERSON, HEALTH) == shortest_path(example.store, PERSON, HEALTH)
    with pytest.raises(TooFar, match="no connection among"):
        shortest_path(example.store, PERSON, iris.ID + "standard/tcvn-iso-9001-2008", most=3)
