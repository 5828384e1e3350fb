"""The library of named queries: each a file ``queries/<name>.rq``, standard SPARQL 1.1 with a header that is data.

The header is the comment block that the file opens with, in YAML::

    # title: {vi: Ai giữ chức vụ, en: Who held a post}
    # answers: {vi: …, en: …}
    # parameters:
    #   body: {type: organization, example: Bộ Y tế}
    #   on: {type: date, default: "2012-02-01", example: "2013-01-01"}
    # slow: why it may take longer than 200 ms on a million quads   (only where it may)

A parameter stands in the query as ``$body``. It is bound by putting the N-Triples form of one term in its
place, so that no value can become syntax and every engine reads the same query.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal, get_args

import yaml
from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode

from govkg import resources
from govkg.errors import Ambiguous, DataError, NotFound, QueryError
from govkg.kinds import FAMILIES
from govkg.model.interval import PartialDate
from govkg.results import Graph, Result, read_answer
from govkg.search import Hit, SearchIndex, open_index
from govkg.search.entries import TITLE
from govkg.store.base import Store
from govkg.wording import Bilingual

ParameterType = Literal[
    "string", "date", "integer", "iri", "endpoint", "post title", "entity",
    "organization", "person", "post", "meeting", "document", "standard", "topic",
]  # fmt: skip
_TYPES: Final[tuple[ParameterType, ...]] = get_args(ParameterType)
_NAMED: Final = (*FAMILIES, "entity", "post title")
_VARIABLE: Final = re.compile(r"\$([A-Za-z]\w*)")
_ANY_VARIABLE: Final = re.compile(r"([$?])([A-Za-z]\w*)")
_NAME: Final = re.compile(r"[a-z]+(-[a-z]+)*")
_IRI: Final = re.compile(r"<?(https?://[^\s<>\"{}|\\^`]+)>?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value that a query asks for; without a default it must be given."""

    name: str
    type: ParameterType
    default: str | None
    example: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question that the graph answers."""

    name: str
    title: Bilingual
    answers: Bilingual
    parameters: tuple[Parameter, ...]
    slow: str | None
    text: str

    @property
    def federated(self) -> bool:
        """Whether it also asks another server, of which a parameter is the address."""
        return any(parameter.type == "endpoint" for parameter in self.parameters)

    def run(self, store: Store, index: SearchIndex | None = None, /, **values: object) -> Result | Graph:
        """Bind the parameters and ask the store; entities may be given by a name in any spelling or by IRI.

        A row comes once, also where an article says one sentence twice, as a lead and its body do. ``index`` is the
        store's label index; without it, it is opened when a name has to be looked up.

        Raises:
            QueryError: a parameter that is missing, unknown or of the wrong type.
            NotFound: no entity of that name.
            Ambiguous: several of that name.

        """
        answer = read_answer(store.query(self.bind(self.terms(store, index, values))))
        if isinstance(answer, bool):
            raise QueryError(f"query {self.name} answers yes or no; the library holds only SELECT and CONSTRUCT")
        return answer.distinct() if isinstance(answer, Result) else answer

    def bind(self, terms: Mapping[str, str]) -> str:
        """The query with the SPARQL form of a term in the place of each parameter."""
        return _VARIABLE.sub(lambda found: terms[found[1]], self.text)

    def example(self) -> dict[str, str]:
        """A value for each parameter."""
        return {parameter.name: parameter.example for parameter in self.parameters}

    def terms(self, store: Store, index: SearchIndex | None, values: Mapping[str, object]) -> dict[str, str]:
        """The SPARQL form of the term of each parameter; raises as ``run`` does."""
        known = {parameter.name for parameter in self.parameters}
        if unknown := sorted(values.keys() - known):
            raise QueryError(f"query {self.name} has no parameter {unknown[0]!r}; it has: {', '.join(sorted(known))}")
        terms = {}
        for parameter in self.parameters:
            given = values.get(parameter.name)
            given = parameter.default if given is None else given
            if given is None:
                raise QueryError(f"query {self.name} needs the parameter {parameter.name!r} ({parameter.type})")
            if (
                parameter.type in (*FAMILIES, "entity", "post title")
                and index is None
                and not _IRI.fullmatch(str(given))
            ):
                index = open_index(store)
            terms[parameter.name] = _term(parameter, given, index)
        return terms


@cache
def library() -> Mapping[str, NamedQuery]:
    """All named queries by name, in the order of their names.

    Raises:
        DataError: a file whose header or text is wrong, with the line.

    """
    return MappingProxyType({path.stem: read_query(path) for path in resources.files("queries", "*.rq")})


def read_query(path: Path) -> NamedQuery:
    """One query file.

    Raises:
        DataError: its header or text is wrong, with the line.

    """
    content = path.read_text(encoding="utf-8")
    lines = content.splitlines()
    length = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    header = _Header(path, "\n".join(line[1:].removeprefix(" ") for line in lines[:length]))
    if not _NAME.fullmatch(path.stem):
        raise DataError("the file's name is not words joined by hyphens", path=path)
    query = NamedQuery(
        name=path.stem,
        title=header.bilingual("title"),
        answers=header.bilingual("answers"),
        parameters=header.parameters(),
        slow=header.slow(),
        text="\n".join(lines[length:]).strip() + "\n",
    )
    declared = {parameter.name for parameter in query.parameters}
    for number, line in enumerate(lines[length:], length + 1):
        for mark, name in _ANY_VARIABLE.findall(line):
            if mark == "$" and name not in declared:
                raise DataError(f"${name} is not among the parameters of the header", path=path, line=number)
            if mark == "?" and name in declared:
                raise DataError(f"?{name} has the name of a parameter", path=path, line=number)
    if unused := sorted(declared - set(_VARIABLE.findall(query.text))):
        raise DataError(f"parameter {unused[0]} is not used in the query", path=path, line=header.line("parameters"))
    return query


class _Header:
    """The YAML of a header, which knows the line of each of its keys."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        try:
            node = yaml.compose(text, Loader=yaml.BaseLoader)
            content = yaml.load(text, Loader=yaml.BaseLoader)  # every scalar is text: "on" is a name, not true
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else None
            raise DataError(f"the header is not YAML: {error.problem}", path=path, line=line) from error
        if not isinstance(node, yaml.MappingNode) or not isinstance(content, dict):
            raise DataError("the file does not open with a header of keys and values", path=path, line=1)
        self._lines: dict[str, int] = {key.value: key.start_mark.line + 1 for key, _ in node.value}
        self._content: dict[str, Any] = content
        for key in content:
            if key not in ("title", "answers", "parameters", "slow"):
                raise self._error(f"unknown key {key!r}", key)

    def line(self, key: str) -> int:
        return self._lines.get(key, 1)

    def _error(self, message: str, key: str) -> DataError:
        return DataError(message, path=self._path, line=self.line(key))

    def bilingual(self, key: str) -> Bilingual:
        match self._content.get(key):
            case {"vi": str(vi), "en": str(en), **rest} if not rest:
                return Bilingual(vi, en)
        raise self._error(f"{key} needs a text in vi and one in en", key)

    def slow(self) -> str | None:
        reason = self._content.get("slow")
        if reason is not None and not isinstance(reason, str):
            raise self._error("slow is the reason in words", "slow")
        return reason

    def parameters(self) -> tuple[Parameter, ...]:
        listed = self._content.get("parameters", {})
        if not isinstance(listed, dict):
            raise self._error("parameters is not a mapping from names", "parameters")
        return tuple(self._parameter(name, form) for name, form in listed.items())

    def _parameter(self, name: str, form: object) -> Parameter:
        match form:
            case {"type": str(type_), "example": str(example), **rest} if not rest.keys() - {"default"}:
                default = rest.get("default")
                if type_ in _TYPES and isinstance(default, str | None):
                    return Parameter(name, type_, default, example)
        kinds = ", ".join(_TYPES)
        raise self._error(f"parameter {name} needs a type ({kinds}), an example and at most a default", "parameters")


def _term(parameter: Parameter, given: object, index: SearchIndex | None) -> str:
    """The SPARQL form of the term that a value means."""
    if parameter.type == "integer":
        try:
            return str(RdfLiteral(int(str(given))))
        except ValueError as error:
            raise QueryError(f"{parameter.name}={given}: not a whole number") from error
    if parameter.type == "date":
        try:
            return str(RdfLiteral(str(PartialDate.parse(str(given)))))
        except ValueError as error:
            raise QueryError(f"{parameter.name}={given}: {error}") from error
    text = str(given)
    if parameter.type == "string":
        return str(RdfLiteral(text))
    if iri := as_iri(text):
        return str(NamedNode(iri))
    if parameter.type in ("iri", "endpoint"):
        raise QueryError(f"{parameter.name}={text}: not an address that begins with http:// or https://")
    if index is None:
        raise QueryError(f"{parameter.name}={text}: a name needs the label index")
    if parameter.type == "post title":
        return str(RdfLiteral(resolve(index, text, TITLE).label))
    return str(NamedNode(resolve(index, text, None if parameter.type == "entity" else parameter.type).iri))


def as_iri(text: str) -> str | None:
    """The IRI that somebody wrote in the place of a name, with or without angle brackets; None for a name."""
    found = _IRI.fullmatch(text.strip())
    return found[1] if found else None


def resolve(index: SearchIndex, name: str, type: str | None = None) -> Hit:
    """The one entity of a name.

    Raises:
        NotFound: none, with the nearest names.
        Ambiguous: several, with their kinds.

    """
    found = index.named(name, type=type)
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFound(name, [hit.label for hit in index.search(name, type=type, limit=5)])
    raise Ambiguous(name, [(hit.iri, f"{hit.label} ({hit.kind})") for hit in found])
