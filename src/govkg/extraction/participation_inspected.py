"""Whose work is inspected, checked or overseen: the bodies behind the words that tell an inspection.

Such as "thanh tra việc sử dụng đất tại | Công ty A", "kết luận thanh tra trách nhiệm của | Sở B".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from govkg.extraction.actors import actor_at, actors
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
    rf"\A(?:.*\s)?{_KIND}\s"
    r"(?:(?:toàn diện|đột xuất|chuyên đề|trách nhiệm|thực tế|đối với|tại|ở|về|việc|thương vụ)\s)*\Z",
    re.IGNORECASE,
)
"""In front of a body that is inspected itself: "thanh tra toàn diện tại | Công ty A"."""
_AT = re.compile(r"\s(?:tại|đối với|xảy ra ở|xuống)\s\Z")
_OF = re.compile(
    rf"{_KIND}\s(?:(?:toàn diện|đột xuất|các|một số|nhiều)\s)*"
    r"(?:về|trách nhiệm|việc|công tác|hoạt động|tình hình|quá trình|dự án|thương vụ|gói thầu)(?:\s.*)?\scủa\s\Z"
    rf"|\s{_KIND}\strách nhiệm\scủa\s\Z|\s(?:sai phạm|vi phạm|khuyết điểm|tồn tại)\s(?:khác\s)?của\s\Z"
)
"""In front of a body whose doings are inspected: "thanh tra việc mua sắm của | Sở A"."""
_OF_SOME = re.compile(r"\s(?:của|tại|đối với)\s(?:các|nhiều|hàng loạt|một số)\s[^.;:,]{3,50}?\s(?:như|gồm)\s\Z")
"""In front of the first of those who are named among many: "các dự án của nhiều chủ đầu tư như | Công ty A"."""
_LEADS: Final = (_STRAIGHT, _AT, _OF, _OF_SOME)
_HONORIFIC = re.compile(r"(?:ông|bà)\s\Z")
_ANOTHER = re.compile(
    r"[.;:“”\"]|\b(?:theo|báo cáo|gửi|chuyển(?! nhượng| đổi| giao)|yêu cầu|đề nghị|kiến nghị"
    r"|giao(?! thông| dịch| đất| lưu)|(?<!quá )(?<!công )(?<!chương )(?<!quy )trình(?! độ| tự)"
    r"|cho biết|cho hay|khẳng định|họp|hội nghị)\b"
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
    for actor in (_at_front(mention, sentence), _blamed(mention, near, sentence)):
        if actor is not None and actor.body is not None:
            span = Span(min(start, actor.span.start), max(mention.span.end, actor.span.end))
            yield Part(actor.body, "attendee", span, RULE, 0.8)
    for actor in near:
        lead = text[max(sentence.start, start - 1) : actor.span.start]
        if actor.person is not None and not _ANOTHER.search(lead) and _OF.search(_HONORIFIC.sub("", lead)):
            yield Part(actor.person, "attendee", Span(start, actor.span.end), RULE, 0.8)
            return
        if not _is_inspected(mention, actor):
            continue
        if _ANOTHER.search(lead):
            return
        if any(each.search(lead) for each in _LEADS) or _invests(mention, actor.span):
            for each in (actor, *chain_after(passage, near, actor.span.end)):
                if each.body is not None and _is_inspected(mention, each):
                    yield Part(each.body, "attendee", Span(start, each.span.end), RULE, 0.8)
            return


def _invests(mention: MeetingMention, span: Span) -> bool:
    """Whether works that are inspected are told by whose they are: "10 dự án do | Công ty A | làm chủ đầu tư"."""
    text = mention.passage.text
    if mention.told != "verb" and span.start - len(" do ") <= mention.span.end:
        return False  # "cuộc kiểm tra do | Cục A thực hiện"
    return text.endswith(" do ", 0, span.start) and _INVESTS.match(text, span.end) is not None


_INVESTS = re.compile(
    r"(?:\s?\([^()]{1,40}\))?\s(?:(?:làm|là) chủ đầu tư|đầu tư|quản lý|thi công|khai thác|thực hiện)\b"
)


def _at_front(mention: MeetingMention, sentence: Span) -> Actor | None:
    """The body at which others inspect, where a sentence opens with it: "Tại | Công ty A, Bộ B sẽ thanh tra …"."""
    if mention.subject is None or mention.told != "verb":
        return None
    text, subject = mention.passage.text, mention.subject.span.start
    opening = _OPENING.match(text, sentence.start, subject)
    first = actor_at(mention.passage, opening.end()) if opening is not None else None
    if first is None or first.span.end >= subject or not _is_inspected(mention, first):
        return None
    return first if _COMMA.fullmatch(text, past_brackets(text, first.span.end), subject) is not None else None


_OPENING = re.compile(r"(?:(?:Theo đó|Cụ thể|Trong đó|Ngoài ra|Trước đó|Đồng thời),?\s)?[Tt]ại\s")
_COMMA = re.compile(r",\s(?:[^,.;:]{0,30},\s)?(?:đoàn (?:thanh tra|kiểm tra|công tác|giám sát) (?:của )?)?")


def _blamed(mention: MeetingMention, near: Sequence[Actor], sentence: Span) -> Actor | None:
    """Who has done what was found, where a sentence opens with the findings: "Theo kết luận thanh tra, | Sở A đã …"."""
    if _BY_FINDINGS.match(mention.passage.text, sentence.start) is None:
        return None
    text = mention.passage.text
    for actor in near:
        if actor.span.start > mention.span.end and _is_inspected(mention, actor):
            clause = _CLAUSE.fullmatch(text, mention.span.end, actor.span.start)
            does = _HAS_DONE.match(text, past_brackets(text, actor.span.end)) if clause is not None else None
            return actor if does is not None else None
    return None


_BY_FINDINGS = re.compile(
    r"(?:(?:Cụ thể|Trong đó),?\s)?(?:[Tt]heo|[Tt]ại)\s(?:(?:thông báo|báo cáo|bản|nội dung)\s)*kết (?:luận|quả)\b"
)
_CLAUSE = re.compile(r"[^.;:“”\"]{0,120},\s")
_HAS_DONE = re.compile(r"\s(?:đã|chưa|không|còn|để|chậm|thiếu|buông lỏng|vi phạm|tự ý|cho thuê)\b")


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
