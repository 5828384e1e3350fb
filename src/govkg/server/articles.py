"""An article as its page shows it: paragraphs whose marked sentences have the facts read from them beside them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar, Final

from pyoxigraph import Literal, NamedNode

from govkg.errors import NotFound
from govkg.graph.mapping import DATES, RELATIONS
from govkg.lookup.evidence import Article
from govkg.results import value
from govkg.server.addresses import page_of
from govkg.server.templates import say
from govkg.store.base import Store, Term, select
from govkg.views.words import Language
from govkg.vocabulary import SCHEME, Gov, Rdf
from govkg.wording import day, wording

_PARTS: Final = {"title": Gov.articleTitle, "summary": Gov.articleSummary, "text": Gov.articleText}
_SCHEMES: Final = {
    "type": {"Meeting": "meeting-type", "LegalDocument": "document-type"},
    "role": {"Participates": "participation-role"},
    "action": {"Decides": "decision-action"},
    "status": {"HoldsPost": "tenure-status", "DocumentState": "document-status"},
    "kind": {"Speaks": "speech-kind"},
}
"""The closed list that a value is of, by its key and kind of fact."""
_PROPERTIES: Final[Mapping[str, Mapping[Any, Gov]]] = {"relation": RELATIONS, "event": DATES}
"""The property that a value stands for, by its key."""


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of a fact in words; ``page`` is where it leads."""

    text: str
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One fact that a sentence states."""

    kind: str
    title: str
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A marked stretch of a part, in code points, with what it states."""

    part: str
    start: int
    end: int
    quote: str
    facts: tuple[Said, ...]

    @property
    def told(self) -> tuple[Said, ...]:
        """The facts to show: a mere mention of what another fact of the sentence is about goes without saying."""
        shown = {word.text for fact in self.facts if fact.kind != "Named" for word in fact.words}
        return tuple(
            fact
            for fact in self.facts
            if fact.kind != "Named" or shown.isdisjoint(word.text for word in fact.words[:1])
        )

    @property
    def anchor(self) -> str:
        """Its address within the page."""
        return f"{self.part}-{self.start}"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text that is marked as a whole or not at all; ``anchors`` are the spans that begin with it."""

    text: str
    marked: bool
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph and the spans that begin in it."""

    part: str
    segments: tuple[Segment, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article with what was read from it."""

    COLUMNS: ClassVar[tuple[str, ...]] = ("part", "start", "end", "quote", "fact", "says")
    article: Article
    paragraphs: tuple[Paragraph, ...]

    @property
    def count(self) -> int:
        """How many facts were read."""
        return sum(len(span.facts) for paragraph in self.paragraphs for span in paragraph.spans)

    def rows(self) -> list[list[Any]]:
        """A row each fact."""
        return [
            [span.part, span.start, span.end, span.quote, fact.kind, " · ".join(word.text for word in fact.words)]
            for paragraph in self.paragraphs
            for span in paragraph.spans
            for fact in span.facts
        ]

    def to_dict(self) -> dict[str, Any]:
        """As JSON values."""
        facts = [dict(zip(self.COLUMNS, row, strict=True)) for row in self.rows()]
        return {**self.article.to_dict(), "facts": facts}


def read_article(store: Store, iri: str, language: Language) -> ReadArticle:
    """The article of an IRI, its facts in words of a language.

    Raises:
        NotFound: there is none.

    """
    name = NamedNode(iri)
    about = {
        property_.value: term
        for property_, term in select(store, f"SELECT ?p ?o {{ GRAPH {name} {{ {name} ?p ?o }} }}")
        if isinstance(property_, NamedNode)
    }
    if not about:
        raise NotFound(iri)
    article = Article.read(iri, {property_: value(term) for property_, term in about.items()})
    spans = _spans(store, name, language)
    paragraphs = [
        paragraph
        for part, property_ in _PARTS.items()
        if isinstance(text := about.get(property_), Literal)
        for paragraph in _paragraphs(part, text.value, [span for span in spans if span.part == part])
    ]
    return ReadArticle(article, tuple(paragraphs))


def _spans(store: Store, name: NamedNode, language: Language) -> list[Span]:
    said = f"?statement <{Gov.evidence}> ?evidence ; <{Gov.fact}> ?fact ."
    quoted = (
        f"?evidence <{Gov.startOffset}> ?start ; <{Gov.exact}> ?exact . OPTIONAL {{ ?evidence <{Gov.part}> ?part }}"
    )
    named = _named(store, name)
    known = {label: node for nodes in named.values() for label, node in nodes.items()}
    facts: defaultdict[tuple[str, int, int, str], dict[Said, None]] = defaultdict(dict)
    rows = select(store, f"SELECT ?statement ?fact ?part ?start ?exact {{ GRAPH {name} {{ {said} {quoted} }} }}")
    for statement, fact, part, start, exact in sorted(rows, key=str):
        quote, first = _text(exact), int(_text(start))
        key = (_text(part) or "text", first, first + len(quote), quote)
        facts[key][_said(json.loads(_text(fact)), {**known, **named.get(_text(statement), {})}, language)] = None
    return [Span(*key, tuple(sorted(found, key=_order))) for key, found in sorted(facts.items())]


def _named(store: Store, name: NamedNode) -> dict[str, dict[str, str]]:
    """The entities that rest on each statement, by their labels."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    pattern = f"GRAPH {name} {{ ?statement <{Gov.evidence}> ?evidence }} ?node <{Gov.restsOn}> ?statement ."
    rows = select(store, f"SELECT ?statement ?node ?label {{ {pattern} ?node <{Rdf.label}> ?label }}")
    for statement, node, label in rows:
        found[_text(statement)][_text(label)] = _text(node)
    return found


def _order(fact: Said) -> tuple[bool, str, str]:
    return fact.kind == "Named", fact.kind, " ".join(word.text for word in fact.words)


def _said(fact: Mapping[str, Any], named: Mapping[str, str], language: Language) -> Said:
    kind = str(fact["@type"])
    unstated = kind == "DocumentState" and fact.get("status") == "unknown"
    title = say("document_named", language) if unstated else say(f"fact_{kind}", language)
    return Said(kind, title, tuple(_words(kind, fact, named, language)))


def _words(kind: str, fact: Mapping[str, Any], named: Mapping[str, str], language: Language) -> Iterator[Word]:
    shown = ""
    for key, part in fact.items():
        if key.startswith("@") or part is None or (kind == "Participates" and key == "meeting"):
            continue  # who took part in what role is news; in which meeting the sentence says
        if key == "status" and part == "unknown":
            continue
        if isinstance(part, Mapping):
            yield (word := _entity(part, named, language))
            shown = word.text
        elif scheme := _SCHEMES.get(key, {}).get(kind):
            concept = f"{SCHEME}{scheme}/{str(part).replace('_', '-')}"
            yield Word(wording(concept)[language].lower())
        elif property_ := _PROPERTIES.get(key, {}).get(str(part)):
            yield Word(wording(property_)[language].lower())
        elif part != shown:
            yield Word(str(part))


def _entity(part: Mapping[str, Any], named: Mapping[str, str], language: Language) -> Word:
    """An entity, a date or a period of a fact."""
    if "@date" in part:
        return Word(day(str(part["@date"]), language))
    if part.get("@type") == "Interval":
        ends = [day(str(part[key]["@date"]), language) for key in ("begin", "end") if part.get(key)]
        return Word(" – ".join(dict.fromkeys(ends)))
    text = str(part.get("name") or part.get("number") or part.get("designation") or "")
    iri = part.get("iri") or named.get(text)
    return Word(text, page_of(str(iri)) if iri else None)


def _paragraphs(part: str, text: str, spans: list[Span]) -> Iterator[Paragraph]:
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        if line.strip():
            within = [span for span in spans if span.start < end and span.end > start]
            begun = tuple(span for span in within if span.start >= start)
            yield Paragraph(part, tuple(_segments(text, start, end, within)), begun)
        start = end


def _segments(text: str, start: int, end: int, spans: list[Span]) -> Iterator[Segment]:
    """A paragraph cut where a span begins or ends, so that overlapping spans make flat markup."""
    cuts = {start, end}
    for span in spans:
        cuts |= {max(start, span.start), min(end, span.end)}
    ordered = sorted(cuts)
    for left, right in pairwise(ordered):
        covered = [span for span in spans if span.start <= left and span.end >= right]
        anchors = tuple(span.anchor for span in covered if span.start == left)
        yield Segment(text[left:right].rstrip("\r\n"), bool(covered), anchors)


def _text(term: Term | None) -> str:
    return str(getattr(term, "value", "") or "")
