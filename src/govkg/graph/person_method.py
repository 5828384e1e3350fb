"""The reviewed numbers and lists by which persons are compared: data/identity/persons.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, lru_cache
from typing import Final

from govkg import datafile
from govkg.datafile import Entry
from govkg.folding import fold
from govkg.graph.posts import post_role
from govkg.graph.profiles import Seat

_FILE: Final = "data/identity/persons.yaml"
_WEIGHTS: Final = (
    "same_post", "same_membership", "same_body", "body_above", "same_place", "body_named", "unrelated_bodies",
    "unrelated_bodies_later", "other_place", "same_class_elsewhere", "high_office", "companion", "same_birth_year",
)  # fmt: skip
_SeatPattern = tuple[str, str]
"""A title, folded, and how the body's name begins, folded; "" for any body."""


@dataclass(frozen=True, slots=True)
class Method:
    """The reviewed numbers and lists of the file."""

    name: str
    threshold: float
    weights: Mapping[str, float]
    common: tuple[frozenset[str], frozenset[str], frozenset[str]]
    by_common: tuple[float, ...]
    two_syllables: float
    one_syllable: float
    other_diacritics: float
    without_diacritics: float
    later: timedelta
    companions: int
    high_rank: int
    high_posts: frozenset[_SeatPattern]
    exclusive: tuple[frozenset[_SeatPattern], ...]
    members: frozenset[str]

    @property
    def says_who(self) -> float:
        """What a name must weigh to say with a title alone who somebody is."""
        return self.threshold - self.weights["same_membership"]

    def exclusive_class(self, seat: Seat) -> int | None:
        """The class of posts of which nobody holds two at once; None for a post in none."""
        folded = seat.folded_body
        return next((number for number, posts in enumerate(self.exclusive) if _among(posts, seat, folded)), None)

    def is_high(self, seat: Seat) -> bool:
        """Whether a post is high office, where few people are."""
        role = post_role(seat.shown, seat.body_name or None)
        by_rank = role is not None and role.rank is not None and role.rank <= self.high_rank
        return by_rank or _among(self.high_posts, seat, seat.folded_body)

    def is_unique(self, seat: Seat) -> bool:
        """Whether a title alone means one person at a time, as that of a head of state does."""
        role = post_role(seat.shown)
        return role is not None and role.one_seat and role.rank is not None and role.rank <= self.high_rank


@cache
def method() -> Method:
    """The method of this installation.

    Raises:
        DataError: the file is wrong, with the line.

    """
    file = datafile.read(_FILE)
    name = file["name"]
    common = name["common"]
    return Method(
        name=file["method"].text(),
        threshold=file["threshold"].number(),
        weights={weight: file[weight].number() for weight in _WEIGHTS},
        common=tuple(frozenset(map(fold, common[place].texts())) for place in ("surname", "middle", "given")),  # type: ignore[arg-type]
        by_common=tuple(entry.number() for entry in name["weight_by_common_syllables"]),
        two_syllables=name["two_syllables"].number(),
        one_syllable=name["one_syllable"].number(),
        other_diacritics=name["other_diacritics"].number(),
        without_diacritics=name["without_diacritics"].number(),
        later=timedelta(days=file["later_days"].number()),
        companions=int(file["companions_at_most"].number()),
        high_rank=int(file["high_office_rank"].number()),
        high_posts=frozenset(map(_pattern, file["high_office_posts"])),
        exclusive=tuple(frozenset(map(_pattern, entry)) for entry in file["exclusive_posts"]),
        members=frozenset(map(fold, file["member_titles"].texts())),
    )


@lru_cache(maxsize=16384)
def name_weight(name: str) -> float:
    """What a folded name says by itself: rare names nearly name a person, the commonest say nothing."""
    rules = method()
    syllables = name.split()
    if len(syllables) == 1:
        return rules.one_syllable
    surname, middle, given = rules.common
    places = zip((surname, *[middle] * (len(syllables) - 2), given), syllables, strict=True)
    count = sum(syllable in common for common, syllable in places)
    weight = rules.by_common[min(count, len(rules.by_common) - 1)]
    return weight + rules.two_syllables if len(syllables) == 2 else weight


def _among(posts: frozenset[_SeatPattern], seat: Seat, body: str) -> bool:
    return any(seat.title == title and body.startswith(opening) for title, opening in posts)


def _pattern(entry: Entry) -> _SeatPattern:
    fields = entry.fields("title", "body")
    return fold(fields["title"].text()), fold(fields["body"].text()) if "body" in fields else ""
