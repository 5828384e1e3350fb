"""A batch of articles arrives whole or not at all; what is the same is passed over."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import govkg
from govkg import ingest as ingesting
from govkg.errors import NotFound, StoreError
from govkg.ingest import BATCH, Report
from govkg.lookup import KnowledgeGraph
from govkg.model.article import Article
from govkg.model.statement import Statement
from govkg.store import canonical
from govkg.store.base import Change
from govkg.store.embedded import EmbeddedStore


def line(number: int, minister: str = "Nguyễn Văn Mẫu") -> str:
    article = {
        "id": f"a{number}",
        "url": f"https://news.example.org/{number}",
        "title": f"Bản tin {number}",
        "text": f"Ngày 6/1/2012, Bộ trưởng Bộ Y tế {minister} phát biểu tại Hội nghị triển khai công tác số {number}.",
        "published": "2012-01-06",
    }
    return json.dumps(article, ensure_ascii=False)


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    path.write_text("\n".join(map(line, range(BATCH + 3))), "utf-8")
    return path


@pytest.fixture
def kg() -> Iterator[KnowledgeGraph]:
    with govkg.open() as graph:
        yield graph


def content(kg: KnowledgeGraph) -> list[bytes]:
    return list(canonical.sorted_lines(kg.store.dump()))


def test_new_then_the_same_then_changed(kg: KnowledgeGraph, lines: Path) -> None:
    first = kg.ingest(lines)
    assert (first.new, first.changed, first.same, first.refused) == (BATCH + 3, 0, 0, [])
    assert first.statements > 3 * BATCH
    before = content(kg)
    second = kg.ingest(lines)
    assert (second.new, second.changed, second.same) == (0, 0, BATCH + 3)
    assert content(kg) == before
    lines.write_text(line(1, "Trần Thị Mẫu"), "utf-8")
    third = kg.ingest(lines)
    assert (third.new, third.changed, third.same) == (0, 1, 0)
    assert kg.person("Trần Thị Mẫu").tenures[0].post is not None


def test_processes_read_the_same(kg: KnowledgeGraph, lines: Path) -> None:
    kg.ingest(lines)
    with govkg.open() as other:
        other.ingest(lines, jobs=2)
        assert content(other) == content(kg)


def test_progress_tells_of_every_batch(kg: KnowledgeGraph, lines: Path) -> None:
    told: list[int] = []
    kg.ingest(lines, progress=lambda report: told.append(report.read))
    assert told[-1] == BATCH + 3
    assert len(told) == 2


@pytest.mark.parametrize("name", ["a1", "https://news.example.org/1", "https://w3id.org/govkg/id/article/a1"])
def test_an_article_goes_by_id_address_or_iri(kg: KnowledgeGraph, tmp_path: Path, name: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(line(0), "utf-8")
    kg.ingest(path)
    before = content(kg)
    path.write_text(line(1, "Lê Thị Mẫu"), "utf-8")
    kg.ingest(path)
    assert kg.retract(name) == ["https://w3id.org/govkg/id/article/a1"]
    assert content(kg) == before
    with pytest.raises(NotFound):
        kg.person("Lê Thị Mẫu")
    with pytest.raises(NotFound):
        kg.retract(name)


def test_resolving_anew_changes_nothing(kg: KnowledgeGraph, lines: Path) -> None:
    kg.ingest(lines)
    before = content(kg)
    change = kg.resolve()
    assert not change
    assert content(kg) == before


def test_another_reader_may_read(kg: KnowledgeGraph, lines: Path) -> None:
    def silent(article: Article) -> list[Statement]:
        assert article.id
        return []

    report = kg.ingest(lines, extractor=silent)
    assert (report.new, report.statements) == (BATCH + 3, 0)


def test_a_store_that_fails_keeps_what_came_before(lines: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with KnowledgeGraph(EmbeddedStore()) as kg:
        apply, calls = kg.store.apply, 0

        def fail_later(change: Change) -> None:
            nonlocal calls
            calls += 1
            if calls > 1:
                raise StoreError("disk full")
            apply(change)

        monkeypatch.setattr(kg.store, "apply", fail_later)
        with pytest.raises(StoreError, match="disk full"):
            kg.ingest(lines)
        monkeypatch.undo()
        report = kg.ingest(lines)
        assert (report.new, report.same) == (3, BATCH)
        with govkg.open() as whole:
            whole.ingest(lines)
            assert content(kg) == content(whole)


def test_many_articles_found_a_store_at_once(
    kg: KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(map(line, range(40))), "utf-8")
    monkeypatch.setattr(ingesting, "BATCH", 64)
    kg.ingest(path)
    monkeypatch.setattr(ingesting, "BATCH", 2)
    told: list[int] = []
    with govkg.open() as founded:
        founded.ingest(path, progress=lambda report: told.append(report.read))
        assert content(founded) == content(kg)
    assert len(told) == 1
    monkeypatch.setattr(ingesting, "_FIRST", 10)
    with govkg.open() as founded:
        founded.ingest(path, progress=lambda report: told.append(report.read))
        assert content(founded) == content(kg)
    assert len(told) == 1 + 1 + 10


def test_a_report_says_what_was_done() -> None:
    assert str(Report(new=1, same=2)) == "1 new, 0 changed, 2 the same, 0 refused"
