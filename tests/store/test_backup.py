from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse

from govkg.errors import StoreError, StoreVersion
from govkg.store import canonical
from govkg.store.backup import backup, restore, verify
from govkg.store.embedded import EmbeddedStore

P = NamedNode("https://example.org/p")
G = NamedNode("https://example.org/g")


@pytest.fixture
def full() -> EmbeddedStore:
    store = EmbeddedStore()
    texts = ["Bộ Y tế", 'dòng 1\ndòng 2\r\n"ngoặc"\\', "😀\u2028\u0085\x0b", ""]
    add = [
        Quad(NamedNode(f"https://example.org/{i}"), P, Literal(text, language="vi"), G) for i, text in enumerate(texts)
    ]
    add.append(Quad(BlankNode("b"), P, Literal("007"), DefaultGraph()))
    store.load(add)
    return store


def test_what_is_restored_equals_what_was_backed_up(full: EmbeddedStore, tmp_path: Path) -> None:
    written = backup(full, tmp_path / "day.nq.gz")
    assert written == verify(tmp_path / "day.nq.gz")
    assert written.quads == 5
    with EmbeddedStore(tmp_path / "store") as store:
        assert restore(tmp_path / "day.nq.gz", store) == written
        assert list(canonical.sorted_lines(store.dump())) == list(canonical.sorted_lines(full.dump()))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["day.nq.gz", "store"]


def test_a_backup_is_plain_nquads_for_other_tools(full: EmbeddedStore, tmp_path: Path) -> None:
    backup(full, tmp_path / "day.nq.gz")
    with gzip.open(tmp_path / "day.nq.gz") as stream:
        assert set(parse(stream, format=RdfFormat.N_QUADS)) == set(full.dump())


def test_a_backup_never_overwrites(full: EmbeddedStore, tmp_path: Path) -> None:
    backup(full, tmp_path / "day.nq.gz")
    before = (tmp_path / "day.nq.gz").read_bytes()
    with pytest.raises(StoreError, match="never overwrites"):
        backup(full, tmp_path / "day.nq.gz")
    assert (tmp_path / "day.nq.gz").read_bytes() == before


def test_a_backup_that_cannot_be_written_is_an_error(full: EmbeddedStore, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        backup(full, tmp_path / "none" / "day.nq.gz")


def _rewrite(path: Path, old: bytes, new: bytes) -> None:
    text = gzip.decompress(path.read_bytes())
    assert old in text
    path.write_bytes(gzip.compress(text.replace(old, new)))


def test_damage_is_found_before_anything_is_restored(full: EmbeddedStore, tmp_path: Path) -> None:
    whole = tmp_path / "day.nq.gz"
    backup(full, whole)
    changed, cut, early, newer, other = (
        tmp_path / f"{name}.nq.gz" for name in ("changed", "cut", "early", "newer", "other")
    )
    for path in (changed, early, newer):
        path.write_bytes(whole.read_bytes())
    _rewrite(changed, "Bộ Y tế".encode(), "Bộ Y tá".encode())
    cut.write_bytes(whole.read_bytes()[:-20])
    _rewrite(early, b"# end of backup ", b"# end of story ")
    _rewrite(newer, b'backup {"format": "1"}', b'backup {"format": "2"}')
    other.write_bytes(gzip.compress(b"<urn:a> <urn:b> <urn:c> .\n"))
    store = EmbeddedStore()
    for path, message in ((changed, "changed"), (cut, "cannot be read"), (early, "half"), (other, "not a backup")):
        with pytest.raises(StoreError, match=message):
            restore(path, store)
    with pytest.raises(StoreVersion):
        restore(newer, store)
    with pytest.raises(StoreError, match="cannot be read"):
        restore(tmp_path / "none.nq.gz", store)
    assert len(store) == 0


def test_a_backup_goes_into_an_empty_store_or_one_that_it_was_going_into(full: EmbeddedStore, tmp_path: Path) -> None:
    contents = backup(full, tmp_path / "day.nq.gz")
    with EmbeddedStore() as half, EmbeddedStore() as other:
        half.load(list(full.dump())[::2])
        for _ in range(2):
            assert restore(tmp_path / "day.nq.gz", half) == contents
        other.load([*full.dump()][:3])
        other.load([Quad(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c"))])
        with pytest.raises(StoreError, match="not empty, and holds what a backup does not: <urn:a>"):
            restore(tmp_path / "day.nq.gz", other)
        assert len(other) == 4


def test_sorting_in_pieces_equals_sorting_at_once(full: EmbeddedStore) -> None:
    once = list(canonical.sorted_lines(full.dump()))
    assert once == sorted(once)
    for at_once in (1, 2, 5):
        assert list(canonical.sorted_lines(full.dump(), at_once=at_once)) == once


def test_the_digest_depends_on_the_quads_and_not_on_their_order(full: EmbeddedStore) -> None:
    quads = list(full.dump())
    whole = canonical.digest(quads)
    assert whole.hexdigest() == canonical.digest(reversed(quads)).hexdigest()
    assert whole.hexdigest() != canonical.digest(quads[1:]).hexdigest()
    assert whole.hexdigest() != canonical.digest([*quads, quads[0]]).hexdigest()
    assert len(whole.hexdigest()) == 64
