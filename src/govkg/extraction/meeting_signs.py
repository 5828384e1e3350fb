"""What shows that a verb tells a meeting: its subject, its object, a day, a house that sits."""

from __future__ import annotations

import re
from typing import Final

from govkg.extraction.actors import offices
from govkg.extraction.meeting_abroad import arrives_abroad, is_of_states
from govkg.extraction.meeting_addresses import is_address, summons
from govkg.extraction.meeting_clauses import Clause
from govkg.extraction.meeting_done import has_met, has_worked_with, in_a_month
from govkg.extraction.meeting_houses import before_house, decides, house_of, is_any_of_house
from govkg.extraction.meeting_mentions import listed
from govkg.extraction.meeting_passives import is_handed_over
from govkg.extraction.meeting_press import answers, may_answer
from govkg.extraction.meeting_subjects import ASKED, is_signed_by, opens, sides
from govkg.extraction.meeting_teams import (
    BY_TEAMS,
    forms_team,
    found_by_inspecting,
    inspects_something,
    is_of_something,
    is_of_state,
    is_official,
    is_some_team,
    is_team,
    leaders_go,
)
from govkg.extraction.participation_chains import bodies_in
from govkg.extraction.participation_hosts import is_delegation
from govkg.extraction.participation_objects import BOTH
from govkg.extraction.reading import Actor, at_beginning
from govkg.model.span import Span
from govkg.text.names import is_foreign

_DONE = re.compile(r"\b(?:đã|vừa|cùng|sẽ)\s(?:cùng |chính thức )?\Z")
_ONCE = re.compile(r"\b(?:từng|đã từng)\s\Z")
_LAST_YEAR = re.compile(r"\bnăm (?:ngoái|kia)\b")
_ALSO = re.compile(r"\bcũng (?:đã )?\Z")
_MEMBERS: Final = ("Thành viên", "Ủy viên", "Uỷ viên", "thành viên")
"""Titles whose holders meet as the body that they are of; those of any other meet for something else."""
_HAVING_MET = re.compile(r"\b[Ss]au khi\s[^,.;]{3,60}\Z")
_PRESS = re.compile(r" báo(?! cáo)\b")
"""Behind "họp": it is told by its noun."""


_BUILT = re.compile(
    r"\b(?P<what>(?:cầu|đường|tuyến|hầm|nhà máy|bệnh viện|trường|công trình|dự án|cao tốc|cảng|sân bay|trạm|chợ)\s"
    r"[^,.;:]{2,60}?)\s(?:(?:đã|vừa|sẽ|được|chính thức)\s)*\Z"
)
"""In front of what is done with something that was built: "cầu A chính thức | khánh thành"."""
_DEPUTIES = re.compile(r",?\s(?:nhiều|các|một số)\s(?:vị\s)?(?:[Đđ]ại biểu|ĐBQH)\b")
"""Behind a lobby: those of no name who answer there, before the next sentences name them."""


def _talks_with(sentence: Clause) -> bool:
    """Whether a person is named right behind a verb of talking: "Trao đổi với | Thủ tướng A"."""
    first = next(iter(sentence.after()), None)
    return first is not None and first.person is not None and first.span.start - sentence.verb.end() <= _NEXT


_NEXT: Final = 6


def is_history(sentence: Clause) -> bool:
    """Whether the sentence looks back: "từng ký …", "Năm 1990, … thăm"."""
    if _ONCE.search(sentence.lead) or _LAST_YEAR.search(sentence.lead):
        return True
    if sentence.names_half_a_day:
        return False
    ahead = sentence.passage.times_in(Span(sentence.span.start, sentence.verb.start()))
    if sentence.verb["verb"].endswith("kết luận") and in_a_month(sentence):
        return False  # when conclusions are given out, of which no more is told
    times = [time.when for time in ahead]
    return bool(times) and not any(when.has_day or not when for when in times)


def _celebrates(sentence: Clause, subject: Actor | None) -> bool:
    """Whether a verb of opening or honouring tells a ceremony: on a day, by whom it is told or of what was built."""
    if not sentence.names_a_day or sentence.lead.endswith(("không ", "chưa ")):
        return False
    if listed("no_celebrations").match(sentence.follow.lstrip()):
        return False
    if listed("celebrating_by_bodies").fullmatch(sentence.verb["verb"]):
        body = subject.body if subject is not None and subject.person is None else None
        remembers = sentence.verb["verb"] != _REMEMBERS or _YEARS.match(sentence.follow) is not None
        return body is not None and body.kind not in _OF_OTHERS and remembers
    beginning = sentence.passage.part == "text" and at_beginning(sentence.passage, sentence.span)
    formally = sentence.verb["verb"].startswith("chính thức")
    done = formally or (sentence.begins_with_day and bool(built(sentence)))
    return subject is not None or beginning or done


_REMEMBERS: Final = "kỷ niệm"
_YEARS = re.compile(r"\s(?:tròn\s)?(?:\d|[Nn]gày\s|lần thứ\s)")
"""Behind it: what is celebrated, not kept in mind."""
_OF_OTHERS: Final = frozenset({"foreign", "enterprise"})
"""Bodies that honour, open or begin things with no ceremony of the state."""


def fits(key: str, subject: Actor | None, sentence: Clause) -> bool:
    """Whether what stands around a verb makes it tell a meeting."""
    after = sentence.after()
    if key == "signing":
        if is_signed_by(sentence):
            return subject is not None and sides(sentence) > 1
        alone = listed("signed_alone").match(sentence.follow.lstrip())
        signed = alone is None and listed("signed").search(sentence.follow[:32]) is not None
        done = _DONE.search(sentence.lead) is not None or sentence.has_day
        watched = sentence.verb["verb"].startswith("chứng kiến")
        return (
            signed
            and done
            and (
                subject is not None
                or watched
                or " và " in sentence.lead[-60:]
                or BOTH.search(sentence.lead) is not None
            )
        )
    if key == "forming":
        headline = sentence.passage.part == "title" and not sentence.lead.strip()
        return forms_team(sentence) and (headline if subject is None else subject.person is None)
    if key == "inspecting" and subject is None:
        return (
            sentence.tells_of_a_day and is_of_something(sentence) and (is_some_team(sentence) or leaders_go(sentence))
        )
    if key == "reporting" and _AT_SESSION.search(sentence.follow_far):
        return False  # the session is told by its noun
    if key == "reporting":
        return house_of(sentence) is not None
    if key == "celebrating":
        return _celebrates(sentence, subject)
    if key == "conferring" and (is_handed_over(sentence) or sentence.verb["verb"].casefold() == _MADE_KNOWN):
        return is_handed_over(sentence)
    if subject is None and sentence.verb["verb"].casefold() == _MEETS_VOTERS:
        return opens(sentence) and sentence.names_a_day  # "Tiếp xúc cử tri quận A ngày 5/6 có hai đại biểu …"
    if subject is None and key == "receiving":
        if opens(sentence) and _SIDE_HAS.search(sentence.follow_far):
            return bool(after) and sentence.names_a_day  # "Tiếp đoàn của Sở A ngày 5/6, phía Cục B có ông C"
        hosts = _HOSTS_BY_PLACE.search(sentence.lead) is not None and "đón" in sentence.verb["verb"]
        return hosts and bool(after) and sentence.names_a_day and _COMING.match(sentence.follow_far) is not None
    if subject is None and key == "visiting":
        return sentence.names_a_day and _SOME_GO.search(sentence.lead) is not None
    if subject is None:
        return key == "answering" and _DEPUTIES.match(sentence.follow) is not None and opens(sentence)
    if key == "addressing":
        return is_address(sentence, subject)
    if key == "summoning":
        return summons(sentence, subject)
    if key == "debating":
        return subject.person is not None and before_house(sentence, subject)
    if key == "trying":
        return subject.person is None and subject.body is not None and subject.body.kind == "court"
    if key == "giving":
        return _gives(sentence, subject)
    if key in BY_TEAMS:
        somewhere = sentence.has_day and sentence.verb["verb"].endswith(" tại")
        somewhere = somewhere or sentence.verb["verb"].endswith("hiện trường")
        somewhere = somewhere or (sentence.begins_with_day and is_of_something(sentence))
        if is_team(subject, sentence) and (after or somewhere):
            return True
        if key == "finding" and found_by_inspecting(sentence, subject):
            return True
        return inspects_something(sentence, subject)
    if key == "deciding":
        votes = sentence.verb["verb"].startswith(_VOTES) and sentence.has_day
        return decides(subject) and (sentence.begins_with_day or sentence.names_half_a_day or votes)
    if key == "examining":
        behind = subject.span.start > sentence.verb.start()
        return is_any_of_house(subject) and (sentence.names_a_day if behind else sentence.begins_with_day)
    if key == "sitting":
        for_what = sentence.verb["verb"].startswith("dành") and listed("sat_for").search(sentence.follow) is None
        return is_any_of_house(subject) and not for_what
    if key == "meeting_each_other":
        if sum(actor.person is not None for actor in sentence.ahead()) >= _TWO:
            return True
        return sentence.names_a_day and len(bodies_in(sentence.passage, sentence.near, sentence.verb.start())) >= _TWO
    if key == "convening":
        return (
            (subject.person is None or listed("calling").fullmatch(sentence.verb["verb"]) is not None)
            and all(
                subject.person is not None or post.title in _MEMBERS for post in sentence.passage.posts_in(subject.span)
            )
            and (sentence.tells_of_a_day or has_met(sentence, subject))
            and not _PRESS.match(sentence.follow)
            and (
                " " in sentence.verb["verb"]
                or listed("convened_to").match(sentence.follow.lstrip(" ,")) is not None
                or ASKED.search(sentence.lead) is not None
                or (sentence.begins_with_day and not sentence.follow.strip(" ."))
            )
        )
    if key == "honoured":
        honour = listed("conferred").match(sentence.follow.lstrip(' “"'))
        return subject.person is None and honour is not None and sentence.has_day
    if key == "commemorating":
        return sentence.tells_of_a_day
    if key == "swearing":
        return subject.person is not None and sentence.tells_of_a_day
    if key == "proclaiming":
        return listed("proclaimed").search(sentence.follow) is not None and sentence.tells_of_a_day
    if key in ("presenting_credentials", "calling_on"):
        return subject.person is not None and any(actor.person is not None for actor in after)
    if key == "receiving":
        if listed("press").match(sentence.follow.lstrip()) or listed("us").match(sentence.follow.lstrip()):
            return False  # who meets the press answers it
        if subject.person is None and subject.body is not None and subject.body.name.startswith(_PAPERS):
            return False  # a newspaper asks whom it meets
        if "đón" in sentence.verb["verb"].casefold() and _COMING.match(sentence.follow_far) is None:
            return False  # who meets somebody at the airport
        if listed("talking_with").fullmatch(sentence.verb["verb"]) and not _talks_with(sentence):
            return False
        told = sentence.tells_of_a_day or _HAVING_MET.search(sentence.lead) or is_of_states(key, subject, sentence)
        if listed("working_with").fullmatch(sentence.verb["verb"]) and (not told or _ALSO.search(sentence.lead)):
            return has_worked_with(sentence, subject)
        with_people = listed("meeting_people").fullmatch(sentence.verb["verb"]) is not None
        named = sentence.verb["verb"].endswith("cử tri") or not sentence.passage.posts_in(subject.span)
        if subject.person is None and named and sentence.begins_with_day and is_of_state(subject):
            return True
        return subject.person is not None or bool(after) or (with_people and named)
    if key == "answering":
        return answers(sentence, subject)
    if key == "interviewing":
        return may_answer(sentence, subject)
    if key == "conferring":
        named = sentence.verb["verb"].casefold()
        if "bàn giao" in named:
            public = subject.body is not None and subject.body.kind != "enterprise"
            return public and _WORKS.match(sentence.follow) is not None
        about = listed("conferred").match(sentence.follow.lstrip(' “"')) or "quyết định" in named
        gifts = _GIFTS.match(sentence.passage.text, sentence.verb.end(), sentence.span.end)
        return bool(about) or gifts is not None
    if key == "arriving":
        return arrives_abroad(subject, sentence)
    if key == "visiting" and listed("visiting_by_the_way").fullmatch(sentence.verb["verb"]):
        return (
            subject.person is not None
            and _GOES.search(sentence.lead, subject.span.end - sentence.span.start) is not None
        )
    if key == "visiting" and sentence.verb["verb"].casefold() == _TOURS and not sentence.names_a_day:
        return False
    if key == "visiting" and listed("going_there").fullmatch(sentence.verb["verb"]):
        there = listed("inspected_places").match(sentence.follow, 1) is not None
        return there and is_official(sentence, subject) and subject.person is not None
    if key == "visiting" and sentence.verb["verb"].casefold() == "thăm hỏi" and _AT_ONE.match(sentence.follow):
        return False
    if key == "visiting" and (subject.agent in offices().values() or _visits_those_in_need(subject, sentence)):
        return True  # "Thủ tướng đi thăm …", "UBND quận A đã thăm hỏi …"
    if key == "visiting" and subject.person is None and is_delegation(sentence.passage, subject):
        return sentence.tells_of_a_day
    return subject.person is not None


_VOTES: Final = ("biểu quyết", "bỏ phiếu")
"""What a house does on a day, be it told behind: of what it passes, a day may be that of another act."""
_MADE_KNOWN: Final = "công bố"
"""Alone, without what is made known: a ceremony only where a decision on staff or an inspection is."""
_HOSTS_BY_PLACE = re.compile(
    r"(?:\A|,\s)(?:Thành phố|Tỉnh|Huyện|Thị xã|Quận|Hội trường|Trụ sở|Thủ đô|TP\.?|Phủ|Nhà khách)\s[^,.;:“”]{2,60}\Z"
)
"""In front of "đón": a place that has guests."""
_COMING = re.compile(
    r"\s[^.;:“”]{0,140}?\s(?:đến|tới|sang|về|vào|ra|lên|xuống|ghé)\s(?:\w+\s){0,3}?"
    r"(?:chào|thăm|làm việc|kiểm tra|chúc|khảo sát|trao đổi|học tập|nắm tình hình|tìm hiểu|tham quan|nghiên cứu|học hỏi"
    r"|bàn|giao lưu|tiếp xúc)"
)
"""Behind "đón" and whom: what for these come."""
_AT_SESSION = re.compile(r"\b(?:tại|trong)\s(?:phiên họp|kỳ họp|phiên thảo luận|phiên chất vấn)\b")
_TWO: Final = 2
_SIDE_HAS = re.compile(r",\s(?:về )?phía\s[^,.;:]{2,60}\scó\s")
"""Behind guests: who receives them."""
_PAPERS: Final = ("Báo ", "Tạp chí ", "Đài ", "Thông tấn xã ")
_MEETS_VOTERS: Final = "tiếp xúc cử tri"
_TOURS: Final = "công du"
"""What leaders do at all times."""
_GOES = re.compile(r"\s(?:đến|tới|về|ra|lên|xuống|vào|sang)\s")
_SOME_GO = re.compile(
    r"\b(?:đưa|chở) (?:các |phái )?(?:đoàn|đại biểu)(?:\s(?!khách|du|sinh|học)[^\W\dA-Z]+){0,4}\s\Z"
    r"|\A[Đđ]oàn (?:công tác|đại biểu)\s\Z"
)
"""In front of a verb of visiting: people of no name, whom a ship takes there."""
_AT_ONE = re.compile(r"[^.;,]{0,40}?\s(?:trong|tại)\s(?:ngày hội|lễ|buổi|hội nghị|chương trình|cuộc)\b")
"""Behind "thăm hỏi": who asks after others at a gathering does not visit them."""


def _visits_those_in_need(subject: Actor, sentence: Clause) -> bool:
    """Whether people of a body went to see those in need: "UBND xã A đến thăm hỏi, động viên gia đình nạn nhân"."""
    if subject.person is not None or listed("visiting_those_in_need").fullmatch(sentence.verb["verb"]) is None:
        return False
    return sentence.verb["verb"].startswith("tổ chức") or _WENT.search(sentence.lead) is not None


_SO_MANY = r"\s(?:hơn |gần |trên |khoảng |tổng cộng )?\d[\d.,]*\s(?:nghìn |ngàn )?"
_WORKS = re.compile(_SO_MANY + r"(?:căn nhà|ngôi nhà|nhà|phòng học|điểm trường|ngôi trường|công trình|cây cầu|trạm)\b")
"""What is handed over with a ceremony: houses for the poor and public works."""
_GIFTS = re.compile(
    _SO_MANY + r"(?:triệu|tỷ|tỉ|suất|phần quà|căn nhà|ngôi nhà|nhà|sổ tiết kiệm|bò|xe đạp|xe lăn|máy tính|học bổng)\b"
    r"[^.;:“]{0,120}?\s(?:cho|tặng|ủng hộ|giúp)\s"
)
"""What is given to those in need or to places: money, presents, scholarships."""
_WENT = re.compile(r"\b(?:đã|vừa|đến|tới|xuống)\s(?:[^,;.]{2,40}\s)?\Z")


def built(sentence: Clause) -> str:
    """What was built, in front of what is done with it: "cầu A chính thức | khánh thành"; "" where nothing is."""
    what = _BUILT.search(sentence.lead)
    return what["what"] if what is not None else ""


def _gives(sentence: Clause, giver: Actor) -> bool:
    """Whether an official or a body of the state hands something of value over, on a day."""
    if not sentence.names_a_day or " cho " not in sentence.act:
        return False
    official = giver.person is not None and not is_foreign(giver.person.name) and is_official(sentence, giver)
    given = listed("given").search(sentence.follow) if official or is_of_state(giver) else None
    return given is not None and _GIVEN.fullmatch(sentence.follow, 0, given.start()) is not None


_GIVEN = re.compile(r"[^.,;:]*")
