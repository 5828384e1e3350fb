"""An entity of FollowTheMoney: its values as the model takes them, and its lines of JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha1
from typing import Final

from pyoxigraph import Literal

from govkg import iris
from govkg.export.records import Record, plain
from govkg.wording import wording

DATASET: Final = "govkg"
_SAFE_ID: Final = re.compile(r"[0-9a-zA-Z][0-9a-zA-Z.\-]{0,180}[0-9a-zA-Z]")
_UNSAFE: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b-\u200f\u2060-\u2064\ufeff]")
_DAY: Final = len("2012-01-06")
_LANGUAGES: Final = {"vi": "vie", "en": "eng"}
_LONGEST: Final[Mapping[str, int]] = {
    **dict.fromkeys(("name", "alias", "weakAlias", "abbreviation"), 384),
    "location": 250,
    "summary": 65_000,
}
"""Characters that FollowTheMoney takes in a value; what is longer is cut and ends in "…"."""
_LONGEST_OTHER: Final = 1024


@dataclass(slots=True)
class Entity:
    """An entity: its values by property, each with its language.

    ``first`` and ``last`` are the days on which articles say so, ``origin`` the article that does so first.
    """

    id: str
    schema: str
    values: dict[str, dict[str, str | None]] = field(default_factory=dict)
    first: str | None = None
    last: str | None = None
    origin: str | None = None

    def add(self, name: str, *found: str | None, language: str | None = None) -> None:
        """Give a property values; what nothing is left of after cleaning is no value."""
        longest = _LONGEST.get(name, _LONGEST_OTHER)
        for text in found:
            if text and (cleaned := clean(text)):
                if len(cleaned) > longest:
                    cleaned = cleaned[: longest - 1].rstrip() + "…"
                self.values.setdefault(name, {}).setdefault(cleaned, language)

    def add_texts(self, name: str, record: Record, *properties: str, language: str | None = None) -> None:
        """Give a property the texts of a node, with their languages; of one language only where it is named."""
        for property_ in properties:
            for term in record.all(property_):
                its = term.language if isinstance(term, Literal) else None
                if language is None or its == language:
                    self.add(name, plain(term), language=_LANGUAGES.get(its or ""))

    def add_roles(self, name: str, term: str) -> None:
        """Give a property what a concept is called, in both languages."""
        words = wording(term)
        self.add(name, words.vi, language="vie")
        self.add(name, words.en, language="eng")

    def saw(self, article: str, published: str) -> None:
        """An article of that day says so; of no day, it counts only where no other does."""
        day = published[:_DAY]
        if not self.origin or (day and day < (self.first or "9999")):
            self.origin = article
        if day:
            self.first, self.last = min(day, self.first or day), max(day, self.last or day)

    def line(self) -> bytes:
        """The entity as a line of JSON."""
        found: dict[str, object] = {
            "id": self.id,
            "caption": next(iter(self.values.get("name", self.values.get("title", ()))), self.schema),
            "schema": self.schema,
            "properties": {name: list(texts) for name, texts in sorted(self.values.items())},
            "datasets": [DATASET],
        }
        if self.first:
            found |= {"first_seen": self.first, "last_seen": self.last}
        return _line(found)

    def statements(self) -> Iterator[bytes]:
        """Each of its values as a line: which article says so first, and when first and last."""
        for name, texts in sorted(self.values.items()):
            for text, language in texts.items():
                yield _line(
                    {
                        "canonical_id": self.id,
                        "entity_id": self.id,
                        "prop": name,
                        "schema": self.schema,
                        "value": text,
                        "dataset": DATASET,
                        "lang": language,
                        "original_value": None,
                        "first_seen": self.first,
                        "last_seen": self.last,
                        "external": False,
                        "origin": self.origin,
                        "id": _statement_key(self.id, name, text, language),
                    }
                )


def _statement_key(entity: str, name: str, text: str, language: str | None) -> str:
    """The key that FollowTheMoney makes for such a statement."""
    key = f"{DATASET}.{entity}.{name}.{text}" + (f"@{language}" if language else "")
    return sha1(key.encode(), usedforsecurity=False).hexdigest()


def identifier(iri: str) -> str:
    """The id of a node: its address without what all have in common, or a digest of what no id may hold."""
    kind, _, rest = iri.removeprefix(iris.ID).partition("/")
    readable = f"{DATASET}-{kind}-{rest}"
    if iri.startswith(iris.ID) and _SAFE_ID.fullmatch(readable):
        return readable
    return f"{DATASET}-{sha1(iri.encode(), usedforsecurity=False).hexdigest()}"


def clean(text: str) -> str:
    """One line in NFC without the characters that FollowTheMoney takes out."""
    return " ".join(_UNSAFE.sub("", unicodedata.normalize("NFC", text)).split())


def _line(found: Mapping[str, object]) -> bytes:
    return json.dumps(found, ensure_ascii=False).encode() + b"\n"
