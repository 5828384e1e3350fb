"""Linking a store: batch by batch candidates are asked for and weighed, and what is sure is kept at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, cast

from pyoxigraph import NamedNode

from govkg.graph.judgements import read_judgements
from govkg.graph.knowledge import link_change
from govkg.graph.linked import judged_entities
from govkg.graph.links import GRAPH, Link, read_links
from govkg.graph.stored import about, pointing
from govkg.linking.candidates import Asking
from govkg.linking.method import method
from govkg.linking.scoring import Scored, best, scored
from govkg.linking.subjects import Subject, subjects
from govkg.store.base import Store
from govkg.vocabulary import Gov

BATCH: Final = 40
"""Entities that are decided together: what was decided before a failure stays."""
Verdict = Literal["linked", "known", "undecided", "none"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one entity: ``linked`` by its score, ``known`` before, ``undecided``, or ``none`` fits.

    ``candidates`` are the best first, those that a person judged different left out.
    """

    subject: Subject
    verdict: Verdict
    candidates: tuple[Scored, ...]

    def to_dict(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "entity": self.subject.iri,
            "name": self.subject.name,
            "verdict": self.verdict,
            "candidates": [
                {
                    "iri": one.candidate.iri,
                    "name": one.candidate.name,
                    "score": one.comparison.score,
                    "reasons": [
                        {"vi": each.reason.vi, "en": each.reason.en, "weight": each.reason.weight}
                        for each in one.supports
                    ],
                    "retrieved": one.candidate.retrieved.isoformat(),
                }
                for one in self.candidates
            ],
        }


@dataclass(slots=True)
class Report:
    """What a run decided; ``missing`` counts the questions that only a network could have answered."""

    outcomes: list[Outcome] = field(default_factory=list)
    missing: int = 0

    def count(self, verdict: Verdict) -> int:
        """How many entities ended so."""
        return sum(outcome.verdict == verdict for outcome in self.outcomes)

    def __str__(self) -> str:
        told = f"{self.count('linked')} linked, {self.count('known')} known, {self.count('undecided')} undecided"
        return f"{told}, {self.count('none')} without a candidate"


def link(
    store: Store,
    asking: Asking,
    entities: Sequence[str],
    *,
    again: bool = False,
    keep: bool = True,
    progress: Callable[[Report], None] | None = None,
) -> Report:
    """Link these entities (IRIs); ``again`` also those that a score has linked before, to decide anew.

    With ``keep`` what is sure is written to the store, batch by batch.

    Raises:
        EndpointError: the endpoint gives no usable answer; the batches before that are kept.
        StoreError: the store cannot be written.

    """
    report = Report()
    for start in range(0, len(entities), BATCH):
        some = subjects(store, entities[start : start + BATCH])
        report.outcomes += _decided(store, asking, some, again=again, keep=keep)
        report.missing = asking.missing
        if progress:
            progress(report)
    return report


def _decided(store: Store, asking: Asking, some: Sequence[Subject], *, again: bool, keep: bool) -> Iterator[Outcome]:
    judged = _judged_different(store, some)
    before = _links(store, (one.iri for one in some))
    todo: list[Subject] = []
    for one in some:
        by_score = {link.target for link in before if link.of == one.iri and link.source == asking.url}
        there = {target for target in one.links if asking.profile.entities and asking.profile.has(target)} or by_score
        if there and not (again and there <= by_score):
            yield Outcome(one, "known", ())
        else:
            todo.append(one)
    found = asking.candidates(todo)
    links: list[Link] = []
    outcomes = []
    for one in todo:
        ranked = [
            each
            for each in scored(one, found[one.iri], asking.profile.country)
            if each.candidate.iri not in judged.get(one.iri, ())
        ]
        sure = best(ranked)
        if sure is not None:
            links.append(_link(one, sure, asking.url))
        outcomes.append(Outcome(one, "linked" if sure else "undecided" if ranked else "none", tuple(ranked)))
    if keep:
        void = [one for one in before if again and one.source == asking.url and one.of in {each.iri for each in todo}]
        change = link_change(store, links, void)
        if change:
            store.apply(change)
    yield from outcomes


def _link(subject: Subject, sure: Scored, source: str) -> Link:
    rules = method()
    return Link(
        of=subject.iri,
        target=sure.candidate.iri,
        supports=sure.supports,
        bar=rules.bar,
        method=rules.name,
        source=source,
        retrieved=sure.candidate.retrieved.replace(microsecond=0),
    )


def _links(store: Store, entities: Iterable[str]) -> list[Link]:
    """The links that a score has decided for these entities."""
    names = [cast(NamedNode, quad.subject).value for quad in pointing(store, [Gov.linkOf], entities, graph=GRAPH)]
    return read_links(about(store, names, graph=GRAPH))


def _judged_different(store: Store, some: Sequence[Subject]) -> dict[str, set[str]]:
    """What people said that each of ours is not."""
    found: dict[str, set[str]] = {}
    wanted = {one.iri for one in some}
    for judgement, entities in judged_entities(store, read_judgements(store).links):
        for entity in entities if judgement.verdict == "different" else ():
            if entity in wanted and judgement.target is not None:
                found.setdefault(entity, set()).add(judgement.target)
    return found
