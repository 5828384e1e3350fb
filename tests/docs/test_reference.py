"""Nothing that people rely on is undocumented: commands and routes (queries and terms have tests of their own)."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from starlette.routing import Mount, Route

from govkg.server.app import routes
from govkg.server.gateway import Gateway
from govkg.server.settings import Settings

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"


def test_the_page_of_commands_is_current(tmp_path: Path) -> None:
    typer = [str(Path(sys.executable).parent / "typer"), "govkg.cli.main", "utils", "docs", "--name", "govkg"]
    page = tmp_path / "cli.md"
    subprocess.run([*typer, "--title", "Commands", "--output", str(page)], check=True, capture_output=True)
    assert (REFERENCE / "cli.md").read_text("utf-8") == page.read_text("utf-8"), "run: make reference"


def test_every_route_is_documented_with_its_methods(tmp_path: Path) -> None:
    documented = {}
    for line in (REFERENCE / "http.md").read_text("utf-8").splitlines():
        if line.startswith("| `/"):
            paths, methods = line.split("|")[1:3]
            documented |= {path: set(methods.replace(",", " ").split()) for path in re.findall(r"`([^`]+)`", paths)}
    served = {}
    for route in routes(Gateway(Settings(str(tmp_path)))):
        if isinstance(route, Mount):
            served[f"{route.path}/{{path}}"] = {"GET"}
        elif isinstance(route, Route):
            served[re.sub(r"{\w+:path}", "{path}", route.path)] = (route.methods or set()) - {"HEAD"}
    assert documented == served
