"""Bytes become text in the encodings that Vietnamese files come in; the rest is refused."""

import logging

import pytest

from govkg.errors import SourceError
from govkg.sources.decoding import LARGEST, decode

TEXT = "Thứ trưởng Bộ Y tế\r\nông Đặng Văn Mẫu 😀 hòa"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_as_it_is(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), path="x") == TEXT


def test_windows_1258_is_read_with_a_warning_that_names_it(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        text = decode("Bô\u0323 Y tê\u0301".encode("cp1258"), path="old.txt")
    assert text == "Bô\u0323 Y tê\u0301"
    assert "old.txt" in caplog.text
    assert "windows-1258" in caplog.text


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b" \r\n ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x00\x01\x02\x03PNG\x00\xff\xfe\xfd", "binary"),
        (b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 4, "binary"),
        (b"abc\x1b[31m", "binary"),
        (b"\xff\xfeab\x00", "utf-16"),
        (b"a" * (LARGEST + 1), "too large"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(data: bytes, why: str) -> None:
    with pytest.raises(SourceError, match=why) as caught:
        decode(data, path="x.txt", line=3)
    assert str(caught.value).startswith("x.txt:3: ")
    assert "\n" not in str(caught.value)
