"""The words of ``data/rules/tenures.yaml`` as patterns: stretches of time, and what ties one to a post."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from govkg import datafile
from govkg.text.alternation import one_of

_FILE: Final = "data/rules/tenures.yaml"
_LISTS: Final = (
    "since",
    "until",
    "now",
    "during",
    "terms",
    "beginning",
    "earlier",
    "holding",
    "announcing",
    "asides",
    "moving",
)
_YEAR = r"(?:19|20)\d\d(?![\d/%])"
_TO_YEAR = r"(?:\ ?[/.-]\ ?|(?:,|\ )?\ ?năm\ )"


def _partial(name: str) -> str:
    """A pattern of a day, a month or a year; its groups begin with ``name``."""
    day, month = rf"(?P<{name}d>\d{{1,2}})(?:\ ?[/.-]\ ?|\ tháng\ )(?P<{name}dm>\d{{1,2}})", rf"(?P<{name}m>\d{{1,2}})"
    return (
        rf"(?:(?:[nN]gày\ )?{day}{_TO_YEAR}(?P<{name}dy>{_YEAR})"
        rf"|(?:[tT]háng\ )?{month}{_TO_YEAR}(?P<{name}my>{_YEAR})|(?:[nN]ăm\ )?(?P<{name}y>{_YEAR}))"
    )


@dataclass(frozen=True, slots=True)
class TenureRules:
    """Each pattern is what its list in the file says, or what is said beside it."""

    stretch: re.Pattern[str]
    """From one date to another or to now; since one date; until one date."""
    earlier: re.Pattern[str]
    term: re.Pattern[str]
    holding: re.Pattern[str]
    beginning: re.Pattern[str]
    announcing: re.Pattern[str]
    aside: re.Pattern[str]
    moving: re.Pattern[str]
    row: re.Pattern[str]
    """A stretch of years that opens a line or clause, up to a title."""
    listed: re.Pattern[str]
    """Between two posts of one list."""


@cache
def tenure_rules() -> TenureRules:
    """The rules, read once.

    Raises:
        DataError: the file is wrong, with its line.

    """
    data = datafile.read(_FILE).fields(*_LISTS)
    words = {key: one_of(data[key].texts(), capital=True) for key in _LISTS}
    first, last = _partial("a"), _partial("b")
    until = rf"(?:{words['until']})"
    lead = rf"(?:{words['since']}|{words['during']})\ "
    return TenureRules(
        stretch=re.compile(
            rf"""(?<![\w/.])(?:
              (?P<lead>{lead})?
              {first}\ ?(?:[-–]|,?\ ?{until})\ ?(?:{last}|(?P<now>{words["now"]})\b)
            | (?P<since>{words["since"]})\ {_partial("s")}
            | (?P<until>{until})\ {_partial("u")}
            )(?![\w/])""",
            re.VERBOSE,
        ),
        earlier=re.compile(rf"(?:{words['earlier']})\b"),
        term=re.compile(rf"[\s(,]*(?:{words['terms']})\s[^.;()]{{0,24}}?(?P<end>{_YEAR})(?!\s?[-–])"),
        holding=re.compile(rf"(?<!\w)(?:{words['holding']})\s\Z"),
        beginning=re.compile(rf"(?<!\w)(?:{words['beginning']})\s\Z"),
        announcing=re.compile(rf"(?<!\w)(?:{words['announcing']})(?!\w)"),
        aside=re.compile(rf"(?<!\w)(?:{words['asides']})(?!\w)"),
        moving=re.compile(rf"(?<!\w)(?:{words['moving']})(?!\w)"),
        row=re.compile(
            rf"""(?:\A|[\n;:.]\s*|^\s*)[-–+•*\s]*(?:{lead})?{first}\ ?(?:[-–]|,?\ ?{until})\ ?(?:{last}|{words["now"]})
            \ ?[:,]?\ (?:(?:ông|bà|đồng\ chí)\ )?(?:(?:{words["holding"]})\ )?\Z""",
            re.VERBOSE | re.MULTILINE,
        ),
        listed=re.compile(r"\s?(?:,|;|và|kiêm|, kiêm|,? đồng thời là|, rồi)\s"),
    )
