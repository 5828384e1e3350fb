"""The store as rdflib sees it, over every kind of store."""

from __future__ import annotations

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad
from pyoxigraph import Literal as OxLiteral
from rdflib import RDF, RDFS, XSD, BNode, Dataset, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic

from govkg import iris
from govkg.errors import StoreError
from govkg.store.base import Change, Store
from govkg.store.embedded import EmbeddedStore
from govkg.store.rdflib_face import dataset, from_rdflib, to_rdflib
from govkg.vocabulary import GOV, Gov, Rdf

# rdflib 7.6 warns of its own deprecated names in its own Dataset and serializer
pytestmark = pytest.mark.filterwarnings(r"ignore:Dataset\.(default_context|contexts) is deprecated:DeprecationWarning")

A = iris.article("a")
BODY = iris.organization("Sở Y tế")
GOVNS = Namespace(GOV)


@pytest.fixture
def filled(store: Store) -> Dataset:
    label, body = NamedNode(Rdf.label), NamedNode(BODY)
    store.apply(Change(add=[
        Quad(body, label, OxLiteral("Sở Y tế", language="vi")),
        Quad(body, NamedNode(Gov.number), OxLiteral("007")),
        Quad(body, NamedNode(Rdf.type), NamedNode(Gov.Department)),
        Quad(body, label, OxLiteral("Sở Y tế", language="vi"), NamedNode(A)),
        Quad(NamedNode(A), NamedNode(Gov.articleText), OxLiteral("văn bản"), NamedNode(A)),
    ]))  # fmt: skip
    return dataset(store)


def test_the_default_graph_is_no_union(filled: Dataset) -> None:
    assert len(list(filled.triples((None, None, None)))) == 3
    assert len(filled.graph(URIRef(A))) == 2
    assert len(list(filled.quads((None, None, None, None)))) == 5
    assert URIRef(A) in {graph.identifier for graph in filled.graphs()}


def test_literals_are_equal_to_what_rdflib_makes(filled: Dataset) -> None:
    assert (URIRef(BODY), GOVNS.number, Literal("007")) in filled
    assert (URIRef(BODY), RDFS.label, Literal("Sở Y tế", lang="vi")) in filled
    assert (URIRef(BODY), RDFS.label, Literal("Sở Y tế")) not in filled
    assert filled.value(URIRef(BODY), GOVNS.number) == Literal("007")


def test_queries_run_with_prefixes_and_bindings(filled: Dataset) -> None:
    filled.bind("gov", GOVNS)
    rows = list(filled.query("SELECT ?n WHERE { ?b gov:number ?n }", initBindings={"b": URIRef(BODY)}))
    assert [tuple(row) for row in rows] == [(Literal("007"),)]
    assert bool(filled.query("ASK { ?b rdfs:label ?l }", initNs={"rdfs": RDFS}).askAnswer)
    built = filled.query("CONSTRUCT { ?b a ?t } WHERE { ?b a ?t }").graph
    assert built is not None
    assert list(built) == [(URIRef(BODY), RDF.type, GOVNS.Department)]
    optional = filled.query("SELECT ?b ?x WHERE { ?b a ?t OPTIONAL { ?b gov:partOf ?x } }")
    assert [row.x for row in optional] == [None]


def test_one_graph_can_be_asked_alone(filled: Dataset) -> None:
    rows = filled.graph(URIRef(A)).query("SELECT ?p WHERE { ?s ?p ?o }")
    assert {row.p for row in rows} == {RDFS.label, GOVNS.articleText}


def test_what_rdflib_writes_is_stored_as_ours(store: Store) -> None:
    face = dataset(store)
    face.add((URIRef(BODY), GOVNS.number, Literal("1", datatype=XSD.string)))
    face.graph(URIRef(A)).add((URIRef(A), GOVNS.url, Literal("https://example.org/1")))
    assert set(store.dump()) == {
        Quad(NamedNode(BODY), NamedNode(Gov.number), OxLiteral("1"), DefaultGraph()),
        Quad(NamedNode(A), NamedNode(Gov.url), OxLiteral("https://example.org/1"), NamedNode(A)),
    }
    face.remove((URIRef(BODY), None, None))
    face.remove_graph(URIRef(A))
    assert len(store) == 0


def test_a_read_only_store_stays_so() -> None:
    with pytest.raises(StoreError, match="reading only"):
        dataset(EmbeddedStore(read_only=True)).add((URIRef(BODY), RDFS.label, Literal("x")))


def test_a_dump_through_rdflib_equals_the_store(filled: Dataset) -> None:
    again = Dataset()
    again.parse(data=filled.serialize(format="nquads"), format="nquads")
    assert set(again.quads()) == set(filled.quads())
    assert len(set(again.quads())) == 5
    default = Graph()
    for triple in filled.triples((None, None, None)):
        default.add(triple)
    assert isomorphic(Graph().parse(data=default.serialize(format="turtle")), default)


@pytest.mark.parametrize(
    "node",
    [
        Literal(""),
        Literal("x", lang="vi"),
        Literal("2012", datatype=XSD.gYear),
        Literal("0.970", datatype=XSD.decimal, normalize=False),
        URIRef(BODY),
        BNode("b1"),
    ],
)
def test_terms_go_there_and_back(node: Literal | URIRef | BNode) -> None:
    assert to_rdflib(from_rdflib(node)) == node
