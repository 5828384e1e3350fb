"""Facts held against the ontology by an OWL 2 DL reasoner: HermiT, which ships with owlready2 and needs Java.

Dates are left to the shapes (their datatypes are not in OWL 2), annotations say nothing to a reasoner, and canonical
nodes count as different where a property has one value.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import Any, Final

import owlready2
import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Triple

from govkg import ontology, resources
from govkg.errors import GovkgError, MissingExtra
from govkg.vocabulary import Rdf

_OWL: Final = "http://www.w3.org/2002/07/owl#"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_ANNOTATIONS: Final = frozenset({Rdf.label.value, _OWL + "versionInfo"})
_UNKNOWN_TYPES: Final = frozenset(_XSD + name for name in ("date", "gYear", "gYearMonth"))
_TYPE: Final = NamedNode(Rdf.type)
_DIFFERENT: Final = NamedNode(_OWL + "differentFrom")
_INDIVIDUAL: Final = NamedNode(_OWL + "NamedIndividual")
_HERMIT: Final = Path(owlready2.__file__).parent / "hermit"
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


def java() -> str:
    """The Java program.

    Raises:
        MissingExtra: there is none on the path.

    """
    found = shutil.which("java")
    if found is None:
        raise MissingExtra("the OWL reasoner", "install a Java runtime (11 or later) so that `java` is on the PATH")
    return found


@cache
def _terms() -> tuple[Triple, ...]:
    return tuple(ontology.parse(resources.path("ontology/govkg.ttl")))


@cache
def _concepts() -> Mapping[str, Triple]:
    """The class of each concept of a closed list."""
    listed = ontology.parse(resources.path("ontology/schemes.ttl"))
    return {
        triple.subject.value: triple
        for triple in listed
        if triple.predicate == _TYPE and isinstance(triple.subject, NamedNode)
    }


@cache
def _declared(kind: str) -> frozenset[str]:
    """The IRIs that the ontology declares to be of a kind, such as ``FunctionalProperty``."""
    wanted = NamedNode(_OWL + kind)
    found = (triple.subject for triple in _terms() if triple.predicate == _TYPE and triple.object == wanted)
    return frozenset(term.value for term in found if isinstance(term, NamedNode))


@cache
def axioms() -> tuple[Triple, ...]:
    """The ontology without what only people read."""
    silent = _ANNOTATIONS | _declared("AnnotationProperty")
    kept = (triple for triple in _terms() if triple.predicate.value not in silent)
    return tuple(triple for triple in kept if triple.object != NamedNode(_OWL + "AnnotationProperty"))


def facts(triples: Iterable[Triple]) -> list[Triple]:
    """Those that the ontology speaks of: classes and properties of ours, values that OWL 2 knows; each once."""
    properties = _declared("ObjectProperty") | _declared("DatatypeProperty")
    return list(dict.fromkeys(triple for triple in triples if _reasonable(triple, properties)))


def _reasonable(triple: Triple, properties: frozenset[str]) -> bool:
    if triple.predicate == _TYPE:
        return isinstance(triple.object, NamedNode) and triple.object.value in _declared("Class")
    if isinstance(triple.object, Literal) and triple.object.datatype.value in _UNKNOWN_TYPES:
        return False
    return triple.predicate.value in properties


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
    if len(given) > _FEW and _consistent([given]):
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
        consistent = _consistent([[*core, *candidates[:size]] for size in asked])
        if not known and consistent == len(asked):
            return 0
        low, high, known = sizes[consistent], sizes[consistent + 1], True
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
        near = [fact for fact in left if not reached.isdisjoint(_nodes([fact]))]
        if not near:
            return ordered + left
        ordered += near
        reached.update(_nodes(near))
        left = [fact for fact in left if fact not in set(near)]
    return ordered


def _nodes(told: Iterable[Triple]) -> Iterator[object]:
    """The individuals that facts are about; not classes and concepts, which bring all together."""
    for fact in told:
        yield fact.subject
        if fact.predicate != _TYPE and isinstance(fact.object, NamedNode) and fact.object.value not in _concepts():
            yield fact.object


def _consistent(sets: Sequence[Sequence[Triple]]) -> int:
    """How many of the sets, from the first, are consistent with the ontology."""
    with tempfile.TemporaryDirectory(prefix="govkg-") as folder:
        files = []
        for number, told in enumerate(sets):
            path = Path(folder) / f"{number}.owl"
            ox.serialize([*axioms(), *told, *_context(told)], path, format=ox.RdfFormat.RDF_XML)
            files.append(path.as_uri())
        run = subprocess.run([*_command(), "-k", *files], capture_output=True, text=True, check=False)
    consistent: int = run.stdout.count("is satisfiable")
    if consistent < len(sets) and "InconsistentOntologyException" not in run.stderr:
        raise GovkgError(f"the OWL reasoner failed: {' '.join(run.stderr.split())[:300]}")
    return consistent


def _command() -> list[str]:
    """HermiT's own command line, tuned for runs of a second."""
    classes = os.pathsep.join(map(str, (_HERMIT, _HERMIT / "HermiT.jar")))
    flags = ("-Xmx2g", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    return [java(), *flags, "-cp", classes, "org.semanticweb.HermiT.cli.CommandLine"]


def _context(told: Iterable[Triple]) -> Iterator[Triple]:
    """What facts mean beyond themselves: the class of each concept in them, and that two canonical nodes are two.

    That is said of the values of functional properties only, where it makes a difference.
    """
    values: dict[tuple[object, str], set[str]] = {}
    for triple in told:
        if isinstance(triple.object, NamedNode):
            if triple.object.value in _concepts():
                yield _concepts()[triple.object.value]
            if triple.predicate.value in _declared("FunctionalProperty"):
                values.setdefault((triple.subject, triple.predicate.value), set()).add(triple.object.value)
    for several in values.values():
        for one, other in combinations(sorted(several), 2):
            yield Triple(NamedNode(one), _DIFFERENT, NamedNode(other))


@dataclass(frozen=True, slots=True)
class Entailed:
    """What follows: classes that can have no member, and the types and relations of the individuals."""

    unsatisfiable: frozenset[str]
    triples: frozenset[tuple[str, str, str]]


def entailed(triples: Iterable[Triple] = ()) -> Entailed:
    """What follows from facts and the ontology, by owlready2 with HermiT.

    Raises:
        MissingExtra: Java is not installed.
        GovkgError: the facts contradict the ontology.

    """
    owlready2.JAVA_EXE = java()
    world = owlready2.World()
    given = facts(triples)
    told = BytesIO()
    ox.serialize([*axioms(), *given, *_context(given), *_individuals(given)], told, format=ox.RdfFormat.N_TRIPLES)
    told.seek(0)
    try:
        world.get_ontology("https://w3id.org/govkg/ontology").load(fileobj=told)
        owlready2.sync_reasoner_hermit(world, infer_property_values=True, debug=0)
        return Entailed(
            unsatisfiable=frozenset(cls.iri for cls in world.inconsistent_classes()),
            triples=frozenset(_relations(world)),
        )
    except owlready2.OwlReadyInconsistentOntologyError as error:
        raise GovkgError("the facts contradict the ontology") from error
    finally:
        world.close()


def _individuals(given: Iterable[Triple]) -> Iterator[Triple]:
    """That the nodes of facts are individuals, which owlready2 does not see by itself."""
    for fact in given:
        for term in (fact.subject, fact.object if fact.predicate != _TYPE else None):
            if isinstance(term, NamedNode):
                yield Triple(term, _TYPE, _INDIVIDUAL)


def _relations(world: Any) -> Iterator[tuple[str, str, str]]:
    """The types of each individual, up to the top, and its relations to others."""
    for one in world.individuals():
        for cls in {above for named in one.is_a if hasattr(named, "ancestors") for above in named.ancestors()}:
            yield one.iri, Rdf.type.value, cls.iri
        for property_ in world.object_properties():
            above = [known for known in property_.ancestors() if known in world.object_properties()]
            for value in property_[one]:
                yield from ((one.iri, known.iri, value.iri) for known in above)


def _short(term: object) -> str:
    return str(getattr(term, "value", term)).rpartition("#")[2].rpartition("/")[2]
