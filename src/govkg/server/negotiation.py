"""Which of the offered media types a client wants most (RFC 9110, section 12.5.1), and which language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from govkg.views.words import Language

ROWS: Final[Mapping[str, str]] = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "text/xml": "xml",
}
GRAPHS: Final[Mapping[str, str]] = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/ld+json": "jsonld",
    "application/json": "jsonld",
    "application/rdf+xml": "rdfxml",
    "application/xml": "rdfxml",
    "application/n-quads": "nquads",
    "application/trig": "trig",
    "text/plain": "ntriples",
}
"""Media types and the names of their formats; the first of a format is its own, the others are taken for it."""

EXTENSIONS: Final[Mapping[str, str]] = {
    "json": "json", "xml": "xml", "csv": "csv", "tsv": "tsv",
    "turtle": "ttl", "ntriples": "nt", "jsonld": "jsonld", "rdfxml": "rdf", "nquads": "nq", "trig": "trig",
}  # fmt: skip
_OF_GRAPHS: Final = {"json": "jsonld", "xml": "rdfxml"}
_BY_EXTENSION: Final = {extension: name for name, extension in EXTENSIONS.items()}


def media_type(format: str) -> str:
    """The media type of a format, with the charset where it is text."""
    for known in (ROWS, GRAPHS):
        for media, name in known.items():
            if name == format:
                return f"{media}; charset=utf-8" if media.startswith("text/") else media
    raise KeyError(format)


def format_named(name: str) -> str | None:
    """The format that a client calls by its name or extension: ``turtle`` or ``ttl``."""
    name = name.casefold()
    return name if name in EXTENSIONS else _BY_EXTENSION.get(name)


def graph_format(name: str | None) -> str | None:
    """The format of graphs that a name means there: JSON is JSON-LD, XML is RDF/XML; None for one of rows alone."""
    found = _OF_GRAPHS.get(name or "", name)
    return found if found in GRAPHS.values() else None


@lru_cache(1024)
def choose(accept: str | None, offered: tuple[str, ...]) -> str | None:
    """The offered media type that the header Accept likes most; among equals the first; None where it wants none.

    The most specific range that fits a type decides its quality, as the standard says.
    """
    if not accept or not accept.strip():
        return offered[0]
    ranges = list(_ranges(accept))
    best, most = None, 0.0
    for media in offered:
        _, quality = max(((_fit(wanted, media), q) for wanted, q in ranges), default=(-1, 0.0), key=lambda fit: fit[0])
        if max((_fit(wanted, media) for wanted, _ in ranges), default=-1) >= 0 and quality > most:
            best, most = media, quality
    return best


def language(chosen: str | None, accept: str | None) -> Language:
    """The language of a page: the one chosen, else the better liked in Accept-Language, else Vietnamese."""
    if chosen in ("vi", "en"):
        return "vi" if chosen == "vi" else "en"
    liked = {"vi": 0.0, "en": 0.0}
    for wanted, quality in _ranges(accept or ""):
        primary = wanted.partition("-")[0]
        if primary in liked:
            liked[primary] = max(liked[primary], quality)
    return "en" if liked["en"] > liked["vi"] else "vi"


def _ranges(header: str) -> Iterator[tuple[str, float]]:
    """Each wanted range, in lower case without its parameters, with its quality; what makes no sense is left out."""
    for part in header[:2000].split(","):
        wanted, *parameters = (piece.strip() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip().casefold() == "q":
                try:
                    quality = min(1.0, max(0.0, float(value)))
                except ValueError:
                    quality = 0.0
        if wanted and quality == quality:  # not NaN
            yield wanted.casefold(), quality


def _fit(wanted: str, media: str) -> int:
    """How specifically a range names a media type: 2 itself, 1 its family, 0 anything, -1 not at all."""
    if wanted == media:
        return 2
    if wanted == "*/*":
        return 0
    family, _, rest = wanted.partition("/")
    return 1 if rest == "*" and media.startswith(f"{family}/") else -1
