"""The options that several commands share."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
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


class Reader(StrEnum):
    """What reads articles."""

    rules = "rules"
    llm = "llm"
    both = "both"


ReaderOption = Annotated[Reader, typer.Option("--extractor", help="What reads: the rules, a language model, or both.")]
ModelUrlOption = Annotated[
    str | None,
    typer.Option("--llm-url", envvar="GOVKG_LLM_URL", help="Base of an OpenAI-compatible endpoint.", metavar="URL"),
]
ModelOption = Annotated[
    str | None, typer.Option("--llm-model", envvar="GOVKG_LLM_MODEL", help="Which of its models reads.")
]

PrivateOption = Annotated[
    bool, typer.Option("--allow-private", help="Addresses on this machine and its network may be asked, too.")
]
DelayOption = Annotated[
    float, typer.Option("--delay", min=0, help="Seconds between two requests to one host.", metavar="SECONDS")
]
DELAY = 1.0
PagesOption = Annotated[
    int, typer.Option("--pages", min=1, help="Pages of a feed or sitemap that are read at most.", metavar="N")
]
PAGES = 1000

OutputOption = Annotated[str, typer.Option("--output", "-o", help="The file to write; - is standard output.")]
