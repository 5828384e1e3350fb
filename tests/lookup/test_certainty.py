from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkg.lookup.certainty import Certainty, certainty
from govkg.model.interval import UNKNOWN, Interval, PartialDate


def span(text: str) -> Interval:
    begin, _, end = text.partition("/")
    return Interval(*(PartialDate.parse(part) if part else None for part in (begin, end)))


@pytest.mark.parametrize(
    ("on", "stated", "observed", "sure"),
    [
        ("2012-01-06", "/", "2012-01-06/2012-01-06", "certain"),
        ("2012-01-07", "/", "2012-01-06/2012-01-06", "last known"),
        ("2012-01-05", "/", "2012-01-06/2012-01-06", "not yet known"),
        ("2012-06-01", "/", "2012-01-06/2013-01-06", "likely"),
        ("2025-01-01", "/", "2012-01-06/2013-01-06", "last known"),
        ("2011-06-01", "2010/2012", "/", "certain"),
        ("2010-06-01", "2010/2012", "/", "likely"),
        ("2012-06-01", "2010/2012", "/", "likely"),
        ("2013-01-01", "2010/2012", "/", None),
        ("2009-12-31", "2010/", "2012-01-06/2012-01-06", None),
        ("2010-05-01", "2010-05-01/", "/", "certain"),
        ("2010-05-02", "2010-05-01/", "/", "last known"),
        ("2011-01-01", "2010-05-01/", "2012-01-06/2012-01-06", "likely"),
        ("2011-01-01", "/2012-01-06", "/", "not yet known"),
        ("2011-01-01", "/", "/", "not yet known"),
    ],
)
def test_how_sure(on: str, stated: str, observed: str, sure: str | None) -> None:
    assert certainty(date.fromisoformat(on), span(stated), span(observed)) == sure


def test_a_day_between_two_observations_on_which_it_was_observed_too() -> None:
    day = date(2012, 6, 1)
    assert certainty(day, UNKNOWN, span("2012-01-06/2013-01-06"), {day}) is Certainty.CERTAIN


def test_what_an_article_calls_past_is_over_from_that_day() -> None:
    observed, over = span("2012-01-06/2012-01-06"), date(2013, 1, 1)
    assert certainty(date(2012, 12, 31), UNKNOWN, observed, over=over) is Certainty.LAST_KNOWN
    assert certainty(over, UNKNOWN, observed, over=over) is None
    assert certainty(date(2012, 1, 1), UNKNOWN, UNKNOWN, over=over) is Certainty.LAST_KNOWN


DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))
PARTIAL = st.builds(
    lambda day, size: PartialDate(*(day.year, day.month, day.day)[:size]), DAYS, st.integers(min_value=1, max_value=3)
)


@given(PARTIAL, DAYS, DAYS, st.integers(min_value=1, max_value=20_000))
def test_no_end_is_never_read_as_still_in_office(begin: PartialDate, one: date, other: date, later: int) -> None:
    observed = Interval(*(PartialDate.of(day) for day in sorted((one, other))))
    last = max(one, other, begin.last)
    assert certainty(last + timedelta(days=later), Interval(begin), observed) is Certainty.LAST_KNOWN


@given(DAYS, DAYS, DAYS)
def test_only_points_and_closed_stretches_are_certain(on: date, one: date, other: date) -> None:
    first, last = sorted((one, other))
    between = Interval(PartialDate.of(first), PartialDate.of(last))
    assert (certainty(on, between, UNKNOWN) is Certainty.CERTAIN) == (first <= on <= last)
    assert (certainty(on, UNKNOWN, between) is Certainty.CERTAIN) == (on in (first, last))
