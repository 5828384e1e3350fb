"""Time expressions: what they cover, what they mean, and what is no date."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkg.model import interval
from govkg.text.dates import time_expressions
from govkg.text.missing_years import years_from_parts
from govkg.text.words import Words

WEDNESDAY = date(2014, 5, 21)


def read(text: str, published: date | None = WEDNESDAY) -> list[tuple[str, str]]:
    return [(found.span.of(text), str(found.when)) for found in time_expressions(Words.of(text), published)]


@pytest.mark.parametrize(
    ("text", "words", "when"),
    [
        ("Sáng nay, ngày 9/3/2011, Bộ họp.", "Sáng nay, ngày 9/3/2011", "2011-03-09"),
        ("Ngày 7.6.2011 đoàn đến.", "Ngày 7.6.2011", "2011-06-07"),
        ("Quyết định ký ngày 02-09-1998.", "ngày 02-09-1998", "1998-09-02"),
        ("Chiều 19/5, Sở công bố.", "Chiều 19/5", "2014-05-19"),
        ("Tối 19-5 mở cửa.", "Tối 19-5", "2014-05-19"),
        ("Sáng nay (21/5), Cục họp.", "Sáng nay (21/5", "2014-05-21"),
        ("Sáng (21/5), Cục họp.", "21/5", "2014-05-21"),
        ("ngày 3 tháng 4 năm 2010", "ngày 3 tháng 4 năm 2010", "2010-04-03"),
        ("ngày mùng 3 tháng 4", "ngày mùng 3 tháng 4", "2014-04-03"),
        ("Tháng 10/2013 khởi công", "Tháng 10/2013", "2013-10"),
        ("tháng 10 năm 2013", "tháng 10 năm 2013", "2013-10"),
        ("tháng 2-1931", "tháng 2-1931", "1931-02"),
        ("từ tháng 8/2007 đến tháng 7/2011", "từ tháng 8/2007 đến tháng 7/2011", "2007-08/2011-07"),
        ("từ tháng 3 đến tháng 5/2013", "từ tháng 3 đến tháng 5/2013", "2013-03/2013-05"),
        ("trong quý I", "quý I", "2014-01/2014-03"),
        ("trong quý III-IV/2012", "quý III-IV/2012", "2012-07/2012-12"),
        ("6 tháng đầu năm 2013", "6 tháng đầu năm 2013", "2013-01/2013-06"),
        ("Năm 2011 thu tăng", "Năm 2011", "2011"),
        ("giai đoạn 2011 - 2020", "giai đoạn 2011 - 2020", "2011/2020"),
        ("từ năm 2008 đến năm 2012", "từ năm 2008 đến năm 2012", "2008/2012"),
        ("Hôm qua họp", "Hôm qua", "2014-05-20"),
        ("sáng mai họp", "sáng mai", "2014-05-22"),
        ("tuần trước họp", "tuần trước", "2014-05-12/2014-05-18"),
        ("tháng trước họp", "tháng trước", "2014-04"),
        ("năm ngoái họp", "năm ngoái", "2013"),
        ("từ ngày 1/2/2003 đến 30/4/2005", "từ ngày 1/2/2003 đến 30/4/2005", "2003-02-01/2005-04-30"),
        ("kéo dài từ 11 đến 17/5/2013", "từ 11 đến 17/5/2013", "2013-05-11/2013-05-17"),
        ("từ ngày 11-17/5", "từ ngày 11-17/5", "2014-05-11/2014-05-17"),
        ("hai ngày 28 và 29/4", "hai ngày 28 và 29/4", "2014-04-28/2014-04-29"),
        ("từ ngày 28/12 đến ngày 3/1", "từ ngày 28/12 đến ngày 3/1", "2013-12-28/2014-01-03"),
        ("ngày 5/12 năm ấy", "ngày 5/12", "2013-12-05"),  # the last such day
        ("ngày 5/6 tới", "ngày 5/6", "2014-06-05"),  # close ahead
        ("ngày 4/4 tới", "ngày 4/4", "2015-04-04"),  # said to be still to come
        ("ngày 29/2", "ngày 29/2", "2012-02-29"),
    ],
)
def test_reads(text: str, words: str, when: str) -> None:
    assert (words, when) in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thắng 2-1, hơn 1/3 số phiếu",
        "quốc lộ 5/7A",
        "ngày 31/2 và ngày 31/4/2013",
        "Nghị định 12/2010/NĐ-CP và 16,8 tỷ, 1.500 người",
        "tháng 13/2012",
        "từ ngày 20/5/2013 đến ngày 10/5/2013",
        "từ tháng 8/2013 đến tháng 7/2013",
    ],
)
def test_no_dates(text: str) -> None:
    assert read(text) == []


def test_days_before_and_after_are_counted_from_the_day_told_last() -> None:
    assert read("Ngày 2/5/2014 họp. Một ngày trước đó, đoàn đến.")[1] == ("Một ngày trước đó", "2014-05-01")
    assert read("Ngày 2/5/2014 họp. Ba ngày sau đó bế mạc.")[1] == ("Ba ngày sau đó", "2014-05-05")
    assert read("Hai ngày trước đó, đoàn đến.") == [("Hai ngày trước đó", "None")]


def test_same_day_is_the_day_told_last() -> None:
    assert read("Ngày 2/5 họp. Chiều cùng ngày bế mạc.")[1] == ("Chiều cùng ngày", "2014-05-02")
    since = read("Ngày 2/5 họp. Đất thuê từ ngày 3/4/2010. Cùng ngày bế mạc.")
    assert since[2] == ("Cùng ngày", "2014-05-02")
    earlier = time_expressions(Words.of("Cùng ngày, đoàn về."), WEDNESDAY, interval.PartialDate(2014, 5, 1))
    assert str(earlier[0].when) == "2014-05-01"


def test_two_relative_days_stay_two() -> None:
    assert [when for _, when in read("hôm qua, sáng nay")] == ["2014-05-20", "2014-05-21"]


def test_without_publication_a_year_comes_only_from_its_sentence() -> None:
    assert read("Ngày 17/2 khai mạc Hội thao năm 2015. Năm 2016 nghỉ.", None)[0] == ("Ngày 17/2", "2015-02-17")
    assert read("Tối 17/2 khai mạc Hội thao năm 2015.", None)[0] == ("Tối 17/2", "2015-02-17")
    assert read("Từ tháng 3 đến tháng 5 có Hội thao năm 2015.", None)[0][1] == "None"
    assert read("Ngày 17/2 tổng kết năm 2015, bàn việc năm 2016.", None)[0][1] == "None"
    assert read("Ngày 17/2. Hội thao năm 2015.", None)[0][1] == "None"
    assert read("hôm qua", None) == [("hôm qua", "None")]


def test_a_jubilee_kept_soon_after_tells_the_year_and_what_is_planned_for_a_year_may_be_passed_before() -> None:
    assert read("Sáng 28/8 kỷ niệm 9 năm ngày thành lập (1/9/2008-1/9/2017).", None)[0] == ("Sáng 28/8", "2017-08-28")
    assert read("Sáng 28/3 kỷ niệm 9 năm ngày thành lập (1/9/2008-1/9/2017).", None)[0][1] == "None"
    assert read("Sáng 28/12 bàn nhiệm vụ của tỉnh năm 2019.", None)[0] == ("Sáng 28/12", "2018-12-28")
    assert read("Chương trình giám sát của Quốc hội năm 2016 thông qua sáng 18/6.", None)[-1][1] == "None"


def test_an_act_is_not_cited_before_it_is_made() -> None:
    cited = "Lễ công bố Nghị định số 19/2012/NĐ-CP ngày 26/12/2012 được tổ chức sáng 22/2."
    assert [when for _, when in read(cited, None)] == ["2012-12-26", "None"]
    applied = "Nghị định số 19/2012/NĐ-CP ngày 26/1/2012 được công bố sáng 22/2."
    assert [when for _, when in read(applied, None)] == ["2012-01-26", "2012-02-22"]


def test_a_year_in_what_somebody_says_is_no_year_of_the_day() -> None:
    assert read("Ngày 3/4, ông Bình cho biết cây cầu có từ năm 1964.", None)[0] == ("Ngày 3/4", "None")
    assert read("Ngày 3/4, ông Bình cho biết sự cố xảy ra ngày 3/4/2011.", None)[0] == ("Ngày 3/4", "2011-04-03")
    told = read("Ngày 5/10, ông Thịnh cho biết phí mới thu từ ngày 1/1/2016.", None)
    assert told[0] == ("Ngày 5/10", "None")


def test_without_publication_a_day_may_follow_soon_after_one_whose_year_is_told() -> None:
    cites = "Ngày 9/5, đoàn bắt đầu làm việc. Quyết định được ký ngày 20/4/2011."
    assert read(cites, None)[0] == ("Ngày 9/5", "2011-05-09")
    assert read("Ngày 3/1, đoàn bắt đầu làm việc. Quyết định được ký ngày 20/12/2011.", None)[0][1] == "2012-01-03"
    assert read(f"{cites} Việc này phải xong trong năm 2013.", None)[0][1] == "None"
    assert read("Ngày 9/9, đoàn bắt đầu làm việc. Quyết định được ký ngày 20/4/2011.", None)[0][1] == "None"


def test_a_year_summed_up_and_the_next_one_planned_tell_when_both_are_done() -> None:
    text = "Sáng {}, TP. Mỹ Tho tổng kết công tác cấp nước năm 2015 và triển khai nhiệm vụ năm 2016."
    days = [str(time_expressions(Words.of(text.format(day)))[0].when) for day in ("19/1", "20-12", "5/6")]
    assert days == ["2016-01-19", "2015-12-20", "None"]


def test_a_period_to_come_is_no_later_year() -> None:
    text = "Luật có hiệu lực từ ngày 1/2/2019. Cuộc họp ngày 3/3 bàn quy hoạch giai đoạn 2021-2030."
    assert str(time_expressions(Words.of(text))[1].when) == "2019-03-03"


def test_a_day_has_its_year_from_another_part() -> None:
    parts = ["Sáng 9/8, tỉnh A họp.", "Ngày 9/8/2011, tỉnh A họp."]
    found = list(years_from_parts([time_expressions(Words.of(part)) for part in parts], parts))
    assert [str(one.when) for part in found for one in part] == ["2011-08-09"] * 2


def test_basis_says_what_was_filled_in() -> None:
    found = time_expressions(Words.of("ngày 3/4/2010, ngày 3/5 và hôm qua"), datetime(2014, 5, 21, 8, 30))
    assert [each.basis for each in found] == ["stated", "inferred", "relative"]


@given(st.text(alphabet="0123456789/-. ngàythánnămquýđếI()", max_size=60))
def test_any_text_gives_spans_in_order(text: str) -> None:
    found = time_expressions(Words.of(text), WEDNESDAY)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(each.when.begin is None or each.when.may_hold(each.when.begin.first) for each in found)


@pytest.mark.parametrize("text", ["1/" * 100_000, "ngày " * 40_000, "từ 1 " * 40_000, "(1-1" * 50_000])
def test_hostile_text_costs_no_more_than_other_text(text: str) -> None:
    assert time_expressions(Words.of(text), WEDNESDAY) is not None
    assert time_expressions(Words.of(text)) is not None
