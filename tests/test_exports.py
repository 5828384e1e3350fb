"""The network of a whole store, read back by networkx; the other formats have their tests in tests/export."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from govkg.cli.keeping import DumpFormat
from govkg.exports import FOLDERS, STREAMS, is_ours, write, write_tables
from govkg.lookup import KnowledgeGraph
from govkg.store.embedded import EmbeddedStore

READERS: dict[str, Callable[[io.BytesIO], Any]] = {
    "graphml": lambda file: nx.read_graphml(file, force_multigraph=True),
    "gexf": nx.read_gexf,
}


@pytest.mark.parametrize("form", READERS)
def test_networkx_reads_every_node_and_edge(example: KnowledgeGraph, form: str) -> None:
    file = io.BytesIO()
    write(example.store, file, form)
    read, graph = READERS[form](io.BytesIO(file.getvalue())), example.network()
    assert {name: data["label"] for name, data in read.nodes(data=True)} == {
        name: data["label"] for name, data in graph.nodes(data=True)
    }
    edges = [Counter((s, t, data["relation"]) for s, t, data in one.edges(data=True)) for one in (read, graph)]
    assert edges[0] == edges[1]
    quotes = [Counter(quote for _, _, data in one.edges(data=True) for quote in quoted(data)) for one in (read, graph)]
    assert quotes[0] == quotes[1]
    assert len(quotes[0]) > 5


def quoted(data: dict[str, Any]) -> list[str]:
    evidence = data.get("evidence", [])
    if isinstance(evidence, str):
        return [quote["text"] for quote in json.loads(evidence)]
    return [quote["quote"] for quote in evidence]


def test_the_command_offers_every_format() -> None:
    assert {form.value for form in DumpFormat} == {*STREAMS, *FOLDERS}


def test_only_an_export_may_be_replaced(tmp_path: Path, example_store: EmbeddedStore) -> None:
    assert is_ours(tmp_path)
    write_tables(example_store, tmp_path, "csv")
    assert is_ours(tmp_path)
    (tmp_path / "notes.txt").touch()
    assert not is_ours(tmp_path)
