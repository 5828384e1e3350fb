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
def concepts() -> Mapping[str, Triple]:
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


def consistent(sets: Sequence[Sequence[Triple]]) -> int:
    """How many of the sets, from the first, are consistent with the ontology.

    Raises:
        MissingExtra: Java is not installed.
        GovkgError: the reasoner failed.

    """
    with tempfile.TemporaryDirectory(prefix="govkg-") as folder:
        files = []
        for number, told in enumerate(sets):
            path = Path(folder) / f"{number}.owl"
            ox.serialize([*axioms(), *told, *_context(told)], path, format=ox.RdfFormat.RDF_XML)
            files.append(path.as_uri())
        run = subprocess.run([*_command(), "-k", *files], capture_output=True, text=True, check=False)
    found: int = run.stdout.count("is satisfiable")
    if found < len(sets) and "InconsistentOntologyException" not in run.stderr:
        raise GovkgError(f"the OWL reasoner failed: {' '.join(run.stderr.split())[:300]}")
    return found


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
            if triple.object.value in concepts():
                yield concepts()[triple.object.value]
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
