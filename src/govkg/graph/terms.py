"""RDF terms from Python values and back, in the one lexical form that every store keeps unchanged."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode

from govkg.model.interval import PartialDate
from govkg.vocabulary import Rdf, Xsd


@lru_cache(maxsize=16384)
def node(iri: str) -> NamedNode:
    """The node of an IRI."""
    return NamedNode(iri)


TYPE: Final = node(Rdf.type)
LABEL: Final = node(Rdf.label)
_JSON: Final = node(Rdf.JSON)
_DECIMAL: Final = node(Xsd.decimal)
_INTEGER: Final = node(Xsd.integer)
_DAY: Final = node(Xsd.date)
_TIME: Final = node(Xsd.dateTime)
_MONTH: Final = node(Xsd.gYearMonth)
_YEAR: Final = node(Xsd.gYear)


def text(value: str, language: str | None = None) -> Literal:
    """A plain string, or one in a language."""
    return Literal(value, language=language)


def json(value: str) -> Literal:
    """A JSON text."""
    return Literal(value, datatype=_JSON)


def decimal(value: float) -> Literal:
    """A number in canonical form: "0.9", "1"."""
    return Literal(format(Decimal(repr(value)).normalize(), "f"), datatype=_DECIMAL)


def integer(value: int) -> Literal:
    """A whole number."""
    return Literal(str(value), datatype=_INTEGER)


def moment(value: date) -> Literal:
    """A day, or a day with its time where the value is a datetime, in canonical form."""
    if not isinstance(value, datetime):
        return Literal(value.isoformat(), datatype=_DAY)
    whole, dot, rest = value.isoformat().partition(".")
    written = f"{whole}.{rest[:6].rstrip('0')}{rest[6:]}" if dot else whole
    return Literal(written.removesuffix("+00:00") + "Z" * written.endswith("+00:00"), datatype=_TIME)


def partial(value: PartialDate) -> Literal:
    """A day, month or year, as partial as it is."""
    datatype = _DAY if value.day else _MONTH if value.month else _YEAR
    return Literal(str(value), datatype=datatype)


def read_moment(literal: Literal) -> date:
    """What ``moment`` wrote."""
    return (datetime if literal.datatype == _TIME else date).fromisoformat(literal.value)
