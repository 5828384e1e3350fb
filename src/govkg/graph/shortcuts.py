"""The short cuts of an update: what rules infer around the persons, meetings and bodies that it touches.

One short cut may follow from several facts. So whoever is touched is inferred anew, from all facts around it, and
that is compared with what the store holds. These four kinds of scope go with the rules in ``ontology/rules``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, cast

from pyoxigraph import NamedNode, Quad

from govkg.graph import stored
from govkg.graph.inference import infer
from govkg.store.base import Store
from govkg.vocabulary import Gov

Quads = dict[Quad, None]
_TENURE: Final = (Gov.holder, Gov.inPost)
_POST: Final = (Gov.postIn, Gov.postRole)
_PARTICIPATION: Final = (Gov.event, Gov.participant, Gov.participationRole)
_BY_PERSON: Final = (Gov.worksFor, Gov.headOf)
_BY_MEETING: Final = (Gov.participatesIn, Gov.chairs)


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose short cuts may change: of people, to meetings, of bodies to those above and back."""

    people: frozenset[str]
    meetings: frozenset[str]
    bodies: frozenset[str]

    def __contains__(self, quad: Quad) -> bool:
        subject, value = cast(NamedNode, quad.subject).value, cast(NamedNode, quad.object).value
        match quad.predicate.value:
            case Gov.worksFor | Gov.headOf:
                return subject in self.people
            case Gov.participatesIn | Gov.chairs:
                return value in self.meetings
            case Gov.within:
                return subject in self.bodies
            case Gov.hasPart:
                return value in self.bodies
        return False


def shortcuts(store: Store, remove: Collection[Quad], add: Collection[Quad]) -> tuple[Quads, Quads]:
    """The short cuts that the store holds around what changes, and those that it is to hold after the change."""
    scope = _scope(store, [*remove, *add])
    if not (scope.people or scope.meetings or scope.bodies):
        return {}, {}
    gone = set(remove)
    facts = {quad for quad in _facts(store, scope, add) if quad not in gone}
    wanted = dict.fromkeys(quad for quad in infer(facts) if quad in scope)
    return dict.fromkeys(_held(store, scope)), wanted


def _scope(store: Store, changed: Iterable[Quad]) -> Scope:
    by_predicate: dict[str, list[Quad]] = {}
    for quad in changed:
        by_predicate.setdefault(quad.predicate.value, []).append(quad)

    def subjects(*predicates: str) -> set[str]:
        return {_subject(quad) for predicate in predicates for quad in by_predicate.get(predicate, ())}

    def values(*predicates: str) -> set[str]:
        return {_value(quad) for predicate in predicates for quad in by_predicate.get(predicate, ())}

    tenures = subjects(*_TENURE) | set(map(_subject, stored.pointing(store, [Gov.inPost], subjects(*_POST))))
    people = values(Gov.holder) | set(map(_value, stored.about(store, tenures, [Gov.holder])))
    parts = subjects(*_PARTICIPATION)
    meetings = values(Gov.event) | set(map(_value, stored.about(store, parts, [Gov.event])))
    bodies = fresh = subjects(Gov.partOf)
    while fresh:
        fresh = set(map(_subject, stored.pointing(store, [Gov.partOf], fresh))) - bodies
        bodies = bodies | fresh
    return Scope(frozenset(people), frozenset(meetings), frozenset(bodies))


def _facts(store: Store, scope: Scope, add: Collection[Quad]) -> Iterator[Quad]:
    """The tenures of people with their posts, the participations in meetings, and what stands over bodies."""
    yield from add
    held = set(map(_subject, stored.pointing(store, [Gov.holder], scope.people)))
    tenures = [*stored.about(store, held, _TENURE), *add]
    yield from tenures
    yield from stored.about(store, {_value(quad) for quad in tenures if quad.predicate.value == Gov.inPost}, _POST)
    parts = set(map(_subject, stored.pointing(store, [Gov.event], scope.meetings)))
    yield from stored.about(store, parts, _PARTICIPATION)
    above = [*stored.about(store, scope.bodies, [Gov.partOf]), *add]
    yield from above
    parents = {_value(quad) for quad in above if quad.predicate.value == Gov.partOf}
    yield from stored.about(store, parents - scope.bodies, [Gov.within])


def _held(store: Store, scope: Scope) -> Iterator[Quad]:
    yield from stored.about(store, scope.people, _BY_PERSON)
    yield from stored.pointing(store, _BY_MEETING, scope.meetings)
    yield from stored.about(store, scope.bodies, [Gov.within])
    yield from stored.pointing(store, [Gov.hasPart], scope.bodies)


def _subject(quad: Quad) -> str:
    return cast(NamedNode, quad.subject).value


def _value(quad: Quad) -> str:
    return cast(NamedNode, quad.object).value
