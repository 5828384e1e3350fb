"""The entities that have names: bodies, people, posts, meetings, documents, standards, topics."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from pyoxigraph import Literal

from govkg.lookup.entity import Entity, register
from govkg.lookup.facts import held
from govkg.lookup.fields import Back, Concept, Many, One, Text, When
from govkg.model.interval import Interval
from govkg.vocabulary import Gov

if TYPE_CHECKING:
    from govkg.lookup.certainty import Certainty
    from govkg.lookup.facts import Adoption, Decision, Participation, Reorganization, SpeechAct, Tenure


@register
class Organization(Entity):
    """A body of the state, the Party or society."""

    __slots__ = ()
    CLASSES: ClassVar[tuple[str, ...]] = (Gov.Organization,)

    parent: One[Organization] = One(Gov.partOf, "PartOf")
    parts: Back[Organization] = Back(Gov.partOf, "PartOf")
    valid_from = When(Gov.validFrom)
    valid_until = When(Gov.validUntil)
    posts: Back[Post] = Back(Gov.postIn)
    participations: Back[Participation] = Back(Gov.participant)
    documents: Back[Document] = Back(Gov.issuer, "IssuedBy")
    adoptions: Back[Adoption] = Back(Gov.adopter)
    decisions: Back[Decision] = Back(Gov.decidedBy)
    speeches: Back[SpeechAct] = Back(Gov.speaker)
    requests: Back[SpeechAct] = Back(Gov.addressee)
    topics: Back[Topic] = Back(Gov.topicOf, "Concerns")
    formed_by: Back[Reorganization] = Back(Gov.after)
    changed_by: Back[Reorganization] = Back(Gov.before)

    @property
    def parents(self) -> tuple[Organization, ...]:
        """The bodies above it, the nearest first."""
        chain: list[Organization] = []
        body = self.parent
        while body is not None and body not in chain and body != self:
            chain.append(body)
            body = body.parent
        return tuple(chain)

    @property
    def valid(self) -> Interval:
        """From when until when it existed under this name, as far as the reference data knows."""
        return Interval(self.valid_from, self.valid_until)

    @property
    def tenures(self) -> tuple[Tenure, ...]:
        """Who held which of its posts, oldest first."""
        return tuple(sorted((tenure for post in self.posts for tenure in post.tenures), key=lambda found: found.order))

    def officials(self, on: date | str) -> tuple[tuple[Tenure, Certainty], ...]:
        """Its tenures that may have held on a day, the surest first."""
        return held(self.tenures, on)

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """The meetings that it organized or took part in."""
        return _meetings(self.participations)

    @property
    def predecessors(self) -> tuple[Organization, ...]:
        """The bodies that it came from by name, merger or split."""
        return tuple(dict.fromkeys(body for change in self.formed_by for body in change.before))

    @property
    def successors(self) -> tuple[Organization, ...]:
        """The bodies that it became."""
        return tuple(dict.fromkeys(body for change in self.changed_by for body in change.after))


@register
class Person(Entity):
    """An official: only persons who act in a public role are known."""

    __slots__ = ()
    CLASSES: ClassVar[tuple[str, ...]] = (Gov.Official,)

    tenures: Back[Tenure] = Back(Gov.holder)
    participations: Back[Participation] = Back(Gov.participant)
    decisions: Back[Decision] = Back(Gov.concerns)
    decided: Back[Decision] = Back(Gov.decidedBy)
    speeches: Back[SpeechAct] = Back(Gov.speaker)
    requests: Back[SpeechAct] = Back(Gov.addressee)
    documents: Back[Document] = Back(Gov.signer, "SignedBy")
    topics: Back[Topic] = Back(Gov.raisedBy, "Concerns")

    def posts(self, on: date | str) -> tuple[tuple[Tenure, Certainty], ...]:
        """The tenures that may have held on a day, the surest first."""
        return held(self.tenures, on)

    @property
    def organizations(self) -> tuple[Organization, ...]:
        """The bodies that the person had posts in."""
        found = (tenure.organization for tenure in self.tenures)
        return tuple(dict.fromkeys(body for body in found if body is not None))

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """The meetings that the person took part in."""
        return _meetings(self.participations)


@register
class Post(Entity):
    """A post in a body, whoever holds it."""

    __slots__ = ()
    CLASSES: ClassVar[tuple[str, ...]] = (Gov.Post,)

    title = Text(Gov.postTitle)
    organization: One[Organization] = One(Gov.postIn)
    role = Concept(Gov.postRole)
    tenures: Back[Tenure] = Back(Gov.inPost)

    @property
    def is_head(self) -> bool:
        """Whether who holds it heads the body, as the closed list of roles says."""
        flags = (flag for role in self.linked(Gov.postRole) for flag in role.terms(Gov.headRole))
        return any(isinstance(flag, Literal) and flag.value == "true" for flag in flags)


@register
class Meeting(Entity):
    """A gathering or official act of people in one place or time."""

    __slots__ = ()
    CLASSES: ClassVar[tuple[str, ...]] = (Gov.Meeting,)

    type = Concept(Gov.meetingType, "Named")
    status = Concept(Gov.meetingStatus, "Named")
    begin = When(Gov.begin, "Occurs")
    end = When(Gov.end, "Occurs")
    place = Text(Gov.place, "Occurs")
    participations: Back[Participation] = Back(Gov.event)

    @property
    def participants(self) -> tuple[Person | Organization, ...]:
        """Who took part in any role but ``invited`` and ``absent``."""
        found = (each.participant for each in self.participations if each.role not in ("invited", "absent"))
        return tuple(dict.fromkeys(agent for agent in found if agent is not None))

    @property
    def order(self) -> tuple[str, ...]:
        """By day."""
        return (str(self.begin or ""), self.name, self.iri)


@register
class Document(Entity):
    """A legal or official document."""

    __slots__ = ()
    CLASSES: ClassVar[tuple[str, ...]] = (Gov.LegalDocument,)

    type = Concept(Gov.documentType)
    number = Text(Gov.number, "Named")
    status = Concept(Gov.documentStatus, "DocumentState")
    passed_by: One[Organization] = One(Gov.issuer, "IssuedBy")
    signed_by: Many[Person] = Many(Gov.signer, "SignedBy")
    issued_on = When(Gov.issuedOn, "DocumentDated")
    effective_on = When(Gov.effectiveOn, "DocumentDated")
    amends: Many[Document] = Many(Gov.amends, "DocumentRelates")
    amended_by: Back[Document] = Back(Gov.amends, "DocumentRelates")
    repeals: Many[Document] = Many(Gov.repeals, "DocumentRelates")
    repealed_by: Back[Document] = Back(Gov.repeals, "DocumentRelates")
    based_on: Many[Document] = Many(Gov.basedOn, "DocumentRelates")
    basis_of: Back[Document] = Back(Gov.basedOn, "DocumentRelates")
    details: Many[Document] = Many(Gov.details, "DocumentRelates")
    detailed_by: Back[Document] = Back(Gov.details, "DocumentRelates")
    cites: Many[Document] = Many(Gov.cites, "DocumentRelates")
    cited_by: Back[Document] = Back(Gov.cites, "DocumentRelates")

    @property
    def order(self) -> tuple[str, ...]:
        """By day of issue."""
        return (str(self.issued_on or ""), self.name, self.iri)


@register
class Standard(Entity):
    """A standard, or one edition of it."""

    __slots__ = ()
    CLASSES: ClassVar[tuple[str, ...]] = (Gov.Standard,)

    edition_of: One[Standard] = One(Gov.editionOf)
    editions: Back[Standard] = Back(Gov.editionOf)
    identical_to: Many[Standard] = Many(Gov.identicalTo)
    replaced_by: One[Standard] = One(Gov.replacedBy)
    replaces: Back[Standard] = Back(Gov.replacedBy)
    adoptions: Back[Adoption] = Back(Gov.standardAdopted)


@register
class Topic(Entity):
    """A task, programme or shortcoming in the words of an article."""

    __slots__ = ()
    CLASSES: ClassVar[tuple[str, ...]] = (Gov.Task, Gov.Shortcoming)

    organizations: Many[Organization] = Many(Gov.topicOf, "Concerns")
    raised_by: Many[Person | Organization] = Many(Gov.raisedBy, "Concerns")


def _meetings(participations: tuple[Participation, ...]) -> tuple[Meeting, ...]:
    found = dict.fromkeys(each.meeting for each in participations if each.meeting is not None)
    return tuple(sorted(found, key=lambda meeting: meeting.order))
