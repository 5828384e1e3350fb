"""The library of named queries gives equal answers on every store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import yaml
from pyoxigraph import Literal, QuerySolutions, QueryTriples
from servers import Server

from govkg import iris
from govkg.queries import library
from govkg.search import open_index
from govkg.store.base import Change, Store, Term
from govkg.store.embedded import EmbeddedStore
from govkg.vocabulary import Xsd

_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"
EXAMPLE = Path(__file__).parents[1] / "queries"
CASES: list[dict[str, Any]] = yaml.safe_load((EXAMPLE / "expected.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def running() -> Iterator[dict[str, Server]]:
    """Servers of this test's own: Virtuoso 7.2.5 answers some of the queries otherwise after much else was in it."""
    servers: dict[str, Server] = {}
    yield servers
    for server in servers.values():
        server.stop()


@pytest.fixture(scope="module")
def example() -> EmbeddedStore:
    store = EmbeddedStore()
    store.load(ox.parse(path=EXAMPLE / "fixture.trig"))
    return store


@pytest.fixture(scope="module")
def texts(example: EmbeddedStore) -> list[tuple[str, str]]:
    """Each case of the library as the text that reaches a store."""
    index = open_index(example)
    queries = library()
    found = []
    for case in CASES:
        query = queries[case["query"]]
        values = {name: str(value).replace("id:", iris.ID) for name, value in case["parameters"].items()}
        found.append((f"{query.name} {values}", query.bind(query.terms(example, index, values))))
    return found


def answers(store: Store, text: str) -> list[Any]:
    """Rows or triples, in an order of their own, for an ORDER BY may leave some open."""
    answer = store.query(text)
    if isinstance(answer, QuerySolutions):
        return sorted([_comparable(value) for value in row] for row in answer)
    assert isinstance(answer, QueryTriples)
    return sorted(map(str, answer))


def _comparable(value: Term | None) -> str:
    """Virtuoso 7 computes 1 for true and 0 for false; nothing else is forgiven it."""
    if isinstance(value, Literal) and value.datatype.value in (_BOOLEAN, Xsd.integer):
        return {"true": "1", "false": "0"}.get(value.value, value.value)
    return str(value)


def test_named_queries_give_equal_answers(store: Store, example: EmbeddedStore, texts: list[tuple[str, str]]) -> None:
    store.apply(Change(add=list(example.dump())))
    assert len(store) == len(example)
    differing = [name for name, text in texts if answers(store, text) != answers(example, text)]
    assert differing == []
    assert len({name.split()[0] for name, _ in texts}) >= 25
