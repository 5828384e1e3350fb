"""Attributes of entities, declared by the property of the graph that they read.

``post: One[Post] = One(Gov.inPost)`` in a class body makes ``tenure.post`` a typed, lazy link.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, cast, overload

from pyoxigraph import Literal, NamedNode

from govkg.kinds import local_name
from govkg.model.interval import PartialDate
from govkg.store.base import Term

if TYPE_CHECKING:
    from govkg.lookup.entity import Entity

E = TypeVar("E", bound="Entity")
V = TypeVar("V")


class Field(ABC, Generic[V]):
    """An attribute that reads ``property`` of its entity; ``name`` is what the class calls it.

    ``said_by`` are the kinds of fact (classes of ``govkg.model.facts``) whose statements give it, where it is
    no node that rests on statements of its own.
    """

    name: str

    def __init__(self, property_: str, *said_by: str) -> None:
        self.property, self.said_by = property_, said_by

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, entity: None, owner: type) -> Self: ...

    @overload
    def __get__(self, entity: Entity, owner: type) -> V: ...

    def __get__(self, entity: Entity | None, owner: type) -> Self | V:
        return self if entity is None else self._read(entity)

    @abstractmethod
    def _read(self, entity: Entity) -> V: ...


class One(Field["E | None"], Generic[E]):
    """The entity that the property leads to; the first by IRI should there be several."""

    def _read(self, entity: Entity) -> E | None:
        found = entity.linked(self.property)
        return cast(E, found[0]) if found else None


class Many(Field["tuple[E, ...]"], Generic[E]):
    """All entities that the property leads to."""

    def _read(self, entity: Entity) -> tuple[E, ...]:
        return cast("tuple[E, ...]", entity.linked(self.property))


class Back(Field["tuple[E, ...]"], Generic[E]):
    """All entities whose property leads here, in their own order."""

    def _read(self, entity: Entity) -> tuple[E, ...]:
        return cast("tuple[E, ...]", entity.linking(self.property))


class Text(Field["str | None"]):
    """A text."""

    def _read(self, entity: Entity) -> str | None:
        return next((term.value for term in entity.terms(self.property) if isinstance(term, Literal)), None)


class Concept(Field["str | None"]):
    """The local name of a concept of a closed list: ``chair``."""

    def _read(self, entity: Entity) -> str | None:
        return next((local_name(t.value) for t in entity.terms(self.property) if isinstance(t, NamedNode)), None)


class When(Field["PartialDate | None"]):
    """A day, month or year."""

    def _read(self, entity: Entity) -> PartialDate | None:
        return next(filter(None, map(_partial, entity.terms(self.property))), None)


def _partial(term: Term) -> PartialDate | None:
    """The partial date of a literal; None for a value that is none, such as one that somebody loaded by hand."""
    try:
        return PartialDate.parse(term.value) if isinstance(term, Literal) else None
    except ValueError:
        return None


def fields(kind: type[Any]) -> dict[str, Field[Any]]:
    """The declared attributes of a class of entities, those of its bases first."""
    found: dict[str, Field[Any]] = {}
    for base in reversed(kind.__mro__):
        found |= {name: field for name, field in vars(base).items() if isinstance(field, Field)}
    return found
