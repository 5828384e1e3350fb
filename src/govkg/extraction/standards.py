"""Standards by designation and edition ("TCVN ISO 9001:2008"), and who works by them.

Who works by one is told by ``adoptions``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice, pairwise
from typing import Final

from govkg import datafile
from govkg.extraction.adoptions import adopters
from govkg.extraction.reading import Passage, Reading
from govkg.model.actors import Standard
from govkg.model.facts import Adopts, Named
from govkg.model.span import Span
from govkg.model.statement import Statement
from govkg.text.alternation import one_of

_EDITION = r"(?:\ ?[:–-]\ ?(?P<edition>(?:19|20)\d\d)(?!\d))?"
_NUMBER = r"(?P<number>\d{1,5}(?:[-–.]\d{1,3}(?!\d))*)"

_TCVN: Final = "TCVN "
_BESIDE: Final = frozenset(("/", " / ", "/ ", " và ", ", ", " (", " hoặc "))

MOST_READ: Final = 5_000
"""Standards of one passage for which adopters are sought: a longer list is a catalogue."""


@cache
def _prefixes() -> list[str]:
    return datafile.read("data/rules/standards.yaml")["prefixes"].texts()


@cache
def _beginnings() -> tuple[str, ...]:
    """The prefixes that none of the others begins: where none of these stands, no standard does."""
    return tuple(each for each in _prefixes() if not each.startswith(tuple({*_prefixes()} - {each})))


def _designations(text: str) -> list[re.Match[str]]:
    return list(_designation().finditer(text)) if any(map(text.__contains__, _beginnings())) else []


@cache
def _designation() -> re.Pattern[str]:
    prefixes = one_of(_prefixes(), capital=True)
    return re.compile(rf"(?<!\w)(?P<prefix>{prefixes})[\ -]?{_NUMBER}{_EDITION}(?P<rest>/B[A-ZĐ]{{1,7}})?(?!\w)")


def designation(match: re.Match[str]) -> str:
    """A designation as its publisher writes it: one space, a colon before the edition."""
    number = match["number"].replace("–", "-")
    edition = f":{match['edition']}" if match["edition"] else ""
    return f"{match['prefix']} {number}{edition}{match['rest'] or ''}"


def _national(matches: Iterable[re.Match[str]]) -> dict[str, str]:
    """The national standards of an article by the names of those that they adopt: a headline may drop "TCVN".

    Not where both are told side by side: "TCVN ISO 9001:2000/ISO 9001:2000".
    """
    found = [(designation(match), match) for match in matches]
    named = (each for each, _ in found if each.startswith(f"{_TCVN}ISO") and ":" in each)
    both = {
        each
        for (first, before), (second, match) in pairwise(found)
        for each in (first, second)
        if match.string is before.string and _told_apart(match.string[before.end() : match.start()])
    }
    return {each.removeprefix(_TCVN): each for each in named if each.removeprefix(_TCVN) not in both}


def _told_apart(gap: str) -> bool:
    """Whether two standards with these words between them are told side by side, or of two in one sentence."""
    return gap in _BESIDE or (0 < len(gap) < _CLAUSE and " thì " in gap and not _CLOSED.search(gap))


_CLAUSE: Final = 120
_CLOSED: Final = re.compile(r"[.;]\s")


def read_standards(reading: Reading) -> Iterator[Statement]:
    """Which standards an article names, and which bodies it says work by them."""
    named = [(passage, _designations(passage.text)) for passage in reading.passages]
    if not any(matches for _, matches in named):
        return
    national = _national(match for _, matches in named for match in matches)
    told: list[Standard] = []
    for passage, matches in named:
        yield from _by_system(reading, passage, matches, national, told)
        for number, match in enumerate(matches):
            called, span = designation(match), Span(*match.span())
            standard = Standard(national.get(called, called))
            yield reading.state(Named(standard, " ".join(match[0].split())), passage, span, "standard.named", 0.97)
            if number >= MOST_READ:
                continue
            for adopter, around, rule in adopters(passage, span):
                yield reading.state(Adopts(standard, adopter), passage, around, rule, 0.7)


def _by_system(
    reading: Reading, passage: Passage, matches: list[re.Match[str]], national: dict[str, str], told: list[Standard]
) -> Iterator[Statement]:
    """Who runs the quality management system that the standards of the sentence before it are for.

    ``told`` holds those of the last sentence that names one of quality, and is brought up to date.
    """
    starts = [match.start() for match in matches]
    for sentence in passage.sentences:
        here = matches[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        if quality := [each for match in here if (each := designation(match)) and _QUALITY.search(each)]:
            told[:] = dict.fromkeys(Standard(national.get(each, each)) for each in quality)
        if here or not told:
            continue
        for system in islice(_SYSTEM.finditer(passage.text, sentence.start, sentence.end), _MOST_SAID):
            for adopter, around, rule in adopters(passage, Span(*system.span())):
                for standard in told if not isinstance(adopter, str) else ():
                    yield reading.state(Adopts(standard, adopter), passage, around, rule, 0.6)


_MOST_SAID: Final = 4
"""Times that a sentence speaks of a system; more say the same."""
_QUALITY: Final = re.compile(r"\b9001(?::|$)")
_SYSTEM: Final = re.compile(r"\b(?:[Hh]ệ thống quản lý chất lượng|HTQLCL|Hệ thống)\b")
