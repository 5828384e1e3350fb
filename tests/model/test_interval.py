"""Partial dates stay partial."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkg.model.interval import Interval, PartialDate

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize("text", ["2012", "2012-01", "2012-01-06"])
def test_text_and_back(text: str) -> None:
    assert str(PartialDate.parse(text)) == text


@pytest.mark.parametrize("text", ["", "12", "2012-1-6", "2012-13", "2012-02-30", "6/1/2012"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        PartialDate.parse(text)


def test_a_month_reaches_from_its_first_day_to_its_last() -> None:
    month = PartialDate(2012, 2)
    assert (month.first, month.last) == (date(2012, 2, 1), date(2012, 2, 29))
    assert not month.is_day


def test_a_day_needs_its_month() -> None:
    with pytest.raises(ValueError, match="month"):
        PartialDate(2012, None, 6)


@given(DAYS, DAYS, DAYS)
def test_an_interval_holds_exactly_the_days_between_its_bounds(one: date, other: date, day: date) -> None:
    begin, end = sorted((one, other))
    interval = Interval(PartialDate.of(begin), PartialDate.of(end))
    assert interval.may_hold(day) == (begin <= day <= end)
    assert Interval(None, PartialDate.of(end)).may_hold(begin - timedelta(days=1))
