"""Problems as HTTP answers: JSON for programs, a page for people, a line for shells."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import Response

from govkg.server import negotiation
from govkg.server.replies import Problem
from govkg.server.templates import render

_JSON = ("application/problem+json", "application/json", "application/sparql-results+json", "application/ld+json")
_OFFERED = (*_JSON, "text/html", "text/plain")


def respond(request: Request, problem: Problem) -> Response:
    """The answer that says why there is none, in the form that the client likes most."""
    headers = {**problem.headers, "Cache-Control": "no-store", "Vary": "Accept, Accept-Language"}
    wanted = negotiation.choose(request.headers.get("Accept"), _OFFERED) or "text/plain"
    if wanted == "text/html":
        language = negotiation.language(request.query_params.get("lang"), request.headers.get("Accept-Language"))
        page = render("problem.html", language, problem=problem, path=request.url.path)
        return Response(page, problem.status, headers, "text/html; charset=utf-8")
    if wanted == "text/plain":
        at = "".join(f", {name} {problem.more[name]}" for name in ("line", "column") if name in problem.more)
        text = f"{problem.title}: {problem.detail}{at}\n"
        return Response(text, problem.status, headers, "text/plain; charset=utf-8")
    body = json.dumps(problem.to_dict(), ensure_ascii=False).encode()
    return Response(body, problem.status, headers, "application/problem+json")
