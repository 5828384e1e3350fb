"""Why each statement was made: its sentence, the words that the rule read, the rule and the fact.

Data for people who write rules; ``govkg extract --explain`` prints it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from govkg.extraction.naming import read_actors
from govkg.extraction.pipeline import read
from govkg.extraction.reading import Reading
from govkg.model.article import Article, Part
from govkg.model.span import Span
from govkg.model.statement import Statement


@dataclass(frozen=True, slots=True)
class Marked:
    """Words of a sentence that name something, with the entity that they mean and how ("name", "title" …)."""

    span: Span
    """In the source of the part."""
    text: str
    form: str
    entity: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """One sentence (as the source has it) with what it names and the statements that rest on it."""

    part: Part
    span: Span
    sentence: str
    marked: Sequence[Marked]
    statements: Sequence[Statement]


def explain(article: Article) -> list[Explanation]:
    """The sentences of an article that state anything, in reading order."""
    by_sentence: dict[tuple[Part, Span], list[Statement]] = {}
    for statement in read(article):
        evidence = statement.evidence
        by_sentence.setdefault((evidence.part, evidence.span), []).append(statement)
    marked = _marked(article)
    return [
        Explanation(
            part,
            span,
            span.of(article.part(part)),
            [mark for mark in marked.get(part, ()) if span.covers(mark.span)],
            statements,
        )
        for (part, span), statements in by_sentence.items()
    ]


def _marked(article: Article) -> dict[Part, list[Marked]]:
    """Everything that the parts of an article name, in order."""
    reading = Reading.of(article)
    list(read_actors(reading))  # fills in the mentions
    found: dict[Part, list[Marked]] = {}
    for passage in reading.passages:
        source = article.part(passage.part)
        marks = [(mention.span, mention.form, mention.entity) for mention in passage.mentions]
        row = [
            Marked(span := passage.normal.to_source(each), span.of(source), form, getattr(entity, "name", str(entity)))
            for each, form, entity in marks
        ]
        for post in passage.posts:
            span = passage.normal.to_source(post.span)
            holder = post.person.name if post.person is not None else "?"
            row.append(Marked(span, span.of(source), "title", holder))
        found[passage.part] = sorted(row, key=lambda mark: mark.span)
    return found
