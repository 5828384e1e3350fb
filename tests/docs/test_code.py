"""All code in the documentation runs: a page is a story, told from top to bottom in one folder."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from unittest import SkipTest

import pytest
from sybil import Sybil
from sybil.example import Example
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser, SkipParser
from tests.docs import shell

import govkg

ROOT = Path(__file__).parents[2]
GENERATED = {ROOT / "docs" / "reference" / "cli.md", *(ROOT / "docs" / "notebooks").glob("*.md")}
"""The first shows forms of commands, not calls of them; test_notebooks runs what `make docs` makes the others of."""
PAGES = sorted({ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")} - GENERATED)
READS_ITSELF = "govkg ingest data/articles"


def _run_shell(example: Example) -> None:
    shell.run(str(example.parsed))


def _run_sparql(example: Example) -> None:
    with govkg.open("govkg-store", read_only=True) as kg:
        assert len(kg.sparql(str(example.parsed))), "a query that answers nothing shows nothing"  # type: ignore[arg-type]


def _read_json(example: Example) -> None:
    json.loads(str(example.parsed))


SYBIL = Sybil(
    parsers=[
        SkipParser(),
        PythonCodeBlockParser(),
        CodeBlockParser(language="console", evaluator=_run_shell),
        CodeBlockParser(language="sh", evaluator=_run_shell),
        CodeBlockParser(language="sparql", evaluator=_run_sparql),
        CodeBlockParser(language="json", evaluator=_read_json),
    ],
    path=str(ROOT),
    patterns=[str(page.relative_to(ROOT)) for page in PAGES],
)


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the article that ships with govkg."""
    store = tmp_path_factory.mktemp("docs") / "govkg-store"
    with govkg.open(store) as kg:
        kg.ingest(ROOT / "data" / "articles")
    return store


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_code_of_a_page_runs(page: Path, shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").symlink_to(ROOT / "data")
    (tmp_path / "articles").symlink_to(ROOT / "data" / "articles")
    if READS_ITSELF not in page.read_text("utf-8"):
        shutil.copytree(shipped, tmp_path / "govkg-store")
    for example in SYBIL.parse(page).examples():
        try:
            example.evaluate()
        except SkipTest as reason:  # the page says of this block why it cannot run here
            print(f"{page.name}:{example.line}: not run: {reason}")
