"""Who acts in a stretch of text: a person with a title in front is one actor, and so is a title alone.

"Bộ trưởng Bộ Y tế Trần Văn A" gives the person; "Thủ tướng Chính phủ" gives the office. What issues,
decides or confers is read from these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from govkg import datafile, iris
from govkg.extraction.reading import Passage
from govkg.model.actors import Agent, Organization, Person
from govkg.model.span import Span

_GAP = 3
"""Characters (space, comma, dash) that may stand between a title and the name that it belongs to."""


@dataclass(frozen=True, slots=True)
class Actor:
    """``person`` where one is named or meant, ``body`` the office or body for which the actor decides."""

    span: Span
    person: Person | None
    body: Organization | None

    @property
    def agent(self) -> Agent | None:
        """The person where there is one, else the body."""
        return self.person or self.body


@cache
def offices() -> dict[str, Organization]:
    """The offices that issue and decide in their own name, by the titles of their holders."""
    return {
        title: Organization(fields["name"].text(), f"{iris.ID}organization/{fields['slug'].text()}", "government")
        for title, entry in datafile.read("data/rules/offices.yaml").items()
        if (fields := entry.fields("name", "slug"))
    }


def actors(passage: Passage, within: Span) -> Sequence[Actor]:
    """The actors within a span, in order; none overlap."""
    found = [
        Actor(post.span, post.person, offices().get(post.title) or post.organization)
        for post in passage.posts_in(within)
    ]
    for mention in passage.mentions_in(within):
        if isinstance(mention.entity, Person):
            found.append(Actor(mention.span, mention.entity, None))
        elif isinstance(mention.entity, Organization):
            found.append(Actor(mention.span, None, mention.entity))
    found.sort(key=lambda actor: (actor.span.start, -actor.span.end))
    merged: list[Actor] = []
    for actor in found:
        before = merged[-1] if merged else None
        if before is not None and before.span.covers(actor.span):
            continue
        if before is not None and _same(passage, before, actor):
            span = Span(before.span.start, max(before.span.end, actor.span.end))
            merged[-1] = Actor(span, before.person or actor.person, before.body)
        else:
            merged.append(actor)
    return merged


def _same(passage: Passage, title: Actor, name: Actor) -> bool:
    """Whether a title and what follows it name one person."""
    gap = passage.text[title.span.end : name.span.start]
    return (
        name.person is not None
        and name.body is None
        and title.body is not None
        and title.person in (None, name.person)
        and len(gap) <= _GAP
        and not gap.strip(" ,-–")
    )
