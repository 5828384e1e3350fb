"""The forms of the Reconciliation Service API 0.2, written from its specification: what each answer must look like.

https://reconciliation-api.github.io/specs/0.2/
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

Check = Callable[[Any], None]
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")


def manifest(value: Any) -> None:
    """The service manifest."""
    needed: dict[str, Check] = {"versions": _each(_text)}
    needed |= dict.fromkeys(("name", "identifierSpace", "schemaSpace"), _text)
    more: dict[str, Check] = {"view": _template, "defaultTypes": _each(_type), "preview": _preview}
    _fields(value, needed, {**more, "suggest": _suggest, "extend": _extend})
    assert "0.2" in value["versions"]
    ids = [one["id"] for one in value.get("defaultTypes", [])]
    assert len(set(ids)) == len(ids)


def results(value: Any) -> None:
    """A batch of candidates."""
    optional: dict[str, Check] = {
        "description": _text,
        "match": _truth,
        "type": _each(_type),
        "features": _each(_object),
    }
    candidate = _form({"id": _text, "name": _text, "score": _number}, optional)
    _object(value)
    for found in value.values():
        _fields(found, {"result": _each(candidate)})


def suggestions(value: Any) -> None:
    """What a suggest service answers."""
    _fields(
        value, {"result": _each(_form({"id": _text, "name": _text}, {"description": _text, "notable": _each(_type)}))}
    )


def flyout(value: Any) -> None:
    """What a flyout service answers."""
    _fields(value, {"id": _text, "html": _text})


def extension(value: Any) -> None:
    """Values of properties."""
    _fields(value, {"meta": _each(_form({"id": _text, "name": _text}, {"type": _type})), "rows": _object})
    for row in value["rows"].values():
        assert list(row) == [column["id"] for column in value["meta"]]
        for cell in row.values():
            _each(_value)(cell)


def proposal(value: Any) -> None:
    """Properties that can be fetched."""
    _fields(value, {"properties": _each(_form({"id": _text, "name": _text}))}, {"type": _text, "limit": _number})


def _suggest(value: Any) -> None:
    assert value.keys() <= {"entity", "type", "property"}
    for service in value.values():
        urls: dict[str, Check] = {"service_url": _text, "service_path": _text}
        _fields(service, urls, {"flyout_service_url": _text, "flyout_service_path": _text})
        assert "${id}" in service.get("flyout_service_path", "${id}")


def _extend(value: Any) -> None:
    place = _form({"service_url": _text, "service_path": _text})
    _fields(value, {}, {"propose_properties": place, "property_settings": _each(_object)})


def _preview(value: Any) -> None:
    _fields(value, {"url": _text, "width": _whole, "height": _whole})
    assert "{{id}}" in value["url"]


def _template(value: Any) -> None:
    _fields(value, {"url": _text})
    assert "{{id}}" in value["url"]


def _type(value: Any) -> None:
    _fields(value, {"id": _text}, {"name": _text})


def _value(value: Any) -> None:
    """One cell: exactly one of the six kinds."""
    kinds = {"str": _text, "float": _number, "int": _whole, "date": _time}
    if "id" in value:
        _fields(value, {"id": _text, "name": _text}, {"description": _text})
    elif value:
        ((name, inner),) = value.items()
        kinds[name](inner)


def _fields(value: Any, needed: dict[str, Check], more: dict[str, Check] | None = None) -> None:
    """An object with these fields, each of its form, and no others."""
    known = {**needed, **(more or {})}
    assert needed.keys() <= value.keys() <= known.keys(), value
    for name, inner in value.items():
        known[name](inner)


def _form(needed: dict[str, Check], more: dict[str, Check] | None = None) -> Check:
    return lambda value: _fields(value, needed, more)


def _each(check: Check) -> Check:
    def checked(value: Any) -> None:
        assert isinstance(value, list), value
        for one in value:
            check(one)

    return checked


def _text(value: Any) -> None:
    assert isinstance(value, str), value


def _truth(value: Any) -> None:
    assert isinstance(value, bool), value


def _number(value: Any) -> None:
    assert isinstance(value, int | float), value
    assert not isinstance(value, bool), value


def _whole(value: Any) -> None:
    assert isinstance(value, int), value
    assert not isinstance(value, bool), value


def _time(value: Any) -> None:
    assert _TIME.fullmatch(value), value


def _object(value: Any) -> None:
    assert isinstance(value, dict), value
