"""The page of an entity shows what others call it, and what they say, apart from what articles say."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad
from served import running

from govkg import iris
from govkg.store.base import Change
from govkg.store.embedded import EmbeddedStore
from govkg.vocabulary import Dct, Gov, Skos, Xsd

DUC = NamedNode(iris.ID + "person/tran-minh-duc")
SANDBOX = NamedNode("http://www.wikidata.org/entity/Q4115189")  # Wikidata's own item for trying things out
SOURCE = "https://example.org/sparql"


def test_links_and_what_is_said_elsewhere(example_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(example_folder, tmp_path / "store")
    graph = NamedNode(iris.enrichment(SOURCE))
    when = Literal("2026-01-02T03:04:05Z", datatype=NamedNode(Xsd.dateTime))
    brought = (
        ("https://schema.org/birthDate", Literal("1961-03-04", datatype=NamedNode(Xsd.date))),
        ("https://schema.org/image", NamedNode("https://example.org/portrait.jpg")),
        (Dct.source, NamedNode(SOURCE)),
        (Gov.retrievedAtTime, when),
    )
    with EmbeddedStore(tmp_path / "store") as store:
        matches = [
            Quad(DUC, NamedNode(Skos.exactMatch), target) for target in (SANDBOX, NamedNode("javascript:alert(1)"))
        ]
        store.apply(Change(add=[*matches, *(Quad(SANDBOX, NamedNode(p), o, graph) for p, o in brought)]))
    with running(tmp_path / "store", "--workers", "2") as server:
        page = server.html("/entity/person/tran-minh-duc", "en")
        assert f'<a rel="external" href="{SANDBOX.value}">' in page
        assert 'href="javascript:' not in page
        assert f"According to {SOURCE}, retrieved 2 January 2026; not from articles." in page
        section = re.search(r'<section id="elsewhere">.*?</section>', page, re.DOTALL)
        assert section is not None
        assert "1961-03-04" in section[0]
        assert '<a rel="external" href="https://example.org/portrait.jpg">' in section[0]
        assert "1961-03-04" not in page.replace(section[0], "")
        assert "lấy ngày 02/01/2026, không phải từ các bài báo." in server.html("/entity/person/tran-minh-duc", "vi")
        assert 'id="elsewhere"' not in server.html("/entity/person/le-thi-hong-anh", "en")
