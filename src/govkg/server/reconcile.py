"""``/reconcile``: names of a table matched with entities, for OpenRefine.

The Reconciliation Service API 0.2: https://reconciliation-api.github.io/specs/0.2/
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from govkg import iris
from govkg.errors import NotFound
from govkg.folding import bare
from govkg.lookup import Entity
from govkg.lookup.entity import kinds
from govkg.lookup.fields import Back, fields
from govkg.lookup.record import words
from govkg.server import negotiation
from govkg.server.bodies import FORM, Parameters, media_type, of_url, only, parse, read_text
from govkg.server.entities import find
from govkg.server.flyouts import Glance, property_flyout, type_flyout
from govkg.server.gateway import Gateway
from govkg.server.holding import Held
from govkg.server.linked import not_there
from govkg.server.matching import Candidate, candidates, settle, with_property
from govkg.server.replies import Problem, Reply, problem
from govkg.views.words import Language, style
from govkg.vocabulary import GOV

_BATCH: Final = 100
_LIMIT: Final = 10
_MOST: Final = 50
_LONGEST: Final = 300
_ROOTS: Final = {
    "organization": "Organization", "person": "Official", "post": "Post", "meeting": "Meeting",
    "document": "LegalDocument", "standard": "Standard",
}  # fmt: skip
"""The class by which a family is offered as a type."""
_FAMILY_OF: Final = {name: family for family, name in _ROOTS.items()}


@dataclass(frozen=True, slots=True)
class Names:
    """A batch of names to reconcile: JSON of the query batch."""

    batch: str
    language: Language

    def answer(self, held: Held) -> Reply:
        """The candidates of each."""
        results = {
            key: {"result": [_candidate(found, self.language) for found in _reconcile(held, query)]}
            for key, query in _batch(self.batch).items()
        }
        return _json(results)


@dataclass(frozen=True, slots=True)
class Extension:
    """A request for more columns: JSON with ids and properties."""

    request: str
    language: Language

    def answer(self, held: Held) -> Reply:
        """The values of each property of each entity."""
        match _loads(self.request):
            case {"ids": list(ids), "properties": list(properties)} if len(ids) <= _BATCH * 10:
                names = [str(each.get("id")) if isinstance(each, dict) else "" for each in properties]
            case _:
                raise Problem(400, "No extension query", "it needs a list of ids and one of properties")
        known = _properties()
        if unknown := [name for name in names if name not in known]:
            raise Problem(400, "No such property", f"there is no property {unknown[0][:60]!r}")
        rows = {str(id_): _row(held, str(id_), names) for id_ in ids}
        return _json({"meta": [{"id": name, "name": words(name)[self.language]} for name in names], "rows": rows})


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What somebody is typing: the beginning of the name of an entity."""

    prefix: str
    cursor: int
    language: Language

    def answer(self, held: Held) -> Reply:
        """Entities whose names begin so."""
        hits = held.index.search(self.prefix, limit=self.cursor + _LIMIT)[self.cursor :] if self.prefix.strip() else []
        result = [
            {
                "id": hit.iri.removeprefix(iris.ID),
                "name": hit.label,
                "description": style().kind(hit.kind).words[self.language],
                "notable": [_type(hit.kind, self.language)],
            }
            for hit in hits
        ]
        return _json({"result": result})


async def endpoint(request: Request, gateway: Gateway) -> Response:
    """The manifest, a batch of names, or a request for more columns."""
    parameters = await _parameters(request, gateway)
    language = _language(request, parameters)
    if (batch := only(parameters, "queries")) is not None:
        return await gateway.page(request, Names(batch, language))
    if (extension := only(parameters, "extend")) is not None:
        return await gateway.page(request, Extension(extension, language))
    return _response(manifest(gateway.settings.base, language))


async def service(request: Request, gateway: Gateway) -> Response:
    """``/reconcile/…``: suggestions with what is said beside them, previews, and the properties that can be fetched."""
    parameters = of_url(request)
    language = _language(request, parameters)
    prefix = (only(parameters, "prefix", "") or "")[:_LONGEST]
    match request.path_params["rest"]:
        case "suggest/entity":
            cursor = only(parameters, "cursor", "0") or "0"
            if not (cursor.isascii() and cursor.isdigit() and int(cursor) < 1000):
                raise Problem(400, "No such cursor", "cursor is a number below 1000")
            return await gateway.page(request, Suggestion(prefix, int(cursor), language))
        case "suggest/type":
            return _response({"result": _beginning(prefix, [_type(name, language) for name in _types()])})
        case "suggest/property":
            return _response({"result": _beginning(prefix, [_named(name, language) for name in _properties()])})
        case "extend/propose":
            return _response(_proposed(only(parameters, "type"), only(parameters, "limit"), language))
        case "flyout/entity":
            return await gateway.page(request, Glance(only(parameters, "id") or "", language))
        case "flyout/type":
            return _response(type_flyout(_offered(parameters, _types()), language))
        case "flyout/property":
            return _response(property_flyout(_offered(parameters, _properties()), language))
        case "preview":
            return await gateway.page(request, Glance(only(parameters, "id") or "", language, framed=True))
    raise not_there(request.url.path)


def _offered(parameters: Parameters, names: tuple[str, ...]) -> str:
    """The ``id`` of a request, one of these.

    Raises:
        Problem: it is none of them.

    """
    name = only(parameters, "id") or ""
    if name not in names:
        raise problem(NotFound(name))
    return name


def manifest(base: str, language: Language) -> dict[str, Any]:
    """What the service says of itself."""
    suggest = {
        name: {
            "service_url": base,
            "service_path": f"/reconcile/suggest/{name}",
            "flyout_service_url": base,
            "flyout_service_path": f"/reconcile/flyout/{name}?id=${{id}}",
        }
        for name in ("entity", "type", "property")
    }
    return {
        "versions": ["0.2"],
        "name": "govkg",
        "identifierSpace": iris.ID,
        "schemaSpace": GOV,
        "defaultTypes": [_type(name, language) for name in _ROOTS.values()],
        "view": {"url": base + "/entity/{{id}}"},
        "preview": {"url": base + "/reconcile/preview?id={{id}}", "width": 430, "height": 300},
        "suggest": suggest,
        "extend": {
            "propose_properties": {"service_url": base, "service_path": "/reconcile/extend/propose"},
            "property_settings": [],
        },
    }


async def _parameters(request: Request, gateway: Gateway) -> Parameters:
    parameters = of_url(request)
    if request.method == "POST":
        if media_type(request) != FORM:
            raise Problem(415, "Not a form", f"POST queries as {FORM}")
        parameters |= parse(await read_text(request, gateway.settings.limits))
    return parameters


def _language(request: Request, parameters: Parameters) -> Language:
    return negotiation.language(only(parameters, "lang"), request.headers.get("Accept-Language"))


def _batch(text: str) -> dict[str, dict[str, Any]]:
    found = _loads(text)
    if not isinstance(found, dict) or not all(isinstance(query, dict) for query in found.values()):
        raise Problem(400, "No query batch", "queries is an object of objects")
    if len(found) > _BATCH:
        raise Problem(413, "The batch is too large", f"a batch has at most {_BATCH} queries")
    return found


def _loads(text: str) -> Any:
    try:
        found = json.loads(text)
        json.dumps(found, ensure_ascii=False).encode()  # half of a surrogate pair can be escaped, and is no text
    except UnicodeEncodeError as error:
        raise Problem(400, "Not Unicode", "a text holds half of a surrogate pair") from error
    except (ValueError, RecursionError) as error:
        raise Problem(400, "Not JSON", str(error)[:200]) from error
    return found


def _reconcile(held: Held, query: dict[str, Any]) -> list[Candidate]:
    text, limit = query.get("query"), query.get("limit", _LIMIT)
    if not isinstance(text, str) or not text.strip():
        raise Problem(400, "No name", "query is the name to look for")
    if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1:
        raise Problem(400, "No such limit", "limit is a whole number from 1 on")
    wanted = query.get("type")
    types = [wanted] if isinstance(wanted, str) else wanted or []
    if not isinstance(types, list) or not all(isinstance(name, str) for name in types):
        raise Problem(400, "No such type", "type is the id of a type or a list of such")
    found: dict[str, Candidate] = {}
    kinds_: list[str | None] = [_as_type(name) for name in types]
    for type_ in kinds_ or [None]:
        for candidate in candidates(held.index, text[:_LONGEST], type_, _MOST):
            found.setdefault(candidate.hit.iri, candidate)
    compared = _compare(held, list(found.values()), query.get("properties"))
    return settle(compared, text)[: min(limit, _MOST)]


def _as_type(name: str) -> str:
    local = name.removeprefix(GOV)
    if local not in _types():
        raise Problem(400, "No such type", f"there is no type {name[:60]!r}")
    return _FAMILY_OF.get(local, local)


def _compare(held: Held, found: list[Candidate], properties: Any) -> list[Candidate]:
    """The candidates after each property that the table has was compared with theirs."""
    if not properties:
        return found
    if not isinstance(properties, list) or not all(isinstance(each, dict) for each in properties):
        raise Problem(400, "No properties", "properties is a list of objects with pid and v")
    known = _properties()
    for each in properties:
        name, given = str(each.get("pid")), each.get("v")
        if name not in known:
            continue  # the specification: what is not understood is left out
        wanted = {bare(_as_text(value)) for value in (given if isinstance(given, list) else [given])}
        found = [with_property(one, _agrees(held, one, name, wanted)) for one in found]
    return found


def _agrees(held: Held, candidate: Candidate, name: str, wanted: set[str]) -> bool:
    values = _values(find(held, candidate.hit.iri), name)
    names = {
        bare(form)
        for value in values
        for form in ((value.name, *value.aliases) if isinstance(value, Entity) else (str(value),))
    }
    ids = {bare(value.iri.removeprefix(iris.ID)) for value in values if isinstance(value, Entity)}
    return bool(wanted & (names | ids))


def _as_text(value: Any) -> str:
    return str(value.get("id") or value.get("name") or "") if isinstance(value, dict) else str(value)


def _row(held: Held, id_: str, names: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    try:
        entity = find(held, iris.ID + id_)
    except NotFound:
        return {name: [] for name in names}
    return {name: [_value(value) for value in _values(entity, name)] for name in names}


def _values(entity: Entity, name: str) -> tuple[Any, ...]:
    if name not in fields(type(entity)):
        return ()
    found = getattr(entity, name)
    return () if found is None else found if isinstance(found, tuple) else (found,)


def _value(value: Any) -> dict[str, Any]:
    if isinstance(value, Entity):
        return {"id": value.iri.removeprefix(iris.ID), "name": value.name}
    return {"str": str(value)}


def _candidate(found: Candidate, language: Language) -> dict[str, Any]:
    hit = found.hit
    shown = {
        "id": hit.iri.removeprefix(iris.ID),
        "name": hit.label,
        "score": round(found.score, 1),
        "match": found.match,
        "type": [_type(hit.kind, language)],
    }
    return shown if hit.name == hit.label else {**shown, "description": hit.name}


def _types() -> tuple[str, ...]:
    named = {
        name
        for name, kind in style().kinds.items()
        if kind.group.name in ("body", "person", "meeting", "document", "standard")
    }
    return tuple(sorted(named - {"Tenure", "Participation", "StandardAdoption"}))


def _type(name: str, language: Language) -> dict[str, str]:
    return {"id": name, "name": style().kind(name).words[language]}


def _named(name: str, language: Language) -> dict[str, str]:
    return {"id": name, "name": words(name)[language]}


def _properties(of: Callable[[type[Entity]], bool] = lambda _: True) -> tuple[str, ...]:
    """The attributes that an entity can be asked for: those with a value or a few, not the lists of facts."""
    named = [kind for kind in dict.fromkeys(kinds().values()) if of(kind)]
    found = {name for kind in named for name, field in fields(kind).items() if not isinstance(field, Back)}
    return tuple(sorted(found | {"editions"} if any("editions" in fields(kind) for kind in named) else found))


def _proposed(type_: str | None, limit: str | None, language: Language) -> dict[str, Any]:
    root = next((iri for iri in kinds() if iri == GOV + (type_ or "")), None)
    known = _properties((lambda kind: kinds().get(root) is kind) if root else (lambda _: True))
    most = int(limit) if limit and limit.isascii() and limit.isdigit() else len(known)
    shown = [_named(name, language) for name in known[:most]]
    return {"properties": shown, **({"type": type_} if type_ else {}), **({"limit": most} if limit else {})}


def _beginning(prefix: str, named: list[dict[str, str]]) -> list[dict[str, str]]:
    wanted = bare(prefix)
    return [each for each in named if bare(each["name"]).startswith(wanted) or bare(each["id"]).startswith(wanted)]


def _json(value: Any) -> Reply:
    return Reply("application/json", json.dumps(value, ensure_ascii=False).encode())


def _response(value: Any) -> Response:
    return Response(json.dumps(value, ensure_ascii=False).encode(), media_type="application/json")
