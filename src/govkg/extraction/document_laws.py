"""Constitutions, laws and ordinances by their names, and charters by the bodies that they are of."""

from __future__ import annotations

import re
from typing import Final

from govkg.extraction.document_numbers import NUMBER, plain_number
from govkg.extraction.document_rules import DocumentMention, document_rules
from govkg.extraction.lexicon import places
from govkg.extraction.reading import Passage
from govkg.extraction.titles import REVISION, TOKEN, Title, capitalized, plain, read_title
from govkg.folding import fold
from govkg.model.actors import DocumentType, Organization
from govkg.model.span import Span

_LAW_NUMBER = re.compile(r"\s\(?số:?\s")
_NEXT_ARTICLE = re.compile(r"\svà\s(?:[Đđ]iều|[Kk]hoản)\s\d")
"""In the name of a law: an article of the next act follows."""
_PARTY = re.compile(r"[Đđ]ảng(?: (?:Cộng sản|cộng sản) Việt Nam)?(?!\w)")
YEAR = re.compile(r"\s?(?:năm )?((?:19|20)\d\d)(?!\d)")
_NAME = re.compile(r"\s[A-ZĐÁÀẢÂĂÔƠƯÊÚÍ]\w*")
_COURT = re.compile(r"\b[Tt](?:òa|oà)(?: án)?\s\Z")
_NEW = re.compile(r"\s(?:mới|sửa đổi)\b")
_LONGEST_STATE: Final = 4
"""Words of the name of a state."""
_STUDIED = re.compile(r"\b(?:nhân|sĩ|sỹ|khoa|ngành|học|môn|[Pp]háp|[Cc]ông ty|văn phòng|hãng) \Z")
"""Before a field of study or the end of another name: "Cử nhân Luật", "báo Pháp Luật"."""
_FEWEST, _MOST = 3, 9
"""Words of the name of an act in small letters."""
_CLOSES = re.compile(r"[,;.)]|\svà\s(?:Luật|Pháp lệnh|Nghị)")
_ACTS = re.compile(r"\b(?:[Dd]ự án|[Dd]ự thảo|Luật|Pháp lệnh)\s")
_NO_SMALL_LAW: Final = (
    "sư ",
    "gia ",
    "pháp ",
    "lệ ",
    "sửa ",
    "bổ sung ",
    "các ",
    "những ",
    "này",
    "mới",
    "về ",
    "của ",
)
"""What goes on after "Luật" in small letters and is the name of none."""
_ABOUT: Final = "về "
_MADE = re.compile(r"\b(?:thông qua|ban hành|xây dựng|sửa đổi|soạn thảo|cần có|đã có|có)\s\Z")
"""Before a law that is named by what it is about: it is made."""
_LETTERS = re.compile(r"[A-ZĐ]{3,5}(?!\w)")
_NO_MATTER: Final = frozenset(("việc", "vấn", "quy", "nội", "điều", "những", "các", "sự", "mặt"))
_NO_LAW: Final = ("các ", "những ", "này", "là", "và ", "mới", "trên", "về ", "của ", "trình ")
"""What goes on after "dự án Luật" and names none."""


def constitution(text: str, head: re.Match[str], draft: bool) -> DocumentMention | None:
    """The constitution, of a year or the one in force, or the draft of a new one."""
    if _COURT.search(text, max(0, head.start() - 8), head.start()):
        return None
    year = YEAR.match(text, head.end())
    end = year.end(1) if year else _of_state(text, head.end())
    new = _NEW.match(text, end) if draft else None
    end = new.end() if new is not None else end
    if not head["noun"][0].isupper() and not (draft or end > head.end()):
        return None  # "trật tự hiến pháp"
    start = head.start("noun")
    name = capitalized(plain(text[start:end]))
    if draft:
        opening = f"Dự thảo {head['changes'] or ''}"
        return DocumentMention(Span(head.start(), end), "constitution", None, opening + name, True, amended=True)
    return DocumentMention(Span(start, end), "constitution", None, name, False)


def _of_state(text: str, start: int) -> int:
    """Where the name of the state ends whose constitution it is: "Hiến pháp | Tây Ban Nha"; ``start`` without one."""
    ends: list[int] = []
    end = start
    while len(ends) < _LONGEST_STATE and (word := _NAME.match(text, end)) is not None:
        end = word.end()
        ends.append(end)
    return next((each for each in reversed(ends) if fold(text[start + 1 : each]) in places().countries), start)


def law(passage: Passage, head: re.Match[str], kind: DocumentType, draft: bool) -> DocumentMention | None:
    """A law or ordinance by its name, known or read, with its number where that follows."""
    text, rules = passage.text, document_rules()
    if (code := rules.code_letters.get(head["noun"])) is not None:
        return DocumentMention(Span(head.start(), head.end()), kind, None, code, draft)  # "Điều 321 BLHS"
    start = head.end() + 1
    if text[head.end() : start] != " ":
        return None
    opening = next((each for each in rules.amending if text.startswith((each, capitalized(each)), start)), None)
    if opening is not None:
        end = _base_law_end(passage, start + len(opening))
        name = plain(text[head.start("noun") : end]) if end is not None else ""
        return (
            DocumentMention(Span(head.start(), end), kind, None, capitalized(name), draft, amended=True)
            if end and name
            else None
        )
    capital = head["noun"][0].isupper() or head["noun"].endswith(" Luật")  # "bộ Luật dân sự"
    if not (draft or capital or text[start : start + 1].isupper()):
        return None  # "luật hình sự" is a field of law
    if _STUDIED.search(text, max(0, head.start() - 8), head.start()) or text.startswith(("Ông ", "Bà "), start):
        return None
    letters = _LETTERS.match(text, start)
    if letters is not None and (full := rules.law_letters.get(letters[0])) is not None:
        return _by_letters(text, head, kind, letters.end(), full, draft)
    if YEAR.match(text, start):
        return None  # "Luật 2005 quy định": one that was named before
    end = _known_law_end(passage, start)
    if end is None and _is_about(text, head, draft):
        title = read_title(passage, start + len(_ABOUT), document_rules().head.pattern, lists=False)
        end = title.end if title is not None and title.count <= _MOST and not _is_this(title) else None
        if end is None:
            return None
    elif end is None:
        small = text[start : start + 1].islower() and not draft
        if not capital or (small and not _among_laws(passage, head)):
            return None
        title = read_title(passage, start, document_rules().head.pattern, lists=False)
        if small and not _is_small_name(passage, title):
            return None
        if (
            title is None
            or title.count > 12
            or (draft and (title.count < 2 or title.words.startswith(_NO_LAW)))
            or title.words.split()[0].isupper()
            or _is_person(passage, start)
        ):
            return None
        clause = _NEXT_ARTICLE.search(text, start, title.end)
        last = clause.start() if clause is not None else title.end
        told = next((each for each in _LAW_NUMBER.finditer(text, start, last) if NUMBER.match(text, each.end())), None)
        end = told.start() if told is not None else last
    number = _LAW_NUMBER.match(text, end)
    numbered = NUMBER.match(text, number.end()) if number is not None else None
    if numbered is not None:
        name = capitalized(plain(text[head.start("noun") : end]))
        return DocumentMention(Span(head.start(), numbered.end()), kind, plain_number(numbered), name, draft)
    revised = REVISION.match(text, end)
    end = revised.end() if revised else end
    name = capitalized(plain(text[head.start("noun") : end]))
    return DocumentMention(
        Span(head.start(), end), kind, None, name, draft or revised is not None, amended=revised is not None
    )


def _by_letters(
    text: str, head: re.Match[str], kind: DocumentType, end: int, full: str, draft: bool
) -> DocumentMention:
    """A law by the letters of its name: "Luật PCTN (sửa đổi)"."""
    revised = REVISION.match(text, end)
    marked = plain(text[end : revised.end()]) if revised else ""
    name = f"{capitalized(head['noun'])} {full} {marked}".strip()
    span = Span(head.start(), revised.end() if revised else end)
    return DocumentMention(span, kind, None, name, draft or revised is not None, amended=revised is not None)


def _is_about(text: str, head: re.Match[str], draft: bool) -> bool:
    """Whether a law is named by what it is about: "dự án Luật về hội", "thông qua Luật về hội"."""
    if not text.startswith(_ABOUT, head.end() + 1):
        return False
    return draft or (
        head["noun"][0].isupper() and _MADE.search(text, max(0, head.start() - 14), head.start()) is not None
    )


def _is_this(title: Title) -> bool:
    """Whether words behind "về" name no matter of a law: "Luật về việc này", "Luật về quy định trên"."""
    return title.words.split(" ", 1)[0] in _NO_MATTER


def _among_laws(passage: Passage, head: re.Match[str]) -> bool:
    """Whether a noun with a capital inside a sentence stands among acts: "dự án Luật A và Luật quản lý hồ chứa"."""
    start = passage.sentence(Span(*head.span("noun"))).start
    if head.start() <= start or not passage.text.endswith((" ", "\n"), 0, head.start()):
        return False
    return head["noun"] == "Pháp lệnh" or _ACTS.search(passage.text, start, head.start()) is not None


def _is_small_name(passage: Passage, title: Title | None) -> bool:
    """Whether words in small letters, up to the end of a clause, are the name of an act."""
    if title is None or not _FEWEST <= title.count <= _MOST or title.words.startswith(_NO_SMALL_LAW):
        return False
    return title.words.islower() and _CLOSES.match(passage.text, title.end) is not None


def _base_law_end(passage: Passage, start: int) -> int | None:
    """The end of the name of the law that an amending law amends."""
    base = re.compile(r"\s*(?:các )?(?:Bộ luật|Luật|luật|bộ luật|Pháp lệnh) ").match(passage.text, start)
    if base is None:
        title = read_title(passage, start, document_rules().head.pattern, lists=False)
        return title.end if title and title.count < 20 else None
    known = _known_law_end(passage, base.end())
    if known is not None:
        return known
    title = read_title(passage, base.end(), document_rules().head.pattern, lists=False)
    return title.end if title else base.end() - 1


def _known_law_end(passage: Passage, start: int) -> int | None:
    """The end of the longest known name of a law that begins at ``start``."""
    rules, words = document_rules(), TOKEN.finditer(passage.text, start, start + 160)
    end, key = None, ""
    for number, word in enumerate(words):
        if word[0] in ".;:()\n" or number > 2 * rules.longest_law:
            break
        key = f"{key} {fold(word[0])}".strip()
        if word[0][0].isalnum() and key in rules.laws:
            end = word.end()
    return end


def _is_person(passage: Passage, start: int) -> bool:
    return any(mention.span.start == start for mention in passage.mentions_in(Span(start, start + 60)))


def charter(passage: Passage, head: re.Match[str], kind: DocumentType, draft: bool) -> DocumentMention | None:
    """The charter of a body, called by the body alone: "Điều lệ Đảng", "Hiến chương Liên hợp quốc"."""
    if head["noun"].casefold() not in document_rules().charters:
        return None
    text, start = passage.text, head.end() + 1
    near = passage.mentions_in(Span(start, min(len(text), start + 80))) if start < len(text) else ()
    named = [each.span.end for each in near if each.span.start == start and isinstance(each.entity, Organization)]
    party = _PARTY.match(text, start)
    end = named[0] if named else party.end() if party else None
    if end is None or text[head.end() : start] != " ":
        return None
    name = capitalized(plain(text[head.start("noun") : end]))
    return DocumentMention(Span(head.start(), end), kind, None, name, draft)
