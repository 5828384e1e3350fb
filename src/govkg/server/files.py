"""The files that pages load: styles and modules, named by their content so that browsers keep them."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from govkg.views.page import MODULES

TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
EDITOR: Final = "web/sparql.js"


@cache
def known() -> dict[str, bytes]:
    """All files by their path below ``/static/``."""
    own = files("govkg.server") / "static"
    found = _files(own)
    viewer = files("govkg.views") / "assets"
    found |= {f"viewer/{name}.js": (viewer / f"{name}.js").read_bytes() for name in MODULES}
    found["viewer/viewer.css"] = (viewer / "viewer.css").read_bytes()
    built = own / "web"
    if built.is_dir():
        found |= {f"web/{name}": content for name, content in _files(built).items()}
    return found


def _files(folder: Traversable) -> dict[str, bytes]:
    return {entry.name: entry.read_bytes() for entry in folder.iterdir() if entry.name.endswith(tuple(TYPES))}


def has_editor() -> bool:
    """Whether the bundle of ``web/`` was built: without it the SPARQL page is a plain form."""
    return EDITOR in known()


@cache
def address(name: str) -> str:
    """Where a file is: its path with a mark of its content, so that a new one has a new address."""
    return f"/static/{name}?{blake2b(known()[name], digest_size=6).hexdigest()}"
