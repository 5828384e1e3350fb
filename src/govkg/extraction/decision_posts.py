"""Decisions told from the post, whose new holder is named behind it.

Three shapes: "Chức X được (Thủ tướng) giao cho ông A", "Kế nhiệm ông B ở cương vị X là ông A", "Bộ C có tân X: ông A".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Final

from govkg import datafile
from govkg.extraction.decision_clauses import Decision
from govkg.extraction.decision_holders import listed_persons, names
from govkg.extraction.decision_rules import decision_rules
from govkg.extraction.reading import Actor, Passage, PostMention
from govkg.model.actors import Agent, Organization, Person
from govkg.model.facts import DecisionAction
from govkg.model.span import Span
from govkg.text.alternation import one_of
from govkg.text.anchored import Anchored

_FILE: Final = "data/rules/decision_posts.yaml"
_LISTS: Final = (
    "as_post", "given_to", "succeeding", "taking", "told_beside", "electing", "has_new", "deciding",
)  # fmt: skip
_RULE: Final = "decision.post"
_CLAUSE: Final = 240
"""Characters within which a clause names the post and who gets it."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """Each pattern is what its list in the file says."""

    given_to: Anchored
    opening: Anchored
    """What a clause begins with that names the person behind "là"; group ``taking`` needs more beside it."""
    has_new: Anchored
    as_post: re.Pattern[str]
    told_beside: re.Pattern[str]
    electing: re.Pattern[str]
    deciding: re.Pattern[str]


@cache
def _rules() -> _Rules:
    data = datafile.read(_FILE).fields(*_LISTS)
    texts = {key: data[key].texts() for key in _LISTS}
    words = {key: one_of(texts[key], capital=True) for key in _LISTS}
    opening = rf"(?<!\w)(?:(?P<taking>{words['taking']})|{words['succeeding']})(?!\w)"
    return _Rules(
        given_to=Anchored.of(rf"(?<!\w)(?:{words['given_to']})\s", texts["given_to"]),
        opening=Anchored.of(opening, (*texts["taking"], *texts["succeeding"]), capital=True),
        has_new=Anchored.of(rf"(?<!\w)(?:{words['has_new']})\s", texts["has_new"]),
        as_post=re.compile(rf"(?<!\w)(?:{words['as_post']})\s\Z"),
        told_beside=re.compile(rf"(?<!\w)(?:{words['told_beside']})(?!\w)"),
        deciding=re.compile(rf"(?<!\w)(?:{words['deciding']})(?!\w)"),
        electing=re.compile(rf"(?<!\w)(?:{words['electing']})(?!\w)"),
    )


def telling() -> Sequence[Anchored]:
    """The words one of which stands in each sentence that tells such a decision."""
    rules = _rules()
    return rules.given_to, rules.opening, rules.has_new


def from_posts(
    passage: Passage, sentence: Span, near: Sequence[Actor], offices: Mapping[Person, PostMention]
) -> Iterator[Decision]:
    """The decisions that a sentence tells from the post; ``offices`` as for ``by_verbs``."""
    yield from _given(passage, sentence, near)
    yield from _succeeding(passage, sentence, near, offices)
    yield from _new(passage, sentence, near)


def with_others(passage: Passage, sentence: Span, near: Sequence[Actor], told: Decision | None) -> Iterator[Decision]:
    """Those who get posts beside one to whom the sentence before gave one: "Hai Phó trưởng đoàn là các ông B và C"."""
    post = next(iter(passage.posts_in(sentence)), None) if told is not None and told.rule == _RULE else None
    if told is None or post is None or post.span.start - sentence.start > _COUNT:
        return
    named = _NAMED.match(passage.text, post.span.end, sentence.end)
    for person in persons_from(passage, near, named.end(), sentence.end) if named is not None else []:
        at = post.organization or told.organization
        yield Decision(told.action, person, post.title, at, told.by, post.span, "decision.post-beside", 0.8)


def _given(passage: Passage, sentence: Span, near: Sequence[Actor]) -> Iterator[Decision]:
    """Such as "Chức X được Bộ trưởng B giao cho ông A", "Quân hàm Y được trao cho ông A"."""
    text, rules = passage.text, _rules()
    for verb in rules.given_to.finditer(passage.words, sentence.start, sentence.end):
        persons = persons_from(passage, near, verb.end(), sentence.end)
        start = max(sentence.start, verb.start() - _CLAUSE)
        if not persons or decision_rules().not_done.search(text, start, verb.start()):
            continue
        posts: Iterable[PostMention | _Rank] = passage.posts_in(Span(start, verb.start()))
        for what in chain(posts, _ranks(text, start, verb.start())):
            if rules.as_post.search(text, start, what.span.start) is None:
                continue
            found, by = _between(passage, near, Span(what.span.end, verb.start()))
            if found:
                by = by or _decider(passage, sentence, near)
                rank = isinstance(what, _Rank)
                action: DecisionAction = "promote" if rank else _action(passage, sentence)
                organization = what.organization if isinstance(what, PostMention) else None
                span = Span(what.span.start, verb.end())
                for person in persons:
                    yield Decision(action, person, what.title, organization, by, span, _RULE, 0.85)
                break


@dataclass(frozen=True, slots=True)
class _Rank:
    span: Span
    title: str


def _ranks(text: str, start: int, end: int) -> Iterator[_Rank]:
    for found in decision_rules().rank.finditer(text, start, end):
        yield _Rank(Span(*found.span()), found[0][:1].upper() + found[0][1:])


def _between(passage: Passage, near: Sequence[Actor], gap: Span) -> tuple[bool, Agent | None]:
    """Whether only who gives a post stands between it and the verb, and who that is."""
    text = passage.text
    inner = [actor for actor in near if gap.start <= actor.span.start and actor.span.end <= gap.end]
    if not inner:
        return _PLAIN.fullmatch(text, gap.start, gap.end) is not None, None
    passive = _BY.fullmatch(text, gap.start, inner[0].span.start) is not None
    found = passive and _PLAIN.fullmatch(text, inner[-1].span.end, gap.end) is not None
    return found, inner[0].body or inner[0].person


_PLAIN = re.compile(r"[^.;:“”]{0,70}")
_BY = re.compile(r"[^.;:“”]{0,60}?\s(?:được|do)\s(?:ông |bà |đồng chí )?")


def _succeeding(
    passage: Passage, sentence: Span, near: Sequence[Actor], offices: Mapping[Person, PostMention]
) -> Iterator[Decision]:
    """Such as "Kế nhiệm ông B ở cương vị X là ông A", "Giữ chức X từ ngày 1/7 là bà C"."""
    text, rules = passage.text, _rules()
    for opening in rules.opening.finditer(passage.words, sentence.start, sentence.end):
        if opening.start() > sentence.start and _NEW_CLAUSE.search(text, sentence.start, opening.start()) is None:
            continue
        if opening["taking"] and not rules.told_beside.search(text, sentence.start, sentence.end):
            continue
        near_by = max(0, sentence.start - _CLAUSE)
        if opening[0].startswith(_WHO) and not (
            opening["taking"] or rules.deciding.search(text, near_by, sentence.end)
        ):
            continue  # who holds the post now, whenever it was given
        end = min(sentence.end, opening.end() + _CLAUSE)
        for copula in _IS.finditer(text, opening.end(), end):
            persons = persons_from(passage, near, copula.end(), sentence.end)
            if not persons:
                continue
            lead = Span(opening.start(), copula.start())
            before = [actor.person for actor in near if lead.covers(actor.span) and names(passage, actor)]
            posts = passage.posts_in(lead)
            post = (
                posts[-1]
                if posts
                else next((offices[who] for who in before if who is not None and who in offices), None)
            )
            if post is None or (not posts and opening["taking"]):
                break
            for person in persons:
                if person not in before:
                    action, by = _action(passage, sentence), _decider(passage, sentence, near)
                    span = Span(opening.start(), copula.end())
                    yield Decision(action, person, post.title, post.organization, by, span, _RULE, 0.85)
            break


_WHO: Final = ("Người ", "người ")
_NEW_CLAUSE = re.compile(r"(?:[,;]\s(?:và |còn |trong khi )?|\A(?:Còn|Và) )\Z")
_IS = re.compile(r"\s(?:là|nay là|sẽ là|có)\s(?=[^\W\d])")


def _new(passage: Passage, sentence: Span, near: Sequence[Actor]) -> Iterator[Decision]:
    """Such as "Bộ B có tân Thứ trưởng là ông A"."""
    text = passage.text
    for has in _rules().has_new.finditer(passage.words, sentence.start, sentence.end):
        post = next(iter(passage.posts_in(Span(has.start(), sentence.end))), None)
        if post is None or post.span.start - has.end() > _COUNT:
            continue
        if has[0] == _NEW and _HANDED.search(text, sentence.start, has.start()) and post.person is not None:
            span, by = Span(has.start(), post.span.end), _decider(passage, sentence, near)
            yield Decision("appoint", post.person, post.title, post.organization, by, span, _RULE, 0.8)
            continue
        if has[0] == _NEW and not (post.span.start == has.start() and _is_had(text, sentence, has.start())):
            continue  # "tân Thứ trưởng A nói"
        named = _NAMED.match(text, post.span.end, sentence.end)
        persons = persons_from(passage, near, named.end(), sentence.end) if named is not None else []
        bodies = [actor.body for actor in near if actor.span.end <= has.start() and actor.person is None and actor.body]
        organization: Organization | None = post.organization or (bodies[-1] if bodies else None)
        for person in persons:
            action, by = _action(passage, sentence), _decider(passage, sentence, near)
            span = Span(has.start(), post.span.end)
            yield Decision(action, person, post.title, organization, by, span, _RULE, 0.85)


_COUNT: Final = 6
"""Characters of a number between "có" and the post."""
_NEW: Final = "tân "
_HAS: Final = ("có ", "có một ", "có hai ", "đón ", "ra mắt ")
"""In front of the post that somebody is new in."""
_HANDED = re.compile(r"\b(?:trao|nhận|công bố) (?:các )?quyết định\b")
"""Before who is new in a post: "trao quyết định cho | tân Giám đốc A"."""


def _is_had(text: str, sentence: Span, new: int) -> bool:
    """Whether a body has somebody new in a post, or who they are is told: "Hai tân Phó Giám đốc A gồm …"."""
    counted = text[sentence.start : new].casefold() in ("", "hai ", "ba ", "bốn ", "các ")
    return text.endswith(_HAS, 0, new) or counted


_NAMED = re.compile(r"(?:\s(?:mới|nữa|trẻ))*(?:\s(?:là|gồm)|:|,)\s")


def persons_from(passage: Passage, near: Sequence[Actor], start: int, stop: int) -> list[Person]:
    """The person who is named right at a place, and those who are listed with that one."""
    after = [actor for actor in near if actor.span.start >= start]
    first = next((actor for actor in after if actor.person is not None), None)
    if first is None or not names(passage, first):
        return []
    if decision_rules().honour.fullmatch(passage.text, start, first.span.start) is None:
        return []
    listed = (actor.person for actor in listed_persons(passage.text, first, after, stop))
    return list(dict.fromkeys(person for person in listed if person is not None))


def _action(passage: Passage, sentence: Span) -> DecisionAction:
    """Whether a post is given by an election, of which the sentence or the one before it tells."""
    told = max(0, sentence.start - _CLAUSE)
    elects = _rules().electing.search(passage.text, told, sentence.end) is not None
    return "elect" if elects else "appoint"


def _decider(passage: Passage, sentence: Span, near: Sequence[Actor]) -> Agent | None:
    """Whose decision it is by which a post is given: "theo Quyết định số 5 của Bộ trưởng A"."""
    text = passage.text
    for actor in near:
        if actor.agent is not None and _PAPER.search(text, sentence.start, actor.span.start):
            return actor.body or actor.person
    return None


_PAPER = re.compile(r"\b(?:[Qq]uyết định|[Nn]ghị quyết)[^.;:,]{0,60}?\s(?:của|do|mà)\s(?:ông |bà |đồng chí )?\Z")
