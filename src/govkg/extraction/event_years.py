"""The year at the end of the name of a body that is set up for one event: "Ủy ban Quốc gia ASEAN 2020"."""

from __future__ import annotations

import re
from typing import Final

from govkg.extraction.phrases import Phrase
from govkg.text.words import Words

_SET_UP: Final = ("ủy ban quốc gia", "ủy ban quốc tế", "ban tổ chức", "ban thư ký", "ban chỉ đạo")
"""How the names of such bodies begin, in any letters."""
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


def with_year(words: Words, phrase: Phrase, last: int) -> Phrase:
    """A phrase with the year that follows the name of an event in it."""
    body, at = phrase.body, phrase.after
    if body.back or at >= last or not body.name.casefold().startswith(_SET_UP):
        return phrase
    if words.gap(at) != " " or not words[at - 1][0].isupper() or _YEAR.fullmatch(words[at]) is None:
        return phrase
    if not body.known:
        body.name = f"{body.name} {words[at]}"
    return Phrase(phrase.first, at + 1, body)
