"""The index itself: what is kept of a name, and how a text that somebody typed is compared with it.

A name is kept whole twice, as ``fold`` (diacritics count) and ``bare`` (they do not), and in its bare words.
A search goes from the strictest comparison to the loosest and stops when it has enough; within one
comparison what is nearest to the typed text and spoken of most comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import log10
from pathlib import Path
from typing import Any, Final, Literal, cast

from rapidfuzz.distance import Levenshtein
from tantivy import Document, Index, IndexWriter, Occur, Query, Schema, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from govkg.errors import StoreError
from govkg.folding import bare, fold
from govkg.kinds import FAMILIES
from govkg.search.entries import TITLE, Entry
from govkg.store.failures import one_line

Match = Literal["exact", "plain", "weak", "prefix", "words", "typo", "some"]
"""How near: the name; without diacritics; in context only; its beginning; its words; with typing errors; some words."""

_SHORT: Final = 3
"""Beginnings of so many letters have terms of their own; a longer one is a walk through the dictionary."""

_SURE: Final = ("exact", "plain", "weak", "prefix", "words")
"""Comparisons that are right whatever they find; of the others only the names that are alike count."""

_ALIKE: Final = 0.5
_FAME: Final = 0.25
_MANY: Final = 40
"""Hits of a loose comparison that are weighed against each other."""

_LONGEST_TYPED: Final = 200
_HEAP: Final = 64_000_000
_SEPARATOR: Final = "\x1f"


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity that was found: ``name`` is its form that came nearest, ``match`` how near."""

    iri: str
    label: str
    kind: str
    family: str
    name: str
    match: Match
    mentions: int


@contextmanager
def index_errors(folder: Path | None) -> Iterator[None]:
    """Around what reads or writes an index in ``folder``: a full disk or a damaged file becomes StoreError."""
    try:
        yield
    except (OSError, ValueError) as error:
        message = f"the search index is out of order, delete it and it is made anew: {one_line(str(error))}"
        raise StoreError(message, location=folder) from error


class Engine:
    """A tantivy index of entries, in a folder or, for None, in memory.

    Raises:
        StoreError: the index is damaged, or its disk is full; any of its methods may say so.

    """

    def __init__(self, folder: Path | None) -> None:
        self._folder, self._schema = folder, _schema()
        self._writer: IndexWriter | None = None
        with index_errors(folder):
            self._index = Index(self._schema, path=str(folder) if folder else None)
        self._index.register_tokenizer("words", TextAnalyzerBuilder(Tokenizer.whitespace()).build())

    def put(self, entries: Iterable[Entry]) -> None:
        """Add entries that the index does not hold yet; ``commit`` makes them visible."""
        with index_errors(self._folder):
            writer = self._writing()
            for entry in entries:
                writer.add_document(_document(entry))

    def remove(self, iris: Iterable[str]) -> None:
        """Take entities out; ``commit`` makes it so."""
        with index_errors(self._folder):
            writer = self._writing()
            for iri in iris:
                writer.delete_documents_by_term("iri", iri)

    def clear(self) -> None:
        """Take everything out; ``commit`` makes it so."""
        with index_errors(self._folder):
            self._writing().delete_all_documents()

    def commit(self) -> None:
        """Make what was put and removed visible, all at once."""
        if self._writer is not None:
            with index_errors(self._folder):
                self._writer.commit()
                self._index.reload()

    def close(self) -> None:
        """Wait for what is under way and let the folder go."""
        writer, self._writer = self._writer, None
        if writer is not None:
            with index_errors(self._folder):
                writer.wait_merging_threads()

    def _writing(self) -> IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(_HEAP, 1)
        return self._writer

    def entries(self) -> Iterator[Entry]:
        """What the index holds, in no particular order; of the names it tells no weak ones from the others."""
        with index_errors(self._folder):
            searcher = self._index.searcher()
            for _, address in searcher.search(Query.all_query(), max(len(self), 1), count=False).hits:
                found = searcher.doc(address).to_dict()
                names = tuple(found["names"][0].split(_SEPARATOR))
                yield Entry(found["iri"][0], found["kind"][0], found["family"][0], names, mentions=found["mentions"][0])

    def __len__(self) -> int:
        return int(self._index.searcher().num_docs)

    def named(self, text: str, types: Sequence[str], limit: int) -> list[Hit]:
        """The entities that bear exactly this name: by its letters, else without diacritics, else in context only.

        Those of which it is the label come before those of which it is another name.
        """
        key, plain = fold(text), bare(text)
        for match, field, term in (("exact", "fold", key), ("plain", "plain", plain), ("weak", "weak", plain)):
            if term and (found := self._run(self._term(field, term), types, limit, plain, match)):
                return [hit for hit in found if bare(hit.label) == plain] or found
        return []

    def search(self, text: str, types: Sequence[str], limit: int) -> list[Hit]:
        """The nearest entities, best first."""
        text = text[:_LONGEST_TYPED]
        plain = bare(text)
        found: dict[str, Hit] = {}
        for match, query in self._comparisons(fold(text), plain):
            if found and match not in _SURE:
                break
            wanted = limit + len(found) if match in ("exact", "plain", "weak") else _MANY + limit
            hits = self._run(query, types, wanted, plain, match)
            for hit in hits if match in _SURE else _nearest(hits, plain):
                found.setdefault(hit.iri, hit)
            if len(found) >= limit:
                break
        return list(found.values())[:limit]

    def _comparisons(self, key: str, plain: str) -> Iterator[tuple[Match, Query]]:
        words = plain.split()
        if not words:
            return
        yield "exact", self._term("fold", key)
        yield "plain", self._term("plain", plain)
        yield "weak", self._term("weak", plain)
        if len(plain) > _SHORT:
            yield "prefix", Query.regex_query(self._schema, "plain", f"{plain}.*")
        *whole, last = words
        begun = (
            self._term("begin", last) if len(last) <= _SHORT else Query.regex_query(self._schema, "words", f"{last}.*")
        )
        yield "words", _all([*(self._term("words", word) for word in whole), begun])
        for distance, shortest in ((1, 4), (2, 8)):
            if len(plain) >= shortest:
                yield "typo", Query.fuzzy_term_query(self._schema, "plain", plain, distance)
        yield "typo", _all([self._nearly(word) for word in words])
        yield "some", Query.boolean_query([(Occur.Should, self._term("words", word)) for word in words])

    def _nearly(self, word: str) -> Query:
        if len(word) < _SHORT:
            return self._term("words", word)
        return Query.fuzzy_term_query(self._schema, "words", word, 1)

    def _term(self, field: str, term: str) -> Query:
        return Query.term_query(self._schema, field, term, "basic")

    def _run(self, query: Query, types: Sequence[str], limit: int, plain: str, match: Match | str) -> list[Hit]:
        searcher = self._index.searcher()
        limited = Query.boolean_query([(Occur.Must, query), self._within(types)])
        ranking = "mentions" if match != "some" else None  # by how rare the words are that a name shares
        with index_errors(self._folder):
            results = searcher.search(limited, limit, count=False, order_by_field=ranking)
            hits = [_hit(searcher.doc(address).to_dict(), plain, cast(Match, match)) for _, address in results.hits]
        return sorted(hits, key=lambda hit: (-_weight(hit, plain), hit.label, hit.iri))

    def _within(self, types: Sequence[str]) -> tuple[Occur, Query]:
        if not types:
            return Occur.MustNot, self._term("family", TITLE)
        choices = [self._term("family" if name in (*FAMILIES, TITLE) else "kind", name) for name in types]
        return Occur.Must, Query.boolean_query([(Occur.Should, choice) for choice in choices])


def _weight(hit: Hit, plain: str) -> float:
    """How much of the name was typed, and how often the entity is spoken of: ten times as often is a quarter more."""
    return len(plain) / max(len(bare(hit.name)), len(plain), 1) + _FAME * log10(1 + hit.mentions)


def _nearest(hits: Iterable[Hit], plain: str) -> list[Hit]:
    """Those whose name is alike enough to be meant, the most alike first."""
    alike = [(_likeness(hit, plain), hit) for hit in hits]
    return [hit for near, hit in sorted(alike, key=lambda each: -each[0]) if near >= _ALIKE]


def _likeness(hit: Hit, plain: str) -> float:
    """From 0 to 1: the words that two names share, for a comparison by words; else the letters that need no change."""
    name = bare(hit.name)
    if hit.match == "some":
        typed, named = set(plain.split()), set(name.split())
        return len(typed & named) / len(typed | named)
    return Levenshtein.normalized_similarity(name, plain)


def _all(queries: Sequence[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def _schema() -> Schema:
    builder = SchemaBuilder()
    raw: dict[str, Any] = {"tokenizer_name": "raw", "index_option": "basic"}
    for name in ("iri", "kind", "family"):
        builder.add_text_field(name, stored=True, **raw)
    for name in ("fold", "plain", "weak"):
        builder.add_text_field(name, **raw)
    for name in ("words", "begin"):
        builder.add_text_field(name, tokenizer_name="words", index_option="basic")
    builder.add_text_field("names", stored=True, **raw)
    builder.add_integer_field("mentions", stored=True, fast=True)
    return builder.build()


def _document(entry: Entry) -> Document:
    plain = dict.fromkeys(filter(None, map(bare, entry.names)))
    weak = dict.fromkeys(filter(None, map(bare, entry.weak)))
    words = dict.fromkeys(word for name in (*plain, *weak) for word in name.split())
    begins = {text[:size] for text in (*plain, *words) for size in range(1, _SHORT + 1)}
    return Document(
        iri=entry.iri,
        kind=entry.kind,
        family=entry.family,
        fold=list(dict.fromkeys(filter(None, map(fold, entry.names)))),
        plain=list(plain),
        weak=list(weak),
        words=" ".join(words),
        begin=" ".join(sorted(begin for begin in begins if " " not in begin)),
        names=_SEPARATOR.join((*entry.names, *entry.weak)),
        mentions=entry.mentions,
    )


def _hit(stored: dict[str, list[Any]], plain: str, match: Match) -> Hit:
    names = stored["names"][0].split(_SEPARATOR)
    nearest = min(names, key=lambda name: Levenshtein.distance(bare(name), plain))
    return Hit(
        iri=stored["iri"][0],
        label=names[0],
        kind=stored["kind"][0],
        family=stored["family"][0],
        name=nearest,
        match=match,
        mentions=stored["mentions"][0],
    )
