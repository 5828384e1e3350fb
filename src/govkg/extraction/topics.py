"""Tasks and shortcomings that an article lists after a colon, in its own words: "một số tồn tại: …; …".

Tasks that somebody gives to a body in speech are read with the speech.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from govkg import datafile
from govkg.extraction.actors import actors
from govkg.extraction.reading import Passage, Reading
from govkg.model.actors import Agent, Organization, Topic
from govkg.model.facts import Concerns
from govkg.model.span import Span
from govkg.model.statement import Statement
from govkg.text.alternation import one_of
from govkg.text.anchored import Anchored

Kind = Literal["task", "shortcoming"]
_ITEM = re.compile(r"[^;]+")
_SHORTEST, _LONGEST = 12, 300
"""Characters of an item: shorter ones are no topic of their own, longer ones are a text."""


@dataclass(frozen=True, slots=True)
class _Announced:
    kind: Kind
    pattern: Anchored


@cache
def _announcing() -> tuple[_Announced, ...]:
    data = datafile.read("data/rules/topics.yaml").fields("shortcoming", "task", "after_noun")

    kinds: tuple[Kind, ...] = ("shortcoming", "task")
    return tuple(
        _Announced(
            kind,
            Anchored.of(
                rf"(?<!\w)(?:{one_of(data[kind]['verbs'].texts())})\s(?:(?:một số|những|các|nhiều|\d+)\s)?"
                rf"(?:{one_of(data[kind]['nouns'].texts())})(?:,\s[\w ]{{4,20}})?"
                rf"(?:\s(?:{one_of(data['after_noun'].texts())}))*\s?:\s?",
                data[kind]["verbs"].texts(),
            ),
        )
        for kind in kinds
    )


def read_topics(reading: Reading) -> Iterator[Statement]:
    """The tasks and shortcomings that an article names."""
    for passage, sentence in reading.sentences_with(*(announced.pattern for announced in _announcing())):
        yield from _listed(reading, passage, sentence)


def _listed(reading: Reading, passage: Passage, sentence: Span) -> Iterator[Statement]:
    for announced in _announcing():
        found = announced.pattern.search(passage.words, sentence.start, sentence.end)
        if found is None:
            continue
        by = _announcer(passage, sentence, found.start())
        for item in _ITEM.finditer(passage.text, found.end(), sentence.end):
            name = " ".join(item[0].split()).strip(" .,;")
            if _SHORTEST <= len(name) <= _LONGEST:
                fact = Concerns(Topic(announced.kind, name), by if isinstance(by, Organization) else None, by)
                span = Span(found.start(), item.end())
                yield reading.state(fact, passage, span, f"topic.{announced.kind}-listed", 0.8)


def _announcer(passage: Passage, sentence: Span, before: int) -> Agent | None:
    """Who sees or sets what is listed: the last actor before the announcement."""
    ahead = [actor for actor in actors(passage, sentence) if actor.span.end <= before]
    return ahead[-1].agent if ahead else None
