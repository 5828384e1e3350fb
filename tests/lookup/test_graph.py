from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDFS, URIRef

import govkg
from govkg.errors import NotFound
from govkg.lookup import Certainty, KnowledgeGraph, Person, Post, to_pandas

NEWS = """Bộ Y tế bàn về an toàn bệnh viện

Ngày 12/3/2014, Thứ trưởng Bộ Y tế Phan Đình Khôi chủ trì cuộc họp về an toàn bệnh viện tại Hà Nội.
"""


def test_who_chairs_the_board_of_a_firm_is_asked_of_the_firm(tmp_path: Path) -> None:
    article = tmp_path / "duong-sat.txt"
    article.write_text("Ngày 6/5/2013, ông Lò Văn Bảy, Chủ tịch HĐTV Tổng công ty Đường sắt Việt Nam, dự họp.", "utf-8")
    with govkg.open(tmp_path / "store") as kg:
        kg.ingest(article)
        for firm in ("Tổng công ty Đường sắt Việt Nam", "Hội đồng thành viên Tổng công ty Đường sắt Việt Nam"):
            title = "Chủ tịch" if firm.startswith("Hội") else "Chủ tịch Hội đồng thành viên"
            assert [holder.person.name for holder in kg.who_held(title, firm)] == ["Lò Văn Bảy"]
            if firm.startswith("Tổng"):
                assert [holder.person.name for holder in kg.who_held("Chủ tịch HĐTV", firm)] == ["Lò Văn Bảy"]


def test_names_follow_what_is_read_and_taken_out_again(tmp_path: Path) -> None:
    article = tmp_path / "an-toan.txt"
    article.write_text(NEWS, encoding="utf-8")
    with govkg.open(tmp_path / "store") as kg:
        assert kg.ingest(article).new == 1
        person = kg.person("phan dinh khoi")
        assert [str(tenure.post) for tenure in person.tenures] == ["Thứ trưởng Bộ Y tế"]
        assert person.evidence[0].quote in NEWS
        found = kg.who_held("thu truong", "Bộ Y tế", on="2014-03-12")
        assert [(holder.person, holder.certainty) for holder in found] == [(person, found.certainty)]
    with govkg.open(tmp_path / "store", read_only=True) as reader:
        assert reader.index.folder == tmp_path / "store" / "search"
        assert reader.search("phan dinh khoi")[0].iri == person.iri
    with govkg.open(tmp_path / "store") as kg:
        kg.retract("an-toan")
        with pytest.raises(NotFound):
            kg.person("Phan Đình Khôi")
        assert kg.organization("Bộ Y tế").tenures == ()


def test_an_iri_of_another_kind_is_not_found(example: KnowledgeGraph) -> None:
    body = example.organization("Bộ Y tế")
    with pytest.raises(NotFound):
        example.person(body.iri)
    with pytest.raises(NotFound):
        example.organization("https://w3id.org/govkg/id/organization/khong-co")
    assert example.entity(f"<{body.iri}>") == body


@pytest.mark.filterwarnings(r"ignore:Dataset\.default_context is deprecated:DeprecationWarning")  # rdflib's own use
def test_rdflib_sees_the_same_graph(example: KnowledgeGraph) -> None:
    ministry = URIRef("https://w3id.org/govkg/id/organization/bo-y-te")
    assert set(map(str, example.dataset.objects(ministry, RDFS.label))) == {"Bộ Y tế", "Ministry of Health"}


def test_counts(example: KnowledgeGraph) -> None:
    counts = example.stats()
    assert counts["Official"] == 9
    assert counts["articles"] == 9


def test_entities_as_dicts_and_data_frames(example: KnowledgeGraph) -> None:
    people = [example.person(name) for name in ("Trần Minh Đức", "Vũ Thanh Lâm")]
    assert people[1].to_dict()["tenures"] == [
        {"iri": "https://w3id.org/govkg/id/tenure/t5", "name": "Vũ Thanh Lâm, Bộ trưởng Bộ Y tế"}
    ]
    frame = to_pandas(people[1].tenures)
    assert frame[["person", "post", "observed_first"]].to_numpy().tolist() == [
        ["Vũ Thanh Lâm", "Bộ trưởng Bộ Y tế", "2014-02-14"]
    ]
    assert to_pandas(people)["name"].tolist() == ["Trần Minh Đức", "Vũ Thanh Lâm"]
    assert people[0].to_pandas()["kind"].tolist() == ["Official"]
    holding = example.who_held("Bộ trưởng", "Bộ Y tế", on="2014-02-14").to_pandas()
    assert holding["certainty"].tolist() == ["certain"]


def test_pages_for_notebooks_escape_what_they_show(example: KnowledgeGraph) -> None:
    shown = example.person("Trần Minh Đức")._repr_html_()
    assert "Thứ trưởng Bộ Khoa học và Công nghệ" in shown
    assert ">Official · <a href=" in shown
    assert "last known" in example.who_held("Thứ trưởng", "Bộ KHCN", on="2020-01-01")._repr_html_()


def test_links_lead_both_ways(example: KnowledgeGraph) -> None:
    ministry = example.organization("Bộ Y tế")
    assert ministry.parent is not None
    assert ministry in ministry.parent.parts
    post = example.post("Bộ trưởng Bộ Y tế")
    assert isinstance(post, Post)
    assert post.organization == ministry
    assert post in ministry.posts
    speech = ministry.requests[0]
    assert isinstance(speech.speaker, Person)
    assert speech in speech.speaker.speeches
    decree = example.document("15/2011/NĐ-CP")
    assert decree.passed_by is not None
    assert decree in decree.passed_by.documents


def test_an_article_that_tells_of_a_begin_does_not_call_the_post_past(tmp_path: Path) -> None:
    pieces = {
        "begin": "Bầu cử\n\n04/04/2011\nNgày 4/4/2011, Quốc hội bầu ông Lê Đình Phúc giữ chức Chủ tịch Quốc hội.\n",
        "end": "Miễn nhiệm\n\n05/05/2016\nNgày 5/5/2016, Quốc hội miễn nhiệm Chủ tịch Quốc hội Lê Đình Phúc.\n",
    }
    for name, text in pieces.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    with govkg.open() as kg:
        kg.ingest(tmp_path)
        (tenure,) = kg.person("Lê Đình Phúc").tenures
        assert str(tenure.stated) == "2011-04-04/2016-05-05"
        assert tenure.certainty("2014-01-01") is Certainty.CERTAIN
        assert tenure.certainty("2011-04-03") is None
        assert tenure.certainty("2016-05-06") is None
