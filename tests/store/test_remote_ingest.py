"""A whole ingest into a server that dies in the middle of it: run again, nothing is missing and nothing left over."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from articles import write
from servers import PROGRAMS, Server

from govkg import ingest as ingesting
from govkg.errors import StoreError
from govkg.ingest import ingest
from govkg.store import canonical
from govkg.store.base import Store
from govkg.store.embedded import EmbeddedStore
from govkg.store.http import Credentials
from govkg.store.remote import Addresses, RemoteStore

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.fixture(params=list(PROGRAMS))
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    program, start = PROGRAMS[request.param]
    if program() is None:
        pytest.skip(f"{request.param} is not installed")
    started = start(tmp_path)
    yield started
    started.stop()


def open_at(server: Server) -> RemoteStore:
    known = server.environment
    addresses = Addresses.of(server.query_url, known.get("GOVKG_UPDATE_URL"), known.get("GOVKG_GRAPH_STORE_URL"))
    credentials = Credentials(known.get("GOVKG_USER"), known.get("GOVKG_PASSWORD", ""))
    return RemoteStore(addresses, credentials=credentials, tries=1)


def digest(store: Store) -> tuple[int, str]:
    total = canonical.digest(store.dump())
    return total.count, total.hexdigest()


def test_an_ingest_is_completed_when_the_server_is_back(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingesting, "BATCH", 3)
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    write(first, "tổng kết công tác năm")
    write(second, "triển khai kế hoạch năm")
    whole = EmbeddedStore()
    broken = 0
    for source in (first, second):
        ingest(whole, [source])
        for delay in (0.15, 0.4, 0.8):  # three deaths in each ingest, if it lasts so long
            timer = threading.Timer(delay, server.kill)
            timer.start()
            try:
                ingest(open_at(server), [source])
            except StoreError:
                broken += 1
            timer.join()
            server.start()
        store = open_at(server)
        ingest(store, [source])
        assert digest(store) == digest(whole)
    assert broken
