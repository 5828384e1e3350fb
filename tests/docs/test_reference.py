"""The page of commands is that of the code (those of queries and terms have tests of their own)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


def test_the_page_of_commands_is_current(tmp_path: Path) -> None:
    typer = [str(Path(sys.executable).parent / "typer"), "govkg.cli.main", "utils", "docs", "--name", "govkg"]
    page = tmp_path / "cli.md"
    subprocess.run([*typer, "--title", "Commands", "--output", str(page)], check=True, capture_output=True)
    assert (REFERENCE / "cli.md").read_text("utf-8") == page.read_text("utf-8"), "run: make reference"
