"""Identity in figures: quality on the hard set, and speed and size on a corpus.

python benchmarks/identity.py                          quality on tests/identity/articles.yaml
python benchmarks/identity.py --corpus news.jsonl.gz   also: build, add one article, resolve, quads a fact
"""

from __future__ import annotations

import argparse
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote

from govkg.extraction.pipeline import read as read_article
from govkg.folding import fold
from govkg.graph.identity import decide
from govkg.graph.judgements import Judgements
from govkg.graph.knowledge import Read, ingest_change, new_store_quads, resolve_change
from govkg.graph.profiles import profiles
from govkg.graph.records import Record
from govkg.graph.reference import reference, reference_quads
from govkg.model.article import Article
from govkg.sources.reading import read as read_sources
from govkg.store.embedded import EmbeddedStore

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "identity"))
from identity_gold import Clusters, bcubed, hard_set, pairwise, wrong_pairs

T = TypeVar("T")
ADDED = 100
"""Articles that are added one by one to the store that holds the others."""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--corpus", help="articles to measure speed and size on")
    arguments.add_argument("--errors", action="store_true", help="list the pairs that are wrong")
    given = arguments.parse_args()
    print(f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}")
    quality(errors=given.errors)
    if given.corpus:
        speed(given.corpus)


def quality(*, errors: bool) -> None:
    """Precision and recall, by annotated statements and end to end by the rule reader."""
    articles = hard_set()
    gold = {mention: name for one in articles for mention, name in one.clusters.items()}
    annotated = decided(Record.of(one.article, one.statements) for one in articles)
    print(f"\nquality on {len(articles)} articles, {len(gold)} mentions  (precision / recall)")
    for kind in ("person", "meeting"):
        of_kind = {mention: name for mention, name in gold.items() if f"#{kind}." in mention}
        report(f"{kind}s, annotated statements", of_kind, annotated, errors=errors)
    records = [Record.of(one.article, read_article(one.article)) for one in articles]
    people = {fold(unquote(mention)): mention for mention in gold if "#person." in mention}
    read = {
        people[key]: name for mention, name in decided(records).items() if (key := fold(unquote(mention))) in people
    }
    found = {mention: name for mention, name in gold.items() if mention in read}
    report(f"persons, statements by the reader ({len(found)} of {len(people)} read)", found, read, errors=errors)


def decided(records: Iterable[Record]) -> Clusters:
    """The canonical entity of every mention."""
    found = chain.from_iterable(map(profiles, records))
    return decide(found, Judgements(), reference()).canonical


def report(title: str, gold: Clusters, found: Clusters, *, errors: bool) -> None:
    """One line of figures, and the wrong pairs where asked for."""
    cubed, pairs = bcubed(gold, found), pairwise(gold, found)
    print(
        f"  {title:54} B³ {cubed.precision:.3f} / {cubed.recall:.3f} (F1 {cubed.f1:.3f})   "
        f"pairs {pairs.precision:.3f} / {pairs.recall:.3f}"
    )
    if errors:
        for kind, one, other in wrong_pairs(gold, found):
            print(f"      wrongly {kind}: {unquote(one)} | {unquote(other)}")


def speed(corpus: str) -> None:
    """Seconds to build, to add one article, to decide anew; quads for each fact."""
    articles: list[Read] = [
        (article, read_article(article)) for article in read_sources([corpus]) if isinstance(article, Article)
    ]
    facts = sum(len(statements) for _, statements in articles)
    print(f"\n{len(articles)} articles, {facts} facts")
    with EmbeddedStore() as store:
        seconds, quads = timed(lambda: new_store_quads(articles[:-ADDED]))
        print(f"  all quads of {len(articles) - ADDED} articles       {seconds:8.2f} s")
        seconds, _ = timed(lambda: store.load(quads))
        print(f"  loaded ({len(quads)} quads)           {seconds:8.2f} s")
        steps = [timed(lambda one=one: store.apply(ingest_change(store, [one])))[0] for one in articles[-ADDED:]]
        worst = max(steps) * 1000
        median = statistics.median(steps) * 1000
        print(f"  one article added, of {ADDED}: median   {median:8.1f} ms, worst {worst:.0f} ms")
        seconds, change = timed(lambda: resolve_change(store))
        print(f"  resolve                           {seconds:8.2f} s, changes {len(change.remove) + len(change.add)}")
        own, all_ = (len(store) - len(reference_quads())) / facts, len(store) / facts
        print(f"  quads for each fact, all graphs   {own:8.2f}   (with ontology and reference data {all_:.2f})")


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds and result of a call."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


if __name__ == "__main__":
    main()
