"""From sources to the store: read, and make each batch of articles arrive whole or not at all.

A run can be stopped at any moment and run again: a batch that was acknowledged is found to be the same
and passed over, one that was not is as if it had never begun.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import chain, islice
from multiprocessing import get_context

from pyoxigraph import Literal, NamedNode

from govkg import iris
from govkg.errors import GovkgError, NotFound, SourceError
from govkg.extraction.base import Extractor
from govkg.extraction.pipeline import read as read_article
from govkg.graph.knowledge import ingest_change, resolve_change, retract_change
from govkg.model.article import Article, Origin
from govkg.model.statement import Statement
from govkg.sources.reading import Source, read
from govkg.sources.web.manners import Manners
from govkg.store.base import Change, Store, select
from govkg.vocabulary import Gov

BATCH = 64
"""Articles that arrive together: large enough to spread the cost of a commit, small enough to lose little."""

_MANY, _FIRST = 8, 80
"""From so many batches on, the first so many batches (about 5,000 articles, 300 MB) of an empty store are one."""


@dataclass(slots=True)
class Report:
    """What a run did, in articles: ``new``, ``changed``, ``same``; ``refused`` holds why; ``statements`` read."""

    new: int = 0
    changed: int = 0
    same: int = 0
    statements: int = 0
    refused: list[GovkgError] = field(default_factory=list)
    origins: dict[str, Origin | None] = field(default_factory=dict)
    """Where each article was read, by its id."""

    @property
    def read(self) -> int:
        """Articles and refusals met so far."""
        return self.new + self.changed + self.same + len(self.refused)

    def __str__(self) -> str:
        return f"{self.new} new, {self.changed} changed, {self.same} the same, {len(self.refused)} refused"


Progress = Callable[[Report, Change], None]


def ingest(
    store: Store,
    sources: Iterable[Source],
    *,
    extractor: Extractor = read_article,
    jobs: int = 1,
    manners: Manners | None = None,
    progress: Progress | None = None,
) -> Report:
    """Read ``sources`` into ``store``; ``jobs`` processes read, one writes; ``manners`` are for addresses.

    ``progress`` hears of each batch that has arrived, with the change that it made.

    Raises:
        StoreError: the store cannot be written; what came before stays.
    """
    report = Report()
    todo = _new_or_changed(store, _once(read(sources, manners), report), report)
    batches = _extracted(todo, extractor, jobs)
    for batch in _founded(batches) if len(store) == 0 else batches:
        change = ingest_change(store, _counted(batch, report))
        store.apply(change)
        if progress:
            progress(report, change)
    return report


def retract(store: Store, articles: Iterable[str]) -> Iterator[tuple[str, Change]]:
    """Take articles out one by one; yields the IRI of each and what its going changed, once it is gone.

    Raises:
        NotFound: the store has no such article.
        StoreError: the store cannot be written; what came before stays out.
    """
    for name in articles:
        article = _article(store, name)
        change = retract_change(store, article)
        store.apply(change)
        yield article, change


def resolve(store: Store) -> Change:
    """Decide identity anew and rebuild knowledge from the articles, the judgements and the reference data."""
    change = resolve_change(store)
    if change:
        store.apply(change)
    return change


def _article(store: Store, name: str) -> str:
    """The IRI of a stored article by its id, address or IRI."""
    by_url = f"SELECT ?a {{ GRAPH ?a {{ ?a <{Gov.url}> ?url }} }} ORDER BY ?a"
    candidate = name if name.startswith(iris.ID) else iris.article(name)
    if next(store.quads(NamedNode(candidate)), None) is not None:
        return candidate
    for (found,) in select(store, by_url, substitutions={"url": Literal(name)}):
        if isinstance(found, NamedNode):
            return found.value
    raise NotFound(name)


def _once(found: Iterable[Article | GovkgError], report: Report) -> Iterator[Article]:
    """Articles whose id comes up once; the second of one id is refused, for it would replace the first."""
    for one in found:
        if isinstance(one, GovkgError):
            report.refused.append(one)
            continue
        before = report.origins.setdefault(one.id, one.origin)
        if before != one.origin:
            path, line = (one.origin.path, one.origin.line) if one.origin else (None, None)
            report.refused.append(SourceError(f"id {one.id!r} was already read from {before}", path=path, line=line))
        else:
            yield one


def _new_or_changed(store: Store, articles: Iterator[Article], report: Report) -> Iterator[list[Article]]:
    """Batches without the articles that the store holds just as they are."""
    while batch := list(islice(articles, BATCH)):
        held = _digests(store, batch)
        todo = [article for article in batch if held.get(article.id) != article.digest]
        report.same += len(batch) - len(todo)
        report.changed += sum(article.id in held for article in todo)
        report.new += sum(article.id not in held for article in todo)
        if todo:
            yield todo


def _digests(store: Store, articles: Sequence[Article]) -> dict[str, str]:
    """The digests that the store holds for these articles, by article id."""
    ids = {iris.article(article.id): article.id for article in articles}
    values = " ".join(str(NamedNode(iri)) for iri in ids)
    rows = select(store, f"SELECT ?a ?d {{ VALUES ?a {{ {values} }} GRAPH ?a {{ ?a <{Gov.digest}> ?d }} }}")
    held: dict[str, str] = {}
    for article, digest in rows:
        if isinstance(article, NamedNode) and isinstance(digest, Literal):
            held[ids[article.value]] = digest.value
    return held


ReadArticle = tuple[Article, list[Statement]]
Extracted = list[ReadArticle]


def _counted(batch: Iterable[ReadArticle], report: Report) -> Iterator[ReadArticle]:
    for article, statements in batch:
        report.statements += len(statements)
        yield article, statements


def _founded(batches: Iterator[Extracted]) -> Iterator[Iterable[ReadArticle]]:
    """For an empty store: of many articles, the first come together, each taken up while others are being read.

    Knowledge of nothing is built at once, which costs a few milliseconds an article; to find what an article
    touches in a store that grows costs ten times that.
    """
    few = list(islice(batches, _MANY))
    if len(few) < _MANY:
        yield from few
        return
    yield chain.from_iterable(chain(few, islice(batches, _FIRST - _MANY)))
    yield from batches


def _extract(extractor: Extractor, articles: list[Article]) -> list[list[Statement]]:
    return [extractor(article) for article in articles]


def _extracted(batches: Iterator[list[Article]], extractor: Extractor, jobs: int) -> Iterator[Extracted]:
    """Each batch with what it states, in order; with several jobs a few batches are read ahead."""
    if jobs <= 1:
        for batch in batches:
            yield list(zip(batch, _extract(extractor, batch), strict=True))
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        waiting: deque[tuple[list[Article], Future[list[list[Statement]]]]] = deque()

        def first() -> Extracted:
            batch, stated = waiting.popleft()
            return list(zip(batch, stated.result(), strict=True))

        for batch in batches:
            waiting.append((batch, pool.submit(_extract, extractor, batch)))
            if len(waiting) > 2 * jobs:
                yield first()
        while waiting:
            yield first()
