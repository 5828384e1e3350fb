"""How quick the network pages are in a real Chromium: govkg's canvas and pyvis surfaces, and pyvis as it comes.

    python benchmarks/views.py                      # 100 to 100,000 nodes of a generated graph
    python benchmarks/views.py --sizes 100 1000     # only these
    python benchmarks/views.py --store DIR          # real articles where they reach that far, generated beyond

A row: seconds to make the page, its size, seconds until it can be used, frames a second while panning and zooming
(everything shown, two seconds each, at most 60), memory of the page after its garbage is collected (JavaScript
heap with its buffers), and the slowest of 20 searches. Headless, without a GPU; no host can be reached.
"""

from __future__ import annotations

import argparse
import gc
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import networkx as nx
from graphs import network
from selenium import webdriver
from selenium.common.exceptions import TimeoutException, WebDriverException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from urllib3.exceptions import HTTPError

import govkg
from govkg.views.network import network_html

SIZES = (100, 1_000, 5_000, 20_000, 100_000)
PYVIS_MOST = 2_000
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--window-size=1360,860",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--js-flags=--expose-gc",
)  # fmt: skip
SEARCHES = (
    "nguyen van an", "bo", "hoi nghi", "luat so 13", "cuc thuy loi", "tran", "y", "le thi", "khong co", "2019",
    "thong ke", "du lich 4", "hoang minh", "tcvn", "giao duc", "ngo", "pham cong tuan", "lan thu 51", "duong bo", "an",
)  # fmt: skip
FRAMES = """
const [how, milliseconds, done] = arguments;
const canvas = document.querySelector("canvas");
const box = canvas.getBoundingClientRect();
const [cx, cy] = [box.left + box.width / 2, box.top + box.height / 2];
const finger = (type, x) => canvas.dispatchEvent(new PointerEvent(type, {
  bubbles: true, cancelable: true, clientX: x, clientY: cy, pointerId: 1, pointerType: "mouse", isPrimary: true,
  button: type === "pointermove" ? -1 : 0, buttons: type === "pointerup" ? 0 : 1 }));
canvas.setPointerCapture = () => {};
const begin = performance.now();
let frames = 0;
if (how === "pan") finger("pointerdown", cx);
const step = (now) => {
  const passed = now - begin;
  if (passed >= milliseconds) {
    if (how === "pan") finger("pointerup", cx);
    return done(frames / ((performance.now() - begin) / 1000));
  }
  frames++;
  if (how === "pan") finger("pointermove", cx + 200 * Math.sin(passed / 250));
  else canvas.dispatchEvent(new WheelEvent("wheel", { bubbles: true, cancelable: true, clientX: cx, clientY: cy,
    deltaY: Math.sin(passed / 320) > 0 ? -60 : 60 }));
  requestAnimationFrame(step);
};
requestAnimationFrame(step);
"""


@contextmanager
def browser(limit: float) -> Iterator[webdriver.Chrome]:
    """A fresh Chromium that gives up after ``limit`` seconds."""
    options = Options()
    options.binary_location = shutil.which("chromium") or ""
    with tempfile.TemporaryDirectory() as profile:
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        page = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        page.set_page_load_timeout(limit)
        page.set_script_timeout(limit)
        page.command_executor.client_config.timeout = limit + 20
        try:
            yield page
        finally:
            page.quit()


def until(page: webdriver.Chrome, script: str, limit: float) -> float:
    """Seconds until a script returns true."""
    begin = time.perf_counter()
    while not page.execute_script(f"return {script}"):
        if time.perf_counter() - begin > limit:
            raise TimeoutException(f"not within {limit:.0f} s: {script}")
        time.sleep(0.01)
    return time.perf_counter() - begin


def measure(path: Path, ready: str, limit: float, *, ours: bool) -> list[str]:
    """The columns of a page that lies on disk, from "usable" on."""
    with browser(limit) as page:
        page.get("about:blank")
        begin = time.perf_counter()
        try:
            page.get(path.as_uri())
            until(page, ready, limit)
        except (WebDriverException, HTTPError):  # a page that is never done answers nothing, not even a question
            return [f"never ({limit:.0f} s)", "", "", "", ""]
        usable = time.perf_counter() - begin
        if ours:
            page.execute_script("govkg.show('all')")
            page.execute_async_script("govkg.surface.ready.then(() => arguments[0]())")
        frames = [page.execute_async_script(FRAMES, how, 2000) for how in ("pan", "zoom")]
        search = f"{search_time(page):.0f}" if ours else ""
        page.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
        heap = page.execute_cdp_cmd("Runtime.getHeapUsage", {})
        memory = (heap["usedSize"] + heap.get("backingStorageSize", 0)) / 1e6
        return [f"{usable:.2f}", f"{frames[0]:.0f}", f"{frames[1]:.0f}", f"{memory:.0f}", search]


def search_time(page: webdriver.Chrome) -> float:
    """Milliseconds of the slowest search, the names folded before, as they are once the page is idle."""
    script = """while (!govkg.search.prepare());
      let most = 0;
      for (const text of arguments[0]) {
        const begin = performance.now();
        govkg.search.find(text);
        most = Math.max(most, performance.now() - begin);
      }
      return most"""
    return float(page.execute_script(script, SEARCHES))


def plain_pyvis(graph: nx.MultiDiGraph[str], path: Path) -> None:
    """The page that pyvis makes by itself, its library within."""
    from pyvis.network import Network

    page = Network(directed=True, cdn_resources="in_line")
    for node, data in graph.nodes(data=True):
        page.add_node(node, label=data["label"])
    for source, target, data in graph.edges(data=True):
        page.add_edge(source, target, title=data["label_vi"])
    path.write_text(page.generate_html(), encoding="utf-8")


def graph_of(size: int, store: Path | None) -> tuple[nx.MultiDiGraph[str], str]:
    """A graph of a size: from real articles if the store has so many entities, else generated."""
    if store is not None:
        with govkg.open(store) as kg:
            real = kg.network()
        if len(real) >= size:
            ranked = sorted(real, key=lambda node: (-real.degree(node), node))
            return real.subgraph(ranked[:size]).copy(), "articles"
    return network(size), "generated"


def line(cells: list[str]) -> str:
    """A row of a Markdown table."""
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="How quick the network pages are.")
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, metavar="NODES")
    parser.add_argument("--store", type=Path, help="a store of real articles")
    parser.add_argument("--limit", type=float, default=180, help="seconds after which a page counts as never usable")
    parser.add_argument(
        "--without-plain-pyvis", action="store_true", help="skip pyvis as it comes, which takes minutes"
    )
    asked = parser.parse_args()
    columns = ["page", "nodes", "graph", "made s", "MB", "usable s", "pan f/s", "zoom f/s", "memory MB", "search ms"]
    print(line(columns), line(["---"] * len(columns)), sep="\n", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"

        def row(name: str, size: int, kind: str, make: Callable[[], None], ready: str, *, ours: bool) -> None:
            begin = time.perf_counter()
            make()
            made = time.perf_counter() - begin
            megabytes = path.stat().st_size / 1e6
            found = measure(path, ready, asked.limit, ours=ours)
            print(line([name, f"{size:,}", kind, f"{made:.1f}", f"{megabytes:.2f}", *found]), flush=True)

        for size in asked.sizes:
            graph, kind = graph_of(size, asked.store)
            ready = "document.documentElement.dataset.ready === 'yes'"

            def ours(renderer: str, graph: nx.MultiDiGraph[str] = graph) -> None:
                html = network_html(graph, renderer=renderer, title="Benchmark", limit=PYVIS_MOST)  # type: ignore[arg-type]
                path.write_text(html, encoding="utf-8")

            row("govkg canvas", size, kind, lambda: ours("canvas"), ready, ours=True)
            if size <= PYVIS_MOST:
                row("govkg pyvis", size, kind, lambda: ours("pyvis"), ready, ours=True)
            if size <= 5_000 and not asked.without_plain_pyvis:
                drawn = "typeof network !== 'undefined' && network.physics.ready"
                row("pyvis alone", size, kind, lambda graph=graph: plain_pyvis(graph, path), drawn, ours=False)
            del graph
            gc.collect()


if __name__ == "__main__":
    main()
