"""The rows of a career: a stretch of years with a post, the person named once above them.

"Quá trình công tác của ông A: 1995 - 2001: Phó Giám đốc Sở B; 2001 - 2005: Giám đốc Sở B."
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from govkg.extraction.coreference import Cast, default_body
from govkg.extraction.holdings import Holding
from govkg.extraction.items import Item
from govkg.extraction.scenes import Scene
from govkg.extraction.tenure_rules import tenure_rules
from govkg.extraction.tenures import CAREER
from govkg.model.actors import Person
from govkg.model.facts import HoldsPost

_CONFIDENCE = 0.85


def careers(scenes: Sequence[Scene], cast: Cast, held: Collection[Item]) -> Iterator[Holding]:
    """The posts of rows that name nobody; ``held`` are the titles whose holders are known."""
    person: Person | None = None
    for scene in scenes:
        named = dict.fromkeys(found for item in scene.items if (found := cast.person(item)) is not None)
        if named:
            person = next(iter(named)) if len(named) == 1 else None
        if person is None:
            continue
        seen = not named  # a title before the name is told of it in other ways
        row: Item | None = None
        for item in scene.items:
            seen = seen or cast.person(item) is not None
            if item.title is None or item in held or not seen:
                row = None
                continue
            if _opens_row(scene, item) or (row is not None and _goes_on(scene, row, item)):
                row = item
                if (holding := _holding(scene, item, person, cast)) is not None:
                    yield holding


def _opens_row(scene: Scene, item: Item) -> bool:
    """Whether only a stretch of years stands before a title, at the start of a line or clause."""
    words, end = scene.passage.words, scene.passage.words.starts[item.first]
    return tenure_rules().row.search(words.text, max(0, end - 80), end) is not None


def _goes_on(scene: Scene, row: Item, item: Item) -> bool:
    words = scene.passage.words
    return tenure_rules().listed.fullmatch(words.text, words.ends[row.after - 1], words.starts[item.first]) is not None


def _holding(scene: Scene, item: Item, person: Person, cast: Cast) -> Holding | None:
    phrase = item.title
    if phrase is None or phrase.plural:
        return None
    organization = cast.body(phrase.body) if phrase.body is not None else default_body(phrase.title)
    if organization is None and phrase.title.head is not None:
        organization = cast.of_head(item, phrase.title.head)
    if organization is None and not phrase.title.alone:
        return None
    fact = HoldsPost(person, phrase.title.name, organization, phrase.status)
    return Holding(fact, scene, item, item.first, item.after, CAREER, _CONFIDENCE)
