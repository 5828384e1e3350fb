"""Bodies that share a head noun or a level: "các Bộ Công an, Quốc phòng và Y tế", "UBND các huyện A, B".

The noun is said once for all of them, so each name alone ("Quốc phòng") would be no body.
"""

from __future__ import annotations

from typing import Final

from govkg.extraction.gazetteer import Find
from govkg.extraction.lexicon import Head, places
from govkg.extraction.organizations import BodyParser
from govkg.extraction.phrases import Phrase
from govkg.extraction.word_sets import shared_heads, sharing
from govkg.folding import fold
from govkg.text.words import Words

_AND, _EACH = fold("và"), fold("các")
_BETWEEN: Final = frozenset((", ", "; ", " - ", " – ", " "))
_OPENS: Final = frozenset((" ", ": ", ":\n", ":"))
NATIONAL: Final = frozenset(("Bộ",))
"""Head nouns whose bodies are all known."""
_LONGEST = 64
"""Bodies that one noun is shared by; keeps the cost linear."""


class BodyLists:
    """Finds lists of bodies among the words of one passage."""

    def __init__(self, words: Words, finds: dict[int, list[Find]], bodies: BodyParser) -> None:
        self.words, self.finds, self.bodies = words, finds, bodies

    def at(self, first: int, last: int) -> list[Phrase]:
        """The bodies of a list whose head noun begins at word ``first``; none where it is no list."""
        words = self.words
        for find in self.finds.get(first, ()):
            head = find.what
            if not isinstance(head, Head) or find.after >= last:
                continue
            if head.name in shared_heads() and words.gap(find.after) in _OPENS:
                many = first > 0 and words.keys[first - 1] in sharing() and words.gap(first) == " "
                found = self._of_head(first, find.after, last, head, many=many)
                if len(found) > 1:
                    return found
            if "place" in head.takes and words.keys[find.after] == _EACH and words.gap(find.after) == " ":
                return self._of_places(find.after + 1, last, head)
        return []

    def _of_head(self, first: int, start: int, last: int, head: Head, *, many: bool) -> list[Phrase]:
        """The names behind a noun; where nothing says that they are many, each has to be a body that is known."""
        words = self.words
        found: list[Phrase] = []
        at: int | None = start
        while at is not None and at < last and len(found) < _LONGEST and words[at][0].isupper():
            phrase = self.bodies.known_after(at, last, head)
            if phrase is None and many and head.name not in NATIONAL and not self.bodies.places.begins(at, last):
                phrase = self.bodies.after_head(at, last, head, titled=False)
            if phrase is None or phrase.body.back:
                break
            own = self.bodies.at(at, last)
            if own is not None and (own.after > phrase.after or not phrase.body.known) and own.after >= phrase.after:
                break  # "các Sở Y tế, Công an tỉnh": a body of another noun
            follows = phrase.after
            if follows < last and words.gap(follows) == " " and words[follows][0].isupper():
                break  # "Công an TP Hà Nội" is no ministry
            if not found and words.gap(start) == " ":
                phrase = Phrase(first, phrase.after, phrase.body)
                phrase.body.first = first
            else:
                phrase.body.listed = True
            phrase.body.implied = False
            found.append(phrase)
            at = self._next(follows, last)
        return found

    def _of_places(self, start: int, last: int, head: Head) -> list[Phrase]:
        """The bodies of a level in several places: "Ủy ban nhân dân các tỉnh | Nghệ An, Hà Tĩnh"."""
        words, levels = self.words, places().levels
        length = next((size for size in (2, 1) if words.key(start, start + size) in levels), 0)
        if not length:
            return []
        level = levels[words.key(start, start + length)]
        found: list[Phrase] = []
        at: int | None = start + length
        while at is not None and at < last and len(found) < _LONGEST and words[at][0].isupper():
            phrase = None if self.bodies.at(at, last) else self.bodies.of_level(at, last, head, level)
            if phrase is None:
                break
            phrase.body.listed = True
            found.append(phrase)
            at = self._next(phrase.after, last)
        return found

    def _next(self, at: int, last: int) -> int | None:
        """Where the next name of a list begins."""
        words = self.words
        if at >= last or words.gap(at) not in _BETWEEN:
            return None
        if words.keys[at] == _AND:
            return at + 1
        return at if words.gap(at) != " " else None
