"""Pictures of the article that ships with govkg: what the views are handed."""

from collections.abc import Iterator
from datetime import date

import pytest

import govkg
from govkg import pictures, resources
from govkg.errors import GovkgError, NotFound
from govkg.lookup import KnowledgeGraph

STAMEQ = "Tổng cục Tiêu chuẩn Đo lường Chất lượng"


@pytest.fixture(scope="module")
def kg() -> Iterator[KnowledgeGraph]:
    with govkg.open() as graph:
        graph.ingest(resources.path("data/articles"))
        yield graph


def test_a_network_holds_what_articles_speak_of_and_no_more(kg: KnowledgeGraph) -> None:
    graph = pictures.spoken_of(kg, kg.network())
    labels = {data["label"] for _, data in graph.nodes(data=True)}
    assert {"Ngô Quý Việt", "Trần Việt Thanh", "Đặng Quang Huấn", STAMEQ, "Quốc hội", "Luật Đo lường"} <= labels
    assert "ISO 9001:2008" in labels
    assert "Bộ Y tế" not in labels


def test_an_orgchart_has_parents_units_and_heads(kg: KnowledgeGraph) -> None:
    chart = pictures.orgchart(kg.organization(STAMEQ), date(2012, 1, 6))
    assert [parent.name for parent in chart.parents] == ["Chính phủ", "Bộ Khoa học và Công nghệ"]
    assert [(head.name, head.title, head.certainty) for head in chart.body.heads] == [
        ("Ngô Quý Việt", "Tổng cục trưởng", "certain")
    ]
    assert "Trung tâm Kỹ thuật Tiêu chuẩn Đo lường Chất lượng 1" in {unit.name for unit in chart.body.units}
    assert any("Ngô Quý Việt" in quote.text for quote in chart.body.heads[0].evidence)


def test_a_deputy_does_not_head_the_ministry(kg: KnowledgeGraph) -> None:
    assert pictures.orgchart(kg.organization("Bộ KH&CN"), date(2012, 1, 6)).body.heads == ()


def test_a_career_has_bars_and_one_mark_a_meeting(kg: KnowledgeGraph) -> None:
    timeline = pictures.timeline(kg.person("Trần Việt Thanh"))
    assert [bar.label for bar in timeline.bars] == ["Thứ trưởng Bộ Khoa học và Công nghệ"]
    assert timeline.bars[0].times.begin == ""
    assert timeline.bars[0].times.observed_first == "2012-01-06"
    (mark,) = timeline.marks
    assert (mark.on, mark.kind) == ("2012-01-06", "Meeting")
    assert len(mark.evidence) == 2


def test_a_timeline_is_of_a_person_or_a_body(kg: KnowledgeGraph) -> None:
    with pytest.raises(GovkgError, match="of a person or a body"):
        pictures.draw(kg, "timeline", "html", entity="Luật Đo lường")


@pytest.mark.parametrize(
    ("picture", "format", "begins"),
    [
        ("network", "html", b"<!doctype html>"),
        ("network", "svg", b"<svg"),
        ("network", "graphml", b"<?xml"),
        ("network", "gexf", b"<?xml"),
        ("orgchart", "html", b"<!doctype html>"),
        ("orgchart", "svg", b"<svg"),
        ("timeline", "html", b"<!doctype html>"),
        ("timeline", "svg", b"<svg"),
    ],
)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_picture_in_every_format(kg: KnowledgeGraph, picture: str, format: str, begins: bytes, lang: str) -> None:
    drawn = pictures.draw(kg, picture, format, entity=None if picture == "network" else STAMEQ, lang=lang)
    assert drawn.lower().startswith(begins)
    assert "Tổng cục" in drawn.decode()


def test_the_same_graph_gives_the_same_bytes(kg: KnowledgeGraph) -> None:
    assert pictures.draw(kg, "network", "html") == pictures.draw(kg, "network", "html")


def test_a_wrong_name_or_format(kg: KnowledgeGraph) -> None:
    with pytest.raises(NotFound):
        pictures.draw(kg, "orgchart", "html", entity="Bộ Phép thuật")
    with pytest.raises(GovkgError, match="not drawn"):
        pictures.draw(kg, "network", "pdf")
