"""Meetings among officials of states, which news tells without a day: "ông Trump đã gặp ông Kim ở Singapore"."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from govkg.extraction.lexicon import places
from govkg.extraction.localities import Localities
from govkg.extraction.meeting_clauses import Clause
from govkg.extraction.meeting_mentions import listed
from govkg.extraction.reading import Actor, at_beginning
from govkg.folding import fold
from govkg.text.names import is_foreign

_DIRECTLY: Final = 12
"""Characters between a verb of meeting and whom one meets: "gặp | người đồng cấp A"."""
_OLD = re.compile(r"\b(?:19|20)\d\d\b|\b(?:[Nn]ăm|[Tt]hập niên|[Tt]hập kỷ)\s")
"""In front of the verb: it is told of years that are past."""


def is_of_states(key: str, subject: Actor | None, sentence: Clause) -> bool:
    """Whether two persons meet of whom one at least is an official of another state."""
    if subject is None or subject.person is None:
        return False
    if key == "meeting_each_other":
        others = [actor for actor in sentence.ahead() if actor.person not in (None, subject.person)]
    elif key == "receiving" and listed("on_a_par").fullmatch(sentence.verb["verb"]) is not None:
        others = [each for each in sentence.after()[:1] if each.span.start - sentence.verb.end() <= _DIRECTLY]
    else:
        return False
    other = others[-1].person if others else None
    return other not in (None, subject.person) and (is_foreign(other.name) or is_foreign(subject.person.name))


def arrives_abroad(subject: Actor, sentence: Clause) -> bool:
    """Whether an official comes to another state or a city there on a day that is told: "Thủ tướng A đến | Canada"."""
    passage, words = sentence.passage, sentence.passage.words
    if subject.person is None or not passage.posts_in(subject.span) or not sentence.tells_of_a_day:
        return False
    if _is_of_another_state(subject) and _HERE.match(sentence.follow):
        return _STAYS.match(sentence.follow) is None
    at = bisect_left(words.starts, sentence.verb.end())
    at += next((length for length in (2, 1) if words.key(at, at + length) in _BEFORE_PLACES), 0)
    if at >= len(words) or words.starts[at] >= sentence.span.end or not words[at][0].isupper():
        return False
    abroad = places().abroad.ends(words, at, len(words)) or Localities(words).nation(at, len(words))
    return bool(abroad) and _STAYS.match(sentence.follow) is None


def _is_of_another_state(who: Actor) -> bool:
    """Whether somebody is an official of another state, by the body or the name."""
    return (who.body is not None and who.body.kind == "foreign") or (
        who.person is not None and is_foreign(who.person.name)
    )


_HERE = re.compile(
    r"\s(?:(?:thủ đô|thành phố|sân bay(?: quốc tế)?)\s)?"
    r"(?:Việt Nam|Hà Nội|TP\.?\s?(?:HCM|Hồ Chí Minh)|TPHCM|Đà Nẵng|Nội Bài|Tân Sơn Nhất|Hội An|Huế)\b"
)
"""Behind a verb of coming: where guests of the state arrive."""
_BEFORE_PLACES: Final = frozenset(map(fold, ("thủ đô", "nước", "thành phố")))
_STAYS = re.compile(r"[^,;.]{0,60}?\b(?:là|năm (?:19|20)\d\d|hơn|sống|học|định cư|tị nạn|lưu vong)\b")


def is_recent(sentence: Clause) -> bool:
    """Whether what is told of no day is of these months, as "Hồi tháng 6, …", or what an article begins with."""
    return _OLD.search(sentence.lead) is None or (
        sentence.passage.part == "text" and at_beginning(sentence.passage, sentence.span)
    )
