"""Whom the subject of a sentence also meets: "ông A hội đàm với ông B, hội kiến ông C và chào xã giao bà D"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from govkg.extraction.actors import inside
from govkg.extraction.meeting_clauses import Clause
from govkg.extraction.meeting_mentions import anchored, listed
from govkg.extraction.participation_chains import chain_after
from govkg.extraction.participation_further import acts_too
from govkg.extraction.participation_objects import leads_a_state
from govkg.extraction.reading import Actor, Passage
from govkg.model.span import Span

_KEYS: Final = ("calling_on", "receiving")
_WHOM = re.compile(r"\s(?:với\s)?(?:ông |bà |đồng chí |Ngài |ngài )?")


def also_meets(
    passage: Passage, sentence: Span, near: Sequence[Actor], start: int
) -> Iterator[tuple[Clause, str, Actor, Actor | None]]:
    """The verbs behind a place by which the one who does something before also meets others: list, who and whom.

    None stands for people of no name: "… hội kiến ông A, gặp gỡ | cộng đồng người Việt".
    """
    if not any(actor.person is not None for actor in near):
        return
    for key in _KEYS:
        for verb in anchored(key).finditer(passage.words, start, sentence.end):
            if not verb["verb"] or inside(near, verb.start()):
                continue
            clause = Clause(passage, sentence, near, verb)
            whom = next(iter(clause.after()), None)
            named = whom is not None and whom.person is not None
            if whom is None or not (named and _WHOM.fullmatch(passage.text, verb.end(), whom.span.start)):
                if key != "receiving" or listed("groups").match(passage.text, verb.end() + 1) is None:
                    continue
                whom = None
            who = acts_too(passage, near, verb.start(), sentence.start, first=True)
            if who is not None and (whom is None or who.person != whom.person):
                yield clause, key, who, whom


_TWO: Final = 2


def meets_next(sentence: Clause) -> Iterator[Actor]:
    """The other leaders of a state whom somebody meets one after another: "… hội kiến Thủ tướng A, | Tổng thống B"."""
    passage = sentence.passage
    chain = chain_after(passage, sentence.near, sentence.verb.end())
    if len(chain) >= _TWO and leads_a_state(passage, chain[0]):
        yield from (actor for actor in chain[1:] if leads_a_state(passage, actor))
