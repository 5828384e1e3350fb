"""What a person names becomes articles, or one clear line for each that cannot."""

import gzip
import io
import json
import sys
from datetime import date
from pathlib import Path

import pytest

from govkg import resources
from govkg.errors import GovkgError
from govkg.model.article import Article
from govkg.sources.decoding import LARGEST
from govkg.sources.reading import read

ARTICLE = {"id": "1", "title": "Tin", "text": "Bộ Y tế họp.", "published": "2012-01-06"}


def articles(*sources: Path | str) -> list[Article]:
    found = list(read(sources))
    assert all(isinstance(one, Article) for one in found), found
    return [one for one in found if isinstance(one, Article)]


def refusal(*sources: Path | str) -> str:
    (found,) = read(sources)
    assert isinstance(found, GovkgError)
    assert "\n" not in str(found)
    return str(found)


def test_the_article_that_ships_with_govkg() -> None:
    (article,) = articles(resources.path("data/articles"))
    assert article.id == "hoi-nghi-tong-ket-2011"
    assert article.title.startswith("Hội nghị tổng kết")
    assert article.published == date(2012, 7, 3)
    assert article.text == resources.path("data/articles/hoi-nghi-tong-ket-2011.txt").read_text("utf-8")


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Tin\nBộ Y tế họp.", "utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/a.json").write_text(json.dumps({"text": "Bộ Y tế họp."}), "utf-8")
    (tmp_path / ".hidden.txt").write_text("x", "utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    assert [one.id for one in articles(tmp_path)] == ["b", "sub/a"]


def test_json_lines_plain_and_compressed(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({**ARTICLE, "id": str(n)}) for n in range(3)) + "\n\n"
    (tmp_path / "x.jsonl").write_text(lines, "utf-8")
    with gzip.open(tmp_path / "y.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(lines)
    for name in ("x.jsonl", "y.jsonl.gz"):
        found = articles(tmp_path / name)
        assert [one.id for one in found] == ["0", "1", "2"]
        assert found[2].origin is not None
        assert str(found[2].origin).endswith(f"{name}:3")


def test_a_bad_line_is_refused_by_its_number_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    good = json.dumps(ARTICLE)
    path.write_text(
        f'{good}\n{{"id": 1,\n["list"]\n{{"id": "2", "text": 5}}\n{{"id": "3"}}\n{{"text": "a"}}\n{good}\n', "utf-8"
    )
    found = list(read([path]))
    assert [type(one) is Article for one in found] == [True, False, False, False, False, False, True]
    texts = [str(one) for one in found if isinstance(one, GovkgError)]
    for number, (text, why) in enumerate(
        zip(texts, ["not JSON", "list", "'text' is int", "without text", "without id"], strict=True), 2
    ):
        assert text.startswith(f"{path}:{number}:")
        assert why in text


def test_html_is_read_by_its_main_text(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    body = "<p>" + "</p><p>".join(f"Bộ Y tế họp phiên thứ {n} tại Hà Nội về công tác y tế." for n in range(9)) + "</p>"
    page = f"<html><head><title>Bộ Y tế họp</title></head><body><nav>Trang chủ</nav><article>{body}</article></body>"
    (tmp_path / "x.html").write_text(page, "utf-8")
    (article,) = articles(tmp_path / "x.html")
    assert "phiên thứ 3" in article.text
    assert "Trang chủ" not in article.text


@pytest.mark.parametrize("text", ["Tin\nBộ Y tế họp.", json.dumps(ARTICLE), json.dumps(ARTICLE, indent=1)])
def test_standard_input(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    (article,) = articles("-")
    assert article.title == "Tin"


def test_bad_inputs_have_one_line_each(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)))
    (tmp_path / "folder").mkdir()
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(50 * 2**20)
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(json.dumps(ARTICLE).encode() * 99)[:-9])
    (tmp_path / "none.jsonl").touch()
    assert refusal(tmp_path / "empty.txt").endswith("empty.txt: empty")
    assert "binary" in refusal(tmp_path / "binary.txt")
    assert "without articles" in refusal(tmp_path / "folder")
    assert "too large for one article: 50 MB, the limit is 16 MB" in refusal(tmp_path / "large.txt")
    assert "gzip" in refusal(tmp_path / "cut.jsonl.gz")
    assert "empty" in refusal(tmp_path / "none.jsonl")
    assert "no such file" in refusal(tmp_path / "gone.txt")
    assert "http" in refusal("ftp://example.org/x")


def test_a_line_too_long_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    with path.open("wb") as file:
        file.write(b'{"id": "0", "text": "' + b"a" * LARGEST + b'"}\n')
        file.write(json.dumps(ARTICLE).encode() + b"\n")
    first, second = read([path])
    assert "x.jsonl:1: too large" in str(first)
    assert isinstance(second, Article)


def test_a_file_that_vanishes_between_listing_and_reading(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Tin\nBộ Y tế họp.", "utf-8")
    found = []
    for one in read([tmp_path]):
        (tmp_path / "b.txt").unlink(missing_ok=True)
        found.append(one)
    assert isinstance(found[0], Article)
    assert "no such file" in str(found[1])


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.txt"
    path.write_text("Tin", "utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert refusal(path) == f"{path}: no permission to read it"
