"""A disk that fills up in the middle of an ingest: one line says so, and with more room the same command goes on."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from articles import write

from govkg.check import check
from govkg.ingest import ingest
from govkg.staleness import stale
from govkg.store import canonical
from govkg.store.embedded import EmbeddedStore
from govkg.store.opening import open_store

ARTICLES = 100
"""So many that they come in more than one batch."""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("source") / "articles.jsonl"
    write(path, "tổng kết công tác năm", ARTICLES)
    return path


@pytest.fixture(scope="module")
def whole(source: Path) -> str:
    store = EmbeddedStore()
    ingest(store, [source])
    return canonical.digest(store.dump()).hexdigest()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk: the folder in which the search index of an empty store lies."""
    with open_store(tmp_path / "store"):
        place = tmp_path / "store" / "search"
        place.mkdir()
    if shutil.which("mount") is None or not _mount(place, "size=1m"):
        pytest.skip("no small disk: this user may not mount one")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def _mount(place: Path, options: str) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def command(source: Path, store: Path, before: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
    """``govkg ingest`` as a user runs it."""
    line = [sys.executable, "-m", "govkg.cli.main", "ingest", str(source), "--store", str(store)]
    return subprocess.run(line, capture_output=True, text=True, check=False, preexec_fn=before)


def refused(done: subprocess.CompletedProcess[str], words: str) -> None:
    assert done.returncode == 1, done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith("govkg: ")
    assert words in line


def completed(done: subprocess.CompletedProcess[str], place: Path, whole: str) -> None:
    assert done.returncode == 0, done.stderr
    with open_store(place, read_only=True) as store:
        assert canonical.digest(store.dump()).hexdigest() == whole
        assert [*check(store, reasoner=False), *stale(store)] == []


@pytest.mark.parametrize("kilobytes", [10, 3000, 6000])
def test_with_more_room_the_same_command_goes_on(disk: Path, source: Path, whole: str, kilobytes: int) -> None:
    assert _mount(disk, f"remount,size={kilobytes}k")
    for _ in range(2):
        refused(command(source, disk / "store"), "No space left")
    assert _mount(disk, "remount,size=500m")
    completed(command(source, disk / "store"), disk / "store", whole)


@pytest.mark.parametrize("kilobytes", [20, 400])
def test_where_no_file_may_grow_further(tmp_path: Path, source: Path, whole: str, kilobytes: int) -> None:
    """What a quota does; it needs no rights to be tested."""
    limit = (1024 * kilobytes, resource.getrlimit(resource.RLIMIT_FSIZE)[1])
    refused(command(source, tmp_path / "store", partial(resource.setrlimit, resource.RLIMIT_FSIZE, limit)), "too large")
    completed(command(source, tmp_path / "store"), tmp_path / "store", whole)


def test_an_index_that_found_no_room_is_made_by_the_next_run(disk: Path, source: Path, whole: str) -> None:
    """The disk is that of the index alone."""
    store = disk.parent
    assert _mount(disk, "remount,size=64k")
    refused(command(source, store), "the search index")
    with open_store(store, read_only=True) as held:
        assert canonical.digest(held.dump()).hexdigest() == whole
    assert _mount(disk, "remount,size=500m")
    completed(command(source, store), store, whole)
