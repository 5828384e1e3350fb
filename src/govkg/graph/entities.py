"""What an entity is before anything is said of it: its IRI, its class, its name."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode

from govkg import iris
from govkg.graph.names import organization_name, other_name, person_name
from govkg.graph.terms import node, text
from govkg.model.actors import (
    DocumentType,
    Entity,
    LegalDocument,
    Meeting,
    Organization,
    OrganizationKind,
    Person,
    Standard,
    Topic,
)
from govkg.vocabulary import Gov, Rdf, concept

Value = NamedNode | Literal
Property = tuple[str, str, Value]
"""Node, property, value."""

ORGANIZATION_CLASS: Final[Mapping[OrganizationKind, Gov]] = {
    "government": Gov.Government, "ministry": Gov.Ministry, "agency": Gov.Agency, "department": Gov.Department,
    "legislature": Gov.Legislature, "presidency": Gov.Presidency, "court": Gov.Court, "procuracy": Gov.Procuracy,
    "party": Gov.PartyBody, "mass_org": Gov.MassOrganization, "local_government": Gov.LocalGovernment,
    "public_unit": Gov.PublicUnit, "armed_forces": Gov.ArmedForces, "enterprise": Gov.Enterprise,
    "international": Gov.InternationalOrganization, "foreign": Gov.ForeignOrganization, "other": Gov.Organization,
}  # fmt: skip
DOCUMENT_CLASS: Final[Mapping[DocumentType, Gov]] = {
    "constitution": Gov.Constitution, "law": Gov.Law, "ordinance": Gov.Ordinance, "resolution": Gov.Resolution,
    "decree": Gov.Decree, "decision": Gov.Decision, "circular": Gov.Circular, "directive": Gov.Directive,
    "plan": Gov.Plan, "dispatch": Gov.Dispatch, "treaty": Gov.Treaty, "report": Gov.Report,
    "other": Gov.LegalDocument,
}  # fmt: skip


@lru_cache(maxsize=65536)
def natural_iri(entity: Organization | LegalDocument | Standard | Topic) -> str:
    """The IRI of an entity with a natural key."""
    match entity:
        case Organization(iri=iri):
            return iri
        case LegalDocument():
            return iris.document(entity.type, entity.number, entity.name, entity.issuer)
        case Standard():
            return iris.standard(entity.designation)
        case Topic():
            return iris.keyed(entity.kind, entity.name)


def introduced(entity: Entity, iri: str, bodies: Container[str]) -> Iterator[Property]:
    """Class and name of an entity, and what else its key tells; ``bodies`` are those that parents may be among."""
    match entity:
        case Person(name):
            yield iri, Rdf.type, node(Gov.Official)
            yield iri, Rdf.label, text(name, "vi")
        case Organization(name, kind=kind, parent=parent):
            yield iri, Rdf.type, node(ORGANIZATION_CLASS[kind])
            yield iri, Rdf.label, text(name, "vi")
            if parent in bodies:
                yield iri, Gov.partOf, node(parent)
        case Meeting(name=name):
            yield iri, Rdf.type, node(Gov.Meeting)
            yield iri, Rdf.label, text(name, "vi")
            yield iri, Gov.meetingType, node(concept("meeting-type", entity.type))
            yield iri, Gov.meetingStatus, node(concept("meeting-status", entity.status))
        case LegalDocument(type_, number, name):
            yield iri, Rdf.type, node(DOCUMENT_CLASS[type_])
            yield iri, Rdf.label, text(name or number or "", "vi")
            yield iri, Gov.documentType, node(concept("document-type", type_))
            if number:
                yield iri, Gov.number, text(number)
        case Standard(designation):
            yield from _standard(iri, designation)
        case Topic(kind, name):
            yield iri, Rdf.type, node(Gov.Task if kind == "task" else Gov.Shortcoming)
            yield iri, Rdf.label, text(name, "vi")


def naming(entity: Entity, form: str) -> str | None:
    """The property by which a form names an entity; None where it adds nothing to the name that it has."""
    match entity:
        case Person(name):
            return person_name(form, name)
        case Organization(name):
            return organization_name(form, name)
        case Meeting(name=name) | Topic(name=name):
            return other_name(form, name)
        case LegalDocument(number=number, name=name):
            return other_name(form, name or number or "") if form != number else None
        case Standard(designation):
            return other_name(form, designation)


def _standard(iri: str, designation: str) -> Iterator[Property]:
    """An edition also tells of the standard that it is an edition of: ISO 9001:2008 of ISO 9001."""
    yield iri, Rdf.type, node(Gov.Standard)
    yield iri, Rdf.label, text(designation)
    series, colon, _ = designation.rpartition(":")
    if colon:
        whole = iris.standard(series)
        yield iri, Gov.editionOf, node(whole)
        yield from _standard(whole, series)
