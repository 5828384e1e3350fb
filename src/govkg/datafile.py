"""Reviewed YAML files, read with the line of every value, so that an error says where to look."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Self

import yaml

from govkg import resources
from govkg.errors import DataError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast, where PyYAML was built with libyaml


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a data file: a YAML node with the name of its file."""

    path: str
    node: yaml.Node

    @classmethod
    def read(cls, path: str) -> Self:
        """Read a file such as ``data/rules/titles.yaml``.

        Raises:
            DataError: it is missing, is not YAML, or is not NFC; with the line.

        """
        text = resources.path(path).read_text("utf-8")
        for number, content in enumerate(text.splitlines(), 1):
            if not unicodedata.is_normalized("NFC", content):
                raise DataError("not in Unicode form NFC", path=path, line=number)
        try:
            node = yaml.compose(text, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            raise DataError(str(error.problem), path=path, line=mark.line + 1 if mark else None) from error
        if node is None:
            raise DataError("empty", path=path)
        return cls(path, node)

    def error(self, message: str) -> DataError:
        """An error that points at this value."""
        mark = self.node.start_mark
        return DataError(message, path=self.path, line=mark.line + 1, column=mark.column + 1)

    def text(self) -> str:
        """The value as a string.

        Raises:
            DataError: it is a list or a mapping, or empty.

        """
        if not isinstance(self.node, yaml.ScalarNode) or not self.node.value:
            raise self.error("expected a text")
        return str(self.node.value)

    def number(self) -> float:
        """The value as a number.

        Raises:
            DataError: it is none.

        """
        try:
            return float(self.text())
        except ValueError as error:
            raise self.error("expected a number") from error

    def one_of(self, choices: tuple[str, ...]) -> str:
        """The value, which must be one of a closed list.

        Raises:
            DataError: it is not.

        """
        if (value := self.text()) not in choices:
            raise self.error(f"expected one of {', '.join(choices)}; found {value!r}")
        return value

    def __iter__(self) -> Iterator[Entry]:
        """The values of a list.

        Raises:
            DataError: it is no list.

        """
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.error("expected a list")
        return (Entry(self.path, node) for node in self.node.value)

    def texts(self) -> list[str]:
        """The values of a list of strings."""
        return [entry.text() for entry in self]

    def items(self) -> Iterator[tuple[str, Entry]]:
        """The keys and values of a mapping, in the order of the file.

        Raises:
            DataError: it is no mapping, or a key comes twice.

        """
        if not isinstance(self.node, yaml.MappingNode):
            raise self.error("expected a mapping")
        seen: set[str] = set()
        for key, value in self.node.value:
            name = Entry(self.path, key).text()
            if name in seen:
                raise Entry(self.path, key).error(f"{name!r} comes twice")
            seen.add(name)
            yield name, Entry(self.path, value)

    def fields(self, *known: str) -> dict[str, Entry]:
        """A mapping whose keys are all known.

        Raises:
            DataError: it has a key that is not.

        """
        found = dict(self.items())
        for name, value in found.items():
            if name not in known:
                raise value.error(f"unknown key {name!r}; known are {', '.join(known)}")
        return found

    def __getitem__(self, key: str) -> Entry:
        """One value of a mapping.

        Raises:
            DataError: there is none of that key.

        """
        for name, value in self.items():
            if name == key:
                return value
        raise self.error(f"{key!r} is missing")


@cache
def read(path: str) -> Entry:
    """A file, read once."""
    return Entry.read(path)
