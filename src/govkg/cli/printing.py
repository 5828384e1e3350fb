"""Answers for people: tables and trees of rich. Text from articles is printed as it is, never as markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from govkg.lookup import Entity, Evidence, Holding, Organization, Person, Tenure
from govkg.lookup.fields import fields
from govkg.queries import NamedQuery
from govkg.results import Graph, Result, Value

_QUOTES = 3
"""Sentences shown for each fact; the rest are counted."""

_OF_OTHERS = frozenset({"tenures", "participations", "decisions", "speech_acts", "evidence"})


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


def entity_tree(entity: Entity, at: date | None) -> Tree:
    """All that is known of an entity; with a day, posts as of that day with how sure that is."""
    tree = Tree(Text.assemble((entity.name, "bold"), "  ", (entity.kind, "cyan"), "  ", (entity.iri, "dim")))
    if entity.name_en:
        tree.add(Text.assemble(("English  ", "dim"), entity.name_en))
    if entity.aliases:
        tree.add(Text.assemble(("also  ", "dim"), "; ".join(entity.aliases)))
    for name in fields(type(entity)):
        _attribute(tree, name, getattr(entity, name), at)
    if at is not None and isinstance(entity, Person | Organization):
        held = entity.posts(at) if isinstance(entity, Person) else entity.officials(at)
        branch = tree.add(Text(f"on {at}", style="bold"))
        for tenure, certainty in held:
            branch.add(_fact(tenure, f"{tenure.name}: {certainty.value}"))
    _quotes(tree, entity.evidence)
    return tree


def _attribute(tree: Tree, name: str, value: object, at: date | None) -> None:
    label = name.replace("_", " ")
    if value is None or value == ():
        return
    if not isinstance(value, tuple):
        tree.add(Text.assemble((f"{label}  ", "dim"), str(value)))
        return
    if at is not None and name == "tenures":
        return
    branch = tree.add(Text(label, style="bold"))
    for item in value:
        branch.add(_fact(item) if isinstance(item, Entity) else Text(str(item)))


def _fact(fact: Entity, words: str | None = None) -> RenderableType:
    """A fact in words with the sentences behind it."""
    tree = Tree(Text(words or fact.name))
    if isinstance(fact, Tenure):
        if fact.stated:
            tree.add(Text.assemble(("stated  ", "dim"), str(fact.stated)))
        if fact.observed:
            tree.add(Text.assemble(("observed  ", "dim"), str(fact.observed)))
    _quotes(tree, fact.evidence)
    return tree


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
    for holder in holding:
        tree.add(_fact(holder.tenure, f"{holder.person.name}: {holder.certainty.value}"))
    return tree
