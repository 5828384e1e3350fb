"""The job on a cluster of a master and two workers: its quads equal those of the embedded pipeline."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from clusters import Cluster, answer, free_port, spark_class, wait_for

from govkg.batch import parts
from govkg.errors import StoreError
from govkg.ingest import ingest
from govkg.store import canonical
from govkg.store.embedded import EmbeddedStore

pytestmark = [
    pytest.mark.java,
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(spark_class() is None, reason="the extra spark is not installed"),
    pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java runtime"),
]

DRIVER = """
    import sys
    from govkg.batch.job import run, session
    from govkg.errors import GovkgError
    spark = session(sys.argv[1])
    for source, output in zip(sys.argv[2::2], sys.argv[3::2]):
        try:
            manifest = run(spark, source, output, partitions=6)
            print("done", manifest.articles, manifest.refused, manifest.quads)
        except GovkgError as error:
            print(type(error).__name__, error)
    spark.stop()
"""
SETTINGS = {
    "spark.executor.memory": "512m",
    "spark.driver.memory": "512m",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.shuffle.io.retryWait": "200ms",
    "spark.network.timeout": "60s",
    "spark.executor.heartbeatInterval": "5s",
}
FAMILY, GIVEN = ("Trần", "Lê", "Phạm", "Vũ", "Đỗ"), ("Bình", "Hoa", "Đức", "Hà", "Huy", "Trang", "Lan")
BODIES = ("Bộ Y tế", "Bộ Tư pháp", "Bộ Tài chính")


def article(number: int) -> str:
    name = f"{FAMILY[number % 5]} Văn {GIVEN[number % 7]}"
    body = BODIES[number % 3]
    text = (
        f"Ngày {1 + number % 9}/3/2012, Thứ trưởng {body} {name} chủ trì hội nghị tổng kết công tác số {number % 4} "
        f"tại Hà Nội. Chánh Văn phòng {body} {FAMILY[number % 4]} Thị {GIVEN[number % 6]} tham dự hội nghị."
    )
    record = {"id": f"a{number}", "title": f"Bài {number}", "text": text, "published": "2012-03-12"}
    return json.dumps(record, ensure_ascii=False)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        made.start(workers=2)
        yield made
    finally:
        made.stop()


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two files of articles; one line of each is no article."""
    folder = tmp_path_factory.mktemp("source")
    lines = [article(number) for number in range(40)]
    (folder / "1.jsonl").write_text("\n".join([*lines[:20], '{"id": "empty", "text": ""}', ""]), encoding="utf-8")
    with gzip.open(folder / "2.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.write("\n".join([*lines[20:], "no JSON", ""]))
    return folder


@pytest.fixture(scope="module")
def expected(source: Path) -> list[bytes]:
    with EmbeddedStore() as store:
        report = ingest(store, [source])
        assert (report.new, len(report.refused)) == (40, 2)
        return list(canonical.sorted_lines(store.dump()))


def start(cluster: Cluster, *paths: Path | str, page: int | None = None) -> subprocess.Popen[str]:
    settings = {**SETTINGS, "spark.ui.port": str(page or free_port()), "spark.cores.max": "2"}
    options = " ".join(f"--conf {name}={value}" for name, value in settings.items())
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(DRIVER), cluster.master, *map(str, paths)],
        env={**cluster.environment, "PYSPARK_SUBMIT_ARGS": f"{options} pyspark-shell"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(driver: subprocess.Popen[str]) -> str:
    output, errors = driver.communicate(timeout=800)
    assert driver.returncode == 0, errors[-4000:]
    return output.strip()


@pytest.fixture(scope="module")
def output(cluster: Cluster, source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("output") / "out"
    assert finish(start(cluster, f"{source}/*.jsonl*", folder)).startswith("done 40 2 ")
    return folder


def written(output: Path) -> list[bytes]:
    manifest = parts.Manifest.read(output)
    return [line for part in manifest.parts for line in parts.lines(output, part)]


def test_the_quads_equal_those_of_the_embedded_pipeline(output: Path, expected: list[bytes]) -> None:
    assert written(output) == expected  # in order: the parts are sorted, one after another


def test_the_manifest_counts_and_digests(output: Path, expected: list[bytes]) -> None:
    manifest = parts.Manifest.read(output)
    total = canonical.Digest()
    for line in expected:
        total.add(line)
    assert (manifest.articles, manifest.refused, manifest.quads) == (40, 2, len(expected))
    assert manifest.digest == total.hexdigest()
    assert manifest.statements > 40
    refused = [line for path in sorted((output / "refused").glob("part-*")) for line in path.read_text().splitlines()]
    assert len(refused) == 2


def test_a_store_is_loaded_from_it(output: Path, expected: list[bytes], tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "store") as store:
        parts.load(output, store)
        assert list(canonical.sorted_lines(store.dump())) == expected
        parts.load(output, store)  # what broke off is completed; here nothing is missing
        assert list(canonical.sorted_lines(store.dump())) == expected
        other = ox.NamedNode("https://other.example/thing")
        store.load([ox.Quad(other, other, other)])
        with pytest.raises(StoreError, match="not empty"):
            parts.load(output, store)


def table(path: Path) -> Path:
    """The articles of the source as a Parquet table in two files, the day as a date."""
    arrow = pytest.importorskip("pyarrow", reason="the extra parquet is not installed")
    from pyarrow import parquet

    path.mkdir()
    records = [json.loads(article(number)) for number in range(40)]
    rows = [{**record, "published": date.fromisoformat(record["published"])} for record in records]
    for number in range(2):
        parquet.write_table(arrow.Table.from_pylist(rows[number::2]), path / f"part-{number}.parquet")
    return path


def archive(path: Path) -> Path:
    """Pages of a crawl, each a gzip member of its own."""
    pytest.importorskip("warcio", reason="the extra web is not installed")
    pages = []
    for number in range(10):
        record = json.loads(article(number))
        page = (
            f"<html><head><title>{record['title']}</title>"
            f"<meta property='article:published_time' content='2012-03-12T09:00:00+07:00'></head>"
            f"<body><article><p>{record['text'] * 3}</p></article></body></html>"
        ).encode()
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{number}\r\n"
            f"WARC-Date: 2012-03-12T00:00:00Z\r\nContent-Type: application/http\r\n"
            f"Content-Length: {len(answer)}\r\n\r\n"
        )
        pages.append(gzip.compress(head.encode() + answer + b"\r\n\r\n"))
    path.write_bytes(b"".join(pages))
    return path


def test_tables_and_archives_are_read(cluster: Cluster, expected: list[bytes], tmp_path: Path) -> None:
    rows, crawl = table(tmp_path / "news.parquet"), archive(tmp_path / "crawl.warc.gz")
    told = finish(start(cluster, rows, tmp_path / "of-rows", crawl, tmp_path / "of-pages")).splitlines()
    assert [line.split()[:3] for line in told] == [["done", "40", "0"], ["done", "10", "0"]]
    assert written(tmp_path / "of-rows") == expected
    with EmbeddedStore() as store:
        assert ingest(store, [crawl]).new == 10
        assert written(tmp_path / "of-pages") == list(canonical.sorted_lines(store.dump()))


def test_what_cannot_be_done_is_said_and_changes_nothing(
    cluster: Cluster, source: Path, output: Path, expected: list[bytes], tmp_path: Path
) -> None:
    overwriting, missing = finish(start(cluster, source, output, tmp_path / "none", tmp_path / "out")).splitlines()
    assert overwriting.startswith("StoreError")
    assert "exists already" in overwriting
    assert written(output) == expected
    assert missing.startswith("SourceError")
    assert "does not exist" in missing


def test_a_worker_that_is_killed_half_way_changes_nothing(
    cluster: Cluster, source: Path, expected: list[bytes], tmp_path: Path
) -> None:
    """The last test of this module, for the cluster has one worker less after it."""
    page = free_port()
    driver = start(cluster, f"{source}/*.jsonl*", tmp_path / "out", page=page)
    base = f"http://127.0.0.1:{page}/api/v1/applications"

    def half_way() -> bool:
        if driver.poll() is not None:
            return True
        applications = answer(base)
        if not isinstance(applications, list) or not applications:
            return False
        stages = answer(f"{base}/{applications[0]['id']}/stages?status=complete")
        return isinstance(stages, list) and len(stages) >= 2

    wait_for(half_way)
    assert driver.poll() is None, finish(driver)
    cluster.kill_worker(0)
    assert finish(driver).startswith("done 40 2 ")
    assert written(tmp_path / "out") == expected
    wait_for(lambda: cluster.alive() == 1)
