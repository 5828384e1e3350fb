"""What a SPARQL server does where the standard leaves it free, found out once and kept in its stamp.

The stamp is a graph of its own at the server, as ``govkg.json`` is in a folder: the format of the quads,
and the traits that were measured when the first quad was about to be written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import Literal, NamedNode, QuerySolutions

from govkg import iris
from govkg.errors import StoreError, StoreVersion
from govkg.store.base import FORMAT_VERSION, Answer
from govkg.store.http import Refused
from govkg.vocabulary import Xsd

STAMP_GRAPH = NamedNode(iris.GRAPH + "store")
DEFAULT_GRAPH = NamedNode(iris.GRAPH + "default")
"""Stands for the default graph where the server has only a union of all graphs."""
_PROBE = NamedNode(iris.GRAPH + "probe")
_TERMS = iris.BASE + "store#"
_FORMAT, _TRAIT = NamedNode(_TERMS + "format"), NamedNode(_TERMS + "trait")
_PARTIAL_DATES = (
    Literal("2001", datatype=NamedNode(Xsd.gYear)),
    Literal("2001-01", datatype=NamedNode(Xsd.gYearMonth)),
    Literal("2001-01-01", datatype=NamedNode(Xsd.date)),
)
"""The same first day, as partial as news may tell it; Virtuoso 7 makes one of them in a request."""


@dataclass(frozen=True, slots=True)
class Traits:
    """``union_default``: a query reads all graphs as one; ``atomic``: an update request is one transaction."""

    union_default: bool
    atomic: bool


class Server(Protocol):
    """What probing needs of a remote store."""

    @property
    def location(self) -> str:
        """The address of queries."""
        ...

    @property
    def read_only(self) -> bool:
        """Whether nothing may be written."""
        ...

    def query(self, text: str) -> Answer:
        """Run a query."""
        ...

    def update(self, text: str, *, repeat: bool) -> None:
        """Run an update."""
        ...


def traits(server: Server, *, can_post: bool) -> Traits:
    """Read the stamp of a server, or probe it and stamp it; ``can_post`` if adding goes through Graph Store.

    Raises:
        StoreVersion: its quads are in another format.
        StoreError: it cannot keep quads as they are, or has no stamp and is open for reading only.

    """
    found: dict[str, set[str]] = {}
    rows = server.query(f"SELECT ?p ?o WHERE {{ GRAPH {STAMP_GRAPH} {{ {STAMP_GRAPH} ?p ?o }} }}")
    assert isinstance(rows, QuerySolutions)
    for predicate, value in rows:
        found.setdefault(predicate.value, set()).add(value.value)
    formats = found.get(_FORMAT.value, set())
    if formats:
        if formats != {FORMAT_VERSION}:
            theirs = ", ".join(sorted(formats))
            message = f"was written in format {theirs}; this govkg reads format {FORMAT_VERSION}: use a newer govkg"
            raise StoreVersion(message, location=server.location, found=theirs, expected=FORMAT_VERSION)
        names = found.get(_TRAIT.value, set())
        return Traits("union-default" in names, "atomic" in names)
    if server.read_only:
        raise StoreError("there is no store here", location=server.location)
    server.update(f"DROP SILENT GRAPH {_PROBE}", repeat=True)
    try:
        measured = Traits(_union_default(server), _atomic(server))
        if not can_post and not _keeps_partial_dates(server):
            message = "mixes up partial dates in an update: give the address of its Graph Store protocol as well"
            raise StoreError(message, location=server.location)
    finally:
        server.update(f"DROP SILENT GRAPH {_PROBE}", repeat=True)
    _stamp(server, measured)
    return measured


def finds_graphs_by_variable_alone(server: Server) -> bool:
    """Whether, in a query that names its default graph, ``GRAPH <name>`` finds nothing but ``GRAPH ?g`` does.

    Raises:
        StoreError: such a query reads the union all the same, or finds no other graph in any way.

    """
    stamp = f"{STAMP_GRAPH} {_FORMAT} ?format"
    if _finds(server, stamp) or not _finds(server, f"GRAPH ?g {{ {stamp} }}"):
        message = "cannot tell the default graph from the others where a query names it"
        raise StoreError(message, location=server.location)
    return not _finds(server, f"GRAPH {STAMP_GRAPH} {{ {stamp} }}")


def _union_default(server: Server) -> bool:
    probe = f'{_PROBE} {_TRAIT} "union"'
    server.update(f"INSERT DATA {{ GRAPH {_PROBE} {{ {probe} }} }}", repeat=True)
    return _finds(server, probe)


def _atomic(server: Server) -> bool:
    """Send an update whose second half must fail, for the graph is there, and see what the first half left."""
    probe = f'GRAPH {_PROBE} {{ {_PROBE} {_TRAIT} "atomic" }}'
    try:
        server.update(f"INSERT DATA {{ {probe} }} ; CREATE GRAPH {_PROBE}", repeat=False)
    except Refused:
        return not _finds(server, probe)
    return False  # it did not fail, so nothing was shown


def _keeps_partial_dates(server: Server) -> bool:
    objects = ", ".join(map(str, _PARTIAL_DATES))
    server.update(f"INSERT DATA {{ GRAPH {_PROBE} {{ {_PROBE} {_FORMAT} {objects} }} }}", repeat=True)
    rows = server.query(f"SELECT ?o WHERE {{ GRAPH {_PROBE} {{ {_PROBE} {_FORMAT} ?o }} }}")
    assert isinstance(rows, QuerySolutions)
    return {row["o"] for row in rows} == set(_PARTIAL_DATES)


def _stamp(server: Server, measured: Traits) -> None:
    names = [name for name, holds in (("union-default", measured.union_default), ("atomic", measured.atomic)) if holds]
    triples = [f'{STAMP_GRAPH} {_FORMAT} "{FORMAT_VERSION}" .']
    triples += [f'{STAMP_GRAPH} {_TRAIT} "{name}" .' for name in names]
    server.update(f"INSERT DATA {{ GRAPH {STAMP_GRAPH} {{ {' '.join(triples)} }} }}", repeat=True)


def _finds(server: Server, pattern: str) -> bool:
    """Whether a pattern has a solution; not by ASK, to which Virtuoso 7 says yes where SELECT finds nothing."""
    rows = server.query(f"SELECT * WHERE {{ {pattern} }} LIMIT 1")
    assert isinstance(rows, QuerySolutions)
    return next(rows, None) is not None
