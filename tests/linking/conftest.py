"""The made-up world on a real server, and a store of ours beside it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from linking_served import Served
from linking_servers import oxigraph
from linking_world import ITEMS, fill, made_world, write

from govkg import resources
from govkg.store.embedded import EmbeddedStore


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("world")
    world, articles = made_world()
    write(world, folder / "quads")
    profile = folder / "world.yaml"
    known = resources.path("data/linking/endpoints/wikidata.yaml").read_text("utf-8")
    profile.write_text(known.replace("entities: http://www.wikidata.org/entity/Q", f"entities: {ITEMS}"), "utf-8")
    with EmbeddedStore() as store, oxigraph(folder / "quads") as url:
        fill(store, articles)
        yield Served(world, url, profile, store)
