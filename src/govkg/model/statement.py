"""A fact with the sentence that says it. There is no statement without evidence: the type requires it."""

from __future__ import annotations

from dataclasses import dataclass

from govkg.model.article import Article, Part
from govkg.model.facts import Fact
from govkg.model.span import Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """An exact quote: ``article.part(part)[span.start:span.end] == exact``, as an invariant of every store."""

    article: str
    part: Part
    span: Span
    exact: str

    @classmethod
    def quote(cls, article: Article, part: Part, span: Span) -> Evidence:
        """Quote an article; the only way that the reader makes evidence.

        Raises:
            ValueError: the span is empty or reaches beyond the part.

        """
        text = article.part(part)
        if not 0 <= span.start < span.end <= len(text):
            raise ValueError(f"{part} of article {article.id} has no characters {span.start} to {span.end}")
        return cls(article.id, part, span, span.of(text))

    def holds(self, article: Article) -> bool:
        """Whether the quote stands in the article at its offsets."""
        return self.article == article.id and self.span.of(article.part(self.part)) == self.exact


@dataclass(frozen=True, slots=True)
class Statement:
    """``fact`` as one sentence says it, the rule that read it, and how often that reading is right (0 to 1)."""

    fact: Fact
    evidence: Evidence
    rule: str
    confidence: float

    def __post_init__(self) -> None:
        if not self.rule:
            raise ValueError("a statement names the rule that read it")
        if not 0.0 < self.confidence <= 1.0:
            raise ValueError(f"not a confidence: {self.confidence}")
