"""The graph as tables, one a class: which columns each has is what the ontology says of the class.

A cell holds one value where the graph holds one, and a list where there may be more. What rules add is left out
(rows would say it twice), and so are the texts of the articles: tables hold facts and the sentences behind them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from govkg.errors import Violation
from govkg.export.records import Quote, Record, articles, plain, record, triples
from govkg.glossary import Term, terms
from govkg.graph.inference import inferred
from govkg.kinds import lineage, local_name
from govkg.store.base import Store
from govkg.vocabulary import GOV, SCHEME, Dct, Gov, Rdf, Skos

Cell = str | int | float | bool | list[str] | None
Type = Literal["string", "integer", "number", "boolean", "array"]
Row = Mapping[str, Cell]

ROOTS: Final[Mapping[str, str]] = {
    Gov.Organization: "organizations",
    Gov.Official: "officials",
    Gov.Post: "posts",
    Gov.Tenure: "tenures",
    Gov.Meeting: "meetings",
    Gov.Participation: "participations",
    Gov.LegalDocument: "documents",
    Gov.Standard: "standards",
    Gov.StandardAdoption: "adoptions",
    Gov.PersonnelDecision: "decisions",
    Gov.SpeechAct: "speeches",
    Gov.Topic: "topics",
    Gov.Reorganization: "reorganizations",
    Gov.Conflict: "conflicts",
    Gov.Candidate: "candidates",
    "http://www.w3.org/2004/02/skos/core#Concept": "concepts",
}
"""The class above all rows of a table, and the table."""
_SINGLE: Final = frozenset(
    {
        Gov.concerns,
        Gov.decidedPost,
        Gov.speaker,
        Gov.addressee,
        Gov.adopter,
        Gov.conflictOf,
        Gov.conflictProperty,
        Gov.preferred,
    }
)
"""Relations of which a fact has one by how its IRI is made."""
_NAMELESS: Final = frozenset(
    {
        Gov.Tenure,
        Gov.Participation,
        Gov.StandardAdoption,
        Gov.PersonnelDecision,
        Gov.SpeechAct,
        Gov.Reorganization,
        Gov.Conflict,
        Gov.Candidate,
    }
)
_LISTS: Final = frozenset({Gov.numberSuffix})
_TYPES: Final[Mapping[str, Type]] = {
    "xsd:nonNegativeInteger": "integer",
    "xsd:integer": "integer",
    "xsd:boolean": "boolean",
    "xsd:decimal": "number",
}
_NAMES: Final[tuple[tuple[str, str, str, Type], ...]] = (
    (Rdf.label, "label", "Name", "string"),
    (Skos.altLabel, "aliases", "Other names", "array"),
    (Gov.weakName, "weak_names", "Names in context only", "array"),
)
_SKOS_CONCEPT: Final = "http://www.w3.org/2004/02/skos/core#Concept"
_TEXTS_LEFT_OUT: Final = frozenset({Gov.articleText})
DATE: Final = r"-?[0-9]{4,}(-[0-9]{2}(-[0-9]{2})?)?"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the ``property`` that it shows (in one ``language``: None for all but English), what its cells are.

    ``table`` is whose rows a link leads to, ``scheme`` the closed list that a concept is of.
    """

    name: str
    type: Type
    title: str
    description: str
    property: str | None = None
    language: str | None = None
    split: bool = False
    table: str | None = None
    scheme: str | None = None
    pattern: str | None = None
    required: bool = False

    def cell(self, found: Record) -> Cell:
        """Its value for a node.

        Raises:
            Violation: the graph has several values where the ontology promises one.

        """
        assert self.property is not None
        values = [
            self._shown(plain(term))
            for term in found.all(self.property)
            if not self.split or (getattr(term, "language", None) == "en") == (self.language == "en")
        ]
        if self.type == "array":
            return sorted(values) or None
        if len(values) > 1:
            what = f"{found.iri} has two values of {local_name(self.property)}, which has one: {', '.join(values[:2])}"
            raise Violation(f"{what}; govkg check lists such nodes, and --format nquads writes them", node=found.iri)
        return None if not values else _typed(values[0], self.type)

    def _shown(self, value: str) -> str:
        """A concept by its name within its closed list."""
        return value.removeprefix(f"{SCHEME}{self.scheme}/") if self.scheme else value


def _typed(value: str, type_: Type) -> Cell:
    try:
        match type_:
            case "integer":
                return int(value)
            case "number":
                return float(value)
            case "boolean":
                return value in ("true", "1")
    except ValueError as error:
        raise Violation(f"{value!r} is no {type_}; govkg check lists such values") from error
    return value


@dataclass(frozen=True, slots=True)
class Table:
    """A table: ``key`` are the columns that tell its rows apart."""

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("iri",)

    def row(self, found: Record) -> dict[str, Cell]:
        """The row of a node."""
        row: dict[str, Cell] = {"iri": found.iri, "class": _class(found.types)}
        return row | {column.name: column.cell(found) for column in self.columns if column.property is not None}


def _class(types: tuple[str, ...]) -> str:
    """The deepest class of ours; where there is none, any."""
    return local_name(max(types, key=lambda name: (len(lineage(name)), name), default=""))


@cache
def tables() -> Mapping[str, Table]:
    """Every table by its name, in the order of the floors of the ontology."""
    known = terms()
    found = {
        name: Table(name, *_about(known, root), columns=(*_identity(), *_columns(root))) for root, name in ROOTS.items()
    }
    return {**found, **{table.name: table for table in (_articles(), _statements(), _rests_on())}}


def _about(known: Mapping[str, Term], root: str) -> tuple[str, str]:
    term = known.get(root.removeprefix(GOV))
    return (term.labels["en"], term.definitions["en"]) if term else ("Concept", "An entry of a closed list.")


def _identity() -> Iterator[Column]:
    yield Column("iri", "string", "Address", "The stable address of the row's node.", required=True)
    yield Column("class", "string", "Class", "The local name of its most special class in the ontology.", required=True)


def _columns(root: str) -> Iterator[Column]:
    """Names first, then what the ontology says of the class or of one above or below it."""
    if root not in _NAMELESS:
        yield from _names(_NAMES if root == Gov.Organization else _NAMES[:2])
    for term in terms().values():
        if term.iri not in inferred() | {Gov.relatesTo} and _fits(term, root):
            yield from _of_term(term)
    if root in (Gov.Organization, Gov.Reorganization):
        yield Column("source", "array", "Source", "The acts that reference data rest on.", Dct.source)
    if root == _SKOS_CONCEPT:
        yield Column("notation", "array", "Notation", "The marks that numbers of such documents bear.", Skos.notation)


def _names(names: Sequence[tuple[str, str, str, Type]]) -> Iterator[Column]:
    for property_, name, title, type_ in names:
        for language in (None, "en"):
            suffix, in_english = (f"_{language}", " in English") if language else ("", "")
            said = f"{title}{in_english or ', in Vietnamese or of no language'}."
            yield Column(name + suffix, type_, title + in_english, said, property_, language, split=True)


def _fits(term: Term, root: str) -> bool:
    if term.kind == "class" or term.iri in _TEXTS_LEFT_OUT:
        return False
    if term.iri == Gov.shortName:
        return root == Gov.Organization
    domain = (term.domain or "").replace("gov:", GOV)
    return domain != "" and root in lineage(domain)


def _of_term(term: Term) -> Iterator[Column]:
    range_ = (term.range or "").replace("gov:", GOV)
    concept = _SKOS_CONCEPT in lineage(range_)
    one = term.kind == "attribute" or concept or "functional" in term.traits or term.iri in _SINGLE
    type_: Type = _TYPES.get((term.range or "").partition(" ")[0], "string") if one else "array"
    if term.iri in _LISTS:
        type_ = "array"
    dated = term.range == "rdfs:Literal" and term.iri not in (Gov.candidateValue, Gov.fact)
    column = Column(
        snake(term.name), type_, term.labels["en"], term.definitions["en"], term.iri,
        table=next((name for root, name in ROOTS.items() if root in lineage(range_)), None) if not concept else None,
        scheme=snake(local_name(range_)).replace("_", "-") if concept else None,
        pattern=DATE if dated else None,
    )  # fmt: skip
    if term.range != "rdf:langString":
        yield column
        return
    for language, suffix in ((None, ""), ("en", "_en")):
        yield Column(column.name + suffix, type_, column.title, column.description, term.iri, language, split=True)


def snake(name: str) -> str:
    """``observedFirst`` -> ``observed_first``, ``PostRole`` -> ``post_role``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def _articles() -> Table:
    known = terms()
    said = (column for term in known.values() if _fits(term, Gov.Article) for column in _of_term(term))
    return Table("articles", *_about(known, Gov.Article), columns=(*_identity(), *said))


def _statements() -> Table:
    texts: tuple[tuple[str, Type, str, str], ...] = (
        ("iri", "string", "Statement", "The statement's address."),
        ("article", "string", "Article", "The article that states it."),
        ("kind", "string", "Kind of fact", "The class of govkg.model.facts whose fact it states."),
        ("part", "string", "Part", "Which text of the article the words stand in: text, title or summary."),
        ("start", "integer", "Start", "Where they begin there, in Unicode code points from 0."),
        ("end", "integer", "End", "Where they end (exclusive)."),
        ("quote", "string", "Quote", "The exact words that say it."),
        ("rule", "string", "Rule", "The rule that read it."),
        ("confidence", "number", "Confidence", "How often that rule is right."),
        ("fact", "string", "Fact", "What was read, as JSON."),
    )
    columns = tuple(
        Column(*text, table="articles" if text[0] == "article" else None, required=text[0] in ("iri", "article"))
        for text in texts
    )
    return Table("statements", *_about(terms(), Gov.Statement), columns=columns)


def _rests_on() -> Table:
    columns = (
        Column("iri", "string", "Node", "An entity or fact of one of the other tables.", required=True),
        Column("statement", "string", "Statement", "A statement that it rests on.", table="statements", required=True),
    )
    about = terms()["restsOn"]
    return Table("rests_on", about.labels["en"], about.definitions["en"], columns, key=("iri", "statement"))


def rows(store: Store) -> Iterator[tuple[str, Row]]:
    """Every row of every table with the name of its table, sorted within each table.

    Raises:
        Violation: the graph breaks a promise of the ontology, so that a cell would have to hold two values.

    """
    known = tables()
    for iri, quads in triples(store):
        own = []
        for quad in quads:
            if quad.predicate.value == Gov.restsOn:
                yield "rests_on", {"iri": iri, "statement": plain(quad.object)}
            else:
                own.append(quad)
        found = record(iri, own)
        if name := _table(found.types):
            yield name, known[name].row(found)
    for article, quotes in articles(store):
        yield "articles", known["articles"].row(article)
        for quote in quotes:
            yield "statements", _stated(quote)


@cache
def _table(types: tuple[str, ...]) -> str | None:
    above = frozenset().union(*map(lineage, types)) if types else frozenset()
    return next((name for root, name in ROOTS.items() if root in above), None)


def _stated(quote: Quote) -> Row:
    return {
        "iri": quote.statement,
        "article": quote.article,
        "kind": quote.kind,
        "part": quote.part,
        "start": quote.start,
        "end": quote.end,
        "quote": quote.exact,
        "rule": quote.rule,
        "confidence": quote.confidence,
        "fact": quote.said,
    }
