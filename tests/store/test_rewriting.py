from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from govkg.errors import QueryError
from govkg.store.rewriting import form, substitute, with_graph_variables

X = {"x": NamedNode("https://example.org/a")}
IRI = "<https://example.org/a>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT"),
        ("# ASK\nPREFIX select: <https://example.org/ask>\nconstruct WHERE { ?s ?p 'SELECT' }", "CONSTRUCT"),
        ("BASE <https://example.org/> ASK {}", "ASK"),
        ("describe ?x", "DESCRIBE"),
    ],
)
def test_the_form_of_a_query(text: str, expected: str) -> None:
    assert form(text) == expected


@pytest.mark.parametrize("text", ["", "INSERT DATA {}", "# SELECT", '"SELECT"'])
def test_a_text_without_a_form(text: str) -> None:
    with pytest.raises(QueryError):
        form(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ASK { ?x ?p $x }", f"ASK {{ {IRI} ?p {IRI} }}"),
        ("ASK { ?xx ?p ?y }", "ASK { ?xx ?p ?y }"),
        ("SELECT ?x ?y { ?x ?p ?y }", f"SELECT ({IRI} AS ?x) ?y {{ {IRI} ?p ?y }}"),
        ("SELECT (COUNT(?x) AS ?n) { ?x ?p ?y }", f"SELECT (COUNT({IRI}) AS ?n) {{ {IRI} ?p ?y }}"),
        ("ASK { ?y ?p ?x } ORDER BY ?x DESC(?x)", f"ASK {{ ?y ?p {IRI} }} ORDER BY ({IRI}) DESC({IRI})"),
        ("ASK { ?s ?p ?x } GROUP BY ?x HAVING ?x", f"ASK {{ ?s ?p {IRI} }} GROUP BY ({IRI}) HAVING {IRI}"),
        ("ASK { FILTER(!BOUND( ?x ) || bound(?y)) }", "ASK { FILTER(!true || bound(?y)) }"),
        ("ASK { ?s ?p '?x', \"?x\", '\\'?x' # ?x\n }", "ASK { ?s ?p '?x', \"?x\", '\\'?x' # ?x\n }"),
        ("ASK { ?s ?p '''a 'b' ?x''', \"\"\"\"?x\"\"\" }", "ASK { ?s ?p '''a 'b' ?x''', \"\"\"\"?x\"\"\" }"),
        ("ASK { ?s <https://example.org/?x> ?x }", f"ASK {{ ?s <https://example.org/?x> {IRI} }}"),
        ("ASK { ?s :p?/:q ?x }", f"ASK {{ ?s :p?/:q {IRI} }}"),
        ("DESCRIBE ?x", f"DESCRIBE {IRI}"),
        ("ASK { { SELECT ?x ?y { ?x ?p ?y } } }", f"ASK {{ {{ SELECT ({IRI} AS ?x_given_1) ?y {{ {IRI} ?p ?y }} }} }}"),
    ],
)
def test_a_value_stands_wherever_its_variable_stood(text: str, expected: str) -> None:
    assert substitute(text, X) == expected


def test_a_literal_is_escaped() -> None:
    value = Literal('a"b\\c\nBộ', language="vi")
    assert substitute("ASK { ?s ?p ?x }", {"x": value}) == 'ASK { ?s ?p "a\\"b\\\\c\\nBộ"@vi }'


@pytest.mark.parametrize("text", ["SELECT (1 AS ?x) {}", "ASK { BIND(1 AS ?x) }", "ASK { VALUES ?x { 1 } }"])
def test_a_query_cannot_set_what_is_given(text: str) -> None:
    with pytest.raises(QueryError, match="given"):
        substitute(text, X)


def test_a_blank_node_is_no_value() -> None:
    with pytest.raises(QueryError, match="blank"):
        substitute("ASK { ?x ?p ?o }", {"x": BlankNode("b")})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ASK { GRAPH ?g { ?s ?p ?o } }", "ASK { GRAPH ?g { ?s ?p ?o } }"),
        ("ASK { GRAPH <urn:g> { ?s ?p ?o } }", "ASK { VALUES ?graph_1 { <urn:g> } GRAPH ?graph_1 { ?s ?p ?o } }"),
        (
            "ASK { graph e:g {} OPTIONAL { GRAPH <urn:h> {} } }",
            "ASK { VALUES ?graph_1 { e:g } graph ?graph_1 {} "
            "OPTIONAL { VALUES ?graph_2 { <urn:h> } GRAPH ?graph_2 {} } }",
        ),
        ("ASK { ?s ?p 'GRAPH <urn:g>' }", "ASK { ?s ?p 'GRAPH <urn:g>' }"),
    ],
)
def test_a_named_graph_becomes_a_variable_with_one_value(text: str, expected: str) -> None:
    assert with_graph_variables(text) == expected
