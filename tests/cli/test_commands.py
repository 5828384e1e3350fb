"""Every command, as a user runs it: with diacritics, without, with a wrong name."""

import gzip
import io
import json
import sys
import unicodedata
from pathlib import Path

import pytest
from cli_outcome import Govkg
from typer.main import get_command

from govkg import resources
from govkg.batch import parts
from govkg.cli.main import app
from govkg.store import canonical
from govkg.store.base import FORMAT_VERSION

COMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(govkg: Govkg, command: str) -> None:
    outcome = govkg(command, "--help")
    assert outcome.code == 0
    assert command == "judge" or "Example: govkg " in " ".join(outcome.out.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    assert f"govkg {command}" in readme


def test_version(govkg: Govkg) -> None:
    assert govkg("--version").out.startswith("govkg 0.")


def test_extract_facts(govkg: Govkg, articles: Path) -> None:
    (line,) = govkg("extract", articles).out.splitlines()
    facts = json.loads(line)
    assert facts["id"] == "hoi-nghi-tong-ket-2011"
    assert {"person": "Trần Việt Thanh", "title": "Thứ trưởng", "org": "Bộ Khoa học và Công nghệ"}.items() <= next(
        post for post in facts["posts"] if post["person"] == "Trần Việt Thanh"
    ).items()


@pytest.mark.parametrize(("form", "text"), [("turtle", "a gov:Ministry"), ("trig", "gov:exact"), ("nquads", "#exact")])
def test_extract_rdf(govkg: Govkg, articles: Path, form: str, text: str) -> None:
    outcome = govkg("extract", articles, "--format", form, "-o", "out.rdf")
    assert outcome.code == 0
    written = Path("out.rdf").read_text("utf-8")
    assert "Trần Việt Thanh" in written
    assert text in written or form == "turtle"


def test_standard_input_and_output(govkg: Govkg, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Tin\nBộ trưởng Bộ Y tế Nguyễn Văn Mẫu phát biểu."
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(unicodedata.normalize("NFD", text).encode())))
    facts = json.loads(govkg("extract", "-").out)
    assert facts["persons"][0]["name"] == "Nguyễn Văn Mẫu"


def test_ingest_twice_changes_nothing(stored: Govkg, articles: Path) -> None:
    stored("export", "--format", "nquads", "-o", "once.nq")
    assert stored("ingest", articles).out.startswith("0 new, 0 changed, 1 the same")
    stored("resolve")
    stored("export", "--format", "nquads", "-o", "twice.nq")
    assert Path("once.nq").read_bytes() == Path("twice.nq").read_bytes()


def test_ingest_with_jobs_is_the_same(stored: Govkg, articles: Path) -> None:
    stored("export", "--format", "nquads", "-o", "one.nq")
    assert stored("ingest", articles, "--store", "other", "--jobs", "2").code == 0
    stored("export", "--format", "nquads", "-o", "two.nq", "--store", "other")
    assert Path("one.nq").read_bytes() == Path("two.nq").read_bytes()


def test_retract(stored: Govkg) -> None:
    assert stored("retract", "hoi-nghi-tong-ket-2011").out.startswith("retracted https://")
    assert stored("show", "Trần Việt Thanh").code == 1
    assert stored("retract", "hoi-nghi-tong-ket-2011").code == 1


@pytest.mark.parametrize(
    "name", ["Trần Việt Thanh", "tran viet thanh", unicodedata.normalize("NFD", "TRẦN VIỆT THANH")]
)
def test_show_a_person(stored: Govkg, name: str) -> None:
    outcome = stored("show", name)
    assert outcome.code == 0
    assert "Thứ trưởng Bộ Khoa học và Công nghệ" in outcome.out
    assert "“Tham dự Hội nghị có Thứ trưởng" in outcome.out


def test_show_where_each_fact_is(stored: Govkg) -> None:
    lines = stored("show", "dang quang huan", "--addresses").out.splitlines()
    (address,) = (line.split()[-1] for line in lines if "Công đoàn Bộ" in line and line.split()[-1].startswith("http"))
    assert "/tenure/" in address
    assert stored("judge", "wrong", address).code == 0
    assert "Giữ chức vụ" not in stored("show", "dang quang huan").out


def test_show_a_body_on_a_day(stored: Govkg) -> None:
    outcome = stored("show", "Bộ KH&CN", "--at", "2012-01-06")
    assert "on 2012-01-06" in outcome.out
    assert "Trần Việt Thanh" in outcome.out


@pytest.mark.parametrize("body", ["Bộ Khoa học và Công nghệ", "bo khoa hoc va cong nghe", "Bộ KH&CN", "MOST"])
def test_who(stored: Govkg, body: str) -> None:
    outcome = stored("who", "thu truong", body, "--at", "2012-07-03")
    assert outcome.code == 0
    assert "Trần Việt Thanh: certain" in outcome.out
    assert "“" in outcome.out


def test_search(stored: Govkg) -> None:
    assert "Trần Việt Thanh" in stored("search", "tran viet").out
    assert "Bộ Khoa học và Công nghệ" in stored("search", "bo khoa hoc va cogn nghe").out
    assert stored("search", "xyzzyx").code == 1


def test_queries_lists_the_library(govkg: Govkg) -> None:
    outcome = govkg("queries")
    names = [path.stem for path in resources.files("queries", "*.rq")]
    assert len(names) >= 10
    assert all(name in outcome.out for name in names)


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "xml"])
def test_named_query(stored: Govkg, form: str) -> None:
    words = ["-p", "post=Thứ trưởng", "-p", "body=Bộ Khoa học và Công nghệ", "-p", "on=2012-01-06"]
    outcome = stored("query", "who-held", *words, "--format", form)
    assert outcome.code == 0
    assert "Trần Việt Thanh" in outcome.out


def test_query_from_a_file_and_from_standard_input(stored: Govkg, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "ASK { ?s a <https://w3id.org/govkg/ontology#Official> }"
    Path("q.rq").write_text(text, "utf-8")
    assert stored("query", "q.rq").out.strip() == "yes"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert stored("query", "-").out.strip() == "yes"


def test_query_that_makes_a_graph(stored: Govkg) -> None:
    Path("q.rq").write_text("CONSTRUCT WHERE { ?s a <https://w3id.org/govkg/ontology#Official> }", "utf-8")
    assert "Official" in stored("query", "q.rq", "--format", "turtle").out
    assert stored("query", "q.rq", "--format", "csv").code == 2


def test_a_query_needs_its_parameters(stored: Govkg) -> None:
    assert "'body'" in stored("query", "who-held", "-p", "post=Thứ trưởng").error
    assert stored("query", "who-held", "-p", "post").code == 2


def test_view_network(stored: Govkg) -> None:
    outcome = stored("view", "network", "-o", "x.html")
    assert outcome.code == 0
    assert Path("x.html").stat().st_size > 10_000


def test_view_needs_to_know_whose_and_where_to(stored: Govkg) -> None:
    assert stored("view", "orgchart", "-o", "x.html").code == 2
    assert stored("view", "network").code == 2
    assert "not drawn" in stored("view", "timeline", "Bộ KH&CN", "-o", "x.pdf").error


def test_backup_and_restore(stored: Govkg) -> None:
    backed_up = stored("backup", "x.nq.gz")
    restored = stored("restore", "x.nq.gz", "--store", "again")
    assert (backed_up.code, restored.code) == (0, 0)
    assert backed_up.out.removeprefix("wrote x.nq.gz: ") == restored.out.removeprefix("restored ")
    assert (Path("again") / "search" / "stamp.json").exists()
    stored("export", "--format", "nquads", "-o", "a.nq")
    stored("export", "--format", "nquads", "-o", "b.nq", "--store", "again")
    assert Path("a.nq").read_bytes() == Path("b.nq").read_bytes()


def test_what_a_batch_wrote_is_loaded(stored: Govkg) -> None:
    stored("export", "--format", "nquads", "-o", "a.nq")
    lines, total = Path("a.nq").read_bytes().splitlines(keepends=True), canonical.Digest()
    for line in lines:
        total.add(line)
    part = parts.Part("part-00000.gz", total.count, total.hexdigest())
    manifest = parts.Manifest(FORMAT_VERSION, 1, 0, 1, total.count, total.hexdigest(), (part,))
    for name, file, content in (
        (parts.QUADS, part.name, gzip.compress(b"".join(lines))),
        (parts.MANIFEST, "part-00000", manifest.to_json().encode()),
    ):
        (Path("output") / name).mkdir(parents=True)
        (Path("output") / name / file).write_bytes(content)
    loaded = stored("load", "output", "--store", "again")
    assert loaded.out.strip() == f"loaded 1 articles, {len(lines)} quads"
    assert (Path("again") / "search" / "stamp.json").exists()
    stored("export", "--format", "nquads", "-o", "b.nq", "--store", "again")
    assert Path("b.nq").read_bytes() == b"".join(lines)
    assert stored("load", "output", "--store", "again").out == loaded.out, "nothing is missing, so nothing is done"
    (Path("output") / parts.QUADS / part.name).write_bytes(gzip.compress(b"".join(lines[1:])))
    damaged = stored("load", "output", "--store", "another")
    assert damaged.code == 1
    assert "digest differs" in damaged.error


def test_stats(stored: Govkg) -> None:
    outcome = stored("stats")
    assert "Official" in outcome.out
    assert "quads for each fact" in outcome.out


def test_judgements(stored: Govkg, tmp_path: Path) -> None:
    for number, day in enumerate(("2012-02-01", "2012-03-01")):
        article = {
            "id": f"x{number}",
            "text": "Thứ trưởng Bộ Khoa học và Công nghệ Trần Việt Thanh phát biểu.",
            "published": day,
        }
        (tmp_path / f"x{number}.json").write_text(json.dumps(article), "utf-8")
    assert stored("ingest", tmp_path / "x0.json", tmp_path / "x1.json").code == 0
    mentions = [f"https://w3id.org/govkg/id/article/x{n}#person.Tr%E1%BA%A7n%20Vi%E1%BB%87t%20Thanh" for n in range(2)]
    assert stored("judge", "different", *mentions, "--who", "Lê Thị Biên tập").code == 0
    assert "may be any of" in stored("show", "Trần Việt Thanh").error
    assert "Lê Thị Biên tập" in stored("judge", "list").out
    assert stored("judge", "undo").out.startswith("undone: different")
    assert stored("show", "Trần Việt Thanh").code == 0
    assert stored("judge", "undo").code == 1


def test_extract_explains_itself(govkg: Govkg, articles: Path) -> None:
    told = govkg("extract", articles, "--explain").out
    assert "posts." in told
    assert "HoldsPost(person='Trần Việt Thanh', title='Thứ trưởng', organization='Bộ Khoa học và Công nghệ'" in told


def test_a_language_model_needs_an_address(govkg: Govkg, articles: Path) -> None:
    assert govkg("extract", articles, "--extractor", "llm").code == 2
    assert govkg("ingest", articles, "--extractor", "both", "--llm-model", "m").code == 2


def test_a_language_model_that_cannot_be_reached_is_one_line(govkg: Govkg, articles: Path) -> None:
    words = ["--llm-url", "http://127.0.0.1:9/v1", "--llm-model", "m"]
    assert "127.0.0.1:9" in govkg("extract", articles, "--extractor", "llm", *words).error
