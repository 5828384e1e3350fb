from __future__ import annotations

from pathlib import Path

import pytest

from govkg.errors import Ambiguous, DataError, NotFound, QueryError
from govkg.lookup import KnowledgeGraph
from govkg.queries import library, read_query
from govkg.store.embedded import EmbeddedStore

HEADER = """# title: {vi: a, en: a}
# answers: {vi: a, en: a}
# parameters:
#   name: {type: string, example: x}
"""


def write(folder: Path, text: str, name: str = "some-query.rq") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", sorted(library()))
def test_every_query_is_sparql_as_it_stands_and_answers_its_example(name: str, example: KnowledgeGraph) -> None:
    query = library()[name]
    example.store.query(query.text)
    assert len(query.run(example.store, example.index, **query.example())) > 0


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
