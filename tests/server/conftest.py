"""A real server on loopback over the example graph, as ``govkg serve`` starts it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import httpx
import pytest

from govkg.lookup import KnowledgeGraph
from govkg.store.embedded import EmbeddedStore


@dataclass
class Server:
    """A running server: where it is, a client for it, and what it has logged."""

    address: str
    client: httpx.Client
    process: subprocess.Popen[str]
    log: list[str]

    def get(self, path: str, accept: str = "*/*", **headers: str) -> httpx.Response:
        return self.client.get(path, headers={"Accept": accept, **headers})

    def html(self, path: str, language: str = "vi") -> str:
        answer = self.client.get(path, headers={"Accept": "text/html", "Accept-Language": language})
        assert answer.status_code == 200, answer.text
        return answer.text

    def sparql(self, query: str, accept: str = "application/sparql-results+json", **more: str) -> httpx.Response:
        return self.client.get("/sparql", params={"query": query, **more}, headers={"Accept": accept})


@contextmanager
def running(store: Path | str, *options: str) -> Iterator[Server]:
    """``govkg serve`` in a process of its own, on a free port."""
    command = [sys.executable, "-m", "govkg.cli.main", "serve", "--store", str(store), "--port", "0", *options]
    environment = {**os.environ, "COLUMNS": "400"}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=environment)
    assert process.stderr is not None
    log: list[str] = []
    address = None
    for line in process.stderr:
        log.append(line)
        if found := re.search(r"is served at (http://\S+)/", line):
            address = found[1]
            break
    assert address, "".join(log)
    reading = Thread(target=lambda: log.extend(process.stderr or ()), daemon=True)
    reading.start()
    try:
        with httpx.Client(base_url=address, timeout=30) as client:
            yield Server(address, client, process, log)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)
        reading.join(5)
        process.stderr.close()


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
