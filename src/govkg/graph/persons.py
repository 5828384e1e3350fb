"""Whether two groups of mentions of one name are one person: the evidence, weighed by data/identity/persons.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from govkg.graph.clustering import Comparison, Reason
from govkg.graph.person_method import method, name_weight
from govkg.graph.person_side import PersonSide
from govkg.graph.profiles import Seat
from govkg.graph.reference import Reference

_HELD: Final = frozenset({"current", "acting"})


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
            if one.title == other.title and one.body == other.body and self._method.is_unique(one):
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
        gap = _gap(one.spoken, other.spoken)
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
        return any(map(self._method.is_high, side.seats))


def _gap(one: tuple[date, date] | None, other: tuple[date, date] | None) -> timedelta | None:
    """The days between two stretches; None where one is not dated."""
    if one is None or other is None:
        return None
    return max(one[0] - other[1], other[0] - one[1], timedelta())


def _interleave(one: tuple[date, date], other: tuple[date, date]) -> bool:
    """Whether each stretch begins before the other ends."""
    return one[0] <= other[1] and other[0] <= one[1]
