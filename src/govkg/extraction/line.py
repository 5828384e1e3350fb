"""A sentence as a line of signs: what stands between two things that it names."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from govkg import datafile
from govkg.extraction.items import Item
from govkg.extraction.word_sets import describing, not_describing
from govkg.folding import fold
from govkg.text.names import is_foreign
from govkg.text.words import Words

_TYING = frozenset("lmef")
"""The signs of words that tie a post to the person before them, be it with a place or an age in between."""
_SIGNS = ".;:(,-"  # the first of these that a gap holds speaks for it
_LONGEST_LINK = 7  # words
_OPENING = frozenset(map(fold, ("như", "gồm")))
_ASKED = frozenset(map(fold, ("xin", "đơn")))
"""Among the words of leaving a post: whoever asks to leave still holds it."""
_SEVERAL = frozenset(map(fold, ("các", "nhiều")))
"""Among the words that open a career."""
_WILL = fold("sẽ")
"""Among the words that tie a post to a person: it is not held yet."""
_TO, _ELECT = fold("để"), fold("bầu")
"""Words among which a post is only sought: "giới thiệu ông A để bầu giữ chức …"."""
_LONGEST_CAREER = 16  # words
_LONGEST_LIFE = 32
"""Words between a person and the posts of a whole career, with age, origin and degrees among them."""
_LONGEST_DESCRIPTION = 8  # words
_LONGEST_WAY = 12
"""Words between a person and a title that a verb right before the title ties to the person."""


TERM = re.compile(r"(?:,?\s*\(?\b(?:[Kk]h[oó][aá]|[Nn]hiệm kỳ)\s(?:[IVX]+|\d{1,4})\b(?:\s?[-–]\s?\d{4}\b)?\)?)+")
"""The term of an office, such as "khóa XIII, nhiệm kỳ 2011 - 2016": what stands behind it counts."""
_ASIDE = re.compile(
    r"(?:,\s(?:sinh (?:năm|ngày|tháng) [\d/.-]+(?: tháng \d{1,2})?(?: năm \d{4})?|SN \d{4}|\d{2} tuổi"
    r"|(?:[Pp]hó )?[Gg]iáo sư|[Tt]iến s[ĩỹ]|[Tt]hạc s[ĩỹ]|[Kk]ỹ sư|[Bb]ác s[ĩỹ]|[Cc]ử nhân [\w ]{2,30}|Việt kiều \w+"
    r"|dân tộc [\w-]{2,12}|(?:[Tt]hiếu|[Tt]rung|[Tt]hượng|[Đđ]ại) (?:úy|uý|tá|tướng)"
    r"|quê(?: quán)?:? [^,;.:()]{3,40}(?:, (?:xã|huyện|tỉnh|thị xã|thành phố) [^,;.:()]{2,30})*))+(?=,)"
)
"""What is said of a person by the way, between the name and the posts: ", sinh năm 1961, quê huyện Ba Bể"."""
_IN_PARENTHESES = re.compile(r" ?\([^()]{2,40}\)")
_OF_AGE = re.compile(
    r" \((?:\d{2} tuổi|(?:SN|[Ss]inh(?: năm)?) ?\d{4}"
    r"|(?:cựu |nguyên )?(?:[Tt]hiếu|[Tt]rung|[Tt]hượng|[Đđ]ại) (?:úy|uý|tá|tướng))"
    r"(?:, (?:trú|ngụ|quê|ở)\b[^();:]{3,80}?)?[,;] "
)
"""What opens a parenthesis before a title: " (58 tuổi, | chủ tịch Hội A)", " (cựu Thiếu tá, | nguyên Đội phó …)"."""

_OF_MARKS = 2  # a mark and a space
_IN_CHARGE = re.compile(r" (?:phụ trách|chuyên trách)(?: [^\WA-ZĐ]+[,-]?){1,7} ")
"""Between a title and its holder, what the holder is in charge of: "Phó Giám đốc Sở A | phụ trách đào tạo | B"."""
_NAMELY = re.compile(r"(?:\s[^\s.;:,(]+){1,7}?(?::|\s(?:là|gồm|gồm có|bao gồm|đó là):?)\s")
"""Between the title that several hold or are given and these: "hai Phó Chủ tịch được bầu gồm | ông A, ông B"."""
_AGED = re.compile(r"\s\d\d tuổi(?=,)")
_CODE = re.compile(r" \([A-ZĐ]{1,3} ?\d{1,3}(?: [-–] |, )")
"""The code of a unit of the police before its whole: "Cục A (C03, | Bộ Công an)"."""


def _sign(rest: str) -> str:
    """The sign of what follows a place in parentheses: a comma, a dash, "và" or other words."""
    plain = rest.strip().replace("–", "-")
    return plain if plain in (",", "-") else links().get(fold(plain), "_" if plain else "")


def _describes(words: Words, first: int, holder: Item) -> bool:
    """Whether words between a title and a foreign name only go on with it: "Nghị sĩ | đảng Dân chủ | Martha Q."."""
    after = holder.first
    if holder.sign != "P" or after - first > _LONGEST_DESCRIPTION or holder.name is None:
        return False
    if not is_foreign(holder.name.text) or not (words[first][0].isupper() or words.keys[first] in describing()):
        return False
    if words.keys[after - 1] in describing():
        return False  # "nghị sĩ đảng | Bayan Muna"
    gaps = words.gaps[first : after + 1]
    return all(gap in (" ", " - ") for gap in gaps) and not_describing().isdisjoint(words.keys[first:after])


def _way(words: Words, first: int, after: int) -> str:
    """The sign of some words that may end with a verb that ties a post to the one before them."""
    count = after - first
    between = words.keys[first:after]
    if count <= _LONGEST_WAY and _WILL not in between and not (_TO in between and _ELECT in between):
        for length in range(min(_LONGEST_LINK, count), 0, -1):
            if links().get(words.key(after - length, after)) in ("m", "l"):
                return "m"
    return "_"


@cache
def links() -> dict[str, str]:
    """Words between two items by folded key, and the sign of each."""
    rows = datafile.read("data/rules/posts.yaml")["links"].items()
    return {fold(words): sign for sign, entry in rows for words in entry.texts()}


def _link(words: Words, first: int, after: int) -> str | None:
    """The sign of the words between two items; "như" and "gồm" may open the list that follows them."""
    if after - first > 1 and words.keys[after - 1] in _OPENING:
        return links().get(words.key(first, after)) or links().get(words.key(first, after - 1))
    return links().get(words.key(first, after))


def _was(words: Words, first: int, after: int) -> bool:
    """Whether words that tell of a career end what stands between: ", quê quán tỉnh X, từng giữ các chức vụ: …"."""
    starts = range(max(first, after - _LONGEST_LINK - 1), after - 1)  # with "như" behind the link
    if not _ASKED.isdisjoint(words.keys[starts.start : after]):
        return False
    near = after - first <= _LONGEST_CAREER
    return any(
        _link(words, at, after) == "f" and (near or not _SEVERAL.isdisjoint(words.keys[at:after])) for at in starts
    )


def _was_many(words: Words, first: int, after: int) -> bool:
    """Whether posts that were held open a list: "đã giữ nhiều chức vụ | quan trọng của ngành, như: …"."""
    last = min(after, first + _LONGEST_CAREER)
    return words.keys[after - 1] in _OPENING and any(
        _link(words, at, end) == "f"
        for at in range(first, last)
        for end in range(at + 3, min(last, at + _LONGEST_LINK) + 1)
    )


def _opens_career(words: Words, first: int, after: int) -> bool:
    """Whether posts that were held begin with one that no title is: "từng giữ các chức vụ | Phóng viên | Đài A, …"."""
    ends = range(first + 3, min(after, first + _LONGEST_LINK) + 1)
    several = (at for at in ends if not _SEVERAL.isdisjoint(words.keys[first:at]))
    return any(_link(words, first, at) == "f" for at in several)


def _alone(item: Item) -> bool:
    """Whether a title names no body, though its noun is of one: "Bộ trưởng | Chủ nhiệm Văn phòng Chính phủ"."""
    title = item.title
    return title is not None and title.body is None and title.country is None and title.title.head is not None


def between(words: Words, item: Item, other: Item) -> str:
    """The sign of what stands between two items: "" where nothing does, "_" where other words do."""
    gap = words.text[words.ends[item.after - 1] : words.starts[other.first]]
    if other.name is not None and gap.endswith((", các ", ": các ", "; các ")):
        gap = gap.removesuffix("các ")  # "ba Phó Chủ tịch: các | ông A, ông B"
        if len(gap) == _OF_MARKS:
            return gap[0]
    several = item.sign == "L" and item.title is not None and other.name is not None
    if several and item.title is not None and (item.title.body or item.title.title.head) and _NAMELY.fullmatch(gap):
        return "g"
    if item.name is not None and (place := _IN_PARENTHESES.match(gap)) is not None:
        behind = _sign(gap[place.end() :])
        if behind in _TYING:
            return behind
        return "f" if behind == "_" and _was(words, item.after, other.first) else f"%{behind}"
    if item.name is not None and gap.startswith(" (") and _OF_AGE.fullmatch(gap):
        return "("
    if item.name is None and gap.startswith(" (") and _CODE.fullmatch(gap):
        return "("
    short = _IN_PARENTHESES.match(gap) if item.title is not None and item.title.body is not None else None
    if short is not None and (behind := _sign(gap[short.end() :])) in ("c", ",", "-", ""):
        if behind == "c":
            return "%c"  # "Chủ nhiệm Ủy ban A (UBA) của | Quốc hội B"
        if other.name is not None:
            return behind  # "Trưởng Công an phường A (quận B), | Trung tá C"
    if item.closed:
        gap = gap.replace(")", "", 1)
    first, start = item.after, words.ends[item.after - 1]
    told = (_ASIDE.match(gap) if item.name is not None and gap[:2] == ", " else None) or TERM.match(gap)
    if told is not None:
        first = bisect_left(words.starts, start + told.end(), first, other.first)
        gap = gap[told.end() :]
    elif item.name is not None and (aged := _AGED.match(gap)) is not None:
        first, gap = first + 2, gap[aged.end() :]  # "ông A 41 tuổi, | Phó Bí thư"
    count = other.first - first
    if count == 0 and not gap.strip() and _alone(item) and other.title is not None:
        return ","
    if count == 0:
        plain = gap.replace("–", "-").replace("—", "-")
        closing, plain = (")", plain[1:]) if plain.startswith(")") else ("", plain)
        return closing + next((sign for sign in _SIGNS if sign in plain), "" if not plain.strip(' \n"“”') else "_")
    holder = item.title is not None and other.name is not None
    if holder and (gap == " này, " or _IN_CHARGE.fullmatch(gap) or _describes(words, first, other)):
        return ""
    if gap.rstrip().endswith(":") and _was_many(words, first, other.first):
        return "f"
    if gap.rstrip().endswith(":") and not any(sign in gap.rstrip()[:-1] for sign in ".;:("):
        opening = _link(words, first, other.first)
        if opening in ("g", "f"):
            return opening
    if gap.startswith(") "):
        return f"){_link(words, first, other.first) or _way(words, first, other.first)}"
    if count <= _LONGEST_LIFE and not any(sign in gap for sign in ".;") and _was(words, first, other.first):
        return "f"
    if gap.startswith(" (") and item.body is not None and _link(words, first, other.first) == "c":
        return "c"  # "Trung tâm A (trực thuộc | Sở B)"
    if any(sign in gap for sign in ".;:("):
        return "_;" if gap.rstrip().endswith(";") else "_"
    if item.name is not None and other.body is not None and _opens_career(words, first, other.first):
        return "f"
    if count <= _LONGEST_LINK and (sign := _link(words, first, other.first)) not in (None, "m"):
        return sign
    return _way(words, first, other.first)
