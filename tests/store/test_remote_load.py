"""A batch or a backup loaded into a server that dies in the middle of it: the same again completes it."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from servers import Server, digest, open_at

from govkg import iris
from govkg.batch import parts
from govkg.errors import StoreError
from govkg.store import canonical
from govkg.store.backup import backup, restore
from govkg.store.base import FORMAT_VERSION, Store, select
from govkg.store.embedded import EmbeddedStore
from govkg.store.remote import RemoteStore
from govkg.vocabulary import Gov, Rdf

BATCH = 50


def quads() -> list[Quad]:
    """Knowledge in the default graph with its stamp, and graphs of articles, of which one restates it."""
    bodies = [NamedNode(f"{iris.ID}organization/tram-{number}") for number in range(300)]
    known = [Quad(body, NamedNode(Rdf.label), Literal(f"Trạm đèn {body.value[-3:]}", language="vi")) for body in bodies]
    articles = [
        Quad(body, NamedNode(Rdf.label), Literal(f"Trạm đèn {number}"), NamedNode(iris.article(f"a{number % 7}")))
        for number, body in enumerate(bodies)
    ]
    restated = [Quad(*quad.triple, NamedNode(iris.article("a0"))) for quad in known[:20]]
    stamp = Quad(NamedNode(f"{iris.BASE}graph/knowledge"), NamedNode(Gov.digest), Literal("0f"))
    return [*known, *articles, *restated, stamp]


@pytest.fixture
def whole() -> EmbeddedStore:
    """What the server shall hold in the end."""
    store = EmbeddedStore()
    store.load(quads())
    return store


def batch_output(folder: Path, store: Store) -> Path:
    """What a batch of these quads would have written."""
    lines = list(canonical.sorted_lines(store.dump()))
    total = canonical.digest(store.dump())
    part = parts.Part("part-00000.gz", total.count, total.hexdigest())
    manifest = parts.Manifest(FORMAT_VERSION, 7, 0, 1, total.count, total.hexdigest(), (part,))
    for name in (parts.QUADS, parts.MANIFEST):
        (folder / name).mkdir(parents=True)
    (folder / parts.QUADS / part.name).write_bytes(gzip.compress(b"".join(lines)))
    (folder / parts.MANIFEST / "part-00000").write_text(manifest.to_json(), encoding="utf-8")
    return folder


def dying(server: Server, monkeypatch: pytest.MonkeyPatch, at: int) -> RemoteStore:
    """A store whose server is killed after it has taken so many batches."""
    store = open_at(server, tries=1, batch=BATCH)
    add, taken = store._add, []

    def add_and_die(quads: Sequence[Quad]) -> None:
        if len(taken) == at:
            server.kill()
        add(quads)
        taken.append(len(quads))

    monkeypatch.setattr(store, "_add", add_and_die)
    return store


@pytest.mark.parametrize("what", ["batch", "backup"])
def test_the_same_again_completes_it(
    what: str, server: Server, whole: EmbeddedStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = batch_output(tmp_path / "output", whole) if what == "batch" else tmp_path / "day.nq.gz"
    if what == "backup":
        backup(whole, source)
    load = parts.load if what == "batch" else restore
    held = [0]
    for at in (1, 3, 2):
        with pytest.raises(StoreError, match=r"cannot be reached|closed|reset"):
            load(source, dying(server, monkeypatch, at))
        server.start()
        held.append(len(open_at(server)))
        assert held[-2] < held[-1] < len(whole), "each load goes on where the one before it was when it broke off"
    for _ in range(2):
        store = open_at(server, batch=BATCH)
        load(source, store)
        assert digest(store) == digest(whole)
        ((count,),) = select(store, f"SELECT (COUNT(*) AS ?n) {{ ?s <{Rdf.label}> ?name }}")
        assert isinstance(count, Literal)
        assert count.value == "300", "a triple that an article restates is one of the default graph all the same"


def test_a_server_that_holds_something_else_is_not_loaded_into(
    server: Server, whole: EmbeddedStore, tmp_path: Path
) -> None:
    source = batch_output(tmp_path / "output", whole)
    store = open_at(server)
    store.load(quads()[:100])
    foreign = Quad(NamedNode(f"{iris.ID}organization/khac"), NamedNode(Rdf.label), Literal("Trạm khác"))
    store.load([foreign])
    with pytest.raises(StoreError, match="holds what a batch does not"):
        parts.load(source, store)
    assert len(store) == 101
