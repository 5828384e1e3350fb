"""Publication dates as pages write them."""

from datetime import date, datetime

import pytest

from govkg.sources.published import parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2013-10-20", date(2013, 10, 20)),
        ("2013-10-20T20:11", datetime(2013, 10, 20, 20, 11)),
        ("2013-10-20T20:11:05Z", datetime(2013, 10, 21, 3, 11, 5)),
        ("2013-10-20 20:11:00+07:00", datetime(2013, 10, 20, 20, 11)),
        ("20/10/2013 20:11", datetime(2013, 10, 20, 20, 11)),
        ("3/7/2012", date(2012, 7, 3)),
        ("6.1.2012", date(2012, 1, 6)),
        ("Hà Nội, ngày 6 tháng 01 năm 2012", date(2012, 1, 6)),
    ],
)
def test_dates(text: str, expected: date) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize("text", ["", "hôm nay", "31/02/2012", "2012", "13-13-2012", "6/1/12"])
def test_no_dates(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse(text)
