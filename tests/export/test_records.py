"""Nodes with their quotes, found by sorting, against what SPARQL finds."""

from __future__ import annotations

from collections import defaultdict

import pytest
from pyoxigraph import Literal, NamedNode

from govkg.export.records import articles, records, supported
from govkg.graph.inference import inferred
from govkg.store import canonical
from govkg.store.base import select
from govkg.store.embedded import EmbeddedStore
from govkg.vocabulary import Gov

QUOTES = f"""SELECT ?node ?statement ?exact ?start ?article {{
  ?node <{Gov.restsOn}> ?statement .
  GRAPH ?article {{ ?statement <{Gov.evidence}> ?e . ?e <{Gov.exact}> ?exact ; <{Gov.startOffset}> ?start }}
}}"""


@pytest.mark.parametrize("at_once", [canonical._SORTED_AT_ONCE, 4_000])
def test_each_node_comes_with_its_quotes(
    hostile_store: EmbeddedStore, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(canonical.in_order, "__kwdefaults__", {"at_once": at_once})
    monkeypatch.setattr(canonical.sorted_lines, "__kwdefaults__", {"at_once": at_once})
    expected: dict[str, set[tuple[str, str, int, str]]] = defaultdict(set)
    for node, statement, exact, start, article in select(hostile_store, QUOTES):
        assert isinstance(node, NamedNode)
        assert isinstance(statement, NamedNode)
        assert isinstance(article, NamedNode)
        assert isinstance(exact, Literal)
        assert isinstance(start, Literal)
        expected[node.value].add((statement.value, exact.value, int(start.value), article.value))
    found = {
        record.iri: {(quote.statement, quote.exact, quote.start, quote.article) for quote in quotes}
        for record, quotes in supported(hostile_store)
    }
    assert {iri: quotes for iri, quotes in found.items() if quotes} == expected
    assert set(found) == {q.subject.value for q in hostile_store.quads() if isinstance(q.subject, NamedNode)}


def test_quotes_may_be_left_unread(hostile_store: EmbeddedStore) -> None:
    assert [record for record, _ in supported(hostile_store)] == list(records(hostile_store))


def test_records_leave_out_what_rules_add_and_nothing_else(example_store: EmbeddedStore) -> None:
    left_out = inferred() | {Gov.restsOn}
    found = {
        (record.iri, property_, term)
        for record in records(example_store)
        for property_, terms in record.values.items()
        for term in terms
    }
    assert found == {
        (quad.subject.value, quad.predicate.value, quad.object)
        for quad in example_store.quads()
        if quad.predicate.value not in left_out and isinstance(quad.subject, NamedNode)
    }


def test_articles_come_with_every_statement(hostile_store: EmbeddedStore) -> None:
    read = {article.iri: quotes for article, quotes in articles(hostile_store)}
    assert list(read) == sorted(read)
    for iri, quotes in read.items():
        stated = {q.subject.value for q in hostile_store.quads(NamedNode(iri)) if q.predicate.value == Gov.fact}
        assert {quote.statement for quote in quotes} == stated
        assert all(quote.article == iri for quote in quotes)
