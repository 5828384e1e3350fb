"""What is not there without an extra: one place that says what to install, instead of a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from govkg.errors import MissingExtra


@contextmanager
def extra(name: str, feature: str) -> Iterator[None]:
    """Import inside of it what the extra ``name`` of pyproject.toml brings for ``feature``.

    Raises:
        MissingExtra: a package is not installed. A module of our own that is not there is a defect, and stays one.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] == "govkg":
            raise
        raise MissingExtra(feature, f"pip install 'govkg[{name}]' ({error.name} is missing)") from error
