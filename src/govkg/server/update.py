"""``/update``: SPARQL 1.1 Update for who has the token."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from govkg.errors import StoreError
from govkg.search import open_index
from govkg.server.bodies import FORM, Parameters, media_type, of_url, only, parse, read_text
from govkg.server.gateway import Gateway
from govkg.server.holding import Held
from govkg.server.outbound import check_outbound, outbound_errors, reroute
from govkg.server.replies import Problem, Reply
from govkg.server.using import with_using
from govkg.store.embedded import EmbeddedStore
from govkg.store.failures import one_line, query_error

UPDATE: Final = "application/sparql-update"
_PATIENCE: Final = 5.0
"""Seconds to wait for another writer, such as an ingest, to let go of the store."""


@dataclass(frozen=True, slots=True)
class Update:
    """One update, all of it or nothing. It opens the store for writing and lets it go again."""

    text: str

    def answer(self, held: Held) -> Reply:
        """Change the store, and make its label index anew."""
        location = held.settings.store
        if location.startswith(("http://", "https://")):
            raise Problem(501, "Not available here", "updates need an embedded store; ask the server behind directly")
        text = reroute(self.text, held.settings.services, held.settings.gate)
        with outbound_errors(text != self.text), EmbeddedStore(Path(location), wait=_PATIENCE) as store:
            index = open_index(store)
            index.expect_change()
            try:
                store.engine.update(text)
            except SyntaxError as error:
                raise query_error(error) from error
            except (OSError, RuntimeError) as error:
                raise StoreError(one_line(str(error)), location=location) from error
            finally:
                index.rebuild(store)
                index.close()
        return Reply("text/plain; charset=utf-8", b"", status=204)


async def endpoint(request: Request, gateway: Gateway) -> Response:
    """Change the store; whoever asked next sees it."""
    _admit(request, gateway.settings.token)
    parameters = of_url(request)
    if "update" in parameters or "query" in parameters:
        raise Problem(400, "Not in the address", "an update is sent in the body of a POST")
    text = _text(media_type(request), await read_text(request, gateway.settings.limits), parameters)
    check_outbound(text, gateway.settings.services)
    return await gateway.update(Update(text))


def _admit(request: Request, token: str | None) -> None:
    """Let in who sends the token; the comparison takes as long for a wrong one."""
    if token is None:
        raise Problem(403, "Read-only", "this server takes no updates")
    scheme, _, sent = request.headers.get("Authorization", "").partition(" ")
    if scheme.casefold() != "bearer" or not hmac.compare_digest(sent.strip().encode(), token.encode()):
        raise Problem(401, "Who are you?", "updates need the token", headers={"WWW-Authenticate": "Bearer"})


def _text(sent: str, body: str, parameters: Parameters) -> str:
    if sent == FORM:
        parameters = {**parameters, **parse(body)}
        body = only(parameters, "update") or ""
    elif sent != UPDATE:
        raise Problem(415, "Not an update", f"POST an update as {UPDATE} or {FORM}")
    if not body.strip():
        raise Problem(400, "No update", "there is nothing to do")
    graphs, named = (tuple(parameters.get(name, ())) for name in ("using-graph-uri", "using-named-graph-uri"))
    return with_using(body, graphs, named)
