"""When an official was born, where the article says so right after the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from govkg import datafile
from govkg.extraction.reading import Reading
from govkg.model.actors import Person
from govkg.model.facts import Born
from govkg.model.interval import PartialDate
from govkg.model.span import Span
from govkg.model.statement import Statement
from govkg.text.alternation import one_of

_OLDEST: Final = 1850
_REACH: Final = 40
"""Characters after a name within which its birth begins and ends."""


@cache
def _rule() -> tuple[re.Pattern[str], float]:
    data = datafile.read("data/rules/births.yaml").fields("confidence", "year", "day")
    year = rf"(?:{one_of(data['year'].texts())}):?\ ?(?P<year>\d{{4}})"
    day = rf"(?:{one_of(data['day'].texts())})\ (?P<on>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-](?P<whole>\d{{4}})"
    return re.compile(rf"\ ?[,(]?\ ?(?:{year}|{day})(?!\w)"), data["confidence"].number()


def read_births(reading: Reading) -> Iterator[Statement]:
    """The births that an article gives."""
    pattern, confidence = _rule()
    for passage in reading.passages:
        for mention in passage.mentions:
            if not isinstance(mention.entity, Person):
                continue
            found = pattern.match(passage.text, mention.span.end, mention.span.end + _REACH)
            date = _date(found) if found else None
            if found and date:
                span = Span(mention.span.start, found.end())
                yield reading.state(Born(mention.entity, date), passage, span, "birth.after-name", confidence)


def _date(found: re.Match[str]) -> PartialDate | None:
    """The date of a match; None where the calendar has no such day or nobody alive was born then."""
    try:
        if found["year"]:
            date = PartialDate(int(found["year"]))
        else:
            date = PartialDate(int(found["whole"]), int(found["month"]), int(found["on"]))
    except ValueError:
        return None
    return date if date.year >= _OLDEST else None
