"""Who serves the holder of an office: "người phát ngôn của Tổng thống Nga | A" is on A, where another is president."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from govkg.extraction.claims import SURE, Claim
from govkg.extraction.items import Item
from govkg.extraction.line import between
from govkg.extraction.word_sets import serving
from govkg.model.actors import Person


def served(found: Sequence[Claim]) -> list[Claim]:
    """The claims of an article, with the title of serving for whoever only serves the holder of an office."""
    before = {id(claim): item for claim in found if (item := _serves(claim)) is not None}
    if not before:
        return list(found)
    holders: dict[tuple[str, str | None], set[Person]] = {}
    for claim in found:
        if id(claim) not in before:
            for country in {claim.phrase.country, None}:
                holders.setdefault((claim.phrase.title.name, country), set()).add(claim.person)
    return [_of_one_who_serves(claim, before.get(id(claim)), holders) for claim in found]


def _serves(claim: Claim) -> Item | None:
    """The title of serving right before that of the office: "Thư ký báo chí của | Tổng thống Nga A"."""
    if claim.rule.name not in SURE:
        return None
    items = claim.scene.items
    at = items.index(claim.item)
    item = items[at - 1] if at else None
    if item is None or item.title is None or item.title.body is not None or item.title.title.name not in serving():
        return None
    return item if between(claim.scene.passage.words, item, claim.item) in ("", "c") else None


def _of_one_who_serves(claim: Claim, item: Item | None, holders: dict[tuple[str, str | None], set[Person]]) -> Claim:
    """The claim as one of serving, where the one other holder of the office, in that state, is told of."""
    others = holders.get((claim.phrase.title.name, claim.phrase.country), set())
    if item is None or item.title is None or len(others) != 1 or claim.person in others:
        return claim
    title = replace(item.title.title, needs_body=False, weak=False, alone=True)
    phrase = replace(item.title, title=title, country=claim.phrase.country)
    return replace(claim, item=item, phrase=phrase)
