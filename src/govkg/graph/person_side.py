"""Mentions of one name taken together, as they are compared with others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from govkg.graph.person_method import method, name_weight
from govkg.graph.profiles import PersonProfile, Seat
from govkg.graph.sides import ProfileSide


@dataclass(frozen=True)
class PersonSide(ProfileSide[PersonProfile]):
    """Mentions taken together: what all their articles say."""

    @cached_property
    def seats(self) -> Mapping[Seat, tuple[date, date] | None]:
        """Each post with the first and last day on which an article gives it; None without a dated article."""
        found: dict[Seat, tuple[date, date] | None] = {}
        for profile in self.profiles:
            for seat in sorted(profile.seats, key=lambda one: (one.title, one.body or "", one.status)):
                known, day = found.get(seat), profile.day
                if day is None:
                    found.setdefault(seat, None)
                else:
                    found[seat] = (min(known[0], day), max(known[1], day)) if known else (day, day)
        return found

    @cached_property
    def companions(self) -> frozenset[str]:
        """All whom the articles name beside the person."""
        return frozenset().union(*(one.companions for one in self.profiles))

    @cached_property
    def named_bodies(self) -> frozenset[str]:
        """All bodies that the articles name."""
        return frozenset().union(*(one.bodies for one in self.profiles))

    @cached_property
    def births(self) -> frozenset[int]:
        """Years of birth."""
        return frozenset().union(*(one.births for one in self.profiles))

    @cached_property
    def posts(self) -> frozenset[tuple[str, str | None]]:
        """Title and body of every post."""
        return frozenset((seat.title, seat.body) for seat in self.seats)

    @cached_property
    def exclusive(self) -> Mapping[int, list[Seat]]:
        """The posts in each exclusive class."""
        found: dict[int, list[Seat]] = {}
        for seat in self.seats:
            kind = method().exclusive_class(seat)
            if kind is not None:
                found.setdefault(kind, []).append(seat)
        return found

    @cached_property
    def telling(self) -> list[Seat]:
        """The posts that few people hold at once."""
        return [seat for seat in self.seats if seat.title not in method().members]

    @cached_property
    def ties(self) -> frozenset[tuple[str, str, str | None]]:
        """One name in one telling post is one person; without a body, where post or name are such as few have."""
        return frozenset(
            (name, seat.title, seat.body)
            for name in self.names
            for seat in self.telling
            if seat.body or method().is_unique(seat) or name_weight(name) >= method().says_who
        )
