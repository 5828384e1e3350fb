"""Whose verb it is: the actor who does what may tell a meeting, with only adverbs, places and times between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from govkg.extraction.matters import in_matter
from govkg.extraction.meeting_clauses import Clause
from govkg.extraction.meeting_mentions import before, verb_in
from govkg.extraction.meeting_passives import is_handed_over, with_titles
from govkg.extraction.meeting_teams import BY_TEAMS
from govkg.extraction.participation_chains import PASSIVE, chain_before, undergoing, whole, without_times
from govkg.extraction.reading import Actor, Passage
from govkg.model.span import Span

_ADVERBS = re.compile(
    r"[\s,)(–-]*(?:(?:đã|vừa|sẽ|dự kiến|có|cũng|đang|trực tiếp|bất ngờ|đích thân|khẩn trương"
    r"|thân mật|long trọng|trân trọng|và các đại biểu|(?:cùng|và) [Pp]hu nhân|cùng"
    r"|cùng đoàn|chủ trì|hiện|lên đường|rời (?:[A-ZĐ]\w+\s?){1,3}|\d\d tuổi|kh(?:óa|oá) [IVXLC\d]+"
    r"|(?:trái|phải|giữa)\)|đón|đón tiếp|đồng chí|bên lề|chiều|sáng|nay|qua|tối|về|ở|tiếp tục|lần lượt|đều|có mặt"
    r"|hôm(?: thứ (?:[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy)| [Cc]hủ nhật)?"
    r"|dẫn đầu(?: [Đđ]oàn(?: công tác| đại biểu)?)?|làm [Tt]rưởng đoàn"
    r"|là (?:người|bộ trưởng|thành viên Chính phủ|đại biểu) (?:đầu tiên|tiếp theo|cuối cùng|thứ \w+)"
    r"|lần đầu(?: tiên)?|mới|sau đó|tiếp đó|thay mặt lãnh đạo Đảng, Nhà nước)[\s,]*)*"
)
_PLACE = re.compile(r"(?:tại|ở) (?!buổi|lễ|cuộc|hội|phiên|kỳ)[^,;.]{3,60}")
_LEADING = re.compile(r"dẫn đầu|làm [Tt]rưởng đoàn")
"""Between a subject and its verb: "đoàn do ông A dẫn đầu đã …" tells what the team and A do."""
_ON_BEHALF = re.compile(r",\s(?:được |thừa )?(?:sự )?(?:ủy|uỷ) quyền của\s\Z")
_OPENING = re.compile(
    r"[\s,“\"]*(?:(?:[Tt]rong|[Kk]hi|[Qq]ua|[Cc]ũng|[Mm]ới đây|[Gg]ần đây|Trước đó|Sau đó|vào|[Tt]iếp tục"
    r"|[Mm]ở đầu(?: phần| cuộc| buổi)?)[\s,]+)*"
)
_WHO_ARE = re.compile(r"\s(?:có|gồm)\b")
_OPENED_BY: Final = frozenset({"answering", "receiving", "visiting", "inspecting", "addressing"})
"""Verbs with which a sentence may begin: "Làm việc với Sở A, Bộ trưởng B cho biết …"."""
_MAY_SIT: Final = ("được ", "khi ")
_MAY_READ: Final = ("do ", "được ")
"""In front of a house that sits, or of who reads what is laid before it: "Tờ trình do ông A | đọc trước Quốc hội"."""
_BY_HOUSES: Final = frozenset({"sitting", "deciding"})
"""What is done by a house, as the passive tells too: "được Quốc hội biểu quyết thông qua sáng 18/6"."""


def subject_of(sentence: Clause, key: str) -> Actor | None:
    """The actor whose verb it is: right before it, with only adverbs, places and times between."""
    passage, verb = sentence.passage, sentence.verb
    ahead = [actor for actor in sentence.ahead() if actor.agent is not None or not _is_role(passage, actor)]
    if key == "inspecting":
        ahead = _without_places(passage, ahead)
    if key == "visiting":
        ahead = [] if _OTHERS_VISIT.search(sentence.lead) else _without_places(passage, ahead)
    if ahead and "," in passage.text[ahead[-1].span.end : verb.start()] and in_matter(passage, ahead[-1].span):
        return None  # "Liên quan đến đơn của ông A, bên hành lang Quốc hội, …"
    if not ahead:
        opening = key == "debating" or (key in _OPENED_BY and opens(sentence))
        opening = opening or (key in _MEANWHILE and _HAVING_DONE.search(sentence.lead) is not None)
        if key == "receiving" and _WHO_ARE.search(sentence.follow):
            return None  # "Tiếp đoàn có ông A, …" lists those who are there
        if key == "examining" and opens(sentence):
            return next((each for each in sentence.near if opens_clause(passage.text, each.span.start)), None)
        return _after_comma(sentence) if opening else None
    if verb["verb"].endswith("cử tri") and (deputy := _deputy(sentence, ahead)) is not None:
        return deputy
    subject = _apposed(passage, ahead)
    says = _WHILE if key == "answering" else _WHEN if key in _MEANWHILE else None
    if says is not None and says.search(sentence.lead) and (speaker := _who_says(sentence, ahead)) is not None:
        return speaker
    if passage.text.endswith("(", 0, subject.span.start):  # "Chi cục A (Sở B) đã kiểm tra …"
        closed = passage.text.find(")", subject.span.end)
        gap = without_times(passage, Span(closed + 1, verb.start())) if 0 < closed < verb.start() else ""
        does = len(ahead) > 1 and gap != "" and _ADVERBS.fullmatch(gap)
        return ahead[-2] if does else None
    if len(ahead) > 1 and _ON_BEHALF.search(passage.text, sentence.span.start, subject.span.start):
        return ahead[-2]
    if key not in BY_TEAMS and (first := _comes_with(passage, ahead)) is not None:
        gap = _COMPANY.sub("", passage.text[subject.span.end : verb.start()])
        return first if _ADVERBS.fullmatch(gap) else None
    if key == "receiving" and len(ahead) == 1 and subject.person is not None and _HAVING_MET.search(sentence.lead):
        return subject  # "ông A nói như vậy sau khi | gặp ông B"
    named_until = max(whole(passage, subject), ahead[-1].span.end)
    gap = _LEADS.sub("", _COMPANY.sub("", passage.text[named_until : verb.start()]))
    if subject.person is None and subject.body is not None and not passage.posts_in(subject.span):
        gap = _OF_ITSELF.sub(" ", gap)
    gap = _WHERE.sub("", _ABBREVIATED.sub("", _ZONE.sub("", gap)))
    gap = _SPENDS.sub(" ", _HEADED_BY.sub(" ", gap))
    gap = ASKED.sub(" ", gap) if key == "convening" else gap
    gap = _OTHERS.sub("", _IS_ON_A_VISIT.sub(",", gap))
    if key in BY_TEAMS:
        gap = _HAVING_JUDGED.sub("", _WITH_PARTNERS.sub("", gap))
    named = with_titles(passage, ahead)
    wished = before("not_told").search(
        passage.text, max(sentence.span.start, named.span.start - 20), _before_honorific(passage.text, named.span.start)
    )
    decided = key in _BY_HOUSES and wished is not None and wished[0] in _MAY_SIT and sentence.names_half_a_day
    decided = decided or (key == "reporting" and wished is not None and wished[0] in _MAY_READ)
    having = wished is not None and wished[0].casefold() == "sau khi " and key == "receiving" and bool(sentence.after())
    speaks = wished is not None and wished[0].casefold() == "khi " and key == "addressing"
    speaks = speaks or (wished is not None and wished[0] == "khi " and key in _MEANWHILE and sentence.names_a_day)
    signed = key == "signing" and is_signed_by(sentence)
    passive = _is_passive(sentence, key, named)
    leads = _LEADING.search(gap) or (key in BY_TEAMS and gap.startswith(" chủ trì "))
    told = decided or having or speaks or signed or leads or passive
    if wished is not None and not told:
        return None
    if key in BY_TEAMS and gap.rstrip().endswith("về"):  # "kết luận của Thanh tra A về kiểm tra …"
        return None
    if gap.strip() == "," and ahead[0].agent is not None and not passive:  # a second verb of the sentence's subject
        return ahead[0]
    for time in passage.times_in(Span(subject.span.end, verb.start())):
        gap = gap.replace(time.span.of(passage.text), "")
    gap = _GOING_TO.sub("", gap).removesuffix("phải ") if key == "visiting" else gap
    gap = _GOING_THERE.sub("", gap) if key == "inspecting" else gap
    if _ADVERBS.fullmatch(_PLACE.sub("", gap)) is None:
        return None
    if key in ("visiting", "commemorating") and subject.person is not None:
        return _first_of(passage, sentence, subject)
    return _with_partners(passage, ahead) if key in BY_TEAMS else subject


_SPENDS = re.compile(r"\s(?:dùng|dành)\s[^.;:“”]{2,60}?\s(?:để|cho việc)\s")
"""Between a body and what it holds a meeting for: "Sở A dùng trọn một ngày để | bàn về B"."""


def _apposed(passage: Passage, ahead: Sequence[Actor]) -> Actor:
    """The last of some actors, or whose title it is: "ông Pedro Gomez, Ủy viên Bộ Chính trị, | dẫn đầu"."""
    last = ahead[-1]
    if len(ahead) == 1 or last.person is not None or not passage.posts_in(last.span):
        return last
    before = ahead[-2]
    gap = passage.text[before.span.end : last.span.start]
    return before if before.person is not None and gap == ", " and _CLOSES.match(passage.text, last.span.end) else last


_CLOSES = re.compile(r",\s(?:dẫn đầu|làm [Tt]rưởng đoàn)\b")
_HAVING_DONE = re.compile(
    r"(?:\A|,\s)(?:Ngay\s)?(?:[Ss]au khi|[Kk]hi|[Tt]rong khi|[Tt]rong lúc)\s(?:(?:đang|đã|đi|trực tiếp)\s)*\Z"
)
"""In front of a verb with which a sentence opens: "Ngày 10/1, sau khi đi | kiểm tra A, ông B yêu cầu …"."""
_HAVING_MET = re.compile(r"[^.;:]\s(?:ngay )?sau khi\s(?:đã |vừa )?\Z")


def _first_of(passage: Passage, sentence: Clause, last: Actor) -> Actor:
    """The first of several who go together: "Chủ tịch nước A cùng Bí thư B | đến thăm …"."""
    chain = chain_before(passage, sentence.near, sentence.verb.start())
    if len(chain) < 2 or chain[-1] != last or _AND.search(passage.text, chain[-2].span.end, last.span.start) is None:
        return last
    return chain[0] if chain[0].person is not None else last


_OF_ITSELF = re.compile(
    r"\A(?:\s?\([^()]{2,40}\))?,?\s(?:đã |vừa )?(?:cho biết|cho hay|thông tin|thông báo),?\s(?:rằng\s)?"
    r"(?:[Cc]hính quyền địa phương|địa phương|đơn vị này|đơn vị|cơ quan này|bộ này|sở này|bệnh viện này|nhà trường)\s"
)
"""What a body says of itself: "UBND xã A cho hay địa phương | vừa trao …"."""


def _without_places(passage: Passage, ahead: list[Actor]) -> list[Actor]:
    """Who may go to see others, without the bodies that they go to or come from: "ông A đến Bệnh viện B để thăm …"."""
    last = len(ahead)
    while last > 1 and ahead[last - 1].person is None:
        start = ahead[last - 1].span.start
        if _ON_THE_WAY.search(passage.text, max(0, start - _WAY), start) is None:
            break
        last -= 1
    return ahead[:last]


_WAY: Final = 40
_ON_THE_WAY = re.compile(
    r"\s(?:(?:đến|tới|xuống|về|vào|có mặt tại|có mặt ở)\s(?:trụ sở\s)?"
    r"|dẫn đầu (?:các )?[Đđ]oàn (?:công tác )?(?:của )?)\Z"
)
_OTHERS_VISIT = re.compile(r"\s(?:và|cùng)\sđoàn\s[^,;.]{2,60}\sđang\s(?:sang\s|ở\s)?\Z")
"""In front of a verb of visiting: those of no name visit, who do something with others: "… và đoàn A đang | thăm B"."""
_AND = re.compile(r"\s(?:và|cùng)\s")
_GOING_TO = re.compile(
    r"\s(?:(?:đặt chân|có mặt|lặn lội|vượt \w+|băng rừng|đi tàu|đi xe|bay)\s)?"
    r"(?:đến|tới|xuống|về|vào|ra|lên|sang|tại|ở)\s(?:(?:[^,;.]{3,50}?(?:\s(?:để|đã))?"
    r"|[^,;.]{2,50},(?:\s(?:bắt đầu|mở đầu))?)\s)?\Z"
)
"""On the way to those who are visited: "ông A đã đến Bệnh viện B để | thăm hỏi …"."""
_GOING_THERE = re.compile(r"\s(?:đến|tới|xuống|có mặt tại|có mặt ở)\s[^,;.]{3,50}?(?:\s(?:để|đã))?\s\Z")
"""On the way to what is inspected: "ông A đã đến TP B (tỉnh C) | kiểm tra công tác …"."""


def _who_says(sentence: Clause, ahead: Sequence[Actor]) -> Actor | None:
    """Who says something in front of a verb of answering: "ông A cho biết như vậy khi trao đổi với báo chí"."""
    text = sentence.passage.text
    for actor in ahead:
        if actor.person is None:
            continue
        said = verb_in("speaking", text, actor.span.end, sentence.verb.start())
        if said is not None and _SAYS.fullmatch(without_times(sentence.passage, Span(actor.span.end, said.start()))):
            return actor
    return None


_WHILE = re.compile(
    r"\s(?:(?:khi|trong khi|lúc)|(?:cho biết|cho hay|nói|khẳng định|tuyên bố|nêu rõ|nhấn mạnh)"
    r"(?: [^,.;:“”\"]{1,20})?,)\s\Z"
)
"""In front of a verb of answering by which is told how somebody said something: "ông A cho biết, | trả lời báo chí"."""
_SAYS = re.compile(r"(?:\s?\([^()]{1,40}\))?[\s,]*(?:(?:đã|vừa|cũng|mới|hôm|hôm nay|hôm qua|chiều nay|sáng nay)\s)*")
_MEANWHILE: Final = frozenset({"visiting", "receiving", "inspecting", "debating"})
"""What one may do who says something meanwhile: "ông A cho biết khi | thăm B", "… sau khi | kiểm tra C"."""
_WHEN = re.compile(r"\s(?:khi|trong khi|lúc|trong lúc)\s(?:(?:đang|đã|đi|có)\s)*\Z")


def _with_partners(passage: Passage, ahead: Sequence[Actor]) -> Actor:
    """Who does with others what the last of them stands before: "đoàn kiểm tra của Sở A phối hợp với Công an B …"."""
    for one, other in pairwise(ahead):
        if one.person is None and _TOGETHER.fullmatch(passage.text, one.span.end, other.span.start):
            return one
    return ahead[-1]


_WITH_PARTNERS = re.compile(r"\sphối hợp (?:với|cùng)(?:\svới)?\s[^.;:]{3,120}\Z")
"""With whom a body inspects, of no name that is known: "Sở A phối hợp với đội B | tiến hành kiểm tra …"."""
_HAVING_JUDGED = re.compile(r"\s(?:xem xét|đánh giá|thảo luận)(?:,| và)\s\Z")
_TOGETHER = re.compile(r"[^,.;]{0,30}?\sphối hợp (?:với|cùng)\s(?:các )?")
_OTHERS = re.compile(r"(?:,|\svà|,\scùng)\s(?:ông|bà|anh|chị|đồng chí)(?:\s[A-ZĐÁÂĂÔƠƯÝÚÀẢẠÍÊ]\w+){2,4}")
"""Others in a list, of whom nothing shows that they act in public."""


def _comes_with(passage: Passage, ahead: Sequence[Actor]) -> Actor | None:
    """The person with whom a body's people come: "A cùng Đoàn công tác của B", "A và lãnh đạo các bộ B, C"."""
    last = next((number for number in range(len(ahead) - 1, -1, -1) if ahead[number].person is not None), None)
    if last is None or last == len(ahead) - 1:
        return None
    first, other = ahead[last], ahead[last + 1]
    return first if _WITH_TEAM.fullmatch(passage.text, first.span.end, other.span.start) is not None else None


_WITH_TEAM = re.compile(
    r"(?:\s(?:cùng|và) [Pp]hu nhân)?,?\s(?:cùng|và)\s(?:với\s)?(?:[Đđ]oàn|[Ll]ãnh đạo|[Đđ]ại diện)\s[^.;]{0,80}"
)
_COMPANY = re.compile(
    r"(?:(?:,\s?|\svà|,?\scùng)(?:\svới)?\s(?:(?:các )?(?:lãnh đạo|đại diện|thành viên|đồng chí)|đoàn)"
    r"|(?:\svà|,?\scùng)(?:\svới)?\s(?:các )?(?:lực lượng|cơ quan|ngành|sở|ban|phòng|chính quyền|đơn vị)\b,?)\s"
    r"[^.;]{2,60}?"
    r"(?=\s(?:đã|vừa|có|đến|tới|đi|trực tiếp)\b|\s?\Z)"
)
"""Those of no name who come along: "ông A và lãnh đạo các sở, ngành | đã kiểm tra …"."""
_ABBREVIATED = re.compile(r"\A\s\((?:[A-ZĐ][^()]{1,24}|(?:tỉnh|TP|thành phố|huyện|quận|thị xã)[^()]{2,40})\)")
_ZONE = re.compile(r"\s?\((?:theo )?giờ [^()]{2,30}\)")
"""By whose clock a day is told: "tối 9/2 (giờ Việt Nam)"."""
_WHERE = re.compile(
    r"\A(?:,\s(?:TP|T\.P|thành phố|tỉnh|huyện|quận|thị xã|Q|H)\b\.?\s?(?:[A-ZĐ][^\W\d_]*\s?){1,4}(?=[\s,])){1,2},?"
)
"""Behind a subject: the wider place that it is of: "Công an quận 2, TP. HCM | xác nhận"."""
_LEADS = re.compile(r"dẫn đầu [Đđ]oàn\s[^,.;]{2,60}?(?=\s(?:đã|vừa|sang|tới|đến|xuống|về|đi)\b|\s?\Z)")
"""What somebody heads who then visits: "Thứ trưởng A dẫn đầu đoàn liên ngành Việt Nam | tới thăm …"."""
ASKED: Final = re.compile(r"\smời\s[^.;:]{3,80}?\s(?:(?:đến|tới|lên|về|cùng|dự|tham gia|tham dự)\s)+\Z")
"""Those whom a body asks to come: "Sở A mời các bên liên quan đến | họp"."""
_HEADED_BY = re.compile(r"\A,?\sdo\s(?:ông|bà|đồng chí)\s(?:dẫn đầu|làm [Tt]rưởng đoàn),?\s")
"""Behind a delegation: who heads it, told before: "Đoàn A do ông dẫn đầu | sang Việt Nam"."""
_IS_ON_A_VISIT = re.compile(r",\s(?:hiện\s)?đang\s(?:ở\s|sang\s|có chuyến\s)?(?:thăm|công tác)[^,;.]{0,60},")


def is_signed_by(sentence: Clause) -> bool:
    """Whether an agreement in front is signed by those behind it: "Một thỏa thuận đã được ông A và ông B | ký"."""
    return _SIGNED_BY.search(sentence.lead) is not None


def signing(sentence: Clause) -> str:
    """Who signs, and what stands in front that they sign: "Bộ A và Bộ B ký kết Quy chế phối hợp"; "" where it is one.

    In the words of the text.
    """
    chain = chain_before(sentence.passage, sentence.near, sentence.verb.start())
    if len({actor.agent for actor in chain}) < _TWO:
        return ""
    who = sentence.passage.text[chain[0].span.start : chain[-1].span.end]
    passive = _SIGNED_BY.search(sentence.lead)
    return f"{who} {sentence.verb['verb']} {passive['what'] if passive is not None else ''}".rstrip()


_TWO: Final = 2


def sides(sentence: Clause) -> int:
    """How many persons, or else bodies, stand behind an agreement in front that is signed."""
    passive = _SIGNED_BY.search(sentence.lead)
    start = sentence.span.start + passive.end() if passive is not None else sentence.span.start
    behind = [actor for actor in sentence.ahead() if actor.span.start >= start]
    return max(
        sum(actor.person is not None for actor in sentence.ahead()),
        sum(actor.person is None and actor.body is not None for actor in behind),
    )


_SIGNED_BY = re.compile(
    r"\b(?P<what>(?:[Tt]h(?:ỏa|oả) thuận|[Hh]iệp (?:định|ước)|[Bb]ản ghi nhớ|[Bb]iên bản|[Nn]ghị định thư"
    r"|[Tt]uyên bố chung|[Vv]ăn (?:kiện|bản)|[Qq]uy chế phối hợp|[Cc]hương trình phối hợp|[Kk]ế hoạch phối hợp)"
    r"(?:\s[^,.;:“”]{1,80}?)??)\s(?:(?:đã|vừa|sẽ)\s)?được\s"
)


def _is_passive(sentence: Clause, key: str, subject: Actor) -> bool:
    """Whether somebody before the subject undergoes the verb: "ông A được Phó Bí thư B trao quyết định"."""
    if key == "conferring" and is_handed_over(sentence):
        return True
    if key == "receiving" and _GUESTS.search(sentence.passage.text, sentence.span.start, subject.span.start):
        return True
    return (
        key in (*PASSIVE, "inspecting")
        and undergoing(sentence.passage, sentence.span, sentence.near, subject) is not None
    )


_GUESTS = re.compile(
    r"\b(?:[Đđ]oàn|[Pp]hái đoàn|[Kk]hách|[Đđ]ại biểu)\s[^.;:“”]{0,140}?\s(?:(?:đã|vừa|sẽ|cũng)\s)*được\s"
    r"(?:ông |bà |đồng chí )?\Z"
)
"""In front of who receives: guests whose names tell nobody that is known."""


def _before_honorific(text: str, start: int) -> int:
    """Where the word of respect in front of a name begins, if one stands there."""
    honorific = _HONORIFIC.search(text, max(0, start - 12), start)
    return honorific.start() if honorific is not None else start


_HONORIFIC = re.compile(r"(?<!\w)(?:ông|bà|đồng chí|đ/c|ngài)\s\Z")


def _is_role(passage: Passage, actor: Actor) -> bool:
    """Whether a title is what somebody before it is there: "…, Bộ trưởng A làm trưởng đoàn"."""
    return re.search(r"(?:làm|là)\s\Z", passage.text[actor.span.start - 4 : actor.span.start]) is not None


def _deputy(sentence: Clause, ahead: Sequence[Actor]) -> Actor | None:
    """Who meets voters before the other deputies of a constituency: "ông A cùng các đại biểu đơn vị 5 tiếp xúc …"."""
    first = next((actor for actor in ahead if actor.person is not None), None)
    if first is None or not _WITH_DEPUTIES.match(sentence.passage.text, first.span.end, sentence.verb.start()):
        return None
    return first


_WITH_DEPUTIES = re.compile(
    r"[^.;]{0,60}?\b(?:và|cùng|cùng với) (?:các |những )?(?:vị )?(?:[Tt]ổ |[Đđ]oàn )?(?:đại biểu|ĐBQH|Đại biểu)"
)


def opens(sentence: Clause) -> bool:
    """Whether a sentence begins with the verb, or with a time before it: "Hôm qua, trao đổi với báo chí, ông A …"."""
    lead = sentence.lead
    for time in sentence.passage.times_in(Span(sentence.span.start, sentence.verb.start())):
        lead = lead.replace(time.span.of(sentence.passage.text), "")
    return _OPENING.fullmatch(lead) is not None


def _after_comma(sentence: Clause) -> Actor | None:
    """The subject that follows an opening clause: "Trả lời các phóng viên sau cuộc họp, ông A nói"."""
    text = sentence.passage.text
    return next(
        (actor for actor in sentence.near if actor.person is not None and opens_clause(text, actor.span.start)),
        None,
    )


def opens_clause(text: str, start: int) -> bool:
    """Whether a comma stands in front of a name, with words of respect, a rank or a degree: ", Đại tá | A …"."""
    return _NEW_CLAUSE.search(text, max(0, start - _RESPECT_WITHIN), start) is not None


_RESPECT_WITHIN: Final = 40
_NEW_CLAUSE = re.compile(
    r",(?:(?!\s(?:nếu|khi|vì|do|việc|rằng|nhưng|mà|để|dù|bởi|sau|trước|trong)\b)[\w ]{0,12}"
    r"|\s(?:(?:ông|bà|đồng chí|vị|cựu|nguyên|luật sư|(?:thiếu|trung|thượng|đại|chuẩn)\s"
    r"(?:uý|úy|tá|tướng|đô đốc)|(?:phó )?giáo sư|tiến s[ĩỹ]|thạc s[ĩỹ]|bác s[ĩỹ]"
    r"|(?:PGS|GS|TSKH|TS|ThS|BSCK|BS|LS|KS)\b)[\s,.-]*)+)\Z",
    re.IGNORECASE,
)
