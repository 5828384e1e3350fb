"""The kinds of fact that an article can state. One class a kind; each is one assertion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from govkg.model.actors import Agent, Entity, LegalDocument, Meeting, Organization, Person, Standard, Topic
from govkg.model.interval import UNKNOWN, Interval, PartialDate

TenureStatus = Literal["current", "former", "acting", "elect"]
ParticipationRole = Literal["organizer", "chair", "speaker", "attendee", "invited", "absent"]
DocumentStatus = Literal["adopted", "draft", "unknown"]
DocumentDate = Literal["issued", "effective"]
DocumentRelation = Literal["amends", "repeals", "based_on", "details", "cites"]
DecisionAction = Literal["appoint", "dismiss", "elect", "promote", "award", "discipline"]
SpeechKind = Literal["said", "asked", "directed", "praised", "criticized"]


@dataclass(frozen=True, slots=True)
class Named:
    """The article calls ``entity`` by ``form``; the full name and each other form are facts of their own."""

    entity: Entity
    form: str


@dataclass(frozen=True, slots=True)
class HoldsPost:
    """``person`` has the post ``title`` ("Thứ trưởng") in ``organization`` (None where the text names none)."""

    person: Person
    title: str
    organization: Organization | None
    status: TenureStatus = "current"
    stated: Interval = UNKNOWN
    """When the tenure began or ended, where the article says so; never the day of the article."""


@dataclass(frozen=True, slots=True)
class Born:
    """``person`` was born on a day, in a month or in a year; what tells two officials of one name apart."""

    person: Person
    date: PartialDate


@dataclass(frozen=True, slots=True)
class PartOf:
    """``child`` is a part of ``parent``, or stands under it."""

    child: Organization
    parent: Organization


@dataclass(frozen=True, slots=True)
class Occurs:
    """When and where a meeting takes place, as far as one sentence says."""

    meeting: Meeting
    when: Interval = UNKNOWN
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Participates:
    """``agent`` takes part in ``meeting`` in one role; invited and absent are not attending."""

    meeting: Meeting
    agent: Agent
    role: ParticipationRole


@dataclass(frozen=True, slots=True)
class DocumentState:
    """Whether a document is adopted, a draft, or the article does not tell."""

    document: LegalDocument
    status: DocumentStatus


@dataclass(frozen=True, slots=True)
class IssuedBy:
    """``issuer`` passed, issued or made ``document``; an office (Thủ tướng Chính phủ) counts as a body here."""

    document: LegalDocument
    issuer: Organization


@dataclass(frozen=True, slots=True)
class SignedBy:
    """``signer`` signed ``document``."""

    document: LegalDocument
    signer: Person


@dataclass(frozen=True, slots=True)
class DocumentDated:
    """The day, month or year on which ``document`` was issued or takes effect."""

    document: LegalDocument
    date: PartialDate
    event: DocumentDate = "issued"


@dataclass(frozen=True, slots=True)
class DocumentRelates:
    """``document`` amends, repeals, rests on, details or cites ``other``."""

    document: LegalDocument
    relation: DocumentRelation
    other: LegalDocument


@dataclass(frozen=True, slots=True)
class Adopts:
    """``adopter`` works by ``standard`` or rolls it out; a group without a name is its own words, not a body."""

    standard: Standard
    adopter: Organization | str


@dataclass(frozen=True, slots=True)
class Decides:
    """A personnel decision about ``person``: ``title`` is the post, rank or award, or what the penalty is."""

    action: DecisionAction
    person: Person
    title: str
    organization: Organization | None = None
    by: Agent | None = None
    date: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Speaks:
    """``speaker`` says ``content`` (the article's own words) or asks it of ``addressee``."""

    kind: SpeechKind
    speaker: Agent
    content: str
    addressee: Agent | None = None


@dataclass(frozen=True, slots=True)
class Concerns:
    """A task given to, or a shortcoming found at, ``organization`` (None where it is said of all)."""

    topic: Topic
    organization: Organization | None
    by: Agent | None = None


Fact = (
    Named | HoldsPost | Born | PartOf | Occurs | Participates | DocumentState | IssuedBy | SignedBy | DocumentDated
    | DocumentRelates | Adopts | Decides | Speaks | Concerns
)  # fmt: skip
