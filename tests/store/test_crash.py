"""Ingests that are killed, as many as the benchmark is asked for; it exits with 1 when anything was lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).resolve().parents[2] / "benchmarks" / "crash.py"


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_nothing_is_lost_when_ingests_are_killed() -> None:
    command = [sys.executable, str(BENCHMARK), "--rounds", "20", "--articles", "16", "--seed", "7"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=850)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "20 ingests of 16 articles killed" in done.stdout
    assert "between batches" in done.stdout, done.stdout
