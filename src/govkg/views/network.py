"""The network page: a knowledge graph in one HTML file that opens offline.

``canvas`` is our own viewer, for any size; ``pyvis`` draws with vis-network and is for small graphs.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import Any, Literal

from govkg.garbage import uncollected
from govkg.views.layout import communities, positions
from govkg.views.model import KnowledgeNetwork, Network, clean
from govkg.views.pack import pack
from govkg.views.page import render
from govkg.views.pyvis_page import DEFAULT, check, prepare
from govkg.views.words import Language, style, texts

Renderer = Literal["canvas", "pyvis"]


def network_html(
    graph: KnowledgeNetwork,
    *,
    renderer: Renderer = "canvas",
    title: str,
    focus: str | None = None,
    lang: Language = "vi",
    limit: int = DEFAULT,
) -> str:
    """The page of a graph (see ``docs/views.md``); it opens on the IRI ``focus`` where one is given.

    ``limit`` is how many nodes the renderer pyvis draws: of a larger graph those nearest to the focus, then
    those with the most relations, and the page says so.

    Raises:
        Violation: the graph is not as the contract says.
        TooMany: ``limit`` is more than vis-network can move; the message names the other renderer.

    """
    with uncollected():
        return _html(graph, renderer, title, focus, lang, limit)


def _html(
    graph: KnowledgeNetwork, renderer: Renderer, title: str, focus: str | None, lang: Language, limit: int
) -> str:
    network = Network.read(graph)
    notice = None
    if renderer == "pyvis":
        check(limit)
        if len(network.nodes) > limit:
            notice = {"n": limit, "m": len(network.nodes)}
            network = network.among(most_telling(network, limit, focus))
    title = clean(title)
    head, blocks = packed_data(network, title=title, focus=focus, lang=lang, notice=notice)
    extra: dict[str, Any] = {"main": "main"}
    if renderer == "pyvis":
        drawn = prepare(network)
        head["vis"] = drawn.options
        extra = {"main": "vis", "scripts": [drawn.library]}
    return render(head, blocks, title=title, language=lang, **extra)


def packed_data(
    network: Network, *, title: str, focus: str | None, lang: Language, notice: Mapping[str, int] | None = None
) -> tuple[dict[str, Any], Mapping[str, str]]:
    """What the viewer draws: its head, and the blocks of packed columns."""
    packed = pack(network, positions(network), communities(network), style())
    head = {
        **packed.head,
        "title": title,
        "language": lang,
        "focus": network.position.get(focus, -1) if focus else -1,
        "notice": notice,
        "words": {key: [words.vi, words.en] for key, words in texts().items()},
        "groups": {g.name: {"shape": g.shape, "light": g.light, "dark": g.dark} for g in style().groups.values()},
    }
    return head, packed.blocks


def most_telling(network: Network, limit: int, focus: str | None) -> list[int]:
    """Positions of at most ``limit`` nodes: the focus and what is nearest to it, then those with the most relations."""
    degree = network.degrees()
    ranked = sorted(range(len(degree)), key=lambda node: (-degree[node], node))
    if focus is None or focus not in network.position:
        return ranked[:limit]
    neighbours: list[set[int]] = [set() for _ in network.nodes]
    for edge in network.edges:
        neighbours[edge.source].add(edge.target)
        neighbours[edge.target].add(edge.source)
    kept = {network.position[focus]: None}
    queue = deque(kept)
    while queue and len(kept) < limit:
        for other in sorted(neighbours[queue.popleft()], key=lambda node: (-degree[node], node)):
            if other not in kept and len(kept) < limit:
                kept[other] = None
                queue.append(other)
    kept |= dict.fromkeys(ranked)
    return list(kept)[:limit]
