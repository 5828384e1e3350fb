"""How days are written."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from govkg.model.interval import PartialDate
from govkg.wording import day


@pytest.mark.parametrize(
    ("when", "vi", "en"),
    [
        ("2013-10-22", "22/10/2013", "22 October 2013"),
        ("2013-01-02", "02/01/2013", "2 January 2013"),
        ("2013-10", "10/2013", "October 2013"),
        ("2013", "2013", "2013"),
        (PartialDate(2013, 10), "10/2013", "October 2013"),
        (date(2013, 10, 22), "22/10/2013", "22 October 2013"),
        (datetime(2013, 10, 22, 7, 30), "22/10/2013", "22 October 2013"),
        ("hôm qua", "hôm qua", "hôm qua"),
        ("", "", ""),
    ],
)
def test_a_day_is_written_as_people_do(when: PartialDate | date | str, vi: str, en: str) -> None:
    assert (day(when, "vi"), day(when, "en")) == (vi, en)
