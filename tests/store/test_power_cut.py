"""A power cut takes the end of the log, which no commit waits for: what is left is whole, and the same run mends it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from articles import write

import govkg
from govkg import ingest as ingesting
from govkg.check import check
from govkg.staleness import stale
from govkg.store import canonical
from govkg.store.base import Store
from govkg.store.opening import open_store

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
CUTS = 5


def digest(store: Store) -> str:
    return canonical.digest(store.dump()).hexdigest()


def shorten(log: Path, at: int) -> None:
    """The end of the file never reached the disk."""
    with log.open("r+b") as stream:
        stream.truncate(at)


def blank(log: Path, at: int) -> None:
    """Its length did, and what stood there did not."""
    size = log.stat().st_size
    shorten(log, at)
    with log.open("r+b") as stream:
        stream.truncate(size)


def cut_logs(store: Path, share: float, cut: Callable[[Path, int], None]) -> None:
    """Leave this share of all that was logged, from the beginning."""
    logs = sorted((store / "quads").glob("*.log"))
    left = int(share * sum(log.stat().st_size for log in logs))
    for log in logs:
        size = log.stat().st_size
        if left < size:
            cut(log, max(left, 0))
        left -= size


@pytest.mark.parametrize("cut", [shorten, blank])
def test_what_a_power_cut_leaves_is_whole_and_the_same_run_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut: Callable[[Path, int], None]
) -> None:
    """The search index, which is synced, is by then ahead of its store."""
    monkeypatch.setattr(ingesting, "BATCH", 3)
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    write(first, "tổng kết công tác năm")
    write(second, "triển khai kế hoạch năm")
    place, left = tmp_path / "store", tmp_path / "left"
    with govkg.open(place) as kg:
        states = [digest(kg.store)]
        for source in (first, second):  # the second replaces all articles of the first
            kg.ingest(source, progress=lambda _: states.append(digest(kg.store)))
        shutil.copytree(place, left)  # before the store is closed, which syncs all of it
    chance = random.Random(len(states))
    found = set()
    for number in range(CUTS):
        again = tmp_path / f"cut-{number}"
        shutil.copytree(left, again)
        cut_logs(again, (number + chance.random()) / CUTS, cut)
        with open_store(again) as store:
            found.add(digest(store))
            assert [one for one in check(store, reasoner=False) if one.level == "violation"] == []
        with govkg.open(again) as kg:
            kg.ingest(second)
        with open_store(again, read_only=True) as store:
            assert digest(store) == states[-1]
            assert stale(store) == []
    assert found <= set(states)  # as after some number of whole batches
    assert len(found) > 2
