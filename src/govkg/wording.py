"""What the ontology and its closed lists call their terms, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

from govkg import resources
from govkg.errors import DataError
from govkg.vocabulary import Rdf, Skos

_FILES: Final = ("ontology/govkg.ttl", "ontology/schemes.ttl")
_LABELS: Final = (Rdf.label, Skos.prefLabel)


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
