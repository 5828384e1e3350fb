"""Kill ingests with SIGKILL at random moments and prove that nothing is lost.

Each round begins with an empty store, or with one that holds the same articles in an earlier wording, and
lets a process read articles into it, which is killed. Then
  1. the store opens, holds exactly what some number of whole batches had made of it, and passes the checks;
  2. the same command, run again, ends in a graph equal, quad for quad, to one that was never interrupted.
Exit code 1 if a round shows anything else.

    python benchmarks/crash.py --rounds 200
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from govkg import ingest as ingesting
from govkg.check import check
from govkg.ingest import ingest
from govkg.store import canonical
from govkg.store.base import Store
from govkg.store.opening import open_store

FAMILY = ("Trần", "Lê", "Phạm", "Vũ", "Đỗ", "Bùi", "Hoàng")
MIDDLE = ("Văn", "Minh", "Hồng", "Quang", "Thu")
GIVEN = ("Bình", "Hoa", "Đức", "Hà", "Huy", "Trang", "Lan", "Sơn", "Tâm", "Yến", "Khánh")
POSTS = ("Bộ trưởng", "Thứ trưởng", "Chánh Văn phòng", "Vụ trưởng Vụ Pháp chế")
BODIES = ("Bộ Y tế", "Bộ Tư pháp", "Bộ Tài chính", "Bộ Xây dựng", "Bộ Công Thương")
BATCH = 4
"""Articles in a batch: few, so that a short run has many commits to be killed between and within."""


def write_articles(path: Path, count: int, wording: str) -> None:
    """A file of articles in which officials of ministries hold posts and meet; ``wording`` makes them differ."""
    with path.open("w", encoding="utf-8") as stream:
        for i in range(count):
            name, post, body = person(i // 2), POSTS[i % 4], BODIES[i % 5]
            other = person(3 * i + 1)
            text = (
                f"Sáng {1 + i % 27}/3/2012, {post} {body} {name} đã chủ trì hội nghị {wording} số {i} tại Hà Nội. "
                f"Tham dự hội nghị có Thứ trưởng {BODIES[(i + 2) % 5]} {other}. "
                f"{name} cho biết {body} sẽ thực hiện Nghị định số {i + 1}/2011/NĐ-CP."
            )
            article = {"id": f"a{i}", "title": f"Hội nghị {wording} số {i}", "text": text, "published": "2012-03-28"}
            stream.write(json.dumps(article, ensure_ascii=False) + "\n")


def person(number: int) -> str:
    """A name that comes back after 385 others, so that some articles share a person and most do not."""
    return f"{FAMILY[number % 7]} {MIDDLE[number % 5]} {GIVEN[number % 11]}"


def digest(store: Store) -> str:
    return canonical.digest(store.dump()).hexdigest()


def violations(store: Store) -> list[str]:
    """What ``govkg check`` finds wrong, the reasoner left out, which asks the same of every state."""
    return [f"{one.check}: {one.node}" for one in check(store, reasoner=False) if one.level == "violation"]


@dataclass(frozen=True)
class Case:
    """A run that will be interrupted: where it starts, what it reads, and the states that it may be found in."""

    name: str
    start: Path | None
    source: Path
    states: tuple[str, ...]
    seconds: float

    @property
    def last(self) -> str:
        return self.states[-1]


def prepare(name: str, start: Path | None, source: Path, folder: Path) -> Case:
    """Run once without interruption, taking the digest before the first batch and after each."""
    location = folder / f"whole-{name}"
    if start is not None:
        shutil.copytree(start, location)
    with open_store(location) as store:
        states = [digest(store)]
        ingest(store, [source], progress=lambda *_: states.append(digest(store)))
        if wrong := violations(store):
            sys.exit(f"{name}: without any interruption, {'; '.join(wrong)}")
    again = folder / f"timed-{name}"
    if start is not None:
        shutil.copytree(start, again)
    began = time.perf_counter()
    with open_store(again) as store:
        ingest(store, [source])
        seconds = time.perf_counter() - began
        if digest(store) != states[-1]:
            sys.exit(f"{name}: two runs without any interruption differ")
    return Case(name, start, source, tuple(states), seconds)


def victim(location: Path, source: Path, ready: Connection) -> None:
    """The process that is killed; it has its rules and reference data at hand before its time begins to run."""
    ingesting.BATCH = BATCH
    with open_store() as warm:
        ingest(warm, [source])
    with open_store(location) as store:
        ready.send(True)
        ingest(store, [source])


def run_round(
    case: Case, location: Path, delay: float, context: multiprocessing.context.BaseContext
) -> tuple[int, list[str]]:
    """How many batches had arrived when the process was killed, and what was wrong after it."""
    if case.start is not None:
        shutil.copytree(case.start, location)
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=victim, args=(location, case.source, there))  # type: ignore[attr-defined]
    process.start()
    here.recv()
    time.sleep(delay)
    process.kill()
    process.join()
    wrong = []
    with open_store(location) as store:
        found = digest(store)
        if found not in case.states:
            wrong.append(f"after the kill the store holds {len(store)} quads, as after no whole batch")
        wrong += violations(store)
        ingest(store, [case.source])
        if digest(store) != case.last:
            wrong.append(f"run again, the store ends with {len(store)} quads unlike a run without interruption")
    return case.states.index(found) if found in case.states else -1, wrong


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    arguments.add_argument("--rounds", type=int, default=200)
    arguments.add_argument("--articles", type=int, default=40)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    ingesting.BATCH = BATCH
    chance = random.Random(options.seed)
    context = multiprocessing.get_context("forkserver")  # what it forks has never seen a store of this process
    context.set_forkserver_preload(["govkg.ingest", "govkg.store.opening"])
    killed_at: Counter[str] = Counter()
    failures: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first, second = folder / "first.jsonl", folder / "second.jsonl"
        write_articles(first, options.articles, "tổng kết")
        write_articles(second, options.articles, "triển khai")
        new = prepare("new", None, first, folder)
        changed = prepare("changed", folder / "whole-new", second, folder)
        for number in range(options.rounds):
            case = (new, changed)[number % 2]
            location = folder / f"round-{number}"
            batches, wrong = run_round(case, location, chance.uniform(0, 1.1 * case.seconds), context)
            failures += [f"round {number} ({case.name}): {what}" for what in wrong]
            place = {0: "before the first batch", len(case.states) - 1: "after the last"}.get(
                batches, "between batches"
            )
            killed_at[place] += 1
            shutil.rmtree(location)
    print(f"{options.rounds} ingests of {options.articles} articles killed, new and changed in turn")
    for place, count in sorted(killed_at.items()):
        print(f"  {count:4} {place}")
    for case in (new, changed):
        print(f"  {case.name}: {len(case.states) - 1} batches, {case.seconds:.2f} s without interruption")
    for failure in failures:
        print(f"LOST  {failure}")
    print("nothing was lost" if not failures else f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
