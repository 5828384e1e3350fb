"""RDF of a whole store, read back by pyoxigraph and rdflib."""

from __future__ import annotations

import io
import random
from collections.abc import Iterable

import pyoxigraph as ox
import pytest
import rdflib
from pyoxigraph import RdfFormat

from govkg.export.dumps import FORMATS, dump
from govkg.store.embedded import EmbeddedStore


def written(store: EmbeddedStore, form: str) -> bytes:
    file = io.BytesIO()
    dump(store, file, form)
    return file.getvalue()


def canonical(quads: Iterable[ox.Quad]) -> ox.Dataset:
    """Quads whose blank nodes have the same names whoever wrote them."""
    found = ox.Dataset(quads)
    found.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return found


@pytest.mark.parametrize("form", FORMATS)
def test_it_comes_back_whole(hostile_store: EmbeddedStore, form: str) -> None:
    expected = set(hostile_store.quads() if form == "turtle" else hostile_store.dump())
    assert set(ox.parse(written(hostile_store, form), format=FORMATS[form])) == expected


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # within rdflib
@pytest.mark.parametrize("form", FORMATS)
def test_rdflib_reads_the_same(example_store: EmbeddedStore, form: str) -> None:
    read = rdflib.Dataset(default_union=False)
    (read.default_graph if form == "turtle" else read).parse(data=written(example_store, form), format=form)
    lines = read.serialize(format="nquads").replace(" <urn:x-rdflib:default> .", " .")
    quads = ox.parse(lines.encode(), format=RdfFormat.N_QUADS)
    assert canonical(quads) == canonical(example_store.quads() if form == "turtle" else example_store.dump())


@pytest.mark.parametrize("form", FORMATS)
def test_no_history_shows_in_the_bytes(hostile_store: EmbeddedStore, form: str) -> None:
    quads = sorted(hostile_store.dump(), key=str)
    random.Random(3).shuffle(quads)
    with EmbeddedStore(None) as other:
        for start in range(0, len(quads), 400):
            other.load(quads[start : start + 400])
        assert written(other, form) == written(hostile_store, form)
