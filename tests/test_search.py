from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from govkg.folding import bare
from govkg.search import Hit, SearchIndex, open_index
from govkg.search.entries import all_entries
from govkg.store.base import Change
from govkg.store.embedded import EmbeddedStore
from govkg.vocabulary import Gov, Rdf, Skos

Fill = Callable[[EmbeddedStore], None]
ORG = "https://w3id.org/govkg/id/organization/"
LABEL = NamedNode(Rdf.label)


@pytest.fixture(scope="module")
def index(example_store: EmbeddedStore) -> SearchIndex:
    return open_index(example_store)


def labels(hits: list[Hit]) -> list[str]:
    return [hit.label for hit in hits]


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("Bộ Khoa học và Công nghệ", "exact"),
        ("BỘ KHOA HỌC VÀ CÔNG NGHỆ", "exact"),
        ("Bộ KH & CN", "exact"),
        ("bo khoa hoc va cong nghe", "plain"),
        ("bo khcn", "plain"),
        ("Bộ Khoa học và Công", "prefix"),
        ("bo khoa hoc v", "prefix"),
        ("cong nghe khoa hoc bo va", "words"),
        ("bo khoa hc va cong nghe", "typo"),
        ("bo khoa hc va cong nge", "typo"),
        ("Ministry of Science and Technology", "exact"),
    ],
)
def test_a_body_by_what_people_type(index: SearchIndex, text: str, match: str) -> None:
    first = index.search(text)[0]
    assert (first.iri, first.match) == (ORG + "bo-khoa-hoc-va-cong-nghe", match)


def test_d_with_stroke_is_d(index: SearchIndex) -> None:
    assert labels(index.search("do hai nam", type="person")) == ["Đỗ Hải Nam"]
    assert index.search("Đỗ Hải Nam")[0].match == "exact"


def test_diacritics_decide_where_they_are_typed(index: SearchIndex) -> None:
    assert labels(index.named("Nguyễn Văn Ánh")) == ["Nguyễn Văn Ánh"]
    assert labels(index.named("Nguyễn Văn Ính")) == ["Nguyễn Văn Ính"]
    assert labels(index.named("nguyen van anh")) == ["Nguyễn Văn Ánh"]


def test_a_weak_name_gives_way_to_a_strong_one(index: SearchIndex) -> None:
    hits = index.named("Bộ")
    assert {hit.label for hit in hits} == {"Bộ Khoa học và Công nghệ", "Bộ Y tế"}
    assert {hit.match for hit in hits} == {"weak"}


def test_of_names_as_near_the_one_spoken_of_more_comes_first(index: SearchIndex) -> None:
    hits = index.search("thong tu")
    assert labels(hits) == ["Thông tư 9/2014/TT-BYT", "Thông tư 7/2010/TT-BYT"]
    assert [hit.mentions for hit in hits] == [3, 2]


def test_a_short_name_comes_before_a_long_one_with_the_same_words(index: SearchIndex) -> None:
    assert labels(index.search("do luong", type="meeting")) == [
        "Cuộc họp về đo lường trong y tế",
        "Hội nghị triển khai công tác đo lường năm 2011",
    ]


def test_types_are_families_or_classes(index: SearchIndex) -> None:
    assert {hit.family for hit in index.search("bo", type="organization", limit=50)} == {"organization"}
    assert {hit.kind for hit in index.search("vu phap che", type="Department")} == {"Department"}
    assert labels(index.search("vu tr", type="title")) == ["Vụ trưởng", "Phó Vụ trưởng"]
    assert "title" not in {hit.family for hit in index.search("vu tr")}
    with pytest.raises(ValueError, match="no type 'ministry'"):
        index.search("bo", type="ministry")


@pytest.mark.parametrize("text", ["", "   ", "!!!", "\u0000", ".*", "x" * 5000, "\U0001f600", "(", "a" * 201])
def test_no_text_is_too_odd(index: SearchIndex, text: str) -> None:
    assert index.search(text) == []
    assert index.named(text) == []


def test_nothing_alike_is_nothing(index: SearchIndex) -> None:
    assert index.search("zzzz qqqq wwww") == []


def test_a_name_with_too_much_leads_to_what_it_shares_words_with(index: SearchIndex) -> None:
    for text, name in (("ông Trần Minh Đức đại biểu", "Trần Minh Đức"), ("tổng bộ y tế", "Bộ Y tế")):
        hits = index.search(text)
        assert (hits[0].label, hits[0].match) == (name, "some")


def rename(store: EmbeddedStore, iri: str, old: str, new: str) -> None:
    node = NamedNode(iri)
    store.apply(
        Change(
            remove=[Quad(node, LABEL, Literal(old, language="vi"))],
            add=[Quad(node, LABEL, Literal(new, language="vi"))],
        )
    )


def test_an_update_follows_the_store(fill: Fill) -> None:
    with EmbeddedStore(None) as store:
        fill(store)
        index = open_index(store)
        before = len(index)
        iri = ORG + "bo-y-te"
        rename(store, iri, "Bộ Y tế", "Bộ Sức khỏe")
        index.update(store, [iri])
        assert labels(index.named("Bộ Sức khỏe")) == ["Bộ Sức khỏe"]
        assert index.named("Bộ Y tế") == []
        new = NamedNode(ORG + "cuc-moi")
        store.apply(
            Change(
                add=[
                    Quad(new, NamedNode(Rdf.type), NamedNode(Gov.Department)),
                    Quad(new, LABEL, Literal("Cục Mới", language="vi")),
                    Quad(new, NamedNode(Skos.altLabel), Literal("CM", language="vi")),
                ]
            )
        )
        index.update(store, [new.value])
        assert len(index) == before + 1
        assert labels(index.named("cm")) == ["Cục Mới"]
        store.apply(Change(remove=[quad for quad in store.quads() if quad.subject == new]))
        index.update(store, [new.value])
        assert len(index) == before


def test_the_index_of_a_folder_stays_and_is_made_anew_when_stale(tmp_path: Path, fill: Fill) -> None:
    folder = tmp_path / "store"
    with EmbeddedStore(folder) as store:
        fill(store)
        index = open_index(store)
        assert index.folder == folder / "search"
        index.close()
        stamp = folder / "search" / "stamp.json"
        written = stamp.read_text(encoding="utf-8")

        again = open_index(store)  # it fits: taken as it is
        again.expect_change()  # a run that dies here leaves no stamp
        again.close()
        assert not stamp.exists()
        open_index(store).close()
        assert stamp.read_text(encoding="utf-8") == written

        store.apply(Change(add=[Quad(NamedNode(ORG + "x"), LABEL, Literal("Sửa tay"))]))  # past the index
        open_index(store).close()
        assert json.loads(stamp.read_text(encoding="utf-8"))["labels"] == json.loads(written)["labels"] + 1

        stamp.write_text('{"format": "0"}', encoding="utf-8")
        open_index(store).close()
        assert json.loads(stamp.read_text(encoding="utf-8"))["format"] != "0"


def test_a_reader_beside_a_stale_index_makes_its_own(tmp_path: Path, fill: Fill) -> None:
    folder = tmp_path / "store"
    with EmbeddedStore(folder) as store:
        fill(store)
    with EmbeddedStore(folder, read_only=True) as store:
        index = open_index(store)
        assert index.folder is None
        assert index.named("Bộ Y tế")
        assert not (folder / "search").exists()


def test_every_name_leads_to_its_entity_as_it_is_and_without_diacritics(
    example_store: EmbeddedStore, index: SearchIndex
) -> None:
    for entry in all_entries(example_store):
        for name in entry.names:
            for typed in (name, name.upper(), unicodedata.normalize("NFD", name), bare(name)):
                assert entry.iri in {hit.iri for hit in index.named(typed, type=entry.family)}, typed
                assert entry.iri in {hit.iri for hit in index.search(typed, type=entry.family)}, typed
