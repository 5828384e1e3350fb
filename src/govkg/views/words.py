"""How classes are drawn and called, and the words of every page: ``data/views/*.yaml``, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import yaml

from govkg import resources
from govkg.errors import DataError

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")
SHAPES = ("circle", "square", "diamond", "page", "hexagon", "triangle", "pentagon")


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages."""

    vi: str
    en: str

    def __getitem__(self, language: Language) -> str:
        return self.vi if language == "vi" else self.en


@dataclass(frozen=True, slots=True)
class Group:
    """Classes that look alike: one shape, one fill on light and one on dark pages."""

    name: str
    words: Words
    shape: str
    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A class by its local name."""

    name: str
    words: Words
    group: Group


@dataclass(frozen=True, slots=True)
class Style:
    """All of ``data/views/kinds.yaml``."""

    groups: Mapping[str, Group]
    kinds: Mapping[str, Kind]
    relations: Mapping[str, Words]

    def kind(self, name: str) -> Kind:
        """A class; one that the file does not list is called by its own name and drawn as "other"."""
        return self.kinds.get(name) or Kind(name, Words(name, name), self.groups["other"])

    def relation(self, family: str) -> Words:
        """A family of relations; one that the file does not list is called by its own name."""
        return self.relations.get(family) or Words(family, family)


@cache
def style() -> Style:
    """The classes, groups and relations.

    Raises:
        DataError: the file is not what it should be.

    """
    name = "data/views/kinds.yaml"
    data = _load(name)
    groups: dict[str, Group] = {}
    for key, entry in _entries(data, "groups", name):
        if entry.get("shape") not in SHAPES or not (entry.get("light") and entry.get("dark")):
            raise DataError(f"group {key} needs light, dark and a shape of {', '.join(SHAPES)}", path=name)
        groups[key] = Group(key, _words(entry, key, name), entry["shape"], entry["light"], entry["dark"])
    if "other" not in groups:
        raise DataError("the group other is missing", path=name)
    kinds: dict[str, Kind] = {}
    for key, entry in _entries(data, "kinds", name):
        if entry.get("group") not in groups:
            raise DataError(f"class {key} is of no group: {entry.get('group')!r}", path=name)
        kinds[key] = Kind(key, _words(entry, key, name), groups[entry["group"]])
    relations = {key: _words(entry, key, name) for key, entry in _entries(data, "relations", name)}
    return Style(groups, kinds, relations)


@cache
def texts() -> Mapping[str, Words]:
    """The words of the pages by their key.

    Raises:
        DataError: the file is not what it should be.

    """
    name = "data/views/words.yaml"
    return {key: _words(entry, key, name) for key, entry in _mapping(_load(name), name).items()}


def say(key: str, language: Language, **values: object) -> str:
    """A text of the pages, its ``{name}`` filled in."""
    return texts()[key][language].format(**values)


def _load(name: str) -> Any:
    path = resources.path(name)
    try:
        return yaml.safe_load(path.read_text("utf-8"))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = {"line": mark.line + 1, "column": mark.column + 1} if mark else {}
        raise DataError(str(error.problem), path=path, **place) from None


def _mapping(value: Any, name: str) -> Mapping[str, Any]:
    if not isinstance(value, dict) or not all(isinstance(entry, dict) for entry in value.values()):
        raise DataError("expected a name and a mapping on each line", path=name)
    return value


def _entries(data: Any, section: str, name: str) -> list[tuple[str, Mapping[str, Any]]]:
    if not isinstance(data, dict) or section not in data:
        raise DataError(f"the section {section} is missing", path=name)
    return list(_mapping(data[section], name).items())


def _words(entry: Mapping[str, Any], key: str, name: str) -> Words:
    if not all(isinstance(entry.get(language), str) for language in LANGUAGES):
        raise DataError(f"{key} needs its words in vi and en", path=name)
    return Words(entry["vi"], entry["en"])
