"""Commands that ask others: link, enrich."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from govkg.cli.console import data, progress, say
from govkg.cli.options import STORE, StoreOption

if TYPE_CHECKING:
    from govkg.linking.linker import Outcome, Report
    from govkg.linking.session import Asked

_SHOWN = 5
"""Candidates shown for each entity that is not decided."""

EndpointOption = Annotated[
    str | None, typer.Option("--endpoint", metavar="URL", help="A SPARQL endpoint; that of the profile if not said.")
]
ProfileOption = Annotated[
    str, typer.Option("--profile", help="How the endpoint says things: wikidata, or labels for any with rdfs:label.")
]
OfflineOption = Annotated[bool, typer.Option("--offline", help="Ask only the cache of earlier answers.")]
AgeOption = Annotated[float, typer.Option("--days", min=0, help="Cached answers older than this are asked for anew.")]
EntitiesArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[ENTITY]...", help="Names in any spelling, or IRIs; all if none.")
]


class Form(StrEnum):
    """How ``link`` prints its outcomes."""

    table = "table"
    json = "json"


def link(
    entities: EntitiesArgument = None,
    endpoint: EndpointOption = None,
    profile: ProfileOption = "wikidata",
    offline: OfflineOption = False,
    days: AgeOption = 30.0,
    type_: Annotated[
        list[str] | None, typer.Option("--type", metavar="T", help="person, organization, document, standard.")
    ] = None,
    curated: Annotated[bool, typer.Option("--curated", help="Reference data too, spoken of or not.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Decide anew what a score has linked.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing.")] = False,
    form: Annotated[Form, typer.Option("--format", help="A table, or one JSON object an entity.")] = Form.table,
    store: StoreOption = STORE,
) -> None:
    """Find what Wikidata or another endpoint calls the same; keep what is sure, list the rest for a person to accept.

    Example: `govkg link "Bộ Khoa học và Công nghệ" --dry-run`
    """
    import govkg
    from govkg.errors import EndpointError

    asked = _asked(profile, endpoint, offline, days)
    written: list[Outcome] = []

    def note(report: Report) -> None:
        _print(report.outcomes[len(written) :], form)
        written.extend(report.outcomes[len(written) :])
        bar.update(task, completed=len(written))

    with govkg.open(store) as kg, progress("linking") as bar:
        chosen = list(entities or ()) or _of_types(kg.store, type_, curated)
        task = bar.add_task("", total=len(chosen), note="entities")
        if not chosen:
            say("nothing to link: the store speaks of no body, official, document or standard")
            return
        try:
            report = kg.link(*chosen, asked=asked, again=again, keep=not dry_run, progress=note)
        except EndpointError as error:
            kept = sum(outcome.verdict == "linked" for outcome in written)
            error.message += f"; {kept} links of {len(written)} entities are kept, run it again to go on"
            raise
    say(f"{report}{' (nothing was written)' if dry_run else ''}{_missing(report.missing)}")


def enrich(
    entities: EntitiesArgument = None,
    endpoint: EndpointOption = None,
    profile: ProfileOption = "wikidata",
    properties: Annotated[
        list[str] | None,
        typer.Option("--property", metavar="P", help="birth_date, english_name, portrait; all if none."),
    ] = None,
    offline: OfflineOption = False,
    days: AgeOption = 30.0,
    store: StoreOption = STORE,
) -> None:
    """Bring what Wikidata or another endpoint says of linked entities, kept apart from what articles say.

    Example: `govkg enrich --property portrait`
    """
    import govkg

    with govkg.open(store) as kg:
        brought = kg.enrich(
            *(entities or ()), properties=properties or (), asked=_asked(profile, endpoint, offline, days)
        )
    say(f"brought {brought}{_missing(brought.missing)}")


def _asked(profile: str, endpoint: str | None, offline: bool, days: float) -> Asked:
    from govkg.linking.session import Asked

    return Asked(profile, endpoint, offline, days)


def _of_types(store: object, types: list[str] | None, curated: bool) -> list[str]:
    from typing import cast

    from govkg.kinds import Family
    from govkg.linking.profile import LINKED
    from govkg.linking.subjects import mentioned
    from govkg.store.base import Store

    for name in types or ():
        if name not in LINKED:
            raise typer.BadParameter(f"{name!r} is none of {', '.join(LINKED)}", param_hint="--type")
    return mentioned(cast(Store, store), cast("list[Family]", types) or LINKED, curated=curated)


def _print(outcomes: list[Outcome], form: Form) -> None:
    for outcome in outcomes:
        if form is Form.json:
            typer.echo(json.dumps(outcome.to_dict(), ensure_ascii=False))
        elif outcome.verdict in ("linked", "undecided"):
            console = data()
            for line in _lines(outcome):
                console.print(line, markup=False)


def _lines(outcome: Outcome) -> Iterator[str]:
    """An entity with its candidates, each with its reasons and, where nothing is decided, how to accept it."""
    yield f"{outcome.subject.name}  {outcome.verdict}  {outcome.subject.iri}"
    for one in outcome.candidates[: 1 if outcome.verdict == "linked" else _SHOWN]:
        age = datetime.now(UTC) - one.candidate.retrieved
        old = f", {age.days} days old" if age.days else ""
        yield f"    {one.comparison.score:.3f}  {one.candidate.name}  {one.candidate.iri}{old}"
        yield f"           {one.comparison.words('en')}"
        if outcome.verdict == "undecided":
            yield f"           govkg judge same {outcome.subject.iri} {one.candidate.iri}"
    if (more := len(outcome.candidates) - _SHOWN) > 0 and outcome.verdict == "undecided":
        yield f"    and {more} more"


def _missing(count: int) -> str:
    return f"; {count} questions were never asked and wait for a network" if count else ""


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the command line."""
    app.command()(link)
    app.command()(enrich)
