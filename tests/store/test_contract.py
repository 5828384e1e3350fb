"""What every store does, over each of them: the one contract."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples

from govkg import iris
from govkg.batch import parts
from govkg.errors import QueryError, StoreError
from govkg.store import canonical
from govkg.store.backup import backup, restore
from govkg.store.base import FORMAT_VERSION, Change, Store
from govkg.store.embedded import EmbeddedStore
from govkg.vocabulary import Gov, Rdf, Xsd

A, B = (NamedNode(iris.article(name)) for name in ("bai-1", "bài 2"))
IDENTITY = NamedNode(iris.IDENTITY_GRAPH)
LABEL, PART_OF, BEGIN = NamedNode(Rdf.label), NamedNode(Gov.partOf), NamedNode(Gov.statedBegin)
DIGEST, EXACT, TEXT = NamedNode(Gov.digest), NamedNode(Gov.exact), NamedNode(Gov.articleText)


def body(number: int) -> NamedNode:
    return NamedNode(iris.organization(f"Sở thứ {number}"))


def vi(text: str) -> Literal:
    return Literal(text, language="vi")


def typed(value: str, datatype: str) -> Literal:
    return Literal(value, datatype=NamedNode(datatype))


def facts(count: int, graph: Any = None) -> list[Quad]:
    return [Quad(body(i), LABEL, vi(f"Sở thứ {i}"), graph or DefaultGraph()) for i in range(count)]


def lines(store: Store) -> list[bytes]:
    return sorted(canonical.lines(store.dump()))


def text_of(quads: list[Quad]) -> list[bytes]:
    return sorted(canonical.lines(quads))


def rows(store: Store, text: str, **substitutions: Any) -> list[list[str | None]]:
    answer = store.query(text, substitutions=substitutions)
    assert isinstance(answer, QuerySolutions)
    return sorted(([None if value is None else value.value for value in row] for row in answer), key=repr)


def count(store: Store, pattern: str) -> int:
    ((number,),) = rows(store, f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
    assert number is not None
    return int(number)


def test_an_empty_store_is_empty(store: Store) -> None:
    assert len(store) == 0
    assert list(store.dump()) == list(store.quads()) == list(store.graphs()) == []
    assert not store.read_only
    assert store.location


def test_what_is_applied_is_there_in_its_graph(store: Store) -> None:
    quads = [*facts(3), *facts(2, A), Quad(body(0), PART_OF, body(1), IDENTITY)]
    store.apply(Change(add=quads))
    assert lines(store) == text_of(quads)
    assert len(store) == 6
    assert text_of(list(store.quads())) == text_of(facts(3))
    assert text_of(list(store.quads(A))) == text_of(facts(2, A))
    assert set(store.graphs()) == {A, IDENTITY}


def test_applying_twice_is_applying_once(store: Store) -> None:
    for _ in range(2):
        store.apply(Change(add=[*facts(3), *facts(2, A)]))
    assert len(store) == 5


def test_a_graph_is_replaced_whole(store: Store) -> None:
    store.apply(Change(add=[*facts(5, A), *facts(2, B), *facts(2)]))
    store.apply(Change(drop=[A], add=[Quad(A, DIGEST, Literal("x"), A)]))
    assert lines(store) == text_of([Quad(A, DIGEST, Literal("x"), A), *facts(2, B), *facts(2)])


def test_a_change_drops_then_removes_then_adds(store: Store) -> None:
    store.apply(Change(add=[*facts(3, A), *facts(3)]))
    store.apply(Change(drop=[A], remove=facts(2), add=[*facts(1), *facts(1, A)]))
    assert lines(store) == text_of([facts(3)[2], *facts(1), *facts(1, A)])


def test_removing_what_is_not_there_and_dropping_no_graph_is_no_error(store: Store) -> None:
    store.apply(Change(add=facts(2)))
    store.apply(Change(drop=[A], remove=facts(5)[2:]))
    store.apply(Change())
    assert lines(store) == text_of(facts(2))


def test_a_dropped_graph_leaves_no_trace(store: Store) -> None:
    store.apply(Change(add=[*facts(2), *facts(3, A)]))
    store.apply(Change(drop=[A]))
    assert list(store.graphs()) == []
    store.apply(Change(add=facts(1, B)))
    store.apply(Change(remove=facts(1, B)))
    assert list(store.graphs()) == []
    assert lines(store) == text_of(facts(2))


def test_a_triple_that_two_graphs_state_survives_in_one(store: Store) -> None:
    store.apply(Change(add=[*facts(1), *facts(1, A), *facts(1, B)]))
    store.apply(Change(drop=[A]))
    assert lines(store) == text_of([*facts(1), *facts(1, B)])
    store.apply(Change(remove=facts(1)))
    assert lines(store) == text_of(facts(1, B))


def test_restated_triples_count_once_for_the_default_graph_is_no_union(store: Store) -> None:
    chain = [Quad(body(i), PART_OF, body(i + 1)) for i in range(4)]
    restated = [Quad(*quad.triple, graph) for quad in chain for graph in (A, B, IDENTITY)]
    store.apply(Change(add=[*chain, *restated]))
    join = " ".join(f"?x{i} <{Gov.partOf}> ?x{i + 1} ." for i in range(4))
    assert count(store, join) == 1
    assert count(store, "?s ?p ?o") == 4
    assert count(store, f"GRAPH {A} {{ {join} }}") == 1
    articles = f'FILTER(STRSTARTS(STR(?g), "{iris.ID}article/"))'
    assert count(store, f"GRAPH ?g {{ ?s <{Gov.partOf}> ?o }} {articles}") == 8
    assert rows(store, f"SELECT ?s WHERE {{ ?s <{Gov.partOf}> {body(2)} }}") == [[body(1).value]]


def test_only_what_lies_in_the_default_graph_is_found_without_a_graph(store: Store) -> None:
    store.apply(Change(add=facts(2, A)))
    assert count(store, "?s ?p ?o") == 0
    assert count(store, f"GRAPH ?g {{ ?s <{Rdf.label}> ?o }}") == 2


def test_a_fact_leads_to_its_sentence_across_graphs(store: Store) -> None:
    statement, evidence = NamedNode(f"{A.value}#statement.1"), NamedNode(f"{A.value}#evidence.1")
    store.apply(Change(add=[
        Quad(body(1), NamedNode(Gov.restsOn), statement),
        Quad(statement, NamedNode(Gov.evidence), evidence, A),
        Quad(evidence, EXACT, Literal("Sở thứ 1 cho biết."), A),
    ]))  # fmt: skip
    found = rows(
        store,
        f"""
        SELECT ?article ?quote ?url WHERE {{
          {body(1)} <{Gov.restsOn}> ?statement .
          GRAPH ?article {{
            ?statement <{Gov.evidence}> ?evidence . ?evidence <{Gov.exact}> ?quote .
            OPTIONAL {{ ?article <{Gov.url}> ?url }}
          }}
        }}""",
    )
    assert found == [[A.value, "Sở thứ 1 cho biết.", None]]


LITERALS = [
    Literal("Số 86/2012/NĐ-CP"),
    Literal("007"),
    Literal(""),
    Literal(" a  b "),
    Literal("dòng 1\ndòng 2\r\nô\tcuối"),
    Literal("\"ngoặc\" \\ 'đơn'"),
    Literal("\ufeffBOM, \u200b, \u2028, \x85, \x0b, \x01"),
    Literal("NFC: \u1ed9, NFD: o\u0323\u0302"),
    Literal("😀 \U0001f1fb\U0001f1f3"),
    Literal("x" * 200_000),
    vi("Bộ Khoa học và Công nghệ"),
    Literal("Ministry", language="en"),
    typed("2012-01-06", Xsd.date),
    typed("2012-01", Xsd.gYearMonth),
    typed("2012", Xsd.gYear),
    typed("2012-01-01", Xsd.date),
    typed("2012-07-03T08:15:00Z", Xsd.dateTime),
    typed("0.97", Xsd.decimal),
    typed("-12", Xsd.integer),
    typed('{"@type": "Named", "form": "Bộ \\"Y tế\\""}', "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON"),
]


@pytest.mark.parametrize("way", ["apply", "change", "load"])
def test_every_literal_comes_back_as_it_went_in(store: Store, way: str) -> None:
    quads = [Quad(body(i), TEXT, literal, A if i % 2 else DefaultGraph()) for i, literal in enumerate(LITERALS)]
    if way == "load":
        store.load(quads)
    else:
        store.apply(Change(drop=[A] if way == "change" else [], add=quads))
    assert lines(store) == text_of(quads)
    selected = {}
    for pattern in ("?s ?p ?o", f"GRAPH {A} {{ ?s ?p ?o }}"):
        answer = store.query(f"SELECT ?s ?o WHERE {{ {pattern} }}")
        assert isinstance(answer, QuerySolutions)
        selected.update({row["s"]: row["o"] for row in answer})
    assert selected == {quad.subject: quad.object for quad in quads}
    store.apply(Change(remove=quads))
    assert len(store) == 0


def test_the_three_kinds_of_answer(store: Store) -> None:
    store.apply(Change(add=facts(2)))
    selected = store.query(f"SELECT ?s ?label WHERE {{ ?s <{Rdf.label}> ?label }} ORDER BY ?label")
    assert isinstance(selected, QuerySolutions)
    assert [variable.value for variable in selected.variables] == ["s", "label"]
    assert [(row["s"], row["label"]) for row in selected] == [(body(i), vi(f"Sở thứ {i}")) for i in range(2)]
    yes, no = (store.query(f"ASK {{ ?s <{predicate}> ?o }}") for predicate in (Rdf.label, Gov.partOf))
    assert isinstance(yes, QueryBoolean)
    assert (bool(yes), bool(no)) == (True, False)
    built = store.query(f"CONSTRUCT {{ ?s <{Gov.shortName}> ?o }} WHERE {{ ?s <{Rdf.label}> ?o }}")
    assert isinstance(built, QueryTriples)
    assert {str(triple) for triple in built} == {f'{body(i)} <{Gov.shortName}> "Sở thứ {i}"@vi' for i in range(2)}


def test_asking_about_a_named_graph(store: Store) -> None:
    store.apply(Change(add=facts(1, A)))
    for graph, subject, expected in ((A, body(0), True), (A, body(1), False), (B, body(0), False)):
        answer = store.query(f"ASK {{ GRAPH {graph} {{ {subject} ?p ?o }} }}")
        assert isinstance(answer, QueryBoolean)
        assert bool(answer) is expected


def test_an_unbound_variable_is_none(store: Store) -> None:
    store.apply(Change(add=facts(1)))
    query = f"SELECT ?s ?p WHERE {{ ?s <{Rdf.label}> ?l OPTIONAL {{ ?s <{Gov.partOf}> ?p }} }}"
    assert rows(store, query) == [[body(0).value, None]]


def test_values_for_variables(store: Store) -> None:
    store.apply(Change(add=[*facts(3), Quad(body(1), PART_OF, body(2)), *facts(3, A)]))
    query = f"SELECT ?s ?l WHERE {{ ?s <{Rdf.label}> ?l }}"
    assert rows(store, query, s=body(1)) == [[body(1).value, "Sở thứ 1"]]
    assert rows(store, query, l=vi("Sở thứ 2")) == [[body(2).value, "Sở thứ 2"]]
    assert rows(store, query, l=Literal("Sở thứ 2")) == []
    assert rows(store, query, nowhere=body(1)) == rows(store, query)
    assert rows(store, f"SELECT ?l WHERE {{ ?s <{Rdf.label}> ?l }}", s=body(0)) == [["Sở thứ 0"]]
    filtered = f"SELECT ?s WHERE {{ ?s <{Rdf.label}> ?l FILTER(STR(?l) = ?wanted) }}"
    assert rows(store, filtered, wanted=Literal("Sở thứ 0")) == [[body(0).value]]
    optional = f"SELECT ?s ?p WHERE {{ ?s <{Rdf.label}> ?l OPTIONAL {{ ?s <{Gov.partOf}> ?p }} }}"
    assert rows(store, optional, s=body(1)) == [[body(1).value, body(2).value]]
    grouped = f"SELECT ?s (COUNT(?l) AS ?n) WHERE {{ ?s <{Rdf.label}> ?l }} GROUP BY ?s ORDER BY ?s"
    assert rows(store, grouped, s=body(1)) == [[body(1).value, "1"]]
    in_graph = f"SELECT ?g ?s WHERE {{ GRAPH ?g {{ ?s <{Rdf.label}> ?l }} }}"
    assert rows(store, in_graph, g=A, s=body(0)) == [[A.value, body(0).value]]


HOSTILE = 'x" } ; DROP ALL ; # \\" <>'


def test_a_hostile_value_is_a_value(store: Store) -> None:
    store.apply(Change(add=[*facts(1), Quad(body(9), LABEL, Literal(HOSTILE))]))
    assert rows(store, f"SELECT ?s WHERE {{ ?s <{Rdf.label}> ?l }}", l=Literal(HOSTILE)) == [[body(9).value]]
    assert len(store) == 2


@pytest.mark.parametrize("text", ["", "SELECT", "SELECT ?s WHERE { ?s ?p }", "INSERT DATA { <urn:a> <urn:b> <urn:c> }"])
def test_a_text_that_is_no_query_is_refused(store: Store, text: str) -> None:
    with pytest.raises(QueryError) as caught:
        store.query(text)
    assert len(str(caught.value).splitlines()) == 1
    assert len(store) == 0


def test_a_refused_query_tells_its_line(store: Store) -> None:
    with pytest.raises(QueryError) as caught:
        store.query("SELECT ?s\nWHERE {\n  ?s none:such ?o .\n}")
    assert caught.value.line == 3
    assert str(caught.value).startswith("3:")


def test_many_quads_in_many_graphs_are_loaded(store: Store) -> None:
    graphs = [NamedNode(iris.article(str(number))) for number in range(30)]
    quads = [Quad(body(i), LABEL, vi(f"Sở thứ {i}"), graphs[i % 30]) for i in range(3000)]
    store.load(iter([*quads, *facts(1000)]))
    assert len(store) == 4000
    assert lines(store) == text_of([*quads, *facts(1000)])
    store.load(iter(quads))
    assert len(store) == 4000


def test_a_large_change_arrives(store: Store) -> None:
    old, new = facts(4000), [*facts(6000)[2000:], *facts(4000, A)]
    store.apply(Change(add=[*old, *facts(10, A)]))
    store.apply(Change(drop=[A], remove=old[:2000], add=new))
    assert lines(store) == text_of(new)


def test_a_store_moves_through_a_backup(store: Store, tmp_path_factory: pytest.TempPathFactory) -> None:
    quads = [*facts(50), *facts(20, A), *(Quad(body(i), TEXT, value, B) for i, value in enumerate(LITERALS))]
    source = EmbeddedStore()
    source.load(quads)
    folder = tmp_path_factory.mktemp("backup")
    backup(source, folder / "1.nq.gz")
    restore(folder / "1.nq.gz", store)
    assert lines(store) == text_of(quads)
    assert backup(store, folder / "2.nq.gz").digest == canonical.digest(quads).hexdigest()


def batch_output(folder: Path, written: list[bytes]) -> Path:
    """What ``govkg batch`` leaves behind, in one part."""
    total = canonical.Digest()
    for line in written:
        total.add(line)
    part = parts.Part("part-00000.gz", total.count, total.hexdigest())
    manifest = parts.Manifest(FORMAT_VERSION, 1, 0, 1, total.count, total.hexdigest(), (part,))
    (folder / parts.QUADS).mkdir()
    (folder / parts.QUADS / part.name).write_bytes(gzip.compress(b"".join(written)))
    (folder / parts.MANIFEST).mkdir()
    (folder / parts.MANIFEST / "part-00000").write_text(manifest.to_json(), encoding="utf-8")
    return folder


def test_a_store_is_filled_with_what_a_batch_wrote(store: Store, tmp_path_factory: pytest.TempPathFactory) -> None:
    quads = [*facts(50), *facts(20, A), *(Quad(body(i), TEXT, value, B) for i, value in enumerate(LITERALS))]
    output = batch_output(tmp_path_factory.mktemp("output"), text_of(quads))
    assert parts.load(output, store).quads == len(quads)
    assert lines(store) == text_of(quads)
    for lost in ([quads[0]], quads[7:60]):
        store.apply(Change(remove=lost))
        parts.load(output, store)
        assert lines(store) == text_of(quads), "what a load that broke off left is completed"
    foreign = Quad(body(999), LABEL, Literal("Sở Thủy tạ"))
    store.apply(Change(remove=[quads[0]], add=[foreign]))
    with pytest.raises(StoreError, match=r"not empty, and holds what a batch does not: .*Sở Thủy tạ"):
        parts.load(output, store)
    assert lines(store) == text_of([*quads[1:], foreign]), "nothing was written"


def test_a_blank_node_cannot_be_removed_by_itself(store: Store) -> None:
    from pyoxigraph import BlankNode

    with pytest.raises(StoreError, match="blank node"):
        store.apply(Change(remove=[Quad(BlankNode("b"), LABEL, Literal("x"))]))


def test_a_closed_store_answers_no_more(store: Store) -> None:
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.query("ASK { ?s ?p ?o }")
