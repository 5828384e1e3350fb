"""Pictures of a knowledge graph: what the lookups know, handed to the views that draw it."""

from __future__ import annotations

from datetime import date
from typing import cast

import networkx as nx
from pyoxigraph import NamedNode

from govkg.errors import GovkgError
from govkg.lookup import Entity, KnowledgeGraph
from govkg.store.base import select
from govkg.views.network import Renderer, network_html
from govkg.views.words import Language
from govkg.vocabulary import Gov

TITLE = {"vi": "Ai làm gì trong bộ máy nhà nước", "en": "Who does what in government"}


def draw(
    kg: KnowledgeGraph,
    picture: str,
    format: str,
    *,
    entity: str | None = None,
    at: date | None = None,
    renderer: str = "canvas",
    lang: str = "vi",
) -> bytes:
    """A picture as the bytes of its file.

    Raises:
        NotFound: no entity of that name.
        Ambiguous: several of that name.
        GovkgError: there is no such picture in that format.
    """
    language = cast(Language, lang)
    if picture == "network" and format == "html":
        centre = kg.entity(entity) if entity is not None else None
        title = TITLE[lang] if centre is None else centre.name
        graph = _spoken_of(kg, kg.network(at=at), centre)
        focus = centre.iri if centre is not None and centre.iri in graph else None
        return network_html(
            graph, renderer=cast(Renderer, renderer), title=title, focus=focus, lang=language
        ).encode()
    raise GovkgError(f"a {picture} is not drawn as .{format}")


def _spoken_of(kg: KnowledgeGraph, graph: nx.MultiDiGraph[str], centre: Entity | None) -> nx.MultiDiGraph[str]:
    """Without the reference data that no article speaks of: a thousand bodies that nobody asked for."""
    rows = select(kg.store, f"SELECT DISTINCT ?node {{ ?node <{Gov.restsOn}> ?statement }}")
    spoken_of = {row[0].value for row in rows if isinstance(row[0], NamedNode)}
    around = {centre.iri, *nx.all_neighbors(graph, centre.iri)} if centre is not None and centre.iri in graph else set()
    return graph.subgraph(spoken_of | around).copy()
