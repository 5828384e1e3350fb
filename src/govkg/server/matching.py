"""Names as tables have them, matched with entities: how alike, and whether it is safe to say that it is the one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from rapidfuzz import fuzz

from govkg import datafile
from govkg.folding import bare, fold
from govkg.search import Hit, SearchIndex

_FILES: Final = ("data/rules/expansions.yaml", "data/server/abbreviations.yaml")
_FILLERS: Final = frozenset({"va", "cua", "tinh", "thanh", "pho", "the", "of", "and"})
"""Words whose lack does not make another name: "Sở Y tế Nghệ An" is that of the province."""
_TOKEN: Final = re.compile(r"[^\s()]+")
_LOOKED_AT: Final = 40
_SURE: Final = 97.0
_APART: Final = 6.0
"""A candidate is the one only if it is this alike, in per cent, and the next is so much less alike."""
_PROPERTY: Final = 12.0
"""How much a property that agrees, or does not, moves a candidate."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a name may mean; ``score`` from 0 to 100."""

    hit: Hit
    score: float
    match: bool = False


@cache
def _expansions() -> dict[str, str]:
    """What an abbreviation stands for, both in bare words."""
    found = {}
    for path in _FILES:
        for key, entry in datafile.read(path).items():
            found[bare(key)] = bare(entry.text())
    return found


def expand(text: str) -> str:
    """The bare words of a name with its abbreviations written out: "bo kh&cn" -> "bo khoa hoc va cong nghe"."""
    return " ".join(_expansions().get(bare(token), bare(token)) for token in _TOKEN.findall(text) if bare(token))


def candidates(index: SearchIndex, text: str, type: str | None, limit: int) -> list[Candidate]:
    """The entities that a name may mean, the likeliest first; at most one is marked as the one."""
    hits: dict[str, Hit] = {}
    for reading in dict.fromkeys((text, *_readings(text))):
        for hit in index.search(reading, type=type, limit=_LOOKED_AT):
            hits.setdefault(hit.iri, hit)
    scored = [Candidate(hit, likeness(text, hit)) for hit in hits.values()]
    return sorted(scored, key=_rank)[:limit]


def settle(found: list[Candidate], text: str) -> list[Candidate]:
    """Mark the first as the one, where that is safe: alike enough, the next far off, no diacritic against it."""
    found = sorted(found, key=_rank)
    if not found:
        return found
    best = found[0]
    next_ = found[1].score if len(found) > 1 else 0.0
    safe = best.score >= _SURE and best.score - next_ >= _APART and not _contradicted(text, best.hit)
    return [Candidate(best.hit, best.score, safe), *found[1:]]


def with_property(candidate: Candidate, agrees: bool) -> Candidate:
    """A candidate after one of its properties was compared with what the table says."""
    moved = candidate.score + (_PROPERTY / 4 if agrees else -_PROPERTY)
    return Candidate(candidate.hit, max(0.0, min(100.0, moved)))


def likeness(text: str, hit: Hit) -> float:
    """How alike a name and the entity's nearest name are, in per cent."""
    best = 0.0
    for name in {hit.name, hit.label}:
        if bare(name) == bare(text):
            return 100.0 if hit.match != "weak" else 80.0
        wanted, known = expand(text), expand(name)
        whole = 98.0 if wanted == known else 0.0
        plain = fuzz.token_sort_ratio(_without_fillers(wanted), _without_fillers(known))
        best = max(best, whole, 0.97 * plain if plain == 100.0 else 0.93 * plain)
    return best if hit.match != "weak" else min(best, 80.0)


def _readings(text: str) -> Iterator[str]:
    full = expand(text)
    yield full
    words = full.split()
    for position in range(len(words)):  # a word too many, or one with more than a typing error
        if len(words) > 3:
            yield " ".join(words[:position] + words[position + 1 :])


def _without_fillers(text: str) -> str:
    return " ".join(word for word in text.split() if word not in _FILLERS)


def _contradicted(text: str, hit: Hit) -> bool:
    """Whether a name that was typed with diacritics has others than the entity's name of the same letters."""
    if text.isascii() or bare(text) != bare(hit.name):
        return False
    return fold(text) != fold(hit.name) and fold(text) != fold(hit.label)


def _rank(candidate: Candidate) -> tuple[float, int, int, str]:
    hit = candidate.hit
    return -candidate.score, -hit.mentions, len(hit.label), hit.iri
