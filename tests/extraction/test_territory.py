"""The places that lines and sentences open with: where each begins to count, and how far."""

from __future__ import annotations

import pytest

from govkg.extraction.territory import _headings

TEXT = "Ở Nghệ An, tỉnh đã họp. Ở tỉnh Hà Tĩnh, tỉnh cũng họp.\n* Hải Phòng: thành phố chưa họp."


def test_a_heading_counts_from_the_first_word_of_its_sentence_to_the_end_of_the_line() -> None:
    line = TEXT.index("\n")
    assert list(_headings(TEXT)) == [
        (0, line, "tỉnh Nghệ An"),
        (TEXT.index(" Ở tỉnh"), line, "tỉnh Hà Tĩnh"),
        (line, len(TEXT), "thành phố Hải Phòng"),
    ]


@pytest.mark.parametrize("text", ["Nghệ An, ngày 3/4: họp.", "Ông An, Hà Tĩnh: họp.", "Tại Ba Đình, tỉnh đã họp."])
def test_what_is_no_heading(text: str) -> None:
    """A name with a comma alone, one in the midst of a line, a place that is no province."""
    assert not list(_headings(text))
