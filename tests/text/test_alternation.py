from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkg.text.alternation import one_of


@given(
    st.lists(st.text(alphabet="abđ .+(", min_size=1, max_size=6), min_size=1), st.text(alphabet="abđ .+(", max_size=9)
)
def test_finds_what_the_plain_alternation_finds(words: list[str], text: str) -> None:
    plain = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    assert [m[0] for m in re.finditer(one_of(words), text)] == [m[0] for m in re.finditer(plain, text)]


def test_capital() -> None:
    pattern = re.compile(one_of(["tham dự", "tham gia", "dự"], capital=True))
    assert pattern.fullmatch("Tham dự")
    assert pattern.fullmatch("tham gia")
    assert not pattern.fullmatch("tham Dự")


@pytest.mark.parametrize("words", [[], [""], ["a", ""]])
def test_refuses_what_would_match_everywhere(words: list[str]) -> None:
    with pytest.raises(ValueError, match="word"):
        one_of(words)
