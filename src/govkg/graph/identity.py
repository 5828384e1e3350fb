"""Who is the same: from profiles to canonical persons and meetings, each decision with its reasons.

The result is a function of the profiles, judgements and reference data alone, whatever came first. Give whole
blocks: all profiles that share a key, or stand in one judgement, belong together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Quad

from govkg import iris
from govkg.graph import meetings, person_method, terms
from govkg.graph.clustering import Cluster, Comparison, Refusal, cluster
from govkg.graph.judgements import Judgements
from govkg.graph.meetings import MeetingSide
from govkg.graph.person_side import PersonSide
from govkg.graph.persons import PersonComparer
from govkg.graph.profiles import MeetingProfile, PersonProfile, Profile
from govkg.graph.reference import Reference
from govkg.graph.terms import node, text
from govkg.vocabulary import Gov

_GRAPH: Final = node(iris.IDENTITY_GRAPH)
Sides = PersonSide | MeetingSide


@dataclass(frozen=True)
class Decisions:
    """Which canonical entity each mention is (``canonical``), and all of it as quads of the identity graph."""

    canonical: Mapping[str, str]
    quads: Sequence[Quad]


def decide(profiles: Iterable[Profile], judgements: Judgements, reference: Reference) -> Decisions:
    """Decide about whole blocks of profiles."""
    found = list(profiles)
    canonical: dict[str, str] = {}
    quads: dict[Quad, None] = {}
    compare = PersonComparer(reference)
    for block in _blocks(found, judgements):
        present = frozenset(one.mention for one in block)
        same, different = judgements.pairs(present)
        people = [one for one in block if isinstance(one, PersonProfile)]
        gatherings = [one for one in block if isinstance(one, MeetingProfile)]
        clusters: list[Cluster[PersonSide]] | list[Cluster[MeetingSide]]
        refused: list[Refusal[PersonSide]] | list[Refusal[MeetingSide]]
        if people:
            clusters, refused = cluster(
                [PersonSide((one,)) for one in people],
                compare,
                threshold=person_method.method().threshold,
                same=same,
                different=different,
            )
            _name("person", clusters, refused, canonical, quads)
        if gatherings:
            held, kept = cluster(
                [MeetingSide((one,)) for one in gatherings],
                meetings.compare,
                threshold=meetings.method().threshold,
                same=same,
                different=different,
            )
            _name("meeting", held, kept, canonical, quads)
    return Decisions(canonical, list(quads))


def _name(
    kind: str,
    clusters: Sequence[Cluster[PersonSide]] | Sequence[Cluster[MeetingSide]],
    refused: Sequence[Refusal[PersonSide]] | Sequence[Refusal[MeetingSide]],
    canonical: dict[str, str],
    quads: dict[Quad, None],
) -> None:
    """Give clusters their IRIs and write the decisions down."""
    taken: set[str] = set()
    for one in clusters:  # in the order of their anchors: who was spoken of first has the plain name
        iri = _canonical(kind, one.side, taken)
        taken.add(iri)
        canonical.update(dict.fromkeys(one.side.mentions, iri))
        quads.update(dict.fromkeys(_decision_quads(one, iri)))
    strongest: dict[frozenset[str], Refusal[PersonSide] | Refusal[MeetingSide]] = {}
    kept: list[Refusal[PersonSide] | Refusal[MeetingSide]] = [*refused]
    for refusal in sorted(kept, key=lambda its: (its.comparison.odds, its.one.anchor, its.other.anchor)):
        between = frozenset((canonical[refusal.one.anchor[1]], canonical[refusal.other.anchor[1]]))
        if len(between) == 2:  # else the two met by another way
            strongest[between] = refusal
    for between, refusal in strongest.items():
        quads.update(dict.fromkeys(_refusal_quads(sorted(between), refusal.comparison)))


def _canonical(kind: str, side: Sides, taken: set[str]) -> str:
    """A stable IRI: the name of the first mention, and for all but the first of one name that mention's article."""
    _, anchor = side.anchor
    first = next(one for one in side.profiles if one.mention == anchor)
    key = [str(first.when.begin or anchor)] if isinstance(first, MeetingProfile) else []
    plain = iris.keyed(kind, first.name, *key)
    return plain if plain not in taken else iris.keyed(kind, first.name, *key, anchor)


def _decision_quads(one: Cluster[PersonSide] | Cluster[MeetingSide], iri: str) -> Iterator[Quad]:
    canonical = node(iri)
    for key in sorted(set().union(*(profile.keys for profile in one.side.profiles))):
        yield Quad(canonical, node(Gov.blockKey), text(key), _GRAPH)
    for mention in one.side.mentions:
        yield Quad(node(mention), node(Gov.identifiedAs), canonical, _GRAPH)
        if mention in one.joined:
            yield from _comparison_quads(mention, one.joined[mention])


def _comparison_quads(subject: str, comparison: Comparison) -> Iterator[Quad]:
    yield Quad(node(subject), node(Gov.identityScore), terms.decimal(comparison.score), _GRAPH)
    for language in ("vi", "en"):
        yield Quad(node(subject), node(Gov.identityReason), text(comparison.words(language), language), _GRAPH)


def _refusal_quads(between: Sequence[str], comparison: Comparison) -> Iterator[Quad]:
    """A merge that was refused, between the entities as they are in the end."""
    name = f"{iris.ID}refusal/{iris.digest(*between)}"
    yield Quad(node(name), terms.TYPE, node(Gov.KeptApart), _GRAPH)
    for canonical in between:
        yield Quad(node(name), node(Gov.keptApart), node(canonical), _GRAPH)
    yield from _comparison_quads(name, comparison)


def _blocks(profiles: Sequence[Profile], judgements: Judgements) -> Iterator[list[Profile]]:
    """Profiles that share a key or a judgement, together; blocks and their members in a fixed order."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for profile in profiles:
        for key in profile.keys:
            parent[root(key)] = root(profile.mention)
    for judgement in (one for one in judgements.all if one.target is None):
        together = sorted(mention for mention in judgement.mentions if mention in parent)
        for mention in together[1:]:
            parent[root(mention)] = root(together[0])
    blocks: dict[str, list[Profile]] = defaultdict(list)
    for profile in sorted(profiles, key=lambda one: one.mention):
        blocks[root(profile.mention)].append(profile)
    yield from blocks.values()
