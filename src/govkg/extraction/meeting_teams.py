"""Teams of inspection, and bodies and officials that inspect: who they are, whose, and what they do."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from govkg.extraction.meeting_clauses import Clause
from govkg.extraction.meeting_mentions import before, listed, words
from govkg.extraction.reading import Actor
from govkg.model.actors import Organization
from govkg.model.span import Span

BY_TEAMS: Final = frozenset({"inspecting", "finding"})
"""What teams of inspection do."""
_INSPECTOR = re.compile(r"(?:Thanh tra|Ủy ban Kiểm tra|Kiểm toán)\b")
_OF_TEAM = re.compile(r"\bdo\s[^.;]{5,120}?\b(?:(?:làm|là)\s(?:[Tt]rưởng đoàn|[Tt]ổ trưởng)|dẫn đầu)\b[^.;,]{0,28}\Z")
_COUNTED = re.compile(r"\s\d+\s(?:đơn vị|cơ sở|doanh nghiệp|cơ quan|xã|phường|huyện)\b")
_IS_DONE: Final = ("hoàn tất ", "hoàn thành ", "kết thúc ", "cử ", "vào cuộc ")
"""In front of inspecting: it is over or goes on, whether a day is told or not."""
_CARRIES_OUT = re.compile(r"\b(?:đang|đã|vừa|sẽ)\s(?:cũng\s|tiếp tục\s)?(?:tiến hành\s)?\Z")
_AT_BODY = re.compile(r"\b(?:tại|ở|đối với|của)\s(?:các\s)?\Z")
_AT_PLACE = re.compile(
    r"\b(?:tại|ở|trên địa bàn)\s(?:các\s|một số\s|một\s|khu vực\s|tuyến\s)?"
    r"(?:xã|huyện|quận|phường|thị trấn|thị xã|thành phố|tỉnh|khu|nhà máy|công trường|công trình|dự án|cảng|bệnh viện"
    r"|cửa khẩu|sân bay|trường|cụm|hiện trường|[A-ZĐ])"
)
_SOME = re.compile(r"\s(?:(?:\d{1,2}|một|hai|ba|bốn|năm|các|một số|nhiều)\s)?")
"""In front of the teams that are formed."""


def forms_team(sentence: Clause) -> bool:
    """Whether a team of inspection stands behind the verb: "lập | 5 đoàn kiểm tra"."""
    some = _SOME.match(sentence.follow)
    return some is not None and listed("teams").match(sentence.follow, some.end()) is not None


def is_inspector(body: Organization) -> bool:
    """Whether inspecting is what a body is for."""
    return _INSPECTOR.match(body.name) is not None


def is_team(subject: Actor, sentence: Clause) -> bool:
    """Whether the subject is a team of inspection, or the body whose team it is."""
    text = sentence.passage.text
    lead = text[max(sentence.span.start, subject.span.start - 36) : subject.span.start]
    lead = lead.removesuffix("của ").removesuffix("liên ngành ")
    named = listed("teams").match(subject.span.of(text)) is not None
    inspector = subject.person is None and subject.body is not None and is_inspector(subject.body)
    if inspector and sentence.verb["verb"].endswith(("thanh tra", "kiểm tra")):
        return True
    if inspector and sentence.verb["verb"].startswith("làm việc ") and sentence.names_a_day:
        return True
    if inspecting_team(sentence) is not None:
        return True
    if sentence.verb["verb"].casefold().endswith(("kiểm tra", "giám sát")):
        named = named or before("working_teams").search(lead) is not None
    named = named or before("teams").search(lead) is not None or _team_for(sentence, subject)
    return subject.person is None and named


def found_by_inspecting(sentence: Clause, subject: Actor) -> bool:
    """Whether a body that inspects tells what it found.

    Such as "Sau khi kiểm tra, Thanh tra A kết luận", "Thanh tra A công bố kết luận thanh tra B".
    """
    if subject.person is not None or subject.body is None or sentence.lead.endswith(" sẽ "):
        return False
    text, start, end = sentence.passage.text, sentence.span.start, subject.span.start
    if not is_inspector(subject.body):
        concludes = sentence.verb["verb"].endswith("kết luận")
        having = _HAVING_CONCLUDED if concludes else _HAVING_BEEN_THERE
        return subject.body.kind != "armed_forces" and having.match(text, start, end) is not None
    concludes = sentence.verb["verb"].endswith(("kết luận", "kết quả"))
    if concludes and listed("inspections").match(sentence.follow.lstrip()):
        return True
    if sentence.verb["verb"].endswith(" kết luận") and _ON.match(sentence.follow):
        return True
    by_state = subject.body.name.startswith(_INSPECTORATES)
    if by_state and not sentence.verb["verb"].endswith("kiến nghị") and _INSPECTION.search(text):
        return True
    told = _HAVING_INSPECTED.fullmatch(text, start, end) or _BY_CONCLUSION.fullmatch(text, start, end)
    return told is not None


_ON = re.compile(r"\s(?:chính thức\s)?(?:về|việc|vụ|số|liên quan)\b")
"""Behind the conclusions of an inspector: what was inspected."""
_INSPECTORATES: Final = ("Thanh tra", "Kiểm toán")
_INSPECTION = re.compile(
    r"(?:[Kk]ết (?:luận|quả)|[Đđ]oàn|[Cc]uộc|[Đđ]ợt|[Qq]ua|[Qq]uá trình|[Tt]hời (?:điểm|kỳ)|[Tt]iến hành)"
    r" thanh tra\b"
)
"""In a text that speaks of an inspection: what inspectors find there they found by it."""


_BY_CONCLUSION = re.compile(r"Theo (?:thông báo |bản )?kết luận (?:thanh tra|kiểm tra|giám sát)[^.:“”\"]{0,240},\s")
_WHEN = r"(?:(?:[A-ZĐ][^,.;:]{2,30}, )?(?:q|Q)ua|(?:s|S)au khi|Sau)\s"
_HAVING_BEEN_THERE = re.compile(rf"{_WHEN}(?:(?:công tác|đợt|cuộc)\s)?thanh tra\b[^.:]{{0,120}},\s\Z")
"""In front of a body that is no inspector and finds something: "Ba tháng trước, qua thanh tra các hồ sơ, Bộ A …"."""
_HAVING_CONCLUDED = re.compile(
    rf"{_WHEN}(?:(?:xác minh|công tác|đợt|cuộc),?\s)?(?:thanh tra|kiểm tra)\b[^.:]{{0,120}},\s\Z"
)
_HAVING_INSPECTED = re.compile(
    r"(?:Sau khi|Sau|Qua|Trên cơ sở kết quả)\s[^,.;:]{0,30}?(?:thanh tra|kiểm tra|giám sát|kiểm toán)[^,.;:]{0,90},\s"
)


def _team_for(sentence: Clause, subject: Actor) -> bool:
    """Whether a team is named by its work, and then whose it is: "Đoàn giám sát công tác A của Ủy ban B"."""
    team = listed("teams").search(sentence.passage.text, sentence.span.start, subject.span.start)
    return team is not None and _OF_BODY.fullmatch(sentence.passage.text, team.end(), subject.span.start) is not None


_OF_BODY = re.compile(r"[^.;:]{1,120}? của ")


def is_some_team(sentence: Clause) -> bool:
    """Whether a team of no named body inspects: "đoàn công tác của tỉnh do ông A làm trưởng đoàn đi kiểm tra"."""
    if not sentence.verb["verb"].casefold().endswith(("kiểm tra", "giám sát", "kiểm tra thực tế", "kiểm tra tại")):
        return False
    text, start = sentence.passage.text, max(sentence.span.start, sentence.verb.start() - _TEAM_WITHIN)
    for team in _any_team().finditer(text, start, sentence.verb.start()):
        lead = text[team.end() : sentence.verb.start()]
        for time in sentence.passage.times_in(Span(team.end(), sentence.verb.start())):
            lead = lead.replace(time.span.of(text), "")
        if _TEAM_ACTS.fullmatch(lead):
            return True
    return False


@cache
def _any_team() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words('teams')}|{words('working_teams')})(?!\w)")


_TEAM_WITHIN: Final = 240
"""Characters between a team, with who heads it, and what it does."""
_TEAM_ACTS = re.compile(
    r"(?: số \d+)?(?: (?:liên ngành(?: (?:tỉnh|thành phố|TP|huyện|quận|thị xã|xã|phường|của)[^.;,]{2,40}?)?"
    r"|của [^.;,]{2,60}?))??(?:,? do [^.;]{4,120}? (?:làm [Tt]rưởng đoàn|dẫn đầu))?"
    r"[\s,]*(?:(?:đã|vừa|có|tiến hành|trực tiếp|cũng|tiếp tục|về|lần lượt)\s)*"
)


def leaders_go(sentence: Clause) -> bool:
    """Whether those who lead a place go to see for themselves, of whom none is named: "lãnh đạo tỉnh A đi thị sát"."""
    verb = sentence.verb["verb"].casefold()
    return (
        listed("going_to_see").fullmatch(verb) is not None
        and _LEADERS.search(sentence.lead[-_LEADERS_WITHIN:]) is not None
    )


_LEADERS_WITHIN: Final = 90
_LEADERS = re.compile(
    r"\b[Ll]ãnh đạo (?:tỉnh|thành phố|TP\.?|huyện|quận|thị xã|xã|phường)(?:\s[A-ZĐ][^\s,.;]*){1,4}"
    r"(?:\s(?:và|cùng)\s[^.;]{3,40}?)?\s(?:(?:đã|vừa|cũng|trực tiếp)\s)*\Z"
)


def inspects_something(sentence: Clause, subject: Actor) -> bool:
    """Whether a body or official who is no team of inspection inspects something at a body: "kiểm tra việc … tại A".

    Who goes to see for himself does, and a body of the state that is said to carry out or to decide an inspection; of
    all others only a day shows that they inspect there and then.
    """
    verb = sentence.verb["verb"].casefold()
    if verb.startswith(_HEADS):
        return sentence.names_a_day and is_official(sentence, subject)
    if verb.startswith(_IS_DONE) or verb.endswith((" xong", *_DECIDED)):
        return is_of_state(subject)
    if listed("going_to_see").fullmatch(verb) and (subject.person is not None or is_of_state(subject)):
        return not (verb.endswith("hiện trường") and subject.body is not None and subject.body.kind == "armed_forces")
    if verb.endswith("thanh tra") and is_of_state(subject) and _CARRIES_OUT.search(sentence.lead):
        return True
    if not verb.endswith(_INSPECTS):
        return False
    if is_of_state(subject) and is_of_something(sentence) and (_HAS.search(sentence.lead) or _finds(sentence)):
        return True
    if not sentence.tells_of_a_day:
        return False
    if is_of_state(subject) and _UNDERGONE.search(sentence.passage.text, sentence.span.start, subject.span.start):
        return sentence.names_a_day
    on_a_day = _on_its_day(sentence, subject) and (is_official(sentence, subject) or _may_inspect(sentence, subject))
    if not (listed("inspected").match(sentence.follow.lstrip()) or _COUNTED.match(sentence.follow)):
        return on_a_day and _inspects_place(sentence)
    if verb.startswith(("đi ", "đến ", "tới ")) or (subject.person is not None and _on_its_day(sentence, subject)):
        return True
    if on_a_day and verb.startswith("tổ chức "):
        return True
    text, start = sentence.passage.text, sentence.verb.end()
    if _AT_PLACE.search(text, start, sentence.span.end):
        return True
    return any(_AT_BODY.search(text, start, actor.span.start) for actor in sentence.after())


_HEADS: Final = ("dẫn ", "trực tiếp dẫn ", "làm trưởng ")
"""In front of a team: who heads it inspects."""
_UNDERGONE = re.compile(r"\b(?:bị|được)\s(?:đoàn\s[^,.;:]{0,40}?)?\Z")
"""In front of who inspects, where those who are inspected stand before."""


def _on_its_day(sentence: Clause, subject: Actor) -> bool:
    """Whether the day of an inspection is named: in front, or behind with nothing told in between."""
    if sentence.begins_with_day or subject.span.start > sentence.verb.end():
        return sentence.names_a_day
    if _ORDERED.search(sentence.lead):
        return False
    start = sentence.verb.end()
    for time in sentence.passage.times_in(Span(start, min(sentence.span.end, start + _DAY_WITHIN))):
        if _ANOTHER.search(sentence.passage.text, start, time.span.start) is None:
            return True
    return False


_DAY_WITHIN: Final = 160
_ORDERED = re.compile(r"\b(?:giao|yêu cầu|đề nghị|chỉ đạo|kiến nghị)\b")
_ANOTHER = re.compile(
    r"[;:“”\"]|\b(?:rằng|mà|do|vì|được|bị|sau|trước|nhưng|phát hiện|xảy ra|ký|ban hành|cho biết"
    r"|theo|để|năm|tháng|số|văn bản)\b"
)
"""In between: another clause, whose day it may be."""


def _may_inspect(sentence: Clause, subject: Actor) -> bool:
    """Whether a body of the state inspects, or one of what the state runs that inspects another body."""
    if is_of_state(subject):
        return True
    first = next(iter(sentence.after()), None)
    of_public = subject.person is None and subject.body is not None and subject.body.kind in _OF_PUBLIC
    return of_public and first is not None and first.person is None and first.span.start - sentence.verb.end() <= _NEXT


_NEXT: Final = 4
_OF_PUBLIC: Final = frozenset({"public_unit", "mass_org", "armed_forces", "other"})


_INSPECTS: Final = (
    "thanh tra",
    "kiểm tra",
    "giám sát",
    "thị sát",
    "khảo sát thực tế",
    "khảo sát thực địa",
    "khảo sát",
    "đột xuất",
    "định kỳ",
    "toàn diện",
    "đánh giá",
    "đôn đốc",
    "bất ngờ",
    "tại chỗ",
)


def is_of_something(sentence: Clause) -> bool:
    """Whether somebody or something is inspected, not papers, pupils or "408 xe"."""
    return _NUMBER.match(sentence.follow) is None and not listed("not_inspected").match(sentence.follow.lstrip(" "))


_HAS = re.compile(r"\b(?:đã|vừa|vừa mới)\s(?:(?:trực tiếp|cùng|khẩn trương|kịp thời|nhanh chóng)\s)*\Z")
_NUMBER = re.compile(r"\s\d")


def _finds(sentence: Clause) -> bool:
    """Whether who inspects then finds something: "UBND xã A kiểm tra | thì thấy …", "kiểm tra B | và phát hiện"."""
    if _TO_BE.search(sentence.lead):
        return False
    text, start = sentence.passage.text, sentence.verb.end()
    return _FOUND.match(text, start, min(sentence.span.end, start + _FOUND_WITHIN)) is not None


_TO_BE = re.compile(r"\b(?:sẽ|đang|thường xuyên|không|chưa)\s(?:\w+\s){0,2}\Z")
_FOUND_WITHIN: Final = 170
_FOUND = re.compile(
    r"[^.;:]*?(?:\s(?:thì|đã|và|cũng|đều)\s(?:(?:đã|tá hoả|tá hỏa|cũng)\s)?|,\s(?:đã\s|qua đó\s)?)"
    r"(?:phát hiện|thấy|ghi nhận|xác định|cho thấy)\b"
)
_DECIDED: Final = ("quyết định thanh tra", "quyết định kiểm tra")
"""Behind whoever decides to inspect."""


def _inspects_place(sentence: Clause) -> bool:
    """Whether a place, a work or a body stands right behind the verb: "kiểm tra | nhà máy A", "kiểm tra | Sở B"."""
    onto = _ONTO.match(sentence.follow)
    start = onto.end() if onto is not None else 1
    if listed("inspected_places").match(sentence.follow, start):
        return True
    first = next(iter(sentence.after()), None)
    return first is not None and first.person is None and first.span.start == sentence.verb.end() + start


_ONTO = re.compile(r"\s(?:(?:đột xuất|toàn diện|thực tế|hành chính|tại|ở|đối với)\s)+")


def is_official(sentence: Clause, subject: Actor) -> bool:
    """Whether somebody is told to hold a post."""
    person = subject.person
    return person is not None and (subject.body is not None or bool(sentence.passage.posts_of(person)))


def is_of_state(subject: Actor) -> bool:
    """Whether a body of the state inspects, not a company or another state's."""
    return subject.person is None and subject.body is not None and subject.body.kind in _OF_STATE


_OF_STATE: Final = frozenset({"ministry", "agency", "department", "local_government", "government", "party"})


def inspects_by(sentence: Clause, announcer: Actor | None, decided: re.Match[str]) -> Actor | None:
    """The body whose inspection a decision begins: "quyết định của A", or the one for which it is made known."""
    start = sentence.verb.start()
    within = Span(start + decided.start(), start + decided.start("what"))
    for actor in sentence.near:
        if within.covers(actor.span) and actor.body is not None and is_inspector(actor.body):
            return Actor(actor.span, None, actor.body)
    if announcer is None or announcer.body is None:
        return None
    inspects = announcer.person is None or is_inspector(announcer.body)
    return Actor(announcer.span, None, announcer.body) if inspects else None


def inspecting_team(sentence: Clause) -> Actor | None:
    """The body whose team, with its head named, inspects; a team for anything does where the verb says so."""
    inspects = sentence.verb["verb"].casefold().endswith(_INSPECTS)
    return led_team(sentence) or (led_team(sentence, "working_teams") if inspects else None)


def led_team(sentence: Clause, teams: str = "teams") -> Actor | None:
    """The body whose team it is where its head stands before the verb: "đoàn kiểm tra của A do ông B dẫn đầu đã …"."""
    text, start = sentence.passage.text, sentence.span.start
    led = _OF_TEAM.search(text, start, sentence.verb.start())
    if led is None or not listed(teams).search(text, start, led.start()):
        return None
    bodies = (actor for actor in sentence.near if actor.person is None and actor.span.end <= led.start())
    return next(bodies, None)


def team_work(words_of: str) -> str | None:
    """What a team is for, which names its inspection: "đoàn | kiểm tra an toàn đập"."""
    found = _work().search(words_of)
    return found["work"] if found is not None else None


@cache
def _work() -> re.Pattern[str]:
    return re.compile(rf"(?:đoàn|tổ|Đoàn|Tổ) (?P<work>{words('inspections')}\s\w.+)")


def inspection_decided(act: str) -> re.Match[str] | None:
    """A decision to inspect, by its name, its number, its maker or the team that it forms.

    Such as "Quyết định số 5/QĐ-A của B về thanh tra việc C", "quyết định thành lập đoàn kiểm tra việc D".
    """
    return _decided().search(act)


@cache
def _decided() -> re.Pattern[str]:
    by = r"(?:số [^.;]{5,120}? về (?:việc )?|của [^.,;]{4,60}? (?:về (?:việc )?)?)?"
    forming = r"(?:thành lập )?(?:[Đđ]oàn )?"
    return re.compile(rf"\b[Qq]uyết định {by}(?:tiến hành )?{forming}(?P<what>{words('inspections')})(?!\w)")
