"""Whether two groups of reports speak of one meeting: the evidence, weighed by data/identity/meetings.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Final

from rapidfuzz.fuzz import token_set_ratio

from govkg import datafile
from govkg.folding import fold
from govkg.graph.clustering import Comparison, Reason
from govkg.graph.profiles import MeetingProfile
from govkg.graph.sides import ProfileSide

_FILE: Final = "data/identity/meetings.yaml"
_MONTH: Final = timedelta(days=31)
_WEIGHTS: Final = (
    "same_day", "days_overlap", "other_day", "no_day", "far_apart", "same_type", "other_type", "similar_name",
    "unlike_name", "same_host", "other_host", "shared_person", "shared_guest", "nobody_shared",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Method:
    """The reviewed numbers of the file."""

    name: str
    threshold: float
    weights: Mapping[str, float]
    at_most: int
    common_words: frozenset[str]
    telling_words: int


@cache
def method() -> Method:
    """The method of this installation.

    Raises:
        DataError: the file is wrong, with the line.

    """
    file = datafile.read(_FILE)
    return Method(
        name=file["method"].text(),
        threshold=file["threshold"].number(),
        weights={weight: file[weight].number() for weight in _WEIGHTS},
        at_most=int(file["shared_at_most"].number()),
        common_words=frozenset(map(fold, file["common_words"].texts())),
        telling_words=int(file["telling_words"].number()),
    )


@dataclass(frozen=True)
class MeetingSide(ProfileSide[MeetingProfile]):
    """Reports taken together."""

    @cached_property
    def types(self) -> frozenset[str]:
        """Types."""
        return frozenset(one.type for one in self.profiles)

    @cached_property
    def stretch(self) -> tuple[date, date] | None:
        """From the first day that a report may mean to the last; None where none tells."""
        known = [bound for one in self.profiles for bound in (one.when.begin, one.when.end) if bound]
        return (min(bound.first for bound in known), max(bound.last for bound in known)) if known else None

    @cached_property
    def days(self) -> frozenset[date]:
        """The days on which reports say that it begins."""
        return frozenset(one.when.begin.first for one in self.profiles if one.when.begin and one.when.begin.is_day)

    @cached_property
    def people(self) -> frozenset[str]:
        """Bare names of all who are in it."""
        return frozenset().union(*(one.people for one in self.profiles))

    @cached_property
    def hosts(self) -> frozenset[str]:
        """Bodies that hold it."""
        return frozenset().union(*(one.hosts for one in self.profiles))

    @cached_property
    def guests(self) -> frozenset[str]:
        """Bodies that take part."""
        return frozenset().union(*(one.guests for one in self.profiles))

    @property
    def ties(self) -> tuple[()]:
        """No two reports are one without weighing."""
        return ()


def compare(one: MeetingSide, other: MeetingSide) -> Comparison:
    """The log odds that both are one meeting."""
    reasons = (*_days(one, other), *_names(one, other), *_company(one, other))
    return Comparison(sum(reason.weight for reason in reasons), reasons)


def _days(one: MeetingSide, other: MeetingSide) -> Iterator[Reason]:
    weights = method().weights
    if one.stretch is None or other.stretch is None:
        yield Reason("một bài không nêu ngày", "one report gives no day", weights["no_day"])
        if one.spoken and other.spoken and _gap(one.spoken, other.spoken) > _MONTH:
            yield Reason("bài đăng cách xa nhau", "articles far apart", weights["far_apart"])
    elif one.days & other.days:
        yield Reason("cùng ngày", "same day", weights["same_day"])
    elif one.stretch[0] <= other.stretch[1] and other.stretch[0] <= one.stretch[1]:
        yield Reason("thời gian trùng nhau", "days overlap", weights["days_overlap"])
    else:
        yield Reason("khác ngày", "other day", weights["other_day"])


def _names(one: MeetingSide, other: MeetingSide) -> Iterator[Reason]:
    weights = method().weights
    if one.types & other.types:
        yield Reason("cùng loại", "same type", weights["same_type"])
    else:
        yield Reason("khác loại", "other type", weights["other_type"])
    likeness, a, b = max((token_set_ratio(a, b) / 100, a, b) for a in one.names for b in other.names)
    if likeness >= 0.5:
        percent = f"{likeness:.0%}"
        weight = weights["similar_name"] * (likeness - 0.5) * 2 * _telling(a, b)
        yield Reason(f"tên giống nhau {percent}", f"names alike by {percent}", weight)
    else:
        yield Reason("tên khác nhau", "names unlike", weights["unlike_name"])


def _telling(one: str, other: str) -> float:
    """How far two names could tell meetings apart, from 0 to 1: by the words in both that are not common."""
    rules = method()
    shared = (set(one.split()) & set(other.split())) - rules.common_words
    return min(1.0, sum(not word.isdigit() for word in shared) / rules.telling_words)


def _gap(one: tuple[date, date], other: tuple[date, date]) -> timedelta:
    return max(one[0] - other[1], other[0] - one[1])


def _company(one: MeetingSide, other: MeetingSide) -> Iterator[Reason]:
    rules = method()
    weights = rules.weights
    if one.hosts & other.hosts:
        yield Reason("cùng đơn vị tổ chức", "same host", weights["same_host"])
    elif one.hosts and other.hosts:
        yield Reason("đơn vị tổ chức khác", "other hosts", weights["other_host"])
    people, guests = len(one.people & other.people), len((one.guests | one.hosts) & (other.guests | other.hosts))
    if people:
        weight = min(people, rules.at_most) * weights["shared_person"]
        yield Reason(f"{people} người cùng dự", f"{people} persons in both", weight)
    if guests:
        weight = min(guests, rules.at_most) * weights["shared_guest"]
        yield Reason(f"{guests} cơ quan cùng dự", f"{guests} bodies in both", weight)
    if not people and not guests and one.people and other.people:
        yield Reason("không có ai chung", "nobody in both", weights["nobody_shared"])
