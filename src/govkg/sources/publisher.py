"""Who published an article, as its own last lines say it: "Nguồn: …"."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 80
_LINE = re.compile(
    rf"^[ \t]*\(?nguồn(?:[ \t]+tin)?[ \t]*:[ \t]*(\S[^\r\n]{{0,{_LONGEST}}}?)[ \t]*[).]?[ \t]*\r?$",
    re.IGNORECASE | re.MULTILINE,
)


def publisher(text: str) -> str | None:
    """The source that the last such line of its own names; None where no line does.

    A "Nguồn:" inside a sentence or under a picture says where a figure or photo is from, so only a whole line counts.
    """
    found = _LINE.findall(unicodedata.normalize("NFC", text))
    return found[-1] if found else None
