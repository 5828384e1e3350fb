"""How the documents of an article relate: which one amends, repeals or details another, or rests on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from govkg.extraction.document_rules import phrases
from govkg.extraction.document_sameness import Mentioned
from govkg.extraction.reading import Reading
from govkg.model.actors import LegalDocument
from govkg.model.facts import DocumentRelates, DocumentRelation
from govkg.model.span import Span
from govkg.model.statement import Statement
from govkg.text.alternation import one_of

_CONFIDENCE: Final = 0.85


@dataclass(frozen=True, slots=True)
class _Words:
    relations: tuple[tuple[DocumentRelation, re.Pattern[str]], ...]
    based_on: re.Pattern[str]
    ended: re.Pattern[str]
    """Between a document and the one by which it ends."""


@cache
def _words() -> _Words:
    def before(key: str) -> re.Pattern[str]:
        words = one_of(phrases(key), capital=True)
        return re.compile(rf"(?<!\w)(?:{words})[\s“\"]*(?:một số điều của\s|một số nội dung của\s|các\s)?\Z")

    return _Words(
        relations=(
            ("amends", before("amending")),
            ("repeals", before("repeals")),
            ("based_on", before("based_on")),
            ("details", before("details")),
        ),
        based_on=before("based_on"),
        ended=re.compile(
            rf"[^.;]{{0,80}}?\b(?:{one_of(phrases('ended'))})\s(?:thi hành\s)?(?:{one_of(phrases('ended_by'))})\s"
        ),
    )


_BEFORE: Final = 120
"""Characters before a document among which the words that tie another one to it stand."""


def read_relations(
    reading: Reading, found: Sequence[Mentioned], documents: Sequence[LegalDocument]
) -> Iterator[Statement]:
    """One document about another: a title that names a law, "thay thế Thông tư …", "căn cứ Luật …"."""
    for position, (one, act) in enumerate(zip(found, documents, strict=True)):
        for after in range(position + 1, len(found)):
            other, base = found[after], documents[after]
            if other.passage is not one.passage or other.mention.span.start > one.mention.span.end + 200:
                break
            start = one.mention.span.start
            before = max(0, start - _BEFORE)
            if other.passed and act != base and _words().based_on.search(one.passage.text, before, start):
                fact = DocumentRelates(base, "based_on", act)
                yield reading.state(fact, one.passage, other.mention.span, "document.relation", _CONFIDENCE)
                continue
            if act != base and _words().ended.fullmatch(
                one.passage.text, one.mention.span.end, other.mention.span.start
            ):
                span = Span(one.mention.span.start, other.mention.span.end)
                fact = DocumentRelates(base, "repeals", act)
                yield reading.state(fact, one.passage, span, "document.relation", _CONFIDENCE)
                continue
            between = (each.mention.span for each in found[position + 1 : after])
            of_another = any(each.start <= other.mention.span.start < each.end for each in between)
            relation = _relation(one, other) if not of_another else None  # "Luật A, Luật sửa đổi … của | Luật B"
            if relation is not None and act != base:
                fact = DocumentRelates(act, relation, base)
                span = Span(one.mention.span.start, max(one.mention.span.end, other.mention.span.end))
                if one.passage.sentence(one.mention.span) == one.passage.sentence(span):
                    yield reading.state(fact, one.passage, span, "document.relation", _CONFIDENCE)


def _relation(one: Mentioned, other: Mentioned) -> DocumentRelation | None:
    text, first, second = one.passage.text, one.mention, other.mention
    nested = second.span.start < first.span.end
    if nested and first.amended:
        return "amends"
    start = first.span.start if nested else first.span.end
    for relation, pattern in _words().relations:
        if pattern.search(text, start, second.span.start):
            return relation
    return None
