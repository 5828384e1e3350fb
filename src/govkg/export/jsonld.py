"""The store as JSON-LD: one document with its context, one object a node, each on a line of its own.

Nodes of the default graph come first; then each named graph as an object whose ``@graph`` holds its nodes. A line
between the first and the last, without its comma, is an object of the context ``govkg.export.context.ADDRESS``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, BinaryIO, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from govkg.errors import GovkgError
from govkg.export.context import published
from govkg.export.dumps import graphs
from govkg.store.base import Store, Term
from govkg.store.canonical import sorted_quads
from govkg.vocabulary import GOV, Rdf, Xsd

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_NATIVE: Final = {
    Xsd.integer: re.compile(r"0|-?[1-9][0-9]{0,14}"),
    f"{_XSD}boolean": re.compile("true|false"),
}
"""Literals that JSON has as they are, and no processor writes otherwise."""
_NAME: Final = re.compile("[A-Za-z][A-Za-z0-9]*")
_MARKED: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


def write(store: Store, file: BinaryIO) -> None:
    """Write all quads."""
    shaping = _Shaping(published())
    file.write(b'{"@context": ' + _line(dict(published())) + b',\n"@graph": [')
    separator = b"\n"
    for found in shaping.objects(store.quads()):
        file.write(separator + _line(found))
        separator = b",\n"
    for graph in graphs(store):
        file.write(separator + b'{"@id": ' + _line(graph.value) + b', "@graph": [')
        inner = b""
        for found in shaping.objects(store.quads(graph)):
            file.write(inner + _line(found))
            inner = b", "
        file.write(b"]}")
        separator = b",\n"
    file.write(b"\n]}\n")


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


class _Shaping:
    """Nodes as objects of a context."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        self._taken = frozenset(context)
        self._definitions = {name: given for name, given in context.items() if isinstance(given, Mapping)}
        self._names = {given["@id"]: name for name, given in self._definitions.items()}

    def objects(self, quads: Iterable[Quad]) -> Iterator[dict[str, Any]]:
        """One object a node, in the order of their IRIs."""
        for subject, its in groupby(sorted_quads(quads), key=lambda quad: quad.subject):
            yield self._object(subject, its)

    def _object(self, subject: Term, quads: Iterator[Quad]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        types: list[str] = []
        for quad in quads:
            if quad.predicate.value == Rdf.type and isinstance(quad.object, NamedNode):
                types.append(self._class(quad.object.value))
            else:
                name = self._name(quad.predicate.value)
                self._add(values, name, self._definitions.get(name, {}), quad.object)
        found: dict[str, Any] = {"@id": _reference(subject)}
        if types:
            found["@type"] = types[0] if len(types) == 1 else types
        return found | {name: _alone(value) for name, value in values.items()}

    def _add(self, values: dict[str, Any], name: str, given: Mapping[str, Any], term: Term) -> None:
        """Put a value where it belongs: texts by language, all else in the order that it comes."""
        if "@container" in given:
            if isinstance(term, Literal) and term.datatype.value in (_MARKED, Xsd.string):
                values.setdefault(name, {}).setdefault(term.language or "@none", []).append(term.value)
                return
            name = given["@id"]  # no text, so not under the name that holds texts
            given = {}
        values.setdefault(name, []).append(_value(term, given.get("@type", "")))

    def _name(self, iri: str) -> str:
        """The name of a property: as the context has it, of ours the local name, of others the whole IRI."""
        if iri in self._names:
            return self._names[iri]
        return self._of_ours(iri)

    def _class(self, iri: str) -> str:
        return self._of_ours(iri)

    def _of_ours(self, iri: str) -> str:
        local = iri.removeprefix(GOV)
        ours = iri.startswith(GOV) and _NAME.fullmatch(local) and local not in self._taken
        return local if ours else iri


def _value(term: Term, coerced: str) -> Any:
    if isinstance(term, NamedNode | BlankNode):
        return _reference(term) if coerced == "@id" else {"@id": _reference(term)}
    if isinstance(term, Triple):
        raise GovkgError(f"JSON-LD 1.1 cannot hold the quoted triple {term}")
    if term.language:
        return {"@value": term.value, "@language": term.language}
    datatype = term.datatype.value
    type_ = datatype.replace(_XSD, "xsd:")
    if type_ == coerced:
        return term.value
    if datatype == Xsd.string:
        return {"@value": term.value} if coerced else term.value
    if not coerced and (form := _NATIVE.get(datatype)) and form.fullmatch(term.value):
        return json.loads(term.value)
    return {"@value": term.value, "@type": type_}


def _reference(term: Term) -> str:
    return str(term) if isinstance(term, BlankNode) else getattr(term, "value", str(term))


def _alone(value: Any) -> Any:
    """One value without a list around it."""
    if isinstance(value, dict):
        return {language: _alone(texts) for language, texts in value.items()}
    return value[0] if len(value) == 1 else value
