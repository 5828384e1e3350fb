"""What is said in front of who says it: "…", ông A nói tại cuộc họp."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from govkg import datafile
from govkg.extraction.reading import Passage
from govkg.model.span import Span
from govkg.text.alternation import one_of

_CLOSING = re.compile(
    r"[\"”][\s,.–-]*(?:[^,.;:\"“”]{0,50}\s(?:dẫn (?:lại )?lời|trích lời|dẫn thông tin từ)\s(?:của\s)?)?(?:theo lời\s)?"
    r"(?:(?:ông|bà|anh|chị|ngài|đại biểu|đồng chí|luật sư|thiếu tướng|trung tướng|đại tá|thượng tá|trung tá)\s)?\Z"
)
_WITHIN: Final = 90
"""Characters between a quote and who said it, with the newspaper that quotes it."""
_TOLD_ON = re.compile(
    r"[\s,.;–-]*(?:thêm|rõ|như vậy|vậy)?[\s.]*\Z|[\s]*,|\s(?:và|khi|nhưng|đồng thời)\s|\s?\([^()]*\)\s?\Z"
)
"""Behind a verb where its content stands in front: nothing, or what somebody does next."""
_TURN = re.compile(r"[^.;:,\"“”]{0,120}?(?:\srằng(?!\w)|:)")
_LEAD: Final = 40
"""Characters of the shortest clause that somebody says without quotation marks."""
_ENDS = re.compile(r"[^,;:]{3,160}(?:, theo [^,]{2,60})?")


@dataclass(frozen=True, slots=True)
class _Words:
    where: re.Pattern[str]
    """Behind a verb: where, when or to whom it is said."""
    setting: re.Pattern[str]
    """At the beginning of a sentence: a setting, which is nothing said."""


@cache
def _words() -> _Words:
    data = datafile.read("data/rules/speech.yaml")
    return _Words(
        re.compile(rf"\s+(?:{one_of(data['where'].texts())})(?!\w)|\s+(?:với|trên)\s[A-Z]"),
        re.compile(rf"\W*(?:{one_of(data['settings'].texts(), capital=True)})(?!\w)"),
    )


def content_in_front(passage: Passage, sentence: Span, speaker: int, verb: int) -> Span | None:
    """The quote in front of a speaker (at ``speaker``), where nothing said follows the verb that ends at ``verb``."""
    text = passage.text
    follow = text[verb : sentence.end]
    if not (_TOLD_ON.match(follow) or _words().where.match(follow)):
        return None
    closing = _CLOSING.search(text, max(sentence.start, speaker - _WITHIN), speaker)
    if closing is None:
        return None
    start = sentence.start
    if text[start] in '"“':
        start += 1
    elif not _goes_on(text, sentence.start, closing.start()):
        return None
    return Span(start, max(start, closing.start()))


def _goes_on(text: str, start: int, close: int) -> bool:
    """Whether a sentence begins inside the quote that ends at ``close``."""
    marks = [mark for mark in text[start:close] if mark in '"“”']
    return "“" not in marks and len(marks) % 2 == 0


def past_setting(passage: Passage, sentence: Span, speaker: int, verb: int) -> int | None:
    """Where the content begins behind a verb and the words that say where it was said; None where nothing follows them.

    "ông A nói trên Twitter rằng | …", but "…, ông A nêu rõ tại hội nghị".
    """
    text = passage.text
    if _words().where.match(text, verb, sentence.end) is None:
        return verb
    turn = _TURN.match(text, verb, sentence.end)
    if turn is not None:
        return turn.end()
    lead = text[sentence.start : speaker]
    if len(lead) < _LEAD or "," not in lead[-12:] or _words().setting.match(lead):
        return verb
    return None if _ENDS.fullmatch(text[verb : sentence.end].strip(' ."”')) else verb
