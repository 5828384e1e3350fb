"""Who acts in public without a title: who speaks at a session of an authority, for a body or as one of its members.

An honorific alone says nothing: witnesses and neighbours are called "ông" and "bà" too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from govkg import datafile
from govkg.datafile import Entry
from govkg.extraction.coreference import Cast
from govkg.extraction.decision_rules import decision_rules
from govkg.extraction.items import Item
from govkg.extraction.line import between
from govkg.extraction.scenes import Scene
from govkg.folding import fold
from govkg.model.actors import OrganizationKind, Person
from govkg.model.span import Span
from govkg.text.names import is_foreign
from govkg.text.words import Words

AUTHORITIES: Final[frozenset[OrganizationKind]] = frozenset(
    ("government", "ministry", "agency", "department", "legislature", "presidency", "party", "local_government")
)
"""Kinds of body whose gatherings and spokespersons are public."""
_SENDING: Final[frozenset[OrganizationKind]] = frozenset(
    ("ministry", "agency", "department", "public_unit", "mass_org", "armed_forces", "court", "procuracy")
)
"""Kinds of body whose members are told with it."""
_CALLED_AFTER: Final = frozenset(map(fold, ("phòng", "ty")))
_UNDER: Final = frozenset(map(fold, ("thuộc", "trực")))
_REACH: Final = 240
"""Characters before a name within which its sentence tells of the gathering."""


@dataclass(frozen=True, slots=True)
class _Signs:
    settings: re.Pattern[str]
    plain: re.Pattern[str]
    speaks_for: re.Pattern[str]
    verbs: re.Pattern[str]
    leads: re.Pattern[str]


def _any(entry: Entry) -> str:
    return "|".join(sorted(map(re.escape, entry.texts()), key=len, reverse=True))


@cache
def _signs() -> _Signs:
    data = datafile.read("data/rules/roles.yaml").fields(
        "settings", "plain", "private", "speaks_for", "verbs", "leads", "at"
    )
    gathering = _any(data["at"])
    return _Signs(
        re.compile(rf"\b(?:{_any(data['settings'])})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{_any(data['plain'])})\b(?! (?:{_any(data['private'])})\b)", re.IGNORECASE),
        re.compile(rf"\b(?:{_any(data['speaks_for'])})\s*\Z", re.IGNORECASE),
        re.compile(rf"\s*(?:(?:đã|cũng|còn|vẫn|lại|tiếp tục|thẳng thắn)\s+)?(?:{_any(data['verbs'])})\b"),
        re.compile(
            rf"\s(?:(?:đã|cũng|sẽ|cùng)\s)?(?:(?:{_any(data['leads'])})\b"
            rf"|(?:chủ trì|phát biểu[^.,;:]{{0,20}}?\s(?:tại|trong))\s(?:{gathering})\b)"
        ),
    )


def members(scenes: Iterable[Scene], cast: Cast) -> Iterator[Person]:
    """Persons who are told with the body that they speak from: "luật sư A (Đoàn Luật sư B)", "TS A thuộc Viện C"."""
    for scene in scenes:
        for item, other in pairwise(scene.items):
            if item.sign != "Q" or item.name is None or item.name.short or item.name.private or other.body is None:
                continue
            if other.body.back or other.body.kind not in _SENDING:
                continue
            person = cast.person(item)
            if person is None or is_foreign(person.name) or cast.body(other.body) is None:
                continue
            if _is_told_with(scene.passage.words, item, other):
                yield person


def scholars(scenes: Iterable[Scene], cast: Cast) -> Iterator[Person]:
    """Scholars whom the state decorates, in the sentence that tells of the award: "Huân chương … cho GS.TS. A"."""
    award = decision_rules().award
    for scene in scenes:
        passage = scene.passage
        if not award.places(passage.words):
            continue
        for item in scene.items:
            if item.sign != "Q" or item.name is None or item.name.short or item.name.private:
                continue
            start = passage.words.starts[item.name.first]
            if _DEGREE.search(passage.text, max(0, start - _DEGREE_WITHIN), start) is None:
                continue
            sentence, person = passage.sentence(Span(start, start + 1)), cast.person(item)
            if person is not None and award.search(passage.words, sentence.start, sentence.end) is not None:
                yield person


_DEGREE = re.compile(r"\b(?:PGS|GS|TSKH|TS|ThS|[Gg]iáo sư|[Tt]iến s[ĩỹ]|[Vv]iện sĩ)[.,]?\s?\Z")
_DEGREE_WITHIN: Final = 16


def _is_told_with(words: Words, item: Item, other: Item) -> bool:
    """Whether the body behind a name is the one of which the person is; an office is called after its owner."""
    if item.first and words.gap(item.first) == " " and words.keys[item.first - 1] in _CALLED_AFTER:
        return False  # "Văn phòng | luật sư A - Đoàn Luật sư B"
    sign = between(words, item, other)
    return sign in ("(", "-") or (sign == "c" and words.keys[item.after] in _UNDER)


def speakers(scenes: Iterable[Scene], cast: Cast) -> Iterator[Person]:
    """Persons who speak at a gathering of an authority or for a body, by their whole names."""
    official = any(body.kind in AUTHORITIES for body in cast.outer)
    for scene in scenes:
        before: Item | None = None
        for item in scene.items:
            if item.sign == "Q" and item.name is not None and not item.name.short and not item.name.private:
                person = cast.person(item)
                if person is None:
                    continue
                end = scene.passage.words.ends[item.after - 1]
                leads = official and _signs().leads.match(scene.passage.text, end) is not None
                if leads or (not is_foreign(person.name) and _speaks(scene, before, item, cast, official)):
                    yield person
            before = item


def _speaks(scene: Scene, before: Item | None, item: Item, cast: Cast, official: bool) -> bool:
    passage, signs = scene.passage, _signs()
    starts, ends = passage.words.starts, passage.words.ends
    if signs.verbs.match(passage.text, ends[item.after - 1]) is None:
        return False
    if before is not None and before.body is not None:
        gap = passage.text[ends[before.after - 1] : starts[item.first]]
        body = cast.body(before.body)
        if gap in (", ", " ", " - ") and body is not None and body.kind in AUTHORITIES:
            lead = passage.text[max(0, starts[before.first] - 30) : starts[before.first]]
            if signs.speaks_for.search(lead):
                return True
    here = starts[item.first]
    lead = passage.text[max(passage.sentence(Span(here, here)).start, here - _REACH) : here]
    if not lead.rstrip().endswith(","):
        return False
    return signs.settings.search(lead) is not None or (official and signs.plain.search(lead) is not None)
