"""Words are found where they begin, by what stands first in what is looked for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from govkg.text.words import Beginnings, Words, seek

FORMS = ("tiếp", "đón", "Bộ", "họp", "12", "3")
EARLY: Beginnings = frozenset({("tiếp", "đón"), ("Bộ", ""), ("", "họp"), ("12", "đón")})
seek(EARLY)


def places(words: Words, beginnings: Beginnings) -> list[int]:
    """Where one of some beginnings stands, looked at word by word."""
    found = []
    for at, start in enumerate(words.starts):
        form, second = words.forms[at], words.forms[at + 1] if at + 1 < len(words) else ""
        if any(
            (first == form or (first == "" and form[0].isdigit())) and after in ("", second)
            for first, after in beginnings
        ):
            found.append(start)
    return found


@given(st.lists(st.sampled_from(FORMS), max_size=10), st.sampled_from([" ", ", "]))
def test_places_are_those_of_the_first_two_words(forms: list[str], between: str) -> None:
    words = Words.of(between.join(forms))
    assert list(words.places(EARLY)) == places(words, EARLY)
    late: Beginnings = frozenset({("họp", ""), ("", "Bộ"), ("đón", "tiếp")})  # sought by nobody when it was indexed
    assert list(words.places(late)) == places(words, late)
