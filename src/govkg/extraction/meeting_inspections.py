"""Inspections told by whose team or findings a sentence names, and by what is done when they are over.

Such as "đoàn thanh tra của Bộ A", "kết luận của Sở B", "sau khi kiểm tra tình hình C, Sở D báo cáo …".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govkg.extraction.actors import actor_at, actors
from govkg.extraction.meeting_mentions import MeetingMention
from govkg.extraction.meeting_teams import is_inspector, is_of_state
from govkg.extraction.reading import Actor, Passage
from govkg.extraction.titles import capitalized, plain
from govkg.model.actors import Organization
from govkg.model.span import Span

_KIND = r"(?:thanh tra|kiểm tra|giám sát|kiểm toán|khảo sát)"
_ACTS = ("thanh tra", "kiểm tra", "giám sát", "kiểm toán", "khảo sát")
_WHOSE = re.compile(
    rf"\b(?:(?:[Kk]ết luận|[Kk]ết quả) thanh tra|[Kk]ết quả (?:thanh,? )?kiểm tra"
    rf"|(?:[Đđ]oàn|[Cc]uộc|[Đđ]ợt|[Tt]ổ) {_KIND})"
    r"(?: [^\W\dA-ZĐ]\w*){0,3}? của "
)
_ANY = re.compile(r"\b(?:các|những|nhiều|mọi|mỗi|theo kế hoạch) \Z")
_CONCLUDES: Final = "ết luận"
_CONCLUSIONS = re.compile(r"\b[Kk]ết luận(?: số [^\s,;]+)? của (?=Thanh tra|Kiểm toán)")
_FINDS = re.compile(
    r"\s(?:(?:cũng|đã)\s)?(?:về|đối với|tại|nêu|nêu rõ|chỉ rõ|chỉ ra|cho thấy|cho rằng|cho biết|xác định|khẳng định)\b"
)
"""Behind whose conclusions are spoken of: on what they are, or what they say."""
_ACCORDING = re.compile(r"(?:\bTheo|, theo)(?: thông báo| báo cáo)? \Z")
_OVER = re.compile(
    r"\b(?:[Ss]au khi|[Kk]hi|[Qq]ua|[Qq]uá trình) (?:trực tiếp |tiến hành |tổ chức |đi )?"
    r"(?P<act>thanh tra|kiểm tra|khảo sát)"
    r"(?P<what> (?:toàn diện |thực tế |đột xuất )?(?:về|việc|tình hình|tại|các|công tác|hoạt động|dự án|tuyến"
    r"|hiện trường|một số|khu|nhà máy|công trường|điểm|nơi|hiện trạng|cơ sở|doanh nghiệp|công ty|trường|bệnh viện"
    r"|bếp|chợ|kho|mỏ|trạm|đê|đập|hồ|cầu|hai|ba|bốn|năm|\d+"
    r"|chế độ|toàn bộ|quy trình|dấu hiệu|đơn vị|nội dung|vi phạm|địa bàn|quá trình)"
    r"(?: [^.,;:“”\"]{2,80}|(?=,)))"
)
"""What is done when an inspection of something is over."""
_BY_IT = re.compile(
    r"\b[Qq]ua (?:công tác |đợt |quá trình |cuộc )?(?P<act>thanh tra|kiểm tra|khảo sát)"
    r"(?: thực tế| đột xuất| thực địa)?, (?=[\wĐ])"
)
"""In front of who finds something by an inspection: "Qua kiểm tra, | Sở A phát hiện …"."""
_OF_TEAM = re.compile(r"(?:[Đđ]oàn|[Tt]ổ)\s[^.,;:“”\"]{3,90}?\scủa\s")
_FOUND = re.compile(
    r"\s(?:(?:đã|cũng|vừa)\s)*(?:phát hiện|xác định|ghi nhận|nhận thấy|thấy|kết luận|chỉ ra|nhận định|đánh giá"
    r"|kiến nghị|yêu cầu|lập biên bản|xử phạt)\b"
)
_THEN = re.compile(r"[^.;:“”\"]{3,160}?,\s(?:(?:ông|bà|đồng chí)\s)?")
_ALONE = re.compile(r"\b(?:[Tt]heo|[Tt]ại|[Tt]rong) (?:bản |thông báo )?(?P<what>kết luận thanh tra)\b(?! của)")
"""The findings of an inspection of which the sentence does not say whose it is."""


def inspections_by_noun(passage: Passage) -> Iterator[MeetingMention]:
    """The inspections of a passage that are told so, each by whose it is."""
    text = passage.text
    if _CONCLUDES in text:
        for found in _CONCLUSIONS.finditer(text):
            body = actor_at(passage, found.end())
            if body is not None and _has_found(passage, found, body):
                yield _told(passage, Span(found.start(), body.span.end), body)
    if not any(act in text for act in _ACTS):
        return
    for found in _WHOSE.finditer(text):
        if not _ANY.search(text, max(0, found.start() - 20), found.start()):
            body = actor_at(passage, found.end())
            if body is not None and _may_inspect(body, found[0]):
                yield _told(passage, Span(found.start(), body.span.end), body)
    for found in _OVER.finditer(text):
        who = _who(passage, found)
        if who is not None:
            yield _told(passage, Span(found.start("act"), found.end("what")), who)
    for found in _BY_IT.finditer(text):
        team = _OF_TEAM.match(text, found.end())
        body = actor_at(passage, team.end() if team is not None else found.end())
        if body is not None and _may_inspect(body, found[0]) and _FOUND.match(text, body.span.end):
            name = f"{found['act']} của {passage.text[found.end() : body.span.end]}"
            yield _told(passage, Span(found.start("act"), body.span.end), body, name)
    alone = list(_ALONE.finditer(text))
    if alone and (only := _only_inspectorate(passage)) is not None:
        for found in alone:
            yield _told(passage, span := Span(*found.span("what")), Actor(span, None, only))


def _told(passage: Passage, span: Span, who: Actor, name: str = "") -> MeetingMention:
    name = capitalized(plain(name or span.of(passage.text)))
    subject = Actor(who.span, who.person, who.body)
    body = who.body if who.person is None else None
    return MeetingMention(passage, span, "inspection", name, "verb", body, subject, "inspecting")


def _may_inspect(body: Actor, words_of: str) -> bool:
    """Whether a body inspects: one of the state, and a legislature where it oversees."""
    house = body.person is None and body.body is not None and body.body.kind == "legislature"
    return is_of_state(body) or (house and "giám sát" in words_of)


def _has_found(passage: Passage, conclusions: re.Match[str], inspector: Actor) -> bool:
    """Whether an inspector has told what it found: "Theo kết luận của Thanh tra A, …", "Kết luận của … nêu rõ …"."""
    if inspector.person is not None or inspector.body is None or not is_inspector(inspector.body):
        return False
    text = passage.text
    if _FINDS.match(text, inspector.span.end):
        return _TO_COME.search(text, max(0, conclusions.start() - _AHEAD), conclusions.start()) is None
    by = _ACCORDING.search(text, max(0, conclusions.start() - _AHEAD), conclusions.start())
    return by is not None and text.startswith(",", inspector.span.end)


_AHEAD: Final = 20
_TO_COME = re.compile(
    r"\b(?:chờ|đợi|(?:sau )?khi có|sẽ có|chưa có|[Tt]hực hiện|[Cc]hấp hành|[Tt]riển khai|làm đúng)\s\Z"
)


def _who(passage: Passage, over: re.Match[str]) -> Actor | None:
    """Who inspected: whoever acts behind the clause that opens the sentence, or the first one in front of it."""
    sentence = passage.sentence(Span(*over.span()))
    near = actors(passage, sentence)
    ahead = [each for each in near if each.span.end <= over.start()]
    if ahead and ahead[0].person is not None and _TELLS.search(passage.text, ahead[0].span.end, over.start()):
        return Actor(ahead[0].span, None, None) if passage.posts_of(ahead[0].person) else None
    if ahead:
        return ahead[0] if _acts(passage, ahead[0]) else None
    if _UNNAMED.match(passage.text, over.end()):
        return Actor(Span(*over.span()), None, None)
    for each in near:
        if each.span.start > over.end("what") and _THEN.fullmatch(passage.text, over.start("what"), each.span.start):
            return each if _acts(passage, each) else None
    return None


_UNNAMED = re.compile(
    r",\s(?:nhà chức trách|cơ quan chức năng|lực lượng chức năng|ngành chức năng|đoàn kiểm tra|đoàn)\s"
    r"(?:(?:đã|cũng|vừa)\s)*(?:phát hiện|xác định|ghi nhận|nhận thấy|thấy|kết luận|chỉ ra|yêu cầu|kiến nghị"
    r"|lập biên bản)\b"
)
"""Behind an inspection: authorities of no name that found something."""
_TELLS = re.compile(r"\b(?:cho biết|cho hay|khẳng định|thông tin|xác nhận|nói),?(?: rằng,?)?\s\Z")
"""Behind who speaks of an inspection, which others may have made: "Ông A cho biết, | qua kiểm tra năm xã, …"."""


def _acts(passage: Passage, who: Actor) -> bool:
    """Whether somebody is a body of the state or one of its officials."""
    if who.person is None:
        return is_of_state(who)
    return who.body is not None or bool(passage.posts_in(who.span))


def _only_inspectorate(passage: Passage) -> Organization | None:
    """The one inspectorate that a passage names."""
    bodies = {each.entity for each in passage.mentions if isinstance(each.entity, Organization)}
    found = [body for body in bodies if body.name.startswith("Thanh tra") and is_inspector(body)]
    return found[0] if len(found) == 1 else None
