"""Laws and official documents: which ones, in what state, who made them, when, and how they relate.

What the mentions of one document say is gathered first ("Quyết định 167" and "167/2008/QĐ-TTg" are one),
because the issuer may be part of the key and one sentence often settles what another leaves open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import pairwise
from typing import Final

from govkg.extraction.document_details import read_sentence, take_day
from govkg.extraction.document_issuers import by_letters
from govkg.extraction.document_making import is_approval
from govkg.extraction.document_mentions import document_mentions, nouns_alone
from govkg.extraction.document_relations import read_relations
from govkg.extraction.document_rules import DocumentMention
from govkg.extraction.document_sameness import Mentioned, going_back, resolve
from govkg.extraction.reading import Reading
from govkg.model.actors import LegalDocument, Organization
from govkg.model.facts import (
    DocumentDate,
    DocumentDated,
    DocumentState,
    DocumentStatus,
    Fact,
    IssuedBy,
    Named,
    SignedBy,
)
from govkg.model.interval import PartialDate
from govkg.model.statement import Statement

_SUBMISSION: Final = "Tờ trình"
"""What only puts something to those who decide, and is not adopted itself."""


def read_documents(reading: Reading) -> Iterator[Statement]:
    """Which documents an article names, and what it says of each."""
    found: list[Mentioned] = []
    for passage in reading.passages:
        mentions = [*document_mentions(passage), *nouns_alone(passage)]
        found += (Mentioned(passage, each, each.issuer) for each in sorted(mentions, key=lambda each: each.span.start))
    if not found:  # as in most articles
        return
    entities = (each.entity for passage in reading.passages for each in passage.mentions)
    bodies = {entity for entity in entities if isinstance(entity, Organization)}
    before: Mentioned | None = None
    made: Mentioned | None = None
    for mentioned in found:
        read_sentence(mentioned, before, made, bodies)
        before = mentioned
        made = mentioned if mentioned.passed and mentioned.issuer is not None else made
    for first, second in pairwise(found):
        if is_approval(first, second):
            take_day(first, second)
    _spell_out(found)
    found = going_back(found)
    documents = resolve(found)
    _by_letters(found, documents, bodies)
    status = _statuses(found, documents)
    for mentioned, act in zip(found, documents, strict=True):
        yield from _state(reading, mentioned, act, status[act])
    yield from read_relations(reading, found, documents)


def _by_letters(found: Sequence[Mentioned], documents: Sequence[LegalDocument], bodies: Set[Organization]) -> None:
    """Let the letters of a number tell who issued a document of which no mention does."""
    issued = {act for one, act in zip(found, documents, strict=True) if one.issuer is not None or act.issuer}
    for one, act in zip(found, documents, strict=True):
        if one.mention.number is not None and act not in issued:
            one.issuer = by_letters(one.mention.number, bodies)
            if one.issuer is not None:
                one.rules["issuer"] = "document.by-letters"
                issued.add(act)


def _spell_out(found: Sequence[Mentioned]) -> None:
    """Put the name of a law for the abbreviation that the article declares: "Luật A và B (A&B) … Luật A&B"."""
    declared: dict[str, str] = {}
    for one in found:
        short = _DECLARED.match(one.passage.text, one.mention.span.end)
        name = one.mention.name
        if name is not None and one.mention.type == "law":
            if short is not None:
                base = name.rpartition(" của ")[2] if one.mention.amended and " của Luật " in name else name
                declared[short["short"]] = base
            for abbreviation, full in declared.items():
                name = re.sub(rf"\bLuật {re.escape(abbreviation)}(?!\w)", full, name)
            one.mention = replace(one.mention, name=name)


_DECLARED = re.compile(r"\s?\((?:(?:sau đây )?gọi (?:tắt )?là )?(?:Luật )?(?P<short>[A-ZĐ][A-ZĐ&]{1,14})\)")


def _statuses(found: Sequence[Mentioned], documents: Sequence[LegalDocument]) -> dict[LegalDocument, DocumentStatus]:
    """What all mentions of a document say together: one that tells of its passing outweighs those before it."""
    passed = {act for one, act in zip(found, documents, strict=True) if one.passed}
    made = {act for one, act in zip(found, documents, strict=True) if not one.proposed}
    drafts = {act for one, act in zip(found, documents, strict=True) if one.mention.draft}

    def status(act: LegalDocument) -> DocumentStatus:
        submitted = act.name is not None and act.name.startswith(_SUBMISSION)
        if act in passed and not submitted:
            return "adopted"
        if act in drafts:
            return "draft"
        return "unknown" if act.type in ("report", "treaty") or submitted or act not in made else "adopted"

    return {act: status(act) for act in documents}


_CONFIDENCE: Final = {
    "document.number": 0.97,
    "document.short-number": 0.9,
    "document.law": 0.95,
    "document.constitution": 0.95,
    "document.title": 0.85,
    "document.back": 0.85,
    "document.of-body": 0.87,
    "document.active": 0.85,
    "document.passive": 0.88,
    "document.by-place": 0.85,
    "document.joined": 0.85,
    "document.by-code": 0.9,
    "document.by-letters": 0.88,
    "document.by-clause": 0.88,
    "document.of-list": 0.88,
    "document.quoted": 0.85,
    "document.on-behalf": 0.88,
    "document.submitted": 0.8,
    "document.by-this": 0.85,
    "document.dated": 0.96,
    "document.effective": 0.85,
    "document.signed": 0.85,
}


def _named_rule(mention: DocumentMention) -> str:
    if mention.back:
        return "document.back"
    if mention.number:
        return "document.number" if "/" in mention.number or "-" in mention.number else "document.short-number"
    if mention.type == "constitution":
        return "document.constitution"
    return "document.law" if mention.type in ("law", "ordinance") else "document.title"


def _state(reading: Reading, one: Mentioned, act: LegalDocument, status: DocumentStatus) -> Iterator[Statement]:
    mention = one.mention
    facts: list[tuple[Fact, str]] = [(DocumentState(act, status), _named_rule(mention))]
    for form in (mention.number, mention.told or mention.name):
        if form and form not in (act.number, act.name):
            facts.append((Named(act, form), _named_rule(mention)))
    if one.issuer is not None:
        facts.append((IssuedBy(act, one.issuer), one.rules.get("issuer", "document.of-body")))
    if one.signer is not None:
        facts.append((SignedBy(act, one.signer), "document.signed"))
    dates: tuple[tuple[PartialDate | None, DocumentDate], ...] = ((one.issued, "issued"), (one.effective, "effective"))
    for day, event in dates:
        if day is not None:
            rule = one.rules.get("issued", "document.dated") if event == "issued" else "document.effective"
            facts.append((DocumentDated(act, day, event), rule))
    for fact, rule in facts:
        yield reading.state(fact, one.passage, mention.span, rule, _CONFIDENCE[rule])
