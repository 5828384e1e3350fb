"""The command that draws: view."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from govkg.cli.console import output, say
from govkg.cli.options import STORE, DateOption, StoreOption


class Picture(StrEnum):
    """What can be drawn."""

    network = "network"
    orgchart = "orgchart"
    timeline = "timeline"


class Renderer(StrEnum):
    """What draws a network page."""

    canvas = "canvas"
    pyvis = "pyvis"


def view(
    picture: Annotated[Picture, typer.Argument(help="What to draw.")],
    entity: Annotated[
        str | None, typer.Argument(metavar="[ENTITY]", help="Whose; needed for orgchart and timeline.")
    ] = None,
    output_: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help=".html, .svg, .png; network also .graphml, .gexf")
    ] = "",
    at: DateOption = None,
    renderer: Annotated[Renderer, typer.Option("--renderer", help="What draws a network page.")] = Renderer.canvas,
    language: Annotated[str, typer.Option("--lang", help="vi or en")] = "vi",
    store: StoreOption = STORE,
) -> None:
    """Draw a network, an org chart or a timeline as one file that works offline.

    Example: `govkg view network -o network.html`
    """
    from govkg.lookup import KnowledgeGraph
    from govkg.pictures import draw
    from govkg.store.opening import open_store

    if not output_:
        raise typer.BadParameter("say where to with -o FILE", param_hint="-o")
    if language not in ("vi", "en"):
        raise typer.BadParameter("vi or en", param_hint="--lang")
    if entity is None and picture is not Picture.network:
        raise typer.BadParameter(f"whose {picture.value}? name a body or a person", param_hint="ENTITY")
    suffix = Path(output_).suffix.lower().removeprefix(".") if output_ != "-" else "html"
    with open_store(store, read_only=True) as opened:
        drawn = draw(
            KnowledgeGraph(opened), picture.value, suffix, entity=entity, at=at, renderer=renderer.value, lang=language
        )
    with output(output_) as file:
        file.write(drawn)
    if output_ != "-":
        say(f"wrote {output_}")


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the command line."""
    app.command()(view)
