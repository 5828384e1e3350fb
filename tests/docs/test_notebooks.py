"""The notebooks of the documentation run from top to bottom, quietly, and still tell their stories."""

from __future__ import annotations

import importlib.util
import re
import unicodedata
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

for needed in ("ipykernel", "jupytext", "nbclient", "nbconvert", "pandas"):
    pytest.importorskip(needed)

DOCS = Path(__file__).parents[2] / "docs"
ARTICLES = DOCS / "notebooks" / "articles"
TOLD = {
    "career": ["Nguyễn Sinh Hùng", "likely", "Vương Đình Huệ", "Phó Chủ tịch Quốc hội với 483 phiếu"],
    "iso9001": ["19/2014/QĐ-TTg", "Sở Y tế tỉnh Phú Thọ", "TCVN ISO 9001:2015", "các Bộ, ngành và địa phương"],
    "law": [
        "2011-11-11",
        "2012-07-01",
        "86/2012/NĐ-CP",
        "Nguyễn Tấn Dũng",
        "Phan Xuân Dũng",
        "86% số đại biểu tán thành",
    ],
}
"""What a reader of each notebook must find in what its cells show."""


@pytest.fixture(scope="module")
def stories() -> ModuleType:
    spec = importlib.util.spec_from_file_location("stories", DOCS / "stories.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_notebook_has_its_story_here_and_its_page_on_the_site(stories: ModuleType) -> None:
    assert [source.stem for source in stories.SOURCES] == sorted(TOLD)
    site = (DOCS.parent / "zensical.toml").read_text("utf-8")
    assert all(f'"notebooks/{name}.md"' in site for name in TOLD)


@pytest.mark.parametrize("name", TOLD)
def test_a_notebook_runs_quietly_and_tells_its_story(name: str, stories: ModuleType) -> None:
    notebook = stories.execute(DOCS / "notebooks" / f"{name}.py")
    outputs: list[Any] = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    assert not [output.text for output in outputs if output.get("name") == "stderr"], "a warning or worse"
    shown = [output.data for output in outputs if "data" in output]
    assert sum("image/svg+xml" in data for data in shown) == 1
    text = "\n".join(data.get("text/html", "") for data in shown)
    assert [word for word in TOLD[name] if word not in text] == []
    assert not re.search(r"<tbody>\s*</tbody>", text), "a table of nothing"

    page, pictures = stories.page(notebook, name)
    assert "## What the data cannot say" in page
    assert [f"![svg]({path})" in page for path in pictures] == [True]
    assert 'class="dataframe"' not in page
    assert "<style" not in page


def test_every_piece_names_where_its_facts_can_be_checked() -> None:
    rows = re.findall(
        r"^\| \[(.+?\.txt)\]\(\1\) \| (.+) \|$", (ARTICLES / "README.md").read_text("utf-8"), re.MULTILINE
    )
    assert [name for name, _ in rows] == sorted(piece.name for piece in ARTICLES.glob("*.txt"))
    assert [name for name, sources in rows if not re.search(r"<https?://\S+>", sources)] == []


@pytest.mark.parametrize("piece", sorted(ARTICLES.glob("*.txt")), ids=lambda piece: piece.stem)
def test_a_piece_is_a_title_a_day_and_a_short_text(piece: Path) -> None:
    text = piece.read_text("utf-8")
    title, blank, day, *rest = text.splitlines()
    assert title
    assert not blank
    assert re.fullmatch(r"\d\d/\d\d/\d{4}", day)
    assert 40 <= len(" ".join(rest).split()) <= 160
    assert unicodedata.is_normalized("NFC", text)
