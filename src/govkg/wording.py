"""What the ontology and its closed lists call their terms, and how days are written, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

from govkg import resources
from govkg.errors import DataError
from govkg.model.interval import PartialDate
from govkg.vocabulary import Rdf, Skos

_FILES: Final = ("ontology/govkg.ttl", "ontology/schemes.ttl")
_LABELS: Final = (Rdf.label, Skos.prefLabel)
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text in Vietnamese and English."""

    vi: str
    en: str

    def __getitem__(self, language: str) -> str:
        """The text in ``vi`` or ``en``."""
        return self.en if language == "en" else self.vi


@cache
def _wordings() -> Mapping[str, Bilingual]:
    found: dict[str, dict[str, str]] = {}
    for name in _FILES:
        source = resources.path(name)
        try:
            for triple in ox.parse(path=source, format=ox.RdfFormat.TURTLE):
                if triple.predicate.value not in _LABELS:
                    continue
                term, label = triple.subject, triple.object
                if isinstance(term, NamedNode) and isinstance(label, Literal) and label.language:
                    found.setdefault(term.value, {})[label.language] = label.value
        except SyntaxError as error:
            raise DataError(error.msg or str(error), path=source, line=error.lineno, column=error.offset) from error
    return {iri: Bilingual(words["vi"], words["en"]) for iri, words in found.items() if {"vi", "en"} <= words.keys()}


def wording(term: str) -> Bilingual:
    """What a class, property or concept is called; its local name where the ontology gives no label."""
    local = term.rpartition("#")[2].rpartition("/")[2]
    return _wordings().get(term, Bilingual(local, local))


def day(when: PartialDate | date | str, language: str) -> str:
    """A day, month or year as people write it: 06/01/2012, 01/2012; 6 January 2012. A text that is no date stays."""
    if isinstance(when, str):
        try:
            when = PartialDate.parse(when)
        except ValueError:
            return str(when)
    elif isinstance(when, date):
        when = PartialDate.of(when)
    if when.month is None:
        return str(when.year)
    if language == "vi":
        return f"{when.month:02}/{when.year}" if when.day is None else f"{when.day:02}/{when.month:02}/{when.year}"
    month = f"{_MONTHS[when.month - 1]} {when.year}"
    return month if when.day is None else f"{when.day} {month}"
