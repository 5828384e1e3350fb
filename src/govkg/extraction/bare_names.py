"""Foreigners called by one name alone, as Vietnamese news calls them: "Trump nói …", "cuộc gặp với Abe"."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from typing import Final

from govkg.extraction.reading import Mention, Passage
from govkg.model.actors import Person
from govkg.model.span import Span
from govkg.text.names import is_syllable
from govkg.text.words import Words

_AHEAD = re.compile(
    r"(?:(?:^|[.,!?:…\"”’'–-])\s?|\b(?:với|và|gặp|khi|mà|rằng|theo|lời|tiếp|cùng|giữa|do|bởi|mời|của|hôm|việc|nếu|nơi)\s)\Z"
)
"""In front of somebody who acts or is met, and not of what is only called by the name ("tháp Trump")."""
_WITHIN: Final = 12
"""Characters of such words."""
_GOES_ON = re.compile(r"\s?[-–’'/]?\s?[A-ZĐ0-9]")
"""Behind a word that is only the first of a longer name."""


def bare_names(
    passages: Iterable[Passage], persons: Iterable[Person], public: Container[Person]
) -> Iterator[tuple[Passage, Mention]]:
    """Where passages call a public person by the last word of a foreign name that none other of ``persons`` has."""
    called: dict[str, Person | None] = {}
    for person in persons:
        parts = person.name.split()
        named = person in public or not is_syllable(parts[0])  # "Tháp Trump" is nobody
        if named and len(parts) > 1 and parts[-1].istitle() and not is_syllable(parts[-1]):
            called[parts[-1]] = person if called.get(parts[-1], person) == person else None
    known: dict[str, list[tuple[str, Person]]] = {}
    for name, only in called.items():
        if only is not None and only in public:
            known.setdefault(Words.of(name).forms[0], []).append((name, only))
    for passage in passages if known else ():
        for start, form in zip(passage.words.starts, passage.words.forms, strict=True):
            for name, person in known.get(form, ()):
                if passage.text.startswith(name, start) and _alone(passage, span := Span(start, start + len(name))):
                    yield passage, Mention(span, person, "short")


def _alone(passage: Passage, span: Span) -> bool:
    """Whether a name stands by itself in a passage, outside of all that the passage names."""
    text = passage.text
    if text[span.end : span.end + 1].isalnum() or _GOES_ON.match(text, span.end):
        return False
    sentence = passage.sentence(span)
    if sentence.start != span.start and not _AHEAD.search(text, max(sentence.start, span.start - _WITHIN), span.start):
        return False
    return not any(each.span.start < span.end and span.start < each.span.end for each in passage.mentions_in(sentence))
