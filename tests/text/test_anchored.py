"""An anchored pattern finds what the pattern alone finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkg.text.anchored import NUMBER, Anchored
from govkg.text.words import Words

PHRASES = ("chủ trì", "dự", "Luật", "nghị định")
PATTERN = re.compile(r"(?<!\w)(?:chủ trì|dự(?! án)|Luật|nghị định(?: số \d+)?|\d+/\d+)(?!\w)")
PIECES = (*PHRASES, "dự án", "số 12", "3/4", "12", "Bộ", "chủ", "trì", "(", "-", "“", ",", ".", "dựng", "DỰ", "  ")


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(["", " "]), st.data())
def test_the_matches_are_those_of_the_pattern_alone(pieces: list[str], between: str, data: st.DataObject) -> None:
    text = between.join(pieces)
    anchored, words = Anchored.of(PATTERN, [*PHRASES, NUMBER]), Words.of(text)
    start = data.draw(st.sampled_from([0, *words.starts]))
    end = data.draw(st.sampled_from([each for each in (*words.ends, len(text)) if each >= start]))
    spans = [found.span() for found in PATTERN.finditer(text, start, end)]
    assert [found.span() for found in anchored.finditer(words, start, end)] == spans
    assert anchored.begins(words, start, end) or not spans
    first = anchored.search(words, start, end)
    assert (first.span() if first else None) == (spans[0] if spans else None)


def test_a_whole_text_is_searched_where_no_characters_are_named() -> None:
    words = Words.of("Ông dự, bà chủ trì.")
    assert [found[0] for found in Anchored.of(PATTERN, PHRASES).finditer(words)] == ["dự", "chủ trì"]


@pytest.mark.parametrize(("capital", "found"), [(False, ["dự"]), (True, ["Dự", "dự"])])
def test_capitals_are_taken_where_asked_for(capital: bool, found: list[str]) -> None:
    anchored = Anchored.of("[Dd]ự", ["dự"], capital=capital)
    assert [each[0] for each in anchored.finditer(Words.of("Dự họp, dự lễ"))] == found


def test_a_phrase_without_a_word_is_refused() -> None:
    with pytest.raises(ValueError, match="no word in '- '"):
        Anchored.of("x", ["- "])


def test_a_pattern_that_is_made_after_a_text_was_indexed_finds_the_same() -> None:
    words = Words.of("Ông dự 3 buổi, bà mời 4 người.")
    assert [found[0] for found in Anchored.of(PATTERN, PHRASES).finditer(words)] == ["dự"]
    late = Anchored.of(r"mời|bà|\d+ \w+", ["mời", "bà", NUMBER])
    assert [found[0] for found in late.finditer(words)] == ["3 buổi", "bà", "mời", "4 người"]
