"""The verbs of decision in a sentence, and where what belongs to each ends. Verbs that follow each other are one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from govkg.extraction.decision_rules import decision_rules, is_done
from govkg.extraction.reading import Actor, Passage
from govkg.model.facts import DecisionAction
from govkg.model.span import Span

REACH = 240
"""Characters behind a verb within which its person and its posts stand."""
_ASKING = re.compile(r"\bxin (?:từ chức|từ nhiệm|thôi)\b[^;.:]*\Z")


@dataclass(frozen=True, slots=True)
class DecisionVerb:
    """One verb, or several in a row, and where what belongs to it ends."""

    action: DecisionAction
    span: Span
    stop: int
    intransitive: bool
    bare: bool
    task_too: bool


def verbs_in(passage: Passage, sentence: Span, near: Sequence[Actor], asides: Sequence[Span]) -> list[DecisionVerb]:
    """The verbs of a sentence that tell what was decided, in order; none in ``asides`` or in the name of an actor."""
    text, rules = passage.text, decision_rules()
    taken = [actor.span for actor in near]
    runs: list[list[re.Match[str]]] = []
    for found in rules.verb.finditer(passage.words, sentence.start, sentence.end):
        if within(found.start(), asides) or within(found.start(), taken):
            continue
        if runs and rules.joining.fullmatch(text, runs[-1][-1].end(), found.start()):
            runs[-1].append(found)
        else:
            runs.append([found])
    stops = [_stop(text, run, following) for run, following in pairwise(runs)] + [sentence.end]
    return [
        DecisionVerb(
            rules.actions[run[-1][0].casefold()],
            Span(run[0].start(), run[-1].end()),
            stop,
            all(each[0].casefold() in rules.intransitive for each in run),
            all(each[0].casefold() in rules.bare for each in run),
            all(each[0].casefold() in rules.tasks_too for each in run),
        )
        for run, stop in zip(runs, stops, strict=False)
        if is_done(text, sentence, run[0].start()) and not _is_asked_too(text, sentence, run)
    ]


def _is_asked_too(text: str, sentence: Span, run: Sequence[re.Match[str]]) -> bool:
    """Whether a post is left on somebody's own asking, with another: "xin từ chức Giám đốc Sở A, thôi đại biểu"."""
    bare = all(each[0].casefold() in decision_rules().bare for each in run)
    return bare and _ASKING.search(text, max(sentence.start, run[0].start() - REACH), run[0].start()) is not None


def _stop(text: str, run: Sequence[re.Match[str]], following: Sequence[re.Match[str]]) -> int:
    """Where what belongs to a verb ends: at the next one, or before its subject: "bầu bà A; | ông B được bầu"."""
    start, end = run[-1].end(), following[0].start()
    own = decision_rules().passive.search(text, max(start, end - 30), end)
    intransitive = following[0][0].casefold() in decision_rules().intransitive
    last = text.rfind(";", start, end) if own or intransitive else -1
    return last if last >= 0 else end


def within(at: int, spans: Sequence[Span]) -> bool:
    """Whether one of the spans, in order and apart from each other, holds a place."""
    number = bisect_right(spans, at, key=lambda span: span.start) - 1
    return number >= 0 and at < spans[number].end
