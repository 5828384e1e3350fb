"""The job: read by partition, decide identity by block, gather knowledge by node, write sorted quads.

Each step is a function that the embedded pipeline calls as well, and none depends on how the data is cut, so
the quads are the same, also when a worker dies and its part is done again elsewhere.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from py4j.protocol import Py4JJavaError
from pyoxigraph import Quad
from pyspark import RDD, StorageLevel
from pyspark.errors import AnalysisException, PySparkException
from pyspark.sql import SparkSession

from govkg.batch.inputs import Found, articles
from govkg.batch.parts import MANIFEST, QUADS, REFUSED, Manifest, Part
from govkg.errors import SourceError, StoreError
from govkg.extraction.pipeline import read as read_article
from govkg.graph.identity import Decisions, decide
from govkg.graph.inference import infer, premise_predicates
from govkg.graph.judgements import Judgements
from govkg.graph.mapping import Claim, claims
from govkg.graph.nodes import node_quads
from govkg.graph.profiles import Profile, profiles
from govkg.graph.records import Record, article_of
from govkg.graph.reference import reference, reference_quads
from govkg.graph.terms import node
from govkg.model.article import Article
from govkg.store import canonical
from govkg.store.base import FORMAT_VERSION
from govkg.store.failures import one_line
from govkg.vocabulary import Gov

_GZIP = "org.apache.hadoop.io.compress.GzipCodec"
_OF_BODIES = frozenset({Gov.partOf, Gov.before, Gov.after})
_PIECES_A_CORE = 4
"""Partitions for each core: enough that a slow one, or one done again, holds up little."""


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """One article, read: its id and digest, where it stood, the lines of its graph, and its record."""

    id: str
    rank: tuple[str, int, int]
    """Digest, partition, position: of two articles with one id the one of the least rank is kept."""
    lines: tuple[bytes, ...]
    record: Record


def session(master: str | None = None) -> SparkSession:
    """A Spark session on ``master`` (``spark://…``, ``local[4]``), else on what the environment names.

    Workers run the Python of PYSPARK_PYTHON, which must have govkg; without that variable, this one.
    """
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("govkg")
    builder = builder.config("spark.ui.showConsoleProgress", str(sys.stderr.isatty()).lower())
    return (builder.master(master) if master else builder).getOrCreate()


def run(spark: SparkSession, source: str, output: str, *, partitions: int | None = None) -> Manifest:
    """Read the articles at ``source`` into sorted N-Quads under ``output``; both are paths that Spark knows.

    Raises:
        SourceError: the source cannot be read at all.
        StoreError: the output is there already or cannot be written, or the cluster failed.

    """
    try:
        if _exists(spark, output):
            raise StoreError("exists already; a batch never overwrites", location=output)
        return _run(spark, source, output, partitions or _PIECES_A_CORE * spark.sparkContext.defaultParallelism)
    except Py4JJavaError as error:
        raise _failure(str(error.java_exception), source, output) from error
    except PySparkException as error:
        raise _failure(str(error), source, output) from error


def _exists(spark: SparkSession, path: str) -> bool:
    """Whether there is a file or folder, on whatever file system: Spark looks before it plans to read."""
    try:
        spark.read.text(path)
    except AnalysisException as error:
        if error.getCondition() == "PATH_NOT_FOUND":
            return False
        raise
    return True


def _failure(message: str, source: str, output: str) -> SourceError | StoreError:
    said = one_line(message.partition("\n")[0])
    if "does not exist" in said or "PATH_NOT_FOUND" in said or "matches 0 files" in said:
        return SourceError(said, path=source)
    return StoreError(said, location=output)


def _run(spark: SparkSession, source: str, output: str, partitions: int) -> Manifest:
    context = spark.sparkContext
    found = articles(spark, source, partitions)
    read = found.mapPartitionsWithIndex(_read).persist(StorageLevel.DISK_ONLY)
    repeated = context.broadcast(_repeated(read))
    kept = read.filter(lambda one: repeated.value.get(one.id, one.rank) == one.rank)

    decisions = _decisions(kept, partitions).persist(StorageLevel.MEMORY_AND_DISK)
    claimed = _claimed(kept, decisions, partitions)
    nodes = _nodes(claimed, partitions).persist(StorageLevel.DISK_ONLY)
    lines = context.union([
        context.parallelize([None], 1).flatMap(lambda _: canonical.lines(reference_quads())),
        kept.flatMap(lambda one: one.lines),
        decisions.flatMap(lambda decided: canonical.lines(decided.quads)),
        claimed.filter(lambda claim: claim.node in reference().bodies).mapPartitions(_body_lines),
        nodes.flatMap(canonical.lines),
        _inferred(nodes, partitions),
    ])  # fmt: skip
    lines = lines.coalesce(partitions).persist(StorageLevel.DISK_ONLY)  # sorting reads them twice: a sample, and all
    ordered = lines.sortBy(_itself, numPartitions=partitions).mapPartitions(_once).persist(StorageLevel.DISK_ONLY)
    ordered.map(lambda line: line.rstrip(b"\n")).saveAsTextFile(f"{output}/{QUADS}", _GZIP)

    refused = _refused(found, read.filter(lambda one: repeated.value.get(one.id, one.rank) != one.rank))
    refused.saveAsTextFile(f"{output}/{REFUSED}")
    manifest = _manifest(ordered, kept, refused)
    context.parallelize([manifest.to_json()], 1).saveAsTextFile(f"{output}/{MANIFEST}")
    for persisted in (read, decisions, nodes, lines, ordered):
        persisted.unpersist()
    return manifest


def _read(partition: int, found: Iterable[Found]) -> Iterator[ReadArticle]:
    for position, one in enumerate(found):
        if isinstance(one, Article):
            statements = read_article(one)
            record, quads = Record.with_quads(one, statements)
            yield ReadArticle(one.id, (one.digest, partition, position), tuple(canonical.lines(quads)), record)


def _repeated(read: RDD[ReadArticle]) -> dict[str, tuple[str, int, int]]:
    """The ids that come more than once, with the rank of the one to keep."""
    ranks = read.map(lambda one: (one.id, (1, one.rank)))
    counted = ranks.reduceByKey(lambda one, other: (one[0] + other[0], min(one[1], other[1])))
    return dict(counted.filter(lambda pair: pair[1][0] > 1).mapValues(lambda pair: pair[1]).collectAsMap())


def _refused(found: RDD[Found], repeated: RDD[ReadArticle]) -> RDD[str]:
    errors = found.filter(lambda one: not isinstance(one, Article)).map(str)
    return errors.union(repeated.map(lambda one: f"id {one.id!r} comes more than once"))


def _decisions(kept: RDD[ReadArticle], partitions: int) -> RDD[Decisions]:
    """Identity, block by block."""
    found = kept.flatMap(lambda one: profiles(one.record))
    ties = found.map(lambda one: one.keys).filter(lambda keys: len(keys) > 1).distinct().toLocalIterator()
    block = found.context.broadcast(components(ties))

    def block_of(profile: Profile) -> str:
        key = min(profile.keys)
        return str(block.value.get(key, key))

    blocks = found.keyBy(block_of).groupByKey(partitions)
    return blocks.map(lambda pair: decide(pair[1], Judgements(), reference()))


def components(ties: Iterable[frozenset[str]]) -> dict[str, str]:
    """The block of every key that is tied to another one, by union and find; only meetings tie keys, day to name."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for tied in ties:
        first, *others = sorted(tied)
        for other in others:
            parent[root(other)] = root(first)
    return {key: root(key) for key in list(parent)}


def _claimed(kept: RDD[ReadArticle], decisions: RDD[Decisions], partitions: int) -> RDD[Claim]:
    """What the articles say about nodes of the default graph, each article with what was decided of its mentions."""
    decided = decisions.flatMap(lambda one: one.canonical.items()).keyBy(lambda pair: article_of(pair[0]))
    records = kept.map(lambda one: (one.record.article, one.record))
    return records.cogroup(decided, partitions).flatMap(_claims)


def _nodes(claimed: RDD[Claim], partitions: int) -> RDD[list[Quad]]:
    """The quads of each node that rests on articles and is not a curated body."""
    others = claimed.filter(lambda claim: claim.node not in reference().bodies)
    return others.keyBy(lambda claim: claim.node).groupByKey(partitions).map(_node)


def _inferred(nodes: RDD[list[Quad]], partitions: int) -> RDD[bytes]:
    """What rules conclude: premises that one rule reads together are brought to one place."""
    curated = nodes.context.parallelize([None], 1).flatMap(lambda _: map(list, reference().about.values()))
    premises = nodes.union(curated).flatMap(_premises).partitionBy(partitions)
    return premises.mapPartitions(lambda placed: canonical.lines(infer(quad for _, quad in placed)))


def _premises(about: Sequence[Quad]) -> Iterator[tuple[str, Quad]]:
    """The quads of a node with the place where they meet the others that some rule reads with them.

    A tenure meets its post, and bodies all meet at one place, for what a body is within may be far above it.
    As short cuts in updates do, this goes with the rules in ``ontology/rules``.
    """
    read = [quad for quad in about if quad.predicate.value in premise_predicates()]
    for quad in read:
        if quad.predicate.value in _OF_BODIES:
            yield "bodies", quad
        else:
            post = next((str(other.object) for other in read if other.predicate.value == Gov.inPost), None)
            yield post or str(quad.subject), quad


def _claims(pair: tuple[str, tuple[Iterable[Record], Iterable[tuple[str, str]]]]) -> Iterator[Claim]:
    _, (records, decided) = pair
    identity = dict(decided)
    for record in records:
        yield from claims(record, identity, reference())


def _body_lines(claimed: Iterable[Claim]) -> Iterator[bytes]:
    """A curated body may rest on millions of statements, so they are not gathered: each is a quad of its own."""
    yield from canonical.lines(Quad(node(one.node), node(one.property), one.value) for one in claimed)


def _node(pair: tuple[str, Iterable[Claim]]) -> list[Quad]:
    name, about = pair
    ordered = sorted(about, key=lambda one: (one.told.iri, one.property, str(one.value)))
    return node_quads(name, ordered, reference().about.get(name, ()))


def _itself(line: bytes) -> bytes:
    return line


def _once(ordered: Iterable[bytes]) -> Iterator[bytes]:
    """Equal lines, which sorting brought together, once."""
    return (line for line, _ in groupby(ordered))


def _manifest(ordered: RDD[bytes], kept: RDD[ReadArticle], refused: RDD[str]) -> Manifest:
    def digested(index: int, lines: Iterable[bytes]) -> Iterator[Part]:
        total = canonical.Digest()
        for line in lines:
            total.add(line)
        yield Part(f"part-{index:05}.gz", total.count, total.hexdigest())

    parts: Sequence[Part] = ordered.mapPartitionsWithIndex(digested).collect()
    return Manifest(
        format=FORMAT_VERSION,
        articles=kept.count(),
        refused=refused.count(),
        statements=kept.map(lambda one: len(one.record.told)).sum(),
        quads=sum(part.quads for part in parts),
        digest=canonical.combined(part.digest for part in parts),
        parts=tuple(parts),
    )
