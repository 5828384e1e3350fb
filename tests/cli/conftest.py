"""The command line as a user runs it, in this process."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from cli_outcome import Govkg, Outcome

import govkg as govkg_package
from govkg import resources
from govkg.cli.main import run


@pytest.fixture
def govkg(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Govkg:
    """Run ``govkg`` with some words in an empty folder, with a wide terminal that knows no colour."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GOVKG_STORE", raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")

    def call(*words: str | Path) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["govkg", *map(str, words)])
        code: object = 0
        try:
            run()
        except SystemExit as end:
            code = end.code or 0
        assert isinstance(code, int)
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call


@pytest.fixture(scope="session")
def articles() -> Path:
    """The folder of articles that ships with govkg."""
    return resources.path("data/articles")


@pytest.fixture(scope="session")
def ingested(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the article that ships with govkg; to be copied, not to be written."""
    folder = tmp_path_factory.mktemp("ingested") / "govkg-store"
    with govkg_package.open(folder) as kg:
        assert kg.ingest(articles).new == 1
    return folder


@pytest.fixture
def stored(govkg: Govkg, ingested: Path, tmp_path: Path) -> Govkg:
    """``govkg`` in a folder whose store holds the article that ships with govkg."""
    shutil.copytree(ingested, tmp_path / "govkg-store")
    return govkg
