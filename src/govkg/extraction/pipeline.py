"""The default reader: recognisers in the order in which they build on each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from govkg.extraction.births import read_births
from govkg.extraction.decisions import read_decisions
from govkg.extraction.documents import read_documents
from govkg.extraction.meetings import read_meetings
from govkg.extraction.naming import read_actors
from govkg.extraction.reading import Reading
from govkg.extraction.speech import read_speech
from govkg.extraction.standards import read_standards
from govkg.extraction.topics import read_topics
from govkg.garbage import uncollected
from govkg.model.article import Article
from govkg.model.statement import Statement

Recogniser = Callable[[Reading], Iterator[Statement]]

RECOGNISERS: tuple[Recogniser, ...] = (
    read_actors,
    read_births,
    read_documents,
    read_standards,
    read_meetings,
    read_decisions,
    read_speech,
    read_topics,
)
"""Each yields the statements of its kind; the first ones also fill in the mentions that the others use."""


def read(article: Article) -> list[Statement]:
    """The statements of an article, in the order of their sentences. Pure: the same article, the same list."""
    with uncollected():
        reading = Reading.of(article)
        order = {passage.part: number for number, passage in enumerate(reading.passages)}
        found = dict.fromkeys(statement for recognise in RECOGNISERS for statement in recognise(reading))
        return sorted(found, key=lambda each: (order[each.evidence.part], each.evidence.span))
