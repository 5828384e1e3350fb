"""``govkg link`` and ``govkg enrich`` as a user runs them, with and without a network."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest
from cli_outcome import Govkg

import govkg as govkg_package

BODY = "Bộ Khoa học và Công nghệ"
SANDBOX = "http://www.wikidata.org/entity/Q4115189"  # Wikidata's own item for trying things out


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A cache of the test's own, and an address at which nobody answers."""
    monkeypatch.setenv("GOVKG_CACHE", str(tmp_path / "cache"))
    with socket.create_server(("127.0.0.1", 0)) as gone:
        return f"http://127.0.0.1:{gone.getsockname()[1]}/sparql"


def test_no_network_is_one_line_and_loses_nothing(stored: Govkg, nowhere: str) -> None:
    before = (stored("stats").out, stored("judge", "list").out)
    line = stored("link", "--endpoint", nowhere).error
    assert line.startswith(f"govkg: {nowhere}: cannot be reached")
    assert line.endswith("0 links of 0 entities are kept, run it again to go on")
    assert stored("enrich", "--endpoint", nowhere).error.startswith(f"govkg: {nowhere}: cannot be reached")
    assert (stored("stats").out, stored("judge", "list").out) == before


def test_offline_without_a_cache_says_what_waits(stored: Govkg, nowhere: str) -> None:
    outcome = stored("link", "--offline", "--endpoint", nowhere, "bo khoa hoc va cong nghe")
    assert outcome.code == 0
    assert "0 linked, 0 known, 0 undecided, 1 without a candidate; " in outcome.err
    assert "questions were never asked and wait for a network" in outcome.err
    assert "wait for a network" in stored("enrich", "--offline", "--endpoint", nowhere).err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (
            ("link", "--profile", "wikipedia"),
            1,
            "nothing is known under the name 'wikipedia'; nearest: labels, wikidata",
        ),
        (("link", "--profile", "labels"), 1, "say which by --endpoint"),
        (("link", "--endpoint", "wikidata"), 1, "wikidata: not an http(s) address"),
        (("link", "--type", "meeting"), 2, "'meeting' is none of person, organization, document, standard"),
        (("link", "Bộ Không Có"), 1, "nothing is known under the name 'Bộ Không Có'"),
        (("enrich", "--property", "height", "--offline"), 1, "nearest: birth_date, english_name, portrait"),
        (("judge", "identical", BODY, "Văn phòng Chính phủ"), 1, "identical is said of an entity and an address"),
        (("judge", "same", SANDBOX, SANDBOX + "1"), 1, "is none of ours"),
        (("judge", "same", "https://w3id.org/govkg/id/person/none", SANDBOX), 1, "nothing is known under the name"),
    ],
)
def test_wrong_words(stored: Govkg, words: tuple[str, ...], code: int, said: str) -> None:
    outcome = stored(*words)
    assert outcome.code == code
    assert said in " ".join(outcome.err.split())
    assert "Traceback" not in outcome.err


def test_a_person_links_and_takes_it_back(stored: Govkg, tmp_path: Path) -> None:
    assert stored("judge", "same", "ngo quy viet", SANDBOX, "--who", "Lê Thị Biên tập").code == 0
    shown = stored("show", "Ngô Quý Việt").out
    assert f"liên kết · links  {SANDBOX}" in shown
    with govkg_package.open(tmp_path / "govkg-store") as kg:
        assert kg.person("Ngô Quý Việt").wikidata == SANDBOX
    assert stored("check", "--no-reasoner").code == 0
    assert "1 known" in stored("link", "--offline", "Ngô Quý Việt").err
    assert stored("resolve").code == 0
    assert SANDBOX in stored("show", "Ngô Quý Việt").out
    assert "quads in the graph links" in stored("stats").out
    assert stored("judge", "undo").out.startswith("undone: same")
    assert SANDBOX not in stored("show", "Ngô Quý Việt").out


def test_same_as_is_checked(stored: Govkg, tmp_path: Path) -> None:
    assert stored("judge", "identical", BODY, SANDBOX).code == 0
    assert stored("check", "--no-reasoner").code == 0
    with govkg_package.open(tmp_path / "govkg-store") as kg:
        entity = kg.organization(BODY).iri
        assert kg.sparql(f"ASK {{ <{entity}> <http://www.w3.org/2002/07/owl#sameAs> <{SANDBOX}> }}") is True


def test_outcomes_as_json(stored: Govkg) -> None:
    outcome = stored("link", "--offline", "--type", "person", "--format", "json", "--dry-run")
    found = [json.loads(line) for line in outcome.out.splitlines()]
    assert {one["verdict"] for one in found} == {"none"}
    assert "Ngô Quý Việt" in {one["name"] for one in found}
    assert "(nothing was written)" in outcome.err


def test_an_empty_store_has_nothing_to_link(govkg: Govkg) -> None:
    outcome = govkg("link", "--offline")
    assert outcome.code == 0
    assert "nothing to link" in outcome.err
