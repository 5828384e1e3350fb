"""JSON-LD of a whole store, read back by PyLD and rdflib."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld as pyld
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat

from govkg import iris
from govkg.errors import GovkgError
from govkg.export import context, jsonld
from govkg.store.embedded import EmbeddedStore
from govkg.vocabulary import GOV, Gov, Rdf, Skos, Xsd


def written(store: EmbeddedStore) -> bytes:
    file = io.BytesIO()
    jsonld.write(store, file)
    return file.getvalue()


def canonical(quads: Iterable[Quad]) -> ox.Dataset:
    """Quads whose blank nodes have the same names whoever wrote them."""
    found = ox.Dataset(quads)
    found.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return found


def through_pyld(document: bytes) -> ox.Dataset:
    quads: str = pyld.to_rdf(json.loads(document), {"format": "application/n-quads"})
    return canonical(ox.parse(quads.encode(), format=RdfFormat.N_QUADS))


def test_pyld_reads_the_same_quads(hostile_store: EmbeddedStore) -> None:
    assert through_pyld(written(hostile_store)) == canonical(hostile_store.dump())


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # within rdflib
def test_rdflib_reads_the_same_quads(hostile_store: EmbeddedStore) -> None:
    read = rdflib.Dataset()
    read.parse(data=written(hostile_store), format="json-ld")
    lines = read.serialize(format="nquads").replace(" <urn:x-rdflib:default> .", " .")
    assert canonical(ox.parse(lines.encode(), format=RdfFormat.N_QUADS)) == canonical(hostile_store.dump())


def test_each_node_is_one_object_on_one_line(example_store: EmbeddedStore) -> None:
    first, *objects, last, end = written(example_store).decode().split("\n")
    assert first.startswith('{"@context": {')
    assert (last, end) == ("]}", "")
    read = [json.loads(line.removesuffix(",")) for line in objects[1:]]
    names = [found["@id"] for found in read]
    subjects = {str(quad.subject) for quad in example_store.quads()}
    graphs = {name.value for name in example_store.graphs()}
    assert len(names) == len(set(names)) == len(subjects) + len(graphs)
    official = next(found for found in read if found["@id"] == f"{iris.ID}person/tran-minh-duc")
    assert official["@type"] == "Official"
    assert official["label"] == {"vi": "Trần Minh Đức"}


def test_framing_gives_an_entity_as_it_is_written(example_store: EmbeddedStore) -> None:
    document: dict[str, Any] = json.loads(written(example_store))
    (written_alone,) = (found for found in document["@graph"] if found["@id"].endswith("/bo-khoa-hoc-va-cong-nghe"))
    frame = {"@context": document["@context"], "@id": written_alone["@id"], "@embed": "@never", "@explicit": False}
    framed = pyld.frame({"@context": document["@context"], "@graph": [written_alone]}, frame)
    assert pyld.expand(framed) == pyld.expand({"@context": document["@context"], "@graph": [written_alone]})


def test_the_published_context_is_that_of_the_ontology() -> None:
    assert context.published() == context.context()
    assert context.ADDRESS.endswith("/ontology/context.jsonld")


PROPERTIES = [*Gov, *Rdf, *Skos, GOV + "label", GOV + "xsd", GOV + "with-hyphen", "https://example.org/p", "urn:p:q"]
NODES = st.sampled_from(
    [f"{iris.ID}person/a", f"{iris.ID}person/a-b", "https://example.org/%C4%90?x=1", "urn:a:b"]
).map(NamedNode)
BLANK = st.sampled_from("xy").map(ox.BlankNode)
LITERALS = st.one_of(
    st.builds(Literal, st.text(st.characters(exclude_categories=["Cs"]))),
    st.builds(lambda text, tag: Literal(text, language=tag), st.text(max_size=5), st.sampled_from(["vi", "en", "zh"])),
    st.builds(
        lambda text, type_: Literal(text, datatype=NamedNode(type_)),
        st.sampled_from(
            ["2012", "2012-01", "2012-01-06", "007", "7", "-0", "1e3", "true", "1", "", "0.50", '{"a": 1}']
        ),
        st.sampled_from([*Xsd, Rdf.JSON, "http://www.w3.org/2001/XMLSchema#boolean", "https://example.org/type"]),
    ),
)
QUADS = st.builds(
    lambda subject, property_, value, graph: Quad(subject, NamedNode(property_), value, graph),
    st.one_of(NODES, BLANK),
    st.sampled_from(PROPERTIES),
    st.one_of(LITERALS, NODES, BLANK),
    st.one_of(st.just(DefaultGraph()), NODES),
)


@given(st.sets(QUADS, max_size=12))
def test_whatever_quads_they_come_back(quads: set[Quad]) -> None:
    with EmbeddedStore(None) as store:
        store.load(quads)
        assert through_pyld(written(store)) == canonical(store.dump())


def test_what_json_ld_cannot_hold_is_said() -> None:
    a = NamedNode("https://example.org/a")
    with EmbeddedStore(None) as store:
        store.load([Quad(a, a, ox.Triple(a, a, a))])
        with pytest.raises(GovkgError, match="quoted triple"):
            written(store)
