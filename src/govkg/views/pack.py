"""A network as the few strings that a page carries: small to load, quick to open, quotes unpacked when asked.

``head`` is JSON: tables of classes, relations and words, and where each column lies. ``blocks`` are base64: ``graph``
of zlib (RFC 1950), which browsers unpack themselves, holds all columns one after another; ``facts.N``, ``quotes.N`` and
``articles.N`` hold JSON lists of ``CHUNK`` entries, of bzip2, which is a third smaller for text (assets/bunzip.js). A
column of numbers is all their lowest bytes, then all their next bytes and so on, which zlib packs best; strings of a
column stand on one line each, in UTF-8. What a fact repeats of its first quote is cut out of that (``_fact``).
"""

from __future__ import annotations

import base64
import bz2
import json
import sys
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from govkg.model.interval import PartialDate
from govkg.views.layout import Point
from govkg.views.model import Fact, Network, Quote, Times, family
from govkg.views.words import Style, Words

CHUNK = 2048
"""Entries of a lazily unpacked block: some 600 kB of text, about 25 milliseconds to open."""
WORTH = 16
"""Letters from which on it pays to cut words out of a quote."""
UNKNOWN_TIME = -(2**31)
"""Stands for a time that is not known."""
_EPOCH = PartialDate(1970, 1, 1).first.toordinal()
EXTENT = 65535
"""Coordinates are whole numbers from 0 to this, in both directions by the same scale."""


_LEVEL = 7
"""Of zlib: within a hundredth of the size of level 9, in two fifths of its time."""


@dataclass(frozen=True, slots=True)
class Packed:
    """The parts of a page's data."""

    head: Mapping[str, Any]
    blocks: Mapping[str, str]


class _Columns:
    """Columns of one block, and the table of where they lie."""

    def __init__(self) -> None:
        self.table: dict[str, list[int | str]] = {}
        self._parts: list[bytes] = []
        self._size = 0

    def numbers(self, name: str, code: str, values: Iterable[int]) -> None:
        """A column of whole numbers; ``code`` is of the module array: B, H, I or i."""
        column = array(code, values)
        if sys.byteorder == "big":
            column.byteswap()
        width, content = column.itemsize, column.tobytes()
        self._add(name, code, len(column), b"".join(content[byte::width] for byte in range(width)))

    def lines(self, name: str, values: Iterable[str]) -> None:
        """A column of strings without line ends."""
        text = list(values)
        self._add(name, "text", len(text), "\n".join(text).encode())

    def _add(self, name: str, code: str, count: int, content: bytes) -> None:
        self.table[name] = [code, self._size, len(content), count]
        self._parts.append(content)
        self._size += len(content)

    def block(self) -> str:
        """All columns as one block."""
        return squeeze(b"".join(self._parts))


def pack(network: Network, places: Sequence[Point], groups: Sequence[int], style: Style) -> Packed:
    """All of a network but its settings: ``places`` and ``groups`` (communities) are by position of the node."""
    kinds = sorted({node.kind for node in network.nodes})
    relations = sorted({edge.relation for edge in network.edges})
    families = sorted(set(map(family, relations)))
    labels = sorted({(edge.vi, edge.en) for edge in network.edges})
    articles: dict[Quote, int] = {}
    quotes: dict[tuple[str, int, str, int, int], int] = {}

    def cite(evidence: Iterable[Quote]) -> list[int]:
        """The numbers of quotes, each text and article kept once."""
        numbers = []
        for quote in evidence:
            whole = Quote("", quote.article, quote.url, quote.published, quote.iri)
            key = (quote.text, articles.setdefault(whole, len(articles)), quote.part, quote.start, quote.end)
            numbers.append(quotes.setdefault(key, len(quotes)))
        return numbers

    columns = _Columns()
    _nodes(columns, network, places, groups, {kind: number for number, kind in enumerate(kinds)})
    relation_number = {relation: number for number, relation in enumerate(relations)}
    label_number = {label: number for number, label in enumerate(labels)}
    sources = [edge.source for edge in network.edges]  # in order, so the steps from one to the next are small
    columns.numbers("sourceStep", "I", (after - before for before, after in pairwise([0, *sources])))
    columns.numbers("target", "I", (edge.target for edge in network.edges))
    columns.numbers("relation", "H", (relation_number[edge.relation] for edge in network.edges))
    columns.numbers("label", "I", (label_number[edge.vi, edge.en] for edge in network.edges))
    _times(columns, "edge", [edge.times for edge in network.edges])
    cited = [cite(edge.evidence) for edge in network.edges]
    columns.numbers("cites", "I", (number for numbers in cited for number in numbers))
    columns.numbers("citesCount", "H", (min(len(numbers), 65535) for numbers in cited))
    facts = [[_fact(fact, cite(fact.evidence)) for fact in node.facts] for node in network.nodes]
    columns.numbers("factCount", "H", (min(len(entry), 65535) for entry in facts))
    blocks = {"graph": columns.block()}
    if any(facts):
        blocks |= _chunks("facts", facts)
    blocks |= _chunks("quotes", [_quote(*quote) for quote in quotes])
    blocks |= _chunks("articles", [[a.article, a.url, a.published, a.iri] for a in articles])
    head = {
        "columns": columns.table,
        "nodes": len(network.nodes),
        "edges": len(network.edges),
        "chunk": CHUNK,
        "kinds": [_kind(kind, style) for kind in kinds],
        "relations": [[relation, families.index(family(relation))] for relation in relations],
        "families": [[name, *_both(style.relation(name))] for name in families],
        "labels": [list(label) for label in labels],
    }
    return Packed(head, blocks)


def _nodes(
    columns: _Columns, network: Network, places: Sequence[Point], groups: Sequence[int], kinds: Mapping[str, int]
) -> None:
    nodes = network.nodes
    columns.lines("name", (node.label for node in nodes))
    columns.lines("iri", (node.iri for node in nodes))
    columns.lines("alias", (" · ".join(node.aliases) for node in nodes))
    columns.numbers("kind", "H", (kinds[node.kind] for node in nodes))
    columns.numbers("group", "I", groups)
    left, top = min((x for x, _ in places), default=0.0), min((y for _, y in places), default=0.0)
    reach = max(max((x - left for x, _ in places), default=0.0), max((y - top for _, y in places), default=0.0)) or 1.0
    columns.numbers("x", "H", (round((x - left) / reach * EXTENT) for x, _ in places))
    columns.numbers("y", "H", (round((y - top) / reach * EXTENT) for _, y in places))
    columns.numbers("unit", "I", [max(1, round(EXTENT / reach))])
    _times(columns, "node", [node.times for node in nodes])


def _times(columns: _Columns, prefix: str, times: Sequence[Times]) -> None:
    """Four columns of days since 1970-01-01 times four, plus 0 for a day, 1 for a month, 2 for a year.

    A partial date stands as its first day at a beginning and as its last at an end.
    """
    if not any(times):
        return
    columns.numbers(f"{prefix}Begin", "i", (_day(value.begin, last=False) for value in times))
    columns.numbers(f"{prefix}End", "i", (_day(value.end, last=True) for value in times))
    columns.numbers(f"{prefix}First", "i", (_day(value.observed_first, last=False) for value in times))
    columns.numbers(f"{prefix}Last", "i", (_day(value.observed_last, last=True) for value in times))


@lru_cache(maxsize=65536)
def _day(text: str, *, last: bool) -> int:
    if not text:
        return UNKNOWN_TIME
    date = PartialDate.parse(text)
    exactness = 0 if date.day else 1 if date.month else 2
    return ((date.last if last else date.first).toordinal() - _EPOCH) * 4 + exactness


def _fact(fact: Fact, cites: list[int]) -> list[Any]:
    """Its words in both languages and its quotes; and where it ends in words of the first quote, where they stand.

    Those words are left out: [vi, en, cites, begin, length], counted in UTF-16 as JavaScript does.
    """
    vi, en = fact.vi, fact.en
    told = vi[len(vi.partition(": ")[0]) + 2 :]
    quote = fact.evidence[0].text if fact.evidence else ""
    at = quote.find(told) if len(told) >= WORTH and en.endswith(told) else -1
    if at < 0:
        return [vi, en if en != vi else "", cites]
    return [vi.removesuffix(told), en.removesuffix(told), cites, _utf16(quote[:at]), _utf16(told)]


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _quote(text: str, article: int, part: str, start: int, end: int) -> list[Any]:
    """Its words, article, part and begin; and by how much it is longer there than its words, should it be."""
    beyond = end - start - len(text)
    return [text, article, part, start, *((beyond,) if beyond else ())]


def _kind(name: str, style: Style) -> list[str]:
    kind = style.kind(name)
    return [name, *_both(kind.words), kind.group.name]


def _both(words: Words) -> tuple[str, str]:
    return words.vi, words.en


def _chunks(name: str, entries: Sequence[Any]) -> dict[str, str]:
    begins = range(0, len(entries), CHUNK)
    texts = (
        json.dumps(entries[begin : begin + CHUNK], ensure_ascii=False, separators=(",", ":")).encode()
        for begin in begins
    )
    with ThreadPoolExecutor() as pool:  # bzip2 lets other threads run meanwhile
        return {f"{name}.{number}": block for number, block in enumerate(pool.map(_press, texts))}


def _press(text: bytes) -> str:
    return base64.b64encode(bz2.compress(text)).decode("ascii")


def squeeze(content: bytes) -> str:
    """Base64 of zlib."""
    return base64.b64encode(zlib.compress(content, _LEVEL)).decode("ascii")
