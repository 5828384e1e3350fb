"""Nothing that people rely on is undocumented, no link of ours is dead; and were it so, the site would not be built."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


def program(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def proof() -> ModuleType:
    return program("proof")


def test_nothing_is_undocumented(proof: ModuleType) -> None:
    assert list(proof.undocumented()) == []


def test_no_link_is_dead(proof: ModuleType) -> None:
    assert list(proof.dead_links()) == []


@pytest.mark.parametrize(
    ("page", "told", "missing"),
    [
        ("reference/cli.md", "## `govkg who`", "govkg who: not in docs/reference/cli.md"),
        ("reference/cli.md", "### `govkg judge undo`", "govkg judge undo: not in docs/reference/cli.md"),
        ("queries.md", "## who-held", "who-held: not in docs/queries.md"),
        ("ontology.md", "`gov:Tenure`", "gov:Tenure: not in docs/ontology.md"),
        ("reference/http.md", "| `/void`", "GET /void: not in docs/reference/http.md"),
        ("reference/http.md", "| `/` | GET", "GET /: not in docs/reference/http.md"),
        ("reference/python.md", "::: govkg.lookup.facts", "govkg.lookup.Tenure: not in docs/reference/python.md"),
    ],
    ids=lambda given: given.strip("#:|` ").split("`")[0],
)
def test_what_a_page_lacks_is_said(page: str, told: str, missing: str, proof: ModuleType, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    shutil.copytree(ROOT / "docs", docs, ignore=shutil.ignore_patterns("images", "notebooks"))
    text = (docs / page).read_text("utf-8")
    assert told in text
    (docs / page).write_text(text.replace(told, ""), "utf-8")
    assert [line for line in proof.undocumented(docs) if line.startswith(missing)]


def test_what_leads_nowhere_is_said(proof: ModuleType, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (tmp_path / "README.md").write_text("[site](docs/a.md) [gone](docs/b.md)", "utf-8")
    (docs / "a.md").write_text(
        "[out](../README.md) [self](#x) [web](https://example.org) `[code](no.md)`\n```\n[code](no.md)\n```\n", "utf-8"
    )
    assert list(proof.dead_links(tmp_path)) == [
        "README.md: docs/b.md is not there",
        "docs/a.md: ../README.md is not on the site",
    ]


def test_the_build_stops_there() -> None:
    """`make docs` asks before it builds, and make stops at what fails."""
    done = subprocess.run([sys.executable, ROOT / "docs" / "proof.py"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    recipe = re.search(r"^docs:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert recipe is not None
    steps = recipe[1].splitlines()
    assert steps[0] == "\t$(BIN)/python docs/proof.py"
    assert steps[-1] == "\t$(BIN)/zensical build --clean --strict"


def test_the_page_of_the_architecture_has_every_module_with_what_it_is() -> None:
    page = program("floors").page()
    package = ROOT / "src" / "govkg"
    for path in package.rglob("*.py"):
        floor, *inside = path.relative_to(package).with_suffix("").parts
        if floor == "__init__":
            continue
        (section,) = re.findall(rf"^## {floor}\n\n(.+?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
        name = ".".join(part for part in inside if part != "__init__")
        assert not name or re.search(rf"^- `{re.escape(name)}`: \S", section, re.MULTILINE), f"{floor}.{name}"


def test_every_benchmark_is_on_its_page() -> None:
    page = (ROOT / "docs" / "benchmarks.md").read_text("utf-8")
    programs = {path.name for path in (ROOT / "benchmarks").glob("*.py") if "__main__" in path.read_text("utf-8")}
    assert programs == set(re.findall(r"`python benchmarks/(\w+\.py)", page))


def test_every_page_is_in_the_contents_of_the_site() -> None:
    listed = set(re.findall(r'"([\w/-]+\.md)"', (ROOT / "zensical.toml").read_text("utf-8")))
    made = {f"notebooks/{story.stem}.md" for story in (ROOT / "docs" / "notebooks").glob("*.py")} | {"architecture.md"}
    pages = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    assert listed == pages | made
