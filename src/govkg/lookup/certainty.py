"""How sure it is that somebody held a post on a day, from what was stated and what was observed.

News says who holds a post on the day of the article, seldom since when or until when. So an observation is a
point, not a stretch: between two of them the post was likely held all along, after the last one it is only
the last that is known. No end date is never read as "still in office".
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from govkg.model.interval import Interval, PartialDate


class Certainty(StrEnum):
    """How sure it is; from the surest on."""

    CERTAIN = "certain"
    LIKELY = "likely"
    LAST_KNOWN = "last known"
    NOT_YET_KNOWN = "not yet known"


ORDER = tuple(Certainty)


def certainty(
    on: date, stated: Interval, observed: Interval, days: Collection[date] = (), over: date | None = None
) -> Certainty | None:
    """How sure it is that a tenure held on a day; None where it is known that it did not.

    ``stated`` is what articles say of its begin and end, ``observed`` the first and last day on which they
    show it, ``days`` further such days between these two, ``over`` the first day on which one calls it past.
    """
    if not stated.may_hold(on) or (over is not None and over <= on):
        return None
    if _inside(on, stated) or on in days or any(point.is_day and point.first == on for point in _points(observed)):
        return Certainty.CERTAIN
    known = [*_points(stated), *_points(observed)]
    if not known:  # all that is known is that it was over later
        return Certainty.LAST_KNOWN if over else Certainty.NOT_YET_KNOWN
    if on < min(point.first for point in known):
        return Certainty.NOT_YET_KNOWN
    if on > max(point.last for point in known):
        return Certainty.LAST_KNOWN
    return Certainty.LIKELY


def _inside(on: date, stated: Interval) -> bool:
    """Whether the day lies inside both stated bounds, each taken at its narrowest."""
    if stated.begin is None or stated.end is None:
        return any(point.is_day and point.first == on for point in _points(stated))
    return stated.begin.last <= on <= stated.end.first


def _points(interval: Interval) -> list[PartialDate]:
    return [point for point in (interval.begin, interval.end) if point is not None]
