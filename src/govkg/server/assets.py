"""``/static``: the files that pages load."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router

from govkg.server.files import TYPES, address, known
from govkg.server.linked import not_there
from govkg.server.problems import respond

_FOREVER: Final = "public, max-age=31536000, immutable"


def static_files() -> Router:
    """The routes under ``/static``."""
    return Router([Route("/{name:path}", _file)])


async def _file(request: Request) -> Response:
    name = request.path_params["name"]
    content = known().get(name)
    if content is None:
        return respond(request, not_there(request.url.path))
    marked = request.url.query == address(name).partition("?")[2]
    headers = {"Cache-Control": _FOREVER if marked else "no-cache"}
    return Response(content, headers=headers, media_type=TYPES["." + name.rpartition(".")[2]])
