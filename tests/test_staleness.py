"""Knowledge and search that were deleted, damaged or overtaken: it is said, and mended by one command."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from typer.testing import CliRunner

import govkg
from govkg import iris
from govkg.cli import main
from govkg.graph.reference import STAMP
from govkg.staleness import stale
from govkg.store import canonical
from govkg.store.base import Change, Store
from govkg.store.opening import open_store
from govkg.vocabulary import Gov, Rdf

LINE = {
    "id": "a1",
    "title": "Bản tin",
    "text": "Ngày 6/1/2012, Bộ trưởng Bộ Y tế Nguyễn Văn Mẫu phát biểu tại Hội nghị triển khai công tác y tế dự phòng.",
    "published": "2012-01-06",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    source = folder / "a.jsonl"
    source.write_text(json.dumps(LINE, ensure_ascii=False), "utf-8")
    with govkg.open(folder / "store") as kg:
        kg.ingest(source)
    return folder / "store"


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "store"))


def told(place: Path) -> list[tuple[str, str]]:
    with open_store(place, read_only=True) as store:
        return [(one.check, one.level) for one in stale(store)]


def digest(place: Path) -> str:
    with open_store(place, read_only=True) as store:
        return canonical.digest(store.dump()).hexdigest()


def found(place: Path) -> list[str]:
    with govkg.open(place) as kg:
        return [hit.label for hit in kg.search("nguyen van mau", type="person")]


def test_what_is_whole_is_not_stale(place: Path) -> None:
    assert told(place) == []
    with govkg.open() as nothing:
        assert stale(nothing.store) == []


def delete(path: Path) -> None:
    path.unlink()


def halve(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def replace(path: Path) -> None:
    path.write_bytes(b"junk\n")


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("how", [delete, halve, replace, empty])
@pytest.mark.parametrize("file", ["meta.json", "*.idx", "*.store"])
def test_a_damaged_index_is_told_and_made_anew(place: Path, file: str, how: Callable[[Path], None]) -> None:
    for path in (place / "search").glob(file):
        how(path)
    assert told(place) == [("search", "note")]
    assert found(place) == ["Nguyễn Văn Mẫu"]  # opened for writing, it is made anew
    assert told(place) == []


def test_an_index_that_is_gone_is_told_and_made_anew(place: Path) -> None:
    for path in (place / "search").iterdir():
        path.unlink()
    (place / "search").rmdir()
    assert told(place) == [("search", "note")]
    assert found(place) == ["Nguyễn Văn Mẫu"]
    assert told(place) == []


def forget_names(store: Store) -> Change:
    return Change(remove=[quad for quad in store.quads() if quad.predicate.value == Rdf.label])


def forget_tenures(store: Store) -> Change:
    tenures = {quad.subject for quad in store.quads() if quad.object == NamedNode(Gov.Tenure)}
    return Change(remove=[quad for quad in store.quads() if quad.subject in tenures])


def forget_identity(store: Store) -> Change:
    return Change(drop=[graph for graph in store.graphs() if graph.value == iris.IDENTITY_GRAPH])


def forget_all(store: Store) -> Change:
    return Change(remove=list(store.quads()))


def forget_the_stamp(store: Store) -> Change:
    return Change(remove=[quad for quad in store.quads() if quad.subject == STAMP])


@pytest.mark.parametrize("forget", [forget_names, forget_tenures, forget_identity, forget_all, forget_the_stamp])
def test_damaged_knowledge_is_told_and_made_anew(place: Path, forget: Callable[[Store], Change]) -> None:
    whole = digest(place)
    with open_store(place) as store:
        store.apply(forget(store))
    assert ("knowledge", "violation") in told(place)
    with govkg.open(place) as kg:
        assert kg.resolve()
    assert told(place) == []
    assert digest(place) == whole
    assert found(place) == ["Nguyễn Văn Mẫu"]


def test_knowledge_without_its_stamp_is_made_anew_by_the_next_article(place: Path, tmp_path: Path) -> None:
    with open_store(place) as store:
        store.apply(forget_all(store))
    more = tmp_path / "b.jsonl"
    more.write_text(json.dumps({**LINE, "id": "a2"}, ensure_ascii=False), "utf-8")
    with govkg.open(place) as kg:
        kg.ingest(more)
    assert told(place) == []


def test_an_index_of_other_names_is_told_and_made_anew(place: Path) -> None:
    with open_store(place) as store:  # behind the index's back, and as many names as before
        (label,) = (quad for quad in store.quads() if quad.object.value == "Nguyễn Văn Mẫu" and "person" in str(quad))
        store.apply(Change(remove=[label], add=[Quad(label.subject, label.predicate, Literal("Lê Thị Mới"))]))
    assert ("search", "violation") in told(place)
    with govkg.open(place) as kg:
        kg.resolve()
    assert told(place) == []


def test_other_reference_data_is_a_note(place: Path) -> None:
    with open_store(place) as store:
        (stamp,) = (quad for quad in store.quads() if quad.subject == STAMP)
        older = Quad(STAMP, stamp.predicate, Literal("older"))
        store.apply(Change(remove=[stamp], add=[older]))
    assert told(place) == [("knowledge", "note")]


def test_the_command_tells_and_fails(place: Path) -> None:
    with open_store(place) as store:
        store.apply(forget_tenures(store))
    done = CliRunner().invoke(main.app, ["check", "--no-reasoner", "--store", str(place)])
    assert done.exit_code == 1
    assert "knowledge: " in done.stdout
    assert "govkg resolve" in done.stdout
