"""Writes the page of the architecture, docs/architecture.md, which is not committed; `make docs` runs it.

What each module is stands in its docstring, and the order of the floors in the contract of import-linter, so the page
says what holds.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "govkg"
_INTRODUCTION = """\
# How it is built

Made from the docstrings of `src/govkg/`.

```
sources ──> text ──> extraction ──> graph ──> store ──> queries, search, lookup ──> views, export
 (files)            (statements)   (quads)
```

Each stage takes the noun on its left and gives the noun on its right: files become articles, an article becomes
statements with their sentences, statements become quads, and people ask these. Reading one article is a pure function,
the same in a test, in a pool of processes and on a cluster. [Where each quad lies](graph.md) says how what was read,
who was decided to be who, and what follows from both stay three things; [the decisions](decisions/fact-kept-once.md)
say why things are as they are.

A floor imports only floors below it, and `make check` holds that. From the top:
"""


def page() -> str:
    """The whole page, in Markdown."""
    return _INTRODUCTION + "".join(map(_floor, _floors()))


def _floors() -> list[list[str]]:
    """The names of each floor, the highest first, as pyproject.toml has them."""
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    (contract,) = (one for one in tools["importlinter"]["contracts"] if one.get("containers") == ["govkg"])
    return [floor.split(" | ") for floor in contract["layers"]]


def _floor(names: list[str]) -> str:
    return "".join(f"\n## {name}\n\n{_line(_file(name))}\n{_modules(PACKAGE / name)}" for name in names)


def _file(name: str) -> Path:
    folder = PACKAGE / name
    return folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")


def _modules(folder: Path) -> str:
    """A line for each module of a package, and of the packages in it."""
    lines = list(_lines(folder)) if folder.is_dir() else []
    return "\n" + "".join(f"- `{name}`: {line}\n" for name, line in lines) if lines else ""


def _lines(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*.py")):
        inside = path.relative_to(folder).with_suffix("")
        module = inside.parent if inside.name == "__init__" else inside
        if module.parts:
            yield ".".join(module.parts), _line(path)


def _line(path: Path) -> str:
    """The first sentence or line of a module's docstring, as Markdown."""
    said = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return re.sub(r"``(.+?)``", r"`\1`", " ".join(said.partition("\n\n")[0].split()))


if __name__ == "__main__":
    (ROOT / "docs" / "architecture.md").write_text(page(), "utf-8")
