"""A fact as one JSON text and back, without loss: the record of what was read, by which rule and how surely.

An object names its class in ``@type``; a partial date is ``{"@date": "2012-01"}``. The outermost one also has
``@rule`` and ``@confidence``. Fields at their default are left out, and fields stand in the order of their class,
so equal readings give equal texts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields
from functools import lru_cache
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


def encode(fact: Fact, rule: str, confidence: float) -> str:
    """The JSON text of a fact, the rule that read it, and how often that reading is right."""
    read = {**_plain(fact), "@rule": rule, "@confidence": confidence}
    return json.dumps(read, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=16384)  # who held which post is told in the same words by hundreds of articles
def decode(text: str) -> tuple[Fact, str, float]:
    """Fact, rule and confidence of a JSON text.

    Raises:
        ValueError: the text is none that ``encode`` wrote.

    """
    try:
        return cast(tuple[Fact, str, float], json.loads(text, object_hook=_object))
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
    rule, confidence = found.pop("@rule", None), found.pop("@confidence", None)
    value = _CLASSES[found.pop("@type")](**found)
    return value if rule is None else (value, rule, confidence)
