"""Mentions taken together, as they are compared with others: what persons and meetings have in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Generic, Self, TypeVar

from govkg.folding import fold
from govkg.graph.profiles import MeetingProfile, PersonProfile

P = TypeVar("P", bound=PersonProfile | MeetingProfile)


@dataclass(frozen=True)
class ProfileSide(Generic[P]):
    """What all articles say of mentions that may be one (``govkg.graph.clustering.Side``)."""

    profiles: tuple[P, ...]

    @cached_property
    def anchor(self) -> tuple[str, str]:
        """The earliest day and its mention; undated ones come last."""
        return min((one.first, one.mention) for one in self.profiles)

    @cached_property
    def mentions(self) -> tuple[str, ...]:
        """Their IRIs."""
        return tuple(one.mention for one in self.profiles)

    @cached_property
    def names(self) -> frozenset[str]:
        """Folded names."""
        return frozenset(fold(one.name) for one in self.profiles)

    @cached_property
    def spoken(self) -> tuple[date, date] | None:
        """The first and last day on which an article speaks of it; None without a dated article."""
        known = [one.day for one in self.profiles if one.day]
        return (min(known), max(known)) if known else None

    def merge(self, other: Self) -> Self:
        """Both together."""
        return type(self)((*self.profiles, *other.profiles))
