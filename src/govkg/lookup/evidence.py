"""The sentence behind a fact, and the article that it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from govkg import notebook
from govkg.model.interval import PartialDate
from govkg.results import Value
from govkg.vocabulary import Gov


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the store, without its text."""

    iri: str
    title: str
    url: str | None
    published: date | None
    publisher: str | None

    @classmethod
    def read(cls, iri: str, found: Mapping[str, Value]) -> Self:
        """From the properties in its graph."""
        published = found.get(Gov.published)
        if isinstance(published, PartialDate):
            published = None
        return cls(
            iri=iri,
            title=str(found.get(Gov.articleTitle) or ""),
            url=_text(found.get(Gov.url)),
            published=published if isinstance(published, date) else None,
            publisher=_text(found.get(Gov.publisher)),
        )

    @property
    def day(self) -> date | None:
        """The day on which it was published."""
        return self.published.date() if isinstance(self.published, datetime) else self.published

    def to_dict(self) -> dict[str, str | None]:
        """As JSON values."""
        published = self.published.isoformat() if self.published else None
        return {
            "iri": self.iri,
            "title": self.title,
            "url": self.url,
            "published": published,
            "publisher": self.publisher,
        }


@dataclass(frozen=True, slots=True)
class Evidence:
    """An exact quote: ``part`` of the article from ``start`` on, and the rule that read it, how surely.

    ``fact`` is the kind of fact that the statement makes: the name of a class of ``govkg.model.facts``. Of one that
    says who holds a post, ``status`` is how, and ``timed`` whether it states since when or until when.
    """

    quote: str
    article: Article
    part: str
    start: int
    fact: str
    rule: str
    confidence: float
    statement: str
    status: str | None = None
    timed: bool = False

    @property
    def end(self) -> int:
        """Where the quote ends (exclusive)."""
        return self.start + len(self.quote)

    def to_dict(self) -> dict[str, object]:
        """As JSON values."""
        return {
            "quote": self.quote,
            "article": self.article.to_dict(),
            "part": self.part,
            "start": self.start,
            "end": self.end,
            "fact": self.fact,
            "rule": self.rule,
            "confidence": self.confidence,
        }

    def _repr_html_(self) -> str:
        article = self.article
        return notebook.quote(self.quote, article.title or article.iri, article.url, article.day)


def _text(found: Value) -> str | None:
    return None if found is None else str(found)
