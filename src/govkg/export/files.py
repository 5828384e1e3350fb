"""Tables in files: CSV (RFC 4180, UTF-8) or Apache Parquet, one a class, beside their data dictionary."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Protocol, Self

from govkg.export import dictionary
from govkg.export.tables import Cell, Row, Table, rows, tables
from govkg.extras import extra
from govkg.store.base import Store

_ROWS_AT_ONCE: Final = 2_000
"""Rows that a table gathers before they are written: with twenty tables, what all of them hold stays small."""


class _Writer(Protocol):
    """A table in a file."""

    def write(self, rows: Iterable[Row]) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def write(store: Store, folder: Path, format: str, told: Callable[[int], None] = lambda _: None) -> None:
    """Write every table as ``<table>.csv`` or ``<table>.parquet`` into a folder, and ``datapackage.json``.

    ``told`` is called with how many more rows were written, now and then.

    Raises:
        MissingExtra: Parquet needs pyarrow, which is not installed.
        Violation: the graph breaks a promise of the ontology.

    """
    make: Callable[[Table, Path], _Writer] = _Parquet if format == "parquet" else _Csv
    with ExitStack() as stack:
        writers: dict[str, _Writer] = {
            table.name: stack.enter_context(make(table, folder / f"{table.name}.{format}"))
            for table in tables().values()
        }
        waiting: dict[str, list[Row]] = {name: [] for name in writers}
        for name, row in rows(store):
            held = waiting[name]
            held.append(row)
            if len(held) == _ROWS_AT_ONCE:
                writers[name].write(held)
                told(len(held))
                held.clear()
        for name, held in waiting.items():
            writers[name].write(held)
    (folder / dictionary.FILE).write_bytes(dictionary.package(format))


class _Csv:
    """A list is a JSON array, what is unknown is an empty cell."""

    def __init__(self, table: Table, path: Path) -> None:
        self._names = [column.name for column in table.columns]
        self._file = path.open("w", encoding="utf-8", newline="")
        self._rows = csv.writer(self._file, lineterminator="\r\n")
        self._rows.writerow(self._names)

    def write(self, rows: Iterable[Row]) -> None:
        self._rows.writerows([_cell(row[name]) for name in self._names] for row in rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()


def _cell(value: Cell) -> str | int | float | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


class _Parquet:
    """A list is a list, what is unknown is null."""

    def __init__(self, table: Table, path: Path) -> None:
        with extra("parquet", "Parquet"):
            import pyarrow
            from pyarrow import parquet
        self._arrow = pyarrow
        types: Mapping[str, Any] = {
            "string": pyarrow.string(),
            "integer": pyarrow.int64(),
            "number": pyarrow.float64(),
            "boolean": pyarrow.bool_(),
            "array": pyarrow.list_(pyarrow.string()),
        }
        self._schema = pyarrow.schema(
            pyarrow.field(
                column.name, types[column.type], nullable=not column.required,
                metadata={"description": column.description, "property": column.property or ""},
            )
            for column in table.columns
        )  # fmt: skip
        self._file = parquet.ParquetWriter(path, self._schema, compression="zstd")

    def write(self, rows: Iterable[Row]) -> None:
        batch = self._arrow.Table.from_pylist(list(rows), schema=self._schema)
        if batch.num_rows:
            self._file.write_table(batch)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
