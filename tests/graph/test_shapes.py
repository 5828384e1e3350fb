"""Each shape has a valid and an invalid example in tests/ontology/shapes; the store and pyshacl agree on all of them.

In an example, the nodes that the shape rejects, and no others, have names that begin with "bad".
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import RDF, RDFS, SH, Graph, URIRef

from govkg import ontology, resources
from govkg.errors import DataError
from govkg.graph import shapes
from govkg.graph.shapes import SHAPES
from govkg.store.embedded import EmbeddedStore
from govkg.vocabulary import Gov

EXAMPLES = Path(__file__).parent.parent / "ontology" / "shapes"
NAMES = [shape.name for shape in shapes.shapes()]
TERMS = Graph().parse(resources.path("ontology/govkg.ttl"))
SCHEMES = Graph().parse(resources.path("ontology/schemes.ttl"))
ASKED = {RDF.type, RDFS.subClassOf, RDFS.domain, RDFS.range, URIRef(Gov.classOfKind), URIRef(Gov.oneSeat)}
"""What shapes ask of the ontology; pyshacl is slow in what it need not see."""


@cache
def example(name: str) -> dict[str, list[ox.Triple]]:
    found: dict[str, list[ox.Triple]] = {"valid": [], "invalid": []}
    for quad in ox.parse(path=EXAMPLES / f"{name}.trig", format=ox.RdfFormat.TRIG):
        found[quad.graph_name.value.rpartition("/")[2]].append(quad.triple)
    return found


def breaches(triples: list[ox.Triple], name: str) -> set[tuple[str, str]]:
    """What the store says: article graphs in a named graph, all else in the default graph."""
    graph = ox.NamedNode(f"https://example.org/{name}/art")
    with EmbeddedStore() as store:
        store.load(ontology.quads())
        store.load([ox.Quad(*triple) for triple in triples])
        store.load([ox.Quad(*triple, graph) for triple in triples])
        return {(breach.constraint, breach.node) for shape in shapes.shapes() for breach in shape.breaches(store)}


def test_every_shape_has_an_example_and_every_example_a_shape() -> None:
    assert sorted(path.stem for path in EXAMPLES.glob("*.trig")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_valid_example_passes_every_shape(name: str) -> None:
    assert example(name)["valid"]
    assert breaches(example(name)["valid"], name) == set()


@pytest.mark.parametrize("name", NAMES)
def test_the_invalid_example_is_rejected_where_it_is_bad(name: str) -> None:
    triples = example(name)["invalid"]
    subjects = {str(triple.subject.value) for triple in triples}
    bad = {node for node in subjects if node.rpartition("/")[2].removeprefix("art#").startswith("bad")}
    assert bad
    assert {node for shape, node in breaches(triples, name) if shape == name} == bad


@pytest.mark.slow
def test_pyshacl_gives_the_same_verdict() -> None:
    shacl = Graph().parse(resources.path("ontology/shapes.ttl"))
    for kind in ("valid", "invalid"):
        data = Graph()
        for triple in (*TERMS, *SCHEMES):
            if triple[1] in ASKED:
                data.add(triple)
        expected: set[tuple[str, str]] = set()
        for name in NAMES:
            expected |= breaches(example(name)[kind], name)
            data.parse(data=ox.serialize(example(name)[kind], format=ox.RdfFormat.N_TRIPLES), format="nt")
        conforms, report, _ = pyshacl.validate(data, shacl_graph=shacl, inplace=True, meta_shacl=kind == "valid")
        found = {
            (str(report.value(result, SH.sourceShape)).removeprefix(SHAPES), str(report.value(result, SH.focusNode)))
            for result in report.subjects(RDF.type, SH.ValidationResult)
        }
        assert conforms is (kind == "valid")
        assert found == expected


def test_a_breach_names_the_node_and_the_article_in_both_languages() -> None:
    (shape,) = (shape for shape in shapes.shapes() if shape.name == "EvidenceInsideText")
    article = ox.NamedNode("https://example.org/EvidenceInsideText/art")
    with EmbeddedStore() as store:
        store.load(ox.Quad(*triple, article) for triple in example("EvidenceInsideText")["invalid"])
        found = {breach.node.rpartition("#")[2]: breach for breach in shape.breaches(store)}
    assert found["bad"].article == article.value
    assert found["bad"].messages == {
        "en": f"Evidence {article.value}#bad reaches from 9 to 19, outside its text of 14 characters.",
        "vi": f"Bằng chứng {article.value}#bad từ 9 đến 19, ngoài văn bản dài 14 ký tự.",
    }


SHAPE = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix shape: <https://w3id.org/govkg/shapes#> .
shape:Odd a sh:NodeShape ; shape:over "{over}" ; sh:sparql [ sh:message {messages} ; sh:select "{select}" ] .
"""
BOTH = '"no"@en, "không"@vi'


@pytest.mark.parametrize(
    ("over", "messages", "select", "why"),
    [
        ("everything", BOTH, "SELECT $this WHERE { $this ?p ?o }", "over 'everything'"),
        ("knowledge", '"no"@en', "SELECT $this WHERE { $this ?p ?o }", "vi"),
        ("knowledge", BOTH, "ASK { ?s ?p ?o }", "of the form SELECT"),
        ("article", BOTH, "SELECT $this WHERE { $this ?p }", "expected"),
    ],
)
def test_a_wrong_shape_is_named(tmp_path: Path, over: str, messages: str, select: str, why: str) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text(SHAPE.format(over=over, messages=messages, select=select), "utf-8")
    with pytest.raises(DataError, match=f"Odd: .*{why}"):
        shapes.read_shapes(path)


def test_turtle_that_is_none_says_in_which_line(tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text("@prefix sh: <http://www.w3.org/ns/shacl#> .\nsh:a sh:b\n", "utf-8")
    with pytest.raises(DataError) as caught:
        shapes.read_shapes(path)
    assert caught.value.line in {2, 3}


def test_the_relation_shapes_target_every_object_property_of_knowledge() -> None:
    owl_object = URIRef("http://www.w3.org/2002/07/owl#ObjectProperty")
    ours = {str(term) for term in TERMS.subjects(RDF.type, owl_object) if "govkg" in term}
    by_rule = {"chairs", "hasPart", "headOf", "participatesIn", "succeededBy", "within", "worksFor", "relatesTo"}
    elsewhere = {
        "evidence",
        "identifiedAs",
        "judges",
        "keptApart",
        "linkOf",
        "linkTo",
        "oneSide",
        "otherSide",
        "restsOn",
        "rule",
        "verdict",
    }
    expected = {term for term in ours if term.rpartition("#")[2] not in by_rule | elsewhere}
    shacl = Graph().parse(resources.path("ontology/shapes.ttl"))
    for name in ("Subject", "Object"):
        assert {str(term) for term in shacl.objects(URIRef(SHAPES + name), SH.targetSubjectsOf)} == expected
