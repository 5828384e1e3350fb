"""Inputs made to hurt: repeated titles, names without end, nesting, marks. They end, and their quotes hold."""

import unicodedata

import pytest

from govkg.extraction.pipeline import read
from govkg.model.article import Article

SIZE = 60_000
SEEDS = {
    "titles": "Giám đốc, Phó Giám đốc kiêm Chủ tịch, ",
    "pairs": "Vụ Pháp chế, Bộ Tư pháp, ",
    "names": "Thứ trưởng Nguyễn Văn An, ",
    "capitals": "Aa ",
    "one word": "A",
    "spaces": " ",
    "lines": "\n",
    "stops": ".",
    "parentheses": "(",
    "dates": "1/1/",
    "days": "sáng nay, 6/1/2012 ngày 5/4 ",
    "periods": "từ ngày 5/4 đến ngày 6/4/2012, năm 2013, ",
    "head nouns": "Bộ họp. Sở họp. UBND tỉnh họp. ",
    "nesting": "Đảng ủy Văn phòng ",
    "credits": "Ảnh: A ",
    "joints": "Sở Y tế và Giáo dục, Đào tạo - Kế hoạch ",
    "numbers": "Quyết định số 1/QĐ-",
    "amendments": "Luật sửa đổi, bổ sung một số điều của ",
    "papers": "Bộ Y tế có văn bản gửi Bộ Y tế và ",
    "reports": "Trong báo cáo gửi Bộ Xây dựng, Bộ Y tế ",
    "findings": "kết luận thanh tra việc ",
    "meetings": "Hội nghị ",
    "meetings of two": "cuộc gặp với Thủ tướng A B và ",
    "conclusions": "kết luận của Bộ trưởng Lê Văn An tại cuộc họp ",
    "summits": "Hội nghị thượng đỉnh Mỹ - Triều - Nga - ",
    "successions": "Giám đốc Sở Y tế Hà Nam Lò Văn Tám thay ông Hà Quang Vũ. ",
    "groups": "Hội nghị bầu hai Phó Giám đốc Sở Y tế. Họ là ông Hà Quang Vũ và bà Bùi Thị Mến. ",
    "members": "bốn viện thành viên: Viện Hóa học, Viện Vật lý thuộc Bộ Y tế, ",
    "marks": "a\u0301\u0301\u0301",
    "decomposed": unicodedata.normalize("NFD", "Bộ trưởng Bộ Y tế Lê Văn An nói. "),
}


@pytest.mark.parametrize("seed", SEEDS.values(), ids=SEEDS.keys())
def test_hostile_input_is_read(seed: str) -> None:
    article = Article("hostile", (seed * (SIZE // len(seed) + 1))[:SIZE])
    for statement in read(article):
        assert statement.evidence.holds(article)


@pytest.mark.parametrize("blank", ["\n", " \n", "\n\t"])
def test_a_body_amid_blank_lines_is_read(blank: str) -> None:
    article = Article("hostile", f"UBND tỉnh họp bàn. {blank * (SIZE // len(blank))}UBND tỉnh họp.")
    assert all(statement.evidence.holds(article) for statement in read(article))


def test_many_different_names_are_all_kept() -> None:
    places = [f"{a} {b}" for a in ("Bác", "Cúc", "Dũng", "Giỏi") for b in ("Lân", "Mận", "Năm", "Oanh", "Phú")]
    text = " ".join(f"UBND huyện {place} báo cáo." for place in places)
    bodies = {statement.fact.entity.name for statement in read(Article("a", text))}  # type: ignore[union-attr]
    assert len(bodies) == len(places)
