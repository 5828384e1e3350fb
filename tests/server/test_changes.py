"""A store that changes under a running server: by an ingest beside it, and by updates through it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Store
from served import Server, running

from govkg.lookup import KnowledgeGraph
from govkg.server.using import with_using
from govkg.store.embedded import EmbeddedStore

TOKEN = "a-token-of-enough-letters"
INSERT = "INSERT DATA { <https://w3id.org/govkg/id/person/thu> a <https://w3id.org/govkg/ontology#Official> ; "
INSERT += '<http://www.w3.org/2000/01/rdf-schema#label> "Lương Thị Thu"@vi }'
UPDATE = {"Content-Type": "application/sparql-update"}


@pytest.fixture(scope="module")
def writable(tmp_path_factory: pytest.TempPathFactory, fill: Callable[[EmbeddedStore], None]) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("written")
    with EmbeddedStore(folder / "store") as store:
        fill(store)
        KnowledgeGraph(store).index.close()
    token = folder / "token"
    token.write_text(TOKEN + "\n", encoding="ascii")
    token.chmod(0o600)
    with running(folder / "store", "--update-token-file", str(token)) as server:
        yield server


def test_what_is_ingested_beside_it_shows_within_five_seconds(tmp_path: Path) -> None:
    first = _article(tmp_path, "a1", "Ngày 5/3/2014, Thứ trưởng Bộ Y tế Lò Văn Sáng chủ trì hội nghị về thuốc.")
    second = _article(tmp_path, "a2", "Ngày 6/3/2014, Thứ trưởng Bộ Y tế Mùa Thị Dế chủ trì hội nghị về vắc xin.")
    store = tmp_path / "store"
    _ingest(store, first)
    with running(store) as server:
        assert server.get("/article/a1", "text/html").status_code == 200
        assert server.get("/article/a2", "text/html").status_code == 404
        _ingest(store, second)
        until = time.monotonic() + 5
        while server.get("/article/a2", "text/html").status_code == 404 and time.monotonic() < until:
            time.sleep(0.1)
        assert server.get("/article/a2", "text/html").status_code == 200
        found = server.get("/search?q=mua+thi+de", "application/json").json()
        assert [hit["label"] for hit in found][:1] == ["Mùa Thị Dế"]


def test_an_update_with_the_token_shows_at_once(writable: Server) -> None:
    answer = writable.client.post("/update", content=INSERT, headers={**UPDATE, "Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 204
    assert writable.get("/entity/person/thu.json").json()["name"] == "Lương Thị Thu"
    assert writable.get("/search?q=luong+thi+thu", "application/json").json()[0]["label"] == "Lương Thị Thu"
    lookup = (
        "SELECT ?name { <https://w3id.org/govkg/id/person/thu> <http://www.w3.org/2000/01/rdf-schema#label> ?name }"
    )
    assert [row["name"]["value"] for row in writable.sparql(lookup).json()["results"]["bindings"]] == ["Lương Thị Thu"]
    form = {"update": "DELETE WHERE { <https://w3id.org/govkg/id/person/thu> ?p ?o }"}
    gone = writable.client.post("/update", data=form, headers={"Authorization": f"bearer {TOKEN}"})
    assert gone.status_code == 204
    assert writable.get("/entity/person/thu.json").status_code == 404
    with httpx.Client(base_url=writable.address) as fresh:
        assert fresh.get("/sparql", params={"query": lookup}).json()["results"]["bindings"] == []


@pytest.mark.parametrize("sent", [None, "", "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x"])
def test_nobody_else_updates(writable: Server, sent: str | None) -> None:
    headers = UPDATE if sent is None else {**UPDATE, "Authorization": sent}
    answer = writable.client.post("/update", content=INSERT, headers=headers)
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize(
    ("update", "status"),
    [
        ("INSERT DATA { nonsense", 400),
        ("LOAD <http://127.0.0.1:1/x>", 403),
        ("LOAD SILENT <https://example.org/x>", 403),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 403),
        ("", 400),
    ],
)
def test_updates_that_are_refused(writable: Server, update: str, status: int) -> None:
    answer = writable.client.post("/update", content=update, headers={**UPDATE, "Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == status


def test_an_update_within_the_graphs_that_the_request_names(writable: Server) -> None:
    """SPARQL 1.1 Protocol, 2.2.3: using-graph-uri and using-named-graph-uri are the dataset of its patterns."""
    headers = {"Authorization": f"Bearer {TOKEN}"}

    def update(text: str, form: bool = False, **using: str) -> int:
        if form:
            return writable.client.post("/update", data={"update": text, **using}, headers=headers).status_code
        return writable.client.post("/update", params=using, content=text, headers={**UPDATE, **headers}).status_code

    def asked(pattern: str) -> bool:
        return bool(writable.sparql(f"ASK {{ {pattern} }}").json()["boolean"])

    assert update("INSERT DATA { GRAPH <urn:one> { <urn:a> <urn:p> 1 } GRAPH <urn:two> { <urn:b> <urn:p> 2 } }") == 204
    copy = "INSERT { ?s <urn:copied> ?o } WHERE { ?s <urn:p> ?o }"
    assert update(copy) == 204
    assert not asked("?s <urn:copied> ?o")
    assert update(copy, **{"using-graph-uri": "urn:one"}) == 204
    assert asked("<urn:a> <urn:copied> 1")
    assert not asked("<urn:b> <urn:copied> 2")
    named = "INSERT { ?s <urn:seen> ?g } WHERE { GRAPH ?g { ?s <urn:p> ?o } }"
    assert update(named, form=True, **{"using-named-graph-uri": "urn:two"}) == 204
    assert asked("<urn:b> <urn:seen> <urn:two>")
    assert not asked("<urn:a> <urn:seen> ?g")
    gone = "DELETE WHERE { GRAPH <urn:two> { <urn:b> <urn:p> ?o } }"
    assert update(gone, **{"using-named-graph-uri": "urn:one"}) == 204
    assert asked("GRAPH <urn:two> { <urn:b> <urn:p> 2 }")
    assert update(gone, **{"using-named-graph-uri": "urn:two"}) == 204
    assert not asked("GRAPH <urn:two> { ?s ?p ?o }")
    twice = {"using-graph-uri": "urn:one"}
    assert update("WITH <urn:one> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", **twice) == 400
    assert update("DELETE { ?s ?p ?o } USING <urn:one> WHERE { ?s ?p ?o }", **twice) == 400
    assert update(copy, **{"using-graph-uri": "no iri"}) == 400
    assert asked("GRAPH <urn:one> { <urn:a> <urn:p> 1 }")


@pytest.mark.parametrize(
    ("update", "expected"),
    [
        ("DELETE{?s ?p ?o}WHERE{?s ?p ?o}", "DELETE{?s ?p ?o}USING <urn:g> WHERE{?s ?p ?o}"),
        (
            "DELETE # all\n WHERE # of it\n { ?s ?p '}' }",
            "DELETE # all\n  \n\n { ?s ?p '}' } USING <urn:g> WHERE # of it\n { ?s ?p '}' }",
        ),
        (
            "INSERT { ?s ?p ?o } WHERE { SELECT * WHERE { ?s ?p ?o } } ; CLEAR ALL ; DELETE WHERE { ?s ?p ?o }",
            "INSERT { ?s ?p ?o } USING <urn:g> WHERE { SELECT * WHERE { ?s ?p ?o } } ; CLEAR ALL ; "
            "DELETE  { ?s ?p ?o } USING <urn:g> WHERE { ?s ?p ?o }",
        ),
        ("INSERT DATA { <urn:a> <urn:WHERE> 'WHERE' }", "INSERT DATA { <urn:a> <urn:WHERE> 'WHERE' }"),
    ],
)
def test_where_the_graphs_are_named_in_the_text(update: str, expected: str) -> None:
    rewritten = with_using(update, ("urn:g",), ())
    assert rewritten == expected
    Store().update(rewritten)


def test_the_token_is_never_logged(writable: Server) -> None:
    writable.client.post("/update", content=INSERT[:-1], headers={**UPDATE, "Authorization": f"Bearer {TOKEN}"})
    writable.client.get("/", params={"token": TOKEN})
    time.sleep(0.3)
    assert any('"/update"' in line for line in writable.log)
    assert not any(TOKEN in line for line in writable.log)


def test_a_server_without_a_token_is_read_only(server: Server) -> None:
    answer = server.client.post("/update", content=INSERT, headers={**UPDATE, "Authorization": "Bearer x"})
    assert answer.status_code == 403


def test_a_token_that_others_can_read_is_refused(tmp_path: Path, example_folder: Path) -> None:
    token = tmp_path / "token"
    token.write_text(TOKEN, encoding="ascii")
    token.chmod(0o644)
    command = [sys.executable, "-m", "govkg.cli.main", "serve", "--store", str(example_folder), "--port", "0"]
    done = subprocess.run([*command, "--update-token-file", str(token)], capture_output=True, text=True, check=False)
    assert (done.returncode, "chmod 600" in done.stderr) == (1, True)


def _article(folder: Path, id_: str, text: str) -> Path:
    path = folder / f"{id_}.json"
    content = {
        "id": id_,
        "title": text,
        "published": "2014-03-07",
        "text": text,
        "url": f"https://news.example.org/{id_}",
    }
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def _ingest(store: Path, source: Path) -> None:
    command = [sys.executable, "-m", "govkg.cli.main", "ingest", str(source), "--store", str(store)]
    subprocess.run(command, check=True, capture_output=True)
