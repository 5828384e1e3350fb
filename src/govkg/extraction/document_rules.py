"""What a mention of a document is, and the reviewed words that it is found by (``data/rules/documents.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from govkg import datafile
from govkg.folding import fold
from govkg.model.actors import DocumentType, Organization
from govkg.model.span import Span
from govkg.text.alternation import one_of
from govkg.text.anchored import NUMBER as ANY_NUMBER
from govkg.text.anchored import Anchored
from govkg.text.spelling import both_spellings

DOCUMENTS = "data/rules/documents.yaml"
TYPES: tuple[DocumentType, ...] = (
    "constitution", "law", "ordinance", "resolution", "decree", "decision", "circular", "directive", "plan",
    "dispatch", "treaty", "report", "other",
)  # fmt: skip
_ANY_PAPER = "Văn bản"
"""A noun that alone means whichever document was named before."""
_NEVER_ALONE = frozenset({"constitution", "report", "plan", "treaty", "other", "dispatch"})
"""Types whose noun alone is too common a word to mean the one named before."""


_TELLS = r"(?!(?:(?<=vừa\ )|(?<=mới\ )|(?<=đã\ ))thông\ báo\ kết\ luận\ (?:thanh|kiểm)\ )"
"""Not where somebody tells findings: "vừa thông báo | kết luận thanh tra" names no notice."""


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
    whose: bool = False
    """Whether it is told only by whose it is, so that one of theirs with a subject may be meant: "báo cáo của Sở A"."""
    told: str | None = None
    """The name with whose it is, where that is how an article tells it: "nghị quyết của Bộ Chính trị về A"."""
    matter: bool = False
    """Whether ``issuer`` is told behind the subject, which may be theirs instead: "văn bản về sai phạm của sở A"."""


@dataclass(frozen=True, slots=True)
class DocumentRules:
    """Each list or pattern is what its key in the file says."""

    nouns: dict[str, DocumentType]
    symbols: dict[str, DocumentType]
    opens: dict[DocumentType, re.Pattern[str]]
    personnel: tuple[str, ...]
    on_bodies: tuple[str, ...]
    by_state: tuple[str, ...]
    penalties: tuple[str, ...]
    numbered_only: frozenset[str]
    allowing: frozenset[str]
    plan_marks: tuple[str, ...]
    programme_opens: tuple[str, ...]
    issuing: re.Pattern[str]
    sent: re.Pattern[str]
    conveying: re.Pattern[str]
    concluding: re.Pattern[str]
    concluded: re.Pattern[str]
    """A verb of concluding with what is concluded."""
    presenting: re.Pattern[str]
    within: re.Pattern[str]
    scheming: re.Pattern[str]
    no_scheme: re.Pattern[str]
    counted: re.Pattern[str]
    vague: frozenset[str]
    amending: tuple[str, ...]
    laws: frozenset[str]
    law_letters: dict[str, str]
    code_letters: dict[str, str]
    longest_law: int
    head: Anchored
    plan_kinds: tuple[str, ...]
    programmes: frozenset[str]
    conduct: frozenset[str]
    conduct_letters: frozenset[str]
    declared: frozenset[str]
    pacts: frozenset[str]
    complete: frozenset[str]
    known_treaties: dict[str, tuple[str, ...]]
    """By its letters, folded, the folded words of each treaty's names, first what most call it."""
    yearly: re.Pattern[str]
    charters: frozenset[str]
    rulebooks: dict[str, re.Pattern[str]]
    alone: Anchored
    """A noun alone that opens a sentence, with what it goes on with."""


@cache
def document_rules() -> DocumentRules:
    """The rules, read once.

    Raises:
        DataError: the file is wrong, with its line.

    """
    data = datafile.read(DOCUMENTS).fields(
        "types", "dispatch_symbols", "local_symbols", "draft", "amending", "details", "repeals", "based_on",
        "effective", "issuing", "presenting", "passed", "personnel", "on_bodies", "plan_marks", "programme_opens",
        "numbered_only", "plan_kinds", "programmes", "charters", "rulebooks", "sent", "conveying", "concluding",
        "concluded", "ended", "ended_by", "predicates", "conveyed", "allowing", "within", "scheming",
        "no_scheme", "counted", "vague", "law_letters", "conduct", "conduct_letters", "declared", "pacts",
        "yearly", "by_state", "penalties", "known_treaties", "code_letters", "complete",
    )  # fmt: skip
    nouns: dict[str, DocumentType] = {}
    symbols: dict[str, DocumentType] = dict.fromkeys(both_spellings(data["dispatch_symbols"].texts()), "dispatch")
    opens: dict[DocumentType, re.Pattern[str]] = {}
    for name, entry in data["types"].items():
        kind = next((known for known in TYPES if known == name), None)
        if kind is None:
            raise entry.error(f"unknown type {name!r}; known are {', '.join(TYPES)}")
        fields = entry.fields("nouns", "symbols", "opens")
        nouns |= dict.fromkeys(both_spellings(fields["nouns"].texts()), kind)
        if "symbols" in fields:
            symbols |= dict.fromkeys(both_spellings(fields["symbols"].texts()), kind)
        if "opens" in fields:
            opens[kind] = re.compile(rf"[ “\"]*{one_of(both_spellings(fields['opens'].texts()))}(?!\w)", re.IGNORECASE)
    laws = frozenset(fold(name) for _, names in datafile.read("data/rules/laws.yaml").items() for name in names.texts())
    either_case = one_of((noun[0].lower() + noun[1:] for noun in nouns), capital=True)
    predicates = one_of(both_spellings(data["predicates"].texts()))
    nouns_alone = one_of([*(noun for noun, kind in nouns.items() if kind not in _NEVER_ALONE), _ANY_PAPER])
    draft = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in _words(data["draft"]))
    return DocumentRules(
        nouns={noun.casefold(): kind for noun, kind in nouns.items()},
        symbols=symbols,
        opens=opens,
        numbered_only=frozenset(noun.casefold() for noun in both_spellings(data["numbered_only"].texts())),
        allowing=frozenset(noun.casefold() for noun in both_spellings(data["allowing"].texts())),
        personnel=_words(data["personnel"]),
        on_bodies=_words(data["on_bodies"]),
        by_state=_words(data["by_state"]),
        penalties=_words(data["penalties"]),
        plan_marks=_words(data["plan_marks"]),
        programme_opens=_words(data["programme_opens"]),
        plan_kinds=_words(data["plan_kinds"]),
        conduct=frozenset(name.casefold() for name in both_spellings(data["conduct"].texts())),
        conduct_letters=frozenset(name.casefold() for name in data["conduct_letters"].texts()),
        declared=frozenset(name.casefold() for name in both_spellings(data["declared"].texts())),
        pacts=frozenset(name.casefold() for name in both_spellings(data["pacts"].texts())),
        known_treaties={
            fold(letters): tuple(fold(name) for name in names.texts())
            for letters, names in data["known_treaties"].items()
        },
        complete=frozenset(name.casefold() for name in both_spellings(data["complete"].texts())),
        yearly=re.compile(rf"(?:{one_of(both_spellings(data['yearly'].texts()), capital=True)})\s"),
        charters=frozenset(name.casefold() for name in both_spellings(data["charters"].texts())),
        rulebooks={
            noun.casefold(): re.compile(rf"\s(?:{one_of(both_spellings(entry.texts()))})(?!\w)")
            for noun, entry in data["rulebooks"].items()
        },
        programmes=frozenset(name.casefold() for name in both_spellings(data["programmes"].texts())),
        issuing=_before(data["issuing"]),
        sent=re.compile(
            r"(?:\s(?:vừa|mới|đã)(?:\sđược)?|\s[“\"]?\s?(?:hỏa|hoả) tốc\s?[”\"]?|,)?"
            rf"\s(?:{one_of(both_spellings(data['sent'].texts()))})(?!\w)"
        ),
        conveying=re.compile(rf"\s(?:{one_of(both_spellings(data['conveying'].texts()))})(?!\w)"),
        concluded=re.compile(rf"(?:{one_of(both_spellings(data['concluded'].texts()), capital=True)})(?!\w)"),
        concluding=re.compile(rf"(?<!\w)(?<!đưa )(?:{one_of(both_spellings(data['concluding'].texts()))})(?!\w)"),
        presenting=_before(data["presenting"]),
        within=re.compile(rf"(?<!\w)(?:{one_of(both_spellings(data['within'].texts()), capital=True)})\s\Z"),
        scheming=re.compile(rf"(?<!\w)(?:{one_of(both_spellings(data['scheming'].texts()), capital=True)})\s\Z"),
        no_scheme=re.compile(rf"(?:{one_of(both_spellings(data['no_scheme'].texts()))})(?!\w)"),
        counted=re.compile(rf"\s(?:{one_of(both_spellings(data['counted'].texts()))})(?!\w)"),
        vague=frozenset(both_spellings(data["vague"].texts())),
        amending=_words(data["amending"]),
        laws=laws,
        law_letters={letters: name.text() for letters, name in data["law_letters"].items()},
        code_letters={letters: name.text() for letters, name in data["code_letters"].items()},
        longest_law=max(name.count(" ") + 1 for name in laws),
        alone=Anchored.of(
            rf"(?:(?<=[.;!?]\s)|(?<=\n)|\A)(?P<noun>{nouns_alone})"
            rf"(?:\ (?:này|trên|nêu\ trên|nói\ trên))?(?=\ (?:{predicates})\b)",
            nouns,
        ),
        head=Anchored.of(
            rf"(?<!\w)(?:(?P<draft>{draft})\ )?(?P<changes>sửa\ đổi\ )?"
            rf"(?P<noun>{_TELLS}(?<!pháp\ )(?<!kỷ\ )(?<!quy\ )(?:{either_case}))(?!\w)"
            rf"|(?P<number>(?<![\w/.,])(?<!\d:)\d{{1,5}}[a-z]?(?:[/-](?:19|20)\d\d)?\ ?[-/–]\ ?(?=[A-ZĐ]{{2}}))",
            (*_words(data["draft"]), "sửa đổi", *nouns, *(noun[0].lower() + noun[1:] for noun in nouns), ANY_NUMBER),
            capital=True,
        ),
    )


def _words(entry: datafile.Entry) -> tuple[str, ...]:
    return tuple(sorted(both_spellings(entry.texts()), key=len, reverse=True))


def _before(entry: datafile.Entry) -> re.Pattern[str]:
    """One of the words, right in front of a noun."""
    words = one_of(both_spellings(entry.texts()), capital=True)
    return re.compile(rf"(?<!\w)(?<!đưa )(?:{words})(?: (?:một|các|những|dự thảo|dự án))?\s*\Z")


def phrases(key: str) -> Sequence[str]:
    """A list of the rules of documents, longest phrase first."""
    return _words(datafile.read(DOCUMENTS)[key])
