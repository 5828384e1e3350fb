"""A folder and a store stay in step while files come, change and go, also while nobody watches."""

from __future__ import annotations

import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytest.importorskip("watchfiles", reason="the extra watch is not installed")
import govkg
from govkg.errors import GovkgError, SourceError
from govkg.watching import STATE, Step, Watch

Steps = queue.Queue[Step]
PATIENCE = 60


def write(path: Path, text: str) -> None:
    """As careful writers do: whole, under its name, at once."""
    partial = path.with_name(f".{path.name}.part")
    partial.write_text(text, "utf-8")
    partial.replace(path)


def tell(number: int) -> str:
    return f"Tin {number}\nNgày 6/1/2012, Sở Y tế tỉnh Nghệ An tổ chức hội nghị lần {number}."


@contextmanager
def watching(folder: Path, store: Path, **more: object) -> Iterator[Steps]:
    steps: Steps = queue.Queue()
    stop = threading.Event()
    failures: list[BaseException] = []

    def run() -> None:
        try:
            Watch(folder, store, steps.put, settle=0.2, **more).run(stop)  # type: ignore[arg-type]
        except GovkgError as error:
            failures.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield steps
    finally:
        stop.set()
        thread.join()
    if failures:
        raise failures[0]


def count(store: Path) -> int:
    with govkg.open(store, read_only=True) as kg:
        (row,) = kg.sparql(
            "SELECT (COUNT(*) AS ?n) { GRAPH ?a { ?a a <https://w3id.org/govkg/ontology#Article> } }"
        ).to_dicts()
    return int(row["n"])


def test_files_come_change_and_go(tmp_path: Path) -> None:
    folder, store = tmp_path / "news", tmp_path / "store"
    (folder / "sub").mkdir(parents=True)
    write(folder / "a.txt", tell(1))
    with watching(folder, store) as steps:
        assert str(steps.get(timeout=PATIENCE)) == "1 new, 0 changed, 0 the same, 0 refused, 0 retracted"
        write(folder / "sub/b.txt", tell(2))
        assert steps.get(timeout=PATIENCE).report.new == 1
        assert count(store) == 2
        write(folder / "a.txt", tell(3))
        assert steps.get(timeout=PATIENCE).report.changed == 1
        (folder / "sub/b.txt").unlink()
        assert steps.get(timeout=PATIENCE).retracted == ("sub/b",)
        assert count(store) == 1


def test_what_happened_while_nobody_watched(tmp_path: Path) -> None:
    folder, store = tmp_path / "news", tmp_path / "store"
    folder.mkdir()
    for number in (1, 2):
        write(folder / f"{number}.txt", tell(number))
    with watching(folder, store) as steps:
        assert steps.get(timeout=PATIENCE).report.new == 2
    (folder / "1.txt").unlink()
    write(folder / "3.txt", tell(3))
    with watching(folder, store) as steps:
        came, went = steps.get(timeout=PATIENCE), steps.get(timeout=PATIENCE)
        assert (came.report.new, came.retracted) == (1, ())
        assert went.retracted == ("1",)
    with watching(folder, store) as steps, pytest.raises(queue.Empty):
        steps.get(timeout=1.5)


def test_a_file_that_is_still_being_written_waits(tmp_path: Path) -> None:
    folder, store = tmp_path / "news", tmp_path / "store"
    folder.mkdir()
    with watching(folder, store) as steps:
        with (folder / "a.jsonl").open("w", encoding="utf-8") as file:
            for number in range(12):
                file.write(json.dumps({"id": str(number), "text": tell(number)}) + "\n")
                file.flush()
                with pytest.raises(queue.Empty):
                    steps.get(timeout=0.1)
        step = steps.get(timeout=PATIENCE)
        assert (step.report.new, step.report.refused) == (12, [])


def test_a_file_that_breaks_keeps_what_it_had_and_one_that_shrinks_does_not(tmp_path: Path) -> None:
    folder, store = tmp_path / "news", tmp_path / "store"
    folder.mkdir()
    lines = [json.dumps({"id": str(number), "text": tell(number)}) for number in range(3)]
    write(folder / "a.jsonl", "\n".join(lines))
    with watching(folder, store) as steps:
        assert steps.get(timeout=PATIENCE).report.new == 3
        write(folder / "a.jsonl", lines[0] + '\n{"id": "1", "te')
        broken = steps.get(timeout=PATIENCE)
        assert str(broken.report.refused[0]).startswith(f"{folder / 'a.jsonl'}:2:")
        assert broken.retracted == ()
        write(folder / "a.jsonl", "\n".join(lines[:2]))
        assert steps.get(timeout=PATIENCE).retracted == ("2",)


def test_an_article_that_moves_to_another_file_stays(tmp_path: Path) -> None:
    folder, store = tmp_path / "news", tmp_path / "store"
    folder.mkdir()
    write(folder / "a.json", json.dumps({"id": "1", "text": tell(1)}))
    with watching(folder, store) as steps:
        steps.get(timeout=PATIENCE)
        (folder / "a.json").rename(folder / "b.json")
        seen = [steps.get(timeout=PATIENCE), steps.get(timeout=PATIENCE)]
        assert [step.retracted for step in seen] == [(), ()]
    assert count(store) == 1


def test_a_folder_that_is_emptied_at_once_is_an_error_unless_meant(tmp_path: Path) -> None:
    folder, store = tmp_path / "news", tmp_path / "store"
    folder.mkdir()
    for number in (1, 2):
        write(folder / f"{number}.txt", tell(number))
    with watching(folder, store) as steps:
        steps.get(timeout=PATIENCE)
    for number in (1, 2):
        (folder / f"{number}.txt").unlink()
    with pytest.raises(SourceError, match="all 2 files"):
        Watch(folder, store, lambda _: None).run(threading.Event())
    assert count(store) == 2
    with watching(folder, store, emptied=True) as steps:
        assert steps.get(timeout=PATIENCE).retracted == ("1", "2")


def test_a_store_that_another_writes_to_is_waited_for(tmp_path: Path) -> None:
    folder, store = tmp_path / "news", tmp_path / "store"
    folder.mkdir()
    write(folder / "a.txt", tell(1))
    heard = threading.Event()
    with govkg.open(store) as kg:
        context = watching(folder, store, waiting=lambda _: heard.set())
        steps = context.__enter__()
        assert heard.wait(PATIENCE)
        kg.ingest()
    try:
        assert steps.get(timeout=PATIENCE).report.new == 1
    finally:
        context.__exit__(None, None, None)


@pytest.mark.parametrize(("name", "why"), [("gone", "no such folder"), ("file.txt", "no such folder")])
def test_what_is_no_folder(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "file.txt").touch()
    with pytest.raises(SourceError, match=why):
        Watch(tmp_path / name, tmp_path / "store", lambda _: None).run(threading.Event())


def test_a_state_that_is_none(tmp_path: Path) -> None:
    (tmp_path / STATE).write_text("[1", "utf-8")
    with pytest.raises(SourceError, match="delete it to begin anew"):
        Watch(tmp_path, tmp_path / "store", lambda _: None).run(threading.Event())


def test_sigterm_ends_it_with_all_that_was_read_stored(tmp_path: Path) -> None:
    folder, store = tmp_path / "news", tmp_path / "store"
    folder.mkdir()
    write(folder / "a.txt", tell(1))
    program = [sys.executable, "-m", "govkg.cli.main", "watch", str(folder), "--store", str(store), "--settle", "0.1"]
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "1 new, 0 changed, 0 the same, 0 refused, 0 retracted\n"
        process.send_signal(signal.SIGTERM)
        _, talk = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, talk
    assert talk.splitlines()[-1] == "stopped; all that was read is stored"
    assert count(store) == 1
    shutil.rmtree(store)
