"""Changes as text, and as steps that a break anywhere leaves repairable."""

from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store

from govkg import iris
from govkg.errors import StoreError
from govkg.store.base import Change
from govkg.store.updates import is_stamp, steps, update_text
from govkg.vocabulary import Gov, Rdf

LABEL, DIGEST = NamedNode(Rdf.label), NamedNode(Gov.digest)
OLD, NEW = NamedNode(iris.article("cũ")), NamedNode(iris.article("mới"))
IDENTITY = NamedNode(iris.IDENTITY_GRAPH)
REFERENCE = Quad(NamedNode(iris.GRAPH + "reference"), DIGEST, Literal("r"))


def quad(text: str, graph: NamedNode | None = None) -> Quad:
    return Quad(NamedNode(iris.organization(text)), LABEL, Literal(text), graph or DefaultGraph())


BEFORE = [REFERENCE, quad("a"), quad("b"), quad("i", IDENTITY), quad("x", OLD), Quad(OLD, DIGEST, Literal("1"), OLD)]
CHANGE = Change(
    drop=[OLD],
    remove=[quad("a"), quad("i", IDENTITY)],
    add=[
        Quad(NEW, DIGEST, Literal("1"), NEW),
        quad("y", NEW),
        quad("c"),
        quad("j", IDENTITY),
        Quad(OLD, DIGEST, Literal("2"), OLD),
        quad("z", OLD),
    ],
)
RETRACTION = Change(drop=[OLD], remove=[quad("a"), quad("i", IDENTITY)])


def run(store: Store, change: Change) -> None:
    if change:
        store.update(update_text(change))


@pytest.mark.parametrize("change", [CHANGE, RETRACTION])
def test_all_steps_together_are_the_change(change: Change) -> None:
    whole, stepwise = Store(), Store()
    for store in (whole, stepwise):
        store.extend(BEFORE)
    run(whole, change)
    for step in steps(change, [REFERENCE]):
        run(stepwise, step)
    assert set(whole) == set(stepwise)


@pytest.mark.parametrize("change", [CHANGE, RETRACTION])
def test_a_break_leaves_what_shows_it(change: Change) -> None:
    """Unless knowledge and identity are as they should be, the stamp of the default graph is missing; an article
    is stamped only with all that it states."""
    whole, store = Store(), Store()
    whole.extend(BEFORE)
    store.extend(BEFORE)
    run(whole, change)

    def part(of: Store, *graphs: NamedNode | DefaultGraph) -> set[Quad]:
        return {quad for quad in of if quad.graph_name in graphs}

    for step in steps(change, [REFERENCE]):
        run(store, step)
        if REFERENCE in store:
            assert part(store, DefaultGraph(), IDENTITY) == part(whole, DefaultGraph(), IDENTITY)
        for graph in (OLD, NEW):
            if any(map(is_stamp, part(store, graph))):
                assert part(store, graph) in (part(whole, graph), {quad for quad in BEFORE if quad.graph_name == graph})


def test_the_text_of_a_change_groups_graphs_and_escapes() -> None:
    change = Change(drop=[OLD], remove=[quad('"a"')], add=[quad("b"), quad("c", NEW), quad("d\n", NEW)])
    store = Store()
    store.update(update_text(change))
    assert set(store) == set(change.add)
    assert update_text(change).count("GRAPH") == 2


def test_a_stand_in_takes_the_quads_of_the_default_graph() -> None:
    store = Store()
    store.update(update_text(Change(add=[quad("a"), quad("b", NEW)]), default_graph=IDENTITY))
    assert {one.graph_name for one in store} == {IDENTITY, NEW}


def test_a_blank_node_has_no_name_to_be_removed_by() -> None:
    with pytest.raises(StoreError, match="blank node"):
        update_text(Change(remove=[Quad(BlankNode("b"), LABEL, Literal("x"))]))
