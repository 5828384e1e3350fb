"""Who acts in a stretch of text: a person with a title in front is one actor, and so is a title alone.

"Bộ trưởng Bộ Y tế Trần Văn A" gives the person; "Thủ tướng Chính phủ" gives the office. What issues,
decides or confers is read from these.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from operator import attrgetter
from typing import Final

from govkg import datafile, iris
from govkg.extraction.reading import Actor, Passage, PostMention
from govkg.model.actors import Organization, Person
from govkg.model.span import Span
from govkg.text.ordered import Ordered

_GAP = 3
"""Characters (space, comma, dash) that may stand between a title and the name that it belongs to."""
_BOARD = ("Ban ", "ban ")
"""In front of a title that is then the name of a board."""


@cache
def offices() -> dict[str, Organization]:
    """The offices that issue and decide in their own name, by the titles of their holders."""
    return {
        title: Organization(fields["name"].text(), f"{iris.ID}organization/{fields['slug'].text()}", "government")
        for title, entry in datafile.read("data/rules/offices.yaml").items()
        if (fields := entry.fields("name", "slug"))
    }


def actors(passage: Passage, within: Span) -> Sequence[Actor]:
    """The actors within a span, in order; none overlap. Asked only after the mentions are filled in."""
    acting = _acting(passage)
    first, last = acting.begun(within)
    if last > first and acting[last - 1].span.end > within.end:
        last -= 1
    return acting[first:last]


def inside(near: Sequence[Actor], at: int) -> bool:
    """Whether a character stands inside the name or title of an actor; they are in order, and none overlap."""
    number = bisect_right(near, at, key=STARTS) - 1
    return number >= 0 and at < near[number].span.end


def named_first(text: str, near: Sequence[Actor], actor: Actor) -> int:
    """Where somebody is named first, with titles behind: "của | ông A, Chủ tịch B, …"."""
    start = actor.span.start
    for each in reversed(near):
        if each.span.end <= start and each.person == actor.person and not text[each.span.end : start].strip(" ,–-"):
            start = each.span.start
    return start


STARTS: Final = attrgetter("span.start")
"""Where an actor begins, to search by."""


def actor_at(passage: Passage, start: int) -> Actor | None:
    """The actor whose words begin at a character."""
    acting = _acting(passage)
    first, after = acting.begun(Span(start, start + 1))
    return acting[first] if first < after else None


def _acting(passage: Passage) -> Ordered[Actor]:
    if passage.acting is None:
        passage.acting = _joined(passage)
    return passage.acting


def _decides_as(post: PostMention) -> Organization | None:
    """The office of a title, or its body; the prime minister of another state holds no office of this one."""
    foreign = post.organization is not None and post.organization.kind == "foreign"
    return post.organization if foreign else offices().get(post.title) or post.organization


def _joined(passage: Passage) -> Ordered[Actor]:
    found = [
        Actor(post.span, post.person, _decides_as(post))
        for post in passage.posts
        if not passage.text.startswith(_BOARD, max(0, post.span.start - len("Ban ")))  # "Ban Giám đốc" is no director
    ]
    for mention in passage.mentions:
        if isinstance(mention.entity, Person):
            found.append(Actor(mention.span, mention.entity, None))
        elif isinstance(mention.entity, Organization):
            found.append(Actor(mention.span, None, mention.entity))
    found.sort(key=lambda actor: (actor.span.start, -actor.span.end))
    joined: Ordered[Actor] = Ordered()
    for actor in found:
        before = joined[-1] if joined else None
        if before is not None and before.span.covers(actor.span):
            continue
        if before is not None and _same(passage, before, actor):
            span = Span(before.span.start, max(before.span.end, actor.span.end))
            joined[-1] = Actor(span, before.person or actor.person, before.body)
        else:
            joined.append(actor)
    return joined


def _same(passage: Passage, title: Actor, name: Actor) -> bool:
    """Whether a title and what follows it name one person."""
    gap = passage.text[title.span.end : name.span.start]
    return (
        name.person is not None
        and name.body is None
        and (title.person == name.person or (title.body is not None and title.person is None))
        and len(gap) <= _GAP
        and not gap.strip(" ,-–")
    )
