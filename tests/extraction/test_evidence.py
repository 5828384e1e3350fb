"""Every quote is the source's own characters, however the source writes them."""

import unicodedata
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from govkg.export.facts import facts
from govkg.extraction.pipeline import read
from govkg.model.article import Article

SENTENCES = [
    "Thứ trưởng Bộ Y tế Lê Quang Minh phát biểu tại hội nghị.",
    "Ông Minh yêu cầu Cục Quản lý Dược báo cáo trước ngày 5/3/2013.",
    "Nghị định số 12/2011/NĐ-CP có hiệu lực từ ngày 1/1/2012.",
    "Uỷ ban nhân dân tỉnh Hoà Bình giao Sở Tư pháp chủ trì.",
    "Ảnh: TTX/Lê Nam Bộ trưởng Bộ Nội vụ Trần Hà dự lễ.",
    "Các đơn vị áp dụng ISO 9001:2008 😀 từ quý II.",
]
WAYS = {
    "as written": lambda text: text,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "Windows lines": lambda text: text.replace("\n", "\r\n"),
    "byte-order mark": lambda text: "\ufeff" + text,
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "zero width": lambda text: text.replace(" ", "\u200b "),
    "emoji": lambda text: "👩\u200d🌾 " + text,
}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6),
    st.lists(st.sampled_from(sorted(WAYS)), max_size=4, unique=True),
)
def test_quotes_are_exact_in_every_unicode_form(sentences: list[str], ways: list[str]) -> None:
    text = "\n".join(sentences)
    for way in ways:
        text = WAYS[way](text)
    article = Article("a", text)
    for statement in read(article):
        assert statement.evidence.holds(article)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5, unique=True), st.sampled_from(sorted(WAYS)))
def test_the_way_of_writing_changes_no_fact(sentences: list[str], way: str) -> None:
    plain = Article("a", "\n".join(sentences))
    varied = replace(plain, text=WAYS[way](plain.text))
    expected, found = (facts(article, read(article)) for article in (plain, varied))
    for kind in ("persons", "organizations", "posts", "part_of"):
        assert found[kind] == expected[kind]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="BbộYtếGiámđốcSởôngNguyễnVăn ,.;:-()\n“”0123456789/QĐ&AÀ\u0301\u200b", max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    article = Article("a", text, title=text[:20], summary=text[20:60])
    for statement in read(article):
        assert statement.evidence.holds(article)


def test_reading_is_pure() -> None:
    article = Article("a", "\n".join(SENTENCES))
    assert read(article) == read(article)
