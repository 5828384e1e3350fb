"""Queries that cost next to nothing, known by their form: they need no worker that can be ended.

A lookup is one triple pattern in which no variable stands twice, with nothing around it that could hold rows back or
multiply them (no filter, order, grouping, offset or second pattern). Such a pattern is one range of an index, and each
step through it is a row. So the work is bounded by the rows, and whoever takes them can stop at any of them: an answer
past ``MOST`` bytes is given up, and the query goes the usual way.

Short answers in JSON, which is what programs ask for, are walked and written here, since the engine spends most of
such a query on reading and planning it; a test holds them to the engine's bytes. The engine answers the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from json.encoder import encode_basestring
from typing import IO, Final, cast

import pyoxigraph as ox
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, QueryBoolean, QuerySolutions

from govkg.results import ROW_FORMATS
from govkg.server import negotiation
from govkg.server.negotiation import ROWS
from govkg.vocabulary import Rdf, Xsd

MOST: Final = 64 * 1024
_WALKED: Final = 100
"""Rows that are walked here; for more of them the engine is faster."""
_IRI = r'<[^<>"{}|^`\\\x00-\x20]*+>'
_PREFIX = r"(?:[A-Za-z][\w-]*)?:"
_STRING = r'"(?:[^"\\\n\r]|\\[tbnrf"\'\\])*+"'
_TERM = rf"(?:{_IRI}|{_PREFIX}[A-Za-z0-9_-]*+|[?$]\w++|{_STRING}(?:@[A-Za-z]+(?:-[A-Za-z0-9]+)*+|\^\^{_IRI})?)"
_DECLARED: Final = re.compile(rf"PREFIX\s++({_PREFIX})\s*+<([^>]*+)>", re.IGNORECASE)
_LOOKUP: Final = re.compile(
    rf"\s*+(?P<prologue>(?:PREFIX\s++{_PREFIX}\s*+{_IRI}\s*+)*+)"
    r"(?:SELECT\s*+(?P<selected>\*|(?:[?$]\w++\s*+)++)|ASK)\s*+(?:WHERE)?\s*+"
    rf"\{{\s*+(?P<s>{_TERM})\s++(?P<p>{_TERM}|a)\s++(?P<o>{_TERM})\s*+\.?\s*+\}}"
    r"\s*+(?:LIMIT\s++(?P<limit>\d{1,9}+))?\s*+(?:\#[^\n\r]*+)?\s*+",
    re.IGNORECASE,
)
_OFFERED: Final = (*ROWS, "text/html")
_DEFAULT: Final = DefaultGraph()
_PLACES: Final = ("subject", "predicate", "object")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A lookup that can be walked: its terms (None for a variable), and the columns with their places in a triple."""

    terms: tuple[NamedNode | None, NamedNode | None, NamedNode | None]
    columns: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    limit: int | None

    def walk(self, store: ox.Store) -> bytes | None:
        """Its rows as SPARQL JSON, byte for byte as the engine writes them; None where they are many."""
        wanted = _WALKED + 1 if self.limit is None else min(self.limit, _WALKED + 1)
        found = list(islice(store.quads_for_pattern(*self.terms, _DEFAULT), wanted))
        if len(found) > _WALKED:
            return None
        heads = ",".join(f'"{name}"' for name in self.columns)
        try:
            rows = ",".join([
                "{" + ",".join([f'"{name}":{_json(getattr(quad, place))}' for name, place in self.places]) + "}"
                for quad in found
            ])  # fmt: skip
        except TypeError:
            return None  # a term of another kind
        return f'{{"head":{{"vars":[{heads}]}},"results":{{"bindings":[{rows}]}}}}'.encode()


class TooMuch(OSError):
    """An answer is no small one."""


class _Small:
    """What the engine writes into, up to ``MOST`` bytes."""

    __slots__ = ("parts", "size")

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.size = 0

    def write(self, data: bytes) -> int:
        self.size += len(data)
        if self.size > MOST:
            raise TooMuch
        self.parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        pass


def is_lookup(text: str) -> bool:
    """Whether a query is a lookup; what looks otherwise may be one, and is not taken for it."""
    return _read(text) is not None


def look_up(store: ox.Store, text: str, accept: str | None) -> tuple[str, bytes] | None:
    """The media type and the bytes of a lookup's answer; None where it has to go the usual way."""
    chosen = negotiation.choose(accept, _OFFERED)
    if chosen is None or chosen == "text/html":
        return None
    found = _read(text)
    if found is None:
        return None
    format = ROWS[chosen]
    try:
        pattern = _pattern(found) if format == "json" else None
        body = pattern.walk(store) if pattern else None
        if body is None:
            body = _ask(store, text, format)
    except (SyntaxError, OSError, RuntimeError, ValueError):
        return None  # the usual way says what is wrong
    return (negotiation.media_type(format), body) if len(body) <= MOST else None


def _ask(store: ox.Store, text: str, format: str) -> bytes:
    answer = store.query(text)
    assert isinstance(answer, QuerySolutions | QueryBoolean)
    sink = _Small()
    answer.serialize(cast(IO[bytes], sink), format=ROW_FORMATS[format])
    return b"".join(sink.parts)


def _read(text: str) -> re.Match[str] | None:
    """The parts of a lookup."""
    found = _LOOKUP.fullmatch(text)
    if found is None:
        return None
    variables = [term[1:] for term in found.group("s", "p", "o") if term[0] in "?$"]
    return found if len(variables) == len(set(variables)) else None


def _pattern(found: re.Match[str]) -> Pattern | None:
    """A lookup as something to walk; None where it selects oddly, or names a value."""
    selected, limit = found["selected"], found["limit"]
    if selected is None or '"' in (found["o"][0], found["s"][0], found["p"][0]):
        return None
    prefixes = dict(_DECLARED.findall(found["prologue"])) if found["prologue"] else {}
    terms: list[NamedNode | None] = []
    variables: dict[str, str] = {}
    for place, term in zip(_PLACES, found.group("s", "p", "o"), strict=True):
        if term[0] in "?$":
            variables[term[1:]] = place
            terms.append(None)
        elif term[0] == "<":
            terms.append(NamedNode(term[1:-1]))
        elif term in ("a", "A"):
            terms.append(NamedNode(Rdf.type))
        else:
            prefix, colon, local = term.partition(":")
            if prefix + colon not in prefixes:
                return None
            terms.append(NamedNode(prefixes[prefix + colon] + local))
    columns = tuple(sorted(variables) if selected == "*" else [name[1:] for name in _variables(selected)])
    if len(set(columns)) != len(columns):
        return None
    places = tuple((name, variables[name]) for name in columns if name in variables)
    return Pattern((terms[0], terms[1], terms[2]), columns, places, int(limit) if limit else None)


def _variables(selected: str) -> Iterator[str]:
    return iter(re.findall(r"[?$]\w+", selected))


def _json(term: object) -> str:
    """A term as the engine writes it in JSON.

    Raises:
        TypeError: it is neither IRI, literal nor blank node.
    """
    kind = type(term)
    if kind is NamedNode:
        return f'{{"type":"uri","value":"{term.value}"}}'  # type: ignore[attr-defined]
    if kind is Literal:
        assert isinstance(term, Literal)
        value = encode_basestring(term.value)
        if term.language is not None:
            if term.direction is not None:
                raise TypeError(term)
            return f'{{"type":"literal","value":{value},"xml:lang":"{term.language}"}}'
        datatype = term.datatype.value
        if datatype == Xsd.string:
            return f'{{"type":"literal","value":{value}}}'
        return f'{{"type":"literal","value":{value},"datatype":"{datatype}"}}'
    if kind is BlankNode:
        return f'{{"type":"bnode","value":"{term.value}"}}'  # type: ignore[attr-defined]
    raise TypeError(term)
