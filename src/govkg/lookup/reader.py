"""Reads nodes of the default graph and their evidence in batches, so that no link costs a query of its own.

A node that a program holds came out of a list of siblings: its *cohort*. What one member needs is fetched
for the whole cohort at once, and remembered for as long as the entities of this lookup live. Later changes
of the store do not show in them; a new lookup reads anew.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import Final, cast

from pyoxigraph import Literal, NamedNode

from govkg.linking.enriching import Said, said
from govkg.lookup.evidence import Article, Evidence
from govkg.model.facts import HoldsPost
from govkg.results import value
from govkg.store.base import Store, Term, select
from govkg.vocabulary import Gov

Cohort = tuple[str, ...]
Description = Mapping[str, tuple[Term, ...]]

_BATCH: Final = 1000
_COUNTLESS: Final = (Gov.restsOn, Gov.hasPart, Gov.worksFor, Gov.participatesIn)
"""Properties of which a node may have thousands: read only when asked for."""


class Reader:
    """What has been read of a store for one lookup; ``described`` are nodes that the caller has read already."""

    def __init__(self, store: Store, described: Mapping[str, Description] | None = None) -> None:
        self._store = store
        self._described: dict[str, Description] = dict(described or {})
        self._sources: defaultdict[str, dict[str, Cohort]] = defaultdict(dict)
        self._cohorts: dict[tuple[str, str, int], tuple[Cohort, Cohort]] = {}
        self._evidence: dict[str, tuple[Evidence, ...]] = {}
        self._articles: dict[str, Article] = {}

    def describe(self, iri: str, cohort: Cohort) -> Description:
        """The properties of a node, but for those of which it may have thousands; empty for an unknown one."""
        if iri not in self._described:
            self._describe(_missing((iri, *cohort), self._described)[:_BATCH])
        return self._described[iri]

    def objects(self, iri: str, cohort: Cohort, property_: str) -> Cohort:
        """What the property of a node leads to."""
        return tuple(
            term.value for term in self.describe(iri, cohort).get(property_, ()) if isinstance(term, NamedNode)
        )

    def all_objects(self, cohort: Cohort, property_: str) -> Cohort:
        """What the property of any of a cohort leads to: the cohort of whatever one of them leads to."""
        return self._reached(">", cohort, property_, self.objects)

    def subjects(self, iri: str, cohort: Cohort, property_: str) -> Cohort:
        """The nodes whose property leads to this one, in the order of their IRIs."""
        known = self._sources[property_]
        if iri not in known:
            batch = _missing((iri, *cohort), known)[:_BATCH]
            found: dict[str, list[str]] = {target: [] for target in batch}
            for target, source in self._rows(
                "?target ?source", f"{values('target', batch)} ?source <{property_}> ?target"
            ):
                found[target.value].append(source.value)
            known.update({target: tuple(sorted(sources)) for target, sources in found.items()})
        return known[iri]

    def all_subjects(self, cohort: Cohort, property_: str) -> Cohort:
        """The nodes whose property leads to any of a cohort."""
        return self._reached("<", cohort, property_, self.subjects)

    def _reached(self, way: str, cohort: Cohort, property_: str, step: Callable[[str, Cohort, str], Cohort]) -> Cohort:
        """All that one step reaches from a cohort; found once, for each of its members asks for it."""
        key = (way, property_, id(cohort))
        if key not in self._cohorts:
            reached = dict.fromkeys(found for iri in cohort for found in step(iri, cohort, property_))
            self._cohorts[key] = (tuple(reached), cohort)  # the cohort is kept, so that its id stays its own
        return self._cohorts[key][0]

    def evidence(self, iri: str, cohort: Cohort) -> tuple[Evidence, ...]:
        """The sentences that a node rests on, by the day of their articles."""
        if iri not in self._evidence:
            self._read_evidence(_missing((iri, *cohort), self._evidence)[:_BATCH])
        return self._evidence[iri]

    def elsewhere(self, targets: Cohort) -> list[Said]:
        """What endpoints have said of external entities."""
        return said(self._store, targets)

    def _describe(self, batch: Sequence[str]) -> None:
        countless = ", ".join(f"<{name}>" for name in _COUNTLESS)
        pattern = f"{values('s', batch)} ?s ?p ?o FILTER(?p NOT IN ({countless}))"
        found: dict[str, dict[str, list[Term]]] = {iri: defaultdict(list) for iri in batch}
        for subject, predicate, object_ in self._rows("?s ?p ?o", pattern):
            found[subject.value][predicate.value].append(object_)
        for iri, properties in found.items():
            self._described[iri] = {name: tuple(sorted(terms, key=str)) for name, terms in properties.items()}

    def _read_evidence(self, batch: Sequence[str]) -> None:
        rests: dict[str, list[str]] = {iri: [] for iri in batch}
        for node, statement in self._rows("?s ?statement", f"{values('s', batch)} ?s <{Gov.restsOn}> ?statement"):
            rests[node.value].append(statement.value)
        statements = self._read_statements(sorted({name for names in rests.values() for name in names}))
        for iri, names in rests.items():
            found = [statements[name] for name in names if name in statements]
            self._evidence[iri] = tuple(sorted(dict.fromkeys(found), key=_by_day))

    def _read_statements(self, names: Sequence[str]) -> dict[str, Evidence]:
        read: list[tuple[Term | None, ...]] = []
        for batch in _batches(names):
            said = f"?statement <{Gov.evidence}> ?evidence ; <{Gov.fact}> ?fact . "
            quoted = f"?evidence <{Gov.startOffset}> ?start ; <{Gov.exact}> ?exact . "
            part = f"OPTIONAL {{ ?evidence <{Gov.part}> ?part }}"
            pattern = f"{values('statement', batch)} GRAPH ?article {{ {said} {quoted} {part} }}"
            read += select(self._store, f"SELECT ?statement ?article ?fact ?start ?exact ?part {{ {pattern} }}")
        self._read_articles(_missing((_text(row[1]) for row in read), self._articles))
        found = {}
        for statement, article, fact, start, exact, part_ in read:
            what = json.loads(_text(fact))
            found[_text(statement)] = Evidence(
                quote=_text(exact),
                article=self._articles[_text(article)],
                part=_text(part_) or "text",
                start=int(_text(start)),
                fact=what["@type"],
                rule=what["@rule"],
                confidence=what["@confidence"],
                statement=_text(statement),
                status=what.get("status", "current") if what["@type"] == HoldsPost.__name__ else None,
                timed="stated" in what,
            )
        return found

    def _read_articles(self, names: Sequence[str]) -> None:
        wanted = ", ".join(f"<{name}>" for name in (Gov.articleTitle, Gov.url, Gov.published, Gov.publisher))
        found: dict[str, dict[str, Term]] = {name: {} for name in names}
        for batch in _batches(names):
            about = f"GRAPH ?article {{ ?article ?p ?o FILTER(?p IN ({wanted})) }}"
            pattern = f"{values('article', batch)} {about}"
            for article, property_, object_ in self._rows("?article ?p ?o", pattern):
                found[article.value][property_.value] = object_
        for name, properties in found.items():
            self._articles[name] = Article.read(name, {key: value(term) for key, term in properties.items()})

    def _rows(self, variables: str, pattern: str) -> Iterator[tuple[NamedNode | Literal, ...]]:
        """Rows in which every variable is bound; our graphs hold no blank node."""
        return cast(
            Iterator[tuple[NamedNode | Literal, ...]],
            select(self._store, f"SELECT {variables} {{ {pattern} }}"),
        )


def _missing(names: Iterable[str], known: Container[str]) -> list[str]:
    """The names that are not known yet, each once, in their order."""
    return [name for name in dict.fromkeys(names) if name not in known]


def _batches(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(names), _BATCH):
        yield names[start : start + _BATCH]


def _text(term: Term | None) -> str:
    """The text or IRI of a term; nothing for an unbound variable."""
    return term.value if isinstance(term, NamedNode | Literal) else ""


def values(variable: str, names: Iterable[str]) -> str:
    """The VALUES clause that lets a variable be any of some IRIs."""
    return f"VALUES ?{variable} {{ {' '.join(str(NamedNode(name)) for name in names)} }}"


def _by_day(evidence: Evidence) -> tuple[str, str, str, int]:
    return str(evidence.article.published or ""), evidence.article.iri, evidence.part, evidence.start
