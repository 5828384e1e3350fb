"""What the pipeline costs on Apache Spark, and whether its quads are those of the embedded pipeline.

The articles are read twice, a quarter of them and all, so that what a job costs before it reads anything shows
apart from what an article costs. Exit code 1 if the two pipelines differ in one quad.

    python benchmarks/batch.py --articles 2000
    python benchmarks/batch.py --corpus articles.jsonl.gz --master spark://127.0.0.1:7077
"""

from __future__ import annotations

import argparse
import gzip
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from crash import write_articles

from govkg.batch import parts
from govkg.batch.job import run, session
from govkg.graph.knowledge import new_store_quads
from govkg.ingest import read_article
from govkg.model.article import Article
from govkg.sources.reading import read
from govkg.store import canonical
from govkg.store.embedded import EmbeddedStore


def first_lines(source: Path, target: Path, count: int) -> None:
    with gzip.open(source, "rb") if source.suffix == ".gz" else source.open("rb") as lines, target.open("wb") as out:
        out.writelines(islice(lines, count))


def embedded(source: Path, folder: Path) -> canonical.Digest:
    """The same articles in a new embedded store, with what each stage costs an article; its digest."""
    spent: list[tuple[str, float]] = []

    def done(stage: str, began: float) -> float:
        spent.append((stage, time.process_time() - began))
        return time.process_time()

    clock = time.process_time()
    articles = [one for one in read([source]) if isinstance(one, Article)]
    clock = done("reading", clock)
    stated = [(one, read_article(one)) for one in articles]
    clock = done("extraction", clock)
    quads = new_store_quads(stated)
    clock = done("quads, identity and knowledge", clock)
    with EmbeddedStore(folder) as store:
        store.load(quads)
        done("loading", clock)
        digest = canonical.digest(store.dump())
    disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    own = digest.count - len(set(new_store_quads([])))
    costs = ", ".join(f"{stage} {1000 * seconds / len(articles):.2f}" for stage, seconds in spent)
    print(f"  embedded, one process: milliseconds of processor an article: {costs}")
    print(f"  {own / len(articles):.1f} quads an article beside {digest.count - own:,} that stand before any", end="; ")
    print(f"{disk / digest.count:.0f} bytes a quad on disk")
    return digest


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    arguments.add_argument("--articles", type=int, default=2000)
    arguments.add_argument("--corpus", type=Path, help="a .jsonl or .jsonl.gz file to take the articles from")
    arguments.add_argument("--master", default="local[2]")
    options = arguments.parse_args()
    began = time.perf_counter()
    spark = session(options.master)
    spark.sparkContext.setLogLevel("ERROR")
    print(f"session on {options.master}: {time.perf_counter() - began:.1f} s")
    differing = False
    times: list[tuple[int, float]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_articles(folder / "warm.jsonl", 20, "khởi động")
        run(spark, str(folder / "warm.jsonl"), str(folder / "warm"))  # starts the workers' Python and reads the rules
        for count in (options.articles // 4, options.articles):
            source, output = folder / f"{count}.jsonl", folder / f"out-{count}"
            if options.corpus:
                first_lines(options.corpus, source, count)
            else:
                write_articles(source, count, "tổng kết")
            began = time.perf_counter()
            manifest = run(spark, str(source), str(output))
            times.append((manifest.articles, time.perf_counter() - began))
            size = sum(path.stat().st_size for path in (output / parts.QUADS).glob("part-*"))
            print(
                f"{manifest.articles:,} articles: {times[-1][1]:.1f} s; {manifest.statements:,} facts, "
                f"{manifest.quads:,} quads, {size / manifest.quads:.0f} bytes a quad compressed"
            )
            expected = embedded(source, folder / f"store-{count}")
            same = (expected.count, expected.hexdigest()) == (manifest.quads, manifest.digest)
            differing = differing or not same
            print(f"  the quads are {'equal to' if same else 'DIFFERENT FROM'} those of the embedded pipeline")
    spark.stop()
    (few, quick), (many, slow) = times
    each = (slow - quick) / (many - few)
    print(f"a job costs {quick - few * each:.1f} s and {1000 * each:.1f} ms an article ({1 / each:,.0f} articles/s)")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
