"""The line between the server and a worker: frames of a kind, a length and so many bytes.

Jobs go down as pickles (the server trusts itself); what comes up is bytes and JSON, never a pickle, so that a
worker that was talked into something by a query cannot talk the server into anything.
"""

from __future__ import annotations

import socket
import struct
from enum import IntEnum
from typing import Final

HEADER: Final = struct.Struct(">BI")
HEAD: Final = struct.Struct(">I")
LARGEST: Final = 64 << 20


class Kind(IntEnum):
    """What a frame is."""

    READY = 0
    """The worker has opened its store; JSON: its memory at rest."""
    JOB = 1
    """A pickled (generation, job)."""
    HEAD = 2
    """The reply begins; JSON: status, media type, headers."""
    DATA = 3
    END = 4
    """The reply is whole."""
    WHOLE = 6
    """A short reply in one frame: the length of its head, its head, its body."""
    PROBLEM = 5
    """There is no reply, or no more of it; JSON of a Problem."""


def send(line: socket.socket, kind: Kind, data: bytes = b"") -> None:
    """Send one frame."""
    line.sendall(HEADER.pack(kind, len(data)) + data)


def pack_whole(head: bytes, body: bytes) -> bytes:
    """What a frame WHOLE holds."""
    return HEAD.pack(len(head)) + head + body


def unpack_whole(data: bytes) -> tuple[bytes, bytes]:
    """Head and body of a frame WHOLE."""
    (size,) = HEAD.unpack_from(data)
    return data[HEAD.size : HEAD.size + size], data[HEAD.size + size :]


def receive(line: socket.socket) -> tuple[Kind, bytes] | None:
    """The next frame; None when the other end is gone."""
    header = _exactly(line, HEADER.size)
    if header is None:
        return None
    kind, size = HEADER.unpack(header)
    data = _exactly(line, size)
    return None if data is None else (Kind(kind), data)


def _exactly(line: socket.socket, size: int) -> bytes | None:
    parts = []
    while size:
        part = line.recv(min(size, 1 << 20))
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
