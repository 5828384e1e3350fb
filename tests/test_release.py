"""What is released: a wheel and an sdist that come out the same wherever they are built, and what is said of them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email.parser import BytesParser
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
SOURCES = ["pyproject.toml", ".gitignore", "src", "web", "hatch_build.py", "ontology", "data", "queries", "tests",
           "docs", "benchmarks", "README.md", "CHANGELOG.md", "CITATION.cff", "CODE_OF_CONDUCT.md", "CONTRIBUTING.md",
           "LICENSE", "SECURITY.md", "Makefile", "constraints.txt", "zensical.toml"]  # fmt: skip
EPOCH = "1767225600"
"""2026-01-01, in seconds."""


def built(folder: Path, touched: int, mask: int) -> dict[str, Path]:
    """Wheel and sdist, built from a copy of the project whose files have other times and permissions.

    Without npm, which would need a network: the front end, which it builds, is built by `web/bundle.py` and no other.
    """
    copy, out = folder / "govkg", folder / "dist"
    ignored = shutil.ignore_patterns("__pycache__", "node_modules", "*.egg-info")
    copy.mkdir()
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=ignored, copy_function=shutil.copyfile)
        else:
            shutil.copyfile(source, copy / name)
    shutil.rmtree(copy / "src/govkg/server/static/web", ignore_errors=True)
    for path in copy.rglob("*"):
        path.chmod(0o777 & ~mask)
        os.utime(path, (touched, touched))
    build(copy, out, "--sdist", "--wheel", umask=mask)
    return {path.suffix: path for path in out.iterdir()}


def build(project: Path, into: Path, *what: str, umask: int = 0o022) -> None:
    """Build as a release is built, with a Node.js that can fetch nothing."""
    programs = project.parent / "programs"
    programs.mkdir()
    for name in ("node", "npm"):
        (programs / name).write_text("#!/bin/sh\nexit 1\n")
        (programs / name).chmod(0o755)
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": EPOCH,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONHASHSEED": str(umask),
    }
    command = [sys.executable, "-m", "build", "--no-isolation", *what, "--outdir", str(into), str(project)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, umask=umask)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Path]]:
    return [
        built(tmp_path_factory.mktemp("one"), touched=1_000_000_000, mask=0o022),
        built(tmp_path_factory.mktemp("two"), touched=1_700_000_000, mask=0o027),
    ]


@pytest.mark.parametrize("suffix", [".whl", ".gz"])
def test_two_builds_are_the_same_bytes(releases: list[dict[str, Path]], suffix: str) -> None:
    one, two = (release[suffix] for release in releases)
    assert one.name == two.name
    assert sha256(one.read_bytes()).hexdigest() == sha256(two.read_bytes()).hexdigest()


def test_a_wheel_of_the_sdist_is_that_of_the_checkout(releases: list[dict[str, Path]], tmp_path: Path) -> None:
    with tarfile.open(releases[0][".gz"]) as packed:
        packed.extractall(tmp_path, filter="data")
    (folder,) = tmp_path.iterdir()
    build(folder, tmp_path / "dist", "--wheel")
    (wheel,) = (tmp_path / "dist").iterdir()
    assert wheel.read_bytes() == releases[0][".whl"].read_bytes()


def test_the_wheel_holds_the_package_its_types_and_its_data(releases: list[dict[str, Path]]) -> None:
    with zipfile.ZipFile(releases[0][".whl"]) as wheel:
        names = set(wheel.namelist())
        times = {info.date_time for info in wheel.infolist()}
        about = BytesParser().parsebytes(
            next(wheel.read(name) for name in names if name.endswith(".dist-info/METADATA"))
        )
    assert "govkg/py.typed" in names
    for kept in ("ontology/govkg.ttl", "ontology/context.jsonld", "data/rules/titles.yaml", "queries"):
        assert any(name.startswith(f"govkg/_resources/{kept}") for name in names), kept
    assert not any(part in name for name in names for part in ("tests/", "__pycache__", ".pyc"))
    assert times == {(2026, 1, 1, 0, 0, 0)}
    assert about["License-Expression"] == "Apache-2.0"
    assert set(about.get_all("Provides-Extra")) == set(PROJECT["optional-dependencies"])


def test_the_sdist_holds_what_its_tests_and_pages_need(releases: list[dict[str, Path]]) -> None:
    with tarfile.open(releases[0][".gz"]) as packed:
        names = {name.partition("/")[2] for name in packed.getnames()}
    assert {name for name in SOURCES if (ROOT / name).is_file()} - {".gitignore"} <= names
    assert "tests/test_release.py" in names
    assert "docs/data-statement.md" in names


def test_the_version_is_one() -> None:
    command = [sys.executable, "-m", "govkg.cli.main", "--version"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said == f"govkg {PROJECT['version']}\n"


def test_the_citation_is_of_this_version() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= citation.keys()  # what the schema requires
    assert citation["version"] == PROJECT["version"]
    assert citation["license"] == PROJECT["license"]
    assert [author["name"] for author in citation["authors"]] == [author["name"] for author in PROJECT["authors"]]
    assert citation["keywords"] == PROJECT["keywords"]


def test_the_changelog_is_kept_as_it_says() -> None:
    """Keep a Changelog 1.1.0: a heading a version, newest first, with its day; entries by kind."""
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    versions = re.findall(r"^## \[([^\]]+)\](?: - (\d{4}-\d{2}-\d{2}))?$", text, re.MULTILINE)
    assert versions[0] == ("Unreleased", "")
    assert all(day for _, day in versions[1:])
    assert [day for _, day in versions[1:]] == sorted((day for _, day in versions[1:]), reverse=True)
    assert len(re.findall(r"^## ", text, re.MULTILINE)) == len(versions)
    kinds = re.findall(r"^### (.+)$", text, re.MULTILINE)
    assert set(kinds) <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_every_dependency_has_a_row_that_says_why() -> None:
    """docs/ecosystem.md: each package under its extra, what it is for, why this one, and instead of what."""
    text = (ROOT / "docs" / "ecosystem.md").read_text("utf-8")
    rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in text.splitlines() if line[:2] == "| "]
    told = {(_plain(name), row[1]) for row in rows for name in row[0].split(",")}
    wanted = {("core", line) for line in PROJECT["dependencies"]} | {
        (extra, line) for extra, lines in PROJECT["optional-dependencies"].items() for line in lines
    }
    named = {(_plain(found[0]), extra) for extra, line in wanted if (found := re.match(r"[\w.-]+", line))}
    assert {(name, extra) for name, extra in named if name != "govkg"} - told == set()
    assert [row for row in rows if not (row[2] and row[3])] == []


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.strip()).lower()
