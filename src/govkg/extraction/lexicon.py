"""The reviewed lists that reading rests on (``data/rules/*.yaml``), as typed entries under folded keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import get_args

from govkg import datafile
from govkg.datafile import Entry
from govkg.folding import fold
from govkg.model.actors import OrganizationKind
from govkg.model.facts import TenureStatus
from govkg.text.runs import Runs


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a post; ``titles.yaml`` says what the fields mean."""

    name: str
    head: str | None = None
    body: str | None = None
    place: str | None = None
    alone: bool = False
    weak: bool = False
    needs_body: bool = False
    context: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    public: bool = False
    abroad: bool = False
    joint: str | None = None
    member: str | None = None
    house: str | None = None
    bare: bool = False
    counterpart: bool = False
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """A head noun of bodies; ``heads.yaml`` says what the fields mean."""

    name: str
    kind: OrganizationKind
    takes: frozenset[str]
    back: bool = False
    lower: bool = False
    about: bool = False
    under: frozenset[str] = frozenset()
    rank: int = 9
    known_only: bool = False
    at: bool = False
    proper: bool = False
    strict: bool = False
    level: str | None = None
    within: frozenset[str] = frozenset()
    small: bool = False
    ends: frozenset[str] = frozenset()
    apart: bool = False
    whole: str | None = None
    titled: bool = False
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Honorific:
    """A word of respect, rank or trade before a name; a ``pronoun`` alone refers back to a person."""

    public: bool = False
    private: bool = False
    pronoun: bool = False


Word = Title | Head | Honorific


def _flag(fields: Mapping[str, Entry], name: str) -> bool:
    return name in fields and fields[name].one_of(("yes", "no")) == "yes"


def _texts(fields: Mapping[str, Entry], name: str) -> list[str]:
    return fields[name].texts() if name in fields else []


def titles() -> Iterator[tuple[str, Title]]:
    """Every spelling of every title, with its deputies and firsts, by folded key."""
    for entry in datafile.read("data/rules/titles.yaml")["titles"]:
        fields = entry.fields(
            "title",
            "forms",
            "deputy",
            "first",
            "head",
            "body",
            "place",
            "alone",
            "weak",
            "needs",
            "context",
            "only",
            "beside",
            "public",
            "abroad",
            "joint",
            "member",
            "house",
            "bare",
            "counterpart",
            "foreign",
        )
        name = fields["title"].text()
        details = {
            "head": fields["head"].text() if "head" in fields else None,
            "body": fields["body"].text() if "body" in fields else None,
            "place": fields["place"].text() if "place" in fields else None,
            "alone": _flag(fields, "alone"),
            "weak": _flag(fields, "weak"),
            "needs_body": "needs" in fields,
            "context": tuple(_texts(fields, "context")),
            "beside": tuple(_texts(fields, "beside")),
            "public": _flag(fields, "public"),
            "abroad": _flag(fields, "abroad"),
            "joint": fields["joint"].text() if "joint" in fields else None,
            "member": fields["member"].text() if "member" in fields else None,
            "house": fields["house"].text() if "house" in fields else None,
            "bare": _flag(fields, "bare"),
            "counterpart": _flag(fields, "counterpart"),
            "foreign": _flag(fields, "foreign"),
        }
        names = [name, *(f"Phó {name}" for _ in range(_flag(fields, "deputy")))]
        for shown in names:
            spellings = [shown]
            if shown == name:
                spellings = [*(() if _flag(fields, "only") else (name,)), *_texts(fields, "forms")]
            for spelling in spellings:
                yield fold(spelling), Title(shown, **details)  # type: ignore[arg-type]
            if _flag(fields, "first"):
                for more in ("Thường trực", "thứ nhất"):
                    yield fold(f"{shown} {more}"), Title(f"{shown} {more}", **details)  # type: ignore[arg-type]


@cache
def deputy() -> Title:
    """The title of a member of the National Assembly."""
    return next(title for _, title in titles() if title.name == "Đại biểu" and title.body is not None)


@cache
def heads() -> Mapping[str, Head]:
    """Every spelling of every head noun, by folded key."""
    found: dict[str, Head] = {}
    for entry in datafile.read("data/rules/heads.yaml")["heads"]:
        fields = entry.fields(
            "head",
            "kind",
            "takes",
            "back",
            "lower",
            "about",
            "under",
            "rank",
            "also",
            "known",
            "at",
            "proper",
            "strict",
            "level",
            "within",
            "small",
            "ends",
            "apart",
            "whole",
            "titled",
            "of",
        )
        name = fields["head"].text()
        head = Head(
            name,
            fields["kind"].one_of(get_args(OrganizationKind)),  # type: ignore[arg-type]
            frozenset(fields["takes"].texts()),
            _flag(fields, "back"),
            _flag(fields, "lower"),
            _flag(fields, "about"),
            frozenset(fold(each) for each in _texts(fields, "under")),
            int(fields["rank"].number()),
            _flag(fields, "known"),
            _flag(fields, "at"),
            _flag(fields, "proper"),
            _flag(fields, "strict"),
            fields["level"].text() if "level" in fields else None,
            frozenset(_texts(fields, "within")),
            _flag(fields, "small"),
            frozenset(_texts(fields, "ends")),
            _flag(fields, "apart"),
            fields["whole"].text() if "whole" in fields else None,
            _flag(fields, "titled"),
            fields["of"].text() if "of" in fields else None,
        )
        for spelling in (name, *_texts(fields, "also")):
            if found.setdefault(fold(spelling), head) is not head:
                raise entry.error(f"{spelling!r} is the head of two entries")
    return found


def honorifics() -> Iterator[tuple[str, Honorific]]:
    """Words of respect, ranks and trades by folded key."""
    names = datafile.read("data/rules/names.yaml")
    public = set(names["public"].texts()) | set(names["ranks"].texts()) - set(names["low_ranks"].texts())
    pronouns = frozenset(datafile.read("data/rules/titles.yaml")["pronouns"].texts())
    for word in (*names["honorifics"].texts(), *names["ranks"].texts()):
        yield fold(word), Honorific(public=word in public, pronoun=word in pronouns)
    for word in names["private"].texts():
        yield fold(word), Honorific(private=True)


@cache
def statuses() -> Mapping[str, TenureStatus]:
    """Words before a title that say how it is held, by folded key."""
    rows = datafile.read("data/rules/titles.yaml")["statuses"].items()
    return {fold(word): status for status, words in rows for word in words.texts()}  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class Places:
    """Provinces, levels and states by folded key; ``levels`` maps a spelling to the full noun.

    ``local`` are the cities and provinces, ``states`` the countries, ``abroad`` cities and regions of other states,
    as runs of words.

    ``towns`` are cities below a province, ``namesakes`` places whose names look like those of persons, and
    ``not_states`` words that begin like a state ("Pháp lệnh").
    """

    cities: Mapping[str, str]
    provinces: Mapping[str, str]
    countries: Mapping[str, str]
    levels: Mapping[str, str]
    scopes: frozenset[str]
    towns: frozenset[str]
    namesakes: frozenset[str]
    not_states: frozenset[str]
    local: Runs
    states: Runs
    abroad: Runs


@cache
def places() -> Places:
    """The places of ``places.yaml`` and the levels of ``heads.yaml``."""

    def spellings(part: str) -> dict[str, str]:
        rows = (row.texts() for row in datafile.read("data/rules/places.yaml")[part])
        return {fold(spelling): row[0] for row in rows for spelling in row}

    heads_file = datafile.read("data/rules/heads.yaml")
    levels = {fold(form): level for level, forms in heads_file["levels"].items() for form in forms.texts()}
    scopes = frozenset(map(fold, heads_file["scopes"].texts()))
    file = datafile.read("data/rules/places.yaml")
    towns, namesakes, not_states = (
        frozenset(map(fold, file[part].texts())) for part in ("towns", "namesakes", "not_states")
    )
    cities, provinces, countries = spellings("cities"), spellings("provinces"), spellings("countries")
    local, states = Runs((*cities, *provinces)), Runs(countries)
    abroad = Runs(map(fold, file["abroad"].texts()))
    return Places(cities, provinces, countries, levels, scopes, towns, namesakes, not_states, local, states, abroad)


@cache
def level_wholes() -> Mapping[str, tuple[str, ...]]:
    """The levels of places by full noun, each with those in which its places lie; the longest noun first."""
    rows = datafile.read("data/rules/heads.yaml")["wholes"].items()
    return dict(sorted(((level, tuple(entry.texts())) for level, entry in rows), key=lambda row: -len(row[0])))


@cache
def districts() -> Mapping[str, frozenset[str]]:
    """The names of the districts of each province or city under the central government, folded, by its full name."""
    rows = datafile.read("data/rules/districts.yaml").items()
    return {province: frozenset(map(fold, entry.texts())) for province, entry in rows}


@dataclass(frozen=True, slots=True)
class Fields:
    """Words of fields by folded key, those that are verbs too, words that break a name, abbreviations.

    ``shortened`` gives the whole field of an office of a territory for its first word, ``divisions`` what letters mean
    in the names of those of districts; ``features`` are nouns before the proper names of things that are managed.
    """

    words: Runs
    verbs: frozenset[str]
    breaks: frozenset[str]
    expansions: Mapping[str, str]
    shortened: Mapping[str, str]
    divisions: Mapping[str, str]
    features: frozenset[str]


@cache
def fields() -> Fields:
    """The words of ``fields.yaml`` and ``expansions.yaml``."""
    data = datafile.read("data/rules/fields.yaml")
    expansions = {fold(short): full.text() for short, full in datafile.read("data/rules/expansions.yaml").items()}
    return Fields(
        Runs((*map(fold, data["fields"].texts()), *expansions)),
        frozenset(map(fold, data["verbs"].texts())),
        frozenset(map(fold, data["breaks"].texts())),
        expansions,
        {fold(short): full.text() for short, full in data["shortened"].items()},
        {fold(short): full.text() for short, full in data["divisions"].items()},
        frozenset(map(fold, data["features"].texts())),
    )


@cache
def variants() -> Mapping[str, tuple[str, ...]]:
    """Usual abbreviations inside the names of known bodies, by the full form."""
    return {full: tuple(shorts.texts()) for full, shorts in datafile.read("data/rules/variants.yaml").items()}
