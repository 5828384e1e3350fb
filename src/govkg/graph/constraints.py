"""A query that finds what must not be, with what to say of each find; shapes and invariants are both made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from govkg.store.base import Store, Term
from govkg.store.failures import query_error

_PLACE = re.compile(r"\{[$?](\w+)\}")
LANGUAGES = frozenset({"en", "vi"})


@dataclass(frozen=True, slots=True)
class Breach:
    """A node that breaks a constraint, the graph of the article that it was found in, and why, by language."""

    constraint: str
    node: str
    article: str | None
    messages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Constraint:
    """A SELECT query over a whole store: ``?this`` is the node at fault, ``?graph`` its article where it tells.

    Messages are by language, with the query's variables as ``{?name}`` (``{$this}`` for the node).
    """

    name: str
    messages: Mapping[str, str]
    query: str

    def __post_init__(self) -> None:
        if set(self.messages) != LANGUAGES:
            raise ValueError("needs a message in each of en and vi")
        try:
            answer = ox.Store().query(self.query)
        except SyntaxError as error:
            raise ValueError(str(query_error(error))) from error
        if not isinstance(answer, ox.QuerySolutions) or "this" not in {name.value for name in answer.variables}:
            raise ValueError("not a SELECT query with ?this")

    def breaches(self, store: Store) -> Iterator[Breach]:
        """What breaks the constraint in a store."""
        answer = store.query(self.query)
        assert isinstance(answer, ox.QuerySolutions)
        names = [variable.value for variable in answer.variables]
        for row in answer:
            values = {name: shown(value) for name, value in zip(names, row, strict=True)}
            yield Breach(
                constraint=self.name,
                node=values["this"],
                article=values.get("graph"),
                messages={language: _filled(text, values) for language, text in self.messages.items()},
            )


def shown(term: Term | None) -> str:
    """A term as a message shows it: the value alone."""
    return "" if term is None else str(getattr(term, "value", term))


def _filled(message: str, values: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda place: values.get(place[1], place[0]), message)
