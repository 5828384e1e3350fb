"""Whether a sentence tells of a meeting, rather than names it in passing, and whether it plays there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from govkg.extraction.actors import actors, offices
from govkg.extraction.meeting_clauses import is_open_day
from govkg.extraction.meeting_mentions import MeetingMention, before, is_house, listed, verb_in, verbs
from govkg.extraction.meeting_names import is_laid_before, is_numbered
from govkg.extraction.meeting_settings import GENERAL, sets_scene
from govkg.extraction.meeting_specified import is_specified
from govkg.extraction.participation_between import between
from govkg.extraction.participation_chains import without_times
from govkg.extraction.participation_named import HELD_AHEAD, HELD_BY, partner_of
from govkg.extraction.participation_owners import whose
from govkg.extraction.participation_present import having
from govkg.extraction.participation_scenes import is_scene, meet_there, met_by, shown_there
from govkg.extraction.reading import Actor
from govkg.model.actors import Organization, Person
from govkg.model.span import Span
from govkg.text.times import TimeExpression

_LEAD: Final = 30
"""Characters that may stand before the meeting at which a sentence plays."""
_FUNERALS: Final = frozenset({"lễ viếng", "lễ truy điệu", "lễ an táng"})
"""Ceremonies that need no more than their noun and a day."""
_SPOKEN: Final = frozenset({"conference", "session", "meeting", "press"})


def is_held(mention: MeetingMention, sentence: Span) -> bool:
    """Whether a sentence says of a meeting that somebody holds it: then the sentence is about this one."""
    return ends_with_verb(mention.passage.text[sentence.start : mention.span.start], "organising")


def is_evident(mention: MeetingMention, time: TimeExpression | None, sentence: Span) -> bool:
    """Whether a sentence tells of a meeting, rather than names it in passing."""
    text = mention.passage.text
    if mention.told == "verb":
        return True
    if mention.inside or mention.passage.part == "title":  # a headline may play with words; the text tells
        return False
    lead = text[sentence.start : mention.span.start]
    if lead.endswith("được ") and not lead.endswith(
        _DID
    ):  # "công việc được phiên họp thứ nhất thông qua" is told of the work
        return False
    follow = text[mention.span.end : min(sentence.end, mention.span.end + 90)]
    if (
        (ends_with_verb(lead, "organising") and not _is_wished(lead))
        or ends_with_verb(lead, "chairing")
        or ends_with_verb(lead, "occurring")
    ):
        return True
    if before("picturing").search(lead) or HELD_BY.match(text, mention.span.end, sentence.end):
        return True
    if lead.startswith("Do ") and HELD_AHEAD.match(lead):
        return True
    occurs = verb_in("occurring", follow, 0, len(follow))
    if occurs is not None and not _UNSURE.search(follow, 0, occurs.start()):
        return True
    if mention.span.start == sentence.start and _is_attended(mention, sentence):
        return True
    if (
        _plays_there(mention, sentence)
        or decides_there(mention, sentence) is not None
        or (mention.told == "title" and _concludes(mention, follow))
    ):
        return True
    if _is_spoken_there(mention, sentence) or _has_sides(mention, sentence) or concluded_by(mention, sentence):
        return True
    if (
        mention.told == "title"
        and _OCCASION.search(lead)
        and (mention.type == "ceremony" or _is_of_late(mention, lead))
    ):
        return not (_PAST_OR_POSSIBLE.search(lead) or _is_long_ago(mention, sentence))
    if mention.type == "session" and (mention.body is not None or mention.told == "title") and len(lead) < _LEAD:
        decided = _DEPUTIES_DECIDE.match(follow)  # "Tại kỳ họp HĐND tỉnh A, các đại biểu đã biểu quyết …"
        if decided is not None and before("at").search(lead) is not None:
            return True
    if (
        mention.type == "inspection"
        and _BY_IT.search(lead)
        and text.startswith(" của ", mention.span.start + len(mention.noun))
    ):
        return True
    if is_specified(mention, sentence):
        return not _is_long_ago(mention, sentence)
    dated = time is not None or any(is_open_day(mention.passage, each) for each in mention.passage.times_in(sentence))
    if mention.told == "noun":
        if mention.noun.count(" ") >= 2 and mention.noun not in GENERAL and ends_with_verb(lead, "attending"):
            return True
        if dated and mention.type in _SPOKEN and is_scene(mention, sentence):
            return True
        if (
            time is not None
            and 0 <= time.span.start - mention.span.end <= 1
            and lead.endswith(("tại ", "trong ", "tại một ", "trong một "))
        ):
            return True  # "tại buổi gặp | chiều 14/6"
        if time is not None and 0 <= time.span.start - mention.span.end <= 1 and whose(mention) is not None:
            return True  # "Hội nghị | ngày 4/6 của Cục A"
        if dated and _ASKED.search(lead):
            return True  # "Hội A mời các cụ đến dự | cuộc gặp"
        own_noun = mention.noun.count(" ") >= 2 or mention.noun in _FUNERALS or _meets_press(mention, sentence)
        return dated and (mention.subject is not None or own_noun or lead.endswith(" có "))
    numbered = is_numbered(mention)
    named = mention.type == "session" and (mention.body is not None or (numbered and _after_house(mention, sentence)))
    occasion = before("setting").search(lead) is not None or lead.rstrip().endswith("khai mạc") or numbered
    if (named and occasion) or mention.type == "visit":
        return True
    return dated or ends_with_verb(lead, "attending")


def _meets_press(mention: MeetingMention, sentence: Span) -> bool:
    """Whether a body or somebody meets the press, be no more told of it: "Chiều 5/6, Sở A | họp báo."."""
    ahead = actors(mention.passage, Span(sentence.start, mention.span.start)) if mention.noun == "họp báo" else ()
    if not ahead:
        return False
    return _ALREADY.fullmatch(mention.passage.text, ahead[-1].span.end, mention.span.start) is not None


_ASKED = re.compile(r"\bmời\s[^.;:]{3,60}?\s(?:dự|tham dự|tới dự|đến dự|về dự)\s\Z")
_DID: Final = ("ngăn được ", "cản được ", "hoãn được ", "dự được ", "mở được ", "tổ chức được ")
"""Verbs with "được" behind them, in front of a meeting that took place or not, as its day shows."""
_BY_IT = re.compile(r"\b(?:[Qq]ua|[Ss]au|[Tt]ại|[Tt]rong|[Tt]ừ)\s(?:một\s)?\Z")
"""In front of an inspection: it took place."""
_OCCASION = re.compile(r"(?:\A|\s)(?:[Tt]ại|[Tt]rong|[Ss]au|[Tt]ham dự|[Dd]ự|tham gia)\s\Z")
"""In front of a ceremony with words of its own: it took place, be it told only for what was done there or after it."""


def _is_of_late(mention: MeetingMention, lead: str) -> bool:
    """Whether a meeting at which something is done is said to have been held of late, or in which month."""
    text, start, end = mention.passage.text, mention.span.start, mention.span.end
    if mention.type not in _MET or not lead.casefold().endswith(("tại ", "trong ")):
        return False
    return _OF_LATE.search(text, start, end + _JUST_BEHIND) is not None


_MET: Final = frozenset({"conference", "session", "meeting"})
_JUST_BEHIND: Final = 16
_OF_LATE = re.compile(
    r"\s(?:vừa qua|mới đây|gần đây|vừa rồi|(?:tuần|tháng|năm) (?:trước|ngoái)|tuần qua"
    r"|(?:hồi |vào |trong )?(?:(?:đầu|giữa|cuối) )?tháng \d|hồi (?:đầu|giữa|cuối) )"
)
_PAST_OR_POSSIBLE = re.compile(
    r"\b(?:năm (?:(?:19|20)\d\d|ngoái|kia)|\d+ năm (?:trước|sau)|có thể|nếu)\b", re.IGNORECASE
)
"""In front of a ceremony that is only remembered or thought of."""
_DEPUTIES_DECIDE = re.compile(
    r"[^.;:,]{0,40},\s(?:(?:các|nhiều|đa số|toàn thể|\d[\d/]*)\s)?(?:vị\s)?đại biểu[^.;:,]{0,30}?\s"
    r"(?:biểu quyết|thông qua|bỏ phiếu|bầu|tán thành|thống nhất|nhất trí)\b"
)


def _has_sides(mention: MeetingMention, sentence: Span) -> bool:
    """Whether a sentence names those who are at a meeting: who is shown there, or both who meet."""
    met = met_by(mention, sentence) is not None and not _is_wished_for(mention, sentence)
    if met or _meets(mention, sentence) or meet_there(mention, sentence) or len(list(between(mention, sentence))) > 1:
        return not _is_long_ago(mention, sentence)
    return mention.type in _SPOKEN and mention.noun != "" and bool(shown_there(mention, sentence))


def _meets(mention: MeetingMention, sentence: Span) -> bool:
    """Whether a person has a meeting with another, and none that is only wished: "ông A huỷ cuộc gặp với ông B"."""
    if mention.type != "meeting" or " " not in mention.noun or mention.noun.startswith("hội"):
        return False
    partner = partner_of(mention)
    if partner is None or not isinstance(partner[0], Person):
        return False
    ahead = actors(mention.passage, Span(sentence.start, mention.span.start))
    return any(actor.person not in (None, partner[0]) for actor in ahead) and not _is_wished_for(mention, sentence)


def _is_wished_for(mention: MeetingMention, sentence: Span) -> bool:
    start = max(sentence.start, mention.span.start - _WISHED_WITHIN)
    return listed("wishing").search(mention.passage.text, start, mention.span.start) is not None


_WISHED_WITHIN: Final = 40


def decides_there(mention: MeetingMention, sentence: Span) -> Actor | None:
    """The body that decides something at its own meeting: "Tại phiên họp tập thể, Ban Thường vụ A đã thống nhất"."""
    text = mention.passage.text
    lead = text[sentence.start : mention.span.start]
    if mention.type not in ("session", "meeting") or len(lead) >= _LEAD:
        return None
    if mention.told != "title" or not lead.endswith("ại ") or not before("at").search(lead):
        return None
    for actor in actors(mention.passage, Span(mention.span.end, sentence.end)):
        if actor.person is not None or actor.body is None or text[actor.span.start - 2 : actor.span.start] != ", ":
            return None
        decided = listed("concluding").search(text, actor.span.end, min(sentence.end, actor.span.end + 30))
        return actor if decided is not None and _ALREADY.fullmatch(text, actor.span.end, decided.start()) else None
    return None


_ALREADY = re.compile(r"\s(?:(?:cũng|đã|vừa)\s)*")


def _is_spoken_there(mention: MeetingMention, sentence: Span) -> bool:
    """Whether somebody is said to speak at a meeting: "… ông A nhấn mạnh như vậy tại hội nghị sơ kết B"."""
    if mention.type not in _SPOKEN or (mention.told != "title" and mention.type != "press"):
        return False
    return _is_said_at(mention, sentence) and not _is_long_ago(mention, sentence)


def _is_said_at(mention: MeetingMention, sentence: Span) -> bool:
    """Whether the clause in front of a meeting has a person speak there."""
    start = max(sentence.start, mention.span.start - _SPOKEN_WITHIN)
    lead = mention.passage.text[start : mention.span.start]
    said = verb_in("speaking", lead, 0, len(lead))
    if said is None or not _AT.match(lead[said.end() :]):
        return False
    ahead = actors(mention.passage, Span(sentence.start, start + said.start()))
    return any(actor.person is not None for actor in ahead)


def concluded_by(mention: MeetingMention, sentence: Span) -> Actor | None:
    """Whose words at a meeting are made known: "kết luận của ông A tại buổi họp B", "được Sở A nêu ra tại hội nghị"."""
    text = mention.passage.text
    start = max(sentence.start, mention.span.start - _CONCLUDED_WITHIN)
    may = mention.type in _SPOKEN or (mention.type == "ceremony" and mention.told == "title")
    said = _CONCLUSION.search(text, start, mention.span.start) if may else None
    if said is None:
        return None
    for actor in actors(mention.passage, Span(said.end(), mention.span.start)):
        there = _THERE if said["whose"] else _SAID_THERE
        if actor.person is None and not said["whose"] and mention.passage.posts_in(actor.span):
            continue
        if text.endswith("thay mặt ", said.end(), actor.span.start):
            continue  # who speaks for a body
        words_between = without_times(mention.passage, Span(actor.span.end, mention.span.start))
        if actor.agent is not None and there.fullmatch(
            _COMMAS.sub(" ", words_between) if not said["whose"] else words_between
        ):
            return actor
    return None


_CONCLUDED_WITHIN: Final = 200
_COMMAS = re.compile(r"\s,?\s(?=tại|trong)")
"""What is left of a day that stood before the meeting."""
_CONCLUSION = re.compile(
    r"\b(?:(?P<whose>kết luận|phát ngôn|ý kiến|ý kiến chỉ đạo|phát biểu|chỉ đạo|nhận định|khẳng định|chia sẻ|cảnh báo"
    r"|quan điểm|báo cáo|đánh giá|lưu ý|kiến nghị|đề xuất|yêu cầu|thông tin)\scủa|được|do)\s"
)
_SAID_THERE = re.compile(
    r"(?:,\s[^.;:“”]{3,80},|\s[–-]\s[^.;:“”]{3,80}\s[–-]|\s?\([^()]{3,60}\))?\s(?:đã\s|vừa\s)?"
    r"(?:nêu|đưa|công bố|thông tin|cho biết|chia sẻ|đề cập|phát biểu|trình bày|báo cáo|đặt|khẳng định|nhấn mạnh"
    r"|giải đáp|trả lời|kiến nghị|đề xuất|thông báo|chỉ)"
    r"(?:\s(?:ra|lên|rõ|thêm|lại|ý kiến))?,?\s(?:tại|trong)\s(?:một\s)?"
)
"""Behind those by whom something is said at a meeting: "được Sở A | nêu ra tại hội nghị"."""
_THERE = re.compile(r"[\s,)]*(?:tại|trong|sau)\s(?:một\s)?")
_SPOKEN_WITHIN: Final = 60
"""Characters between a verb of speaking and the meeting at which it is done."""
_AT = re.compile(r"\A[^,.;:“]{0,40}\s(?:tại|trong)\s(?:một\s)?\Z")
_UNSURE = re.compile(r"\b(?:có thể|không|chưa|khó)\s(?:\w+\s)?\Z")


def _is_attended(mention: MeetingMention, sentence: Span) -> bool:
    """Whether a sentence begins with a meeting and who is there: "Buổi gặp mặt của Sở A có ông B, …"."""
    begin = having(mention.passage, sentence, actors(mention.passage, sentence))
    return begin is not None and begin <= mention.span.end + _LEAD


def _after_house(mention: MeetingMention, sentence: Span) -> bool:
    """Whether a legislature is named in the sentence before its session, and not as the one to which something goes."""
    if is_laid_before(mention, sentence):
        return False
    ahead = mention.passage.mentions_in(Span(sentence.start, mention.span.start))
    return any(isinstance(each.entity, Organization) and is_house(each.entity) for each in ahead)


def _is_wished(lead: str) -> bool:
    """Whether a verb of organising at the end of a text is no more than wished, possible or in general."""
    verb = next((each for each in verbs("organising").finditer(lead, max(0, len(lead) - 40)) if each["verb"]), None)
    return verb is not None and before("not_held").search(lead[: verb.start()]) is not None


def _plays_there(mention: MeetingMention, sentence: Span) -> bool:
    """Whether a sentence opens at a meeting where somebody then speaks or is elected: "Tại cuộc họp mới đây, ông A …".

    A noun alone means a meeting told before, unless it is a recent one or a debate of the house.
    """
    text, end = mention.passage.text, mention.span.end
    lead = text[sentence.start : mention.span.start].removesuffix("một ")
    spoken_at = mention.type in _SPOKEN or (mention.type == "ceremony" and mention.told == "title")
    opens = not lead and mention.noun == "họp báo"  # "Họp báo ngày 5/6, ông A cho biết …"
    if len(lead) >= _LEAD or not spoken_at or not (opens or before("at").search(lead)):
        return False
    if before("setting").search(lead):
        return False
    if mention.told == "noun" and not (
        mention.type == "press"
        or partner_of(mention) is not None
        or _is_with_some(mention)
        or listed("recent").match(text, end + 1)
        or listed("of_the_house").match(mention.noun)
        or "điều trần" in mention.noun
    ):
        return False
    spoken = verb_in("speaking", text, end, sentence.end)
    if spoken is None and not listed("elected").search(text, end, sentence.end):
        return False
    after = actors(mention.passage, Span(end, sentence.end))
    named = any(actor.person is not None for actor in after) or (mention.type == "press" and bool(after))
    named = named or is_scene(mention, sentence) or any(actor.agent in offices().values() for actor in after[:1])
    named = named or (
        _is_with_some(mention) and _LEADERS.search(text, end, spoken.start() if spoken else end) is not None
    )
    return named and not _is_long_ago(mention, sentence)


_LEADERS = re.compile(r",\s(?:lãnh đạo|đại diện)\s[^,.;:“]{3,60}\Z")
"""In front of a verb of speaking: people whom no words name."""


def _is_with_some(mention: MeetingMention) -> bool:
    """Whether a meeting is with people whom its words name, though they are no actors: "cuộc họp với các sở, ngành"."""
    return mention.type == "meeting" and mention.told == "noun" and " với " in mention.name


def is_spoken_at(mention: MeetingMention, sentence: Span) -> bool:
    """Whether somebody speaks, presides or is present where a noun alone says what the first meeting of an article is.

    "Kết luận buổi làm việc, Phó Thủ tướng A yêu cầu …", "Cuộc họp do Bộ trưởng B chủ trì …", "Dự buổi lễ có ông C …".
    """
    text = mention.passage.text
    if mention.told != "noun" or mention.type not in (*_SPOKEN, "ceremony") or mention.passage.part == "title":
        return False
    if mention.type in _SPOKEN and _is_said_at(mention, sentence):
        return True
    after = actors(mention.passage, Span(mention.span.end, sentence.end))
    if not any(actor.person is not None for actor in after):
        return False
    if _LED.match(text, mention.span.end, sentence.end):
        return True
    if ends_with_verb(text[sentence.start : mention.span.start], "attending"):
        return True
    return sets_scene(mention, sentence) and verb_in("speaking", text, mention.span.end, sentence.end) is not None


_LED = re.compile(r"\s(?:này\s)?do\s[^.;]{4,220}?\schủ trì\b")


def _concludes(mention: MeetingMention, follow: str) -> bool:
    """Whether a meeting is said to have decided something."""
    return mention.type in _SPOKEN and listed("concluding").match(follow.lstrip(" ,")) is not None


def _is_long_ago(mention: MeetingMention, sentence: Span) -> bool:
    """Whether the year of a meeting lies well before the latest that is told: it is history."""
    passage = mention.passage
    own = _years(passage.times_in(Span(sentence.start, mention.span.end)))
    return bool(own) and min(own) < max(_years(passage.times)) - 1


def _years(times: Sequence[TimeExpression]) -> list[int]:
    """The years of some times, of each its last: what is about 2018-2019 is told in 2019; none of a plan."""
    told = ((time.when.begin, time.when.end) for time in times)
    return [end.year for begin, end in told if end is not None and (begin is None or end.year - begin.year < _TERM)]


_TERM: Final = 3
"""Years of a period that is a term of office or planned for."""


def ends_with_verb(lead: str, key: str) -> bool:
    """Whether the words before a noun end with a verb of a list."""
    last = None
    for verb in verbs(key).finditer(lead, max(0, len(lead) - 40)):
        last = verb if verb["verb"] else None
    return last is not None and len(lead) - last.end() <= 12
