"""Starts real servers on loopback, as ``govkg serve`` does, and asks them."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import httpx


@dataclass(repr=False)
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


def limited(store: Path | str, **limits: float) -> AbstractContextManager[Server]:
    """A server with limits of its own."""
    script = str(Path(__file__).with_name("started.py"))
    return _running([sys.executable, script, str(store), *(f"{name}={value}" for name, value in limits.items())])


def running(store: Path | str, *options: str) -> AbstractContextManager[Server]:
    """``govkg serve`` in a process of its own, on a free port."""
    return _running([sys.executable, "-m", "govkg.cli.main", "serve", "--store", str(store), "--port", "0", *options])


@contextmanager
def _running(command: list[str]) -> Iterator[Server]:
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
        with httpx.Client(base_url=address, timeout=150) as client:
            yield Server(address, client, process, log)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        reading.join(60)  # until the last of its children has closed it
        process.stderr.close()
