"""Links from entities to what others call the same: what a score decided, and what follows with people's judgements.

A link rests on what it was decided by: each reason names the facts of ours that it used (its *grounds*), so a link
whose facts have gone goes too, without asking the endpoint again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, cast

from pyoxigraph import Literal, NamedNode, Quad

from govkg import iris
from govkg.graph import terms
from govkg.graph.clustering import Comparison, Reason
from govkg.graph.judgements import Judgement
from govkg.graph.terms import node, text
from govkg.vocabulary import Dct, Gov, Owl, Skos

GRAPH: Final = node(iris.LINKS_GRAPH)
PREDICATES: Final[frozenset[str]] = frozenset({Skos.exactMatch, Owl.sameAs})
"""The properties of the default graph that links decide about."""
Ground = tuple[str, str]
"""A property of our entity and the value that a reason used; ``gov:inPost`` stands for a post that a person held."""


@dataclass(frozen=True, slots=True)
class Support:
    """A reason with the facts of ours that it rests on: it counts while all of them hold."""

    reason: Reason
    grounds: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """That ``of``, an entity of ours, is ``target`` at the endpoint ``source``: its score reaches the ``bar``."""

    of: str
    target: str
    supports: tuple[Support, ...]
    bar: float
    method: str
    source: str
    retrieved: datetime

    @property
    def iri(self) -> str:
        """One entity and one target have one link."""
        return f"{iris.ID}link/{iris.digest(self.of, self.target)}"

    @property
    def comparison(self) -> Comparison:
        """The odds of all reasons together."""
        return compared(self.supports)

    def upheld(self, holds: Callable[[Ground], bool]) -> Link | None:
        """The link by the reasons whose grounds hold; None where they do not reach the bar any more."""
        kept = tuple(one for one in self.supports if all(map(holds, one.grounds)))
        left = replace(self, supports=kept)
        return left if left.comparison.score >= self.bar else None

    def quads(self) -> list[Quad]:
        """The link as quads of its graph."""
        name = node(self.iri)
        told = [
            {"vi": one.reason.vi, "en": one.reason.en, "weight": one.reason.weight, "grounds": one.grounds}
            for one in self.supports
        ]
        grounds = json.dumps({"bar": self.bar, "reasons": told}, ensure_ascii=False, sort_keys=True)
        quads = [
            Quad(name, terms.TYPE, node(Gov.Link), GRAPH),
            Quad(name, node(Gov.linkOf), node(self.of), GRAPH),
            Quad(name, node(Gov.linkTo), node(self.target), GRAPH),
            Quad(name, node(Gov.linkGrounds), terms.json(grounds), GRAPH),
            Quad(name, node(Gov.identityScore), terms.decimal(self.comparison.score), GRAPH),
            Quad(name, node(Gov.identityMethod), text(self.method), GRAPH),
            Quad(name, node(Dct.source), node(self.source), GRAPH),
            Quad(name, node(Gov.retrievedAtTime), terms.moment(self.retrieved), GRAPH),
        ]
        for language in ("vi", "en"):
            words = self.comparison.words(language)
            quads.append(Quad(name, node(Gov.identityReason), text(words, language), GRAPH))
        return quads


def compared(supports: Iterable[Support]) -> Comparison:
    """What supports weigh together."""
    reasons = tuple(one.reason for one in supports)
    return Comparison(sum(reason.weight for reason in reasons), reasons)


def read_links(quads: Iterable[Quad]) -> list[Link]:
    """The links that these quads of their graph describe, by IRI."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in quads:
        value = cast(NamedNode | Literal, quad.object).value
        found[cast(NamedNode, quad.subject).value][quad.predicate.value] = value
    return [_link(found[name]) for name in sorted(found)]


def _link(values: Mapping[str, str]) -> Link:
    grounds = json.loads(values[Gov.linkGrounds])
    supports = tuple(
        Support(
            Reason(one["vi"], one["en"], one["weight"]),
            tuple((property_, value) for property_, value in one["grounds"]),
        )
        for one in grounds["reasons"]
    )
    return Link(
        of=values[Gov.linkOf],
        target=values[Gov.linkTo],
        supports=supports,
        bar=grounds["bar"],
        method=values[Gov.identityMethod],
        source=values[Dct.source],
        retrieved=datetime.fromisoformat(values[Gov.retrievedAtTime]),
    )


def decided(
    entity: str, curated: Iterable[Quad], links: Iterable[Link], judgements: Iterable[Judgement]
) -> Iterator[Quad]:
    """What the default graph says of an entity's links, from all that was curated, scored and judged about it.

    A person's word stands above the rest: what was judged different is no link, and where a person has named one
    of a collection, no score names another of it. Of two that a score or two people named, the surer or later stays.
    """
    judged = {cast(str, one.target): one.verdict for one in judgements}  # of contradicting ones the later stays
    named = {target: verdict for target, verdict in judged.items() if verdict != "different"}
    taken = {collection(target) for target in named}
    triples = {quad: None for quad in curated if cast(NamedNode, quad.object).value not in judged}
    taken |= {collection(cast(NamedNode, quad.object).value) for quad in triples}
    for link in sorted(links, key=lambda one: (-one.comparison.score, one.target)):
        if link.target not in judged and (place := collection(link.target)) not in taken:
            taken.add(place)
            triples[_triple(entity, Skos.exactMatch, link.target)] = None
    for target, verdict in named.items():
        triples[_triple(entity, Skos.exactMatch, target)] = None
        if verdict == "identical":
            triples[_triple(entity, Owl.sameAs, target)] = None
    yield from triples


def collection(target: str) -> str:
    """The part of an external IRI that its neighbours share: ``http://www.wikidata.org/entity/``."""
    return target[: max(target.rfind("/"), target.rfind("#")) + 1]


def _triple(entity: str, predicate: str, target: str) -> Quad:
    return Quad(node(entity), node(predicate), node(target))
