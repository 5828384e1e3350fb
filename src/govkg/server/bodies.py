"""Bodies and parameters of requests, read within limits."""

from __future__ import annotations

import asyncio
from email.message import Message
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from govkg.server.replies import Problem
from govkg.server.settings import Limits

Parameters = dict[str, list[str]]
FORM = "application/x-www-form-urlencoded"
_FIELDS = 1000


async def read_text(request: Request, limits: Limits) -> str:
    """All of a body, as text.

    Raises:
        Problem: it is too large, too slow, packed, or not UTF-8.

    """
    charset = Message()
    charset["Content-Type"] = request.headers.get("Content-Type", "")
    if charset.get_content_charset("utf-8") not in ("utf-8", "utf8", "us-ascii"):
        raise Problem(415, "Unsupported charset", "send the body in UTF-8")
    return _decoded(await _read(request, limits))


async def _read(request: Request, limits: Limits) -> bytes:
    if request.headers.get("Content-Encoding", "identity").casefold() != "identity":
        raise Problem(415, "Unsupported encoding", "send the body as it is, not packed")
    parts, size = [], 0
    try:
        async with asyncio.timeout(limits.body_seconds):
            async for part in request.stream():
                size += len(part)
                if size > limits.body:
                    raise Problem(413, "The body is too large", f"a body has at most {limits.body >> 10} KiB")
                parts.append(part)
    except TimeoutError as error:
        raise Problem(408, "The body is too slow", f"a body arrives within {limits.body_seconds:g} s") from error
    except ClientDisconnect as error:
        raise Problem(400, "The body is not whole", "the connection ended before it") from error
    return b"".join(parts)


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem(400, "Not UTF-8", f"byte {error.start} of the body is no UTF-8") from error


def parse(text: str) -> Parameters:
    """The fields of a form or a query string, each with its values in order.

    Raises:
        Problem: there are too many, or they are not UTF-8.

    """
    found: Parameters = {}
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=_FIELDS, errors="strict")
    except UnicodeDecodeError as error:
        raise Problem(400, "Not UTF-8", "a parameter is no UTF-8") from error
    except ValueError as error:
        raise Problem(400, "Too many parameters", f"a request has at most {_FIELDS}") from error
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def of_url(request: Request) -> Parameters:
    """The parameters in the address."""
    return parse(request.scope["query_string"].decode("latin-1"))


def media_type(request: Request) -> str:
    """The media type of a body, without its parameters, in lower case."""
    return request.headers.get("Content-Type", "").partition(";")[0].strip().casefold()


def only(parameters: Parameters, name: str, default: str | None = None) -> str | None:
    """The one value of a parameter.

    Raises:
        Problem: it is given twice.

    """
    values = parameters.get(name)
    if values is None:
        return default
    if len(values) > 1:
        raise Problem(400, "Given twice", f"the parameter {name!r} is given {len(values)} times")
    return values[0]
