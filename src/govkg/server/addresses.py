"""Which page shows which IRI, and back."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, unquote

from pyoxigraph import NamedNode

from govkg import iris

ARTICLE: Final = "article/"
_LONGEST: Final = 512


def page_of(iri: str) -> str | None:
    """The path of the page of an entity or article; None for what has no page here."""
    whole = iri.partition("#")[0]
    if not whole.startswith(iris.ID) or whole == iris.ID:
        return None
    rest = quote(whole.removeprefix(iris.ID), safe="/%")
    return f"/{rest}" if rest.startswith(ARTICLE) else f"/entity/{rest}"


def is_thing(iri: str) -> bool:
    """Whether this can be the IRI of a thing of ours; only such go to the engine."""
    try:
        NamedNode(iri)
    except ValueError:
        return False
    return iri.startswith(iris.ID) and len(iri) <= len(iris.ID) + _LONGEST * 3


def thing_iri(rest: str) -> str | None:
    """The IRI of what follows ``/id/`` in a request, percent-encoded as our IRIs are; None where it can be nothing."""
    parts = [unquote(part) for part in rest.split("/")]
    if len(rest) > _LONGEST or any(part in ("", ".", "..") or not part.isprintable() for part in parts):
        return None
    return iris.ID + "/".join(quote(part, safe="") for part in parts)
