"""What holds of a whole dataset, across its graphs: the queries of ``ontology/invariants/*.rq`` with their messages."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from govkg import resources
from govkg.errors import DataError
from govkg.graph.constraints import Constraint

_MESSAGE = re.compile(r"# message@(\w+): (.+)")


@cache
def invariants() -> tuple[Constraint, ...]:
    """The invariants of the project, by name."""
    return tuple(read_invariant(path) for path in resources.files("ontology/invariants", "*.rq"))


def read_invariant(path: Path) -> Constraint:
    """Read one invariant.

    Raises:
        DataError: it lacks a message, or is no SELECT query with ``?this``.

    """
    text = path.read_text("utf-8")
    try:
        return Constraint(path.stem, dict(_MESSAGE.findall(text)), text)
    except ValueError as error:
        raise DataError(str(error), path=path) from error
