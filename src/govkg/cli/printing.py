"""Answers for people: tables and trees of rich. Text from articles is printed as it is, never as markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from govkg.cli.bars import timeline
from govkg.lookup import Evidence, Holding
from govkg.lookup.record import Line, Record
from govkg.queries import NamedQuery
from govkg.results import Graph, Result, Value

_QUOTES = 3
"""Sentences shown for each fact; the rest are counted."""


def print_answer(answer: Result | Graph | bool, console: Console) -> None:
    """Rows as a table, a graph as Turtle, yes or no as a word."""
    if isinstance(answer, bool):
        console.print("yes" if answer else "no")
    elif isinstance(answer, Graph):
        console.print(answer.serialize("turtle").decode(), markup=False)
    else:
        print_rows(answer.variables, (row.values() for row in answer), console)


def print_rows(columns: Sequence[str], lines: Iterable[Iterable[Value]], console: Console) -> None:
    """A table; into a pipe its cells are not cut."""
    table = Table(*columns, header_style="bold")
    for line in lines:
        table.add_row(*(Text("" if value is None else str(value)) for value in line))
    console.print(table if table.row_count else Text("nothing found", style="dim"))


def print_library(queries: Iterable[NamedQuery], console: Console) -> None:
    """The named queries: name and parameters, and what each answers in both languages."""
    table = Table("query", "parameters", "answers", header_style="bold", show_lines=True)
    for query in queries:
        parameters = "\n".join(
            f"{p.name} ({p.type})" + ("" if p.default is None else f" = {p.default}") for p in query.parameters
        )
        table.add_row(Text(query.name, style="bold"), Text(parameters), Text(f"{query.answers.vi}\n{query.answers.en}"))
    console.print(table)


def record_tree(record: Record, addresses: bool = False) -> Tree:
    """All that is known of an entity, line by line, with the sentences behind each; with its address, if wanted."""
    entity = record.entity
    head = Text.assemble((entity.name, "bold"), "  ", (entity.kind, "cyan"), "  ", (entity.iri, "dim"))
    tree = Tree(Text.assemble(head, f"  on {record.at}") if record.at else head)
    if entity.name_en:
        tree.add(Text.assemble(("English  ", "dim"), entity.name_en))
    if entity.aliases:
        tree.add(Text.assemble(("also  ", "dim"), "; ".join(entity.aliases)))
    for words, found in groupby(record.lines, key=lambda line: line.words):
        lines = list(found)
        branch = tree.add(Text.assemble((words.vi, "bold"), (f" · {words.en}", "dim")))
        held = [(line.value, line.stated, line.observed) for line in lines if line.attribute == "tenures"]
        if bars := timeline(held, record.at):
            branch.add(bars)
        for line in lines:
            address = f"  {line.iri}" if addresses and line.iri else ""
            leaf = branch.add(Text.assemble(line.value, (f"  {_time(line)}{address}", "dim")))
            _quotes(leaf, line.evidence)
    if entity.links:
        tree.add(Text.assemble(("liên kết", "bold"), (" · links  ", "dim"), "  ".join(entity.links)))
    for (source, day), told in groupby(record.elsewhere, key=lambda one: (one.source, one.retrieved.date())):
        head = Text.assemble(("nguồn khác nói", "bold"), (f" · said elsewhere: {source}, {day}", "dim"))
        branch = tree.add(head)
        for one in told:
            branch.add(Text.assemble(f"{one.words.vi} · {one.words.en}: {one.value}"))
    if record.mentions:
        _quotes(tree.add(Text.assemble(("nhắc đến", "bold"), (" · mentioned", "dim"))), record.mentions)
    return tree


def _time(line: Line) -> str:
    """When, as stated and as observed, and how sure that is on the day asked about."""
    told = (("stated", line.stated), ("observed", line.observed), ("", line.certainty and line.certainty.value))
    return ", ".join(f"{word} {value}".strip() for word, value in told if value)


def _quotes(tree: Tree, evidence: Sequence[Evidence]) -> None:
    shown = list(dict.fromkeys((one.quote, _source(one)) for one in evidence))
    for quote, source in shown[:_QUOTES]:
        tree.add(Text.assemble(f"“{quote}”", (f"  {source}", "dim")))
    if len(shown) > _QUOTES:
        tree.add(Text(f"and {len(shown) - _QUOTES} more sentences", style="dim"))


def _source(evidence: Evidence) -> str:
    article = evidence.article
    day = f", {article.day}" if article.day else ""
    return f"{article.url or article.publisher or article.title or article.iri}{day}"


def held_tree(holding: Holding) -> RenderableType:
    """Who held a post on a day: each holder with how sure it is and why."""
    head = Text.assemble((f"{holding.post}, {holding.organization.name}", "bold"), f" on {holding.on}")
    if not holding.holders:
        return Group(head, Text("not known", style="dim"))
    tree = Tree(head)
    if bars := timeline([(h.person.name, h.tenure.stated, h.tenure.observed) for h in holding], holding.on):
        tree.add(bars)
    for holder in holding:
        tenure = holder.tenure
        times = ", ".join(f"{w} {v}" for w, v in (("stated", tenure.stated), ("observed", tenure.observed)) if v)
        leaf = tree.add(Text.assemble(f"{holder.person.name}: {holder.certainty.value}", (f"  {times}", "dim")))
        _quotes(leaf, tenure.evidence)
    return tree
