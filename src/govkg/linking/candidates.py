"""What an endpoint knows under the names of ours: asked in batches, each answer kept in the cache by its own key."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Any, Final
from urllib.parse import urlsplit

from pyoxigraph import Literal, NamedNode

from govkg.errors import EndpointError
from govkg.kinds import Family
from govkg.linking.cache import Answer, Cache
from govkg.linking.endpoint import Endpoint, Row
from govkg.linking.profile import Profile
from govkg.linking.subjects import Name, Subject
from govkg.model.interval import PartialDate

_LABELS, _ITEMS = 40, 40
"""Names and candidates in one question."""
_ANSWERS: Final = 4000
"""Rows that a question for names may have: a name that so many bear says nothing."""
_ROWS: Final = 100_000
_LONGEST: Final = 500
"""Characters of a name or value that are believed."""
_SPELT: Final = re.compile(
    "\\b(\\w*)([oOuU])([\u0300\u0301\u0303\u0309\u0323]?)([aeyAEY])([\u0300\u0301\u0303\u0309\u0323]?)\\b"
)


@dataclass(frozen=True, slots=True)
class Position:
    """A position that a person held there: its names, its days."""

    iri: str
    names: tuple[Name, ...]
    begin: PartialDate | None
    end: PartialDate | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the endpoint says of one of its entities. Dates of a first of January may mean their year alone."""

    iri: str
    names: tuple[Name, ...]
    families: frozenset[Family]
    kinds: frozenset[str]
    countries: frozenset[str]
    born: PartialDate | None
    died: PartialDate | None
    begin: PartialDate | None
    end: PartialDate | None
    issued: PartialDate | None
    numbers: frozenset[str]
    parents: tuple[tuple[str, tuple[Name, ...]], ...]
    positions: tuple[Position, ...]
    retrieved: datetime

    @property
    def name(self) -> str:
        """A name to show."""
        return min(self.names, key=lambda name: (not name.main, name.language != "vi", name.text)).text


@dataclass(slots=True)
class Asking:
    """Asks an endpoint, or without one the cache alone; answers older than ``max_age`` are asked for anew."""

    profile: Profile
    url: str
    cache: Cache
    endpoint: Endpoint | None
    """None: offline. Then answers of any age will do, and what was never asked is not known."""
    max_age: timedelta = timedelta(days=30)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    missing: int = 0
    """Questions that the cache could not answer offline."""
    oldest: datetime | None = field(default=None, init=False)

    def candidates(self, subjects: Sequence[Subject]) -> dict[str, list[Candidate]]:
        """The candidates of each of ours, by its IRI; an empty list where the endpoint has none.

        Raises:
            EndpointError: the endpoint gives no usable answer; what it answered before is in the cache.

        """
        asked = {one.iri: self._labels(one) for one in subjects}
        found = self._found(dict.fromkeys(label for labels in asked.values() for label in labels))
        described = self._described(sorted({iri for items in found.values() for iri in items}))
        return {
            one.iri: [
                described[iri]
                for iri in sorted({iri for label in asked[one.iri] for iri in found.get(label, ())})
                if iri in described
            ]
            for one in subjects
        }

    def values(self, items: Sequence[str], path: str, name: str) -> dict[str, Answer]:
        """What stands at a path from each of these entities, as lists of RDF terms in N-Triples."""

        def ask(some: Sequence[str]) -> dict[str, list[str]]:
            rows = self._select(
                f"SELECT ?item ?value {{ VALUES ?item {{ {_nodes(some)} }} ?item {path} ?value }} LIMIT {_ROWS}",
                "item", "value",
            )  # fmt: skip
            told: dict[str, list[str]] = {iri: [] for iri in some}
            for row in rows:
                if {"item", "value"} <= row.keys() and row["item"].value in told and _short(row["value"]):
                    told[row["item"].value].append(str(row["value"]))
            return {iri: sorted(set(values)) for iri, values in told.items()}

        return self._answers(f"value {name} {path}", items, ask, _ITEMS)

    def _labels(self, subject: Subject) -> list[str]:
        """The names to ask for, as RDF literals."""
        found: dict[str, None] = {}
        for name in subject.names:
            for tag in self.profile.languages.get(name.language, ()):
                for text in _spellings(name.text):
                    found[str(Literal(text, language=tag) if tag else Literal(text))] = None
        return list(found)

    def _found(self, labels: Iterable[str]) -> dict[str, list[str]]:
        """The entities that bear each name; of one that very many bear, none."""

        def ask(some: Sequence[str]) -> dict[str, list[str]]:
            rows = self._select(
                f"SELECT DISTINCT ?label ?item {{ VALUES ?label {{ {' '.join(some)} }} "
                f"?item {self.profile.names} ?label }} LIMIT {_ANSWERS}",
                "label", "item",
            )  # fmt: skip
            if len(rows) >= _ANSWERS:
                if len(some) == 1:
                    return {some[0]: []}
                half = len(some) // 2
                return ask(some[:half]) | ask(some[half:])
            told: dict[str, list[str]] = {label: [] for label in some}
            for row in rows:
                label, item = row.get("label"), row.get("item")
                if str(label) not in told or not isinstance(item, NamedNode):
                    raise EndpointError("answered with names that were not asked for", url=self.url)
                if self.profile.has(item.value):
                    told[str(label)].append(item.value)
            return told

        answers = self._answers("names " + self.profile.names, labels, ask, _LABELS)
        return {label: answer.value for label, answer in answers.items()}

    def _described(self, items: Sequence[str]) -> dict[str, Candidate]:
        query = _description(self.profile)

        def ask(some: Sequence[str]) -> dict[str, list[Any]]:
            told: dict[str, list[Any]] = {iri: [] for iri in some}
            columns = ("item", "role", "value", "name", "from", "until")
            for row in self._select(query.replace("%ITEMS%", _nodes(some)), *columns):
                item, role, value = row.get("item"), row.get("role"), row.get("value")
                if item is None or role is None or item.value not in told:
                    raise EndpointError("answered about what was not asked for", url=self.url)
                if value is not None and _short(value):
                    told[item.value].append([role.value, *(_plain(row.get(name)) for name in columns[2:])])
            return told

        answers = self._answers("about " + query, items, ask, _ITEMS)
        return {
            iri: found
            for iri, answer in answers.items()
            if (found := _candidate(self.profile, iri, answer)) is not None
        }

    def _answers(
        self, question: str, keys: Iterable[str], ask: Callable[[Sequence[str]], Mapping[str, Any]], size: int
    ) -> dict[str, Answer]:
        """From the cache what is there and young enough, the rest from the endpoint, so many at a time."""
        mark = question.partition(" ")[0] + "/" + blake2b(question.encode(), digest_size=8).hexdigest()
        wanted = list(dict.fromkeys(keys))
        found = self.cache.answers(self.url, mark, wanted)
        if self.endpoint is not None:
            oldest = self.now() - self.max_age
            found = {key: answer for key, answer in found.items() if answer.retrieved >= oldest}
        todo = [key for key in wanted if key not in found]
        if self.endpoint is None:
            self.missing += len(todo)
            todo = []
        for start in range(0, len(todo), size):
            some = todo[start : start + size]
            now = self.now()
            told = ask(some)
            self.cache.keep(self.url, mark, told, now)
            found.update({key: Answer(value, now) for key, value in told.items()})
        ages = [answer.retrieved for answer in found.values()]
        self.oldest = min([*ages, *filter(None, [self.oldest])], default=None)
        return found

    def _select(self, query: str, *variables: str) -> list[Row]:
        assert self.endpoint is not None
        return self.endpoint.select(self.profile.header + query, frozenset(variables))


def _description(profile: Profile) -> str:
    """The one question about candidates: a row each thing said, with its role."""
    tags = ", ".join(f'"{tag}"' for tag in profile.spoken)
    spoken = f"FILTER(LANG(?value) IN ({tags}))"
    named = f"OPTIONAL {{ ?value {profile.label} ?name FILTER(LANG(?name) IN ({tags})) }}"
    classes = " ".join(f"<{iri}>" for iri in dict.fromkeys((*profile.families, *profile.kinds)))
    parts = [
        f"?item {profile.label} ?value {spoken} BIND('label' AS ?role)",
        f"?item {profile.names} ?value {spoken} BIND('alias' AS ?role)",
        f"?item {profile.type} ?value VALUES ?value {{ {classes} }} BIND('type' AS ?role)",
    ]
    for role, path in profile.facts.items():
        more = named if role == "parent" else ""
        parts.append(f"?item {path} ?value {more} BIND('{role}' AS ?role)")
    if posts := profile.posts:
        parts.append(
            f"?item {posts['statement']} ?held . ?held {posts['post']} ?value {named} "
            f"OPTIONAL {{ ?held {posts['begin']} ?from }} OPTIONAL {{ ?held {posts['end']} ?until }} "
            "BIND('post' AS ?role)"
        )
    union = " UNION ".join(f"{{ {part} }}" for part in parts)
    return (
        "SELECT DISTINCT ?item ?role ?value ?name ?from ?until { VALUES ?item { %ITEMS% } "
        + union
        + f" }} LIMIT {_ROWS}"
    )


def _candidate(profile: Profile, iri: str, answer: Answer) -> Candidate | None:
    """A candidate from the rows about it; None for one without a name."""
    told: dict[str, list[Any]] = defaultdict(list)
    for role, *values in answer.value:
        told[role].append(values)
    types = {value["value"] for value, *_ in told["type"]}
    names = [name for value, *_ in told["label"] for name in _names(profile, value, main=True)]
    names += [name for value, *_ in told["alias"] for name in _names(profile, value)]
    names += [name for value, *_ in told["short"] for name in _names(profile, value, short=True)]
    if not names:
        return None
    return Candidate(
        iri=iri,
        names=tuple(dict.fromkeys(names)),
        families=frozenset(profile.families[name] for name in types if name in profile.families),
        kinds=frozenset(profile.kinds[name] for name in types if name in profile.kinds),
        countries=frozenset(value["value"] for value, *_ in told["country"] if "value" in value),
        born=_first_day(told["born"]),
        died=_first_day(told["died"]),
        begin=_first_day(told["begin"]),
        end=_first_day(told["end"]),
        issued=_first_day(told["issued"]),
        numbers=frozenset(value["value"] for value, *_ in told["number"]),
        parents=tuple(_grouped(profile, ((value, name) for value, name, *_ in told["parent"]))),
        positions=tuple(_positions(profile, told["post"])),
        retrieved=answer.retrieved,
    )


def _positions(profile: Profile, rows: Iterable[Sequence[Any]]) -> Iterator[Position]:
    held: dict[tuple[str, str | None, str | None], list[Any]] = defaultdict(list)
    for value, name, begin, end in rows:
        held[value["value"], begin and begin["value"], end and end["value"]].append(name)
    for (iri, begin, end), names in sorted(held.items(), key=str):
        known = [name for one in names if one for name in _names(profile, one, main=True)]
        yield Position(iri, tuple(dict.fromkeys(known)), _day(begin), _day(end))


def _grouped(profile: Profile, rows: Iterable[tuple[Any, Any]]) -> Iterator[tuple[str, tuple[Name, ...]]]:
    """Nodes with their names."""
    found: dict[str, list[Name]] = defaultdict(list)
    for value, name in rows:
        found[value["value"]] += _names(profile, name, main=True) if name else []
    yield from ((iri, tuple(dict.fromkeys(names))) for iri, names in sorted(found.items()))


def _names(profile: Profile, value: Mapping[str, str], *, main: bool = False, short: bool = False) -> list[Name]:
    """A label in each of our languages that it stands for."""
    return [
        Name(unicodedata.normalize("NFC", value["value"]), language, main=main, short=short)
        for language in profile.ours(value.get("language", ""))
    ]


def _first_day(rows: Iterable[Sequence[Any]]) -> PartialDate | None:
    days = [day for value, *_ in rows if (day := _day(value["value"])) is not None]
    return min(days, key=lambda day: (day.first, not day.is_day), default=None)


def _day(text: str | None) -> PartialDate | None:
    """A date of the endpoint; a first of January as its year, for that is how a year is often written."""
    try:
        found = PartialDate.parse(text[:10]) if text else None
    except ValueError:
        return None
    return PartialDate(found.year) if found and (found.month, found.day) == (1, 1) else found


def _plain(term: NamedNode | Literal | None) -> dict[str, str] | None:
    if term is None or not _short(term):
        return None
    language = term.language if isinstance(term, Literal) else None
    return {"value": term.value, "language": language} if language else {"value": term.value}


def _short(term: NamedNode | Literal) -> bool:
    """Whether a value is of a believable size; an address must be one of the web."""
    return len(term.value) <= _LONGEST and (
        isinstance(term, Literal) or urlsplit(term.value).scheme in ("http", "https")
    )


def _nodes(items: Iterable[str]) -> str:
    return " ".join(str(NamedNode(iri)) for iri in items)


def _spellings(text: str) -> list[str]:
    """A name with its tone marks in both places that people write them in: hòa, hoà."""
    parts = unicodedata.normalize("NFD", text)
    moved = _SPELT.sub(lambda found: f"{found[1]}{found[2]}{found[5]}{found[4]}{found[3]}", parts)
    return list(dict.fromkeys(unicodedata.normalize("NFC", form) for form in (text, moved)))
