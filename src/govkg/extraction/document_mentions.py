"""Where laws and official documents are named: by number, by name, or by the words of a title.

A mention opens with a noun ("Nghị định", "dự án Luật") or is a bare number whose letters tell the type
("86/2012/NĐ-CP"). Mentions nest: the title of a decree names the law that it details.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from govkg.extraction.document_amendments import with_draft
from govkg.extraction.document_bills import bill
from govkg.extraction.document_given import OF_BODIES
from govkg.extraction.document_laws import YEAR, charter, constitution, law
from govkg.extraction.document_numbers import NUMBER, SERIAL, plain_number, short_numbered, type_of
from govkg.extraction.document_rulebooks import rulebook
from govkg.extraction.document_rules import DocumentMention, document_rules
from govkg.extraction.document_titles import opens_title, titled
from govkg.extraction.document_treaties import instrument, may_be_instrument
from govkg.extraction.document_whose import of_body
from govkg.extraction.reading import Passage
from govkg.extraction.titles import capitalized, plain, read_title
from govkg.model.actors import DocumentType, Organization
from govkg.model.span import Span

_LEAD = re.compile(
    r"(?P<kind> (?:liên tịch|khẩn|hỏa tốc|liên ngành|mật|thanh tra|kiểm tra|giám sát|kết luận|bổ nhiệm"
    r"|phê duyệt|giám đốc thẩm|tái thẩm|[Kk]hởi tố (?:bị can|vụ án)(?: hình sự)?))?(?: số)?\s?:?\s?"
)
_ALLOWED = re.compile(r"(?:\s[^\W\dA-Z]\w*){0,8}?\ssố\s?:?\s?")
"""Between a licence and its number: what it allows."""
_WHAT = re.compile(r"(?P<kind>(?:\s(?!về |của |và |theo |tại |kèm )[^\W\dA-ZĐ]+){1,5})\ssố\s?:?\s?")
"""Between a noun and its number: what is decided or told, "Quyết định | thu hồi đất | số 461"."""
_MAY_TELL_WHAT: Final = frozenset({"decision", "report", "dispatch", "other"})
_MADE: Final = "ban hành"
"""Behind a number: its day follows, and no title."""
_BILL: Final = "dự luật"
_LISTED = re.compile(r";\s(?:và\s)?\Z")
"""Before a document of a list whose items are all of its kind."""
MOST_MENTIONS: Final = 1000
"""Documents that are read in one passage: a longer list is an index, and what it names is not told."""


MOST_HEADS: Final = 15_000
"""Nouns of documents that are looked at in one passage; prose of a million characters has a third of that."""


def document_mentions(passage: Passage) -> Iterator[DocumentMention]:
    """The documents that a passage names, in the order of their first characters; they may nest."""
    return islice(_mentions(passage), MOST_MENTIONS)


def _mentions(passage: Passage) -> Iterator[DocumentMention]:
    numbered, treaty, act, last = -1, None, None, None
    for head in islice(document_rules().head.finditer(passage.words), MOST_HEADS):
        if head["number"]:
            found = _by_symbols(passage, head.start()) if head.start() >= numbered else None
        elif _inside_body(passage, head):
            continue
        else:
            found = _by_noun(passage, head, last)
        if found is not None and treaty is not None and treaty.span.start <= found.span.start < treaty.span.end:
            continue  # "Công ước … về Luật Biển": what a treaty is about
        if found is not None and act is not None and _is_content(passage.text, act, found):
            continue
        if found is not None and found.type in _ACTS:
            act = found
        if found is not None:
            treaty, last = found if found.type == "treaty" else treaty, found
            if found.number:
                numbered = found.span.end
            yield from with_draft(passage.text, head, found)
            if found.type == "constitution" and found.draft and found.name and YEAR.search(found.name):
                base = Span(head.start("noun"), found.span.end)
                yield DocumentMention(base, "constitution", None, plain(base.of(passage.text)), False)


def _is_content(text: str, act: DocumentMention, plan: DocumentMention) -> bool:
    """Whether a plan or rules are all that an act says, no document beside it: "Nghị quyết ban hành | Quy chế A"."""
    start, end = act.span.end, plan.span.start
    if plan.type not in ("plan", "other") or plan.number or not act.span.start < end < start + _CONTENT_WITHIN:
        return False
    nested = end < start
    between = text[act.span.start if nested else start : end]
    return (_SAYS if nested else _SAYS_BEHIND).search(between) is not None


_ACTS: Final = frozenset({"resolution", "decision", "circular", "decree"})
_CONTENT_WITHIN: Final = 160
_SAYS = re.compile(r"\s(?:ban hành|về|về việc ban hành|điều chỉnh)\s\Z")
_SAYS_BEHIND = re.compile(
    r"\A(?:\sngày [\d./-]+)?(?:\scủa [^,;.]{3,60})?\s\(?(?:ban hành|về|về việc ban hành)\s"
    r"(?:Chương trình[^.;]*\sđiều chỉnh\s)?\Z"
)


def nouns_alone(passage: Passage) -> Iterator[DocumentMention]:
    """The nouns that open a sentence alone; which document each means, only what was named before can tell."""
    for found in islice(document_rules().alone.finditer(passage.words), MOST_MENTIONS):
        kind = document_rules().nouns[found["noun"].casefold()]
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


def _by_noun(passage: Passage, head: re.Match[str], last: DocumentMention | None) -> DocumentMention | None:
    """The document that a noun opens; ``last`` is the one before it."""
    text = passage.text
    kind = document_rules().nouns[head["noun"].casefold()]
    draft = head["draft"] is not None
    allowing = head["noun"].casefold() in document_rules().allowing
    lead = (_ALLOWED if allowing else _LEAD).match(text, head.end())
    number = NUMBER.match(text, lead.end() if lead else head.end())
    if number is None and kind in _MAY_TELL_WHAT and (what := _WHAT.match(text, head.end())) is not None:
        number = _of_kind(NUMBER.match(text, what.end()), kind)
        if number is None and (plain_serial := SERIAL.match(text, what.end())) is not None and kind == "decision":
            called = capitalized(plain(text[head.start("noun") : plain_serial.end()]))
            return DocumentMention(Span(head.start(), plain_serial.end()), kind, plain_serial[0], called, draft)
        lead = what if number is not None else lead
    if number is not None:
        kind = kind if kind != "other" else type_of(number["symbols"]) or kind
        title = (
            read_title(passage, number.end(), document_rules().head.pattern)
            if opens_title(text, number.end(), kind)
            else None
        )
        if title is not None and (
            title.count < 2 or title.words == _MADE or not opens_title(f" {title.words}", 0, kind)
        ):
            title = None
        which = "" if lead is None or allowing else (lead["kind"] or "").rstrip()
        name = f"{capitalized(head['noun'])}{which} {title.words}" if title else None
        return DocumentMention(Span(head.start(), number.end()), kind, plain_number(number), name, draft)
    if kind == "constitution":
        return constitution(text, head, draft)
    if head["noun"].casefold() == _BILL:
        return bill(passage, head)
    if kind in ("law", "ordinance"):
        return law(passage, head, kind, draft)
    if may_be_instrument(head["noun"]):
        return instrument(passage, head, draft=draft) or rulebook(passage, head)
    return (
        short_numbered(text, head, kind, draft)
        or charter(passage, head, kind, draft)
        or of_body(passage, head, kind)
        or rulebook(passage, head)
        or _without_letters(titled(passage, head, kind, draft, listed=_is_listed(passage, head, kind, last)))
    )


def _without_letters(found: DocumentMention | None) -> DocumentMention | None:
    """A document without what it is called for short at the end of its name: "Hiệp định Thương mại A | (ABFTA)"."""
    return replace(found, name=_LETTERS.sub("", found.name)) if found is not None and found.name else found


_LETTERS = re.compile(r"\s\([A-ZĐ&-]{2,12}\)\Z")


def _of_kind(number: re.Match[str] | None, kind: DocumentType) -> re.Match[str] | None:
    """A number whose letters tell the kind."""
    return number if number is not None and type_of(number["symbols"]) == kind else None


def _is_listed(passage: Passage, head: re.Match[str], kind: DocumentType, last: DocumentMention | None) -> bool:
    """Whether a noun goes on with a list: "nghị quyết về việc A, B; | nghị quyết | về C"."""
    if last is None or last.type != kind or kind not in OF_BODIES or last.name is None:
        return False
    start = head.start()
    return (
        _LISTED.search(passage.text, max(0, start - 6), start) is not None
        and passage.sentence(Span(*head.span())).start <= last.span.start
    )
