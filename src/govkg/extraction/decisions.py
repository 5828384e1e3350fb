"""Personnel decisions: who is appointed, dismissed, elected, promoted, disciplined or decorated, and by whom.

A verb of decision is read with what stands around it: in the active voice the person is its object, after
"được" or "bị" its subject. A title that is only held ("Thứ trưởng Trần Văn A") is no decision.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from govkg.extraction.actors import actors
from govkg.extraction.awards import awards
from govkg.extraction.decision_rules import Decision, rules
from govkg.extraction.meeting_mentions import verbs
from govkg.extraction.reading import Actor, Passage, PostMention, Reading
from govkg.model.actors import Agent, Organization, Person
from govkg.model.facts import Decides, DecisionAction
from govkg.model.interval import PartialDate
from govkg.model.span import Span
from govkg.model.statement import Statement

_REACH = 160
"""Characters around a verb within which its person and its post stand."""
_NEAR = 12
_LIST = re.compile(r"\s?(?:,|;|và|cùng)\s(?:và )?(?:ông |bà |đồng chí )?")


def read_decisions(reading: Reading) -> Iterator[Statement]:
    """The personnel decisions that an article tells."""
    last: Person | None = None
    for passage, sentence in reading.sentences():
        near = actors(passage, sentence)
        for found in _in_sentence(passage, sentence, near, last):
            fact = Decides(
                found.action,
                found.person,
                found.title,
                found.organization,
                found.by,
                _day(passage, sentence, found.span),
            )
            yield reading.state(fact, passage, found.span, found.rule, found.confidence)
        named = [actor.person for actor in near if actor.person is not None]
        last = named[0] if named else last


def _in_sentence(passage: Passage, sentence: Span, near: Sequence[Actor], last: Person | None) -> Iterator[Decision]:
    yield from awards(passage, sentence, near, last)
    if not near:
        return
    decided: set[tuple[Person, str]] = set()
    for verb in rules().verb.finditer(passage.text, sentence.start, sentence.end):
        if any(actor.span.start <= verb.start() < actor.span.end for actor in near):
            continue
        clause = max(sentence.start, verb.start() - 80)
        if any(rule.search(passage.text, clause, verb.start()) for rule in (rules().not_done, rules().wished)):
            continue
        for found in _by_verb(passage, sentence, near, verb, last):
            decided.add((found.person, found.title))
            yield found
    yield from (found for found in _becoming(passage, sentence, near) if (found.person, found.title) not in decided)
    yield from _heading(passage, sentence, near)


def _by_verb(
    passage: Passage, sentence: Span, near: Sequence[Actor], verb: re.Match[str], last: Person | None
) -> Iterator[Decision]:
    text, words = passage.text, rules()
    action = words.actions[verb[0].casefold()]
    ahead = [actor for actor in near if actor.span.end <= verb.start()]
    after = [actor for actor in near if verb.end() <= actor.span.start <= verb.end() + _REACH]
    by: Actor | None = ahead[-1] if ahead else None
    if by is not None and (by.span.end < verb.start() - 60 or not _is_agent(text, sentence, by)):
        by = None
    if by is not None or words.passive.search(text, max(sentence.start, verb.start() - 30), verb.start()):
        persons = _subjects(passage, sentence, [actor for actor in ahead if actor is not by], verb.start(), last)
    elif verb[0].casefold() in _INTRANSITIVE:
        persons = _subjects(passage, sentence, ahead, verb.start(), None)
    else:
        persons = _object(passage, sentence, after, verb, action)
        by = ahead[-1] if ahead else None
    decider = None if by is None else (by.body if by.body is not None else by.person)
    for person in persons:
        yield from _of_person(passage, sentence, verb, action, person, decider)


def _of_person(
    passage: Passage, sentence: Span, verb: re.Match[str], action: DecisionAction, person: Person, by: Agent | None
) -> Iterator[Decision]:
    if action == "promote":
        promotion = _promotion(passage, sentence, verb, person, by)
        if promotion is not None:
            yield promotion
        return
    posts = _posts(passage, sentence, verb, action)
    if not posts:
        held = _held(passage, sentence, person) if action in ("dismiss", "discipline") else None
        posts = [held] if held is not None else []
    for post in posts:
        span = Span(min(verb.start(), post.span.end), max(verb.end(), post.span.end))
        yield Decision(action, person, post.title, post.organization, by, span, f"decision.{action}", 0.85)


_INTRANSITIVE = frozenset({"thôi giữ", "thôi chức", "tái đắc cử", "đắc cử", "trúng cử", "tái cử"})


def _is_agent(text: str, sentence: Span, actor: Actor) -> bool:
    """Whether an actor stands in "được … bầu", as the one who decides."""
    return re.search(r"(?:được|bị)\s\Z", text[max(sentence.start, actor.span.start - 8) : actor.span.start]) is not None


def _subjects(passage: Passage, sentence: Span, ahead: Sequence[Actor], verb: int, last: Person | None) -> list[Person]:
    """The persons whom a passive verb is about; the one spoken of before, where the clause names nobody."""
    text = passage.text
    found: list[Person] = []
    end = verb
    for actor in reversed(ahead):
        if actor.person is None:
            if found:
                break
            continue
        gap = text[actor.span.end : end]
        if found and not _LIST.fullmatch(gap):
            break
        if not found and (said := verbs("speaking").search(gap)) and said["verb"]:
            return []  # who says it is not whom it is about
        found.append(actor.person)
        end = actor.span.start
    if found:
        return found[::-1]
    lead = text[sentence.start + 1 : verb]
    return [last] if last is not None and not ahead and not any(letter.isupper() for letter in lead) else []


def _object(
    passage: Passage, sentence: Span, after: Sequence[Actor], verb: re.Match[str], action: DecisionAction
) -> list[Person]:
    """The persons of an active verb: right after it, after the post, or those whom a pronoun means.

    A rank may stand between ("thăng hàm Thượng tướng cho ông A"), or the post with what opens a list of those who
    get it ("bầu ba Phó Chủ tịch gồm: A, B và C", "bãi nhiệm chức vụ Chủ tịch đối với ông A").
    """
    text = passage.text
    for actor in after:
        if actor.person is None:
            continue
        gap = text[verb.end() : actor.span.start]
        if rules().honour.fullmatch(gap) or (action in ("promote", "discipline") and " cho " in f"{gap} "[-14:]):
            return [actor.person]
        if _is_title(passage, actor):
            continue
        if _TO_WHOM.search(gap) or (_MEMBERS.search(gap) and _posts(passage, sentence, verb, action)):
            named = [other for other in after if not _is_title(passage, other)]
            return _and_others(text, named[named.index(actor) :])
        break
    if _PRONOUN.match(text, verb.end()):
        return [post.person for post in _posts(passage, sentence, verb, action)[:1] if post.person is not None]
    return []


def _is_title(passage: Passage, actor: Actor) -> bool:
    """Whether a title alone stands for the one who acts."""
    return any(post.span == actor.span for post in passage.posts_in(actor.span))


_TO_WHOM = re.compile(r"(?:đối với|\bvới|\bcho)\s(?:(?:các|hai|ba|đồng|chí|ông|bà|vị)\s){0,3}\Z")
_MEMBERS = re.compile(r"\b(?:gồm|gồm có|là|đó là)\s?:?\s(?:(?:các|hai|ba|đồng|chí|ông|bà|vị)\s?:?\s){0,3}\Z|:\s\Z")
_PRONOUN = re.compile(r"\s(?:ông|bà|đồng chí)\s(?![A-ZĐ])")
_ASIDE = re.compile(
    r"\s?(?:\([^()]{2,80}\)|,\s[^,.;()]{4,80}(?=,\s(?:ông|bà)|\svà\s(?:ông|bà)))?"
    r"\s?(?:,|;|và|cùng)\s(?:và )?(?:ông |bà |đồng chí )?"
)
"""What stands between two persons of a list: a post in parentheses or commas, and what joins them."""


def _and_others(text: str, after: Sequence[Actor]) -> list[Person]:
    """A person and the ones listed after: each with a post in parentheses or commas where the text gives one."""
    found: list[Person] = []
    end = 0
    for actor in after:
        if actor.person is None:
            continue
        if found and not _ASIDE.fullmatch(text[end : actor.span.start]):
            break
        found.append(actor.person)
        end = actor.span.end
    return found


def _promotion(
    passage: Passage, sentence: Span, verb: re.Match[str], person: Person, by: Agent | None
) -> Decision | None:
    """To the last rank that is named: "từ Trung tướng lên Thượng tướng"."""
    stop = min(sentence.end, verb.end() + 90)
    ranks = list(rules().rank.finditer(passage.text, verb.end(), stop))
    if not ranks:
        return None
    rank = next((each for each in ranks if passage.text[: each.start()].endswith("lên ")), ranks[0])
    title = rank[0][:1].upper() + rank[0][1:]
    return Decision("promote", person, title, None, by, Span(verb.start(), rank.end()), "decision.promote", 0.9)


def _posts(passage: Passage, sentence: Span, verb: re.Match[str], action: DecisionAction) -> list[PostMention]:
    """The posts that a verb gives or takes: "thôi giữ chức Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh X"."""
    reach = Span(verb.end(), min(sentence.end, verb.end() + _REACH + 80))
    posts = passage.posts_in(reach)
    found: list[PostMention] = []
    for to in rules().to_post.finditer(passage.text, reach.start, reach.end):
        if action in ("dismiss", "discipline") and to.start() - verb.end() > _NEAR:
            break  # "cách chức … khi đang giữ chức A" tells another post
        found = [post for post in posts if 0 <= post.span.start - to.end() <= _NEAR][:1]
        if found:
            break
    if not found and action in ("appoint", "dismiss", "elect") and verb[0] not in rules().tasks_too:
        found = [post for post in posts if _COUNTED.fullmatch(passage.text, verb.end(), post.span.start)][:1]
    for post in posts:
        if found and passage.text[found[-1].span.end : post.span.start] in (", ", " kiêm ", ", kiêm ", " và "):
            found.append(post)
    return found


_COUNTED = re.compile(r"\s?(?:(?:\d{1,2}|hai|ba|bốn|năm|các)\s)?")


def _held(passage: Passage, sentence: Span, person: Person) -> PostMention | None:
    """The post in which a dismissed or disciplined person was."""
    return next((post for post in passage.posts_in(sentence) if post.person == person), None)


def _becoming(passage: Passage, sentence: Span, near: Sequence[Actor]) -> Iterator[Decision]:
    """Such as "ông A trở thành Thứ trưởng Bộ B theo Quyết định của Thủ tướng"."""
    text, words = passage.text, rules()
    for verb in words.becoming.finditer(text, sentence.start, sentence.end):
        if not words.by_decision.search(text, sentence.start, sentence.end):
            continue
        post = next(
            (post for post in passage.posts_in(Span(verb.end(), sentence.end)) if post.span.start == verb.end()), None
        )
        person = next(
            (actor.person for actor in near if actor.person is not None and actor.span.end <= verb.start()), None
        )
        if post is None or person is None:
            continue
        told = words.by_decision.search(text, post.span.end, sentence.end)
        later = [actor for actor in near if told is not None and actor.span.start >= told.end()]
        by = next((actor for actor in later if actor.body is not None), None)
        decider = by.body if by is not None else None
        span = Span(verb.start(), post.span.end)
        yield Decision("appoint", person, post.title, post.organization, decider, span, "decision.becoming", 0.85)


def _heading(passage: Passage, sentence: Span, near: Sequence[Actor]) -> Iterator[Decision]:
    """Such as "thành lập Ban Chỉ đạo … do ông A làm Trưởng ban"."""
    text = passage.text
    founded = re.compile(r"thành lập|kiện toàn").search(text, sentence.start, sentence.end)
    if founded is None:
        return
    for post in passage.posts_in(Span(founded.end(), sentence.end)):
        lead = Span(max(founded.end(), post.span.start - 16), post.span.start).of(text)
        if not rules().heading.search(lead):
            continue
        person = next(
            (actor for actor in reversed(near) if actor.person is not None and actor.span.end <= post.span.start), None
        )
        if person is None or not re.search(r"\bdo\s(?:\w+\s){0,2}\Z", text[founded.end() : person.span.start]):
            continue
        by = next((actor.body for actor in near if actor.body is not None and actor.span.end <= founded.start()), None)
        body = next(
            (
                mention.entity
                for mention in passage.mentions_in(Span(founded.end(), person.span.start))
                if isinstance(mention.entity, Organization)
            ),
            post.organization,
        )
        if person.person is not None:
            span = Span(founded.start(), post.span.end)
            yield Decision("appoint", person.person, post.title, body, by, span, "decision.heading", 0.8)


def _day(passage: Passage, sentence: Span, decision: Span) -> PartialDate | None:
    """When: the last time told before the decision in its sentence, else the first one after it."""
    times = [
        time for time in passage.times_in(sentence) if time.when.begin is not None and time.when.begin == time.when.end
    ]
    ahead = [time for time in times if time.span.end <= decision.start]
    after = [time for time in times if time.span.start >= decision.start]
    chosen = ahead[-1] if ahead else after[0] if after else None
    return chosen.when.begin if chosen is not None else None
