"""How a lane hands a connection to the server: its descriptor with the first bytes, then the rest in pieces."""

from __future__ import annotations

import struct
from typing import Final

PIECE: Final = 32 * 1024
_FIRST: Final = struct.Struct(">I")


def pieces(data: bytes) -> list[bytes]:
    """Bytes in messages that a line takes whole; at least one."""
    return [data[start : start + PIECE] for start in range(0, len(data), PIECE)] or [b""]


def pack_first(size: int, piece: bytes) -> bytes:
    """The message that comes with the descriptor: how many bytes in all, and the first of them."""
    return _FIRST.pack(size) + piece


def unpack_first(message: bytes) -> tuple[int, bytes]:
    """What ``pack_first`` has packed."""
    return _FIRST.unpack_from(message)[0], message[_FIRST.size :]
