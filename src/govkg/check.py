"""Whether a store holds what it must: shapes, invariants across graphs, inference, and an OWL reasoner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from pyoxigraph import NamedNode, Quad, QueryTriples, Triple

from govkg.errors import MissingExtra
from govkg.graph import inference
from govkg.graph.constraints import shown
from govkg.graph.contradictions import contradictions
from govkg.graph.invariants import invariants
from govkg.graph.reference import reference
from govkg.graph.shapes import shapes
from govkg.store.base import Store, select
from govkg.vocabulary import Gov, Rdf

Level = Literal["violation", "note"]
_BATCH: Final = 500
_PER_CLASS: Final = 25
"""Nodes of each class that the reasoner sees: it takes seconds where shapes take all nodes."""
_SAMPLED: Final = (
    Gov.Organization, Gov.Reorganization, Gov.Official, Gov.Post, Gov.Tenure, Gov.Meeting, Gov.Participation,
    Gov.LegalDocument, Gov.Standard, Gov.StandardAdoption, Gov.PersonnelDecision, Gov.SpeechAct, Gov.Topic,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong (or, as a note, what could not be checked), with the node and the article that says it.

    ``check`` is the name of a shape or invariant, ``inference``, ``reasoner``, ``knowledge`` or ``search``;
    ``messages`` are by language (en, vi); ``label`` is the node's name, where it has one.
    """

    check: str
    node: str
    article: str | None
    messages: Mapping[str, str]
    level: Level = "violation"
    label: str | None = None

    def __str__(self) -> str:
        name = f"{self.label}: " if self.label else ""
        place = f" [{self.article}]" if self.article else ""
        return f"{self.check}: {name}{self.messages['en']} · {self.messages['vi']}{place}"


def check(store: Store, *, reasoner: bool = True) -> list[Finding]:
    """All that is wrong in a store, violations before notes; empty, or notes alone, is a pass.

    Raises:
        DataError: a shape, invariant or rule of this installation is wrong.
        StoreError: the store cannot be read.

    """
    found = [*_constraints(store), *_inference(store)]
    if reasoner:
        found += _reasoner(store)
    return sorted(
        located(store, found), key=lambda one: (one.level != "violation", one.check, one.node, one.messages["en"])
    )


def _constraints(store: Store) -> Iterator[Finding]:
    """What shapes and invariants reject. Reference data rests on legal acts, not on statements."""
    curated = reference().about
    for constraint in (*shapes(), *invariants()):
        for breach in constraint.breaches(store):
            if constraint.name != "rests-on-statements" or breach.node not in curated:
                yield Finding(breach.constraint, breach.node, breach.article, breach.messages)


def _inference(store: Store) -> Iterator[Finding]:
    """Short cuts that the rules would make and the store lacks, and those that it holds for no reason."""
    missing, unfounded = inference.compare(store)
    for quad in missing:
        yield _inferred(quad, "follows from the rules and is missing", "suy ra được từ các luật nhưng còn thiếu")
    for quad in unfounded:
        yield _inferred(
            quad, "is stored as inferred and does not follow", "được ghi là suy diễn nhưng không suy ra được"
        )


def _inferred(quad: Quad, en: str, vi: str) -> Finding:
    told = " ".join(shown(term) for term in (quad.subject, quad.predicate, quad.object))
    return Finding("inference", shown(quad.subject), None, {"en": f"{told} {en}.", "vi": f"{told} {vi}."})


def _reasoner(store: Store) -> Iterator[Finding]:
    """Contradictions with the ontology in a sample of the knowledge."""
    sample = list(_sample(store))
    try:
        for one in contradictions(sample):
            en, vi = f"by the ontology, not all of this can be: {one}", f"theo bản thể học, không thể cùng đúng: {one}"
            yield Finding("reasoner", one.node, None, {"en": en, "vi": vi})
    except MissingExtra as error:
        en, vi = (
            f"not run: {error}",
            "chưa chạy bộ suy diễn OWL: cần cài Java (11 trở lên) và có lệnh `java` trong PATH",
        )
        yield Finding("reasoner", "", None, {"en": en, "vi": vi}, level="note")


def _sample(store: Store) -> Iterator[Triple]:
    """The first nodes of each class, all that is said of them, and the classes of what they point to."""
    nodes: dict[str, None] = {}
    for kind in _SAMPLED:
        classes = f"?class <{Rdf.subClassOf}>* <{kind}>"
        found = select(store, f"SELECT DISTINCT ?node WHERE {{ {classes} . ?node a ?class }} LIMIT {_PER_CLASS}")
        nodes.update((shown(node), None) for (node,) in found)
    for part in _parts(list(nodes)):
        answer = store.query(
            f"CONSTRUCT {{ ?node ?property ?value . ?value a ?class }} WHERE {{ VALUES ?node {{ {part} }} "
            "?node ?property ?value OPTIONAL { ?value a ?class } }"
        )
        assert isinstance(answer, QueryTriples)
        yield from answer


def located(store: Store, found: Sequence[Finding]) -> Iterator[Finding]:
    """The findings, each with the name of its node and an article that the node rests on, where there is one."""
    articles: dict[str, str] = {}
    labels: dict[str, str] = {}
    for part in _parts(sorted({one.node for one in found})):
        values = f"VALUES ?node {{ {part} }}"
        for node, statement in select(store, f"SELECT ?node ?said WHERE {{ {values} ?node <{Gov.restsOn}> ?said }}"):
            article = shown(statement).partition("#")[0]
            articles[shown(node)] = min(article, articles.get(shown(node), article))
        for node, label in select(store, f"SELECT ?node ?label WHERE {{ {values} ?node <{Rdf.label}> ?label }}"):
            labels[shown(node)] = min(shown(label), labels.get(shown(node), shown(label)))
    for one in found:
        yield replace(one, article=one.article or articles.get(one.node), label=labels.get(one.node))


def _parts(nodes: Sequence[str]) -> Iterable[str]:
    """IRIs for a VALUES clause, so many at a time."""
    named = [str(NamedNode(node)) for node in nodes if ":" in node]
    return (" ".join(named[start : start + _BATCH]) for start in range(0, len(named), _BATCH))
