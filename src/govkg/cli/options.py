"""The options that several commands share."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from govkg.model.interval import PartialDate


def _date(text: str) -> date:
    try:
        return PartialDate.parse(text).last
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a date such as 2012-01-06") from error


StoreOption = Annotated[
    str,
    typer.Option(
        "--store",
        envvar="GOVKG_STORE",
        help="A folder (made on first use) or the http(s) address of a SPARQL endpoint.",
        metavar="STORE",
    ),
]
STORE = "govkg-store"

DateOption = Annotated[
    date | None,
    typer.Option("--at", parser=_date, help="The day asked about, as 2012-01-06.", metavar="DATE"),
]

OutputOption = Annotated[str, typer.Option("--output", "-o", help="The file to write; - is standard output.")]
