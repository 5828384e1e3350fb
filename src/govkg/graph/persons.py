"""Whether two groups of mentions of one name are one person: the evidence, weighed by data/identity/persons.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property, lru_cache
from typing import Final

from govkg import datafile
from govkg.datafile import Entry
from govkg.folding import fold
from govkg.graph.clustering import Comparison, Reason
from govkg.graph.posts import post_role
from govkg.graph.profiles import PersonProfile, Seat
from govkg.graph.reference import Reference

_FILE: Final = "data/identity/persons.yaml"
_WEIGHTS: Final = (
    "same_post", "same_membership", "same_body", "body_above", "same_place", "body_named", "unrelated_bodies",
    "unrelated_bodies_later", "other_place", "same_class_elsewhere", "high_office", "companion", "same_birth_year",
)  # fmt: skip
_HELD: Final = frozenset({"current", "acting"})
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


@dataclass(frozen=True)
class PersonSide:
    """Mentions taken together: what all their articles say."""

    profiles: tuple[PersonProfile, ...]

    @cached_property
    def anchor(self) -> tuple[str, str]:
        """The earliest day and its mention; undated ones come last."""
        return min((str(one.day or "9999"), one.mention) for one in self.profiles)

    @cached_property
    def mentions(self) -> tuple[str, ...]:
        """Their IRIs."""
        return tuple(one.mention for one in self.profiles)

    @cached_property
    def names(self) -> frozenset[str]:
        """Folded names."""
        return frozenset(fold(one.name) for one in self.profiles)

    @cached_property
    def seats(self) -> Mapping[Seat, tuple[date, date] | None]:
        """Each post with the first and last day on which an article gives it; None without a dated article."""
        found: dict[Seat, tuple[date, date] | None] = {}
        for profile in self.profiles:
            for seat in profile.seats:
                known, day = found.get(seat), profile.day
                if day is None:
                    found.setdefault(seat, None)
                else:
                    found[seat] = (min(known[0], day), max(known[1], day)) if known else (day, day)
        return found

    @cached_property
    def days(self) -> tuple[date, date] | None:
        """The first and last day on which the person is spoken of."""
        known = [one.day for one in self.profiles if one.day]
        return (min(known), max(known)) if known else None

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
            kind = _matching(method().exclusive, seat.title, seat.folded_body)
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
            if seat.body or _unique(seat) or _says_who(name)
        )

    def merge(self, other: PersonSide) -> PersonSide:
        """Both together."""
        return PersonSide((*self.profiles, *other.profiles))


class PersonComparer:
    """Compares two sides of one name."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self._method = method()

    def __call__(self, one: PersonSide, other: PersonSide) -> Comparison:
        """The log odds that both are one person."""
        reasons = (*self._name(one, other), *self._posts(one, other), *self._company(one, other))
        return Comparison(sum(reason.weight for reason in reasons), reasons, self._contradiction(one, other))

    def _name(self, one: PersonSide, other: PersonSide) -> Iterator[Reason]:
        name = min(one.names | other.names)
        yield Reason("cùng tên", "same name", name_weight(name))
        if one.names & other.names:
            return
        plain = any(name.isascii() for name in one.names | other.names)
        weight = self._method.without_diacritics if plain else self._method.other_diacritics
        yield Reason("khác dấu", "other diacritics", weight)

    def _posts(self, one: PersonSide, other: PersonSide) -> Iterator[Reason]:
        """The strongest tie between the posts, or what parts them."""
        ties = [tie for a in one.telling for b in other.telling if (tie := self._tie(a, b))]
        if ties:
            yield max(ties, key=lambda tie: (tie.weight, tie.en))
            return
        if one.posts & other.posts:  # of members, or of nobody knows which body
            title = min(title for title, _ in one.posts & other.posts)
            weight = self._method.weights["same_membership"]
            yield Reason(f"cùng là {title}", f"both are {title}", weight)
        if any(seat.body for seat in one.telling) and any(seat.body for seat in other.telling):
            yield from self._apart(one, other)
        else:
            yield from self._body_named(one, other)

    def _tie(self, one: Seat, other: Seat) -> Reason | None:
        weights = self._method.weights
        if one.body is None or other.body is None:
            if one.title == other.title and one.body == other.body and _unique(one):
                return Reason(f"cùng chức vụ: {one.shown}", f"same post: {one.shown}", weights["same_post"])
            return None
        if self._reference.same_body(one.body, other.body):
            if one.title == other.title:
                post = f"{one.shown}, {one.body_name}"
                return Reason(f"cùng chức vụ: {post}", f"same post: {post}", weights["same_post"])
            where = one.body_name
            return Reason(f"cùng cơ quan: {where}", f"same body: {where}", weights["same_body"])
        if self._above(one, other) or self._above(other, one):
            both = f"{one.body_name} – {other.body_name}"
            return Reason(f"cơ quan trên dưới: {both}", f"one body under the other: {both}", weights["body_above"])
        place, elsewhere = self._place(one), self._place(other)
        if place and elsewhere and self._reference.same_body(place, elsewhere):
            return Reason("cùng địa phương", "same place", weights["same_place"])
        return None

    def _body_named(self, one: PersonSide, other: PersonSide) -> Iterator[Reason]:
        """Whether one article names the body in which the other has the person serve."""
        served = {seat.body for seat in one.seats} & other.named_bodies or {
            seat.body for seat in other.seats
        } & one.named_bodies
        if served:
            yield Reason(
                "bài kia nêu tên cơ quan", "the other article names the body", self._method.weights["body_named"]
            )

    def _apart(self, one: PersonSide, other: PersonSide) -> Iterator[Reason]:
        weights = self._method.weights
        places = {self._place(seat) for seat in one.seats}, {self._place(seat) for seat in other.seats}
        gap = _gap(one.days, other.days)
        if gap is not None and gap >= self._method.later:
            yield Reason(
                "cơ quan khác, thời gian cách xa", "other bodies, far apart in time", weights["unrelated_bodies_later"]
            )
        else:
            yield Reason("cơ quan không liên quan", "unrelated bodies", weights["unrelated_bodies"])
        if None not in places[0] | places[1]:
            yield Reason("địa phương khác", "another place", weights["other_place"])
        if one.exclusive.keys() & other.exclusive.keys():
            yield Reason(
                "cùng loại chức vụ ở nơi khác", "the same kind of post elsewhere", weights["same_class_elsewhere"]
            )
        elif self._high(one) and self._high(other):
            yield Reason("đều giữ chức vụ cao", "both in high office", weights["high_office"])

    def _company(self, one: PersonSide, other: PersonSide) -> Iterator[Reason]:
        shared = sorted(name for name in one.companions & other.companions if " " in name)[: self._method.companions]
        if shared:
            weight = len(shared) * self._method.weights["companion"]
            yield Reason(f"{len(shared)} người cùng được nêu", f"{len(shared)} named beside both", weight)
        for year in sorted(one.births & other.births)[:1]:
            weight = self._method.weights["same_birth_year"]
            yield Reason(f"cùng năm sinh {year}", f"same year of birth {year}", weight)

    def _contradiction(self, one: PersonSide, other: PersonSide) -> Reason | None:
        """Other years of birth; or two exclusive posts at once, unless an article itself gives a person both."""
        if one.births and other.births and not one.births & other.births:
            years = f"{min(one.births)}, {min(other.births)}"
            return Reason(f"năm sinh khác nhau: {years}", f"other years of birth: {years}", -30.0)
        for kind in one.exclusive.keys() & other.exclusive.keys():
            for a in one.exclusive[kind]:
                for b in other.exclusive[kind]:
                    if self._at_once(one, a, other, b):
                        posts = f"{a.shown} {a.body_name} – {b.shown} {b.body_name}"
                        return Reason(f"hai chức vụ cùng lúc: {posts}", f"two posts at once: {posts}", -30.0)
        return None

    def _at_once(self, one: PersonSide, a: Seat, other: PersonSide, b: Seat) -> bool:
        """Whether two posts in unrelated bodies are seen held on days that interleave."""
        if a.body is None or b.body is None or self._reference.same_body(a.body, b.body):
            return False
        if (b.title, b.body) in one.posts or (a.title, a.body) in other.posts:
            return False
        seen, when = one.seats[a], other.seats[b]
        held = a.status in _HELD and b.status in _HELD
        return held and seen is not None and when is not None and _interleave(seen, when)

    def _above(self, one: Seat, other: Seat) -> bool:
        """Whether the body of ``one`` stands over that of ``other``, other than as the top of the state."""
        parents = self._reference.parents
        above = other.above or (parents.get(other.body) if other.body else None)
        while above:
            if above == one.body:
                return one.body in parents
            above = parents.get(above)
        return False

    def _place(self, seat: Seat) -> str | None:
        """The province of a post's body."""
        return self._reference.province(seat.body, seat.body_name) if seat.body else None

    def _high(self, side: PersonSide) -> bool:
        for seat in side.seats:
            role = post_role(seat.shown, seat.body_name or None)
            if role and role.rank is not None and role.rank <= self._method.high_rank:
                return True
            if _matching((self._method.high_posts,), seat.title, seat.folded_body) is not None:
                return True
        return False


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


def _says_who(name: str) -> bool:
    """Whether a name with a title is enough."""
    rules = method()
    return name_weight(name) + rules.weights["same_membership"] >= rules.threshold


def _unique(seat: Seat) -> bool:
    """Whether a title alone means one person at a time, as that of a head of state does."""
    role = post_role(seat.shown)
    return role is not None and role.one_seat and role.rank is not None and role.rank <= method().high_rank


def _matching(classes: tuple[frozenset[_SeatPattern], ...], title: str, body: str) -> int | None:
    for number, patterns in enumerate(classes):
        if any(title == wanted and body.startswith(opening) for wanted, opening in patterns):
            return number
    return None


def _pattern(entry: Entry) -> _SeatPattern:
    fields = entry.fields("title", "body")
    return fold(fields["title"].text()), fold(fields["body"].text()) if "body" in fields else ""


def _gap(one: tuple[date, date] | None, other: tuple[date, date] | None) -> timedelta | None:
    """The days between two stretches; None where one is not dated."""
    if one is None or other is None:
        return None
    return max(one[0] - other[1], other[0] - one[1], timedelta())


def _interleave(one: tuple[date, date], other: tuple[date, date]) -> bool:
    """Whether each stretch begins before the other ends."""
    return one[0] <= other[1] and other[0] <= one[1]
