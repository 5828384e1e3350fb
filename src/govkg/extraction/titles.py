"""Where a title ends that no quotation marks bound: "Báo cáo tình hình … năm 2011 | đã được trình bày".

A title goes on over prepositions and "và", and ends before a finite verb, before the body that it is of,
or before the next thing that is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from govkg import datafile
from govkg.extraction.actors import actor_at
from govkg.extraction.lexicon import places
from govkg.extraction.reading import Actor, Passage
from govkg.model.actors import Organization
from govkg.model.span import Span
from govkg.text.alternation import one_of
from govkg.text.spelling import both_spellings

TOKEN: Final = re.compile(r"[^\W_]+(?:(?:[-/.&]|(?<=\d):(?=\d))[^\W_]+)*|[^\w\s]|\n")
REVISION: Final = re.compile(
    r"\s?\((?:sửa đổi|bổ sung)[^()]{0,60}\)"
    r"|\ssửa đổi(?! bổ sung| các| một|,| Hiến| Luật| Bộ luật| những| lần)\b"
)
"""What marks the name of a new version of a law."""
LONGEST: Final = 40
"""Words after which a title is taken to have ended."""
_KIND: Final = 2
"""Words that only tell of what kind a document is: "Báo cáo | bổ sung | của Bộ A về …"."""
_REACH: Final = 600
"""Characters within which a title ends."""
_ABBREVIATION = re.compile(r"\(\s?[A-ZĐƯ][\w&\-.,ĐƯ ]{1,14}\)")
_DASHED = re.compile(r"\s?(?:\d|[^\W\dA-ZĐÁÀẢÂĂÔƠƯÊ])")
_LIST = re.compile(
    r"\s(?!ông |bà |các |những |nhiều |một |đồng chí |đã |được |do |với |nhằm )(?:[^\W\dA-ZĐ]+\s){1,5}"
    r"(?:\([^()]{2,12}\)\s)?(?:và\s[^\W\dA-ZĐ]|năm\s(?:19|20)|giai đoạn\s\d)"
)
"""The rest of a list within a title: ", bảo hiểm y tế năm 2015"."""
_SUBJECT = re.compile(
    r"\s(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|bộ|sở|cục)\s[A-ZĐ]"
    r"|\s(?:địa phương|cơ quan|đơn vị|thành phố|tỉnh|huyện|quận|phường|xã|bộ|sở)\s(?:này|mới|đã|sẽ|chức năng|cũng)\b"
)
"""Behind a comma: a subject follows, not the rest of a list ("Theo kết luận thanh tra, | tỉnh A đã …")."""
_DRAFTS: Final = ("dự thảo ", "dự án ")
"""In front of the name of the next document of a list."""
_YEAR_ENDS = re.compile(r"(?:19|20)\d\d\s\Z")
"""The year at the end of a title, behind which the next one may open in small letters."""
_NAMING: Final = frozenset(("về", "lập", "dựng", "hiện"))
"""Words before the name in quotation marks that a title goes on with: "Đề án thành lập “Khu A”"."""
_CASE: Final = "án"
"""Before the name of a case at law: "khởi tố vụ án “Cố ý làm trái”"."""
_CLOSE = re.compile(r'[”"]')
"""Where a quotation ends, whatever mark it opened with."""
_JOINS = re.compile(r"\s?[A-ZĐ]")
_ASIDE_ENDS = re.compile(r"\s[-–]\s[^\W\dA-ZĐ]")
"""Right behind a noun: the dash closes what is told aside ("ông A - người điều hành hội nghị | - đề nghị …")."""
_NEAR = 20
_OF = re.compile(r"\s*của\s+")
_HAS = re.compile(r"\s(?:có|đã|đã có)\b")
_DANGLING = re.compile(
    r"(?: (?:các|và|của|những|cho|về|một|đối|(?<![Đđ]ất )(?<![Nn]hà )(?<![Cc]hỗ )ở|mà|đến|đến hết|kể từ|tính đến"
    r"|giữa|với|gắn|cụ|cố|ông|bà|anh|chị|đồng chí))+\Z"
)


@dataclass(frozen=True, slots=True)
class Title:
    """``words`` up to ``end``, ``count`` of them; ``owner`` where the title says whose it is, left out of the words."""

    words: str
    end: int
    count: int
    owner: Actor | None

    @property
    def body(self) -> Organization | None:
        """The body that the title is of."""
        return self.owner.body if self.owner is not None else None


@dataclass(frozen=True, slots=True)
class _Rules:
    stops: frozenset[str]
    keeps: frozenset[str]
    comma_pairs: frozenset[tuple[str, str]]
    compounds: frozenset[str]
    openers: re.Pattern[str]
    sides: tuple[str, ...]


@cache
def _rules() -> _Rules:
    data = datafile.read("data/rules/phrases.yaml").fields(
        "stops", "keeps", "comma_pairs", "compounds", "openers", "sides"
    )
    pairs = (pair.split(", ", 1) for pair in both_spellings(data["comma_pairs"].texts()))
    return _Rules(
        stops=frozenset(both_spellings(data["stops"].texts())),
        keeps=frozenset(data["keeps"].texts()),
        comma_pairs=frozenset((left.split()[-1].casefold(), right.split()[0].casefold()) for left, right in pairs),
        compounds=frozenset(both_spellings(data["compounds"].texts())),
        openers=re.compile(rf"(?:{one_of(data['openers'].texts())})(?!\w)"),
        sides=tuple(data["sides"].texts()),
    )


def read_title(passage: Passage, start: int, another: re.Pattern[str], *, lists: bool = True) -> Title | None:
    """The title that begins at ``start``; None where there is no word of one.

    ``another`` matches where the next thing of the kind begins; ``lists`` says that the title may open with a
    verb or preposition and with a list ("về …", "giải trình, tiếp thu, chỉnh lý …"), as those of documents do.
    """
    text = passage.text
    limit = min(passage.sentence(Span(start, start)).end, start + _REACH) if start < len(text) else start
    owner, first = owner_after(passage, start)
    end, count, previous, skip = first, 0, "", first
    for token in TOKEN.finditer(text, first, limit):
        word = token[0]
        if token.start() < skip:
            continue
        if word[0].isalnum():
            if (
                count >= LONGEST
                or (_stops(text, token, previous, lists and not count) and not (lists and _is_whom(text, token)))
                or _opens_another(text, token, another)
            ):
                break
            if word == "của" and count >= 2:
                whose, after = owner_after(passage, token.start())
                if whose is not None:
                    goes_on = text.startswith(" về ", after) and (not lists or count <= _KIND)
                    about = read_title(passage, after, another) if goes_on else None
                    if (
                        about is not None
                    ):  # "Lễ công bố quyết định của Bộ trưởng A về …", "Báo cáo bổ sung của Bộ A về …"
                        return Title(plain(text[first : about.end]), about.end, count + about.count, owner or whose)
                    return Title(plain(text[first:end]), after, count, owner or whose)
            end, count, previous = token.end(), count + 1, word.casefold()
        elif word == "(" and (aside := _ABBREVIATION.match(text, token.start())):
            skip = aside.end()
        elif word == "(" and (aside := REVISION.match(text, token.start())):
            end = aside.end()
            break
        elif (
            word in '“"'
            and (not count or previous == _CASE or (count <= _KIND and previous in _NAMING))
            and (close := _CLOSE.search(text, token.end(), limit)) is not None
        ):
            quoted = f"{text[first : token.start()]}{text[token.end() : close.start()].strip()}"
            return Title(plain(quoted), close.end(), quoted.count(" ") + 1, owner)
        elif word == ",":
            if text[token.start() - 1].isdigit() and text[token.end() : token.end() + 1].isdigit():
                continue  # "31780,8 m2"
            if not count or not _goes_on(text, token.end(), previous, another, lists and count < 4):
                break
        elif word == "%":
            end = token.end()
        elif (word == "." and previous in places().levels) or (word == "&" and _JOINS.match(text, token.end())):
            continue  # "TP. Hà Nội", "Sở NN & PTNT"
        elif (
            word not in "-–"
            or (not count and _ASIDE_ENDS.match(text, token.start() - 1))
            or another.match(text, token.end() + 1)
            or not (_DASHED.match(text, token.end()) or _between_sides(text, token) or _in_letters(text, token))
        ):
            break
    return Title(plain(text[first:end]), end, count, owner) if count else None


def without_back(text: str, title: Title) -> Title:
    """The title without words that go back to a body named before: "… gửi Bộ A | yêu cầu cơ quan | này"."""
    back = (_BACK if text.startswith(_THIS, title.end) else _LOOSE).search(title.words)
    if back is None or not text.endswith(back[0], 0, title.end):
        return title
    words = title.words[: back.start()]
    return replace(title, words=words, end=title.end - len(back[0]), count=words.count(" ") + 1)


_THIS: Final = (" này", " đó", " nói trên")
_BODY: Final = r"(?:nước|cơ quan|đơn vị|địa phương|bộ|sở|tỉnh|thành phố|huyện|công ty|doanh nghiệp)"
_BACK = re.compile(rf"(?: (?:yêu cầu|đề nghị|giao|kiến nghị|của|tại|cho|đối với))+(?: hai| các)? {_BODY}\Z")
_LOOSE = re.compile(r" của (?:đơn vị|cơ quan|địa phương|mình)\Z|(?:(?<=thuận)|(?<=đồng ý)) để(?: \w+){1,3}\Z")
"""At the end of a title: whose only the article knows, or an aim that breaks off before its verb."""


def plain(text: str) -> str:
    """The words of a name by single spaces, without the small words that a cut leaves at its end."""
    return _DANGLING.sub("", " ".join(text.split()).strip(" ,-–"))


def capitalized(text: str) -> str:
    """A name with a capital letter in front."""
    return text[:1].upper() + text[1:]


def owner_after(passage: Passage, start: int) -> tuple[Actor | None, int]:
    """Who stands after "của" at ``start``, and where the words about it end."""
    of = _OF.match(passage.text, start)
    if of is None:
        return None, start
    actor = actor_at(passage, of.end())
    if actor is None or actor.agent is None:
        return None, start
    has = _HAS.match(passage.text, actor.span.end)
    return actor, has.end() if has else actor.span.end


def _stops(text: str, token: re.Match[str], previous: str, opening: bool) -> bool:
    """Whether no title goes on with a word; an ``opening`` word may be one that later ends it."""
    rules, word = _rules(), token[0]
    if word[0].isupper():  # a name within the title: "Ban Chỉ đạo", "Cao Bằng"
        opener = rules.openers.match(text, token.start())
        return opener is not None and (bool(previous) or " " in opener[0])
    if f"{previous} {word}" in rules.compounds:
        return False
    following = text[token.end() : token.end() + 12].split()
    pair = f"{word} {following[0].strip('.,;:')}" if following else word
    if pair in rules.compounds:
        return False
    stop = next((each for each in (pair, word) if each in rules.stops), None)
    return stop is not None and not (opening and stop in rules.keeps)


def _is_whom(text: str, token: re.Match[str]) -> bool:
    """Whether "tại" tells whom inspectors inspect, not where: "kết luận thanh tra | tại | Sở A"."""
    return token[0] == "tại" and text.endswith(_INSPECTED, 0, token.start())


_INSPECTED: Final = ("hanh tra ", "iểm tra ", "iểm toán ")


def _between_sides(text: str, dash: re.Match[str]) -> bool:
    """Whether a dash joins the two sides of an agreement or a relation: "Việt Nam - Hàn Quốc"."""
    before = text[max(0, dash.start() - _NEAR) : dash.start()].rstrip()
    return before.endswith(_rules().sides) and text[dash.end() :][:2].lstrip()[:1].isupper()


def _in_letters(text: str, dash: re.Match[str]) -> bool:
    """Whether a dash stands within the letters of a body or of several: "Sở TN - MT", "các trường ĐH - CĐ"."""
    before = _LETTERS_END.search(text, max(0, dash.start() - _NEAR), dash.start())
    return before is not None and _LETTERS.match(text, dash.end()) is not None


_LETTERS_END = re.compile(r"\b[A-ZĐ]{2,6}\s?\Z")
_LETTERS = re.compile(r"\s?(?!PV\b)[A-ZĐ]{2,6}\b")


def _opens_another(text: str, token: re.Match[str], another: re.Pattern[str]) -> bool:
    """Whether "và" joins the next thing rather than goes on with this title."""
    if token[0] != "và":
        return False
    start = token.end() + 1
    opens = text[start : start + 1].isupper() or text.startswith(_DRAFTS, start)
    opens = opens or _YEAR_ENDS.search(text, max(0, token.start() - 5), token.start()) is not None
    return opens and another.match(text, start) is not None


def _goes_on(text: str, start: int, previous: str, another: re.Pattern[str], in_list: bool) -> bool:
    """Whether a title goes on after the comma before ``start``."""
    following = text[start : start + 20].split()
    if not following:
        return False
    word = following[0].strip(".,;:()")
    if (previous, word.casefold()) in _rules().comma_pairs:
        return True
    if _SUBJECT.match(text, start):
        return False
    if _LIST.match(text, start):
        return True
    if not in_list or not word[:1].islower() or word in _rules().stops:
        return False
    return another.match(text, start + 1) is None
