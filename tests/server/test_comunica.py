"""Comunica, the query engine of JavaScript, as a client: it parses each query and asks our endpoint itself."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest
from served import Server
from server_rows import bag

from govkg import queries
from govkg.lookup import KnowledgeGraph

PACKAGES = {
    "private": True,
    "dependencies": {"@comunica/query-sparql": "4.5.0"},  # 5 needs Node.js 22
    "overrides": {"sparqljson-parse": "2.2.0"},  # 3.3 hands languages to an older library in a way that loses them
}
SCRIPT = Path(__file__).with_name("comunica.mjs")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with Comunica in it; skips where npm is not, or cannot fetch it."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("Comunica comes by npm, which is not installed")
    place = tmp_path_factory.mktemp("comunica")
    (place / "package.json").write_text(json.dumps(PACKAGES), encoding="utf-8")
    command = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts"]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"npm cannot fetch Comunica: {done.stderr.strip().splitlines()[0]}")
    shutil.copy(SCRIPT, place)
    return place


@pytest.mark.slow
def test_named_queries_give_comunica_the_same_rows(server: Server, example: KnowledgeGraph, folder: Path) -> None:
    asked = {
        name: query.bind(query.terms(example.store, example.index, query.example()))
        for name, query in queries.library().items()
        if not query.federated and "CONSTRUCT" not in query.text
    }
    assert len(asked) > 30
    done = subprocess.run(
        ["node", SCRIPT.name, f"{server.address}/sparql"],
        cwd=folder,
        input="\n".join(map(json.dumps, asked.values())),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    answers = dict(zip(asked, done.stdout.splitlines(), strict=True))
    expected = {
        name: bag(example.store.query(text).serialize(format=ox.QueryResultsFormat.JSON))
        for name, text in asked.items()
    }
    assert [name for name in asked if bag(answers[name]) != expected[name]] == []
