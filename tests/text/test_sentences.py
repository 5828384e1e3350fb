from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkg.text.sentences import sentences


def split(text: str) -> list[str]:
    return [sentence.of(text) for sentence in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Hội nghị diễn ra ngày 6.4.2011 tại TP. Đà Lạt.",
        "GS.TS. Lê Văn A và PGS. Trần B dự.",
        "Chi 90.000 đồng, tăng 1.5 lần.",
        "Ông Nguyễn V. A trả lời.",
        "Trang tin chinhphu.vn đưa tin.",
        "một dòng bị ngắt\ngiữa chừng khi gõ",
    ],
)
def test_one_sentence(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Bộ họp. Sở dự.", ["Bộ họp.", "Sở dự."]),
        ("Bộ họp.Bộ trưởng nói.", ["Bộ họp.", "Bộ trưởng nói."]),
        ("Quốc hội khóa X. Chính phủ trình.", ["Quốc hội khóa X.", "Chính phủ trình."]),
        ("“Cần làm ngay.” Ông A nói…", ["“Cần làm ngay.”", "Ông A nói…"]),
        ("Tiêu đề\n\nNội dung", ["Tiêu đề", "Nội dung"]),
        ("Dòng một\nDòng hai", ["Dòng một", "Dòng hai"]),
        ("Ảnh: TTX/Lê Nam Thủ tướng tới dự.", ["Ảnh: TTX/Lê Nam", "Thủ tướng tới dự."]),
        ("Đoàn thăm xã (Ảnh: ABC) Tham dự có ba người.", ["Đoàn thăm xã (Ảnh: ABC)", "Tham dự có ba người."]),
        ("Hết./. Bộ họp", ["Hết./.", "Bộ họp"]),
        ("Chưa có giấy phép Tại cuộc họp, ông A nói.", ["Chưa có giấy phép", "Tại cuộc họp, ông A nói."]),
        ("Giá còn tăng Trao đổi với báo chí, bà B nói.", ["Giá còn tăng", "Trao đổi với báo chí, bà B nói."]),
        ("Cầu sập Sáng 3/4, cầu sập.", ["Cầu sập", "Sáng 3/4, cầu sập."]),
        ("Cầu sập Ngày 3/4, cầu sập.", ["Cầu sập", "Ngày 3/4, cầu sập."]),
        ("Trao cho ông Sáng 40 triệu đồng.", ["Trao cho ông Sáng 40 triệu đồng."]),
        ("Mít tinh kỷ niệm Ngày 3/2 tại xã.", ["Mít tinh kỷ niệm Ngày 3/2 tại xã."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert split(text) == parts


@given(st.text(alphabet='aB .!?\n…Ảnh:(/)"”5', max_size=80))
def test_sentences_cover_every_word_in_order(text: str) -> None:
    found = sentences(text)
    assert "".join("".join(split(text)).split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(found))
