"""Stable IRIs from natural keys.

Bodies, posts, documents and standards have natural keys, so their IRIs are settled when they are read.
Persons and meetings have none: an article gives them an IRI within itself, and identity decides later.
A readable slug is followed by a digest of the folded key: the slug is for people, the digest keeps
apart what a slug would let meet ("Ánh", "Ính").
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from urllib.parse import quote

from govkg.folding import fold, slug

BASE = "https://w3id.org/govkg/"
ID = BASE + "id/"
GRAPH = BASE + "graph/"

JUDGEMENTS_GRAPH = GRAPH + "judgements"
IDENTITY_GRAPH = GRAPH + "identity"
LINKS_GRAPH = GRAPH + "links"
ENRICHMENT = GRAPH + "enrichment/"
"""Base of the graphs that hold what other endpoints say of what is linked to them: one graph an endpoint."""

_LONGEST_SLUG = 80


@lru_cache(maxsize=16384)
def _quoted(key: str) -> str:
    return quote(key, safe="")


def digest(*key: str) -> str:
    """Twelve hexadecimal digits over the parts of a key, kept apart by a character that no name holds."""
    return blake2b("\x1f".join(key).encode(), digest_size=6).hexdigest()


def keyed(kind: str, label: str, *key: str) -> str:
    """The IRI of something of a kind by its label and, where the label alone is not the key, more of it."""
    readable = slug(label)[:_LONGEST_SLUG].strip("-")
    mark = digest(kind, fold(label), *map(fold, key))
    return f"{ID}{kind}/{readable}-{mark}" if readable else f"{ID}{kind}/{mark}"


def organization(name: str, parent: str | None = None) -> str:
    """A body that the reference data does not know: full name, and the body it is part of where known."""
    return keyed("organization", name, parent or "")


@lru_cache(maxsize=16384)
def post(title: str, organization_iri: str | None) -> str:
    """A post: its title in a body; without a body, the title alone ("Đại sứ")."""
    return keyed("post", title, organization_iri or "")


def document(type_: str, number: str | None, name: str | None, issuer: str | None = None) -> str:
    """A legal document: type, number and issuing body; without a number, type and name."""
    if number:
        return f"{ID}document/{slug(number)}-{digest('document', type_, number.casefold(), fold(issuer or ''))}"
    return keyed("document", name or "", type_)


def standard(designation: str) -> str:
    """A standard by its designation with edition, such as ISO 9001:2008."""
    return f"{ID}standard/{slug(designation)}"


def article(article_id: str) -> str:
    """An article, which is also the name of its graph."""
    return f"{ID}article/{_quoted(article_id)}"


def enrichment(endpoint: str) -> str:
    """The graph of what an endpoint says of its own entities."""
    return f"{ENRICHMENT}{slug(endpoint)}-{digest(endpoint)}"


def external(iri: str) -> bool:
    """Whether an IRI is an address of somebody else."""
    return iri.startswith(("http://", "https://")) and not iri.startswith(BASE)


def within(article_iri: str, kind: str, key: str) -> str:
    """A node that only one article speaks of (a person, a meeting, a statement), by a key within it."""
    return f"{article_iri}#{kind}.{_quoted(key)}"
