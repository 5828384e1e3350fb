"""A body that very many have to do with: 130 stations, and 130 meetings of which each is a day later."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from govkg import iris
from govkg.vocabulary import Gov, Rdf, Xsd, concept

HUB = iris.ID + "organization/tap-doan-den-bien"
MANY = 130


def quads() -> Iterator[Quad]:
    """The body and all that is next to it, for the default graph of a store."""
    yield from _named(HUB, Gov.Enterprise, "Tập đoàn Đèn biển")
    for number in range(MANY):
        station = f"{iris.ID}organization/tram-{number:03d}"
        yield from _named(station, Gov.PublicUnit, f"Trạm đèn số {number}")
        yield Quad(NamedNode(station), NamedNode(Gov.partOf), NamedNode(HUB))
        meeting, part = f"{iris.ID}meeting/hop-{number:03d}", f"{iris.ID}participation/hop-{number:03d}"
        yield from _named(meeting, Gov.Meeting, f"Phiên họp thứ {number}")
        day = Literal(f"2031-{1 + number // 28:02d}-{1 + number % 28:02d}", datatype=NamedNode(Xsd.date))
        yield Quad(NamedNode(meeting), NamedNode(Gov.begin), day)
        yield Quad(NamedNode(part), NamedNode(Rdf.type), NamedNode(Gov.Participation))
        yield Quad(NamedNode(part), NamedNode(Gov.event), NamedNode(meeting))
        yield Quad(NamedNode(part), NamedNode(Gov.participant), NamedNode(HUB))
        role = NamedNode(concept("participation-role", "chair"))
        yield Quad(NamedNode(part), NamedNode(Gov.participationRole), role)


def _named(iri: str, kind: str, name: str) -> Iterator[Quad]:
    yield Quad(NamedNode(iri), NamedNode(Rdf.type), NamedNode(kind))
    yield Quad(NamedNode(iri), NamedNode(Rdf.label), Literal(name, language="vi"))
