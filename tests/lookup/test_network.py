from __future__ import annotations

import json

import networkx as nx
import pytest

from govkg import iris
from govkg.errors import NotFound
from govkg.lookup import KnowledgeGraph
from govkg.lookup.relations import RELATIONS


def edges(graph: nx.MultiDiGraph[str]) -> set[tuple[str, str, str]]:
    cut = len(iris.ID)
    return {(source[cut:], data["relation"], target[cut:]) for source, target, data in graph.edges(data=True)}


def test_the_whole_graph(example: KnowledgeGraph) -> None:
    graph = example.network()
    found = edges(graph)
    assert {
        ("person/tran-minh-duc", "holds: Thứ trưởng", "organization/bo-khoa-hoc-va-cong-nghe"),
        ("organization/bo-y-te", "partOf", "organization/chinh-phu"),
        ("person/do-hai-nam", "participates: absent", "meeting/m3"),
        ("document/luat-kiem-dinh", "issuer", "organization/quoc-hoi"),
        ("organization/ubnd-tinh-ha-giang", "adopts", "standard/tcvn-iso-9001-2008"),
        ("organization/chu-tich-nuoc", "decides: appoint", "person/tran-minh-duc"),
        ("person/tran-minh-duc", "speaks: asked", "organization/bo-y-te"),
        ("organization/bo-giao-thong-van-tai", "becomes: merger", "organization/bo-xay-dung"),
    } <= found
    families = {relation.partition(":")[0] for _, relation, _ in found}
    assert families <= {relation.name for relation in RELATIONS}
    assert not any("/post/" in node for node in graph)


def test_nodes_and_edges_keep_the_contract_of_the_views(example: KnowledgeGraph) -> None:
    graph = example.network()
    for _, data in graph.nodes(data=True):
        assert data["label"]
        assert data["kind"]
    for _, _, data in graph.edges(data=True):
        assert data["relation"]
        assert data["label_vi"]
        assert data["label_en"]
        assert all(said["quote"] for said in data.get("evidence", ()))
    json.dumps(nx.node_link_data(graph, edges="edges"))
    minister = graph.nodes[iris.ID + "organization/bo-khoa-hoc-va-cong-nghe"]
    assert (minister["kind"], minister["begin"]) == ("Ministry", "2002")


def test_an_edge_has_its_times_and_sentences(example: KnowledgeGraph) -> None:
    graph = example.network("Trần Minh Đức")
    (deputy,) = (data for _, _, data in graph.edges(data=True) if data["relation"] == "holds: Thứ trưởng")
    assert (deputy["observed_first"], deputy["observed_last"]) == ("2011-03-10", "2012-05-21")
    assert (deputy["label_vi"], deputy["label_en"]) == ("giữ chức Thứ trưởng", "holds the post Thứ trưởng")
    assert [said["url"] for said in deputy["evidence"]] == [f"https://news.example.org/a{n}" for n in (1, 2, 3)]
    (chair, *_) = (data for _, target, data in graph.edges(data=True) if target.endswith("meeting/m1"))
    assert (chair["begin"], chair["end"]) == ("2011-03-10", "2011-03-10")


def test_around_an_entity(example: KnowledgeGraph) -> None:
    near, far = example.network("Bộ Y tế"), example.network("Bộ Y tế", depth=2)
    assert iris.ID + "organization/chinh-phu" in near
    assert iris.ID + "organization/bo-xay-dung" not in near
    assert iris.ID + "organization/bo-xay-dung" in far
    assert edges(near) < edges(far) < edges(example.network())
    with pytest.raises(NotFound):
        example.network("Bộ Không Có")


def test_on_a_day(example: KnowledgeGraph) -> None:
    found = edges(example.network(at="2012-05-19"))
    person, ministry = "person/tran-minh-duc", "organization/bo-khoa-hoc-va-cong-nghe"
    assert (person, "holds: Thứ trưởng", ministry) in found
    assert (person, "holds: Bộ trưởng", ministry) not in found
    assert (person, "participates: chair", "meeting/m2") in found
    assert (person, "participates: chair", "meeting/m1") not in found
    assert not any(target.rpartition("/")[2] == "bo-xay-dung" for _, _, target in found)
    assert not any(source == "document/luat-kiem-dinh" for source, _, _ in found)


def test_without_sentences(example: KnowledgeGraph) -> None:
    assert not any("evidence" in data for _, _, data in example.network(evidence=False).edges(data=True))


def test_what_leads_to_no_other_entity_is_a_fact_of_its_node_with_its_sentences(example: KnowledgeGraph) -> None:
    told = {
        iri[len(iris.ID) :]: {fact["text_vi"]: fact for fact in data["facts"]}
        for iri, data in example.network().nodes(data=True)
        if "facts" in data
    }
    assert set(told["document/luat-kiem-dinh"]) == {"Có hiệu lực từ: 01/07/2014", "Ngày ban hành: 19/11/2013"}
    assert told["document/luat-kiem-dinh"]["Ngày ban hành: 19/11/2013"]["text_en"] == "Issued on: 19 November 2013"
    assert set(told["standard/iso-9001-2015"]) == {"Áp dụng tiêu chuẩn: Các sở, ngành của tỉnh"}
    (dismissed,) = told["person/pham-quang-huy"].values()
    assert dismissed["text_en"] == "Personnel decisions (dismiss): Bộ trưởng Bộ Khoa học và Công nghệ"
    assert all(said["quote"] for facts in told.values() for fact in facts.values() for said in fact["evidence"])
    assert all(fact["evidence"] for facts in told.values() for fact in facts.values())
    near = example.network("Nguyễn Văn Anh").nodes[iris.ID + "person/nguyen-van-anh"]
    assert [fact["text_vi"] for fact in near["facts"]] == ["Quyết định nhân sự (bổ nhiệm): Vụ trưởng Vụ Pháp chế"]
    bare = example.network(evidence=False)
    assert not any("facts" in data for _, data in bare.nodes(data=True))
