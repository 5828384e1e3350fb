"""Exports as a user makes them, and what goes wrong with them."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_outcome import Govkg

from govkg.exports import FOLDERS, STREAMS


def everything(path: Path) -> dict[str, bytes]:
    """The bytes of a file, or of all files of a folder."""
    return {one.name: one.read_bytes() for one in path.iterdir()} if path.is_dir() else {"": path.read_bytes()}


@pytest.mark.parametrize("form", [*STREAMS, *FOLDERS])
def test_twice_gives_the_same_bytes(stored: Govkg, form: str) -> None:
    for name in ("a", "b"):
        outcome = stored("export", "--format", form, "-o", name)
        assert (outcome.code, outcome.out) == (0, "")
        assert outcome.err == f"wrote {name}\n"
    assert everything(Path("a")) == everything(Path("b"))
    said = b"".join(everything(Path("a")).values())
    assert form == "parquet" or "Trần Việt Thanh".encode() in said
    assert {path.name for path in Path().iterdir()} == {"a", "b", "govkg-store"}


@pytest.mark.parametrize("form", ["nquads", "csv"])
def test_an_older_export_is_replaced(stored: Govkg, form: str) -> None:
    stored("export", "--format", "csv" if form == "csv" else "turtle", "-o", "a")
    assert stored("export", "--format", form, "-o", "a").code == 0
    assert stored("export", "--format", form, "-o", "b").code == 0
    assert everything(Path("a")) == everything(Path("b"))
    assert {path.name for path in Path().iterdir()} == {"a", "b", "govkg-store"}


def test_tables_in_a_zip(stored: Govkg) -> None:
    for name in ("a.zip", "b.ZIP"):
        assert stored("export", "--format", "csv", "-o", name).code == 0
    assert stored("export", "--format", "csv", "-o", "c").code == 0
    assert Path("a.zip").read_bytes() == Path("b.ZIP").read_bytes()
    with zipfile.ZipFile("a.zip") as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == everything(Path("c"))
    assert {path.name for path in Path().iterdir()} == {"a.zip", "b.ZIP", "c", "govkg-store"}


@pytest.mark.parametrize("form", ["nquads", "jsonld", "ftm"])
def test_standard_output(ingested: Path, form: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "govkg.cli.main", "export", "--store", str(ingested), "--format", form, "-o"]
    piped = subprocess.run([*command, "-"], capture_output=True, check=True)
    subprocess.run([*command, "a"], cwd=tmp_path, check=True, capture_output=True)
    assert piped.stdout == (tmp_path / "a").read_bytes()
    assert piped.stderr == b""


def test_tables_are_many_files(stored: Govkg) -> None:
    outcome = stored("export", "--format", "csv", "-o", "-")
    assert outcome.code == 2
    assert "name a folder or a .zip" in outcome.err


def test_an_unknown_format(stored: Govkg) -> None:
    assert stored("export", "--format", "docx", "-o", "a").code == 2
    assert not Path("a").exists()


def test_a_folder_with_other_files_stays_as_it_is(stored: Govkg) -> None:
    Path("mine").mkdir()
    Path("mine/thesis.odt").write_text("years of work")
    assert "mine: holds other files" in stored("export", "--format", "csv", "-o", "mine").error
    assert everything(Path("mine")) == {"thesis.odt": b"years of work"}
    assert "govkg-store: holds other files" in stored("export", "--format", "csv", "-o", "govkg-store").error
    Path("note.txt").write_text("x")
    assert "note.txt: is a file" in stored("export", "--format", "parquet", "-o", "note.txt").error


@pytest.mark.parametrize("place", ["", ".", "..", "/", "mine", "mine/"])
def test_places_that_are_no_file(stored: Govkg, place: str) -> None:
    Path("mine").mkdir()
    assert "is a folder, not a file" in stored("export", "--format", "nquads", "-o", place).error
    if not place.startswith("mine"):
        assert "name a new folder" in stored("export", "--format", "csv", "-o", place).error


@pytest.mark.parametrize("form", ["nquads", "csv"])
def test_no_folder_to_write_into(stored: Govkg, form: str) -> None:
    assert "nowhere/a: cannot be written: No such file" in stored("export", "--format", form, "-o", "nowhere/a").error
    assert {path.name for path in Path().iterdir()} == {"govkg-store"}


def test_a_folder_that_may_not_be_written(stored: Govkg) -> None:
    Path("locked").mkdir(mode=0o500)
    locked = "/sys" if os.geteuid() == 0 else "locked"  # root may write everywhere but there
    assert "Permission denied" in stored("export", "--format", "nquads", "-o", f"{locked}/a").error


@pytest.mark.parametrize("form", ["nquads", "jsonld", "csv", "zip", "parquet"])
def test_a_disk_that_is_full_leaves_nothing_behind(ingested: Path, tmp_path: Path, form: str) -> None:
    """A limit on the size of files fails as a full disk does, in the middle of a write."""
    if form in STREAMS:
        (tmp_path / "a").write_text("the last good export")
    before = everything(tmp_path)
    name, form = ("a.zip", "csv") if form == "zip" else ("a", form)
    outcome = subprocess.run(
        [sys.executable, "-m", "govkg.cli.main", "export", "--store", ingested, "--format", form, "-o", name],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit(50_000 if form != "parquet" else 15_000),
    )
    assert (outcome.returncode, outcome.stdout) == (1, "")
    assert outcome.stderr.splitlines() == [f"govkg: {name}: cannot be written: {os.strerror(errno.EFBIG)}"]
    assert everything(tmp_path) == before


def limit(size: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_standard_output_that_is_full(ingested: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "govkg.cli.main", "export", "--store", ingested, "--format", "ftm", "-o", "-"]
        outcome = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert outcome.returncode == 1
    assert outcome.stderr.splitlines() == [f"govkg: standard output: cannot be written: {os.strerror(errno.ENOSPC)}"]


def test_a_reader_that_goes_away(ingested: Path) -> None:
    command = f"{sys.executable} -m govkg.cli.main export --store {ingested} --format nquads -o - | head -1"
    outcome = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)
    assert outcome.stdout.startswith("<http")
    assert "Traceback" not in outcome.stderr


def test_parquet_without_pyarrow(stored: Govkg, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert "pip install 'govkg[parquet]'" in stored("export", "--format", "parquet", "-o", "a").error
    assert not Path("a").exists()
    assert stored("export", "--format", "csv", "-o", "a").code == 0
