"""Publication dates as pages write them."""

from datetime import date, datetime

import pytest

from govkg.sources.published import of_address, parse, within


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thứ tư, 12/03/2014 - 09:40", date(2014, 3, 12)),
        ("Thứ sáu, 7/3/2014", date(2014, 3, 7)),
        ("Cập nhật: 16:20 - 04/05/2013", date(2013, 5, 4)),
        ("Cập nhật lúc 16:20:31-04/05/2013", date(2013, 5, 4)),
        ("Ngày đăng: 11/10/2011", date(2011, 10, 11)),
        ("Đăng 2011-10-11, 8 giờ", date(2011, 10, 11)),
        ("Thứ hai 11.10.2011 | Lượt xem: 1205", date(2011, 10, 11)),
        ("Vĩnh Long, ngày 03 tháng 02 năm 2020", date(2020, 2, 3)),
        ("Ngày 3 tháng 2 năm 2020 (03/02/2020)", date(2020, 2, 3)),
        ("20/10/2013 20:11", datetime(2013, 10, 20, 20, 11)),
    ],
)
def test_the_one_day_within_the_words_around_it(text: str, expected: date) -> None:
    assert within(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Thứ tư",
        "Đăng 11/10/2011, sửa 12/10/2011",
        "Từ 11-13/10/2011",
        "Ngày đăng: 31/02/2012",
        "Ngày đăng: 31/02/2012 và 1/3/2012",
        "Số 12/10/2011/NQ",
        "Số 1/12/10/2011",
        "Ngày đăng: 11/10/11",
    ],
)
def test_no_one_day_within(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        within(text)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/thoi-su/hop-bao-20190423101512345.htm", date(2019, 4, 23)),
        ("https://example.org/thoi-su/hop-bao-2019042310151234.htm", date(2019, 4, 23)),
        ("https://example.org/2019/4/23/hop-bao.html", date(2019, 4, 23)),
        ("https://example.org/2019-04-23/hop-bao.html", date(2019, 4, 23)),
        ("https://example.org/hop-bao-20190423.htm", None),
        ("https://example.org/hop-bao-20191399101512345.htm", None),
        ("https://example.org/hop-bao-20190423999912.htm", None),
        ("https://example.org/201904/hop-bao-1220190423101512345.htm", None),
        ("https://example.org/2019/04/hop-bao.html", None),
        ("", None),
    ],
)
def test_the_day_that_an_address_tells(url: str, expected: date | None) -> None:
    assert of_address(url) == expected
