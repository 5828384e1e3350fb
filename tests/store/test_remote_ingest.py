"""A whole ingest into a server that dies in the middle of it: run again, nothing is missing and nothing left over."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from articles import write
from servers import Server, digest, open_at

from govkg import ingest as ingesting
from govkg.errors import StoreError
from govkg.ingest import ingest
from govkg.store.embedded import EmbeddedStore

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


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
                ingest(open_at(server, tries=1), [source])
            except StoreError:
                broken += 1
            timer.join()
            server.start()
        store = open_at(server, tries=1)
        ingest(store, [source])
        assert digest(store) == digest(whole)
    assert broken
