"""What storing costs: loading, opening, asking, and the whole way from a file to a store that can be asked.

Each figure stands beside the bare engine, rdflib in memory and oxrdflib on the same quads, which are generated
in the shape of docs/graph.md. Exit code 1 if any of them holds other quads than it was given.

    python benchmarks/store.py --quads 1000000 --open 10000000 --corpus articles.jsonl.gz
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, count, islice
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import rdflib
import yaml
from pyoxigraph import Literal, NamedNode, Quad

from govkg import iris
from govkg.ingest import ingest
from govkg.queries import library
from govkg.search import open_index
from govkg.store import canonical
from govkg.store.embedded import EmbeddedStore
from govkg.store.opening import open_store
from govkg.vocabulary import Gov, Rdf, Xsd, concept

G = {term.name: NamedNode(term.value) for term in Gov}
JSON = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON")
TYPE, LABEL = NamedNode(Rdf.type), NamedNode(Rdf.label)
TEXT = "Sáng nay, đại diện cơ quan đã dự hội nghị và trình bày báo cáo về công tác của năm. " * 12
EXAMPLE = Path(__file__).resolve().parents[1] / "tests" / "queries"
"""The graph of the named queries, and the cases that they are asked in."""
REPEATED = 11
STATEMENTS = 12
"""An article's statements; about two stand in one sentence."""


def article(number: int) -> Iterator[Quad]:
    """One article, its statements and evidence in its graph, and what follows from it in the default graph."""
    graph = NamedNode(iris.article(f"bai-{number}"))
    day = Literal(f"{2005 + number % 20}-{1 + number % 12:02}-{1 + number % 28:02}", datatype=NamedNode(Xsd.date))
    about = {"articleTitle": f"Bài viết số {number}", "articleText": f"{number}. {TEXT}", "digest": f"{number:032x}"}
    yield from (Quad(graph, G[name], Literal(text), graph) for name, text in about.items())
    yield Quad(graph, G["published"], day, graph)
    yield Quad(graph, TYPE, G["Article"], graph)
    for i in range(0, STATEMENTS, 2):
        evidence = NamedNode(f"{graph.value}#evidence.{i * 84}")
        yield Quad(evidence, G["startOffset"], Literal(i * 84), graph)
        yield Quad(evidence, G["exact"], Literal(f"{number}.{i} {TEXT[:83]}"), graph)
    meeting = NamedNode(f"{iris.ID}meeting/hoi-nghi-{number}")
    yield Quad(meeting, TYPE, G["Meeting"])
    yield Quad(meeting, LABEL, Literal(f"Hội nghị số {number}", language="vi"))
    yield Quad(meeting, G["begin"], day)
    for i in range(STATEMENTS):
        statement = NamedNode(f"{graph.value}#statement.{i}")
        fact = (
            f'{{"@type":"Participates","meeting":"{number}","agent":"{i}","@rule":"meeting.{i % 7}","@confidence":0.9}}'
        )
        yield Quad(statement, G["fact"], Literal(fact, datatype=JSON), graph)
        yield Quad(statement, G["evidence"], NamedNode(f"{graph.value}#evidence.{i // 2 * 168}"), graph)
        official = NamedNode(f"{iris.ID}person/can-bo-{(number * STATEMENTS + i) % (number // 3 + 50)}")
        part = NamedNode(f"{iris.ID}participation/{number}-{i}")
        yield Quad(official, TYPE, G["Official"])
        yield Quad(official, LABEL, Literal(f"Cán bộ {official.value.rpartition('-')[2]}", language="vi"))
        yield Quad(part, TYPE, G["Participation"])
        yield Quad(part, G["event"], meeting)
        yield Quad(part, G["participant"], official)
        yield Quad(part, G["participationRole"], NamedNode(concept("participation-role", "attendee")))
        yield Quad(part, G["restsOn"], statement)


def generated(size: int) -> Iterator[Quad]:
    """``size`` quads; officials that come back are restated, so a store holds somewhat fewer."""
    return islice(chain.from_iterable(map(article, count())), size)


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


class Table:
    """Lines as they are measured, and whether anything was lost."""

    def __init__(self) -> None:
        self.lost: list[str] = []

    def line(self, what: str, figure: str, note: str = "") -> None:
        print(f"  {what:<46} {figure:>16}  {note}", flush=True)

    def same(self, what: str, held: int, expected: int) -> None:
        if held != expected:
            self.lost.append(f"{what} holds {held} quads instead of {expected}")


def loading(table: Table, folder: Path, size: int, compared: int) -> None:
    """One set of quads into every store; rdflib's get the first ``compared`` of them."""
    quads = list(dict.fromkeys(generated(size)))
    small = quads[:compared]
    print(f"\nLoading {len(quads):,} quads (rdflib and oxrdflib: {len(small):,})")

    def rate(what: str, seconds: float, number: int, note: str = "") -> None:
        table.line(what, f"{number / seconds:,.0f} quads/s", f"{seconds:.2f} s{note}")

    bare = ox.Store(str(folder / "bare"))
    seconds = timed(lambda: bare.bulk_extend(quads))
    rate("bare engine, bulk_extend, disk", seconds, len(quads))
    table.same("the bare engine", len(bare), len(quads))
    with EmbeddedStore(folder / "ours") as ours:
        mine = timed(lambda: ours.load(quads))
        rate("govkg, load, disk", mine, len(quads), f", {mine / seconds:.2f} times the bare engine (bound 1.3)")
        table.same("govkg", len(ours), len(quads))
        expected = canonical.digest(quads).hexdigest()
        if canonical.digest(ours.dump()).hexdigest() != expected:
            table.lost.append("govkg holds other quads than it was given")
    memory = EmbeddedStore()
    rate("govkg, load, memory", timed(lambda: memory.load(quads)), len(quads))
    text = b"".join(canonical.lines(small))
    plain = rdflib.Dataset()
    rate("rdflib in memory", timed(lambda: plain.parse(data=text, format="nquads")), len(small))
    oxrdf = rdflib.Dataset(store="Oxigraph")
    oxrdf.store.open(str(folder / "oxrdflib"))
    rate("oxrdflib, disk", timed(lambda: oxrdf.addN(_for_rdflib(oxrdf, small))), len(small))
    table.same("oxrdflib", sum(1 for _ in oxrdf.store._inner), len(small))
    with EmbeddedStore(folder / "ours", read_only=True) as reader:
        asking(table, reader, bare, plain, oxrdf)
    named(table, folder, quads)


def _for_rdflib(dataset: rdflib.Dataset, quads: list[Quad]) -> Iterator[tuple[object, object, object, rdflib.Graph]]:
    from govkg.store.rdflib_face import to_rdflib

    graphs: dict[str, rdflib.Graph] = {}
    for quad in quads:
        name = str(quad.graph_name)
        if name not in graphs:
            graphs[name] = dataset.default_graph if name == "DEFAULT" else dataset.graph(quad.graph_name.value)
        yield to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object), graphs[name]


QUERIES = {
    "the meetings of an official": """SELECT ?meeting ?day WHERE {
        ?part <{participant}> <{id}person/can-bo-7> ; <{event}> ?meeting . ?meeting <{begin}> ?day }""",
    "each with its sentence": """SELECT ?meeting ?fact WHERE {
        ?part <{participant}> <{id}person/can-bo-7> ; <{event}> ?meeting ; <{restsOn}> ?statement .
        GRAPH ?article { ?statement <{fact}> ?fact } }""",
    "officials by number of meetings": """SELECT ?official (COUNT(?part) AS ?n) WHERE {
        ?part <{participant}> ?official } GROUP BY ?official ORDER BY DESC(?n) LIMIT 10""",
}


def named(table: Table, folder: Path, quads: list[Quad]) -> None:
    """Each case of the library of named queries, over the graph of its tests among the quads; the bound is 1.2."""
    place = folder / "named"
    with EmbeddedStore(place) as store:
        store.load([*quads, *ox.parse(path=EXAMPLE / "fixture.trig")])
        index = open_index(store)
        texts = []
        for case in yaml.safe_load((EXAMPLE / "expected.yaml").read_text(encoding="utf-8")):
            query = library()[case["query"]]
            values = {name: str(value).replace("id:", iris.ID) for name, value in case["parameters"].items()}
            texts.append((query.name, query.bind(query.terms(store, index, values))))
        index.close()
    engine = ox.Store.read_only(str(place / "quads"))
    spent: dict[str, tuple[float, float]] = {}
    with EmbeddedStore(place, read_only=True) as ours:
        for name, text in texts:
            table.same(f"the answer to {name!r}", len(ask(ours, text)), len(ask(engine, text)))
            mine, bare = side_by_side(text, ours, engine)
            before = spent.get(name, (0.0, 0.0))
            spent[name] = before[0] + mine, before[1] + bare
    print(f"\nAsking the {len(spent)} named queries, {len(texts)} cases (best of {REPEATED})")
    mine, bare = (sum(side) for side in zip(*spent.values(), strict=True))
    table.line("all of them", f"{1000 * mine:.1f} ms", f"{mine / bare:.2f} times the bare engine (bound 1.2)")
    worst = max(spent, key=lambda name: spent[name][0] / spent[name][1])
    mine, bare = spent[worst]
    table.line(f"furthest from it: {worst}", f"{1000 * mine:.2f} ms", f"{mine / bare:.2f} times the bare engine")


def filled(text: str) -> str:
    for name, term in (*((name, term.value) for name, term in G.items()), ("id", iris.ID)):
        text = text.replace(f"{{{name}}}", term)
    return text


def asking(table: Table, ours: EmbeddedStore, bare: ox.Store, plain: rdflib.Dataset, oxrdf: rdflib.Dataset) -> None:
    """The same questions of all; the bound is 1.2 times the bare engine."""
    print(f"\nAsking (best of {REPEATED}; rdflib and oxrdflib of the smaller set, once)")
    for name, template in QUERIES.items():
        text = filled(template)
        mine, engine = side_by_side(text, ours, bare)
        theirs = [1000 * timed(partial(ask, dataset, text)) for dataset in (plain, oxrdf)]
        note = f"engine {1000 * engine:.2f}, rdflib {theirs[0]:.0f}, oxrdflib {theirs[1]:.1f} ms"
        table.line(name, f"{1000 * mine:.2f} ms", f"{mine / engine:.2f} times the bare engine; {note}")
        table.same(f"the answer to {name!r}", len(ask(ours, text)), len(ask(bare, text)))


def side_by_side(text: str, *stores: Any) -> list[float]:
    """The least seconds that each store takes; they are asked in turn, so that what else runs slows them alike."""
    turns = [[timed(partial(ask, store, text)) for store in stores] for _ in range(REPEATED)]
    return [min(times) for times in zip(*turns, strict=True)]


def ask(store: Any, text: str) -> list[object]:
    return list(store.query(text))


def serving(table: Table, address: str, size: int) -> None:
    """The same quads over HTTP into an empty server; what else it must know comes from the environment."""
    quads = list(dict.fromkeys(generated(size)))
    print(f"\nServing {len(quads):,} quads at {address}")
    with open_store(address) as store:
        if len(store):
            sys.exit(f"{address} is not empty")
        seconds = timed(lambda: store.load(quads))
        table.line("load over HTTP", f"{len(quads) / seconds:,.0f} quads/s", f"{seconds:.2f} s")
        table.same(address, len(store), len(quads))
        for name, template in QUERIES.items():
            mine = statistics.median(timed(partial(ask, store, filled(template))) for _ in range(7))
            table.line(name, f"{1000 * mine:.2f} ms")


OPEN_AND_ASK = """
import sys, time
began = time.perf_counter()
from govkg.store.opening import open_store
imported = time.perf_counter()
with open_store(sys.argv[1], read_only=True) as store:
    rows = list(store.query('SELECT ?s WHERE { ?s <http://www.w3.org/2000/01/rdf-schema#label> "Hội nghị số 9"@vi }'))
    print(imported - began, time.perf_counter() - imported, len(rows))
"""


def opening(table: Table, folder: Path, size: int) -> None:
    """A fresh process opens a large store and looks one name up; the bound is 0.3 s."""
    print(f"\nOpening a store of about {size:,} quads")
    place = folder / "large"
    with EmbeddedStore(place) as store:
        seconds = timed(lambda: store.load(generated(size)))
        held = len(store)
    disk = sum(path.stat().st_size for path in place.rglob("*") if path.is_file())
    table.line("load", f"{held / seconds:,.0f} quads/s", f"{held:,} quads, {disk / 2**30:.2f} GiB on disk")
    for turn in ("first", "second"):
        done = subprocess.run(
            [sys.executable, "-c", OPEN_AND_ASK, str(place)], capture_output=True, text=True, check=True
        )
        imported, opened, rows = done.stdout.split()
        table.line(f"open and first lookup, {turn} time", f"{float(opened):.3f} s", f"imports {float(imported):.3f} s")
        table.same("the lookup", int(rows), 1)


class Memory(threading.Thread):
    """Watches the resident memory of this process and its children, together."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak, self.done = 0, threading.Event()

    def run(self) -> None:
        while not self.done.wait(0.05):
            self.peak = max(self.peak, sum(map(_resident, _family(os.getpid()))))


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children")
    try:
        return [pid, *chain.from_iterable(_family(int(child)) for child in children.read_text().split())]
    except FileNotFoundError:
        return []


def _resident(pid: int) -> int:
    """Bytes, a page that processes share counted once for all of them."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return 0
    return sum(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def reading(table: Table, folder: Path, corpus: Path, jobs: int) -> None:
    """From a file of articles to a store that can be asked."""
    with (gzip.open if corpus.suffix == ".gz" else open)(corpus, "rb") as stream:
        articles = sum(1 for _ in stream)
    print(f"\nFrom {corpus.name} ({articles:,} articles) to a store, {jobs} processes")
    memory = Memory()
    memory.start()
    with open_store(folder / "corpus") as store:
        began = time.perf_counter()
        report = ingest(store, [corpus], jobs=jobs)
        seconds = time.perf_counter() - began
        quads = len(store)
    memory.done.set()
    memory.join()
    with open_store() as empty:
        ingest(empty, [])
        reference = len(empty)
    disk = sum(path.stat().st_size for path in (folder / "corpus").rglob("*") if path.is_file())
    table.line("articles", f"{report.read / seconds:,.0f} /s", f"{seconds:.1f} s; {report} (bound 200 /s)")
    table.line("peak memory of all processes", f"{memory.peak / 2**20:,.0f} MiB", "(bound 1,536 MiB)")
    if report.statements:
        each = (quads - reference) / report.statements
        table.line("quads for each fact", f"{each:.2f}", f"{quads:,} quads, {report.statements:,} facts (bound 8)")
    table.line("on disk", f"{disk / 2**20:,.0f} MiB", f"{disk / max(report.read, 1):,.0f} bytes an article")
    table.same("the ingest", report.new + report.changed + len(report.refused), report.read - report.same)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    arguments.add_argument("--quads", type=int, default=1_000_000, help="how many to load (0: leave out)")
    arguments.add_argument("--compared", type=int, default=100_000, help="how many of them rdflib loads")
    arguments.add_argument("--open", type=int, default=0, help="quads of a store to open, such as 10000000")
    arguments.add_argument("--corpus", type=Path, help="a .jsonl or .jsonl.gz file of articles")
    arguments.add_argument("--server", help="the query address of an empty SPARQL server to load as well")
    arguments.add_argument("--jobs", type=int, default=2)
    options = arguments.parse_args()
    table = Table()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.quads and not options.server:
            loading(table, folder, options.quads, options.compared)
        if options.open:
            opening(table, folder, options.open)
            shutil.rmtree(folder / "large")
        if options.server:
            serving(table, options.server, options.quads or 1_000_000)
        if options.corpus:
            reading(table, folder, options.corpus, options.jobs)
    for what in table.lost:
        print(f"LOST  {what}")
    return 1 if table.lost else 0


if __name__ == "__main__":
    sys.exit(main())
