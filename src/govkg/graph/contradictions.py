"""Why facts cannot all be true: for each contradiction with the ontology, a smallest set of facts that makes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode, Triple

from govkg.graph.reasoning import concepts, consistent, facts
from govkg.vocabulary import Rdf

_TYPE: Final = NamedNode(Rdf.type)
_FEW: Final = 12
"""So few facts are tried one more at a time at once; more are first tried together."""
_CUTS: Final = 12
"""How many growing sets one run of the reasoner is asked about; starting Java costs more than ten of them."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Facts that cannot all be true by the ontology, and of which any may be taken away to make the rest possible."""

    facts: tuple[Triple, ...]

    @property
    def node(self) -> str:
        """The node that most of the facts are about."""
        subjects = [str(fact.subject.value) for fact in self.facts if isinstance(fact.subject, NamedNode)]
        return max(subjects, key=lambda node: (subjects.count(node), node))

    def __str__(self) -> str:
        return " ∧ ".join(" ".join(_short(term) for term in fact) for fact in self.facts)


def contradictions(triples: Iterable[Triple], *, most: int = 20) -> list[Contradiction]:
    """The contradictions in these facts with the ontology, at most so many.

    The facts of each are set aside for the next, so one wrong fact is not told once for everything that it touches.

    Raises:
        MissingExtra: Java is not installed.
        GovkgError: the reasoner failed.

    """
    left = facts(triples)
    found: list[Contradiction] = []
    while len(found) < most and (core := _core(left)):
        found.append(Contradiction(tuple(core)))
        left = [fact for fact in left if fact not in core]
    return found


def _core(given: Sequence[Triple]) -> list[Triple]:
    """A smallest set of facts that contradict the ontology; empty where all is consistent.

    The fact that makes a growing set inconsistent belongs to it; then the search goes on among those before, the
    nearest first, since what contradicts it is about nodes near by.
    """
    if len(given) > _FEW and consistent([given]):
        return []
    core: list[Triple] = []
    candidates = list(given)
    while size := _first_inconsistent(core, candidates):
        core.append(candidates[size - 1])
        candidates = _nearest(core, candidates[: size - 1])
    return sorted(core, key=str)


def _first_inconsistent(core: Sequence[Triple], candidates: Sequence[Triple]) -> int:
    """How many candidates, from the first, it takes to make ``core`` inconsistent; 0 where none or all do not."""
    low, high, known = -1, len(candidates), bool(core) or len(candidates) > _FEW
    while not known or high - low > 1:
        # The reasoner stops at the first set that is inconsistent, so small sets first cost next to nothing.
        sizes = [low, *_between(low, high, doubling=bool(core)), high]
        asked = sizes[1:-1] if known else sizes[1:]
        held = consistent([[*core, *candidates[:size]] for size in asked])
        if not known and held == len(asked):
            return 0
        low, high, known = sizes[held], sizes[held + 1], True
    return high


def _between(low: int, high: int, *, doubling: bool) -> list[int]:
    """Sizes above ``low`` and below ``high``: ever larger steps, or even ones."""
    if doubling:
        steps = (2**power - 1 for power in range((high - low).bit_length()))
        return [low + 1 + step for step in steps if low + 1 + step < high]
    return list(range(low + max(1, (high - low) // _CUTS), high, max(1, (high - low) // _CUTS)))


def _nearest(core: Sequence[Triple], candidates: Sequence[Triple]) -> list[Triple]:
    """The candidates by how many steps their nodes are from those of ``core``."""
    reached = set(_nodes(core))
    left, ordered = list(candidates), list[Triple]()
    while left:
        near = dict.fromkeys(fact for fact in left if not reached.isdisjoint(_nodes([fact])))
        if not near:
            return ordered + left
        ordered += near
        reached.update(_nodes(near))
        left = [fact for fact in left if fact not in near]
    return ordered


def _nodes(told: Iterable[Triple]) -> Iterator[object]:
    """The individuals that facts are about; not classes and concepts, which bring all together."""
    for fact in told:
        yield fact.subject
        if fact.predicate != _TYPE and isinstance(fact.object, NamedNode) and fact.object.value not in concepts():
            yield fact.object


def _short(term: object) -> str:
    return str(getattr(term, "value", term)).rpartition("#")[2].rpartition("/")[2]
