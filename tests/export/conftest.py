"""Stores to export: the example graph, and the same with names that try to be more than names."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pyoxigraph as ox
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from govkg import iris
from govkg.store.embedded import EmbeddedStore
from govkg.vocabulary import Gov, Rdf, Skos, Xsd, concept
from hostile import CORPUS

LABELS = [text.encode("utf-8", "replace").decode() for text in CORPUS] + ["Ủy ban nhân dân quận Hoàn Kiếm", "a|b;c,d"]


def hostile_quads() -> Iterator[Quad]:
    """An official, a body, a post, a tenure and a statement for each hostile label."""
    for number, label in enumerate(LABELS):
        article = NamedNode(iris.article(f"xấu {number}/?"))
        statement, evidence = (NamedNode(f"{article.value}#{kind}.{number}") for kind in ("statement", "evidence"))
        person, body, post, tenure = (
            NamedNode(f"{iris.ID}{kind}/hostile-{number}") for kind in ("person", "organization", "post", "tenure")
        )
        fact = json.dumps({"@type": "HoldsPost", "title": label, "@rule": "r", "@confidence": 0.5})
        for subject, property_, value, graph in (
            (person, Rdf.type, NamedNode(Gov.Official), None),
            (person, Rdf.label, Literal(label, language="vi"), None),
            (body, Rdf.type, NamedNode(Gov.PartyBody), None),
            (body, Rdf.label, Literal(label, language="vi"), None),
            (body, Skos.altLabel, Literal(label + " khác", language="en"), None),
            (body, Skos.altLabel, Literal(label), None),
            (post, Rdf.type, NamedNode(Gov.Post), None),
            (post, Rdf.label, Literal(label, language="vi"), None),
            (post, Gov.postTitle, Literal(label), None),
            (post, Gov.postIn, body, None),
            (tenure, Rdf.type, NamedNode(Gov.Tenure), None),
            (tenure, Gov.holder, person, None),
            (tenure, Gov.inPost, post, None),
            (tenure, Gov.tenureStatus, NamedNode(concept("tenure-status", "former")), None),
            (tenure, Gov.statedBegin, Literal("2011-02", datatype=NamedNode(Xsd.gYearMonth)), None),
            (tenure, Gov.restsOn, statement, None),
            (person, Gov.restsOn, statement, None),
            (article, Rdf.type, NamedNode(Gov.Article), article),
            (article, Gov.articleTitle, Literal(label), article),
            (article, Gov.articleText, Literal(label), article),
            (article, Gov.published, Literal("2015-03-02", datatype=NamedNode(Xsd.date)), article),
            (article, Gov.url, Literal("javascript:alert(1)" if number % 2 else "https://news.example/1"), article),
            (statement, Gov.evidence, evidence, article),
            (statement, Gov.fact, Literal(fact, datatype=NamedNode(Rdf.JSON)), article),
            (evidence, Gov.startOffset, Literal("0", datatype=NamedNode(Xsd.integer)), article),
            (evidence, Gov.exact, Literal(label), article),
        ):
            yield Quad(subject, NamedNode(property_), value, graph or ox.DefaultGraph())


@pytest.fixture(scope="session")
def hostile_store(fill: Callable[[EmbeddedStore], None]) -> Iterator[EmbeddedStore]:
    """The example graph and hostile names; tests only read it."""
    with EmbeddedStore(None) as store:
        fill(store)
        store.load(hostile_quads())
        yield store
