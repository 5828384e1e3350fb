"""What speaks for and against two persons being one."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest
from graph_examples import ORGANIZATION, small_reference

from govkg.folding import fold
from govkg.graph.clustering import Comparison
from govkg.graph.person_method import method, name_weight
from govkg.graph.person_side import PersonSide
from govkg.graph.persons import PersonComparer
from govkg.graph.profiles import PersonProfile, Seat
from govkg.model.facts import TenureStatus

COMMON, RARE = "Nguyễn Văn Hùng", "Hà Sơn Nhin"
_NUMBERS = count()


def seat(title: str, body: str | None = None, status: TenureStatus = "current", name: str = "") -> Seat:
    return Seat(fold(title), ORGANIZATION + body if body else None, status, title, name)


def side(name: str, *seats: Seat, day: date | None = None, beside: tuple[str, ...] = ()) -> PersonSide:
    mention = f"a{next(_NUMBERS)}#person"
    return PersonSide((PersonProfile(mention, name, day, frozenset(seats), frozenset(beside), frozenset()),))


def compared(one: PersonSide, other: PersonSide) -> Comparison:
    return PersonComparer(small_reference())(one, other)


def joined(one: PersonSide, other: PersonSide) -> bool:
    comparison = compared(one, other)
    return comparison.odds >= method().threshold and comparison.contradiction is None


def test_a_rare_name_says_more_than_a_common_one() -> None:
    assert name_weight(fold(RARE)) > name_weight(fold("Lê Quang Vinh")) > name_weight(fold(COMMON))
    assert joined(side(RARE), side(RARE))
    assert not joined(side(COMMON), side(COMMON))


def test_a_given_name_alone_joins_nobody() -> None:
    assert not joined(side("Hùng"), side("Hùng"))


def test_the_same_post_joins_also_a_common_name() -> None:
    assert joined(side(COMMON, seat("Thứ trưởng", "bo-moi")), side(COMMON, seat("Thứ trưởng", "bo-moi")))


def test_the_post_in_the_body_that_came_before_is_the_same_post() -> None:
    comparison = compared(side(COMMON, seat("Thứ trưởng", "bo-cu")), side(COMMON, seat("Thứ trưởng", "bo-moi")))
    assert any(reason.en.startswith("same post") for reason in comparison.reasons)


def test_unrelated_bodies_part_a_common_name() -> None:
    assert not joined(side(COMMON, seat("Vụ trưởng", "bo-moi")), side(COMMON, seat("Giám đốc", "ubnd-nghe-an")))


def test_a_shared_membership_is_no_shared_post() -> None:
    member = seat("Đại biểu", "bo-khac")
    assert not joined(
        side(COMMON, member, seat("Giám đốc", "bo-moi")), side(COMMON, member, seat("Giám đốc", "ubnd-nghe-an"))
    )


def test_the_company_joins_who_has_no_post() -> None:
    beside = ("kieu huu thien", "trieu mui nai")
    assert joined(side("Lê Quang Vinh", beside=beside), side("Lê Quang Vinh", beside=beside))


def test_diacritics_part_unless_the_post_joins() -> None:
    assert not joined(side("Hà Sơn Nhin"), side("Hà Sơn Nhín"))
    post = seat("Thứ trưởng", "bo-moi")
    assert joined(side("Hà Sơn Nhin", post), side("Hà Sơn Nhín", post))


@pytest.mark.parametrize(
    ("days", "contradicts"),
    [
        ((date(2012, 1, 1), date(2012, 6, 1), date(2012, 3, 1)), True),
        ((date(2012, 1, 1), date(2012, 2, 1), date(2012, 3, 1)), False),
    ],
)
def test_two_ministers_at_once_are_two_persons(days: tuple[date, date, date], contradicts: bool) -> None:
    minister = seat("Bộ trưởng", "bo-moi")
    one = side(RARE, minister, day=days[0]).merge(side(RARE, minister, day=days[1]))
    other = side(RARE, seat("Bộ trưởng", "bo-khac"), day=days[2])
    assert (compared(one, other).contradiction is not None) is contradicts


def test_other_years_of_birth_are_other_persons() -> None:
    def born(year: int) -> PersonSide:
        profile = PersonProfile(
            f"a{next(_NUMBERS)}#person", RARE, None, frozenset(), frozenset(), frozenset(), frozenset({year})
        )
        return PersonSide((profile,))

    assert compared(born(1960), born(1961)).contradiction is not None
    assert joined(born(1960), born(1960))
    assert compared(born(1960), side(RARE)).contradiction is None


def test_two_posts_that_one_article_gives_together_are_no_contradiction() -> None:
    both = side(RARE, seat("Bộ trưởng", "bo-moi"), seat("Bộ trưởng", "bo-khac"), day=date(2012, 1, 1))
    other = side(RARE, seat("Bộ trưởng", "bo-khac"), day=date(2012, 1, 1))
    assert compared(both, other).contradiction is None


def test_reasons_are_in_both_languages_and_sum_up_to_the_odds() -> None:
    comparison = compared(side(RARE, seat("Bộ trưởng", "bo-moi")), side(RARE, seat("Thứ trưởng", "bo-moi")))
    assert comparison.odds == pytest.approx(sum(reason.weight for reason in comparison.reasons))
    assert all(reason.vi and reason.en for reason in comparison.reasons)


def test_provinces_and_bodies_of_the_reference_data() -> None:
    data = small_reference()
    nghe_an = ORGANIZATION + "tinh-nghe-an"
    assert data.province(ORGANIZATION + "ubnd-nghe-an", "Ủy ban nhân dân tỉnh Nghệ An") == nghe_an
    assert data.province(ORGANIZATION + "khac", "Sở Y tế Nghệ An") == nghe_an
    assert data.province(ORGANIZATION + "khac", "Sở Y tế") is None
    assert data.same_body(ORGANIZATION + "bo-moi", ORGANIZATION + "bo-cu")
    assert not data.same_body(ORGANIZATION + "bo-moi", ORGANIZATION + "bo-khac")
