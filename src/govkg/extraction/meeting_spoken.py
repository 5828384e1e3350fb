"""Whether a sentence plays at the meeting that it names, or in which others have spoken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from govkg.extraction.actors import actors
from govkg.extraction.meeting_mentions import MeetingMention, listed, verb_in, verbs, words
from govkg.extraction.participation_chains import ADVERBS, is_quoted
from govkg.extraction.participation_present import before_sentence
from govkg.extraction.reading import Passage
from govkg.model.span import Span
from govkg.text.names import is_foreign


def is_spoken_of(mention: MeetingMention, sentence: Span) -> bool:
    """Whether a person speaks of a meeting, told by a noun, rather than at it.

    Such as "ông A cho biết kết quả của Hội nghị B …", "ông A nói tại kỳ họp này, tỉnh sẽ …", what is quoted, and what
    the press asks: "Phóng viên hỏi, tại kỳ họp B …"; not so "ông A nói như vậy tại Hội nghị B".
    """
    if mention.told == "verb":
        return _is_announced(mention, sentence)
    if mention.passage.part == "title":
        return False
    text, start = mention.passage.text, mention.span.start
    if is_asked(mention.passage, sentence):
        return True
    if is_quoted(text, start, sentence) and not _NAMED.search(text, sentence.start, start):
        return True
    near = actors(mention.passage, Span(sentence.start, start))
    if not any(actor.person is not None for actor in near):
        return False
    according = verbs("according_to").match(text, sentence.start, start)
    if according is not None and according["verb"] and near[0].span.start - according.end() <= _NEXT:
        return near[0].person is not None and text.find(",", near[0].span.end, start) >= 0
    said = False
    for verb in verbs("speaking").finditer(text, near[0].span.end, start):
        if not verb["verb"]:
            continue
        speaker = next((actor for actor in reversed(near) if actor.span.end <= verb.start()), None)
        does = speaker is not None and speaker.person is not None and speaker.span
        if not said and not (does and ADVERBS.fullmatch(text, does.end, verb.start())):
            continue
        said = True
        if _AT.fullmatch(text, verb.end(), start) or (verb["verb"].endswith(_DONE_TO) and start - verb.end() == 1):
            passive = does and text.endswith("được ", sentence.start, does.start)
            return not passive and _goes_on(mention, sentence, verb)
    return said


def is_asked(passage: Passage, sentence: Span) -> bool:
    """Whether a sentence begins with what the press asks."""
    return _asks().match(passage.text, sentence.start, sentence.end) is not None


@cache
def _asks() -> re.Pattern[str]:
    return re.compile(
        rf"(?:Các )?(?:{words('press')})\s(?:(?:cũng|đã|đặt)\s)*(?:hỏi|vấn đề|câu hỏi|nêu|chất vấn)(?!\w)"
    )


def _is_announced(mention: MeetingMention, sentence: Span) -> bool:
    """Whether a person tells that a body inspects or will, or its findings are spoken of.

    Such as "ông A cho biết Bộ B sẽ thanh tra …", "theo kết luận thanh tra của Bộ B".
    """
    who, text = mention.subject, mention.passage.text
    if mention.type != "inspection" or who is None or who.person is not None:
        return False
    if who.span.start > mention.span.start:
        return True
    finds = _FINDS.match(text, mention.span.start) is not None
    if not finds and _GOES_ON_INSPECTING.search(text, who.span.end, mention.span.start) is None:
        return False
    near = [
        actor for actor in actors(mention.passage, Span(sentence.start, who.span.start)) if actor.person is not None
    ]
    return bool(near) and verb_in("speaking", text, near[0].span.end, who.span.start) is not None


_FINDS = re.compile(r"(?:phát hiện|chỉ ra|xác định|kết luận)\b")
_GOES_ON_INSPECTING = re.compile(r"\s(?:sẽ|đang|đã|vừa)\s")
_NEXT: Final = 12
"""Characters between "theo" and whose words follow."""
_DONE_TO = ("chỉ đạo", "khai mạc", "bế mạc", "kết luận", "phát biểu")
"""Verbs whose object is the meeting at which one speaks: "ông A kết luận | hội nghị"."""


def _goes_on(mention: MeetingMention, sentence: Span, verb: re.Match[str]) -> bool:
    """Whether what is said begins with the meeting: "ông A cho biết tại kỳ họp này, | tỉnh sẽ …"."""
    text = mention.passage.text
    if mention.type == "press" or verbs("saying").match(verb["verb"]) is None:
        return False
    clause = _CLAUSE.match(text, mention.span.end, sentence.end)
    if clause is None or not _STRAIGHT.fullmatch(text, verb.end(), mention.span.start):
        return False
    after = verbs("speaking").match(text, clause.end(), sentence.end)
    return _TELLS.match(text, clause.end(), sentence.end) is not None and (after is None or not after["verb"])


_TELLS = re.compile(r"[^.;“”\"]{3,80}?\s(?:sẽ|đã|cần|phải|có|được|là|vẫn|cũng)\s")
_NAMED = re.compile(r"[“\"]\s?\Z")
"""In front of a meeting whose name is quoted."""
_AT = re.compile(
    r"[^,.;:“\"]{0,40},?\s(?:tại|trong|ở|sau|(?:khi )?(?:bắt đầu|khai mạc|bế mạc|mở đầu|kết thúc|kết luận))\s(?:một\s)?"
)
_STRAIGHT = re.compile(r",?\s(?:tại|trong|ở)\s(?:một\s)?")
_CLAUSE = re.compile(r"[^,.;:“”\"]{0,40},\s")


def is_asked_after(mention: MeetingMention, acts: Sequence[MeetingMention]) -> bool:
    """Whether the press asks somebody when a meeting is over: "trao đổi với phóng viên sau cuộc họp"."""
    lead = mention.passage.text[max(0, mention.span.start - len("bên lề ")) : mention.span.start]
    return lead.endswith(("sau ", "bên lề ")) and any(act is not mention and act.type == "press" for act in acts)


def meets_the_press(mention: MeetingMention, sentence: Span) -> bool:
    """Whether a sentence opens where the press is told something: "Chiều 5/6, tại họp báo về kỳ họp A, ông B …".

    The other meetings that it names are spoken of there.
    """
    if mention.type != "press" or listed("with_the_press").fullmatch(mention.noun) is None:
        return False
    return _OPENS_AT.fullmatch(mention.passage.text, sentence.start, mention.span.start) is not None


_OPENS_AT = re.compile(
    r"(?:[^,.;:“”\"]{1,40},\s)?(?:(?:[A-ZĐ][^,.;:“”\"]{0,60}\s)?(?:[Tt]ại|[Tt]rong)|[Mm]ở đầu|[Kk]ết thúc)\s(?:một\s)?|"
)


def is_of_stage(mention: MeetingMention) -> bool:
    """Whether the sentence of a meeting names people of the stage or of sports, who meet the press too."""
    sentence = mention.passage.sentence(mention.span)
    return listed("of_the_stage").search(mention.passage.text, sentence.start, sentence.end) is not None


def speaks_there(mention: MeetingMention, sentence: Span) -> bool:
    """Whether somebody says something right at a meeting: "vấn đề được Bộ trưởng A nêu lại | tại họp báo"."""
    text, start = mention.passage.text, mention.span.start
    if mention.told == "verb" or not text.endswith(_SAID_AT, sentence.start, start):
        return False
    near = [each for each in actors(mention.passage, Span(sentence.start, start)) if each.person is not None]
    said = verb_in("speaking", text, near[-1].span.end, start) if near else None
    if said is None or _SAID_THERE.fullmatch(text, said.end(), start) is None:
        return False
    return ADVERBS.fullmatch(text, near[-1].span.end, said.start()) is not None


_SAID_AT: Final = ("tại ", "trong ", "tại một ", "trong một ")
_SAID_THERE = re.compile(
    r"(?:\s(?:lại|thêm|rõ|như vậy|như thế|điều này|việc này|thông tin này|với (?:báo chí|phóng viên|báo giới))){0,3}"
    r"\s(?:tại|trong)\s(?:một\s)?"
)


def is_gathering(mentions: Sequence[MeetingMention]) -> bool:
    """Whether people come together for a meeting that is told so, unlike for an answer to the press."""
    return any(
        each.type != "press" or listed("with_the_press").fullmatch(each.noun) or each.noun.endswith(_TOGETHER)
        for each in mentions
    )


_TOGETHER: Final = ("buổi làm việc", "cuộc họp", "buổi họp")
"""How nouns end of what is held to answer the press: "buổi làm việc để trả lời báo chí"."""


def told_in_answer(before: Sequence[MeetingMention], own: Sequence[MeetingMention]) -> bool:
    """Whether a meeting told by a noun alone is one of which an answer to the press tells, and not the article."""
    return not is_gathering(before) and own[0].told == "noun"


def also_answers(mentions: Sequence[MeetingMention], passage: Passage, sentence: Span) -> bool:
    """Whether others answer the press where one has: in a lobby, or in a sentence that takes up the subject."""
    if before_sentence("taking_up", passage.text, sentence):
        return True
    if _does_too(passage, sentence):
        return True
    return any(listed("lobbies").search(each.span.of(each.passage.text)) for each in mentions)


def _does_too(passage: Passage, sentence: Span) -> bool:
    """Whether a sentence begins with an official who also says something: "Đại biểu A cũng cho biết …".

    Who has been named before adds to what he himself has said.
    """
    first = next(iter(actors(passage, sentence)), None)
    if first is None or first.person is None or is_foreign(first.person.name):
        return False
    if any(each.entity == first.person for each in passage.mentions_in(Span(0, sentence.start))):
        return False
    too = _TOO.match(passage.text, first.span.end, sentence.end)
    said = verbs("speaking").match(passage.text, too.end(), sentence.end) if too is not None else None
    return said is not None and said["verb"] is not None


_TOO = re.compile(r"(?:\s\([^()]{1,40}\)|\s[–-]\s[^–.;:“]{3,80}?\s[–-]|,\s[^,.;:“]{3,80},)?\s(?:cũng|thì)\s")


def is_debate(mentions: Sequence[MeetingMention]) -> bool:
    """Whether a house debates or hears reports, so that whoever speaks later does so there, wherever it is told."""
    return any(
        each.verb in ("debating", "reporting") or listed("of_the_house").fullmatch(each.noun) for each in mentions
    )
