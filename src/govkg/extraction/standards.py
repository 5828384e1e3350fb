"""Standards by designation and edition ("TCVN ISO 9001:2008"), and who works by them.

A named body adopts; a group without a name ("các bộ, ngành và địa phương") is kept by its own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from govkg import datafile
from govkg.extraction.reading import Passage, Reading
from govkg.model.actors import Organization, Standard
from govkg.model.facts import Adopts, Named
from govkg.model.span import Span
from govkg.model.statement import Statement
from govkg.text.alternation import one_of

_EDITION = r"(?:\ ?[:–-]\ ?(?P<edition>(?:19|20)\d\d)(?!\d))?"
_NUMBER = r"(?P<number>\d{1,5}(?:[-–.]\d{1,3}(?!\d))*)"
_REACH = 160
"""Characters between an adopter and the designation beyond which they are taken not to belong together."""


@dataclass(frozen=True, slots=True)
class _Rules:
    designation: re.Pattern[str]
    adopting: re.Pattern[str]
    other_verb: re.Pattern[str]
    group: re.Pattern[str]


@cache
def _rules() -> _Rules:
    data = datafile.read("data/rules/standards.yaml").fields("prefixes", "adopting", "not_adopting", "groups")

    def any_of(key: str) -> str:
        return one_of(data[key].texts(), capital=True)

    return _Rules(
        designation=re.compile(
            rf"(?<!\w)(?P<prefix>{any_of('prefixes')})[\ -]?{_NUMBER}{_EDITION}(?P<rest>/B[A-ZĐ]{{1,7}})?(?!\w)"
        ),
        adopting=re.compile(rf"(?<!\w)(?:{any_of('adopting')})(?!\w)"),
        other_verb=re.compile(rf"(?<!\w)(?:{any_of('not_adopting')})(?!\w)"),
        group=re.compile(
            rf"(?<!\w)(?i:{any_of('groups')})(?!\w)"
            rf"(?:,?\ (?:(?:và\ )?(?!{any_of('adopting')}|đồng loạt|đã|đang|được|phải|sẽ|cần)\w+)){{0,8}}",
        ),
    )


def designation(match: re.Match[str]) -> str:
    """A designation as its publisher writes it: one space, a colon before the edition."""
    number = match["number"].replace("–", "-")
    edition = f":{match['edition']}" if match["edition"] else ""
    return f"{match['prefix']} {number}{edition}{match['rest'] or ''}"


def read_standards(reading: Reading) -> Iterator[Statement]:
    """Which standards an article names, and which bodies it says work by them."""
    for passage in reading.passages:
        for match in _rules().designation.finditer(passage.text):
            standard, span = Standard(designation(match)), Span(*match.span())
            yield reading.state(Named(standard, " ".join(match[0].split())), passage, span, "standard.named", 0.97)
            for adopter, around in _adopters(passage, span):
                rule = "standard.adopted-by-group" if isinstance(adopter, str) else "standard.adopted"
                yield reading.state(Adopts(standard, adopter), passage, around, rule, 0.7)


def _adopters(passage: Passage, standard: Span) -> Iterator[tuple[Organization | str, Span]]:
    """Who does the verb of working by a standard whose object is at ``standard``."""
    sentence = passage.sentence(standard)
    rules = _rules()
    verbs = [
        verb
        for verb in rules.adopting.finditer(passage.text, max(sentence.start, standard.start - _REACH), standard.start)
        if not _clause_ends(passage.text, verb.end(), standard.start)
    ]
    if not verbs:
        return
    verb = verbs[0].start()
    begin = _clause_start(passage.text, sentence.start, verb)
    if rules.other_verb.search(passage.text, begin, standard.start):
        return
    groups = list(rules.group.finditer(passage.text, begin, verb))
    if groups:
        group = groups[-1]
        yield " ".join(group[0].split()).strip(" ,"), Span(group.start(), standard.end)
        return
    bodies = [mention for mention in passage.mentions_in(Span(begin, verb)) if isinstance(mention.entity, Organization)]
    for body in bodies:
        if verb - body.span.end <= _REACH and isinstance(body.entity, Organization):
            yield body.entity, Span(body.span.start, standard.end)


def _clause_ends(text: str, start: int, end: int) -> bool:
    return ";" in text[start:end] or ": " in text[start:end]


def _clause_start(text: str, start: int, end: int) -> int:
    return max(text.rfind(mark, start, end) + 1 for mark in (";", ": ")) or start
