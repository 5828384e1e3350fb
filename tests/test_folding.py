"""Names are made comparable without letting two different names meet."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkg.folding import bare, fold, slug

VIETNAMESE = st.text(
    alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ -,"
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Uỷ ban", "Ủy ban"),
        ("hoà bình", "hòa bình"),
        ("Bộ Lao động - Thương binh và Xã hội", "Bộ Lao động, Thương binh và Xã hội"),
        ("Bộ KH&CN", "BỘ KH & CN"),
        ("Trần Việt Thanh", unicodedata.normalize("NFD", "Trần Việt Thanh")),
    ],
)
def test_one_name_written_in_two_ways_has_one_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Nguyễn Văn Ánh", "Nguyễn Văn Ính"), ("Nguyễn Văn Anh", "Nguyễn Văn Ánh"), ("Đà", "Da"), ("ma", "mã")],
)
def test_two_names_have_two_keys(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_bare_drops_every_diacritic() -> None:
    assert bare("Đắk Lắk") == "dak lak"
    assert bare("Bộ Khoa học và Công nghệ") == "bo khoa hoc va cong nghe"


def test_slug_is_ascii() -> None:
    assert slug("Bộ Y tế") == "bo-y-te"
    assert slug("日本") == ""


@given(VIETNAMESE)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert bare(bare(text)) == bare(text)


@given(st.text())
def test_unicode_forms_meet_after_folding(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
