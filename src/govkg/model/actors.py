"""Who and what the facts are about. Equality is by natural key, so one entity of an article is one value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

OrganizationKind = Literal[
    "government", "ministry", "agency", "department", "legislature", "presidency", "court", "procuracy", "party",
    "mass_org", "local_government", "public_unit", "armed_forces", "enterprise", "international", "foreign", "other",
]  # fmt: skip
MeetingType = Literal["conference", "session", "meeting", "ceremony", "press", "visit", "inspection", "other"]
MeetingStatus = Literal["held", "planned", "cancelled"]
DocumentType = Literal[
    "constitution", "law", "ordinance", "resolution", "decree", "decision", "circular", "directive", "plan",
    "dispatch", "treaty", "report", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """An official by the fullest name that the article gives: NFC, without honorific or title."""

    name: str


@dataclass(frozen=True, slots=True)
class Organization:
    """A body by its fullest name in the article, or by its IRI where the reference data knows it.

    ``parent`` is the IRI of the body that tells two bodies of one name apart ("Vụ Pháp chế"), where known.
    """

    name: str
    iri: str
    kind: OrganizationKind = field(compare=False, default="other")
    parent: str | None = field(compare=False, default=None)


Agent = Person | Organization


@dataclass(frozen=True, slots=True)
class Meeting:
    """A gathering or official act with people in one place or time; ``key`` is unique in its article."""

    key: str
    name: str = field(compare=False)
    type: MeetingType = field(compare=False)
    status: MeetingStatus = field(compare=False, default="held")


@dataclass(frozen=True, slots=True)
class LegalDocument:
    """A legal or official document: by number where it has one (a string: "86/2012/NĐ-CP"), else by name."""

    type: DocumentType
    number: str | None = None
    name: str | None = None
    issuer: str | None = field(compare=True, default=None)
    """IRI of the issuing body where it is part of the key: local numbers repeat across issuers."""


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard by its designation with edition where the text gives one: "ISO 9001:2008"."""

    designation: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A task, programme or shortcoming by the words of the article; ``kind`` says which."""

    kind: Literal["task", "shortcoming"]
    name: str


Entity = Person | Organization | Meeting | LegalDocument | Standard | Topic
