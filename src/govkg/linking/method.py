"""The reviewed numbers by which candidates are weighed: data/linking/method.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, cast

from govkg import datafile
from govkg.kinds import Family
from govkg.linking.profile import LINKED

_FILE: Final = "data/linking/method.yaml"
_WEIGHTS: Final = (
    "name_vi", "name_en", "name_other", "name_short", "name_bare", "name_rarity",
    "family_same", "family_unknown", "family_other", "kind_same", "kind_other",
    "country_same", "country_unknown", "country_other",
    "born_same_day", "born_same_year", "born_near", "born_other", "died_before",
    "post_same", "post_time_same", "post_time_other", "post_time_far", "body_same", "posts_other",
    "times_apart", "begin_same", "begin_other", "end_same", "end_other", "end_unsaid", "parent_same", "parent_other",
    "number_same", "number_other", "issued_same_day", "issued_same_year", "issued_other", "issued_unsaid",
    "edition_other",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Method:
    """The numbers of the file."""

    name: str
    bar: float
    margin: float
    weights: Mapping[Family, Mapping[str, float]]
    small_words: frozenset[str]
    title_words: frozenset[str]
    curated_since: int
    far_years: float


@cache
def method() -> Method:
    """The method of this installation.

    Raises:
        DataError: the file is wrong, with the line.

    """
    file = datafile.read(_FILE)
    return Method(
        name=file["method"].text(),
        bar=file["bar"].number(),
        margin=file["margin"].number(),
        weights={
            cast(Family, family): {name: entry.number() for name, entry in weights.fields(*_WEIGHTS).items()}
            for family, weights in file["weights"].fields(*LINKED).items()
        },
        small_words=frozenset(file["small_words"].texts()),
        title_words=frozenset(file["title_words"].texts()),
        curated_since=int(file["curated_since"].number()),
        far_years=file["far_years"].number(),
    )
