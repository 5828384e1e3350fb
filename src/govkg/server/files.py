"""The files that pages load: styles and modules, named by their content so that browsers keep them."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Final

from govkg.views.page import MODULES

TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@cache
def known() -> dict[str, bytes]:
    """All files by their path below ``/static/``."""
    own = files("govkg.server") / "static"
    found = {entry.name: entry.read_bytes() for entry in own.iterdir() if entry.name.endswith(tuple(TYPES))}
    viewer = files("govkg.views") / "assets"
    found |= {f"viewer/{name}.js": (viewer / f"{name}.js").read_bytes() for name in MODULES}
    found["viewer/viewer.css"] = (viewer / "viewer.css").read_bytes()
    return found


@cache
def address(name: str) -> str:
    """Where a file is: its path with a mark of its content, so that a new one has a new address."""
    return f"/static/{name}?{blake2b(known()[name], digest_size=6).hexdigest()}"
