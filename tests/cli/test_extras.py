"""What the core does without its extras: its own work, and for the rest one line that says what to install."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from govkg.errors import MissingExtra
from govkg.extras import extra

WITHOUT = """
import sys
from importlib.abc import MetaPathFinder

class Bare(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {missing!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Bare())
sys.argv = ["govkg", *{words!r}]
from govkg.cli.main import run
run()
"""
FEED = '<rss version="2.0"><channel><item><link>https://news.example/a</link></item></channel></rss>'
PAGE = "<!doctype html><title>Tin</title><p>Bộ Y tế họp."


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _core() -> set[str]:
    """The packages that govkg without extras brings, themselves and what they need."""
    found: set[str] = set()
    wanted = ["govkg"]
    while wanted:
        name = wanted.pop()
        if name in found:
            continue
        found.add(name)
        try:
            needs = [Requirement(line) for line in requires(name) or ()]
        except PackageNotFoundError:
            continue  # not for this system
        wanted += [_plain(each.name) for each in needs if not each.marker or each.marker.evaluate({"extra": ""})]
    return found


@pytest.fixture(scope="module")
def bare() -> set[str]:
    """Modules that are installed here but not where somebody installed govkg alone."""
    core = _core()
    modules = {name for name, by in packages_distributions().items() if not core & set(map(_plain, by))}
    assert {"uvicorn", "mcp", "pyarrow", "protego", "SPARQLWrapper", "trafilatura", "watchfiles"} <= modules
    assert not {"govkg", "rich", "typer", "networkx"} & modules
    return modules


def govkg(bare: set[str], folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    script = WITHOUT.format(missing=bare, words=words)
    return subprocess.run([sys.executable, "-c", script], cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("web", ["ingest", "https://news.example/rss.xml"]),
        ("web", ["ingest", "feed.xml"]),
        ("web", ["extract", "page.html"]),
        ("web", ["extract", "pages.warc"]),
        ("watch", ["watch", "articles"]),
        ("link", ["link", "Bộ Y tế"]),
        ("server", ["serve"]),
        ("mcp", ["mcp"]),
        ("spark", ["batch", "article.txt", "out"]),
        ("parquet", ["export", "--format", "parquet", "-o", "out"]),
    ],
    ids=lambda given: given if isinstance(given, str) else " ".join(given),
)
def test_what_an_extra_is_missing_for_is_one_line(
    name: str, words: list[str], bare: set[str], ingested: Path, tmp_path: Path
) -> None:
    shutil.copytree(ingested, tmp_path / "govkg-store")
    (tmp_path / "feed.xml").write_text(FEED, "utf-8")
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    (tmp_path / "pages.warc").write_text("WARC/1.0\r\n", "utf-8")
    (tmp_path / "articles").mkdir()
    done = govkg(bare, tmp_path, *words)
    said = [line for line in done.stderr.splitlines() if not line.startswith("watching")]
    assert done.returncode == 1, done.stderr
    assert len(said) == 1, done.stderr
    assert f"is not available here: pip install 'govkg[{name}]'" in said[0]


def test_a_folder_is_read_without_extras_but_for_its_pages(bare: set[str], tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a.txt").write_text("Tin\nBộ Y tế họp.", "utf-8")
    (articles / "b.html").write_text(PAGE, "utf-8")
    done = govkg(bare, tmp_path, "ingest", "articles")
    assert done.returncode == 1
    assert done.stdout.startswith("1 new, 0 changed, 0 the same, 1 refused")
    assert "pip install 'govkg[web]'" in done.stderr


def test_a_module_of_our_own_that_is_not_there_is_no_missing_extra() -> None:
    with pytest.raises(ModuleNotFoundError), extra("web", "reading"):
        import govkg.no_such_module  # type: ignore[import-not-found] # noqa: F401


def test_a_missing_package_is_named() -> None:
    with pytest.raises(MissingExtra, match=r"reading is .* 'govkg\[web\]' \(no_such_package is missing\)"):  # noqa: SIM117
        with extra("web", "reading"):
            import no_such_package  # type: ignore[import-not-found] # noqa: F401
