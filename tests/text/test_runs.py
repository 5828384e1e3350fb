"""The longest entry that begins at a word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from govkg.folding import fold
from govkg.text.runs import Runs
from govkg.text.words import Words

SYLLABLES = st.sampled_from(["bo", "y", "te", "va"])
KEYS = st.lists(SYLLABLES, min_size=1, max_size=4).map(" ".join)


@given(st.lists(KEYS), st.lists(SYLLABLES, min_size=1, max_size=8), st.data())
def test_every_entry_that_begins_there_is_found(keys: list[str], text: list[str], data: st.DataObject) -> None:
    words = Words.of(" ".join(text))
    at = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(at, len(text)))
    ends = [end for end in range(last, at, -1) if " ".join(text[at:end]) in keys]
    assert Runs(keys).ends(words, at, last) == ends


def test_the_words_of_an_entry_may_stand_apart() -> None:
    words = Words.of("Các Sở Y tế, Xây dựng")
    runs = Runs(map(fold, ["Sở Y tế", "Sở Xây dựng", "Sở"]))
    assert runs.ends(words, 4, 6, lead=fold("Sở")) == [6]
    assert runs.ends(words, 0, 6, lead=fold("Sở")) == []


def test_what_only_begins_an_entry_is_none() -> None:
    runs = Runs(["bo y te"])
    assert "bo y te" in runs
    assert "bo y" not in runs
    assert runs.ends(Words.of("bo y"), 0, 2) == []
