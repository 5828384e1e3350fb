"""Links at a server: step by step it holds what a folder holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from servers import Server, digest

from govkg import iris
from govkg.graph.clustering import Reason
from govkg.graph.judgements import Judgement
from govkg.graph.knowledge import ingest_change, judge_change, link_change, resolve_change, retract_change, undo_change
from govkg.graph.links import Link, Support
from govkg.graph.records import mention_iri
from govkg.model.actors import Organization, Person
from govkg.model.article import Article
from govkg.model.facts import HoldsPost
from govkg.model.interval import Interval
from govkg.model.span import Span
from govkg.model.statement import Evidence, Statement
from govkg.store.base import Change, Store
from govkg.store.embedded import EmbeddedStore
from govkg.store.opening import open_store
from govkg.vocabulary import Dct, Rdf, Skos

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
TARGET = "https://example.org/item/1"
WHEN = datetime(2026, 1, 2, tzinfo=UTC)
PERSON = Person("Lò Thị Pản")
BODY = Organization("Bộ Y tế", iris.ID + "organization/bo-y-te", "ministry")


def steps() -> Iterator[Callable[[Store], Change]]:
    """What is done to a store, one change after another."""
    article = Article("a", f"Thứ trưởng Bộ Y tế {PERSON.name} làm việc.", published=date(2012, 1, 6))
    evidence = Evidence.quote(article, "text", Span(0, len(article.text)))
    held = HoldsPost(PERSON, "Thứ trưởng", BODY, "current", Interval())
    said = Judgement(
        "identical",
        tuple(sorted((BODY.iri, TARGET + "0"))),
        frozenset({BODY.iri}),
        frozenset({TARGET + "0"}),
        "x",
        WHEN,
    )
    mention = mention_iri(iris.article("a"), PERSON)
    never = Judgement(
        "different", tuple(sorted((mention, TARGET))), frozenset({mention}), frozenset({TARGET}), "x", WHEN
    )
    by_name = Support(Reason("cùng tên", "same name", 5.0), ((Rdf.label, PERSON.name),))
    link = Link(
        iris.keyed("person", PERSON.name), TARGET, (by_name,), 0.97, "links/test", "https://example.org/s", WHEN
    )
    graph = NamedNode(iris.enrichment("https://example.org/s"))
    brought = [
        Quad(NamedNode(TARGET), NamedNode(Rdf.label), Literal("Lo Thi Pan", language="en"), graph),
        Quad(NamedNode(TARGET), NamedNode(Dct.source), NamedNode("https://example.org/s"), graph),
    ]
    yield lambda store: ingest_change(store, [(article, [Statement(held, evidence, "by-hand", 0.9)])])
    yield lambda store: link_change(store, [link])
    yield lambda _: Change(add=brought)
    yield lambda store: judge_change(store, said)
    yield lambda store: judge_change(store, never)
    yield lambda store: undo_change(store, never.iri)
    yield lambda store: link_change(store, [link])
    yield lambda store: resolve_change(store)
    yield lambda store: retract_change(store, iris.article("a"))
    yield lambda store: undo_change(store, said.iri)


def test_a_server_holds_what_a_folder_holds(server: Server) -> None:
    with EmbeddedStore() as here, open_store(server.query_url, environment=server.environment) as there:
        linked = []
        for step in steps():
            for store in (here, there):
                change = step(store)
                if change:
                    store.apply(change)
            assert digest(here) == digest(there)
            linked.append(sum(quad.predicate.value == Skos.exactMatch for quad in here.quads()))
        curated = linked[0]
        assert [count - curated for count in linked] == [0, 1, 1, 2, 1, 2, 2, 2, 1, 0]
