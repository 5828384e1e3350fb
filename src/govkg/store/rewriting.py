"""Queries rewritten as text: values for variables, and graphs that a server finds by variable alone.

The meaning of values is that of SPARQL-dev SEP-0007: a variable that is given stands for its value everywhere, and is
still among the results where it was selected. Text, because a server takes nothing else, and because the
embedded engine's own substitution refuses a variable that is not selected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal as Words

from pyoxigraph import BlankNode

from govkg.errors import QueryError
from govkg.store.base import Term

Form = Words["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]
_FORMS: tuple[Form, ...] = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")

_TOKEN = re.compile(
    r"""
      (?P<iri>      <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<string>   \"{3}(?:"{0,2}(?:[^"\\]|\\.))*"{0,2}\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{0,2}'{3}
                  | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<comment>  \#[^\n\r]* )
    | (?P<bound>    \bBOUND\s*\(\s*[?$](?P<asked>\w+)\s*\) )
    | (?P<setting>  \bAS\s+[?$](?P<set>\w+) )
    | (?P<variable> [?$](?P<name>\w+) )
    | (?P<word>     @?\w[\w:.%-]* | :[\w:.%-]* )
    | (?P<space>    \s+ )
    | (?P<sign>     . )
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_KEPT = 512
"""Queries whose tokens are remembered: the library and what a program asks again and again."""
_PLACES = {
    "SELECT": "projection",
    "WHERE": "pattern",
    "FROM": "pattern",
    "BY": "conditions",
    "HAVING": "pattern",
    "LIMIT": "pattern",
    "OFFSET": "pattern",
    "VALUES": "setting",
}
"""The words after which a variable reads differently, and how it reads until the next of them or a brace."""


def form(text: str) -> Form:
    """Which of the four query forms a text has.

    Raises:
        QueryError: it has none.

    """
    for found in _tokens(text):
        for name in _FORMS:
            if found.lastgroup == "word" and found.group().upper() == name:
                return name
    raise QueryError("neither SELECT, ASK, CONSTRUCT nor DESCRIBE", line=1, column=1)


def substitute(text: str, values: Mapping[str, Term]) -> str:
    """The query with ``values`` (by variable name without its mark) in place of its variables.

    Raises:
        QueryError: the query itself sets a variable that is given, or a value is a blank node.

    """
    if not values:
        return text
    for name, value in values.items():
        if isinstance(value, BlankNode):
            raise QueryError(f"?{name} cannot be a blank node: SPARQL has no name for one")
    return "".join(_substituted(text, values))


def with_graph_variables(text: str) -> str:
    """The query with each ``GRAPH <name>`` as ``VALUES ?graph_1 { <name> } GRAPH ?graph_1``.

    It means the same; ``SELECT *`` alone shows more columns.
    """
    pieces: list[str] = []
    after_graph: int | None = None  # where the word GRAPH stands among the pieces, until its name comes
    number = 0
    for found in _tokens(text):
        token = found.group()
        if after_graph is not None and (found["iri"] or found["word"] or found["variable"]):
            if not found["variable"]:
                number += 1
                pieces.insert(after_graph, f"VALUES ?graph_{number} {{ {token} }} ")
                token = f"?graph_{number}"
            after_graph = None
        elif found["word"] and token.upper() == "GRAPH":
            after_graph = len(pieces)
        pieces.append(token)
    return "".join(pieces)


def tokens(text: str) -> Iterator[tuple[str, str]]:
    """The tokens of a query or update as (kind, text): ``iri``, ``string``, ``comment``, ``word``, …, in order."""
    for found in _tokens(text):
        yield str(found.lastgroup), found.group()


@lru_cache(_KEPT)
def _tokens(text: str) -> tuple[re.Match[str], ...]:
    return tuple(_TOKEN.finditer(text))


def _substituted(text: str, values: Mapping[str, Term]) -> Iterator[str]:
    place = "pattern"
    braces = parentheses = copies = 0
    for found in _tokens(text):
        token = found.group()
        name = found["name"] or found["asked"] or found["set"]
        if name in values:
            value = values[name]
            if found["set"] or place == "setting":
                raise QueryError(f"?{name} is given, so the query cannot set it")
            if found["asked"]:
                yield "true"
            elif place == "pattern" or parentheses:
                yield str(value)
            elif place == "conditions":
                yield f"({value})"
            else:
                copies += 1  # the name is free once in a query: for the outermost results
                yield f"({value} AS ?{name})" if not braces else f"({value} AS ?{name}_given_{copies})"
            continue
        yield token
        if found["word"]:
            place = _PLACES.get(token.upper(), place)
        elif found["sign"]:
            braces += (token == "{") - (token == "}")
            parentheses += (token == "(") - (token == ")")
            if token in "{}":
                place = "pattern"
