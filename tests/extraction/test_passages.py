"""An article is opened as passages, and its sentences are found by what stands in them."""

from __future__ import annotations

import pytest

from govkg.extraction.reading import Reading
from govkg.model.article import Article
from govkg.text.anchored import Anchored

MEETS = Anchored.of("họp|hội đàm", ("họp", "hội đàm"))
SIGNS = Anchored.of("ký kết", ("ký kết",))


@pytest.mark.parametrize(
    ("patterns", "told"),
    [
        ((MEETS,), ["Ông A họp với bà Lan.", "Họ hội đàm, rồi họp tiếp."]),
        ((SIGNS,), ["Sau đó hai bên ký kết."]),
        ((MEETS, SIGNS), ["Ông A họp với bà Lan.", "Họ hội đàm, rồi họp tiếp.", "Sau đó hai bên ký kết."]),
        ((), []),
    ],
)
def test_sentences_are_found_once_by_first_words(patterns: tuple[Anchored, ...], told: list[str]) -> None:
    text = "Ông A họp với bà Lan. Hội nghị đã xong. Họ hội đàm, rồi họp tiếp. Sau đó hai bên ký kết. Kỳ kết thúc."
    reading = Reading.of(Article("x", text, "", ""))
    found = [sentence.of(passage.text) for passage, sentence in reading.sentences_with(*patterns)]
    assert found == told
