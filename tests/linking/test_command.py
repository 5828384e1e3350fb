"""``govkg link`` against a real endpoint, from a folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from linking_served import Served
from linking_servers import Reply, stub

from govkg.store.embedded import EmbeddedStore


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "GOVKG_CACHE": str(folder / "cache"), "COLUMNS": "400", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "govkg.cli.main", *words, "--store", str(folder / "store")]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


def test_it_links_lists_and_can_be_run_again_without_a_network(served: Served, tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "store") as store:
        store.load(served.store.dump())
    words = ("link", "--endpoint", served.url, "--profile", str(served.profile), "--type", "person")
    first = run(tmp_path, *words)
    assert first.returncode == 0, first.stderr
    linked = [line for line in first.stdout.splitlines() if "  linked  " in line]
    assert len(linked) > 40
    assert "same name “" in first.stdout
    accept = next(line.split() for line in first.stdout.splitlines() if line.strip().startswith("govkg judge same"))
    assert run(tmp_path, *accept[1:]).returncode == 0
    second = run(tmp_path, *words, "--offline")
    assert second.returncode == 0
    assert f"0 linked, {len(linked) + 1} known" in second.stderr
    brought = run(tmp_path, "enrich", "--endpoint", served.url, "--profile", str(served.profile))
    found = re.fullmatch(r"brought (\d+) values of (\d+) linked entities\n", brought.stderr)
    assert found is not None
    assert len(linked) * 0.9 < int(found[2]) <= len(linked) + 1 < int(found[1])
    name = linked[0].partition("  ")[0]
    shown = run(tmp_path, "show", name).stdout
    assert f"nguồn khác nói · said elsewhere: {served.url}" in shown
    assert "English name: " in shown


def test_what_was_kept_before_a_failure_is_said(served: Served, tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "store") as store:
        store.load(served.store.dump())
    with stub(Reply(b"<html>", 403, kind="text/html")) as dying:
        ended = run(tmp_path, "link", "--endpoint", dying.url, "--profile", str(served.profile))
    assert ended.returncode == 1
    (line,) = ended.stderr.splitlines()
    assert line == f"govkg: {dying.url}: Forbidden; 0 links of 0 entities are kept, run it again to go on (HTTP 403)"
