"""Where ontology/, data/ and queries/ lie: in the wheel beside the package, or in the checkout above it.

The only module that knows. Everything else asks for a path by its name within the project.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from govkg.errors import DataError

FOLDERS = ("ontology", "data", "queries")


@cache
def root() -> Path:
    """The folder that holds ontology/, data/ and queries/."""
    package = Path(__file__).resolve().parent
    for candidate in (package / "_resources", package.parent.parent):
        if all((candidate / folder).is_dir() for folder in FOLDERS):
            return candidate
    raise DataError("ontology/, data/ and queries/ are missing from this installation", path=package)


def path(name: str) -> Path:
    """The path of a file or folder such as ``data/rules/titles.yaml``.

    Raises:
        DataError: it is not part of this installation.

    """
    found = root() / name
    if not found.exists():
        raise DataError("missing from this installation", path=name)
    return found


def files(folder: str, pattern: str) -> list[Path]:
    """The files of a folder that match a glob pattern, in the order of their names."""
    return sorted(path(folder).glob(pattern))


def cache_folder() -> Path:
    """The folder for what can be had again: GOVKG_CACHE, or the user's cache; it need not be there yet."""
    if own := os.environ.get("GOVKG_CACHE"):
        return Path(own)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "govkg"
