"""Who held a post on a day, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, overload

from pyoxigraph import Literal

from govkg import notebook
from govkg.errors import NotFound
from govkg.extraction.lexicon import titles
from govkg.folding import bare, fold
from govkg.lookup.certainty import ORDER, Certainty
from govkg.lookup.entities import Organization, Person, Post
from govkg.lookup.evidence import Evidence
from govkg.lookup.facts import Tenure, held
from govkg.results import frame
from govkg.vocabulary import Gov, Skos

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS = ("person", "post", "organization", "certainty", "observed", "stated", "quote", "article")


@dataclass(frozen=True, slots=True)
class Holder:
    """One who may have held the post, how sure that is, and the tenure that says so."""

    person: Person
    tenure: Tenure
    certainty: Certainty

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The sentences that the tenure rests on."""
        return self.tenure.evidence

    def to_dict(self) -> dict[str, Any]:
        """As JSON values."""
        tenure = self.tenure
        return {
            "person": {"iri": self.person.iri, "name": self.person.name},
            "post": tenure.post.title if tenure.post else None,
            "organization": tenure.organization.name if tenure.organization else None,
            "certainty": self.certainty.value,
            "observed": str(tenure.observed) if tenure.observed else None,
            "stated": str(tenure.stated) if tenure.stated else None,
            "evidence": [evidence.to_dict() for evidence in self.evidence],
        }


@dataclass(frozen=True, slots=True)
class Holding(Sequence[Holder]):
    """The answer to "who held this post on this day": its holders, the surest first."""

    post: str
    organization: Organization
    on: date
    holders: tuple[Holder, ...]

    @property
    def certainty(self) -> Certainty:
        """How sure the surest is."""
        return self.holders[0].certainty if self.holders else Certainty.NOT_YET_KNOWN

    @overload
    def __getitem__(self, index: int) -> Holder: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Holder, ...]: ...

    def __getitem__(self, index: int | slice) -> Holder | tuple[Holder, ...]:
        return self.holders[index]

    def __len__(self) -> int:
        return len(self.holders)

    def __iter__(self) -> Iterator[Holder]:
        return iter(self.holders)

    def to_dict(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "post": self.post,
            "organization": {"iri": self.organization.iri, "name": self.organization.name},
            "on": self.on.isoformat(),
            "certainty": self.certainty.value,
            "holders": [holder.to_dict() for holder in self.holders],
        }

    def to_pandas(self) -> pd.DataFrame:
        """A row each holder, with the latest sentence that says so."""
        return frame([dict(zip(_COLUMNS, line, strict=True)) for line in self._lines()], _COLUMNS)

    def _lines(self) -> Iterator[list[str | None]]:
        for holder in self.holders:
            tenure, latest = holder.tenure, holder.evidence[-1:]
            yield [
                holder.person.name,
                tenure.post.title if tenure.post else None,
                tenure.organization.name if tenure.organization else None,
                holder.certainty.value,
                str(tenure.observed) if tenure.observed else None,
                str(tenure.stated) if tenure.stated else None,
                latest[0].quote if latest else None,
                (latest[0].article.url or latest[0].article.title) if latest else None,
            ]

    def _repr_html_(self) -> str:
        return notebook.table(_COLUMNS, self._lines(), len(self.holders))


def who_held(post: str, organization: Organization, on: date) -> Holding:
    """Who held the post of this title (in any spelling, or the English name of its role) on a day.

    A title may hold the name of a part of the body: "Vụ trưởng Vụ Pháp chế", "Chủ tịch Hội đồng quản trị".

    Of a post with one seat, only one can be the last that is known, and none beside one who held it that day.

    Raises:
        NotFound: the body has no post of that title, with the titles that it has.

    """
    posts = _posts(post, organization)
    found: list[Holder] = []
    for each in posts:
        found += _holders(each, on)
    found.sort(key=lambda holder: ORDER.index(holder.certainty))
    return Holding(post, organization, on, tuple(found))


def _posts(title: str, organization: Organization) -> list[Post]:
    posts = organization.posts
    for key in (fold, bare):
        wanted = {key(title), key(_written_out().get(key(title), title))}
        for names in (_titles, _roles):
            if found := [post for post in posts if not wanted.isdisjoint(map(key, names(post)))]:
                return found
        of_parts = (post for part in organization.parts for post in part.posts)
        if found := [post for post in of_parts if key(_in_whole(post, organization)) in wanted]:
            return found
    known = sorted({post.title for post in posts if post.title})
    raise NotFound(f"{title}, {organization.name}", known)


@cache
def _written_out() -> dict[str, str]:
    """The titles that other spellings stand for, by both keys of those: "Chủ tịch HĐTV" and "chu tich hdtv"."""
    return {key(form): title.name for form, title in titles() for key in (bare, fold)}


def _in_whole(post: Post, whole: Organization) -> str:
    """What a post in a part is called in the whole: "Chủ tịch Hội đồng quản trị" of a firm chairs the firm's board."""
    part = post.organization.name if post.organization is not None else ""
    return f"{post.title} {part.removesuffix(whole.name)}".rstrip()


def _titles(post: Post) -> Iterator[str]:
    yield from filter(None, (post.title, post.name))


def _roles(post: Post) -> Iterator[str]:
    """What the closed list of roles calls it, in every language."""
    for role in post.linked(Gov.postRole):
        for property_ in (Skos.prefLabel, Skos.altLabel):
            yield from (term.value for term in role.terms(property_) if isinstance(term, Literal))


def _holders(post: Post, on: date) -> list[Holder]:
    held_then = held(post.tenures, on)
    found = [Holder(tenure.person, tenure, sure) for tenure, sure in held_then if tenure.person is not None]
    return _seated(found) if _has_one_seat(post) else found


def _seated(holders: list[Holder]) -> list[Holder]:
    """Of one seat: who held it that day; else the last before, and the first after it."""
    held = [holder for holder in holders if holder.certainty in (Certainty.CERTAIN, Certainty.LIKELY)]
    if held:
        return held
    before = [holder for holder in holders if holder.certainty is Certainty.LAST_KNOWN]
    after = [holder for holder in holders if holder.certainty is Certainty.NOT_YET_KNOWN]
    return [
        *sorted(before, key=lambda holder: _end(holder.tenure))[-1:],
        *sorted(after, key=lambda holder: holder.tenure.order)[:1],
    ]


def _has_one_seat(post: Post) -> bool:
    seats = (
        term.value
        for role in post.linked(Gov.postRole)
        for term in role.terms(Gov.oneSeat)
        if isinstance(term, Literal)
    )
    return "true" in seats


def _end(tenure: Tenure) -> date:
    known = (tenure.stated_end, tenure.observed_last, tenure.observed_first, tenure.stated_begin)
    return max((point.last for point in known if point is not None), default=date.min)
