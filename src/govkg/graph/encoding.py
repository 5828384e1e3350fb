"""A fact as one JSON text and back, without loss: the record of what was read, one literal a statement.

An object names its class in ``@type``; a partial date is ``{"@date": "2012-01"}``. Fields at their default are
left out, and fields stand in the order of their class, so equal facts give equal texts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any, Final, cast, get_args

from govkg.model.actors import Entity
from govkg.model.facts import Fact
from govkg.model.interval import Interval, PartialDate

_CLASSES: Final[Mapping[str, type]] = {
    cls.__name__: cls for cls in (*get_args(Fact), *get_args(Entity), Interval)
}  # fmt: skip
_FIELDS: Final[Mapping[type, tuple[tuple[str, Any], ...]]] = {
    cls: tuple((one.name, one.default) for one in fields(cls)) for cls in _CLASSES.values()
}
"""Names and defaults of the fields of each class; MISSING where a field must be given."""


def encode(fact: Fact) -> str:
    """The JSON text of a fact."""
    return json.dumps(_plain(fact), ensure_ascii=False, separators=(",", ":"))


def decode(text: str) -> Fact:
    """The fact of a JSON text.

    Raises:
        ValueError: the text is none that ``encode`` wrote.

    """
    try:
        return cast(Fact, json.loads(text, object_hook=_object))
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a fact: {text}") from error


def _plain(value: Any) -> Any:
    """Dataclasses as objects that name their class; everything else as it is."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, PartialDate):
        return {"@date": str(value)}
    given = {"@type": type(value).__name__}
    for name, default in _FIELDS[type(value)]:
        part = getattr(value, name)
        if default is MISSING or part != default:
            given[name] = _plain(part)
    return given


def _object(found: dict[str, Any]) -> Any:
    if "@date" in found:
        return PartialDate.parse(found["@date"])
    return _CLASSES[found.pop("@type")](**found)
