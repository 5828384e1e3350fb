"""What those see who watch a server whose store is gone, damaged, or there again."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from served import Server, limited


def ready(server: Server, wanted: int) -> dict[str, object]:
    """What ``/ready`` says once it answers so."""
    until = time.monotonic() + 30
    while (answer := server.get("/ready")).status_code != wanted:
        assert time.monotonic() < until, answer.text
        time.sleep(0.1)
    return dict(answer.json())


def test_readiness_follows_the_store(example_folder: Path, tmp_path: Path) -> None:
    store, aside = tmp_path / "store", tmp_path / "aside"
    shutil.copytree(example_folder, store)
    with limited(store, freshness_seconds=0.1) as server:
        assert ready(server, 200) == {"queries": 2, "pages": 2}
        store.rename(aside)
        assert ready(server, 503)["reason"] == "the store does not answer now"
        assert server.sparql("ASK { ?s ?p ?o }").status_code == 503
        assert server.get("/search?q=duc").headers["Retry-After"] == "2"
        assert server.get("/health").json()["status"] == "ok"
        aside.rename(store)
        ready(server, 200)
        assert server.sparql("ASK { ?s ?p ?o }").json()["boolean"] is True
        for file in (store / "quads").glob("*.sst"):
            file.write_bytes(bytes(file.stat().st_size))
        ready(server, 503)
        assert server.get("/entity/person/tran-minh-duc.json").status_code == 503
        assert str(tmp_path) not in server.get("/ready").text
    reasons = [json.loads(line)["reason"] for line in server.log if '"job failed"' in line]
    assert any("there is no store here" in reason for reason in reasons)
    assert any("Corruption" in reason for reason in reasons)


@pytest.mark.parametrize("damaged", [False, True])
def test_a_store_that_cannot_be_opened_is_one_line(example_folder: Path, tmp_path: Path, damaged: bool) -> None:
    store = tmp_path / "store"
    if damaged:
        shutil.copytree(example_folder, store)
        (store / "quads" / "CURRENT").write_text("nonsense\n", encoding="ascii")
    command = [sys.executable, "-m", "govkg.cli.main", "serve", "--store", str(store), "--port", "0"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith(f"govkg: {store}: ")
    assert store.exists() is damaged
