from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import PROGRAMS, Server

from govkg.store.base import Change, Store
from govkg.store.opening import open_store

STORES = ("memory", "disk", *PROGRAMS)


@pytest.fixture(scope="session")
def running() -> Iterator[dict[str, Server]]:
    """The servers that this session has started so far, by name."""
    servers: dict[str, Server] = {}
    yield servers
    for server in servers.values():
        server.stop()


@pytest.fixture(params=list(PROGRAMS))
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """A server of each kind for one test alone, which may kill it."""
    program, start = PROGRAMS[request.param]
    if program() is None:
        pytest.skip(f"{request.param} is not installed")
    started = start(tmp_path)
    yield started
    started.stop()


@pytest.fixture(params=STORES)
def store(
    request: pytest.FixtureRequest,
    running: dict[str, Server],
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Store]:
    """An empty store of each kind; a server that is not installed is skipped by its name."""
    name: str = request.param
    if name in PROGRAMS:
        program, start = PROGRAMS[name]
        if program() is None:
            pytest.skip(f"{name} is not installed")
        if name not in running:
            running[name] = start(tmp_path_factory.mktemp(name))
        opened = open_store(running[name].query_url, environment=running[name].environment)
        opened.apply(Change(drop=list(opened.graphs()), remove=list(opened.quads())))
    else:
        opened = open_store(None if name == "memory" else tmp_path / "store")
    with opened:
        yield opened
