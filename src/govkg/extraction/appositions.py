"""The body of a title that is told of somebody, up to the sign that closes what is told.

"Ông A, Giám đốc bệnh viện tim Hà Nội, …", "(Phó Trưởng phòng Quản lý đất)": between such signs nothing but the
title and its body can stand, so that words in small letters belong to the name, whichever they are.
"""

from __future__ import annotations

from typing import Final

from govkg.extraction.gazetteer import Find
from govkg.extraction.lexicon import Head, Title, fields, heads
from govkg.extraction.organizations import WRITTEN_SMALL, BodyParser
from govkg.extraction.phrases import Body, Phrase
from govkg.extraction.word_sets import generic_bodies, spoken
from govkg.folding import fold
from govkg.text.names import capitals
from govkg.text.words import Words

_CLOSING: Final = {",": ",-–(", "-": "-–,(", "–": "–-,(", "(": "),("}
"""Between a person's name and a title that is told of it, and the signs of which one closes the body's name."""
_LONGEST: Final = 18  # words between the title and the closing sign
_LONGEST_FIELD: Final = 14  # words in small letters
_AND, _NUMBERED = fold("và"), fold("số")
_UNDER: Final = frozenset(map(fold, ("thuộc", "trực")))
"""Words between a name and the body that it is part of."""
_INSIDE: Final = frozenset(map(fold, ("về", "và", "các")))
"""Words that end a name elsewhere, and may stand inside one that a sign closes."""
_GOING_ON: Final = frozenset(map(fold, ("kiêm", "hàm", "thay", "sở")))
"""Words by which what is told goes on: "kiêm", "thay mặt", "sở hữu"."""
_WHOLE_FIELDS: Final = frozenset(("Sở", "Bộ"))
"""Head nouns whose fields are all known."""


class Appositions:
    """Reads the ends of bodies' names behind titles that are told of somebody, in one passage."""

    def __init__(self, words: Words, finds: dict[int, list[Find]], bodies: BodyParser) -> None:
        self.words, self.finds, self.bodies = words, finds, bodies

    def body(self, titled: int, at: int, last: int, title: Title, found: Phrase | None) -> Phrase | None:
        """The body at word ``at`` with its whole name, where it is written in small letters; else what was found.

        ``titled`` is where the title begins with what stands before it ("nguyên Giám đốc").
        """
        words = self.words
        signs = self._signs(titled)
        if at >= last or words.gap(at) != " " or not signs or not self._may_grow(found):
            return found
        closing = self._closing(at, last)
        if found is not None and found.after >= closing:
            return found
        head, start = self._head(at, closing, title) if found is None else (found.body.head, found.after)
        if head is None or head.kind not in WRITTEN_SMALL or head.known_only or head.level or start >= closing:
            return found
        field = self._field(start, closing)
        if field is None or (field == closing and (words.gap(closing).strip() or ".")[0] not in signs):
            return found
        name = found.body.name if found is not None else head.name
        name = f"{name} {words.written(start, field)}"
        if found is None and not generic_bodies().isdisjoint(fold(name.rsplit(" ", more)[0]) for more in range(4)):
            return None
        end = self._placed(name, head, field, closing)
        if end is None:
            return found
        body, after = end
        body.implied = found.body.implied if found is not None else start == at
        body.first, body.after = at, after
        return Phrase(at, after, body)

    def _signs(self, at: int) -> str:
        """The signs that close what is told of somebody from word ``at`` on; none where nothing is."""
        words = self.words
        return _CLOSING.get(words.gap(at).strip(), "") if at > 0 and words[at - 1][0].isupper() else ""

    def _may_grow(self, found: Phrase | None) -> bool:
        """Whether a name may go on: not one that is known, ended by a place or a proper name, or that refers back."""
        if found is None:
            return True
        body = found.body
        if body.known or body.place or body.back or body.country or body.parent or body.head is None:
            return False
        ended = self.words[found.after - 1].isdigit() or self.bodies.fields.after_proper_name(found.after)
        return body.head.name not in _WHOLE_FIELDS and not ended

    def _closing(self, at: int, last: int) -> int:
        """The number of the word before which a sign closes what is told, or beyond which none is looked for."""
        limit = min(last, at + _LONGEST)
        return next((end for end in range(at + 1, limit) if self.words.gap(end) != " "), limit)

    def _head(self, at: int, closing: int, title: Title) -> tuple[Head | None, int]:
        """The head noun that the title holds or that is written behind it, and the word after it."""
        written = [find for find in self.finds.get(at, ()) if isinstance(find.what, Head) and find.after < closing]
        if written:
            longest = max(written, key=lambda find: find.after)
            small = not self.bodies.nouns.is_other_word(at, longest.after)
            return (longest.what if small else None), longest.after  # type: ignore[return-value]
        return (heads().get(fold(title.head)) if title.head is not None else None), at

    def _field(self, start: int, closing: int) -> int | None:
        """The number after the words in small letters; None where a verb or another body is among them."""
        words, at, inner = self.words, start, self.bodies.fields
        while at < closing and (words[at][0].islower() or words[at].isdigit()):
            if at > start and (words.keys[at] in _UNDER or self.bodies.places.begins(at, closing)):
                break
            if self._begins_other(at) or not spoken().isdisjoint(words.key(at, at + size) for size in (1, 2)):
                return None
            if words.keys[at] == _NUMBERED and at + 1 < closing and words[at + 1].isdigit():
                at += 2  # "trường tiểu học | số 2"
            elif (field := inner.longest(at, closing)) is not None and field > at + 1:
                at = field
            elif self._ends(at, closing):
                return None
            else:
                at += 1
        return at if start < at <= start + _LONGEST_FIELD and words[start][0].islower() else None

    def _ends(self, at: int, closing: int) -> bool:
        """Whether a word goes on in another way than a name does: a verb, or "và" before something else."""
        key = self.words.keys[at]
        if key == _AND:
            return at + 1 >= closing or self.words[at + 1][0].isupper()
        return key in _GOING_ON or (key in fields().breaks and key not in _INSIDE)

    def _begins_other(self, at: int) -> bool:
        """Whether a title or another body begins at a word."""
        return any(
            isinstance(find.what, Title) or (isinstance(find.what, Head) and find.after > at + 1)
            for find in self.finds.get(at, ())
        )

    def _placed(self, name: str, head: Head, at: int, closing: int) -> tuple[Body, int] | None:
        """The body, with the place or proper name that ends it; None where it goes on in another way."""
        words, named = self.words, self.bodies.bodies.named
        if at == closing or words.keys[at] in _UNDER or self._names_whole(at, head):
            return named(name, head.kind, head), at
        place = self.bodies.places.at(at, closing, titled=True)
        if place is not None and place[1].name:
            text = place[1].of(head.kind)
            return named(f"{name} {text}", head.kind, head, place=text), place[0]
        if capitals(words, at, closing) == closing and "name" in head.takes and not self.bodies.fields.starts_body(at):
            return named(f"{name} {words.written(at, closing)}", head.kind, head), closing
        return None

    def _names_whole(self, at: int, head: Head) -> bool:
        """Whether the body that it belongs to begins at a word: "Trưởng khoa kịch hát | Trường Đại học A"."""
        finds = self.finds.get(at, ())
        return any(isinstance(find.what, Head) and fold(find.what.name) in head.under for find in finds)
