"""A real server on loopback over the example graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from served import Server, running

from govkg.lookup import KnowledgeGraph
from govkg.store.embedded import EmbeddedStore


@pytest.fixture(scope="session")
def example_folder(tmp_path_factory: pytest.TempPathFactory, fill: Callable[[EmbeddedStore], None]) -> Path:
    """The example graph in a folder, with its label index."""
    folder = tmp_path_factory.mktemp("served") / "store"
    with EmbeddedStore(folder) as store:
        fill(store)
        KnowledgeGraph(store).index.close()
    return folder


@pytest.fixture(scope="session")
def server(example_folder: Path) -> Iterator[Server]:
    """A server over the example graph that nobody changes."""
    with running(example_folder, "--workers", "2") as started:
        yield started
