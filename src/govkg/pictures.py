"""Pictures of a knowledge graph: what the lookups know, handed to the views that draw it."""

from __future__ import annotations

from datetime import date
from typing import cast

from govkg.errors import GovkgError
from govkg.lookup import KnowledgeGraph
from govkg.views.network import Renderer, network_html
from govkg.views.words import Language

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
        graph = kg.network(at=at)
        focus = centre.iri if centre is not None and centre.iri in graph else None
        return network_html(
            graph, renderer=cast(Renderer, renderer), title=title, focus=focus, lang=language
        ).encode()
    raise GovkgError(f"a {picture} is not drawn as .{format}")
