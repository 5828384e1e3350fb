"""What every store holds from the start: the ontology and the reference data, and what identity asks of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from govkg import datafile, iris, ontology, resources
from govkg.folding import fold
from govkg.graph import terms
from govkg.graph.inference import infer, rules
from govkg.graph.terms import node
from govkg.vocabulary import Gov, Rdf

STAMP: Final = node(iris.GRAPH + "reference")
"""Carries the digest of what the knowledge in a store was made with (``Reference.digest``)."""


@dataclass(frozen=True)
class Reference:
    """Curated bodies, documents and standards.

    ``about`` are the quads of each curated node; ``bodies`` the organizations among them; ``parents`` the body above;
    ``successors`` all bodies that came after one, however many changes later.
    """

    quads: tuple[Quad, ...]
    about: Mapping[str, tuple[Quad, ...]]
    bodies: frozenset[str]
    parents: Mapping[str, str]
    successors: Mapping[str, frozenset[str]]
    provinces: Mapping[str, str]
    """Provinces by folded name without its kind: "nghe an" in the folding of govkg.folding.fold."""

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> Reference:
        """From the quads of the default graph of a new store."""
        kept = tuple(quads)
        about: dict[str, list[Quad]] = {}
        parents: dict[str, str] = {}
        provinces: set[str] = set()
        labels: dict[str, str] = {}
        befores: dict[str, list[str]] = {}
        afters: dict[str, list[str]] = {}
        for quad in kept:
            if not isinstance(quad.subject, NamedNode) or not quad.subject.value.startswith(iris.ID):
                continue
            subject, predicate = quad.subject.value, quad.predicate.value
            about.setdefault(subject, []).append(quad)
            if isinstance(quad.object, Literal):
                if predicate == Rdf.label and quad.object.language == "vi":
                    labels[subject] = quad.object.value
            elif isinstance(quad.object, NamedNode):
                if quad.predicate == terms.TYPE and quad.object.value == Gov.Province:
                    provinces.add(subject)
                elif predicate == Gov.partOf:
                    parents[subject] = quad.object.value
                elif predicate == Gov.before:
                    befores.setdefault(subject, []).append(quad.object.value)
                elif predicate == Gov.after:
                    afters.setdefault(subject, []).append(quad.object.value)
        next_: dict[str, set[str]] = {}
        for change, olds in befores.items():
            for old in olds:
                next_.setdefault(old, set()).update(afters.get(change, ()))
        return cls(
            quads=kept,
            about={name: tuple(its) for name, its in about.items()},
            bodies=frozenset(name for name in about if name.startswith(iris.ID + "organization/")),
            parents=parents,
            successors={name: _reached(name, next_) - {name} for name in next_},
            provinces={_without_kind(labels[name]): name for name in sorted(provinces)},
        )

    @cached_property
    def short_cuts(self) -> tuple[Quad, ...]:
        """What follows from these quads alone."""
        return tuple(infer(self.quads))

    @cached_property
    def digest(self) -> str:
        """A digest of all that knowledge is made with beside the articles: these quads, rules, identity method."""
        made_with = [*map(str, self.quads), *(rule.query for rule in rules()), *_method()]
        return blake2b("\n".join(sorted(made_with)).encode(), digest_size=16).hexdigest()

    def province(self, body: str, name: str) -> str | None:
        """The province in which a body works: the one above it, else the one that its name ends with."""
        above: str | None = body
        while above:
            if above in self.provinces.values():
                return above
            above = self.parents.get(above)
        words = fold(name).split()
        endings = (" ".join(words[-size:]) for size in range(4, 0, -1) if len(words) > size)
        return next((self.provinces[ending] for ending in endings if ending in self.provinces), None)

    def same_body(self, one: str, other: str) -> bool:
        """Whether two bodies are one, or one came out of the other."""
        return one == other or other in self.successors.get(one, ()) or one in self.successors.get(other, ())


@cache
def reference() -> Reference:
    """The reference data of this installation.

    Raises:
        DataError: a file is wrong, with the line.

    """
    found = dict.fromkeys(ontology.quads())
    for path in resources.files("data/reference", "*.ttl"):
        found.update(dict.fromkeys(Quad(*triple) for triple in ontology.parse(path)))
    return Reference.of(found)


def reference_quads(data: Reference | None = None) -> list[Quad]:
    """What the default graph of a store holds before any article: curated data, and what knowledge is made with."""
    data = data or reference()
    methods = (datafile.read(f"data/identity/{path.name}")["method"] for path in _identity_files())
    decided_by = (Quad(node(iris.IDENTITY_GRAPH), node(Gov.identityMethod), terms.text(one.text())) for one in methods)
    return [*data.quads, *data.short_cuts, Quad(STAMP, node(Gov.digest), terms.text(data.digest)), *decided_by]


def _identity_files() -> list[Path]:
    return resources.files("data/identity", "*.yaml")


@cache
def _method() -> tuple[str, ...]:
    return tuple(path.read_text("utf-8") for path in _identity_files())


def _without_kind(name: str) -> str:
    """A province's folded name without its first words: "Tỉnh Nghệ An", "Thành phố Đà Nẵng"."""
    return fold(name).removeprefix(fold("Tỉnh") + " ").removeprefix(fold("Thành phố") + " ")


def _reached(start: str, next_: Mapping[str, set[str]]) -> frozenset[str]:
    """All that can be reached from ``start``."""
    seen: set[str] = set()
    todo = [start]
    while todo:
        fresh = next_.get(todo.pop(), set()) - seen
        seen |= fresh
        todo.extend(fresh)
    return frozenset(seen)
