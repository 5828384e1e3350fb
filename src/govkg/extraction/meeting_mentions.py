"""Where gatherings and official acts are told by a noun, with a title or alone.

A noun alone ("tại Hội nghị", "buổi lễ") points to a meeting told before. Plural nouns ("các hội nghị") tell of
none in particular and are no mentions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Final, Literal, get_args

from govkg import datafile
from govkg.extraction.actors import actors
from govkg.extraction.reading import Actor, Passage
from govkg.extraction.titles import capitalized, owner_after, plain, read_title, without_back
from govkg.model.actors import MeetingType, Organization
from govkg.model.span import Span
from govkg.text.alternation import one_of
from govkg.text.anchored import Anchored
from govkg.text.words import Words

MEETINGS = "data/rules/meetings.yaml"
Told = Literal["title", "noun", "verb"]
"""How: with words of its own, by its noun alone, or by what its people do."""


@dataclass(frozen=True)
class MeetingMention:
    """A meeting told at ``span`` of a passage, with the body that its name says it is of."""

    passage: Passage
    span: Span
    type: MeetingType
    name: str
    told: Told
    body: Organization | None = None
    subject: Actor | None = None
    """Who does the verb, where a verb tells it; whose visit it is."""
    verb: str = ""
    """Which list of verbs tells it."""
    inside: bool = False
    """Whether its noun stands in the title of another: "Họp báo về Hội nghị A"."""

    @cached_property
    def noun(self) -> str:
        """The noun by which it is called, in lower case."""
        found = _rules().noun.match(self.passage.text, self.span.start)
        return found["noun"].casefold() if found else ""


@dataclass(frozen=True, slots=True)
class _Rules:
    nouns: dict[str, MeetingType]
    noun: re.Pattern[str]
    nouns_at: Anchored
    plural: re.Pattern[str]
    session_of: re.Pattern[str]
    anaphoric: re.Pattern[str]
    ceremony: re.Pattern[str]
    next_kind: re.Pattern[str]
    """Between a noun alone and the next of a list that names kinds of meetings: "hội nghị | , hội thảo"."""


@cache
def phrases(key: str) -> tuple[str, ...]:
    """The words of one list of the rules."""
    return tuple(datafile.read(MEETINGS)[key].texts())


@cache
def words(key: str) -> str:
    """One list of the rules as a pattern for any of its words; of "answering" also all ways to tell it to whom."""
    own = one_of(phrases(key), capital=True)
    if key != _ANSWERING:
        return own
    asking = one_of((*phrases("press"), *phrases("newspapers"), *phrases("us")), capital=True)
    telling = rf"{words('saying_to')}(?:\s{words('said_how')})?\s(?:với|cùng|cho|trước|trên)"
    talk = rf"[Dd]ành cho {asking}(?:\s[A-ZĐ][^\s,.;]*){{0,3}}\s(?:một\s)?(?:cuộc|buổi)\s{words('talks')}"
    told = rf"(?:{words('telling')}|{telling}) (?:(?:một số|nhiều) )?{asking}"
    return rf"(?:{talk}|{told}|[Cc]ho {asking} (?:biết|hay)|{own})"


_ANSWERING: Final = "answering"
_TELLING: Final = ("telling", "saying_to")
_LETS_KNOW: Final = "cho"


@cache
def verbs(key: str) -> re.Pattern[str]:
    """The verbs of one list as group ``verb``; words that only begin like one match without the group."""
    own = frozenset(phrases(key))
    none = one_of([phrase for phrase in phrases("not_verbs") if phrase not in own], capital=True)
    return re.compile(rf"(?<!\w)(?:(?:{none})|(?P<verb>{words(key)}))(?!\w)")


def verb_in(key: str, text: str, start: int, end: int) -> re.Match[str] | None:
    """The first verb of a list between two bounds, past words that only begin like one."""
    return next((each for each in verbs(key).finditer(text, start, end) if each["verb"]), None)


@cache
def anchored(*keys: str) -> Anchored:
    """The verbs of some lists (as ``verbs`` where it is one), tried where their first words stand."""
    own = [phrase for key in keys for phrase in phrases(key)]
    if _ANSWERING in keys:
        own += [_LETS_KNOW, *(phrase for key in _TELLING for phrase in phrases(key))]
    firsts = {Words.of(phrase).forms[0].casefold() for phrase in own}
    covering = [phrase for phrase in phrases("not_verbs") if firsts.intersection(Words.of(phrase.casefold()).forms)]
    beginnings = [*own, *covering]  # others that are no verbs hide none of these
    pattern = verbs(*keys) if len(keys) == 1 else rf"(?<!\w)(?:{'|'.join(map(words, keys))})(?!\w)"
    return Anchored.of(pattern, beginnings, capital=True)


@cache
def listed(key: str) -> re.Pattern[str]:
    """Any phrase of one list of the rules."""
    return re.compile(rf"(?<!\w)(?:{words(key)})(?!\w)")


@cache
def before(key: str) -> re.Pattern[str]:
    """The words of one list right in front of what is looked at."""
    return re.compile(rf"(?<!\w)(?:{words(key)})\s*\Z")


@cache
def _rules() -> _Rules:
    nouns: dict[str, MeetingType] = {}
    for name, entry in datafile.read(MEETINGS)["types"].items():
        kind = next((known for known in get_args(MeetingType) if known == name), None)
        if kind is None:
            raise entry.error(f"unknown type {name!r}; known are {', '.join(get_args(MeetingType))}")
        nouns |= dict.fromkeys(entry["nouns"].texts(), kind)
    noun = re.compile(rf"(?<![\w-])(?P<noun>{one_of(nouns, capital=True)}|{_COURSE})(?!\w)")
    nouns |= dict.fromkeys(_COURSES, "conference")
    return _Rules(
        nouns={noun.casefold(): kind for noun, kind in nouns.items()},
        noun=noun,
        nouns_at=Anchored.of(noun, nouns, capital=True),
        plural=re.compile(rf"(?<!\w)(?:{words('plural')}|(?<![\d/.-])\d+)\s\Z"),
        session_of=re.compile(r"(?:,|\s?[-–])?\s(?=(?:Quốc hội|HĐND|Hội đồng|Đại hội đồng|Ủy ban|Uỷ ban|Chính phủ)\b)"),
        anaphoric=re.compile(rf"\s(?:{words('anaphoric')})(?!\w)"),
        ceremony=re.compile(rf"\s(?:{words('ceremony_opens')})(?!\w)"),
        next_kind=re.compile(rf"(?:,\s?|\s?/\s?|\s(?:hoặc|hay)\s)(?=(?:{words('kinds')})(?!\w))"),
    )


_COURSES: Final = ("lớp", "lớp học", "khóa", "khoá", "khóa học", "khoá học", "đợt học")
_COURSE: Final = (
    r"(?:Lớp|Kh(?:óa|oá)|Đợt)(?: học)?"
    r"(?=\s(?:do|được|khai giảng|bế giảng|khai mạc|bế mạc|diễn ra|kéo dài|thu hút|quy tụ|có \d|này)\b)"
)
"""A course that the text told before, by the first word of its noun: "Lớp | do Sở A mở"."""


def nouns(passage: Passage) -> Iterator[MeetingMention]:
    """The meetings that a passage tells by nouns, in order."""
    text, rules = passage.text, _rules()
    until, kinds_until = 0, -1
    for found in rules.nouns_at.finditer(passage.words):
        noun = found["noun"].casefold()
        kind = rules.nouns[noun]
        of_a_list = found.start() == kinds_until
        if (another := _another_kind(text, found)) is not None:
            kinds_until = another.end()
        if of_a_list or another is not None or _is_any(text, found, kind) or _inside_name(passage, found):
            continue
        if noun == "lễ" and not rules.ceremony.match(text, found.end()):
            continue
        if noun in _ALSO_OTHERS and listed("no_meetings").match(text, found.start()):
            continue
        if listed("parts_of_one").fullmatch(noun) and _AT_ANOTHER.match(text, found.end()):
            continue
        if noun.startswith(TRIALS) and _OF_COURT.search(text, max(0, found.start() - _ASKED_WITHIN), found.start()):
            continue
        if noun == "chuyên mục" and not _CALLED.match(text, found.end()):
            continue
        if noun in _OF_ANY and _OF_HOUSE.match(text, found.end()):
            kind = "session"
        if kind == "meeting" and _is_with_the_press(text, found):
            kind = "press"
        if noun == "đối thoại" and not _DIALOGUE.match(text, found.start()):
            continue
        span = Span(*found.span())
        alone = MeetingMention(passage, span, kind, capitalized(noun), "noun", inside=found.start() < until)
        title = (
            None if rules.anaphoric.match(text, found.end()) else read_title(passage, span.end, rules.noun, lists=False)
        )
        title = without_back(text, title) if title is not None else None
        if kind == "conference" and title is not None and title.words == "dự kiến":
            title = None
        if title is not None and (words_of := UNTIMED.sub("", title.words)) != title.words:
            title = replace(title, words=words_of)
        if title is not None and not UNTIMED.sub("", f"{noun} {title.words}")[len(noun) :]:
            title = None  # "buổi lễ sáng 3/5" has no words of its own
        if kind == "ceremony" and (whose := _named_next(passage, span.end)) is not None:
            whole = Span(span.start, whose.span.end)
            yield replace(alone, span=whole, name=capitalized(plain(whole.of(text))), told="title")
            continue
        if kind == "visit" and (going := _of_visitor(passage, found, alone)) is not None:
            yield going
            continue
        if kind == "visit" and title is None and (somewhere := _visit_to(passage, found, alone)) is not None:
            yield somewhere
            continue
        if (
            title is None
            or title.words.isdigit()
            or _AGREES.match(title.words)
            or _named_next(passage, span.end) is not None
        ):
            number = _SERIAL.match(text, span.end)
            owner, _ = owner_after(passage, number.end() if number is not None else span.end)
            if kind == "meeting" and (partner := read_partner(passage, span.end)):
                alone = replace(alone, name=f"{alone.name} {partner}")
            yield _of_session(replace(alone, subject=owner, body=owner.body if owner is not None else None))
            continue
        name = capitalized(plain(f"{found['noun']} {title.words}"))
        whole = Span(span.start, max(span.end, title.end))
        if kind == "conference" and (short := _further(text, whole)) != whole:
            name, whole = capitalized(plain(short.of(text))), short
        if "thượng đỉnh" in noun and (other := _OTHER_STATE.match(text, whole.end)) is not None:
            whole = Span(whole.start, other.end())
            name = capitalized(plain(whole.of(text)))
        owner = title.owner or (_visitor(passage, span.end) if kind == "visit" else None)
        if kind == "visit":
            name, whole = _visit(passage, found, whole)
            if owner is None and name[1:].islower():  # nobody's visit, and to nowhere
                yield alone
                continue
        yield _of_session(replace(alone, span=whole, name=name, told="title", body=title.body, subject=owner))
        if noun not in _ENDS:
            until = whole.end


def _further(text: str, whole: Span) -> Span:
    """A conference up to the one after it, or with those beside the states that it is of: "Hội nghị B ASEAN | +3"."""
    up_to = _UP_TO.search(text, whole.start + 1, whole.end)
    if up_to is not None:
        return Span(whole.start, up_to.start())
    beside = _BESIDE.match(text, whole.end)
    return Span(whole.start, beside.end()) if beside is not None else whole


_UP_TO = re.compile(r"\s(?:đến|tới)\s(?=(?:Hội nghị|Đại hội|Diễn đàn)\b)")
_BESIDE = re.compile(r"\s?\+\s?\d{1,2}(?:\s(?:lần )?thứ \w+)?")
_OTHER_STATE = re.compile(r"\s?[-–]\s(?:[A-ZĐ][\w-]*(?:\s(?=[A-ZĐ]|lần))?){1,4}(?:lần (?:thứ )?\w+)?")
"""Behind one of two states that meet: "Hội nghị thượng đỉnh Mỹ | - Triều Tiên lần 2"."""
TRIALS: Final = ("phiên toà", "phiên tòa", "phiên xét", "phiên xử", "phiên sơ", "phiên phúc")
"""How the nouns of what courts hold begin."""
_OF_COURT = re.compile(
    r"\b(?:chủ t(?:oạ|ọa)|thư ký|HĐXX|[Hh]ội đồng xét xử|hoãn|trước"
    r"|(?:để|(?:đề nghị|chờ|sẽ)\s[^,.;]{0,40}?)\s?mở(?: lại)?)\s\Z"
)
"""In front of a trial: who presides over it, or who is to hold it some day."""
ANY_CEREMONY: Final = "buổi lễ"
_ALSO_OTHERS: Final = frozenset({"diễn đàn", "đại lễ"})
"""Nouns that some words behind them make a house, a place or a figure of speech."""
_AGREES = re.compile(r"(?:thống nhất|nhất trí)\s(?:rất|cao|với)\b")
"""Behind a noun alone: what those who meet do."""
_ENDS: Final = frozenset({"lễ khai mạc", "lễ bế mạc", "phiên khai mạc", "phiên bế mạc"})
"""Meetings that begin or end the one that their title names."""
UNTIMED: Final = re.compile(
    r"(?<=\w)\s(?:vào )?(?:sáng|trưa|chiều|tối|hôm)(?:\s(?:nay|qua|kia|mai|ngày|cùng|\d[\d/.-]*))*\Z|\sdự kiến\Z"
)
"""When a meeting is, behind its name."""


def read_partner(passage: Passage, start: int) -> str:
    """With whom one meets, in the words of the text: "với lãnh đạo Sở A về B"."""
    together = _TOGETHER.match(passage.text, start)
    title = read_title(passage, together.end(), _rules().noun, lists=False) if together is not None else None
    return f"với {UNTIMED.sub('', title.words)}" if title is not None else ""


_TOGETHER = re.compile(r"\s(?:song phương\s|ngắn\s)?với\s")


_BEFORE: Final = 24
"""Characters of the words in front of a noun that make it many or any."""


def _is_any(text: str, found: re.Match[str], kind: MeetingType) -> bool:
    """Whether the words in front of a noun make it many, any or another word."""
    if text.startswith(", một ", max(0, found.start() - len(", một "))):
        return True  # "…, một diễn đàn quan trọng" says of what kind something is
    lead = _rules().plural.search(text, max(0, found.start() - _BEFORE), found.start())
    return lead is not None and not (kind == "visit" and lead[0].strip() == "là")


def _another_kind(text: str, found: re.Match[str]) -> re.Match[str] | None:
    """Where the next noun stands in a list of kinds of meetings, none of which is told: "hội nghị, hội thảo"."""
    rules = _rules()
    if not listed("kinds").fullmatch(found["noun"]) or before("at").search(
        text, max(0, found.start() - _BEFORE), found.start()
    ):
        return None
    return rules.next_kind.match(text, found.end())


def _visit(passage: Passage, found: re.Match[str], whole: Span) -> tuple[str, Span]:
    """The name of a visit by what kind it is and where it goes, and where it stands: "chuyến thăm chính thức Lào"."""
    goes = _GOES.match(passage.text, found.end())
    end = goes.end() if goes is not None else found.end()
    name = capitalized(plain(f"{found['noun']}{passage.text[found.end() : end]}"))
    return name, Span(whole.start, end)


def _visit_to(passage: Passage, found: re.Match[str], alone: MeetingMention) -> MeetingMention | None:
    """A visit told by where it goes alone: "chuyến thăm và làm việc | tại tỉnh Long An"."""
    name, whole = _visit(passage, found, alone.span)
    return None if name[1:].islower() else replace(alone, span=whole, name=name, told="title")


def _of_visitor(passage: Passage, found: re.Match[str], alone: MeetingMention) -> MeetingMention | None:
    """A visit told by whose it is: "chuyến thăm | vừa qua của Tổng thống A tới Lào"."""
    of = _WHOSE.match(passage.text, found.end())
    whose = owner_after(passage, of.start("of"))[0] if of is not None else None
    if whose is None or whose.person is None:
        return None
    to = _TO.match(passage.text, whose.span.end)
    if to is None and not found["noun"].endswith("thăm"):  # where somebody goes to work must be told
        return None
    end = to.end() if to is not None else whose.span.end
    name = f"{found['noun']}{passage.text[whose.span.end : end]} của {passage.text[whose.span.start : whose.span.end]}"
    span = Span(found.start(), end)
    return replace(alone, span=span, name=capitalized(plain(name)), told="title", subject=whose)


_WHOSE = re.compile(
    r"(?:\s(?:vừa qua|mới đây|gần đây|vừa rồi|sắp tới|lần này|bất ngờ|đầu tiên|chính thức|lịch sử))*(?P<of>\scủa\s)"
)
_TO = re.compile(r"\s(?:tới|đến|sang|ở|tại)(?:\s[A-ZĐÁÀẢÂẤĂÔỐỒƠƯÚÝ][\w-]*)+")
_CALLED = re.compile(r"\s(?:[“\"'‘]|[A-ZĐ])")
"""Behind a column in which officials answer: it has a name."""
_OF_ANY: Final = frozenset({"cuộc họp", "buổi họp"})
_OF_HOUSE = re.compile(
    r"(?:\stoàn thể)?(?:\scủa|\stại)?\s(?:[Qq]uốc hội|[Hh]ạ viện|[Tt]hượng viện|[Nn]ghị viện|HĐND)\b"
    r"|\s(?:thường kỳ|toàn thể)(?:\s[Tt]háng \d{1,2})?(?:\scủa)?\sChính phủ\b"
)
"""Behind a noun of any meeting: the house whose session it is."""
_ASKED_WITHIN: Final = 60


def _is_with_the_press(text: str, found: re.Match[str]) -> bool:
    """Whether a talk is one of the press with somebody."""
    asked = _by_the_press().search(text, max(0, found.start() - _ASKED_WITHIN), found.start())
    return asked is not None or _with_the_press().match(text, found.end()) is not None


@cache
def _with_the_press() -> re.Pattern[str]:
    who = rf"(?:{words('press')}|{words('newspapers')}|chúng tôi)"
    answer = (
        r"(?:để|nhằm)\s(?:trả lời|giải đáp|cung cấp thông tin|thông tin)\s[^.;,]{0,40}?(?:của|cho|với|tới)\s(?:các\s)?"
        rf"{words('press')}"
    )
    return re.compile(rf"\s(?:(?:(?:nhanh|ngắn|riêng|mới đây|gần đây|độc quyền)\s)*(?:với|cùng)\s{who}|{answer})(?!\w)")


@cache
def _by_the_press() -> re.Pattern[str]:
    """In front of a talk that the press has with somebody: "PV báo A đã có | cuộc trao đổi với B"."""
    who = f"PV|[Pp]hóng viên|[Nn]hà báo|{words('newspapers')}"
    return re.compile(rf"(?<!\w)(?:{who})(?!\w)[^,.;:]{{0,40}}?\s(?:đã |vừa )?có (?:một )?\Z")


_AT_ANOTHER = re.compile(r"\s(?:tại|trong)\s(?:khuôn khổ\s)?(?:[Hh]ội (?:nghị|thảo)|[Dd]iễn đàn|[Đđ]ại hội)\s")
"""Behind what is a part of another gathering: "buổi đối thoại | tại hội nghị khách hàng"."""
_DIALOGUE = re.compile(r"Đối thoại (?:[A-ZĐ]\w+|chính sách|chiến lược|quốc phòng|nhân quyền)")
_GOES = re.compile(
    r"(?:\s(?:chính thức|hữu nghị|cấp [Nn]hà nước|làm việc|và làm việc|xã giao|lịch sử|đầu tiên|ngắn|nội bộ|sắp tới"
    r"|(?:kéo dài |trong )?(?:một|hai|ba|bốn|năm|sáu|bảy|\d{1,2}) ngày))*"
    r"(?:(?:\s(?:tới|đến|tại|ở|sang))?\snước Cộng h(?:òa|oà)[^,.;()]{0,50}?"
    r"(?=[,.;()]|\s(?:của|từ|vào|trong|sáng|chiều)\b)"
    r"|(?:\s(?:tới|đến|tại|ở|sang))?(?:\s(?:các nước|nước|tỉnh|thành phố|TP\.?))?(?:\s[A-ZĐÁÀẢÂẤĂÔỐỒƠƯÚÝ][\w-]*)+)?"
)


def _visitor(passage: Passage, start: int) -> Actor | None:
    """Whose visit it is where a time stands between: "chuyến thăm Lào từ ngày 3 đến 5/4 của Thủ tướng A"."""
    of = _LATER_OF.match(passage.text, start)
    return owner_after(passage, of.start("of"))[0] if of is not None else None


_LATER_OF = re.compile(r"(?:(?! lời mời )[^,;.()]){1,80}?(?P<of> của )")


def _named_next(passage: Passage, start: int) -> Actor | None:
    """The person whose name or title follows a noun, which are no words of the meeting's own but of a ceremony's."""
    if _OF_OFFICERS.match(passage.text, start):
        return None
    respect = _RESPECT.match(passage.text, start)
    start = respect.end() if respect is not None else start
    near = actors(passage, Span(start, min(len(passage.text), start + 80)))
    return next((actor for actor in near if actor.span.start <= start + 1 and actor.person is not None), None)


_SERIAL = re.compile(r"\s(?:thứ\s)?\d{1,3}(?=\scủa\s)")
_OF_OFFICERS = re.compile(
    r"\s(?:(?:hẹp|không chính thức|thường niên|các)\s)*(?:Bộ trưởng|Ngoại trưởng|Thứ trưởng|Tư lệnh|Chánh án|Chủ tịch)"
    r"\s(?:\w+\s){1,6}?(?:ASEAN|APEC|ASEM|G7|G20|ADMM|các nước|nhóm|Nhóm|Mê Công|EU|NATO|BRICS)\b"
)
"""Behind a conference: the officers of several states who meet, and not somebody whom the title names."""
_RESPECT = re.compile(r"\s(?:đồng chí|cố|ông|bà|cụ)(?=\s)")


def _of_session(mention: MeetingMention) -> MeetingMention:
    """A session with the body that sits: "Kỳ họp thứ 6, Quốc hội khóa XIII", "Phiên họp Chính phủ"."""
    passage = mention.passage
    of = _rules().session_of.match(passage.text, mention.span.end)
    if mention.type != "session" or mention.body is not None or of is None:
        return mention
    for body in passage.mentions_in(Span(of.end(), min(len(passage.text), of.end() + 90))):
        if body.span.start == of.end() and isinstance(body.entity, Organization):
            term = _TERM.match(passage.text, body.span.end)
            told = term is not None or " khó" in body.span.of(passage.text)
            if of[0].startswith(",") and not told:  # the body only goes on with the sentence
                return replace(mention, body=body.entity)
            span = Span(mention.span.start, term.end() if term else body.span.end)
            return replace(
                mention, span=span, name=capitalized(plain(span.of(passage.text))), told="title", body=body.entity
            )
    return mention


_TERM = re.compile(r"\s(?:khóa|khoá)\s[IVXLC\d]+")


def _inside_name(passage: Passage, found: re.Match[str]) -> bool:
    """Whether the noun belongs to a body's name ("Đại hội đồng", "Ban tổ chức Đại hội A")."""
    near = Span(max(0, found.start() - 120), min(len(passage.text), found.end() + 120))
    inner = Span(*found.span())
    return any(
        isinstance(mention.entity, Organization) and mention.span.covers(inner) for mention in passage.mentions_in(near)
    )


def is_house(body: Organization) -> bool:
    """Whether a body is a whole legislature that sits, not one of its committees."""
    return body.kind == "legislature" and body.name.startswith(("Quốc hội", "Hội đồng nhân dân"))


def noun_pattern() -> re.Pattern[str]:
    """Where a noun of a meeting stands."""
    return _rules().noun
