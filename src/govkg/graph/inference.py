"""What follows from what is known: SPARQL rules (``ontology/rules/*.rq``) run until they add nothing.

Each rule reads a few predicates and writes one, and looks no further than the nodes around one fact; ``gov:within``
goes on from what its parent is within, so one step is enough where the parent's own answers are given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, Quad

from govkg import ontology, resources
from govkg.errors import DataError
from govkg.store.base import Store
from govkg.store.failures import query_error
from govkg.vocabulary import GOV

_HEADER = re.compile(r"# (title@en|title@vi|reads|writes): (.+)")
_PREFIXED = re.compile(r"gov:(\w+)")
_HERE: Final = DefaultGraph()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its file's name, what it says by language, the predicates that it reads and writes, its query."""

    name: str
    titles: Mapping[str, str]
    reads: frozenset[str]
    writes: frozenset[str]
    query: str


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of the project, by name.

    Raises:
        DataError: a rule lacks a line of its header, or is no CONSTRUCT query.

    """
    return tuple(read_rule(path) for path in resources.files("ontology/rules", "*.rq"))


def read_rule(path: Path) -> Rule:
    """Read one rule.

    Raises:
        DataError: it lacks a line of its header, or is no CONSTRUCT query; with the line.

    """
    text = path.read_text("utf-8")
    header = {key: value.strip() for key, value in _HEADER.findall(text)}
    for key in ("title@en", "title@vi", "reads", "writes"):
        if key not in header:
            raise DataError(f"a rule needs a line “# {key}: …”", path=path, line=1)
    try:
        answer = ox.Store().query(text)
    except SyntaxError as error:
        told = query_error(error)
        raise DataError(told.message, path=path, line=told.line, column=told.column) from error
    if not isinstance(answer, ox.QueryTriples):
        raise DataError("a rule is a CONSTRUCT query", path=path, line=1)
    return Rule(
        name=path.stem,
        titles={"en": header["title@en"], "vi": header["title@vi"]},
        reads=_terms(header["reads"]),
        writes=_terms(header["writes"]),
        query=text,
    )


def _terms(line: str) -> frozenset[str]:
    return frozenset(GOV + name for name in _PREFIXED.findall(line))


@cache
def inferred() -> frozenset[str]:
    """The predicates that rules write; nothing else writes them."""
    return frozenset().union(*(rule.writes for rule in rules()))


@cache
def premise_predicates() -> frozenset[str]:
    """The predicates that rules read."""
    return frozenset().union(*(rule.reads for rule in rules()))


@cache
def _background() -> tuple[Quad, ...]:
    """What the rules need to know of the closed lists: which roles head a body."""
    return tuple(quad for quad in ontology.quads() if quad.predicate.value in premise_predicates())


def infer(quads: Iterable[Quad]) -> list[Quad]:
    """What follows from quads of the default graph and is not among them, each once, in a fixed order.

    Give the facts around the entities that changed (their tenures with posts, participations, parents with what
    those are within). Quads of named graphs count for nothing: sources are not premises.
    """
    known = premise_predicates() | inferred()
    given = {quad for quad in quads if quad.predicate.value in known and quad.graph_name == _HERE}
    scratch = ox.Store()
    scratch.extend(given)
    scratch.extend(_background())
    found: set[Quad] = set()
    fresh = given
    while fresh:
        touched = {quad.predicate.value for quad in fresh}
        fresh = {
            quad
            for rule in rules()
            if rule.reads & touched
            for triple in _construct(scratch, rule.query)
            if (quad := Quad(triple.subject, triple.predicate, triple.object)) not in given and quad not in found
        }
        scratch.extend(fresh)
        found |= fresh
    return sorted(found, key=str)


def infer_store(store: Store) -> list[Quad]:
    """What follows from the whole default graph of a store and is not in it yet."""
    return infer(_stored(store, premise_predicates() | inferred()))


def compare(store: Store) -> tuple[list[Quad], list[Quad]]:
    """What follows from a store's default graph and is not in it, and what it holds as inferred and does not follow."""
    founded = set(infer(_stored(store, premise_predicates() - inferred())))
    held = set(_stored(store, inferred()))
    return sorted(founded - held, key=str), sorted(held - founded, key=str)


def _stored(store: Store, predicates: frozenset[str]) -> list[Quad]:
    named = " ".join(f"<{predicate}>" for predicate in sorted(predicates))
    triples = _construct(store, f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?p {{ {named} }} ?s ?p ?o }}")
    return [Quad(*triple) for triple in triples]


def _construct(store: Store | ox.Store, query: str) -> ox.QueryTriples:
    answer = store.query(query)
    assert isinstance(answer, ox.QueryTriples)  # read_rule has seen to it
    return answer
