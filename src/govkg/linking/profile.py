"""How an endpoint says what linking asks about: the reviewed files data/linking/endpoints/*.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal, cast, get_args

from govkg import datafile, resources
from govkg.datafile import Entry
from govkg.errors import NotFound
from govkg.iris import external
from govkg.kinds import Family
from govkg.wording import Bilingual

_FOLDER: Final = "data/linking/endpoints"
LINKED: Final[tuple[Family, ...]] = ("person", "organization", "document", "standard")
"""The families whose entities others know too."""
_FACTS: Final = ("country", "born", "died", "begin", "end", "issued", "number", "short", "parent")
_POSTS: Final = ("statement", "post", "begin", "end")
Value = Literal["date", "vi", "en", "link"]


@dataclass(frozen=True, slots=True)
class Brought:
    """A property that ``enrich`` brings: its path there, the property that keeps it, what kind of value it has."""

    name: str
    path: str
    property: str
    value: Value
    words: Bilingual


@dataclass(frozen=True, slots=True)
class Profile:
    """One file. Paths are SPARQL property paths in the file's prefixes; classes and the country are whole IRIs."""

    name: str
    endpoint: str | None
    pause: float
    entities: str | None
    prefixes: Mapping[str, str]
    names: str
    label: str
    languages: Mapping[str, tuple[str, ...]]
    country: str | None
    type: str
    families: Mapping[str, Family]
    """The family of each class that tells one."""
    kinds: Mapping[str, str]
    """The class of ours (``Ministry``) of each class that tells a kind of body."""
    facts: Mapping[str, str]
    posts: Mapping[str, str]
    brings: Mapping[str, Brought]

    @property
    def header(self) -> str:
        """The prefixes as SPARQL."""
        return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in self.prefixes.items())

    def has(self, iri: str) -> bool:
        """Whether an IRI may be one of its entities."""
        return external(iri) and (self.entities is None or iri.startswith(self.entities))

    @property
    def spoken(self) -> tuple[str, ...]:
        """All languages in which it has names, each once."""
        return tuple(dict.fromkeys(tag for tags in self.languages.values() for tag in tags))

    def ours(self, tag: str) -> tuple[str, ...]:
        """The languages of ours (vi, en) for which a label with this tag stands."""
        return tuple(language for language, tags in self.languages.items() if tag in tags)


@cache
def profile(name: str) -> Profile:
    """The profile of a name, or of a file of one's own (``….yaml``).

    Raises:
        NotFound: there is none of that name, and no such file.
        DataError: the file is wrong, with the line.

    """
    known = [path.stem for path in resources.files(_FOLDER, "*.yaml")]
    if name in known:
        return read_profile(datafile.read(f"{_FOLDER}/{name}.yaml"))
    if name.endswith(".yaml") and (own := Path(name)).is_file():
        return read_profile(datafile.read(str(own.resolve())))
    raise NotFound(name, known)


def read_profile(file: Entry) -> Profile:
    """A file as a profile.

    Raises:
        DataError: it is wrong, with the line.

    """
    found = file.fields(
        "name", "endpoint", "pause", "entities", "prefixes", "names", "label", "languages", "country", "type",
        "families", "kinds", "facts", "posts", "brings",
    )  # fmt: skip
    prefixes = {name: entry.text() for name, entry in file["prefixes"].items()}
    return Profile(
        name=file["name"].text(),
        endpoint=found["endpoint"].text() if "endpoint" in found else None,
        pause=file["pause"].number(),
        entities=found["entities"].text() if "entities" in found else None,
        prefixes=prefixes,
        names=file["names"].text(),
        label=file["label"].text(),
        languages={name: tuple(_tag(tag) for tag in entry) for name, entry in file["languages"].items()},
        country=_iri(found["country"], prefixes) if "country" in found else None,
        type=file["type"].text(),
        families={
            iri: cast(Family, name)
            for name, entry in file["families"].fields(*LINKED).items()
            for iri in (_iri(one, prefixes) for one in entry)
        },
        kinds={_iri(one, prefixes): name for name, entry in file["kinds"].items() for one in entry},
        facts={name: entry.text() for name, entry in file["facts"].fields(*_FACTS).items()},
        posts={name: entry.text() for name, entry in found["posts"].fields(*_POSTS).items()}
        if "posts" in found
        else {},
        brings={name: _brought(name, entry) for name, entry in file["brings"].items()},
    )


def _brought(name: str, entry: Entry) -> Brought:
    return Brought(
        name=name,
        path=entry["path"].text(),
        property=entry["as"].text(),
        value=cast(Value, entry["value"].one_of(get_args(Value))),
        words=Bilingual(entry["vi"].text(), entry["en"].text()),
    )


def _tag(entry: Entry) -> str:
    """A language tag; the empty one is a label without language."""
    return "" if getattr(entry.node, "value", None) == "" else entry.text()


def _iri(entry: Entry, prefixes: Mapping[str, str]) -> str:
    prefix, colon, name = entry.text().partition(":")
    if not colon or prefix not in prefixes:
        raise entry.error(f"expected a name with one of the prefixes {', '.join(prefixes)}")
    return prefixes[prefix] + name
