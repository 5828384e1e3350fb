"""The hard set of identity (articles.yaml) as records, and the measures by which clusterings are compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from govkg import iris
from govkg.graph.records import mention_iri
from govkg.graph.reference import reference
from govkg.model import facts
from govkg.model.actors import Meeting, Organization, Person
from govkg.model.article import Article
from govkg.model.interval import UNKNOWN, Interval, PartialDate
from govkg.model.span import Span
from govkg.model.statement import Evidence, Statement
from govkg.vocabulary import Rdf, Skos

FILE = Path(__file__).parent / "articles.yaml"
Clusters = Mapping[str, str]
"""Mention -> name of its cluster."""


@dataclass(frozen=True)
class Hard:
    """One article as it is annotated: what it states, and the cluster of each mention."""

    article: Article
    statements: list[Statement]
    clusters: dict[str, str]


@dataclass(frozen=True)
class Quality:
    """Precision and recall of a clustering against the gold one."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@cache
def hard_set() -> tuple[Hard, ...]:
    """The articles in the order of the file."""
    return tuple(map(_hard, yaml.safe_load(FILE.read_text("utf-8"))))


def bcubed(gold: Clusters, found: Clusters) -> Quality:
    """B³: the mean over mentions of how much of their cluster is right, and of how much of the right one is there."""
    gold_members, found_members = _members(gold), _members(found)
    precision = recall = 0.0
    for mention in gold:
        right = gold_members[gold[mention]]
        here = found_members[found[mention]] & gold.keys()
        precision += len(right & here) / len(here)
        recall += len(right & here) / len(right)
    return Quality(precision / len(gold), recall / len(gold))


def pairwise(gold: Clusters, found: Clusters) -> Quality:
    """Pairs of mentions that are in one cluster."""
    right = set(_pairs(gold))
    here = {pair for pair in _pairs(found) if pair <= gold.keys()}
    return Quality(len(right & here) / len(here) if here else 1.0, len(right & here) / len(right) if right else 1.0)


def wrong_pairs(gold: Clusters, found: Clusters) -> Iterator[tuple[str, str, str]]:
    """Each pair on which the two differ: "joined" or "parted", and the two mentions."""
    right, here = set(_pairs(gold)), {pair for pair in _pairs(found) if pair <= gold.keys()}
    for kind, pairs in (("joined", here - right), ("parted", right - here)):
        for one, other in sorted(map(sorted, pairs)):
            yield kind, one, other


def _members(clusters: Clusters) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for mention, name in clusters.items():
        found[name].add(mention)
    return found


def _pairs(clusters: Clusters) -> Iterator[frozenset[str]]:
    for members in _members(clusters).values():
        yield from map(frozenset, combinations(members, 2))


@cache
def _known_bodies() -> dict[str, str]:
    """Reference bodies by every name that stands alone."""
    data = reference()
    return {
        quad.object.value: quad.subject.value
        for quad in data.quads
        if quad.subject.value in data.bodies and quad.predicate.value in (Rdf.label, Skos.altLabel)
    }


def _body(name: str) -> Organization:
    """A body by its name; "Vụ X, Bộ Y" is a part of the Bộ Y."""
    if name in _known_bodies():
        return Organization(name, _known_bodies()[name])
    own, _, above = name.partition(", ")
    parent = _body(above).iri if above else None
    return Organization(own, iris.organization(own, parent), "department" if parent else "other", parent)


def _hard(entry: dict[str, Any]) -> Hard:
    article = Article(id=entry["id"], text=entry["text"], published=entry["published"])
    iri = iris.article(article.id)
    evidence = Evidence.quote(article, "text", Span(0, len(article.text)))
    told: list[facts.Fact] = []
    clusters: dict[str, str] = {}
    for person in map(dict, entry["people"]):
        who = Person(person["name"])
        clusters[mention_iri(iri, who)] = person["is"]
        told.append(facts.Named(who, who.name))
        for title, body, *status in person["posts"]:
            told.append(facts.HoldsPost(who, title, _body(body) if body else None, *status))
            if body and ", " in body:
                told.append(facts.PartOf(_body(body), _body(body.partition(", ")[2])))
    for number, meeting in enumerate(entry.get("meetings", ())):
        what = Meeting(str(number), meeting["name"], meeting["type"])
        clusters[mention_iri(iri, what)] = meeting["is"]
        told += [facts.Named(what, what.name), facts.Occurs(what, _when(meeting["day"]))]
        told += (facts.Participates(what, _body(host), "organizer") for host in meeting["hosts"])
        told += (facts.Participates(what, Person(name), "chair") for name in meeting["people"])
    statements = [Statement(fact, evidence, "by-hand", 0.95) for fact in told]
    return Hard(article, statements, clusters)


def _when(day: Any) -> Interval:
    if day is None:
        return UNKNOWN
    first, last = day if isinstance(day, list) else (day, day)
    return Interval(PartialDate.of(first), PartialDate.of(last))
