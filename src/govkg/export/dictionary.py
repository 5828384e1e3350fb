"""The data dictionary of the tables: a Frictionless data package (https://datapackage.org), ``datapackage.json``."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import Any, Final

from govkg.export.tables import Column, Table, tables

FILE: Final = "datapackage.json"
NAME: Final = "govkg"
DESCRIPTION: Final = (
    "Bodies, officials, posts, meetings, legal documents and standards as government news reports them. Each row of a "
    "table is a node of the graph; rests_on leads from it to the statements that say it, with their exact words. A "
    "list stands in its cell as JSON. Dates are as partial as the articles gave them. No end date does not mean that "
    "somebody is still in office. See docs/data-statement.md for sources, licences and personal data."
)


def package(suffix: str) -> bytes:
    """The dictionary of tables in files ``<table>.<suffix>``: ``csv`` or ``parquet``."""
    described = {
        "profile": "data-package" if suffix == "parquet" else "tabular-data-package",
        "name": NAME,
        "title": "Who does what in government",
        "description": DESCRIPTION,
        "version": version("govkg"),
        "resources": [_resource(table, suffix) for table in tables().values()],
    }
    return json.dumps(described, ensure_ascii=False, indent=2).encode() + b"\n"


def _resource(table: Table, suffix: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": table.name,
        "path": f"{table.name}.{suffix}",
        "title": table.title,
        "description": table.description,
        "format": suffix,
    }
    if suffix == "csv":
        found |= {
            "profile": "tabular-data-resource",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\r\n"},
        }
    else:
        found["mediatype"] = "application/vnd.apache.parquet"
    return found | {"schema": _schema(table)}


def _schema(table: Table) -> dict[str, Any]:
    links = [column for column in table.columns if column.table and column.type != "array"]
    found: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    if links:
        found["foreignKeys"] = [
            {"fields": [link.name], "reference": {"resource": link.table, "fields": ["iri"]}} for link in links
        ]
    return found


def _field(column: Column) -> dict[str, Any]:
    said = column.description
    if column.scheme:
        said += f" A concept of the closed list {column.scheme}, by its name."
    elif column.table and column.type == "array":
        said += f" Addresses of rows of {column.table}."
    found: dict[str, Any] = {"name": column.name, "type": column.type, "title": column.title, "description": said}
    if column.property:
        found["rdfType"] = column.property
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.pattern:
        constraints["pattern"] = column.pattern
    return found | ({"constraints": constraints} if constraints else {})
