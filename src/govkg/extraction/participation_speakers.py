"""Who speaks at a meeting, in the sentences that tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from govkg.extraction.actors import actors, inside, named_first
from govkg.extraction.meeting_mentions import anchored, before, listed, verbs, words
from govkg.extraction.meeting_spoken import is_asked
from govkg.extraction.participation_chains import (
    ADVERBS,
    SPEAKING,
    Part,
    chain_before,
    is_quoted,
    without_times,
)
from govkg.extraction.participation_further import bodies_speak, heard, speaks_too
from govkg.extraction.participation_present import before_sentence
from govkg.extraction.reading import Actor, Passage
from govkg.model.actors import Agent
from govkg.model.span import Span
from govkg.text.names import is_foreign

_SPEECH_GAP = 90
"""Characters between a speaker and the verb, a quote or an aside included."""
_REST = re.compile(r"(?: [^\W\d_A-ZĐ]+){1,5} (?:đã |cũng )?")
"""The rest of a title in small letters: "Trưởng ban tổ chức | giải thưởng"."""
_REST_TO_COMMA = re.compile(r"(?: [^\W\d_A-ZĐ]+){1,14}, (?:đã |cũng )?")
"""The same, closed by a comma: "ông A, Giám đốc Trung tâm | tư vấn kỹ thuật khí tượng, nói"."""
_DASHES: Final = (" - ", " – ")
_HEARD: Final = ("nghe ", "nghe đồng chí ", "nghe ông ", "nghe bà ", "nghe các đồng chí ", "nghe các ông ")
"""In front of all who report to a house or meeting: "nghe | Viện trưởng A, Chánh án B | báo cáo"."""
_SPEAKS_AT = re.compile(
    r"[^\w]{0,2}(?:Phát biểu|Trả lời|Chia sẻ|Trao đổi|Báo cáo|Tham luận|Giải trình|Nói|Làm rõ|Tiếp thu|Đáp|Phản hồi"
    r"|Góp ý|Bổ sung|Trấn an|Phân trần|Tranh luận|Phản biện|Thảo luận|Kiến nghị|Hiến kế|Kể)\s[^,.;:]{0,60},\s"
    r"(?:ông|bà|đồng chí|GS|TS|PGS)?\s?"
)
_WHO_SPEAKS = re.compile(
    r"(?:Người |Đại biểu )?(?:[Đđ]ầu tiên )?(?:[Đđ]ứng ra |[Tt]hay mặt [^,.;:]{3,40}? )?"
    r"(?:[Pp]hát biểu|[Kk]ết luận|[Kk]hai mạc|[Bb]ế mạc|[Tt]rình bày|[Đđ]ọc|[Bb]áo cáo|[Gg]iới thiệu"
    r"|[Gg]iải đáp|[Tt]rả lời|[Gg]iải trình|[Tt]hông tin|[Đđ]áp từ|[Tt]ham luận)"
    r"[^,.;:]{0,90}? là "
    r"(?:ông |bà |đồng chí |đ/c )?(?=[^\W\d_a-z])"
)
"""Who speaks, named behind "là": "Người phát biểu khai mạc là ông A"."""
_SPEAKS_SOMEWHERE = re.compile(
    r"[^\w]{0,2}(?:Phát biểu|Kết luận|Khai mạc|Bế mạc|Khép lại|Mở màn|Mở đầu|Tổng kết)(?: \w+){0,4}"
    r" (?:tại|hội|buổi|phiên|cuộc|kỳ|lễ|diễn đàn|tọa đàm|đại hội)\b",
    re.IGNORECASE,
)
_IN_MAIN_CLAUSE = re.compile(r",\s(?:(?:ông|bà|đồng chí|GS|TS|PGS)\.?\s)*\Z")
_APPOSITION = re.compile(r"(?:,| [–-]) [A-ZĐ][^,.;:“”]{3,80}")
_ASIDE = re.compile(r"\s?(?:\([^()]*\),?|[,–-][^,–-]{3,80}[,–-])\s?(?:\w+\s){0,3}")
_WITH_OTHERS = re.compile(r"[\w\s,()]*\bvà (?:một số|nhiều|các) [\w\s]+")
_SEVERAL = re.compile(
    r"\b(?:[Cc]ác|[Hh]ai|[Bb]a|[Nn]hiều|[Nn]hững)\s(?:(?:vị|nhà|nữ)\s)?"
    r"(?:(?:ông|bà|đồng chí|đại biểu|ĐB|ĐBQH|bộ trưởng|chuyên gia|lãnh đạo|ý kiến|khách mời)[\s:]*)*(?:như\s)?\Z"
)
"""In front of several, whom commas alone may join: "các đại biểu | A (Hà Giang), B (Lai Châu) đề nghị …"."""
_ELSEWHERE = re.compile(r"\btừng (?:được|bị) [^,.;]{0,12}\Z")
"""In front of who spoke at another time: "lý do từng được ông A giải thích"."""
_AFTER = ("muốn", "mong")
"""Verbs by which is told what leaders of other states are after, said or not."""
_SUBORDINATE = re.compile(r"\b(?:[Vv]iệc|vì sao|tại sao|chưa rõ|không rõ|liệu|nếu)\s(?:ông |bà |đồng chí )?\Z")
"""In front of what is asked or told of somebody: "câu hỏi về việc ông A đánh giá …"."""
_REPORTED = re.compile(r"\b(?:nói|cho biết|cho hay|rằng|là|việc|dẫn lời|thông tin)\s(?:ông |bà |đồng chí )?\Z")
"""In front of one whose words somebody else tells: "ông A cho biết Thủ tướng B khẳng định …"."""
_BY_PRESS = re.compile(r"\bdẫn (?:lại )?lời\s(?:của\s)?(?:ông |bà |Ngài |ngài )?\Z")
"""In front of one whom a newspaper quotes, who spoke to it and not at the meeting of which the text tells."""
_SAID_AT = re.compile(r"\b(?:tại|trong)\s(?:một\s)?(?:cuộc|buổi|phiên|hội|họp|lễ|kỳ|diễn đàn)\b", re.IGNORECASE)
_SAID_WITHIN: Final = 300
"""Characters behind a verb of speaking within which the meeting is named at which it is said."""
_ON_A_DAY = re.compile(r"\bhôm\b")
_UNDERGOES = re.compile(r"\b(?:bị|từng|nhận|viết|gửi)\s")
_TITLED = re.compile(r"(?:Chủ tịch|Bác|Đại tướng|đồng chí|ông|bà)\s\Z")


def speaking(passage: Passage, sentence: Span, near: Sequence[Actor], sure: bool) -> Iterator[Part]:
    """The persons who say something; ``sure`` says that the sentence is surely about the meeting."""
    text = passage.text
    said: set[Agent] = set()
    if _is_written(passage, sentence) or is_asked(passage, sentence):
        return
    opening = before_sentence("opening", text, sentence)
    for verb in anchored("speaking").finditer(passage.words, sentence.start, sentence.end):
        if verb["verb"] is None or inside(near, verb.start()) or is_quoted(text, verb.start(), sentence):
            continue
        too = speaks_too(passage, near, verb, sentence.start)
        if too is not None and too.person is not None:
            if too.person not in said:
                said.add(too.person)
                yield Part(too.person, "speaker", Span(too.span.start, verb.end()), SPEAKING, 0.8)
            continue
        speaker = next((actor for actor in reversed(near) if actor.person and actor.span.end <= verb.start()), None)
        if speaker is None or speaker.person is None or speaker.person in said:
            continue
        gap = _closed(passage, sentence, near, speaker, without_times(passage, Span(speaker.span.end, verb.start())))
        short = len(gap) <= _SPEECH_GAP and (
            ADVERBS.fullmatch(gap) or opening or _aside(gap) or _in_apposition(passage, near, speaker, gap)
        )
        if not short and not _among_titles(passage, speaker, verb.start()):
            continue
        on_a_day = _ON_A_DAY.search(text, speaker.span.end, verb.start())
        if on_a_day and not _SAID_AT.search(text, verb.end(), min(sentence.end, verb.end() + _SAID_WITHIN)):
            continue  # what is said on a day of its own, is said elsewhere
        if _to_others().match(text, verb.end()) or (verb["verb"] in _AFTER and is_foreign(speaker.person.name)):
            continue
        named = named_first(text, near, speaker)
        lead = text[max(sentence.start, named - 24) : named]
        bare = _TITLED.sub("", lead)
        if before("not_there").search(bare) or before("not_subject").search(bare):
            continue
        if (
            _SUBORDINATE.search(lead)
            or _ELSEWHERE.search(lead)
            or _UNDERGOES.search(gap)
            or _is_reported(lead, bool(said), near[0].person not in (None, speaker.person))
        ):
            continue
        if _BY_PRESS.search(lead) and not _SAID_AT.search(text, sentence.start, sentence.end):
            continue
        chain = chain_before(passage, near, speaker.span.end) or [speaker]
        reports = bool(chain) and text.endswith(_HEARD, sentence.start, chain[0].span.start)
        together = reports or _SEVERAL.search(text, sentence.start, chain[0].span.start) is not None
        if not together and " và " not in text[chain[0].span.start : speaker.span.start]:
            chain = [speaker]  # a comma alone ends the clause of another
        for actor in chain:
            if actor.person is not None and actor.person not in said:
                said.add(actor.person)
                span = Span(actor.span.start, verb.end())
                yield Part(actor.person, "speaker", span, SPEAKING, 0.85 if sure else 0.8)
    if not said and (first := _introduced(passage, sentence, near)) is not None and first.person is not None:
        span = Span(sentence.start, first.span.end)
        yield Part(first.person, "speaker", span, SPEAKING, 0.8)
    elif not said:
        yield from bodies_speak(passage, sentence, near)
    yield from heard(passage, sentence, near)
    according = verbs("according_to").match(text, sentence.start, sentence.end)
    if according is not None and according["verb"]:
        first = near[0]
        if first.person is not None and first.person not in said and first.span.start - according.end() <= 12:
            span = Span(sentence.start, first.span.end)
            yield Part(first.person, "speaker", span, "participation.according-to", 0.75)


def on_the_stand(passage: Passage, sentence: Span, near: Sequence[Actor]) -> Iterator[Part]:
    """Who answers or asks where a sentence names but the questions.

    Such as "lượt đăng đàn của Bộ trưởng A", "Phiên chất vấn ông B", "Trả lời chất vấn của đại biểu C".
    """
    for stand in _STAND.finditer(passage.text, sentence.start, sentence.end):
        for actor in near:
            named = actor.person is not None and actor.person.name.split()[-1] in actor.span.of(passage.text)
            if actor.person is not None and named and actor.span.start == stand.end():
                yield Part(actor.person, "speaker", Span(stand.start(), actor.span.end), SPEAKING, 0.8)


_STAND = re.compile(
    r"\b(?:(?:[Ll]ượt|[Pp]hần|[Pp]hiên)\s(?:đăng đàn|trả lời chất vấn|trả lời|giải trình|trình bày)"
    r"(?: [^,.;:]{0,40}?)? của"
    r"|(?:[Pp]hần|[Pp]hiên)\s?chất vấn(?: đối với| dành cho)?)\s(?:ông |bà |đồng chí )?"
    r"|\b(?:[Cc]âu hỏi|[Cc]hất vấn|[Ýý] kiến|[Tt]hắc mắc|[Bb]ăn khoăn) của (?=(?:[Đđ]ại biểu|ĐBQH)\s)"
    r"|\b[Cc]âu hỏi\s[^,.;:“”]{0,60}?\s(?:cho|tới|đến)\s(?:ông |bà |đồng chí )?(?=[A-ZĐ])"
)
"""In front of whoever answers or asks."""


def _introduced(passage: Passage, sentence: Span, near: Sequence[Actor]) -> Actor | None:
    """Who speaks at a meeting where no verb says so: "Phát biểu tại hội thảo, ông A: …"."""
    cleft = _WHO_SPEAKS.match(passage.text, sentence.start, sentence.end)
    if cleft is not None and near[0].person is not None and 0 <= near[0].span.start - cleft.end() <= 1:
        return near[0]
    opening = _SPEAKS_AT.match(passage.text, sentence.start, sentence.end)
    if opening is not None and 0 <= near[0].span.start - opening.end() <= 1:
        return near[0]
    if _SPEAKS_SOMEWHERE.match(passage.text, sentence.start, sentence.end) is None:
        return None
    after = (actor for actor in near if _IN_MAIN_CLAUSE.search(passage.text, sentence.start, actor.span.start))
    first = next(after, None)
    return first if first is not None and first.person is not None else None


def _in_apposition(passage: Passage, near: Sequence[Actor], speaker: Actor, gap: str) -> bool:
    """Whether only a title of the speaker stands in between, without a comma behind: "ông A, Chủ tịch hội B nói"."""
    if not _APPOSITION.fullmatch(gap):
        rest = _REST.fullmatch(gap) or _REST_TO_COMMA.fullmatch(gap)
        return rest is not None and bool(passage.posts_in(speaker.span))
    between = [actor for actor in near if actor.span.start > speaker.span.end]
    return not any(actor.span.start == speaker.span.end + 2 and not passage.posts_in(actor.span) for actor in between)


def _is_reported(lead: str, said: bool, another: bool) -> bool:
    """Whether what somebody says is told by one named before, who has ``said`` something or is just ``another``."""
    reported = _REPORTED.search(lead)
    if reported is None:
        return False
    return said or reported[0].startswith(_SAYING) or (another and not reported[0].startswith("là"))


_SAYING: Final = ("nói", "cho biết", "cho hay")


def _closed(passage: Passage, sentence: Span, near: Sequence[Actor], speaker: Actor, gap: str) -> str:
    """The words behind a speaker without what ends a title that a dash or bracket begins: "ông A (Phó Chủ tịch B|)"."""
    text, start = passage.text, speaker.span.start
    if gap.startswith(_DASHES) and text.endswith(_DASHES, sentence.start, start):
        return gap[len(_DASHES[0]) - 1 :]  # "ông A - Phó Chủ tịch B | - đề nghị"
    if gap in _DASHES and any(
        text.startswith(_DASHES, each.span.end)
        for each in near
        if each.person == speaker.person and each is not speaker
    ):
        return " "  # "ông A - Giám đốc B, Chủ tịch hội C | - cho biết"
    if gap.startswith(")"):
        words = speaker.span.of(text)
        within = words.count("(") > words.count(")")  # "Phó Chủ tịch B (tỉnh C | )"
        named = (actor for actor in near if actor.span.end + 2 == start and actor.person == speaker.person)
        if within or (text.startswith(" (", start - 2) and next(named, None) is not None):
            return gap[1:]
    return gap


def _among_titles(passage: Passage, speaker: Actor, verb: int) -> bool:
    """Whether nothing but titles of the speaker stands in between, with commas: "ông A, Phó Chủ tịch B, nói"."""
    gap = Span(speaker.span.end, verb)
    enclosed = _TITLES.fullmatch(gap.of(passage.text)) if len(gap) <= _TITLES_GAP else None
    if enclosed is None:
        return False
    start = speaker.span.end + enclosed.start("titles")
    begins = {actor.span.start for actor in actors(passage, gap) if actor.person is None}
    titles = enclosed["titles"]
    return all(
        titles[each.end()].isupper() or titles.startswith(_OWN, each.end()) or start + each.end() in begins
        for each in _SEGMENT.finditer(titles)
    )


_TITLES_GAP: Final = 200
"""Characters within which the titles of a speaker end."""
_TITLES = re.compile(r"(?:,| [–-])\s(?P<titles>[^.;:“”\"]+?)(?:,| [–-])\s(?:(?:đã|cũng|vừa|còn|thì|lại)\s)*")
_SEGMENT = re.compile(r"(?:\A|(?:,|\s[–-])\s)(?:(?:nguyên|kiêm|là)\s)?")
"""In front of each of several titles or their places."""
_OWN = ("tỉnh ", "thành phố ", "huyện ", "quận ", "đoàn ", "thành viên ", "ủy viên ", "uỷ viên ")
"""With what a title or its place begins that is no name."""


def _is_written(passage: Passage, sentence: Span) -> bool:
    """Whether a sentence tells what somebody writes: "Trong bài viết, ông A nhận định …"."""
    lead = passage.text[sentence.start : min(sentence.end, sentence.start + _WRITTEN_WITHIN)]
    return listed("writing").match(lead) is not None


_WRITTEN_WITHIN: Final = 40


@cache
def _to_others() -> re.Pattern[str]:
    """Behind a verb of one who speaks to a newspaper, not to those at the meeting."""
    return re.compile(rf"\s(?:\w+\s){{0,2}}?(?:với|trên|cho)\s(?:(?:{words('outlets')})(?!\w)|[A-Z]{{3,}}\b)")


def _aside(gap: str) -> bool:
    """Only an apposition between commas, brackets or dashes, such as a constituency."""
    return _ASIDE.fullmatch(gap) is not None or (_WITH_OTHERS.fullmatch(gap) is not None and len(gap) < 60)
