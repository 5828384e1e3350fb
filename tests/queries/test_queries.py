from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import yaml
from rdflib.paths import MulPath
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

from govkg import iris
from govkg.errors import Ambiguous, DataError, NotFound, QueryError
from govkg.lookup import KnowledgeGraph
from govkg.queries import library, read_query
from govkg.results import Result
from govkg.store.embedded import EmbeddedStore
from govkg.vocabulary import Gov

HEADER = """# title: {vi: a, en: a}
# answers: {vi: a, en: a}
# parameters:
#   name: {type: string, example: x}
"""

EXPECTED: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "expected.yaml").read_text(encoding="utf-8"))


def _articles() -> dict[str, str]:
    """The texts of the example's articles by address."""
    found: dict[str, dict[str, str]] = {}
    for quad in ox.parse(path=Path(__file__).parent / "fixture.trig"):
        if quad.predicate.value in (Gov.url, Gov.articleText):
            found.setdefault(quad.graph_name.value, {})[quad.predicate.value] = quad.object.value
    return {article[Gov.url]: article[Gov.articleText] for article in found.values()}


ARTICLES = _articles()


def full(value: object) -> object:
    return value.replace("id:", iris.ID) if isinstance(value, str) else value


def plain(value: object) -> object:
    return value if value is None or isinstance(value, bool | int) else str(value)


def write(folder: Path, text: str, name: str = "some-query.rq") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


LOCAL = sorted(name for name, query in library().items() if not query.federated)
"""tests/server/test_federation.py asks the others, with a second server."""


@pytest.mark.parametrize("name", LOCAL)
def test_every_query_is_sparql_as_it_stands_and_answers_its_example(name: str, example: KnowledgeGraph) -> None:
    query = library()[name]
    example.store.query(query.text)
    assert len(query.run(example.store, example.index, **query.example())) > 0


@pytest.mark.parametrize("case", EXPECTED, ids=lambda case: case["query"])
def test_a_query_answers_its_rows(case: dict[str, Any], example: KnowledgeGraph) -> None:
    parameters = {name: full(value) for name, value in case["parameters"].items()}
    answer = example.query(case["query"], **parameters)
    assert isinstance(answer, Result)
    assert [name for name in answer.variables if name != "quote"] == case["columns"]
    found = [[plain(row[name]) for name in case["columns"]] for row in answer]
    assert found == [[full(value) for value in row] for row in case["rows"]]
    assert all(
        str(row["quote"]) in ARTICLES.get(str(row["source"]), "") for row in answer if {"quote", "source"} <= row.keys()
    )


def test_every_query_has_expected_rows() -> None:
    assert {case["query"] for case in EXPECTED if case["rows"]} == set(LOCAL)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("SELECT * { ?s ?p ?o }", 1, "does not open with a header"),
        ("# title: [\nSELECT * {}", 1, "not YAML"),
        ("# title: {vi: a}\n# answers: {vi: a, en: a}\nASK {}", 1, "title needs"),
        ("# title: {vi: a, en: a}\n# answer: {vi: a, en: a}\nASK {}", 2, "unknown key"),
        (HEADER + "SELECT * {\n ?s ?p $other }", 6, r"\$other is not among"),
        (HEADER + "SELECT * { ?s ?p $name . ?name ?q ?o }", 5, r"\?name has the name of a parameter"),
        (HEADER + "SELECT * { ?s ?p ?o }", 3, "parameter name is not used"),
        (HEADER.replace("string", "text") + "SELECT * { ?s ?p $name }", 3, "parameter name needs a type"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(DataError, match=message) as caught:
        read_query(path)
    assert (caught.value.path, caught.value.line) == (path, line)


def test_no_value_becomes_syntax(tmp_path: Path, example_store: EmbeddedStore) -> None:
    query = read_query(write(tmp_path, HEADER + "SELECT ?name_ { BIND($name AS ?name_) }"))
    for hostile in ('"', "\\", '" } DROP ALL #', "a\nb\r", "$name", "?x", "\u0000", "<>", "'''"):
        assert query.run(example_store, name=hostile)[0] == {"name_": hostile}  # type: ignore[index]


def test_parameters_are_checked(example: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match="needs the parameter 'on'"):
        example.query("who-held", post="Thứ trưởng", body="Bộ Y tế")
    with pytest.raises(QueryError, match="has no parameter 'day'"):
        example.query("who-held", day="2012")
    with pytest.raises(QueryError, match="on=yesterday: not an ISO date"):
        example.query("who-held", post="Thứ trưởng", body="Bộ Y tế", on="yesterday")
    with pytest.raises(NotFound, match="nearest: Bộ Y tế"):
        example.query("who-held", post="Thứ trưởng", body="Bộ Y tếe", on="2012-01-06")
    with pytest.raises(Ambiguous):
        example.query("who-held", post="Vụ trưởng", body="Vụ Pháp chế", on="2012-01-06")
    with pytest.raises(NotFound, match="who-held"):
        example.query("who-hold")


def test_an_entity_is_given_by_any_name_or_its_iri(example: KnowledgeGraph) -> None:
    wanted = example.query("who-held", post="Thứ trưởng", body="Bộ Khoa học và Công nghệ", on="2012-01-06")
    assert len(wanted) == 3
    for body in ("bo khoa hoc va cong nghe", "Bộ KH&CN", example.organization("Bộ KHCN").iri):
        assert example.query("who-held", post="thu truong", body=body, on="2012-01-06") == wanted


def test_without_an_index_one_is_opened(example_store: EmbeddedStore) -> None:
    query = library()["who-held"]
    assert query.run(example_store, post="thứ trưởng", body="bộ khcn", on="2012-01-06")


def open_paths(part: Any, *, shut: bool = False) -> list[Any]:
    """The paths of any length in a query that stand in no sub-query with a limit."""
    if isinstance(part, MulPath):
        return [] if shut else [part]
    if isinstance(part, CompValue):
        shut = shut or part.name == "Slice"
        return [path for one in part.values() for path in open_paths(one, shut=shut)]
    if isinstance(part, tuple | list):
        return [path for one in part for path in open_paths(one, shut=shut)]
    return []


@pytest.mark.parametrize("name", sorted(library()))
def test_a_path_of_any_length_is_walked_by_itself(name: str) -> None:
    """Behind a limit no engine joins into it; Virtuoso 7 loses rows where it does (docs/decisions/store-servers.md)."""
    query = library()[name]
    pattern = prepareQuery(query.text).algebra.p
    inner = pattern.p if pattern.name == "Slice" else pattern  # a limit of the whole answer does not part anything
    assert open_paths(inner) == []
