"""What is brought from others: chosen, checked, kept apart with its source, gone with its link."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from linking_served import QUICK
from linking_servers import Reply, rows, stub
from pyoxigraph import Literal, NamedNode, Quad

from govkg import iris
from govkg.errors import EndpointError, NotFound
from govkg.graph.knowledge import ingest_change
from govkg.linking.session import Asked
from govkg.lookup import KnowledgeGraph
from govkg.model.actors import Organization, Person
from govkg.model.article import Article
from govkg.model.facts import HoldsPost
from govkg.model.interval import Interval
from govkg.model.span import Span
from govkg.model.statement import Evidence, Statement
from govkg.store.embedded import EmbeddedStore
from govkg.vocabulary import Dct, Gov

SANDBOX = "http://www.wikidata.org/entity/Q4115189"  # Wikidata's own item for trying things out
NAME = "Lò Thị Pản"
BIRTH = {"type": "literal", "datatype": "http://www.w3.org/2001/XMLSchema#dateTime", "value": "1961-03-04T00:00:00Z"}


@pytest.fixture
def kg() -> Iterator[KnowledgeGraph]:
    """An official of whom one article speaks, and whom a person has linked."""
    body = Organization("Bộ Y tế", iris.ID + "organization/bo-y-te", "ministry")
    article = Article("a", f"Thứ trưởng Bộ Y tế {NAME} làm việc.")
    evidence = Evidence.quote(article, "text", Span(0, len(article.text)))
    fact = HoldsPost(Person(NAME), "Thứ trưởng", body, "current", Interval())
    with EmbeddedStore() as store:
        store.apply(ingest_change(store, [(article, [Statement(fact, evidence, "by-hand", 0.9)])]))
        opened = KnowledgeGraph(store)
        opened.judge("same", NAME, SANDBOX, who="biên tập viên")
        yield opened


def value(item: str, **term: str) -> dict[str, dict[str, str]]:
    return {"item": {"type": "uri", "value": item}, "value": term}


def told(*found: dict[str, dict[str, str]]) -> Reply:
    return Reply(rows(["item", "value"], *found))


ANSWERS = (
    told(value(SANDBOX, **BIRTH), value(SANDBOX, type="literal", value="unknown")),
    told(value(SANDBOX, **{"type": "literal", "xml:lang": "en", "value": "Lo Thi Pan"}),
         value(SANDBOX, **{"type": "literal", "xml:lang": "fr", "value": "Mme Lo"})),
    told(value(SANDBOX, type="uri", value="https://example.org/portrait.jpg"),
         value(SANDBOX, type="literal", value="javascript:alert(1)"),
         value("http://www.wikidata.org/entity/Q13406268", type="uri", value="https://example.org/other.jpg")),
)  # fmt: skip


def test_chosen_properties_come_with_their_source_and_are_shown_apart(kg: KnowledgeGraph, tmp_path: Path) -> None:
    before = set(kg.store.quads())
    with stub(*ANSWERS) as held:
        asked = Asked(url=held.url, cache=tmp_path / "c", manners=QUICK)
        brought = kg.enrich(NAME, asked=asked)
        assert (brought.entities, brought.values) == (1, 3)
        graph = NamedNode(iris.enrichment(held.url))
        stored = {(quad.predicate.value, quad.object) for quad in kg.store.quads(graph)}
        assert (Dct.source, NamedNode(held.url)) in stored
        assert (
            "https://schema.org/birthDate",
            Literal("1961-03-04", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date")),
        ) in stored
        assert set(kg.store.quads()) == before
        record = kg.show(NAME)
        shown = [(one.words.en, one.value) for one in record.elsewhere]
        assert shown == [
            ("Born", "1961-03-04"), ("English name", "Lo Thi Pan"), ("Picture", "https://example.org/portrait.jpg")
        ]  # fmt: skip
        assert {one.source for one in record.elsewhere} == {held.url}
        assert record.to_dict()["elsewhere"][0]["entity"] == SANDBOX
        assert not any("1961" in line.value for line in record)
        asks = len(held.asked)
        after = set(kg.store.dump())
        kg.enrich(NAME, asked=asked)
        kg.enrich(NAME, asked=replace(asked, offline=True))
        assert len(held.asked) == asks
        assert set(kg.store.dump()) == after


def test_one_property_of_one_entity(kg: KnowledgeGraph, tmp_path: Path) -> None:
    with stub(ANSWERS[2]) as held:
        asked = Asked(url=held.url, cache=tmp_path / "c", manners=QUICK)
        assert kg.enrich(NAME, properties=["portrait"], asked=asked).values == 1
        assert kg.enrich("Bộ Y tế", properties=["portrait"], asked=asked).values == 0
        with pytest.raises(NotFound, match="nearest: birth_date, english_name, portrait"):
            kg.enrich(properties=["height"], asked=asked)


def test_what_the_endpoint_no_longer_says_goes(kg: KnowledgeGraph, tmp_path: Path) -> None:
    with stub(ANSWERS[0], told()) as held:
        asked = Asked(url=held.url, cache=tmp_path / "c", manners=QUICK, days=0)
        kg.enrich(NAME, properties=["birth_date"], asked=asked)
        assert kg.person(NAME).elsewhere
        kg.enrich(NAME, properties=["birth_date"], asked=asked)
        assert not kg.person(NAME).elsewhere
        assert not list(kg.store.quads(NamedNode(iris.enrichment(held.url))))


def test_all_that_is_linked_is_asked_about_some_at_a_time(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """The curated links too: provinces and others of the reference data."""
    with stub(told()) as held:
        kg.enrich(properties=["portrait"], asked=Asked(url=held.url, cache=tmp_path / "c", manners=QUICK))
    asked = [parse_qs(one["body"])["query"][0] for one in held.asked]
    assert len(asked) > 1
    assert sum(one.count("<http://www.wikidata.org/entity/Q") for one in asked) > 70
    assert sum(SANDBOX in one for one in asked) == 1


def test_a_failure_changes_nothing(kg: KnowledgeGraph, tmp_path: Path) -> None:
    before = set(kg.store.dump())
    with stub(ANSWERS[0], Reply(b"", 500)) as held, pytest.raises(EndpointError, match="HTTP 500"):
        kg.enrich(NAME, asked=Asked(url=held.url, cache=tmp_path / "c", manners=QUICK))
    assert set(kg.store.dump()) == before


def test_retraction_and_undo_leave_no_trace(kg: KnowledgeGraph, tmp_path: Path) -> None:
    with stub(*ANSWERS) as held:
        asked = Asked(url=held.url, cache=tmp_path / "c", manners=QUICK)
        kg.enrich(NAME, asked=asked)
        graph = NamedNode(iris.enrichment(held.url))
        assert list(kg.store.quads(graph))
        undone = kg.undo()
        assert not list(kg.store.quads(graph))
        kg.judge("same", NAME, SANDBOX, who=undone.who)
        kg.enrich(NAME, asked=replace(asked, offline=True))
        assert list(kg.store.quads(graph))
        kg.retract("a")
        left = {str(quad) for quad in kg.store.dump() if SANDBOX in str(quad)}
        assert all("judgement" in quad for quad in left)


def test_what_is_in_the_graph_by_hand_is_read_with_care(kg: KnowledgeGraph) -> None:
    """Without a source it is not shown."""
    graph = NamedNode(iris.enrichment("https://example.org/sparql"))
    kg.store.load([Quad(NamedNode(SANDBOX), NamedNode(Gov.bornOn), Literal("1961"), graph)])
    assert kg.person(NAME).elsewhere == ()
