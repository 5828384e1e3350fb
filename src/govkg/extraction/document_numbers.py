"""Documents by their numbers: "86/2012/NĐ-CP", whose letters tell the type, and "Quyết định 167"."""

from __future__ import annotations

import re
from typing import Final

from govkg.extraction.document_rules import DocumentMention, document_rules
from govkg.extraction.titles import capitalized, plain
from govkg.model.actors import DocumentType
from govkg.model.span import Span

_SYMBOLS = (
    r"(?:[A-ZĐƯ]{2,4}(?:\ [-–]\ ?|[-–]\ )(?=[A-ZĐƯ]{2})|[A-ZĐƯ][A-ZĐƯa-z&]*\d*[-–](?=[A-ZĐƯ])|(?=[A-ZĐƯ]))"
    r"[A-ZĐƯ][\wĐƯ&]*(?:[-–][A-ZĐƯ][\wĐƯ&]*){0,2}(?:\.K[IVX\d]+|\.[IVX]{1,4}(?!\w))?"
)
"""Letters of a number, joined by hyphens, of which careless typing puts the first between spaces."""
_POLICE: Final = r"[A-ZĐ]{1,5}(?:\ ?\d\d)?(?:\ ?[-–]\ ?[A-Z]{1,2}\ ?\d{1,2}){1,2}"
"""Letters of offices of the police, apart or not: "12/QĐ-C01-P4", "12/C 46 - P 13"."""
NUMBER = re.compile(
    r"(?<![\w/])(?<!\d:)(?P<serial>\d{1,5}[a-z]?)(?P<year>[/-](?:19|20)\d\d)?(?P<cut>\ ?[-/–]\ ?)"
    rf"(?P<symbols>{_POLICE}|{_SYMBOLS}(?:/[A-ZĐ]\w*)?)(?![\w/])"
)
_SHORT_NUMBER = re.compile(
    r"(?P<by>\ (?:số\ ?:?\ ?))?\ ?(?P<serial>\d{1,5}[a-z]?)(?:[/-](?P<year>(?:19|20)\d\d))?(?![\w%]|[.,/]\d)"
)
SERIAL = re.compile(r"\d{1,5}(?![\w%/]|[.,-]\d|\s(?:[A-ZĐÂĂÊÔƠƯÁ]|(?:triệu|tỷ|đồng|ha|m2|hộ|người)\b))")
"""A number without letters, behind "số"."""
_AFTER_SHORT_NUMBER = re.compile(
    r"\s*(?:$|[.,;:)\]”\"’]|\((?:ngày|tháng|năm|ban hành)\b|(?:của|ngày|về|năm|quy|và|ban|được|ra|đã|có|cũng|là|với"
    r"|cho|nêu|hướng|sửa|do|hay|hoặc|tại|đến|nói|còn|thì|để|giai|này|trên|khóa|khoá)\b)"
)
_BY_NUMBER: Final = frozenset({"resolution", "decree", "decision", "circular", "directive", "dispatch"})
"""Types that are called by a serial number alone even without a capital letter: "theo nghị định 46"."""
_CALLED: Final = frozenset({"decree", "circular", "directive", "resolution"})
"""Of these, the ones behind whose noun a number counts nothing else, unless what it counts follows."""
_SHIP = re.compile(r"\b(?:[Tt]àu|[Tt]uần dương|[Kk]hu trục|[Tt]ên lửa|[Hh]ải quân) ")
"""Near the number of a project by which ships are built."""
_SIGHT: Final = 90
_DAYS = re.compile(r"\sngày(?!\s\d)")


def type_of(symbols: str) -> DocumentType | None:
    """The type that the letters of a number tell: "NĐ-CP" is a decree, "QH13" a law, "BYT-VPB1" a dispatch."""
    known = document_rules().symbols
    head = re.split(r"[-–/]", symbols)[0].rstrip("0123456789")
    return known.get(symbols) or known.get("-".join(re.split(r"[-–]", symbols)[:2])) or known.get(head)


def plain_number(number: re.Match[str]) -> str:
    """A number without the spaces and long dashes of careless typing: "36 – NQ/TW" -> "36-NQ/TW"."""
    return re.sub(r"\s", "", number[0]).replace("–", "-")


def short_numbered(text: str, head: re.Match[str], kind: DocumentType, draft: bool) -> DocumentMention | None:
    """A document by its serial number alone: "Quyết định 167", "Chỉ thị số 38", "Chương trình 135"."""
    number = _SHORT_NUMBER.match(text, head.end())
    if number is None or kind in ("treaty", "report"):
        return None
    serial, capital = number["serial"], head["noun"][0].isupper()
    if (
        kind == "plan"
        and capital
        and _SHIP.search(text, max(0, head.start() - _SIGHT), min(len(text), number.end() + _SIGHT))
    ):
        return None  # "tàu hộ vệ thuộc Đề án 22350"
    if not number["by"]:
        called = kind in _CALLED and (capital or len(serial) > 1)
        counts = document_rules().counted.match(text, number.end()) is not None
        plainly = serial[-1].isalpha() or number["year"] or ((called or _is_titled(text, number, kind)) and not counts)
        if not plainly and _AFTER_SHORT_NUMBER.match(text, number.end()) is None:
            return None
        by_number = kind in _BY_NUMBER or (kind == "other" and text.startswith(" của ", number.end()))
        if not capital and (not by_number or len(serial) < 2 or _DAYS.match(text, number.end())):
            return None  # "kế hoạch 5 năm", "quyết định 10 ngày sau đi"
    name = capitalized(plain(text[head.start("noun") : number.end()]))
    serial += f"/{number['year']}" if number["year"] else ""
    return DocumentMention(Span(head.start(), number.end()), kind, serial if kind != "plan" else None, name, draft)


def _is_titled(text: str, number: re.Match[str], kind: DocumentType) -> bool:
    """Whether a serial number of three digits or more is followed by a title: "công văn 2161 gửi Sở A"."""
    opens = document_rules().opens.get(kind) if kind in _BY_NUMBER and len(number["serial"]) > _COUNTING else None
    return opens is not None and opens.match(text, number.end()) is not None


_COUNTING: Final = 2
"""Digits of numbers with which things are counted."""
