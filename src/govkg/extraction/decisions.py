"""Personnel decisions: who is appointed, dismissed, elected, promoted, disciplined or decorated, and by whom.

A verb of decision is read with what stands around it: in the active voice the person is its object, after
"được" or "bị" its subject. A title that is only held ("Thứ trưởng Trần Văn A") is no decision.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args

from govkg import datafile
from govkg.extraction.actors import actors
from govkg.extraction.meeting_mentions import verbs
from govkg.extraction.reading import Actor, Passage, PostMention, Reading
from govkg.model.actors import Agent, Organization, Person
from govkg.model.facts import Decides, DecisionAction
from govkg.model.interval import PartialDate
from govkg.model.span import Span
from govkg.model.statement import Statement
from govkg.text.alternation import one_of

DECISIONS = "data/rules/decisions.yaml"
_REACH = 160
"""Characters around a verb within which its person and its post stand."""
_NEAR = 12
_LIST = re.compile(r"\s?(?:,|;|và|cùng)\s(?:và )?(?:ông |bà |đồng chí )?")
_GRADE = re.compile(r"\s(?:hạng|hạng:)\s(?:nhất|nhì|ba|Nhất|Nhì|Ba|I{1,3})\b")
_BADGE = re.compile(
    r"Huy hiệu \d{2} năm tuổi Đảng|[Kk]ỷ niệm chương “[^”]{3,60}”|[Kk]ỷ niệm chương Vì [\w ]{3,40}?(?=[,.;]| cho| của)"
)


@dataclass(frozen=True, slots=True)
class _Rules:
    verb: re.Pattern[str]
    actions: dict[str, DecisionAction]
    to_post: re.Pattern[str]
    becoming: re.Pattern[str]
    by_decision: re.Pattern[str]
    heading: re.Pattern[str]
    rank: re.Pattern[str]
    award: re.Pattern[str]
    conferring: re.Pattern[str]
    receiving: re.Pattern[str]
    not_done: re.Pattern[str]
    wished: re.Pattern[str]
    tasks_too: frozenset[str]
    passive: re.Pattern[str]
    honour: re.Pattern[str]


@cache
def _rules() -> _Rules:
    data = datafile.read(DECISIONS).fields(
        "actions", "to_post", "becoming", "by_decision", "heading", "ranks", "awards", "conferring", "receiving",
        "not_done", "wished", "between", "honour", "tasks_too",
    )  # fmt: skip

    def listed(key: str) -> str:
        return one_of(data[key].texts(), capital=True)

    actions: dict[str, DecisionAction] = {}
    for name, entry in data["actions"].items():
        action = next((known for known in get_args(DecisionAction) if known == name), None)
        if action is None:
            raise entry.error(f"unknown action {name!r}; known are {', '.join(get_args(DecisionAction))}")
        actions |= dict.fromkeys(entry.texts(), action)
    return _Rules(
        verb=re.compile(rf"(?<!\w)(?:{one_of(actions, capital=True)})(?!\w)"),
        actions=actions,
        to_post=re.compile(rf"(?<!\w)(?:{listed('to_post')})(?!\w)"),
        becoming=re.compile(rf"(?<!\w)(?:{listed('becoming')})\s"),
        by_decision=re.compile(rf"(?<!\w)(?:{listed('by_decision')})(?!\w)"),
        heading=re.compile(rf"(?<!\w)(?:{listed('heading')})\s\Z"),
        rank=re.compile(rf"(?<!\w)(?:{listed('ranks')})(?!\w)"),
        award=re.compile(rf"(?<!\w)(?:{listed('awards')})(?!\w)|{_BADGE.pattern}"),
        conferring=re.compile(rf"(?<!\w)(?:{listed('conferring')})(?!\w)"),
        receiving=re.compile(rf"(?<!\w)(?:{listed('receiving')})(?!\w)"),
        not_done=re.compile(rf"(?<!\w)(?:{listed('not_done')})\s\Z"),
        tasks_too=frozenset(data["tasks_too"].texts()),
        wished=re.compile(rf"(?<!\w)(?:{listed('wished')})(?!\w)[^,;.:]*\Z"),
        passive=re.compile(rf"(?<!\w)(?:được|bị)\s(?:(?:{listed('between')})\s)*\Z"),
        honour=re.compile(rf"[\s,:]*(?:(?:{listed('honour')})[\s:,]+)*"),
    )


@dataclass(frozen=True, slots=True)
class _Decision:
    action: DecisionAction
    person: Person
    title: str
    organization: Organization | None
    by: Agent | None
    span: Span
    rule: str
    confidence: float


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


def _in_sentence(passage: Passage, sentence: Span, near: Sequence[Actor], last: Person | None) -> Iterator[_Decision]:
    yield from _awards(passage, sentence, near, last)
    if not near:
        return
    decided: set[tuple[Person, str]] = set()
    for verb in _rules().verb.finditer(passage.text, sentence.start, sentence.end):
        if any(actor.span.start <= verb.start() < actor.span.end for actor in near):
            continue
        clause = max(sentence.start, verb.start() - 80)
        if any(rule.search(passage.text, clause, verb.start()) for rule in (_rules().not_done, _rules().wished)):
            continue
        for found in _by_verb(passage, sentence, near, verb, last):
            decided.add((found.person, found.title))
            yield found
    yield from (found for found in _becoming(passage, sentence, near) if (found.person, found.title) not in decided)
    yield from _heading(passage, sentence, near)


def _by_verb(
    passage: Passage, sentence: Span, near: Sequence[Actor], verb: re.Match[str], last: Person | None
) -> Iterator[_Decision]:
    text, rules = passage.text, _rules()
    action = rules.actions[verb[0].casefold()]
    ahead = [actor for actor in near if actor.span.end <= verb.start()]
    after = [actor for actor in near if verb.end() <= actor.span.start <= verb.end() + _REACH]
    by: Actor | None = ahead[-1] if ahead else None
    if by is not None and (by.span.end < verb.start() - 60 or not _is_agent(text, sentence, by)):
        by = None
    if by is not None or rules.passive.search(text, max(sentence.start, verb.start() - 30), verb.start()):
        persons = _subjects(passage, sentence, [actor for actor in ahead if actor is not by], verb.start(), last)
    elif verb[0].casefold() in _INTRANSITIVE:
        persons = _subjects(passage, sentence, ahead, verb.start(), None)
    else:
        persons = _object(text, after, verb, action)
        by = ahead[-1] if ahead else None
    decider = None if by is None else (by.body if by.body is not None else by.person)
    for person in persons:
        decision = _of_person(passage, sentence, verb, action, person, decider)
        if decision is not None:
            yield decision


def _of_person(
    passage: Passage, sentence: Span, verb: re.Match[str], action: DecisionAction, person: Person, by: Agent | None
) -> _Decision | None:
    if action == "promote":
        return _promotion(passage, sentence, verb, person, by)
    title, organization, end = _post(passage, sentence, verb, action)
    if title is None:
        held = _held(passage, sentence, person) if action in ("dismiss", "discipline") else None
        if held is None:
            return None
        title, organization, end = held.title, held.organization, max(verb.end(), held.span.end)
    span = Span(min(verb.start(), end), max(verb.end(), end))
    return _Decision(action, person, title, organization, by, span, f"decision.{action}", 0.85)


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


def _object(text: str, after: Sequence[Actor], verb: re.Match[str], action: DecisionAction) -> list[Person]:
    """The person right after an active verb; a rank may stand between ("thăng hàm Thượng tướng cho ông A")."""
    for actor in after:
        if actor.person is None:
            continue
        gap = text[verb.end() : actor.span.start]
        if _rules().honour.fullmatch(gap) or (action in ("promote", "discipline") and " cho " in f"{gap} "[-14:]):
            return [actor.person]
        if re.search(r"đối với\s(?:\w+\s){0,2}\Z", gap):
            return [actor.person]
        break
    return []


def _promotion(
    passage: Passage, sentence: Span, verb: re.Match[str], person: Person, by: Agent | None
) -> _Decision | None:
    """To the last rank that is named: "từ Trung tướng lên Thượng tướng"."""
    stop = min(sentence.end, verb.end() + 90)
    ranks = list(_rules().rank.finditer(passage.text, verb.end(), stop))
    if not ranks:
        return None
    rank = next((each for each in ranks if passage.text[: each.start()].endswith("lên ")), ranks[0])
    title = rank[0][:1].upper() + rank[0][1:]
    return _Decision("promote", person, title, None, by, Span(verb.start(), rank.end()), "decision.promote", 0.9)


def _post(
    passage: Passage, sentence: Span, verb: re.Match[str], action: DecisionAction
) -> tuple[str | None, Organization | None, int]:
    """The post that a verb gives or takes, its body, and where it ends."""
    reach = Span(verb.end(), min(sentence.end, verb.end() + _REACH + 80))
    posts = passage.posts_in(reach)
    to = _rules().to_post.search(passage.text, reach.start, reach.end)
    if action in ("dismiss", "discipline") and to is not None and to.start() - verb.end() > _NEAR:
        to = None  # "cách chức … khi đang giữ chức A" tells another post
    for post in posts:
        if to is not None and 0 <= post.span.start - to.end() <= 12:
            return post.title, post.organization, post.span.end
    direct = next((post for post in posts if post.span.start - verb.end() <= 3), None)
    if direct is not None and action in ("appoint", "dismiss", "elect") and verb[0] not in _rules().tasks_too:
        return direct.title, direct.organization, direct.span.end
    return None, None, verb.end()


def _held(passage: Passage, sentence: Span, person: Person) -> PostMention | None:
    """The post in which a dismissed or disciplined person was."""
    return next((post for post in passage.posts_in(sentence) if post.person == person), None)


def _becoming(passage: Passage, sentence: Span, near: Sequence[Actor]) -> Iterator[_Decision]:
    """Such as "ông A trở thành Thứ trưởng Bộ B theo Quyết định của Thủ tướng"."""
    text, rules = passage.text, _rules()
    for verb in rules.becoming.finditer(text, sentence.start, sentence.end):
        if not rules.by_decision.search(text, sentence.start, sentence.end):
            continue
        post = next(
            (post for post in passage.posts_in(Span(verb.end(), sentence.end)) if post.span.start == verb.end()), None
        )
        person = next(
            (actor.person for actor in near if actor.person is not None and actor.span.end <= verb.start()), None
        )
        if post is None or person is None:
            continue
        told = rules.by_decision.search(text, post.span.end, sentence.end)
        later = [actor for actor in near if told is not None and actor.span.start >= told.end()]
        by = next((actor for actor in later if actor.body is not None), None)
        decider = by.body if by is not None else None
        span = Span(verb.start(), post.span.end)
        yield _Decision("appoint", person, post.title, post.organization, decider, span, "decision.becoming", 0.85)


def _heading(passage: Passage, sentence: Span, near: Sequence[Actor]) -> Iterator[_Decision]:
    """Such as "thành lập Ban Chỉ đạo … do ông A làm Trưởng ban"."""
    text = passage.text
    founded = re.compile(r"thành lập|kiện toàn").search(text, sentence.start, sentence.end)
    if founded is None:
        return
    for post in passage.posts_in(Span(founded.end(), sentence.end)):
        lead = Span(max(founded.end(), post.span.start - 16), post.span.start).of(text)
        if not _rules().heading.search(lead):
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
            yield _Decision("appoint", person.person, post.title, body, by, span, "decision.heading", 0.8)


def _awards(passage: Passage, sentence: Span, near: Sequence[Actor], last: Person | None) -> Iterator[_Decision]:
    """Orders, titles and badges, to those who get them in the same sentence."""
    text, rules = passage.text, _rules()
    awards = list(rules.award.finditer(text, sentence.start, sentence.end))
    if not awards:
        return
    if awards[0].start() - sentence.start <= 2 and len(awards) > 1 and last is not None and not near:
        for award in awards:
            span, title = _graded(text, award)
            yield _Decision("award", last, title, None, None, span, "decision.awards-listed", 0.8)
        return
    for award in awards:
        span, title = _graded(text, award)
        for actor in _decorated(passage, sentence, near, span):
            if actor.person is not None:
                around = Span(min(span.start, actor.span.start), max(span.end, actor.span.end))
                by = _giver(passage, sentence, near, span, actor)
                yield _Decision("award", actor.person, title, None, by, around, "decision.award", 0.85)


def decorated(passage: Passage, sentence: Span) -> Iterator[tuple[Person, Span]]:
    """The persons who get an award in a sentence that tells of its conferring."""
    if _rules().award.search(passage.text, sentence.start, sentence.end):
        for decision in _awards(passage, sentence, actors(passage, sentence), None):
            yield decision.person, decision.span


def _graded(text: str, award: re.Match[str]) -> tuple[Span, str]:
    grade = _GRADE.match(text, award.end())
    span = Span(award.start(), grade.end() if grade else award.end())
    return span, " ".join(span.of(text).split())


def _decorated(passage: Passage, sentence: Span, near: Sequence[Actor], award: Span) -> Iterator[Actor]:
    """Those who receive an award: before "nhận", or after "cho"."""
    text, rules = passage.text, _rules()
    ahead = [actor for actor in near if actor.span.end <= award.start]
    if ahead:
        gap = text[ahead[-1].span.end : award.start]
        if len(gap) <= 50 and rules.receiving.search(gap) and ahead[-1].person is not None:
            yield ahead[-1]
            return
    to = re.compile(r"\bcho\b").search(text, award.end, min(sentence.end, award.end + 60))
    confers = to is not None and rules.conferring.search(text, sentence.start, to.start()) is not None
    if to is None or not confers:
        return
    stop = text.find(";", to.end(), sentence.end)
    for actor in near:
        if actor.span.start >= to.end() and actor.person is not None and (stop < 0 or actor.span.start < stop):
            yield actor


def _giver(passage: Passage, sentence: Span, near: Sequence[Actor], award: Span, decorated: Actor) -> Agent | None:
    """Who confers an award: the subject of the verb before it."""
    verb = _rules().conferring.search(passage.text, sentence.start, award.start)
    if verb is None:
        return None
    ahead = [actor for actor in near if actor.span.end <= verb.start() and actor is not decorated]
    return (ahead[-1].body or ahead[-1].person) if ahead else None


def _day(passage: Passage, sentence: Span, decision: Span) -> PartialDate | None:
    """When: the last time told before the decision in its sentence, else the first one after it."""
    times = [
        time for time in passage.times_in(sentence) if time.when.begin is not None and time.when.begin == time.when.end
    ]
    ahead = [time for time in times if time.span.end <= decision.start]
    after = [time for time in times if time.span.start >= decision.start]
    chosen = ahead[-1] if ahead else after[0] if after else None
    return chosen.when.begin if chosen is not None else None
