"""Personnel decisions: who is appointed, dismissed, elected, promoted, disciplined or decorated, and by whom.

A title that is only held ("Thứ trưởng Trần Văn A") is no decision: a verb has to give it or take it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from govkg.extraction.actors import actors
from govkg.extraction.awards import awards
from govkg.extraction.decision_clauses import Decision, by_verbs
from govkg.extraction.decision_holders import standing
from govkg.extraction.decision_lists import TAKING_UP, listed_next
from govkg.extraction.decision_posts import from_posts, telling, with_others
from govkg.extraction.decision_rules import decision_rules
from govkg.extraction.decision_seats import CHARGE
from govkg.extraction.reading import Actor, Passage, PostMention, Reading, at_beginning
from govkg.extraction.taken_up import is_counted
from govkg.model.actors import Organization, Person
from govkg.model.facts import Decides, DecisionAction, HoldsPost, TenureStatus
from govkg.model.interval import Interval, PartialDate
from govkg.model.span import Span
from govkg.model.statement import Statement
from govkg.text.anchored import Anchored

_PRONOUN = re.compile(r"\b[ÔôBb](?:ng|à)\s(?=[^\W\d_])(?![A-ZĐÂĂÊÔƠƯÁÀẢÃẠ])")

_STATUS: Final[Mapping[DecisionAction, TenureStatus]] = {"appoint": "current", "dismiss": "former"}
"""How the post of a decision that is news is held after it."""

_BECOMING: Final = "decision.becoming"
_GIVING: Final[frozenset[DecisionAction]] = frozenset(("appoint", "elect"))
_LATELY: Final = 90
"""Days before the article within which a decision is news."""
_FOUNDED = Anchored.of("thành lập|kiện toàn", ("thành lập", "kiện toàn"))


def read_decisions(reading: Reading) -> Iterator[Statement]:
    """The personnel decisions that an article tells."""
    rules = decision_rules()
    tells_by = (rules.verb, rules.becoming, rules.award, _FOUNDED, TAKING_UP, *telling())
    tells = [{sentence.start for sentence in passage.sentences_with(*tells_by)} for passage in reading.passages]
    if not any(tells):
        return
    last: Person | None = None
    offices = _offices(reading)
    given: dict[tuple[Person, str], DecisionAction] = {}
    for passage, starts in zip(reading.passages, tells, strict=True):
        told: Decision | None = None
        before: Span | None = None
        for sentence in passage.sentences:
            near = actors(passage, sentence)
            tells_more = sentence.start in starts or (told is not None and told.rule == _BECOMING)
            found = list(_in_sentence(passage, sentence, near, last, offices, told)) if tells_more else []
            carried = list(listed_next(passage, before, sentence, near)) if before and sentence.start in starts else []
            for each in carried:
                yield from _stated(reading, passage, Span(before.start if before else 0, sentence.end), each)
            found = [] if carried else found
            for each in found or with_others(passage, sentence, near, told):
                post = each.person, each.title
                told = each
                if each.action in _GIVING and given.setdefault(post, each.action) != each.action:
                    continue  # who is elected to a post is not appointed to it, too
                yield from _stated(reading, passage, sentence, each)
            last, before = _spoken_of(passage, sentence, near, last), sentence


def _stated(reading: Reading, passage: Passage, sentence: Span, found: Decision) -> Iterator[Statement]:
    """A decision, and the post that it gives or takes."""
    day = _day(passage, sentence, found.span)
    fact = Decides(found.action, found.person, found.title, found.organization, found.by, day)
    yield reading.state(fact, passage, found.span, found.rule, found.confidence)
    if found.membership:  # no title tells it
        seat = HoldsPost(found.person, found.title, found.organization, stated=Interval(begin=day))
        yield reading.state(seat, passage, found.span, found.rule, found.confidence)
    elif found.title != CHARGE and _post(found) not in reading.held and _is_news(found, reading, passage, sentence):
        reading.held.add(_post(found))
        post = HoldsPost(*_post(found), _STATUS[found.action])
        yield reading.state(post, passage, found.span, found.rule, found.confidence)


def _offices(reading: Reading) -> Mapping[Person, PostMention]:
    """The post in which an article first speaks of each person, one of the state before one of the Party."""
    offices: dict[Person, PostMention] = {}
    ranks: dict[Person, tuple[bool, bool, bool]] = {}
    for passage in reading.passages:
        for post in passage.posts:
            if post.person is not None:
                rank = standing(passage, post)
                if post.person not in ranks or rank < ranks[post.person]:
                    offices[post.person], ranks[post.person] = post, rank
    return offices


def _is_news(found: Decision, reading: Reading, passage: Passage, sentence: Span) -> bool:
    """Whether a decision gives or takes a post now: one of long ago, or of whom only "ông" tells, is of a career."""
    if found.action not in _STATUS or found.organization is None:
        return False
    published = reading.article.published
    begins = (time.when.begin for time in passage.times_in(sentence))
    days = [begin.last.toordinal() for begin in begins if begin is not None]
    if days and (published is None or published.toordinal() - min(days) > _LATELY):
        return False
    named = any(mention.entity == found.person for mention in passage.mentions_in(sentence))
    return named or at_beginning(passage, sentence)


def _post(decision: Decision) -> tuple[Person, str, Organization | None]:
    return decision.person, decision.title, decision.organization


def _spoken_of(passage: Passage, sentence: Span, near: Sequence[Actor], last: Person | None) -> Person | None:
    """Whom the next sentence may call "ông": the first person of this one, unless it too begins with "ông"."""
    first = next((actor for actor in near if actor.person is not None), None)
    if first is None or (last is not None and _PRONOUN.search(passage.text, sentence.start, first.span.start)):
        return last
    return first.person


def _in_sentence(
    passage: Passage,
    sentence: Span,
    near: Sequence[Actor],
    last: Person | None,
    offices: Mapping[Person, PostMention],
    told: Decision | None,
) -> Iterator[Decision]:
    yield from awards(passage, sentence, near, last)
    decided: set[tuple[Person, str]] = set()
    for found in by_verbs(passage, sentence, near, last, offices, told):
        if (found.person, found.title) not in decided or found.action != "appoint":
            decided.add((found.person, found.title))
            yield found
    titles = {title for _, title in decided}
    yield from (found for found in _becoming(passage, sentence, near) if found.title not in titles)
    yield from _heading(passage, sentence, near)
    for found in from_posts(passage, sentence, near, offices):
        if (found.person, found.title) not in decided:
            decided.add((found.person, found.title))
            yield found


_OFFICIALLY: Final = ("chính thức ", "Chính thức ")
"""Opens what tells by itself that a rise to a post was decided."""


def _becoming(passage: Passage, sentence: Span, near: Sequence[Actor]) -> Iterator[Decision]:
    """Such as "ông A trở thành Thứ trưởng Bộ B theo Quyết định của Thủ tướng", "bà C chính thức giữ chức D"."""
    text, rules = passage.text, decision_rules()
    verbs = list(rules.becoming.finditer(passage.words, sentence.start, sentence.end))
    for verb in verbs or _AS.finditer(text, sentence.start, sentence.end):
        official = text.startswith(_OFFICIALLY, verb.start())
        decided = rules.by_decision.search(text, sentence.start, sentence.end)
        post = next(
            (post for post in passage.posts_in(Span(verb.end(), sentence.end)) if post.span.start == verb.end()), None
        )
        counted = post is not None and _of_counted(passage, sentence, post)
        if not verbs and not counted:
            continue
        if decided is None and not official and not counted and not _goes_on(text, sentence):
            continue
        who = next((each for each in reversed(near) if each.person is not None and each.span.end <= verb.start()), None)
        if post is None or who is None or who.person is None:
            continue
        if rules.verb.search(passage.words, who.span.end, verb.start()) is not None:
            continue  # "bổ nhiệm nhân sự mới | giữ chức X": somebody else
        if official and (post.organization is None or post.organization.kind == "foreign"):
            continue  # of other states' presidents it is told how they were elected
        told = rules.by_decision.search(text, post.span.end, sentence.end)
        later = [actor for actor in near if told is not None and actor.span.start >= told.end()]
        by = next((actor for actor in later if actor.body is not None), None)
        decider = by.body if by is not None else None
        span = Span(verb.start(), post.span.end)
        action: DecisionAction = "elect" if decided is not None and "phiếu" in decided[0] else "appoint"
        yield Decision(action, who.person, post.title, post.organization, decider, span, _BECOMING, 0.85)


_AS = re.compile(r"(?<!\w)làm\s")
"""What somebody does for a living, too: it tells a decision only of those who were counted before."""


def _of_counted(passage: Passage, sentence: Span, post: PostMention) -> bool:
    """Whether a post is one of several that were just given: "bổ nhiệm hai thứ trưởng. Ông A giữ chức | Thứ trưởng"."""
    before = Span(max(0, sentence.start - _LATEST), sentence.start)
    if not before.start < before.end:
        return False
    told = [each for each in passage.posts_in(before) if each.title == post.title]
    counted = any(is_counted(passage.text, each.span.start) for each in told)
    return counted and decision_rules().verb.search(passage.words, before.start, before.end) is not None


def _goes_on(text: str, sentence: Span) -> bool:
    """Whether a sentence tells what a decision says of which the one before it told: "Theo đó, ông A giữ chức X"."""
    told = text.startswith(_ACCORDINGLY, sentence.start)
    return (
        told and decision_rules().by_decision.search(text, max(0, sentence.start - _LATEST), sentence.start) is not None
    )


_ACCORDINGLY: Final = ("Theo đó", "Cụ thể", "Theo quyết định")
_LATEST: Final = 300
"""Characters in front of a sentence within which a decision is told that it goes on with."""


def _heading(passage: Passage, sentence: Span, near: Sequence[Actor]) -> Iterator[Decision]:
    """Such as "thành lập Ban Chỉ đạo … do ông A làm Trưởng ban"."""
    text = passage.text
    founded = _FOUNDED.search(passage.words, sentence.start, sentence.end)
    if founded is None:
        return
    for post in passage.posts_in(Span(founded.end(), sentence.end)):
        lead = Span(max(founded.end(), post.span.start - 16), post.span.start).of(text)
        if not decision_rules().heading.search(lead):
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
