"""Whose work is inspected, checked or overseen: the bodies behind the words that tell an inspection.

Such as "thanh tra việc sử dụng đất tại | Công ty A", "kết luận thanh tra trách nhiệm của | Sở B".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from govkg.extraction.actors import actors
from govkg.extraction.meeting_mentions import MeetingMention
from govkg.extraction.meeting_teams import is_inspector
from govkg.extraction.participation_chains import Part, chain_after, past_brackets
from govkg.extraction.reading import Actor
from govkg.model.actors import Organization
from govkg.model.span import Span

_DECIDED = re.compile(r"\bquyết định (?:thanh tra|kiểm tra|giám sát|kiểm toán)\b", re.IGNORECASE)
"""In the name of a ceremony at which a decision to inspect is made known."""
RULE: Final = "participation.inspected"
_WITHIN: Final = 240
"""Characters behind an inspection within which the inspected body is named."""
_KIND: Final = r"(?:thanh tra|kiểm tra|giám sát|kiểm toán)"
_STRAIGHT = re.compile(
    rf"(?:.*\s)?{_KIND}\s(?:(?:toàn diện|đột xuất|chuyên đề|trách nhiệm|thực tế|đối với|tại|ở|về|việc|thương vụ)\s)*",
    re.IGNORECASE,
)
"""In front of a body that is inspected itself: "thanh tra toàn diện tại | Công ty A"."""
_AT = re.compile(r"\s(?:tại|đối với|xảy ra ở)\s\Z")
_OF = re.compile(
    rf"{_KIND}\s(?:(?:toàn diện|đột xuất|các|một số|nhiều)\s)*"
    r"(?:về|trách nhiệm|việc|công tác|hoạt động|tình hình|quá trình|dự án|thương vụ|gói thầu)(?:\s.*)?\scủa\s\Z"
    rf"|\s{_KIND}\strách nhiệm\scủa\s\Z|\s(?:sai phạm|vi phạm|khuyết điểm|tồn tại)\s(?:khác\s)?của\s\Z"
)
"""In front of a body whose doings are inspected: "thanh tra việc mua sắm của | Sở A"."""
_HONORIFIC = re.compile(r"(?:ông|bà)\s\Z")
_ANOTHER = re.compile(
    r"[.;:“”\"]|\b(?:theo|báo cáo|gửi|chuyển|yêu cầu|đề nghị|kiến nghị|giao|trình|cho biết|cho hay|khẳng định|họp"
    r"|hội nghị)\b"
)
"""In between: another clause, in which somebody does something else."""


def inspected(mention: MeetingMention, sentence: Span) -> Iterator[Part]:
    """The bodies that are inspected, in the sentence of an inspection."""
    decided = mention.type == "ceremony" and mention.told != "verb" and _DECIDED.search(mention.name) is not None
    if mention.type != "inspection" and not decided:
        return
    passage, start = mention.passage, mention.span.start
    text, end = passage.text, min(sentence.end, start + _WITHIN)
    near = actors(passage, Span(start, end))
    for actor in near:
        lead = text[max(sentence.start, start - 1) : actor.span.start]
        if actor.person is not None and not _ANOTHER.search(lead) and _OF.search(_HONORIFIC.sub("", lead)):
            yield Part(actor.person, "attendee", Span(start, actor.span.end), RULE, 0.8)
            return
        if not _is_inspected(mention, actor):
            continue
        if _ANOTHER.search(lead):
            return
        if _STRAIGHT.fullmatch(lead) or _AT.search(lead) or _OF.search(lead):
            for each in (actor, *chain_after(passage, near, actor.span.end)):
                if each.body is not None and _is_inspected(mention, each):
                    yield Part(each.body, "attendee", Span(start, each.span.end), RULE, 0.8)
            return


def _is_inspected(mention: MeetingMention, actor: Actor) -> bool:
    """Whether an actor may be who is inspected: a body that is not of those who inspect."""
    if actor.person is not None or actor.body is None or mention.passage.posts_in(actor.span):
        return False
    own: list[Organization | None] = [mention.body, mention.subject.body if mention.subject is not None else None]
    return actor.body not in own and not is_inspector(actor.body)


def inspecting_with(mention: MeetingMention, near: Sequence[Actor]) -> Iterator[Part]:
    """The bodies with which one inspects: "Sở A phối hợp với | Công an huyện B và Chi cục C kiểm tra …"."""
    subject, passage, verb = mention.subject, mention.passage, mention.span.start
    if subject is None or subject.span.end >= verb:
        return
    joint = _JOINTLY.match(passage.text, past_brackets(passage.text, subject.span.end), verb)
    if joint is None:
        return
    for actor in chain_after(passage, [each for each in near if each.span.end <= verb], joint.end()):
        if actor.person is None and actor.body is not None and not passage.posts_in(actor.span):
            yield Part(actor.body, "organizer", Span(subject.span.start, mention.span.end), RULE_WITH, 0.8)


RULE_WITH: Final = "participation.inspecting-with"
_JOINTLY = re.compile(r"\s(?:(?:đã|vừa|sẽ|cũng)\s)?(?:chủ trì,?\s)?phối hợp\s(?:(?:với|cùng)\s){0,2}")
