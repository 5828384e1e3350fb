"""The library of named queries gives equal answers on every store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import yaml
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, QueryTriples
from servers import Server

from govkg import iris
from govkg.queries import library
from govkg.search import open_index
from govkg.store.base import Change, Store, Term
from govkg.store.embedded import EmbeddedStore
from govkg.store.updates import has_blank
from govkg.vocabulary import Rdf, Xsd

_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"
EXAMPLE = Path(__file__).parents[1] / "queries"
CASES: list[dict[str, Any]] = yaml.safe_load((EXAMPLE / "expected.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def running() -> Iterator[dict[str, Server]]:
    """Servers of each test's own, so that they have the past that it gives them and no other."""
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


def live(store: Store, quads: list[Quad]) -> None:
    """Hold these quads for a while, be asked for them, and hold nothing again."""
    store.apply(Change(add=quads))
    for change in (Change(), Change(remove=quads)):
        store.apply(change)
        for predicate in sorted({str(quad.predicate) for quad in quads}):
            assert isinstance(answers(store, f"SELECT * WHERE {{ ?s {predicate} ?o }}"), list)


def nothing(_: list[Quad]) -> list[list[Quad]]:
    return []


def a_few_names(_: list[Quad]) -> list[list[Quad]]:
    return [[Quad(NamedNode(f"{iris.ID}x{i}"), NamedNode(Rdf.label), Literal(f"x{i}"))] for i in range(3)]  # in turn


def one_subject_of_all(quads: list[Quad]) -> list[list[Quad]]:
    return [[Quad(NamedNode(f"{iris.ID}x"), quad.predicate, quad.object) for quad in quads]]


@pytest.mark.parametrize("past", [nothing, a_few_names, one_subject_of_all])
def test_named_queries_give_equal_answers(
    store: Store,
    example: EmbeddedStore,
    texts: list[tuple[str, str]],
    past: Callable[[list[Quad]], list[list[Quad]]],
) -> None:
    """Also where the store once held something else: Virtuoso 7 plans by what it counted then.

    By such counts it walked some paths from both their ends, and lost rows (docs/decisions/store-servers.md).
    """
    for quads in past([quad for quad in example.quads() if not has_blank(quad)]):
        live(store, quads)
    store.apply(Change(add=list(example.dump())))
    assert len(store) == len(example)
    differing = [name for name, text in texts if answers(store, text) != answers(example, text)]
    assert differing == []
    assert {name.split()[0] for name, _ in texts} == {query.name for query in library().values() if not query.federated}
