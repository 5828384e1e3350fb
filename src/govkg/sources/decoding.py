"""Bytes become text: UTF-8, UTF-16, then windows-1258, the code page of old Vietnamese documents.

Characters are kept as they are (line ends, NFD, emoji); only a byte-order mark goes. What is not text
is refused, not guessed at.
"""

from __future__ import annotations

import codecs
import logging

from govkg.errors import SourceError

log = logging.getLogger(__name__)

LARGEST = 16 * 1024 * 1024
"""Bytes of one article at most; news is a thousandth of it, and a larger "article" is some other file."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TEXT_CONTROLS = frozenset("\t\n\r\f")


def decode(data: bytes, *, path: str, line: int | None = None) -> str:
    """The text of ``data``; ``path`` and ``line`` say where it was read, for errors and warnings.

    Raises:
        SourceError: empty, too large, binary, or in no encoding that is tried.
    """
    if len(data) > LARGEST:
        size, limit = len(data) / 2**20, LARGEST // 2**20
        raise SourceError(f"too large for one article: {size:.0f} MB, the limit is {limit} MB", path=path, line=line)
    if not data.strip(b"\x00 \t\r\n"):
        raise SourceError("empty", path=path, line=line)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return _strict(data[len(mark) :], encoding, path, line)
            except UnicodeDecodeError as error:
                message = f"marked as {encoding}, but byte {error.start} is not"
                raise SourceError(message, path=path, line=line) from error
    encoding = _unmarked(data)
    try:
        text = _strict(data, encoding, path, line)
    except UnicodeDecodeError as error:
        raise SourceError("binary, not text", path=path, line=line) from error
    if encoding == "windows-1258":
        log.warning("%s: not UTF-8; read as windows-1258", path if line is None else f"{path}:{line}")
    return text


def _unmarked(data: bytes) -> str:
    """The encoding of bytes without a mark, by what they can and cannot be."""
    if b"\x00" not in data:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            return "windows-1258"
        return "utf-8"
    # Vietnamese in UTF-16 is mostly Latin letters and spaces: every other byte is zero or one.
    even, odd = data[0::2].count(0), data[1::2].count(0)
    return "utf-16-le" if odd > even else "utf-16-be"


def _strict(data: bytes, encoding: str, path: str, line: int | None) -> str:
    text = data.decode(encoding)
    if not text.strip():
        raise SourceError("empty", path=path, line=line)
    if any(c < " " and c not in _TEXT_CONTROLS for c in set(text)):
        raise SourceError("binary, not text", path=path, line=line)
    return text
