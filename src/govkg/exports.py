"""A whole store in the format of others, by the name of the format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO, Final

from govkg.export import dumps, files, ftm, jsonld
from govkg.export.dictionary import FILE
from govkg.export.tables import tables
from govkg.lookup import KnowledgeGraph
from govkg.store.base import Store
from govkg.views import interchange

STREAMS: Final[Mapping[str, Callable[[Store, BinaryIO], None]]] = {
    **{name: lambda store, file, name=name: dumps.dump(store, file, name) for name in dumps.FORMATS},  # type: ignore[misc]
    "jsonld": jsonld.write,
    "graphml": lambda store, file: _network(store, file, interchange.graphml),
    "gexf": lambda store, file: _network(store, file, interchange.gexf),
    "ftm": lambda store, file: ftm.write(store, file, "ftm"),
    "ftm-statements": lambda store, file: ftm.write(store, file, "ftm-statements"),
}
"""Formats that are one file."""
FOLDERS: Final = ("csv", "parquet")
"""Formats that are a folder of tables."""


def write(store: Store, file: BinaryIO, format: str) -> None:
    """Write a store into a file, in one of ``STREAMS``; the same store gives the same bytes.

    GraphML and GEXF hold the network between entities, in memory; the others pass the store by once, in constant
    memory (`benchmarks/export.py`).
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


def _network(store: Store, file: BinaryIO, form: Callable[..., bytes]) -> None:
    file.write(form(KnowledgeGraph(store).network()))
