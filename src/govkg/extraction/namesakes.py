"""Which of the known bodies of one name an article means, where a body has moved from one whole to another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from govkg.extraction.gazetteer import gazetteer
from govkg.extraction.phrases import Body
from govkg.model.actors import Organization


class Namesakes:
    """The choice for one article: by the day on which it was published, else by the whole that it names."""

    def __init__(self, phrases: Iterable[Body], published: date | None) -> None:
        self._named = {body.known[0].iri for body in phrases if len(body.known) == 1}
        self._day = "" if published is None else f"{published:%Y-%m-%d}"

    def one(self, bodies: Sequence[Organization]) -> Organization:
        """The one body of a name, the first where nothing tells; cost is constant."""
        if len(bodies) == 1:  # as nearly all
            return bodies[0]
        fits = self._was if self._day else self._is_at_named
        return next(filter(fits, bodies), bodies[0])

    def _is_at_named(self, body: Organization) -> bool:
        return body.parent in self._named

    def _was(self, body: Organization) -> bool:
        """Whether a body was there when the article was published."""
        begin, end = gazetteer().lives.get(body.iri, ("", ""))
        return begin <= self._day and (not end or self._day <= end)
