import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govkg.model.span import Span
from govkg.text.normal import NormalText, normalize

VIETNAMESE = "Bộ trưởng Bộ Khoa học và Công nghệ phát biểu 😀\nNgày 6.1.2012, Tổng cục họp."


def test_text_that_needs_nothing_is_itself() -> None:
    normal = NormalText.of(VIETNAMESE)
    assert normal.text is normal.source
    assert normal.to_source(Span(3, 8)) == Span(3, 8)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (unicodedata.normalize("NFD", VIETNAMESE), VIETNAMESE),
        ("\ufeff" + VIETNAMESE, VIETNAMESE),
        (VIETNAMESE.replace("\n", "\r\n"), VIETNAMESE),
        (VIETNAMESE.replace(" ", "\u00a0"), VIETNAMESE),
        ("Bộ\u200b Y\u00ad tế", "Bộ Y tế"),
        ("Ðại hội ðồng", "Đại hội đồng"),
        ("", ""),
    ],
)
def test_normal_form(source: str, text: str) -> None:
    assert normalize(source) == text


def test_a_span_maps_to_all_source_characters_that_it_stands_for() -> None:
    source = "\ufeff" + unicodedata.normalize("NFD", "Ông Việt\r\nnói")
    normal = NormalText.of(source)
    start = normal.text.index("Việt")
    quoted = normal.to_source(Span(start, start + 4)).of(source)
    assert unicodedata.normalize("NFC", quoted) == "Việt"


@example("\r\n\u0302\u0323")  # marks that stand on no letter, out of order
@given(st.text(alphabet="aệộĐđ \r\n\u00a0\u200b\ufeff😀\u0323\u0302Ðe.", max_size=40))
def test_every_character_keeps_its_way_back(source: str) -> None:
    normal = NormalText.of(source)
    for at in range(len(normal.text)):
        origin = normal.to_source(Span(at, at + 1))
        assert normal.text[at] in normalize(origin.of(source)) or normal.text[at] == "\n"
    assert normalize(normal.text) == normal.text


@given(st.text(max_size=60))
def test_normal_form_is_stable_on_any_text(source: str) -> None:
    normal = NormalText.of(source)
    assert "\r" not in normal.text
    if normal.text:
        whole = normal.to_source(Span(0, len(normal.text)))
        assert normalize(whole.of(source)) == normal.text
