"""A whole store in the format of others, by the name of the format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Final

from govkg.export import dumps, files, ftm, jsonld
from govkg.export.dictionary import FILE
from govkg.export.network import Network, network
from govkg.export.tables import tables
from govkg.store.base import Store
from govkg.views import interchange
from govkg.views.interchange import Line, Spot
from govkg.views.model import Node, Tie, clean

STREAMS: Final[Mapping[str, Callable[[Store, BinaryIO], None]]] = {
    **{name: lambda store, file, name=name: dumps.dump(store, file, name) for name in dumps.FORMATS},  # type: ignore[misc]
    "jsonld": jsonld.write,
    "graphml": lambda store, file: _graphml(store, file),
    "gexf": lambda store, file: _gexf(store, file),
    "ftm": lambda store, file: ftm.write(store, file, "ftm"),
    "ftm-statements": lambda store, file: ftm.write(store, file, "ftm-statements"),
}
"""Formats that are one file."""
FOLDERS: Final = ("csv", "parquet")
"""Formats that are a folder of tables."""
LAID_OUT_UP_TO: Final = 5_000
"""Nodes of a network up to which GEXF says where they lie: a layout has to hold them all."""


def write(store: Store, file: BinaryIO, format: str) -> None:
    """Write a store into a file, in one of ``STREAMS``; the same store gives the same bytes.

    Each passes the store by in constant memory (`benchmarks/export.py`).
    """
    STREAMS[format](store, file)


def write_tables(store: Store, folder: Path, format: str, told: Callable[[int], None] = lambda _: None) -> None:
    """Write a store as tables into an empty folder, in one of ``FOLDERS``; ``told`` hears of every so many rows.

    Raises:
        MissingExtra: Parquet needs pyarrow.
        Violation: the graph breaks a promise of the ontology, so that a cell would have to hold two values.

    """
    files.write(store, folder, format, told)


def is_ours(folder: Path) -> bool:
    """Whether a folder holds nothing but what such an export wrote, so that a new one may take its place."""
    ours = {FILE} | {f"{name}.{suffix}" for name in tables() for suffix in FOLDERS}
    return {entry.name for entry in folder.iterdir()} <= ours


def _graphml(store: Store, file: BinaryIO) -> None:
    with network(store) as found:
        interchange.write_graphml(file, _spots(found), _lines(found))


def _gexf(store: Store, file: BinaryIO) -> None:
    with network(store) as found:
        if found.size <= LAID_OUT_UP_TO:
            file.write(interchange.gexf(found.graph()))
        else:
            interchange.write_gexf(file, _spots(found), _lines(found))


def _spots(found: Network) -> Iterator[Spot]:
    return (Spot(Node.read(iri, data), degree) for iri, degree, data in found.nodes())


def _lines(found: Network) -> Iterator[Line]:
    return (Line(clean(source), clean(target), Tie.read(data)) for source, target, data in found.edges())
