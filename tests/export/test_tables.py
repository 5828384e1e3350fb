"""Tables, read back by pandas, pyarrow and Frictionless, and compared with the graph."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from frictionless import validate
from pyarrow import parquet
from pyoxigraph import Literal, NamedNode, Quad

from govkg.errors import Violation
from govkg.export import dictionary, files
from govkg.export.tables import ROOTS, Column, rows, snake, tables
from govkg.glossary import terms
from govkg.graph.inference import inferred
from govkg.kinds import lineage
from govkg.store.embedded import EmbeddedStore
from govkg.vocabulary import SCHEME, Gov, Rdf

Values = set[tuple[str, str, str]]
"""Node, property, value."""


@pytest.fixture(scope="module")
def folders(hostile_store: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    found = {form: tmp_path_factory.mktemp(form) for form in ("csv", "parquet")}
    for form, folder in found.items():
        files.write(hostile_store, folder, form)
    return found


def read_csv(path: Path) -> list[dict[str, Any]]:
    """Rows with lists and types as the data dictionary tells them."""
    package = json.loads((path.parent / dictionary.FILE).read_text(encoding="utf-8"))
    (schema,) = (found["schema"] for found in package["resources"] if found["path"] == path.name)
    types = {field["name"]: field["type"] for field in schema["fields"]}
    read = {"string": str, "integer": int, "number": float, "boolean": "true".__eq__, "array": json.loads}
    with path.open(encoding="utf-8", newline="") as file:
        return [{k: read[types[k]](v) if v != "" else None for k, v in row.items()} for row in csv.DictReader(file)]


def in_graph(store: EmbeddedStore, root: str) -> Values:
    """What the graph says of the nodes of a class, without what tables leave out."""
    left_out = inferred() | {Gov.restsOn, Rdf.type}
    nodes = {
        quad.subject
        for quad in store.quads()
        if quad.predicate.value == Rdf.type
        and isinstance(quad.object, NamedNode)
        and root in lineage(quad.object.value)
    }
    return {
        (quad.subject.value, quad.predicate.value, quad.object.value)
        for quad in store.quads()
        if quad.subject in nodes and quad.predicate.value not in left_out and quad.object.value != ""
    }


def in_rows(table: list[dict[str, Any]], columns: tuple[Column, ...]) -> Values:
    """What rows say, in the terms of the graph."""
    found = set()
    for row in table:
        for column in columns:
            value = row[column.name]
            if column.property is None or value is None:
                continue
            for one in value if isinstance(value, list) else [value]:
                text = str(one).lower() if isinstance(one, bool) else str(one)
                text = f"{SCHEME}{column.scheme}/{text}" if column.scheme else text
                found.add((row["iri"], column.property, text))
    return {one for one in found if one[2] != ""}


SHOWN_IN_THE_GRAPH_ONLY = {
    "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://www.w3.org/2004/02/skos/core#definition",
    "http://www.w3.org/2004/02/skos/core#inScheme",
    Gov.classOfKind,
}
"""Of concepts: the label is the prefLabel, and the class of the row names the scheme."""


@pytest.mark.parametrize("root", ROOTS)
def test_csv_says_what_the_graph_says(folders: Mapping[str, Path], hostile_store: EmbeddedStore, root: str) -> None:
    name = ROOTS[root]
    said = in_rows(read_csv(folders["csv"] / f"{name}.csv"), tables()[name].columns)
    expected = in_graph(hostile_store, root)
    assert said == {found for found in expected if found[1] not in SHOWN_IN_THE_GRAPH_ONLY}


@pytest.mark.parametrize("name", tables())
def test_parquet_holds_the_rows_of_csv(folders: Mapping[str, Path], name: str) -> None:
    read = parquet.read_table(folders["parquet"] / f"{name}.parquet").to_pylist()
    empty_is_missing = [{k: None if v == "" else v for k, v in row.items()} for row in read]
    assert empty_is_missing == read_csv(folders["csv"] / f"{name}.csv")


def test_statements_and_what_rests_on_them(folders: Mapping[str, Path], hostile_store: EmbeddedStore) -> None:
    rests = {(row["iri"], row["statement"]) for row in read_csv(folders["csv"] / "rests_on.csv")}
    assert rests == {
        (quad.subject.value, quad.object.value) for quad in hostile_store.quads() if quad.predicate.value == Gov.restsOn
    }
    statements = {row["iri"]: row for row in read_csv(folders["csv"] / "statements.csv")}
    exact = {
        quad.subject.value: quad.object.value for quad in hostile_store.dump() if quad.predicate.value == Gov.exact
    }
    evidence = {
        quad.subject.value: exact[quad.object.value]
        for quad in hostile_store.dump()
        if quad.predicate.value == Gov.evidence
    }
    assert {iri: row["quote"] or "" for iri, row in statements.items()} == evidence
    assert all(row["end"] - row["start"] == len(row["quote"] or "") for row in statements.values())


def test_frictionless_finds_the_package_valid(tmp_path: Path, example_store: EmbeddedStore) -> None:
    files.write(example_store, tmp_path, "csv")
    report = validate(str(tmp_path / dictionary.FILE))
    assert report.valid, report.flatten(["type", "message"])
    assert len(report.tasks) == len(tables())


def test_frictionless_would_see_a_broken_link(tmp_path: Path, example_store: EmbeddedStore) -> None:
    files.write(example_store, tmp_path, "csv")
    (tmp_path / "officials.csv").write_text("iri,class,label,label_en,aliases,aliases_en,born_on\r\n")
    assert not validate(str(tmp_path / dictionary.FILE)).valid


def test_pandas_reads_both(folders: Mapping[str, Path]) -> None:
    people = pd.read_csv(folders["csv"] / "officials.csv")
    assert "Trần Minh Đức" in set(people["label"])
    assert list(pd.read_parquet(folders["parquet"] / "officials.parquet")["iri"]) == list(people["iri"])


def test_every_property_has_a_column_or_a_reason() -> None:
    shown = {column.property for table in tables().values() for column in table.columns}
    elsewhere = {  # in other tables, as the class of a row, or in RDF alone
        Gov.restsOn, Gov.evidence, Gov.fact, Gov.part, Gov.startOffset, Gov.exact, Gov.articleText, Gov.classOfKind,
    }  # fmt: skip
    prefixes = (
        "identity",
        "identified",
        "judge",
        "kept",
        "block",
        "verdict",
        "oneSide",
        "otherSide",
        "link",
        "retrieved",
    )
    in_graphs_of_their_own = {term.iri for term in terms().values() if term.name.startswith(prefixes)}
    missing = {term.iri for term in terms().values() if term.kind != "class"} - shown - inferred() - {Gov.relatesTo}
    assert missing == elsewhere | in_graphs_of_their_own


def test_two_values_where_one_is_promised_are_said() -> None:
    tenure = NamedNode("https://w3id.org/govkg/id/tenure/1")
    values = {Rdf.type: [NamedNode(Gov.Tenure)], Gov.observedFirst: [Literal("2012"), Literal("2013")]}
    with EmbeddedStore(None) as store:
        store.load(Quad(tenure, NamedNode(name), value) for name, its in values.items() for value in its)
        with pytest.raises(Violation, match="tenure/1 has two values of observedFirst, which has one: 2012, 2013"):
            list(rows(store))


def test_names_of_columns() -> None:
    assert snake("observedFirst") == "observed_first"
    assert snake("PostRole") == "post_role"
