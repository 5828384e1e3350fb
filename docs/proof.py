"""What `make docs` refuses to build without: nothing that people rely on is undocumented, no link of ours is dead.

Commands, named queries, terms of the vocabulary, routes of the server and names of the Python API are taken from the
code, and looked for in the pages of reference.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import typer
from starlette.routing import Mount, Route

import govkg
from govkg import lookup
from govkg.cli.main import app
from govkg.glossary import terms
from govkg.queries import library
from govkg.server.app import routes
from govkg.server.gateway import Gateway
from govkg.server.settings import Settings

DOCS = Path(__file__).parent
_CODE = re.compile(r"^(```+).*?^\1|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?![a-z]+:)([^)#\s]+)")
"""The path of a Markdown link to a file; addresses, and anchors of the same page, are others' to prove."""


def undocumented(docs: Path = DOCS) -> Iterator[str]:
    """One line for each thing that the pages under ``docs`` do not tell of."""
    yield from _commands((docs / "reference" / "cli.md").read_text("utf-8"))
    yield from _queries((docs / "queries.md").read_text("utf-8"))
    yield from _terms((docs / "ontology.md").read_text("utf-8"))
    yield from _routes((docs / "reference" / "http.md").read_text("utf-8"))
    yield from _names((docs / "reference" / "python.md").read_text("utf-8"))


def _commands(page: str) -> Iterator[str]:
    command = typer.main.get_command(app)
    for name, one in getattr(command, "commands", {}).items():
        parts = {name: one} | {f"{name} {inner}": it for inner, it in getattr(one, "commands", {}).items()}
        for words, part in parts.items():
            if f"\n## `govkg {words}`\n" not in page and f"\n### `govkg {words}`\n" not in page:
                yield f"govkg {words}: not in docs/reference/cli.md (make reference)"
            if not part.help or ("Example: `" not in part.help and not getattr(part, "commands", None)):
                yield f"govkg {words}: its docstring has no example"
            for option in part.params:
                if not getattr(option, "help", None) and option.name != "help":
                    yield f"govkg {words}: {option.name} has no help"


def _queries(page: str) -> Iterator[str]:
    return (f"{name}: not in docs/queries.md (make reference)" for name in library() if f"\n## {name}\n" not in page)


def _terms(page: str) -> Iterator[str]:
    for name, term in terms().items():
        if f"`gov:{name}`" not in page:
            yield f"gov:{name}: not in docs/ontology.md (make reference)"
        if {"vi", "en"} - term.definitions.keys():
            yield f"gov:{name}: no definition in both languages (ontology/govkg.ttl)"


def _routes(page: str) -> Iterator[str]:
    rows = [line.split("|")[1:3] for line in page.splitlines() if line.startswith("| `/")]
    told = {(path, method) for paths, methods in rows for path in _ticked(paths) for method in _words(methods)}
    served = set(_served())
    yield from (f"{method} {path}: not in docs/reference/http.md" for path, method in sorted(served - told))
    yield from (f"{method} {path}: in docs/reference/http.md, but not served" for path, method in sorted(told - served))


def _ticked(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def _words(cell: str) -> list[str]:
    return cell.replace(",", " ").split()


def _served() -> Iterator[tuple[str, str]]:
    for route in routes(Gateway(Settings("no-store-is-opened"))):
        if isinstance(route, Mount):
            yield f"{route.path}/{{path}}", "GET"
        elif isinstance(route, Route):
            for method in (route.methods or set()) - {"HEAD"}:
                yield re.sub(r"{\w+:path}", "{path}", route.path), method


def _names(page: str) -> Iterator[str]:
    shown = set(re.findall(r"^::: (\S+)$", page, re.MULTILINE))
    offered = [("govkg", name) for name in govkg.__all__] + [("govkg.lookup", name) for name in lookup.__all__]
    for package, name in offered:
        what = getattr(sys.modules[package], name)
        if name.startswith("__"):
            continue
        if not inspect.getdoc(what):
            yield f"{package}.{name}: no docstring"
        places = {what.__module__, f"{what.__module__}.{name}", f"{package}.{name}"}
        if not places & shown:
            yield f"{package}.{name}: not in docs/reference/python.md"


def dead_links(root: Path = DOCS.parent) -> Iterator[str]:
    """One line for each link of a page to a file that is not there, or that will not be on the site."""
    docs = root / "docs"
    for page in sorted([*docs.rglob("*.md"), *root.glob("*.md"), *(root / "data").rglob("*.md")]):
        for target in _LINK.findall(_CODE.sub("", page.read_text("utf-8"))):
            file = (page.parent / unquote(target)).resolve()
            if not file.exists() and not _is_made(file, docs.resolve()):
                yield f"{page.relative_to(root)}: {target} is not there"
            elif page.is_relative_to(docs) and not file.is_relative_to(docs.resolve()):
                yield f"{page.relative_to(root)}: {target} is not on the site"


def _is_made(file: Path, docs: Path) -> bool:
    """Whether `make docs` writes it: the page of a story, or of the architecture."""
    story = file.parent == docs / "notebooks" and file.with_suffix(".py").exists()
    return story or (file == docs / "architecture.md" and (docs / "floors.py").exists())


def main() -> int:
    """Say what is missing; 1 if anything is."""
    found = [*undocumented(), *dead_links()]
    for line in found:
        print(line, file=sys.stderr)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
