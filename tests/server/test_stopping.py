"""A server that is told to stop, and one that is killed."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from served import Server, limited, running

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SORTED = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c"


def busy(server: Server, number: int) -> None:
    """Wait until so many workers for queries are at work."""
    until = time.monotonic() + 30
    while f'govkg_workers{{pool="queries",state="busy"}} {number}.0' not in server.get("/metrics").text:
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_request_under_way_gets_its_answer(example_folder: Path) -> None:
    with limited(example_folder, query_seconds=3) as server, ThreadPoolExecutor(1) as threads:
        asked = threads.submit(server.sparql, CROSS)
        busy(server, 1)
        server.process.terminate()
        answer = asked.result()
        assert (answer.status_code, answer.json()["title"]) == (503, "The query took too long")
        server.process.wait(30)
        with pytest.raises(httpx.ConnectError):
            httpx.get(server.address)


def test_what_takes_too_long_to_wait_for_never_looks_answered(example_folder: Path) -> None:
    with limited(example_folder, query_seconds=300) as server, ThreadPoolExecutor(1) as threads:
        asked = threads.submit(server.sparql, CROSS)
        busy(server, 1)
        server.process.terminate()
        answer = asked.result()
        assert (answer.status_code, answer.json()["title"]) == (503, "The server is stopping")
        server.process.wait(30)
        assert not any("Traceback" in line for line in server.log)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_nobody_outlives_a_server_that_is_killed(example_folder: Path, tmp_path: Path) -> None:
    """Neither who waits for a job nor who is in the midst of one."""
    token = tmp_path / "token"
    token.write_text("a-token-of-enough-letters", encoding="ascii")
    token.chmod(0o600)
    options = ("--update-token-file", str(token), "--query-seconds", "300", "--workers", "2")
    with running(example_folder, *options) as server, ThreadPoolExecutor(2) as threads:
        asked = [threads.submit(server.sparql, query) for query in (CROSS, SORTED)]
        busy(server, 2)
        listed = subprocess.run(["pgrep", "-P", str(server.process.pid)], capture_output=True, text=True, check=True)
        started = [int(pid) for pid in listed.stdout.split()]
        assert len(started) == 7  # two for queries, two for pages, one for updates, two lanes
        server.process.kill()
        server.process.wait(20)
        for one in asked:
            assert isinstance(one.exception(), httpx.HTTPError)
        until = time.monotonic() + 60
        while (left := [pid for pid in started if alive(pid)]) and time.monotonic() < until:
            time.sleep(0.05)
        assert left == []


def alive(pid: int) -> bool:
    """Whether a process runs; one that has ended may wait for somebody to take note."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
