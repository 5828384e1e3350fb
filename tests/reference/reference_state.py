"""The reference data as a test sees it: one store over all files, and bodies with their days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from govkg import iris, ontology, resources
from govkg.model.interval import Interval, PartialDate
from govkg.vocabulary import Gov, Rdf, Skos

FILES = resources.files("data/reference", "*.ttl")
ORGANIZATION = iris.ID + "organization/"


@dataclass(frozen=True, slots=True)
class Body:
    """What the data says of one body; names are Vietnamese, ``strong`` those that may stand alone."""

    iri: str
    classes: tuple[str, ...]
    label: str
    english: str | None
    strong: tuple[str, ...]
    parents: tuple[str, ...]
    valid: Interval


@dataclass(frozen=True, slots=True)
class Change:
    """A reorganization."""

    iri: str
    before: frozenset[str]
    after: frozenset[str]
    on: PartialDate


class State:
    """The bodies and their changes."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.bodies: Mapping[str, Body] = {
            body.iri: body for body in (self._body(iri) for iri in self._subjects() if iri.startswith(ORGANIZATION))
        }
        self.changes = tuple(self._change(row[0].value) for row in self._rows(f"?change a <{Gov.Reorganization}>"))

    def _rows(self, pattern: str, variables: str = "?change") -> QuerySolutions:
        found = self.store.query(f"SELECT {variables} WHERE {{ {pattern} }} ORDER BY {variables}")
        assert isinstance(found, QuerySolutions)
        return found

    def _subjects(self) -> list[str]:
        return sorted({quad.subject.value for quad in self.store if isinstance(quad.subject, NamedNode)})

    def values(self, subject: str, predicate: str, language: str | None = None) -> tuple[str, ...]:
        """The objects of a predicate, in the order of their text."""
        objects = [quad.object for quad in self.store.quads_for_pattern(NamedNode(subject), NamedNode(predicate), None)]
        kept = [o for o in objects if language is None or (isinstance(o, Literal) and o.language == language)]
        return tuple(sorted(o.value for o in kept if isinstance(o, NamedNode | Literal)))

    def date(self, subject: str, predicate: str) -> PartialDate | None:
        found = self.values(subject, predicate)
        assert len(found) <= 1, f"{subject} has {predicate} twice"
        return PartialDate.parse(found[0]) if found else None

    def _body(self, iri: str) -> Body:
        labels = self.values(iri, Rdf.label, "vi")
        assert len(labels) == 1, f"{iri} has {len(labels)} Vietnamese labels"
        return Body(
            iri=iri,
            classes=self.values(iri, Rdf.type),
            label=labels[0],
            english=next(iter(self.values(iri, Rdf.label, "en")), None),
            strong=(*labels, *self.values(iri, Skos.altLabel, "vi")),
            parents=self.values(iri, Gov.partOf),
            valid=Interval(self.date(iri, Gov.validFrom), self.date(iri, Gov.validUntil)),
        )

    def _change(self, iri: str) -> Change:
        on = self.date(iri, Gov.changedOn)
        assert on is not None, f"{iri} has no day"
        return Change(iri, frozenset(self.values(iri, Gov.before)), frozenset(self.values(iri, Gov.after)), on)

    def named(self, label: str) -> Body:
        """The one body of a full name."""
        (found,) = (body for body in self.bodies.values() if body.label == label)
        return found

    def of_class(self, name: str, on: date) -> list[str]:
        """Labels of the bodies of a class that exist for sure on a day (a year alone covers all of it)."""
        return sorted(b.label for b in self.bodies.values() if name in b.classes and b.valid.may_hold(on))

    def became(self, body: str) -> set[str]:
        """What a body became, by however many changes; itself where it went on."""
        return _follow(body, [(change.before, change.after) for change in self.changes])

    def was(self, body: str) -> set[str]:
        """What a body came from."""
        return _follow(body, [(change.after, change.before) for change in self.changes])


def _follow(start: str, steps: list[tuple[frozenset[str], frozenset[str]]]) -> set[str]:
    seen, todo = set[str](), [start]
    while todo:
        body = todo.pop()
        for source, target in steps:
            if body in source:
                todo.extend(target - seen)
                seen |= target
    return seen


def triples(path: Path) -> Iterator[Quad]:
    return (Quad(*triple) for triple in ontology.parse(path))


@cache
def state() -> State:
    """The state of the files, read once."""
    store = Store()
    for path in FILES:
        store.extend(triples(path))
    return State(store)
