"""A page of neighbours at a time: the latest first, the rest counted, nothing lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from govkg import iris
from govkg.lookup.neighbourhoods import PAGE, neighbourhoods
from govkg.store.embedded import EmbeddedStore
from hub import HUB, MANY, quads


@pytest.fixture(scope="module")
def hub(fill: Callable[[EmbeddedStore], None]) -> Iterator[EmbeddedStore]:
    """The example graph with the body that very many have to do with."""
    with EmbeddedStore(None) as store:
        fill(store)
        store.load(quads())
        yield store


def test_a_page_of_each_relation_and_the_count_of_the_rest(hub: EmbeddedStore) -> None:
    found = neighbourhoods(hub, [HUB])
    assert len(found.graph) == 1 + 2 * PAGE
    assert found.rest == {(HUB, "partOf"): MANY - PAGE, (HUB, "participates"): MANY - PAGE}
    days = {data["begin"] for _, data in found.graph.nodes(data=True) if data["kind"] == "Meeting"}
    assert min(days) == "2031-03-25", "the fifty latest of a hundred and thirty"


def test_pages_go_on_until_all_is_there(hub: EmbeddedStore) -> None:
    few = neighbourhoods(hub, [HUB])
    more = neighbourhoods(hub, [HUB], {(HUB, "partOf"): 2 * PAGE})
    assert set(few.graph) < set(more.graph)
    assert more.rest == {(HUB, "partOf"): MANY - 2 * PAGE, (HUB, "participates"): MANY - PAGE}
    everything = neighbourhoods(hub, [HUB], {(HUB, "partOf"): 500, (HUB, "participates"): 500})
    assert everything.rest == {}
    assert len(everything.graph) == 1 + 2 * MANY


def test_what_another_opened_entity_brings_is_not_counted_again(hub: EmbeddedStore) -> None:
    last = f"{iris.ID}organization/tram-{MANY - 1:03d}"
    found = neighbourhoods(hub, [HUB, last])
    assert last in found.graph
    assert found.rest[HUB, "partOf"] == MANY - PAGE - 1
