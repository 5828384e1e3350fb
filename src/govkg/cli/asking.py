"""Commands that ask: query, queries, search, show, who."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from govkg.cli.console import data, output
from govkg.cli.options import STORE, DateOption, OutputOption, StoreOption

if TYPE_CHECKING:
    from govkg.lookup import KnowledgeGraph
    from govkg.results import Graph, Result


class ResultFormat(StrEnum):
    """How ``query`` prints its answer."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    xml = "xml"
    turtle = "turtle"
    jsonld = "jsonld"


def query(
    name: Annotated[str, typer.Argument(metavar="NAME|FILE|-", help="A named query, a file, or - for standard input.")],
    parameters: Annotated[
        list[str] | None, typer.Option("--parameter", "-p", metavar="NAME=VALUE", help="A value; may be repeated.")
    ] = None,
    store: StoreOption = STORE,
    format_: Annotated[ResultFormat, typer.Option("--format", help="The form of the answer.")] = ResultFormat.table,
    output_: OutputOption = "-",
) -> None:
    """Ask by SPARQL: a query of the library (see `govkg queries`), a file, or standard input.

    Example: `govkg query who-held -p post="Thứ trưởng" -p body="Bộ Khoa học và Công nghệ" -p on=2012-01-06`
    """
    from govkg.cli.printing import print_answer
    from govkg.lookup import KnowledgeGraph
    from govkg.store.opening import open_store

    given = dict(_pair(text) for text in parameters or ())
    with open_store(store, read_only=True) as opened:
        answer = _ask(KnowledgeGraph(opened), name, given)
        if format_ is ResultFormat.table and output_ == "-":
            print_answer(answer, data())
            return
        form = "tsv" if format_ is ResultFormat.table else format_.value
        written = _serialized(answer, form)
        with output(output_) as file:
            file.write(written)


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise typer.BadParameter(f"{text!r} is not NAME=VALUE")
    return name, value


def _ask(kg: KnowledgeGraph, name: str, given: dict[str, str]) -> Result | Graph | bool:
    """Run a named query, or the text of a file or of standard input."""
    from govkg.errors import QueryError, SourceError
    from govkg.queries import library
    from govkg.sources.decoding import decode

    if name in library():
        return kg.query(name, **given)
    if given:
        raise typer.BadParameter("only a named query has parameters")
    path = Path(name)
    if name == "-":
        text, place = decode(sys.stdin.buffer.read(), path="stdin"), "stdin"
    elif path.is_file():
        text, place = decode(path.read_bytes(), path=name), name
    else:
        raise SourceError("neither a named query (see govkg queries) nor a file", path=name)
    try:
        return kg.sparql(text)
    except QueryError as error:
        error.path = place
        raise


def _serialized(answer: Result | Graph | bool, form: str) -> bytes:
    if isinstance(answer, bool):
        return b"true\n" if answer else b"false\n"
    try:
        return answer.serialize(form)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--format") from error


def queries() -> None:
    """List the library: each query with its parameters and what it answers.

    Example: `govkg queries`
    """
    from govkg.cli.printing import print_library
    from govkg.queries import library

    print_library(library().values(), data())


def search(
    text: Annotated[str, typer.Argument(help="A name, or its beginning; diacritics may be left out.")],
    type_: Annotated[
        str | None, typer.Option("--type", metavar="T", help="organization, person, meeting, document, standard, …")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many at most.")] = 10,
    store: StoreOption = STORE,
) -> None:
    """Find entities by name: without diacritics, by a beginning, with a typing error.

    Example: `govkg search "bo truong y te"`
    """
    from govkg.cli.printing import print_rows
    from govkg.lookup import KnowledgeGraph
    from govkg.store.opening import open_store

    with open_store(store, read_only=True) as opened:
        hits = KnowledgeGraph(opened).search(text, type=type_, limit=limit)
        columns = ("name", "type", "found as", "match", "mentions", "address")
        print_rows(columns, ((h.label, h.kind, h.name, h.match, h.mentions, h.iri) for h in hits), data())
    if not hits:
        raise typer.Exit(1)


def show(
    entity: Annotated[str, typer.Argument(metavar="ENTITY", help="A name in any spelling, or an IRI.")],
    at: DateOption = None,
    addresses: Annotated[
        bool, typer.Option("--addresses", help="The address of each fact too, as judge wrong takes it.")
    ] = False,
    store: StoreOption = STORE,
) -> None:
    """Show all that is known of an entity, each fact with its sentence and article.

    Example: `govkg show "Ngo Quy Viet"`
    """
    from govkg.cli.printing import record_tree
    from govkg.lookup import KnowledgeGraph
    from govkg.store.opening import open_store

    with open_store(store, read_only=True) as opened:
        data().print(record_tree(KnowledgeGraph(opened).show(entity, at=at), addresses))


def who(
    post: Annotated[str, typer.Argument(metavar="POST", help='A title such as "Thứ trưởng".')],
    body: Annotated[str, typer.Argument(metavar="BODY", help="The body, by a name in any spelling or its IRI.")],
    at: DateOption = None,
    store: StoreOption = STORE,
) -> None:
    """Say who held a post, how sure that is, and why.

    Example: `govkg who "Thứ trưởng" "Bộ KH&CN" --at 2012-01-06`
    """
    from govkg.cli.printing import held_tree
    from govkg.lookup import KnowledgeGraph
    from govkg.store.opening import open_store

    with open_store(store, read_only=True) as opened:
        data().print(held_tree(KnowledgeGraph(opened).who_held(post, body, on=at)))


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the command line."""
    for command in (query, queries, search, show, who):
        app.command()(command)
