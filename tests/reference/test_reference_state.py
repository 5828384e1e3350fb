"""What the files say of the state: counts on a day, and what became of a body."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from reference_state import Body, state

from govkg.vocabulary import Dct, Gov

BEFORE, AFTER = date(2025, 2, 28), date(2025, 3, 1)


@pytest.mark.parametrize(
    ("day", "ministries", "ministerial"),
    [(date(2008, 1, 1), 18, 4), (date(2012, 6, 1), 18, 4), (BEFORE, 18, 4), (AFTER, 14, 3), (date(2026, 1, 1), 14, 3)],
)
def test_ministries_on_a_day(day: date, ministries: int, ministerial: int) -> None:
    labels = state().of_class(Gov.Ministry, day)
    assert len([label for label in labels if label.startswith("Bộ ")]) == ministries
    assert len([label for label in labels if not label.startswith("Bộ ")]) == ministerial


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2008, 7, 31), 64), (date(2008, 8, 1), 63), (date(2012, 6, 1), 63), (date(2025, 6, 30), 63),
        (date(2025, 7, 1), 34),
    ],
)  # fmt: skip
def test_provinces_on_a_day(day: date, count: int) -> None:
    provinces = state().of_class(Gov.Province, day)
    assert len(provinces) == count
    for head, kind in (("Ủy ban nhân dân", Gov.LocalGovernment), ("Hội đồng nhân dân", Gov.Legislature)):
        offices = [label for label in state().of_class(kind, day) if label.startswith(head)]
        assert len(offices) == count
    committees = [label for label in state().of_class(Gov.PartyBody, day) if label.startswith(("Tỉnh ủy", "Thành ủy"))]
    assert len(committees) == count


def test_cities_after_july_2025() -> None:
    cities = [name for name in state().of_class(Gov.Province, date(2025, 7, 1)) if name.startswith("Thành phố")]
    assert cities == [
        f"Thành phố {name}" for name in ("Cần Thơ", "Huế", "Hà Nội", "Hải Phòng", "Hồ Chí Minh", "Đà Nẵng")
    ]


@pytest.mark.parametrize(("day", "committees"), [(date(2012, 6, 1), 10), (date(2022, 1, 1), 10), (date(2026, 1, 1), 8)])
def test_council_and_committees_of_the_assembly(day: date, committees: int) -> None:
    """The Ethnic Council and nine committees; seven from 2025 on."""
    assembly = state().named("Quốc hội").iri
    standing = [
        body.label
        for body in state().bodies.values()
        if body.parents == (assembly,) and body.valid.may_hold(day)
        and (body.label == "Hội đồng Dân tộc" or _is_committee(body))
    ]  # fmt: skip
    assert len(standing) == committees, standing


def _is_committee(body: Body) -> bool:
    return body.label.startswith("Ủy ban") and "Hiến pháp" not in body.label and "Thường vụ" not in body.label


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("Tổng cục Tiêu chuẩn Đo lường Chất lượng", "Ủy ban Tiêu chuẩn Đo lường Chất lượng Quốc gia"),
        ("Bộ Thông tin và Truyền thông", "Bộ Khoa học và Công nghệ"),
        ("Bộ Bưu chính, Viễn thông", "Bộ Khoa học và Công nghệ"),
        ("Bộ Kế hoạch và Đầu tư", "Bộ Tài chính"),
        ("Bộ Giao thông vận tải", "Bộ Xây dựng"),
        ("Bộ Thủy sản", "Bộ Nông nghiệp và Môi trường"),
        ("Bộ Lao động - Thương binh và Xã hội", "Bộ Nội vụ"),
        ("Ủy ban Dân tộc", "Bộ Dân tộc và Tôn giáo"),
        ("Ủy ban Kinh tế", "Ủy ban Kinh tế và Tài chính"),
        ("Tỉnh Hà Tây", "Thành phố Hà Nội"),
        ("Tỉnh Thừa Thiên Huế", "Thành phố Huế"),
        ("Tỉnh Bà Rịa - Vũng Tàu", "Thành phố Hồ Chí Minh"),
        ("Tỉnh Vĩnh Phúc", "Tỉnh Phú Thọ"),
    ],
)
def test_a_body_can_be_followed_to_today_and_back(then: str, now: str) -> None:
    old, new = state().named(then), state().named(now)
    assert new.iri in state().became(old.iri)
    assert old.iri in state().was(new.iri)
    assert not old.valid.may_hold(date(2026, 1, 1))
    assert new.valid.may_hold(date(2026, 1, 1))
    assert new.iri not in state().was(old.iri), "time has one direction"


def test_each_of_the_29_merged_provinces_leads_to_one_of_34() -> None:
    ended = set(state().of_class(Gov.Province, date(2025, 6, 30))) - set(
        state().of_class(Gov.Province, date(2025, 7, 1))
    )
    assert len(ended) == 29
    for label in ended:
        (successor,) = state().became(state().named(label).iri)
        assert Gov.Province in state().bodies[successor].classes


def test_changes_agree_with_the_days_of_their_bodies() -> None:
    """What a change ends has ended by then, what it founds has not begun before; what goes on is on both sides."""
    for change in state().changes:
        for iri in change.before - change.after:
            end = state().bodies[iri].valid.end
            assert end is None or end.first <= change.on.last, change.iri
        for iri in change.after - change.before:
            begin = state().bodies[iri].valid.begin
            assert begin is None or change.on.first <= begin.last, change.iri
        assert change.before
        assert change.after
        assert change.before != change.after


def test_ministries_and_changes_by_law_have_their_source() -> None:
    """Ministries of 2008 and later rest on an act, and so do the changes of 1 March and 1 July 2025 that laws made."""
    ministries = [
        body.iri
        for body in state().bodies.values()
        if Gov.Ministry in body.classes and (body.valid.end is None or body.valid.end.last.year > 2007)
    ]
    mergers = [
        change.iri
        for change in state().changes
        if change.on.first in (date(2025, 3, 1), date(2025, 7, 1))
        and all({Gov.Ministry, Gov.Province} & set(state().bodies[iri].classes) for iri in change.before | change.after)
    ]
    assert len(ministries) == 24
    assert len(mergers) == 6 + 23
    assert not [iri for iri in (*ministries, *mergers) if not state().values(iri, Dct.source)]


def test_five_mergers_of_ministries_on_1_march_2025() -> None:
    merged = [
        change
        for change in state().changes
        if change.on.first == date(2025, 3, 1)
        and all(Gov.Ministry in state().bodies[iri].classes for iri in change.before | change.after)
        and len(change.before) == 2
    ]
    assert len(merged) == 5


def test_units_of_the_ministry_of_science_and_technology() -> None:
    """Decree 55/2025/NĐ-CP lists 25 of them; the directorate's centres and institutes hang below it."""
    parent = state().named("Bộ Khoa học và Công nghệ").iri
    units = [body for body in state().bodies.values() if body.parents == (parent,)]
    assert len([unit for unit in units if unit.valid.may_hold(date(2026, 1, 1))]) >= 25
    directorate = state().named("Tổng cục Tiêu chuẩn Đo lường Chất lượng").iri
    assert len([body for body in state().bodies.values() if body.parents == (directorate,)]) >= 12


def test_editions_of_a_standard_form_one_chain() -> None:
    editions = ["iso-9001-1987", "iso-9001-1994", "iso-9001-2000", "iso-9001-2008", "iso-9001-2015"]
    base = "https://w3id.org/govkg/id/standard/"
    for one, other in pairwise(editions):
        assert state().values(base + one, Gov.replacedBy) == (base + other,)
    assert state().values(base + "tcvn-iso-9001-2008", Gov.identicalTo) == (base + "iso-9001-2008",)
    assert state().values(base + "iso-9001-2008", Gov.editionOf) == (base + "iso-9001",)
