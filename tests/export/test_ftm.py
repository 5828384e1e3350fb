"""FollowTheMoney entities and statements, read by the package followthemoney where it is installed."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from govkg import iris
from govkg.export import ftm
from govkg.export.ftm_entity import DATASET, clean, identifier
from govkg.store.base import select
from govkg.store.embedded import EmbeddedStore
from govkg.vocabulary import Gov, Rdf, concept

Entities = Mapping[str, dict[str, Any]]


def lines(store: EmbeddedStore, form: str) -> list[dict[str, Any]]:
    file = io.BytesIO()
    ftm.write(store, file, form)
    return [json.loads(line) for line in file.getvalue().splitlines()]


@pytest.fixture(scope="module")
def entities(hostile_store: EmbeddedStore) -> Entities:
    found = lines(hostile_store, "ftm")
    by_id = {entity["id"]: entity for entity in found}
    assert len(by_id) == len(found)
    return by_id


def test_the_package_accepts_every_entity(entities: Entities) -> None:
    model = pytest.importorskip("followthemoney", reason="install govkg[ftm], which needs ICU").model
    for entity in entities.values():
        proxy = model.get_proxy(entity)
        proxy.schema.validate(entity)
        assert {name: sorted(values) for name, values in entity["properties"].items()} == {
            name: sorted(values) for name, values in proxy.to_dict()["properties"].items()
        }
        assert all(proxy.has(name) for name in proxy.schema.required), entity
        for property_, value in proxy.itervalues():
            if property_.type.name == "entity":
                assert model.get(entities[value]["schema"]).is_a(property_.range), entity


def test_the_package_would_change_no_value_of_the_example(example_store: EmbeddedStore) -> None:
    model = pytest.importorskip("followthemoney", reason="install govkg[ftm], which needs ICU").model
    for entity in lines(example_store, "ftm"):
        cleaned = model.get_proxy(entity, cleaned=False).to_dict()["properties"]
        assert {name: sorted(values) for name, values in entity["properties"].items()} == {
            name: sorted(values) for name, values in cleaned.items()
        }


def test_the_package_makes_the_same_entities_of_statements(hostile_store: EmbeddedStore, entities: Entities) -> None:
    statement = pytest.importorskip("followthemoney.statement", reason="install govkg[ftm], which needs ICU")
    dataset = pytest.importorskip("followthemoney.dataset").Dataset.make({"name": DATASET, "title": DATASET})
    said: dict[str, list[Any]] = {}
    for line in lines(hostile_store, "ftm-statements"):
        one = statement.Statement.from_dict(line)
        assert one.generate_key() == one.id
        said.setdefault(one.canonical_id, []).append(one)
    for id_, found in said.items():
        made = statement.StatementEntity.from_statements(dataset, found).to_dict()
        assert made["schema"] == entities[id_]["schema"]
        assert {name: sorted(values) for name, values in made["properties"].items()} == {
            name: sorted(values) for name, values in entities[id_]["properties"].items()
        }
    assert said.keys() == entities.keys()


def of_schema(entities: Entities, schema: str) -> list[dict[str, Any]]:
    return [entity for entity in entities.values() if entity["schema"] == schema]


def test_every_tenure_is_an_occupancy_with_its_quotes(entities: Entities, hostile_store: EmbeddedStore) -> None:
    query = f"""SELECT ?tenure ?holder ?post ?begin ?status ?quote {{
      ?tenure <{Rdf.type}> <{Gov.Tenure}> ; <{Gov.holder}> ?holder ; <{Gov.inPost}> ?post ; <{Gov.restsOn}> ?s .
      OPTIONAL {{ ?tenure <{Gov.statedBegin}> ?begin }} OPTIONAL {{ ?tenure <{Gov.tenureStatus}> ?status }}
      GRAPH ?a {{ ?s <{Gov.evidence}> ?e . ?e <{Gov.exact}> ?quote }} }}"""
    seen = set()
    for tenure, holder, post, begin, status, quote in select(hostile_store, query):
        said = entities[identifier(value(tenure))]["properties"]
        assert said["holder"] == [identifier(value(holder))]
        assert said["post"] == [identifier(value(post))]
        assert said.get("startDate", []) == ([value(begin)] if begin else [])
        assert said.get("status", []) == (["ended"] if value(status) == concept("tenure-status", "former") else [])
        if quoted := clean(value(quote)):
            assert quoted in said["summary"]
        seen.add(tenure)
    assert len(of_schema(entities, "Occupancy")) == len(seen) > 20


def value(term: object) -> str:
    return getattr(term, "value", "")


def test_a_meeting_has_who_took_part_and_in_what_role(entities: Entities, hostile_store: EmbeddedStore) -> None:
    query = f"SELECT ?m ?p ?r {{ [] <{Gov.event}> ?m ; <{Gov.participant}> ?p ; <{Gov.participationRole}> ?r }}"
    expected: dict[str, dict[str, set[str]]] = {}
    for meeting, agent, role in select(hostile_store, query):
        name = value(role).rpartition("/")[2]
        if name not in ("invited", "absent"):
            by_kind = expected.setdefault(identifier(value(meeting)), {})
            kind = "organizer" if name == "organizer" else "involved"
            by_kind.setdefault(kind, set()).add(identifier(value(agent)))
    found = {
        event["id"]: {
            kind: set(event["properties"][kind]) for kind in ("organizer", "involved") if kind in event["properties"]
        }
        for event in of_schema(entities, "Event")
        if "-meeting-" in event["id"]
    }
    assert {id_: its for id_, its in found.items() if its} == expected
    links = [
        link for link in of_schema(entities, "UnknownLink") if "-participation-" in link["id"] or "part" in link["id"]
    ]
    assert {role for link in links for role in link["properties"]["role"]} >= {"Chủ trì", "Chair"}


def test_what_was_observed_is_no_start(entities: Entities) -> None:
    (held,) = (e for e in of_schema(entities, "Occupancy") if e["id"] == "govkg-tenure-t4")
    assert "startDate" not in held["properties"]
    assert "status" not in held["properties"]
    assert held["properties"]["date"]


def test_a_reorganization_is_a_succession_of_each_pair(entities: Entities) -> None:
    pairs = {
        (one["properties"]["predecessor"][0], one["properties"]["successor"][0])
        for one in of_schema(entities, "Succession")
    }
    assert (
        "govkg-organization-bo-giao-thong-van-tai",
        "govkg-organization-bo-xay-dung",
    ) in pairs


def test_an_article_without_a_web_address_has_no_source(entities: Entities) -> None:
    for article in of_schema(entities, "Article"):
        assert all(url.startswith("https://") for url in article["properties"].get("sourceUrl", []))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=220))
def test_any_address_has_an_id_of_its_own(key: str) -> None:
    one, other = iris.within(iris.article(key), "person", "a"), iris.keyed("person", key, "b")
    assert identifier(one) != identifier(other)
    for name in (one, other, iris.article(key)):
        assert len(identifier(name)) <= 200
        assert identifier(name).replace(".", "").replace("-", "").isascii()


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_texts_are_cleaned_as_the_package_cleans(text: str) -> None:
    util = pytest.importorskip("followthemoney.util", reason="install govkg[ftm], which needs ICU")
    cleaned = clean(text)
    assert (util.sanitize_text(cleaned) or "") == cleaned


def test_a_node_without_a_vietnamese_name_has_the_one_that_it_has() -> None:
    node, english, mute = (NamedNode(f"{iris.ID}person/{name}") for name in ("a", "b", "c"))
    with EmbeddedStore(None) as store:
        store.load(Quad(one, NamedNode(Rdf.type), NamedNode(Gov.Official)) for one in (node, english, mute))
        store.load([Quad(node, NamedNode(Rdf.label), Literal("Lý Văn Mới"))])
        store.load([Quad(english, NamedNode(Rdf.label), Literal("John Doe", language="en"))])
        assert [one["properties"] for one in lines(store, "ftm")] == [
            {"name": ["Lý Văn Mới"]},
            {"name": ["John Doe"]},
            {"name": ["c"]},
        ]
