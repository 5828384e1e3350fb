"""Where laws and official documents are named: by number, by name, or by the words of a title.

A mention opens with a noun ("Nghị định", "dự án Luật") or is a bare number whose letters tell the type
("86/2012/NĐ-CP"). Mentions nest: the title of a decree names the law that it details.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Final

from govkg import datafile
from govkg.extraction.reading import Passage
from govkg.extraction.titles import REVISION, TOKEN, Title, capitalized, plain, read_title
from govkg.folding import fold
from govkg.model.actors import DocumentType, Organization
from govkg.model.span import Span
from govkg.text.alternation import one_of
from govkg.text.anchored import NUMBER as ANY_NUMBER
from govkg.text.anchored import Anchored

DOCUMENTS = "data/rules/documents.yaml"
TYPES: tuple[DocumentType, ...] = (
    "constitution", "law", "ordinance", "resolution", "decree", "decision", "circular", "directive", "plan",
    "dispatch", "treaty", "report", "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DocumentMention:
    """A document named at ``span``; ``number`` or ``name`` or both.

    ``issuer`` is the body that the name itself tells ("Báo cáo của Bộ A về B"); ``amended`` says that the
    name is that of an amending act; ``draft`` that the words in front call it a draft.
    """

    span: Span
    type: DocumentType
    number: str | None
    name: str | None
    draft: bool
    issuer: Organization | None = None
    amended: bool = False
    back: bool = False
    """Whether it is a noun alone, which means a document that was named before: "Luật có hiệu lực từ …"."""


@dataclass(frozen=True, slots=True)
class _Rules:
    nouns: dict[str, DocumentType]
    symbols: dict[str, DocumentType]
    opens: dict[DocumentType, tuple[str, ...]]
    personnel: tuple[str, ...]
    numbered_only: frozenset[str]
    plan_marks: tuple[str, ...]
    programme_opens: tuple[str, ...]
    issuing: re.Pattern[str]
    sent: re.Pattern[str]
    concluding: re.Pattern[str]
    concluded: re.Pattern[str]
    """A verb of concluding with what is concluded."""
    presenting: re.Pattern[str]
    amending: tuple[str, ...]
    laws: frozenset[str]
    longest_law: int
    head: Anchored
    plan_kinds: tuple[str, ...]
    programmes: frozenset[str]
    charters: frozenset[str]
    alone: Anchored
    """A noun alone that opens a sentence, with what it goes on with."""


_SYMBOLS = (
    r"(?:[A-ZĐƯ]{2,4}(?:\ [-–]\ ?|[-–]\ )(?=[A-ZĐƯ]{2})|[A-ZĐƯ][A-ZĐƯa-z&]*\d*[-–](?=[A-ZĐƯ])|(?=[A-ZĐƯ]))"
    r"[A-ZĐƯ][\wĐƯ&]*(?:[-–][A-ZĐƯ][\wĐƯ&]*){0,2}(?:\.K[IVX\d]+|\.[IVX]{1,4}(?!\w))?"
)
"""Letters of a number, joined by hyphens, of which careless typing puts the first between spaces."""
NUMBER = re.compile(
    r"(?<![\w/])(?<!\d:)(?P<serial>\d{1,5}[a-z]?)(?P<year>[/-](?:19|20)\d\d)?(?P<cut>\ ?[-/–]\ ?)"
    rf"(?P<symbols>{_SYMBOLS}(?:/[A-ZĐ]\w*)?)(?![\w/])"
)
_SHORT_NUMBER = re.compile(
    r"(?P<by>\ (?:số\ ?:?\ ?))?\ ?(?P<serial>\d{1,5}[a-z]?)(?:[/-](?P<year>(?:19|20)\d\d))?(?![\w%]|[.,/]\d)"
)
_AFTER_SHORT_NUMBER = re.compile(
    r"\s*(?:$|[.,;:)\]”\"’]|\((?:ngày|tháng|năm|ban hành)\b|(?:của|ngày|về|năm|quy|và|ban|được|ra|đã|có|cũng|là|với"
    r"|cho|nêu|hướng|sửa|do|hay|hoặc|tại|đến|nói|còn|thì|để|giai|này|trên|khóa|khoá)\b)"
)
_LEAD = re.compile(
    r"(?: (?:liên tịch|khẩn|hỏa tốc|liên ngành|mật|thanh tra|kiểm tra|giám sát|kết luận|bổ nhiệm"
    r"|phê duyệt|giám đốc thẩm|tái thẩm))?(?: số)?\s?:?\s?"
)
_FOUNDED = re.compile(r"\s(?P<verb>thành lập|công nhận|xếp hạng|giải thể)(?=\s(?:năm|ngày|vào|từ|với|tháng)\b|[.,;])")
_PASSIVE_SUBJECT = re.compile(r"(?P<subject>[^,.;:]{4,80}?)\s(?:đã\s)?được\s[^,.;:]{3,60}?\s(?:ra|ký|ban hành|có)\s\Z")
_LAW_NUMBER = re.compile(r"\s\(?số:?\s")
_PERIOD = re.compile(r"giai đoạn (?:19|20)\d\d ?[-–] ?(?:19|20)\d\d|đến năm 20\d\d")
_BY_NUMBER: Final = frozenset({"resolution", "decree", "decision", "circular", "directive", "dispatch"})
"""Types that are called by a serial number alone even without a capital letter: "theo nghị định 46"."""
_PARTY = re.compile(r"Đảng(?: (?:Cộng sản|cộng sản) Việt Nam)?(?!\w)")
_DAYS = re.compile(r"\sngày(?!\s\d)")
_BARE_OBJECT = re.compile(r"[\w ]{3,12} (?:năm|ngày|vào|này)\b")
_NEVER_ALONE: Final = frozenset({"constitution", "report", "plan", "treaty", "other", "dispatch"})
"""Types whose noun alone is too common a word to mean the one named before."""
_YEAR = re.compile(r"\s?(?:năm )?((?:19|20)\d\d)(?!\d)")
_NO_PLAN: Final = (
    "mới ",
    "trong ",
    "với ",
    "của ",
    "theo ",
    "tại ",
    "này",
    "và ",
    "cho ",
    "đó",
    "đến ",
    "từ ",
    "là ",
    "mà ",
)
"""What goes on about a plan that was named before, rather than names one."""
_MANY = re.compile(r"\b(?:[Cc]ác|[Nn]hững|[Nn]hiều|[Mm]ột số|[Hh]àng loạt) \Z")
_ACRONYM = re.compile(r"\s[A-Z]{3,8}(?!\w|\s[A-ZĐ])")
"""A treaty by its acronym alone."""
_PROPER = re.compile(r"\s[A-ZĐÁÀẢÂĂÔƠƯÊ]")
"""A treaty by the place where it was made, or by what it is about with a capital: "Công ước Montreux"."""
_PLACE = re.compile(r"(?:\s[A-ZĐ]\w+){1,3}(?=\svà\s[^\W\dA-ZĐ])")
"""All that such a treaty is called, before "và" and something else."""
_ORGANIZED = re.compile(r"\b(?:[Tt]ổ chức|[Cc]hính phủ|[Kk]hối) \Z")
"""Before a treaty's noun: it is part of a body's name."""
_PAIRED = re.compile(r"\s(?:và|,)\s(?:[Bb]áo cáo\s(?:thẩm tra|thẩm định))\s(?:về\s)?(?=dự án|dự thảo)")
"""Between a submission and its title, the report on it."""
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
_NO_LAW: Final = ("các ", "những ", "này", "là", "và ", "mới", "trên", "về ", "của ")
"""What goes on after "dự án Luật" and names none."""
_SOMEBODY = re.compile(r"\b[Nn]gười (?:đã )?(?:ký |có quyền )?\Z")
"""Before a verb of issuing: whoever issues such documents, none in particular."""
_APPROVED = re.compile(r",?\s(?:(?:đã|vừa|mới)\s)?(?:được|do)\s[\w ]{3,60}?\s(?:phê duyệt|ban hành|thông qua)")


@cache
def _rules() -> _Rules:
    data = datafile.read(DOCUMENTS).fields(
        "types", "dispatch_symbols", "local_symbols", "draft", "amending", "details", "repeals", "based_on",
        "effective", "issuing", "presenting", "passed", "personnel", "plan_marks", "programme_opens",
        "numbered_only", "plan_kinds", "programmes", "charters", "sent", "concluding", "concluded",
        "ended", "ended_by", "predicates",
    )  # fmt: skip
    nouns: dict[str, DocumentType] = {}
    symbols: dict[str, DocumentType] = dict.fromkeys(data["dispatch_symbols"].texts(), "dispatch")
    opens: dict[DocumentType, tuple[str, ...]] = {}
    for name, entry in data["types"].items():
        kind = next((known for known in TYPES if known == name), None)
        if kind is None:
            raise entry.error(f"unknown type {name!r}; known are {', '.join(TYPES)}")
        fields = entry.fields("nouns", "symbols", "opens")
        nouns |= dict.fromkeys(fields["nouns"].texts(), kind)
        if "symbols" in fields:
            symbols |= dict.fromkeys(fields["symbols"].texts(), kind)
        if "opens" in fields:
            opens[kind] = _words(fields["opens"])
    laws = frozenset(fold(name) for _, names in datafile.read("data/rules/laws.yaml").items() for name in names.texts())
    either_case = one_of((noun[0].lower() + noun[1:] for noun in nouns), capital=True)
    predicates = one_of(data["predicates"].texts())
    nouns_alone = one_of(noun for noun, kind in nouns.items() if kind not in _NEVER_ALONE)
    draft = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in _words(data["draft"]))
    return _Rules(
        nouns={noun.casefold(): kind for noun, kind in nouns.items()},
        symbols=symbols,
        opens=opens,
        numbered_only=frozenset(noun.casefold() for noun in data["numbered_only"].texts()),
        personnel=_words(data["personnel"]),
        plan_marks=_words(data["plan_marks"]),
        programme_opens=_words(data["programme_opens"]),
        plan_kinds=_words(data["plan_kinds"]),
        charters=frozenset(name.casefold() for name in data["charters"].texts()),
        programmes=frozenset(name.casefold() for name in data["programmes"].texts()),
        issuing=_before(data["issuing"]),
        sent=re.compile(rf"\s(?:{one_of(data['sent'].texts())})(?!\w)"),
        concluded=re.compile(rf"(?:{one_of(data['concluded'].texts(), capital=True)})(?!\w)"),
        concluding=re.compile(rf"(?<!\w)(?:{one_of(data['concluding'].texts())})(?!\w)"),
        presenting=_before(data["presenting"]),
        amending=_words(data["amending"]),
        laws=laws,
        longest_law=max(name.count(" ") + 1 for name in laws),
        alone=Anchored.of(
            rf"(?:(?<=[.;!?]\s)|(?<=\n)|\A)(?P<noun>{nouns_alone})"
            rf"(?:\ (?:này|trên|nêu\ trên|nói\ trên))?(?=\ (?:{predicates})\b)",
            nouns,
        ),
        head=Anchored.of(
            rf"(?<!\w)(?:(?P<draft>{draft})\ )?(?P<changes>sửa\ đổi\ )?"
            rf"(?P<noun>(?<!pháp\ )(?<!kỷ\ )(?<!quy\ )(?:{either_case}))(?!\w)"
            rf"|(?P<number>(?<![\w/.,])(?<!\d:)\d{{1,5}}[a-z]?(?:[/-](?:19|20)\d\d)?\ ?[-/–]\ ?(?=[A-ZĐ]{{2}}))",
            (*_words(data["draft"]), "sửa đổi", *nouns, *(noun[0].lower() + noun[1:] for noun in nouns), ANY_NUMBER),
            capital=True,
        ),
    )


def _words(entry: datafile.Entry) -> tuple[str, ...]:
    return tuple(sorted(entry.texts(), key=len, reverse=True))


def _before(entry: datafile.Entry) -> re.Pattern[str]:
    """One of the words, right in front of a noun."""
    words = one_of(entry.texts(), capital=True)
    return re.compile(rf"(?<!\w)(?:{words})(?: (?:một|các|những|dự thảo|dự án))?\s*\Z")


MOST_MENTIONS: Final = 1000
"""Documents that are read in one passage: a longer list is an index, and what it names is not told."""


MOST_HEADS: Final = 15_000
"""Nouns of documents that are looked at in one passage; prose of a million characters has a third of that."""


def document_mentions(passage: Passage) -> Iterator[DocumentMention]:
    """The documents that a passage names, in the order of their first characters; they may nest."""
    return islice(_mentions(passage), MOST_MENTIONS)


def _mentions(passage: Passage) -> Iterator[DocumentMention]:
    numbered, treaty = -1, None
    for head in islice(_rules().head.finditer(passage.words), MOST_HEADS):
        if head["number"]:
            found = _by_symbols(passage, head.start()) if head.start() >= numbered else None
        elif _inside_body(passage, head):
            continue
        else:
            found = _by_noun(passage, head)
        if found is not None and treaty is not None and treaty.span.covers(found.span):
            continue  # "Công ước … về Luật Biển": what a treaty is about
        if found is not None:
            treaty = found if found.type == "treaty" else treaty
            if found.number:
                numbered = found.span.end
            yield found
            if found.type == "constitution" and found.draft and found.name and _YEAR.search(found.name):
                base = Span(head.start("noun"), found.span.end)
                yield DocumentMention(base, "constitution", None, plain(base.of(passage.text)), False)


def nouns_alone(passage: Passage) -> Iterator[DocumentMention]:
    """The nouns that open a sentence alone; which document each means, only what was named before can tell."""
    for found in islice(_rules().alone.finditer(passage.words), MOST_MENTIONS):
        kind = _rules().nouns[found["noun"].casefold()]
        yield DocumentMention(Span(*found.span()), kind, None, None, False, back=True)


def _inside_body(passage: Passage, head: re.Match[str]) -> bool:
    """Whether the noun is only a part of a body's name ("Vụ Pháp luật", "Ban Chỉ đạo Chương trình A")."""
    near = Span(max(0, head.start("noun") - 200), min(len(passage.text), head.end() + 200))
    noun = Span(*head.span("noun"))
    return any(
        isinstance(mention.entity, Organization) and mention.span.covers(noun) for mention in passage.mentions_in(near)
    )


def _by_symbols(passage: Passage, start: int) -> DocumentMention | None:
    number = NUMBER.match(passage.text, start)
    kind = number and type_of(number["symbols"])
    if number is None or kind is None:
        return None
    return DocumentMention(Span(*number.span()), kind, plain_number(number), None, False)


def _by_noun(passage: Passage, head: re.Match[str]) -> DocumentMention | None:
    text = passage.text
    kind = _rules().nouns[head["noun"].casefold()]
    lead = _LEAD.match(text, head.end())
    number = NUMBER.match(text, lead.end() if lead else head.end())
    draft = head["draft"] is not None
    if number is not None:
        kind = kind if kind != "other" else type_of(number["symbols"]) or kind
        title = read_title(passage, number.end(), _rules().head.pattern) if _opens(text, number.end(), kind) else None
        if title is not None and (title.count < 2 or not _opens(f" {title.words}", 0, kind)):
            title = None
        name = f"{capitalized(head['noun'])} {title.words}" if title else None
        return DocumentMention(Span(head.start(), number.end()), kind, plain_number(number), name, draft)
    if kind == "constitution":
        return _constitution(text, head, draft)
    if kind in ("law", "ordinance"):
        return _law(passage, head, kind, draft)
    return (
        _short_numbered(text, head, kind, draft)
        or _charter(passage, head, kind, draft)
        or _titled(passage, head, kind, draft)
    )


def type_of(symbols: str) -> DocumentType | None:
    """The type that the letters of a number tell: "NĐ-CP" is a decree, "QH13" a law, "BYT-VPB1" a dispatch."""
    known = _rules().symbols
    head = re.split(r"[-–/]", symbols)[0].rstrip("0123456789")
    return known.get(symbols) or known.get("-".join(re.split(r"[-–]", symbols)[:2])) or known.get(head)


def plain_number(number: re.Match[str]) -> str:
    """A number without the spaces and long dashes of careless typing: "36 – NQ/TW" -> "36-NQ/TW"."""
    return re.sub(r"\s", "", number[0]).replace("–", "-")


def _constitution(text: str, head: re.Match[str], draft: bool) -> DocumentMention | None:
    if not head["noun"][0].isupper():
        return None
    year = _YEAR.match(text, head.end())
    end = year.end(1) if year else head.end()
    start = head.start("noun")
    name = plain(text[start:end])
    if draft:
        opening = f"Dự thảo {head['changes'] or ''}"
        return DocumentMention(Span(head.start(), end), "constitution", None, opening + name, True, amended=True)
    return DocumentMention(Span(start, end), "constitution", None, name, False)


def _law(passage: Passage, head: re.Match[str], kind: DocumentType, draft: bool) -> DocumentMention | None:
    text, rules = passage.text, _rules()
    start = head.end() + 1
    if text[head.end() : start] != " ":
        return None
    opening = next((each for each in rules.amending if text.startswith(each, start)), None)
    if opening is not None:
        end = _base_law_end(passage, start + len(opening))
        name = plain(text[head.start("noun") : end]) if end is not None else ""
        return (
            DocumentMention(Span(head.start(), end), kind, None, capitalized(name), draft, amended=True)
            if end and name
            else None
        )
    if not (head["noun"][0].isupper() or text[start : start + 1].isupper()):
        return None  # "luật hình sự" is a field of law
    if _STUDIED.search(text, max(0, head.start() - 8), head.start()) or text.startswith(("Ông ", "Bà "), start):
        return None
    end = _known_law_end(passage, start)
    if end is None:
        small = text[start : start + 1].islower() and not draft
        if not head["noun"][0].isupper() or (small and not _among_laws(passage, head)):
            return None
        title = read_title(passage, start, _rules().head.pattern, lists=False)
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
        told = next(
            (each for each in _LAW_NUMBER.finditer(text, start, title.end) if NUMBER.match(text, each.end())), None
        )
        end = told.start() if told is not None else title.end
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
        title = read_title(passage, start, _rules().head.pattern, lists=False)
        return title.end if title and title.count < 20 else None
    known = _known_law_end(passage, base.end())
    if known is not None:
        return known
    title = read_title(passage, base.end(), _rules().head.pattern, lists=False)
    return title.end if title else base.end() - 1


def _known_law_end(passage: Passage, start: int) -> int | None:
    """The end of the longest known name of a law that begins at ``start``."""
    rules, words = _rules(), TOKEN.finditer(passage.text, start, start + 160)
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


def _charter(passage: Passage, head: re.Match[str], kind: DocumentType, draft: bool) -> DocumentMention | None:
    """The charter of a body, called by the body alone: "Điều lệ Đảng", "Hiến chương Liên hợp quốc"."""
    if head["noun"].casefold() not in _rules().charters:
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


def _short_numbered(text: str, head: re.Match[str], kind: DocumentType, draft: bool) -> DocumentMention | None:
    """A document by its serial number alone: "Quyết định 167", "Chỉ thị số 38", "Chương trình 135"."""
    number = _SHORT_NUMBER.match(text, head.end())
    if number is None or kind in ("treaty", "report"):
        return None
    serial, capital = number["serial"], head["noun"][0].isupper()
    lettered = serial[-1].isalpha()
    if not number["by"] and not (lettered or _AFTER_SHORT_NUMBER.match(text, number.end())):
        return None
    if (
        not number["by"]
        and not capital
        and (kind not in _BY_NUMBER or len(serial) < 2 or _DAYS.match(text, number.end()))
    ):
        return None  # "kế hoạch 5 năm", "quyết định 10 ngày sau đi"
    name = capitalized(plain(text[head.start("noun") : number.end()]))
    serial += f"/{number['year']}" if number["year"] else ""
    return DocumentMention(Span(head.start(), number.end()), kind, serial if kind != "plan" else None, name, draft)


def _opens(text: str, start: int, kind: DocumentType) -> bool:
    opens = _rules().opens.get(kind)
    after = text[start : start + 40].lstrip(' “"')
    return opens is None or any(re.match(rf"{re.escape(word)}(?!\w)", after, re.IGNORECASE) for word in opens)


def _titled(passage: Passage, head: re.Match[str], kind: DocumentType, draft: bool) -> DocumentMention | None:
    text, rules = passage.text, _rules()
    capital = head["noun"][0].isupper()
    if head["noun"].casefold() in rules.numbered_only and not _is_sent(passage, head):
        return None
    acronym = _ACRONYM.match(text, head.end())
    if kind == "treaty" and capital and acronym is not None:
        name = capitalized(plain(text[head.start("noun") : acronym.end()]))
        return DocumentMention(Span(head.start(), acronym.end()), kind, None, name, draft)
    proper = kind == "treaty" and capital and _PROPER.match(text, head.end()) is not None
    if proper and _ORGANIZED.search(text, max(0, head.start() - 12), head.start()):
        return None
    paired = _PAIRED.match(text, head.end()) is not None
    if not (proper or paired or _opens(text, head.end(), kind)) or (
        kind in ("treaty", "plan") and _MANY.search(text, max(0, head.start() - 12), head.start())
    ):
        return None
    after = text[head.end() : head.end() + 40].lstrip(' “"')
    if kind == "decision" and after.startswith(rules.personnel):
        return None
    if kind == "decision" and (passive := _of_subject(passage, head, kind)) is not None:
        return passive
    if (shared := _shared_title(passage, head, kind)) is not None:
        return shared
    if not capital and not draft and not _is_given(text, head.start(), kind):
        return None
    if rules.concluded.match(text, head.start()):
        return None  # "Kết luận hội nghị, ông A nói": somebody concludes
    title = read_title(passage, head.end(), _rules().head.pattern, lists=not proper)
    if proper and (place := _PLACE.match(text, head.end())) is not None:
        return DocumentMention(
            Span(head.start(), place.end()), kind, None, f"{capitalized(head['noun'])}{place[0]}", draft
        )
    if title is None or _BARE_OBJECT.match(title.words):
        return None
    if not proper and (title.count < 2 or not _opens(f" {title.words}", 0, kind)):
        return None
    if kind == "plan" and title.words.startswith(_NO_PLAN):
        return None
    if kind == "decision" and title.words.casefold() in rules.opens["decision"]:
        return None  # "công bố Quyết định thanh tra": one of many
    if title.words.startswith("của ") or (
        kind in ("report", "other") and title.count < 3 and not _YEAR.match(f" {title.words}")
    ):
        return None
    if not capital and kind == "treaty" and title.count < 5:
        return None
    first = passage.sentence(Span(head.start(), head.end())).start
    opening = text.endswith(": ", 0, head.start()) and title.words[0].islower()
    capital = capital and head.start() > first and not opening  # any sentence begins with a capital letter
    of_a_kind = (head["noun"][0].isupper() and not opening) or title.words.startswith(rules.plan_kinds)
    issued = capital and rules.issuing.search(text, max(0, head.start() - 30), head.start()) is not None
    approved = issued or (of_a_kind and _APPROVED.match(text, title.end) is not None)
    if kind == "plan" and not approved and not _is_plan(head["noun"], capital, title):
        return None
    name = capitalized(f"{head['noun']} {title.words}")
    issuer = title.body if capital or kind != "other" or text.startswith(" của ", head.end()) else None
    if title.words.casefold().endswith(tuple(f" {noun}" for noun in rules.nouns)):
        issuer = None  # "Báo cáo việc thực hiện nghị quyết | của Quốc hội"
    return DocumentMention(Span(head.start(), title.end), kind, None, name, draft, issuer)


def _shared_title(passage: Passage, head: re.Match[str], kind: DocumentType) -> DocumentMention | None:
    """A submission whose title only the report beside it tells: "nghe Tờ trình và báo cáo thẩm tra dự án Luật A"."""
    text, noun = passage.text, head["noun"]
    paired = _PAIRED.match(text, head.end())
    given = noun[0].isupper() or _rules().presenting.search(text, max(0, head.start() - 30), head.start())
    if paired is None or not given:
        return None
    title = read_title(passage, paired.end(), _rules().head.pattern)
    if title is None or not _opens(f" {title.words}", 0, kind):
        return None
    return DocumentMention(Span(head.start(), title.end), kind, None, capitalized(f"{noun} {title.words}"), False)


def _of_subject(passage: Passage, head: re.Match[str], kind: DocumentType) -> DocumentMention | None:
    """Such as "Khu công nghiệp A được Thủ tướng ra quyết định thành lập": the subject is what the title is about."""
    text = passage.text
    act = _FOUNDED.match(text, head.end())
    start = passage.sentence(Span(*head.span("noun"))).start
    about = _PASSIVE_SUBJECT.search(text, start, head.start()) if act is not None else None
    if act is None or about is None or not about["subject"][0].isupper():
        return None
    name = capitalized(f"{head['noun']} {act['verb']} {plain(about['subject'])}")
    return DocumentMention(Span(head.start(), act.end()), kind, None, name, False)


def _is_sent(passage: Passage, head: re.Match[str]) -> bool:
    """Whether a paper of no special kind is one dispatch: on a day somebody sent it, and it asks or answers."""
    text = passage.text
    lead = text[max(0, head.start() - 30) : head.start()]
    if _rules().issuing.search(lead) is None or _rules().sent.match(text, head.end()) is None:
        return False
    sentence = passage.sentence(Span(*head.span()))
    return any(time.when.has_day for time in passage.times_in(Span(sentence.start, head.start())))


def _is_given(text: str, start: int, kind: DocumentType) -> bool:
    """Whether a noun without a capital letter stands for one document: after a verb of issuing or reporting."""
    before = text[max(0, start - 30) : start]
    if kind in ("plan", "treaty"):
        return True
    if kind == "other":
        found = _rules().concluding.search(text, max(0, start - 30), start + 12)
        return found is not None and not _SOMEBODY.search(text, max(0, start - 30), found.start())
    if kind == "report":
        return _rules().presenting.search(before) is not None
    issued = _rules().issuing.search(before)
    if issued is not None and _SOMEBODY.search(before, 0, issued.start()):
        return False
    return issued is not None or (kind == "dispatch" and before.endswith("rong "))


def _is_plan(noun: str, capital: bool, read: Title) -> bool:
    rules, title = _rules(), read.words
    if capital and read.body is not None and noun.casefold() == "kế hoạch":
        return True  # "Kế hoạch cải cách hành chính của UBND tỉnh"
    if noun.casefold() in rules.programmes:
        return True
    if period := _PERIOD.search(title):
        return capital or period[0].startswith("giai") or title.startswith(rules.plan_kinds)
    if noun.casefold() == "chương trình":
        return capital and title.casefold().startswith(rules.programme_opens)
    return capital and (noun.casefold() in ("đề án", "chiến lược") or any(mark in title for mark in rules.plan_marks))


def phrases(key: str) -> Sequence[str]:
    """A list of the rules of documents, longest phrase first."""
    return _words(datafile.read(DOCUMENTS)[key])
