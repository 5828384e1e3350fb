"""What looks like the name of a body and is none: a piece of another name, or any newspaper of a state."""

from __future__ import annotations

from typing import Final

from govkg.extraction.lexicon import Head, places
from govkg.folding import fold
from govkg.model.actors import OrganizationKind
from govkg.text.words import Words

_OF_ANY: Final[frozenset[OrganizationKind]] = frozenset(("public_unit", "enterprise"))
"""Kinds of bodies of which each state has many: "Báo Mỹ", "Bệnh viện Trung Quốc"."""
_CENTRAL: Final = ("Ngân hàng", "Ngân hàng Trung ương", "Viện Nghiên cứu")
_GUARD: Final = fold("biên")


def ends_another_name(words: Words, first: int) -> bool:
    """Whether a head noun ends the name of a place or another word: "Hải | Phòng", "xã Mỹ | Hội Đông"."""
    if first == 0 or words.gap(first) != " ":
        return False
    if words.keys[first - 1] == _GUARD:
        return True
    if not (words[first - 1][0].isupper() and words[first][0].isupper()):
        return False
    pair = words.key(first - 1, first + 1)
    if pair in places().cities or pair in places().provinces:
        return True
    levels = places().levels
    return (
        first > 1
        and words[first - 2].islower()
        and (words.keys[first - 2] in levels or words.key(max(0, first - 3), first - 1) in levels)
    )


def is_of_any(head: Head) -> bool:
    """Whether a noun with nothing but a state behind it is any of that state's: "Báo Mỹ", "Bệnh viện Trung Quốc"."""
    return head.kind in _OF_ANY and head.name not in _CENTRAL
