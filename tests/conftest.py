"""What tests of several floors share: a small graph of made-up news (tests/queries/fixture.trig) with the ontology."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from govkg import resources
from govkg.lookup import KnowledgeGraph
from govkg.store.embedded import EmbeddedStore

EXAMPLE = Path(__file__).parent / "queries" / "fixture.trig"


def load_example(store: EmbeddedStore) -> None:
    """Ontology, schemes and the example graph."""
    for name in ("ontology/govkg.ttl", "ontology/schemes.ttl"):
        store.load(ox.Quad(*triple) for triple in ox.parse(path=resources.path(name)))
    store.load(ox.parse(path=EXAMPLE))


@pytest.fixture(scope="session")
def fill() -> Callable[[EmbeddedStore], None]:
    """Puts the example graph into a store of the test's own, which it may change."""
    return load_example


@pytest.fixture(scope="session")
def example_store() -> Iterator[EmbeddedStore]:
    """The example graph in memory; tests only read it."""
    with EmbeddedStore(None) as store:
        load_example(store)
        yield store


@pytest.fixture(scope="session")
def example(example_store: EmbeddedStore) -> KnowledgeGraph:
    """The knowledge graph over it."""
    return KnowledgeGraph(example_store)
