"""A store behind HTTP is exported as one in a folder: the same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from servers import PROGRAMS

from govkg.exports import FOLDERS, STREAMS, write, write_tables
from govkg.ontology import quads as ontology_quads
from govkg.store.base import Store
from govkg.store.embedded import EmbeddedStore
from govkg.store.opening import open_store


@pytest.fixture(scope="module")
def pair(
    tmp_path_factory: pytest.TempPathFactory, fill: Callable[[EmbeddedStore], None]
) -> Iterator[tuple[Store, Store]]:
    """The example graph at an Oxigraph server and in memory, in which it came in another order."""
    program, start = PROGRAMS["oxigraph"]
    if program() is None:
        pytest.skip("oxigraph is not installed")
    server = start(tmp_path_factory.mktemp("oxigraph"))
    try:
        with EmbeddedStore(None) as example, EmbeddedStore(None) as near, open_store(server.query_url) as far:
            fill(example)
            ours = {quad for quad in example.dump() if "_:" not in str(quad)} | set(ontology_quads())
            near.load(sorted(ours, key=str))
            far.load(ours)
            yield near, far
    finally:
        server.stop()


@pytest.mark.parametrize("form", STREAMS)
def test_one_file(pair: tuple[Store, Store], form: str) -> None:
    near, far = io.BytesIO(), io.BytesIO()
    write(pair[0], near, form)
    write(pair[1], far, form)
    assert near.getvalue() == far.getvalue()
    assert len(near.getvalue()) > 10_000


@pytest.mark.parametrize("form", FOLDERS)
def test_tables(pair: tuple[Store, Store], form: str, tmp_path: Path) -> None:
    written = []
    for name, store in zip(("near", "far"), pair, strict=True):
        (tmp_path / name).mkdir()
        write_tables(store, tmp_path / name, form)
        written.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
    assert written[0] == written[1]
    assert len(written[0]) == 20
