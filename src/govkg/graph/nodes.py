"""The quads of one canonical node from all claims about it: one policy a property, rivals kept as conflicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from pyoxigraph import NamedNode, Quad

from govkg.folding import fold
from govkg.graph import terms
from govkg.graph.conflicts import candidates, conflict_quads, contradict, same_day
from govkg.graph.mapping import Claim
from govkg.graph.terms import node
from govkg.vocabulary import Gov, Rdf, Skos, concept

Policy = Callable[[str, str, list[Claim]], Iterable[Quad]]
"""(node, property, claims) -> quads."""


_OTHER_NAMES: Final = frozenset({Skos.altLabel, Gov.weakName})


def node_quads(iri: str, claims: Iterable[Claim], curated: Sequence[Quad] = ()) -> list[Quad]:
    """Everything that the default graph holds about a node; properties that are curated stay as they are."""
    settled = {quad.predicate.value for quad in curated}
    by_property: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.property not in settled:
            by_property[claim.property].append(claim)
    quads: dict[Quad, None] = dict.fromkeys(curated)
    for property_, found in by_property.items():
        quads.update(dict.fromkeys(_POLICIES.get(property_, _every)(iri, property_, found)))
    if settled or not by_property.keys().isdisjoint(_OTHER_NAMES):
        _without_the_label(node(iri), quads)
    return list(quads)


def _every(iri: str, property_: str, claims: list[Claim]) -> Iterator[Quad]:
    """Each value that any statement gives."""
    for value in dict.fromkeys(claim.value for claim in claims):
        yield Quad(node(iri), node(property_), value)


def _best(iri: str, property_: str, claims: list[Claim]) -> Iterator[Quad]:
    """The one value with the best support; others are no contradiction."""
    alone = claims[0].value
    best = alone if all(claim.value == alone for claim in claims) else candidates(claims)[0].value
    yield Quad(node(iri), node(property_), best)


def _preferred(iri: str, property_: str, claims: list[Claim]) -> Iterator[Quad]:
    """The date with the best support; dates that cannot both be true are a conflict."""
    found = candidates(claims, supports=same_day)
    yield Quad(node(iri), node(property_), found[0].value)
    rivals = [one for one in found[1:] if contradict(one.value, found[0].value)]
    if rivals:
        yield from conflict_quads(iri, property_, [found[0], *rivals])


def _label(iri: str, property_: str, claims: list[Claim]) -> Iterator[Quad]:
    """The spelling with the best support; another spelling is another name, and a conflict where letters differ."""
    found = candidates(claims)
    yield Quad(node(iri), terms.LABEL, found[0].value)
    rivals = [one for one in found[1:] if fold(one.value.value) != fold(found[0].value.value)]
    for rival in rivals:
        yield Quad(node(iri), node(Skos.altLabel), rival.value)
    if rivals:
        yield from conflict_quads(iri, property_, [found[0], *rivals])


def _first(iri: str, property_: str, claims: list[Claim]) -> Iterator[Quad]:
    """The earliest day."""
    yield Quad(node(iri), node(property_), min((claim.value for claim in claims), key=lambda value: value.value))


def _last(iri: str, property_: str, claims: list[Claim]) -> Iterator[Quad]:
    """The latest day."""
    yield Quad(node(iri), node(property_), max((claim.value for claim in claims), key=lambda value: value.value))


def _latest(order: Mapping[str, int]) -> Policy:
    """What the latest article says; on one day, what stands later in ``order``."""

    def choose(iri: str, property_: str, claims: list[Claim]) -> Iterator[Quad]:
        def rank(claim: Claim) -> tuple[date, int]:
            return claim.day or date.min, order[claim.value.value]

        yield Quad(node(iri), node(property_), max(claims, key=rank).value)

    return choose


def _furthest(order: Mapping[str, int]) -> Policy:
    """The value that stands last in ``order``, whenever it was said: what was adopted is no draft again."""

    def choose(iri: str, property_: str, claims: list[Claim]) -> Iterator[Quad]:
        yield Quad(node(iri), node(property_), max((claim.value for claim in claims), key=lambda one: order[one.value]))

    return choose


def _order(scheme: str, *names: str) -> dict[str, int]:
    return {concept(scheme, name): place for place, name in enumerate(names)}


_POLICIES: Final[Mapping[str, Policy]] = {
    Rdf.label: _label,
    Rdf.type: _best,
    Gov.partOf: _every,
    Gov.place: _best,
    Gov.postTitle: _best,
    Gov.meetingType: _best,
    Gov.adopterGroup: _best,
    Gov.decidedTitle: _best,
    Gov.observedFirst: _first,
    Gov.observedLast: _last,
    Gov.tenureStatus: _latest(_order("tenure-status", "elect", "acting", "current", "former")),
    Gov.meetingStatus: _latest(_order("meeting-status", "planned", "held", "cancelled")),
    Gov.documentStatus: _furthest(_order("document-status", "unknown", "draft", "adopted")),
    **dict.fromkeys(
        (
            Gov.bornOn,
            Gov.statedBegin, Gov.statedEnd, Gov.begin, Gov.end, Gov.issuedOn, Gov.effectiveOn, Gov.decidedOn,
        ),
        _preferred,
    ),
}  # fmt: skip
"""What is not listed keeps every value."""


def _without_the_label(subject: NamedNode, quads: dict[Quad, None]) -> None:
    """No other name that is the name itself, and no weak name that also stands alone."""
    labels = {quad.object for quad in quads if quad.predicate == terms.LABEL and quad.subject == subject}
    alone = {quad.object for quad in quads if quad.predicate.value == Skos.altLabel and quad.subject == subject}
    for label in labels:
        quads.pop(Quad(subject, node(Skos.altLabel), label), None)
    for label in labels | alone:
        quads.pop(Quad(subject, node(Gov.weakName), label), None)
