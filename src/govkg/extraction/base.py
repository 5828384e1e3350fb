"""What a reader of articles is. Readers are pure: the same article gives the same statements everywhere."""

from __future__ import annotations

from typing import Protocol

from govkg.model.article import Article
from govkg.model.statement import Statement


class Extractor(Protocol):
    """Reads one article. The rule-based reader is the default; others may stand in its place."""

    def __call__(self, article: Article) -> list[Statement]:
        """The statements of an article in reading order, each with evidence that holds in it."""
        ...
