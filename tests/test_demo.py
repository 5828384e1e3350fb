"""The main job, as ``govkg demo`` does it."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from govkg import demo
from govkg.errors import GovkgError


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    out = tmp_path_factory.mktemp("demo") / "out"
    console = Console(file=io.StringIO(), width=10_000)
    demo.run(out, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue(), out


@pytest.mark.parametrize(
    ("answer", "proof"),
    [
        ("Ngô Quý Việt: Tổng cục trưởng Tổng cục Tiêu chuẩn Đo lường Chất lượng", "Tổng cục trưởng Ngô Quý Việt phát"),
        ("Trần Việt Thanh: Thứ trưởng Bộ Khoa học và Công nghệ", "Thứ trưởng Bộ Khoa học và Công nghệ Trần Việt Thanh"),
        ("organizer: Tổng cục Tiêu chuẩn Đo lường Chất lượng", "đã tổ chức Hội nghị"),
        ("attendee: Đặng Quang Huấn", "Tham dự Hội nghị có"),
        ("Luật Đo lường: adopted (Quốc hội 2011-11-11)", "được Quốc hội khóa 13 thông qua vào ngày 11/11/2011"),
        ("Nghị định quy định chi tiết một số điều của Luật Đo lường: draft", "trình Chính phủ ban hành"),
        ("ISO 9001:2008: các Bộ, ngành và địa phương", "đồng loạt triển khai thực hiện ISO 9001:2008"),
        ("Công đoàn Bộ Khoa học và Công nghệ ⊂ Bộ Khoa học và Công nghệ", "Chủ tịch Công đoàn Bộ Đặng Quang Huấn"),
    ],
)
def test_each_answer_is_followed_by_the_sentence_that_proves_it(
    told: tuple[str, Path], answer: str, proof: str
) -> None:
    lines = told[0].splitlines()
    at = next(number for number, line in enumerate(lines) if answer in line)
    quotes = []
    for line in lines[at + 1 :]:
        if "“" not in line:
            break
        quotes.append(line)
    assert any(proof in quote for quote in quotes), (answer, quotes)


def test_the_graph_is_checked_and_drawn(told: tuple[str, Path]) -> None:
    text, out = told
    assert "no violation" in text
    assert (out / "network.html").stat().st_size > 50_000
    assert f"wrote {out / 'network.html'}" in text


def test_nothing_false_is_read_from_contact_lines_and_captions(told: tuple[str, Path]) -> None:
    assert "0934679933" not in told[0]
    assert "Tư vấn" not in told[0]


def test_a_second_run_finds_the_same(told: tuple[str, Path]) -> None:
    console = Console(file=io.StringIO(), width=10_000)
    demo.run(told[1], console)
    assert isinstance(console.file, io.StringIO)
    assert "0 new, 0 changed, 1 the same" in console.file.getvalue()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(GovkgError, match="cannot be made"):
        demo.run(tmp_path / "file" / "demo", Console(file=io.StringIO()))


def test_the_readme_shows_what_the_demo_tells(told: tuple[str, Path]) -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    shown = readme.partition("```console\n$ make demo\n")[2].partition("\n```")[0].splitlines()
    said = iter(line.rstrip() for line in told[0].replace(str(told[1]), "govkg-demo").splitlines())
    assert [line for line in shown if line != "…" and line not in said] == [], "in this order"
    assert len(shown) > 10
