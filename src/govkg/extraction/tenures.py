"""When a post was held, where its sentence says so: since when, until when, or that it is past.

Three places tell it: words that open the clause ("Từ tháng 8/2007 đến tháng 7/2011, bà là Bộ trưởng …", "Trước đó, bà
là …"), words right behind the title ("là Giám đốc Sở từ ngày 1/7/2020", "Bộ trưởng (2006-2011)"), and the day of the
act that gives or takes it ("Tháng 9/2002, bà được luân chuyển về làm Bí thư …").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from govkg.extraction.decision_rules import decision_rules, is_done
from govkg.extraction.holdings import Holding
from govkg.extraction.reading import Passage
from govkg.extraction.tenure_rules import tenure_rules
from govkg.model.facts import HoldsPost, TenureStatus
from govkg.model.interval import UNKNOWN, Interval, PartialDate
from govkg.model.span import Span
from govkg.text.times import TimeExpression

CAREER: Final = "posts.career"
"""The rule of rows that name nobody (``careers``)."""
_TOLD_APART: Final = frozenset(
    ("posts.is", "posts.are", "posts.was", "posts.made", "posts.joined", "posts.listed", CAREER)
)
"""Rules by which a clause says that somebody holds a post; the others name the holder by the way."""
_BESIDE: Final = _TOLD_APART | {"posts.after", "posts.both"}
"""Rules by which words behind the title are about the post."""
_GIVEN: Final = frozenset(("posts.given", "posts.decided"))
_LATER: Final = 40
"""Moves behind a post that may tell that the person has left it."""
_ERA: Final = 10
"""Years after which whoever held an office has left it."""
_REACH: Final = 200
"""Characters between the time that opens a clause and the title."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of the time of one post: its bounds, whether it is past, whether it goes on."""

    stated: Interval = UNKNOWN
    status: TenureStatus | None = None
    goes_on: bool = False


def timed(posts: Sequence[Holding], published: date | None) -> Iterator[Holding]:
    """The posts with what their sentences say of when they were held.

    One that is told to go on ("từ năm 2015 đến nay") stands twice: as held, and since when.
    """
    told: list[_Told | None] = []
    for post in posts:
        found = _behind(post, published) or _opening(post, published)
        if found is None and told and _follows(posts[len(told) - 1], post):
            found = told[-1]
        if found is None and _long_ago(post, published):
            found = _Told(status="former")
        told.append(found)
    moves = [(number, then) for number, then in enumerate(told) if then is not None and _moves(posts[number], then)]
    for number, (post, found) in enumerate(zip(posts, told, strict=True)):
        if found is None or found.goes_on:
            yield post
        if found is not None:
            left = _is_left(number, posts, found, moves)
            status = "former" if left else _status(post.fact, found, published)
            yield replace(post, fact=replace(post.fact, stated=found.stated, status=status))


def _long_ago(post: Holding, published: date | None) -> bool:
    """Whether the day that opens the sentence of a post is of another time: "Tháng 11/1991, Tổng Bí thư A thăm …"."""
    passage, title = post.scene.passage, _title(post)
    if published is None or post.fact.status != "current":
        return False
    start = passage.sentence(title).start
    told = next(iter(passage.times_in(Span(start, title.start))), None)
    day = told.when.end if told is not None else None
    opens = told is not None and _opens(passage.text, start, told)
    return opens and day is not None and day.last.year <= published.year - _ERA


def _moves(post: Holding, told: _Told) -> bool:
    """Whether the person was moved to a post from another: "Tháng 9/2002, bà được luân chuyển về làm …"."""
    if told.stated.begin is None:
        return False
    passage, title = post.scene.passage, _title(post)
    start = max(passage.sentence(title).start, title.start - _REACH)
    moved = tenure_rules().moving.search(passage.text, start, title.start)
    return moved is not None and "kiêm" not in passage.text[moved.end() : title.start]


def _is_left(number: int, posts: Sequence[Holding], since: _Told, moves: Sequence[tuple[int, _Told]]) -> bool:
    """Whether a later sentence says that the person was moved on from a post whose end is not told."""
    begin, post = since.stated.begin, posts[number]
    if _is_seat(post) or begin is None or since.stated.end is not None or since.goes_on:
        return False
    return any(
        posts[later].person == post.person
        and not _is_seat(posts[later])
        and posts[later].organization != post.organization
        and then.stated.begin is not None
        and then.stated.begin.first > begin.last
        for later, then in moves[bisect_right(moves, number, key=_number) :][:_LATER]
    )


def _is_seat(post: Holding) -> bool:
    """Whether a post is a seat among others, which is held beside an office."""
    return post.fact.title.startswith(_SEATS)


_SEATS: Final = ("Ủy viên", "Đại biểu", "Thành viên", "Phó Chủ tịch Hội đồng", "Chủ tịch Hội đồng")


def _number(move: tuple[int, _Told]) -> int:
    return move[0]


def _status(fact: HoldsPost, told: _Told, published: date | None) -> TenureStatus:
    if told.status is not None:
        return told.status
    end = told.stated.end
    return "former" if end is not None and (published is None or end.last < _day(published)) else fact.status


def _day(published: date) -> date:
    return date(published.year, published.month, published.day)


def _title(post: Holding) -> Span:
    return post.scene.passage.words.span(post.item.first, post.item.after)


def _rule(post: Holding) -> str:
    return post.rule.removesuffix(".context")


def _follows(before: Holding, post: Holding) -> bool:
    """Whether a post is listed right behind another of the same person: one time is for both."""
    if before.scene is not post.scene or before.person != post.person or before.item.after > post.item.first:
        return False
    return tenure_rules().listed.fullmatch(post.scene.passage.text, _title(before).end, _title(post).start) is not None


def _behind(post: Holding, published: date | None) -> _Told | None:
    """What stands right behind the title, or behind the one to whom it is given."""
    passage, title, rules = post.scene.passage, _title(post), tenure_rules()
    text, sentence = passage.text, passage.sentence(title)
    rule = _rule(post)
    if rule in _BESIDE:
        lead = re.compile(r"\s?[(,]?\s?|\s(?:trong|vào|ngay)\s").match(text, title.end, sentence.end)
        at = lead.end() if lead is not None else title.end
        opened = text[title.end : at].strip()
        found = rules.stretch.match(text, at, sentence.end)
        if found is not None and (opened != "," or rule in _TOLD_APART) and (found["lead"] or opened != ","):
            told = _of_stretch(found)
            left = post.fact.status == "former" and found["since"] and _verb(passage, title, sentence.start)
            return _Told(Interval(end=told.stated.begin), "former") if told is not None and left else told
        term = rules.term.search(text, title.start, title.end) or rules.term.match(text, title.end, sentence.end)
        if term is not None and published is not None and int(term["end"]) < published.year:
            return _Told(status="former")
    if rule in _TOLD_APART or rule in _GIVEN:
        after = max(title.end, passage.words.ends[post.after - 1])
        for time in _times(passage, Span(after, sentence.end))[:1]:
            if re.compile(r"\s?(?:,\s|vào\s|hồi\s|từ\s|kể từ\s)*").fullmatch(text, after, time.span.start):
                return _of_day(post, title, time, max(sentence.start, title.start - _REACH), published)
    return None


def _opening(post: Holding, published: date | None) -> _Told | None:
    """What opens the clause of a title."""
    passage, title, rules = post.scene.passage, _title(post), tenure_rules()
    text, sentence = passage.text, passage.sentence(title)
    taken = _taken(post)
    if _rule(post) not in _TOLD_APART and _rule(post) not in _GIVEN and not taken:
        return None
    start = max(sentence.start, text.rfind(";", sentence.start, title.start) + 1, title.start - _REACH)
    start += len(text[start : title.start]) - len(text[start : title.start].lstrip(" \n-+•*"))
    if not taken:
        stretches = list(rules.stretch.finditer(text, start, title.start))
        told = stretches[-1] if stretches else None
        if told is not None and not told["until"] and _plain(text[told.end() : title.start]):
            bare = not told["lead"] and not told["since"]  # "nhiệm kỳ 2010-2015" is a term
            return None if bare and told.start() != start and post.rule != CAREER else _of_stretch(told)
        earlier = rules.earlier.match(text, start, title.start)
        if earlier is not None:
            opened = text.find(",", earlier.end(), title.start)
            gap = text[opened + 1 : title.start] if opened >= 0 else text[earlier.end() : title.start]
            if rules.holding.search(text, start, title.start) and _plain(gap):
                return _Told(status="former")
    times = [time for time in _times(passage, Span(start, title.start)) if _opens(text, start, time)]
    return _of_day(post, title, times[-1], times[-1].span.end, published) if times else None


def _plain(gap: str) -> bool:
    """Whether a title belongs to the time before it: no more than one comma, nothing that opens another clause."""
    return not re.search(r"[;:.(]\s", gap.lstrip(" ):,")) and "," not in gap.lstrip(" ):,")


def _opens(text: str, start: int, time: TimeExpression) -> bool:
    """Whether a time opens a clause, or a part of it behind a comma; not "sinh năm 1960", not the date of a paper."""
    return time.span.start == start or text[max(start, time.span.start - 6) : time.span.start].endswith((", ", "vào "))


def _times(passage: Passage, within: Span) -> Sequence[TimeExpression]:
    return [
        time for time in passage.times_in(within) if time.when.begin is not None and time.when.begin == time.when.end
    ]


_OF_POST = re.compile(r"\s(?:giữ\s)?(?:(?:các\s)?(?:chức vụ|chức danh|chức|tư cách)\s|đối với\s|hai\s|các\s)*")
"""Between a verb and the title that it gives or takes."""


def _taken(post: Holding) -> bool:
    """Whether a verb takes the post from whom the title names: "miễn nhiệm Chủ tịch Quốc hội A"."""
    passage, title = post.scene.passage, _title(post)
    verb = _verb(passage, title, passage.sentence(title).start)
    if verb is None or decision_rules().actions[verb[0].casefold()] != "dismiss":
        return False
    return _OF_POST.fullmatch(passage.text, verb.end(), title.start) is not None


def _verb(passage: Passage, title: Span, start: int) -> re.Match[str] | None:
    """The last verb of decision before a title, where what it tells has been decided."""
    begin = max(start, title.start - _REACH)
    found = None
    for found in decision_rules().verb.finditer(passage.words, begin, title.start):  # noqa: B007
        pass
    return found if found is not None and is_done(passage.text, passage.sentence(title), found.start()) else None


def _of_day(post: Holding, title: Span, time: TimeExpression, start: int, published: date | None) -> _Told | None:
    """What a day, month or year says of a post: it was given, taken, or held then."""
    passage, rules = post.scene.passage, tenure_rules()
    text = passage.text
    if rules.announcing.search(text, start, title.start) or rules.aside.search(text, start, title.start):
        return None
    day = time.when.begin
    if rules.beginning.search(text, start, title.start):
        return _Told(Interval(begin=day))
    verb = _verb(passage, title, start)
    if verb is not None:
        if _taken(post) or post.fact.status == "former":
            return _Told(Interval(end=day), "former")
        action = decision_rules().actions[verb[0].casefold()]
        if action in ("appoint", "elect"):
            return _Told(Interval(begin=day))
        return None
    past = published is not None and day is not None and day.last < _day(published).replace(day=1)
    ahead = time.span.end <= title.start and _plain(text[time.span.end : title.start])
    held = ahead and rules.holding.search(text, start, title.start) is not None
    return _Told(status="former") if past and held else None


def _of_stretch(found: re.Match[str]) -> _Told | None:
    try:
        if found["since"]:
            return _Told(Interval(begin=_date(found, "s")))
        if found["until"]:
            return _Told(Interval(end=_date(found, "u")))
        begin = _date(found, "a")
        if found["now"]:
            return _Told(Interval(begin=begin), goes_on=True)
        end = _date(found, "b")
    except ValueError:  # no day of the calendar
        return None
    return _Told(Interval(begin, end)) if begin.first <= end.last else None


def _date(found: re.Match[str], name: str) -> PartialDate:
    if found[f"{name}d"]:
        return PartialDate(int(found[f"{name}dy"]), int(found[f"{name}dm"]), int(found[f"{name}d"]))
    if found[f"{name}m"]:
        return PartialDate(int(found[f"{name}my"]), int(found[f"{name}m"]))
    return PartialDate(int(found[f"{name}y"]))
