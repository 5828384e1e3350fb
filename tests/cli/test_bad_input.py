"""Bad input: one clear line, exit code 1, nothing half-written."""

import json
from pathlib import Path

import pytest
from cli_outcome import Govkg

GOOD = {"id": "1", "title": "Tin", "text": "Ngày 6/1/2012, Bộ Y tế tổ chức hội nghị.", "published": "2012-01-06"}


def bad(folder: Path, kind: str) -> Path:
    path = folder / f"{kind}.txt"
    match kind:
        case "empty":
            path.touch()
        case "binary":
            path.write_bytes(b"\x7fELF\x02\x01\x01" + bytes(range(256)))
        case "folder":
            path.mkdir()
        case "large":
            with path.open("wb") as file:
                file.truncate(50 * 2**20)
    return path


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("empty", "empty"),
        ("binary", "binary"),
        ("folder", "without articles"),
        ("large", "too large for one article: 50 MB"),
        ("gone", "no such file"),
    ],
)
@pytest.mark.parametrize("command", ["extract", "ingest"])
def test_an_input_that_is_no_article(govkg: Govkg, tmp_path: Path, command: str, kind: str, why: str) -> None:
    outcome = govkg(command, bad(tmp_path, kind))
    assert why in outcome.error
    assert f"{kind}.txt" in outcome.error


def test_a_bad_line_is_named_and_the_good_ones_are_stored(govkg: Govkg, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps(GOOD) + "\n{oops}\n" + json.dumps({**GOOD, "id": "2"}) + "\n", "utf-8")
    outcome = govkg("ingest", path)
    assert "x.jsonl:2:" in outcome.error
    assert outcome.out.startswith("2 new, 0 changed, 0 the same, 1 refused")
    path.write_text(json.dumps(GOOD) + "\n", "utf-8")
    assert govkg("ingest", path).out.startswith("0 new, 0 changed, 1 the same, 0 refused")


def test_windows_1258_is_read_with_a_warning(govkg: Govkg, tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("Tin\nBô\u0323 Y tê\u0301 ho\u0323p.".encode("cp1258"))
    outcome = govkg("extract", path)
    assert outcome.code == 0
    assert "windows-1258" in outcome.err
    assert json.loads(outcome.out)["organizations"][0]["name"] == "Bộ Y tế"


def test_two_articles_of_one_id_do_not_replace_each_other(govkg: Govkg, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "tin.json").write_text(json.dumps({**GOOD, "text": f"Bộ Y tế họp {name}."}), "utf-8")
    outcome = govkg("ingest", tmp_path / "a", tmp_path / "b")
    assert "id '1' was already read from" in outcome.error
    assert outcome.out.startswith("1 new")


def test_no_store_yet(govkg: Govkg) -> None:
    for words in (("stats",), ("check",), ("search", "Bộ Y tế"), ("show", "Bộ Y tế"), ("query", "stats")):
        assert "no store" in govkg(*words).error, words
    assert not Path("govkg-store").exists()


def test_a_store_of_a_newer_version(stored: Govkg) -> None:
    Path("govkg-store/govkg.json").write_text('{"format": "999"}', "utf-8")
    assert "999" in stored("stats").error
    assert "newer govkg" in stored("stats").error


def test_a_folder_that_is_no_store(govkg: Govkg, articles: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").touch()
    assert "not a store" in govkg("ingest", articles, "--store", tmp_path).error


def test_a_syntax_error_has_line_and_column(stored: Govkg, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("SELECT ?s\nWHERE { ?s ?p }", "utf-8")
    assert "q.rq:2:" in stored("query", "q.rq").error


def test_wrong_words_end_with_2(govkg: Govkg) -> None:
    assert govkg("extract").code == 2
    assert govkg("nonsense").code == 2
    assert govkg("extract", "x.txt", "--format", "pdf").code == 2
    assert govkg("who", "Thứ trưởng", "Bộ Y tế", "--at", "yesterday").code == 2


def test_an_output_that_cannot_be_written(govkg: Govkg, articles: Path) -> None:
    assert "cannot be written" in govkg("extract", articles, "-o", "no/such/folder/x.jsonl").error
    assert "cannot be written" in govkg("extract", articles, "-o", "/dev/full/x").error


def test_a_wrong_name_is_answered_with_the_nearest(stored: Govkg) -> None:
    assert "nearest: Ngô Quý Việt" in stored("show", "Ngô Quí Việt").error
