"""What is known by name before reading: reference bodies and the words of the lexicon, found in one pass."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, count
from operator import add
from pathlib import Path
from typing import Final, get_args

from ahocorasick_rs import AhoCorasick
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from govkg import resources
from govkg.errors import DataError
from govkg.extraction import lexicon
from govkg.extraction.lexicon import Word
from govkg.folding import fold
from govkg.model.actors import Organization, OrganizationKind
from govkg.text.runs import Runs
from govkg.text.words import Words
from govkg.vocabulary import Gov, Rdf, Skos

KIND_OF_CLASS: Final[Mapping[str, OrganizationKind]] = {
    Gov.Government: "government",
    Gov.Ministry: "ministry",
    Gov.Agency: "agency",
    Gov.Department: "department",
    Gov.Legislature: "legislature",
    Gov.Presidency: "presidency",
    Gov.Court: "court",
    Gov.Procuracy: "procuracy",
    Gov.PartyBody: "party",
    Gov.MassOrganization: "mass_org",
    Gov.LocalGovernment: "local_government",
    Gov.PublicUnit: "public_unit",
    Gov.ArmedForces: "armed_forces",
    Gov.Enterprise: "enterprise",
    Gov.InternationalOrganization: "international",
    Gov.ForeignOrganization: "foreign",
    Gov.Organization: "other",
}
assert set(KIND_OF_CLASS.values()) == set(get_args(OrganizationKind))


_PARTED: Final = re.compile(r"[^\w\s.]")


_SHORTEST_NATIONAL = 4
"""Spaces in the shortest name that is understood without "Việt Nam" after it."""


@dataclass(frozen=True, slots=True)
class Known:
    """A body of the reference data under one of its names; several where the name is shared over time.

    ``parted`` says that the name is written with a comma, hyphen or the like in it; of others, a comma is their end.
    """

    bodies: tuple[Organization, ...]
    parted: bool = False


@dataclass(frozen=True, slots=True)
class Find:
    """Words ``first`` to ``after`` (exclusive) are a known name or word."""

    first: int
    after: int
    what: Word | Known


class Gazetteer:
    """An Aho-Corasick automaton over all names and words; immutable, shared by all readings."""

    def __init__(self, entries: Mapping[str, list[Word | Known]], lives: Mapping[str, tuple[str, str]]) -> None:
        self._entries = list(entries.values())
        self._automaton = AhoCorasick([f" {key} " for key in entries])
        self.known: Mapping[str, Known] = {
            key: each for key, values in entries.items() for each in values if isinstance(each, Known)
        }
        self.names = Runs(self.known)
        self.lives = lives
        """By IRI: the first and the last day (ISO 8601) of the bodies that share a name; empty where not known."""

    def finds(self, words: Words) -> dict[int, list[Find]]:
        """All names and words that begin at each word, the longest first; linear in the text."""
        line = f" {' '.join(words.keys)} "
        gaps = list(map(add, accumulate(map(len, words.keys), initial=0), count()))
        found: dict[int, list[Find]] = {}
        for pattern, start, end in self._automaton.find_matches_as_indexes(line, overlapping=True):
            first, after = bisect_left(gaps, start), bisect_left(gaps, end - 1)
            row = found.setdefault(first, [])
            row += [Find(first, after, what) for what in self._entries[pattern]]
        for row in found.values():
            if len(row) > 1:
                row.sort(key=lambda find: -find.after)
        return found

    def scan(self, words: Words) -> int:
        """How many names and words the automaton alone finds: the floor that the benchmark compares with."""
        return len(self._automaton.find_matches_as_indexes(f" {' '.join(words.keys)} ", overlapping=True))


@dataclass(slots=True)
class _Draft:
    label: str | None = None
    kind: OrganizationKind | None = None
    parent: str | None = None
    names: list[str] | None = None
    begin: str = ""
    end: str = ""


def reference_bodies() -> Iterator[tuple[str, Organization]]:
    """Every name that may stand alone of every body in ``data/reference``, with the body.

    Raises:
        DataError: a file is not Turtle; with the line.

    """
    return _bodies(_drafts())


def _bodies(drafts: Mapping[str, _Draft]) -> Iterator[tuple[str, Organization]]:
    for iri, draft in drafts.items():
        if draft.label and draft.kind:
            body = Organization(draft.label, iri, draft.kind, draft.parent)
            yield from ((name, body) for name in draft.names or ())


def _drafts() -> dict[str, _Draft]:
    """What the reference data says of each subject, by its IRI."""
    drafts: dict[str, _Draft] = {}
    for file in resources.files("data/reference", "*.ttl"):
        for subject, predicate, value in _triples(file):
            draft = drafts.setdefault(subject, _Draft())
            if predicate == Rdf.type and value.value in KIND_OF_CLASS:
                draft.kind = KIND_OF_CLASS[value.value]
            elif predicate == Gov.partOf:
                draft.parent = value.value
            elif predicate in (Rdf.label, Skos.altLabel) and isinstance(value, Literal):
                draft.names = [*(draft.names or ()), value.value]
                if predicate == Rdf.label and value.language == "vi":
                    draft.label = value.value
            elif predicate == Gov.validFrom:
                draft.begin = value.value
            elif predicate == Gov.validUntil:
                draft.end = value.value
    return drafts


def _variants(name: str, body: Organization) -> Iterator[str]:
    """Other spellings of a name: with usual abbreviations, and without the country where that is understood."""
    for full, shorts in lexicon.variants().items():
        if full in name:
            yield from (name.replace(full, short) for short in shorts)
    national = body.kind in ("agency", "department", "enterprise") and name.endswith(" Việt Nam")
    if national and name.count(" ") >= _SHORTEST_NATIONAL:
        yield name.removesuffix(" Việt Nam")


def _triples(file: Path) -> Iterator[tuple[str, str, NamedNode | Literal]]:
    try:
        for triple in parse(path=file, format=RdfFormat.TURTLE):
            if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
                yield triple.subject.value, triple.predicate.value, triple.object
    except SyntaxError as error:
        raise DataError(error.msg or str(error), path=file, line=error.lineno) from error


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer over the shipped data, built once a process."""
    entries: dict[str, list[Word | Known]] = {}
    bodies: dict[str, list[Organization]] = {}
    parted: set[str] = set()
    drafts = _drafts()
    known = list(_bodies(drafts))
    for name, body in known:
        row = bodies.setdefault(fold(name), [])
        if _PARTED.search(name):
            parted.add(fold(name))
        if body not in row:
            row.append(body)
    for name, body in known:
        for variant in _variants(name, body):
            bodies.setdefault(fold(variant), [body])
    for key, row in bodies.items():
        entries.setdefault(key, []).append(Known(tuple(row), key in parted))
    for key, title in lexicon.titles():
        if title not in entries.setdefault(key, []):
            entries[key].append(title)
    for key, head in lexicon.heads().items():
        entries.setdefault(key, []).append(head)
    for key, word in lexicon.honorifics():
        if word not in entries.setdefault(key, []):
            entries[key].append(word)
    entries.pop("", None)
    shared = {body.iri for row in bodies.values() if len(row) > 1 for body in row}
    return Gazetteer(entries, {iri: (drafts[iri].begin, drafts[iri].end) for iri in shared})
