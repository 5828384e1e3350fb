from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal

import pytest

from govkg.lookup import KnowledgeGraph
from govkg.model.interval import PartialDate
from govkg.results import Graph, Result

VALUES = """
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT * { VALUES (?a ?b ?c ?d ?e ?f ?g ?h) {
  (<https://example.org/x> "Bộ"@vi "2012-01-06"^^xsd:date "2012-01"^^xsd:gYearMonth 3 0.5 true
   "2012-01-06T07:08:09"^^xsd:dateTime)
  (UNDEF "a,\\"b\\"\\n" "no date"^^xsd:date "2012"^^xsd:gYear -1 1.0e3 false UNDEF) } }
"""


def rows(kg: KnowledgeGraph, text: str) -> Result:
    answer = kg.sparql(text)
    assert isinstance(answer, Result)
    return answer


def test_rows_have_python_values(example: KnowledgeGraph) -> None:
    first, second = rows(example, VALUES)
    assert list(first.values()) == [
        "https://example.org/x",
        "Bộ",
        date(2012, 1, 6),
        PartialDate(2012, 1),
        3,
        Decimal("0.5"),
        True,
        datetime(2012, 1, 6, 7, 8, 9),
    ]
    assert list(second.values()) == [None, 'a,"b"\n', "no date", PartialDate(2012), -1, 1000.0, False, None]


def test_a_result_is_a_sequence(example: KnowledgeGraph) -> None:
    answer = rows(example, VALUES)
    assert len(answer) == 2
    assert answer[-1]["e"] == -1
    assert [row["e"] for row in answer[:1]] == [3]
    assert answer.to_dicts() == list(answer)


def test_every_format_says_the_same(example: KnowledgeGraph) -> None:
    answer = rows(example, VALUES)
    written = json.loads(answer.serialize("json"))
    assert written["head"]["vars"] == list("abcdefgh")
    assert written["results"]["bindings"][0]["b"] == {"type": "literal", "value": "Bộ", "xml:lang": "vi"}
    assert "h" not in written["results"]["bindings"][1]
    assert answer.serialize("csv").decode().splitlines()[1].startswith("https://example.org/x,Bộ,2012-01-06,2012-01,3,")
    assert '"Bộ"@vi' in answer.serialize("tsv").decode()
    assert '<literal xml:lang="vi">Bộ</literal>' in answer.serialize("xml").decode()
    with pytest.raises(ValueError, match="not as turtle"):
        answer.serialize("turtle")


def test_a_data_frame_keeps_its_columns_without_rows(example: KnowledgeGraph) -> None:
    assert list(rows(example, "SELECT ?a ?b { ?a <urn:none> ?b }").to_pandas().columns) == ["a", "b"]
    assert rows(example, VALUES).to_pandas()["e"].tolist() == [3, -1]


def test_markup_in_a_value_is_shown_not_run(example: KnowledgeGraph) -> None:
    shown = rows(example, 'SELECT ?x { BIND("<script>alert(1)</script>" AS ?x) }')._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_yes_and_no_and_graphs(example: KnowledgeGraph) -> None:
    assert example.sparql("ASK { ?s ?p ?o }") is True
    assert example.sparql("ASK { ?s <urn:none> ?o }") is False
    graph = example.sparql("CONSTRUCT { <urn:a> <urn:b> ?o } { VALUES ?o { 1 2 } }")
    assert isinstance(graph, Graph)
    assert len(graph) == len(list(graph)) == 2
    assert b"<urn:a>" in graph.serialize("turtle")
    assert len(json.loads(graph.serialize("jsonld"))) >= 1
    with pytest.raises(ValueError, match="not as csv"):
        graph.serialize("csv")
