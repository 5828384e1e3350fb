"""What taking a store elsewhere costs: time, peak memory and size of every format, for stores of growing size.

Quads are generated in the shape of docs/graph.md. Each export runs in a process of its own, whose peak memory (the
resident set, engine included) is printed, beside what the process held before it began to write, and its time by the
clock and of the processor (of which quads a second are told: other work on the machine does not count in). Exit code
1 if a format needs more than 1.5 times the memory for the largest store than for the
smallest. Below a million quads that says little: what is sorted at once and the caches of the engine still fill.

    python benchmarks/export.py --quads 1000000 3000000
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from govkg.exports import FOLDERS, STREAMS, write, write_tables
from govkg.store.embedded import EmbeddedStore
from govkg.store.opening import open_store
from store import generated

BOUND = 1.5


def peak() -> int:
    """The largest resident set of this process so far, in MiB (of this program: ``ru_maxrss`` counts its parent in)."""
    (line,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) >> 10


def one(form: str, store: str, target: Path) -> dict[str, float]:
    """Export once, in this process."""
    with open_store(store, read_only=True) as opened:
        next(opened.quads(), None)
        before, began, worked = peak(), time.perf_counter(), time.process_time()
        if form in FOLDERS:
            target.mkdir()
            write_tables(opened, target, form)
        else:
            with target.open("wb") as file:
                write(opened, file, form)
        seconds, cpu = time.perf_counter() - began, time.process_time() - worked
    files = target.iterdir() if target.is_dir() else [target]
    size = sum(file.stat().st_size for file in files)
    return {"seconds": seconds, "cpu": cpu, "peak": peak(), "before": before, "bytes": size}


def measured(form: str, store: Path, folder: Path) -> dict[str, float]:
    """Export once, in a process of its own."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        command = [sys.executable, __file__, "--one", form, str(store), str(Path(place) / "out")]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        found: dict[str, float] = json.loads(done.stdout)
        return found


def line(name: str, *figures: str) -> None:
    print(f"  {name:<16}" + "".join(f"{figure:>11}" for figure in figures), flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quads", type=int, nargs="+", default=[1_000_000, 3_000_000])
    parser.add_argument("--formats", nargs="+", choices=[*STREAMS, *FOLDERS], default=[*STREAMS, *FOLDERS])
    parser.add_argument("--one", nargs=3, metavar=("FORMAT", "STORE", "TARGET"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        form, store, target = given.one
        print(json.dumps(one(form, store, Path(target))))
        return 0
    peaks: dict[str, list[float]] = {form: [] for form in given.formats}
    with tempfile.TemporaryDirectory() as place:
        for size in sorted(given.quads):
            path = Path(place) / str(size)
            with EmbeddedStore(path) as store:
                store.load(generated(size))
                held = len(store)
            print(f"\n{held:,} quads")
            line("format", "seconds", "CPU s", "per CPU s", "peak MiB", "before", "MB")
            for form in given.formats:
                found = measured(form, path, Path(place))
                peaks[form].append(found["peak"])
                figures = (found["seconds"], found["cpu"], held / found["cpu"], found["peak"], found["before"])
                line(form, *(f"{figure:,.1f}" for figure in (*figures, found["bytes"] / 1e6)))
    grown = {form: its[-1] / its[0] for form, its in peaks.items() if len(its) > 1}
    print("\nPeak memory of the largest store beside the smallest (bound 1.5)")
    for form, ratio in grown.items():
        print(f"  {form:<16}{ratio:>9.2f}")
    return int(any(ratio > BOUND for ratio in grown.values()))


if __name__ == "__main__":
    sys.exit(main())
