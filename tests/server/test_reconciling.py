"""The Reconciliation Service API 0.2, by its specification, and how well it knows messy names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import reconciliation_forms as forms
from served import Server, running

from govkg.graph.reference import reference_quads
from govkg.search import open_index
from govkg.store.embedded import EmbeddedStore

MESSY = Path(__file__).with_name("messy-names.tsv")
RIGHT = 95
"""How many of a hundred messy names have the body that is meant first."""


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over the reference data alone."""
    folder = tmp_path_factory.mktemp("reference") / "store"
    with EmbeddedStore(folder) as store:
        store.load(reference_quads())
        open_index(store).close()
    with running(folder, "--query-seconds", "120") as server:  # a hundred names at once, on whatever machine
        yield server


def ask(server: Server, raw: bool = False, **queries: dict[str, Any]) -> dict[str, Any]:
    """The candidates of each query; ``raw``: the answer as it came."""
    answer = server.client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.text
    return dict(answer.json()) if raw else {key: found["result"] for key, found in answer.json().items()}


def test_the_manifest_says_what_the_specification_wants(server: Server) -> None:
    manifest = server.get("/reconcile", "application/json").json()
    assert manifest["versions"] == ["0.2"]
    assert {"name", "identifierSpace", "schemaSpace", "defaultTypes", "view"} <= manifest.keys()
    assert "{{id}}" in manifest["view"]["url"]
    assert "{{id}}" in manifest["preview"]["url"]
    assert all(set(type_) == {"id", "name"} for type_ in manifest["defaultTypes"])
    for service in (*manifest["suggest"].values(), manifest["extend"]["propose_properties"]):
        answer = server.client.get(service["service_url"] + service["service_path"], params={"prefix": "b"})
        assert answer.status_code == 200
    page = manifest["view"]["url"].replace("{{id}}", "organization/bo-y-te")
    assert server.client.get(page, headers={"Accept": "text/html"}).status_code == 200


def test_candidates_have_the_form_of_the_specification(server: Server) -> None:
    found = ask(server, q0={"query": "Trần Minh Đức"}, q1={"query": "bo y te", "limit": 1, "type": "Organization"})
    assert found.keys() == {"q0", "q1"}
    assert len(found["q1"]) == 1
    for candidate in (*found["q0"], *found["q1"]):
        assert {"id", "name", "score", "match", "type"} <= candidate.keys()
        assert isinstance(candidate["match"], bool)
        assert isinstance(candidate["score"], float)
        assert all(set(type_) == {"id", "name"} for type_ in candidate["type"])
    assert found["q0"][0]["id"] == "person/tran-minh-duc"
    assert found["q0"][0]["match"] is True
    assert sum(candidate["match"] for candidate in found["q0"]) == 1


def test_every_answer_has_the_form_of_the_specification(server: Server) -> None:
    manifest = server.get("/reconcile", "application/json").json()
    forms.manifest(manifest)
    forms.results(
        ask(server, raw=True, a={"query": "Trần Minh Đức"}, b={"query": "bo y te", "limit": 2}, c={"query": "zzzz"})
    )
    shown = {"entity": ("tran", "person/tran-minh-duc"), "type": ("min", "Ministry"), "property": ("par", "parent")}
    for name, (prefix, id_) in shown.items():
        service = manifest["suggest"][name]
        found = server.client.get(service["service_url"] + service["service_path"], params={"prefix": prefix}).json()
        forms.suggestions(found)
        assert id_ in [one["id"] for one in found["result"]]
        path = service["flyout_service_path"].replace("${id}", quote(id_, safe=""))
        beside = server.client.get(service["flyout_service_url"] + path).json()
        forms.flyout(beside)
        assert beside["id"] == id_
        assert beside["html"].startswith('<div lang="vi"><strong>')
        assert server.get(f"/reconcile/flyout/{name}?id=nobody").status_code == 404
    ids = ["organization/bo-y-te", "person/tran-minh-duc", "person/nobody"]
    wanted = [{"id": one["id"]} for one in server.get("/reconcile/extend/propose").json()["properties"]]
    asked = {"extend": json.dumps({"ids": ids, "properties": wanted})}
    forms.extension(server.client.post("/reconcile", data=asked).json())
    forms.proposal(server.get("/reconcile/extend/propose?type=Ministry&limit=3").json())
    forms.suggestions(server.get("/reconcile/suggest/entity").json())


def test_types_narrow(server: Server) -> None:
    people = ask(server, q={"query": "Tran Minh Duc", "type": "Official"})["q"]
    assert people[0]["id"] == "person/tran-minh-duc"
    bodies = ask(server, q={"query": "Tran Minh Duc", "type": ["Ministry", "Department"]})["q"]
    assert not any(candidate["match"] for candidate in bodies)
    posts = ask(server, q={"query": "Bo truong KHCN", "type": "Post"})["q"]
    assert posts[0]["name"] == "Bộ trưởng Bộ Khoa học và Công nghệ"


def test_two_of_one_name_are_never_one_for_certain(server: Server) -> None:
    found = ask(server, q={"query": "Hoàng Văn Bình", "type": "Official"})["q"]
    assert [candidate["name"] for candidate in found[:2]] == ["Hoàng Văn Bình"] * 2
    assert not any(candidate["match"] for candidate in found)


def test_a_property_tells_two_bodies_of_one_name_apart(server: Server) -> None:
    query = {"query": "Vụ Pháp chế", "type": "Organization"}
    assert not any(candidate["match"] for candidate in ask(server, q=query)["q"])
    told = ask(server, q={**query, "properties": [{"pid": "parent", "v": "bo y te"}]})["q"]
    assert told[0]["match"] is True
    extension = {"ids": [told[0]["id"]], "properties": [{"id": "parent"}]}
    rows = server.client.post("/reconcile", data={"extend": json.dumps(extension)}).json()["rows"]
    assert rows[told[0]["id"]]["parent"] == [{"id": "organization/bo-y-te", "name": "Bộ Y tế"}]


def test_a_diacritic_that_speaks_against_it(server: Server) -> None:
    found = ask(server, q={"query": "Nguyễn Văn Ạnh"})["q"]
    assert found[0]["name"] == "Nguyễn Văn Ánh"
    assert not any(candidate["match"] for candidate in found)


def test_columns_are_extended(server: Server) -> None:
    extension = {
        "ids": ["organization/bo-y-te", "person/nobody"],
        "properties": [{"id": "valid_from"}, {"id": "parent"}],
    }
    answer = server.client.post("/reconcile", data={"extend": json.dumps(extension)}).json()
    assert [column["id"] for column in answer["meta"]] == ["valid_from", "parent"]
    assert answer["rows"]["person/nobody"] == {"valid_from": [], "parent": []}
    assert answer["rows"]["organization/bo-y-te"]["parent"][0]["name"] == "Chính phủ"
    proposed = server.get("/reconcile/extend/propose?type=Organization&limit=3", "application/json").json()
    assert (proposed["type"], len(proposed["properties"])) == ("Organization", 3)


def test_suggestions_and_preview(server: Server) -> None:
    found = server.get("/reconcile/suggest/entity?prefix=tran+m", "application/json").json()["result"]
    assert found[0]["id"] == "person/tran-minh-duc"
    types = server.get("/reconcile/suggest/type?prefix=min", "application/json").json()["result"]
    assert "Ministry" in [type_["id"] for type_ in types]
    properties = server.get("/reconcile/suggest/property?prefix=par", "application/json").json()["result"]
    assert "parent" in [each["id"] for each in properties]
    preview = server.get("/reconcile/preview?id=person/tran-minh-duc", "text/html")
    assert "Trần Minh Đức" in preview.text
    assert "frame-ancestors *" in preview.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in preview.headers


@pytest.mark.parametrize(
    "form",
    [
        {"queries": "nonsense"},
        {"queries": "[1]"},
        {"queries": '{"q": {"query": 5}}'},
        {"queries": '{"q": {"query": "x", "limit": 0}}'},
        {"queries": '{"q": {"query": "x", "type": "Dragon"}}'},
        {"queries": '{"q": {"query": "x", "properties": 7}}'},
        {"queries": "[" * 100_000},
        {"extend": "{}"},
        {"extend": '{"ids": ["\\ud800"], "properties": []}'},
        {"queries": '{"q": {"query": "\\udfff"}}'},
        {"extend": '{"ids": ["x"], "properties": [{"id": "nonsense"}]}'},
    ],
)
def test_what_makes_no_sense_is_refused(server: Server, form: dict[str, str]) -> None:
    assert server.client.post("/reconcile", data=form).status_code == 400


def test_messy_names(reference: Server) -> None:
    """At least 95 in 100 first, and none that is said to be certain and is not."""
    rows = [line.split("\t") for line in MESSY.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert len(rows) >= 200
    first, wrong = 0, []
    for start in range(0, len(rows), 100):
        batch = rows[start : start + 100]
        queries = {f"q{n}": {"query": name, "type": "Organization", "limit": 3} for n, (name, _) in enumerate(batch)}
        for (name, meant), found in zip(batch, ask(reference, **queries).values(), strict=True):
            right = bool(found) and found[0]["id"] == meant
            first += right
            if found and found[0]["match"] and not right:
                wrong.append((name, meant, found[0]["id"]))
            if not right:
                print("not first:", repr(name), meant, [(each["id"], each["score"]) for each in found])
    print(f"{first} of {len(rows)} messy names have the right body first, {len(wrong)} are confidently wrong")
    assert wrong == []
    assert 100 * first >= RIGHT * len(rows)
